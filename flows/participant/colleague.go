package participant

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Forms of one question: which colleague comes, to this event or to all days of it;
// who comes instead.
const (
	colleagueForm  = "who"
	colleaguesForm = "whoall"
	insteadForm    = "instead"
)

// askColleague asks who comes. For several days it asks first whether to all of them.
func (c *chat) askColleague(e programme.Event, o programme.Organisation) {
	subject := colleagueSubject(e.Code, o.ID)
	if len(c.together(e)) < 2 {
		if f, ok := c.form(colleagueForm, subject); ok {
			c.unpress()
			flows.Open(c.Turn, f)
		}
		return
	}
	c.leaveForm()
	c.Session.Place, c.Session.Consider = placeEvent, eventOther+":"+e.Code+":"+subjectOf(o.ID)
	c.Say(flows.Screen{
		Text:    text.T("За кои дни да запиша колегата?", "For which days shall I register your colleague?"),
		Buttons: append(colleagueRows(e, o.ID), flows.MenuRow()),
		Name:    eventsName,
	})
}

// colleagueRows are the days among which one chooses.
func colleagueRows(e programme.Event, id programme.OrganisationID) [][]flows.Tap {
	subject := colleagueSubject(e.Code, id)
	return [][]flows.Tap{
		{{Label: text.T("За всички дни", "For all days"), Data: flows.OpenButton(colleaguesForm, subject)}},
		{{Label: text.T("Само за този ден", "This day only"), Data: flows.OpenButton(colleagueForm, subject)}},
		{eventTap(labelToEvent, eventShow, e.Code)},
	}
}

// tagLength is how many characters of a form's subject stand for an event.
const tagLength = 7

// eventTag stands for an event where its code has no room: a subject has 13
// characters.
func eventTag(code string) string {
	h := fnv.New32a()
	h.Write([]byte(code))
	return fmt.Sprintf("%0*s", tagLength, strconv.FormatUint(uint64(h.Sum32()), 36))
}

func colleagueSubject(event string, id programme.OrganisationID) string {
	return eventTag(event) + subjectOf(id)
}

// colleagueFilling asks the name of a colleague and registers them.
type colleagueFilling struct {
	filling
	form         flows.Form
	event        programme.Event
	organisation programme.Organisation
	subject      string
	got          []programme.Registration
	name         string
}

func (c *chat) colleagueFilling(name, subject string) (flows.Filling, bool) {
	if len(subject) <= tagLength || !c.hasJoined() {
		return nil, false
	}
	id, ok := organisationOf(subject[tagLength:])
	if !ok {
		return nil, false
	}
	f := &colleagueFilling{filling: c.filling(""), subject: subject}
	for code, e := range c.tx.Events.All() {
		if eventTag(code) == subject[:tagLength] {
			f.event = e
		}
	}
	for _, o := range c.represents() {
		if o.ID == id {
			f.organisation = o
		}
	}
	f.form = flows.Form{Name: name, Title: text.Pair{BG: "Колега", EN: "A colleague"}, Brief: true, Questions: []flows.Question{{
		Code: "name", Kind: flows.ShortText, Name: true, MaxLength: 100, Check: named,
		Text: text.Pair{BG: "Кой колега ще дойде?", EN: "Which colleague will come?"},
		Hint: text.Pair{
			BG: "Име и фамилия. Като ги напишете, потвърждавате, че колегата е съгласен да ни дадете името му. Вижда се в списъка за събитието.",
			EN: "First and last name. By writing it you confirm that your colleague agrees to be named. It stands in the list of the event.",
		},
	}}}
	return f, f.event.Code != "" && f.organisation.ID != 0
}

func (f *colleagueFilling) Form() *flows.Form                { return &f.form }
func (f *colleagueFilling) Subject() string                  { return f.subject }
func (f *colleagueFilling) Heading() text.Localised          { return f.event.Title }
func (f *colleagueFilling) Answers() map[string]flows.Answer { return answered("name", f.name, f.c) }
func (f *colleagueFilling) Sent() time.Time                  { return time.Time{} }

// answered is the answer of a form with one question whose answer is kept elsewhere.
func answered(question, words string, c *chat) map[string]flows.Answer {
	if words == "" {
		return nil
	}
	return map[string]flows.Answer{question: {Value: flows.Value{Text: words}, By: c.Person, At: c.At, Version: 1}}
}

func (f *colleagueFilling) Put(_ string, a flows.Answer) { f.name = a.Value.Text }

// Send registers the colleague.
func (f *colleagueFilling) Send() {
	if f.name == "" {
		return
	}
	name := f.name
	if me, _ := f.c.person(); programme.NameKey(me.Name) == programme.NameKey(name) {
		name = ""
	}
	events := []programme.Event{f.event}
	if f.form.Name == colleaguesForm {
		events = f.c.together(f.event)
	}
	f.got = f.c.take(f.organisation, name, events...)
}

func (f *colleagueFilling) Finish(*flows.Turn) {
	if len(f.got) == 0 {
		f.c.cannotRegister(f.event, subjectOf(f.organisation.ID))
		return
	}
	f.c.registered(f.got)
}

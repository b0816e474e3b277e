package participant

import (
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// insteadFilling asks who comes instead.
type insteadFilling struct {
	filling
	form         flows.Form
	event        programme.Event
	registration programme.Registration
	name         string
	done         bool
}

func (c *chat) insteadFilling(subject string) (flows.Filling, bool) {
	r, e, ok := c.seat(subject)
	if !ok || !r.Live() || !c.At.Before(e.Start.At) {
		return nil, false
	}
	return &insteadFilling{filling: c.filling(""), event: e, registration: r, form: flows.Form{
		Name: insteadForm, Title: text.Pair{BG: "Друг ще дойде", EN: "Somebody else comes"}, Brief: true, Questions: []flows.Question{{
			Code: "name", Kind: flows.ShortText, Name: true, MaxLength: 100, Check: named,
			Text: text.Pair{BG: "Кой ще дойде?", EN: "Who will come?"},
			Hint: text.Pair{
				BG: "Име и фамилия. Ако е колега, потвърждавате, че е съгласен да ни дадете името му.",
				EN: "First and last name. If it is a colleague, you confirm that they agree to be named.",
			},
		}},
	}}, true
}

func (f *insteadFilling) Form() *flows.Form                { return &f.form }
func (f *insteadFilling) Subject() string                  { return f.registration.ID.String() }
func (f *insteadFilling) Heading() text.Localised          { return f.event.Title }
func (f *insteadFilling) Answers() map[string]flows.Answer { return answered("name", f.name, f.c) }
func (f *insteadFilling) Sent() time.Time                  { return time.Time{} }
func (f *insteadFilling) Put(_ string, a flows.Answer)     { f.name = a.Value.Text }

// Proposal is the person themselves, where somebody else was to come.
func (f *insteadFilling) Proposal(*flows.Question) string {
	if me, _ := f.c.person(); f.registration.By != f.c.Person || f.registration.Attendee != "" {
		return me.Name
	}
	return ""
}

func (f *insteadFilling) Send() {
	if f.name == "" {
		return
	}
	name := f.name
	if me, _ := f.c.person(); programme.NameKey(me.Name) == programme.NameKey(name) {
		name = ""
	}
	f.registration, f.done = programme.Replace(f.c.tx, f.c.Turn, f.c.p, f.registration.ID, f.c.Person, name)
}

func (f *insteadFilling) Finish(*flows.Turn) {
	if !f.done {
		f.c.showEvent(f.event, text.Phrase{})
		return
	}
	if f.registration.Attendee != "" && f.registration.Seat == programme.Confirmed {
		f.c.tellPassOn([]programme.Registration{f.registration})
	}
	f.c.showSeat(f.event, f.registration, text.T("✅ Записах: %s.", "✅ Noted: %s.").With(f.c.whoComes(f.registration)))
}

// seat is a registration that a button names, if the person may act for it: of an
// organisation for which they speak.
func (c *chat) seat(ref string) (programme.Registration, programme.Event, bool) {
	ref, _, _ = strings.Cut(ref, ":")
	id, ok := programme.ParseRegistrationID(ref)
	r, there := c.tx.Registrations.Get(id)
	e, known := c.tx.Events.Get(r.Event)
	if !ok || !there || !known {
		return r, e, false
	}
	for _, o := range c.represents() {
		if o.ID == r.Organisation {
			return r, e, true
		}
	}
	return r, e, false
}

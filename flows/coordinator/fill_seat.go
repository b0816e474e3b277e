package coordinator

import (
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// seatForm registers somebody for an event who has no Telegram, or whose organisation
// asks a coordinator to; its subject is the organisation, the event stands in the draft.
const seatForm = "fseat"

const (
	seatName  = "seat_name"  // who comes
	seatEvent = "seat_event" // not asked
)

// fillSeats shows the events for which the organisation can be registered, in place.
func (g *group) fillSeats(refs []string) {
	o, ok := g.organisationIn(refs)
	if !ok {
		return
	}
	lines := []text.Phrase{text.T("За кое събитие записвате %s?", "For which event do you register %s?").With(text.Quote(o.Name))}
	var rows [][]flows.Tap
	for _, e := range programme.Events(g.tx) {
		if e.State(g.At) != programme.EventOpen || !e.For(o) {
			continue
		}
		lines = append(lines, text.T("%d. <b>%s</b>, %s. %s", "%d. <b>%s</b>, %s. %s").With(len(rows)+1, e.Title, text.DayTime(e.Start.In(g.p), g.local(g.At)), g.seatsLeft(e, o)))
		rows = append(rows, []flows.Tap{tap(text.T("%d. %s: %s", "%d. %s: %s").With(len(rows)+1, text.ShortDay(e.Start.In(g.p)), text.Clip(e.Title.In(language), 14)), verbFillSeat, refs[0], e.Code)})
	}
	if len(rows) == 0 {
		lines = []text.Phrase{text.T("Сега няма събитие, за което %s може да се запише.", "There is no event now for which %s can register.").With(text.Quote(o.Name))}
	}
	g.change(flows.Screen{Text: text.Join("\n", lines...), Buttons: append(rows, []flows.Tap{tap(text.T("‹ Друго за въвеждане", "‹ Something else"), verbFillWhat, refs[0])})})
}

// seatsLeft says whether there is a seat for the organisation, and whether it has one.
func (g *group) seatsLeft(e programme.Event, o programme.Organisation) text.Phrase {
	l := programme.LineOf(g.tx, e, programme.PoolOf(o))
	said := text.T("Свободни места: %d от %d.", "Free seats: %d of %d.").With(l.Free(), l.Seats)
	if l.Free() == 0 {
		said = text.T("Местата са заети, чакат: %d.", "The seats are taken, waiting: %d.").With(len(l.Waiting))
	}
	if n := len(programme.LiveOf(g.tx, e.Code, o.ID)); n > 0 {
		said = text.T("%s Организацията вече е записана.", "%s The organisation is registered already.").With(said)
	}
	return said
}

// fillSeat opens the form for the event.
func (g *group) fillSeat(refs []string) {
	o, ok := g.organisationIn(refs)
	e, there := g.tx.Events.Get(refs[1])
	if !ok || !there {
		return
	}
	if why := g.cannotSeat(e, o); !why.Empty() {
		g.toast(why)
		return
	}
	g.openSeat(refs[0], e.Code)
}

func (g *group) openSeat(subject, event string) {
	key := programme.DraftKey{Person: g.Person, Form: seatForm, Subject: subject}
	if d, begun := g.tx.Drafts.Get(key); begun && d.Answers[seatEvent].Value.Text != event {
		programme.DropDraft(g.tx, key) // begun for another event
	}
	g.openForm(seatForm, subject, deskRef(deskSeat, subject, event), func(d *programme.Draft) {
		d.Answers[seatEvent] = flows.Answer{Value: flows.Value{Text: event}, By: g.Person} // no answer of theirs: it does not count
	})
}

// seatAsked opens it to who has opened the chat for it: "organisation-event".
func (g *group) seatAsked(ref string) {
	subject, event, _ := strings.Cut(ref, "-")
	g.openSeat(subject, event)
}

// cannotSeat is why the organisation cannot be registered; empty: it can.
func (g *group) cannotSeat(e programme.Event, o programme.Organisation) text.Phrase {
	switch {
	case e.State(g.At) != programme.EventOpen:
		return text.T("Записването за това събитие не е отворено.", "Registration for this event is not open.")
	case !e.For(o):
		return text.T("Това събитие не е за тази организация.", "This event is not for this organisation.")
	case len(programme.LiveOf(g.tx, e.Code, o.ID)) >= e.EachMay(g.At):
		return text.T("Организацията вече е записана и сега няма право на още едно място.", "The organisation is registered already and may not have one more seat now.")
	}
	return text.Phrase{}
}

func seatDesk() deskForm {
	return deskForm{
		form:    (*group).seatQuestions,
		heading: (*group).seatHeading,
		send:    (*group).takeSeat,
		done:    (*group).tookSeat,
		left:    text.T("Продължава се от групата: /fill и името на организацията.", "Go on from the group: /fill and the organisation’s name."),
	}
}

// seatOf is what the draft is about; false: one of them is gone.
func (g *group) seatOf(subject string, d programme.Draft) (o programme.Organisation, e programme.Event, ok bool) {
	o, there := g.tx.Organisations.Get(organisationOf(subject))
	e, ok = g.tx.Events.Get(d.Answers[seatEvent].Value.Text)
	return o, e, ok && there
}

func (g *group) seatHeading(subject string) text.Localised {
	d, _ := g.tx.Drafts.Get(programme.DraftKey{Person: g.Person, Form: seatForm, Subject: subject})
	o, e, _ := g.seatOf(subject, d)
	said := func(l text.Language) string { return text.Clip(o.Name, 60) + ", " + text.Clip(e.Title.In(l), 60) }
	return text.Pair{BG: said(text.Bulgarian), EN: said(text.English)}
}

// seatQuestions are who comes and what they need.
func (g *group) seatQuestions(subject string, d programme.Draft) (flows.Form, bool) {
	_, e, ok := g.seatOf(subject, d)
	if !ok || e.State(g.At) != programme.EventOpen {
		return flows.Form{}, false
	}
	form := flows.Form{Title: text.Pair{BG: "Записване", EN: "Registration"}, Act: text.Pair{BG: "Запиши", EN: "Register"}}
	form.Questions = append(form.Questions, flows.Question{
		Code: seatName, Kind: flows.ShortText, Name: true, MaxLength: 100, Check: hasLetters,
		Text: text.Pair{BG: "Кой ще дойде?", EN: "Who will come?"},
		Hint: text.Pair{BG: "Име и фамилия. Потвърждавате, че човекът е съгласен да запишете името му.", EN: "First and last name. You confirm that they agree to be named."},
	})
	form.Questions = append(form.Questions, g.p.Needs.Questions...)
	return form, true
}

// takeSeat registers them. Who speaks for the organisation in Telegram answers for the
// seat: who comes themselves, or else the first of them; where there is nobody, the call
// list has it when others are reminded.
func (g *group) takeSeat(subject string, d programme.Draft) bool {
	o, e, ok := g.seatOf(subject, d)
	if !ok || !g.cannotSeat(e, o).Empty() {
		return false
	}
	wish := programme.Wish{Organisation: o.ID, Attendee: d.Answers[seatName].Value.Text, Typist: g.Person}
	if who := programme.RespondentNamed(g.tx, o.ID, wish.Attendee); who != 0 {
		wish.By, wish.Attendee = who, ""
	} else if all := programme.RepresentativesOf(g.tx, o.ID); len(all) > 0 {
		wish.By = all[0]
	}
	r, why := programme.Register(g.tx, g.Turn, g.p, e.Code, wish)
	if why != programme.Granted {
		return false
	}
	for _, q := range g.p.Needs.Questions {
		a, given := d.Answers[q.Code]
		if !given || !a.Counts() {
			continue
		}
		if r.Needs == nil {
			r.Needs = map[string]flows.Answer{}
		}
		r.Needs[q.Code] = programme.TypedFor(a, g.Person, 0)
	}
	g.tx.Registrations.Put(r.ID, r)
	programme.Notify(g.tx, g.Turn, g.p, r, wish.By, programme.ChangeSeated, flows.Group)
	return true
}

// tookSeat says how it went.
func (g *group) tookSeat(subject string, d programme.Draft, sent bool) {
	o, e, ok := g.seatOf(subject, d)
	if !ok || !sent {
		why := g.cannotSeat(e, o)
		if !ok || why.Empty() {
			why = text.T("Междувременно нещо се промени.", "Something has changed meanwhile.")
		}
		g.Tell(text.Join(" ", text.T("Не успях да запиша.", "I could not register them."), why))
		return
	}
	live := programme.LiveOf(g.tx, e.Code, o.ID)
	r := live[len(live)-1]
	lines := []text.Phrase{text.T("✅ Записах %s за <b>%s</b>: %s.", "✅ %s is registered for <b>%s</b>: %s.").With(text.Quote(o.Name), e.Title, d.Answers[seatName].Value.Text)}
	if r.Seat == programme.Waiting {
		lines = []text.Phrase{text.T("Местата за <b>%s</b> са заети. Записах %s сред чакащите: %s, № %d поред.", "The seats for <b>%s</b> are taken. %s is on the waiting list: %s, number %d.").
			With(e.Title, text.Quote(o.Name), d.Answers[seatName].Value.Text, programme.LineOf(g.tx, e, programme.PoolOf(o)).Position(r.ID))}
	}
	if programme.Responsible(g.tx, r) == 0 {
		lines = append(lines, text.T("В Telegram никой не я представлява, затова напомнянията не стигат. Когато дойде време, ще е в „За обаждане“: /calls",
			"Nobody represents it in Telegram, so reminders do not arrive. When it is time it will be on the list of calls: /calls"))
	} else {
		lines = append(lines, text.T("Представителят ѝ в Telegram ще научи и ще получава напомнянията.", "Its representative in Telegram will be told and gets the reminders."))
	}
	g.Tell(text.Join("\n", append(lines, text.T("Вижте събитието в групата с /events", "See the event in the group with /events"))...))
}

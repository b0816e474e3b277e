package coordinator

import (
	"slices"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// A new event, and all that can be changed of one, are filled in as a form in private.
// What a draft began with stands in it as the first value of each answer: so it is known
// what the coordinator has changed, and what somebody else has meanwhile.

// The forms' names, with which the codes for the private chat begin, too; the subject of
// eventForm is the event's code.
const (
	newEventForm = "newevent"
	eventForm    = "event"
)

// Buttons that open them, and one in private.
const (
	verbNewEvent = "newevent"
	verbEdit     = "evedit"   // the event
	verbTheirs   = "evtheirs" // the event: where another coordinator has changed the same, that stays
)

// newEventDesk is the form of a new event.
func newEventDesk() deskForm {
	return deskForm{form: (*group).newEventForm, sure: (*group).sureOfNew, send: (*group).sendNew, done: (*group).eventDone,
		left: text.T("Когато искате да продължите, напишете /event ново в групата.", "To go on, write /event new in the group.")}
}

// eventDesk is that of one that there is.
func eventDesk() deskForm {
	return deskForm{form: (*group).eventForm, heading: (*group).eventHeading, sure: (*group).sureOfChange, send: (*group).sendChange, done: (*group).eventDone,
		left: text.T("Когато искате да продължите, отворете го пак от картата на събитието.", "To go on, open it again from the event’s card.")}
}

// newEvent opens the form of a new event.
func (g *group) newEvent([]string) { g.openForm(newEventForm, "", newEventForm, nil) }

// editEvent opens the form of the event, with what is.
func (g *group) editEvent(refs []string) {
	if e, ok := g.changeable(refs[0]); ok && (g.Private || g.privately(deskRef(eventForm, e.Code))) {
		key := programme.DraftKey{Person: g.Person, Form: eventForm, Subject: e.Code}
		if d, begun := g.tx.Drafts.Get(key); begun {
			g.preset(&d, e.Plan)
			g.tx.Drafts.Put(key, d)
		}
		g.openForm(eventForm, e.Code, deskRef(eventForm, e.Code), func(d *programme.Draft) { g.preset(d, e.Plan) })
	}
}

// preset puts into the draft what is, but for what was changed in it.
func (g *group) preset(d *programme.Draft, e programme.Plan) {
	for _, f := range g.fieldsOf(e.Code, *d) {
		if a, there := d.Answers[f.Code]; !there || a.Counts() && !changed(a) {
			d.Preset(f.Code, f.is(g.p, e), g.Person, g.At)
		}
	}
}

// began is what the answer was when the draft was begun.
func began(a flows.Answer) flows.Value {
	if len(a.History) > 0 {
		return a.History[0].Value
	}
	return a.Value
}

// changed reports whether it is another now.
func changed(a flows.Answer) bool { return a.Counts() && !a.Value.Same(began(a)) }

func (g *group) newEventForm(_ string, d programme.Draft) (flows.Form, bool) {
	f := flows.Form{Title: text.Pair{BG: "Ново събитие", EN: "A new event"}, Act: text.Pair{BG: "Създай", EN: "Create it"},
		Intro: text.Pair{BG: "Попълнете го въпрос по въпрос. Нищо не се създава, преди да натиснете „Създай“.", EN: "Fill it in question by question. Nothing is created before you press “Create it”."}}
	for _, field := range g.fieldsOf("", d) {
		f.Questions = append(f.Questions, field.Question)
	}
	return f, true
}

func (g *group) eventForm(code string, d programme.Draft) (flows.Form, bool) {
	e, ok := g.tx.Events.Get(code)
	f := flows.Form{Title: text.Pair{BG: "Промяна на събитие", EN: "A change of an event"}, Act: text.Pair{BG: "Запази", EN: "Save"}}
	if !ok || e.State(g.At) >= programme.EventOn {
		return f, false
	}
	for _, field := range g.fieldsOf(code, d) {
		if field.Code == "place" {
			field.Hint = text.Pair{BG: "Залата и сградата", EN: "The hall and the building"} // the address is apart
		}
		f.Questions = append(f.Questions, field.Question)
	}
	return f, true
}

func (g *group) eventHeading(code string) text.Localised {
	e, _ := g.tx.Events.Get(code)
	return e.Title
}

// fieldsOf are the questions about the event with that code, or about a new one.
func (g *group) fieldsOf(code string, d programme.Draft) []eventField {
	taken := code != "" && len(g.tx.Registrations.OfEvent(code)) > 0
	return slices.DeleteFunc(g.eventFields(d), func(f eventField) bool {
		if f.Code == "kind" {
			return taken // what somebody has registered for does not become something else
		}
		return f.later && code == ""
	})
}

// planIn is the plan with what was changed in the draft, or answered in a new one.
func (g *group) planIn(plan programme.Plan, d programme.Draft, took func(flows.Answer) bool) programme.Plan {
	for _, f := range g.fieldsOf(plan.Code, d) {
		if a := d.Answers[f.Code]; f.put != nil && took(a) {
			f.put(g.p, &plan, a.Value)
		}
	}
	day, hours := d.Answers[askDay], d.Answers[askHours]
	var when text.When
	if took(hours) {
		when, _ = text.ReadWhen(hours.Value.Text, g.local(g.At))
	}
	if took(day) {
		when.Day = dayIn(day)
	}
	if took(day) || took(hours) {
		plan.Start, plan.End = g.momentsOf(programme.Event{Plan: plan}, when)
	}
	if plan.PerOrganisation <= 1 {
		plan.PerOrganisation, plan.SecondFrom = 0, time.Time{}
	} else if plan.SecondFrom.IsZero() {
		plan.SecondFrom = g.At
	}
	if took(d.Answers[askCloses]) && !plan.Closes.Before(plan.Start.At) {
		plan.Closes = time.Time{} // its last day is the event's own
	}
	return plan
}

// amissIn are what keeps the plan from being right, each with the button that mends it.
func (g *group) amissIn(form, subject string, plan programme.Plan, d programme.Draft) (lines []text.Phrase, rows [][]flows.Tap) {
	say := func(line text.Phrase, question string, label text.Phrase) {
		lines = append(lines, line)
		rows = append(rows, []flows.Tap{{Label: label, Data: flows.ChangeButton(form, subject, question)}})
	}
	when, _ := text.ReadWhen(d.Answers[askHours].Value.Text, g.local(g.At))
	day := dayIn(d.Answers[askDay])
	if why := g.amissAt(day, when); !why.Empty() && (changed(d.Answers[askDay]) || changed(d.Answers[askHours]) || form == newEventForm) {
		say(text.T("%s: това време вече мина или този ден го няма такъв час.", "%s: that time is over, or there is no such hour on that day.").With(text.DayTime(plan.Start.In(g.p), g.local(g.At))),
			askDay, text.T("Смени деня", "Change the day"))
		rows = append(rows, []flows.Tap{{Label: text.T("Смени часовете", "Change the hours"), Data: flows.ChangeButton(form, subject, askHours)}})
	}
	if plan.Seats+plan.AuthoritySeats == 0 {
		say(text.T("Няма нито едно място, затова никой не може да се запише.", "There is not one seat, so nobody can register."), askNGO, text.T("Смени местата за НПО", "Change the seats for NGOs"))
	}
	closes := d.Answers[askCloses]
	if last := dayIn(closes); !last.IsZero() && (changed(closes) || form == newEventForm) && (last.After(day) || last.Before(utcDay(g.local(g.At)))) {
		say(text.T("Последният ден за записване е след събитието или вече мина.", "The last day to register is after the event, or is over."), askCloses, text.T("Смени последния ден", "Change the last day"))
	}
	if plan.PerOrganisation > 1 && !plan.SecondFrom.Before(plan.Start.At) {
		say(text.T("Денят, от който може повече от едно място, е след събитието.", "The day from which more than one seat is possible is after the event."), askSecond, text.T("Смени този ден", "Change that day"))
	}
	return lines, rows
}

// sureOfNew asks about a new event that looks odd.
func (g *group) sureOfNew(subject string, d programme.Draft) (flows.LastWord, bool) {
	plan := g.planIn(programme.Plan{}, d, flows.Answer.Counts)
	if lines, rows := g.amissIn(newEventForm, subject, plan, d); len(lines) > 0 {
		return flows.LastWord{Text: text.Join("\n", lines...), Buttons: rows}, true
	}
	var lines []text.Phrase
	e := programme.Event{Plan: plan}
	for _, other := range programme.Events(g.tx) {
		if other.Cancelled.IsZero() && other.Municipality == plan.Municipality && other.Day(g.p) == e.Day(g.p) {
			lines = append(lines, text.T("На същия ден в същата община вече има: <b>%s</b> (%s).", "On that day there already is in that municipality: <b>%s</b> (%s).").With(other.Title, g.when(other)))
		}
	}
	if plan.Start.At.Before(g.p.Starts) || plan.Start.At.After(g.p.Ends.AddDate(0, 0, 1)) {
		lines = append(lines, text.T("%s е извън времето на програмата.", "%s is outside the programme’s time.").With(text.Day(plan.Start.In(g.p), time.Time{})))
	}
	if len(lines) == 0 {
		return flows.LastWord{}, false
	}
	lines = append(lines, text.T("Да създам ли и това събитие?", "Shall I create this one, too?"))
	return flows.LastWord{Text: text.Join("\n", lines...), Yes: text.T("Да, създай", "Yes, create it")}, true
}

// sendNew creates the event, and shows its card in the group.
func (g *group) sendNew(subject string, d programme.Draft) bool {
	plan := g.planIn(programme.Plan{}, d, flows.Answer.Counts)
	if lines, _ := g.amissIn(newEventForm, subject, plan, d); len(lines) > 0 {
		return false
	}
	e := programme.AddEvent(g.tx, g.Turn, plan, g.Code("check in", programme.CheckInLength))
	programme.AwaitAlert(g.tx, g.Turn, g.p, e)
	s := g.eventScreen(e)
	s.Text = text.Join("\n\n", text.T("Ново събитие, добави %s.", "A new event, added by %s.").With(g.firstName()), s.Text)
	g.say(s)
	g.Tell(text.T("✔ Създадено: <b>%s</b>, %s\nКартата е в групата. Участниците вече го виждат в „Какво предстои“; на никого не съм писал.",
		"✔ Created: <b>%s</b>, %s\nIts card is in the group. Participants see it under “What is ahead” already; I have written to nobody.").With(e.Title, g.when(e)))
	return true
}

func (g *group) firstName() string {
	first, _, _ := strings.Cut(g.Name, " ")
	return first
}

// eventDone speaks only where nothing was done.
func (g *group) eventDone(_ string, _ programme.Draft, sent bool) {
	if !sent {
		g.Tell(text.T("Междувременно събитието започна или беше отменено, затова нищо не промених.", "Meanwhile the event has begun or was called off, so I have changed nothing."))
	}
}

// changedFields are the questions whose answers the draft changes, in their order.
func (g *group) changedFields(code string, d programme.Draft) []eventField {
	return slices.DeleteFunc(g.fieldsOf(code, d), func(f eventField) bool { return !changed(d.Answers[f.Code]) })
}

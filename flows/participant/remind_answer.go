package participant

import (
	"slices"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons under reminders: "r:yes:3k", each names a registration, of which the message
// may show others too. They work in any form, which stays where it is.
const remindButton = "r"

const (
	remindYes   = "yes"
	remindNo    = "no"    // asks first
	remindFree  = "free"  // the seat is given up
	remindAll   = "all"   // yes for every seat of the message
	remindLater = "later" // once more tomorrow
	remindIt    = "it"    // what was typed is a word to the reminder
	remindForm  = "form"  // it is an answer to the open form
)

func remindTap(label text.Phrase, verb string, id programme.RegistrationID) flows.Tap {
	return flows.Tap{Label: label, Data: strings.Join([]string{remindButton, verb, id.String()}, ":")}
}

// pressReminder answers the buttons under reminders. What decides is the record: the
// button may be a month old.
func (c *chat) pressReminder(data string) {
	verb, ref, _ := strings.Cut(data, ":")
	if verb == remindIt || verb == remindForm {
		c.decideDoubt(verb == remindIt)
		return
	}
	id, _ := programme.ParseRegistrationID(ref)
	r, ok := c.tx.Registrations.Get(id)
	e, there := c.tx.Events.Get(r.Event)
	why := text.Phrase{}
	switch {
	case !ok, !there, programme.Responsible(c.tx, r) != c.Person:
		why = text.T("Този бутон вече не важи.", "This button is no longer valid.")
	case !e.Cancelled.IsZero():
		why = text.T("Това събитие е отменено.", "This event was called off.")
	case !c.At.Before(e.End.At):
		why = text.T("Събитието вече мина.", "The event is over.")
	case r.Seat != programme.Confirmed:
		why = text.T("Това място вече е освободено.", "This seat has been given up.")
	}
	if !why.Empty() {
		c.note(why)
		c.showReminder(c.shownIn(c.Message, e), text.Phrase{})
		return
	}
	events := c.shownIn(c.Message, e)
	switch verb {
	case remindYes, remindAll:
		c.sayYes(events, r, verb == remindAll)
	case remindNo:
		c.Change("", c.freeingScreen(r, e), false)
	case remindFree:
		c.free(events, r, e)
	case remindLater:
		c.putOff(events)
	default:
		c.note(text.T("Този бутон вече не важи.", "This button is no longer valid."))
	}
}

// shownIn are the events of which the message reminds; where its name is not known,
// the one that the button names.
func (c *chat) shownIn(message int, e programme.Event) []programme.Event {
	if of := c.remindedOf(c.Messages.Name(message)); len(of) > 0 {
		return of
	}
	if e.Code == "" {
		return nil
	}
	return []programme.Event{e}
}

// sayYes records a yes for the seat, or for all that the events have.
func (c *chat) sayYes(events []programme.Event, r programme.Registration, all bool) {
	already := true
	_, open := c.seatsOf(events)
	for _, s := range open {
		if s.ID == r.ID || all {
			already = !programme.Comes(c.tx, c.Turn, s.ID) && already
		}
	}
	if already {
		c.note(text.T("Вече е отбелязано.", "It is noted already."))
	} else {
		c.note(text.T("Записах. Благодаря!", "Noted. Thank you!"))
	}
	c.showReminder(events, text.Phrase{})
}

// showReminder shows in the pressed message how its seats stand now.
func (c *chat) showReminder(events []programme.Event, lead text.Phrase) {
	s, ok := c.reminderScreen(events, lead)
	if !ok && s.Text.Empty() {
		c.Do(flows.Edit{To: c.Person, Message: c.Message})
		return
	}
	c.Change("", s, true)
	if _, open := c.seatsOf(events); len(open) == 0 {
		c.asksNoMore(nameOfReminder(events))
	}
	for _, e := range events {
		c.refreshReminders(e.Code)
	}
}

// asksNoMore notes that the reminder with the name has no buttons any more.
func (c *chat) asksNoMore(name string) {
	asking := slices.DeleteFunc(strings.Fields(c.Session.Reminder), func(other string) bool { return other == name })
	c.Session.Reminder = strings.Join(asking, " ")
}

// freeingScreen asks before a seat is given up.
func (c *chat) freeingScreen(r programme.Registration, e programme.Event) flows.Screen {
	ask := text.T("%s, %s.\nДа освободя ли мястото Ви?", "%s, %s.\nShall I give up your seat?").With(text.Quote(e.Title.In(c.Lang)), text.DayTime(e.Start.In(c.p), c.local()))
	no := text.T("Не, идвам", "No, I am coming")
	if r.Attendee != "" {
		ask = text.T("%s, %s.\nДа освободя ли мястото за %s?", "%s, %s.\nShall I give up the seat of %s?").
			With(text.Quote(e.Title.In(c.Lang)), text.DayTime(e.Start.In(c.p), c.local()), r.Attendee)
		no = text.T("Не, ще дойде", "No, they will come")
	}
	return flows.Screen{Text: ask, Buttons: [][]flows.Tap{
		{remindTap(text.T("Да, освободи го", "Yes, give it up"), remindFree, r.ID)},
		{remindTap(no, remindYes, r.ID)},
	}}
}

// free gives the seat up, for who is next in line.
func (c *chat) free(events []programme.Event, r programme.Registration, e programme.Event) {
	lead, done := c.givesUp(r, e)
	if !done {
		c.note(text.T("Това място вече е освободено.", "This seat has been given up."))
	}
	c.showReminder(events, lead)
	if done {
		c.askWhy(r)
	}
}

// askWhy asks for the reason, which whoever likes to may give: not in the middle of a
// form, nor while another seat waits for an answer.
func (c *chat) askWhy(r programme.Registration) {
	_, forming := c.openForm()
	_, open := c.seatsOf(c.reminded())
	if f, ok := c.whyFilling(r.ID.String()); ok && !forming && len(open) == 0 {
		flows.Open(c.Turn, f)
	}
}

// givesUp gives the seat up and says so.
func (c *chat) givesUp(r programme.Registration, e programme.Event) (said text.Phrase, done bool) {
	o, _ := c.tx.Organisations.Get(r.Organisation)
	waiting := len(programme.LineOf(c.tx, e, programme.PoolOf(o)).Waiting) > 0
	if _, done = programme.GiveUp(c.tx, c.Turn, c.p, r.ID, programme.GaveUp); !done {
		return text.Phrase{}, false
	}
	said = text.T("✔ Отбелязах, че няма да дойдете: %s.", "✔ Noted that you are not coming: %s.").With(theEvent(e))
	if r.Attendee != "" {
		said = text.T("✔ Отбелязах, че %s няма да дойде: %s.", "✔ Noted that %s is not coming: %s.").With(r.Attendee, theEvent(e))
	}
	next := text.T("Благодаря, че казахте навреме.", "Thank you for telling us in time.")
	switch {
	case waiting:
		next = text.T("%s Мястото отива при следващата организация, която чака.", "%s The seat goes to the next organisation that is waiting.").With(next)
	case e.State(c.At) == programme.EventOpen:
		next = text.T("%s Ако плановете се променят, може пак да се запишете, докато има места.",
			"%s If your plans change, you can register again while there are seats.").With(next)
	}
	return text.Join("\n", said, next), true
}

// askedOfEvent remembers of which event the question is that was begun from a message
// about it, for the coordinators.
func (c *chat) askedOfEvent() {
	events := c.remindedOf(c.Messages.Name(c.Message))
	if a := c.Session.Ask; a != nil && a.Open && len(events) > 0 {
		a.Event = events[0].Code
	}
}

// putOff reminds of those of the events tomorrow that still wait for an answer.
func (c *chat) putOff(events []programme.Event) {
	var when text.Localised
	for _, e := range events {
		if _, open := c.seatsOf([]programme.Event{e}); len(open) == 0 {
			continue
		}
		if at, ok := programme.PutOff(c.tx, c.Turn, c.p, c.Person, e); ok && when == nil {
			when = text.DayTime(at.In(c.p.Location), c.local())
		}
	}
	if when == nil {
		c.note(text.T("Утре вече ще е късно. Моля, кажете сега.", "Tomorrow will be too late. Please say it now."))
		return
	}
	said := text.T("⏰ Ще Ви напомня пак: %s", "⏰ I will remind you again: %s").With(when)
	c.note(said)
	s, ok := c.reminderScreen(events, text.Phrase{})
	if !ok {
		return
	}
	s.Text = text.Join("\n\n", s.Text, said)
	for i, row := range s.Buttons { // it was put off
		s.Buttons[i] = slices.DeleteFunc(row, func(t flows.Tap) bool { return strings.HasPrefix(t.Data, remindButton+":"+remindLater+":") })
	}
	c.Change("", s, true)
}

package participant

import (
	"slices"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// newestReminder is the name of the newest message that asks whether the person comes;
// "" where none does.
func (c *chat) newestReminder() string {
	asking := strings.Fields(c.Session.Reminder)
	if len(asking) == 0 {
		return ""
	}
	return asking[len(asking)-1]
}

// reminded are the events that it asks about.
func (c *chat) reminded() []programme.Event { return c.remindedOf(c.newestReminder()) }

// repliedToReminder takes a Telegram reply to a reminder: a word to it or, where it is
// something else, words for the coordinators.
func (c *chat) repliedToReminder() bool {
	w, ok := c.What.(flows.Text)
	if !ok || c.ReplyTo == 0 || !c.hasAgreed() {
		return false
	}
	name := c.Messages.Name(c.ReplyTo)
	events := c.remindedOf(name)
	if ref, of := strings.CutPrefix(c.ReplyData, remindButton+":"); of && name == "" {
		_, ref, _ = strings.Cut(ref, ":")
		id, _ := programme.ParseRegistrationID(ref)
		r, _ := c.tx.Registrations.Get(id)
		if e, there := c.tx.Events.Get(r.Event); there {
			events = []programme.Event{e}
		}
	}
	if len(events) == 0 {
		return false
	}
	if said := toReminder(w.Text); said.verb == remindInstead {
		c.typedInstead(events)
		return true
	} else if said.verb != "" {
		c.typedTo(events, w.Text)
		c.backToForm()
		return true
	}
	c.leaveAsking()
	c.outside()
	return true
}

// typedAtReminder takes what was typed where no form is open. A plain yes or no is one
// to the reminder only right under it.
func (c *chat) typedAtReminder(typed string) bool {
	if c.typedAtFreeing(typed) {
		return true
	}
	said := toReminder(typed)
	if atEvent := strings.HasPrefix(c.Session.Place, "event/"); said.verb == "" || (said.plain || atEvent) && !c.underReminder() {
		return false
	}
	events := c.reminded()
	if len(events) == 0 && !said.plain {
		events = programme.Ahead(c.tx, c.Person)
	}
	if said.verb == remindInstead {
		return c.typedInstead(events)
	}
	if len(c.reminded()) == 0 && !said.plain {
		if said.verb == remindNo && (!said.colleague || len(c.meantOf(events, typed)) != 1) {
			return c.typedGiveUp()
		}
	}
	return len(events) > 0 && c.typedTo(events, typed)
}

// typedInstead asks who comes instead, where it is clear for which seat; else of which
// event it is. False: there is no seat.
func (c *chat) typedInstead(events []programme.Event) bool {
	var own []programme.Registration
	var of []programme.Event
	for _, e := range events {
		if seats := c.mySeats(e); e.ToCome(c.At) && len(seats) > 0 {
			own, of = append(own, seats...), append(of, e)
		}
	}
	switch len(own) {
	case 0:
		return false
	case 1:
		c.press(flows.Press{Data: flows.OpenButton(insteadForm, own[0].ID.String())})
	default:
		lead := text.T("<b>За кое събитие ще дойде друг?</b>\nНатиснете го, или напишете номера му.", "<b>For which event does somebody else come?</b>\nPress it, or write its number.")
		c.listEvents([]text.Phrase{lead}, of, listOwn)
	}
	return true
}

// underReminder reports whether the newest reminder was the last that the person saw.
func (c *chat) underReminder() bool {
	n, _ := c.Messages.Newest(c.newestReminder())
	return n != 0 && c.newestSeen(n)
}

// typedTo does what was typed to a reminder of the events. False: it fits nothing there.
func (c *chat) typedTo(events []programme.Event, typed string) bool {
	verb := toReminder(typed).verb
	all, open := c.seatsOf(events)
	meant := meantBy(typed, open)
	if verb == remindNo && len(meant) == 0 { // a change of mind
		var seats []remindedSeat
		for _, e := range events {
			seats = append(seats, all[e.Code]...)
		}
		meant = meantBy(typed, seats)
	}
	if len(meant) > 0 {
		open = meant
	}
	switch {
	case len(all) == 0:
		c.Tell(text.T("По това напомняне вече няма какво да се отговаря.", "There is nothing to answer to this reminder any more."))
	case len(open) == 0 && verb == remindLater:
		return false
	case len(open) == 0:
		c.Tell(text.T("Вече е отбелязано, че идвате. Благодаря!", "It is noted already that you are coming. Thank you!"))
	case verb == remindLater:
		c.typedLater(events)
	case len(open) > 1:
		c.askWhich(open)
	case verb == remindNo:
		s := c.freeingScreen(open[0].Registration, open[0].event)
		s.Name, s.Beside = freeingName+open[0].ID.String(), true
		c.Say(s)
	default:
		c.typedYes(open[0])
	}
	return true
}

// meantOf are the seats for the events that the words can be about.
func (c *chat) meantOf(events []programme.Event, typed string) []remindedSeat {
	all, _ := c.seatsOf(events)
	var seats []remindedSeat
	for _, e := range events {
		seats = append(seats, all[e.Code]...)
	}
	return meantBy(typed, seats)
}

// meantBy are those of the seats that the words can be about: „ще дойде“ is said of a
// colleague, „идвам“ of oneself, a plain yes or no of anybody.
func meantBy(typed string, seats []remindedSeat) []remindedSeat {
	said := toReminder(typed)
	return slices.DeleteFunc(slices.Clone(seats), func(s remindedSeat) bool { return !said.plain && said.colleague == (s.Attendee == "") })
}

// freeingName names the question whether a seat is given up, with its registration.
const freeingName = "freeing/"

// typedYes records a yes and shows it in the reminder.
func (c *chat) typedYes(s remindedSeat) {
	programme.Comes(c.tx, c.Turn, s.ID)
	c.refreshReminders(s.Event)
	said := text.T("✅ Записах: идвате. Ще се видим %s!", "✅ Noted: you are coming. See you %s!").With(c.meet(s.event))
	if s.Attendee != "" {
		said = text.T("✅ Записах: %s ще дойде.", "✅ Noted: %s will come.").With(s.Attendee)
	}
	c.Tell(said)
}

// refreshReminders shows in the reminders of the event that ask how its seats stand
// now. The one that was pressed is shown anyway.
func (c *chat) refreshReminders(code string) {
	for _, name := range strings.Fields(c.Session.Reminder) {
		of := slices.ContainsFunc(c.remindedOf(name), func(e programme.Event) bool { return e.Code == code })
		if !of || c.Messages.Name(c.Message) == name {
			continue
		}
		screen, ok := c.reminderScreen(c.remindedOf(name), text.Phrase{})
		if ok {
			c.Change(name, screen, false)
		} else {
			flows.Retire(c.Turn, name)
		}
		if _, open := c.seatsOf(c.remindedOf(name)); len(open) == 0 {
			c.asksNoMore(name)
		}
	}
}

// typedLater puts the reminder off.
func (c *chat) typedLater(events []programme.Event) {
	for _, e := range events {
		if at, ok := programme.PutOff(c.tx, c.Turn, c.p, c.Person, e); ok {
			c.Tell(text.T("⏰ Ще Ви напомня пак: %s", "⏰ I will remind you again: %s").With(text.DayTime(at.In(c.p.Location), c.local())))
			return
		}
	}
	c.Tell(text.T("Утре вече ще е късно. Моля, кажете сега.", "Tomorrow will be too late. Please say it now."))
}

// askWhich asks of which seat the words were said.
func (c *chat) askWhich(seats []remindedSeat) {
	lines := []text.Phrase{text.T("За кое място? Моля, изберете с бутон.", "For which seat? Please choose with a button.")}
	var rows [][]flows.Tap
	for i, s := range seats {
		who := text.T("Вие", "you")
		if s.Attendee != "" {
			who = text.Raw(s.Attendee)
		}
		s.n = i + 1
		lines = append(lines, text.T("%d. %s – %s", "%d. %s – %s").With(s.n, eventName(s.event), who))
		rows = append(rows, s.row(true))
	}
	c.Say(flows.Screen{Text: text.Join("\n", lines...), Buttons: rows, Name: whichSeatName, Beside: true})
}

// whichSeatName names that question.
const whichSeatName = "which seat"

// backToForm shows again what the open form asks, unless something else is asked
// beside it now.
func (c *chat) backToForm() {
	if strings.HasPrefix(c.Session.Beside, freeingName) || c.Session.Beside == whichSeatName {
		return
	}
	c.back()
}

// typedAtFreeing takes a typed yes or no to the question whether a seat is given up.
func (c *chat) typedAtFreeing(typed string) bool {
	ref, asked := strings.CutPrefix(c.Session.Beside, freeingName)
	yes, answered := text.ReadYesNo(typed)
	n, _ := c.Messages.Newest(c.Session.Beside)
	said := toReminder(typed)
	give := says(typed, "Да, освободи го", "Yes, give it up") || said.verb == remindNo && !said.plain
	keep := says(typed, "Не, идвам", "Не, ще дойде", "No, I am coming", "No, they will come") || said.verb == remindYes && !said.plain
	if !asked || !answered && !give && !keep || c.Message < n {
		return false
	}
	id, _ := programme.ParseRegistrationID(ref)
	r, _ := c.tx.Registrations.Get(id)
	e, _ := c.tx.Events.Get(r.Event)
	flows.Retire(c.Turn, c.Session.Beside)
	switch {
	case r.Seat != programme.Confirmed || programme.Responsible(c.tx, r) != c.Person:
		c.Tell(text.T("Това място вече е освободено.", "This seat has been given up."))
	case keep, answered && !yes:
		c.typedYes(remindedSeat{r, e, 1})
	default:
		freed, _ := c.givesUp(r, e)
		c.refreshReminders(r.Event)
		c.Tell(freed)
		c.askWhy(r)
	}
	if f, open := c.openForm(); !open || f.Form().Name != whyForm {
		c.back()
	}
	return true
}

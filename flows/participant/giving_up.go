package participant

import (
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Names and place of the screen that asks before a seat is given up; Consider holds
// the registration.
const placeGivingUp = "event/off"

var (
	labelGiveUp   = text.T("Да, освободи мястото", "Yes, free the seat")
	labelKeepSeat = text.T("Не, идвам", "No, I am coming")
	labelLeaveIt  = text.T("Не, остава", "No, it stays")
	labelStopWait = text.T("Да, вече не чакам", "Yes, I no longer wait")
	labelKeepWait = text.T("Не, чакам", "No, I wait")
)

// pressSeat answers the buttons of a registration.
func (c *chat) pressSeat(verb, ref string) {
	r, e, ok := c.seat(ref)
	if !ok {
		c.noEvent()
		return
	}
	switch verb {
	case eventSeat:
		c.showSeat(e, r, text.Phrase{})
	case eventGiveUp:
		c.askGiveUp(e, r)
	case eventGivenUp:
		c.giveUp(e, r)
	case eventTake:
		c.takeOffered(e, r)
	case eventPass:
		c.passOffered(e, r)
	}
}

// giveUpWords are the two answers to whether the seat is given up.
func giveUpWords(r programme.Registration) (yes, no text.Phrase) {
	if r.Seat == programme.Waiting {
		return labelStopWait, labelKeepWait
	}
	if r.Attendee != "" {
		return labelGiveUp, labelLeaveIt
	}
	return labelGiveUp, labelKeepSeat
}

// askGiveUp asks first.
func (c *chat) askGiveUp(e programme.Event, r programme.Registration) {
	if !r.Live() || !c.At.Before(e.End.At) {
		c.unpress()
		c.seatGone(e, r)
		return
	}
	c.leaveForm()
	yes, no := giveUpWords(r)
	question := text.T("Да освободя ли мястото за <b>%s</b>, %s?", "Shall I free the seat for <b>%s</b>, %s?").With(theEvent(e), c.when(e))
	if r.Seat == programme.Waiting {
		question = text.T("Да Ви махна ли от чакащите за <b>%s</b>?", "Shall I take you off the waiting list for <b>%s</b>?").With(theEvent(e))
	}
	if len(c.mySeats(e)) > 1 {
		question = text.Join("\n", question, text.T("%s: %s", "%s: %s").With(c.organisationName(r.Organisation), c.attendee(r)))
	} else if r.By != c.Person || r.Attendee != "" {
		question = text.Join("\n", question, text.T("Записан е: %s.", "Registered: %s.").With(c.attendee(r)))
	}
	c.Session.Place, c.Session.Consider = placeGivingUp, r.ID.String()
	c.Say(flows.Screen{
		Text:    question,
		Buttons: [][]flows.Tap{{eventTap(yes, eventGivenUp, r.ID.String())}, {eventTap(no, eventShow, e.Code)}, flows.MenuRow()},
		Name:    eventsName,
	})
}

// giveUp frees the seat, and asks why: whoever likes to may say it.
func (c *chat) giveUp(e programme.Event, r programme.Registration) {
	waited, by := r.Seat == programme.Waiting, r.By
	c.unpress()
	r, done := programme.GiveUp(c.tx, c.Turn, c.p, r.ID, programme.GaveUp)
	if !done {
		c.seatGone(e, r)
		return
	}
	programme.Notify(c.tx, c.Turn, c.p, r, by, programme.ChangeEnded, c.Person)
	c.leaveForm()
	if waited {
		c.showEvent(e, text.T("✅ Махнах Ви от чакащите.", "✅ You are off the waiting list."))
		return
	}
	said := text.T("✅ Освободих мястото за %s. Благодаря, че казахте.", "✅ The seat for %s is free again. Thank you for telling.").With(theEvent(e))
	said = text.Join("\n", said, text.T("Ако сте сложили събитието в календара си, махнете го и оттам.", "If the event is in your calendar, remove it there, too."))
	if e.State(c.At) == programme.EventOpen {
		said = text.Join("\n", said, text.T("Ако размислите, запишете се пак от „Какво предстои“, докато има места.",
			"If you change your mind, register again under “What is ahead” while there are seats."))
	}
	c.Tell(said)
	if f, ok := c.whyFilling(r.ID.String()); ok {
		flows.Open(c.Turn, f)
	}
}

// seatGone answers who gives up, or takes, what is no longer theirs.
func (c *chat) seatGone(e programme.Event, r programme.Registration) {
	why := text.T("Това място вече е освободено.", "This seat has been given up already.")
	switch {
	case r.Live() || !e.Cancelled.IsZero():
		why = text.Phrase{} // the card says it
	case r.Ended == programme.Lapsed:
		why = text.T("Срокът за това място изтече и то премина нататък.", "The time for this seat is over, and it was passed on.")
	}
	c.showEvent(e, why)
}

// whyForm asks why somebody does not come.
const whyForm = "why"

// whyFilling keeps the reason as an apology.
type whyFilling struct {
	filling
	form         flows.Form
	event        programme.Event
	registration programme.Registration
	passed       bool // no reason was given
}

func (c *chat) whyFilling(subject string) (flows.Filling, bool) {
	r, e, ok := c.seat(subject)
	if !ok || r.Seat != programme.Cancelled || r.Ended != programme.GaveUp || !c.At.Before(e.End.At) {
		return nil, false
	}
	return &whyFilling{filling: c.filling(""), event: e, registration: r, form: flows.Form{
		Name: whyForm, Title: text.Pair{BG: "Защо", EN: "Why"}, Brief: true, Questions: []flows.Question{{
			Code: "why", Kind: flows.ShortText, MaxLength: 500, Skip: true, Check: func(typed string) (string, text.Phrase) { return typed, text.Phrase{} },
			Text: text.Pair{BG: "Ще кажете ли защо?", EN: "Would you tell why?"},
			Hint: text.Pair{BG: "По желание, с няколко думи. Ще го запазим като извинение за отсъствието.",
				EN: "If you like, in a few words. It is kept as your apology."},
		}},
	}}, true
}

func (f *whyFilling) Form() *flows.Form       { return &f.form }
func (f *whyFilling) Subject() string         { return f.registration.ID.String() }
func (f *whyFilling) Heading() text.Localised { return f.event.Title }
func (f *whyFilling) Sent() time.Time         { return time.Time{} }
func (f *whyFilling) Send()                   {}

func (f *whyFilling) Answers() map[string]flows.Answer {
	if f.passed {
		return map[string]flows.Answer{"why": {Value: flows.Value{None: flows.SkippedIt}, By: f.c.Person, At: f.c.At, Version: 1}}
	}
	return answered("why", f.registration.Apology, f.c)
}

func (f *whyFilling) Put(_ string, a flows.Answer) {
	f.passed = a.Value.None != ""
	f.registration.Apology = a.Value.Text
	f.c.tx.Registrations.Put(f.registration.ID, f.registration)
}

// typedAtWhy understands who has changed their mind, or goes on: „Запиши ме“ is no
// apology.
func (c *chat) typedAtWhy(f flows.Filling, typed string) bool {
	why, ours := f.(*whyFilling)
	switch {
	case !ours:
		return false
	case asksForEvents(typed):
		c.upcoming()
	case says(typed, eventWords[eventMe]...), says(typed, eventWords[eventBoth]...):
		c.register(eventMe, why.event, "")
	default:
		return false
	}
	return true
}

func (f *whyFilling) Finish(*flows.Turn) {
	if f.passed {
		f.c.upcoming()
		return
	}
	f.c.note(text.T("Благодаря, записах го.", "Thank you, it is noted."))
	f.c.upcoming()
}

package participant

import (
	"strconv"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// seatNoticeName names the message that tells what somebody else has done.
const seatNoticeName = "changed"

// seatDue tells a person what somebody else has done to their registration, as it is
// now.
func (c *chat) seatDue(w flows.Due) {
	part := strings.SplitN(w.Ref, "/", 3)
	if len(part) != 3 || w.Expired {
		return
	}
	id, _ := programme.ParseRegistrationID(part[0])
	by, _ := strconv.ParseUint(part[2], 10, 64)
	r, ok := c.tx.Registrations.Get(id)
	e, there := c.tx.Events.Get(r.Event)
	if !ok || !there || !e.Cancelled.IsZero() || !c.At.Before(e.End.At) {
		return
	}
	if _, known := c.tx.People.Get(w.Person); !known {
		return
	}
	if !c.tx.Chats.Reachable(w.Person) {
		programme.AddCall(c.tx, r, programme.CallUnreachable, "reminder") // the call says when and where
		return
	}
	what := programme.Change(part[1])
	c.beside(w.Person, func(other *chat) { other.tellChange(e, r, what, flows.PersonID(by)) })
	if what == programme.ChangeSeated && r.Seat == programme.Confirmed {
		programme.MakeCalendar(c.tx, c.Turn, w.Person, calendarName(e), e.Code)
	}
}

// tellChange says what was done, by whom, and how it stands.
func (c *chat) tellChange(e programme.Event, r programme.Registration, what programme.Change, by flows.PersonID) {
	who := text.T("Координатор", "A coordinator")
	if by != 0 {
		who = text.T("Ваш колега", "A colleague")
		if p, _ := c.tx.People.Get(by); p.Name != "" {
			who = text.T("%s", "%s").With(p.Name)
		}
	}
	name := text.T("<b>%s</b> (%s)", "<b>%s</b> (%s)").With(theEvent(e), c.when(e))
	var line text.Phrase
	switch {
	case what == programme.ChangeEnded && !r.Live():
		line = text.T("%s отписа %s от %s.", "%s has cancelled the seat of %s for %s.").With(who, text.Quote(c.organisationName(r.Organisation)), name)
		if r.Attendee == "" && r.By == c.Person {
			line = text.T("%s отмени Вашето записване за %s.", "%s has cancelled your registration for %s.").With(who, name)
		}
	case what == programme.ChangeAttendee && r.Live():
		line = text.T("%s промени кой идва на %s. Сега %s.", "%s has changed who comes to %s. Now %s.").With(who, name, c.whoComes(r))
	case what == programme.ChangeSeated && r.Live():
		line = text.T("%s Ви записа за %s.", "%s has registered you for %s.").With(who, name)
		if r.Attendee != "" {
			line = text.T("%s записа %s за %s.", "%s has registered %s for %s.").With(who, text.Quote(c.organisationName(r.Organisation)), name)
		}
		line = text.Join("\n", line, c.seatLine(e, r))
	default:
		return // it has been changed again since
	}
	c.Say(flows.Screen{
		Text: text.Join("\n", line, text.T("Ако е недоразумение, вижте събитието или натиснете „Питай човек“.", "If that is a misunderstanding, see the event or press “Ask a person”.")),
		Buttons: [][]flows.Tap{
			{eventTap(text.T("Към събитието", "To the event"), eventShow, e.Code)},
			{{Label: text.T("Питай човек", "Ask a person"), Data: flows.HelpButton}},
		},
		Name: seatNoticeName, Beside: true,
	})
	c.expires(e.End.At, "")
}

// expires gives the message that was said last an end, and a key where there is to be
// only one of it.
func (c *chat) expires(at time.Time, key string) {
	if say, ok := c.Effects[len(c.Effects)-1].(flows.Say); ok {
		say.Expires, say.Key = at, key
		c.Effects[len(c.Effects)-1] = say
	}
}

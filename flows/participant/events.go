package participant

import (
	"slices"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons of events: "e:list", "e:show:training1", "e:me:training1:a". A button says
// everything itself, so that it can be pressed a month later.
const eventButton = "e"

const (
	eventList    = "list"
	eventPast    = "past"
	eventShow    = "show" // event
	eventPlan    = "plan" // event: its agenda
	eventMap     = "map"  // event
	eventFiles   = "mat"  // event, or event:material
	eventICS     = "ics"  // event
	eventMe      = "me"   // event, or event:organisation: the person comes
	eventBoth    = "both" // the same for all days of it
	eventOther   = "col"  // event, or event:organisation: a colleague comes
	eventSeat    = "seat" // registration: its card
	eventGiveUp  = "off"  // registration; asks first
	eventGivenUp = "gone" // registration
	eventTake    = "take" // registration: the offered seat
	eventPass    = "no"   // registration: not the offered seat
)

// Places of a session there; Consider holds the rest of the button that shows the
// screen again.
const (
	placeEvents = "event/list"
	placeEvent  = "event/card"
)

// eventsName names the screens of events.
const eventsName = "events"

// eventTap is a button of events. Not inlined: it has many callers (see
// text.Phrase).
//
//go:noinline
func eventTap(label text.Phrase, verb string, refs ...string) flows.Tap {
	return flows.Tap{Label: label, Data: strings.Join(append([]string{eventButton, verb}, refs...), ":")}
}

var labelUpcoming = text.T("Какво предстои", "What is ahead")

func upcomingTap() flows.Tap { return eventTap(labelUpcoming, eventList) }

// pressEvent answers the buttons of events.
func (c *chat) pressEvent(data string) {
	verb, ref, _ := strings.Cut(data, ":")
	code, rest, _ := strings.Cut(ref, ":")
	if !c.hasAgreed() || !c.hasJoined() {
		c.menu()
		return
	}
	switch verb {
	case eventList:
		c.upcoming()
		return
	case eventPast:
		c.pastEvents()
		return
	case eventSeat, eventGiveUp, eventGivenUp, eventTake, eventPass:
		c.pressSeat(verb, ref)
		return
	}
	e, ok := c.tx.Events.Get(code)
	if !ok || !c.sees(e) {
		c.noEvent()
		return
	}
	switch verb {
	case eventShow:
		c.showEvent(e, text.Phrase{})
	case eventPlan:
		c.showAgenda(e)
	case eventMap:
		c.showMap(e)
	case eventFiles:
		c.materials(e, rest)
	case eventICS:
		c.sendCalendar(e)
	case eventMe:
		c.register(eventMe, e, rest)
	case eventBoth:
		c.register(eventBoth, e, rest)
	case eventOther:
		c.register(eventOther, e, rest)
	default:
		c.noEvent()
	}
}

// noEvent answers a button of what is there no more.
func (c *chat) noEvent() {
	c.note(text.T("Този бутон вече не важи. Ето какво предстои.", "This button is no longer valid. This is what is ahead."))
	c.unpress()
	c.upcoming()
}

// hasJoined reports whether the person has told their name.
func (c *chat) hasJoined() bool {
	person, known := c.person()
	return known && !person.Joined.IsZero()
}

// represents are the organisations for which the person may act.
func (c *chat) represents() []programme.Organisation {
	return slices.DeleteFunc(c.mine(), func(o programme.Organisation) bool {
		m, _ := c.tx.Memberships.Get(c.membership(o.ID))
		return programme.StandingOf(o, m) != programme.InForce
	})
}

// waitsToSpeak reports whether one of the person's organisations for which the event
// is waits for a coordinator.
func (c *chat) waitsToSpeak(e programme.Event) bool {
	return slices.ContainsFunc(c.mine(), func(o programme.Organisation) bool {
		m, _ := c.tx.Memberships.Get(c.membership(o.ID))
		return e.For(o) && programme.StandingOf(o, m) == programme.Proposed
	})
}

// sees reports whether the event concerns the person: it is for one of their
// organisations, also one that waits for a coordinator, or they have registered.
func (c *chat) sees(e programme.Event) bool {
	for _, o := range c.mine() {
		m, _ := c.tx.Memberships.Get(c.membership(o.ID))
		if programme.StandingOf(o, m) != programme.Refused && e.For(o) {
			return true
		}
	}
	return len(programme.RegistrationsAt(c.tx, e.Code, c.Person)) > 0
}

// mySeats are the registrations of the person's organisations for the event that
// stand, in the order of numbers: a colleague's too.
func (c *chat) mySeats(e programme.Event) []programme.Registration {
	speaks := c.represents()
	return slices.DeleteFunc(c.tx.Registrations.OfEvent(e.Code), func(r programme.Registration) bool {
		mine := slices.ContainsFunc(speaks, func(o programme.Organisation) bool { return o.ID == r.Organisation })
		return !mine || !r.Live() && r.Seat != programme.WalkIn
	})
}

// events are those that the person sees, of the past or to come. What was called off
// is told as long as it would have been ahead.
func (c *chat) events(past bool) []programme.Event {
	var out []programme.Event
	for _, e := range programme.Events(c.tx) {
		over := !c.At.Before(e.End.At)
		if over == past && c.sees(e) && (!past || e.Cancelled.IsZero()) {
			out = append(out, e)
		}
	}
	return out
}

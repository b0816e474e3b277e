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

// eventTap is a button of events.
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
	return slices.ContainsFunc(c.tx.Registrations.OfPerson(c.Person), func(r programme.Registration) bool { return r.Event == e.Code })
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

// upcoming is the programme's calendar for this person: „Какво предстои“.
func (c *chat) upcoming() {
	if !c.hasAgreed() || !c.hasJoined() {
		c.menu()
		return
	}
	all := c.events(false)
	lines := []text.Phrase{text.T("<b>Какво предстои</b>", "<b>What is ahead</b>")}
	if len(all) == 0 {
		lines = append(lines, text.T("Засега няма нищо ново. Щом се появи обучение или среща, ще ги видите тук.",
			"There is nothing at the moment. Trainings and meetings will be listed here."))
	}
	c.listEvents(lines, all, eventList)
}

// pastEvents lists what is over, for its materials.
func (c *chat) pastEvents() {
	c.listEvents([]text.Phrase{text.T("<b>Минали събития</b>", "<b>Past events</b>")}, c.events(true), eventPast)
}

// listEvents shows events, numbered, under the months in which they are.
func (c *chat) listEvents(lines []text.Phrase, all []programme.Event, verb string) {
	c.leaveForm()
	month := ""
	for i, e := range all {
		if m := e.Start.In(c.p).Format("2006-01"); m != month {
			month = m
			lines = append(lines, text.T("<i>%s</i>", "<i>%s</i>").With(text.Month(e.Start.In(c.p), c.local())))
		}
		line := text.Join("\n", text.T("%d. <b>%s</b>", "%d. <b>%s</b>").With(i+1, eventName(e)),
			text.T("%s, %s", "%s, %s").With(text.DayTime(e.Start.In(c.p), c.local()), c.p.Town(e.Municipality)), c.ownLine(e))
		lines = append(lines, line)
	}
	c.atList(verb, all)
	c.Say(flows.Screen{Text: text.Join("\n\n", lines...), Buttons: append(c.listRows(verb, all), flows.MenuRow()), Name: eventsName})
}

// listRows are the buttons below a list of events.
func (c *chat) listRows(verb string, all []programme.Event) [][]flows.Tap {
	var rows [][]flows.Tap
	for i, e := range all {
		rows = append(rows, []flows.Tap{eventTap(c.eventLabel(i+1, e), eventShow, e.Code)})
	}
	switch {
	case verb != eventList:
		rows = append(rows, []flows.Tap{upcomingTap()})
	case len(c.events(true)) > 0:
		rows = append(rows, []flows.Tap{eventTap(text.T("Минали събития", "Past events"), eventPast)})
	}
	return rows
}

// atList makes a list of events the place where the person is: a typed number means
// the event that stood there, whatever has come since.
func (c *chat) atList(verb string, all []programme.Event) {
	codes := make([]string, len(all))
	for i, e := range all {
		codes[i] = e.Code
	}
	c.Session.Place, c.Session.Consider = placeEvents, verb+":"+strings.Join(codes, ",")
}

// listed are the events of the list where the person is.
func (c *chat) listedEvents() (verb string, all []programme.Event) {
	verb, codes, _ := strings.Cut(c.Session.Consider, ":")
	for _, code := range strings.Split(codes, ",") {
		if e, ok := c.tx.Events.Get(code); ok && c.sees(e) {
			all = append(all, e)
		}
	}
	return verb, all
}

// ownLine says how the person stands with the event: seats of theirs, else whether
// one can register.
func (c *chat) ownLine(e programme.Event) text.Phrase {
	if !e.Cancelled.IsZero() {
		return c.stateLine(e)
	}
	var lines []text.Phrase
	for _, r := range c.mySeats(e) {
		lines = append(lines, c.seatLine(e, r))
	}
	if len(lines) > 0 {
		return text.Join("\n", lines...)
	}
	if line := c.stateLine(e); !line.Empty() {
		return line
	}
	return c.freeLine(e)
}

// upcomingLine says in the menu what is next; no row where nothing is ahead or was.
func (c *chat) upcomingLine() (line text.Phrase, row []flows.Tap) {
	all := c.events(false)
	if len(all) == 0 && len(c.events(true)) == 0 {
		return text.Phrase{}, nil
	}
	open := 0
	for _, e := range all {
		if seats := c.mySeats(e); len(seats) > 0 && e.Cancelled.IsZero() && line.Empty() {
			line = text.T("<b>%s</b>\n%s\n%s", "<b>%s</b>\n%s\n%s").With(eventName(e),
				text.DayTime(e.Start.In(c.p), c.local()), c.seatLine(e, seats[0]))
		} else if len(seats) == 0 && len(c.canRegister(e)) > 0 {
			open++
		}
	}
	if open == 0 && line.Empty() && len(all) > 0 {
		line = text.T("Предстоят: %s.", "Ahead: %s.").With(text.Count(len(all), "събитие", "събития", "event", "events"))
	}
	if open > 0 {
		line = text.Join("\n\n", line, text.T("Може да се запишете за %s.", "You can register for %s.").
			With(text.Count(open, "събитие", "събития", "event", "events")))
	}
	return line, []flows.Tap{upcomingTap()}
}

package participant

import (
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

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

package participant

import (
	"slices"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// canRegister are the person's organisations that may take a seat, or one more.
func (c *chat) canRegister(e programme.Event) []programme.Organisation {
	return slices.DeleteFunc(c.represents(), func(o programme.Organisation) bool {
		return !e.For(o) || e.State(c.At) != programme.EventOpen || len(programme.LiveOf(c.tx, e.Code, o.ID)) >= e.EachMay(c.At)
	})
}

// together are the events for which the person can register in one go with this one:
// it alone where the days beside it are not open for them, or taken care of.
func (c *chat) together(e programme.Event) []programme.Event {
	return slices.DeleteFunc(programme.Together(c.tx, c.p, e), func(other programme.Event) bool {
		return len(c.canRegister(other)) == 0 || len(c.mySeats(other)) > 0
	})
}

// register does what a button says that registers. Who may do it for several
// organisations is asked for which one.
func (c *chat) register(verb string, e programme.Event, subject string) {
	can := c.canRegister(e)
	if id, ok := organisationOf(subject); ok && subject != "" {
		can = slices.DeleteFunc(can, func(o programme.Organisation) bool { return o.ID != id })
	}
	switch {
	case len(can) == 0:
		c.cannotRegister(e, subject)
	case len(can) > 1:
		c.askWhose(verb, e, can)
	case verb == eventOther:
		c.askColleague(e, can[0])
	default:
		events := []programme.Event{e}
		if verb == eventBoth {
			events = c.together(e)
		}
		got := c.take(can[0], "", events...)
		if len(got) == 0 { // they come already; a colleague could take one more seat
			c.cannotRegister(e, subject)
			return
		}
		c.unpress()
		c.registered(got)
	}
}

// askWhose asks for which organisation the seat is.
func (c *chat) askWhose(verb string, e programme.Event, can []programme.Organisation) {
	lines := []text.Phrase{text.T("За коя организация?", "For which organisation?")}
	for i, o := range can {
		lines = append(lines, text.T("%d. <b>%s</b>", "%d. <b>%s</b>").With(i+1, o.Name))
	}
	c.leaveForm()
	c.Session.Place, c.Session.Consider = placeEvent, verb+":"+e.Code
	c.Say(flows.Screen{
		Text:    text.Join("\n", lines...),
		Buttons: append(c.whoseRows(verb, e, can), flows.MenuRow()),
		Name:    eventsName,
	})
}

// whoseRows are the organisations among which one is chosen.
func (c *chat) whoseRows(verb string, e programme.Event, can []programme.Organisation) [][]flows.Tap {
	var rows [][]flows.Tap
	for i, o := range can {
		rows = append(rows, []flows.Tap{eventTap(numbered(i, o.Name), verb, e.Code, subjectOf(o.ID))})
	}
	return append(rows, []flows.Tap{eventTap(labelToEvent, eventShow, e.Code)})
}

// cannotRegister says why there is no way, and how things stand.
func (c *chat) cannotRegister(e programme.Event, subject string) {
	own := c.mySeats(e)
	if id, ok := organisationOf(subject); ok && subject != "" {
		own = slices.DeleteFunc(own, func(r programme.Registration) bool { return r.Organisation != id })
	}
	why := text.T("Това събитие не е за Вашата организация.", "This event is not for your organisation.")
	switch state := e.State(c.At); {
	case len(own) == 1 && own[0].Seat == programme.Waiting:
		why = text.T("Вече чакате за място.", "You are waiting for a seat already.")
	case c.comes(e):
		why = text.T("Вече сте записани.", "You are registered already.")
	case len(own) > 0:
		why = text.T("Организацията Ви вече е записана: %s.", "Your organisation is registered already: %s.").With(c.whoComes(own[0]))
	case state == programme.EventClosed:
		why = text.T("Не успях да Ви запиша.", "I could not register you.")
	case state != programme.EventOpen:
		why = text.Phrase{} // the card says it
	case c.waitsToSpeak(e):
		why = text.T("Още не може: чакаме координатор да потвърди, че представлявате организацията.",
			"Not yet: a coordinator still has to confirm that you represent the organisation.")
	}
	c.unpress()
	c.showEvent(e, why)
}

// take registers the organisation for the events, and returns what came of it.
func (c *chat) take(o programme.Organisation, attendee string, events ...programme.Event) []programme.Registration {
	var got []programme.Registration
	for _, e := range events {
		r, why := programme.Register(c.tx, c.Turn, c.p, e.Code, programme.Wish{Organisation: o.ID, By: c.Person, Attendee: attendee})
		if why == programme.Granted {
			got = append(got, r)
		}
	}
	return got
}

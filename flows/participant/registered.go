package participant

import (
	"slices"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// registered tells what came of it: what is asked next, the file for the calendar,
// and for a colleague the words that can be passed on.
func (c *chat) registered(got []programme.Registration) {
	if len(got) == 0 {
		c.noEvent()
		return
	}
	var sure, passOn []programme.Registration
	for _, r := range got {
		if r.Seat == programme.Confirmed {
			sure = append(sure, r)
		}
	}
	if got[0].Attendee != "" {
		passOn = sure
	}
	c.calendarOf(sure)
	c.rememberNeeds(sure)
	if len(sure) > 0 && len(passOn) == 0 { // what a colleague needs one has to ask them first
		if f, ok := c.needsFilling(sure[0].ID.String()); ok && flows.ProgressOf(f.Form(), f.Answers()).Done == 0 {
			c.leaveForm()
			c.Tell(c.confirmation(got, text.Phrase{}))
			flows.Open(c.Turn, f)
			return
		}
	}
	c.tellPassOn(passOn)
	c.showSeats(got, text.Phrase{})
}

// showSeats shows how the registrations stand: the card of one, or all of them with
// the way to each.
func (c *chat) showSeats(of []programme.Registration, lead text.Phrase) {
	if len(of) == 1 {
		e, _ := c.tx.Events.Get(of[0].Event)
		if lead.Empty() {
			lead = c.leadOf(of[0])
		}
		c.showSeat(e, of[0], lead)
		return
	}
	c.leaveForm()
	of = slices.Clone(of)
	events := make(map[programme.RegistrationID]programme.Event, len(of))
	for _, r := range of {
		events[r.ID], _ = c.tx.Events.Get(r.Event)
	}
	slices.SortStableFunc(of, func(a, b programme.Registration) int { return events[a.ID].Start.At.Compare(events[b.ID].Start.At) })
	var all []programme.Event
	for _, r := range of {
		all = append(all, events[r.ID])
	}
	c.atList(listOwn, all)
	rows := append(c.listRows(listOwn, all), c.afterRows(all[0], of[0], false)...)
	c.Say(flows.Screen{Text: c.confirmation(of, lead), Buttons: append(rows, flows.MenuRow()), Name: eventsName})
}

// listOwn is a list of what one has registered for.
const listOwn = "own"

// leadOf is one sentence on what came of registering.
func (c *chat) leadOf(r programme.Registration) text.Phrase {
	switch {
	case r.Seat == programme.Waiting && r.Attendee != "":
		return text.T("Местата са заети, затова записах %s при чакащите. Щом се освободи място, ще Ви пиша тук.",
			"All seats are taken, so %s is on the waiting list. I will write to you here as soon as one is free.").With(r.Attendee)
	case r.Seat == programme.Waiting:
		return text.T("Местата са заети, затова Ви записах при чакащите. Щом се освободи място, ще Ви пиша тук.",
			"All seats are taken, so you are on the waiting list. I will write to you here as soon as one is free.")
	case r.Attendee != "":
		return text.T("✅ Готово! Записах %s.", "✅ Done! %s is registered.").With(r.Attendee)
	}
	return text.T("✅ Готово, записани сте!", "✅ Done, you are registered!")
}

// confirmation says of each registration what it is for and how it stands, after a
// lead, which may be empty.
func (c *chat) confirmation(of []programme.Registration, lead text.Phrase) text.Phrase {
	var parts []text.Phrase
	if first := c.leadOf(of[0]); !lead.Empty() {
		parts = append(parts, lead)
	} else if len(of) == 1 {
		parts = append(parts, first)
	} else if !slices.ContainsFunc(of, func(r programme.Registration) bool { return r.Seat != of[0].Seat }) {
		parts = append(parts, first, text.T("Можете да се откажете и само от един от дните.", "You can give up just one of the days, too."))
	} else {
		parts = append(parts, text.T("Записах Ви така:", "This is how it stands:"))
	}
	for i, r := range of {
		e, _ := c.tx.Events.Get(r.Event)
		name := text.T("<b>%s</b>", "<b>%s</b>").With(eventName(e))
		if len(of) > 1 {
			name = text.T("%d. %s", "%d. %s").With(i+1, name)
		}
		line := text.Join("\n", name, c.whenWhere(e), c.seatLine(e, r))
		if !e.Bring.Empty() && r.Seat == programme.Confirmed {
			line = text.Join("\n", line, text.T("Носете: %s", "Bring: %s").With(e.Bring))
		}
		parts = append(parts, line)
	}
	return text.Join("\n\n", parts...)
}

// tellPassOn says in a message of its own what a colleague has to know who is not
// here: it can be forwarded as it is.
func (c *chat) tellPassOn(of []programme.Registration) {
	if len(of) == 0 {
		return
	}
	lines := []text.Phrase{text.T("Здравейте, %s! Записани сте за:", "Hello, %s! You are registered for:").With(of[0].Attendee)}
	for _, r := range of {
		e, _ := c.tx.Events.Get(r.Event)
		line := text.Join("\n", text.T("<b>%s</b>", "<b>%s</b>").With(eventName(e)), c.whenWhere(e))
		if !e.Bring.Empty() {
			line = text.Join("\n", line, text.T("Носете: %s", "Bring: %s").With(e.Bring))
		}
		if e.Map != nil {
			line = text.Join("\n", line, text.Raw(e.Map.Link()))
		}
		lines = append(lines, line)
	}
	e, _ := c.tx.Events.Get(of[0].Event)
	lines = append(lines, text.T("За въпроси: %s.", "Questions: %s.").With(e.ContactFor(c.p).Call()))
	c.Tell(text.T("На колегата аз не мога да пиша. Следващото съобщение може да му го препратите. Напомнянията ще идват при Вас.",
		"I cannot write to your colleague. You can forward the next message to them. Reminders will come to you."))
	c.Tell(text.Join("\n\n", lines...))
}

package participant

import (
	"slices"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// typedAfter does what somebody asks for, in a few words, at the door of an event and
// after it, where no form is open. False for anything else.
func (c *chat) typedAfter(typed string) bool {
	if !c.hasAgreed() || !c.hasJoined() {
		return false
	}
	switch {
	case says(typed, "удостоверение", "удостоверението", "сертификат", "сертификата", "искам удостоверение", "искам сертификат", "certificate", "my certificate"):
		return c.typedCertificate()
	case says(typed, "мнение", "мнението", "как мина", "обратна връзка", "оценка", "feedback", "how was it"):
		seats := c.seatsAfter(func(r programme.Registration, e programme.Event) bool {
			_, ok := c.afterFilling(r.ID.String())
			return ok
		})
		if len(seats) == 0 {
			return false
		}
		f, _ := c.afterFilling(seats[0].ID.String())
		flows.Open(c.Turn, f)
		return true
	case says(typed, "тук съм", "дойдох", "аз съм тук", "пристигнах", "на място съм", "отбележи ме", "отбележете ме", "i am here", "i'm here", "here", "check in"):
		return c.typedHere()
	}
	return false
}

// typedCertificate gives the certificate, where it is clear which; otherwise shows where
// they are to be had.
func (c *chat) typedCertificate() bool {
	seats := c.seatsAfter(func(r programme.Registration, e programme.Event) bool {
		return e.CanCertify(r, c.At) && programme.Responsible(c.tx, r) == c.Person
	})
	switch len(seats) {
	case 0:
		c.Tell(text.T("Удостоверение получава който е бил на обучение. След края му ще Ви пиша тук.", "Whoever was at a training gets a certificate. After its end I will write to you here."))
		c.menu()
	case 1:
		e, _ := c.tx.Events.Get(seats[0].Event)
		c.certificate(e, seats[0])
	default:
		c.pastEvents()
	}
	return true
}

// seatsAfter are those of the person's registrations of which it holds, the newest event
// first.
func (c *chat) seatsAfter(holds func(programme.Registration, programme.Event) bool) []programme.Registration {
	var out []programme.Registration
	for _, e := range slices.Backward(c.events(true)) {
		for _, r := range c.mySeats(e) {
			if holds(r, e) {
				out = append(out, r)
			}
		}
	}
	return out
}

// typedHere answers who says that they have come, while an event is on: the code at the
// door shows that they are there.
func (c *chat) typedHere() bool {
	for _, e := range programme.Events(c.tx) {
		if !e.CheckInOpen(c.At) {
			continue
		}
		if own, others := c.seatsAtDoor(e); len(own)+len(others) > 0 {
			c.Tell(text.T("<b>%s</b>\nДобре дошли! За да Ви отбележа, напишете кода, който виждате на вратата, или кажете на координатора там.",
				"<b>%s</b>\nWelcome! To be noted, write the code that you see at the door, or tell the coordinator there.").With(eventName(e)))
			return true
		}
	}
	return false
}

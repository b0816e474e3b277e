package participant

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// seatOfferName names the message that offers a freed seat.
const seatOfferName = "seat"

// seatReport is the kind of the report on such a message; its reference is the
// registration.
const seatReport = "seat"

var (
	labelTake   = text.T("Да, вземам го", "Yes, I take it")
	labelPassOn = text.T("Не, благодаря", "No, thank you")
)

// offerDue tells that a seat is held for somebody. What has changed since is not told;
// who cannot be told is called.
func (c *chat) offerDue(w flows.Due) {
	id, _ := programme.ParseRegistrationID(w.Ref)
	r, _ := c.tx.Registrations.Get(id)
	e, ok := c.tx.Events.Get(r.Event)
	if !ok || r.Seat != programme.Offered || !e.Cancelled.IsZero() || !c.At.Before(e.Start.At) {
		return
	}
	if w.Expired || !c.At.Before(r.Offer.Until) {
		programme.OfferAgain(c.tx, c.Turn, c.p, id)
		return
	}
	who := programme.Responsible(c.tx, r)
	if who == 0 || !c.tx.Chats.Reachable(who) {
		programme.AddCall(c.tx, r, programme.CallUnreachable, programme.AboutOffer)
		return
	}
	c.beside(who, func(other *chat) {
		other.Say(flows.Screen{
			Text: text.Join("\n\n",
				text.T("❗ Освободи се място: <b>%s</b>", "❗ A seat has become free: <b>%s</b>").With(eventName(e)),
				other.whenWhere(e), other.forWhom(r),
				text.T("Искате ли го? Пазя го до %s. После го предлагам на следващия.", "Would you like it? It is held until %s, then it is offered to the next in line.").
					With(untilAt{other.at(r.Offer.Until)})),
			Buttons: [][]flows.Tap{{eventTap(labelTake, eventTake, r.ID.String())}, {eventTap(labelPassOn, eventPass, r.ID.String())}},
			Name:    seatOfferName, Beside: true, Report: seatReport + "/" + r.ID.String(),
		})
		other.expires(r.Offer.Until, "offer/"+r.ID.String()+"/"+r.Offer.At.Format("200601021504"))
	})
}

// forWhom says for which organisation, or colleague, a seat is: where it is not just
// the person's own.
func (c *chat) forWhom(r programme.Registration) text.Phrase {
	line := text.Phrase{}
	if r.Attendee != "" {
		line = text.T("За %s.", "For %s.").With(r.Attendee)
	}
	if len(c.represents()) > 1 {
		line = text.Join(" ", line, text.T("Организация: %s.", "Organisation: %s.").With(c.organisationName(r.Organisation)))
	}
	return line
}

// heardOffer puts who did not get the offer on the call list.
func (c *chat) heardOffer(ref string, result flows.Result) {
	id, _ := programme.ParseRegistrationID(ref)
	r, ok := c.tx.Registrations.Get(id)
	if !ok || r.Seat != programme.Offered {
		return
	}
	switch result {
	case flows.Unreachable, flows.Refused:
		programme.AddCall(c.tx, r, programme.CallUnreachable, programme.AboutOffer)
	case flows.InDoubt:
		programme.AddCall(c.tx, r, programme.CallUnconfirmed, programme.AboutOffer)
	}
}

// lapseDue lets an offer pass on, and says so to who did not answer.
func (c *chat) lapseDue(w flows.Due) {
	id, _ := programme.ParseRegistrationID(w.Ref)
	r, lapsed := programme.Lapse(c.tx, c.Turn, c.p, id)
	e, _ := c.tx.Events.Get(r.Event)
	who := programme.Responsible(c.tx, r)
	if !lapsed || who == 0 || !c.tx.Chats.Reachable(who) || c.p.Quiet(c.At) {
		return
	}
	c.beside(who, func(other *chat) {
		flows.Retire(other.Turn, seatOfferName)
		s := flows.Screen{
			Text: text.T("Не получих отговор, затова предложих мястото за <b>%s</b>, %s на следващия.",
				"There was no answer, so the seat for <b>%s</b>, %s is offered to the next in line.").With(theEvent(e), other.when(e)),
			Buttons: [][]flows.Tap{{menuTap()}},
			Name:    seatOfferName, Beside: true,
		}
		if e.State(c.At) == programme.EventOpen {
			s.Text = text.Join("\n", s.Text, text.T("Ако още искате да дойдете, запишете се пак.", "If you still would like to come, register again."))
			s.Buttons = [][]flows.Tap{{eventTap(text.T("Към събитието", "To the event"), eventShow, e.Code)}}
		}
		other.Say(s)
		other.expires(e.Start.At, "")
	})
}

// takeOffered takes the seat. Who comes after it was passed on gets it all the same
// while there is one, and else the next place in line.
func (c *chat) takeOffered(e programme.Event, r programme.Registration) {
	if r.Seat == programme.Offered {
		c.settleOffer(e, labelTake)
	} else {
		c.unpress()
	}
	if got, ok := programme.Accept(c.tx, c.Turn, c.p, r.ID); ok {
		c.registered([]programme.Registration{got})
		return
	}
	o, _ := c.tx.Organisations.Get(r.Organisation)
	switch {
	case r.Seat == programme.Confirmed:
		c.showSeat(e, r, text.T("Мястото вече е Ваше.", "The seat is yours already."))
	case r.Seat == programme.Waiting:
		c.showSeat(e, r, text.T("Това място премина нататък. Още сте в списъка на чакащите.", "That seat was passed on. You still are on the waiting list."))
	case r.Seat == programme.Cancelled && slicesHas(c.canRegister(e), o.ID):
		got := c.take(o, r.Attendee, e)
		if len(got) == 1 && got[0].Seat == programme.Waiting {
			gone := text.T("Мястото вече е предложено на друг.", "The seat has been offered to somebody else.")
			if r.Ended == programme.Lapsed {
				gone = text.T("Срокът изтече и мястото премина нататък.", "The time was over, and the seat was passed on.")
			}
			c.showSeats(got, text.Join(" ", gone, text.T("Записах Ви пак при чакащите.", "You are on the waiting list again.")))
			return
		}
		c.registered(got)
	default:
		c.seatGone(e, r)
	}
}

func slicesHas(of []programme.Organisation, id programme.OrganisationID) bool {
	for _, o := range of {
		if o.ID == id {
			return true
		}
	}
	return false
}

// passOffered lets the seat go on to the next in line.
func (c *chat) passOffered(e programme.Event, r programme.Registration) {
	if r.Seat != programme.Offered {
		c.unpress()
		switch r.Seat {
		case programme.Confirmed:
			c.askGiveUp(e, r)
		default:
			c.seatGone(e, r)
		}
		return
	}
	c.settleOffer(e, labelPassOn)
	by := r.By
	r, _ = programme.GiveUp(c.tx, c.Turn, c.p, r.ID, programme.Declined)
	programme.Notify(c.tx, c.Turn, c.p, r, by, programme.ChangeEnded, c.Person)
	c.Tell(text.T("✅ Добре, предлагам мястото на следващия. Благодаря, че отговорихте.", "✅ All right, the seat is offered to the next in line. Thank you for answering."))
}

// settleOffer puts the answer into the message that offered.
func (c *chat) settleOffer(e programme.Event, answer text.Phrase) {
	said := flows.Screen{Text: text.T("Освободи се място: <b>%s</b>\n✅ %s", "A seat has become free: <b>%s</b>\n✅ %s").With(eventName(e), answer)}
	if _, pressed := c.What.(flows.Press); !pressed {
		c.Change(seatOfferName, said, false)
	} else if c.Messages.Name(c.Message) == seatOfferName {
		c.Change("", said, false)
		if n, _ := c.Messages.Newest(seatOfferName); n == c.Message && c.Session.Beside == seatOfferName {
			c.Session.Beside = ""
		}
	} else {
		c.unpress()
	}
}

// typedAtOffer takes what was typed at the offer of a seat: a reply to it, the words
// of its buttons, or where no form is open a yes or no.
func (c *chat) typedAtOffer(typed string, open bool) bool {
	replied := c.ReplyTo != 0 && c.Messages.Name(c.ReplyTo) == seatOfferName
	shown := c.Session.Beside == seatOfferName || c.Session.Live == seatOfferName
	if !replied && !shown || c.ReplyTo != 0 && !replied {
		return false
	}
	var offered []programme.Registration
	for _, r := range c.tx.Registrations.OfPerson(c.Person) {
		if e, _ := c.tx.Events.Get(r.Event); r.Seat == programme.Offered && c.At.Before(e.Start.At) {
			offered = append(offered, r)
		}
	}
	if len(offered) != 1 {
		return false
	}
	e, _ := c.tx.Events.Get(offered[0].Event)
	yes, answers := readAnswer(typed, labelTake, labelPassOn)
	switch {
	case says(typed, "вземам го", "вземам", "вземам мястото", "искам го", "взимам го", "I take it", "take it"):
		yes, answers = true, true
	case says(typed, "не го искам", "не мога", "няма да мога", "откажи", "предай го нататък", "no thanks"):
		yes, answers = false, true
	case open && !replied && !says(typed, labelTake.Plain(text.Bulgarian), labelTake.Plain(text.English), labelPassOn.Plain(text.Bulgarian), labelPassOn.Plain(text.English)):
		return false // answers the form
	}
	switch {
	case !answers:
		return false
	case yes:
		c.takeOffered(e, offered[0])
	default:
		c.passOffered(e, offered[0])
	}
	return true
}

package participant

import (
	"slices"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// showEvent is the card of an event: all that one has to know, and what can be done.
// lead, which may be empty, says what has just been done.
func (c *chat) showEvent(e programme.Event, lead text.Phrase) {
	c.leaveForm()
	c.Session.Place, c.Session.Consider = placeEvent, eventShow+":"+e.Code
	c.Say(flows.Screen{Text: text.Join("\n\n", lead, c.eventText(e)), Buttons: c.eventRows(e), Name: eventsName})
}

// longAgenda is from how many UTF-16 units on an agenda has a screen of its own.
const longAgenda = 600

// eventText is what the card says.
func (c *chat) eventText(e programme.Event) text.Phrase {
	own := []text.Phrase{c.stateLine(e)}
	mine := c.mySeats(e)
	for i, r := range mine {
		line := c.seatLine(e, r)
		if len(mine) > 1 {
			line = text.T("%d. %s", "%d. %s").With(i+1, line)
		}
		own = append(own, line)
	}
	state := e.State(c.At)
	if state == programme.EventOpen && (len(own) == 1 || len(c.canRegister(e)) > 0) {
		own = append(own, c.freeLine(e))
		if !e.Closes.IsZero() {
			own = append(own, text.T("Записване: до %s.", "Registration: until %s.").With(untilAt{c.closing(e)}))
		}
	}
	parts := []text.Phrase{
		text.Join("\n", text.T("<b>%s</b>", "<b>%s</b>").With(eventName(e)), c.whenWhere(e)),
		text.Join("\n", own...),
	}
	switch {
	case state == programme.EventOpen || state == programme.EventNotOpen:
		if len(mine) == 0 && c.waitsToSpeak(e) {
			parts = append(parts, text.T("Ще можете да се запишете, щом координатор потвърди, че представлявате организацията.",
				"You can register as soon as a coordinator confirms that you represent the organisation."))
		}
	case state == programme.EventClosed && len(mine) == 0:
		return text.Join("\n\n", append(parts, c.tooLate(e))...)
	}
	if state < programme.EventOver {
		if !e.Bring.Empty() {
			parts = append(parts, text.T("Носете: %s", "Bring: %s").With(e.Bring))
		}
		if text.Length(e.Agenda.In(c.Lang)) <= longAgenda && !e.Agenda.Empty() {
			parts = append(parts, text.T("<b>Програма</b>\n%s", "<b>Agenda</b>\n%s").With(e.Agenda))
		}
		parts = append(parts, text.T("За въпроси: %s.", "Questions: %s.").With(e.ContactFor(c.p).Call()))
	}
	return text.Join("\n\n", parts...)
}

// tooLate says what is left when registration has closed.
func (c *chat) tooLate(e programme.Event) text.Phrase {
	return text.T("Ако все пак искате да дойдете, %s, или натиснете „Питай човек“.", "If you would like to come all the same, %s, or press “Ask a person”.").
		With(e.ContactFor(c.p).Call())
}

// eventRows are the buttons of the card.
func (c *chat) eventRows(e programme.Event) [][]flows.Tap {
	own := c.mySeats(e)
	state := e.State(c.At)
	var rows [][]flows.Tap
	before := state < programme.EventOn
	switch {
	case len(own) == 1:
		rows = append(rows, c.seatRows(e, own[0])...)
	case len(own) > 1:
		for i, r := range own {
			label := text.T("%d. %s", "%d. %s").With(i+1, text.Clip(c.organisationName(r.Organisation), 26))
			if len(c.represents()) == 1 {
				label = text.T("%d. %s", "%d. %s").With(i+1, text.Clip(c.attendee(r).Plain(c.Lang), 26))
			}
			rows = append(rows, []flows.Tap{eventTap(label, eventSeat, r.ID.String())})
		}
	}
	for _, r := range own {
		rows = append(rows, c.afterRows(e, r, len(own) > 1)...)
	}
	rows = append(rows, c.groupRow(e))
	if state == programme.EventOpen {
		rows = append(rows, c.registerRows(e, len(own) > 0)...)
	}
	return append(rows, c.moreRows(e, before && slices.ContainsFunc(own, programme.Registration.Holds))...)
}

// registerRows are the ways to register that are open for the person. again: one of
// their organisations has a seat already.
func (c *chat) registerRows(e programme.Event, again bool) [][]flows.Tap {
	can := c.canRegister(e)
	if len(can) == 0 {
		return nil
	}
	me := text.T("Запиши ме", "Register me")
	if l := programme.LineOf(c.tx, e, programme.PoolOf(can[0])); l.Free() == 0 {
		me = text.T("Запиши ме за чакащите", "Put me on the waiting list")
	}
	other := text.T("Запиши колега", "Register a colleague")
	if c.comes(e) {
		return [][]flows.Tap{{eventTap(text.T("Още едно място за колега", "One more seat, a colleague"), eventOther, e.Code)}}
	}
	var rows [][]flows.Tap
	if again {
		other = text.T("Още едно място за колега", "One more seat, a colleague")
		rows = append(rows, []flows.Tap{eventTap(text.T("Още едно място за мен", "One more seat, for me"), eventMe, e.Code)})
	}
	if len(rows) == 0 {
		if n := len(c.together(e)); n > 1 {
			both := text.T("Запиши ме за двата дни", "Register me for both days")
			if n > 2 {
				both = text.T("Запиши ме за всички дни", "Register me for all days")
			}
			rows = append(rows, []flows.Tap{eventTap(both, eventBoth, e.Code)})
			me = text.T("Само за този ден", "This day only")
		}
		rows = append(rows, []flows.Tap{eventTap(me, eventMe, e.Code)})
	}
	return append(rows, []flows.Tap{eventTap(other, eventOther, e.Code)})
}

// comes reports whether the person themselves has a seat, or waits for one.
func (c *chat) comes(e programme.Event) bool {
	return slices.ContainsFunc(c.mySeats(e), func(r programme.Registration) bool { return r.By == c.Person && r.Attendee == "" })
}

// seatRows are what can be done with one's seat.
func (c *chat) seatRows(e programme.Event, r programme.Registration) [][]flows.Tap {
	if !c.At.Before(e.Start.At) || !e.Cancelled.IsZero() {
		return nil
	}
	ref := r.ID.String()
	switch r.Seat {
	case programme.Offered:
		return [][]flows.Tap{{eventTap(labelTake, eventTake, ref)}, {eventTap(labelPassOn, eventPass, ref)}}
	case programme.Waiting:
		return [][]flows.Tap{{eventTap(labelNoLonger, eventGiveUp, ref)}}
	}
	giveUp, instead := labelNotComing, labelInstead
	if r.By != c.Person || r.Attendee != "" {
		giveUp, instead = labelFree, labelWhoComes
	}
	rows := [][]flows.Tap{{eventTap(giveUp, eventGiveUp, ref)}, {{Label: instead, Data: flows.OpenButton(insteadForm, ref)}}}
	if f, ok := c.needsFilling(ref); ok {
		rows = append(rows, []flows.Tap{{Label: text.T("%s", "%s").With(f.Form().Title), Data: flows.OpenButton(needsForm, ref)}})
	}
	return rows
}

var (
	labelNotComing = text.T("Няма да дойда", "I will not come")
	labelFree      = text.T("Освободи мястото", "Free the seat")
	labelNoLonger  = text.T("Вече не чакам", "I no longer wait")
	labelToEvent   = text.T("‹ Към събитието", "‹ To the event")
	labelWhoComes  = text.T("Смени кой идва", "Change who comes")
	labelInstead   = text.T("Друг ще дойде", "Somebody else comes")
)

// moreRows are what can be looked at, and the ways out.
func (c *chat) moreRows(e programme.Event, registered bool) [][]flows.Tap {
	var looks []flows.Tap
	if e.Map != nil && c.At.Before(e.End.At) {
		looks = append(looks, eventTap(text.T("📍 Карта", "📍 Map"), eventMap, e.Code))
	}
	if text.Length(e.Agenda.In(c.Lang)) > longAgenda {
		looks = append(looks, eventTap(text.T("Програма", "Agenda"), eventPlan, e.Code))
	}
	if len(c.openMaterials(e)) > 0 {
		looks = append(looks, eventTap(labelMaterials, eventFiles, e.Code))
	}
	rows := [][]flows.Tap{looks}
	if registered {
		rows = append(rows, []flows.Tap{eventTap(text.T("Файл за календара", "Calendar file"), eventICS, e.Code)})
	}
	return append(rows, []flows.Tap{upcomingTap()}, flows.MenuRow())
}

// showSeat is the card of one registration, for who has several of an event.
func (c *chat) showSeat(e programme.Event, r programme.Registration, lead text.Phrase) {
	if len(c.mySeats(e)) < 2 {
		c.showEvent(e, lead)
		return
	}
	c.leaveForm()
	c.Session.Place, c.Session.Consider = placeEvent, eventSeat+":"+r.ID.String()
	c.Say(flows.Screen{
		Text:    text.Join("\n\n", lead, text.Join("\n", text.T("<b>%s</b>", "<b>%s</b>").With(eventName(e)), c.whenWhere(e)), c.seatLine(e, r)),
		Buttons: append(c.seatRows(e, r), []flows.Tap{eventTap(labelToEvent, eventShow, e.Code)}, flows.MenuRow()),
		Name:    eventsName,
	})
}

// showAgenda shows an agenda that is too long for the card.
func (c *chat) showAgenda(e programme.Event) {
	c.Say(flows.Screen{
		Text:    text.T("<b>Програма</b> · %s\n\n%s", "<b>Agenda</b> · %s\n\n%s").With(eventName(e), e.Agenda),
		Buttons: c.backTo(e), Name: eventsName,
	})
}

// backTo are the ways on from something that was looked at.
func (c *chat) backTo(e programme.Event) [][]flows.Tap {
	c.leaveForm()
	c.Session.Place, c.Session.Consider = placeEvent, eventShow+":"+e.Code
	return [][]flows.Tap{{eventTap(labelToEvent, eventShow, e.Code)}, flows.MenuRow()}
}

// showMap sends the place as Telegram shows places: a tap opens the person's map.
func (c *chat) showMap(e programme.Event) {
	if e.Map == nil {
		c.note(text.T("За това място нямам точка на картата. Адресът е: %s.", "There is no point on the map for this place. The address is: %s.").With(e.Where(c.p)))
		c.showEvent(e, text.Phrase{})
		return
	}
	title, address := e.Place, e.Address
	if title.Empty() {
		title = e.Title
	}
	if address.Empty() {
		town := c.p.Town(e.Municipality)
		address = text.Pair{BG: town.In(text.Bulgarian), EN: town.In(text.English)}
	}
	c.Do(flows.Say{To: c.Person, Venue: &flows.Venue{
		Latitude: e.Map.Latitude, Longitude: e.Map.Longitude, Title: title.In(c.Lang), Address: address.In(c.Lang),
	}})
}

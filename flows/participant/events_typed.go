package participant

import (
	"slices"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// typedAtEvents does what was typed at a screen of events, or asks for one. False for
// anything else.
func (c *chat) typedAtEvents(typed string) bool {
	if !c.hasAgreed() || !c.hasJoined() {
		return false
	}
	switch {
	case c.Session.Place == placeGivingUp && c.typedAtGivingUp(typed):
		return true
	case c.Session.Place == placeEvents && c.typedNumber(typed):
		return true
	case c.Session.Place == placeEvents || c.Session.Place == placeEvent:
		if data := c.eventButtonOf(typed); data != "" {
			c.press(flows.Press{Data: data})
			return true
		}
		if c.typedWithoutButton(typed) || c.typedNumber(typed) {
			return true
		}
	}
	if c.Session.Place == placeEvents && says(typed, eventWords[eventBoth]...) && c.typedBoth() {
		return true
	}
	if c.Session.Place == placeEvents && (says(typed, eventWords[eventMe]...) || says(typed, eventWords[eventBoth]...)) {
		return c.typedRegister()
	}
	if len(c.events(false)) == 0 && len(c.events(true)) == 0 {
		return false
	}
	switch {
	case asksForEvents(typed):
		c.upcoming()
	case c.Session.Place != placeEvent && says(typed, eventWords[eventMe]...):
		return c.typedRegister()
	case says(typed, "отпиши ме", "отпишете ме", "отказвам се", "отказвам се от мястото", "няма да дойда", "не мога да дойда", "няма да мога да дойда",
		"cancel my seat", "i cannot come", "i can't come", "i will not come"):
		return c.typedGiveUp()
	default:
		return c.typedTitle(typed)
	}
	return true
}

// typedWithoutButton answers who wants something from a card for which it has no
// button: why that is so.
func (c *chat) typedWithoutButton(typed string) bool {
	code, ours := strings.CutPrefix(c.Session.Consider, eventShow+":")
	e, ok := c.tx.Events.Get(code)
	if !ours || !ok || !c.sees(e) {
		return false
	}
	for _, verb := range []string{eventMe, eventBoth, eventOther} {
		if says(typed, eventWords[verb]...) {
			c.register(verb, e, "")
			return true
		}
	}
	yes, _ := text.ReadYesNo(typed)
	yes = yes && e.ToCome(c.At)
	switch {
	case (yes || says(typed, "искам", "добре", "I want to")) && len(c.together(e)) > 1:
		c.showEvent(e, text.T("За всички дни ли да Ви запиша, или само за този? Изберете с бутон.", "Shall I register you for all days, or for this one only? Please press a button."))
	case yes, says(typed, "искам", "добре", "I want to"):
		c.register(eventMe, e, "")
	case says(typed, eventWords[eventMap]...):
		c.showMap(e)
	case says(typed, eventWords[eventGiveUp]...):
		c.showEvent(e, text.T("За това събитие не сте записани.", "You are not registered for this event."))
	default:
		return false
	}
	return true
}

// typedRegister answers „Запиши ме“ that was typed away from any card: the card of
// the only event that is open, or the list.
func (c *chat) typedRegister() bool {
	open := slices.DeleteFunc(c.events(false), func(e programme.Event) bool { return len(c.canRegister(e)) == 0 || len(c.mySeats(e)) > 0 })
	if len(open) > 0 && len(open) == len(c.together(open[0])) {
		c.showEvent(open[0], text.Phrase{})
		return true
	}
	lead := text.T("<b>За кое събитие да Ви запиша?</b>\nНатиснете го, или напишете номера му.", "<b>For which event shall I register you?</b>\nPress it, or write its number.")
	c.listEvents([]text.Phrase{lead}, c.events(false), eventList)
	return true
}

// typedBoth registers for days in a row, where it is clear which.
func (c *chat) typedBoth() bool {
	var first []programme.Event
	for _, e := range c.events(false) {
		if group := c.together(e); len(group) > 1 && group[0].Code == e.Code {
			first = append(first, e)
		}
	}
	if len(first) != 1 {
		return false
	}
	c.register(eventBoth, first[0], "")
	return true
}

// typedGiveUp asks about the only seat that can be meant, or lists them. False: there
// is none.
func (c *chat) typedGiveUp() bool {
	var own []programme.Registration
	var of []programme.Event
	for _, e := range c.events(false) {
		if seats := c.mySeats(e); e.ToCome(c.At) && len(seats) > 0 {
			own, of = append(own, seats...), append(of, e)
		}
	}
	switch len(own) {
	case 0:
		return false
	case 1:
		e, _ := c.tx.Events.Get(own[0].Event)
		c.askGiveUp(e, own[0])
	default:
		lead := text.T("<b>От кое събитие да Ви отпиша?</b>\nНатиснете го, или напишете номера му.", "<b>Which event is it?</b>\nPress it, or write its number.")
		c.listEvents([]text.Phrase{lead}, of, listOwn)
	}
	return true
}

// typedAtGivingUp takes the answer to whether a seat is given up.
func (c *chat) typedAtGivingUp(typed string) bool {
	r, e, ok := c.seat(c.Session.Consider)
	if !ok {
		return false
	}
	yes, no := giveUpWords(r)
	is, answered := readAnswer(typed, yes, no)
	switch {
	case !answered && says(typed, eventWords[eventGiveUp]...):
		is, answered = true, true
	case !answered && says(typed, "идвам", "ще дойда", "назад"):
		is, answered = false, true
	}
	switch {
	case !answered:
		return false
	case is:
		flows.Retire(c.Turn, eventsName)
		c.giveUp(e, r)
	default:
		c.showEvent(e, text.Phrase{})
	}
	return true
}

// typedNumber opens the event whose number in the list was typed.
func (c *chat) typedNumber(typed string) bool {
	_, all := c.listedEvents()
	if c.Session.Place != placeEvents {
		all = c.events(false) // the list that was left for a card
	}
	key := text.Fold(typed)
	for _, before := range []string{"запиши ме за ", "запиши ме ", "за ", "номер ", "register me for ", "number "} {
		key = strings.TrimPrefix(key, before)
	}
	n, ok := text.ReadPositions(key, len(all))
	if !ok || len(n) != 1 {
		return false
	}
	c.showEvent(all[n[0]-1], text.Phrase{})
	return true
}

// typedTitle opens the event whose title was typed.
func (c *chat) typedTitle(typed string) bool {
	key := programme.NameKey(typed)
	for _, e := range append(c.events(false), c.events(true)...) {
		if key != "" && (key == programme.NameKey(e.Title.BG) || key == programme.NameKey(e.Title.EN)) {
			c.showEvent(e, text.Phrase{})
			return true
		}
	}
	return false
}

// eventButtonOf is what the button carries, of those that stand on the present screen
// of events, that was meant with the typed words; "" when none was.
func (c *chat) eventButtonOf(typed string) string {
	taps := slices.Concat(c.presentEventRows()...)
	n, isNumber := text.ReadPositions(typed, 9)
	for _, t := range taps {
		label := t.Label.Plain(c.Lang)
		number, rest, numbered := strings.Cut(label, ". ")
		if says(typed, t.Label.Plain(text.Bulgarian), t.Label.Plain(text.English)) || t.Data != "" && numbered && len(number) == 1 &&
			(says(typed, rest) || isNumber && len(n) == 1 && number == string(rune('0'+n[0]))) {
			return t.Data
		}
	}
	for _, t := range taps {
		verb, _, _ := strings.Cut(strings.TrimPrefix(t.Data, eventButton+":"), ":")
		switch {
		case !strings.HasPrefix(t.Data, eventButton+":"):
			if strings.HasPrefix(t.Data, flows.OpenButton(insteadForm, "")[:2+len(insteadForm)]) && says(typed, "друг ще дойде", "ще дойде друг", "друг", "колега ще дойде") {
				return t.Data
			}
		case says(typed, eventWords[verb]...) && (verb != eventFiles || strings.Count(t.Data, ":") == 2): // the list, not one of them
			return t.Data
		case (verb == eventShow || verb == eventList || strings.HasPrefix(t.Label.Plain(c.Lang), "‹")) && says(typed, "назад", "back"):
			return t.Data
		}
	}
	return ""
}

// presentEventRows are the buttons of the screen of events where the person is.
func (c *chat) presentEventRows() [][]flows.Tap {
	if c.Session.Place == placeEvents {
		return c.listRows(c.listedEvents())
	}
	verb, ref, _ := strings.Cut(c.Session.Consider, ":")
	code, subject, _ := strings.Cut(ref, ":")
	if verb == eventSeat {
		r, e, ok := c.seat(ref)
		if !ok {
			return nil
		}
		return append(c.seatRows(e, r), []flows.Tap{eventTap(labelToEvent, eventShow, e.Code)})
	}
	e, ok := c.tx.Events.Get(code)
	if !ok || !c.sees(e) {
		return nil
	}
	switch verb {
	case eventShow:
		return c.eventRows(e)
	case eventMe, eventBoth:
		return c.whoseRows(verb, e, c.canRegister(e))
	case eventOther:
		if id, ok := organisationOf(subject); ok && subject != "" {
			return colleagueRows(e, id)
		}
		return c.whoseRows(verb, e, c.canRegister(e))
	case eventFiles:
		if subject != "" {
			return append(materialBack(e), materialRows(e, c.openMaterials(e))...)
		}
		return materialRows(e, c.openMaterials(e))
	}
	return nil
}

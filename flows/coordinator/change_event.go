package coordinator

import (
	"regexp"
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons of an event's card that change it; each names the event. What has to be typed
// comes as a reply to the message that asks for it, and nothing happens before a button
// says yes.
const (
	verbMove    = "move"
	verbMoved   = "moved" // … from when to when, in minutes since 1970, and the revision that was seen
	verbCallOff = "off"
	verbOff     = "offyes" // … and whether with the reason that was written
	verbResize  = "size"
	verbResized = "sizeyes" // … which pool, how many
	verbKeep    = "keep"    // none of it; what it was: move, off, size
)

// changePrompt names the message that asks for what is to change: "move/training1".
func changePrompt(verb, code string) string { return verb + "/" + code }

// changeRows are the buttons of an event's card that change it.
func changeRows(e programme.Event) [][]flows.Tap {
	code := e.Code
	return [][]flows.Tap{
		{tap(text.T("Премести", "Move"), verbMove, code), tap(text.T("Брой места", "Number of seats"), verbResize, code)},
		{tap(text.T("Промени", "Change"), verbEdit, code), materialsTap(e)},
		{tap(text.T("Отмени събитието", "Call the event off"), verbCallOff, code)},
	}
}

// changeable is the event that a button or a reply names, if it can still be changed.
func (g *group) changeable(code string) (programme.Event, bool) {
	e, ok := g.tx.Events.Get(code)
	why := text.Phrase{}
	switch state := e.State(g.At); {
	case !ok:
		why = text.T("Такова събитие вече няма.", "There is no such event any more.")
	case state == programme.EventCalledOff:
		why = text.T("Събитието вече е отменено.", "The event is called off already.")
	case state >= programme.EventOn:
		why = text.T("Събитието вече започна и не може да се променя.", "The event has begun and cannot be changed.")
	}
	if !why.Empty() {
		g.refuse(why)
	}
	return e, why.Empty()
}

// typedChange is what an administrator has replied to a prompt of an event that can
// still be changed: their words, empty where they sent something else.
func (g *group) typedChange(code string) (typed string, e programme.Event, ok bool) {
	if !g.mayAct() {
		return "", e, false
	}
	w, _ := g.What.(flows.Text)
	e, ok = g.changeable(code)
	return w.Text, e, ok
}

// keepTap leaves everything as it is. As the first button of a prompt it tells what
// the prompt is about while its number is not known.
func keepTap(label text.Phrase, verb, code string) flows.Tap { return tap(label, verbKeep, verb, code) }

// askAgain says what was amiss; a reply to that is one to the prompt, too.
func (g *group) askAgain(verb, code string, why text.Phrase) {
	no := text.T("Отказ", "Cancel")
	if verb == verbCallOff {
		no = text.T("Не отменяй", "Do not call it off")
	}
	g.say(flows.Screen{Name: changePrompt(verb, code), ReplyTo: g.Message, Text: why, Buttons: [][]flows.Tap{{keepTap(no, verb, code)}}})
}

// keepEvent is the no.
func (g *group) keepEvent(refs []string) {
	e, ok := g.tx.Events.Get(refs[1])
	switch {
	case ok && !e.Cancelled.IsZero():
		g.toast(text.T("Събитието вече е отменено.", "The event is called off already."))
		g.Do(flows.Edit{To: flows.Group, Message: g.Message})
		return
	case ok && e.Why != "":
		e.Why = ""
		g.tx.Events.Put(e.Code, e)
	}
	g.leaveSo(nil)
}

// reaches says how many people are told of a change, and when.
func (g *group) reaches(e programme.Event, start programme.Moment) text.Phrase {
	reach := programme.ReachOf(g.tx, e.Code)
	if reach.People == 0 && reach.Calls == 0 {
		return text.T("Още никой не се е записал.", "Nobody has registered yet.")
	}
	at := g.p.NewsAt(g.At, e.Start.At, start.At)
	line := text.T("Ще пиша веднага на %s.", "I will write to %s at once.").With(text.People(reach.People))
	switch {
	case reach.People == 0:
		line = text.T("На никого не мога да пиша в Telegram.", "I can write to nobody in Telegram.")
	case at.After(g.At):
		line = text.T("Ще пиша на %s сутринта: %s.", "I will write to %s in the morning: %s.").With(text.People(reach.People), text.DayTime(g.local(at), g.local(g.At)))
	}
	if reach.Calls > 0 {
		line = text.T("%s За обаждане: %d (/calls).", "%s %d have to be called (/calls).").With(line, reach.Calls)
	}
	return line
}

// changedEvent puts behind a change who made it and when, into the message whose button was
// pressed, and shows the event's card as it is now.
func (g *group) changedEvent(e programme.Event, said text.Phrase) {
	first, _, _ := strings.Cut(g.Name, " ")
	g.change(flows.Screen{Text: text.Join("\n", said, text.T("%s, %s", "%s, %s").With(first, text.DayTime(g.local(g.At), g.local(g.At))))})
	g.edit(g.eventScreen(e))
}

// askResize asks for the number of seats.
func (g *group) askResize(refs []string) {
	e, ok := g.changeable(refs[0])
	if !ok {
		return
	}
	g.say(flows.Screen{
		Name: changePrompt(verbResize, e.Code), ReplyTo: g.Message,
		Text: text.Join("\n", text.T("<b>%s</b> · колко места да има?", "<b>%s</b> · how many seats shall there be?").With(e.Title), g.seatsNow(e),
			text.T("Отговорете (Reply) на това съобщение с число, например: <i>30</i>. За общини и институции: <i>общини 12</i>.",
				"Reply to this message with a number, for example: <i>30</i>. For municipalities and institutions: <i>authorities 12</i>.")),
		Buttons: [][]flows.Tap{{keepTap(text.T("Отказ", "Cancel"), verbResize, e.Code)}},
	})
}

// seatsNow says how many seats there are, and how many are taken.
func (g *group) seatsNow(e programme.Event) text.Phrase {
	line := func(of text.Phrase, pool programme.Pool) text.Phrase {
		l := programme.LineOf(g.tx, e, pool)
		return text.T("%s: заети %d от %d", "%s: %d of %d taken").With(of, len(l.Held), l.Seats)
	}
	return text.Join("\n", line(text.T("Сега за НПО", "Now, for NGOs"), programme.PoolNGO),
		line(text.T("За общини и институции", "For municipalities and institutions"), programme.PoolAuthority))
}

// repliedResize reads the number, and asks before it counts.
func (g *group) repliedResize(code string) {
	typed, e, ok := g.typedChange(code)
	if !ok {
		return
	}
	pool, n, read := readSeats(typed)
	l := programme.LineOf(g.tx, e, pool)
	switch {
	case !read:
		g.askAgain(verbResize, code, text.T("Не разбрах колко. Отговорете пак с едно число, например: 30 или общини 12", "I did not understand how many. Reply again with one number, for example: 30 or authorities 12"))
		return
	case n == l.Seats:
		g.askAgain(verbResize, code, text.T("Толкова са и сега. Ако искате друго число, отговорете пак.", "That is how many there are now. For another number, reply again."))
		return
	}
	lines := []text.Phrase{text.T("<b>%s</b>\nМеста за НПО: %d → <b>%d</b>", "<b>%s</b>\nSeats for NGOs: %d → <b>%d</b>").With(e.Title, l.Seats, n)}
	if pool == programme.PoolAuthority {
		lines = []text.Phrase{text.T("<b>%s</b>\nМеста за общини и институции: %d → <b>%d</b>", "<b>%s</b>\nSeats for municipalities and institutions: %d → <b>%d</b>").With(e.Title, l.Seats, n)}
	}
	lines = append(lines, resizeNote(l, n)...)
	g.say(flows.Screen{
		Text: text.Join("\n", lines...), Name: changePrompt(verbResize, code), ReplyTo: g.Message,
		Buttons: [][]flows.Tap{{
			keepTap(text.T("Не", "No"), verbResize, code),
			tap(text.T("Да, промени", "Yes, change"), verbResized, code, strconv.Itoa(int(pool)), strconv.Itoa(n)),
		}},
	})
}

// resizeNote says whom it touches that the line has so many seats.
func resizeNote(l programme.Line, n int) []text.Phrase {
	switch more := n - len(l.Held); {
	case more < 0:
		return []text.Phrase{text.T("Вече са дадени %d. Никой не губи мястото си; нови няма да има, докато не се освободят повече от %d.",
			"%d are taken already. Nobody loses their seat; none will be free until more than %d were given up.").With(len(l.Held), -more)}
	case more == 0:
		return nil
	case more == 1 && len(l.Waiting) > 0, len(l.Waiting) == 1:
		return []text.Phrase{text.T("Ще предложа място на първия, който чака.", "I will offer a seat to the first who waits.")}
	case more > 0 && len(l.Waiting) > 0:
		return []text.Phrase{text.T("Ще предложа места на първите %d от %d, които чакат.", "I will offer seats to the first %d of %d who wait.").With(min(more, len(l.Waiting)), len(l.Waiting))}
	}
	return nil
}

// belowZero is a number that nobody means; „общини-12“ may be meant.
var belowZero = regexp.MustCompile(`(^|\s)[-−]\d`)

// readSeats reads „30“ and „общини 12“.
func readSeats(typed string) (pool programme.Pool, n int, ok bool) {
	key := text.Fold(typed)
	for _, word := range []string{"общин", "институц", "власт", "authorit", "municipal"} {
		if strings.Contains(key, word) {
			pool = programme.PoolAuthority
		}
	}
	number := strings.FieldsFunc(key, func(r rune) bool { return r < '0' || r > '9' })
	if len(number) != 1 || belowZero.MatchString(key) {
		return pool, 0, false
	}
	n, err := strconv.Atoi(number[0])
	return pool, n, err == nil && n <= programme.MostSeats
}

// resize is the yes.
func (g *group) resize(refs []string) {
	e, ok := g.changeable(refs[0])
	pool, _ := strconv.Atoi(refs[1])
	n, err := strconv.Atoi(refs[2])
	if !ok || err != nil {
		return
	}
	e, done := programme.Resize(g.tx, g.Turn, g.p, e.Code, programme.Pool(pool), n)
	if !done {
		g.toast(text.T("Толкова са и сега.", "That is how many there are now."))
		return
	}
	g.changedEvent(e, text.Join("\n", text.T("✔ <b>%s</b>: местата са променени.", "✔ <b>%s</b>: the number of seats was changed.").With(e.Title), g.seatsNow(e)))
}

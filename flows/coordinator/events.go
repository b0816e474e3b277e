package coordinator

import (
	"strconv"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons of the trainings and meetings. Each but the list's names the event; those
// that change one are in change_event.go.
const (
	verbEvents = "events" // a page of the list
	verbEvent  = "event"  // the card, in place
	verbLine   = "line"   // who waits for a seat, a page
)

// eventsShown is how many events stand on one page of the list.
const eventsShown = 8

// eventCard names the message that shows an event.
func eventCard(code string) string { return "event/" + code }

// events lists the trainings and meetings.
func (g *group) events(string) { g.say(g.eventPage(-1)) }

// turnEvents shows another page of the list in the same message.
func (g *group) turnEvents(refs []string) {
	page, _ := strconv.Atoi(refs[0])
	g.change(g.eventPage(page))
}

// eventPage is a page of the events in their order; a negative one is that of the next
// event that is not over.
func (g *group) eventPage(page int) flows.Screen {
	all := programme.Events(g.tx)
	if page < 0 {
		page = 0
		for i, e := range all {
			if e.State(g.At) < programme.EventOver {
				page = i / eventsShown
				break
			}
		}
	}
	v := viewOf(len(all), eventsShown, page)
	title := text.T("<b>Обучения и срещи</b>", "<b>Trainings and meetings</b>")
	title = v.titled(title)
	lines := []text.Phrase{title}
	if len(all) == 0 {
		lines = append(lines, text.T("В програмата няма обучения и срещи.", "The programme has no trainings and meetings."))
	}
	var rows [][]flows.Tap
	for i := v.from; i < v.to; i++ {
		e := all[i]
		lines = append(lines, text.Join("\n",
			text.T("%d. <b>%s</b>", "%d. <b>%s</b>").With(i+1, e.Named(g.p)),
			text.T("%s · %s", "%s · %s").With(text.DayTime(e.Start.In(g.p), g.local(g.At)), g.inShort(e))))
		rows = append(rows, []flows.Tap{tap(text.T("%d. %s, %s", "%d. %s, %s").With(i+1, text.ShortDay(e.Start.In(g.p)), g.p.Town(e.Municipality)), verbEvent, e.Code)})
	}
	rows = append(rows, v.taps(func(label text.Phrase, page int) flows.Tap { return tap(label, verbEvents, strconv.Itoa(page)) }))
	rows = append(rows, []flows.Tap{tap(text.T("Ново събитие", "A new event"), verbNewEvent)})
	return flows.Screen{Text: text.Join("\n\n", lines...), Buttons: rows}
}

// inShort says in a few words how an event stands.
func (g *group) inShort(e programme.Event) text.Phrase {
	n := programme.TurnoutOf(g.tx, e)
	switch e.State(g.At) {
	case programme.EventCalledOff:
		return text.T("отменено", "called off")
	case programme.EventOver:
		return text.T("присъствали: %d", "were there: %d").With(n.Present)
	case programme.EventOn:
		return text.T("сега; присъстват %d от %d", "now; %d of %d are there").With(n.Present, n.Confirmed+n.WalkIns)
	}
	seats := text.T("записани: %d от %d места", "registered: %d of %d seats").With(n.Confirmed, e.Seats+e.AuthoritySeats)
	if n.Waiting > 0 && e.AuthoritySeats > 0 { // one of the two is full, and together they may look half empty
		ngo, authority := programme.LineOf(g.tx, e, programme.PoolNGO), programme.LineOf(g.tx, e, programme.PoolAuthority)
		seats = text.T("заети места: НПО %d от %d, общини и институции %d от %d", "seats taken: NGOs %d of %d, municipalities and institutions %d of %d").
			With(len(ngo.Held), ngo.Seats, len(authority.Held), authority.Seats)
	}
	if n.Waiting > 0 {
		seats = text.T("%s, чакат %d", "%s, waiting %d").With(seats, n.Waiting)
	}
	return seats
}

// showEvent shows the card of the event that a button names, in place.
func (g *group) showEvent(refs []string) {
	if e, ok := g.eventIn(refs); ok {
		g.change(g.eventScreen(e))
	}
}

// eventIn is the event that a button names first.
func (g *group) eventIn(refs []string) (programme.Event, bool) {
	e, ok := g.tx.Events.Get(refs[0])
	if !ok {
		g.toast(text.T("Такова събитие вече няма.", "There is no such event any more."))
	}
	return e, ok
}

// eventScreen is the card of an event: what is known of it, how it stands, and the
// lists behind the numbers.
func (g *group) eventScreen(e programme.Event) flows.Screen {
	n := programme.TurnoutOf(g.tx, e)
	code := e.Code
	rows := [][]flows.Tap{{
		tap(text.T("Списък на вратата", "Door list"), verbDoor, code, "0"),
		tap(text.T("Чакащи", "Waiting list"), verbLine, code, "0"),
	}}
	if e.State(g.At) == programme.EventOpen && n.Waiting == 0 && !e.DoorIsOpen(g.p, g.At) {
		rows = append(rows, []flows.Tap{tap(text.T("Подсети незаписаните", "Remind who is not registered"), verbUrge, string(programme.UndoneRegister), code)})
	}
	if e.Cancelled.IsZero() {
		rows = append(rows, []flows.Tap{
			tap(text.T("Лист за подписи", "Signature sheet"), verbSheet, code),
			tap(text.T("Код за вратата", "Code for the door"), verbQR, code),
		})
	}
	if len(e.Sheets) > 0 {
		rows = append(rows, []flows.Tap{tap(text.T("Подписаният лист", "The signed sheet"), verbSigned, code)})
	}
	if e.Kind == programme.Meeting && e.DoorIsOpen(g.p, g.At) {
		rows = append(rows, []flows.Tap{tap(text.T("Смесени групи", "Mixed groups"), verbGroups, code, "0")})
	}
	if e.Kind == programme.Meeting && e.State(g.At) < programme.EventOver {
		rows = append(rows, g.blankTaps(code))
	}
	if g.hasRatings(e) {
		rows = append(rows, []flows.Tap{tap(text.T("Оценки и мнения", "Ratings and opinions"), verbRatings, code)})
	}
	switch state := e.State(g.At); {
	case state < programme.EventOn:
		rows = append(rows, changeRows(e)...)
	case state < programme.EventCalledOff:
		rows = append(rows, []flows.Tap{materialsTap(e)})
	}
	rows = append(rows, []flows.Tap{tap(text.T("‹ Всички събития", "‹ All events"), verbEvents, "-1"), tap(text.T("Обнови", "Refresh"), verbEvent, code)})
	return flows.Screen{
		Name: eventCard(code), Buttons: rows,
		Text: text.Join("\n\n", text.Join("\n", g.eventFacts(e)...), text.Join("\n", g.eventNumbers(e, n)...)),
	}
}

// eventFacts are what the event is, where and when.
func (g *group) eventFacts(e programme.Event) []text.Phrase {
	name, kind := e.Title.In(language), e.KindWords().In(language)
	title := text.T("<b>%s</b> · %s", "<b>%s</b> · %s").With(name, kind)
	if strings.HasPrefix(strings.ToLower(name), strings.ToLower(kind)) {
		title = text.T("<b>%s</b>", "<b>%s</b>").With(name)
	}
	lines := []text.Phrase{title, g.when(e), e.Where(g.p)}
	switch e.State(g.At) {
	case programme.EventCalledOff:
		lines = append(lines, text.T("<b>Отменено</b> %s. %s", "<b>Called off</b> %s. %s").With(text.OnDay(g.local(e.Cancelled), g.local(g.At)), e.Why))
	case programme.EventNotOpen:
		lines = append(lines, text.T("Записването се отваря %s.", "Registration opens %s.").With(text.DayTime(g.local(e.Opens), g.local(g.At))))
	case programme.EventOpen:
		lines = append(lines, text.T("Записването е отворено.", "Registration is open."))
	case programme.EventClosed:
		lines = append(lines, text.T("Записването приключи.", "Registration is closed."))
	case programme.EventOn:
		lines = append(lines, text.T("Събитието тече в момента.", "The event is taking place now."))
	case programme.EventOver:
		lines = append(lines, text.T("Събитието приключи.", "The event is over."))
	}
	if !e.Was.IsZero() {
		lines = append(lines, text.T("Преместено; беше %s.", "Moved; it was %s.").With(text.DayTime(e.Was.In(g.p), g.local(g.At))))
	}
	return lines
}

// when is from when to when the event lasts.
func (g *group) when(e programme.Event) text.Phrase {
	from, to := e.Start.In(g.p), e.End.In(g.p)
	if from.Format(time.DateOnly) == to.Format(time.DateOnly) {
		return text.T("%s, %s–%s ч.", "%s, %s–%s").With(text.Day(from, g.local(g.At)), from.Format("15:04"), to.Format("15:04"))
	}
	return text.T("%s – %s", "%s – %s").With(text.DayTime(from, g.local(g.At)), text.DayTime(to, g.local(g.At)))
}

// eventNumbers are how many of whom.
func (g *group) eventNumbers(e programme.Event, n programme.Turnout) []text.Phrase {
	var lines []text.Phrase
	seats := func(label text.Phrase, pool programme.Pool) {
		if all := e.SeatsFor(pool); all > 0 {
			held, offered := 0, 0
			for _, r := range programme.LineOf(g.tx, e, pool).Held {
				if r.Seat == programme.Confirmed {
					held++
				} else {
					offered++
				}
			}
			line := text.T("%s: %d от %d места", "%s: %d of %d seats").With(label, held, all)
			if offered > 0 {
				line = text.T("%s, предложени %d", "%s, offered %d").With(line, offered)
			}
			lines = append(lines, line)
		}
	}
	seats(text.T("Записани НПО", "NGOs registered"), programme.PoolNGO)
	seats(text.T("Записани общини и институции", "Municipalities and institutions registered"), programme.PoolAuthority)
	if n.Waiting > 0 {
		lines = append(lines, text.T("Чакат място: %d", "Waiting for a seat: %d").With(n.Waiting))
	}
	if n.Confirmed > 0 && e.State(g.At) < programme.EventOn {
		lines = append(lines, text.T("Казали са „Да, идвам“: %d от %d", "Have said “Yes, I am coming”: %d of %d").With(n.Coming, n.Confirmed))
	}
	if e.DoorIsOpen(g.p, g.At) {
		lines = append(lines, g.presence(n))
	}
	return lines
}

// presence is how many were there, of how many.
func (g *group) presence(n programme.Turnout) text.Phrase {
	line := text.T("Присъстват: <b>%d</b> от %d. Отсъстват: %d. Неотбелязани: %d.", "Present: <b>%d</b> of %d. Absent: %d. Not marked: %d.").
		With(n.Present, n.Confirmed+n.WalkIns, n.Absent, n.Unmarked)
	if n.WalkIns > 0 {
		line = text.T("%s Дошли без записване: %d.", "%s Came without registering: %d.").With(line, n.WalkIns)
	}
	return line
}

// turnLine shows a page of who waits for a seat.
func (g *group) turnLine(refs []string) {
	e, ok := g.eventIn(refs)
	if !ok {
		return
	}
	page, _ := strconv.Atoi(refs[1])
	waiting := programme.WaitingList(g.tx, e.Code)
	v := viewOf(len(waiting), linesShown, page)
	lines := []text.Phrase{text.T("<b>%s</b> · чакат място: %d", "<b>%s</b> · waiting for a seat: %d").With(e.Title, len(waiting))}
	var among []flows.PersonID
	for i := v.from; i < v.to; i++ {
		l := waiting[i]
		among = append(among, l.By)
		line := text.T("%d. %s", "%d. %s").With(i+1, lineName(l))
		if l.Seat == programme.Offered {
			line = text.T("%s – предложено място, до %s", "%s – a seat is offered, until %s").With(line, text.DayTime(g.local(l.Offer.Until), g.local(g.At)))
		}
		lines = append(lines, line)
	}
	if len(waiting) == 0 {
		lines = append(lines, text.T("Никой не чака.", "Nobody is waiting."))
	}
	g.change(flows.Screen{
		Text: text.Join("\n", lines...), Among: known(among),
		Buttons: [][]flows.Tap{
			v.taps(func(label text.Phrase, page int) flows.Tap { return tap(label, verbLine, e.Code, strconv.Itoa(page)) }),
			{tap(text.T("‹ Към събитието", "‹ To the event"), verbEvent, e.Code), tap(text.T("Обнови", "Refresh"), verbLine, e.Code, strconv.Itoa(v.page))},
		},
	})
}

// lineName is an organisation with who comes of it.
func lineName(l programme.DoorLine) text.Phrase {
	name := text.Raw(text.Clip(l.Of.Name, longestName))
	if l.Name != "" {
		name = text.T("%s – %s", "%s – %s").With(name, text.Clip(l.Name, longestName))
	}
	return name
}

// known are those who are somebody.
func known(all []flows.PersonID) []flows.PersonID {
	var out []flows.PersonID
	for _, id := range all {
		if id != 0 {
			out = append(out, id)
		}
	}
	return out
}

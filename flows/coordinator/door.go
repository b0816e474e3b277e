package coordinator

import (
	"maps"
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons of the list at the door. The first names the event, the others a line of
// the list and the page on which it stands; foundPage is that of a search.
const (
	verbDoor    = "door"
	verbPresent = "here"
	verbAbsent  = "away"
	verbUnmark  = "undo"
	verbRest    = "rest" // all of whom nothing is noted were absent
	verbWalkIn  = "walkin"

	foundPage = "f"
)

// doorShown is how many lines stand on one page: two buttons each.
const doorShown = 10

// doorCard names the message that shows the list; a reply to it searches in it, or
// has numbers of the printed list.
func doorCard(code string) string { return "door/" + code }

// turnDoor shows a page of the door list, in place.
func (g *group) turnDoor(refs []string) {
	e, ok := g.eventIn(refs)
	if !ok {
		return
	}
	page, _ := strconv.Atoi(refs[1])
	g.change(g.doorPage(e, page))
}

// doorPage is a page of the list at the door. From the day of the event on its lines
// have numbers, and buttons.
func (g *group) doorPage(e programme.Event, page int) flows.Screen {
	open := e.DoorIsOpen(g.p, g.At)
	if open {
		programme.NumberDoors(g.tx, e.Code)
	}
	all := programme.DoorList(g.tx, e.Code)
	v := viewOf(len(all), doorShown, page)
	title := text.T("<b>%s</b> · списък на вратата", "<b>%s</b> · door list").With(e.Title)
	title = v.titled(title)
	shown := all[v.from:v.to]
	lines, rows := g.doorLines(shown, open, strconv.Itoa(v.page))
	if len(all) == 0 {
		lines = append(lines, text.T("Още никой няма място.", "Nobody has a seat yet."))
	}
	n := programme.TurnoutOf(g.tx, e)
	foot := text.T("Записани: %d. Отбелязва се от деня на събитието.", "Registered: %d. Marks can be made from the day of the event on.").With(len(all))
	if !e.Cancelled.IsZero() {
		foot = text.T("Събитието е отменено.", "The event was called off.")
	}
	if open {
		foot = text.Join("\n", text.T("%s В %s ч.", "%s At %s.").With(g.presence(n), g.local(g.At).Format("15:04")),
			text.T("<i>Търсене: отговорете (Reply) на това съобщение с част от името. Номера от разпечатания лист: отговорете с тях, например 3 7 12–15. "+
				"Ако телефонът е бил без мрежа, част от натисканията може да не са стигнали: проверете тук.</i>",
				"<i>To search, reply to this message with a part of the name. Numbers of the printed sheet: reply with them, for example 3 7 12–15. "+
					"If the phone was offline, some presses may not have arrived: check here.</i>"))
	}
	rows = append(rows, v.taps(func(label text.Phrase, page int) flows.Tap { return tap(label, verbDoor, e.Code, strconv.Itoa(page)) }))
	if open {
		row := []flows.Tap{tap(text.T("Дошъл без записване", "Came without registering"), verbWalkIn, e.Code)}
		if n.Unmarked > 0 && e.State(g.At) == programme.EventOver {
			row = append(row, tap(text.T("Останалите отсъстват", "The others were absent"), verbRest, e.Code))
		}
		rows = append(rows, row)
	}
	rows = append(rows, []flows.Tap{tap(text.T("‹ Към събитието", "‹ To the event"), verbEvent, e.Code), tap(text.T("Обнови", "Refresh"), verbDoor, e.Code, strconv.Itoa(v.page))})
	return flows.Screen{
		Name: doorCard(e.Code), Buttons: rows, Among: namedIn(shown),
		Text: text.Join("\n\n", title, text.Join("\n", lines...), foot),
	}
}

// doorLines are lines of the list with their buttons: page is where they stand.
func (g *group) doorLines(some []programme.DoorLine, open bool, page string) (lines []text.Phrase, rows [][]flows.Tap) {
	for _, l := range some {
		line := text.T("%s %s", "%s %s").With(numberOf(l), lineName(l))
		if l.Seat == programme.WalkIn {
			line = text.T("%s (без записване)", "%s (not registered)").With(line)
		}
		if l.Presence != programme.Unknown {
			line = text.T("%s <b>%s</b>", "%s <b>%s</b>").With(line, presenceWords(l.Presence))
		}
		if seat := g.seatedNow(l.ID); !seat.Empty() {
			line = text.T("%s, %s", "%s, %s").With(line, seat)
		}
		lines = append(lines, line)
		if open {
			rows = append(rows, markTaps(l, page))
		}
	}
	return lines, rows
}

// numberOf is the number on the list, where it has one.
func numberOf(l programme.DoorLine) text.Phrase {
	if l.Door == 0 {
		return text.T("•", "•")
	}
	return text.T("%d.", "%d.").With(l.Door)
}

func presenceWords(p programme.Presence) text.Localised {
	if p == programme.Present {
		return text.Pair{BG: "✔ тук", EN: "✔ here"}
	}
	return text.Pair{BG: "✘ отсъства", EN: "✘ absent"}
}

// markTaps mark a line, or take its mark back: a press repeated changes nothing.
func markTaps(l programme.DoorLine, page string) []flows.Tap {
	id, short := l.ID.String(), text.Clip(l.Of.Name, 18)
	if l.Presence != programme.Unknown {
		return []flows.Tap{tap(text.T("↩ Върни %d. %s", "↩ Undo %d. %s").With(l.Door, short), verbUnmark, id, page)}
	}
	return []flows.Tap{
		tap(text.T("✔ %d. %s", "✔ %d. %s").With(l.Door, short), verbPresent, id, page),
		tap(text.T("✘ %d. отсъства", "✘ %d. absent").With(l.Door), verbAbsent, id, page),
	}
}

func (g *group) markPresent(refs []string) { g.mark(refs, programme.Present) }
func (g *group) markAbsent(refs []string)  { g.mark(refs, programme.Absent) }
func (g *group) unmark(refs []string)      { g.mark(refs, programme.Unknown) }

// mark notes on a line of the list whether they are there, and shows how it stands.
func (g *group) mark(refs []string, presence programme.Presence) {
	id, ok := programme.ParseRegistrationID(refs[0])
	r, there := g.tx.Registrations.Get(id)
	e, held := g.tx.Events.Get(r.Event)
	if !ok || !there || !held {
		g.toast(text.T("Този ред вече го няма.", "This line is gone."))
		return
	}
	if _, changed := programme.Attend(g.tx, g.Turn, g.p, id, presence, programme.MarkedByButton); !changed {
		g.sayUnmarked(r, e, presence)
	} else if seat := g.seatedNow(id); presence == programme.Present && !seat.Empty() {
		g.toast(text.T("Отбелязано. Сяда в %s.", "Noted. They sit in %s.").With(seat))
	}
	g.showDoor(e, id, refs[1])
}

// sayUnmarked says why a mark has changed nothing.
func (g *group) sayUnmarked(r programme.Registration, e programme.Event, presence programme.Presence) {
	switch {
	case !e.DoorIsOpen(g.p, g.At) && !e.Cancelled.IsZero():
		g.toast(text.T("Събитието е отменено.", "The event was called off."))
	case !e.DoorIsOpen(g.p, g.At):
		g.toast(text.T("Отбелязва се от деня на събитието: %s.", "Marks can be made from the day of the event on: %s.").With(text.Day(e.Start.In(g.p), g.local(g.At))))
	case !r.OnDoorList():
		g.toast(text.T("Този ред вече не е в списъка: отказали са се или са премахнати. Ако са дошли: „Дошъл без записване“.",
			"This line is not on the list any more: they have cancelled, or were removed. If they have come: “Came without registering”."))
	case r.Presence == presence && presence != programme.Unknown:
		g.toast(text.T("Вече е отбелязано така, %s.", "It is marked so already, %s.").With(text.Ago(g.At.Sub(r.Marked.At))))
	default:
		g.toast(text.T("Няма отбелязано, което да върна.", "There is no mark to take back."))
	}
}

// showDoor shows in the pressed message how the list stands: the page, or the line that
// was searched for.
func (g *group) showDoor(e programme.Event, id programme.RegistrationID, page string) {
	if page != foundPage {
		n, _ := strconv.Atoi(page)
		g.change(g.doorPage(e, n))
		return
	}
	var found []programme.DoorLine
	for _, l := range programme.DoorList(g.tx, e.Code) {
		if l.ID == id {
			found = append(found, l)
		}
	}
	g.change(g.foundScreen(e, found))
}

// rest notes everybody of whom nothing is noted as absent.
func (g *group) rest(refs []string) {
	e, ok := g.eventIn(refs)
	if !ok {
		return
	}
	n := 0
	if e.State(g.At) == programme.EventOver {
		n = programme.AbsentAll(g.tx, g.Turn, g.p, e.Code)
	}
	g.toast(text.T("Отбелязани като отсъстващи: %d. С „Върни“ всеки ред може да се поправи.", "Marked as absent: %d. Each line can be put right with “Undo”.").With(n))
	g.change(g.doorPage(e, 0))
}

// namedIn are the people of whom a list speaks.
func namedIn(all []programme.DoorLine) []flows.PersonID {
	var out []flows.PersonID
	for _, l := range all {
		out = append(out, l.By)
	}
	return known(out)
}

// search finds lines of the door list by a part of the organisation's or the person's
// name.
func (g *group) search(e programme.Event, query string) {
	if e.DoorIsOpen(g.p, g.At) {
		programme.NumberDoors(g.tx, e.Code)
	}
	all := programme.DoorList(g.tx, e.Code)
	byName := map[programme.OrganisationID]programme.Organisation{}
	for i, l := range all { // the search ranks names: each line has that of who comes, too
		byName[programme.OrganisationID(i+1)] = programme.Organisation{Name: l.Of.Name + " " + l.Name}
	}
	var found []programme.DoorLine
	for _, m := range programme.SearchOrganisations(maps.All(byName), text.Clip(query, longestQuery), doorShown) {
		found = append(found, all[m.ID-1])
	}
	if len(found) == 0 {
		g.say(flows.Screen{
			Text: text.T("В списъка няма такова име: %s. Ако е дошъл без записване, натиснете бутона.",
				"No line of the list is like %s. If they have come without registering, press the button.").With(text.Quote(text.Clip(query, 60))),
			Buttons: [][]flows.Tap{{tap(text.T("Дошъл без записване", "Came without registering"), verbWalkIn, e.Code)}},
			ReplyTo: g.Message,
		})
		return
	}
	s := g.foundScreen(e, found)
	s.ReplyTo = g.Message
	g.say(s)
}

// foundScreen shows lines that were searched for.
func (g *group) foundScreen(e programme.Event, found []programme.DoorLine) flows.Screen {
	lines, rows := g.doorLines(found, e.DoorIsOpen(g.p, g.At), foundPage)
	rows = append(rows, []flows.Tap{tap(text.T("Целият списък", "The whole list"), verbDoor, e.Code, "0")})
	return flows.Screen{
		Text:    text.Join("\n", append([]text.Phrase{text.T("<b>%s</b> · от списъка на вратата", "<b>%s</b> · of the door list").With(e.Title)}, lines...)...),
		Buttons: rows, Among: namedIn(found),
	}
}

// repliedDoor takes a reply to the list, or to the event's card: numbers of the printed
// sheet, a photo of the signed one, or a name that is looked for.
func (g *group) repliedDoor(code string) {
	e, ok := g.tx.Events.Get(code)
	if !ok {
		return
	}
	switch w := g.What.(type) {
	case flows.Text:
		if isNumbers(w.Text) || saysAbsent(w.Text) {
			if g.mayAct() {
				g.attendLine(e, w.Text)
			}
			return
		}
		g.search(e, strings.TrimSpace(w.Text))
	case flows.Attachment:
		g.keepSheet(e, w)
	case flows.Edited:
		g.respond(text.T("Поправката не я отчитам. Отговорете наново.", "I do not take the correction. Reply anew."))
	default:
		g.respond(text.T("На този списък се отговаря с име, с номера или със снимка на подписания лист.", "Reply to this list with a name, with numbers, or with a photo of the signed sheet."))
	}
}

package coordinator

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Numbers of the printed list, as they are typed afterwards: „3 7 12“, „3, 7-9“.

var (
	numberWord = regexp.MustCompile(`^№?(\d{1,4})\.?$`)
	rangeWord  = regexp.MustCompile(`^№?(\d{1,4})[-–—](\d{1,4})\.?$`)
	spacedDash = regexp.MustCompile(`(\d)\s*[-–—]\s*(\d)`)
	betweenAll = regexp.MustCompile(`[\s,;+]+`)
)

// longestRange is how many numbers one range may mean; more is a slip of the finger.
const longestRange = 100

// readNumbers reads the numbers, each once; what is none is returned as it was written.
func readNumbers(typed string) (numbers []int, odd []string) {
	for _, word := range betweenAll.Split(spacedDash.ReplaceAllString(strings.TrimSpace(typed), "$1-$2"), -1) {
		from, to := 0, -1
		if m := numberWord.FindStringSubmatch(word); m != nil {
			from, _ = strconv.Atoi(m[1])
			to = from
		} else if m := rangeWord.FindStringSubmatch(word); m != nil {
			from, _ = strconv.Atoi(m[1])
			to, _ = strconv.Atoi(m[2])
		}
		switch {
		case word == "" || slices.Contains([]string{"и", "and", "№"}, strings.ToLower(word)):
		case to < from || to-from > longestRange:
			odd = append(odd, text.Clip(word, 20))
		default:
			for n := from; n <= to; n++ {
				if !slices.Contains(numbers, n) {
					numbers = append(numbers, n)
				}
			}
		}
	}
	return numbers, odd
}

// isNumbers reports whether a reply to the list is meant as numbers of it: it begins
// with one.
func isNumbers(typed string) bool {
	first := betweenAll.Split(spacedDash.ReplaceAllString(strings.TrimSpace(typed), "$1-$2"), 2)[0]
	return numberWord.MatchString(first) || rangeWord.MatchString(first)
}

// attend answers /here with the numbers of a printed list.
func (g *group) attend(argument string) {
	if e, ok := g.repliedEvent(); ok {
		g.attendLine(e, argument)
		return
	}
	switch recent := g.justHeld(); len(recent) {
	case 0:
		g.tell(text.T("Няма събитие от последните дни, на което да отбележа присъствие. Изберете го в /events.",
			"There is no event of the last days to mark attendance at. Choose it in /events."))
	case 1:
		g.attendLine(recent[0], argument)
	default:
		var rows [][]flows.Tap
		for _, e := range recent {
			rows = append(rows, []flows.Tap{tap(text.T("%s, %s", "%s, %s").With(text.ShortDay(e.Start.In(g.p)), text.Clip(e.Title.In(language), 24)), verbDoor, e.Code, "0")})
		}
		g.say(flows.Screen{
			Text: text.T("От кое събитие са номерата? Отворете списъка му и отговорете (Reply) на него с номерата.",
				"Of which event are the numbers? Open its list, and reply to that with the numbers."),
			Buttons: rows, ReplyTo: g.Message,
		})
	}
}

// justHeld are the events of the last days with a numbered list, that of today first.
func (g *group) justHeld() []programme.Event {
	const lately = 7 * 24 * time.Hour
	var out []programme.Event
	for _, e := range slices.Backward(programme.Events(g.tx)) {
		if e.DoorIsOpen(g.p, g.At) && g.At.Sub(e.End.At) < lately {
			out = append(out, e)
		}
	}
	return out
}

// attendLine notes who stands on the list with the numbers as present, and says what
// it has noted and what it has not.
func (g *group) attendLine(e programme.Event, typed string) {
	numbers, odd := readNumbers(typed)
	if len(numbers)+len(odd) == 0 {
		g.respond(text.T("Напишете и номерата от разпечатания лист, например: /here 3 7 12–15", "Write the numbers of the printed sheet, too, for example: /here 3 7 12–15"))
		return
	}
	if saysAbsent(typed) {
		g.respond(text.T("С номера се отбелязва само който е дошъл, затова не отбелязах никого. За отсъствие отворете списъка на вратата и натиснете „✘“.",
			"Numbers note only who has come, so nobody was noted. For somebody absent open the door list and press “✘”."))
		return
	}
	if !e.DoorIsOpen(g.p, g.At) {
		g.respond(text.T("%s е %s. Присъствие се отбелязва от този ден.", "%s is %s. Attendance can be noted from that day on.").
			With(text.Quote(e.Title.In(language)), text.OnDay(e.Start.In(g.p), g.local(g.At))))
		return
	}
	programme.NumberDoors(g.tx, e.Code)
	lines := map[int]programme.DoorLine{}
	for _, l := range programme.DoorList(g.tx, e.Code) {
		lines[l.Door] = l
	}
	var noted []text.Phrase
	var among []flows.PersonID
	var before, none []string
	for _, n := range numbers {
		l, ok := lines[n]
		if !ok {
			none = append(none, strconv.Itoa(n))
			continue
		}
		if _, changed := programme.Attend(g.tx, g.Turn, g.p, l.ID, programme.Present, programme.MarkedByLine); !changed {
			before = append(before, strconv.Itoa(n))
			continue
		}
		line := text.T("%d. %s", "%d. %s").With(n, lineName(l))
		if seat := g.seatedNow(l.ID); !seat.Empty() {
			line = text.T("%s, %s", "%s, %s").With(line, seat)
		}
		noted, among = append(noted, line), append(among, l.By)
	}
	said := []text.Phrase{text.T("<b>%s</b> · отбелязани сега: %d", "<b>%s</b> · marked now: %d").With(e.Title, len(noted))}
	said = append(said, noted...)
	if len(before) > 0 {
		said = append(said, text.T("Вече бяха отбелязани: %s.", "Were marked before: %s.").With(strings.Join(before, ", ")))
	}
	if len(none) > 0 {
		said = append(said, text.T("Няма такъв номер в списъка: %s. Последният е %d. Проверете листа.", "There is no such number on the list: %s. The last one is %d. Check the sheet.").
			With(strings.Join(none, ", "), g.lastDoor(e.Code)))
	}
	if len(odd) > 0 {
		said = append(said, text.T("Това не го разбрах: %s. Пишете номера с интервал между тях, например 3 7 12–15.",
			"I did not understand this: %s. Write numbers with spaces between them, for example 3 7 12–15.").With(strings.Join(odd, ", ")))
	}
	said = append(said, g.presence(programme.TurnoutOf(g.tx, e)))
	g.say(flows.Screen{
		Text: text.Join("\n", said...), Among: known(among), ReplyTo: g.Message,
		Buttons: [][]flows.Tap{{tap(text.T("Списък на вратата", "Door list"), verbDoor, e.Code, "0")}},
	})
}

// saysAbsent reports whether the numbers are said of who has not come, or leave some
// out: „3 отсъства“, „1–12 без 3“.
func saysAbsent(typed string) bool {
	for _, w := range strings.FieldsFunc(text.Fold(typed), func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch w {
		case "без", "освен", "няма", "нямаше", "липсва", "липсват", "отсъства", "отсъстват", "отсъствие", "отсъствали", "absent", "without", "except", "missing":
			return strings.ContainsFunc(typed, unicode.IsDigit)
		}
	}
	return false
}

func (g *group) lastDoor(code string) int {
	e, _ := g.tx.Events.Get(code)
	return e.Doors
}

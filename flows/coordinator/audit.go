package coordinator

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// verbAudit shows a page of what was done: which thing or everything, from which line
// on, and in which direction.
const verbAudit = "audit"

// Directions of turning, and what stands for everything.
const (
	auditOlder = "o"
	auditNewer = "n"
	auditAll   = "-"
)

const (
	auditShown  = 10
	auditLooked = 10_000 // lines at most, so that nobody waits: about 30 ms
	auditFound  = 8      // things among which to choose
)

// auditAsked shows what was done, newest first: all of it, or what concerns a thing
// or a person.
func (g *group) auditAsked(words string) {
	words = text.Clip(strings.TrimSpace(words), longestQuery)
	if words == "" {
		g.say(g.auditScreen(auditAll, 0, false))
		return
	}
	found, among := g.auditThings(words)
	switch len(found) {
	case 0:
		g.tell(text.T("Не намирам организация, събитие, идея или човек с %s. Напишете друга част от името или номера на идеята. Само /audit показва всичко.",
			"I find no organisation, event, idea or person with %s. Write another part of the name, or the idea’s number. Just /audit shows everything.").With(text.Quote(words)))
	case 1:
		g.say(g.auditScreen(found[0], 0, false))
	default:
		var rows [][]flows.Tap
		for _, f := range found[:min(len(found), auditFound)] {
			rows = append(rows, []flows.Tap{tap(text.T("%s", "%s").With(text.Clip(g.thingWords(f).Plain(language), 40)), verbAudit, f, auditOlder, "0")})
		}
		ask := text.T("За какво от това?", "About which of these?")
		if left := len(found) - auditFound; left > 0 {
			ask = text.T("%s Има и още %d: ако не е тук, напишете по-голяма част от името.", "%s There are %d more: if it is not here, write more of the name.").With(ask, left)
		}
		g.say(flows.Screen{Text: ask, Buttons: rows, Among: among})
	}
}

// auditThings are what the words may mean, as buttons name them, and the people among
// them.
func (g *group) auditThings(words string) (found []string, people []flows.PersonID) {
	for _, m := range programme.SearchOrganisations(g.tx.Organisations.All(), words, auditFound) {
		found = append(found, "o"+refOf(m.ID))
	}
	key := programme.NameKey(words)
	for _, e := range programme.Events(g.tx) {
		if e.Code == words || key != "" && strings.Contains(programme.NameKey(e.Title.In(language)), key) {
			found = append(found, "e"+e.Code)
		}
	}
	number, _ := strconv.ParseUint(strings.Trim(words, " №#."), 10, 64)
	for id, i := range g.tx.Ideas.All() {
		if uint64(id) == number || key != "" && strings.Contains(programme.NameKey(g.p.Matrix.TitleOf(i)), key) {
			found = append(found, "i"+id.String())
		}
	}
	for _, id := range findPeople(g.tx, words) {
		found, people = append(found, "p"+refOf(id)), append(people, id)
	}
	return found, people
}

// turnAudit shows another page in place.
func (g *group) turnAudit(refs []string) {
	from, _ := strconv.ParseUint(refs[2], 36, 64)
	g.change(g.auditScreen(cmp.Or(refs[0], auditAll), from, refs[1] == auditNewer))
}

// audited is a line with what it is about.
type audited struct {
	number uint64
	programme.AuditLine
	about
}

// auditScreen is a page of what was done with the thing, from the line on.
func (g *group) auditScreen(thing string, from uint64, newer bool) flows.Screen {
	lines, more, stopped := g.auditPage(thing, from, newer)
	title := text.T("<b>Какво е правено</b>", "<b>What was done</b>")
	if thing != auditAll {
		title = text.T("<b>Какво е правено</b>: %s", "<b>What was done</b>: %s").With(g.thingWords(thing))
	}
	paragraphs := []text.Phrase{title}
	s := flows.Screen{}
	if who := personOfThing(thing); who != 0 {
		s.Among = append(s.Among, who)
	}
	day, out := "", []text.Phrase(nil)
	for _, l := range lines {
		if d := g.local(l.At).Format(time.DateOnly); d != day {
			paragraphs, day = append(paragraphs, text.Join("\n", out...)), d
			out = []text.Phrase{text.T("<b>%s</b>", "<b>%s</b>").With(text.Day(g.local(l.At), g.local(g.At)))}
		}
		out = append(out, g.auditLine(l))
		for _, id := range []flows.PersonID{l.By, l.person} {
			if id != 0 && !slices.Contains(s.Among, id) {
				s.Among = append(s.Among, id)
			}
		}
	}
	paragraphs = append(paragraphs, text.Join("\n", out...))
	if len(lines) == 0 {
		paragraphs = append(paragraphs, text.T("Тук няма нищо.", "There is nothing here."))
	}
	s.Text = text.Join("\n\n", paragraphs...)
	at := func(n uint64) string { return strconv.FormatUint(n, 36) }
	var row []flows.Tap
	if from != 0 && len(lines) > 0 && (!newer || more) {
		row = append(row, tap(text.T("‹ По-нови", "‹ Newer"), verbAudit, thing, auditNewer, at(lines[0].number+1)))
	}
	switch {
	case stopped != 0:
		row = append(row, tap(text.T("Търси по-назад ›", "Look further back ›"), verbAudit, thing, auditOlder, at(stopped)))
	case len(lines) > 0 && (newer || more) && lines[len(lines)-1].number > 1:
		row = append(row, tap(text.T("По-стари ›", "Older ›"), verbAudit, thing, auditOlder, at(lines[len(lines)-1].number-1)))
	}
	s.Buttons = [][]flows.Tap{row, {tap(text.T("Най-новите", "The newest"), verbAudit, thing, auditOlder, "0")}}
	return s
}

// auditPage are the lines of a page, newest first; more: there are others in that
// direction. stopped is where it gave up looking, 0 for not.
func (g *group) auditPage(thing string, from uint64, newer bool) (lines []audited, more bool, stopped uint64) {
	looked := 0
	for n, l := range g.tx.AuditedFrom(from, newer) {
		a := audited{n, l, g.aboutOf(l)}
		if looked++; looked > auditLooked && !newer {
			stopped = n
			break
		}
		if !a.concerns(thing, g) {
			continue
		}
		if len(lines) == auditShown {
			more = true
			break
		}
		lines = append(lines, a)
	}
	if newer {
		slices.Reverse(lines)
	}
	return lines, more, stopped
}

// aboutOf is what a line is about.
func (g *group) aboutOf(l programme.AuditLine) about {
	if act := g.c.acts[l.What]; act.on != nil {
		return act.on(g, l.Ref)
	}
	return about{}
}

// concerns reports whether the line is about the thing, or the person did it.
func (a audited) concerns(thing string, g *group) bool {
	ref := thing[1:]
	switch thing[0] {
	case 'o':
		return a.organisation != 0 && a.organisation == organisationOf(ref)
	case 'p':
		who := personOf(ref)
		return who != 0 && (a.By == who || a.person == who)
	case 'e':
		return a.event == ref
	case 'i':
		id, _ := programme.ParseIdeaID(ref)
		return a.idea != 0 && a.idea == id
	}
	return true
}

// actWords say what the code of an audit line means.
func (g *group) actWords(code string) text.Phrase {
	if act, known := g.c.acts[code]; known {
		return act.words
	}
	return text.Raw(code) // of a newer version of the program
}

// auditLine says who did what, on what.
func (g *group) auditLine(l audited) text.Phrase {
	act := g.c.acts[l.What]
	line := text.T("%s · %s · %s", "%s · %s · %s").With(g.local(l.At).Format("15:04"), g.actor(l.By), g.actWords(l.What))
	if on := g.aboutWords(l.about, l.By); !on.Empty() {
		line = text.T("%s · %s", "%s · %s").With(line, on)
	}
	value := func(v string) text.Phrase {
		if said, ok := auditValues()[v]; ok || !act.values || v == "" {
			return said
		}
		if wall, err := time.ParseInLocation(programme.WallTime, v, g.p.Location); err == nil {
			return text.T("%s", "%s").With(text.DayTime(wall, g.local(g.At)))
		}
		if at, err := time.Parse("2006-01-02 15:04", v); err == nil { // UTC
			return text.T("%s", "%s").With(text.DayTime(g.local(at), g.local(g.At)))
		}
		return text.Raw(v)
	}
	before, after := value(l.Before), value(l.After)
	if act.after != nil {
		before, after = text.Phrase{}, act.after(g, l.AuditLine)
	}
	switch {
	case after.Empty():
		return line
	case before.Empty():
		return text.T("%s · %s", "%s · %s").With(line, after)
	}
	return text.T("%s · %s → %s", "%s · %s → %s").With(line, before, after)
}

var erasedWords = text.T("човек с изтрити данни", "a person whose data were erased")

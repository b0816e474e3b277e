package coordinator

import (
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons of the page of who is missing.
const (
	verbMissing = "missing" // which tab, which page
	verbNumbers = "numbers" // which tab, which ten organisations
)

// Its tabs.
const (
	tabJoin     = "join"
	tabSurvey   = "survey"
	tabRegister = "register"
	tabFirst    = "first" // that of them on which somebody is missing
)

const (
	missingCardName = "card/missing"
	missingShown    = 8 // each has a button
	numbersSent     = 10
)

// missing shows who is missing.
func (g *group) missing(string) { g.say(g.missingPage(tabFirst, 0)) }

// turnMissing shows a tab or a page in place.
func (g *group) turnMissing(refs []string) {
	page, _ := strconv.Atoi(refs[1])
	g.change(g.missingPage(refs[0], page))
}

// missingPart are the organisations below one heading of a tab.
type missingPart struct {
	heading text.Phrase
	some    programme.Counts
	say     func(programme.State) text.Phrase
}

func (g *group) missingPage(tab string, page int) flows.Screen {
	if tab == tabFirst {
		tab = g.firstMissing()
	}
	var lines []line
	for _, part := range g.missingParts(tab) {
		lines = append(lines, g.byTown(part.heading, part.some, part.say)...)
		i := len(lines) - len(part.some)
		for _, town := range part.some.ByMunicipality(g.p) {
			for _, s := range town.Counts {
				lines[i].tap = []flows.Tap{tap(text.T("%d. %s", "%d. %s").With(i+1, text.Clip(s.Name, 40)), verbOpen, refOf(s.ID))}
				lines[i].text = text.T("%d. %s", "%d. %s").With(i+1, lines[i].text)
				i++
			}
		}
	}
	v := viewOf(len(lines), missingShown, page)
	paragraphs, rows := paragraphsOf(lines[v.from:v.to])
	if len(lines) == 0 {
		paragraphs = append([]text.Phrase{g.nobodyMissing(tab)}, paragraphs...)
	}
	paragraphs = append([]text.Phrase{v.titled(text.T("<b>Кои липсват</b>", "<b>Who is missing</b>"))}, paragraphs...)
	s := flows.Screen{Name: missingCardName, Text: text.Join("\n\n", paragraphs...), Buttons: append(g.missingTabs(tab), rows...)}
	s.Buttons = append(s.Buttons, v.taps(func(label text.Phrase, page int) flows.Tap { return tap(label, verbMissing, tab, strconv.Itoa(page)) }))
	if len(lines) > 0 {
		var do []flows.Tap
		switch tab {
		case tabSurvey:
			do = append(do, tap(text.T("Подсети ги", "Remind them"), verbUrge, string(programme.UndoneSurvey), noEvent))
		case tabRegister:
			do = append(do, tap(text.T("Подсети ги", "Remind them"), verbUrges))
		}
		s.Buttons = append(s.Buttons, append(do, tap(text.T("За обаждане", "To be called"), verbCalls, g.reachPage(0))),
			[]flows.Tap{tap(text.T("Телефони лично", "Phone numbers in private"), verbNumbers, tab, "0")})
	}
	s.Buttons = append(s.Buttons, []flows.Tap{
		tap(text.T("‹ Към числата", "‹ To the numbers"), verbStats),
		tap(text.T("Обнови", "Refresh"), verbMissing, tab, strconv.Itoa(v.page)),
	})
	return s
}

// firstMissing is the first tab on which somebody is missing, or the first.
func (g *group) firstMissing() string {
	for _, tab := range []string{tabJoin, tabSurvey, tabRegister} {
		if len(g.missingOf(tab)) > 0 {
			return tab
		}
	}
	return tabJoin
}

// missingTabs lead to the tabs, with how many are missing; the one that is shown is marked.
func (g *group) missingTabs(shown string) [][]flows.Tap {
	var row []flows.Tap
	for _, one := range []struct {
		tab   string
		label text.Phrase
	}{
		{tabJoin, text.T("Присъединяване", "Joining")},
		{tabSurvey, text.T("Проучване", "Survey")},
		{tabRegister, text.T("Записване", "Registering")},
	} {
		label := text.T("%s: %d", "%s: %d").With(one.label, len(g.missingOf(one.tab)))
		if one.tab == shown {
			label = text.T("• %s", "• %s").With(label)
		}
		row = append(row, tap(label, verbMissing, one.tab, "0"))
	}
	return [][]flows.Tap{row[:1], row[1:]} // three words side by side are cut off on a phone
}

// missingParts are the organisations of a tab, below their headings.
func (g *group) missingParts(tab string) []missingPart {
	ngos := programme.Count(g.tx, g.p).Where(programme.IsNGO)
	part := func(title text.Phrase, which func(programme.State) bool, say func(programme.State) text.Phrase) missingPart {
		some := ngos.Where(which)
		return missingPart{text.T("<b>%s</b>: %s", "<b>%s</b>: %s").With(title, ofNGOs(len(some), len(ngos))), some, say}
	}
	switch tab {
	case tabJoin:
		join := part(text.T("Не са се присъединили", "Have not joined"), programme.At(programme.NotJoined), g.missingName(programme.OutreachJoin))
		if n := len(ngos.Where(programme.HasNotJoined)) - len(join.some); n > 0 {
			join.heading = text.T("%s\nБез да са се присъединили, на хартия отговарят още %d.", "%s\nWithout having joined, %d more answer on paper.").With(join.heading, n)
		}
		return []missingPart{join}
	case tabSurvey:
		name := g.missingName(programme.OutreachSurvey)
		return []missingPart{
			part(text.T("Не са започнали проучването", "Have not begun the survey"), programme.At(programme.NotBegun), name),
			part(text.T("Започнали са и не са изпратили", "Have begun and not sent"), programme.At(programme.Begun), func(s programme.State) text.Phrase {
				return text.T("%s – %d от %s", "%s – %d of %s").With(name(s), s.Answers.Done, text.Questions(s.Answers.All))
			}),
		}
	}
	var out []missingPart
	for _, e := range programme.NextToRegister(g.tx, g.p) {
		missing, all := programme.Unregistered(g.tx, g.p, e)
		for _, of := range []struct {
			words text.Phrase
			is    func(programme.State) bool
		}{
			{text.T("Без записан за %s: %d от %d НПО", "Nobody registered for %s: %d of %d NGOs"), programme.IsNGO},
			{text.T("Без записан за %s: %d от %d общини и институции", "Nobody registered for %s: %d of %d municipalities and institutions"), programme.IsPartner},
		} {
			some, whole := missing.Where(of.is), all.Where(of.is)
			out = append(out, missingPart{of.words.With(g.shortTitle(e), len(some), len(whole)), some, func(s programme.State) text.Phrase {
				return text.Raw(text.Clip(s.Name, longestName))
			}})
		}
	}
	return out
}

// missingName is an organisation, and when it was spoken to about that.
func (g *group) missingName(why programme.OutreachWhy) func(programme.State) text.Phrase {
	return func(s programme.State) text.Phrase {
		last, _ := g.tx.Outreach.Get(programme.OutreachKey{Organisation: s.ID, Why: why})
		return text.T("%s%s", "%s%s").With(text.Clip(s.Name, longestName), g.lastCall(last))
	}
}

// nobodyMissing says so of a tab.
func (g *group) nobodyMissing(tab string) text.Phrase {
	switch {
	case tab == tabJoin:
		return text.T("Всички НПО са се присъединили.", "All NGOs have joined.")
	case tab == tabSurvey:
		return text.T("Всички, които са се присъединили, са изпратили проучването.", "All who have joined have sent the survey.")
	case len(programme.NextToRegister(g.tx, g.p)) == 0:
		return text.T("Сега няма събитие с отворено записване.", "There is no event with registration open now.")
	}
	return text.T("Всички са записани.", "Everybody is registered.")
}

// missingOf are the organisations of a tab, each once.
func (g *group) missingOf(tab string) (of programme.Counts) {
	seen := map[programme.OrganisationID]bool{}
	for _, part := range g.missingParts(tab) {
		for _, s := range part.some {
			if !seen[s.ID] {
				seen[s.ID], of = true, append(of, s)
			}
		}
	}
	return of
}

// missingPhones sends the phone numbers behind ten of a tab to who asked, in private.
func (g *group) missingPhones(refs []string) {
	if !g.privately(deskRef(deskMissing, refs[0], refs[1])) {
		return
	}
	sent, last, all := g.sendMissing(refs[0], refs[1])
	if sent == 0 {
		g.toast(text.T("Тук вече никой не липсва.", "Nobody is missing here any more."))
		return
	}
	first, _, _ := strings.Cut(g.Name, " ")
	name := "numbers/" + refs[0]
	s := flows.Screen{Name: name, ReplyTo: g.Message, Text: text.T("Изпращам лично на %s телефоните: %d от %s.", "I am sending %s the phone numbers in private: %d of %s.").With(first, last, text.Organisations(all))}
	if next, _ := strconv.Atoi(refs[1]); last < all {
		s.Buttons = [][]flows.Tap{{tap(text.T("Следващите %d", "The next %d").With(min(numbersSent, all-last)), verbNumbers, refs[0], strconv.Itoa(next+1))}}
	}
	if n, _ := g.Messages.Newest(name); n != 0 && n == g.Message {
		g.change(s)
		return
	}
	g.say(s)
}

// sendMissing sends the phone numbers of a page of organisations: how many it were, how
// many with those before, and of how many.
func (g *group) sendMissing(tab, page string) (sent, last, all int) {
	of := g.missingOf(tab)
	n, _ := strconv.Atoi(page)
	if n < 0 || n*numbersSent >= len(of) {
		return 0, 0, len(of)
	}
	to := min(len(of), (n+1)*numbersSent)
	for _, s := range of[n*numbersSent : to] {
		g.sendPhones(s.ID, true)
	}
	return to - n*numbersSent, to, len(of)
}

// missingAsked sends them to who has opened the chat for it.
func (g *group) missingAsked(ref string) {
	tab, page, _ := strings.Cut(ref, "-")
	g.sendMissing(tab, page)
}

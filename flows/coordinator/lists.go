package coordinator

import (
	"strconv"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// The lists behind the numbers.
const (
	listSent     = "sent"
	listJoined   = "joined"
	listPartners = "partners"
	listTowns    = "towns"
	listWaiting  = "waiting"

	listMissing = "missing" // of cards that were sent before it had a page of its own
)

// linesShown is how many organisations stand on one page; waitingShown, how many
// requests, each of which has a button.
const (
	linesShown   = 20
	waitingShown = 8
)

// line is one organisation of a list, below a heading and a municipality, which
// are shown where they begin and at the top of each page.
type line struct {
	heading, town text.Phrase
	text          text.Phrase
	tap           []flows.Tap
}

// list shows a page of a list in place of the card of numbers.
func (g *group) list(refs []string) {
	if refs[0] == listMissing {
		g.change(g.missingPage(tabFirst, 0))
		return
	}
	page, _ := strconv.Atoi(refs[1])
	title, lines, shown := g.lines(refs[0])
	if title.Empty() {
		g.toast(text.T("Този бутон вече не важи.", "This button is no longer valid."))
		g.change(g.statsCard())
		return
	}
	s, v := linesScreen(title, lines, shown, page, func(label text.Phrase, page int) flows.Tap { return tap(label, verbList, refs[0], strconv.Itoa(page)) })
	back := verbLists
	if refs[0] == listWaiting {
		back = verbStats
	}
	s.Buttons = append(s.Buttons, []flows.Tap{
		tap(text.T("‹ Към числата", "‹ To the numbers"), back),
		tap(text.T("Обнови", "Refresh"), verbList, refs[0], strconv.Itoa(v.page)),
	})
	g.change(s)
}

// linesScreen is a page of such lines, with the buttons that turn it.
func linesScreen(title text.Phrase, lines []line, shown, page int, to func(label text.Phrase, page int) flows.Tap) (flows.Screen, view) {
	v := viewOf(len(lines), shown, page)
	title = v.titled(title)
	if len(lines) == 0 {
		title = text.Join("\n\n", title, text.T("Няма такива.", "There are none."))
	}
	words, rows := paragraphsOf(lines[v.from:v.to])
	return flows.Screen{Text: text.Join("\n\n", append([]text.Phrase{title}, words...)...), Buttons: append(rows, v.taps(to))}, v
}

// paragraphsOf are the lines below their headings and municipalities, with their buttons.
func paragraphsOf(lines []line) (paragraphs []text.Phrase, rows [][]flows.Tap) {
	var out []text.Phrase
	heading, town := "", ""
	for _, l := range lines {
		if h := l.heading.HTML(language); h != heading {
			paragraphs = append(paragraphs, text.Join("\n", out...))
			heading, town, out = h, "", []text.Phrase{l.heading}
		}
		if t := l.town.HTML(language); t != town {
			town, out = t, append(out, l.town)
		}
		out = append(out, l.text)
		rows = append(rows, l.tap)
	}
	return append(paragraphs, text.Join("\n", out...)), rows
}

// lines are the entries of a list, with its title and how many go on a page; no title: there
// is no such list.
func (g *group) lines(which string) (title text.Phrase, lines []line, shown int) {
	if which == listWaiting {
		return text.T("<b>Чакат одобрение</b>", "<b>Waiting for approval</b>"), g.waitingLines(), waitingShown
	}
	if title, lines, ok := g.indicatorLines(which); ok {
		return title, lines, linesShown
	}
	all := programme.Count(g.tx, g.p)
	ngos, partners := all.Where(programme.IsNGO), all.Where(programme.IsPartner)
	heading := func(p text.Phrase, some programme.Counts) text.Phrase {
		return text.T("<b>%s</b>: %s", "<b>%s</b>: %s").With(p, ofNGOs(len(some), len(ngos)))
	}
	switch which {
	case listTowns:
		return text.T("<b>По общини</b>", "<b>By municipality</b>"), g.townLines(all), linesShown
	case listSent:
		some := ngos.Where(programme.At(programme.Sent))
		title = text.T("<b>Изпратили проучването</b>: %s", "<b>Have sent the survey</b>: %s").With(ofTarget(len(some), g.p.Targets.Surveyed))
		return title, g.byTown(text.Phrase{}, some, nameOnly), linesShown
	case listJoined:
		some := ngos.Where(programme.HasJoined)
		return heading(text.T("Присъединили се", "Have joined"), some), g.byTown(text.Phrase{}, some, nameOnly), linesShown
	case listPartners:
		some := partners.Where(programme.HasJoined)
		title = text.T("<b>Общини и институции</b>: присъединили се %d от %d", "<b>Municipalities and institutions</b>: joined %d of %d").With(len(some), len(partners))
		return title, g.byTown(text.Phrase{}, partners, withJoined), linesShown
	}
	return text.Phrase{}, nil, linesShown
}

// longestName is how much of an organisation's name a list shows.
const longestName = 100

func nameOnly(s programme.State) text.Phrase {
	return text.T("• %s", "• %s").With(text.Clip(s.Name, longestName))
}

func withJoined(s programme.State) text.Phrase {
	if s.Joined {
		return text.T("%s – присъединена", "%s – has joined").With(nameOnly(s))
	}
	return text.T("%s – още не", "%s – not yet").With(nameOnly(s))
}

func (g *group) byTown(heading text.Phrase, some programme.Counts, say func(programme.State) text.Phrase) []line {
	var out []line
	for _, town := range some.ByMunicipality(g.p) {
		for _, s := range town.Counts {
			out = append(out, line{heading: heading, town: text.T("<i>%s</i>", "<i>%s</i>").With(town.Name), text: say(s)})
		}
	}
	return out
}

// townLines are the numbers of each municipality.
func (g *group) townLines(all programme.Counts) []line {
	var out []line
	for _, town := range all.ByMunicipality(g.p) {
		ngos, partners := town.Counts.Where(programme.IsNGO), town.Counts.Where(programme.IsPartner)
		p := text.T("<b>%s</b>: изпратили %s, започнали %d, присъединили се %d", "<b>%s</b>: sent %s, begun %d, joined %d").With(town.Name,
			ofNGOs(len(ngos.Where(programme.At(programme.Sent))), len(ngos)), len(ngos.Where(programme.At(programme.Begun))), len(ngos.Where(programme.HasJoined)))
		if len(partners) > 0 {
			p = text.T("%s; общини и институции %d от %d", "%s; municipalities and institutions %d of %d").With(p, len(partners.Where(programme.HasJoined)), len(partners))
		}
		out = append(out, line{text: p})
	}
	return out
}

// waitingLines are the requests. Who has made them stands on their cards, which
// go with them.
func (g *group) waitingLines() []line {
	var out []line
	for i, key := range programme.WaitingForApproval(g.tx) {
		o, _ := g.tx.Organisations.Get(key.Organisation)
		since, open := o.Added, tap(text.T("%d. %s", "%d. %s").With(i+1, text.Clip(o.Name, 40)), verbOpen, refOf(o.ID))
		if key.Person != 0 {
			m, _ := g.tx.Memberships.Get(key)
			since, open.Data = m.Since, memberTap(text.Phrase{}, verbMember, key).Data
		}
		out = append(out, line{
			text: text.T("%d. %s – %s", "%d. %s – %s").With(i+1, text.Clip(o.Name, longestName), text.Ago(g.At.Sub(since))),
			tap:  []flows.Tap{open},
		})
	}
	return out
}

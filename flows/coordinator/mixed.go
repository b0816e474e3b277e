package coordinator

import (
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons of the mixed groups of a meeting. Each names the meeting, or who is there by
// their registration.
const (
	verbGroups   = "groups"   // meeting, page: the groups that were announced, or a proposal
	verbMix      = "mix"      // meeting, number of groups, shuffle, page: a proposal
	verbAnnounce = "announce" // meeting, number, shuffle, who was there, the first group that there was
	verbMixed    = "mixed"    // meeting, number of the group: its card; 0: who sits in none
	verbShift    = "shift"    // registration: where to?
	verbShifted  = "shifted"  // registration, number of the group; 0: in none
	verbScribe   = "scribe"   // registration
)

// groupsCard names the message that shows the groups of a meeting.
func groupsCard(code string) string { return "groups/" + code }

// mixedLines is how many people stand on one page, about; longestSeat, how much of a
// name, so that a page fits a message.
const (
	mixedLines  = 24
	longestSeat = 60
)

// groups shows the mixed groups of the meeting of today, or which meetings there are.
func (g *group) groups(string) {
	if e, ok := g.repliedEvent(); ok && e.Kind == programme.Meeting {
		g.say(g.groupsScreen(e, 0))
		return
	}
	var held []programme.Event
	today := -1
	day := g.local(g.At).Format("2006-01-02")
	var next programme.Event
	for _, e := range programme.Events(g.tx) {
		switch {
		case e.Kind != programme.Meeting:
		case e.DoorIsOpen(g.p, g.At):
			if e.Day(g.p) == day {
				today = len(held)
			}
			held = append(held, e)
		case e.Cancelled.IsZero() && next.Code == "":
			next = e
		}
	}
	onDay := 0
	for _, e := range held {
		if e.Day(g.p) == day {
			onDay++
		}
	}
	switch {
	case onDay == 1:
		g.say(g.groupsScreen(held[today], 0))
	case len(held) > 0:
		g.say(g.meetingList(held))
	case next.Code != "":
		g.tell(text.T("Групи се правят в деня на срещата, от хората, които са дошли. Следващата е %s, %s.",
			"Groups are formed on the day of the meeting, of those who have come. The next one is %s, %s.").
			With(text.Quote(next.Title.In(language)), text.DayTime(next.Start.In(g.p), g.local(g.At))))
	default:
		g.tell(text.T("В програмата няма предстоящи срещи.", "The programme has no meetings ahead."))
	}
}

// meetingList lists the meetings whose doors have opened, the newest first.
func (g *group) meetingList(held []programme.Event) flows.Screen {
	lines := []text.Phrase{text.T("<b>Смесени групи</b>\nНа коя среща?", "<b>Mixed groups</b>\nOf which meeting?")}
	var rows [][]flows.Tap
	for i := len(held) - 1; i >= 0 && len(rows) < eventsShown; i-- {
		e := held[i]
		n := len(programme.GroupsOf(g.tx, e.Code))
		state := text.T("без групи", "no groups")
		if n > 0 {
			state = text.T("%s", "%s").With(groupsWord(n))
		}
		lines = append(lines, text.T("%d. <b>%s</b>, %s – %s", "%d. <b>%s</b>, %s – %s").With(len(rows)+1, e.Title, text.Day(e.Start.In(g.p), g.local(g.At)), state))
		rows = append(rows, []flows.Tap{tap(text.T("%d. %s", "%d. %s").With(len(rows)+1, text.Clip(e.Title.In(language), 26)), verbGroups, e.Code, "0")})
	}
	return flows.Screen{Text: text.Join("\n", lines...), Buttons: rows}
}

func groupsWord(n int) text.Localised {
	return text.Count(n, "група", "групи", "group", "groups")
}

// turnGroups shows the groups of a meeting, or a proposal, in place.
func (g *group) turnGroups(refs []string) {
	e, ok := g.eventIn(refs)
	if !ok {
		return
	}
	page, _ := strconv.Atoi(refs[1])
	g.change(g.groupsScreen(e, page))
}

// groupsScreen shows the groups that were announced; where there are none, a proposal.
func (g *group) groupsScreen(e programme.Event, page int) flows.Screen {
	groups := programme.GroupsOf(g.tx, e.Code)
	if len(groups) == 0 {
		people := len(programme.Gathered(g.tx, e.Code))
		return g.proposal(e, g.p.GroupCount(people), 1, page)
	}
	members := make([][]programme.DoorLine, len(groups))
	for i, one := range groups {
		members[i] = programme.MembersOf(g.tx, one)
	}
	from, to, pages, page := mixedPage(members, page)
	title := text.T("<b>%s</b> · смесени групи", "<b>%s</b> · mixed groups").With(e.Title)
	if pages > 1 {
		title = text.T("%s, страница %d от %d", "%s, page %d of %d").With(title, page+1, pages)
	}
	lines := []text.Phrase{text.Join("\n", title, g.gathered(e), text.T("Обявени: %s.", "Announced: %s.").With(text.DayTime(g.local(groups[0].Formed), g.local(g.At))))}
	var rows [][]flows.Tap
	var row []flows.Tap
	for i := from; i < to; i++ {
		lines = append(lines, g.mixedText(groups[i], members[i]))
		if row = append(row, tap(text.T("Група %d", "Group %d").With(groups[i].Number), verbMixed, e.Code, strconv.Itoa(groups[i].Number))); len(row) == 3 {
			rows, row = append(rows, row), nil
		}
	}
	rows = append(rows, row)
	all := append([]programme.DoorLine(nil), programme.Unseated(g.tx, e.Code)...)
	if len(all) > 0 {
		lines = append(lines, text.T("<b>Без група</b>: %s. Сложете ги с бутона.", "<b>In no group</b>: %s. Seat them with the button.").With(text.People(len(all))))
		rows = append(rows, []flows.Tap{tap(text.T("Без група (%d)", "In no group (%d)").With(len(all)), verbMixed, e.Code, "0")})
	}
	lines = append(lines, text.Join("\n", unmet(programme.SeatedIn(g.tx, groups), g.organisationName)...), g.unheard(members))
	rows = append(rows, pageTaps(page, pages, func(label text.Phrase, page int) flows.Tap { return tap(label, verbGroups, e.Code, strconv.Itoa(page)) }))
	if !programme.IdeasBegun(groups) {
		rows = append(rows, []flows.Tap{tap(text.T("Разпредели наново", "Form them anew"), verbMix, e.Code, strconv.Itoa(len(groups)), "1", "0")})
	}
	rows = append(rows, []flows.Tap{tap(text.T("‹ Към събитието", "‹ To the event"), verbEvent, e.Code), tap(text.T("Обнови", "Refresh"), verbGroups, e.Code, strconv.Itoa(page))})
	return flows.Screen{Name: groupsCard(e.Code), Text: text.Join("\n\n", lines...), Buttons: rows, Among: g.seatedAmong(members[from:to]...)}
}

// mixedPage is which groups stand on a page: as many as have no more people together
// than fit it, at least one.
func mixedPage(members [][]programme.DoorLine, page int) (from, to, pages, shown int) {
	starts := []int{0}
	lines := 0
	for i, m := range members {
		if lines > 0 && lines+len(m) > mixedLines {
			starts, lines = append(starts, i), 0
		}
		lines += len(m) + 1
	}
	shown = max(0, min(page, len(starts)-1))
	to = len(members)
	if shown+1 < len(starts) {
		to = starts[shown+1]
	}
	return starts[shown], to, len(starts), shown
}

// gathered says how many are there, of which kind.
func (g *group) gathered(e programme.Event) text.Phrase {
	ngos, others := 0, 0
	for _, l := range programme.Gathered(g.tx, e.Code) {
		if programme.PoolOf(l.Of) == programme.PoolNGO {
			ngos++
		} else {
			others++
		}
	}
	return text.T("Присъстват: %s – %d от НПО, %d от общини и институции.", "Present: %s – %d of NGOs, %d of municipalities and institutions.").With(text.People(ngos+others), ngos, others)
}

// mixedText is a group with its members and how far its idea is.
func (g *group) mixedText(one programme.Group, members []programme.DoorLine) text.Phrase {
	lines := []text.Phrase{text.T("<b>Група %d</b> (%d)", "<b>Group %d</b> (%d)").With(one.Number, len(members))}
	for i, l := range members {
		if i == mixedLines {
			lines = append(lines, text.T("и още %s", "and %s more").With(text.People(len(members)-i)))
			break
		}
		lines = append(lines, text.T("• %s", "• %s").With(g.seatLine(one, l)))
	}
	lines = append(lines, g.ideaLine(one))
	return text.Join("\n", lines...)
}

// seatLine is a member of a group.
func (g *group) seatLine(one programme.Group, l programme.DoorLine) text.Phrase {
	name := text.Raw(text.Clip(l.Of.Name, longestSeat))
	if l.Name != "" {
		name = text.T("%s – %s", "%s – %s").With(name, text.Clip(l.Name, longestSeat/2))
	}
	if one.Scribe == l.ID {
		name = text.T("%s, <b>записва</b>", "%s, <b>writes down</b>").With(name)
	}
	if !programme.Hears(g.tx, l.Registration) {
		name = text.T("%s (без бота)", "%s (without the bot)").With(name)
	}
	return name
}

// ideaLine says how far the group's idea is.
func (g *group) ideaLine(one programme.Group) text.Phrase {
	i, ok := programme.IdeaOf(g.tx, one)
	title := g.p.Matrix.TitleOf(i)
	switch {
	case !ok && len(g.p.Matrix.Form.Questions) == 0:
		return text.Phrase{}
	case !ok && one.Scribe == 0:
		return text.T("<i>Никой още не записва.</i>", "<i>Nobody writes down yet.</i>")
	case !ok:
		return text.T("<i>Идеята не е започната.</i>", "<i>The idea has not been begun.</i>")
	case title == "":
		return text.T("Идея %d, още без заглавие", "Idea %d, without a title yet").With(int(i.ID))
	}
	return text.T("Идея %d: %s", "Idea %d: %s").With(int(i.ID), text.Quote(text.Clip(title, longestName)))
}

// unheard says how many the bot cannot tell their group.
func (g *group) unheard(groups [][]programme.DoorLine) text.Phrase {
	n := 0
	for _, members := range groups {
		for _, l := range members {
			if !programme.Hears(g.tx, l.Registration) {
				n++
			}
		}
	}
	if n == 0 {
		return text.Phrase{}
	}
	return text.T("Без бота: %s. Кажете групата на място.", "Without the bot: %s. Tell them on the spot.").With(text.People(n))
}

func (g *group) organisationName(id programme.OrganisationID) string {
	o, _ := g.tx.Organisations.Get(id)
	return o.Name
}

// seatedAmong are the people whom a list of members names.
func (g *group) seatedAmong(groups ...[]programme.DoorLine) []flows.PersonID {
	var out []flows.PersonID
	for _, members := range groups {
		out = append(out, namedIn(members)...)
		for _, l := range members {
			if who := programme.PersonIn(g.tx, l.Registration); who != 0 && who != l.By {
				out = append(out, who)
			}
		}
	}
	return out
}

// unmet says which wishes could not be met, and why.
func unmet(s programme.Seated, name func(programme.OrganisationID) string) []text.Phrase {
	pools, colleagues := map[programme.Pool]int{}, map[programme.OrganisationID]int{}
	for _, members := range s.Groups {
		for _, sitter := range members {
			pools[sitter.Pool]++
			colleagues[sitter.Organisation]++
		}
	}
	var out []text.Phrase
	lacks := func(which []int, pool programme.Pool, what text.Phrase) {
		if len(which) == 0 {
			return
		}
		line := text.T("%s: %s.", "%s: %s.").With(what, groupNumbers(which))
		why := text.T("Има само %s%s.", "There are only %s%s.").With(text.People(pools[pool]), groupsAre(len(s.Groups)))
		switch {
		case pools[pool] == 0:
			why = text.T("Не е дошъл никой от тях.", "None of them has come.")
		case pools[pool] >= len(s.Groups):
			why = text.T("Ако преместите някого, ще има навсякъде.", "If you move somebody, there will be one everywhere.")
		}
		out = append(out, text.Join(" ", line, why))
	}
	lacks(s.NoNGO, programme.PoolNGO, text.T("Няма НПО", "No NGO"))
	lacks(s.NoPublic, programme.PoolAuthority, text.T("Няма община или институция", "No municipality or institution"))
	const named = 3
	for i, id := range s.Together {
		if i == named {
			out = append(out, text.T("Още %s имат колеги в една група.", "%s more have colleagues in one group.").With(text.Organisations(len(s.Together)-named)))
			break
		}
		line := text.T("Колеги в една група: %s.", "Colleagues in one group: %s.").With(text.Quote(text.Clip(name(id), longestSeat)))
		if colleagues[id] > len(s.Groups) {
			line = text.T("%s Дошли са %s%s.", "%s %s have come%s.").With(line, text.People(colleagues[id]), groupsAre(len(s.Groups)))
		}
		out = append(out, line)
	}
	return out
}

// groupsAre ends a sentence with how many groups there are.
func groupsAre(n int) text.Localised {
	if n == 1 {
		return text.Pair{BG: ", а групата е една", EN: ", and there is one group"}
	}
	return text.Pair{BG: ", а групите са " + strconv.Itoa(n), EN: ", and there are " + strconv.Itoa(n) + " groups"}
}

// groupNumbers names groups, which are counted from 0: „Група 2, Група 3“.
func groupNumbers(which []int) text.Localised {
	var bg, en []string
	for _, i := range which {
		bg, en = append(bg, "Група "+strconv.Itoa(i+1)), append(en, "Group "+strconv.Itoa(i+1))
	}
	return text.Pair{BG: strings.Join(bg, ", "), EN: strings.Join(en, ", ")}
}

package coordinator

import (
	"strconv"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// A proposal of groups is nothing but its button: how many, and the how-manieth
// shuffle. Groups are on record once they are announced.

// mix shows a proposal in place.
func (g *group) mix(refs []string) {
	e, ok := g.eventIn(refs)
	if !ok {
		return
	}
	if groups := programme.GroupsOf(g.tx, e.Code); programme.IdeasBegun(groups) {
		g.sayBegun()
		g.change(g.groupsScreen(e, 0))
		return
	}
	n, _ := strconv.Atoi(refs[1])
	shuffle, _ := strconv.Atoi(refs[2])
	page, _ := strconv.Atoi(refs[3])
	g.change(g.proposal(e, n, shuffle, page))
}

func (g *group) sayBegun() {
	g.toast(text.T("Група вече пише идея, затова групите остават. Премествайте хора един по един.",
		"A group is writing an idea already, so the groups stay. Move people one by one."))
}

// proposal shows how those who are there would sit in n groups.
func (g *group) proposal(e programme.Event, n, shuffle, page int) flows.Screen {
	back := []flows.Tap{tap(text.T("‹ Към събитието", "‹ To the event"), verbEvent, e.Code)}
	title := text.T("<b>%s</b> · смесени групи", "<b>%s</b> · mixed groups").With(e.Title)
	s := flows.Screen{Name: groupsCard(e.Code)}
	people := programme.Gathered(g.tx, e.Code)
	switch {
	case !e.Cancelled.IsZero():
		s.Text, s.Buttons = text.Join("\n\n", title, text.T("Срещата е отменена.", "The meeting was called off.")), [][]flows.Tap{back}
		return s
	case !e.DoorIsOpen(g.p, g.At):
		s.Text = text.Join("\n\n", title, text.T("Групи се правят в деня на срещата: %s.", "Groups are formed on the day of the meeting: %s.").With(text.Day(e.Start.In(g.p), g.local(g.At))))
		s.Buttons = [][]flows.Tap{back}
		return s
	case len(people) == 0:
		s.Text = text.Join("\n\n", title, text.T("Още никой не е отбелязан, че е тук. Групите се правят от хората, които са дошли.",
			"Nobody is marked as here yet. Groups are formed of those who have come."))
		s.Buttons = [][]flows.Tap{{tap(text.T("Списък на вратата", "Door list"), verbDoor, e.Code, "0"), tap(text.T("Обнови", "Refresh"), verbGroups, e.Code, "0")}, back}
		return s
	}
	least, most := programme.GroupBounds(len(people))
	n, shuffle = max(least, min(n, most)), max(1, shuffle)
	seated := programme.ProposeGroups(g.tx, e.Code, n, shuffle)
	members := g.linesOf(people, seated)
	v := mixedPage(members, page)
	title = v.titled(title)
	old := programme.GroupsOf(g.tx, e.Code)
	note := text.T("Предложение: %s, разбъркване %d. <b>Още не е обявено.</b>", "A proposal: %s, shuffle %d. <b>Not announced yet.</b>").With(groupsWord(n), shuffle)
	if len(old) > 0 {
		note = text.T("%s Важат обявените групи.", "%s The announced groups hold.").With(note)
	}
	lines := []text.Phrase{text.Join("\n", title, g.gathered(e), note)}
	for i := v.from; i < v.to; i++ {
		lines = append(lines, g.proposedText(i, members[i]))
	}
	lines = append(lines, text.Join("\n", unmet(seated, g.organisationName)...))
	s.Text, s.Among = text.Join("\n\n", lines...), g.seatedAmong(members[v.from:v.to]...)
	s.Buttons = g.proposalRows(e, old, n, shuffle, v)
	return s
}

// proposalRows change the proposal, or announce it.
func (g *group) proposalRows(e programme.Event, old []programme.Group, n, shuffle int, v view) [][]flows.Tap {
	to := func(label text.Phrase, n, shuffle, page int) flows.Tap {
		return tap(label, verbMix, e.Code, strconv.Itoa(n), strconv.Itoa(shuffle), strconv.Itoa(page))
	}
	least, most := programme.GroupBounds(len(programme.Gathered(g.tx, e.Code)))
	var count []flows.Tap
	if n > least {
		count = append(count, to(text.T("− Група", "− Group"), n-1, shuffle, 0))
	}
	if n < most {
		count = append(count, to(text.T("+ Група", "+ Group"), n+1, shuffle, 0))
	}
	announce, first := text.T("Обяви групите", "Announce the groups"), programme.GroupID(0)
	if len(old) > 0 {
		announce, first = text.T("Замени обявените групи", "Replace the announced ones"), old[0].ID
	}
	rows := [][]flows.Tap{
		count,
		{to(text.T("Разбъркай", "Shuffle"), n, shuffle+1, 0), to(text.T("Обнови", "Refresh"), n, shuffle, v.page)},
		v.taps(func(label text.Phrase, page int) flows.Tap { return to(label, n, shuffle, page) }),
		{tap(announce, verbAnnounce, e.Code, strconv.Itoa(n), strconv.Itoa(shuffle), programme.Roster(g.tx, e.Code), first.String())},
	}
	rows = append(rows, g.blankTaps(e.Code))
	if len(old) > 0 {
		return append(rows, []flows.Tap{tap(text.T("Остави обявените", "Leave them as they are"), verbGroups, e.Code, "0")})
	}
	return append(rows, []flows.Tap{tap(text.T("‹ Към събитието", "‹ To the event"), verbEvent, e.Code)})
}

// linesOf are the people of each proposed group.
func (g *group) linesOf(people []programme.DoorLine, seated programme.Seated) [][]programme.DoorLine {
	byID := map[programme.RegistrationID]programme.DoorLine{}
	for _, l := range people {
		byID[l.ID] = l
	}
	out := make([][]programme.DoorLine, len(seated.Groups))
	for i, sitters := range seated.Groups {
		for _, sitter := range sitters {
			out[i] = append(out[i], byID[sitter.Registration])
		}
	}
	return out
}

// proposedText is a group that is not on record yet.
func (g *group) proposedText(i int, members []programme.DoorLine) text.Phrase {
	lines := []text.Phrase{text.T("<b>Група %d</b> (%d)", "<b>Group %d</b> (%d)").With(i+1, len(members))}
	for _, l := range members {
		lines = append(lines, text.T("• %s", "• %s").With(g.seatLine(programme.Group{}, l)))
	}
	return text.Join("\n", lines...)
}

// announce puts the proposal that was shown on record, and has its members told. Where
// somebody has come or gone since, or groups were announced, it is shown anew instead.
func (g *group) announce(refs []string) {
	e, ok := g.eventIn(refs)
	if !ok {
		return
	}
	n, _ := strconv.Atoi(refs[1])
	shuffle, _ := strconv.Atoi(refs[2])
	old := programme.GroupsOf(g.tx, e.Code)
	first := programme.GroupID(0)
	if len(old) > 0 {
		first = old[0].ID
	}
	least, most := programme.GroupBounds(len(programme.Gathered(g.tx, e.Code)))
	switch {
	case !e.DoorIsOpen(g.p, g.At):
		g.change(g.proposal(e, n, shuffle, 0))
		return
	case programme.IdeasBegun(old):
		g.sayBegun()
		g.change(g.groupsScreen(e, 0))
		return
	case first.String() != refs[4]:
		g.toast(text.T("Междувременно групите бяха обявени. Ето ги.", "The groups were announced meanwhile. Here they are."))
		g.change(g.groupsScreen(e, 0))
		return
	case programme.Roster(g.tx, e.Code) != refs[3] || n < least || n > most:
		g.toast(text.T("Междувременно някой дойде или си тръгна. Вижте новото предложение и обявете него.",
			"Somebody has come or gone meanwhile. Look at the new proposal, and announce that."))
		g.change(g.proposal(e, n, shuffle, 0))
		return
	}
	if _, done := programme.AnnounceGroups(g.tx, g.Turn, g.p, e, n, shuffle); done {
		g.toast(text.T("Обявено. Пиша на всеки в коя група е.", "Announced. I write to everybody in which group they are."))
	}
	g.change(g.groupsScreen(e, 0))
}

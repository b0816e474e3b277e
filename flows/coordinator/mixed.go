package coordinator

import (
	"strconv"
	"time"

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
	var held, today []programme.Event // whose doors have opened
	var next programme.Event
	for _, e := range programme.Events(g.tx) {
		switch {
		case e.Kind != programme.Meeting:
		case e.DoorIsOpen(g.p, g.At):
			held = append(held, e)
			if e.Day(g.p) == g.local(g.At).Format(time.DateOnly) {
				today = append(today, e)
			}
		case e.Cancelled.IsZero() && next.Code == "":
			next = e
		}
	}
	switch {
	case len(today) == 1:
		g.say(g.groupsScreen(today[0], 0))
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
		state := text.T("без групи", "no groups")
		if n := len(programme.GroupsOf(g.tx, e.Code)); n > 0 {
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
	v := mixedPage(members, page)
	title := text.T("<b>%s</b> · смесени групи", "<b>%s</b> · mixed groups").With(e.Title)
	title = v.titled(title)
	lines := []text.Phrase{text.Join("\n", title, g.gathered(e), text.T("Обявени: %s.", "Announced: %s.").With(text.DayTime(g.local(groups[0].Formed), g.local(g.At))))}
	var rows [][]flows.Tap
	var row []flows.Tap
	for i := v.from; i < v.to; i++ {
		lines = append(lines, g.mixedText(groups[i], members[i]))
		if row = append(row, tap(text.T("Група %d", "Group %d").With(groups[i].Number), verbMixed, e.Code, strconv.Itoa(groups[i].Number))); len(row) == 3 {
			rows, row = append(rows, row), nil
		}
	}
	rows = append(rows, row)
	if n := len(programme.Unseated(g.tx, e.Code)); n > 0 {
		lines = append(lines, text.T("<b>Без група</b>: %s. Настанете ги с бутона.", "<b>In no group</b>: %s. Seat them with the button.").With(text.People(n)))
		rows = append(rows, []flows.Tap{tap(text.T("Без група (%d)", "In no group (%d)").With(n), verbMixed, e.Code, "0")})
	}
	lines = append(lines, text.Join("\n", unmet(programme.SeatedIn(g.tx, groups), g.organisationName)...), g.unheard(members))
	rows = append(rows, v.taps(func(label text.Phrase, page int) flows.Tap { return tap(label, verbGroups, e.Code, strconv.Itoa(page)) }))
	if !programme.IdeasBegun(groups) {
		rows = append(rows, []flows.Tap{tap(text.T("Разпредели наново", "Form them anew"), verbMix, e.Code, strconv.Itoa(len(groups)), "1", "0")})
	}
	rows = append(rows, g.blankTaps(e.Code))
	rows = append(rows, []flows.Tap{tap(text.T("‹ Към събитието", "‹ To the event"), verbEvent, e.Code), tap(text.T("Обнови", "Refresh"), verbGroups, e.Code, strconv.Itoa(v.page))})
	return flows.Screen{Name: groupsCard(e.Code), Text: text.Join("\n\n", lines...), Buttons: rows, Among: g.seatedAmong(members[v.from:v.to]...)}
}

// mixedPage is which groups stand on a page: as many as have no more people together
// than fit it, at least one.
func mixedPage(members [][]programme.DoorLine, page int) view {
	starts := []int{0}
	lines := 0
	for i, m := range members {
		if lines > 0 && lines+len(m) > mixedLines {
			starts, lines = append(starts, i), 0
		}
		lines += len(m) + 1
	}
	page = max(0, min(page, len(starts)-1))
	to := len(members)
	if page+1 < len(starts) {
		to = starts[page+1]
	}
	return view{page: page, pages: len(starts), from: starts[page], to: to}
}

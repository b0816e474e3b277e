package coordinator

import (
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons of the card of numbers.
const (
	verbStats = "stats"
	verbLists = "lists" // the same numbers, with a button for the list behind each
	verbList  = "list"  // which list, which page
)

const statsCardName = "card/stats"

// stats shows where the programme stands.
func (g *group) stats(string) { g.say(g.statsCard()) }

// refreshStats shows it in place.
func (g *group) refreshStats([]string) { g.change(g.statsCard()) }

// showLists shows the numbers with the lists behind them, in place.
func (g *group) showLists([]string) { g.change(g.listsCard()) }

// statsCard has a number only together with what it is of. What is done next stands
// below; the lists behind the numbers are one step away (listsCard), as there are many.
func (g *group) statsCard() flows.Screen {
	todo := []flows.Tap{tap(text.T("Кои липсват", "Who is missing"), verbMissing, tabFirst, "0")}
	if g.toCall() > 0 {
		todo = append(todo, tap(text.T("За обаждане", "To be called"), verbCalls, "0"))
	}
	buttons := [][]flows.Tap{todo}
	if len(programme.WaitingForApproval(g.tx)) > 0 {
		buttons = append(buttons, []flows.Tap{tap(text.T("Чакат одобрение", "Waiting for approval"), verbList, listWaiting, "0")})
	}
	buttons = append(buttons,
		[]flows.Tap{tap(text.T("Списъците зад числата", "The lists behind the numbers"), verbLists)},
		[]flows.Tap{tap(text.T("Графики", "Charts"), verbCharts), exportTap(programme.AllParts)},
		[]flows.Tap{tap(text.T("Обнови", "Refresh"), verbStats)})
	return flows.Screen{Name: statsCardName, Text: g.numbers(), Buttons: buttons}
}

// listsCard has for each number a button that opens the list behind it.
func (g *group) listsCard() flows.Screen {
	buttons := [][]flows.Tap{
		{tap(text.T("Изпратили", "Who has sent"), verbList, listSent, "0"), tap(text.T("По общини", "By municipality"), verbList, listTowns, "0")},
		{tap(text.T("Присъединили се", "Who has joined"), verbList, listJoined, "0")},
		{tap(text.T("Общини и институции", "Municipalities and institutions"), verbList, listPartners, "0")},
	}
	buttons = append(buttons, g.indicatorTaps()...)
	if len(g.p.Matrix.Form.Questions) > 0 {
		buttons = append(buttons, []flows.Tap{tap(text.T("Идеи", "Ideas"), verbIdeas, allIdeas, allIdeas, "0"), tap(text.T("Заседания", "Sittings"), verbSittings, "-1")})
	}
	buttons = append(buttons, []flows.Tap{tap(text.T("‹ Назад", "‹ Back"), verbStats)})
	return flows.Screen{Name: statsCardName, Text: g.numbers(), Buttons: buttons}
}

// numbers are where the programme stands.
func (g *group) numbers() text.Phrase {
	all := programme.Count(g.tx, g.p)
	ngos, partners := all.Where(programme.IsNGO), all.Where(programme.IsPartner)
	sent, begun := ngos.Where(programme.At(programme.Sent)), ngos.Where(programme.At(programme.Begun))
	joined := ngos.Where(programme.HasJoined)
	title := text.T("<b>%s</b> · %s", "<b>%s</b> · %s").With(g.p.Name, text.DayTime(g.local(g.At), g.local(g.At)))
	lines := []text.Phrase{
		text.T("<b>Изпратено проучване</b>: %s", "<b>Survey sent</b>: %s").With(text.Join(", ", ofTarget(len(sent), g.p.Targets.Surveyed), lacking(len(sent), g.p.Targets.Surveyed))),
		bar(len(sent), g.p.Targets.Surveyed),
		g.acceptedShort(len(ngos.Where(programme.At(programme.Accepted)))),
		text.T("Започнато и неизпратено: %s", "Begun and not sent: %s").With(ofNGOs(len(begun), len(ngos))),
		text.T("Присъединили се: %s", "Joined: %s").With(ofNGOs(len(joined), len(ngos))),
	}
	if len(partners) > 0 {
		lines = append(lines, text.T("Общини и институции: присъединили се %d от %d", "Municipalities and institutions: joined %d of %d").
			With(len(partners.Where(programme.HasJoined)), len(partners)))
	}
	lines = append(lines, g.indicators(len(partners))...)
	if len(g.p.Matrix.Form.Questions) > 0 {
		lines = append(lines, g.ideaNumbers()...)
	}
	if n := len(programme.WaitingForApproval(g.tx)); n > 0 {
		lines = append(lines, text.T("Чакат одобрение: %s", "Waiting for approval: %s").With(requests(n)))
	}
	if n := g.toCall(); n > 0 {
		lines = append(lines, text.T("За обаждане: %s", "To be called: %s").With(talks(n)))
	}
	return text.Join("\n\n", title, text.Join("\n", lines...))
}

// talks is „4 разговора“: of the list of calls.
func talks(n int) text.Localised {
	return text.Count(n, "разговор", "разговора", "call", "calls")
}

// acceptedShort says how many responses coordinators accepted without their being sent:
// apart from those sent, see programme.AcceptResponse. Nothing for none.
func (g *group) acceptedShort(n int) text.Phrase {
	if n == 0 {
		return text.Phrase{}
	}
	return text.T("Приети от координатор, неизпратени: %d", "Accepted by a coordinator, not sent: %d").With(n)
}

// ofTarget is „28 от 35 организации“; where nothing was promised, „28 организации“.
func ofTarget(n, target int) text.Phrase {
	if target == 0 {
		return text.T("%s", "%s").With(text.Organisations(n))
	}
	return text.T("%d от %s", "%d of %s").With(n, text.Organisations(target))
}

// lacking is „липсват 13“: what is neither done nor planned; nothing where that is
// nothing, or where nothing was promised.
func lacking(n, target int) text.Phrase {
	left := target - n
	if left <= 0 {
		return text.Phrase{}
	}
	return text.T("%s %d", "%s %d").With(text.Pair{BG: oneOrMore(left, "липсва", "липсват"), EN: "missing"}, left)
}

// oneOrMore is the verb that goes with so many.
func oneOrMore(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}

func ofNGOs(n, all int) text.Phrase { return text.T("%d от %d НПО", "%d of %d NGOs").With(n, all) }

func requests(n int) text.Localised {
	return text.Count(n, "заявка", "заявки", "request", "requests")
}

const barLength = 10

// bar is „▓▓▓▓▓▓▓▓░░ 80 %“; nothing where there is no target.
func bar(n, target int) text.Phrase {
	if target == 0 {
		return text.Phrase{}
	}
	full := min(barLength, n*barLength/target)
	return text.T("%s %d %%", "%s %d%%").With(strings.Repeat("▓", full)+strings.Repeat("░", barLength-full), min(100, n*100/target))
}

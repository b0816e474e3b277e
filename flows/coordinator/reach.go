package coordinator

import (
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// The second half of „За обаждане“: organisations that have not joined, or have not sent
// the survey.

// Buttons of it.
const (
	verbReach   = "reach"   // organisation
	verbReached = "reached" // organisation, about what, what came of it
)

// reachLines are those of the organisations that stand on the page, behind so many who
// are called about an event.
func (g *group) reachLines(list []programme.ToReach, v view, before int) (lines []text.Phrase, rows [][]flows.Tap) {
	ngos := len(programme.Count(g.tx, g.p).Where(programme.IsNGO))
	why := programme.OutreachWhy("")
	for i := max(v.from, before); i < v.to; i++ {
		r := list[i-before]
		if r.Why != why {
			why = r.Why
			n := 0
			for _, other := range list {
				if other.Why == why {
					n++
				}
			}
			lines = append(lines, text.T("\n%s: %s", "\n%s: %s").With(reachTitle(why), ofNGOs(n, ngos)))
		}
		name := text.Clip(r.Name, longestName)
		lines = append(lines, text.T("%d. %s (%s)%s", "%d. %s (%s)%s").With(i+1, name, g.p.Town(r.Municipality), g.lastCall(r.Last)))
		rows = append(rows, []flows.Tap{tap(text.T("%d. %s", "%d. %s").With(i+1, text.Clip(r.Name, 40)), verbReach, refOf(r.ID))})
	}
	return lines, rows
}

func reachTitle(why programme.OutreachWhy) text.Phrase {
	if why == programme.OutreachJoin {
		return text.T("<b>Да се присъединят</b>", "<b>To join</b>")
	}
	return text.T("<b>Да изпратят проучването</b>", "<b>To send the survey</b>")
}

// lastCall says when they were called last, and whether they answered.
func (g *group) lastCall(c programme.Outreach) text.Phrase {
	ago := text.Ago(g.At.Sub(c.At))
	switch c.Said {
	case programme.SaidYes:
		return text.T(" – говорено %s", " – spoken to %s").With(ago)
	case programme.SaidNoAnswer:
		return text.T(" – няма отговор %s", " – no answer %s").With(ago)
	}
	return text.Raw("")
}

// reachPage is the page of the list of calls on which the organisations begin, or that
// one stands.
func (g *group) reachPage(id programme.OrganisationID) string {
	at := len(programme.CallList(g.tx))
	for i, r := range programme.OutreachList(g.tx, g.p) {
		if r.ID == id {
			at += i
		}
	}
	return strconv.Itoa(at / callsShown)
}

// showReach shows one of them in place of the list.
func (g *group) showReach(refs []string) {
	r, ok := programme.ToReachOf(g.tx, g.p, organisationOf(refs[0]))
	if !ok {
		g.toast(saidNothingToCall)
		g.change(g.callsPage(0))
		return
	}
	g.change(g.reachScreen(r))
}

var saidNothingToCall = text.T("Тук вече няма за какво да се обаждате.", "There is nothing to call about here any more.")

// reachScreen says whom to call, and what to say.
func (g *group) reachScreen(r programme.ToReach) flows.Screen {
	ask := text.T("Търсете контакта на организацията.", "Ask for the organisation’s contact.")
	people := programme.RepresentativesOf(g.tx, r.ID)
	stopped := len(people) > 0
	var names []string
	for _, id := range people {
		names = append(names, g.memberName(id).Plain(language))
		stopped = stopped && !g.tx.Chats.Reachable(id)
	}
	if len(people) > 0 {
		ask = text.T("Търсете %s.", "Ask for %s.").With(strings.Join(names, ", "))
	}
	why := text.T("още никой не се е присъединил", "nobody has joined yet")
	if r.Why == programme.OutreachSurvey {
		why = text.T("проучването не е изпратено", "the survey was not sent")
	}
	if stopped {
		why = text.T("%s; ботът е спрян там", "%s; the bot is stopped there").With(why)
	}
	last := g.lastCall(r.Last)
	if name := g.nameOf(r.Last.By); name != "" { // of coordinators no name is kept, but of who takes part
		last, people = text.T("%s (%s)", "%s (%s)").With(last, name), append(people, r.Last.By)
	}
	ref := refOf(r.ID)
	called := func(label text.Phrase, said string) flows.Tap {
		return tap(label, verbReached, ref, string(r.Why), said)
	}
	return flows.Screen{
		Text: text.Join("\n", text.T("<b>%s</b>, %s", "<b>%s</b>, %s").With(r.Name, g.p.Town(r.Municipality)), ask,
			text.T("Защо: %s%s.", "Why: %s%s.").With(why, last), text.T("Кажете: %s", "Say: %s").With(g.reachWords(r))),
		Buttons: [][]flows.Tap{
			{called(text.T("Говорих", "I spoke to them"), programme.SaidYes), called(text.T("Няма отговор", "No answer"), programme.SaidNoAnswer)},
			{tap(text.T("Телефони", "Phone numbers"), verbPhones, ref), tap(text.T("Към организацията", "To the organisation"), verbOpen, ref)},
			{tap(text.T("‹ Към списъка", "‹ To the list"), verbCalls, g.reachPage(r.ID))},
		},
		Among: people,
	}
}

// reachWords are what is to be said.
func (g *group) reachWords(r programme.ToReach) text.Phrase {
	p := r.Answers
	switch {
	case r.Why == programme.OutreachJoin:
		return text.T("каним ги в проекта. Имат ли поканата? Първата стъпка е кратко проучване в Telegram. Ако нямат Telegram, попълваме отговорите заедно.",
			"we invite them to the project. Do they have the invitation? The first step is a short survey in Telegram. If they have no Telegram, we fill in the answers together.")
	case p.Done == 0:
		return text.T("очакваме отговорите им. %s Проучването се отваря от менюто на бота.", "we are looking forward to their answers. %s The survey opens from the bot’s menu.").With(flows.Remaining(p))
	case p.Done >= p.All:
		return text.T("отговорили са на всичко. Остава само да натиснат „Изпрати“.", "they have answered everything. They only have to press “Send”.")
	}
	return text.T("отговорили са на %d от %s. %s Нека довършат и натиснат „Изпрати“.", "they have answered %d of %s. %s They should finish and press “Send”.").
		With(p.Done, text.Questions(p.All), flows.Remaining(p))
}

// reached writes down what came of a call, and shows who is left.
func (g *group) reached(refs []string) {
	key := programme.OutreachKey{Organisation: organisationOf(refs[0]), Why: programme.OutreachWhy(refs[1])}
	said := text.T("Отбелязано. Ако дотогава не стане, ще е пак тук след 5 дни.", "Noted. Unless it is done by then, it will be here again in 5 days.")
	switch refs[2] {
	case programme.SaidYes:
	case programme.SaidNoAnswer:
		said = text.T("Отбелязано. Остава в края на списъка.", "Noted. It stays at the end of the list.")
	default:
		g.toast(text.T("Този бутон вече не важи.", "This button is no longer valid."))
		return
	}
	page, _ := strconv.Atoi(g.reachPage(key.Organisation))
	if !programme.Reached(g.tx, g.Turn, g.p, key, refs[2]) {
		said = saidNothingToCall
	}
	g.toast(said)
	g.change(g.callsPage(page))
}

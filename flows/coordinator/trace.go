package coordinator

import (
	"slices"
	"strconv"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons of the trace of an idea.
const (
	verbTrace = "itrace" // idea
	verbNeed  = "ineed"  // idea, code of the need, page: who named it
)

// asNew is the page of a list that is to be shown as a message of its own.
const asNew = "new"

// trace shows where an idea comes from and where it went.
func (g *group) trace(argument string) {
	if i, ok := g.ideaAsked(argument, "trace"); ok {
		g.say(g.traceScreen(i))
	}
}

// showTrace does so for the idea of a card.
func (g *group) showTrace(refs []string) {
	if i, ok := g.ideaIn(refs); ok {
		s := g.traceScreen(i)
		s.ReplyTo = g.Message
		g.say(s)
	}
}

// link is one link of the trace: there, or missing.
func link(there bool, title, what text.Phrase) text.Phrase {
	sign := "✔"
	if !there {
		sign = "✘"
	}
	return text.T("%s <b>%s</b>: %s", "%s <b>%s</b>: %s").With(sign, title, what)
}

func (g *group) traceScreen(i programme.Idea) flows.Screen {
	t := programme.TraceOf(g.tx, g.p, i)
	title := text.T("<b>Следа на идея %d</b> · %s", "<b>Trace of idea %d</b> · %s").With(int(i.ID), g.titleClipped(i, titleShown))
	needs, rows := g.needLinks(t)
	paragraphs := []text.Phrase{
		text.Join("\n", title, stateWords(i.State)),
		text.Join("\n", needs...), g.trainedLinks(t), g.meetingLink(t), g.versionsLink(i), g.signedLink(i), g.councilLink(i),
	}
	return flows.Screen{
		Text: text.Join("\n\n", paragraphs...), Among: known(actorsOf(i)),
		Buttons: append(rows, []flows.Tap{tap(text.T("Към идеята", "To the idea"), verbIdea, i.ID.String())}),
	}
}

// needLinks are the needs that it answers, with how many organisations named them.
func (g *group) needLinks(t programme.Trace) ([]text.Phrase, [][]flows.Tap) {
	title := text.T("Нужди", "Needs")
	switch {
	case !t.Asks:
		return []text.Phrase{link(false, title, text.T("матрицата не пита за тях", "the matrix does not ask for them"))}, nil
	case len(t.Needs) == 0:
		return []text.Phrase{link(false, title, text.T("авторите не са посочили нужда от проучването", "its authors have named no need of the survey"))}, nil
	}
	named := slices.ContainsFunc(t.Needs, func(n programme.Named) bool { return len(n.By) > 0 })
	said := text.T("посочени от авторите", "named by its authors")
	if !named {
		said = text.T("посочени от авторите, но в проучването никой не ги е посочил", "named by its authors, but in the survey nobody has named them")
	}
	lines := []text.Phrase{link(named, title, said)}
	var rows [][]flows.Tap
	for n, need := range t.Needs {
		line := text.T("%d. %s – %s", "%d. %s – %s").With(n+1, text.Clip(need.Label.In(language), longestName), ofSurvey(len(need.By), len(t.Sent)))
		if !need.Known {
			line = text.T("%s; проучването не познава тази нужда", "%s; the survey does not know this need").With(line)
		}
		lines = append(lines, line)
		if len(need.By) > 0 {
			if len(rows) == 0 || len(rows[len(rows)-1]) == 2 {
				rows = append(rows, nil)
			}
			rows[len(rows)-1] = append(rows[len(rows)-1],
				tap(text.T("Нужда %d: кои я сочат", "Need %d: who named it").With(n+1), verbNeed, t.Idea.ID.String(), need.Code, asNew))
		}
	}
	return lines, rows
}

// ofSurvey is „посочили са я 12 от 28 организации с попълнено проучване“.
func ofSurvey(n, sent int) text.Phrase {
	return text.T("посочили са я %d от %s с попълнено проучване", "named by %d of %s that have sent the survey").With(n, text.Organisations(sent))
}

// need shows which organisations named a need.
func (g *group) need(refs []string) {
	named, sent := programme.NeedNamed(g.tx, g.p, refs[1])
	page, _ := strconv.Atoi(refs[2])
	v := viewOf(len(named.By), linesShown, page)
	lines := []text.Phrase{text.T("<b>%s</b> – %s", "<b>%s</b> – %s").With(text.Clip(named.Label.In(language), longestName), ofSurvey(len(named.By), len(sent)))}
	lines = append(lines, v.words())
	for _, s := range named.By[v.from:v.to] {
		lines = append(lines, nameOnly(s))
	}
	screen := flows.Screen{Text: text.Join("\n", lines...), Buttons: [][]flows.Tap{
		v.taps(func(label text.Phrase, page int) flows.Tap {
			return tap(label, verbNeed, refs[0], refs[1], strconv.Itoa(page))
		}),
		{tap(text.T("Към следата", "To the trace"), verbTrace, refs[0])},
	}}
	if refs[2] == asNew {
		screen.ReplyTo = g.Message
		g.say(screen)
		return
	}
	g.change(screen)
}

// trainedLinks are the authors with the trainings they were at.
func (g *group) trainedLinks(t programme.Trace) text.Phrase {
	lines := []text.Phrase{link(t.Trained() > 0, text.T("Обучени автори", "Trained authors"), text.T("%d от %d", "%d of %d").With(t.Trained(), len(t.Authors)))}
	for _, a := range t.Authors {
		name := text.Raw(text.Clip(a.Name, longestName))
		if a.Name == "" {
			name = text.T("организация, която вече я няма в регистъра", "an organisation that is not in the register any more")
		}
		if len(a.There) == 0 {
			lines = append(lines, text.T("• %s – без обучение", "• %s – was at no training").With(name))
			continue
		}
		var where []text.Phrase
		for _, e := range a.There {
			where = append(where, text.T("%s (%s)", "%s (%s)").With(e.Title, text.Day(e.Start.In(g.p), g.local(g.At))))
		}
		lines = append(lines, text.T("• %s – %s", "• %s – %s").With(name, text.Join("; ", where...)))
	}
	return text.Join("\n", lines...)
}

// meetingLink is the meeting and the group in which it arose.
func (g *group) meetingLink(t programme.Trace) text.Phrase {
	title := text.T("Среща и група", "Meeting and group")
	switch {
	case t.Idea.Group == 0:
		return link(false, title, text.T("започната извън среща", "begun outside a meeting"))
	case t.Group == nil:
		return link(false, title, text.T("групата вече я няма", "the group is gone"))
	case t.Meeting == nil:
		return link(false, title, text.T("група %d на среща, която вече я няма", "group %d of a meeting that is gone").With(t.Group.Number))
	}
	e := *t.Meeting
	what := text.T("%s, %s, група %d", "%s, %s, group %d").With(e.Named(g.p), text.Day(e.Start.In(g.p), g.local(g.At)), t.Group.Number)
	if !e.Cancelled.IsZero() {
		what = text.T("%s (срещата после е отменена)", "%s (the meeting was called off later)").With(what)
	}
	var names []text.Phrase
	for _, o := range t.Members {
		names = append(names, text.Raw(text.Clip(o.Name, longestName)))
	}
	if len(names) > 0 {
		what = text.T("%s\nВ групата: %s", "%s\nIn the group: %s").With(what, text.Join("; ", names...))
	}
	return link(true, title, what)
}

// versionsLink are the times at which it was sent.
func (g *group) versionsLink(i programme.Idea) text.Phrase {
	title := text.T("Версии", "Versions")
	n := len(i.Versions)
	switch n {
	case 0:
		return link(false, title, text.T("още не е изпращана", "not sent yet"))
	case 1:
		return link(true, title, text.T("една, изпратена %s", "one, sent %s").With(text.OnDay(g.local(i.Versions[0].At), g.local(g.At))))
	}
	if first, newest := g.local(i.Versions[0].At), g.local(i.Versions[n-1].At); first.Format(time.DateOnly) == newest.Format(time.DateOnly) {
		return link(true, title, text.T("%d, изпратени %s", "%d, sent %s").With(n, text.OnDay(newest, g.local(g.At))))
	}
	return link(true, title, text.T("%d, от %s до %s", "%d, from %s to %s").With(n,
		text.Day(g.local(i.Versions[0].At), g.local(g.At)), text.Day(g.local(i.Versions[n-1].At), g.local(g.At))))
}

// signedLink is how many partners stand behind it, and who does not.
func (g *group) signedLink(i programme.Idea) text.Phrase {
	title := text.T("Подписи", "Signatures")
	signed, all := i.SignedBy()
	if all == 0 {
		return link(false, title, text.T("няма партньори", "there are no partners"))
	}
	what := text.T("%d от %s", "%d of %s").With(signed, partners(all))
	var missing []text.Phrase
	for _, p := range i.Partners {
		if !p.SignedNow() {
			missing = append(missing, text.Raw(text.Clip(p.OrganisationName(g.tx), longestName)))
		}
	}
	if len(missing) > 0 {
		what = text.T("%s\nНе са подписали: %s", "%s\nHave not signed: %s").With(what, text.Join("; ", missing...))
	}
	return link(signed == all, title, what)
}

// councilLink are the sittings and what the council said at them.
func (g *group) councilLink(i programme.Idea) text.Phrase {
	title := text.T("Заседание и дума на съвета", "Sitting and the council’s word")
	if len(i.Sittings) == 0 {
		what := text.T("още не е представена", "not presented yet")
		if !i.Approved() {
			what = text.T("още не е одобрена", "not approved yet")
		}
		return link(false, title, what)
	}
	said := true
	lines := []text.Phrase{text.T("%s", "%s").With(text.Count(len(i.Sittings), "заседание", "заседания", "sitting", "sittings"))}
	for _, s := range i.Sittings {
		said = said && s.Word != ""
		lines = append(lines, g.sittingLine(s, longestWords))
	}
	return link(said, title, text.Join("\n", lines...))
}

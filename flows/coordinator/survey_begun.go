package coordinator

import (
	"strconv"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// What to do with responses that were begun and never sent: they can be reminded, filled
// in for the organisation, or taken as they are. See programme.AcceptResponse for what
// that means for the numbers.

// Buttons of that list.
const (
	verbTake     = "svtake"   // page, organisation: asks
	verbTaken    = "svtaken"  // page, organisation
	verbUntake   = "svuntake" // page, organisation
	verbTakeAll  = "svall"    // asks
	verbTakenAll = "svallyes" // how many were seen
	verbAllBack  = "svback"   // second of that decision: takes back all of it
)

const leftShown = 8

// turnLeft shows a page of the list in place.
func (g *group) turnLeft(refs []string) {
	page, _ := strconv.Atoi(refs[0])
	g.change(g.leftPage(page))
}

func (g *group) leftPage(page int) flows.Screen {
	all := programme.UnfinishedResponses(g.tx, g.p)
	v := viewOf(len(all), leftShown, page)
	accepted := 0
	for _, u := range all {
		if !u.Accepted.At.IsZero() {
			accepted++
		}
	}
	title := v.titled(text.T("<b>Започнати и неизпратени</b>: %d", "<b>Begun and not sent</b>: %d").With(len(all) - accepted))
	if accepted > 0 {
		title = text.Join("\n", title, g.acceptedLine(accepted))
	}
	lines := []text.Phrase{title}
	if len(all) == 0 {
		lines = append(lines, text.T("Няма такива: всичко започнато е изпратено.", "There are none: all that was begun has been sent."))
	}
	var rows [][]flows.Tap
	for i, u := range all[v.from:v.to] {
		n := v.from + i + 1
		lines = append(lines, g.leftLine(n, u))
		ref := []string{strconv.Itoa(v.page), refOf(u.ID)}
		name := text.Clip(u.Name, 14)
		switch {
		case u.Acceptable():
			rows = append(rows, []flows.Tap{tap(text.T("%d. Приеми: %s", "%d. Accept: %s").With(n, name), verbTake, ref...)})
		case !u.Accepted.At.IsZero():
			rows = append(rows, []flows.Tap{tap(text.T("%d. Отмени: %s", "%d. Take back: %s").With(n, name), verbUntake, ref...)})
		}
	}
	rows = append(rows, pageTaps(v, verbLeftOver))
	if len(all) > accepted && !programme.SurveyClosed(g.tx, g.p) {
		rows = append(rows, []flows.Tap{tap(text.T("Подсети всички неизпратили", "Remind all who have not sent"), verbUrge, string(programme.UndoneSurvey), noEvent)})
	}
	if n := len(acceptable(all)); n > 0 && programme.SurveyClosed(g.tx, g.p) {
		rows = append(rows, []flows.Tap{tap(text.T("Приеми всички: %d", "Accept all: %d").With(n), verbTakeAll)})
	}
	return flows.Screen{
		Name: surveyCardName, Text: text.Join("\n\n", lines...),
		Buttons: append(rows, []flows.Tap{toSurvey(), tap(text.T("Обнови", "Refresh"), verbLeftOver, strconv.Itoa(v.page))}),
	}
}

func acceptable(all []programme.Unfinished) []programme.Unfinished {
	var out []programme.Unfinished
	for _, u := range all {
		if u.Acceptable() {
			out = append(out, u)
		}
	}
	return out
}

// leftLine says how far an organisation is, and since when.
func (g *group) leftLine(n int, u programme.Unfinished) text.Phrase {
	begun, last := text.Ago(g.At.Sub(u.Begun)), text.Ago(g.At.Sub(u.Last))
	how := text.T("Започнато %s, последен отговор %s.", "Begun %s, last answer %s.").With(begun, last)
	if begun == last {
		how = text.T("Последен отговор %s.", "Last answer %s.").With(last)
	}
	if u.Answers.Done == u.Answers.All {
		how = text.Join(" ", how, text.T("Остава само да бъде изпратено.", "It only has to be sent."))
	}
	if !u.Accepted.At.IsZero() {
		how = text.T("✔ Прието от координатор %s.", "✔ Accepted by a coordinator %s.").With(text.OnDay(g.local(u.Accepted.At), g.local(g.At)))
	}
	return text.T("%d. <b>%s</b> – %d от %s\n%s", "%d. <b>%s</b> – %d of %s\n%s").With(n, text.Clip(u.Name, longestName), u.Answers.Done, text.Questions(u.Answers.All), how)
}

// askTake asks before a response is taken as it is.
func (g *group) askTake(refs []string) {
	o, ok := g.organisationIn(refs[1:])
	if !ok {
		return
	}
	r, _ := g.tx.Responses.Get(programme.ResponseKey{Survey: g.p.Survey.Name, Organisation: o.ID})
	p := flows.ProgressOf(&g.p.Survey, r.Answers)
	if r.Settled() || p.Done == 0 {
		g.toast(takenBefore)
		g.turnLeft(refs)
		return
	}
	g.say(flows.Screen{
		ReplyTo: g.Message,
		Text: text.Join("\n",
			text.T("Да приема ли отговорите на %s, каквито са: %d от %s?", "Shall I accept the answers of %s as they are: %d of %s?").With(text.Quote(o.Name), p.Done, text.Questions(p.All)),
			text.T("Ще влязат в резултатите, но не и в броя на изпратените. Организацията няма да бъде подсещана.", "They go into the results, and not into the number of those sent. The organisation will not be nudged.")),
		Buttons: [][]flows.Tap{{tap(text.T("Да, приеми", "Yes, accept"), verbTaken, refs...), tap(text.T("Не", "No"), verbLeaveSo)}},
	})
}

var takenBefore = text.T("Междувременно нещо се промени: вече е изпратено или прието, или няма отговори.", "Something has changed: it is sent or accepted by now, or has no answers.")

// take takes it.
func (g *group) take(refs []string) {
	o, ok := g.organisationIn(refs[1:])
	if !ok {
		return
	}
	if !programme.AcceptResponse(g.tx, g.p, o.ID, g.decision()) {
		g.toast(takenBefore)
		return
	}
	g.change(flows.Screen{
		Text:    g.doneBy(text.T("✔ Приех отговорите на %s, каквито са.", "✔ The answers of %s are accepted as they are.").With(text.Quote(o.Name))),
		Buttons: [][]flows.Tap{{tap(text.T("Отмени приемането", "Take it back"), verbUntake, refs...)}},
	})
	page, _ := strconv.Atoi(refs[0])
	g.edit(g.leftPage(page))
}

// untake takes that back.
func (g *group) untake(refs []string) {
	o, ok := g.organisationIn(refs[1:])
	if !ok {
		return
	}
	if !programme.Unaccept(g.tx, g.p, o.ID, g.decision()) {
		g.toast(takenBefore)
		return
	}
	page, _ := strconv.Atoi(refs[0])
	if g.Messages.Name(g.Message) == surveyCardName {
		g.change(g.leftPage(page))
		return
	}
	g.change(flows.Screen{Text: g.doneBy(text.T("Отмених приемането: %s пак е с неизпратено проучване.", "Taken back: the survey of %s is not sent again.").With(text.Quote(o.Name)))})
	g.edit(g.leftPage(page))
}

// askTakeAll asks before all that was begun is taken, once the survey has closed.
func (g *group) askTakeAll([]string) {
	n := len(acceptable(programme.UnfinishedResponses(g.tx, g.p)))
	if n == 0 || !programme.SurveyClosed(g.tx, g.p) {
		g.toast(takenBefore)
		g.change(g.leftPage(0))
		return
	}
	g.say(flows.Screen{
		ReplyTo: g.Message,
		Text: text.Join("\n",
			text.T("Да приема ли отговорите на %s, каквито са? Проучването приключи.", "Shall I accept the answers of %s as they are? The survey is closed.").With(text.Organisations(n)),
			text.T("Ще влязат в резултатите, но не и в броя на изпратените.", "They go into the results, and not into the number of those sent.")),
		Buttons: [][]flows.Tap{{tap(text.T("Да, приеми: %d", "Yes, accept: %d").With(n), verbTakenAll, strconv.Itoa(n)), tap(text.T("Не", "No"), verbLeaveSo)}},
	})
}

// takeAll takes them, if they are as many as were asked about.
func (g *group) takeAll(refs []string) {
	all := acceptable(programme.UnfinishedResponses(g.tx, g.p))
	if strconv.Itoa(len(all)) != refs[0] || !programme.SurveyClosed(g.tx, g.p) {
		g.toast(text.T("Междувременно броят се промени. Вижте списъка и опитайте пак.", "The number has changed meanwhile. See the list and try again."))
		g.Do(flows.Edit{To: flows.Group, Message: g.Message})
		return
	}
	for _, u := range all {
		programme.AcceptResponse(g.tx, g.p, u.ID, g.decision())
	}
	g.change(flows.Screen{
		Text:    g.doneBy(text.T("✔ Приех отговорите на %s, каквито са.", "✔ The answers of %s are accepted as they are.").With(text.Organisations(len(all)))),
		Buttons: [][]flows.Tap{{tap(text.T("Отмени приемането на всички", "Take all of it back"), verbAllBack, strconv.FormatInt(g.At.UnixNano(), 36))}},
	})
	g.edit(g.leftPage(0))
}

// allBack takes back what was taken together.
func (g *group) allBack(refs []string) {
	at, _ := strconv.ParseInt(refs[0], 36, 64)
	n := 0
	for _, u := range programme.UnfinishedResponses(g.tx, g.p) {
		if u.Accepted.At.Equal(time.Unix(0, at)) && programme.Unaccept(g.tx, g.p, u.ID, g.decision()) {
			n++
		}
	}
	if n == 0 {
		g.toast(takenBefore)
		return
	}
	g.change(flows.Screen{Text: g.doneBy(text.T("Отмених приемането. Пак с неизпратено проучване: %s.", "Taken back. The survey is not sent again: %s.").With(text.Organisations(n)))})
	g.edit(g.leftPage(0))
}

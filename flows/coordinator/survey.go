package coordinator

import (
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// /survey shows where the survey stands: numbers and names of organisations for all
// members, what organisations wrote only for administrators, in private.

// Buttons of the survey's card.
const (
	verbSurvey   = "survey"
	verbResults  = "svq"     // a page of the results: a question
	verbTexts    = "svtexts" // free texts, in private
	verbFiles    = "svfiles" // voice messages and photos that wait, in private
	verbLeftOver = "svleft"  // a page of what was begun and never sent
	verbTerm     = "svterm"  // until when it takes answers
)

const surveyCardName = "card/survey"

// daysBehind is how many days the card shows of the time behind; needsShown, how many
// needs.
const (
	daysBehind = 7
	needsShown = 5
)

// survey shows the card.
func (g *group) survey(string) { g.say(g.surveyCard()) }

// refreshSurvey shows it in place.
func (g *group) refreshSurvey([]string) { g.change(g.surveyCard()) }

func (g *group) surveyCard() flows.Screen {
	all := programme.Count(g.tx, g.p) // once: there may be many
	ngos := all.Where(programme.IsNGO)
	sent, begun := ngos.Where(programme.At(programme.Sent)), ngos.Where(programme.At(programme.Begun))
	head := []text.Phrase{
		text.T("<b>%s</b> · %s", "<b>%s</b> · %s").With(g.p.Survey.Title, text.DayTime(g.local(g.At), g.local(g.At))),
		text.T("<b>Изпратени</b>: %s", "<b>Sent</b>: %s").With(ofTarget(len(sent), g.p.Targets.Surveyed)),
		bar(len(sent), g.p.Targets.Surveyed),
	}
	if n := len(ngos.Where(programme.At(programme.Accepted))); n > 0 {
		head = append(head, g.acceptedLine(n))
	}
	head = append(head, text.T("Започнати и неизпратени: %s", "Begun and not sent: %s").With(ofNGOs(len(begun), len(ngos))), g.closesLine())
	paragraphs := []text.Phrase{text.Join("\n", head...), g.townsOfSurvey(all), g.lastDays(all), g.rankedNeeds(all)}
	waiting := len(programme.AwaitingWords(g.tx, g.p, all))
	files := text.T("Гласови и снимки", "Voice and photos")
	if waiting > 0 {
		files = text.T("Гласови и снимки: %d", "Voice and photos: %d").With(waiting)
	}
	return flows.Screen{
		Name: surveyCardName, Text: text.Join("\n\n", paragraphs...),
		Buttons: [][]flows.Tap{
			{tap(text.T("Резултати по въпроси", "Results by question"), verbResults, "0")},
			{tap(text.T("Графики", "Charts"), verbCharts), exportTap("survey")},
			{tap(text.T("Свободни текстове", "Free texts"), verbTexts), tap(files, verbFiles)},
			{tap(text.T("Започнати и неизпратени", "Begun and not sent"), verbLeftOver, "0")},
			{tap(text.T("Кои липсват", "Who is missing"), verbMissing, tabSurvey, "0"), tap(text.T("Срок", "Time"), verbTerm)},
			{tap(text.T("Обнови", "Refresh"), verbSurvey)},
		},
	}
}

// acceptedLine tells apart what was not sent: see programme.AcceptResponse.
func (g *group) acceptedLine(n int) text.Phrase {
	return text.T("Приети от координатор, без да са изпратени: %d. Те са в резултатите, но не и в изпратените.",
		"Accepted by a coordinator without being sent: %d. They are in the results, and not among those sent.").With(n)
}

// closesLine says until when the survey takes answers.
func (g *group) closesLine() text.Phrase {
	form := programme.SurveyForm(g.tx, g.p)
	switch {
	case form.Closes.IsZero():
		return text.T("Приема отговори без краен срок.", "It takes answers without a last day.")
	case programme.SurveyClosed(g.tx, g.p):
		return text.T("<b>Приключи</b> в %s.", "<b>Closed</b> at %s.").With(form.Until(g.At))
	}
	return text.T("Приема отговори до %s.", "It takes answers until %s.").With(form.Until(g.At))
}

// townsOfSurvey are the responses by municipality.
func (g *group) townsOfSurvey(all programme.Counts) text.Phrase {
	lines := []text.Phrase{text.T("<b>По общини</b>, изпратили от всички НПО", "<b>By municipality</b>, sent of all NGOs")}
	for _, town := range all.SentByTown(g.p) {
		if len(town.All) > 0 {
			lines = append(lines, text.T("%s: %d от %d %s", "%s: %d of %d %s").With(town.Name, len(town.Sent), len(town.All), blocks(len(town.Sent), len(town.All))))
		}
	}
	return text.Join("\n", lines...)
}

// lastDays are the responses over the last days.
func (g *group) lastDays(all programme.Counts) text.Phrase {
	on := map[string]int{}
	for _, day := range all.SentOverTime(g.p) {
		on[day.Day.Format("2006-01-02")] = len(day.Sent)
	}
	lines := []text.Phrase{text.T("<b>Изпратени през последните %s</b>", "<b>Sent in the last %s</b>").With(text.Days(daysBehind))}
	most := 0
	for back := daysBehind - 1; back >= 0; back-- {
		day := g.local(g.At).AddDate(0, 0, -back)
		n := on[day.Format("2006-01-02")]
		most = max(most, n)
		if n > 0 {
			lines = append(lines, text.T("%s: %d %s", "%s: %d %s").With(text.ShortDay(day), n, strings.Repeat("▓", min(n, 2*barLength))))
		}
	}
	if most == 0 {
		return text.T("През последните %s няма изпратени.", "None were sent in the last %s.").With(text.Days(daysBehind))
	}
	return text.Join("\n", lines...)
}

// rankedNeeds are what organisations need most.
func (g *group) rankedNeeds(all programme.Counts) text.Phrase {
	r, ok := programme.NeedsResult(g.tx, g.p, all)
	if !ok || len(r.Answered) == 0 {
		return text.Phrase{}
	}
	lines := []text.Phrase{text.T("<b>Най-търсено</b> от отговорилите", "<b>Most wanted</b> by those who answered")}
	for i, t := range r.Ranked() {
		if i == needsShown || len(t.Of) == 0 {
			break
		}
		lines = append(lines, text.T("%d. %s – %d от %d", "%d. %s – %d of %d").With(i+1, text.Clip(t.Choice.Label.In(language), choiceShown), len(t.Of), len(r.Answered)))
	}
	return text.Join("\n", lines...)
}

// blocks is a bar without its number: „▓▓▓▓▓░░░░░“.
func blocks(n, of int) string {
	full := min(barLength, n*barLength/max(1, of))
	return strings.Repeat("▓", full) + strings.Repeat("░", barLength-full)
}

// toSurvey leads back to the card.
func toSurvey() flows.Tap {
	return tap(text.T("‹ Към проучването", "‹ To the survey"), verbSurvey)
}

// pageTaps turn pages by a verb that takes the page.
func pageTaps(v view, verb string, refs ...string) []flows.Tap {
	return v.taps(func(label text.Phrase, page int) flows.Tap {
		return tap(label, verb, append(append([]string{}, refs...), strconv.Itoa(page))...)
	})
}

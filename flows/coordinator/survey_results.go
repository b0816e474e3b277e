package coordinator

import (
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// choiceShown is how much of a choice's words a list of results shows, in characters.
const choiceShown = 80

// turnResults shows the results of one question in place.
func (g *group) turnResults(refs []string) {
	page, _ := strconv.Atoi(refs[0])
	organisations := programme.Count(g.tx, g.p)
	all := programme.SurveyResults(g.tx, g.p, organisations)
	if len(all) == 0 {
		g.toast(text.T("В проучването няма въпроси.", "The survey has no questions."))
		return
	}
	v := viewOf(len(all), 1, page)
	r := all[v.page]
	buttons := [][]flows.Tap{pageTaps(v, verbResults)}
	if programme.Charted(r.Question.Kind) && len(r.Answered) > 0 {
		buttons = append(buttons, []flows.Tap{chartTap(text.T("Графика", "Chart"), programme.FigureQuestion, r.Question.Code)})
	}
	if n := len(programme.TextsOf(organisations, r.Question)); n > 0 {
		buttons = append(buttons, []flows.Tap{tap(text.T("Свободни текстове: %d", "Free texts: %d").With(n), verbTextsOf, r.Question.Code)})
	}
	g.change(flows.Screen{
		Text:    text.Join("\n\n", text.T("<i>Въпрос %d от %d</i>", "<i>Question %d of %d</i>").With(v.page+1, v.pages), g.resultText(r)),
		Buttons: append(buttons, []flows.Tap{toSurvey(), tap(text.T("Обнови", "Refresh"), verbResults, strconv.Itoa(v.page))}),
	})
}

// resultText is how a question was answered: who answered of how many, what, and who
// passed over it and how.
func (g *group) resultText(r programme.Result) text.Phrase {
	title := text.T("<b>%s</b>", "<b>%s</b>").With(r.Question.Text)
	if r.Gone {
		title = text.T("%s (вече не се пита)", "%s (no longer asked)").With(title)
	}
	answered := text.T("Отговорили: %d от %s", "Answered: %d of %s").With(len(r.Answered), text.Organisations(len(r.Sent)))
	if n := len(r.Accepted); n > 0 {
		answered = text.T("%s (изпратени: %d, приети от координатор: %d)", "%s (sent: %d, accepted by a coordinator: %d)").With(answered, len(r.Sent)-n, n)
	}
	parts := []text.Phrase{text.Join("\n", title, answered), g.numbersText(r), g.talliesText(r), g.passedText(r)}
	if n := len(r.Attached); n > 0 {
		parts = append(parts, text.T("С глас или снимка, които чакат да бъдат записани: %d", "With voice or photo that wait to be written down: %d").With(n))
	}
	return text.Join("\n\n", parts...)
}

// talliesText is what was chosen, in the order of the question, with a bar each; a
// choice among several can be of more than one organisation, so percents are of those
// that answered.
func (g *group) talliesText(r programme.Result) text.Phrase {
	if len(r.Answered) == 0 {
		return text.Phrase{}
	}
	var lines []text.Phrase
	for _, t := range r.Tallies {
		lines = append(lines, text.Join("\n",
			text.T("%s – %d от %d", "%s – %d of %d").With(text.Clip(t.Choice.Label.In(language), choiceShown), len(t.Of), len(r.Answered)),
			share(len(t.Of), len(r.Answered))))
	}
	return text.Join("\n", lines...)
}

// share is a bar as „▓▓▓░░░░░░░ 36 %“: rounded, so that charts of the same answers say
// the same.
func share(n, of int) text.Phrase {
	b := programme.FigureBar{N: n, Of: of}
	full := n * barLength / of
	return text.T("%s %d %%", "%s %d%%").With(strings.Repeat("▓", full)+strings.Repeat("░", barLength-full), b.Percent())
}

// numbersText are mean, middle and ends of what was said as a number.
func (g *group) numbersText(r programme.Result) text.Phrase {
	if len(r.Numbers) == 0 {
		return text.Phrase{}
	}
	say := func(n float64) text.Localised { return programme.AmountWords(r.Question, n) }
	lines := []text.Phrase{text.T("Средно: <b>%s</b>, от %s", "Mean: <b>%s</b>, of %s").With(say(r.Mean()), text.Answers(len(r.Numbers)))}
	if r.Question.Kind != flows.Scale {
		lines = append(lines, text.T("Половината са до %s. Най-малко %s, най-много %s, общо %s.", "Half are up to %s. At least %s, at most %s, %s in all.").
			With(say(r.Median()), say(r.Least()), say(r.Most()), say(r.Sum())))
	}
	return text.Join("\n", lines...)
}

// passedText tells apart those who passed over the question, and those who were not
// asked it.
func (g *group) passedText(r programme.Result) text.Phrase {
	var lines []text.Phrase
	passed := 0
	for _, t := range r.Passed {
		passed += len(t.Of)
		lines = append(lines, text.T("%s: %d", "%s: %d").With(noneTitle(flows.None(t.Choice.Code)), len(t.Of)))
	}
	if left := len(r.Sent) - len(r.Answered) - passed; left > 0 {
		lines = append(lines, text.T("Без отговор, защото не са били питани: %d", "No answer, since they were not asked: %d").With(left))
	}
	return text.Join("\n", lines...)
}

func noneTitle(none flows.None) text.Phrase {
	switch none {
	case flows.DontKnow:
		return text.T("„Не знам“", "“Don’t know”")
	case flows.Refusal:
		return text.T("„Отказвам да отговоря“", "“Decline to answer”")
	case flows.SkippedIt, flows.Erasure:
	}
	return text.T("„Пропусни“", "“Skip”")
}

package coordinator

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// verbRatings shows what people thought of an event; it names the event.
const verbRatings = "ratings"

// opinionsShown is how many answers in words one question shows, the newest;
// opinionLength, how much of each.
const (
	opinionsShown = 5
	opinionLength = 200
)

// hasRatings reports whether anybody has said anything of the event.
func (g *group) hasRatings(e programme.Event) bool {
	before, after, _ := programme.Answered(g.tx, e.Code)
	return before+after > 0
}

// ratings shows what people thought of the event, in place: without names.
func (g *group) ratings(refs []string) {
	e, ok := g.eventIn(refs)
	if !ok {
		return
	}
	before, after, present := programme.Answered(g.tx, e.Code)
	lines := []text.Phrase{
		text.T("<b>%s</b> · оценки и мнения", "<b>%s</b> · ratings and opinions").With(e.Title),
		text.T("Отговорили след събитието: %d от %d присъствали.", "Have answered after the event: %d of %d who were there.").With(after, present),
	}
	if rated := programme.Compare(g.tx, g.p, e); len(rated) > 0 {
		lines = append(lines, text.T("Отговорили преди него: %d.", "Have answered before it: %d.").With(before),
			text.T("\n<b>Преди и след</b> (само които са отговорили и двата пъти)", "\n<b>Before and after</b> (only who has answered both times)"))
		for _, r := range rated {
			lines = append(lines, comparison(r))
		}
	}
	var among []flows.PersonID
	for _, o := range programme.Opinions(g.tx, g.p, e) {
		lines = append(lines, text.T("\n<b>%s</b>", "\n<b>%s</b>").With(o.Question.Text))
		lines = append(lines, opinion(o)...)
		for _, a := range o.Answers {
			among = append(among, a.By)
		}
	}
	var chart []flows.Tap
	if len(g.p.FormBefore(e).Questions) > 0 {
		chart = []flows.Tap{chartTap(text.T("Графика „Преди и след“", "Chart “Before and after”"), programme.FigureRated, e.Code)}
	}
	g.change(flows.Screen{
		Text: fitting(lines), Among: known(among),
		Buttons: [][]flows.Tap{chart, {tap(text.T("‹ Към събитието", "‹ To the event"), verbEvent, e.Code), tap(text.T("Обнови", "Refresh"), verbRatings, e.Code)}},
	})
}

// fitting is as many of the lines as one message holds.
func fitting(lines []text.Phrase) text.Phrase {
	for n := len(lines); n > 0; n-- {
		if p := text.Join("\n", lines[:n]...); text.Length(p.HTML(language)) <= textLimit {
			return p
		}
	}
	return text.Phrase{}
}

// comparison is one self-rating before and after.
func comparison(r programme.Rated) text.Phrase {
	if r.Pairs == 0 {
		return text.T("• %s – още няма двойки отговори", "• %s – no pairs of answers yet").With(r.Question.Text)
	}
	return text.T("• %s – %s → <b>%s</b> (%s, по-високо: %d)", "• %s – %s → <b>%s</b> (%s, higher: %d)").
		With(r.Question.Text, text.Number(r.Before), text.Number(r.After), text.Count(r.Pairs, "двойка", "двойки", "pair", "pairs"), r.Better)
}

// opinion is how a question of the feedback was answered: the mean, how often each
// choice, or the newest words.
func opinion(o programme.Opinion) []text.Phrase {
	q := o.Question
	switch q.Kind {
	case flows.Scale, flows.NumberKind:
		return []text.Phrase{text.T("средно %s (%s)", "mean %s (%s)").With(text.Number(o.Mean), text.Answers(len(o.Answers)))}
	case flows.One, flows.Several:
		var out []text.Phrase
		for _, c := range q.Choices {
			n := 0
			for _, a := range o.Answers {
				for _, code := range a.Value.Choices {
					if code == c.Code {
						n++
					}
				}
			}
			out = append(out, text.T("%s: %d", "%s: %d").With(c.Label, n))
		}
		return out
	}
	out := []text.Phrase{text.T("%s", "%s").With(text.Answers(len(o.Answers)))}
	for _, a := range o.Answers[max(0, len(o.Answers)-opinionsShown):] {
		if words := q.Words(a.Value, language); words != "" {
			out = append(out, text.T("• <i>%s</i>", "• <i>%s</i>").With(text.Clip(words, opinionLength)))
		}
	}
	return out
}

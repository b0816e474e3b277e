package programme

import (
	"math"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// needsFigure is the question of the needs, what was chosen most often first.
func needsFigure(p *Programme, r Result) Figure {
	f := questionFigure(p, r)
	f.Kind, f.Above = FigureNeeds, text.T("Нуждите по ред", "The needs, ranked")
	if len(f.Bars) > 0 {
		f.Bars = append(choiceBars(r, r.Ranked()), passedBars(r)...)
	}
	return f
}

// questionFigure is how one question of the survey was answered.
func questionFigure(p *Programme, r Result) Figure {
	f := Figure{Kind: FigureQuestion, Above: aboveSurvey, Title: text.T("%s", "%s").With(r.Question.Text)}
	if section := sectionOf(p, r.Question.Code); !section.Empty() {
		f.Above = text.T("%s · %s", "%s · %s").With(f.Above, section)
	}
	if len(r.Answered)+len(r.Passed) == 0 {
		f.Empty = text.T("На този въпрос още никой не е отговорил.", "Nobody has answered this question yet.")
		return f
	}
	f.Notes = []text.Phrase{answeredOf(r)}
	switch r.Question.Kind {
	case flows.Scale:
		f.Notes = append(f.Notes, middles(r))
		f.Mean, f.Low, f.High = r.Mean(), r.Question.Low, r.Question.High
		if q := r.Question; q.Min != nil && q.Max != nil && len(r.Numbers) > 0 {
			f.Marks, f.Least, f.Most = choiceBars(r, r.Tallies), *q.Min, *q.Max
		}
		f.Notes = append(f.Notes, passedWords(r))
		if len(f.Marks) == 0 {
			f.Empty = text.T("Още никой не е дал оценка.", "Nobody has given a mark yet.")
		}
	case flows.NumberKind, flows.Money:
		f.Notes = append(f.Notes, middles(r))
		for _, one := range r.Ranges() {
			f.Bars = append(f.Bars, FigureBar{Label: rangeWords(r.Question, one), N: len(one.Of), Of: len(r.Answered), Share: true})
		}
		f.Bars = append(f.Bars, passedBars(r)...)
	default:
		f.Bars = append(choiceBars(r, r.Tallies), passedBars(r)...)
	}
	return f
}

// sectionOf is the heading of the part of the survey to which the question belongs.
func sectionOf(p *Programme, code string) (section text.Pair) {
	for _, q := range p.Survey.Questions {
		if !q.Section.Empty() {
			section = q.Section
		}
		if q.Code == code {
			return section
		}
	}
	return text.Pair{}
}

// answeredOf says of how many organisations the numbers are.
func answeredOf(r Result) text.Phrase {
	said := text.T("Отговорили: %d от %s, изпратили проучването.", "Answered by %d of %s that have sent the survey.").With(len(r.Answered), text.Organisations(len(r.Sent)))
	if n := len(r.Accepted); n > 0 {
		said = text.T("Отговорили: %d от %s (изпратили са %d, от %d е прието и неизпратено).", "Answered by %d of %s (%d have sent the survey, of %d it was accepted without that).").
			With(len(r.Answered), text.Organisations(len(r.Sent)), len(r.Sent)-n, n)
	}
	if r.Question.Kind == flows.Several {
		said = text.T("%s Може повече от един отговор.", "%s More than one answer is possible.").With(said)
	}
	if len(r.Question.When) > 0 {
		said = text.T("%s Въпросът не се задава на всички.", "%s Not everybody is asked this.").With(said)
	}
	if n := len(r.Attached); n > 0 {
		said = text.T("%s От тях с глас или снимка: %d.", "%s By voice or photo: %d.").With(said, n)
	}
	return said
}

// middles are mean and median, of numbers also the ends.
func middles(r Result) text.Phrase {
	if len(r.Numbers) == 0 {
		return text.Phrase{}
	}
	say := func(n float64) text.Localised { return AmountWords(r.Question, n) }
	if r.Question.Kind == flows.Scale {
		return text.T("Средно %s; медиана %s.", "Mean %s; median %s.").With(say(r.Mean()), say(r.Median()))
	}
	return text.T("Средно %s; медиана %s; най-малко %s; най-много %s; общо %s.", "Mean %s; median %s; least %s; most %s; in all %s.").
		With(say(r.Mean()), say(r.Median()), say(r.Least()), say(r.Most()), say(r.Sum()))
}

// AmountWords is a number as the question's answers are written: money in euro.
func AmountWords(q flows.Question, n float64) text.Localised {
	if q.Kind == flows.Money {
		return text.Euro(int64(math.Round(n * 100)))
	}
	return text.Number(n)
}

func choiceBars(r Result, tallies []Tally) []FigureBar {
	var out []FigureBar
	for _, t := range tallies {
		out = append(out, FigureBar{Label: t.Choice.Label, N: len(t.Of), Of: len(r.Answered), Share: true})
	}
	return out
}

// passedWords say the same in a line.
func passedWords(r Result) text.Phrase {
	var parts []text.Phrase
	for _, t := range r.Passed {
		parts = append(parts, text.T("%s – %d", "%s – %d").With(t.Choice.Label, len(t.Of)))
	}
	if len(parts) == 0 {
		return text.Phrase{}
	}
	return text.T("Без оценка: %s.", "Without a mark: %s.").With(text.Join(", ", parts...))
}

func passedBars(r Result) []FigureBar {
	var out []FigureBar
	for _, t := range r.Passed {
		out = append(out, FigureBar{Label: t.Choice.Label, N: len(t.Of), Of: len(r.Sent), Aside: true})
	}
	return out
}

// rangeWords are the ends of a range: „5–9“, „1000–1999 €“.
func rangeWords(q flows.Question, r Range) text.Localised {
	say := func(n float64) text.Localised { return AmountWords(q, n) }
	switch {
	case r.Below():
		return phrase(text.T("под %s", "below %s").With(say(0)))
	case r.To-r.From <= 1:
		return say(r.From)
	}
	return text.Pair{BG: text.Number(r.From).In(text.Bulgarian) + "–" + say(r.To-1).In(text.Bulgarian), EN: say(r.From).In(text.English) + "–" + say(r.To-1).In(text.English)}
}

// phrase is a phrase as words.
func phrase(p text.Phrase) text.Localised {
	return text.Pair{BG: p.Plain(text.Bulgarian), EN: p.Plain(text.English)}
}

package programme

import (
	"math"
	"slices"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// FigureKind is what a figure is of.
type FigureKind string

const (
	FigureNeeds    FigureKind = "needs"    // what the organisations need most, ranked
	FigureTowns    FigureKind = "towns"    // surveys sent, by municipality
	FigureTime     FigureKind = "time"     // surveys sent, over time
	FigureQuestion FigureKind = "question" // one question of the survey, by its code
	FigureRated    FigureKind = "rated"    // self-ratings before and after a training, by its code
)

// Figure is what one chart shows: numbers with their words, for the picture and for the
// caption below it. There are Bars, Marks, Days or Pairs, or else Empty.
type Figure struct {
	Kind  FigureKind
	Above text.Phrase   // a few words on what it belongs to
	Title text.Phrase   //
	Notes []text.Phrase // of how many, mean and median
	Empty text.Phrase   // why there is nothing to show

	Bars          []FigureBar // in their order
	Done, Missing text.Phrase // what N and the rest of Of are called, where bars show both
	Marks         []FigureBar // of a scale, the lowest first
	Mean          float64     // of Marks
	Least         float64     // the lowest mark
	Most          float64
	Low           text.Pair // what the ends of Marks mean; may be empty
	High          text.Pair
	Days          []SentOn // the first one first
	Until         time.Time
	Goal          int // of Days; 0: nothing was promised
	Pairs         []FigurePair
}

// FigureBar is a number with what was counted.
type FigureBar struct {
	Label text.Localised
	N     int
	Of    int  // of how many; 0: that is not known
	Share bool // Of is the same for all and N is shown as a part of it, in percent
	Aside bool // no answer to the question: it was passed over
}

// Percent is N as a part of Of, rounded; 0 of nothing.
func (b FigureBar) Percent() int {
	if b.Of == 0 {
		return 0
	}
	return int(math.Round(100 * float64(b.N) / float64(b.Of)))
}

// FigurePair is a question that was asked before and after. Of fewer people than may be
// told there are no means.
type FigurePair struct {
	Label         text.Localised
	People        int
	Before, After float64
	Least, Most   float64 // of the scale
	Better        int     // of People
}

// Hidden reports whether the means would tell of too few people.
func (p FigurePair) Hidden() bool { return Few(p.People) }

// FigureOf makes a figure of the records as they stand now; false: there is no such thing
// any more.
func FigureOf(tx *Tx, p *Programme, now time.Time, kind FigureKind, ref string) (Figure, bool) {
	if !HasFigure(tx, p, kind, ref) {
		return Figure{}, false
	}
	switch kind {
	case FigureNeeds:
		r, ok := NeedsResult(tx, p, Count(tx, p))
		return needsFigure(p, r), ok
	case FigureTowns:
		return townsFigure(tx, p), true
	case FigureTime:
		return timeFigure(tx, p, now), true
	case FigureQuestion:
		r, ok := ResultOf(tx, p, Count(tx, p), ref)
		return questionFigure(p, r), ok
	case FigureRated:
		e, ok := tx.Events.Get(ref)
		return ratedFigure(tx, p, e), ok
	}
	return Figure{}, false
}

// HasFigure reports whether there is something that the figure could be of.
func HasFigure(tx *Tx, p *Programme, kind FigureKind, ref string) bool {
	switch kind {
	case FigureNeeds:
		_, ok := NeedsQuestion(p)
		return ok
	case FigureTowns, FigureTime:
		return true
	case FigureQuestion:
		if q, ok := p.Survey.Question(ref); ok {
			return Charted(q.Kind)
		}
		w, ok := tx.Wordings.Get(WordingKey{Form: p.Survey.Name, Question: ref})
		return ok && Charted(w.Kind)
	case FigureRated:
		e, ok := tx.Events.Get(ref)
		return ok && e.Kind == Training
	}
	return false
}

// Charted reports whether the answers to a question of the kind can be counted, so that
// there is a figure of them.
func Charted(kind flows.Kind) bool {
	return slices.Contains([]flows.Kind{flows.One, flows.Several, flows.Municipality, flows.Scale, flows.NumberKind, flows.Money}, kind)
}

var aboveSurvey = text.T("Проучване", "Survey")

// townsFigure is how many NGOs of each municipality have sent the survey.
func townsFigure(tx *Tx, p *Programme) Figure {
	f := Figure{Kind: FigureTowns, Above: aboveSurvey, Done: text.T("изпратили", "sent"), Missing: text.T("още не", "not yet"), Title: text.T("Изпратени проучвания по общини", "Surveys sent, by municipality")}
	sent, all := 0, 0
	for _, town := range Count(tx, p).SentByTown(p) {
		f.Bars = append(f.Bars, FigureBar{Label: town.Name, N: len(town.Sent), Of: len(town.All)})
		sent, all = sent+len(town.Sent), all+len(town.All)
	}
	f.Notes = []text.Phrase{text.T("Изпратили: %d от %d НПО.", "Sent by %d of %d NGOs.").With(sent, all)}
	if all == 0 {
		f.Bars, f.Notes, f.Empty = nil, nil, text.T("В списъка още няма НПО.", "There is no NGO on the list yet.")
	}
	return f
}

// timeFigure is how the surveys came in.
func timeFigure(tx *Tx, p *Programme, now time.Time) Figure {
	f := Figure{Kind: FigureTime, Above: aboveSurvey, Title: text.T("Изпратени проучвания ден по ден", "Surveys sent, day by day"), Days: Count(tx, p).SentOverTime(p), Goal: p.Targets.Surveyed}
	f.Until = dayOf(now, p.Location)
	if closes := SurveyForm(tx, p).Closes; !closes.IsZero() && closes.Before(now) {
		f.Until = dayOf(closes.Add(-time.Second), p.Location)
	}
	if len(f.Days) == 0 {
		f.Empty = text.T("Още никой не е изпратил проучването.", "Nobody has sent the survey yet.")
		return f
	}
	last := f.Days[len(f.Days)-1]
	if last.Day.After(f.Until) {
		f.Until = last.Day
	}
	f.Notes = []text.Phrase{text.T("Изпратили: %s.", "Sent by %s.").With(text.Organisations(last.Total))}
	if f.Goal > 0 {
		f.Notes[0] = text.T("%s Целта е %d.", "%s The target is %d.").With(f.Notes[0], f.Goal)
	}
	return f
}

// ratedFigure is how people rated themselves before and after a training. It counts
// people, and may be shown outside the Club.
func ratedFigure(tx *Tx, p *Programme, e Event) Figure {
	f := Figure{Kind: FigureRated, Above: text.T("Преди и след обучението", "Before and after the training"), Title: text.T("%s", "%s").With(e.Title)}
	answered := false
	for _, r := range Compare(tx, p, e) {
		pair := FigurePair{Label: r.Question.Text, People: r.Pairs, Before: r.Before, After: r.After, Better: r.Better}
		if r.Question.Min != nil && r.Question.Max != nil {
			pair.Least, pair.Most = *r.Question.Min, *r.Question.Max
		}
		if pair.Hidden() {
			pair.Before, pair.After = 0, 0
		}
		answered = answered || r.Pairs > 0
		f.Pairs = append(f.Pairs, pair)
	}
	switch {
	case len(f.Pairs) == 0:
		f.Empty = text.T("За обучението няма въпроси преди и след него.", "The training has no questions before and after it.")
	case !answered:
		f.Pairs, f.Empty = nil, text.T("Още никой не е отговорил и преди, и след обучението.", "Nobody has answered both before and after the training yet.")
	default:
		f.Notes = []text.Phrase{text.T("Средна оценка на хората, отговорили и двата пъти.", "Mean mark of the people who have answered both times.")}
		if first := f.Pairs[0]; first.Most > 0 && !slices.ContainsFunc(f.Pairs, func(p FigurePair) bool { return p.Least != first.Least || p.Most != first.Most }) {
			f.Notes[0] = text.T("Средна оценка от %s до %s на хората, отговорили и двата пъти.", "Mean mark from %s to %s of the people who have answered both times.").
				With(text.Number(first.Least), text.Number(first.Most))
		}
	}
	return f
}

// Who says of how many people the means are, and how many rate themselves higher than
// before.
func (p FigurePair) Who() text.Phrase {
	switch {
	case p.People == 0:
		return text.T("още никой не е отговорил и двата пъти", "nobody has answered both times yet")
	case p.Hidden():
		return text.T("отговорили и двата пъти: %s – твърде малко, за да се покаже оценката", "answered both times: %s – too few for the mark to be shown").With(Masked(p.People))
	}
	return text.T("отговорили и двата пъти: %s, с по-висока оценка след това: %s", "answered both times: %s, higher mark afterwards: %s").With(Masked(p.People), Masked(p.Better))
}

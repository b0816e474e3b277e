package programme

import (
	"cmp"
	"slices"
	"strconv"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// IsCounted is an NGO whose answers are in the results: one that has sent the survey, or
// whose response a coordinator accepted as it is. A condition of Where.
func IsCounted(s State) bool { return IsNGO(s) && (s.Stage == Sent || s.Stage == Accepted) }

// Result is how one question of the survey was answered. Every number that is shown of
// it is the length of such a list, so that it can be opened.
type Result struct {
	Question flows.Question
	Gone     bool           // the configuration no longer asks it
	Sent     []Organisation // whose answers are counted, see IsCounted, whether they were asked this or not
	Accepted []Organisation // … of them: that have not sent the survey themselves
	Answered []Organisation // with something, be it only a voice message
	Passed   []Tally        // over: „не знам“, a refusal, skipped; only those that somebody chose
	Tallies  []Tally        // by choice, or by the marks of a scale, in their order; those without an answer, too
	Numbers  []Numbered     // what was said of a scale, a number or money, the smallest first
	Attached []Organisation // … of Answered: with a voice message or photo that waits to be written down
}

// Tally is one possible answer and who has given it. None has the codes „skipped“,
// „unknown“ and „refused“ as its choice.
type Tally struct {
	Choice flows.Choice
	Of     []Organisation
}

// Numbered is a number that an organisation has answered: of money in euro.
type Numbered struct {
	Number float64
	Of     Organisation
}

// SurveyResults are the results of all questions of the survey, those that are no longer
// asked last. all are the organisations as Count finds them: what shows several numbers
// looks through the records once.
func SurveyResults(tx *Tx, p *Programme, all Counts) []Result {
	all = all.Where(IsCounted)
	var out []Result
	for _, q := range answeredIn(tx, p.Survey) {
		out = append(out, resultOf(all, q))
	}
	return out
}

// ResultOf is that of one question, by its code; false: there is no such question.
func ResultOf(tx *Tx, p *Programme, all Counts, code string) (Result, bool) {
	for _, q := range answeredIn(tx, p.Survey) {
		if q.Code == code {
			return resultOf(all.Where(IsCounted), q), true
		}
	}
	return Result{}, false
}

// NeedsQuestion is the question from which the ideas' needs are taken; false: the
// configuration names none, or asks it no longer.
func NeedsQuestion(p *Programme) (*flows.Question, bool) { return p.Survey.Question(p.Matrix.Needs) }

// NeedsResult is the result of the question from which the ideas' needs are taken; false:
// the configuration names none.
func NeedsResult(tx *Tx, p *Programme, all Counts) (Result, bool) {
	if p.Matrix.Needs == "" {
		return Result{}, false
	}
	return ResultOf(tx, p, all, p.Matrix.Needs)
}

func resultOf(all Counts, q queried) Result {
	r := Result{Question: q.Question, Gone: q.gone, Tallies: emptyTallies(q.Question)}
	passed := []Tally{passedOver(flows.DontKnow), passedOver(flows.Refusal), passedOver(flows.SkippedIt)}
	for _, one := range all {
		o, a := one.Organisation, one.Response.Answers[q.Code]
		r.Sent = append(r.Sent, o)
		if one.Response.Sent.IsZero() {
			r.Accepted = append(r.Accepted, o)
		}
		if !a.Counts() || a.Value.Empty() && len(a.Attach) == 0 {
			continue
		}
		if a.Value.None != "" {
			addTo(passed, string(a.Value.None), o)
			continue
		}
		r.Answered = append(r.Answered, o)
		if len(a.Unwritten()) > 0 {
			r.Attached = append(r.Attached, o)
		}
		for _, code := range a.Value.Choices {
			r.Tallies = tallied(r.Tallies, code, o)
		}
		if n, ok := numberIn(a.Value); ok {
			r.Numbers = append(r.Numbers, Numbered{n, o})
			if q.Kind == flows.Scale && !addTo(r.Tallies, markCode(n), o) { // the scale was another one once
				r.Tallies = append(r.Tallies, Tally{Choice: mark(n), Of: []Organisation{o}})
			}
		}
	}
	r.Passed = slices.DeleteFunc(passed, func(t Tally) bool { return len(t.Of) == 0 })
	if q.Kind != flows.Scale { // of choices that are gone only those are shown that somebody has made
		kept := r.Tallies[:q.offered]
		for _, t := range r.Tallies[q.offered:] {
			if len(t.Of) > 0 {
				kept = append(kept, t)
			}
		}
		r.Tallies = kept
	}
	slices.SortStableFunc(r.Numbers, func(a, b Numbered) int { return cmp.Compare(a.Number, b.Number) })
	return r
}

// emptyTallies has one for each mark of a scale, otherwise for each choice that the
// question offers or once offered.
func emptyTallies(q flows.Question) []Tally {
	var out []Tally
	if q.Kind == flows.Scale && q.Min != nil && q.Max != nil {
		for n := *q.Min; n <= *q.Max; n++ {
			out = append(out, Tally{Choice: mark(n)})
		}
		return out
	}
	for _, c := range q.Choices {
		out = append(out, Tally{Choice: c})
	}
	return out
}

// tallied adds the organisation to the choice, of which the words may be lost.
func tallied(all []Tally, code string, o Organisation) []Tally {
	if !addTo(all, code, o) {
		all = append(all, Tally{Choice: flows.Choice{Code: code, Label: text.Pair{BG: code}}, Of: []Organisation{o}})
	}
	return all
}

func addTo(all []Tally, code string, o Organisation) bool {
	i := slices.IndexFunc(all, func(t Tally) bool { return t.Choice.Code == code })
	if i >= 0 {
		all[i].Of = append(all[i].Of, o)
	}
	return i >= 0
}

func mark(n float64) flows.Choice {
	return flows.Choice{Code: markCode(n), Label: text.Pair{BG: text.Number(n).In(text.Bulgarian), EN: text.Number(n).In(text.English)}}
}

func markCode(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

func passedOver(none flows.None) Tally {
	q := flows.Question{}
	words := func(l text.Language) string { return q.Words(flows.Value{None: none}, l) }
	return Tally{Choice: flows.Choice{Code: string(none), Label: text.Pair{BG: words(text.Bulgarian), EN: words(text.English)}}}
}

// numberIn is the number that was said, of money in euro.
func numberIn(v flows.Value) (float64, bool) {
	switch {
	case v.Number != nil:
		return *v.Number, true
	case v.Cents != nil:
		return float64(*v.Cents) / 100, true
	}
	return 0, false
}

// Ranked are the tallies, what was chosen most often first.
func (r Result) Ranked() []Tally {
	out := slices.Clone(r.Tallies)
	slices.SortStableFunc(out, func(a, b Tally) int { return len(b.Of) - len(a.Of) })
	return out
}

// Mean of the numbers; 0 without any.
func (r Result) Mean() float64 {
	if len(r.Numbers) == 0 {
		return 0
	}
	return r.Sum() / float64(len(r.Numbers))
}

// Sum of the numbers.
func (r Result) Sum() float64 {
	sum := 0.0
	for _, n := range r.Numbers {
		sum += n.Number
	}
	return sum
}

// Median is the number in the middle, or the mean of the two that stand there; 0 without
// any.
func (r Result) Median() float64 {
	n := len(r.Numbers)
	if n == 0 {
		return 0
	}
	return (r.Numbers[(n-1)/2].Number + r.Numbers[n/2].Number) / 2
}

// Least is the smallest of the numbers; 0 without any.
func (r Result) Least() float64 { return r.end(0) }

// Most is the largest of the numbers; 0 without any.
func (r Result) Most() float64 { return r.end(len(r.Numbers) - 1) }

func (r Result) end(i int) float64 {
	if len(r.Numbers) == 0 {
		return 0
	}
	return r.Numbers[i].Number
}

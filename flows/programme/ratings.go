package programme

import (
	"partnerbot/flows"
	"partnerbot/flows/text"
)

// BeforeForm is the self-rating before a training; AfterForm the feedback after an
// event, with the same self-rating where it was a training.
const (
	BeforeForm = "before"
	AfterForm  = "after"
)

var (
	titleBefore = text.Pair{BG: "Преди обучението", EN: "Before the training"}
	introBefore = text.Pair{
		BG: "Няколко кратки въпроса за това колко уверени се чувствате сега. Същите ще зададем и след обучението: така виждаме дали е помогнало.",
		EN: "A few short questions about how confident you feel now. We will ask the same after the training, to see whether it has helped.",
	}
	titleAfter = text.Pair{BG: "Вашето мнение", EN: "Your opinion"}
)

// FormBefore is what is asked before the event; without questions where there is
// nothing.
func (p *Programme) FormBefore(e Event) flows.Form {
	f := flows.Form{Name: BeforeForm, Title: titleBefore, Intro: introBefore, Brief: true}
	if e.Kind == Training {
		f.Questions = p.Rating
	}
	return f
}

// FormAfter is what is asked after the event; without questions where there is nothing.
// Nobody rates a colleague: the ratings are asked of who was there themselves.
func (p *Programme) FormAfter(e Event, themselves bool) flows.Form {
	f := p.Feedback
	f.Name = AfterForm
	if f.Title.Empty() {
		f.Title = titleAfter
	}
	if e.Kind == Training && themselves {
		f.Questions = append(append([]flows.Question(nil), p.Rating...), p.Feedback.Questions...)
	}
	return f
}

// Forms are all forms of the configuration, each with all its questions, so that answers
// stay readable when the configuration no longer asks them.
func (p *Programme) Forms() []flows.Form {
	training := Event{Plan: Plan{Kind: Training}}
	return []flows.Form{p.Survey, p.Needs, p.FormBefore(training), p.FormAfter(training, true), p.Matrix.Form}
}

// Rated is how one question was answered before and after, by those who answered both
// times: their numbers can be compared.
type Rated struct {
	Question      flows.Question
	Pairs         int
	Before, After float64 // means over the pairs
	Better        int     // of the pairs: rate themselves higher than before
}

// Compare puts the self-ratings of an event side by side.
func Compare(tx *Tx, p *Programme, e Event) []Rated {
	var out []Rated
	for _, q := range p.FormBefore(e).Questions {
		r := Rated{Question: q}
		for _, reg := range tx.Registrations.OfEvent(e.Code) {
			before, ok := rating(reg.Before[q.Code])
			after, also := rating(reg.After[q.Code])
			if !ok || !also {
				continue
			}
			r.Pairs++
			r.Before += before
			r.After += after
			if after > before {
				r.Better++
			}
		}
		if r.Pairs > 0 {
			r.Before /= float64(r.Pairs)
			r.After /= float64(r.Pairs)
		}
		out = append(out, r)
	}
	return out
}

func rating(a flows.Answer) (float64, bool) {
	if !a.Counts() || a.Value.Number == nil {
		return 0, false
	}
	return *a.Value.Number, true
}

// Opinion is how one question was answered after an event.
type Opinion struct {
	Question flows.Question
	Answers  []flows.Answer // that count and are not passed over, in the order of registrations
	Mean     float64        // of those that are numbers
}

// Opinions are the answers to the feedback, by question.
func Opinions(tx *Tx, p *Programme, e Event) []Opinion {
	var out []Opinion
	for _, q := range p.Feedback.Questions {
		o := Opinion{Question: q}
		sum, n := 0.0, 0
		for _, reg := range tx.Registrations.OfEvent(e.Code) {
			a := reg.After[q.Code]
			if !a.Counts() || a.Value.None != "" {
				continue
			}
			o.Answers = append(o.Answers, a)
			if v, ok := rating(a); ok {
				sum, n = sum+v, n+1
			}
		}
		if n > 0 {
			o.Mean = sum / float64(n)
		}
		out = append(out, o)
	}
	return out
}

// Answered counts who has filled in the forms of an event: before it, after it, and of
// how many who were there.
func Answered(tx *Tx, code string) (before, after, present int) {
	for _, r := range tx.Registrations.OfEvent(code) {
		if !r.BeforeSent.IsZero() {
			before++
		}
		if !r.AfterSent.IsZero() {
			after++
		}
		if r.OnDoorList() && r.Presence == Present {
			present++
		}
	}
	return before, after, present
}

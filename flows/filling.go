package flows

import (
	"time"

	"partnerbot/flows/text"
)

// Filling is one record that is being filled in with a form: an
// organisation's response, a person's own data. Put stores at once, in the
// transaction of the input.
type Filling interface {
	Form() *Form
	Subject() string                                 // names the record in buttons, at most 13 bytes of a–z and 0–9
	Heading() text.Localised                         // whose it is, for people: the organisation's name
	Answers() map[string]Answer                      // as they stand; not to be changed
	Put(question string, a Answer)                   // stores the answer
	Who(PersonID) string                             // name of who answered, "" when not known
	Proposal(*Question) string                       // a text offered as a button, or ""
	Sent() time.Time                                 // when it was sent, zero when it was not
	Send()                                           // marks it as sent now
	Find(query string) []Option                      // the organisations that a typed name may mean, best first
	Option(ref string) (string, bool)                // the name behind Value.Ref
	Label(question, choice string) (text.Pair, bool) // how a choice was put that the question no longer has
	Keep(Attachment) (FileID, Work, bool)            // remembers a file, with the job that fetches it, if any; false: it is too big for that
	Finish(*Turn)                                    // says what comes after sending, or after a brief form
}

// Option is a record that a typed name may mean.
type Option struct {
	Ref  string
	Name string
	Sure bool // the name is the same but for case, quotes, legal form
}

// asked reports whether the question is asked, given the answers so far.
func asked(q *Question, answers map[string]Answer, form *Form) bool {
	for _, c := range q.When {
		if !c.holds(answers, form) {
			return false
		}
	}
	return true
}

func (c Condition) holds(answers map[string]Answer, form *Form) bool {
	a, ok := answers[c.Question]
	if !ok || !a.Counts() || a.Value.None != "" {
		return false
	}
	if q, ok := form.Question(c.Question); !ok || !asked(q, answers, form) {
		return false
	}
	v := a.Value
	if len(c.Is) > 0 && !overlap(c.Is, v.Choices) {
		return false
	}
	if len(c.Not) > 0 && (len(v.Choices) == 0 || overlap(c.Not, v.Choices)) {
		return false
	}
	if c.AtLeast != nil && (v.Number == nil || *v.Number < *c.AtLeast) {
		return false
	}
	if c.AtMost != nil && (v.Number == nil || *v.Number > *c.AtMost) {
		return false
	}
	return true
}

func overlap(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

// Asked lists the questions that are asked, given the answers so far, in order.
func Asked(f *Form, answers map[string]Answer) []*Question {
	var out []*Question
	for i := range f.Questions {
		if q := &f.Questions[i]; asked(q, answers, f) {
			out = append(out, q)
		}
	}
	return out
}

// Progress is how far a form is filled in: Done of All questions that are
// really asked have an answer.
type Progress struct{ Done, All int }

// ProgressOf counts the answers of the form.
func ProgressOf(f *Form, answers map[string]Answer) Progress {
	var p Progress
	for _, q := range Asked(f, answers) {
		p.All++
		if answers[q.Code].Counts() {
			p.Done++
		}
	}
	return p
}

// open returns the first question without an answer, or nil.
func open(f *Form, answers map[string]Answer) *Question {
	for _, q := range Asked(f, answers) {
		if !answers[q.Code].Counts() {
			return q
		}
	}
	return nil
}

// place returns the question's number, from 1, among those that are asked.
func place(f *Form, answers map[string]Answer, code string) (n, all int) {
	for _, q := range Asked(f, answers) {
		all++
		if q.Code == code {
			n = all
		}
	}
	return n, all
}

// last returns the answer that was given last, by anybody.
func last(answers map[string]Answer) (Answer, bool) {
	var newest Answer
	found := false
	for _, a := range answers {
		if a.Counts() && (!found || a.At.After(newest.At)) {
			newest, found = a, true
		}
	}
	return newest, found
}

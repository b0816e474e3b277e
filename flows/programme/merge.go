package programme

import (
	"maps"
	"slices"

	"partnerbot/flows"
)

// Merged is what became of the answers of somebody who waited for approval.
type Merged struct {
	Answered bool // they had given answers, kept apart or to the organisation that they had proposed
	GaveWay  bool // some of them gave way to what a colleague had answered
	Unsent   bool // they had sent them, and nobody has sent them together with those of the colleague
}

// Merge puts the answers that were kept apart while somebody waited for approval
// together with their organisation's own. Where the organisation has an answer
// that counts, it stays, and the other one goes into its history. What the person
// had sent counts as sent unless a colleague had answered something else: then the
// organisation still has to look through it and send it.
func Merge(tx *Tx, p *Programme, key MembershipKey) (m Merged) {
	from := ResponseKey{Survey: p.Survey.Name, Organisation: key.Organisation, Applicant: key.Person}
	to := ResponseKey{Survey: from.Survey, Organisation: from.Organisation}
	own, begun := tx.Responses.Get(to)
	for _, a := range own.Answers {
		m.Answered = m.Answered || a.Counts() && a.By == key.Person
	}
	apart, ok := tx.Responses.Get(from)
	if !ok {
		return m
	}
	if !begun || apart.Begun.Before(own.Begun) {
		own.Begun = apart.Begun
	}
	answers := maps.Clone(own.Answers)
	if answers == nil {
		answers = map[string]flows.Answer{}
	}
	added := false
	for code, a := range apart.Answers {
		have := answers[code]
		added = added || a.Counts() && !have.Counts()
		m.Answered = m.Answered || a.Counts()
		m.GaveWay = m.GaveWay || a.Counts() && have.Counts() && !a.Value.Same(have.Value)
		answers[code] = together(have, a)
	}
	own.Answers = voidUnasked(tx, &p.Survey, answers)
	switch {
	case !own.Sent.IsZero() && added:
		own.Resent = tx.Now // changed after sending: counts at once
	case !own.Sent.IsZero() || apart.Sent.IsZero():
	case m.GaveWay:
		m.Unsent = true
	default:
		own.Sent, own.SentBy, own.Resent = apart.Sent, apart.SentBy, apart.Resent
	}
	tx.Responses.Put(to, own)
	tx.Responses.Delete(from)
	return m
}

// together is the organisation's own answer with one that was given apart.
func together(own, apart flows.Answer) flows.Answer {
	history := slices.Concat(own.History, apart.History)
	a := own
	switch {
	case apart.Counts() && !own.Counts():
		a = apart
		a.Draft, a.DraftParts = own.Draft, own.DraftParts // what a colleague has ticked so far
		a.Version = own.Version + apart.Version
	case apart.Counts():
		history = append(history, flows.Past{Value: apart.Value, By: apart.By, At: apart.At, Parts: apart.Parts, Typist: apart.Typist})
	case own.Version == 0 && own.Draft == nil:
		a = apart
	}
	slices.SortStableFunc(history, func(x, y flows.Past) int { return x.At.Compare(y.At) })
	a.History, a.Attach = history, slices.Concat(own.Attach, apart.Attach)
	a.Written = slices.Concat(own.Written, apart.Written)
	return a
}

// voidUnasked voids the answers of questions that the others leave without a
// point.
func voidUnasked(tx *Tx, form *flows.Form, answers map[string]flows.Answer) map[string]flows.Answer {
	asked := map[string]bool{}
	for _, q := range flows.Asked(form, answers) {
		asked[q.Code] = true
	}
	for code, a := range answers {
		if _, known := form.Question(code); !known || asked[code] || !a.Counts() {
			continue
		}
		a.History = append(a.History, flows.Past{Value: a.Value, By: a.By, At: a.At, Parts: a.Parts, Typist: a.Typist})
		a.Value, a.Parts, a.Draft, a.DraftParts, a.Void, a.At = flows.Value{}, nil, nil, nil, true, tx.Now
		a.Version++
		answers[code] = a
	}
	return answers
}

package programme

import (
	"cmp"
	"slices"

	"partnerbot/flows"
)

// A voice message or photo that came in place of words waits until a coordinator has
// written it down. The words become the answer's; who answered and who typed are kept
// apart, and the file stays with the answer.

// AwaitsWords is one of them.
type AwaitsWords struct {
	File     flows.FileID
	Kept     File
	Of       Organisation
	Key      ResponseKey // of the survey; zero: of an idea
	Idea     IdeaID
	Question flows.Question
	Answer   flows.Answer
}

// AwaitingWords are all that wait, in the surveys of the organisations and in ideas that
// take changes, the longest waiting first.
func AwaitingWords(tx *Tx, p *Programme, organisations Counts) []AwaitsWords {
	var all []AwaitsWords
	add := func(q flows.Question, a flows.Answer, one AwaitsWords) {
		if !a.Counts() {
			return
		}
		for _, id := range a.Unwritten() {
			one.File, one.Question, one.Answer = id, q, a
			one.Kept, _ = tx.Files.Get(id)
			all = append(all, one)
		}
	}
	columns := answeredIn(tx, p.Survey)
	for _, s := range organisations {
		for _, q := range columns {
			add(q.Question, s.Response.Answers[q.Code], AwaitsWords{Of: s.Organisation, Key: ResponseKey{Survey: p.Survey.Name, Organisation: s.ID}})
		}
	}
	for id, i := range tx.Ideas.All() {
		if !i.Writable() {
			continue
		}
		o, _ := tx.Organisations.Get(i.Authors[0])
		for _, q := range p.Matrix.FormFor(i).Questions {
			add(q, i.Answers[q.Code], AwaitsWords{Of: o, Idea: id})
		}
	}
	slices.SortStableFunc(all, func(a, b AwaitsWords) int { return cmp.Or(a.Kept.At.Compare(b.Kept.At), cmp.Compare(a.File, b.File)) })
	return all
}

// WaitsForWords is the one with the file; false: it does not wait (any more).
func WaitsForWords(tx *Tx, p *Programme, id flows.FileID) (AwaitsWords, bool) {
	all := AwaitingWords(tx, p, Count(tx, p))
	i := slices.IndexFunc(all, func(w AwaitsWords) bool { return w.File == id })
	if i < 0 {
		return AwaitsWords{}, false
	}
	return all[i], true
}

// WriteDown puts the words into the answer, behind those that are there where add says
// so; no words: they cannot be made out. It goes into the records at once.
func (w AwaitsWords) WriteDown(tx *Tx, t *flows.Turn, words flows.Value, add bool) {
	a := w.Answer.WrittenDown(w.File, words, add, t.Person, tx.Now)
	after := "written"
	if words.Empty() {
		after = "unclear"
	}
	w.put(tx, a)
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "voice written down", Ref: w.File.String(), After: after})
}

// MarkWritten notes that the answer already says what the file does; it stays.
func (w AwaitsWords) MarkWritten(tx *Tx, t *flows.Turn) {
	a := w.Answer
	a.Written = append(slices.Clone(a.Written), flows.Written{File: w.File, By: t.Person, At: tx.Now})
	w.put(tx, a)
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "voice written down", Ref: w.File.String(), After: "as it is"})
}

// TakeBackUnclear takes back that a file cannot be made out. False: that does not stand.
func TakeBackUnclear(tx *Tx, t *flows.Turn, id flows.FileID) bool {
	unclear := func(w flows.Written) bool { return w.File == id && w.Unclear }
	w, ok := answerWith(tx, func(a flows.Answer) bool { return slices.ContainsFunc(a.Written, unclear) })
	if !ok {
		return false
	}
	a := w.Answer
	a.Written = slices.DeleteFunc(slices.Clone(a.Written), unclear)
	w.put(tx, a)
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "voice written down", Ref: id.String(), Before: "unclear"})
	return true
}

// answerWith finds the answer of which it holds.
func answerWith(tx *Tx, holds func(flows.Answer) bool) (AwaitsWords, bool) {
	for key, r := range tx.Responses.All() {
		for code, a := range r.Answers {
			if holds(a) {
				return AwaitsWords{Key: key, Question: flows.Question{Code: code}, Answer: a}, true
			}
		}
	}
	for id, i := range tx.Ideas.All() {
		for code, a := range i.Answers {
			if holds(a) {
				return AwaitsWords{Idea: id, Question: flows.Question{Code: code}, Answer: a}, true
			}
		}
	}
	return AwaitsWords{}, false
}

// put stores the answer where it stands.
func (w AwaitsWords) put(tx *Tx, a flows.Answer) {
	if w.Idea != 0 {
		i, _ := tx.Ideas.Get(w.Idea)
		i.Answers[w.Question.Code] = a
		tx.Ideas.Put(w.Idea, i)
		return
	}
	r, _ := tx.Responses.Get(w.Key)
	r.Answers[w.Question.Code] = a
	if !r.Sent.IsZero() && !a.Value.Same(w.Answer.Value) {
		r.Resent = tx.Now // changed after sending: counts at once
	}
	tx.Responses.Put(w.Key, r)
}

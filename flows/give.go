package flows

import (
	"maps"
	"slices"
	"time"

	"partnerbot/flows/text"
)

// given is an answer on its way into the record.
type given struct {
	q      *Question
	value  Value
	parts  []Part   // the messages it was typed in
	attach []FileID // voice or photos in place of words
	fall   []string // the later answers to whose falling the person has said yes
}

// give stores an answer and goes on, unless somebody else answered meanwhile
// or later answers would fall: then it asks first.
func give(t *Turn, f Filling, g given) {
	if closed(t, f) {
		sayClosed(t, f)
		return
	}
	have := f.Answers()[g.q.Code]
	if have.Counts() && have.Version != t.Session.Shown && have.By != t.Person {
		if have.Value.Same(g.value) && len(g.attach) == 0 {
			accept(t, f, g.q, have)
			return
		}
		await(t, f, g.pending(pendingConflict))
		return
	}
	fall := falling(f, g.q, g.value)
	if len(fall) > 0 && !slices.Equal(fall, g.fall) {
		g.fall = fall
		await(t, f, g.pending(pendingVoid))
		return
	}
	for _, code := range fall {
		f.Put(code, f.Answers()[code].voided(t))
	}
	a := have.changed(t, g)
	f.Put(g.q.Code, a)
	accept(t, f, g.q, a)
}

// changed is the answer with a new value, the old one in its history. An
// answer that says the same again stays as it is.
func (a Answer) changed(t *Turn, g given) Answer {
	if a.Counts() && a.Value.Same(g.value) && len(g.attach) == 0 {
		a.Draft, a.DraftParts = nil, nil
		return a
	}
	if a.Counts() {
		a.History = append(a.History, a.past())
	}
	if a.Draft != nil && len(a.Draft.Items) > 0 && len(g.value.Items) == 0 { // an unfinished list that something else replaces
		a.History = append(a.History, Past{Value: *a.Draft, By: t.Person, At: t.At})
	}
	a.Value, a.By, a.At, a.Parts, a.Draft, a.DraftParts, a.Void = g.value, t.Person, t.At, g.parts, nil, nil, false
	a.Typist = 0
	a.Attach = append(a.Attach, g.attach...)
	a.Version++
	return a
}

// voided is the answer of a question that is no longer asked.
func (a Answer) voided(t *Turn) Answer {
	a.History = append(a.History, a.past())
	a.Value, a.Parts, a.Draft, a.DraftParts, a.Void, a.At = Value{}, nil, nil, nil, true, t.At
	a.Version++
	return a
}

// past is the present value, for the history.
func (a Answer) past() Past {
	return Past{Value: a.Value, By: a.By, At: a.At, Parts: a.Parts, Typist: a.Typist}
}

// WrittenDown is the answer with the words that a coordinator has made out of one of its
// files: in place of the value, or behind its words where add says so. Who answered, and
// when, stays. No words: they cannot be made out, and the value stays.
func (a Answer) WrittenDown(file FileID, words Value, add bool, by PersonID, at time.Time) Answer {
	a.Written = append(slices.Clone(a.Written), Written{File: file, By: by, At: at, Unclear: words.Empty()})
	if words.Empty() {
		return a
	}
	parts := []Part{{Text: words.Text}}
	if add && a.Value.Text != "" && a.Value.None == "" {
		if parts = slices.Clone(a.Parts); len(parts) == 0 {
			parts = []Part{{Text: a.Value.Text}}
		}
		parts = append(parts, Part{Text: words.Text})
		words.Text = a.Value.Text + "\n" + words.Text
	}
	if a.Counts() && !a.Value.Empty() {
		a.History = append(slices.Clone(a.History), a.past())
	}
	a.Value, a.Parts, a.Typist, a.Void = words, parts, by, false
	a.Version++
	return a
}

// falling lists the answered questions that would no longer be asked.
func falling(f Filling, q *Question, v Value) []string {
	form, answers := f.Form(), f.Answers()
	then := maps.Clone(answers)
	if then == nil {
		return nil
	}
	a := then[q.Code]
	a.Value, a.Void = v, false
	a.Version++
	then[q.Code] = a
	var out []string
	for {
		n := len(out)
		for i := range form.Questions {
			p := &form.Questions[i]
			if then[p.Code].Counts() && asked(p, answers, form) && !asked(p, then, form) {
				out = append(out, p.Code)
				delete(then, p.Code)
			}
		}
		if len(out) == n {
			return out
		}
	}
}

// accept shows the answer in the message that asked, and goes on.
func accept(t *Turn, f Filling, q *Question, a Answer) {
	showAnswered(t, f, q, a)
	if p := t.Session.Pending; p != nil && p.Question != q.Code {
		dropPending(t, f)
	}
	t.Session.Before, t.Session.Pending, t.Session.Missed = q.Code, nil, 0
	if t.Session.Back == placeReview && open(f.Form(), f.Answers()) == nil && !f.Form().Brief {
		review(t, f)
		return
	}
	proceed(t, f)
}

// showAnswered puts the answer into the message that asked and takes its
// buttons away, so that the thread reads well afterwards.
func showAnswered(t *Turn, f Filling, q *Question, a Answer) {
	name := questionName(f, q.Code)
	n, tried := t.Messages.Newest(name)
	if n == 0 && !tried && t.Session.Place != q.Code && t.Session.Before != q.Code {
		return // no message has asked it
	}
	if _, pressed := t.What.(Press); pressed && n != t.Message {
		t.Do(Edit{To: t.Person, Message: t.Message}) // an older copy of the question
	}
	t.Change(name, answeredScreen(t, f, q, a), false)
}

func answeredScreen(t *Turn, f Filling, q *Question, a Answer) Screen {
	var lines []text.Phrase
	if form := f.Form(); !form.Brief {
		n, all := place(form, f.Answers(), q.Code)
		lines = append(lines, text.T("<i>Въпрос %d от %d</i>", "<i>Question %d of %d</i>").With(n, all))
	}
	return Screen{Text: text.Join("\n", append(lines, text.T("%s", "%s").With(q.Text),
		text.T("✅ <b>%s</b>", "✅ <b>%s</b>").With(text.Clip(WordsOf(q, a, f, t.Lang), 600)))...)}
}

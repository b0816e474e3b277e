package flows

import (
	"slices"

	"partnerbot/flows/text"
)

// ChangedMessage answers an edited message of the person: editing one's own
// message edits the answer that was made of it. It returns false when no answer
// of this record was.
func ChangedMessage(t *Turn, f Filling, w Edited) bool {
	if p := t.Session.Pending; p != nil && here(t, f) {
		for i := range p.Parts {
			if p.Parts[i].Message == t.Message {
				p.Parts[i].Text = text.Clean(w.Text)
				return true // still waits for its yes; what was edited is what will be read
			}
		}
	}
	for i := range f.Form().Questions {
		q := &f.Form().Questions[i]
		a, ok := f.Answers()[q.Code]
		if !ok || a.By != t.Person {
			continue
		}
		for n := range a.Parts {
			if a.Parts[n].Message == t.Message {
				editAnswer(t, f, q, a, n, w.Text)
				return true
			}
		}
	}
	return false
}

// editAnswer reads the answer again with one of its messages changed.
func editAnswer(t *Turn, f Filling, q *Question, a Answer, n int, typed string) {
	if closed(t, f) {
		sayClosed(t, f)
		return
	}
	parts := slices.Clone(a.Parts)
	parts[n].Text = text.Clean(typed)
	whole := ""
	for _, p := range parts {
		whole = joined(Answer{Value: Value{Text: whole}}, p.Text)
	}
	g := given{q: q, parts: parts}
	if _, own := q.freeOf(a.Value); own {
		g.value = a.Value
		g.value.Text = whole
	} else {
		r := read(q, whole, t.At)
		if !r.ok || !r.sure || needsWords(q, r.value) {
			t.Say(Screen{
				Text: text.T("Видях, че променихте съобщението си, но не съм сигурен в новия отговор. На „%s“ остава <b>%s</b>.",
					"I saw that you changed your message, but I am not sure of the new answer. “%s” keeps <b>%s</b>.").
					With(q.Text, WordsOf(q, a, f, t.Lang)),
				Buttons: [][]Tap{{button(f, q.Code, text.T("Смени отговора", "Change the answer"), verbOpen)}, MenuRow()},
			})
			return
		}
		g.value = r.value
	}
	if a.Value.Same(g.value) {
		return
	}
	if fall := falling(f, q, g.value); len(fall) > 0 {
		t.Session.Form, t.Session.Subject, t.Session.Place = f.Form().Name, f.Subject(), q.Code
		t.Session.Shown = a.Version
		askVoid(t, f, g, fall)
		return
	}
	changed := a.changed(t, g)
	f.Put(q.Code, changed)
	if t.Session.Place == q.Code && here(t, f) {
		t.Session.Shown = changed.Version
	}
	showAnswered(t, f, q, changed)
	t.Tell(text.T("Промених отговора на „%s“: <b>%s</b>.", "I changed the answer to “%s”: <b>%s</b>.").
		With(q.Text, text.Clip(WordsOf(q, changed, f, t.Lang), 300)))
	if next := open(f.Form(), f.Answers()); next != nil && t.Session.Place == placeReview {
		proceed(t, f)
	}
}

// freeOf returns the free choice of the value, where it has one with own words.
func (q *Question) freeOf(v Value) (*Choice, bool) {
	if v.Text == "" {
		return nil, false
	}
	for _, code := range v.Choices {
		if c, ok := q.Choice(code); ok && c.Free {
			return c, true
		}
	}
	return nil, false
}

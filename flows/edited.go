package flows

import (
	"slices"

	"partnerbot/flows/text"
)

// ChangedMessage answers an edited message of the person: editing one's own
// message edits the answer that was made of it. It returns false when no answer
// of this record was.
func ChangedMessage(t *Turn, f Filling, w Edited) bool {
	if here(t, f) && (editPending(t, f, w.Text) || editMissed(t, f, w.Text)) {
		return true
	}
	for i := range f.Form().Questions {
		q := &f.Form().Questions[i]
		a, ok := f.Answers()[q.Code]
		if !ok {
			continue
		}
		if editItems(t, f, q, a, w.Text) {
			return true
		}
		if n := partOf(a.DraftParts, t.Message); n >= 0 && a.Draft != nil && a.By == t.Person {
			editDraft(t, f, q, a, n, w.Text)
			return true
		}
		if n := partOf(a.Parts, t.Message); n >= 0 && a.By == t.Person {
			editAnswer(t, f, q, a, n, w.Text)
			return true
		}
		for _, past := range a.History {
			if n := partOf(past.Parts, t.Message); n >= 0 && past.By == t.Person {
				editPast(t, f, q, a, past.Parts[n].Text == text.Clean(w.Text))
				return true
			}
		}
	}
	return false
}

func partOf(parts []Part, message int) int {
	return slices.IndexFunc(parts, func(p Part) bool { return p.Message == message && message != 0 })
}

// editPending reads again what waits for the person's word.
func editPending(t *Turn, f Filling, typed string) bool {
	p := t.Session.Pending
	if p == nil || len(p.Parts) == 0 || p.Why == pendingAdd || p.Why == pendingLong {
		return false
	}
	n := partOf(p.Parts, t.Message)
	q, ok := f.Form().Question(p.Question)
	if n < 0 || !ok {
		return false
	}
	p.Parts = slices.Clone(p.Parts)
	p.Parts[n].Text = text.Clean(typed)
	switch p.Why {
	case pendingBelongs:
		showPending(t, f)
	case pendingAppend:
		p.Value.Text = p.typed()
		showPending(t, f)
	default:
		parts := p.Parts
		t.Session.Pending = nil
		answer(t, f, q, Pending{Parts: parts}.typed(), parts, p.Attach, false)
	}
	return true
}

// editMissed reads again a message that was not understood.
func editMissed(t *Turn, f Filling, typed string) bool {
	if t.Session.Missed == 0 || t.Session.Missed != t.Message {
		return false
	}
	q, ok := presentQuestion(t, f)
	if !ok || closed(t, f) {
		return false
	}
	t.Session.Missed, t.Session.Pending = 0, nil
	answer(t, f, q, typed, []Part{{Message: t.Message, Text: text.Clean(typed)}}, nil, false)
	return true
}

// editDraft changes the own words to a choice that is ticked and not finished.
func editDraft(t *Turn, f Filling, q *Question, a Answer, n int, typed string) {
	words := text.Clean(typed)
	if closed(t, f) || a.DraftParts[n].Text == words || !text.HasWords(words) {
		return
	}
	draft := *a.Draft
	draft.Text = text.Clip(words, longestOwn)
	parts := slices.Clone(a.DraftParts)
	parts[n].Text = words
	keepTicks(t, f, q, a, draft, parts)
	if here(t, f) && t.Session.Place == q.Code {
		Continue(t, f)
	}
}

// editPast tells who edits the message of an answer that was replaced since.
func editPast(t *Turn, f Filling, q *Question, a Answer, same bool) {
	if same || closed(t, f) {
		return // Telegram also tells of changes that nobody made
	}
	said := text.T("Видях поправката, но този въпрос вече не се задава.", "I saw your correction, but this question is no longer asked.")
	still := asked(q, f.Answers(), f.Form())
	if still && a.Counts() {
		said = text.T("Видях поправката, но този отговор вече беше сменен. На „%s“ сега стои <b>%s</b>%s.",
			"I saw your correction, but that answer had been replaced already. “%s” now has <b>%s</b>%s.").
			With(q.Text, text.Clip(WordsOf(q, a, f, t.Lang), clipShown), by(t, f, a))
	} else if still {
		said = text.T("Видях поправката. На „%s“ в момента няма отговор.", "I saw your correction. “%s” has no answer at the moment.").With(q.Text)
	} else {
		t.Tell(said)
		return
	}
	t.Say(Screen{
		Text:    said,
		Buttons: [][]Tap{{button(f, q.Code, labelChange, verbOpen)}, MenuRow()},
		Beside:  true,
	})
}

// editAnswer reads the answer again with one of its messages changed.
func editAnswer(t *Turn, f Filling, q *Question, a Answer, n int, typed string) {
	if a.Parts[n].Text == text.Clean(typed) {
		return // Telegram also tells of changes that nobody made
	}
	if closed(t, f) {
		sayClosed(t, f)
		return
	}
	parts := slices.Clone(a.Parts)
	parts[n].Text = text.Clean(typed)
	g := given{q: q, parts: parts, value: a.Value}
	whole := ""
	for _, p := range parts {
		whole = joined(q, whole, p.Text)
	}
	if _, own := q.freeOf(a.Value); own && a.Parts[n].Text == a.Value.Text && text.HasWords(typed) {
		g.value.Text = text.Clip(parts[n].Text, longestOwn) // the words of „Друго“
	} else {
		r := read(q, whole, t.At)
		if !r.ok || !r.sure || needsWords(q, r.value) {
			unsureEdit(t, f, q, a, r)
			return
		}
		g.value = r.value
	}
	if fall := falling(f, q, g.value); len(fall) > 0 {
		move(t, f, q)
		g.fall = fall
		await(t, f, g.pending(pendingVoid))
		return
	}
	changed := a.changed(t, g)
	changed.Parts = parts
	f.Put(q.Code, changed)
	if t.Session.Place == q.Code && here(t, f) {
		t.Session.Shown = changed.Version
	}
	if !a.Value.Same(g.value) {
		editedNow(t, f, q, changed)
	}
}

// editedNow shows the new answer, and the questions that it brings.
func editedNow(t *Turn, f Filling, q *Question, a Answer) {
	showAnswered(t, f, q, a)
	t.Tell(text.T("Промених отговора на „%s“: <b>%s</b>", "I changed the answer to “%s”: <b>%s</b>").
		With(q.Text, text.Clip(WordsOf(q, a, f, t.Lang), 300)))
	next := open(f.Form(), f.Answers())
	switch {
	case !here(t, f) && next != nil && !f.Sent().IsZero():
		Open(t, f)
	case here(t, f) && (t.Session.Place == placeReview || t.Session.Place == placeSure) && next != nil:
		proceed(t, f)
	case here(t, f) && (t.Session.Place == placeReview || t.Session.Place == placeSure):
		review(t, f)
	}
}

// unsureEdit says that the answer stays as it was.
func unsureEdit(t *Turn, f Filling, q *Question, a Answer, r reading) {
	why := text.T("Видях, че поправихте съобщението си, но не съм сигурен в новия отговор.",
		"I saw that you changed your message, but I am not sure of the new answer.")
	t.Say(Screen{
		Text: text.Join(" ", why, r.why, text.T("На „%s“ остава <b>%s</b>.", "“%s” keeps <b>%s</b>.").
			With(q.Text, text.Clip(WordsOf(q, a, f, t.Lang), clipShown))),
		Buttons: [][]Tap{{button(f, q.Code, labelChange, verbOpen)}, MenuRow()},
		Beside:  true,
	})
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

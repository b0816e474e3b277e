package flows

import (
	"slices"

	"partnerbot/flows/text"
)

// needsWords reports whether the value names a free choice without its words.
func needsWords(q *Question, v Value) bool {
	if v.Text != "" {
		return false
	}
	for _, code := range v.Choices {
		if c, ok := q.Choice(code); ok && c.Free {
			return true
		}
	}
	return false
}

// tick ticks or unticks a choice: stored at once, counted when finished.
func tick(t *Turn, f Filling, q *Question, c *Choice, on bool) {
	a := f.Answers()[q.Code]
	set, own, parts := slices.Clone(ticks(a)), a.Value.Text, a.Parts
	if a.Draft != nil {
		own, parts = a.Draft.Text, a.DraftParts
	}
	if on == slices.Contains(set, c.Code) {
		already := text.T("Вече е отбелязано.", "It is ticked already.")
		if !on {
			already = text.T("Вече не е отбелязано.", "It is not ticked any more.")
		}
		t.Toast(already)
		showTicks(t, f, q)
		return
	}
	switch {
	case on && c.Free:
		if why := ticksAmiss(q, inOrder(q, append(slices.DeleteFunc(set, alone(q)), c.Code))); !why.Empty() {
			t.Toast(why)
			return
		}
		await(t, f, Pending{Why: pendingFree, Question: q.Code, Value: choose(c.Code)})
		return
	case on && c.Alone:
		set, own, parts = []string{c.Code}, "", nil
	case on:
		set = append(slices.DeleteFunc(set, alone(q)), c.Code)
		if why := ticksAmiss(q, inOrder(q, set)); !why.Empty() {
			t.Toast(why)
			return
		}
	default:
		set = slices.DeleteFunc(set, func(code string) bool { return code == c.Code })
		if c.Free {
			own, parts = "", nil
		}
	}
	keepTicks(t, f, q, a, Value{Choices: inOrder(q, set), Text: own}, parts)
	showTicks(t, f, q)
}

// alone reports which choices exclude all others.
func alone(q *Question) func(string) bool {
	return func(code string) bool {
		c, ok := q.Choice(code)
		return ok && c.Alone
	}
}

// showTicks shows the ticks, or a list, as they are now in the message that asks, which on
// an old copy need not be the pressed one.
func showTicks(t *Turn, f Filling, q *Question) {
	name := questionName(f, q.Code)
	if n, _ := t.Messages.Newest(name); n != 0 && t.Message != n {
		t.strip()
	}
	if t.Session.Live != name {
		t.retire(t.Session.Live)
		t.Session.Live = name
	}
	t.Change(name, questionScreen(t, f, q, f.Answers()[q.Code]), true)
}

// tickFree ticks a free choice together with its words.
func tickFree(t *Turn, f Filling, q *Question, v Value, parts []Part) {
	a := f.Answers()[q.Code]
	set := inOrder(q, append(slices.DeleteFunc(slices.Clone(ticks(a)), alone(q)), v.Choices...))
	if why := ticksAmiss(q, set); !why.Empty() {
		t.Tell(why)
	} else {
		keepTicks(t, f, q, a, Value{Choices: set, Text: v.Text}, parts)
	}
	Continue(t, f)
}

func keepTicks(t *Turn, f Filling, q *Question, a Answer, draft Value, parts []Part) {
	a.Draft, a.DraftParts = &draft, parts
	if !a.Counts() {
		a.By, a.At = t.Person, t.At
	}
	f.Put(q.Code, a)
}

// done finishes ticks or files.
func done(t *Turn, f Filling, q *Question) {
	a := f.Answers()[q.Code]
	draft := Value{}
	if a.Draft != nil {
		draft = Value{Choices: inOrder(q, a.Draft.Choices), Text: a.Draft.Text, Files: a.Draft.Files, Items: a.Draft.Items}
	}
	if a.Draft == nil && a.Counts() {
		if who := f.Who(a.By); a.By != t.Person && a.Version != t.Session.Shown && who != "" {
			t.Tell(text.T("Междувременно на този въпрос отговори %s.", "Meanwhile %s answered this question.").With(who))
		}
		accept(t, f, q, a)
		return
	}
	if q.Kind == Several && len(draft.Choices) > 0 || q.Kind == FileAnswer && len(draft.Files) > 0 || q.listed() && len(draft.Items) > 0 {
		give(t, f, given{q: q, value: draft, parts: a.DraftParts})
		return
	}
	nothing := text.T("Още нищо не е избрано.", "Nothing is chosen yet.")
	if q.Kind == FileAnswer {
		nothing = text.T("Още не съм получил файл.", "I have not received a file yet.")
	}
	if q.listed() {
		nothing = text.T("Още нищо не е написано.", "Nothing is written yet.")
	}
	if _, pressed := t.What.(Press); pressed {
		t.Toast(nothing)
		return
	}
	t.Tell(nothing)
	Continue(t, f)
}

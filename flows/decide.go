package flows

import (
	"unicode/utf8"

	"partnerbot/flows/text"
)

// decides reports whether the verb answers a pending reading.
func decides(verb string) bool {
	return verb == verbYes || verb == verbNo || verb == verbTheirs || verb == verbBefore
}

// decide does what the person said about the pending reading.
func decide(t *Turn, f Filling, verb string) {
	p := *t.Session.Pending
	t.Session.Pending = nil
	q, ok := f.Form().Question(p.Question)
	have := f.Answers()[p.Question]
	switch {
	case !ok || !asked(q, f.Answers(), f.Form()):
		Continue(t, f)
	case verb == verbTheirs, verb == verbNo && p.Why == pendingVoid:
		if have.Counts() {
			accept(t, f, q, have)
		} else {
			Continue(t, f)
		}
	case verb == verbBefore && p.Why == pendingAppend:
		lengthen(t, f, q, p.Parts, p.Attach)
		accept(t, f, q, f.Answers()[q.Code])
	case verb == verbBefore:
		if prev, ok := f.Form().Question(t.Session.Before); !ok {
			Continue(t, f)
		} else if addBefore(t, f, prev, p) {
			Continue(t, f)
		}
	case verb == verbNo && p.Why == pendingBelongs:
		t.Session.Pending = &p
		dropPending(t, f)
		Continue(t, f)
	case verb == verbNo && p.Why == pendingSure && p.Value.None == "" && (q.Kind == LongText || q.Kind == ShortText && !q.Name):
		t.Tell(text.T("Добре, не го записвам. Ако е въпрос към нас, натиснете „Питай човек“.", "All right, I do not record it. If it is a question to us, press “Ask a person”."))
		Continue(t, f)
	case verb == verbNo:
		Continue(t, f)
	case p.Why == pendingBelongs:
		belongsHere(t, f, q, p)
	case p.Why == pendingFree:
		await(t, f, p)
	case !fits(q, p.Value): // the configuration has changed meanwhile
		answer(t, f, q, p.typed(), p.Parts, p.Attach, false)
	default:
		give(t, f, p.given(q))
	}
}

// fits reports whether the value can be an answer to the question as it is put
// now.
func fits(q *Question, v Value) bool {
	if v.None != "" {
		return true
	}
	switch q.Kind {
	case One, Several, Municipality:
		for _, code := range v.Choices {
			if _, ok := q.Choice(code); !ok {
				return false
			}
		}
		return len(v.Choices) > 0
	case Scale, NumberKind:
		return v.Number != nil
	case Money:
		return v.Cents != nil
	case Date:
		return v.Date != ""
	case Organisation:
		return v.Ref != ""
	case FileAnswer:
		return len(v.Files) > 0
	case List, Organisations:
		return len(v.Items) > 0
	}
	return len(v.Choices) == 0 && v.Number == nil && v.Cents == nil && v.Date == "" && v.Ref == "" && len(v.Files)+len(v.Items) == 0
}

// belongsHere takes what was written early as an answer to the present
// question.
func belongsHere(t *Turn, f Filling, q *Question, p Pending) {
	if len(p.Parts) == 0 {
		switch {
		case q.Kind == FileAnswer:
			keepTicks(t, f, q, f.Answers()[q.Code], Value{Files: p.Attach}, nil)
			Continue(t, f)
		case takesVoice(q):
			give(t, f, given{q: q, attach: p.Attach})
		default:
			Unexpected(t, f, string(Document))
		}
		return
	}
	answer(t, f, q, p.typed(), p.Parts, p.Attach, false)
}

// addBefore adds what was written early to the answer of the question before.
// False: what comes next is on the screen already.
func addBefore(t *Turn, f Filling, q *Question, p Pending) bool {
	switch {
	case takesVoice(q):
		for _, part := range p.Parts {
			grow(t, f, q, part, nil)
		}
		if len(p.Attach) > 0 {
			grow(t, f, q, Part{}, p.Attach)
		}
	case q.Kind == FileAnswer:
		grow(t, f, q, Part{}, p.Attach)
	case q.listed():
		for _, part := range p.Parts {
			growList(t, f, q, part)
		}
	default:
		replaceBefore(t, f, q, p)
		return false
	}
	return true
}

// replaceBefore reads what was written early as another answer to the question
// before; to one with several choices it adds.
func replaceBefore(t *Turn, f Filling, q *Question, p Pending) {
	have := f.Answers()[q.Code]
	typed := p.typed()
	r := read(q, typed, t.At)
	if r.ok && q.Kind == Several && have.Value.None == "" {
		both := Value{Choices: inOrder(q, append(have.Value.Choices, r.value.Choices...)), Text: r.value.Text}
		if both.Text == "" {
			both.Text = have.Value.Text
		}
		r = limited(q, reading{value: both, ok: true, sure: r.sure})
	}
	if !r.ok || needsWords(q, r.value) {
		t.Session.Pending = &p
		t.Tell(text.T("Не разбрах „%s“ като отговор на „%s“. Можете да го смените от „Прегледай отговорите“.",
			"I did not understand “%s” as an answer to “%s”. You can change it under “Review the answers”.").With(text.Clip(typed, 100), q.Text))
		showPending(t, f)
		return
	}
	t.Session.Shown = seenVersion(t, f, q)
	g := given{q: q, value: r.value, parts: append(have.Parts, p.Parts...)}
	if q.Kind != Several {
		g.parts = p.Parts
	}
	if !r.sure {
		await(t, f, g.pending(pendingSure))
		return
	}
	give(t, f, g)
}

// typedAtPending answers what is typed while a reading waits for a yes; false
// when it is to be taken as a new answer.
func typedAtPending(t *Turn, f Filling, word Word, typed string) bool {
	p := t.Session.Pending
	yes, answered := text.ReadYesNo(typed)
	key := text.Latin(typed)
	is := func(labels ...string) bool {
		for _, l := range labels {
			if key == text.Latin(l) {
				return true
			}
		}
		return false
	}
	switch {
	case p.Why == pendingAdd, p.Why == pendingLong:
		t.Session.Pending = nil
		return false
	case p.Why == pendingPick:
		q, _ := f.Form().Question(p.Question)
		return picked(t, f, q, typed)
	case p.Why == pendingFree:
		return typedOwnWords(t, f, word, typed)
	case p.Why == pendingBelongs:
		return typedAtBelongs(t, f, word, typed)
	case p.Why == pendingConflict && is("моят", "моя", "mine"):
		decide(t, f, verbYes)
	case p.Why == pendingConflict && is("другият", "другия", "the other"):
		decide(t, f, verbTheirs)
	case p.Why == pendingAppend && is("добави", "добави го", "add", "add it"):
		decide(t, f, verbBefore)
	case p.Why == pendingAppend && is("замени", "замени го", "replace", "replace it"):
		decide(t, f, verbYes)
	case p.Why == pendingVoid && is("да, промени", "промени", "yes, change it"):
		decide(t, f, verbYes)
	case p.Why == pendingVoid && word == wordKeep:
		decide(t, f, verbNo)
	case p.Why == pendingAppend && word == NoWord && !answered && text.SmallTalkOf(typed) == text.NoTalk:
		oneMore(t, f, p, Part{Message: t.Message, Text: text.Clean(typed)}, nil)
	case answered && p.Why != pendingConflict && p.Why != pendingAppend:
		decide(t, f, map[bool]string{true: verbYes, false: verbNo}[yes])
	case word != NoWord:
		return false
	case p.Why == pendingSure && text.SmallTalkOf(typed) == text.NoTalk:
		t.Session.Pending = nil
		return false
	case text.SmallTalkOf(typed) > text.NoTalk && text.SmallTalkOf(typed) < text.Confused:
		SmallTalk(t, text.SmallTalkOf(typed))
		showPending(t, f)
	default:
		t.Tell(saidChoose)
		showPending(t, f)
	}
	return true
}

// oneMore adds a bubble to a reading that waits. Who wrote it after the bot had
// asked is asked again, and so is who has been shown something else since; else what
// asks shows it, too.
func oneMore(t *Turn, f Filling, p *Pending, part Part, attach []FileID) {
	p.Attach = append(p.Attach, attach...)
	if part.Text != "" {
		p.Parts = append(p.Parts, part)
	}
	if p.Why != pendingBelongs && part.Text != "" {
		p.Value.Text = p.typed()
	}
	if t.Session.Beside != pendingName || !pendingUnseen(t) || p.Why != pendingAppend && p.Why != pendingBelongs {
		showPending(t, f)
		return
	}
	q, ok := f.Form().Question(p.Question)
	switch {
	case ok && p.Why == pendingBelongs:
		t.Change(pendingName, belongsScreen(t, f, q, p), true)
	case ok:
		t.Change(pendingName, appendScreen(t, f, q, p), true)
	}
}

// longestOwn is how long the own words to a choice may be, in characters.
const longestOwn = 300

// typedOwnWords takes the own words to a choice like „Друго“; the words of
// another choice are taken as that.
func typedOwnWords(t *Turn, f Filling, word Word, typed string) bool {
	p := t.Session.Pending
	q, _ := f.Form().Question(p.Question)
	words := text.Clean(typed)
	r := read(q, typed, t.At)
	yes, answered := text.ReadYesNo(typed)
	switch {
	case answered && !yes, text.Latin(typed) == text.Latin("Не, ще избера друго"), text.Latin(typed) == text.Latin("No, I’ll choose another"):
		decide(t, f, verbNo)
		return true
	case word != NoWord, r.ok && r.sure && !needsWords(q, r.value):
		t.Session.Pending = nil
		return false
	case !text.HasWords(words) || text.SmallTalkOf(typed) != text.NoTalk:
		showPending(t, f)
		return true
	case utf8.RuneCountInString(words) > longestOwn:
		t.Tell(tooLong(utf8.RuneCountInString(words), longestOwn))
		showPending(t, f)
		return true
	}
	v := p.Value
	v.Text = words
	parts := []Part{{Message: t.Message, Text: words}}
	t.Session.Pending = nil
	if q.Kind == Several {
		tickFree(t, f, q, v, parts)
		return true
	}
	give(t, f, given{q: q, value: v, parts: parts})
	return true
}

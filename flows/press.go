package flows

import (
	"slices"
	"strconv"
	"strings"

	"partnerbot/flows/text"
)

// Tapped answers a pressed button of the form. What decides is the state, not
// the press: pressed again, or a month later, it changes nothing twice and
// always gets an answer.
func Tapped(t *Turn, f Filling, p Pressed) {
	if p.Question == "" {
		pressScreen(t, f, p.Verb)
		return
	}
	q, ok := f.Form().Question(p.Question)
	if !ok || !asked(q, f.Answers(), f.Form()) {
		t.Toast(text.T("Този въпрос вече не се задава.", "This question is no longer asked."))
		t.strip()
		showPlace(t, f)
		return
	}
	if closed(t, f) {
		t.strip()
		sayClosed(t, f)
		return
	}
	if p.Verb == verbOpen {
		pressOpen(t, f, q)
		return
	}
	if pend := t.Session.Pending; pend != nil && pend.Question == q.Code && here(t, f) && decides(p.Verb) {
		decide(t, f, p.Verb)
		return
	}
	if decides(p.Verb) || !current(t, f, q) {
		stale(t, f, q)
		return
	}
	if pend := t.Session.Pending; pend != nil && pend.Why == pendingBelongs {
		t.Toast(text.T("Първо изберете за кой въпрос е това, което написахте.", "First choose which question it is for, what you wrote."))
		return
	}
	t.Session.Asked = 0 // the question has been seen
	choosing(t, f, q, p.Verb)
}

// Enters reports whether the press leads into the form, so that another one
// that is open has to be left first.
func Enters(t *Turn, f Filling, p Pressed) bool {
	if here(t, f) || closed(t, f) {
		return false
	}
	q, ok := f.Form().Question(p.Question)
	if !ok {
		return p.Question == "" && p.Verb != verbSend
	}
	return asked(q, f.Answers(), f.Form()) && (p.Verb == verbOpen || !decides(p.Verb) && !f.Answers()[q.Code].Counts())
}

// strip takes the buttons off the pressed message.
func (t *Turn) strip() {
	if n, _ := t.Messages.Newest(t.Session.Live); n == t.Message && n != 0 {
		t.Session.Live = ""
	}
	if n, _ := t.Messages.Newest(t.Session.Beside); n == t.Message && n != 0 {
		t.Session.Beside = ""
	}
	t.Do(Edit{To: t.Person, Message: t.Message})
}

// here reports whether this form is the one the person is in.
func here(t *Turn, f Filling) bool {
	return t.Session.Form == f.Form().Name && t.Session.Subject == f.Subject()
}

// current reports whether a press on the question's buttons still is an answer:
// it is the present question, or one that nobody has answered yet.
func current(t *Turn, f Filling, q *Question) bool {
	if here(t, f) && t.Session.Place == q.Code {
		return true
	}
	if f.Answers()[q.Code].Counts() {
		return false
	}
	move(t, f, q)
	return true
}

// choosing answers a press on a button of the present question.
func choosing(t *Turn, f Filling, q *Question, verb string) {
	have := f.Answers()[q.Code]
	switch {
	case verb == verbBack:
		goBack(t, f, q)
	case verb == verbSkip && q.Skip:
		pass(t, f, q, SkippedIt)
	case verb == verbUnknown && q.DontKnow:
		pass(t, f, q, DontKnow)
	case verb == verbRefuse && q.Refuse:
		pass(t, f, q, Refusal)
	case verb == verbOwn && q.Kind == Organisations:
		if !ownItem(t, f, q) {
			notOffered(t, f)
		}
	case verb == verbDone && (q.Kind == Several || q.Kind == FileAnswer || q.listed()):
		done(t, f, q)
	case verb == verbKeep && have.Counts():
		have.Draft, have.DraftParts = nil, nil
		f.Put(q.Code, have)
		accept(t, f, q, have)
	case verb == verbPropose && f.Proposal(q) != "":
		propose(t, f, q, f.Proposal(q))
	case verb != "" && strings.Contains(verbChoose+verbTick+verbUntick+verbPick, verb[:1]):
		chosen(t, f, q, verb[:1], verb[1:])
	default:
		notOffered(t, f)
	}
}

// propose takes the proposal: words, or the organisation of that name.
func propose(t *Turn, f Filling, q *Question, proposal string) {
	if q.Kind != Organisation {
		give(t, f, given{q: q, value: Value{Text: proposal}})
		return
	}
	found := f.Find(proposal)
	if sure := slices.IndexFunc(found, func(o Option) bool { return o.Sure }); sure >= 0 {
		give(t, f, given{q: q, value: Value{Ref: found[sure].Ref}})
		return
	}
	notOffered(t, f)
}

// notOffered answers a press on a button that the configuration has taken away
// meanwhile, and shows what is offered.
func notOffered(t *Turn, f Filling) {
	t.Toast(text.T("Тази възможност вече я няма.", "This choice is no longer offered."))
	Continue(t, f)
}

func chosen(t *Turn, f Filling, q *Question, sign, code string) {
	switch {
	case sign == verbPick && q.Kind == Organisation:
		if _, ok := f.Option(code); ok {
			give(t, f, given{q: q, value: Value{Ref: code}})
			return
		}
	case sign == verbPick && q.Kind == Organisations:
		if _, ok := f.Option(code); ok {
			pickedItem(t, f, q, code)
			return
		}
	case sign == verbUntick && q.listed():
		removeItem(t, f, q, code)
		return
	case sign == verbChoose && q.Kind == Scale:
		if n, err := strconv.Atoi(code); err == nil && float64(n) >= *q.Min && float64(n) <= *q.Max {
			give(t, f, given{q: q, value: Value{Number: number(float64(n))}})
			return
		}
	case sign == verbChoose && (q.Kind == One || q.Kind == Municipality):
		if c, ok := q.Choice(code); ok && c.Free {
			await(t, f, Pending{Why: pendingFree, Question: q.Code, Value: choose(code)})
			return
		} else if ok {
			give(t, f, given{q: q, value: choose(code)})
			return
		}
	case (sign == verbTick || sign == verbUntick) && q.Kind == Several:
		if c, ok := q.Choice(code); ok {
			tick(t, f, q, c, sign == verbTick)
			return
		}
	}
	notOffered(t, f)
}

// stale answers a press that no longer counts: the question has its answer, or
// nothing waits for this word any more.
func stale(t *Turn, f Filling, q *Question) {
	if a := f.Answers()[q.Code]; a.Counts() {
		said := text.T("Този въпрос вече има отговор: %s.", "This question already has an answer: %s.").
			With(text.Quote(text.Clip(WordsOf(q, a, f, t.Lang), 60)))
		if !f.Form().Brief {
			said = text.Join(" ", said, text.T("Може да се смени от „Прегледай отговорите“.", "You can change it under “Review the answers”."))
		}
		t.Toast(said)
	} else {
		t.Toast(text.T("Този бутон вече не важи.", "This button is no longer valid."))
	}
	if n, _ := t.Messages.Newest(t.Session.Live); n == t.Message && n != 0 {
		Continue(t, f) // the present question's own message
		return
	}
	t.strip()
	showPlace(t, f)
}

// below tells who pressed the same thing again that it has been done, and
// where it stands.
func below(t *Turn, f Filling) {
	t.Toast(text.T("Въпросът е най-долу.", "The question is at the bottom."))
	if n, _ := t.Messages.Newest(t.Session.Live); n == 0 || n != t.Message {
		t.strip()
	}
	showPlace(t, f)
}

// showPlace tells who pressed something old where things stand now, unless the
// present question was asked a moment ago.
func showPlace(t *Turn, f Filling) {
	_, asking := presentQuestion(t, f)
	switch {
	case here(t, f) && t.At.Sub(t.Session.At) < pauseWorthTelling && (asking || t.Session.Place == placeReview || t.Session.Place == placeResume || t.Session.Place == placeSure):
	case here(t, f):
		Continue(t, f)
	case t.Session.Form == "" && !f.Form().Brief:
		Open(t, f)
	}
}

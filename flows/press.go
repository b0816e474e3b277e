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
		t.Do(Edit{To: t.Person, Message: t.Message})
		showPlace(t, f)
		return
	}
	if closed(t, f) {
		t.Do(Edit{To: t.Person, Message: t.Message})
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
		stale(t, f, q, p.Verb)
		return
	}
	if pend := t.Session.Pending; pend != nil && pend.Why == pendingBelongs {
		t.Toast(text.T("Първо изберете за кой въпрос е това, което написахте.", "First choose which question it is for, what you wrote."))
		return
	}
	t.Session.Asked = 0 // the question has been seen
	choosing(t, f, q, p.Verb)
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
	leave(t, f, q.Code)
	t.Session.Form, t.Session.Subject, t.Session.Place = f.Form().Name, f.Subject(), q.Code
	t.Session.Shown, t.Session.Tries, t.Session.Pending = f.Answers()[q.Code].Version, 0, nil
	return true
}

// choosing answers a press on a button of the present question.
func choosing(t *Turn, f Filling, q *Question, verb string) {
	have := f.Answers()[q.Code]
	switch verb {
	case verbBack:
		goBack(t, f, q)
	case verbSkip:
		if q.Skip {
			pass(t, f, q, SkippedIt)
		}
	case verbUnknown:
		if q.DontKnow {
			pass(t, f, q, DontKnow)
		}
	case verbRefuse:
		if q.Refuse {
			pass(t, f, q, Refusal)
		}
	case verbDone:
		done(t, f, q)
	case verbKeep:
		if have.Counts() {
			accept(t, f, q, have)
		}
	case verbPropose:
		if v := f.Proposal(q); v != "" {
			give(t, f, given{q: q, value: Value{Text: v}})
		}
	default:
		chosen(t, f, q, verb[:1], verb[1:])
	}
}

func chosen(t *Turn, f Filling, q *Question, sign, code string) {
	switch sign {
	case verbPick:
		if _, ok := f.Option(code); ok {
			give(t, f, given{q: q, value: Value{Ref: code}})
		}
		return
	case verbChoose:
		if q.Kind == Scale {
			n, err := strconv.Atoi(code)
			if err == nil && float64(n) >= *q.Min && float64(n) <= *q.Max {
				give(t, f, given{q: q, value: Value{Number: number(float64(n))}})
				return
			}
		}
	}
	c, ok := q.Choice(code)
	if !ok {
		t.Toast(text.T("Тази възможност вече я няма.", "This choice is no longer offered."))
		Continue(t, f)
		return
	}
	switch sign {
	case verbChoose:
		if c.Free {
			askFree(t, f, q, choose(code))
			return
		}
		give(t, f, given{q: q, value: choose(code)})
	case verbTick, verbUntick:
		tick(t, f, q, c, sign == verbTick)
	}
}

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

// askFree asks for the person's own words to a choice like „Друго“.
func askFree(t *Turn, f Filling, q *Question, v Value) {
	t.Session.Form, t.Session.Subject, t.Session.Place = f.Form().Name, f.Subject(), q.Code
	t.Session.Pending = &Pending{Why: pendingFree, Question: q.Code, Value: v}
	t.Say(Screen{
		Text: text.T("Напишете го с няколко думи.", "Write it in a few words."),
		Buttons: [][]Tap{
			{button(f, q.Code, text.T("Не, ще избера друго", "No, I’ll choose another"), verbNo)},
			MenuRow(),
		},
		Name: pendingName,
	})
}

// tick ticks or unticks a choice: stored at once, counted when finished.
func tick(t *Turn, f Filling, q *Question, c *Choice, on bool) {
	a := f.Answers()[q.Code]
	set := slices.Clone(ticks(a))
	own := a.Value.Text
	if a.Draft != nil {
		own = a.Draft.Text
	}
	switch {
	case on && c.Free && !slices.Contains(set, c.Code):
		askFree(t, f, q, Value{Choices: []string{c.Code}})
		return
	case on && c.Alone:
		set, own = []string{c.Code}, ""
	case on:
		set = slices.DeleteFunc(append(set, c.Code), func(code string) bool {
			other, ok := q.Choice(code)
			return ok && other.Alone
		})
		if why := ticksAmiss(q, inOrder(q, set)); !why.Empty() {
			t.Toast(why)
			return
		}
	default:
		set = slices.DeleteFunc(set, func(code string) bool { return code == c.Code })
		if c.Free {
			own = ""
		}
	}
	keepTicks(t, f, q, a, Value{Choices: inOrder(q, set), Text: own})
	t.Change("", questionScreen(t, f, q, f.Answers()[q.Code]), false)
}

// tickFree ticks a free choice together with its words.
func tickFree(t *Turn, f Filling, q *Question, v Value) {
	a := f.Answers()[q.Code]
	set := inOrder(q, append(slices.Clone(ticks(a)), v.Choices...))
	if why := ticksAmiss(q, set); !why.Empty() {
		t.Tell(why)
	} else {
		keepTicks(t, f, q, a, Value{Choices: set, Text: v.Text})
	}
	Continue(t, f)
}

func keepTicks(t *Turn, f Filling, q *Question, a Answer, draft Value) {
	a.Draft = &draft
	if !a.Counts() {
		a.By, a.At = t.Person, t.At
	}
	f.Put(q.Code, a)
}

// done finishes ticks or files.
func done(t *Turn, f Filling, q *Question) {
	a := f.Answers()[q.Code]
	if a.Draft == nil && a.Counts() {
		accept(t, f, q, a)
		return
	}
	if a.Draft == nil || len(a.Draft.Choices) == 0 && len(a.Draft.Files) == 0 {
		nothing := text.T("Още нищо не е избрано.", "Nothing is chosen yet.")
		if q.Kind == FileAnswer {
			nothing = text.T("Още не съм получил файл.", "I have not received a file yet.")
		}
		if _, pressed := t.What.(Press); pressed {
			t.Toast(nothing)
			return
		}
		t.Tell(nothing)
		Continue(t, f)
		return
	}
	give(t, f, given{q: q, value: *a.Draft})
}

// decides reports whether the verb answers a pending reading.
func decides(verb string) bool {
	return verb == verbYes || verb == verbNo || verb == verbTheirs || verb == verbBefore
}

// decide does what the person said about the pending reading.
func decide(t *Turn, f Filling, verb string) {
	p := *t.Session.Pending
	q, ok := f.Form().Question(p.Question)
	if !ok {
		t.Session.Pending = nil
		proceed(t, f)
		return
	}
	retire(t, pendingName)
	t.Session.Pending = nil
	switch {
	case verb == verbTheirs:
		accept(t, f, q, f.Answers()[q.Code])
	case verb == verbBefore && p.Why == pendingAppend:
		for _, part := range p.Parts {
			grow(t, f, q, part, nil)
		}
		accept(t, f, q, f.Answers()[q.Code])
	case verb == verbBefore:
		if prev, ok := f.Form().Question(t.Session.Before); ok {
			addBefore(t, f, prev, p)
		}
		Continue(t, f)
	case verb == verbNo && p.Why == pendingVoid:
		accept(t, f, q, f.Answers()[q.Code])
	case verb == verbNo:
		Continue(t, f)
	case p.Why == pendingBelongs:
		belongsHere(t, f, q, p)
	case p.Why == pendingFree:
		askFree(t, f, q, p.Value)
	default:
		give(t, f, given{q: q, value: p.Value, parts: p.Parts, attach: p.Attach, sure: p.Why == pendingVoid})
	}
}

// belongsHere takes what was written early as an answer to the present
// question.
func belongsHere(t *Turn, f Filling, q *Question, p Pending) {
	var all []string
	for _, part := range p.Parts {
		all = append(all, part.Text)
	}
	switch {
	case q.Kind == FileAnswer:
		give(t, f, given{q: q, value: Value{Files: p.Attach}})
		return
	case len(all) == 0 && takesVoice(q):
		give(t, f, given{q: q, attach: p.Attach})
		return
	case len(all) == 0:
		Unexpected(t, f, "")
		return
	}
	r := read(q, strings.Join(all, "\n"), t.At)
	switch {
	case !r.ok:
		wrong(t, f, q, r)
	case needsWords(q, r.value):
		askFree(t, f, q, r.value)
	case !r.sure:
		askSure(t, f, given{q: q, value: r.value, parts: p.Parts, attach: p.Attach}, strings.Join(all, " "))
	default:
		give(t, f, given{q: q, value: r.value, parts: p.Parts, attach: p.Attach})
	}
}

// addBefore adds what was written early to the answer of the question before.
func addBefore(t *Turn, f Filling, q *Question, p Pending) {
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
	default:
		var all []string
		for _, part := range p.Parts {
			all = append(all, part.Text)
		}
		r := read(q, strings.Join(all, " "), t.At)
		if !r.ok || !r.sure || needsWords(q, r.value) {
			t.Tell(text.T("Не разбрах „%s“ като отговор на „%s“. Можете да го смените от „Прегледай отговорите“.",
				"I did not understand “%s” as an answer to “%s”. You can change it under “Review the answers”.").
				With(text.Clip(strings.Join(all, " "), 100), q.Text))
			return
		}
		a := f.Answers()[q.Code].changed(t, given{q: q, value: r.value, parts: p.Parts})
		if fall := falling(f, q, r.value); len(fall) == 0 {
			f.Put(q.Code, a)
			showAnswered(t, f, q, a)
			return
		}
		t.Session.Shown = f.Answers()[q.Code].Version
		ask(t, f, q)
	}
}

// stale answers a press on a question that has its answer already.
func stale(t *Turn, f Filling, q *Question, verb string) {
	a := f.Answers()[q.Code]
	switch {
	case a.Counts():
		t.Toast(text.T("Този въпрос вече има отговор: „%s“. Може да се смени от „Прегледай отговорите“.",
			"This question already has an answer: “%s”. You can change it under “Review the answers”.").
			With(text.Clip(WordsOf(q, a, f, t.Lang), 60)))
	default:
		t.Toast(text.T("Този бутон вече не важи.", "This button is no longer valid."))
	}
	if !strings.HasPrefix(verb, verbTick) && !strings.HasPrefix(verb, verbUntick) || a.Counts() {
		t.Do(Edit{To: t.Person, Message: t.Message})
	}
	showPlace(t, f)
}

// showPlace tells who pressed something old where things stand now, unless the
// present question was asked a moment ago.
func showPlace(t *Turn, f Filling) {
	if here(t, f) && t.At.Sub(t.Session.At) < pauseWorthTelling {
		return
	}
	if here(t, f) {
		Continue(t, f)
		return
	}
	if t.Session.Form == "" {
		Open(t, f)
	}
}

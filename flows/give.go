package flows

import (
	"partnerbot/flows/text"
)

// given is an answer on its way into the record.
type given struct {
	q      *Question
	value  Value
	parts  []Part   // the messages it was typed in
	attach []FileID // voice or photos in place of words
	sure   bool     // nothing about it needs asking any more: overwriting, voiding
}

// give stores an answer and goes on, unless somebody else answered meanwhile
// or later answers would fall: then it asks first.
func give(t *Turn, f Filling, g given) {
	if closed(t, f) {
		sayClosed(t, f)
		return
	}
	have := f.Answers()[g.q.Code]
	if have.Counts() && have.Version != t.Session.Shown && have.By != t.Person && !g.sure {
		if have.Value.Same(g.value) && len(g.attach) == 0 {
			accept(t, f, g.q, have)
			return
		}
		askConflict(t, f, g, have)
		return
	}
	fall := falling(f, g.q, g.value)
	if len(fall) > 0 && !g.sure {
		askVoid(t, f, g, fall)
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
		a.Draft = nil
		return a
	}
	if a.Counts() {
		a.History = append(a.History, Past{Value: a.Value, By: a.By, At: a.At})
	}
	a.Value, a.By, a.At, a.Parts, a.Draft, a.Void = g.value, t.Person, t.At, g.parts, nil, false
	a.Attach = append(a.Attach, g.attach...)
	a.Version++
	return a
}

// voided is the answer of a question that is no longer asked.
func (a Answer) voided(t *Turn) Answer {
	a.History = append(a.History, Past{Value: a.Value, By: a.By, At: a.At})
	a.Value, a.Parts, a.Draft, a.Void, a.At = Value{}, nil, nil, true, t.At
	a.Version++
	return a
}

// falling lists the answered questions that would no longer be asked.
func falling(f Filling, q *Question, v Value) []string {
	form, answers := f.Form(), f.Answers()
	then := make(map[string]Answer, len(answers))
	for code, a := range answers {
		then[code] = a
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
	if t.Session.Pending != nil {
		retire(t, pendingName)
	}
	t.Session.Before, t.Session.Pending = q.Code, nil
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
	if n == 0 && !tried && t.Session.Place != q.Code {
		return
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

// askConflict shows both answers where two people answered the same question.
func askConflict(t *Turn, f Filling, g given, have Answer) {
	t.Session.Pending = &Pending{Why: pendingConflict, Question: g.q.Code, Value: g.value, Parts: g.parts, Attach: g.attach}
	t.Session.Shown = have.Version
	mine := WordsOf(g.q, Answer{Value: g.value, Attach: g.attach}, f, t.Lang)
	theirs := WordsOf(g.q, have, f, t.Lang)
	who := f.Who(have.By)
	if who == "" {
		who = text.T("Друг представител", "another representative").Plain(t.Lang)
	}
	t.Say(Screen{
		Text: text.T("Междувременно %s отговори на същия въпрос:\n<b>%s</b>\n\nВашият отговор:\n<b>%s</b>\n\nКой да остане?",
			"Meanwhile %s answered the same question:\n<b>%s</b>\n\nYour answer:\n<b>%s</b>\n\nWhich one should stay?").With(who, theirs, mine),
		Buttons: [][]Tap{
			{button(f, g.q.Code, text.T("Моят", "Mine"), verbYes), button(f, g.q.Code, text.T("Другият", "The other"), verbTheirs)},
			MenuRow(),
		},
		Name: pendingName,
	})
}

// askVoid says which answers fall, and asks first.
func askVoid(t *Turn, f Filling, g given, fall []string) {
	t.Session.Pending = &Pending{Why: pendingVoid, Question: g.q.Code, Value: g.value, Parts: g.parts, Attach: g.attach}
	var lines []text.Phrase
	for _, code := range fall {
		q, _ := f.Form().Question(code)
		lines = append(lines, text.T("• %s – <b>%s</b>", "• %s – <b>%s</b>").
			With(text.Clip(q.Text.In(t.Lang), 80), text.Clip(WordsOf(q, f.Answers()[code], f, t.Lang), 60)))
	}
	t.Say(Screen{
		Text: text.T("Ако отговорът стане <b>%s</b>, тези въпроси отпадат:\n%s\n\nДа го променя ли?",
			"If the answer becomes <b>%s</b>, these questions no longer apply:\n%s\n\nShall I change it?").
			With(WordsOf(g.q, Answer{Value: g.value}, f, t.Lang), text.Join("\n", lines...)),
		Buttons: [][]Tap{
			{button(f, g.q.Code, text.T("Да, промени", "Yes, change it"), verbYes), button(f, g.q.Code, labelKeep, verbNo)},
			MenuRow(),
		},
		Name: pendingName,
	})
}

// askAppend asks what a further text is to do with a long answer that is there.
func askAppend(t *Turn, f Filling, g given, have Answer) {
	t.Session.Pending = &Pending{Why: pendingAppend, Question: g.q.Code, Value: g.value, Parts: g.parts}
	t.Say(Screen{
		Text: text.T("На този въпрос вече има отговор:\n<b>%s</b>\n\nДа добавя ли новото към него, или да го заменя?",
			"This question already has an answer:\n<b>%s</b>\n\nShall I add the new text to it, or replace it?").
			With(text.Clip(WordsOf(g.q, have, f, t.Lang), 600)),
		Buttons: [][]Tap{
			{button(f, g.q.Code, text.T("Добави", "Add"), verbBefore), button(f, g.q.Code, text.T("Замени", "Replace"), verbYes)},
			MenuRow(),
		},
		Name: pendingName,
	})
}

// askSure repeats how a text was understood, where it could be understood
// otherwise.
func askSure(t *Turn, f Filling, g given, typed string) {
	t.Session.Pending = &Pending{Why: pendingSure, Question: g.q.Code, Value: g.value, Parts: g.parts}
	t.Say(Screen{
		Text: text.T("Разбирам „%s“ като <b>%s</b>. Така ли е?", "I understand “%s” as <b>%s</b>. Is that right?").
			With(text.Clip(typed, 100), WordsOf(g.q, Answer{Value: g.value}, f, t.Lang)),
		Buttons: [][]Tap{
			{button(f, g.q.Code, labelYes, verbYes), button(f, g.q.Code, text.T("Не, ще избера", "No, I’ll choose"), verbNo)},
			MenuRow(),
		},
		Name: pendingName,
	})
}

// pendingName names the message that asks about the pending reading: there is
// at most one such reading in a chat.
const pendingName = "pending"

// What a pending reading waits for.
const (
	pendingSure     = "sure"     // is this what was meant
	pendingConflict = "conflict" // mine or theirs
	pendingVoid     = "void"     // shall later answers fall
	pendingBelongs  = "belongs"  // to which question does it belong
	pendingFree     = "free"     // the own words of a choice are awaited
	pendingAppend   = "append"   // add to the long answer that is there, or replace it
	pendingAdd      = "add"      // may be more of the long text before; anything else typed is a new answer
)

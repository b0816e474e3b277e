package flows

import (
	"strings"

	"partnerbot/flows/text"
)

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
	pendingPick     = "pick"     // which of the organisations that were found
	pendingLong     = "long"     // a text that was too long; what follows at once is its end
)

// pending is the answer as it waits for the person's word.
func (g given) pending(why string) Pending {
	return Pending{Why: why, Question: g.q.Code, Value: g.value, Parts: g.parts, Attach: g.attach, Fall: g.fall}
}

// given is the reading as an answer on its way into the record.
func (p Pending) given(q *Question) given {
	return given{q: q, value: p.Value, parts: p.Parts, attach: p.Attach, fall: p.Fall}
}

// typed is what the reading was written in.
func (p Pending) typed() string {
	all := make([]string, len(p.Parts))
	for i, part := range p.Parts {
		all[i] = part.Text
	}
	return strings.Join(all, "\n")
}

// await keeps a reading that waits for the person's word, and asks for it.
func await(t *Turn, f Filling, p Pending) {
	if old := t.Session.Pending; old != nil && old.Question != p.Question {
		dropPending(t, f)
	}
	t.Session.Pending = &p
	showPending(t, f)
}

// showPending asks for the word on which a reading waits; false when there is
// nothing to ask.
func showPending(t *Turn, f Filling) bool {
	p := t.Session.Pending
	if p == nil {
		return false
	}
	q, ok := f.Form().Question(p.Question)
	if !ok {
		return false
	}
	var s Screen
	switch p.Why {
	case pendingSure:
		s = sureScreen(t, f, q, p)
	case pendingConflict:
		s = conflictScreen(t, f, q, p)
	case pendingVoid:
		s = voidScreen(t, f, q, p)
	case pendingBelongs:
		s = belongsScreen(t, f, q, p)
	case pendingFree:
		s = freeScreen(f, q, p)
	case pendingAppend:
		s = appendScreen(t, f, q, p)
	default:
		return false
	}
	s.Name, s.Beside = pendingName, true
	t.Say(s)
	return true
}

// sureScreen repeats how a text was understood, where it could be understood
// otherwise, or may not have been meant for the question.
func sureScreen(t *Turn, f Filling, q *Question, p *Pending) Screen {
	typed, words := text.Clean(p.typed()), WordsOf(q, Answer{Value: p.Value}, f, t.Lang)
	same := typed == words || typed == "" || q.Kind == Phone && typed == p.Value.Text
	words = strings.TrimRight(words, ".")
	ask := text.T("Разбирам „%s“ като <b>%s</b>. Така ли е?", "I understand “%s” as <b>%s</b>. Is that right?").With(text.Clip(typed, 100), words)
	no := text.T("Не, ще избера", "No, I’ll choose")
	if q.Kind != One && q.Kind != Several && q.Kind != Municipality && q.Kind != Scale {
		no = text.T("Не", "No")
	}
	switch {
	case p.Value.None == SkippedIt:
		ask = text.T("Да пропуснем ли този въпрос?", "Shall we skip this question?")
	case p.Value.None == DontKnow:
		ask = text.T("Да запиша ли <b>не знам</b>?", "Shall I record <b>don’t know</b>?")
	case p.Value.None == Refusal:
		ask = text.T("Да запиша ли, че отказвате да отговорите?", "Shall I record that you decline to answer?")
	case same:
		ask = text.T("Да запиша ли този отговор?\n%s\n<b>%s</b>", "Shall I record this answer?\n%s\n<b>%s</b>").With(q.Text, text.Clip(words, 300))
	}
	return Screen{Text: ask, Buttons: [][]Tap{{button(f, q.Code, labelYes, verbYes), button(f, q.Code, no, verbNo)}, MenuRow()}}
}

// conflictScreen shows both answers where two people answered the same
// question.
func conflictScreen(t *Turn, f Filling, q *Question, p *Pending) Screen {
	have := f.Answers()[q.Code]
	t.Session.Shown = have.Version
	mine := WordsOf(q, Answer{Value: p.Value, Attach: p.Attach}, f, t.Lang)
	who := f.Who(have.By)
	if have.Typist != 0 {
		who = text.T("координатор, от хартия или по телефона", "a coordinator, from paper or the phone,").Plain(t.Lang)
	}
	if who == "" {
		who = text.T("друг представител", "another representative").Plain(t.Lang)
	}
	return Screen{
		Text: text.T("Междувременно на този въпрос отговори %s:\n<b>%s</b>\n\nВашият отговор:\n<b>%s</b>\n\nКой да остане?",
			"Meanwhile %s answered this question:\n<b>%s</b>\n\nYour answer:\n<b>%s</b>\n\nWhich one should stay?").
			With(who, text.Clip(WordsOf(q, have, f, t.Lang), clipShown), text.Clip(mine, clipShown)),
		Buttons: [][]Tap{
			{button(f, q.Code, text.T("Моят", "Mine"), verbYes), button(f, q.Code, text.T("Другият", "The other"), verbTheirs)},
			MenuRow(),
		},
	}
}

// voidScreen says which answers fall, and asks first.
func voidScreen(t *Turn, f Filling, q *Question, p *Pending) Screen {
	var lines []text.Phrase
	for _, code := range p.Fall {
		if later, ok := f.Form().Question(code); ok {
			lines = append(lines, text.T("• %s – <b>%s</b>", "• %s – <b>%s</b>").
				With(text.Clip(later.Text.In(t.Lang), 80), text.Clip(WordsOf(later, f.Answers()[code], f, t.Lang), 60)))
		}
	}
	fall := text.T("тези въпроси отпадат заедно с отговорите им", "these questions and their answers no longer apply")
	if len(lines) == 1 {
		fall = text.T("този въпрос отпада заедно с отговора му", "this question and its answer no longer apply")
	}
	return Screen{
		Text: text.T("Ако отговорът стане <b>%s</b>, %s:\n%s\n\nДа го променя ли?", "If the answer becomes <b>%s</b>, %s:\n%s\n\nShall I change it?").
			With(WordsOf(q, Answer{Value: p.Value}, f, t.Lang), fall, text.Join("\n", lines...)),
		Buttons: [][]Tap{
			{button(f, q.Code, text.T("Да, промени", "Yes, change it"), verbYes), button(f, q.Code, labelKeep, verbNo)},
			MenuRow(),
		},
	}
}

// belongsScreen asks what something belongs to that was written before the
// present question was seen.
func belongsScreen(t *Turn, f Filling, q *Question, p *Pending) Screen {
	var rows [][]Tap
	typed := p.typed()
	for _, o := range belongOffers(t, f, q, p) {
		rows = append(rows, []Tap{button(f, q.Code, forQuestion(t, f, o.to), o.verb)})
	}
	said := text.T("Получих и файл. Изпратен е", "I also received a file. It was sent")
	if typed != "" {
		said = text.T("Получих и това: „%s“\nНаписано е", "I also received this: “%s”\nIt was written").With(text.Clip(typed, 200))
	}
	return Screen{
		Text:    text.T("%s, преди да видите последното ми съобщение. За кой въпрос е?", "%s before you saw my last message. Which question is it for?").With(said),
		Buttons: append(rows, []Tap{button(f, q.Code, text.T("За никой от тях", "For none of them"), verbNo)}, MenuRow()),
	}
}

// forQuestion is the label of a button that leads to a question: its number
// where people see one, and its first words.
func forQuestion(t *Turn, f Filling, q *Question) text.Phrase {
	if n, _ := place(f.Form(), f.Answers(), q.Code); n > 0 && !f.Form().Brief {
		return text.T("За %d. %s", "To %d. %s").With(n, text.Clip(q.Text.In(t.Lang), 22))
	}
	return text.T("За „%s“", "To “%s”").With(text.Clip(q.Text.In(t.Lang), 22))
}

// freeScreen asks for the person's own words to a choice like „Друго“.
func freeScreen(f Filling, q *Question, p *Pending) Screen {
	name := text.T("това", "it")
	for _, code := range p.Value.Choices {
		if c, ok := q.Choice(code); ok && c.Free {
			name = text.T("„%s“", "“%s”").With(c.Label)
		}
	}
	return Screen{
		Text: text.T("Напишете с няколко думи какво значи %s.", "Please write in a few words what %s means.").With(name),
		Buttons: [][]Tap{
			{button(f, q.Code, text.T("Не, ще избера друго", "No, I’ll choose another"), verbNo)},
			MenuRow(),
		},
	}
}

// appendScreen asks what a further text is to do with a long answer that is
// there, and shows both.
func appendScreen(t *Turn, f Filling, q *Question, p *Pending) Screen {
	have := f.Answers()[q.Code]
	t.Session.Shown = have.Version
	return Screen{
		Text: text.T("На този въпрос вече има отговор%s:\n<b>%s</b>\n\nСега написахте:\n<b>%s</b>\n\nДа го добавя ли към отговора, или да го запиша вместо него?",
			"This question already has an answer%s:\n<b>%s</b>\n\nNow you have written:\n<b>%s</b>\n\nShall I add it to the answer, or record it instead?").
			With(by(t, f, have), text.Clip(WordsOf(q, have, f, t.Lang), clipShown),
				text.Clip(WordsOf(q, Answer{Value: p.Value, Attach: p.Attach}, f, t.Lang), clipShown)),
		Buttons: [][]Tap{
			{button(f, q.Code, text.T("Добави", "Add"), verbBefore), button(f, q.Code, text.T("Замени", "Replace"), verbYes)},
			MenuRow(),
		},
	}
}

// dropPending lets a reading go that the person has left without a word. More
// of a long text is kept: whoever leaves has not said „Замени“. Of everything
// else it is said that it is not kept.
func dropPending(t *Turn, f Filling) {
	p := t.Session.Pending
	t.Session.Pending = nil
	if p == nil || len(p.Parts)+len(p.Attach) == 0 || p.Why == pendingAdd {
		return
	}
	q, ok := f.Form().Question(p.Question)
	if ok && p.Why == pendingAppend && !closed(t, f) {
		lengthen(t, f, q, p.Parts, p.Attach)
		return
	}
	if typed := p.typed(); typed != "" {
		t.Tell(text.T("Не съм записал „%s“ към никой въпрос.", "I have not recorded “%s” with any question.").With(text.Clip(typed, 100)))
		return
	}
	t.Tell(text.T("Не съм записал файла към никой въпрос.", "I have not recorded the file with any question."))
}

// clipShown is how many characters of an answer a message shows.
const clipShown = 600

package flows

import (
	"strings"
	"unicode/utf8"

	"partnerbot/flows/text"
)

// Word is a word of navigation, typed instead of pressed.
type Word string

// The words that people type to find their way. Menu and Help work everywhere,
// the others within a form.
const (
	NoWord      Word = ""
	WordMenu    Word = "menu"
	WordHelp    Word = "help"
	wordBack    Word = verbBack
	wordSkip    Word = verbSkip
	wordUnknown Word = verbUnknown
	wordRefuse  Word = verbRefuse
	wordDone    Word = verbDone
	wordKeep    Word = verbKeep
	wordGo      Word = verbGo
	wordReview  Word = verbReview
	wordSend    Word = verbSend
)

var words = wordKeys(map[Word][]string{
	WordMenu:    {"меню", "стоп", "menu", "stop", "към менюто", "главно меню"},
	WordHelp:    {"питай човек", "ask a person", "помощ", "help"},
	wordBack:    {"назад", "back", "върни", "връщане", "предишен"},
	wordSkip:    {"пропусни", "skip", "пропускам", "прескочи", "следващ", "напред", "next"},
	wordUnknown: {"не знам", "don't know", "dont know", "i don't know", "незнам", "не зная"},
	wordRefuse:  {"отказвам да отговоря", "отказвам", "decline to answer", "decline", "без отговор"},
	wordDone:    {"готово", "done", "готов", "готова", "край", "това е", "ok", "ок"},
	wordKeep:    {"остави така", "остави", "leave as it is", "keep", "същото"},
	wordGo:      {"продължи", "продължавам", "go on", "continue", "нататък"},
	wordReview:  {"прегледай отговорите", "преглед", "прегледай", "review the answers", "review"},
	wordSend:    {"изпрати", "изпращам", "send", "прати"},
})

func wordKeys(list map[Word][]string) map[string]Word {
	keys := make(map[string]Word)
	for word, spellings := range list {
		for _, s := range spellings {
			keys[text.Latin(s)] = word
		}
	}
	return keys
}

// WordOf returns the word of navigation that was typed, in any case and
// alphabet, or NoWord.
func WordOf(typed string) Word {
	if len(typed) > 80 {
		return NoWord
	}
	return words[text.Latin(typed)]
}

// Typed answers a text that was written while the form is open.
func Typed(t *Turn, f Filling, w Text) {
	q, asking := f.Form().Question(t.Session.Place)
	if asking && !asked(q, f.Answers(), f.Form()) {
		proceed(t, f) // the configuration or a colleague has changed what is asked
		return
	}
	word := WordOf(w.Text)
	switch {
	case !asking:
		typedAtScreen(t, f, word, w.Text)
		return
	case closed(t, f):
		sayClosed(t, f)
		return
	}
	if reply := repliedQuestion(t, f); reply != nil && reply.Code != q.Code {
		understand(t, f, reply, w)
		return
	}
	if word != wordBack && unseen(t, f, q) {
		early(t, f, q, Part{Message: t.Message, Text: text.Clean(w.Text)}, nil)
		return
	}
	t.Session.Asked = 0 // the question has been seen
	if t.Session.Pending != nil && typedAtPending(t, f, word, w.Text) {
		return
	}
	if word != NoWord && navigate(t, f, q, word) {
		return
	}
	understand(t, f, q, w)
}

// understand reads the text as an answer to the question.
func understand(t *Turn, f Filling, q *Question, w Text) {
	part := []Part{{Message: t.Message, Text: w.Text}}
	if q.Code != t.Session.Place { // a reply to an older question's message
		t.Session.Shown, t.Session.Back = f.Answers()[q.Code].Version, ""
	}
	if q.Kind == Organisation {
		findOrganisation(t, f, q, w.Text)
		return
	}
	r := read(q, w.Text, t.At)
	if !r.ok && q.DontKnow && strings.HasPrefix(text.Latin(w.Text), text.Latin("не знам")) {
		r = guess(Value{None: DontKnow})
	}
	have := f.Answers()[q.Code]
	switch {
	case !r.ok:
		wrong(t, f, q, r)
	case needsWords(q, r.value):
		askFree(t, f, q, r.value)
	case q.Kind == LongText && have.Counts() && have.Value.Text != "" && r.value.None == "":
		askAppend(t, f, given{q: q, value: r.value, parts: part}, have)
	case w.Forwarded, !r.sure:
		askSure(t, f, given{q: q, value: r.value, parts: part}, w.Text)
	default:
		give(t, f, given{q: q, value: r.value, parts: part})
	}
}

// repliedQuestion is the question whose message the person replied to, or nil.
func repliedQuestion(t *Turn, f Filling) *Question {
	if t.ReplyTo == 0 {
		return nil
	}
	prefix := questionName(f, "")
	name := t.Messages.Name(t.ReplyTo)
	if !strings.HasPrefix(name, prefix) {
		return nil
	}
	q, ok := f.Form().Question(strings.TrimPrefix(name, prefix))
	if !ok || !asked(q, f.Answers(), f.Form()) {
		return nil
	}
	return q
}

// unseen reports whether the message was written before its writer can have
// seen the present question: Telegram numbered it earlier, or it came in the
// batch that made the question, or the question has not left yet.
func unseen(t *Turn, f Filling, q *Question) bool {
	if t.Message == 0 || t.ReplyTo != 0 || t.Session.Asked == 0 {
		return false
	}
	if t.Session.Asked == t.Batch {
		return true
	}
	n, tried := t.Messages.Newest(questionName(f, q.Code))
	if n == 0 {
		return !tried
	}
	return t.Message < n
}

// early takes what was written before the question was seen: a long text and
// files before it grow, for everything else the bot asks.
func early(t *Turn, f Filling, q *Question, part Part, attach []FileID) {
	s := t.Session
	if p := s.Pending; p != nil && p.Why == pendingBelongs {
		p.Attach = append(p.Attach, attach...)
		if part.Text != "" {
			p.Parts = append(p.Parts, part)
		}
		return // asked already; this is one bubble more
	}
	if grows(f, s.Before, attach) {
		if p, ok := f.Form().Question(s.Before); ok {
			grow(t, f, p, part, attach)
			return
		}
	}
	var parts []Part
	if part.Text != "" {
		parts = []Part{part}
	}
	s.Pending = &Pending{Why: pendingBelongs, Question: q.Code, Parts: parts, Attach: attach}
	retire(t, questionName(f, q.Code))
	n, _ := place(f.Form(), f.Answers(), q.Code)
	row := []Tap{button(f, q.Code, text.T("За въпрос %d", "To question %d").With(n), verbYes)}
	if s.Before != "" {
		if m, _ := place(f.Form(), f.Answers(), s.Before); m > 0 {
			row = append([]Tap{button(f, q.Code, text.T("За въпрос %d", "To question %d").With(m), verbBefore)}, row...)
		}
	}
	said := text.T("Получих и това:", "I also received this:")
	if part.Text != "" {
		said = text.T("Получих и това: „%s“.", "I also received this: “%s”.").With(text.Clip(part.Text, 200))
	}
	t.Say(Screen{
		Text: text.T("%s\nНаписано е, преди да видите въпроса „%s“. За кой въпрос е?",
			"%s\nIt was written before you saw the question “%s”. Which question is it for?").With(said, q.Text),
		Buttons: [][]Tap{row, {button(f, q.Code, text.T("За никой", "For none"), verbNo)}, MenuRow()},
		Name:    pendingName,
	})
}

// grows reports whether the question takes a further bubble by itself.
func grows(f Filling, code string, attach []FileID) bool {
	q, ok := f.Form().Question(code)
	if !ok {
		return false
	}
	if len(attach) > 0 {
		return takesVoice(q) || q.Kind == FileAnswer
	}
	return q.Kind == LongText
}

// longestText is how long an answer of many bubbles may become, in characters.
const longestText = 50000

// grow adds a bubble to the answer of a question that was left already.
func grow(t *Turn, f Filling, q *Question, part Part, attach []FileID) {
	a := f.Answers()[q.Code]
	if q.Kind == FileAnswer {
		a.Value.Files = append(a.Value.Files, attach...)
	} else {
		a.Attach = append(a.Attach, attach...)
		if part.Text != "" {
			a.Parts = append(a.Parts, part)
			a.Value.Text = joined(a, part.Text)
			a.Value.None = ""
			if utf8.RuneCountInString(a.Value.Text) > longestText {
				t.Tell(text.T("Този отговор стана много дълъг и не мога да добавя още. Записаното дотук се пази.",
					"This answer has become very long, and I cannot add more. What is recorded so far is kept."))
				return
			}
		}
	}
	a.Version++
	a.At, a.By = t.At, t.Person
	f.Put(q.Code, a)
	if t.Session.Place == q.Code {
		t.Session.Shown = a.Version
	}
	showAnswered(t, f, q, a)
}

// joined is the text of an answer with one bubble more.
func joined(a Answer, more string) string {
	if a.Value.Text == "" {
		return more
	}
	return a.Value.Text + "\n" + more
}

// typedAtScreen answers what is typed at the summary or the welcome back.
func typedAtScreen(t *Turn, f Filling, word Word, typed string) {
	switch word {
	case wordGo, wordBack:
		proceed(t, f)
	case wordReview:
		review(t, f)
	case wordSend, wordDone:
		send(t, f)
	default:
		if t.Session.Place == placeReview {
			typedAtReview(t, f, typed)
			return
		}
		if yes, ok := text.ReadYesNo(typed); ok && yes {
			proceed(t, f)
			return
		}
		t.Tell(text.T("Това не го разбрах. Натиснете „Продължи“ и ще задам следващия въпрос.",
			"I did not understand that. Press “Go on” and I will ask the next question."))
		Open(t, f)
	}
}

// typedAtPending answers what is typed while a reading waits for a yes; false
// when it is to be taken as a new answer.
func typedAtPending(t *Turn, f Filling, word Word, typed string) bool {
	p := t.Session.Pending
	if p.Why == pendingAdd {
		t.Session.Pending = nil
		return false
	}
	if p.Why == pendingFree {
		if word != NoWord {
			t.Session.Pending = nil
			return false
		}
		q, _ := f.Form().Question(p.Question)
		words := text.Clip(text.Clean(typed), 500)
		if words == "" {
			askFree(t, f, q, p.Value)
			return true
		}
		v := p.Value
		v.Text = words
		part := []Part{{Message: t.Message, Text: typed}}
		if q.Kind == Several {
			t.Session.Pending = nil
			tickFree(t, f, q, v)
			return true
		}
		give(t, f, given{q: q, value: v, parts: part})
		return true
	}
	yes, ok := text.ReadYesNo(typed)
	key := text.Latin(typed)
	switch {
	case p.Why == pendingConflict && (key == text.Latin("моят") || key == text.Latin("mine")):
		decide(t, f, verbYes)
	case p.Why == pendingConflict && (key == text.Latin("другият") || key == text.Latin("the other")):
		decide(t, f, verbTheirs)
	case p.Why == pendingAppend && (key == text.Latin("добави") || key == text.Latin("add")):
		decide(t, f, verbBefore)
	case p.Why == pendingAppend && (key == text.Latin("замени") || key == text.Latin("replace")):
		decide(t, f, verbYes)
	case p.Why == pendingAppend && word == NoWord && !ok: // one bubble more
		p.Parts = append(p.Parts, Part{Message: t.Message, Text: text.Clean(typed)})
		p.Value.Text = joined(Answer{Value: p.Value}, text.Clean(typed))
	case p.Why == pendingConflict || !ok:
		if p.Why == pendingSure && word == NoWord {
			t.Session.Pending = nil
			retire(t, pendingName)
			return false
		}
		if word != NoWord {
			return false
		}
		t.Tell(text.T("Моля, изберете с бутон: така няма да сгрешим.", "Please choose with a button, so that nothing goes wrong."))
	case yes:
		decide(t, f, verbYes)
	default:
		decide(t, f, verbNo)
	}
	return true
}

// navigate does what a word of navigation says, where the question offers it.
// „Не знам“ and the like are answers, and so are words that the question has
// as choices.
func navigate(t *Turn, f Filling, q *Question, word Word) bool {
	switch word {
	case wordBack:
		goBack(t, f, q)
	case wordSkip:
		if !q.Skip {
			t.Tell(text.T("Този въпрос е важен и не може да се пропусне.", "This question matters and cannot be skipped."))
			return true
		}
		pass(t, f, q, SkippedIt)
	case wordUnknown:
		if !q.DontKnow {
			return false
		}
		pass(t, f, q, DontKnow)
	case wordRefuse:
		if !q.Refuse {
			return false
		}
		pass(t, f, q, Refusal)
	case wordDone:
		if q.Kind != Several && q.Kind != FileAnswer {
			return false
		}
		done(t, f, q)
	case wordKeep:
		a := f.Answers()[q.Code]
		if !a.Counts() {
			return false
		}
		accept(t, f, q, a)
	case wordReview:
		review(t, f)
	case wordGo:
		if q.Kind == LongText || q.Kind == ShortText {
			return false
		}
		Continue(t, f)
	default:
		return false
	}
	return true
}

// pass records that the question was passed over, and how.
func pass(t *Turn, f Filling, q *Question, how None) {
	give(t, f, given{q: q, value: Value{None: how}})
}

// goBack shows the question before, or at the first one says that it is.
func goBack(t *Turn, f Filling, q *Question) {
	prev := before(f, q.Code)
	if prev == nil {
		t.Tell(text.T("Това е първият въпрос.", "This is the first question."))
		Continue(t, f)
		return
	}
	ask(t, f, prev)
	t.Session.Before = ""
}

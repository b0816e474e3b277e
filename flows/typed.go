package flows

import (
	"strings"
	"time"

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
	word := WordOf(w.Text)
	if closed(t, f) {
		if word == wordReview {
			review(t, f)
			return
		}
		sayClosed(t, f)
		return
	}
	if reply := repliedQuestion(t, f); reply != nil && reply.Code != t.Session.Place {
		move(t, f, reply)
		understand(t, f, reply, w)
		return
	}
	q, asking := presentQuestion(t, f)
	if !asking && gone(t, f) {
		return
	}
	part := Part{Message: t.Message, Text: text.Clean(w.Text)}
	if word != wordBack && unseen(t, f) && early(t, f, q, part, nil) {
		return
	}
	t.Session.Asked = 0 // what stands below has been seen
	if p := t.Session.Pending; p != nil {
		if _, ok := f.Form().Question(p.Question); !ok {
			t.Session.Pending = nil
		} else if typedAtPending(t, f, word, w.Text) {
			return
		}
	}
	switch {
	case !asking:
		typedAtScreen(t, f, word, w.Text)
	case word != NoWord && navigate(t, f, q, word):
	default:
		understand(t, f, q, w)
	}
}

// presentQuestion is the question where the person is, if it still is asked.
func presentQuestion(t *Turn, f Filling) (*Question, bool) {
	q, ok := f.Form().Question(t.Session.Place)
	if !ok || !asked(q, f.Answers(), f.Form()) {
		return nil, false
	}
	return q, true
}

// gone tells who was at a question that is no longer asked, because the
// configuration or a colleague has changed what is, and goes on; false for who
// was at a screen.
func gone(t *Turn, f Filling) bool {
	if s := t.Session; s.Place == "" || strings.HasPrefix(s.Place, "~") {
		return false
	}
	t.Tell(text.T("Междувременно въпросът отпадна и този отговор вече не е нужен. Продължаваме нататък.",
		"Meanwhile that question has gone, and its answer is no longer needed. We go on."))
	leave(t, f, "")
	t.Session.Place = ""
	Open(t, f)
	return true
}

// move makes the question the person's place without showing it: what is
// answered is a reply to its older message.
func move(t *Turn, f Filling, q *Question) {
	leave(t, f, q.Code)
	s := t.Session
	s.Form, s.Subject, s.Place, s.Back = f.Form().Name, f.Subject(), q.Code, ""
	s.Shown, s.Tries, s.Asked, s.Missed = seenVersion(t, f, q), 0, 0, 0
}

// seenVersion is the version of the answer that the person knows without having
// been shown it now: their own. A colleague's is not known to them.
func seenVersion(t *Turn, f Filling, q *Question) int {
	if a := f.Answers()[q.Code]; !a.Counts() || a.By == t.Person {
		return a.Version
	}
	return -1
}

// understand reads the text as an answer to the question.
func understand(t *Turn, f Filling, q *Question, w Text) {
	parts := []Part{{Message: t.Message, Text: text.Clean(w.Text)}}
	long := q.Kind == LongText || q.Kind == ShortText
	doubt := w.Forwarded || long && t.ReplyTo == 0 && (paused(t) >= pauseWorthAsking || strings.HasSuffix(strings.TrimSpace(w.Text), "?"))
	answer(t, f, q, Pending{Parts: parts}.typed(), parts, nil, doubt)
}

// pauseWorthAsking is after how long a text may be meant for something else
// than the question that was asked before.
const pauseWorthAsking = 24 * time.Hour

// answer reads what was typed as an answer to the question: it is kept, or
// asked about, or what is awaited is explained. Doubt: it may not have been
// meant for the question.
func answer(t *Turn, f Filling, q *Question, typed string, parts []Part, attach []FileID, doubt bool) {
	r := read(q, typed, t.At)
	if (q.Kind == LongText || q.Kind == ShortText || !r.sure) && chat(t, f, q, typed) {
		return
	}
	if q.Kind == Organisation && findOrganisation(t, f, q, typed) {
		return
	}
	if none, ok := readNone(q, typed); ok && !r.ok {
		r = guess(Value{None: none})
	}
	have := f.Answers()[q.Code]
	g := given{q: q, value: r.value, parts: parts, attach: attach}
	if !r.ok || doubt || !r.sure {
		welcomeBack(t, f, q)
	}
	switch {
	case !r.ok:
		wrong(t, f, q, r, parts)
	case needsWords(q, r.value):
		await(t, f, g.pending(pendingFree))
	case q.Kind == LongText && have.Counts() && have.Value.Text != "" && r.value.None == "":
		await(t, f, g.pending(pendingAppend))
	case doubt, !r.sure:
		await(t, f, g.pending(pendingSure))
	default:
		give(t, f, g)
	}
}

// chat answers what people say to each other and what is no answer: a
// greeting, thanks, „чакайте малко“, „не разбирам“. The question stays.
func chat(t *Turn, f Filling, q *Question, typed string) bool {
	talk := text.SmallTalkOf(typed)
	switch talk {
	case text.NoTalk:
		return false
	case text.Confused:
		welcomeBack(t, f, q)
		wrong(t, f, q, amiss(awaited(q)), nil)
	case text.Greeting:
		if !welcomeBack(t, f, q) {
			SmallTalk(t, talk)
		}
		Continue(t, f)
	default:
		SmallTalk(t, talk)
		Continue(t, f)
	}
	return true
}

// paused is how long the person has done nothing.
func paused(t *Turn) time.Duration {
	if t.Session.At.IsZero() {
		return 0
	}
	return t.At.Sub(t.Session.At)
}

// welcomeBack tells who writes after a long time where they had stopped.
func welcomeBack(t *Turn, f Filling, q *Question) bool {
	if paused(t) < pauseWorthTelling || f.Form().Brief {
		return false
	}
	n, all := place(f.Form(), f.Answers(), q.Code)
	t.Tell(text.T("Добре дошли отново! Спряхте %s на въпрос %d от %d.", "Welcome back! You stopped %s at question %d of %d.").
		With(text.Ago(paused(t)), n, all))
	t.Session.At = t.At // told
	return true
}

// SmallTalk answers a greeting and the like in kind.
func SmallTalk(t *Turn, talk text.Talk) {
	switch talk {
	case text.Greeting:
		t.Tell(text.T("Здравейте! Радвам се, че сте тук.", "Hello! I am glad that you are here."))
	case text.Thanks:
		t.Tell(text.T("И аз Ви благодаря!", "Thank you, too!"))
	case text.Wait:
		t.Tell(text.T("Спокойно, не бързайте. Всичко дотук се пази. Продължете, когато Ви е удобно.",
			"There is no hurry. Everything so far is kept; go on whenever it suits you."))
	case text.Smile:
		t.Tell(text.T("Получих го.", "Received."))
	case text.NoTalk, text.Confused:
	}
}

// QuestionNamed tells of which form and record the message with the name asked a
// question; false when it asked none.
func QuestionNamed(name string) (form, subject string, ok bool) {
	part := strings.SplitN(name, "/", 4)
	if len(part) != 4 || part[0] != "q" {
		return "", "", false
	}
	return part[1], part[2], true
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

// navigate does what a word of navigation says, where the question offers it.
// „Не знам“ and the like are answers, and so are words that the question has
// as choices.
func navigate(t *Turn, f Filling, q *Question, word Word) bool {
	switch word {
	case wordBack:
		goBack(t, f, q)
	case wordSkip:
		if !q.Skip {
			t.Tell(cannotSkip(q))
			Continue(t, f)
			return true
		}
		pass(t, f, q, SkippedIt)
	case wordUnknown:
		if !q.DontKnow && q.Kind == LongText || !q.DontKnow && q.Kind == ShortText {
			return false
		}
		if !q.DontKnow {
			wrong(t, f, q, reading{}, nil)
			return true
		}
		pass(t, f, q, DontKnow)
	case wordRefuse:
		if !q.Refuse {
			return false
		}
		pass(t, f, q, Refusal)
	case wordDone:
		switch a := f.Answers()[q.Code]; {
		case q.Kind == Several || q.Kind == FileAnswer:
			done(t, f, q)
		case a.Counts():
			accept(t, f, q, a)
		case q.Kind == LongText || q.Kind == ShortText:
			wrong(t, f, q, reading{}, nil)
		default:
			return false
		}
	case wordKeep:
		a := f.Answers()[q.Code]
		if !a.Counts() {
			return false
		}
		accept(t, f, q, a)
	case wordReview:
		review(t, f)
	case wordGo:
		Continue(t, f)
	default:
		return false
	}
	return true
}

func cannotSkip(q *Question) text.Phrase {
	if q.DontKnow {
		return text.T("Този въпрос е важен и не може да се пропусне. Ако не знаете, натиснете „Не знам“.",
			"This question matters and cannot be skipped. If you do not know, press “Don’t know”.")
	}
	return text.T("Този въпрос е важен и не може да се пропусне. Ако се колебаете, изберете най-близкото.",
		"This question matters and cannot be skipped. If you are in doubt, choose what comes closest.")
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

package flows

import (
	"strings"

	"partnerbot/flows/text"
)

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
	case q.Kind == ShortText && myself[text.Latin(w.Text)] && f.Proposal(q) != "" && !f.Answers()[q.Code].Counts():
		propose(t, f, q, f.Proposal(q))
	default:
		understand(t, f, q, w)
	}
}

// myself are words for oneself where the proposal is one's name: „аз“ says nothing to
// who reads the answer.
var myself = map[string]bool{text.Latin("аз"): true, text.Latin("аз съм"): true, text.Latin("моя милост"): true, text.Latin("мен"): true, "me": true, "myself": true}

// Fits reports whether what was typed can be a word to what the open form asks, or
// waits for.
func Fits(t *Turn, f Filling, typed string) bool {
	q, asking := presentQuestion(t, f)
	if closed(t, f) {
		return false
	}
	if _, yesNo := text.ReadYesNo(typed); yesNo && (t.Session.Pending != nil || !asking) {
		return true
	}
	if !asking {
		return false
	}
	if (q.Kind == LongText || q.Kind == ShortText) && text.SmallTalkOf(typed) != text.NoTalk {
		return false // is talk there
	}
	_, none := readNone(q, typed)
	return none || q.Kind == Organisation || read(q, typed, t.At).ok
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
	if t.Session.Place == placeSure {
		typedAtSure(t, f, word, typed)
		return
	}
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
		if q := open(f.Form(), f.Answers()); q != nil && (q.Kind == LongText || q.Kind == ShortText && !q.Name) && text.SmallTalkOf(typed) == text.NoTalk {
			// Who knows what comes next writes it before it is asked.
			ask(t, f, q)
			answer(t, f, q, text.Clean(typed), []Part{{Message: t.Message, Text: text.Clean(typed)}}, nil, true)
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
		if !q.DontKnow && (q.Kind == LongText || q.Kind == ShortText || q.listed()) {
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
		case q.Kind == Several || q.Kind == FileAnswer || q.listed():
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

// PassOver passes over the next question without an answer, where that is offered;
// false where it is not.
func PassOver(t *Turn, f Filling) bool {
	q := open(f.Form(), f.Answers())
	if q == nil || !q.Skip || !current(t, f, q) {
		return false
	}
	dropPending(t, f)
	pass(t, f, q, SkippedIt)
	return true
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

package flows

import (
	"strings"
	"time"

	"partnerbot/flows/text"
)

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
	none, passed := readNone(q, typed)
	if q.listed() && len(attach) == 0 && (!passed || len(items(f.Answers()[q.Code])) > 0) {
		addTyped(t, f, q, lastPart(parts, typed))
		return
	}
	if passed && !r.ok {
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

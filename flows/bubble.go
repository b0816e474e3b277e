package flows

import (
	"unicode/utf8"

	"partnerbot/flows/text"
)

// presentName is the name of the message where the person is.
func presentName(t *Turn, f Filling) string {
	switch t.Session.Place {
	case placeReview:
		return reviewName(f)
	case placeResume:
		return resumeName(f)
	case placeSure:
		return sureName(f)
	}
	return questionName(f, t.Session.Place)
}

// unseen reports whether the message was written before its writer can have
// seen where they are now: Telegram numbered it before the message that shows
// it, or it came in the batch that made that, or that has not left yet.
func unseen(t *Turn, f Filling) bool {
	if t.Message == 0 || t.ReplyTo != 0 || t.Session.Asked == 0 {
		return false
	}
	if t.Session.Asked == t.Batch {
		return true
	}
	n, tried := t.Messages.Newest(presentName(t, f))
	if n == 0 {
		return !tried
	}
	return t.Message < n
}

// early takes what was written before its writer saw where they are now. A long
// text and files before it grow, the end of a text that was too long stays with
// it, for everything else the bot asks. False: it can belong to nothing else
// than what is asked now. At the summary q is nil.
func early(t *Turn, f Filling, q *Question, part Part, attach []FileID) bool {
	s := t.Session
	prev, ok := f.Form().Question(s.Before)
	grown := ok && grows(prev, attach)
	talk := text.SmallTalkOf(part.Text)
	switch word := WordOf(part.Text); {
	case ok && grows(prev, nil) && (word == wordDone || word == wordGo):
		t.Tell(text.T("Записано е.", "It is recorded.")) // „готово“ after the last bubble
		return true
	case !grown && len(attach) == 0 && talk != text.NoTalk && talk != text.Confused:
		SmallTalk(t, talk)
		return true
	}
	if p := s.Pending; p != nil {
		switch p.Why {
		case pendingBelongs, pendingAppend:
			oneMore(t, f, p, part, attach)
			return true
		case pendingLong:
			if q != nil && len(p.Parts) < longestPaste {
				parts := append(p.Parts, part)
				answer(t, f, q, Pending{Parts: parts}.typed(), parts, attach, false)
			}
			return true
		}
	}
	fits := ok && takes(prev, part.Text, len(attach) > 0)
	switch {
	case q == nil && !fits:
		return false
	case grown:
		grow(t, f, prev, part, attach)
		return true
	case q == nil:
		q = prev
	}
	dropPending(t, f)
	p := Pending{Why: pendingBelongs, Question: q.Code, Attach: attach}
	if part.Text != "" {
		p.Parts = []Part{part}
	}
	await(t, f, p)
	return true
}

// takes reports whether what was written or sent can be an answer to the
// question at all.
func takes(q *Question, typed string, file bool) bool {
	switch q.Kind {
	case FileAnswer:
		return file
	case LongText, ShortText:
		return typed != "" || takesVoice(q)
	}
	return typed != ""
}

// longestPaste is how many messages of a text that is too long are counted
// together; what comes after them changes nothing.
const longestPaste = 5

// grows reports whether the question takes a further bubble by itself.
func grows(q *Question, attach []FileID) bool {
	if len(attach) > 0 {
		return takesVoice(q) || q.Kind == FileAnswer
	}
	return q.Kind == LongText || q.Kind == List
}

// room is how many characters a text may have.
func room(q *Question) int {
	switch {
	case q.MaxLength > 0:
		return q.MaxLength
	case q.Kind == ShortText:
		return 200
	}
	return 10000
}

func tooLong(n, room int) text.Phrase {
	return text.T("Това са %s знака, а тук се събират %s. Може ли по-накратко?", "That is %s characters, and there is room for %s. Could you make it shorter?").
		With(text.Number(float64(n)), text.Number(float64(room)))
}

// lengthen adds texts and files to an answer that was there, which its history
// keeps.
func lengthen(t *Turn, f Filling, q *Question, parts []Part, attach []FileID) {
	if a := f.Answers()[q.Code]; a.Counts() {
		a.History = append(a.History, a.past())
		f.Put(q.Code, a)
	}
	for _, part := range parts {
		grow(t, f, q, part, nil)
	}
	if len(attach) > 0 {
		grow(t, f, q, Part{}, attach)
	}
}

// grow adds a bubble to the answer of a question that was left already.
func grow(t *Turn, f Filling, q *Question, part Part, attach []FileID) {
	if q.listed() {
		growList(t, f, q, part)
		return
	}
	a := f.Answers()[q.Code]
	if a.Counts() && a.By != t.Person && len(a.Parts) > 0 { // a colleague's: their messages are not this person's
		a.History = append(a.History, a.past())
		a.Parts = nil
		if a.Value.Text != "" {
			a.Parts = []Part{{Text: a.Value.Text}}
		}
	}
	if q.Kind == FileAnswer {
		attach = fitting(t, q, len(a.Value.Files), attach)
		if len(attach) == 0 {
			return
		}
		a.Value.Files = append(a.Value.Files, attach...)
	} else {
		a.Attach = append(a.Attach, attach...)
	}
	if part.Text != "" && q.Kind != FileAnswer {
		whole := joined(q, a.Value.Text, part.Text)
		if n := utf8.RuneCountInString(whole); n > room(q) {
			t.Tell(text.T("Последното съобщение не съм го добавил: с него стават %s знака, а тук се събират %s. Дотук всичко е записано.",
				"I have not added the last message: with it there are %s characters, and there is room for %s. Everything before it is recorded.").
				With(text.Number(float64(n)), text.Number(float64(room(q)))))
			return
		}
		a.Parts, a.Value.Text = append(a.Parts, part), whole
	}
	a.Value.None, a.Void = "", false
	a.Version++
	a.At, a.By = t.At, t.Person
	f.Put(q.Code, a)
	if t.Session.Place == q.Code {
		t.Session.Shown = a.Version
	}
	showAnswered(t, f, q, a)
}

// joined is a text with one bubble more.
func joined(q *Question, have, more string) string {
	switch {
	case have == "":
		return more
	case q.Kind == ShortText:
		return have + " " + more
	}
	return have + "\n" + more
}

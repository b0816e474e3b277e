package flows

import (
	"strconv"
	"strings"

	"partnerbot/flows/text"
)

// offer is a question to which something written early may belong, with the
// verb of its button.
type offer struct {
	to   *Question
	verb string
}

// belongOffers are the questions among which the person may choose.
func belongOffers(t *Turn, f Filling, q *Question, p *Pending) []offer {
	var out []offer
	add := func(to *Question, verb string) {
		if takes(to, p.typed(), len(p.Attach) > 0) {
			out = append(out, offer{to, verb})
		}
	}
	if prev, ok := f.Form().Question(t.Session.Before); ok {
		add(prev, verbBefore)
	}
	if t.Session.Place == q.Code {
		add(q, verbYes)
	}
	return out
}

// typedAtBelongs answers what is typed at the question to what something
// belongs; false when it is to be taken as an answer to the present question.
// Only what was written before that question was seen may belong to the same.
func typedAtBelongs(t *Turn, f Filling, word Word, typed string) bool {
	p := t.Session.Pending
	q, _ := f.Form().Question(p.Question)
	talk := text.SmallTalkOf(typed)
	verb, chosen := "", false
	if word == NoWord {
		verb, chosen = belongsTo(t, f, belongOffers(t, f, q, p), typed)
	}
	switch {
	case talk > text.NoTalk && talk < text.Confused:
		SmallTalk(t, talk)
		showPending(t, f)
	case word == NoWord && talk == text.NoTalk && pendingUnseen(t):
		oneMore(t, f, p, Part{Message: t.Message, Text: text.Clean(typed)}, nil)
	case chosen:
		decide(t, f, verb)
	case word == NoWord && talk == text.NoTalk && answers(t, f, typed):
		if len(p.Attach) == 0 && text.Latin(p.typed()) == text.Latin(typed) {
			t.Session.Pending = nil // the same once more
			return false
		}
		dropPending(t, f)
		return false
	default:
		t.Tell(saidChoose)
		showPending(t, f)
	}
	return true
}

// pendingUnseen reports whether the message was written before its writer can
// have seen what asks about the pending reading.
func pendingUnseen(t *Turn) bool {
	n, tried := t.Messages.Newest(pendingName)
	return t.Message != 0 && (n == 0 && !tried || t.Message < n)
}

// answers reports whether what was typed can be an answer to the present
// question. A bare yes or no is one to what was asked last.
func answers(t *Turn, f Filling, typed string) bool {
	q, asking := presentQuestion(t, f)
	if _, yesNo := text.ReadYesNo(typed); yesNo || !asking {
		return false
	}
	_, none := readNone(q, typed)
	return none || q.Kind == Organisation || read(q, typed, t.At).ok
}

// belongsTo finds the button that was meant with the typed words: what stands on
// it, the question's number or words, its place, or a yes where there is but one.
func belongsTo(t *Turn, f Filling, offers []offer, typed string) (verb string, ok bool) {
	key := text.Latin(typed)
	for _, none := range []string{"за никой от тях", "никой от тях", "за никой", "за нито един", "for none of them", "none of them"} {
		if key == text.Latin(none) {
			return verbNo, true
		}
	}
	if yes, answered := text.ReadYesNo(typed); answered && len(offers) == 1 {
		return map[bool]string{true: offers[0].verb, false: verbNo}[yes], true
	}
	places := [][]string{{"първия", "първият", "first", "предишния"}, {"втория", "вторият", "second"}}
	key, led := withoutFor(key)
	for i, o := range offers {
		number := i + 1
		if n, _ := place(f.Form(), f.Answers(), o.to.Code); !f.Form().Brief {
			number = n
		}
		if key == strconv.Itoa(number) {
			return o.verb, true
		}
		for _, word := range places[i] {
			if len(offers) > 1 && key == text.Latin(word) {
				return o.verb, true
			}
		}
		label, _ := withoutFor(text.Latin(forQuestion(t, f, o.to).Plain(t.Lang)))
		for _, words := range []string{label, text.Latin(o.to.Text.In(t.Lang))} {
			if key == words || led && len(key) > 3 && strings.HasPrefix(words, key) {
				return o.verb, true
			}
		}
	}
	return "", false
}

// withoutFor is the key of a text without „за“, „въпрос“ and the like around
// what is meant, and whether it began so.
func withoutFor(key string) (short string, led bool) {
	short = key
	for _, word := range []string{"за", "to", "for", "the", "въпрос", "question"} {
		short = strings.TrimPrefix(short, text.Latin(word)+" ")
	}
	led = short != key
	for _, word := range []string{"въпрос", "question", "one"} {
		short = strings.TrimSuffix(short, " "+text.Latin(word))
	}
	return short, led
}

// saidChoose answers who types where only a choice helps.
var saidChoose = text.T("Моля, изберете с бутон: така няма да объркаме нещо.", "Please choose with a button, so that nothing gets mixed up.")

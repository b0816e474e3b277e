package flows

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestAnything lets two people do anything in any order, while the bot is away
// at times and the configuration changes. Whatever they do: the engine does not
// fall over, the place exists, everything typed or pressed is answered, words
// that were recorded stay in the record, and at most two messages have live
// buttons.
func TestAnything(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		a := &anything{talk: newTalk(t), rt: rt, recorded: map[string]bool{}}
		a.starts(1)
		a.starts(2)
		for range rapid.IntRange(1, 60).Draw(rt, "steps") {
			a.at = a.at.Add(time.Duration(rapid.SampledFrom([]int{1, 60, 86400}).Draw(rt, "seconds")) * time.Second)
			a.number++
			a.step()
			a.check()
		}
		a.slow = false
		a.deliver(1)
		a.deliver(2)
		a.check()
	})
}

type anything struct {
	*talk
	rt       *rapid.T
	written  int             // unique words so far
	recorded map[string]bool // those that were in the record at some time
}

var anyWords = []string{
	"да", "не", "назад", "пропусни", "готово", "4", "май 4", "2-3", "16.4.2026", "0888123456", "a@b.bg", "дунав", "Друго", "изпрати", "преглед", "продължи",
	"нещо съвсем друго", "<b>&", "време, пари", "време и пари", "сдружение", strings.Repeat("дълго ", 600), strings.Repeat("много дълго ", 1000), "😀", "моят", "другият", "1",
	"не знам", "няма", "-", "?", "благодаря", "чакайте", "добави", "замени", "за никой", "всички",
}

func (a *anything) step() {
	who := PersonID(rapid.IntRange(1, 2).Draw(a.rt, "who"))
	same := rapid.Bool().Draw(a.rt, "same batch")
	waits := a.waiting(who)
	switch rapid.IntRange(0, 14).Draw(a.rt, "act") {
	case 0, 1, 2:
		a.answered(who, a.hear(who, Input{Message: a.number, What: Text{Text: rapid.SampledFrom(anyWords).Draw(a.rt, "word")}}, same))
	case 3:
		a.written++
		a.answered(who, a.hear(who, Input{Message: a.number, What: Text{Text: a.unique(), Forwarded: rapid.Bool().Draw(a.rt, "forwarded")}}, same))
	case 4, 5, 6, 7, 8:
		b, ok := a.button(who, rapid.IntRange(0, 3).Draw(a.rt, "an old one") > 0)
		if !ok {
			return
		}
		press, _ := ParsePress(b.What.(Press).Data)
		if q, ok := a.sheet.form.Question(press.Question); ok && q.listed() && strings.HasPrefix(press.Verb, verbUntick) {
			clear(a.recorded) // an entry is taken away
		}
		pending := a.session[who].Pending
		another := pending != nil && press.Question == pending.Question && press.Verb != verbBack && press.Verb != verbOpen // another answer instead
		effects := a.hear(who, b, same)
		if !another {
			a.kept(who, waits, effects)
		}
	case 9:
		album := rapid.SampledFrom([]string{"", "album"}).Draw(a.rt, "album")
		told := album != "" && a.session[who].Declined == album // that this album is not taken
		effects := a.hear(who, Input{Message: a.number, What: Attachment{Kind: Photo, Remote: "x", Album: album}}, same)
		if !told {
			a.answered(who, effects)
		}
		a.kept(who, waits, effects)
	case 10:
		a.answered(who, a.hear(who, Input{Message: a.number, What: Contact{Phone: "0888123456", Own: rapid.Bool().Draw(a.rt, "own")}}, same))
	case 11:
		was := a.number - rapid.IntRange(0, 30).Draw(a.rt, "which")
		a.hear(who, Input{Message: was, What: Edited{Text: rapid.SampledFrom(anyWords).Draw(a.rt, "word")}}, same)
		clear(a.recorded) // an edit may take words back
	case 12:
		if ms := a.phone(who).messages; len(ms) > 0 {
			a.hear(who, Input{Message: a.number, ReplyTo: rapid.SampledFrom(ms).Draw(a.rt, "message").number, What: Text{Text: rapid.SampledFrom(anyWords).Draw(a.rt, "word")}}, same)
		}
	case 13:
		if a.slow = !a.slow; !a.slow {
			a.deliver(1)
			a.deliver(2)
		}
	case 14:
		a.reconfigure()
	}
}

// waiting is the unique word for which somebody's yes is awaited, or "".
func (a *anything) waiting(who PersonID) string {
	if p := a.session[who].Pending; p != nil && p.Why != pendingAdd && p.Why != pendingLong { // of those it is said that they are not recorded
		for i := range a.written {
			if w := fmt.Sprintf("дума%dа", i+1); strings.Contains(p.typed(), w) {
				return w
			}
		}
	}
	return ""
}

// kept fails when something was done that does not decide about a word that
// waited, and the word is neither waiting nor recorded nor spoken of.
func (a *anything) kept(who PersonID, word string, effects []Effect) {
	if word == "" || a.waiting(who) == word {
		return
	}
	for _, answer := range a.sheet.answers {
		if strings.Contains(answer.Value.Text+inItems(answer), word) {
			return
		}
	}
	for _, e := range effects {
		if say, ok := e.(Say); ok && (strings.Contains(say.HTML, word) || strings.HasPrefix(say.HTML, "Не съм записал")) {
			return
		}
	}
	a.rt.Fatalf("%q is gone, and nobody was told: %+v", word, effects)
}

// inItems are the words of a list, finished or not.
func inItems(a Answer) string {
	var all []string
	for _, it := range slices.Concat(a.Value.Items, items(a)) {
		all = append(all, it.Text)
	}
	return strings.Join(all, "\n")
}

func (a *anything) unique() string { return fmt.Sprintf("дума%dа", a.written) }

// button is a button that is shown, or any that ever was.
func (a *anything) button(who PersonID, now bool) (Input, bool) {
	var all []Input
	for _, m := range a.phone(who).messages {
		for _, b := range slices.Concat(m.buttons...) {
			all = append(all, Input{Message: m.number, What: Press{Data: b.Data}})
		}
	}
	if !now {
		for _, s := range a.phone(who).said {
			for _, b := range slices.Concat(s.Buttons...) {
				all = append(all, Input{Message: 101, What: Press{Data: b.Data}})
			}
		}
	}
	if len(all) == 0 {
		return Input{}, false
	}
	return rapid.SampledFrom(all).Draw(a.rt, "button"), true
}

// reconfigure changes the form as a coordinator may.
func (a *anything) reconfigure() {
	form := everyKind()
	i := rapid.IntRange(0, len(form.Questions)-1).Draw(a.rt, "question")
	q := &form.Questions[i]
	switch rapid.IntRange(0, 3).Draw(a.rt, "change") {
	case 0:
		form.Questions = slices.Delete(form.Questions, i, i+1)
	case 1:
		if len(q.Choices) > 1 {
			q.Choices = q.Choices[1:]
		}
	case 2:
		q.Kind, q.Choices, q.Min, q.Max = rapid.SampledFrom([]Kind{ShortText, LongText, NumberKind, Money, Date, FileAnswer, List, Organisations}).Draw(a.rt, "kind"), nil, nil, nil
	case 3:
		form.Questions = slices.Insert(form.Questions, i, Question{Code: "new", Kind: One, Text: pair("Ново?"), Choices: choices("едно", "друго")})
	}
	a.sheet.form = form
}

// answered fails when somebody wrote and heard nothing. Of further bubbles that
// wait for the same word the bot need not speak again.
func (a *anything) answered(who PersonID, effects []Effect) {
	p := a.session[who].Pending
	if len(effects) == 0 && (p == nil || p.Why != pendingAppend && p.Why != pendingBelongs && p.Why != pendingLong) {
		a.rt.Fatalf("no answer at %q, pending %+v", a.session[who].Place, p)
	}
}

func (a *anything) check() {
	for who, s := range a.session {
		if n := len(a.phone(who).live()); n > 2 {
			a.rt.Fatalf("person %d has %d messages with live buttons", who, n)
		}
		if s.Place == "" || strings.HasPrefix(s.Place, "~") {
			continue
		}
		if _, ok := everyKind().Question(s.Place); !ok && s.Place != "new" {
			a.rt.Fatalf("at %q, which never existed", s.Place)
		}
	}
	var all strings.Builder
	for _, answer := range a.sheet.answers {
		all.WriteString(answer.Value.Text + "\n" + inItems(answer))
		if answer.Draft != nil {
			all.WriteString(answer.Draft.Text + "\n")
		}
		for _, past := range answer.History {
			all.WriteString(past.Value.Text + "\n" + inItems(Answer{Version: 1, Value: past.Value}))
		}
	}
	words := map[string]bool{}
	for i := range a.written {
		if w := fmt.Sprintf("дума%dа", i+1); strings.Contains(all.String(), w) {
			words[w] = true
		}
	}
	for w := range a.recorded {
		if !words[w] {
			a.rt.Fatalf("%q is no longer in the record: %q", w, all.String())
		}
	}
	maps.Copy(a.recorded, words)
}

package flows

import (
	"hash/fnv"
	"strconv"

	"partnerbot/flows/text"
)

// LastWord is what is asked before a form is sent: what would be done, and whom it
// touches.
type LastWord struct {
	Text    text.Phrase
	Yes     text.Phrase // the button that does it; empty: it cannot be sent as it is
	Buttons [][]Tap     // other ways on
}

// Careful is a Filling that may ask for a last word; false: it needs none. What was
// asked and what is done are the same: where anything of it has changed meanwhile, it is
// asked again.
type Careful interface {
	LastWord(*Turn) (LastWord, bool)
}

// placeSure is the place where the last word is awaited.
const placeSure = "~sure"

// verbSure is the yes; what was asked follows, see mark.
const verbSure = "sure"

func sureName(f Filling) string { return "sure/" + f.Form().Name + "/" + f.Subject() }

func lastWord(t *Turn, f Filling) (LastWord, bool) {
	c, ok := f.(Careful)
	if !ok {
		return LastWord{}, false
	}
	return c.LastWord(t)
}

// mark tells one last word from another.
func (w LastWord) mark(lang text.Language) uint32 {
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(w.Text.HTML(lang))) // never fails
	return sum.Sum32()
}

func markIn(mark uint32) string { return strconv.FormatUint(uint64(mark), 36) }

// askSure asks for the last word.
func askSure(t *Turn, f Filling, w LastWord) {
	leave(t, f, placeSure)
	s := t.Session
	s.Form, s.Subject, s.Place, s.Asked, s.Back, s.Tries = f.Form().Name, f.Subject(), placeSure, t.Batch, "", 0
	s.Shown = int(w.mark(t.Lang))
	var rows [][]Tap
	if !w.Yes.Empty() {
		rows = append(rows, []Tap{button(f, "", w.Yes, verbSure+markIn(w.mark(t.Lang)))})
	}
	rows = append(rows, w.Buttons...)
	rows = append(rows, []Tap{button(f, "", text.T("‹ Към обобщението", "‹ To the summary"), verbReview)})
	t.Say(Screen{Text: w.Text, Buttons: append(rows, MenuRow()), Name: sureName(f)})
}

// surely is the yes to what carries the mark.
func surely(t *Turn, f Filling, mark string) {
	w, asks := lastWord(t, f)
	if p := ProgressOf(f.Form(), f.Answers()); p.Done < p.All || closed(t, f) || !f.Sent().IsZero() {
		send(t, f)
		return
	}
	if asks && (w.Yes.Empty() || markIn(w.mark(t.Lang)) != mark) {
		changed := text.T("Междувременно нещо се промени. Вижте отново.", "Something has changed meanwhile. Please look again.")
		if _, pressed := t.What.(Press); pressed {
			t.Toast(changed)
			t.strip()
		} else {
			t.Tell(changed)
		}
		askSure(t, f, w)
		return
	}
	finish(t, f)
}

// typedAtSure answers what is typed where the last word is awaited.
func typedAtSure(t *Turn, f Filling, word Word, typed string) {
	yes, ok := text.ReadYesNo(typed)
	w, asks := lastWord(t, f)
	switch {
	case word == wordSend || word == wordDone || ok && yes || text.Latin(typed) == text.Latin(w.Yes.Plain(t.Lang)) && !w.Yes.Empty():
		surely(t, f, markIn(uint32(t.Session.Shown))) //nolint:gosec // it was one
	case word == wordBack || word == wordReview || word == wordGo || ok || !asks:
		review(t, f)
	default:
		if talk := text.SmallTalkOf(typed); talk != text.NoTalk && talk != text.Confused {
			SmallTalk(t, talk)
			return
		}
		t.Tell(text.T("Това не го разбрах. Отговорете с „да“ или „не“.", "I did not understand that. Please answer “yes” or “no”."))
		askSure(t, f, w)
	}
}

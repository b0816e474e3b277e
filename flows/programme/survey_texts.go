package programme

import (
	"strings"

	"partnerbot/flows"
)

// FreeText is what an organisation has written in its own words to a question of the
// survey. It may name people: it is for administrators, in private.
type FreeText struct {
	Of    Organisation
	Words string
	By    flows.PersonID // who answered; 0: nobody in Telegram, or erased
	Typed bool           // a coordinator typed it, or a part of it, for who answered
}

// TextQuestions are the questions of the survey that may be answered in one's own words,
// those that are no longer asked last. Phone numbers and e-mail addresses are no texts.
func TextQuestions(tx *Tx, p *Programme) []flows.Question {
	var out []flows.Question
	for _, q := range answeredIn(tx, p.Survey) {
		if ownWords(q.Question) {
			out = append(out, q.Question)
		}
	}
	return out
}

func ownWords(q flows.Question) bool {
	switch q.Kind {
	case flows.ShortText, flows.LongText, flows.List:
		return true
	case flows.One, flows.Several:
		for _, c := range q.Choices {
			if c.Free {
				return true
			}
		}
	case flows.Scale, flows.NumberKind, flows.Money, flows.Date, flows.Phone, flows.Email, flows.Organisation, flows.Municipality, flows.FileAnswer, flows.Organisations:
	}
	return false
}

// TextsOf are the texts of one question, of those organisations whose answers are counted.
func TextsOf(all Counts, q flows.Question) []FreeText {
	if !ownWords(q) {
		return nil
	}
	var out []FreeText
	for _, one := range all.Where(IsCounted) {
		a := one.Response.Answers[q.Code]
		if !a.Counts() {
			continue
		}
		words := a.Value.Text
		for _, it := range a.Value.Items {
			words += "\n• " + it.Text
		}
		if words = strings.TrimSpace(words); words != "" {
			out = append(out, FreeText{Of: one.Organisation, Words: words, By: a.By, Typed: a.Typist != 0})
		}
	}
	return out
}

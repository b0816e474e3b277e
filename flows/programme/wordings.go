package programme

import (
	"maps"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// KeepWordings stores how each question and choice of the form is put, so that
// answers stay readable when the configuration no longer has them. Questions
// that are gone are marked so; choices that are gone keep their words.
func KeepWordings(tx *Tx, form flows.Form) {
	asked := map[string]bool{}
	for i, q := range form.Questions {
		asked[q.Code] = true
		key := WordingKey{Form: form.Name, Question: q.Code}
		old, _ := tx.Wordings.Get(key)
		w := Wording{Kind: q.Kind, Text: q.Text, Order: i}
		if len(q.Choices)+len(old.Choices) > 0 {
			w.Choices = map[string]text.Pair{}
			maps.Copy(w.Choices, old.Choices)
			for _, c := range q.Choices {
				w.Choices[c.Code] = c.Label
			}
		}
		if !w.equal(old) {
			tx.Wordings.Put(key, w)
		}
	}
	gone := map[WordingKey]Wording{}
	for key, w := range tx.Wordings.All() {
		if key.Form == form.Name && !asked[key.Question] && !w.Gone {
			w.Gone = true
			gone[key] = w
		}
	}
	for key, w := range gone {
		tx.Wordings.Put(key, w)
	}
}

func (w Wording) equal(o Wording) bool {
	return w.Kind == o.Kind && w.Text == o.Text && w.Order == o.Order && w.Gone == o.Gone && maps.Equal(w.Choices, o.Choices)
}

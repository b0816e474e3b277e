package programme

import (
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// queried is a question of a form as a column, or as two: what was answered as a value,
// and in words.
type queried struct {
	flows.Question
	gone    bool // the configuration no longer asks it
	offered int  // how many of its choices the configuration has; they come first
}

// answeredIn are the questions of the form, with every choice they ever had, then those
// that are gone. Names of questions that are not asked any more come from the form's
// wordings.
func answeredIn(tx *Tx, form flows.Form) []queried {
	var out, gone []queried
	known := map[string]Wording{}
	orders := map[string]int{}
	for key, w := range tx.Wordings.All() {
		if key.Form != form.Name {
			continue
		}
		known[key.Question] = w
		if _, asked := form.Question(key.Question); !asked {
			q := flows.Question{Code: key.Question, Kind: w.Kind, Text: w.Text}
			gone = append(gone, queried{Question: withChoices(q, w), gone: true})
			orders[key.Question] = w.Order
		}
	}
	for _, q := range form.Questions {
		out = append(out, queried{Question: withChoices(q, known[q.Code]), offered: len(q.Choices)})
	}
	sort.SliceStable(gone, func(i, j int) bool { return orders[gone[i].Code] < orders[gone[j].Code] })
	return append(out, gone...)
}

// withChoices adds the choices that the question once had.
func withChoices(q flows.Question, w Wording) flows.Question {
	q.Choices = slices.Clone(q.Choices)
	for _, code := range slices.Sorted(maps.Keys(w.Choices)) {
		if _, have := q.Choice(code); !have {
			q.Choices = append(q.Choices, flows.Choice{Code: code, Label: w.Choices[code]})
		}
	}
	return q
}

// prose reports whether an answer is words and nothing else: it has no column for a
// value.
func (q queried) prose() bool {
	switch q.Kind {
	case flows.ShortText, flows.LongText, flows.List, flows.Email, flows.Phone, flows.FileAnswer, flows.Organisations:
		return true
	}
	return false
}

// answerFields are the columns of a form: of the answers that answers finds in what a
// row is about. Codes of columns begin with the prefix: "answer.projects" is the value,
// "words.projects" are the words.
func answerFields[T any](x *extracting, form flows.Form, prefix string, answers func(T) map[string]flows.Answer) []field[T] {
	var out []field[T]
	for _, q := range answeredIn(x.tx, form) {
		title := text.Localised(q.Text)
		if q.gone {
			title = phrased{text.T("%s (отпаднал въпрос)", "%s (no longer asked)").With(q.Text)}
		}
		if !q.prose() {
			value := Column{Code: prefix + "answer." + q.Code, Title: text.Pair{BG: q.Code}, About: title, Kind: CellAnswer}
			out = append(out, field[T]{value, func(r T) any { return answerCell(answers(r)[q.Code]) }})
		}
		words := Column{Code: prefix + "words." + q.Code, Title: title, Kind: CellText}
		if q.prose() {
			words.Kind = CellLong
		}
		out = append(out, field[T]{words, func(r T) any {
			a := answers(r)[q.Code]
			said := x.answerWords(&q.Question, a)
			if q.prose() && a.Counts() && a.Value.None != "" { // nobody's words
				return Coded{string(a.Value.None), text.Pair{BG: said, EN: said}}
			}
			return wordsCell(said)
		}})
	}
	return out
}

// phrased is a phrase as plain words.
type phrased struct{ phrase text.Phrase }

func (s phrased) In(lang text.Language) string { return s.phrase.Plain(lang) }

// answerCell is an answer as a value. Ticks that were not finished, and answers that
// became void, are none.
func answerCell(a flows.Answer) any {
	if !a.Counts() {
		return nil
	}
	v := a.Value
	switch {
	case v.None != "":
		return string(v.None)
	case len(v.Choices) > 0:
		return Codes(v.Choices)
	case v.Number != nil:
		return *v.Number
	case v.Cents != nil:
		return Money(float64(*v.Cents) / 100)
	case v.Ref != "":
		if id, err := strconv.ParseUint(v.Ref, 10, 64); err == nil {
			return int(id)
		}
		return v.Ref
	case v.Date != "":
		return Day(v.Date)
	}
	return nil
}

// answerWords is an answer as people read it, with what waits to be written down.
func (x *extracting) answerWords(q *flows.Question, a flows.Answer) string {
	if !a.Counts() {
		return ""
	}
	files := len(a.Unwritten())
	a.Attach = nil
	words := flows.WordsOf(q, a, x, x.lang)
	if q.Kind == flows.Phone {
		words = a.Value.Text // with its prefix, as phones stand everywhere in a table
	}
	if files > 0 {
		waits := text.T("[за записване: %d глас/снимка]", "[to be written down: %d voice/photo]").With(files).Plain(x.lang)
		words = strings.TrimSpace(words + " " + waits)
	}
	return words
}

// Option implements flows.Names: organisations stand in answers as their numbers.
func (x *extracting) Option(ref string) (string, bool) {
	id, err := strconv.ParseUint(ref, 10, 64)
	if err != nil {
		return "", false
	}
	o := x.organisation(OrganisationID(id))
	return o.Name, o.Name != ""
}

// Label implements flows.Names: the choices of a question are complete already.
func (x *extracting) Label(string, string) (text.Pair, bool) { return text.Pair{}, false }

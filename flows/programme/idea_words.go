package programme

import (
	"cmp"
	"slices"
	"strconv"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// MatrixField is a field along which ideas were written at some time.
type MatrixField struct {
	flows.Question
	Gone bool // the configuration no longer has it
}

// Fields are the fields of the matrix in their order, and behind them those that are
// gone and that one of the given versions still holds.
func (m *Matrix) Fields(tx *Tx, versions ...map[string]flows.Value) []MatrixField {
	var out []MatrixField
	for _, q := range m.Form.Questions {
		out = append(out, MatrixField{Question: q})
	}
	orders := map[string]int{}
	for _, values := range versions {
		for code := range values {
			if _, asked := m.Form.Question(code); asked {
				continue
			}
			if _, seen := orders[code]; seen {
				continue
			}
			w, _ := tx.Wordings.Get(WordingKey{Form: m.Form.Name, Question: code})
			if w.Text.Empty() {
				w.Text = text.Pair{BG: code}
			}
			orders[code] = w.Order
			out = append(out, MatrixField{Question: flows.Question{Code: code, Kind: w.Kind, Text: w.Text}, Gone: true})
		}
	}
	gone := out[len(m.Form.Questions):]
	slices.SortFunc(gone, func(a, b MatrixField) int { return cmp.Or(orders[a.Code]-orders[b.Code], cmp.Compare(a.Code, b.Code)) })
	return out
}

// Words is what a value of the field says.
func (m *Matrix) Words(tx *Tx, f MatrixField, v flows.Value, lang text.Language) string {
	return flows.WordsOf(&f.Question, flows.Answer{Value: v}, matrixNames{tx, m}, lang)
}

// matrixNames are the names behind what an idea says.
type matrixNames struct {
	tx *Tx
	m  *Matrix
}

func (n matrixNames) Option(ref string) (string, bool) {
	id, err := strconv.ParseUint(ref, 10, 64)
	if err != nil {
		return "", false
	}
	o, ok := n.tx.Organisations.Get(OrganisationID(id))
	return o.Name, ok
}

func (n matrixNames) Label(question, choice string) (text.Pair, bool) {
	w, _ := n.tx.Wordings.Get(WordingKey{Form: n.m.Form.Name, Question: question})
	label, ok := w.Choices[choice]
	return label, ok
}

// Values are what the idea says at the moment, by field.
func (i Idea) Values() map[string]flows.Value {
	values := map[string]flows.Value{}
	for code, a := range i.Answers {
		if a.Counts() {
			values[code] = a.Value
		}
	}
	return values
}

// Writers are those who wrote what the idea says at the moment, each once.
func (i Idea) Writers() []flows.PersonID {
	var out []flows.PersonID
	for _, a := range i.Answers {
		if a.By != 0 && !slices.Contains(out, a.By) {
			out = append(out, a.By)
		}
	}
	slices.Sort(out)
	return out
}

// OrganisationName is how the partner is called.
func (p Partner) OrganisationName(tx *Tx) string {
	if o, ok := tx.Organisations.Get(p.Organisation); ok {
		return o.Name
	}
	return p.Name
}

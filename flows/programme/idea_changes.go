package programme

import (
	"partnerbot/flows"
)

// FieldChange is what differs in one field between two versions of an idea; a zero
// value where the field was empty.
type FieldChange struct {
	Field  *flows.Question
	Before flows.Value
	After  flows.Value
}

// Changes are the fields that differ between two versions, in the matrix's order.
func (m *Matrix) Changes(before, after map[string]flows.Value) []FieldChange {
	var out []FieldChange
	for i := range m.Form.Questions {
		q := &m.Form.Questions[i]
		if b, a := before[q.Code], after[q.Code]; !b.Same(a) {
			out = append(out, FieldChange{Field: q, Before: b, After: a})
		}
	}
	return out
}

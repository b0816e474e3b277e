package programme

import (
	"partnerbot/flows"
)

// FieldChange is what differs in one field between two versions of an idea; a zero
// value where the field was empty.
type FieldChange struct {
	Field  MatrixField
	Before flows.Value
	After  flows.Value
}

// Changes are the fields that differ between two versions, in the matrix's order.
func (m *Matrix) Changes(tx *Tx, before, after map[string]flows.Value) []FieldChange {
	var out []FieldChange
	for _, f := range m.Fields(tx, before, after) {
		if b, a := before[f.Code], after[f.Code]; !b.Same(a) {
			out = append(out, FieldChange{Field: f, Before: b, After: a})
		}
	}
	return out
}

package programme

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"partnerbot/flows/text"
)

// RegisterFile is what a file of organisations says.
type RegisterFile struct {
	Rows    []RegisterRow
	Ignored []string // the columns that are not understood, by their headings
	Sheet   string   // the sheet that was read; empty for CSV
	Others  []string // sheets that hold such a table as well and were not read
}

// Notes say what of the file was not read.
func (f RegisterFile) Notes() (notes []text.Phrase) {
	if len(f.Others) > 0 {
		notes = append(notes, text.T("Прочетен е само листът „%s“. Организации има и в: %s. Преместете ги в него или ги запазете в отделен файл и внесете и него.",
			"Only the sheet “%s” was read. There are organisations in these, too: %s. Move them there, or save them as a file of their own and import it as well.").
			With(f.Sheet, strings.Join(f.Others, ", ")))
	}
	if len(f.Ignored) > 0 {
		notes = append(notes, text.T("Непрочетени колони: %s.", "Columns not read: %s.").With(strings.Join(f.Ignored, ", ")))
	}
	return notes
}

// TryRegister tells what importing the rows would do; nothing is changed.
func TryRegister(tx *Tx, rows []RegisterRow, p *Programme) RegisterReport {
	trial := *tx
	next := OrganisationID(0)
	for id := range tx.Organisations.All() {
		next = max(next, id)
	}
	trial.Organisations, trial.Invitations = tried(tx.Organisations), tried(tx.Invitations)
	trial.NewOrganisation = func() OrganisationID { next++; return next }
	return ImportRegister(&trial, rows, p, func() string { return "" })
}

// trial is a table whose changes are seen, and not kept.
type trial[K comparable, V any] struct {
	Table[K, V]
	changed map[K]*V // nil: it is gone
}

func tried[K comparable, V any](t Table[K, V]) Table[K, V] { return trial[K, V]{t, map[K]*V{}} }

// Get implements Table.
func (t trial[K, V]) Get(k K) (v V, ok bool) {
	changed, ours := t.changed[k]
	switch {
	case !ours:
		return t.Table.Get(k)
	case changed == nil:
		return v, false
	}
	return *changed, true
}

// Put implements Table.
func (t trial[K, V]) Put(k K, v V) { t.changed[k] = &v }

// Delete implements Table.
func (t trial[K, V]) Delete(k K) { t.changed[k] = nil }

// Print is the same for two reports that say the same: with it the coordinator's yes is
// tied to what they saw.
func (r RegisterReport) Print() string {
	sum := sha256.New()
	fmt.Fprintln(sum, r.New, r.Unchanged, r.Passed)
	for _, notes := range [][]RegisterNote{r.Changed, r.Doubtful} {
		for _, n := range notes {
			fmt.Fprintln(sum, n.Line, n.Name, n.What.Plain(text.Bulgarian))
		}
	}
	return hex.EncodeToString(sum.Sum(nil))[:16]
}

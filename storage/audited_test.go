package storage

import (
	"fmt"
	"slices"
	"testing"

	"partnerbot/flows/programme"
)

// Audit lines are read from any place, in both directions, no further than asked for.
func TestAudited(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.records(func(tx *programme.Tx) {
		for range tx.AuditedFrom(0, false) {
			t.Error("there is nothing yet")
		}
		for n := range 5 {
			tx.Audit(programme.AuditLine{At: start, What: fmt.Sprint(n + 1)})
		}
		for _, c := range []struct {
			from  uint64
			newer bool
			want  []uint64
		}{
			{0, false, []uint64{5, 4, 3, 2, 1}}, {3, false, []uint64{3, 2, 1}}, {9, false, []uint64{5, 4, 3, 2, 1}},
			{3, true, []uint64{3, 4, 5}}, {6, true, nil}, {1, false, []uint64{1}},
		} {
			var got []uint64
			for n, l := range tx.AuditedFrom(c.from, c.newer) {
				got = append(got, n)
				if l.What != fmt.Sprint(n) {
					t.Errorf("line %d says %s", n, l.What)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("from %d, newer %v: %v", c.from, c.newer, got)
			}
		}
	})
}

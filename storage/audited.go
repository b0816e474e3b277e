package storage

import (
	"encoding/json"
	"fmt"
	"iter"

	"partnerbot/flows/programme"
)

// audited goes through the audit lines, newest first.
func (t *tx) audited(yield func(programme.AuditLine) bool) {
	for _, l := range t.auditedFrom(0, false) {
		if !yield(l) {
			return
		}
	}
}

// auditedFrom goes through the audit lines from one on, that one among them: towards newer
// ones, or older; from 0 it begins at the newest, and goes to older ones. Only what is
// looked at is read.
func (t *tx) auditedFrom(from uint64, newer bool) iter.Seq2[uint64, programme.AuditLine] {
	return func(yield func(uint64, programme.AuditLine) bool) {
		c := t.in(audit).Cursor()
		k, data := c.Seek(be(from))
		step := c.Next
		if !newer {
			step = c.Prev
			switch {
			case k == nil || from == 0:
				k, data = c.Last()
			case number(k) > from:
				k, data = c.Prev()
			}
		}
		for ; k != nil; k, data = step() {
			var l programme.AuditLine
			if err := json.Unmarshal(data, &l); err != nil {
				t.fail(fmt.Errorf("%s %x: %w: %w", bucketNames[audit], k, ErrForeign, err))
				return
			}
			if !yield(number(k), l) {
				return
			}
		}
	}
}

package storage

import (
	"cmp"
	"slices"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// outboxBook is programme.Outbox.
type outboxBook struct{ tx *tx }

// stuck reports whether a row waits for the coordinators' decision.
func stuck(r flows.Row) bool { return r.State == flows.Unconfirmed || r.State == flows.Dead }

// Stuck implements programme.Outbox.
func (b outboxBook) Stuck() []flows.Row {
	var rows []flows.Row
	for r := range b.tx.rows() {
		if stuck(r) {
			rows = append(rows, r)
		}
	}
	slices.SortFunc(rows, func(a, b flows.Row) int { return cmp.Compare(a.ID, b.ID) })
	return rows
}

// Resend implements programme.Outbox. The row's key counts still, so that the program
// does not say the same by itself.
func (b outboxBook) Resend(to flows.PersonID, id uint64) programme.Resent {
	t := b.tx
	r, there := t.row(to, id)
	known, reachable := t.standing(to)
	switch {
	case !there || !stuck(r) || !known:
		return programme.ResentGone
	case r.Say != nil && !r.Say.Expires.IsZero() && !t.now.Before(r.Say.Expires):
		t.dropRow(r)
		t.became(r, flows.Skipped)
		return programme.ResentLate
	case !reachable && !r.Once():
		return programme.ResentAway
	}
	t.delete(outbox, rowKey(to, id)) // not dropRow: the file goes with the new one
	r.State, r.Attempts, r.Error = flows.Waiting, 0, ""
	if !reachable {
		r.State = flows.Parked
	}
	t.add(r, &t.again)
	if !reachable {
		return programme.ResentAway
	}
	return programme.ResentNow
}

// Confirm implements programme.Outbox.
func (b outboxBook) Confirm(to flows.PersonID, id uint64) bool {
	r, there := b.tx.row(to, id)
	if !there || r.State != flows.Unconfirmed {
		return false
	}
	b.tx.became(r, flows.Sent)
	b.tx.sent(r, 0)
	return true
}

// Drop implements programme.Outbox.
func (b outboxBook) Drop(to flows.PersonID, id uint64) bool {
	r, there := b.tx.row(to, id)
	if !there || r.State != flows.Dead {
		return false
	}
	b.tx.dropRow(r)
	return true
}

// sendAgain has the sender learn of the rows that are to be sent again, and the clock of
// what is due again.
func (t *tx) sendAgain(out *flows.Applied) {
	out.Rows, out.Due = append(out.Rows, t.again.Rows...), out.Due || t.again.Due
	t.again = flows.Applied{}
}

package storage

import (
	"bytes"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// recipientTable keeps an index by state beside the recipients of broadcasts.
type recipientTable struct {
	table[programme.RecipientKey, programme.Recipient]
}

func (t *tx) recipients() recipientTable {
	return recipientTable{table[programme.RecipientKey, programme.Recipient]{
		tx: t, bucket: recipients, key: recipientKey, parse: parseRecipient,
	}}
}

func recipientKey(k programme.RecipientKey) []byte {
	return append(be(uint64(k.Broadcast)), personKey(k.Person)...)
}

func parseRecipient(k []byte) programme.RecipientKey {
	if len(k) != 16 {
		return programme.RecipientKey{}
	}
	return programme.RecipientKey{Broadcast: programme.BroadcastID(number(k[:8])), Person: flows.PersonID(number(k[8:]))}
}

// byState is what the index of such recipients begins with.
func byState(id programme.BroadcastID, s programme.RecipientState) []byte {
	return append(append(be(uint64(id)), s...), 0)
}

func (r recipientTable) index(k programme.RecipientKey, v programme.Recipient) []byte {
	return append(byState(k.Broadcast, v.State), personKey(k.Person)...)
}

// Put stores the recipient, and where they are found.
func (r recipientTable) Put(k programme.RecipientKey, v programme.Recipient) {
	old, had := r.Get(k)
	r.table.Put(k, v)
	if had && old.State == v.State {
		return
	}
	if had {
		r.tx.delete(reaching, r.index(k, old))
	}
	r.tx.put(reaching, r.index(k, v), nil)
}

// Delete takes the recipient away.
func (r recipientTable) Delete(k programme.RecipientKey) {
	if old, had := r.Get(k); had {
		r.tx.delete(reaching, r.index(k, old))
	}
	r.table.Delete(k)
}

// In lists who is in the state.
func (r recipientTable) In(id programme.BroadcastID, s programme.RecipientState, limit int) []flows.PersonID {
	var out []flows.PersonID
	prefix := byState(id, s)
	c := r.tx.in(reaching).Cursor()
	for k, _ := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix) && (limit == 0 || len(out) < limit); k, _ = c.Next() {
		out = append(out, flows.PersonID(number(k[len(prefix):])))
	}
	return out
}

// Count tells how many are in the state.
func (r recipientTable) Count(id programme.BroadcastID, s programme.RecipientState) (n int) {
	prefix := byState(id, s)
	c := r.tx.in(reaching).Cursor()
	for k, _ := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, _ = c.Next() {
		n++
	}
	return n
}

package storage

import (
	"encoding/json"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// health is how the program stands. It goes through the outbox and what is due, and
// counts the rest.
func (t *tx) health() programme.Health {
	h := programme.Health{
		LastPoll: t.moment(keyLastPoll), Aside: t.count(quarantine), Size: t.bolt.Size(), Schema: number(t.in(meta).Get(keySchema)),
	}
	if data := t.in(meta).Get(keyCopied); data != nil {
		t.fail(json.Unmarshal(data, &h.Copied))
	}
	for r := range t.rows() {
		switch {
		case r.State == flows.Parked:
			h.Parked++
		case r.State != flows.Waiting && r.State != flows.InFlight:
		case r.To() == flows.Group:
			h.Group.Add(r.Created)
		default:
			h.People.Add(r.Created)
		}
	}
	each(t, jobs, func(_ []byte, j flows.Job) {
		h.Jobs.Add(j.Created)
		if j.Crashes > 1 { // the first is the run that may be under way
			h.Fallen++
		}
	})
	c := t.in(due).Cursor()
	for k, _ := c.First(); k != nil && number(k[:8]) <= seconds(t.now); k, _ = c.Next() {
		h.Due.Add(time.Unix(int64(number(k[:8])), 0).UTC())
	}
	return h
}

// moment reads a time of meta, UTC; zero where there is none.
func (t *tx) moment(key []byte) time.Time {
	if n := number(t.in(meta).Get(key)); n != 0 {
		return time.Unix(int64(n), 0).UTC()
	}
	return time.Time{}
}

// count counts the entries of a bucket that is small.
func (t *tx) count(b bucket) (n int) {
	t.keys(b, func(_, _ []byte) { n++ })
	return n
}

// asideBook is programme.Quarantine.
type asideBook struct{ tx *tx }

// All implements programme.Quarantine.
func (b asideBook) All() (all []programme.Aside) {
	each(b.tx, quarantine, func(k []byte, q quarantined) {
		a := programme.Aside{ID: number(k), At: q.At, Person: q.Person, Kind: q.Kind, Why: q.Reason, Again: q.Row != nil, What: programme.AsideUpdate}
		switch {
		case q.Due != "":
			a.What = programme.AsideDue
		case q.Job != 0:
			a.What = programme.AsideJob
		}
		all = append(all, a)
	})
	return all
}

// Again implements programme.Quarantine. A newer row with the key stays.
func (b asideBook) Again(id uint64) bool {
	var q quarantined
	if !b.tx.getJSON(quarantine, be(id), &q) || q.Row == nil {
		return false
	}
	row := *q.Row
	row.At, row.Keep = b.tx.now, true
	b.tx.schedule(row, &b.tx.again)
	return b.Drop(id)
}

// Drop implements programme.Quarantine.
func (b asideBook) Drop(id uint64) bool {
	there := b.tx.has(quarantine, be(id))
	if there {
		b.tx.delete(quarantine, be(id))
		b.tx.put(meta, keyTonight, be(1)) // words of people may have stood in it
	}
	return there
}

package storage

import (
	"iter"
	"slices"

	"partnerbot/flows/programme"
)

// eventTable remembers the events that were read in this transaction: they are few,
// long because of their materials, and looked at again for each seat.
type eventTable struct {
	table[string, programme.Event]
}

func (t *tx) eventTable() eventTable {
	return eventTable{table[string, programme.Event]{
		tx: t, bucket: events,
		key:    func(code string) []byte { return []byte(code) },
		parse:  func(k []byte) string { return string(k) },
		loaded: func(code string, e *programme.Event) { e.Code = code },
	}}
}

// Get returns the event. What is appended to its lists is not appended to what is
// remembered.
func (e eventTable) Get(code string) (programme.Event, bool) {
	v, ok := e.tx.events[code]
	if !ok {
		if v, ok = e.table.Get(code); !ok {
			return v, false
		}
		if e.tx.events == nil {
			e.tx.events = map[string]programme.Event{}
		}
		e.tx.events[code] = v
	}
	v.Materials, v.Towns, v.Sheets = slices.Clip(v.Materials), slices.Clip(v.Towns), slices.Clip(v.Sheets)
	return v, true
}

// Put stores the event.
func (e eventTable) Put(code string, v programme.Event) {
	delete(e.tx.events, code)
	e.table.Put(code, v)
}

// Delete takes the event away.
func (e eventTable) Delete(code string) {
	delete(e.tx.events, code)
	e.table.Delete(code)
}

// All goes through the events in the order of their codes.
func (e eventTable) All() iter.Seq2[string, programme.Event] {
	return func(yield func(string, programme.Event) bool) {
		c := e.tx.in(events).Cursor()
		for k, _ := c.First(); k != nil; k, _ = c.Next() {
			v, ok := e.Get(string(k))
			if ok && !yield(string(k), v) {
				return
			}
		}
	}
}

package storage

import (
	"bytes"
	"encoding/binary"

	"partnerbot/flows"
)

// How many messages of a chat lead back to their names: enough to understand a
// reply, not so many that the database grows without end. In the coordinators'
// group a question may be answered weeks later. What is too much goes at night.
const (
	namesKept      = 60
	groupNamesKept = 3000
)

func nameKey(to flows.PersonID, name string) []byte { return append(personKey(to), name...) }

// setName says which message the name means now: 0 while its number is not
// known, tried when a request for it may have arrived.
func (t *tx) setName(to flows.PersonID, name string, message int, tried bool) {
	value := be(uint64(message))
	if tried {
		value = append(value, 1)
	} else {
		value = append(value, 0)
	}
	t.put(names, nameKey(to, name), value)
	if message == 0 {
		return
	}
	t.put(numbers, append(personKey(to), be(uint64(message))...), []byte(name))
}

// sweepNames forgets which messages had which names, but for the newest of each
// chat.
func (t *tx) sweepNames() {
	of := map[flows.PersonID][][]byte{}
	c := t.in(numbers).Cursor()
	for k, _ := c.First(); k != nil; k, _ = c.Next() {
		to := flows.PersonID(number(k[:8]))
		of[to] = append(of[to], bytes.Clone(k))
	}
	for to, keys := range of {
		kept := namesKept
		if to == flows.Group {
			kept = groupNamesKept
		}
		for _, k := range keys[:max(0, len(keys)-kept)] {
			t.delete(numbers, k)
		}
	}
}

func (t *tx) newest(to flows.PersonID, name string) (message int, tried bool) {
	v := t.in(names).Get(nameKey(to, name))
	if len(v) != 9 {
		return 0, false
	}
	n := binary.BigEndian.Uint64(v)
	return int(n), n != 0 || v[8] == 1
}

// nameOf returns the name of a message; "" where it has none, or is none of the
// newest.
func (t *tx) nameOf(to flows.PersonID, message int) string {
	return string(t.in(numbers).Get(append(personKey(to), be(uint64(message))...)))
}

// namesIn is flows.Messages for the chat of the turn's person, whom a
// conversation may set: that of a due row is nobody's.
type namesIn struct {
	tx    *tx
	turn  *flows.Turn
	group bool // something happened in the coordinators' group
}

func (n namesIn) to() flows.PersonID {
	if n.group {
		return flows.Group
	}
	return n.turn.Person
}

// Newest implements flows.Messages.
func (n namesIn) Newest(name string) (int, bool) { return n.tx.newest(n.to(), name) }

// Name implements flows.Messages.
func (n namesIn) Name(message int) string { return n.tx.nameOf(n.to(), message) }

// Newest returns Telegram's number of the newest message with the name.
func (s *Store) Newest(to flows.PersonID, name string) (message int, ok bool, err error) {
	err = s.view(func(t *tx) { message, _ = t.newest(to, name) })
	return message, message != 0, err
}

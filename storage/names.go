package storage

import (
	"encoding/binary"

	"partnerbot/flows"
)

// namesKept is how many messages of a chat lead back to their names: enough to
// understand a reply, not so many that the database grows without end.
const namesKept = 60

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
	if old := t.under(numbers, personKey(to)); len(old) > namesKept {
		t.delete(numbers, old[0])
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
	tx   *tx
	turn *flows.Turn
}

// Newest implements flows.Messages.
func (n namesIn) Newest(name string) (int, bool) { return n.tx.newest(n.turn.Person, name) }

// Name implements flows.Messages.
func (n namesIn) Name(message int) string { return n.tx.nameOf(n.turn.Person, message) }

// Newest returns Telegram's number of the newest message with the name.
func (s *Store) Newest(to flows.PersonID, name string) (message int, ok bool, err error) {
	err = s.view(func(t *tx) { message, _ = t.newest(to, name) })
	return message, message != 0, err
}

package storage

import (
	"slices"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// mention says of whom a message speaks as it stands in the chat, beside the one
// whose chat it is. A name means the newest message only, and lists have many
// people: so this is kept for each message, also for older copies, and whoever is
// erased can be taken out of all of them.
type mention struct {
	Of    flows.PersonID   `json:"of,omitempty"`
	Among []flows.PersonID `json:"among,omitempty"`
}

func mentionIn(r flows.Row) mention {
	of, among := r.Speaks()
	return mention{of, among}
}

// without leaves out the one whose chat it is.
func (m mention) without(to flows.PersonID) mention {
	if m.Of == to {
		m.Of = 0
	}
	m.Among = slices.DeleteFunc(slices.Clone(m.Among), func(id flows.PersonID) bool { return id == to })
	return m
}

func (m mention) any(is func(flows.PersonID) bool) bool {
	return m.Of != 0 && is(m.Of) || slices.ContainsFunc(m.Among, is)
}

func (m mention) of(id flows.PersonID) bool {
	return m.any(func(one flows.PersonID) bool { return one == id })
}

func (m mention) nobody() bool { return m.Of == 0 && len(m.Among) == 0 }

// spoke notes what a message says now that the row was sent. The number is that
// of a new message; of a changed one the row has it, or its name.
func (t *tx) spoke(r flows.Row, number int) {
	if e := r.Edit; e != nil && number == 0 {
		if e.HTML == "" {
			return // the words stayed
		}
		if number = e.Message; number == 0 {
			number, _ = t.newest(e.To, e.Name)
		}
	}
	if number == 0 {
		return
	}
	key := append(personKey(r.To()), be(uint64(number))...)
	if m := mentionIn(r).without(r.To()); !m.nobody() {
		t.putJSON(spoken, key, m)
	} else if t.has(spoken, key) {
		t.delete(spoken, key)
	}
}

// speaking lists the messages that speak of such people.
func (t *tx) speaking(is func(flows.PersonID) bool) []programme.Spoken {
	var out []programme.Spoken
	each(t, spoken, func(k []byte, m mention) {
		if !m.any(is) {
			return
		}
		out = append(out, programme.Spoken{
			To: flows.PersonID(number(k[:8])), Message: int(number(k[8:])), Others: m.Of == 0 || !is(m.Of),
		})
	})
	return out
}

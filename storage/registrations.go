package storage

import (
	"bytes"
	"slices"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// registrationTable keeps two indexes beside the registrations: by event, and by who
// answers for them.
type registrationTable struct {
	table[programme.RegistrationID, programme.Registration]
}

func (t *tx) registrations() registrationTable {
	return registrationTable{table[programme.RegistrationID, programme.Registration]{
		tx: t, bucket: registrations,
		key:    func(id programme.RegistrationID) []byte { return be(uint64(id)) },
		parse:  func(k []byte) programme.RegistrationID { return programme.RegistrationID(number(k)) },
		loaded: func(id programme.RegistrationID, r *programme.Registration) { r.ID = id },
	}}
}

func byEvent(code string) []byte { return append([]byte(code), 0) }

// Get returns the registration. What was read in this transaction is not decoded
// again, unless it holds answers, whose maps callers may change.
func (r registrationTable) Get(id programme.RegistrationID) (programme.Registration, bool) {
	if v, ok := r.tx.seats[id]; ok {
		return v, true
	}
	v, ok := r.table.Get(id)
	if ok {
		r.remember(id, v)
	}
	return v, ok
}

func (r registrationTable) remember(id programme.RegistrationID, v programme.Registration) {
	if len(v.Needs)+len(v.Before)+len(v.After) > 0 {
		delete(r.tx.seats, id)
		return
	}
	if r.tx.seats == nil {
		r.tx.seats = map[programme.RegistrationID]programme.Registration{}
	}
	v.ID, v.Reminded = id, slices.Clip(v.Reminded) // who appends to it gets their own
	v.Needs, v.Before, v.After = nil, nil, nil
	r.tx.seats[id] = v
}

// Put stores the registration, and where it is found.
func (r registrationTable) Put(id programme.RegistrationID, v programme.Registration) {
	old, had := r.Get(id)
	r.table.Put(id, v)
	r.remember(id, v)
	if had && old.Event == v.Event && old.By == v.By {
		return
	}
	if had {
		r.unindex(old)
	}
	r.tx.put(registered, append(byEvent(v.Event), be(uint64(id))...), nil)
	if v.By != 0 {
		r.tx.put(holders, append(personKey(v.By), be(uint64(id))...), []byte(v.Event))
	}
}

// Delete takes the registration away.
func (r registrationTable) Delete(id programme.RegistrationID) {
	if old, ok := r.Get(id); ok {
		r.unindex(old)
	}
	r.table.Delete(id)
	delete(r.tx.seats, id)
}

func (r registrationTable) unindex(old programme.Registration) {
	r.tx.delete(registered, append(byEvent(old.Event), be(uint64(old.ID))...))
	r.tx.delete(holders, append(personKey(old.By), be(uint64(old.ID))...))
}

// OfEvent lists the registrations for an event, cancelled ones too.
func (r registrationTable) OfEvent(code string) []programme.Registration {
	return r.list(r.tx.under(registered, byEvent(code)))
}

// OfPerson lists the registrations for which the person answers.
func (r registrationTable) OfPerson(id flows.PersonID) []programme.Registration {
	return r.OfPersonAt(id, func(string) bool { return true })
}

// OfPersonAt lists those of them that are for certain events. The index says which, so
// that the others are not decoded.
func (r registrationTable) OfPersonAt(id flows.PersonID, event func(code string) bool) []programme.Registration {
	prefix := personKey(id)
	var keys [][]byte
	c := r.tx.in(holders).Cursor()
	for k, code := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, code = c.Next() {
		if event(string(code)) {
			keys = append(keys, bytes.Clone(k))
		}
	}
	return r.list(keys)
}

func (r registrationTable) list(keys [][]byte) []programme.Registration {
	var out []programme.Registration
	for _, k := range keys {
		if v, ok := r.Get(programme.RegistrationID(number(k[len(k)-8:]))); ok {
			out = append(out, v)
		}
	}
	return out
}

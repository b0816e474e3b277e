package storage

import (
	"bytes"

	"partnerbot/flows/programme"
)

// ownRegistrations are those for which the person answers, in which they wrote, and
// those that name them as the colleague who comes.
func ownRegistrations(t *tx, who person) [][]byte {
	var keys [][]byte
	traces := who.record.Traces()
	each(t, registrations, func(k []byte, r programme.Registration) {
		theirs := r.By == who.id || r.Typist == who.id || r.Marked.By == who.id || traces.InContact(r.Attendee) || traces.BlotOut(r.Apology) != r.Apology
		for _, answers := range r.Forms() {
			for _, a := range answers {
				theirs = theirs || t.gave(a, who)
			}
		}
		if theirs {
			keys = append(keys, bytes.Clone(k))
		}
	})
	return keys
}

// eraseRegistration keeps the organisation's seat and what became of it, without the
// person. What they need to come, and how they rated themselves, is theirs alone.
func eraseRegistration(t *tx, who person, key []byte) {
	id := programme.RegistrationID(number(key))
	table := t.registrations()
	r, ok := table.Get(id)
	if !ok {
		return
	}
	traces := who.record.Traces()
	named := traces.InContact(r.Attendee)
	if named || r.Attendee == "" && r.By == who.id {
		r.Needs, r.Before = nil, nil
	}
	if named {
		r.Attendee = programme.ErasedName // not empty: By would be the one who comes
	}
	if r.By == who.id {
		r.By = 0
	}
	if r.Marked.By == who.id {
		r.Marked.By = 0
	}
	if r.Typist == who.id {
		r.Typist = 0
	}
	r.Apology = traces.BlotOut(r.Apology)
	for _, answers := range r.Forms() {
		for code, a := range answers {
			answers[code] = t.withoutPerson(a, who)
		}
	}
	table.Put(id, r)
}

// ownSeat leaves of a registration what the person may read: a colleague's answers
// and name are the colleague's.
func ownSeat(t *tx, who person, key []byte) any {
	r, _ := t.registrations().Get(programme.RegistrationID(number(key)))
	for _, answers := range r.Forms() {
		for code, a := range answers {
			if a.By != who.id {
				delete(answers, code)
			}
		}
	}
	if r.By != who.id {
		r.Apology = ""
		if !who.record.Traces().InContact(r.Attendee) {
			r.Attendee = ""
		}
	}
	return r
}

// ownCertificates are those of registrations for which the person answers or that
// bear their name.
func ownCertificates(t *tx, who person) [][]byte {
	var keys [][]byte
	traces := who.record.Traces()
	each(t, certificates, func(k []byte, c programme.Certificate) {
		if traces.InContact(c.Name) || c.By == who.id {
			keys = append(keys, bytes.Clone(k))
		}
	})
	return keys
}

// eraseCertificate leaves the number, so that none is given twice.
func eraseCertificate(t *tx, _ person, key []byte) {
	var c programme.Certificate
	if t.getJSON(certificates, key, &c) {
		c.Name, c.By = "", 0
		t.putJSON(certificates, key, c)
	}
}

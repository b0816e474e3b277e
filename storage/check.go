package storage

import (
	"bytes"
	"encoding/json"
	"fmt"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// CheckAt opens the database at the path, which nobody may hold, and checks it.
func CheckAt(path string) []error {
	s, err := Open(path, Options{})
	if err != nil {
		return []error{err}
	}
	defer func() { _ = s.Close() }()
	return s.Check()
}

// Check holds the database against its own rules: pages, records that can be
// read, references that lead somewhere, indexes that agree with what they
// index. Every test of the program ends with it.
func (s *Store) Check() []error {
	var found []error
	wrong := func(format string, args ...any) { found = append(found, fmt.Errorf(format, args...)) }
	err := s.view(func(t *tx) {
		for err := range t.bolt.Check() {
			wrong("pages: %w", err)
		}
		t.checkReferences(wrong)
		t.checkIndexes(wrong)
	})
	if err != nil {
		found = append(found, err)
	}
	return found
}

// each goes through a bucket whose records are JSON.
func each[V any](t *tx, b bucket, f func(key []byte, v V)) {
	c := t.in(b).Cursor()
	for k, data := c.First(); k != nil; k, data = c.Next() {
		var v V
		if err := json.Unmarshal(data, &v); err != nil {
			t.fail(fmt.Errorf("%s %x: %w", bucketNames[b], k, err))
			continue
		}
		f(k, v)
	}
}

func (t *tx) has(b bucket, key []byte) bool { return t.in(b).Get(key) != nil }

func (t *tx) checkReferences(wrong func(string, ...any)) {
	each(t, organisations, func(k []byte, o programme.Organisation) {
		if o.Invitation != "" && !t.has(invitations, []byte(o.Invitation)) {
			wrong("organisation %d: its invitation is not there", number(k))
		}
		if number(k) > t.in(organisations).Sequence() {
			wrong("organisation %d lies beyond the counter", number(k))
		}
	})
	each(t, invitations, func(_ []byte, i programme.Invitation) {
		if !t.has(organisations, be(uint64(i.Organisation))) {
			wrong("an invitation leads to organisation %d, which is not there", i.Organisation)
		}
	})
	each(t, people, func(k []byte, p programme.Person) {
		if p.Consent.Version == "" {
			wrong("person %d is kept without consent", number(k))
		}
		if !t.has(chats, k) {
			wrong("person %d has no chat", number(k))
		}
	})
	each(t, memberships, func(k []byte, _ programme.Membership) {
		m := parseMembership(k)
		if !t.has(people, personKey(m.Person)) || !t.has(organisations, be(uint64(m.Organisation))) {
			wrong("membership of %d in %d: one of them is not there", m.Person, m.Organisation)
		}
	})
	each(t, responses, func(k []byte, r programme.Response) {
		key := parseResponse(k)
		if !t.has(organisations, be(uint64(key.Organisation))) {
			wrong("a response of organisation %d, which is not there", key.Organisation)
		}
		if key.Applicant != 0 && !t.has(memberships, append(personKey(key.Applicant), be(uint64(key.Organisation))...)) {
			wrong("answers of person %d for organisation %d, to which they do not belong", key.Applicant, key.Organisation)
		}
		if r.Begun.IsZero() {
			wrong("the response of organisation %d was never begun", key.Organisation)
		}
	})
	each(t, sessions, func(k []byte, _ flows.Session) {
		if !t.has(chats, k) {
			wrong("a session of chat %d, which is not there", number(k))
		}
	})
	each(t, outbox, func(k []byte, r flows.Row) {
		to := flows.PersonID(number(k[:8]))
		if to != flows.Group && !t.has(chats, personKey(to)) {
			wrong("row %d goes to chat %d, which is not there", number(k[8:]), to)
		}
		if (r.Say == nil) == (r.Edit == nil) || r.To() != to {
			wrong("row %d is no message, or lies under another chat", number(k[8:]))
		}
		if number(k[8:]) > t.in(outbox).Sequence() {
			wrong("row %d lies beyond the counter", number(k[8:]))
		}
	})
	each(t, files, func(k []byte, f programme.File) {
		if f.Kept && !t.has(chunks, append(bytes.Clone(k), be(0)...)) && f.Size > 0 {
			wrong("file %d is said to be kept, and is not", number(k))
		}
	})
	each(t, threads, func(k []byte, th programme.Thread) {
		if !t.has(chats, personKey(th.Person)) {
			wrong("question %d is of chat %d, which is not there", number(k), th.Person)
		}
		if number(k) > t.in(threads).Sequence() {
			wrong("question %d lies beyond the counter", number(k))
		}
	})
	each(t, jobs, func([]byte, flows.Job) {})
	each(t, audit, func([]byte, programme.AuditLine) {})
	each(t, wordings, func([]byte, programme.Wording) {})
	each(t, quarantine, func([]byte, quarantined) {})
}

func (t *tx) checkIndexes(wrong func(string, ...any)) {
	pairs := []struct {
		b, index bucket
		to       func(k, v []byte) []byte
	}{
		{memberships, members, func(k, _ []byte) []byte { return append(bytes.Clone(k[8:]), k[:8]...) }},
		{members, memberships, func(k, _ []byte) []byte { return append(bytes.Clone(k[8:]), k[:8]...) }},
		{telegram, chats, func(_, v []byte) []byte { return v }},
		{due, dueKeys, func(k, _ []byte) []byte { return k[9:] }},
		{dueKeys, due, func(k, v []byte) []byte { return append(append(bytes.Clone(v), 0), k...) }},
	}
	for _, p := range pairs {
		c := t.in(p.b).Cursor()
		for k, v := c.First(); k != nil; k, v = c.Next() {
			if !t.has(p.index, p.to(k, v)) {
				wrong("%s %x has nothing in %s", bucketNames[p.b], k, bucketNames[p.index])
			}
		}
	}
	each(t, chats, func(k []byte, c chatRow) {
		if !bytes.Equal(t.in(telegram).Get(be(uint64(c.Telegram))), k) {
			wrong("chat %d is not found by its number", number(k))
		}
	})
}

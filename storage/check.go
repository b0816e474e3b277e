package storage

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// CheckAt opens the database at the path, which nobody may hold, and checks it.
func CheckAt(path string) []error {
	if _, err := os.Stat(path); err != nil {
		return []error{err} // Open would make it
	}
	s, err := Open(path, Options{})
	if err != nil {
		return []error{err}
	}
	defer func() { _ = s.Close() }()
	return s.Check()
}

// Check holds the database against its own rules: pages, keys and records that
// can be read, references that lead somewhere, indexes that agree with what they
// index, nothing kept that should be gone. Every test of the program ends with
// it.
func (s *Store) Check() []error {
	var found []error
	wrong := func(format string, args ...any) { found = append(found, fmt.Errorf(format, args...)) }
	err := s.view(func(t *tx) {
		for err := range t.bolt.Check() {
			wrong("pages: %w", err)
		}
		if t.checkKeys(wrong); len(found) > 0 {
			return // what follows takes keys apart
		}
		t.checkRecords(wrong)
		t.checkChats(wrong)
		t.checkOutbox(wrong)
		t.checkIndexes(wrong)
	})
	if err != nil {
		found = append(found, err)
	}
	return found
}

// checkKeys looks at the form of the keys, and that no number lies beyond the
// counter: it would be given again.
func (t *tx) checkKeys(wrong func(string, ...any)) {
	lengths := map[bucket]int{
		organisations: 8, people: 8, memberships: 16, members: 16, files: 8, chunks: 16, audit: 8, chats: 8, telegram: 8,
		sessions: 8, outbox: 16, numbers: 16, spoken: 16, jobs: 8, quarantine: 8, seen: 8, registrations: 8, holders: 16, certificates: 8, unasked: 8, ideas: 8, groups: 8, broadcasts: 8, recipients: 16,
	}
	counted := map[bucket]bool{organisations: true, files: true, audit: true, chats: true, outbox: true, jobs: true, quarantine: true, registrations: true, certificates: true, ideas: true, groups: true, broadcasts: true}
	for b := range bucketCount {
		if t.in(b) == nil {
			wrong("there is no bucket %s", bucketNames[b])
			continue
		}
		c := t.in(b).Cursor()
		for k, _ := c.First(); k != nil; k, _ = c.Next() {
			if n := lengths[b]; n != 0 && len(k) != n {
				wrong("%s: the key %x has %d bytes", bucketNames[b], k, len(k))
				continue
			}
			if counted[b] && number(k[len(k)-8:]) > t.in(b).Sequence() {
				wrong("%s: %d lies beyond the counter", bucketNames[b], number(k[len(k)-8:]))
			}
		}
	}
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

func (t *tx) checkRecords(wrong func(string, ...any)) {
	each(t, organisations, func(k []byte, o programme.Organisation) {
		var i programme.Invitation
		if o.Invitation != "" && (!t.getJSON(invitations, []byte(o.Invitation), &i) || i.Organisation != programme.OrganisationID(number(k))) {
			wrong("organisation %d: its invitation is not there, or another's", number(k))
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
		t.checkAnswers(fmt.Sprintf("person %d", number(k)), p.Answers, wrong)
		if p.Adding != nil {
			t.checkAnswers(fmt.Sprintf("person %d", number(k)), p.Adding.Answers, wrong)
		}
		if !t.has(chats, k) {
			wrong("person %d has no chat", number(k))
		}
	})
	each(t, drafts, func(k []byte, d programme.Draft) {
		if !t.has(chats, k[:8]) {
			wrong("a draft is of chat %d, which is not there", number(k[:8]))
		}
		for code, a := range d.Answers { // its writer has the chat, and need not take part
			if by := uint64(a.By); by != number(k[:8]) {
				wrong("draft %q, %s: given by person %d, whose it is not", k[8:], code, by)
			}
			t.checkFiles(fmt.Sprintf("draft %q, %s", k[8:], code), a, wrong)
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
		of := fmt.Sprintf("the response of organisation %d", key.Organisation)
		t.checkGiver(of, r.SentBy, wrong)
		t.checkAnswers(of, r.Answers, wrong)
	})
	each(t, files, func(k []byte, f programme.File) {
		if f.Kept && !t.has(chunks, append(bytes.Clone(k), be(0)...)) && f.Size > 0 {
			wrong("file %d is said to be kept, and is not", number(k))
		}
	})
	t.keys(chunks, func(k, _ []byte) {
		if !t.has(files, k[:8]) {
			wrong("bytes of file %d, which is not there", number(k[:8]))
		}
	})
	t.checkSeats(wrong)
	t.checkIdeas(wrong)
	t.checkBroadcasts(wrong)
	each(t, jobs, func([]byte, flows.Job) {})
	each(t, audit, func([]byte, programme.AuditLine) {})
	each(t, missed, func([]byte, programme.Missed) {})
	each(t, digests, func([]byte, programme.Digest) {})
	each(t, terms, func([]byte, programme.SurveyTerm) {})
	each(t, wordings, func([]byte, programme.Wording) {})
	each(t, quarantine, func([]byte, quarantined) {})
}

// checkAnswers follows what answers name: files, and who gave them.
func (t *tx) checkAnswers(of string, answers map[string]flows.Answer, wrong func(string, ...any)) {
	for code, a := range answers {
		of := of + ", " + code
		t.checkGiver(of, a.By, wrong)
		for _, past := range a.History {
			t.checkGiver(of, past.By, wrong)
		}
		for _, it := range a.AllItems() {
			t.checkGiver(of, it.By, wrong)
		}
		for _, w := range a.Written {
			if !slices.Contains(a.Attach, w.File) {
				wrong("%s: file %d was written down, and is not the answer's", of, w.File)
			}
		}
		t.checkFiles(of, a, wrong)
	}
}

// checkFiles follows the files that an answer names.
func (t *tx) checkFiles(of string, a flows.Answer, wrong func(string, ...any)) {
	for _, id := range filesOf(a) {
		if !t.has(files, be(uint64(id))) {
			wrong("%s: file %d is not there", of, id)
		}
	}
}

// checkGiver: whoever was erased is nobody, 0.
func (t *tx) checkGiver(of string, by flows.PersonID, wrong func(string, ...any)) {
	if by != 0 && !t.has(people, personKey(by)) {
		wrong("%s: given by person %d, who is not there", of, by)
	}
}

// keys goes through a bucket.
func (t *tx) keys(b bucket, f func(k, v []byte)) {
	c := t.in(b).Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		f(k, v)
	}
}

// checkChats looks for what is left of chats that are not there (any more).
func (t *tx) checkChats(wrong func(string, ...any)) {
	there := func(chat []byte) bool { return number(chat) == uint64(flows.Group) || t.has(chats, chat) }
	each(t, chats, func(k []byte, c chatRow) {
		if !bytes.Equal(t.in(telegram).Get(be(uint64(c.Telegram))), k) {
			wrong("chat %d is not found by its number", number(k))
		}
		if c.Forget && !t.awaited(flows.PersonID(number(k))) {
			wrong("chat %d should have been forgotten", number(k))
		}
	})
	each(t, sessions, func(k []byte, _ flows.Session) {
		if !t.has(chats, k) {
			wrong("a session of chat %d, which is not there", number(k))
		}
	})
	t.keys(names, func(k, v []byte) {
		if len(k) < 9 || len(v) != 9 || !there(k[:8]) {
			wrong("the name %x cannot be read, or its chat is not there", k)
		}
	})
	t.keys(numbers, func(k, v []byte) {
		if len(v) == 0 || !there(k[:8]) {
			wrong("the message %x has no name, or its chat is not there", k)
		}
	})
	each(t, spoken, func(k []byte, _ mention) {
		if !there(k[:8]) {
			wrong("the message %x speaks of somebody, and its chat is not there", k)
		}
	})
}

func (t *tx) checkOutbox(wrong func(string, ...any)) {
	each(t, outbox, func(k []byte, r flows.Row) {
		to, id := flows.PersonID(number(k[:8])), number(k[8:])
		if (r.Say == nil) == (r.Edit == nil) || r.To() != to {
			wrong("row %d is no message, or lies under another chat", id)
			return
		}
		c, known := t.chat(to)
		switch {
		case to != flows.Group && !known:
			wrong("row %d goes to chat %d, which is not there", id, to)
		case r.State != flows.Waiting && r.State != flows.Dead && !r.Once():
			wrong("row %d is %s, and need not be sent once only", id, r.State)
		case r.State == flows.Parked && known && c.Unreachable.IsZero():
			wrong("row %d is parked, although chat %d can be written to", id, to)
		}
		if r.Say != nil && r.Say.File != nil && r.Say.File.ID != 0 && !t.has(files, be(uint64(r.Say.File.ID))) {
			wrong("row %d brings file %d, which is not there", id, r.Say.File.ID)
		}
	})
	each(t, threads, func(k []byte, th programme.Thread) {
		if !t.has(chats, personKey(th.Person)) {
			wrong("question %d is of chat %d, which is not there", number(k), th.Person)
		}
		if th.Organisation != 0 && !t.has(organisations, be(uint64(th.Organisation))) {
			wrong("question %d is of organisation %d, which is not there", number(k), th.Organisation)
		}
		if number(k) > t.in(threads).Sequence() {
			wrong("question %d lies beyond the counter", number(k))
		}
	})
}

func (t *tx) checkIndexes(wrong func(string, ...any)) {
	swap := func(k, _ []byte) []byte { return append(bytes.Clone(k[8:]), k[:8]...) }
	pairs := []struct {
		b, index bucket
		to       func(k, v []byte) []byte
	}{
		{memberships, members, swap},
		{members, memberships, swap},
		{telegram, chats, func(_, v []byte) []byte { return v }},
		{dueKeys, due, func(k, v []byte) []byte { return append(append(bytes.Clone(v), 0), k...) }},
	}
	for _, p := range pairs {
		t.keys(p.b, func(k, v []byte) {
			if !t.has(p.index, p.to(k, v)) {
				wrong("%s %x has nothing in %s", bucketNames[p.b], k, bucketNames[p.index])
			}
		})
	}
	each(t, due, func(k []byte, s flows.Schedule) {
		if !bytes.Equal(k, dueKey(s.At, s.Key)) || !bytes.Equal(t.in(dueKeys).Get([]byte(s.Key)), k[:8]) {
			wrong("due %x is not found by its key", k)
		}
		if s.Person != 0 && !t.has(chats, personKey(s.Person)) {
			wrong("due %s is of chat %d, which is not there", s.Key, s.Person)
		}
	})
}

package storage

import (
	"cmp"
	"encoding/json"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// quarantined is an update that could not be applied.
type quarantined struct {
	Update int64           `json:"update,omitempty"`
	Due    string          `json:"due,omitempty"`
	Row    *flows.Schedule `json:"row,omitempty"` // of the due list, to be put back there
	Job    uint64          `json:"job,omitempty"`
	Kind   string          `json:"kind,omitempty"` // of the due row or job
	Raw    json.RawMessage `json:"raw,omitempty"`  // as it came, of who has given their consent
	Reason string          `json:"reason"`
	Person flows.PersonID  `json:"person,omitempty"`
	At     time.Time       `json:"at"`
}

func (t *tx) quarantine(u *flows.Update, who flows.PersonID, reason string, row *flows.Schedule) {
	q := quarantined{Update: u.ID, Due: u.Due, Row: row, Job: u.Job, Reason: reason, Person: who, At: t.now}
	switch w := u.Input.What.(type) {
	case flows.Finished:
		q.Kind = w.Kind
	case flows.Due:
		q.Kind, q.Person = w.Kind, w.Person
	}
	if json.Valid(u.Raw) && t.has(people, personKey(who)) {
		q.Raw = u.Raw
	}
	t.putJSON(quarantine, be(t.next(quarantine)), q)
}

// Quarantine puts an update aside that could not be applied, so that the rest
// goes on, and lets the conversation tell the person; or a job, of which the
// conversation learns that it failed.
func (s *Store) Quarantine(u flows.Update, reason string, now time.Time, talk programme.Conversation) (flows.Applied, error) {
	out, err := s.aside(u, reason, now, talk)
	if err != nil && s.usable() == nil {
		return s.aside(u, reason, now, nil) // telling fails as well
	}
	return out, err
}

func (s *Store) aside(u flows.Update, reason string, now time.Time, talk programme.Conversation) (flows.Applied, error) {
	var out flows.Applied
	err := s.update(now, func(t *tx) {
		row := t.dueRow(u.Due)
		if t.fresh(&u) {
			t.aside(&u, reason, row, talk, &out)
		}
	})
	return out, err
}

// aside puts an update aside and lets the conversation tell whose it is, where
// that can be seen: also who wrote for the first time, and is not kept for it. talk
// may be nil: then nobody is told. row is the due row that it was, nil for none.
func (t *tx) aside(u *flows.Update, reason string, row *flows.Schedule, talk programme.Conversation, out *flows.Applied) {
	if f, ended := u.Input.What.(flows.Finished); ended {
		t.quarantine(u, u.Input.Person, reason, nil)
		if talk != nil {
			f.Result, f.Error = nil, cmp.Or(f.Error, "its result could not be taken over")
			t.tellOf(u.Input.Person, f, t.records(), talk, out)
		}
		return
	}
	_, blocked := u.Input.What.(flows.Blocked)
	tell := talk != nil && u.Input.Private && u.User != 0 && !blocked
	_, before := t.resolve(u.User, u.Input.Language, false, false)
	who, known := t.resolve(u.User, u.Input.Language, tell, false)
	t.quarantine(u, who, reason, row)
	if !tell || !known {
		t.effects(u, &flows.Turn{}, out) // a press is acknowledged all the same
		return
	}
	if !before {
		chatBook{t}.Forget(who)
	}
	u.Input.Person, u.Input.What = who, flows.Failed{Update: u.ID}
	t.answer(u, t.turn(u), t.records(), talk, out)
}

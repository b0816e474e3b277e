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
	Job    uint64          `json:"job,omitempty"`
	Raw    json.RawMessage `json:"raw,omitempty"` // as it came, of who has given their consent
	Reason string          `json:"reason"`
	Person flows.PersonID  `json:"person,omitempty"`
	At     time.Time       `json:"at"`
}

func (t *tx) quarantine(u *flows.Update, who flows.PersonID, reason string) {
	q := quarantined{Update: u.ID, Due: u.Due, Job: u.Job, Reason: reason, Person: who, At: t.now}
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
		if t.fresh(&u) {
			t.aside(&u, reason, talk, &out)
		}
	})
	return out, err
}

// aside puts an update aside and lets the conversation tell whose it is, where
// that can be seen: also who wrote for the first time, and is not kept for it. talk
// may be nil: then nobody is told.
func (t *tx) aside(u *flows.Update, reason string, talk programme.Conversation, out *flows.Applied) {
	if f, ended := u.Input.What.(flows.Finished); ended {
		t.quarantine(u, u.Input.Person, reason)
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
	t.quarantine(u, who, reason)
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

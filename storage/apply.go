package storage

import (
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// Apply answers a batch in one transaction: outcomes of messages first, then
// each update in order, then the offset. An update that was seen, and a due row
// or job that is gone, is skipped. If the conversation fails or falls over,
// nothing of the batch is kept and the error is returned; an error that wraps
// ErrCommit is fatal.
func (s *Store) Apply(b flows.Batch, talk programme.Conversation) (flows.Applied, error) {
	var out flows.Applied
	err := s.update(b.Now, func(t *tx) {
		records := t.records()
		for _, o := range b.Outcomes {
			t.outcome(o, &out)
		}
		for i := range b.Updates {
			if t.err == nil {
				t.apply(&b.Updates[i], records, talk, &out)
			}
		}
		if b.Offset != 0 {
			t.put(meta, keyOffset, be(uint64(b.Offset)))
		}
		if b.Polled {
			t.put(meta, keyLastPoll, be(seconds(b.Now)))
		}
	})
	if err != nil {
		return flows.Applied{}, err
	}
	return out, nil
}

// apply answers one update.
func (t *tx) apply(u *flows.Update, records *programme.Tx, talk programme.Conversation, out *flows.Applied) {
	if !t.fresh(u) {
		return
	}
	out.Fresh++
	switch {
	case u.Broken != "":
		t.aside(u, u.Broken, talk, out)
		return
	case u.Migrated != nil:
		t.migrate(*u.Migrated, out)
		return
	case u.Ignore:
		t.effects(u, &flows.Turn{}, out) // a press is acknowledged wherever it comes from
		return
	}
	turn := t.turn(u)
	if u.Chat != 0 && !t.arrive(u, turn, out) {
		return
	}
	t.answer(u, turn, records, talk, out)
}

// turn is the update as conversations see it, without what has to be looked up.
func (t *tx) turn(u *flows.Update) *flows.Turn {
	turn := &flows.Turn{Input: u.Input, Session: &flows.Session{}}
	turn.At, turn.Batch = t.now, t.batch
	turn.Lang = chatBook{t}.Language(turn.Person)
	turn.Messages = namesIn{t, turn}
	return turn
}

// answer lets the conversation answer, and writes down what it says.
func (t *tx) answer(u *flows.Update, turn *flows.Turn, records *programme.Tx, talk programme.Conversation, out *flows.Applied) {
	private := turn.Private && turn.Person != flows.Group
	if private {
		t.getJSON(sessions, personKey(turn.Person), turn.Session)
	}
	talk(records, turn)
	if private {
		t.putSession(turn.Person, turn.Session)
	}
	t.effects(u, turn, out)
	if turn.Person != flows.Group {
		t.forgetIfDone(turn.Person)
	}
}

// fresh reports whether the update has not been applied, and notes that it is.
func (t *tx) fresh(u *flows.Update) bool {
	if u.ID != 0 {
		key := be(uint64(u.ID))
		if t.in(seen).Get(key) != nil {
			return false
		}
		t.put(seen, key, be(seconds(t.now)))
	}
	if u.Due != "" && !t.takeDue(u.Due) {
		return false
	}
	if u.Job != 0 {
		if t.in(jobs).Get(be(u.Job)) == nil {
			return false
		}
		t.delete(jobs, be(u.Job))
	}
	return true
}

// arrive finds out who sent the update, and that they can be reached. False:
// there is nobody to answer.
func (t *tx) arrive(u *flows.Update, turn *flows.Turn, out *flows.Applied) bool {
	_, blocked := u.Input.What.(flows.Blocked)
	who, known := t.resolve(u.User, u.Input.Language, u.Input.Private && !blocked)
	turn.Person = who
	if !u.Input.Private {
		if !blocked {
			t.unpark(flows.Group, out)
		}
		return true // of the group's members only those are known who joined
	}
	if !known {
		return false
	}
	c, _ := t.chat(who)
	turn.Lang = c.Language
	if blocked {
		t.unreachable(who, t.now, 0, out)
		return true
	}
	away := !c.Unreachable.IsZero()
	if away || c.Forget {
		c.Unreachable, c.Forget = time.Time{}, false
		t.putChat(who, c)
	}
	if away {
		t.unpark(who, out)
	}
	if p, pressed := u.Input.What.(flows.Press); pressed {
		t.proven(who, u.Input.Message, p.Data)
	}
	return true
}

func (t *tx) putSession(id flows.PersonID, s *flows.Session) {
	if *s == (flows.Session{}) {
		t.delete(sessions, personKey(id))
		return
	}
	t.putJSON(sessions, personKey(id), s)
}

// effects writes down what the answer makes happen.
func (t *tx) effects(u *flows.Update, turn *flows.Turn, out *flows.Applied) {
	var toast flows.Toast
	for _, e := range turn.Effects {
		switch e := e.(type) {
		case flows.Say:
			t.say(e, out)
		case flows.Edit:
			t.edit(e, out)
		case flows.Toast:
			toast = e
		case flows.Schedule:
			t.schedule(e, out)
		case flows.Cancel:
			t.cancel(e.Key)
		case flows.Work:
			t.putJSON(jobs, be(t.next(jobs)), flows.Job{Work: e, Person: turn.Person, Created: t.now})
			out.Jobs = true
		}
	}
	if u.Callback != "" {
		out.Acknowledge = append(out.Acknowledge, flows.Acknowledgement{Callback: u.Callback, Toast: toast})
	}
}

// quarantined is an update that could not be applied.
type quarantined struct {
	Update int64          `json:"update,omitempty"`
	Due    string         `json:"due,omitempty"`
	Job    uint64         `json:"job,omitempty"`
	Raw    []byte         `json:"raw,omitempty"`
	Reason string         `json:"reason"`
	Person flows.PersonID `json:"person,omitempty"`
	At     time.Time      `json:"at"`
}

func (t *tx) quarantine(u *flows.Update, who flows.PersonID, reason string) {
	t.putJSON(quarantine, be(t.next(quarantine)), quarantined{
		Update: u.ID, Due: u.Due, Job: u.Job, Raw: u.Raw, Reason: reason, Person: who, At: t.now,
	})
}

// Quarantine puts an update aside that could not be applied, so that the rest
// goes on, and lets the conversation tell the person.
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
	_, blocked := u.Input.What.(flows.Blocked)
	tell := talk != nil && u.Input.Private && u.User != 0 && !blocked
	_, before := t.resolve(u.User, u.Input.Language, false)
	who, known := t.resolve(u.User, u.Input.Language, tell)
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

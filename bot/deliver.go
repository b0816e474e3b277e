package bot

import (
	"errors"
	"time"

	"partnerbot/flows"
)

// verdict says whether a row is done with, or is to be sent again after a pause.
type verdict struct {
	again bool
	pause time.Duration
}

func again(after time.Duration) verdict { return verdict{again: true, pause: after} }

// noGroup is how long what is meant for the coordinators waits for a group.
const noGroup = time.Minute

// deliver sends one row and reports what became of it.
func (s *sender) deliver(t task) verdict {
	row := *t.row
	if row.Say != nil && !row.Say.Expires.IsZero() && !s.b.o.Clock.Now().Before(row.Say.Expires) {
		return s.done(row, flows.Skipped, nil)
	}
	chat, ok, err := s.b.store.Chat(row.To())
	switch {
	case err != nil:
		return s.broken(err)
	case !ok && row.To() == flows.Group:
		return again(noGroup)
	case !ok:
		return s.done(row, flows.Skipped, nil)
	}
	if row.Once() {
		row, ok, err = s.b.store.Depart(row.To(), row.ID, s.b.o.Clock.Now(), s.b.o.Words)
		if err != nil {
			return s.broken(err)
		}
		if row.State == flows.Dead {
			s.b.log.Error("the words of a message could not be written", "row", row.ID, "error", row.Error)
		}
		if !ok {
			return verdict{} // nothing left to say, or the person is away: the store has noted it
		}
	}
	defer s.leaves(row, chat)()
	message, err := s.request(t.line, row, chat)
	if errors.Is(err, errNothingToEdit) {
		return s.done(row, flows.Skipped, nil)
	}
	if err == nil {
		s.b.log.Debug("sent", "row", row.ID)
		s.note(t.line, row, message)
		s.report(flows.Outcome{Row: row.ID, To: row.To(), Result: flows.Sent, Message: message, At: time.Now().UTC()})
		return verdict{}
	}
	return s.failed(t, row, chat, err)
}

// failed does what an answer of Telegram, or none, asks for.
func (s *sender) failed(t task, row flows.Row, chat int64, err error) verdict {
	f := &failure{}
	errors.As(err, &f)
	switch judge(err, row.Once(), s.b.client.restarting()) {
	case arrived:
		return s.done(row, flows.Sent, nil)
	case nothing:
		return s.done(row, flows.Skipped, nil)
	case away:
		s.sayAway(row, err)
		return s.done(row, flows.Unreachable, err)
	case refused:
		s.b.log.Error("Telegram refused a message", "row", row.ID, "to", row.To(), "error", err)
		return s.done(row, flows.Refused, err)
	case unknownToken:
		return s.broken(ErrUnauthorized)
	case tooMany:
		return s.unsent(row, s.patience(row, f.retryAfter+time.Second))
	case moved:
		return s.moved(row, chat, f.migrateTo)
	case unsent:
		t.line.retries++
		pause := backoff(t.line.retries)
		s.b.log.Warn("Telegram cannot be reached; a message is tried again", "row", row.ID, "pause", pause.Round(time.Second).String(), "error", err)
		return s.unsent(row, pause)
	}
	t.row.Attempts++
	s.b.log.Warn("the answer to a message was lost", "row", row.ID, "again", !row.Once() && t.row.Attempts < maxAttempts, "error", err)
	v := s.done(row, flows.InDoubt, err)
	if !row.Once() && t.row.Attempts < maxAttempts {
		t.line.retries++
		v = again(backoff(t.line.retries))
	}
	return v
}

// sayAway logs that somebody cannot be written to: with the group, the operator
// has something to mend.
func (s *sender) sayAway(row flows.Row, why error) {
	if row.To() == flows.Group {
		s.b.log.Error("the bot cannot write to the coordinators' group: is it a member, and is the group's number right?", "row", row.ID, "error", why)
		return
	}
	s.b.log.Info("a person cannot be written to", "person", row.To(), "row", row.ID, "error", why)
}

// done reports the outcome of a row that is done with.
func (s *sender) done(row flows.Row, r flows.Result, why error) verdict {
	o := flows.Outcome{Row: row.ID, To: row.To(), Result: r, At: time.Now().UTC()}
	if why != nil {
		o.Error = why.Error()
	}
	s.report(o)
	return verdict{}
}

// unsent has a row sent again after a pause. A Once row waits like the others
// then: that must be committed before it is marked as in flight again.
func (s *sender) unsent(row flows.Row, pause time.Duration) verdict {
	if row.Once() {
		o := flows.Outcome{Row: row.ID, To: row.To(), Result: flows.Unsent, At: time.Now().UTC()}
		if _, err := s.b.apply(s.ctx, flows.Batch{Outcomes: []flows.Outcome{o}}); err != nil {
			return again(pause) // the end: at the next start it counts as unconfirmed
		}
	}
	return again(pause)
}

// patience notes that Telegram asked for a pause, and returns it.
func (s *sender) patience(row flows.Row, pause time.Duration) time.Duration {
	now := time.Now()
	s.mu.Lock()
	s.pace.tooMany(row.To(), now.Add(pause), now)
	s.mu.Unlock()
	s.b.log.Warn("Telegram asks for patience", "to", row.To(), "seconds", int(pause.Seconds()))
	return pause
}

// moved follows the group to its new number, in one transaction, and has the row
// sent again.
func (s *sender) moved(row flows.Row, from, to int64) verdict {
	move := flows.Update{Migrated: &flows.Migration{From: from, To: to}}
	if _, err := s.b.apply(s.ctx, flows.Batch{Updates: []flows.Update{move}}); err != nil {
		return again(time.Minute)
	}
	return s.unsent(row, 0)
}

// broken ends the program; the row stays where it is.
func (s *sender) broken(err error) verdict {
	s.stop(err)
	return again(time.Hour)
}

// note keeps the number of a named message until its outcome is committed: an
// edit may come before that.
func (s *sender) note(l *line, row flows.Row, message int) {
	name := ""
	switch {
	case message == 0:
	case row.Say != nil:
		name = row.Say.Name
	default:
		name = row.Edit.Name // sent anew
	}
	if name == "" {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if l.known == nil {
		l.known = map[string]int{}
	}
	l.known[name] = message
}

// committed forgets numbers that the store has now.
func (s *sender) committed(outcomes []flows.Outcome) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, o := range outcomes {
		l := s.lines[o.To]
		if l == nil || o.Message == 0 {
			continue
		}
		for name, n := range l.known {
			if n == o.Message {
				delete(l.known, name)
			}
		}
		if l.empty() && !l.busy {
			s.place(l)
		}
	}
}

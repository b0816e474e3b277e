package storage

import (
	"bytes"
	"time"

	"partnerbot/flows"
)

func dueKey(at time.Time, key string) []byte {
	return append(append(be(seconds(at)), 0), key...)
}

// schedule puts a row on the due list, or moves it.
func (t *tx) schedule(s flows.Schedule, out *flows.Applied) {
	if old := t.in(dueKeys).Get([]byte(s.Key)); old != nil {
		if s.Keep {
			return
		}
		t.cancel(s.Key)
	}
	s.At = s.At.UTC()
	t.putJSON(due, dueKey(s.At, s.Key), s)
	t.put(dueKeys, []byte(s.Key), be(seconds(s.At)))
	out.Due = out.Due || !s.At.After(t.now)
}

// cancel takes a row off the due list; false where there was none.
func (t *tx) cancel(key string) bool {
	at := t.in(dueKeys).Get([]byte(key))
	if at == nil {
		return false
	}
	t.delete(due, append(append(bytes.Clone(at), 0), key...))
	t.delete(dueKeys, []byte(key))
	return true
}

// dueRow is the row with the key, nil for none.
func (t *tx) dueRow(key string) *flows.Schedule {
	var row flows.Schedule
	at := t.in(dueKeys).Get([]byte(key))
	if at == nil || !t.getJSON(due, append(append(bytes.Clone(at), 0), key...), &row) {
		return nil
	}
	return &row
}

// takeDue takes a row off the due list whose time has come; false where there is
// none any more, or one that was moved to later since it was read.
func (t *tx) takeDue(key string) bool {
	at := t.in(dueKeys).Get([]byte(key))
	return at != nil && number(at) <= seconds(t.now) && t.cancel(key)
}

// Due returns at most limit rows whose time has come, oldest first. always:
// only those that do not wait for Telegram.
func (s *Store) Due(now time.Time, always bool, limit int) ([]flows.DueRow, error) {
	var rows []flows.DueRow
	err := s.view(func(t *tx) {
		c := t.in(due).Cursor()
		end := be(seconds(now) + 1)
		for k, _ := c.First(); k != nil && bytes.Compare(k, end) < 0 && len(rows) < limit; k, _ = c.Next() {
			var r flows.DueRow
			if !t.getJSON(due, k, &r.Schedule) || always && !r.Always {
				continue
			}
			r.Expired = !r.Expires.IsZero() && !now.Before(r.Expires)
			rows = append(rows, r)
		}
	})
	return rows, err
}

// Upcoming returns at most limit rows that become due after that time, in their
// order.
func (s *Store) Upcoming(after time.Time, limit int) ([]flows.DueRow, error) {
	var rows []flows.DueRow
	err := s.view(func(t *tx) { rows = t.upcoming(after, limit) })
	return rows, err
}

func (t *tx) upcoming(after time.Time, limit int) (rows []flows.DueRow) {
	c := t.in(due).Cursor()
	for k, _ := c.Seek(be(seconds(after) + 1)); k != nil && len(rows) < limit; k, _ = c.Next() {
		var r flows.DueRow
		if t.getJSON(due, k, &r.Schedule) {
			rows = append(rows, r)
		}
	}
	return rows
}

// Jobs returns the waiting jobs, oldest first.
func (s *Store) Jobs() ([]flows.Job, error) {
	var list []flows.Job
	err := s.view(func(t *tx) {
		c := t.in(jobs).Cursor()
		for k, _ := c.First(); k != nil; k, _ = c.Next() {
			var j flows.Job
			if t.getJSON(jobs, k, &j) {
				j.ID = number(k)
				list = append(list, j)
			}
		}
	})
	return list, err
}

// Crashed counts a run of the job before it begins; a run that ends takes the
// job away, so what is counted are the runs that did not end. It returns the
// count with this one.
func (s *Store) Crashed(job uint64) (crashes int, err error) { return s.crashed(job, 1) }

// Interrupted takes back one run of the job: it was broken off on purpose, and
// the job is done another time.
func (s *Store) Interrupted(job uint64) error {
	_, err := s.crashed(job, -1)
	return err
}

func (s *Store) crashed(job uint64, more int) (crashes int, err error) {
	err = s.update(time.Time{}, func(t *tx) {
		var j flows.Job
		if t.getJSON(jobs, be(job), &j) {
			j.Crashes += more
			t.putJSON(jobs, be(job), j)
			crashes = j.Crashes
		}
	})
	return crashes, err
}

package storage

import (
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// Depart marks a Once row as in flight, with the words that are true now. It
// looks again first: gone, expired, person unreachable, nothing left to say.
// When its words fall over, the row is dead and returned as such.
//
// Rows that want to leave while a commit is under way share the next one: on a slow disk
// a message to many would else go at the pace of its commits.
func (s *Store) Depart(to flows.PersonID, id uint64, now time.Time, words programme.Words) (row flows.Row, ok bool, err error) {
	d := &departure{to: to, id: id, now: now, words: words, done: make(chan struct{})}
	s.leaving.Lock()
	s.departures = append(s.departures, d)
	first := len(s.departures) == 1
	s.leaving.Unlock()
	if first {
		s.departAll(now)
	}
	<-d.done
	return d.row, d.ok, d.err
}

// departure is a row that wants to leave, and what becomes of it.
type departure struct {
	to    flows.PersonID
	id    uint64
	now   time.Time
	words programme.Words
	row   flows.Row
	ok    bool
	err   error
	done  chan struct{}
}

// departAll marks all rows that want to leave by the time that the store can be written
// to, in one transaction; if that fails, each in one of its own.
func (s *Store) departAll(now time.Time) {
	var all []*departure
	err := s.update(now, func(t *tx) {
		all = s.takeDepartures()
		for _, d := range all {
			d.row, d.ok = t.depart(d.to, d.id, d.words)
		}
	})
	if all == nil { // the store cannot be written to any more
		all = s.takeDepartures()
	}
	for _, d := range all {
		if err != nil {
			d.row, d.ok, d.err = s.departAlone(d.to, d.id, d.now, d.words)
		}
		close(d.done)
	}
}

func (s *Store) takeDepartures() []*departure {
	s.leaving.Lock()
	defer s.leaving.Unlock()
	all := s.departures
	s.departures = nil
	return all
}

func (s *Store) departAlone(to flows.PersonID, id uint64, now time.Time, words programme.Words) (row flows.Row, ok bool, err error) {
	err = s.update(now, func(t *tx) { row, ok = t.depart(to, id, words) })
	if err == nil {
		return row, ok, nil
	}
	if broken := s.usable(); broken != nil {
		return flows.Row{}, false, broken
	}
	why, _, _ := strings.Cut(err.Error(), "\n")
	dead := s.update(now, func(t *tx) {
		if row, ok = t.row(to, id); ok {
			row.State, row.Error = flows.Dead, why
			t.putRow(row)
			t.becomes(row, flows.Refused)
			t.forgetIfDone(to, &flows.Applied{})
		}
	})
	if dead != nil || !ok {
		return flows.Row{}, false, err
	}
	return row, false, nil
}

func (t *tx) depart(to flows.PersonID, id uint64, words programme.Words) (flows.Row, bool) {
	r, there := t.row(to, id)
	if !there || r.State != flows.Waiting || !r.Once() {
		return flows.Row{}, false
	}
	known, reachable := t.standing(to)
	switch {
	case !known:
		t.dropRow(r)
	case !r.Say.Expires.IsZero() && !t.now.Before(r.Say.Expires):
		t.dropRow(r)
		t.becomes(r, flows.Skipped)
	case !reachable:
		t.setState(r, flows.Parked)
		t.becomes(r, flows.Unreachable)
	case !t.write(&r, words):
		t.dropRow(r)
		t.becomes(r, flows.Withdrawn)
	default:
		r.State = flows.InFlight
		t.putRow(r)
		return r, true
	}
	t.forgetIfDone(to, &flows.Applied{})
	return flows.Row{}, false
}

// write puts the words into the row; false when there is nothing to say any
// more.
func (t *tx) write(r *flows.Row, words programme.Words) (worth bool) {
	if words == nil || r.Say.About == "" {
		return true
	}
	r.Say.HTML, r.Say.Buttons, worth = words(t.records(), *r.Say, chatBook{t}.Language(r.To()))
	return worth
}

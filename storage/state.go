package storage

import (
	"bytes"
	"maps"
	"time"

	"partnerbot/flows"
)

// Offset returns the offset of the next getUpdates, 0 for a new database.
func (s *Store) Offset() (offset int64, err error) {
	err = s.view(func(t *tx) { offset = int64(number(t.in(meta).Get(keyOffset))) })
	return offset, err
}

// LastPoll returns when Telegram was last reached, UTC; zero for never.
func (s *Store) LastPoll() (at time.Time, err error) {
	err = s.view(func(t *tx) { at = t.moment(keyLastPoll) })
	return at, err
}

// Latest returns the latest programme's time at which something was written, UTC;
// zero for a new database. A clock that can be driven never shows an earlier one.
func (s *Store) Latest() (at time.Time, err error) {
	err = s.view(func(t *tx) { at = t.moment(keyLatest) })
	return at, err
}

// Identity returns which bot the database belongs to: its number and username,
// 0 for a new database.
func (s *Store) Identity() (id int64, username string, err error) {
	err = s.view(func(t *tx) {
		id, username = int64(number(t.in(meta).Get(keyBot))), t.username()
	})
	return id, username, err
}

func (t *tx) username() string { return string(t.in(meta).Get(keyUsername)) }

// SetIdentity keeps which bot the database belongs to. Another bot than before
// numbers its updates and messages anew. Called before Recover.
func (s *Store) SetIdentity(id int64, username string) error {
	return s.update(time.Time{}, func(t *tx) {
		if old := number(t.in(meta).Get(keyBot)); old != 0 && old != uint64(id) {
			t.put(meta, keyOffset, be(0))
			t.deleteUnder(seen, nil)
			t.forgetNumbers(flows.Group, &flows.Applied{})
			for _, key := range t.under(chats, nil) {
				t.forgetNumbers(flows.PersonID(number(key)), &flows.Applied{})
			}
			t.forgetParts()
		}
		t.put(meta, keyBot, be(uint64(id)))
		t.put(meta, keyUsername, []byte(username))
	})
}

// forgetParts forgets of which messages answers were made: editing a message that
// has the number now must not change an answer.
func (t *tx) forgetParts() {
	tx := t.records()
	whole := func(answers map[string]flows.Answer) {
		for code, a := range answers {
			a.ForgetMessages()
			answers[code] = a
		}
	}
	for key, r := range maps.Collect(tx.Responses.All()) {
		whole(r.Answers)
		tx.Responses.Put(key, r)
	}
	for id, p := range maps.Collect(tx.People.All()) {
		whole(p.Answers)
		tx.People.Put(id, p)
	}
	for id, r := range maps.Collect(tx.Registrations.All()) {
		for _, answers := range r.Forms() {
			whole(answers)
		}
		tx.Registrations.Put(id, r)
	}
}

// seenFor is how long ids of updates are kept: longer than the 24 hours for
// which Telegram repeats them, shorter than the week after which it may begin
// to number anew (Bot API, Update).
const seenFor = 3 * 24 * time.Hour

// Sweep removes what has served its time. deleted reports whether something went
// in which people may stand, so that the file should be compacted.
func (s *Store) Sweep(now time.Time) (deleted bool, err error) {
	err = s.update(now, func(t *tx) {
		t.sweepTimes(seen, seenFor)
		t.sweepTimes(outKeys, 0)
		deleted = t.sweepOutbox()
		deleted = t.sweepChunks() || deleted
		if t.in(meta).Get(keyTonight) != nil {
			t.delete(meta, keyTonight)
			deleted = true
		}
		t.sweepNames()
	})
	return deleted, err
}

// sweepTimes removes the entries of a bucket whose time is longer ago than that.
func (t *tx) sweepTimes(b bucket, ago time.Duration) {
	var old [][]byte
	c := t.in(b).Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		if number(v)+uint64(ago/time.Second) < seconds(t.now) {
			old = append(old, bytes.Clone(k))
		}
	}
	for _, k := range old {
		t.delete(b, k)
	}
}

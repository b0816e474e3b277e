package storage

import (
	"bytes"
	"time"
)

// Offset returns the offset of the next getUpdates, 0 for a new database.
func (s *Store) Offset() (offset int64, err error) {
	err = s.view(func(t *tx) { offset = int64(number(t.in(meta).Get(keyOffset))) })
	return offset, err
}

// LastPoll returns when Telegram was last reached, UTC; zero for never.
func (s *Store) LastPoll() (at time.Time, err error) {
	err = s.view(func(t *tx) {
		if n := number(t.in(meta).Get(keyLastPoll)); n != 0 {
			at = time.Unix(int64(n), 0).UTC()
		}
	})
	return at, err
}

// Identity returns which bot the database belongs to: its number and username,
// 0 for a new database.
func (s *Store) Identity() (id int64, username string, err error) {
	err = s.view(func(t *tx) {
		id, username = int64(number(t.in(meta).Get(keyBot))), string(t.in(meta).Get(keyUsername))
	})
	return id, username, err
}

// SetIdentity keeps which bot the database belongs to. Another bot than before
// numbers its updates and messages anew.
func (s *Store) SetIdentity(id int64, username string) error {
	return s.update(time.Time{}, func(t *tx) {
		if old := number(t.in(meta).Get(keyBot)); old != 0 && old != uint64(id) {
			t.put(meta, keyOffset, be(0))
			for _, b := range []bucket{seen, names, numbers} {
				t.deleteUnder(b, nil)
			}
		}
		t.put(meta, keyBot, be(uint64(id)))
		t.put(meta, keyUsername, []byte(username))
	})
}

// seenFor is how long ids of updates are kept: longer than the 24 hours for
// which Telegram repeats them, shorter than the week after which it may begin
// to number anew (Bot API, Update).
const seenFor = 3 * 24 * time.Hour

// Sweep removes what has served its time.
func (s *Store) Sweep(now time.Time) error {
	return s.update(now, func(t *tx) {
		t.sweepTimes(seen, seenFor)
		t.sweepTimes(outKeys, 0)
		t.sweepOutbox()
	})
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

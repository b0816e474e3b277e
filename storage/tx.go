package storage

import (
	"encoding/json"
	"fmt"
	"runtime/debug"
	"time"

	bolt "go.etcd.io/bbolt"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// tx is one transaction. The first error of any call stays with it, and it is
// then not committed: so the calls themselves return no errors.
type tx struct {
	bolt    *bolt.Tx
	buckets [bucketCount]*bolt.Bucket
	chats   map[flows.PersonID]chatRow                          // that were read
	events  map[string]programme.Event                          // that were read
	seats   map[programme.RegistrationID]programme.Registration // that were read, of those without answers
	erased  []flows.PersonID                                    // in this turn
	leaving []flows.PersonID                                    // whose chats were marked in this turn, to go when nothing is on its way to them
	now     time.Time
	batch   uint64
	reports []flows.Delivered // not yet told
	again   flows.Applied     // what is to be done again, of which the bot does not know yet
	err     error
}

func (t *tx) fail(err error) {
	if t.err == nil && err != nil {
		t.err = err
	}
}

// in returns the bucket.
func (t *tx) in(b bucket) *bolt.Bucket {
	if t.buckets[b] == nil {
		t.buckets[b] = t.bolt.Bucket([]byte(bucketNames[b]))
	}
	return t.buckets[b]
}

func (t *tx) put(b bucket, key, value []byte) { t.fail(t.in(b).Put(key, value)) }

func (t *tx) delete(b bucket, key []byte) { t.fail(t.in(b).Delete(key)) }

// putJSON stores a record.
func (t *tx) putJSON(b bucket, key []byte, record any) {
	data, err := json.Marshal(record)
	if err != nil {
		t.fail(fmt.Errorf("%s: %w", bucketNames[b], err))
		return
	}
	t.put(b, key, data)
}

// getJSON reads a record; false where there is none.
func (t *tx) getJSON(b bucket, key []byte, record any) bool {
	data := t.in(b).Get(key)
	if data == nil {
		return false
	}
	if err := json.Unmarshal(data, record); err != nil {
		t.fail(fmt.Errorf("%s: %w: %w", bucketNames[b], ErrForeign, err))
		return false
	}
	return true
}

// next is the next free number of the bucket; it is given back when the
// transaction is not committed.
func (t *tx) next(b bucket) uint64 {
	n, err := t.in(b).NextSequence()
	t.fail(err)
	return n
}

// update runs f in one transaction and commits it, unless f or a call within it
// failed or f fell over. A commit that fails is fatal: from then on the store
// refuses everything.
func (s *Store) update(now time.Time, f func(*tx)) (err error) {
	s.swap.RLock()
	defer s.swap.RUnlock()
	b, err := s.db.Begin(true)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	// Only now: the writer that was waited for may have been the one that failed.
	if err := s.usable(); err != nil {
		_ = b.Rollback()
		return err
	}
	t := &tx{bolt: b, now: now.UTC(), batch: s.batch.Load() + 1}
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("fell over: %v\n%s", r, debug.Stack())
		}
		if err != nil {
			_ = b.Rollback() // of no effect after a commit
		}
	}()
	f(t)
	t.put(meta, keyBatch, be(t.batch))
	if seen := seconds(now); seen > number(t.in(meta).Get(keyLatest)) {
		t.put(meta, keyLatest, be(seen))
	}
	if t.err != nil {
		return t.err
	}
	if err := s.commit(b); err != nil {
		return err
	}
	s.batch.Store(t.batch)
	return nil
}

// commit commits, once: whether what a failed commit wrote is there is known
// only after a restart.
func (s *Store) commit(b *bolt.Tx) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("fell over: %v", r)
		}
		if err == nil {
			return
		}
		if Full(err) {
			err = fmt.Errorf("%w: %w", ErrFull, err)
		}
		fatal := fmt.Errorf("%w: %w", ErrCommit, err)
		s.broken.Store(&fatal)
		err = fatal
	}()
	return b.Commit()
}

// usable is the error of the commit that failed, if there was one.
func (s *Store) usable() error {
	if broken := s.broken.Load(); broken != nil {
		return *broken
	}
	return nil
}

// view runs f in a short reading transaction.
func (s *Store) view(f func(*tx)) error {
	s.swap.RLock()
	defer s.swap.RUnlock()
	if err := s.usable(); err != nil {
		return err
	}
	return s.db.View(func(b *bolt.Tx) (err error) {
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("fell over: %v", r)
			}
		}()
		t := &tx{bolt: b}
		f(t)
		return t.err
	})
}

// View lets f read the records. Writing within it is an error.
func (s *Store) View(f func(*programme.Tx) error) error {
	return s.view(func(t *tx) { t.fail(f(t.records())) })
}

// Update lets f change the records in one transaction: for commands of the
// command line.
func (s *Store) Update(now time.Time, f func(*programme.Tx) error) error {
	return s.update(now, func(t *tx) { t.fail(f(t.records())) })
}

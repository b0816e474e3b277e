package storage

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"partnerbot/flows"
)

// CompactJob is the kind of the job that compacts the file.
const CompactJob = "compact"

// compactLater has the file compacted once this transaction is committed: what
// was deleted stands in its free pages until then.
func (t *tx) compactLater(out *flows.Applied) {
	c := t.in(jobs).Cursor()
	for k, _ := c.First(); k != nil; k, _ = c.Next() {
		var j flows.Job
		if t.getJSON(jobs, k, &j) && j.Work.Kind == CompactJob && j.Crashes == 0 {
			return
		}
	}
	t.putJSON(jobs, be(t.next(jobs)), flows.Job{Work: flows.Work{Kind: CompactJob}, Created: t.now})
	out.Jobs = true
}

// compactStep is how many bytes one transaction of the copy holds.
const compactStep = 1 << 20

// Compact writes the database into a new file without its free pages, in which
// bytes of deleted records may stand, and takes it in place of the old one.
// Nothing else can use the store meanwhile. An error that wraps ErrCommit is
// fatal; after any other the old file is in use as before.
func (s *Store) Compact() (err error) {
	s.swap.Lock()
	defer s.swap.Unlock()
	if broken := s.broken.Load(); broken != nil {
		return *broken
	}
	half := s.path + ".compact"
	defer func() { _ = os.Remove(half) }()
	if err := s.compactTo(half); err != nil {
		return fmt.Errorf("compact %s: %w", s.path, err)
	}
	if err := s.db.Close(); err != nil {
		return s.lost(err)
	}
	renamed := os.Rename(half, s.path)
	if renamed == nil {
		renamed = syncDir(filepath.Dir(s.path))
	}
	if s.db, err = openBolt(s.path, false); err != nil {
		return s.lost(err)
	}
	return renamed
}

func (s *Store) compactTo(path string) error {
	_ = os.Remove(path) // of a run that did not end
	to, err := openBolt(path, false)
	if err != nil {
		return err
	}
	to.NoSync = true
	err = bolt.Compact(to, s.db, compactStep)
	if err == nil {
		err = to.Sync()
	}
	if err = errors.Join(err, to.Close()); err != nil {
		return err
	}
	return checkCopy(path)
}

// lost says that the file is no longer open: only a restart reads back the truth.
func (s *Store) lost(err error) error {
	fatal := fmt.Errorf("%w: %w", ErrCommit, err)
	s.broken.Store(&fatal)
	return fatal
}

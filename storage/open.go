package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// Errors for the operator. What opens or writes the database wraps one of them.
var (
	ErrLocked  = errors.New("another program holds the database")
	ErrForeign = errors.New("not a database of partnerbot, or damaged")
	ErrNewer   = errors.New("the database was written by a newer version of partnerbot")
	ErrCommit  = errors.New("the outcome of a commit is unknown; start again to read back the truth")
	ErrFull    = errors.New("the disk is full")
)

// Options of Open. The zero value is good.
type Options struct{}

// Store is the database. It is safe for concurrent use.
type Store struct {
	swap   sync.RWMutex // held for writing while the file is replaced by a compacted one
	db     *bolt.DB
	path   string
	broken atomic.Pointer[error] // the commit that failed
	batch  atomic.Uint64
}

// Open opens the database file, and makes it where there is none; its folder
// must exist. The file is locked: a second program gets ErrLocked after a
// second. A file of an older version is migrated, with a copy beside it first.
func Open(path string, _ Options) (*Store, error) {
	if err := recognise(path); err != nil {
		return nil, err
	}
	_, missing := os.Stat(path)
	db, err := openBolt(path, false)
	if err != nil {
		return nil, explain(path, err)
	}
	s := &Store{db: db, path: path}
	if err := s.prepare(); err != nil {
		_ = db.Close()
		return nil, explain(path, err)
	}
	if errors.Is(missing, fs.ErrNotExist) {
		// Making a file is not safe against power loss before its folder is synced
		// (etcd issue 16596).
		if err := syncDir(filepath.Dir(path)); err != nil {
			_ = db.Close()
			return nil, err
		}
	}
	return s, nil
}

// recognise refuses a file that bbolt would write over or fall over: bbolt
// takes an empty file for a new database.
func recognise(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("open %s: %w", path, err)
	case info.IsDir(), info.Size() < int64(2*os.Getpagesize()):
		return fmt.Errorf("open %s: %w", path, ErrForeign)
	}
	return nil
}

// openBolt opens the file with the options that keep data (see the library's
// documentation of Options): every commit is synced, the lock is waited for no
// longer than a second, and the map is large enough that readers seldom stop a
// writer.
func openBolt(path string, readOnly bool) (db *bolt.DB, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", ErrForeign, r)
		}
	}()
	return bolt.Open(path, 0o600, &bolt.Options{
		Timeout: time.Second, FreelistType: bolt.FreelistMapType, InitialMmapSize: 64 << 20, ReadOnly: readOnly,
	})
}

// explain puts bbolt's errors into the operator's words.
func explain(path string, err error) error {
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		err = ErrLocked
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrChecksum), errors.Is(err, bolterrors.ErrVersionMismatch):
		err = ErrForeign
	case errors.Is(err, syscall.ENOSPC):
		err = ErrFull
	}
	return fmt.Errorf("open %s: %w", path, err)
}

// Close ends the use of the database. A transaction under way is finished
// first.
func (s *Store) Close() error {
	s.swap.RLock()
	defer s.swap.RUnlock()
	return s.db.Close()
}

// Path is where the database lies.
func (s *Store) Path() string { return s.path }

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	return d.Sync()
}

package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// Errors for the operator. What opens or writes the database wraps one of them.
var (
	ErrLocked  = errors.New("another program holds the database")
	ErrForeign = errors.New("not a database of partnerbot, or damaged")
	ErrNewer   = errors.New("the database was written by a newer version of partnerbot")
	ErrOlder   = errors.New("the database was written by an older version of partnerbot")
	ErrCommit  = errors.New("the outcome of a commit is unknown; start again to read back the truth")
	ErrFull    = errors.New("the disk is full")
)

// Options of Open. The zero value is good.
type Options struct {
	// ReadOnly opens the file without changing a byte of it. One that is not there is
	// not made (fs.ErrNotExist), one of an older version is not migrated (ErrOlder).
	ReadOnly bool
}

// Store is the database. It is safe for concurrent use.
type Store struct {
	swap   sync.RWMutex // held for writing while the file is replaced by a compacted one
	db     *bolt.DB
	path   string
	broken atomic.Pointer[error] // the commit that failed
	batch  atomic.Uint64

	leaving    sync.Mutex   // guards departures
	departures []*departure // rows that want to leave with the next commit
}

// Open opens the database file, and makes it where there is none; its folder
// must exist. The file is locked: a second program gets ErrLocked after a
// second. A file of an older version is migrated, with a copy beside it first.
// A file that is refused stays as it is.
func Open(path string, o Options) (*Store, error) {
	if o.ReadOnly {
		return openReadOnly(path, currentFormat())
	}
	return open(path, currentFormat())
}

func openReadOnly(path string, f format) (*Store, error) {
	there, err := recognise(path, f)
	if err == nil && !there {
		err = fs.ErrNotExist
	}
	if err != nil {
		return nil, explain(path, err)
	}
	db, err := openBolt(path, true)
	if err != nil {
		return nil, explain(path, err)
	}
	s := &Store{db: db, path: path}
	whole, err := s.whole(f)
	if err == nil && !whole {
		err = ErrOlder
	}
	if err != nil {
		_ = db.Close()
		return nil, explain(path, err)
	}
	return s, nil
}

func open(path string, f format) (*Store, error) {
	there, err := recognise(path, f)
	if err == nil && !there {
		err = create(path, f)
	}
	if err != nil {
		return nil, explain(path, err)
	}
	db, err := openBolt(path, false)
	if err != nil {
		return nil, explain(path, err)
	}
	s := &Store{db: db, path: path}
	if err := s.prepare(f); err != nil {
		_ = db.Close()
		return nil, explain(path, err)
	}
	return s, nil
}

// create makes a new database. It appears under its name only when it is whole:
// a full disk, a kill or another start at the same moment leave nothing that
// the next start would not understand.
func create(path string, f format) error {
	half, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.new")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(half.Name()) }()
	if err := half.Close(); err != nil {
		return err
	}
	db, err := openBolt(half.Name(), false)
	if err != nil {
		return err
	}
	s := &Store{db: db, path: half.Name()}
	if err := errors.Join(s.prepare(f), db.Close()); err != nil {
		return err
	}
	err = os.Link(half.Name(), path)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil // somebody else was faster; the lock decides whose it is
	case err != nil: // a file system without links
		err = os.Rename(half.Name(), path)
	}
	if err != nil {
		return err
	}
	return syncDir(filepath.Dir(path)) // creation is not safe against power loss before (etcd issue 16596)
}

// openBolt opens the file with the options that keep data (see the library's
// documentation of Options): every commit is synced, the lock is waited for no
// longer than a second, and the map is large enough that readers seldom stop a
// writer.
func openBolt(path string, readOnly bool) (*bolt.DB, error) {
	return bolt.Open(path, 0o600, &bolt.Options{
		Timeout: time.Second, FreelistType: bolt.FreelistMapType, InitialMmapSize: 64 << 20, ReadOnly: readOnly,
	})
}

// explain puts bbolt's errors into the operator's words.
func explain(path string, err error) error {
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		err = ErrLocked
	case Full(err):
		err = fmt.Errorf("%w: %w", ErrFull, err)
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

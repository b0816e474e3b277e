package storage

import (
	"encoding/binary"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"
)

// format is a version of what is stored, and the way to it from older ones. A
// change that an older program would misread makes a new version, with a
// migration from the one before.
type format struct {
	version uint64
	// migrations bring a file from the version before to that of their number,
	// all in one transaction, after a copy of the file was made beside it.
	migrations map[uint64]func(*bolt.Tx) error
}

func currentFormat() format { return format{version: 1} }

// A bucket by its number, so that a transaction finds it without a search.
type bucket int

const (
	meta bucket = iota
	organisations
	invitations
	people
	memberships
	members
	responses
	files
	chunks
	wordings
	audit
	chats
	telegram
	sessions
	outbox
	outKeys
	names
	numbers
	due
	dueKeys
	jobs
	quarantine
	seen
	threads
	strangers
	spoken
	missed
	events
	registrations
	registered
	holders
	calls
	certificates
	unasked
	ideas
	groups
	drafts
	terms
	outreach
	rounds
	digests
	broadcasts
	recipients
	reaching
	bucketCount
)

var bucketNames = [bucketCount]string{
	meta:          "meta",
	organisations: "organisations",
	invitations:   "invitations",
	people:        "people",
	memberships:   "memberships",
	members:       "members",
	responses:     "responses",
	files:         "files",
	chunks:        "chunks",
	wordings:      "wordings",
	audit:         "audit",
	chats:         "chats",
	telegram:      "telegram",
	sessions:      "sessions",
	outbox:        "outbox",
	outKeys:       "keys",
	names:         "names",
	numbers:       "numbers",
	due:           "due",
	dueKeys:       "duekeys",
	jobs:          "jobs",
	quarantine:    "quarantine",
	seen:          "seen",
	threads:       "threads",
	strangers:     "strangers",
	spoken:        "spoken",
	missed:        "missed",
	events:        "events",
	registrations: "registrations",
	registered:    "registered",
	holders:       "holders",
	calls:         "calls",
	certificates:  "certificates",
	unasked:       "unasked",
	ideas:         "ideas",
	groups:        "groups",
	drafts:        "drafts",
	terms:         "terms",
	outreach:      "outreach",
	rounds:        "rounds",
	digests:       "digests",
	broadcasts:    "broadcasts",
	recipients:    "recipients",
	reaching:      "reaching",
}

// Keys of meta.
var (
	keyApp      = []byte("app")
	keySchema   = []byte("schema")
	keyOffset   = []byte("offset")
	keyLastPoll = []byte("last poll")
	keyLatest   = []byte("latest")
	keyBot      = []byte("bot")
	keyUsername = []byte("username")
	keyGroup    = []byte("group")
	keyGroupSet = []byte("group configured")
	keyGroupOff = []byte("group away")
	keyGreeted  = []byte("group greeted")
	keyClaim    = []byte("claim")
	keyBatch    = []byte("batch")
	keyTonight  = []byte("compact tonight")
	keyCopied   = []byte("copied")
)

const appName = "partnerbot"

// identify reads which version a file has. new: nothing has been stored in it.
func (f format) identify(tx *bolt.Tx) (version uint64, isNew bool, err error) {
	if k, _ := tx.Cursor().First(); k == nil {
		return 0, true, nil
	}
	m := tx.Bucket([]byte(bucketNames[meta]))
	if m == nil || string(m.Get(keyApp)) != appName {
		return 0, false, ErrForeign
	}
	version = number(m.Get(keySchema))
	if version > f.version {
		return version, false, fmt.Errorf("%w (%d, this one knows %d)", ErrNewer, version, f.version)
	}
	return version, false, nil
}

// prepare makes the buckets of a new file and migrates an older one. A file
// that is as it should be is not written to.
func (s *Store) prepare(f format) error {
	whole, err := s.whole(f)
	if err != nil || whole {
		return err
	}
	var version uint64
	var isNew bool
	err = s.db.View(func(tx *bolt.Tx) (err error) {
		version, isNew, err = f.identify(tx)
		return err
	})
	if err != nil {
		return err
	}
	if !isNew && version < f.version {
		if err := s.BackupTo(fmt.Sprintf("%s.v%d.bak", s.path, version)); err != nil {
			return fmt.Errorf("copy before the migration: %w", err)
		}
	}
	return s.db.Update(func(tx *bolt.Tx) error {
		if !isNew {
			if err := f.migrate(tx, version); err != nil {
				return err
			}
		}
		for _, name := range bucketNames {
			if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
				return err
			}
		}
		m := tx.Bucket([]byte(bucketNames[meta]))
		if err := m.Put(keyApp, []byte(appName)); err != nil {
			return err
		}
		return m.Put(keySchema, be(f.version))
	})
}

// whole reports whether the file is as the format wants it.
func (s *Store) whole(f format) (whole bool, err error) {
	err = s.db.View(func(tx *bolt.Tx) error {
		version, isNew, err := f.identify(tx)
		if err != nil || isNew {
			return err
		}
		whole = version == f.version
		for _, name := range bucketNames {
			whole = whole && tx.Bucket([]byte(name)) != nil
		}
		s.batch.Store(number(tx.Bucket([]byte(bucketNames[meta])).Get(keyBatch)))
		return nil
	})
	return whole, err
}

// migrate runs what lies between the version and the format's.
func (f format) migrate(tx *bolt.Tx, version uint64) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("migrate to version %d: fell over: %v", version, r)
		}
	}()
	for version < f.version {
		version++
		if m := f.migrations[version]; m != nil {
			if err := m(tx); err != nil {
				return fmt.Errorf("migrate to version %d: %w", version, err)
			}
		}
	}
	return nil
}

// be is a number as keys and small values have it.
func be(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// number reads be; 0 for anything else.
func number(b []byte) uint64 {
	if len(b) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(b)
}

func seconds(t time.Time) uint64 {
	if t.IsZero() {
		return 0
	}
	return uint64(t.Unix())
}

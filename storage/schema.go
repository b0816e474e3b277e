package storage

import (
	"encoding/binary"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"
)

// schema is the version of what is stored. A change that an older program
// would misread makes a new one, with a migration from the one before.
const schema = 1

// migrations bring a file from the version before to that of their number. Each
// runs in one transaction, after a copy of the file was made beside it.
var migrations = map[uint64]func(*bolt.Tx) error{}

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
	bucketCount
)

var bucketNames = [bucketCount]string{
	"meta", "organisations", "invitations", "people", "memberships", "members", "responses", "files", "chunks", "wordings",
	"audit", "chats", "telegram", "sessions", "outbox", "keys", "names", "numbers", "due", "duekeys", "jobs", "quarantine", "seen",
	"threads", "strangers",
}

// Keys of meta.
var (
	keyApp      = []byte("app")
	keySchema   = []byte("schema")
	keyOffset   = []byte("offset")
	keyLastPoll = []byte("last poll")
	keyBot      = []byte("bot")
	keyUsername = []byte("username")
	keyGroup    = []byte("group")
	keyGroupSet = []byte("group configured")
	keyGroupOff = []byte("group away")
	keyGreeted  = []byte("group greeted")
	keyClaim    = []byte("claim")
	keyBatch    = []byte("batch")
	keyTonight  = []byte("compact tonight")
)

const appName = "partnerbot"

// prepare makes the buckets of a new file, and refuses or migrates any other.
func (s *Store) prepare() error {
	var version uint64
	empty := true
	err := s.db.View(func(tx *bolt.Tx) error {
		if k, _ := tx.Cursor().First(); k != nil {
			empty = false
		}
		m := tx.Bucket([]byte(bucketNames[meta]))
		if !empty && (m == nil || string(m.Get(keyApp)) != appName) {
			return ErrForeign
		}
		if m != nil {
			version = number(m.Get(keySchema))
			s.batch.Store(number(m.Get(keyBatch)))
		}
		return nil
	})
	switch {
	case err != nil:
		return err
	case version > schema:
		return fmt.Errorf("%w (%d, this one knows %d)", ErrNewer, version, uint64(schema))
	case !empty && version < schema:
		if err := s.BackupTo(fmt.Sprintf("%s.v%d.bak", s.path, version)); err != nil {
			return fmt.Errorf("copy before the migration: %w", err)
		}
	}
	return s.db.Update(func(tx *bolt.Tx) error {
		for v := version + 1; !empty && v <= schema; v++ {
			if migrate := migrations[v]; migrate != nil {
				if err := migrate(tx); err != nil {
					return fmt.Errorf("migrate to version %d: %w", v, err)
				}
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
		return m.Put(keySchema, be(schema))
	})
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

package storage

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

func TestOpenMakesAFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "partnerbot.db")
	s := mustOpen(t, path)
	defer s.Close()
	if s.Path() != path {
		t.Errorf("the path is %s", s.Path())
	}
	if wrong := s.Check(); len(wrong) > 0 {
		t.Error(wrong)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if mode := info.Mode().Perm(); mode != 0o600 && runtime.GOOS != "windows" {
		t.Errorf("others may read the file: its mode is %o", mode)
	}
}

// A file that is not ours, or damaged, is refused with the error that says so,
// and not touched.
func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	good := filled(t)
	half := len(good) / 2
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"empty":             {nil, ErrForeign},
		"short text":        {[]byte("не е база\n"), ErrForeign},
		"long text":         {bytes.Repeat([]byte("това не е база\n"), 10_000), ErrForeign},
		"zeros":             {make([]byte, 1<<16), ErrForeign},
		"cut off":           {good[:half], ErrForeign},
		"cut within a page": {good[:half+100], ErrForeign},
		"one page":          {good[:4096], ErrForeign},
		"first meta torn":   {append(append(bytes.Clone(good[:40]), 1, 2, 3), good[43:]...), nil}, // the second one does as well
		"first page gone":   {append(make([]byte, 4096), good[4096:]...), nil},
		"both metas gone":   {append(make([]byte, 8192), good[8192:]...), ErrForeign},
		"foreign":           {boltFile(t, func(tx *bolt.Tx) error { return put(tx, "ours", "schema", be(1)) }), ErrForeign},
		"foreign meta":      {boltFile(t, func(tx *bolt.Tx) error { return put(tx, "meta", "app", []byte("other")) }), ErrForeign},
		"newer": {boltFile(t, func(tx *bolt.Tx) error {
			if err := put(tx, "meta", "app", []byte(appName)); err != nil {
				return err
			}
			return put(tx, "meta", "schema", be(currentFormat().version+1))
		}), ErrNewer},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "partnerbot.db")
			write(t, path, c.data)
			s, err := Open(path, Options{})
			if err == nil {
				s.Close()
			}
			is(t, err, c.want)
			if c.want != nil && !bytes.Equal(read(t, path), c.data) {
				t.Error("the file was changed")
			}
			if again, err2 := Open(path, Options{}); fmt.Sprint(err2) != fmt.Sprint(err) {
				t.Errorf("the second time: %v", err2) // a lock was left, perhaps
			} else if err2 == nil {
				again.Close()
			}
		})
	}
}

func TestOpenRefusesFolders(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	_, err := Open(dir, Options{})
	is(t, err, ErrForeign)
	_, err = Open(filepath.Join(dir, "no", "such", "folder.db"), Options{})
	is(t, err, fs.ErrNotExist)
	if entries, _ := os.ReadDir(dir); len(entries) > 0 {
		t.Errorf("something was made: %v", entries)
	}
}

// Whatever bytes are overwritten, opening finds it or can live with it: nothing
// falls over, a page that is in use and gone is noticed, and a file that is
// refused stays as it is.
func TestOpenDamaged(t *testing.T) {
	t.Parallel()
	good := filled(t)
	dice := rand.New(rand.NewPCG(1, 2))
	path := filepath.Join(t.TempDir(), "partnerbot.db")
	refused, found, pages := 0, 0, len(good)/4096
	const times = 120
	for range times {
		data := bytes.Clone(good)
		from, length := 4096*(2+dice.IntN(pages-2)), 4096
		whole := dice.IntN(2) == 0
		if !whole {
			length = 1 + dice.IntN(64)
			from += dice.IntN(4096 - length)
		}
		for i := range length {
			data[from+i] = byte(dice.Uint32())
		}
		write(t, path, data)
		s, err := Open(path, Options{})
		if err != nil {
			refused++
			is(t, err, ErrForeign)
			if !bytes.Equal(read(t, path), data) {
				t.Fatal("the file was changed")
			}
			continue
		}
		if wrong := s.Check(); len(wrong) > 0 {
			found++ // values that are no JSON any more
			if whole {
				t.Errorf("page %d: %v", from/4096, wrong)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d times: %d refused, %d found by Check", times, refused, found)
	if refused < times/3 {
		t.Errorf("only %d of %d damaged files were refused", refused, times)
	}
}

func TestOpenLocked(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	began := time.Now()
	_, err := Open(w.path, Options{})
	is(t, err, ErrLocked)
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("it took %s to say so", took)
	}
}

// Two programs that are started at the same moment on a new file: one has it.
func TestOpenAtOnce(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "partnerbot.db")
	type result struct {
		s   *Store
		err error
	}
	results := make(chan result, 2)
	for range 2 {
		go func() {
			s, err := Open(path, Options{})
			results <- result{s, err}
		}()
	}
	one, other := <-results, <-results
	if one.err != nil {
		one, other = other, one
	}
	if one.err != nil {
		t.Fatal("neither could open it: ", one.err, other.err)
	}
	is(t, other.err, ErrLocked)
	if wrong := one.s.Check(); len(wrong) > 0 {
		t.Error(wrong)
	}
	if err := one.s.Close(); err != nil {
		t.Fatal(err)
	}
	mustOpen(t, path).Close()
}

func TestOpenAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(7)
	w.close()
	before := read(t, w.path)
	w.Store = mustOpen(t, w.path)
	if !bytes.Equal(read(t, w.path), before) {
		t.Error("opening a file that is as it should be writes to it")
	}
	if chat, ok, err := w.Chat(1); chat != 7 || !ok || err != nil {
		t.Errorf("chat %d, %v, %v", chat, ok, err)
	}
}

// A new kind of record needs no new version: its bucket appears.
func TestOpenMakesMissingBuckets(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := w.db.Update(func(tx *bolt.Tx) error { return tx.DeleteBucket([]byte(bucketNames[wordings])) }); err != nil {
		t.Fatal(err)
	}
	w.restart()
	w.records(func(tx *programme.Tx) {
		tx.Wordings.Put(programme.WordingKey{Form: "f", Question: "q"}, programme.Wording{})
	})
}

// Who only reads changes nothing: a file that is missing, or that the program would
// have to bring up to date first, is said to be so.
func TestOpenReadOnly(t *testing.T) {
	t.Parallel()
	path, _ := old(t)
	before := read(t, path)
	s, err := Open(path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if name := nameOf(t, s); name != "Старо име" {
		t.Errorf("read %q", name)
	}
	if err := s.Update(time.Time{}, func(tx *programme.Tx) error { tx.NewOrganisation(); return nil }); err == nil {
		t.Error("it can be written")
	}
	if _, err := Open(path, Options{}); !errors.Is(err, ErrLocked) {
		t.Errorf("somebody may write meanwhile: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := openReadOnly(path, next(rename)); !errors.Is(err, ErrOlder) {
		t.Errorf("an older file: %v", err)
	}
	if !bytes.Equal(read(t, path), before) {
		t.Error("the file was changed")
	}
	missing := filepath.Join(t.TempDir(), "partnerbot.db")
	if _, err := Open(missing, Options{ReadOnly: true}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	if _, err := os.Stat(missing); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it was made: %v", err)
	}
}

// filled is a database with something on all kinds of pages.
func filled(t *testing.T) []byte {
	t.Helper()
	w := newWorld(t)
	w.records(func(tx *programme.Tx) {
		for range 400 {
			id := tx.NewOrganisation()
			tx.Organisations.Put(id, programme.Organisation{Name: fmt.Sprint("Читалище ", id), Kind: programme.NGO})
		}
		id := tx.NewFile()
		tx.Files.Put(id, programme.File{Kind: flows.Photo})
	})
	for user := range int64(200) {
		w.does(1000+user, flows.Text{Text: "здравейте"}, flows.Say{To: flows.PersonID(user + 1), HTML: "здравейте", Name: "hello"})
	}
	if _, err := w.KeepFile(1, bytes.NewReader(make([]byte, 40_000))); err != nil {
		t.Fatal(err)
	}
	// A copy has no room behind its last page.
	path := filepath.Join(t.TempDir(), "filled.db")
	if err := w.BackupTo(path); err != nil {
		t.Fatal(err)
	}
	return read(t, path)
}

// boltFile is a database of bbolt that f fills.
func boltFile(t *testing.T, f func(tx *bolt.Tx) error) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "bolt.db")
	// As etcd writes it: opening it for writing would change it.
	db, err := bolt.Open(path, 0o600, &bolt.Options{NoFreelistSync: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Update(f); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return read(t, path)
}

func put(tx *bolt.Tx, bucket, key string, value []byte) error {
	b, err := tx.CreateBucketIfNotExists([]byte(bucket))
	if err != nil {
		return err
	}
	return b.Put([]byte(key), value)
}

func TestCheckAtMakesNothing(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "partnerbot.db")
	if wrong := CheckAt(path); len(wrong) == 0 {
		t.Error("a file that is not there is all right")
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("it was made")
	}
}

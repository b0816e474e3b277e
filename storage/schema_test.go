package storage

import (
	"bytes"
	"errors"
	"os"
	"testing"

	bolt "go.etcd.io/bbolt"

	"partnerbot/flows/programme"
)

// next is a format that a later program might have, with its migration.
func next(migrate func(*bolt.Tx) error) format {
	v := currentFormat().version
	return format{version: v + 1, migrations: map[uint64]func(*bolt.Tx) error{v + 1: migrate}}
}

// rename is a migration: each organisation gets another name.
func rename(tx *bolt.Tx) error {
	b := tx.Bucket([]byte(bucketNames[organisations]))
	return b.Put(be(1), []byte(`{"name":"Ново име"}`))
}

// old is a world whose file has been closed, as an older program leaves it.
func old(t *testing.T) (path, copied string) {
	t.Helper()
	w := newWorld(t)
	w.records(func(tx *programme.Tx) {
		tx.Organisations.Put(tx.NewOrganisation(), programme.Organisation{Name: "Старо име"})
	})
	path = t.TempDir() + "/partnerbot.db"
	if err := w.BackupTo(path); err != nil {
		t.Fatal(err)
	}
	return path, path + ".v1.bak"
}

func nameOf(t *testing.T, s *Store) (name string) {
	t.Helper()
	if err := s.View(func(tx *programme.Tx) error {
		o, _ := tx.Organisations.Get(1)
		name = o.Name
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestMigrate(t *testing.T) {
	t.Parallel()
	path, copied := old(t)
	before := read(t, path)
	runs := 0
	f := next(func(tx *bolt.Tx) error {
		runs++
		if !bytes.Equal(read(t, copied), before) {
			t.Error("there is no copy of the old file when the migration begins")
		}
		return rename(tx)
	})
	for range 2 { // the second time there is nothing to migrate
		s, err := open(path, f)
		if err != nil {
			t.Fatal(err)
		}
		if name := nameOf(t, s); name != "Ново име" {
			t.Errorf("after the migration the name is %s", name)
		}
		s.Close()
	}
	if runs != 1 {
		t.Errorf("the migration ran %d times", runs)
	}
	_, err := Open(path, Options{}) // by the older program
	is(t, err, ErrNewer)
	s := mustOpen(t, copied)
	defer s.Close()
	if name := nameOf(t, s); name != "Старо име" {
		t.Errorf("in the copy the name is %s", name)
	}
}

// Versions that were passed over are made up for, in order.
func TestMigrateSeveral(t *testing.T) {
	t.Parallel()
	path, _ := old(t)
	var ran []uint64
	f := format{version: 4, migrations: map[uint64]func(*bolt.Tx) error{}}
	for _, v := range []uint64{2, 4} { // to the third nothing had to be changed
		f.migrations[v] = func(*bolt.Tx) error { ran = append(ran, v); return nil }
	}
	s, err := open(path, f)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	if len(ran) != 2 || ran[0] != 2 || ran[1] != 4 {
		t.Errorf("ran %v", ran)
	}
}

func TestMigrationFails(t *testing.T) {
	t.Parallel()
	bad := errors.New("a record that nobody expected")
	for name, fails := range map[string]func(*bolt.Tx) error{
		"error": func(tx *bolt.Tx) error { _ = rename(tx); return bad },
		"panic": func(tx *bolt.Tx) error { _ = rename(tx); panic(bad) },
	} {
		t.Run(name, func(t *testing.T) {
			path, copied := old(t)
			before := read(t, path)
			if _, err := open(path, next(fails)); err == nil {
				t.Fatal("no error")
			} else if name == "error" {
				is(t, err, bad)
			}
			if !bytes.Equal(read(t, copied), before) {
				t.Error("the copy is not the old file")
			}
			s := mustOpen(t, path) // the older program goes on
			defer s.Close()
			if name := nameOf(t, s); name != "Старо име" {
				t.Errorf("the name is %s", name)
			}
		})
	}
}

// Without a copy there is no migration.
func TestMigrationNeedsItsCopy(t *testing.T) {
	t.Parallel()
	path, copied := old(t)
	if err := os.Mkdir(copied, 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := open(path, next(func(*bolt.Tx) error { t.Error("it ran"); return nil }))
	if err == nil {
		t.Fatal("no error")
	}
	mustOpen(t, path).Close()
}

package storage

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnerbot/flows/programme"
)

func listing(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// A copy is made while the database is written to. It opens, is in order, and
// holds what was committed at one moment.
func TestBackup(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dir := filepath.Join(t.TempDir(), "backups [1]")
	stop, stopped := make(chan struct{}), make(chan error)
	go func() {
		for {
			err := w.Update(start, func(tx *programme.Tx) error {
				for range 2 { // always an even number
					tx.Organisations.Put(tx.NewOrganisation(), programme.Organisation{Name: strings.Repeat("х", 500)})
				}
				return nil
			})
			select {
			case <-stop:
				stopped <- err
				return
			default:
				if err != nil {
					stopped <- err
					return
				}
			}
		}
	}()
	for day := range 9 {
		path, err := w.Backup(dir, start.AddDate(0, 0, day), 7)
		if err != nil {
			t.Fatal(err)
		}
		if info, _ := os.Stat(path); info == nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v", path, info)
		}
		s := mustOpen(t, path)
		for _, wrong := range s.Check() {
			t.Error(wrong)
		}
		if n := organisationsIn(t, s); n%2 != 0 {
			t.Errorf("the copy holds half a transaction: %d", n)
		}
		s.Close()
	}
	close(stop)
	if err := <-stopped; err != nil {
		t.Fatal(err)
	}
	var want []string
	for day := 2; day < 9; day++ {
		want = append(want, fmt.Sprintf("partnerbot-%s.db", start.AddDate(0, 0, day).Format(time.DateOnly)))
	}
	if diff := cmp.Diff(want, listing(t, dir)); diff != "" {
		t.Errorf("the folder holds (-want +got):\n%s", diff)
	}
}

func organisationsIn(t *testing.T, s *Store) (n int) {
	t.Helper()
	if err := s.View(func(tx *programme.Tx) error {
		for range tx.Organisations.All() {
			n++
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return n
}

// The copy of a database that rests is the same, and replaces an older one of
// that day. What else lies in the folder is not touched.
func TestBackupEquals(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dir := t.TempDir()
	others := []string{"notes.txt", "partnerbot-2026.db", "partnerbot-2020-01-01.db.age"}
	for _, name := range others {
		write(t, filepath.Join(dir, name), []byte("x"))
	}
	var path string
	for range 2 {
		w.joins(w.last + 5)
		var err error
		if path, err = w.Backup(dir, start, 1); err != nil {
			t.Fatal(err)
		}
	}
	copied := &world{Store: mustOpen(t, path), t: t}
	defer copied.close()
	if diff := cmp.Diff(w.everything(), copied.everything()); diff != "" {
		t.Errorf("the copy is not the same:\n%s", diff)
	}
	if got := listing(t, dir); len(got) != 4 || !slices.Contains(got, filepath.Base(path)) {
		t.Errorf("the folder holds %v", got)
	}
}

// A copy that cannot be made says so, leaves no half of it, and the database is
// as before.
func TestBackupFails(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	before := w.everything()
	dir := t.TempDir()
	full := filepath.Join(dir, "is a folder.db")
	if err := os.MkdirAll(filepath.Join(full, "with something in it"), 0o700); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "file")
	write(t, file, []byte("x"))
	locked := filepath.Join(dir, "locked")
	if err := os.Mkdir(locked, 0o500); err != nil {
		t.Fatal(err)
	}
	paths := []string{
		full, filepath.Join(file, "below a file.db"), filepath.Join(dir, "no", "such", "folder.db"),
		w.path, filepath.Join(filepath.Dir(w.path), ".", filepath.Base(w.path)),
	}
	if os.Getuid() > 0 { // to root no folder is closed
		paths = append(paths, filepath.Join(locked, "x.db"))
	}
	for _, path := range paths {
		if err := w.BackupTo(path); err == nil {
			t.Errorf("%s: no error", path)
		} else if !strings.Contains(err.Error(), path) {
			t.Errorf("the error does not say where: %v", err)
		}
	}
	if _, err := w.Backup(file, start, 7); err == nil {
		t.Error("a file is no folder for backups")
	}
	if got := listing(t, dir); len(got) != 3 {
		t.Errorf("the folder holds %v", got)
	}
	if got := listing(t, filepath.Dir(w.path)); len(got) != 1 {
		t.Errorf("beside the database lies %v", got)
	}
	if !bytes.Equal(read(t, file), []byte("x")) {
		t.Error("a file was written over")
	}
	w.restart() // it is still the file with the name
	after := w.everything()
	delete(before, `meta "batch"`)
	delete(after, `meta "batch"`)
	if diff := cmp.Diff(before, after); diff != "" {
		t.Error(diff)
	}
}

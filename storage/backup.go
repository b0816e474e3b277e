package storage

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"

	"partnerbot/flows/programme"
)

// Backup copies the database into the folder while it is in use, as
// partnerbot-2026-11-23.db (the day of now in its zone), checks the copy, and
// keeps the newest keep copies. It returns the copy's path.
func (s *Store) Backup(dir string, now time.Time, keep int) (string, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	path := filepath.Join(dir, "partnerbot-"+now.Format(time.DateOnly)+".db")
	if err := s.BackupTo(path); err != nil {
		return "", err
	}
	return path, thin(dir, keep)
}

// NoteCopy keeps when the daily copy was made that lies at the path.
func (s *Store) NoteCopy(path string, now time.Time) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	return s.update(time.Time{}, func(t *tx) {
		t.putJSON(meta, keyCopied, programme.Copy{At: now.UTC(), Size: info.Size()})
	})
}

// thin removes all but the newest copies. Other files of the folder are not
// touched.
func thin(dir string, keep int) error {
	entries, err := os.ReadDir(dir) // sorted by name, and so by date
	if err != nil {
		return err
	}
	var copies []string
	for _, e := range entries {
		if ours, _ := filepath.Match("partnerbot-????-??-??.db", e.Name()); ours {
			copies = append(copies, e.Name())
		}
	}
	for len(copies) > keep {
		if err := os.Remove(filepath.Join(dir, copies[0])); err != nil {
			return err
		}
		copies = copies[1:]
	}
	return nil
}

// BackupTo copies the database to the path while it is in use. The copy
// appears there only when it is whole, on the disk, and was opened and checked.
// The path of the database itself is refused: what is written later would go
// to a file without a name.
func (s *Store) BackupTo(path string) (err error) {
	defer func() {
		if err != nil {
			if Full(err) {
				err = fmt.Errorf("%w: %w", ErrFull, err)
			}
			err = fmt.Errorf("backup to %s: %w", path, err)
		}
	}()
	if same(path, s.path) {
		return errors.New("that is the database itself")
	}
	half := path + ".part"
	f, err := os.OpenFile(half, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(half)
		}
	}()
	err = s.view(func(t *tx) {
		_, err := t.bolt.WriteTo(f)
		t.fail(err)
	})
	// The library's own copy does not sync (bbolt, Tx.CopyFile).
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := checkCopy(half); err != nil {
		return err
	}
	if err := os.Rename(half, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// checkCopy opens the copy and looks through its pages.
func checkCopy(path string) error {
	db, err := openBolt(path, true)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	return db.View(func(tx *bolt.Tx) error { return damaged(path, tx) })
}

// same reports whether both paths lead to the same file.
func same(a, b string) bool {
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	other, err := os.Stat(b)
	return err == nil && os.SameFile(one, other)
}

package storage

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Backup copies the database into the folder while it is in use, as
// partnerbot-2026-11-23.db, checks the copy, and keeps the newest keep copies.
// It returns the copy's path.
func (s *Store) Backup(dir string, now time.Time, keep int) (string, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	path := filepath.Join(dir, "partnerbot-"+now.Format(time.DateOnly)+".db")
	if err := s.BackupTo(path); err != nil {
		return "", err
	}
	copies, err := filepath.Glob(filepath.Join(dir, "partnerbot-????-??-??.db"))
	if err != nil {
		return "", err
	}
	sort.Strings(copies)
	for len(copies) > keep {
		if err := os.Remove(copies[0]); err != nil {
			return "", err
		}
		copies = copies[1:]
	}
	return path, nil
}

// BackupTo copies the database to the path while it is in use. The copy
// appears there only when it is whole, on the disk, and was opened and checked.
func (s *Store) BackupTo(path string) (err error) {
	half := path + ".part"
	defer func() {
		if err != nil {
			_ = os.Remove(half)
			if errors.Is(err, syscall.ENOSPC) {
				err = fmt.Errorf("%w: %w", ErrFull, err)
			}
			err = fmt.Errorf("backup to %s: %w", path, err)
		}
	}()
	f, err := os.OpenFile(half, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	s.swap.RLock()
	err = s.db.View(func(tx *bolt.Tx) error {
		_, err := tx.WriteTo(f)
		return err
	})
	s.swap.RUnlock()
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
	return db.View(func(tx *bolt.Tx) error {
		var all []error
		for err := range tx.Check() {
			all = append(all, err)
		}
		return errors.Join(all...)
	})
}

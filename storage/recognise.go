package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// recognise looks at a file without changing it, so that a wrong or damaged one
// stays as it is: bbolt would take an empty file for a new database, and falls
// over many others. there: whether there is a file.
func recognise(path string, f format) (there bool, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	case !info.Mode().IsRegular():
		return true, ErrForeign
	}
	db, err := openBolt(path, true)
	switch {
	case errors.Is(err, bolterrors.ErrTimeout), errors.Is(err, fs.ErrPermission):
		return true, err
	case err != nil:
		return true, fmt.Errorf("%w: %w", ErrForeign, err)
	}
	defer func() { _ = db.Close() }()
	return true, db.View(func(tx *bolt.Tx) error {
		// Without this a page that is found damaged later would end the program in
		// the middle of its work, or be built upon.
		if err := damaged(path, tx); err != nil {
			return err
		}
		_, _, err := f.identify(tx)
		return err
	})
}

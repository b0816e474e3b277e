package storage

import (
	"errors"
	"os"
	"runtime"
	"strings"
	"syscall"
)

// Full reports whether the error says that the disk, or the part of it that is
// ours, is full. The library does not wrap all errors of the system (bbolt, DB.grow).
func Full(err error) bool {
	if err == nil {
		return false
	}
	causes := []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT}
	if runtime.GOOS == "windows" {
		causes = []syscall.Errno{39, 112} // ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL
	}
	for _, cause := range causes {
		if errors.Is(err, cause) || strings.Contains(err.Error(), cause.Error()) {
			return true
		}
	}
	return errors.Is(err, ErrFull)
}

// syncDir makes a new name in the folder last. Windows has nothing of the kind.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	return d.Sync()
}

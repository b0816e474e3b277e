package storage

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// A full disk is tried in a process of its own: on a small file system of its
// own where the kernel lets everybody mount one, and with a limit on the size of
// files, which works everywhere.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	for name, space := range map[string]*syscall.SysProcAttr{
		"small disk": {
			Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
			UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
			GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
		},
		"limit": nil,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cmd := exec.Command(os.Args[0], "-test.run", "^TestFullDiskInside$", "-test.v")
			cmd.Env = append(os.Environ(), insideFull+"="+name, insideDir+"="+t.TempDir())
			cmd.SysProcAttr = space
			out, err := cmd.CombinedOutput()
			if len(out) == 0 && err != nil {
				t.Skip("the kernel gives no namespace: ", err)
			}
			if _, why, skipped := strings.Cut(string(out), "--- SKIP"); skipped {
				t.Skip(why)
			}
			if err != nil || !strings.Contains(string(out), "--- PASS: TestFullDiskInside") {
				t.Fatalf("%v\n%s", err, out)
			}
		})
	}
}

const (
	insideFull = "PARTNERBOT_TEST_FULL"
	insideDir  = "PARTNERBOT_TEST_DIR"
)

// TestFullDiskInside is the other process.
func TestFullDiskInside(t *testing.T) {
	dir, full := os.Getenv(insideDir), ErrFull
	var room func(t *testing.T, megabytes int)
	switch os.Getenv(insideFull) {
	case "small disk":
		if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1m"); err != nil {
			t.Skip("the kernel mounts nothing for us: ", err)
		}
		room = func(t *testing.T, megabytes int) {
			if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT, fmt.Sprintf("size=%dm", megabytes)); err != nil {
				t.Fatal(err)
			}
		}
		notMadeOnFullDisk(t, dir)
	case "limit":
		signal.Ignore(syscall.SIGXFSZ)
		room = func(t *testing.T, megabytes int) {
			limit := syscall.Rlimit{Cur: uint64(megabytes) << 20, Max: 1 << 40}
			if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
				t.Fatal(err)
			}
		}
		full = ErrCommit // Linux calls it a file that is too large
		room(t, 17)      // bbolt takes 16 at once
	default:
		t.Skip("runs within TestFullDisk only")
	}
	path := filepath.Join(dir, "partnerbot.db")
	s := mustOpen(t, path)
	kept, err := fill(s)
	is(t, err, ErrCommit)
	is(t, err, full)
	if kept == 0 {
		t.Fatal("not even the first commit went well")
	}
	refusesEverything(t, s)
	if err := s.Close(); err != nil {
		t.Error(err)
	}

	room(t, 64)
	s = mustOpen(t, path)
	for _, wrong := range s.Check() {
		t.Error(wrong)
	}
	if n := organisationsIn(t, s); n != kept {
		t.Errorf("%d commits went well, and %d records are there", kept, n)
	}
	if err := s.Update(start, func(tx *programme.Tx) error { add(tx); return nil }); err != nil {
		t.Error("it does not go on: ", err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// notMadeOnFullDisk: a new database that finds no room leaves nothing behind that
// the next start would not understand.
func notMadeOnFullDisk(t *testing.T, dir string) {
	filler := filepath.Join(dir, "filler")
	if err := os.WriteFile(filler, make([]byte, 2<<20), 0o600); err == nil {
		t.Fatal("the disk is not full")
	}
	path := filepath.Join(dir, "new.db")
	_, err := Open(path, Options{})
	is(t, err, ErrFull)
	if left, _ := filepath.Glob(path + "*"); len(left) > 0 {
		t.Errorf("%v stays", left)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
}

// fill commits until that fails, and returns how often it went well.
func fill(s *Store) (n int, err error) {
	for n < 10_000 {
		if err := s.Update(start, func(tx *programme.Tx) error { add(tx); return nil }); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func add(tx *programme.Tx) {
	tx.Organisations.Put(tx.NewOrganisation(), programme.Organisation{Name: strings.Repeat("х", 20_000)})
}

// refusesEverything: what the failed commit wrote may or may not be there, so
// nothing may be read or built upon.
func refusesEverything(t *testing.T, s *Store) {
	t.Helper()
	talk := func(*programme.Tx, *flows.Turn) { t.Error("the conversation was asked") }
	u := flows.Update{ID: 1, Chat: 5, User: 5, Input: flows.Input{Private: true, What: flows.Text{}}}
	_, applied := s.Apply(flows.Batch{Now: start, Updates: []flows.Update{u}}, talk)
	_, aside := s.Quarantine(u, "why", start, talk)
	_, recovered := s.Recover()
	_, _, departed := s.Depart(1, 1, start, nil)
	_, _, chat := s.Chat(1)
	_, offset := s.Offset()
	_, jobs := s.Jobs()
	_, swept := s.Sweep(start)
	_, kept := s.KeepFile(1, strings.NewReader("x"))
	for what, err := range map[string]error{
		"Apply": applied, "Quarantine": aside, "Recover": recovered, "Depart": departed, "Chat": chat, "Offset": offset,
		"Jobs": jobs, "KeepFile": kept, "SetGroup": s.SetGroup(1), "Sweep": swept,
		"BackupTo": s.BackupTo(s.Path() + ".copy"), "View": s.View(func(*programme.Tx) error { return nil }),
	} {
		t.Run(what, func(t *testing.T) { is(t, err, ErrCommit) })
	}
}

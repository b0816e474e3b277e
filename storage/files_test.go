package storage

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// noise is n bytes that are not the same anywhere.
func noise(n int) []byte {
	dice, data := rand.NewChaCha8([32]byte{}), make([]byte, n)
	_, _ = dice.Read(data)
	return data
}

func (w *world) wantsFile(id flows.FileID, want []byte) {
	w.t.Helper()
	r, err := w.ReadFile(id)
	if err != nil {
		w.t.Fatal(err)
	}
	got, err := io.ReadAll(r)
	if err = errors.Join(err, r.Close()); err != nil || !bytes.Equal(got, want) {
		w.t.Errorf("file %d has %d bytes, want %d; %v", id, len(got), len(want), err)
	}
}

func TestFiles(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	sizes := map[flows.FileID]int{1: 0, 2: 1, 3: chunk - 1, 4: chunk, 5: chunk + 1, 6: 1 << 20}
	w.records(func(tx *programme.Tx) {
		for range sizes {
			id := tx.NewFile()
			tx.Files.Put(id, programme.File{Size: int64(sizes[id]), Kept: true})
		}
	})
	data := noise(1 << 20)
	for id, size := range sizes {
		if n, err := w.KeepFile(id, iotest.HalfReader(bytes.NewReader(data[:size]))); n != int64(size) || err != nil {
			t.Errorf("%d of %d bytes were kept; %v", n, size, err)
		}
	}
	w.restart()
	for id, size := range sizes {
		w.wantsFile(id, data[:size])
	}
	f, ok, err := w.File(6)
	if f.Size != 1<<20 || !ok || err != nil {
		t.Errorf("%+v, %v, %v", f, ok, err)
	}
	if _, ok, _ := w.File(77); ok {
		t.Error("a file that nobody sent")
	}
	w.wantsFile(77, nil)
}

// A transfer that breaks off leaves nothing, and one that was interrupted by
// the end of the program is replaced as a whole by the next, shorter or longer.
func TestFileInterrupted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.records(func(tx *programme.Tx) { tx.Files.Put(tx.NewFile(), programme.File{}) })
	data := noise(3 * chunk)
	broken := errors.New("the connection was lost")
	n, err := w.KeepFile(1, io.MultiReader(bytes.NewReader(data[:2*chunk+7]), iotest.ErrReader(broken)))
	is(t, err, broken)
	if n != 0 || w.count(chunks) != 0 {
		t.Errorf("%d bytes, %d chunks are kept", n, w.count(chunks))
	}
	for _, size := range []int{3 * chunk, chunk, 0, 100} {
		if n, err := w.KeepFile(1, bytes.NewReader(data[:size])); n != int64(size) || err != nil {
			t.Errorf("%d bytes, %v", n, err)
		}
		w.wantsFile(1, data[:size])
	}
}

// The bytes of a made file leave with its message, or when it is clear that the
// message never leaves. A file that somebody sent stays.
func TestMadeFilesLeave(t *testing.T) {
	t.Parallel()
	made := func(w *world, remote string) flows.Row {
		w.t.Helper()
		var id flows.FileID
		w.records(func(tx *programme.Tx) {
			id = tx.NewFile()
			tx.Files.Put(id, programme.File{Name: "отчет.csv", Size: 5, Kept: true, Remote: remote})
		})
		if _, err := w.KeepFile(id, bytes.NewReader([]byte("данни"))); err != nil {
			w.t.Fatal(err)
		}
		return w.waiting(flows.Say{To: 1, HTML: "отчет", File: &flows.OutgoingFile{ID: id, Name: "отчет.csv"}})
	}
	for what, leaves := range map[flows.Result]bool{
		flows.Sent: true, flows.Skipped: true, flows.Unreachable: true, flows.Refused: false, flows.InDoubt: false, flows.Unsent: false,
	} {
		w := newWorld(t)
		w.joins(5)
		r := made(w, "")
		w.outcome(result(r, what))
		_, there, _ := w.File(r.Say.File.ID)
		if gone := w.count(chunks) == 0; gone != leaves || there == leaves {
			t.Errorf("after %q the bytes are gone: %v, the record is there: %v", what, gone, there)
		}
		w.clean()
	}
	w := newWorld(t)
	w.joins(5)
	w.outcome(result(made(w, "AgACAgIAAx"), flows.Sent))
	w.wantsFile(1, []byte("данни"))
	dead := made(w, "")
	w.outcome(result(dead, flows.Refused))
	w.now = w.now.AddDate(0, 0, 31)
	if _, err := w.Sweep(w.now); err != nil {
		t.Fatal(err)
	}
	w.wantsFile(dead.Say.File.ID, nil)
}

// Who takes a file's record away takes its bytes, too: those that a job left which was
// broken off again and again, and then put aside.
func TestDeletedFileHasNoBytes(t *testing.T) {
	w := newWorld(t)
	var id flows.FileID
	w.records(func(tx *programme.Tx) {
		id = tx.NewFile()
		tx.Files.Put(id, programme.File{Name: "x"})
	})
	if _, err := w.KeepFile(id, strings.NewReader("bytes")); err != nil {
		t.Fatal(err)
	}
	w.records(func(tx *programme.Tx) { tx.Files.Delete(id) })
	if n := w.count(chunks); n != 0 {
		t.Errorf("%d chunks are left", n)
	}
}

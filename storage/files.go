package storage

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// chunk is how much of a file one transaction writes, so that a large one
// never holds up the answers.
const chunk = 256 << 10

// KeepFile stores the bytes of a file, replacing what an interrupted run left
// of it, and returns how many there are. After an error there are none.
func (s *Store) KeepFile(id flows.FileID, r io.Reader) (size int64, err error) {
	clear := func() error {
		return s.update(time.Time{}, func(t *tx) { t.deleteUnder(chunks, be(uint64(id))) })
	}
	if err := clear(); err != nil {
		return 0, err
	}
	part := make([]byte, chunk)
	for n := uint64(0); ; n++ {
		length, err := io.ReadFull(r, part)
		if length > 0 {
			key := append(be(uint64(id)), be(n)...)
			if err := s.update(time.Time{}, func(t *tx) { t.put(chunks, key, part[:length]) }); err != nil {
				return 0, err
			}
			size += int64(length)
		}
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return size, nil
		case err != nil:
			return 0, errors.Join(fmt.Errorf("file %d: %w", id, err), clear())
		}
	}
}

// ReadFile returns the bytes of a file, read chunk by chunk in short
// transactions.
func (s *Store) ReadFile(id flows.FileID) (io.ReadCloser, error) {
	return io.NopCloser(&chunkReader{store: s, id: id}), nil
}

type chunkReader struct {
	store *Store
	id    flows.FileID
	next  uint64
	part  []byte
}

// Read implements io.Reader.
func (r *chunkReader) Read(p []byte) (int, error) {
	if len(r.part) == 0 {
		err := r.store.view(func(t *tx) {
			r.part = append([]byte(nil), t.in(chunks).Get(append(be(uint64(r.id)), be(r.next)...))...)
		})
		if err != nil {
			return 0, err
		}
		if len(r.part) == 0 {
			return 0, io.EOF
		}
		r.next++
	}
	n := copy(p, r.part)
	r.part = r.part[n:]
	return n, nil
}

// fileTable is the records of files; who takes one away takes its bytes, too: a job that
// was broken off may have left some.
type fileTable struct {
	table[flows.FileID, programme.File]
}

// Delete takes the record and the bytes away.
func (f fileTable) Delete(id flows.FileID) {
	f.table.Delete(id)
	f.tx.deleteUnder(chunks, be(uint64(id)))
}

// dropFile removes a file that the program made, with its message. One that a
// person sent stays: it belongs to an answer.
func (t *tx) dropFile(id flows.FileID) {
	key := be(uint64(id))
	var f programme.File
	if t.getJSON(files, key, &f) && f.Remote != "" {
		return
	}
	t.delete(files, key)
	t.deleteUnder(chunks, key)
}

// discardFile removes a file that is of no more use, whoever it came from; its bytes go
// from the disk with the night. No answer may name it.
func (t *tx) discardFile(id flows.FileID) {
	t.delete(files, be(uint64(id)))
	t.deleteUnder(chunks, be(uint64(id)))
	t.put(meta, keyTonight, be(1))
}

// filesOf lists the files of an answer, finished or not, and of those before it.
func filesOf(a flows.Answer) []flows.FileID {
	all := slices.Concat(a.Attach, a.Value.Files)
	if a.Draft != nil {
		all = append(all, a.Draft.Files...)
	}
	for _, past := range a.History {
		all = append(all, past.Value.Files...)
	}
	return all
}

// sweepChunks removes bytes without a record: of a file that was not wanted any
// more when it was made or fetched. It reports whether there were any.
func (t *tx) sweepChunks() bool {
	stray := map[string]bool{}
	c := t.in(chunks).Cursor()
	for k, _ := c.First(); k != nil; k, _ = c.Next() {
		if !t.has(files, k[:8]) {
			stray[string(k[:8])] = true
		}
	}
	for id := range stray {
		t.deleteUnder(chunks, []byte(id))
	}
	return len(stray) > 0
}

// File returns the record of a file.
func (s *Store) File(id flows.FileID) (f programme.File, ok bool, err error) {
	err = s.view(func(t *tx) { ok = t.getJSON(files, be(uint64(id)), &f) })
	return f, ok, err
}

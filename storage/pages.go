package storage

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"os"

	bolt "go.etcd.io/bbolt"
)

// pages looks through the pages of a file before bbolt works with them: on
// damaged ones it faults, takes all memory, or builds further. The layout is
// that of bbolt's internal/common (meta.go, page.go, bucket.go), in the
// machine's byte order, unchanged since the first version. A file of 40 MB takes
// some 30 ms.
type pages struct {
	file  io.ReaderAt
	size  int      // bytes of a page
	end   uint64   // the first page that is not in use
	met   []bool   // pages that something leads to
	spare [][]byte // buffers

	bound  []byte // the keys that follow are not less than this,
	beyond bool   // and not equal to it
}

const (
	pageHeader  = 16
	pageElement = 16 // of branches and leaves alike

	branchPage   = 0x01
	leafPage     = 0x02
	freelistPage = 0x10

	bucketElement = 0x01 // a flag of a leaf's element
)

var native = binary.NativeEndian

// damaged says what is wrong with the file; nil for nothing. The transaction
// holds the lock and says which of the two meta pages is in force.
func damaged(path string, tx *bolt.Tx) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	p := &pages{file: f, size: tx.DB().Info().PageSize}
	p.end = uint64(tx.Size()) / uint64(p.size)
	if info.Size() < tx.Size() {
		return fmt.Errorf("%w: %d of %d bytes are there", ErrForeign, info.Size(), tx.Size())
	}
	p.met = make([]bool, p.end)
	if err := p.all(uint64(tx.ID())); err != nil {
		return fmt.Errorf("%w: %w", ErrForeign, err)
	}
	return nil
}

// all looks through what the meta page of the transaction leads to.
func (p *pages) all(transaction uint64) error {
	meta := make([]byte, 80)
	for i := range int64(2) {
		if _, err := p.file.ReadAt(meta, i*int64(p.size)); err != nil {
			return err
		}
		if native.Uint64(meta[64:]) == transaction {
			break
		}
	}
	root, freelist := native.Uint64(meta[32:]), native.Uint64(meta[48:])
	if err := p.tree(root); err != nil {
		return err
	}
	if freelist == ^uint64(0) {
		return nil // not kept; bbolt makes it from the tree
	}
	return p.free(freelist)
}

// page is a page with its overflow.
type page struct {
	pages *pages
	head  []byte // its beginning, at most the first page
	at    int64  // where it lies in the file
	size  int64
	flags uint16
	count int
}

// read reads the beginning of a page. It may be met once only.
func (p *pages) read(id uint64) (page, error) {
	if id < 2 || id >= p.end {
		return page{}, fmt.Errorf("page %d is beyond the end", id)
	}
	head := p.buffer()
	at := int64(id) * int64(p.size)
	if _, err := p.file.ReadAt(head, at); err != nil {
		return page{}, err
	}
	over := uint64(native.Uint32(head[12:]))
	if native.Uint64(head) != id || id+over >= p.end {
		return page{}, fmt.Errorf("page %d: the header is damaged", id)
	}
	for i := id; i <= id+over; i++ {
		if p.met[i] {
			return page{}, fmt.Errorf("page %d is used twice", i)
		}
		p.met[i] = true
	}
	return page{
		pages: p, head: head, at: at, size: int64(over+1) * int64(p.size),
		flags: native.Uint16(head[8:]), count: int(native.Uint16(head[10:])),
	}, nil
}

// buffer has room for a page. There are as many as the tree is deep.
func (p *pages) buffer() []byte {
	if n := len(p.spare); n > 0 {
		b := p.spare[n-1]
		p.spare = p.spare[:n-1]
		return b
	}
	return make([]byte, p.size)
}

// bytes are n bytes of the page. Only what was not read with its beginning is
// read now: values of many pages are not looked at.
func (g page) bytes(from, n int64) ([]byte, error) {
	switch {
	case from < 0 || n < 0 || from+n > g.size:
		return nil, fmt.Errorf("page at %d: something lies outside of it", g.at)
	case from+n <= int64(len(g.head)):
		return g.head[from : from+n], nil
	}
	b := make([]byte, n)
	_, err := g.pages.file.ReadAt(b, g.at+from)
	return b, err
}

// tree looks through a page of a tree and those below it.
func (p *pages) tree(id uint64) error {
	g, err := p.read(id)
	if err != nil {
		return err
	}
	defer func() { p.spare = append(p.spare, g.head) }()
	switch g.flags {
	case branchPage:
		return p.branch(g)
	case leafPage:
		return p.leaf(g)
	}
	return fmt.Errorf("page %d is neither branch nor leaf", id)
}

func (p *pages) branch(g page) error {
	if g.count == 0 {
		return fmt.Errorf("page at %d: a branch with nothing", g.at)
	}
	for i := range g.count {
		at := int64(pageHeader + i*pageElement)
		e, err := g.bytes(at, pageElement)
		if err != nil {
			return err
		}
		key, err := g.bytes(at+int64(native.Uint32(e)), int64(native.Uint32(e[4:])))
		if err != nil {
			return err
		}
		if err := p.ordered(key, false); err != nil {
			return err
		}
		if err := p.tree(native.Uint64(e[8:])); err != nil {
			return err
		}
	}
	return nil
}

func (p *pages) leaf(g page) error {
	for i := range g.count {
		at := int64(pageHeader + i*pageElement)
		e, err := g.bytes(at, pageElement)
		if err != nil {
			return err
		}
		flags, from := native.Uint32(e), at+int64(native.Uint32(e[4:]))
		length, value := int64(native.Uint32(e[8:])), int64(native.Uint32(e[12:]))
		key, err := g.bytes(from, length)
		if err != nil {
			return err
		}
		if err := p.ordered(key, true); err != nil {
			return err
		}
		switch {
		case flags&bucketElement != 0:
			inside, err := g.bytes(from+length, value)
			if err != nil {
				return err
			}
			if err := p.bucket(inside); err != nil {
				return err
			}
		case from+length+value > g.size:
			return fmt.Errorf("page at %d: a value lies outside of it", g.at)
		}
	}
	return nil
}

// bucket looks through a bucket: a tree of its own, or a leaf within the value.
func (p *pages) bucket(value []byte) error {
	if len(value) < 16 {
		return fmt.Errorf("a bucket of %d bytes", len(value))
	}
	bound, beyond := p.bound, p.beyond
	p.bound, p.beyond = nil, false
	defer func() { p.bound, p.beyond = bound, beyond }()
	if root := native.Uint64(value); root != 0 {
		return p.tree(root)
	}
	inline := value[16:]
	if len(inline) < pageHeader || native.Uint16(inline[8:]) != leafPage {
		return fmt.Errorf("a bucket within a page has no leaf")
	}
	return p.leaf(page{
		pages: p, head: inline, size: int64(len(inline)), flags: leafPage, count: int(native.Uint16(inline[10:])),
	})
}

// ordered takes the next key in the order of the tree: one of a leaf comes after
// the leaf's before it, the key of a branch is not after the leaves below.
func (p *pages) ordered(key []byte, ofLeaf bool) error {
	order := bytes.Compare(key, p.bound)
	if order < 0 || order == 0 && p.beyond {
		return fmt.Errorf("key %x is out of order", key)
	}
	p.bound, p.beyond = append(p.bound[:0], key...), ofLeaf
	return nil
}

// free looks through the list of free pages: a page that is in use must not be
// among them.
func (p *pages) free(id uint64) error {
	g, err := p.read(id)
	if err != nil {
		return err
	}
	if g.flags != freelistPage {
		return fmt.Errorf("page %d is no list of free pages", id)
	}
	from, n := int64(pageHeader), uint64(g.count)
	if n == 0xFFFF { // the true number follows
		b, err := g.bytes(from, 8)
		if err != nil {
			return err
		}
		from, n = from+8, native.Uint64(b)
	}
	if n > p.end {
		return fmt.Errorf("%d free pages of %d", n, p.end)
	}
	list, err := g.bytes(from, int64(n)*8)
	if err != nil {
		return err
	}
	for ; len(list) > 0; list = list[8:] {
		f := native.Uint64(list)
		if f < 2 || f >= p.end || p.met[f] {
			return fmt.Errorf("page %d is not free", f)
		}
		p.met[f] = true
	}
	return nil
}

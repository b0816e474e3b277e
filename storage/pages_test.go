package storage

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
)

// image is a file of bbolt as bytes.
type image []byte

const imagePage = 4096

func (f image) page(id uint64) []byte { return f[id*imagePage : (id+1)*imagePage] }

// freelist is the page with the list of free pages, by the meta page that is in
// force.
func (f image) freelist() uint64 {
	one, other := f.page(0), f.page(1)
	if native.Uint64(one[64:]) < native.Uint64(other[64:]) {
		one = other
	}
	return native.Uint64(one[48:])
}

// root is the page with which a bucket begins.
func (f image) root(t *testing.T, b bucket) (id uint64) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "image.db")
	write(t, path, f)
	s := mustOpen(t, path)
	defer s.Close()
	if err := s.view(func(t *tx) { id = uint64(t.in(b).Root()) }); err != nil {
		t.Fatal(err)
	}
	return id
}

// Damage that leads bbolt in circles, outside of the file, or to give away pages
// that are in use.
func TestDamagedPages(t *testing.T) {
	t.Parallel()
	good := image(filled(t))
	if native.Uint32(good[24:]) != imagePage {
		t.Skipf("pages of %d bytes", native.Uint32(good[24:]))
	}
	branch, free := good.root(t, organisations), good.freelist()
	leaf := native.Uint64(good.page(branch)[24:])
	if native.Uint16(good.page(branch)[8:]) != branchPage || native.Uint16(good.page(leaf)[8:]) != leafPage {
		t.Fatal("there are not enough organisations")
	}
	u32 := func(p []byte, at int, n uint32) { native.PutUint32(p[at:], n) }
	u64 := func(p []byte, at int, n uint64) { native.PutUint64(p[at:], n) }
	for _, c := range []struct {
		what   string
		page   uint64
		damage func(p []byte)
		finds  string
	}{
		{"a branch below itself", branch, func(p []byte) { u64(p, 24, branch) }, "used twice"},
		{"a branch beyond the end", branch, func(p []byte) { u64(p, 24, 1<<40) }, "beyond the end"},
		{"a branch to a meta page", branch, func(p []byte) { u64(p, 24, 1) }, "beyond the end"},
		{"a branch to a free list", branch, func(p []byte) { u64(p, 24, free) }, "neither branch nor leaf"},
		{"a branch's key outside", branch, func(p []byte) { u32(p, 16, 1<<31) }, "outside"},
		{"a branch's key too long", branch, func(p []byte) { u32(p, 20, 5000) }, "outside"},
		{"a branch of nothing", branch, func(p []byte) { native.PutUint16(p[10:], 0) }, "a branch with nothing"},
		{"more elements than there is room", branch, func(p []byte) { native.PutUint16(p[10:], 60000) }, ""},
		{"a leaf's key outside", leaf, func(p []byte) { u32(p, 20, 1<<31) }, "outside"},
		{"a leaf's value outside", leaf, func(p []byte) { u32(p, 28, 5000) }, "outside"},
		{"keys in the wrong order", leaf, func(p []byte) { p[16+native.Uint32(p[20:])] = 0xFF }, "out of order"},
		{"a leaf that is something else", leaf, func(p []byte) { native.PutUint16(p[8:], 0x40) }, "neither branch nor leaf"},
		{"another page's number", leaf, func(p []byte) { u64(p, 0, leaf+1) }, "the header is damaged"},
		{"a page over the end", leaf, func(p []byte) { u32(p, 12, 1<<30) }, "the header is damaged"},
		{"a page over another", leaf, func(p []byte) { u32(p, 12, 2) }, "used twice"},
		{"no free list", free, func(p []byte) { native.PutUint16(p[8:], leafPage) }, "no list of free pages"},
		{"a page in use is free", free, func(p []byte) { u64(p, 16, leaf) }, "is not free"},
		{"a page is free twice", free, func(p []byte) { copy(p[24:32], p[16:24]) }, "is not free"},
		{"a free page beyond the end", free, func(p []byte) { u64(p, 16, 1<<40) }, "is not free"},
		{"more free pages than pages", free, func(p []byte) {
			native.PutUint16(p[10:], 0xFFFF)
			u64(p, 16, 1<<50)
		}, "free pages of"},
	} {
		t.Run(c.what, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "partnerbot.db")
			bad := image(bytes.Clone(good))
			c.damage(bad.page(c.page))
			write(t, path, bad)
			s, err := Open(path, Options{})
			if err == nil {
				s.Close()
			}
			is(t, err, ErrForeign)
			if err != nil && !strings.Contains(err.Error(), c.finds) {
				t.Errorf("it says %v, want %q", err, c.finds)
			}
			if !bytes.Equal(read(t, path), bad) {
				t.Error("the file was changed")
			}
		})
	}
}

// Wherever a file is cut off, that is noticed: values of many pages, which are
// not read, as well as free pages.
func TestCutOff(t *testing.T) {
	t.Parallel()
	good := image(filled(t))
	path := filepath.Join(t.TempDir(), "partnerbot.db")
	for end := len(good) - 1; end > 0; end -= imagePage {
		write(t, path, good[:end])
		s, err := Open(path, Options{})
		if err == nil {
			s.Close()
		}
		is(t, err, ErrForeign)
	}
}

package storage

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
)

// table is one kind of record: programme.Table on one bucket.
type table[K comparable, V any] struct {
	tx     *tx
	bucket bucket
	key    func(K) []byte
	parse  func([]byte) K
	loaded func(K, *V) // fills in what the key says and the value does not; may be nil
}

// Get returns the record with the key.
func (t table[K, V]) Get(k K) (V, bool) {
	var v V
	if !t.tx.getJSON(t.bucket, t.key(k), &v) {
		var none V
		return none, false
	}
	if t.loaded != nil {
		t.loaded(k, &v)
	}
	return v, true
}

// Put stores the record.
func (t table[K, V]) Put(k K, v V) { t.tx.putJSON(t.bucket, t.key(k), v) }

// Delete takes the record away, if it is there.
func (t table[K, V]) Delete(k K) { t.tx.delete(t.bucket, t.key(k)) }

// All goes through the records in the order of their keys. The table must not
// be changed meanwhile.
func (t table[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		c := t.tx.in(t.bucket).Cursor()
		for key, data := c.First(); key != nil; key, data = c.Next() {
			var v V
			if err := json.Unmarshal(data, &v); err != nil {
				t.tx.fail(fmt.Errorf("%s: %w: %w", bucketNames[t.bucket], ErrForeign, err))
				return
			}
			k := t.parse(key)
			if t.loaded != nil {
				t.loaded(k, &v)
			}
			if !yield(k, v) {
				return
			}
		}
	}
}

// under lists the keys that begin with prefix. They are copies, so that the
// bucket may be changed while they are gone through.
func (t *tx) under(b bucket, prefix []byte) [][]byte {
	var keys [][]byte
	c := t.in(b).Cursor()
	for k, _ := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, _ = c.Next() {
		keys = append(keys, bytes.Clone(k))
	}
	return keys
}

// deleteUnder deletes everything under the prefix.
func (t *tx) deleteUnder(b bucket, prefix []byte) {
	for _, k := range t.under(b, prefix) {
		t.delete(b, k)
	}
}

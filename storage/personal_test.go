package storage

import "testing"

// Every bucket says how something of a person is found in it, or why there is
// nothing: a new one cannot be forgotten when somebody asks to be.
func TestPersonalCoversEveryBucket(t *testing.T) {
	for b, p := range personalIn() {
		if (p.nothing == "") == (p.keys == nil) {
			t.Errorf("%s: says neither, or both, how people are found in it and that there are none", bucketNames[b])
		}
	}
}

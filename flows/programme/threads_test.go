package programme

import (
	"iter"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// threadList is Table of threads in memory.
type threadList map[ThreadID]Thread

func (l threadList) Get(id ThreadID) (Thread, bool) { th, ok := l[id]; return th, ok }
func (l threadList) Put(id ThreadID, th Thread)     { l[id] = th }
func (l threadList) Delete(id ThreadID)             { delete(l, id) }
func (l threadList) All() iter.Seq2[ThreadID, Thread] {
	return func(yield func(ThreadID, Thread) bool) {
		for _, id := range slices.Sorted(maps.Keys(l)) {
			th := l[id]
			th.ID = id
			if !yield(id, th) {
				return
			}
		}
	}
}

func TestOpenThreads(t *testing.T) {
	at := func(hour int) time.Time { return time.Date(2026, 2, 2, hour, 0, 0, 0, time.UTC) }
	asks := func(hours ...int) (all []ThreadMessage) { // negative: a coordinator answers
		for _, h := range hours {
			all = append(all, ThreadMessage{At: at(max(h, -h)), Answer: h < 0})
		}
		return all
	}
	tx := &Tx{Threads: threadList{
		1: {Person: 1, Opened: at(1), Messages: asks(1, -2, 9, 10)}, // waits since 9
		2: {Person: 1, Opened: at(3), Messages: asks(3, 11)},        // waits since 3
		3: {Person: 2, Opened: at(1), Messages: asks(1, -8), Answered: true},
		4: {Person: 2, Opened: at(1), Messages: asks(1, -4, -5), Answered: true},
		5: {Person: 1, Opened: at(1), Messages: asks(1), Closed: at(2)},
	}}
	open, waiting := OpenThreads(tx)
	var ids []ThreadID
	var since []int
	for _, th := range open {
		ids, since = append(ids, th.ID), append(since, th.Since().Hour())
	}
	if diff := cmp.Diff([]ThreadID{2, 1, 4, 3}, ids); diff != "" || waiting != 2 {
		t.Errorf("%d wait: %s", waiting, diff)
	}
	if diff := cmp.Diff([]int{3, 9, 5, 8}, since); diff != "" {
		t.Error(diff)
	}
	if of := ThreadsOf(tx, 1); len(of) != 3 || of[0].ID != 1 || of[0].Last().At != at(10) || of[2].Last().At != at(1) {
		t.Errorf("%+v", of)
	}
}

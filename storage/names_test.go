package storage

import (
	"path/filepath"
	"testing"
	"time"

	"partnerbot/flows"
)

// The nightly sweep forgets which old messages had which names: of people soon, of
// the coordinators' group late, since a question may be answered weeks afterwards.
func TestSweepForgetsOldNames(t *testing.T) {
	s, err := Open(filepath.Join(t.TempDir(), "partnerbot.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	now := time.Date(2026, 2, 2, 8, 0, 0, 0, time.UTC)
	const person = flows.PersonID(7)
	extra := map[flows.PersonID]int{person: namesKept + 5, flows.Group: groupNamesKept + 5}
	err = s.update(now, func(tx *tx) {
		for chat, n := range extra {
			for i := range n {
				tx.setName(chat, "q", 1000+i, true)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	named := func(chat flows.PersonID) (n int, oldest, newest string) {
		err := s.view(func(tx *tx) {
			n = len(tx.under(numbers, personKey(chat)))
			oldest, newest = tx.nameOf(chat, 1000), tx.nameOf(chat, 1000+extra[chat]-1)
		})
		if err != nil {
			t.Fatal(err)
		}
		return n, oldest, newest
	}
	for chat, n := range extra {
		if got, oldest, _ := named(chat); got != n || oldest != "q" {
			t.Errorf("before the night %d messages of %d have names, the oldest %q", got, chat, oldest)
		}
	}
	if _, err := s.Sweep(now); err != nil {
		t.Fatal(err)
	}
	for chat, n := range extra {
		if got, oldest, newest := named(chat); got != n-5 || oldest != "" || newest != "q" {
			t.Errorf("after the night %d messages of %d have names, the oldest %q, the newest %q", got, chat, oldest, newest)
		}
	}
}

package main

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnerbot/storage"
)

// Every night a copy of the database is made that can be opened, and those of the
// last week are kept.
func TestNightlyCopies(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "Сдружение „Дунав“")
	for range 11 {
		w.pass(24 * time.Hour)
	}
	copies, err := filepath.Glob(filepath.Join(backupDir(w.path), "*"))
	if err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for _, file := range copies {
		got = append(got, filepath.Base(file))
		for _, wrong := range storage.CheckAt(file) {
			t.Errorf("%s: %v", file, wrong)
		}
	}
	for day := 7; day <= 13; day++ { // the tests begin on 2 February
		want = append(want, fmt.Sprintf("partnerbot-2026-02-%02d.db", day))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the copies:\n%s", diff)
	}
}

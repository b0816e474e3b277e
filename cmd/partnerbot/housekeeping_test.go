package main

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnerbot/flows/programme"
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

// TestWordingsOfEveryForm: how each question of the configuration is put is kept from the
// first start on, whatever form it is of, so that answers stay readable without it.
func TestWordingsOfEveryForm(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.settle()
	if err := w.store.View(func(tx *programme.Tx) error {
		for form, question := range map[string]string{"survey": "topics", "needs": "food", "before": "know_funding", "after": "useful", "idea": "funding"} {
			if _, ok := tx.Wordings.Get(programme.WordingKey{Form: form, Question: question}); !ok {
				t.Errorf("the words of %s in %s are not kept", question, form)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

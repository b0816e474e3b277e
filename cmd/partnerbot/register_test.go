package main

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"pgregory.net/rapid"

	"partnerbot/flows/programme"
	"partnerbot/storage"
)

// What is shown before an import is what the import does, and showing it changes
// nothing.
func TestTrialIsTheImport(t *testing.T) {
	p := exampleProgramme(t)
	rapid.Check(t, func(rt *rapid.T) {
		store, err := storage.Open(filepath.Join(t.TempDir(), "test.db"), storage.Options{})
		if err != nil {
			rt.Fatal(err)
		}
		defer func() { _ = store.Close() }()
		n := 0
		code := func() string { n++; return fmt.Sprintf("CODE%012d", n) }
		for range 3 {
			rows := rapid.SliceOfN(rapid.Custom(registerRow), 0, 12).Draw(rt, "rows")
			for i := range rows {
				rows[i].Line = i + 2
			}
			var shown, done programme.RegisterReport
			before := organisationsOf(rt, store)
			if err := store.View(func(tx *programme.Tx) error { shown = programme.TryRegister(tx, rows, p); return nil }); err != nil {
				rt.Fatal("a trial writes: ", err)
			}
			if after := organisationsOf(rt, store); after != before {
				rt.Fatalf("a trial changes %s to %s", before, after)
			}
			if err := store.Update(worldStart, func(tx *programme.Tx) error {
				if again := programme.TryRegister(tx, rows, p); again.Print() != shown.Print() {
					rt.Error("a second trial says something else")
				}
				done = programme.ImportRegister(tx, rows, p, code)
				return nil
			}); err != nil {
				rt.Fatal(err)
			}
			if shown.Print() != done.Print() {
				rt.Fatalf("shown %+v\ndone %+v", shown, done)
			}
		}
		for _, wrong := range store.Check() {
			rt.Error(wrong)
		}
	})
}

func registerRow(rt *rapid.T) programme.RegisterRow {
	pick := func(label string, of ...string) string { return rapid.SampledFrom(of).Draw(rt, label) }
	return programme.RegisterRow{
		Name:         pick("name", "Дунав", "Сдружение „Дунав“", "Мост", "Изгрев", "", "Общо: 3"),
		Municipality: pick("town", "", "Русе", "Бяла", "Марс"), EIK: pick("eik", "", "", "121817309", "175001013"),
		Kind: pick("kind", "", "НПО", "община"), Contact: programme.Contact{Name: pick("contact", "", "Ана"), Phone: pick("phone", "", "0888123456", "12")},
	}
}

func organisationsOf(rt *rapid.T, store *storage.Store) (out string) {
	if err := store.View(func(tx *programme.Tx) error {
		for id, o := range tx.Organisations.All() {
			out += fmt.Sprint(id, o)
		}
		for code, i := range tx.Invitations.All() {
			out += fmt.Sprint(code, i)
		}
		return nil
	}); err != nil {
		rt.Fatal(err)
	}
	return out
}

// A register of 10,000 organisations, tried and taken over.
func BenchmarkRegister(b *testing.B) {
	p := exampleProgramme(b)
	rows := make([]programme.RegisterRow, 10_000)
	for i := range rows {
		rows[i] = programme.RegisterRow{Line: i + 2, Name: fmt.Sprint("Сдружение ", i), Municipality: "Русе"}
	}
	for range b.N {
		store, err := storage.Open(filepath.Join(b.TempDir(), "test.db"), storage.Options{})
		if err != nil {
			b.Fatal(err)
		}
		started := time.Now()
		_ = store.View(func(tx *programme.Tx) error { programme.TryRegister(tx, rows, p); return nil })
		b.ReportMetric(float64(time.Since(started).Milliseconds()), "ms/trial")
		started = time.Now()
		n := 0
		if err := store.Update(worldStart, func(tx *programme.Tx) error {
			programme.ImportRegister(tx, rows, p, func() string { n++; return fmt.Sprintf("CODE%012d", n) })
			return nil
		}); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(time.Since(started).Milliseconds()), "ms/import")
		_ = store.Close()
	}
}

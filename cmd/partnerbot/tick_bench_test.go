package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/storage"
)

// BenchmarkTick measures what a tick takes with ten thousand rows on the due list, of
// which a hundred are due: reminders of a training, looked at again, written and
// durably committed. It has to take less than 10 ms.
//
//	go test -run '^$' -bench Tick -benchtime 200x ./cmd/partnerbot
func BenchmarkTick(b *testing.B) {
	// Three reminders for each of the four events of each person.
	const people, first = 840, 100
	p := exampleProgramme(b)
	start := worldStart.AddDate(0, 0, 30)
	talk, _ := conversation(p)
	full := filepath.Join(b.TempDir(), "full.db")
	due := fullList(b, p, full, people, first, start)
	var took []time.Duration
	for i := range b.N {
		path := filepath.Join(b.TempDir(), fmt.Sprint(i, ".db"))
		copyFile(b, full, path)
		store, err := storage.Open(path, storage.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := store.Apply(flows.Batch{Now: due, Polled: true}, talk); err != nil { // the file has been read
			b.Fatal(err)
		}
		began := time.Now()
		n, written := tick(b, store, talk, due)
		took = append(took, time.Since(began))
		if n != first || written != first {
			b.Fatalf("%d rows were due, and %d messages were written", n, written)
		}
		if err := store.Close(); err != nil {
			b.Fatal(err)
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms/tick")
	b.ReportMetric(float64(took[0].Microseconds())/1000, "fastest-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(0, "ns/op")
}

// tick does what bot.Tick does, without Telegram.
func tick(tb testing.TB, store *storage.Store, talk programme.Conversation, now time.Time) (due, written int) {
	tb.Helper()
	for {
		rows, err := store.Due(now, false, 200)
		if err != nil {
			tb.Fatal(err)
		}
		if len(rows) == 0 {
			return due, written
		}
		b := flows.Batch{Now: now}
		for _, r := range rows {
			b.Updates = append(b.Updates, flows.Update{Due: r.Key, Input: flows.Input{
				What: flows.Due{Key: r.Key, Kind: r.Kind, Ref: r.Ref, Person: r.Person, Expired: r.Expired},
			}})
		}
		a, err := store.Apply(b, talk)
		if err != nil {
			tb.Fatal(err)
		}
		due, written = due+len(rows), written+len(a.Rows)
	}
}

// fullList makes a database of the example's events, a week apart, with so many people
// who have a seat at four of them, some at the first, and returns when the first
// reminders of that are due.
func fullList(tb testing.TB, p *programme.Programme, path string, people, first int, start time.Time) time.Time {
	tb.Helper()
	store, err := storage.Open(path, storage.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	if err := store.Update(worldStart, func(tx *programme.Tx) error {
		programme.AddPlanned(tx, p, func(string) string { return "CODE" })
		for i, e := range programme.Events(tx) {
			at := start.AddDate(0, 0, 7*i)
			e.Start, e.End = programme.Moment{At: at}, programme.Moment{At: at.Add(4 * time.Hour)}
			tx.Events.Put(e.Code, e)
		}
		return nil
	}); err != nil {
		tb.Fatal(err)
	}
	b := flows.Batch{Now: worldStart}
	for i := range people {
		b.Updates = append(b.Updates, flows.Update{ID: int64(i + 1), Chat: int64(10_000 + i), User: int64(10_000 + i), Input: flows.Input{Private: true, What: flows.Text{}}})
	}
	if _, err := store.Apply(b, func(tx *programme.Tx, t *flows.Turn) {
		o := tx.NewOrganisation()
		tx.Organisations.Put(o, programme.Organisation{Name: fmt.Sprintf("Народно читалище „Пример %d“", o), Kind: programme.NGO, Municipality: "ruse", Added: t.At})
		tx.People.Put(t.Person, programme.Person{Name: fmt.Sprint("Участник ", o), Consent: programme.Consent{Version: "1", At: t.At}, Joined: t.At})
		tx.Memberships.Put(programme.MembershipKey{Person: t.Person, Organisation: o}, programme.Membership{Since: t.At})
		all := programme.Events(tx)
		for i := range 4 {
			e := all[1+(int(o)+i)%(len(all)-1)]
			if i == 0 && int(o) <= first {
				e = all[0]
			}
			id := tx.NewRegistration()
			tx.Registrations.Put(id, programme.Registration{Event: e.Code, Organisation: o, By: t.Person, Seat: programme.Confirmed, At: t.At, Since: t.At})
			programme.Remind(tx, t, p, e, t.Person)
		}
	}); err != nil {
		tb.Fatal(err)
	}
	rows, err := store.Upcoming(time.Time{}, 100_000)
	if err != nil || len(rows) < 10_000 {
		tb.Fatalf("%d rows are on the due list, error %v", len(rows), err)
	}
	if err := store.Close(); err != nil {
		tb.Fatal(err)
	}
	return rows[0].At
}

package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/storage"
)

const (
	seatPeople = 60 // for 35 seats
	seatKills  = 25
)

// TestKillWhileRegistering kills the real program (kill -9) at random moments while
// sixty people register for both trainings and every third of them gives the first one
// up again. At the end everybody has exactly what they were told, and no seat was
// promised twice.
func TestKillWhileRegistering(t *testing.T) {
	if testing.Short() {
		t.Skip("kills the program again and again; not with -short")
	}
	program := buildProgram(t)
	telegram, config := startTelegram(t)
	defer telegram.Close()
	aheadOfToday(t, config)
	path := filepath.Join(filepath.Dir(config), "partnerbot.db")
	var people []*simulator.Person
	for i := range seatPeople {
		people = append(people, telegram.Person(simulator.Profile{First: "Ана", Last: fmt.Sprint("Пример", i), LanguageCode: "bg"}))
	}
	joinAll(t, path, people)

	k := &killer{t: t, program: program, config: config, telegram: telegram}
	k.start()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	var acts []func() error
	for i, p := range people {
		acts = append(acts, func() error { return registersKilled(ctx, p, i%3 == 0) })
	}
	kills, err := k.killAtRandom(sideBySide(acts), killing{often: seatKills, within: 12, moment: 6 * time.Millisecond, count: func() int {
		return telegram.Count("sendMessage") + telegram.Count("editMessageText")
	}})
	if err == nil {
		err = telegram.WaitConfirmed(ctx)
	}
	if err != nil {
		t.Error(err)
	}
	k.stop()
	if kills < seatKills/2 {
		t.Errorf("they had finished after %d kills", kills)
	}
	compareSeats(t, path, people)
	for _, v := range telegram.Violations() {
		t.Error("Telegram would object: ", v)
	}
}

// aheadOfToday moves the example's events into the year that comes.
func aheadOfToday(t *testing.T, config string) {
	t.Helper()
	content, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	next := fmt.Appendf(nil, "%d-", time.Now().Year()+1)
	if err := os.WriteFile(config, bytes.ReplaceAll(content, []byte("2027-"), next), 0o600); err != nil {
		t.Fatal(err)
	}
}

// joinAll has each of the people speak for an organisation of their own.
func joinAll(t *testing.T, path string, people []*simulator.Person) {
	t.Helper()
	store, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	consent := exampleProgramme(t).Consent.Version
	b := flows.Batch{Now: time.Now()}
	for i, p := range people {
		b.Updates = append(b.Updates, flows.Update{ID: int64(i + 1), Chat: p.ID(), User: p.ID(), Input: flows.Input{Private: true, Language: "bg", What: flows.Text{}}})
	}
	if _, err := store.Apply(b, func(tx *programme.Tx, turn *flows.Turn) {
		o := tx.NewOrganisation()
		tx.Organisations.Put(o, programme.Organisation{Name: fmt.Sprintf("Сдружение „Пример %d“", o), Kind: programme.NGO, Municipality: "ruse", Added: turn.At})
		tx.People.Put(turn.Person, programme.Person{Name: "Ана Примерова", Consent: programme.Consent{Version: consent, At: turn.At}, Joined: turn.At})
		tx.Memberships.Put(programme.MembershipKey{Person: turn.Person, Organisation: o}, programme.Membership{Since: turn.At})
	}); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
}

// registersKilled registers for both days, and gives the first up again.
func registersKilled(ctx context.Context, p *simulator.Person, givesUp bool) error {
	if _, err := p.Say("Какво предстои"); err != nil {
		return err
	}
	after := 0
	for _, label := range []string{"1. ", "Запиши ме за двата дни"} {
		m, err := p.WaitNext(ctx, after, func(m simulator.Message) bool { return m.FromBot && labelWith(m, label) != "" })
		if err != nil {
			return fmt.Errorf("waiting for %q: %w", label, err)
		}
		after = m.ID
		if _, err := p.TapOn(m.ID, labelWith(m, label)); err != nil {
			return err
		}
	}
	m, err := p.WaitNext(ctx, after, func(m simulator.Message) bool {
		return strings.Contains(m.Text, "записани сте") || strings.Contains(m.Text, "Чакате за място")
	})
	if err != nil || !givesUp {
		return err
	}
	if _, err := p.TapData(m.ID, "e:show:training_1"); err != nil {
		return err
	}
	for _, label := range []string{"Няма да дойда|Вече не чакам", "Да, освободи|Да, вече не чакам"} {
		one, other, _ := strings.Cut(label, "|")
		m, err = p.WaitNext(ctx, m.ID, func(m simulator.Message) bool { return labelWith(m, one) != "" || labelWith(m, other) != "" })
		if err != nil {
			return fmt.Errorf("waiting for %q: %w", label, err)
		}
		press := labelWith(m, one)
		if press == "" {
			press = labelWith(m, other)
		}
		if _, err := p.TapOn(m.ID, press); err != nil {
			return err
		}
	}
	_, err = p.WaitNext(ctx, m.ID, func(m simulator.Message) bool {
		return strings.Contains(m.Text, "Освободих мястото") || strings.Contains(m.Text, "Махнах Ви от чакащите")
	})
	return err
}

// compareSeats holds the database against what everybody did.
func compareSeats(t *testing.T, path string, people []*simulator.Person) {
	t.Helper()
	for _, err := range storage.CheckAt(path) {
		t.Errorf("the database: %v", err)
	}
	store, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if err := store.View(func(tx *programme.Tx) error {
		for _, code := range []string{"training_1", "training_2"} {
			e, _ := tx.Events.Get(code)
			line := programme.LineOf(tx, e, programme.PoolNGO)
			if len(line.Held) != e.Seats {
				t.Errorf("%s: %d of %d seats are held", code, len(line.Held), e.Seats)
			}
			of := map[flows.PersonID]programme.Seat{}
			all := tx.Registrations.OfEvent(code)
			for _, r := range all {
				of[r.By] = r.Seat
			}
			if len(all) != len(people) || len(of) != len(people) {
				t.Errorf("%s: %d registrations of %d people, want one of each of %d", code, len(all), len(of), len(people))
			}
			for id, seat := range of {
				gaveUp := code == "training_1" && (id-1)%3 == 0
				if gaveUp != (seat == programme.Cancelled) {
					t.Errorf("%s: %d is %s", code, id, seat)
				}
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

package main

import (
	"strings"
	"testing"

	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// What somebody is told after an event comes once, by day, on another day than the
// event's never beside something else that they did not ask for, and as the mark
// stands then.
func TestThanks(t *testing.T) {
	s := &stage{world: newWorld(t, "Сдружение „Дунав“"), people: map[string]*simulator.Person{}, names: map[int64]string{}, organisations: []string{"Сдружение „Дунав“"}}
	s.enter("Мария Иванова")
	maria := s.people["Мария"]
	if err := s.joined(maria, "Сдружение „Дунав“"); err != nil {
		t.Fatal(err)
	}
	do := func(lines ...string) {
		t.Helper()
		for _, line := range lines {
			if err := s.act(line); err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			s.settle()
		}
	}
	do("група Стефка Колева", "става 01.03.2027 10:00", "Мария има място за training_1")
	heard := func(word string) (n int) {
		for _, m := range maria.Messages() {
			if m.FromBot && strings.Contains(m.Text, word) {
				n++
			}
		}
		return n
	}
	expect := func(when, word string, want int) {
		t.Helper()
		if got := heard(word); got != want {
			t.Errorf("%s: %q was heard %d times, not %d", when, word, got, want)
		}
	}
	const missed, thanks = "Съжаляваме", "Благодарим Ви, че дойдохте"

	// In the evening of the day nobody is written to.
	do("става 18.03.2027 21:00", "Стефка в групата: /events", "Стефка в групата натиска 1. 18 март, Русе", "Стефка в групата натиска Списък на вратата",
		"Стефка в групата натиска Останалите отсъстват")
	expect("in the evening", missed, 0)

	// The morning after has brought something else already.
	unasked(t, s.world, "2027-03-19")
	do("става 19.03.2027 12:00")
	expect("beside something else", missed, 0)
	do("става 20.03.2027 08:00")
	expect("at eight", missed, 0)
	do("става 20.03.2027 08:31")
	expect("in the morning", missed, 1)

	// The mark was wrong. Taken back and made again it is said once.
	do("Стефка в групата натиска ↩ Върни 1. Сдружение „Дунав“", "Стефка в групата натиска ✔ 1. Сдружение „Дунав“", "минават 31 минути")
	expect("put right", thanks, 1)
	do("Стефка в групата натиска ↩ Върни 1. Сдружение „Дунав“", "Стефка в групата натиска ✔ 1. Сдружение „Дунав“", "минават 31 минути")
	expect("marked again", thanks, 1)
	expect("marked again", missed, 1)
}

// unasked says that everybody has had something that day that they did not ask for.
func unasked(t *testing.T, w *world, day string) {
	t.Helper()
	err := w.store.Update(w.clock.Now(), func(tx *programme.Tx) error {
		var all []flows.PersonID
		for id := range tx.People.All() {
			all = append(all, id)
		}
		for _, id := range all {
			tx.Unasked.Put(id, programme.Unasked{Day: day, What: "reminder"})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// What is printed is made by jobs, and nothing of it stays in the database.
func TestPapersLeaveTheDatabase(t *testing.T) {
	s := &stage{world: newWorld(t, "Сдружение „Дунав“"), people: map[string]*simulator.Person{}, names: map[int64]string{}, organisations: []string{"Сдружение „Дунав“"}}
	s.enter("Мария Иванова")
	if err := s.joined(s.people["Мария"], "Сдружение „Дунав“"); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"група Стефка Колева", "Стефка: здравей", "става 01.03.2027 10:00", "Мария има място за training_1", "Стефка в групата: /events",
		"Стефка в групата натиска 1. 18 март, Русе", "Стефка в групата натиска Лист за подписи (PDF)", "Стефка в групата натиска Код за вратата",
		"става 18.03.2027 09:00", "Стефка в групата: /here 1", "става 18.03.2027 18:30", "Мария натиска Удостоверение", "Мария натиска Мария Иванова",
	} {
		if err := s.act(line); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		s.settle()
	}
	begins := map[string]string{".pdf": "%PDF-", ".png": "\x89PNG"}
	sent := 0
	for _, c := range s.telegram.Log() {
		for ending, begin := range begins {
			if c.File != nil && strings.HasSuffix(c.File.Name, ending) {
				sent++
				if !strings.HasPrefix(string(c.File.Data), begin) {
					t.Errorf("%s begins with %q", c.File.Name, c.File.Data[:8])
				}
			}
		}
	}
	if sent != 3 {
		t.Errorf("%d files were sent, not 3", sent)
	}
	err := s.store.View(func(tx *programme.Tx) error {
		for id, f := range tx.Files.All() {
			if f.Remote == "" {
				t.Errorf("file %d is still there: %+v", id, f)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

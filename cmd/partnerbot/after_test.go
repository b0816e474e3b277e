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
	a := afterwards(t)
	const missed, thanks = "Съжаляваме", "Благодарим Ви, че дойдохте"

	// In the evening of the day nobody is written to.
	a.do("става 18.03.2027 21:00", "Стефка в групата: /events", "Стефка в групата натиска 1. 18 март, Русе", "Стефка в групата натиска Списък на вратата",
		"Стефка в групата натиска Останалите отсъстват")
	a.expect("in the evening", missed, 0)

	// The morning after has brought something else already.
	a.unasked("2027-03-19")
	a.do("става 19.03.2027 12:00")
	a.expect("beside something else", missed, 0)
	a.do("става 20.03.2027 08:00")
	a.expect("at eight", missed, 0)
	a.do("става 20.03.2027 08:31")
	a.expect("in the morning", missed, 1)

	// The mark was wrong. Taken back and made again it is said once.
	a.do("Стефка в групата натиска ↩ Върни 1. Сдружение „Дунав“", "Стефка в групата натиска ✔ 1. Сдружение „Дунав“", "минават 31 минути")
	a.expect("put right", thanks, 1)
	a.do("Стефка в групата натиска ↩ Върни 1. Сдружение „Дунав“", "Стефка в групата натиска ✔ 1. Сдружение „Дунав“", "минават 31 минути")
	a.expect("marked again", thanks, 1)
	a.expect("marked again", missed, 1)
}

// A machine that was off when it was due says it in the morning, not at night.
func TestThanksOfAMachineThatWasOff(t *testing.T) {
	a := afterwards(t)
	a.do("става 18.03.2027 16:00", "Стефка в групата: /here 1", "ботът спира", "става 18.03.2027 23:00", "ботът тръгва", "минава 1 минута")
	a.expect("at night", "Благодарим Ви, че дойдохте", 0)
	a.do("става 19.03.2027 08:31")
	a.expect("in the morning", "Благодарим Ви, че дойдохте", 1)
}

// aftermath is a training for which Мария has a seat.
type aftermath struct {
	*stage
	maria *simulator.Person
}

func afterwards(t *testing.T) *aftermath {
	t.Helper()
	const name = "Сдружение „Дунав“"
	a := &aftermath{stage: &stage{world: newWorld(t, name), people: map[string]*simulator.Person{}, names: map[int64]string{}, organisations: []string{name}}}
	a.enter("Мария Иванова")
	a.maria = a.people["Мария"]
	if err := a.joined(a.maria, name); err != nil {
		t.Fatal(err)
	}
	a.do("група Стефка Колева", "Стефка: здравей", "става 01.03.2027 10:00", "Мария има място за training_1")
	return a
}

// do plays lines as in transcripts.
func (a *aftermath) do(lines ...string) {
	a.t.Helper()
	for _, line := range lines {
		if err := a.act(line); err != nil {
			a.t.Fatalf("%s: %v", line, err)
		}
		a.settle()
	}
}

// expect looks how often Мария has heard the words.
func (a *aftermath) expect(when, words string, want int) {
	a.t.Helper()
	got := 0
	for _, m := range a.maria.Messages() {
		if m.FromBot && strings.Contains(m.Text, words) {
			got++
		}
	}
	if got != want {
		a.t.Errorf("%s: %q was heard %d times, not %d", when, words, got, want)
	}
}

// unasked says that everybody has had something that day that they did not ask for.
func (a *aftermath) unasked(day string) {
	a.t.Helper()
	err := a.store.Update(a.clock.Now(), func(tx *programme.Tx) error {
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
		a.t.Fatal(err)
	}
}

// What is printed is made by jobs, and nothing of it stays in the database.
func TestPapersLeaveTheDatabase(t *testing.T) {
	s := afterwards(t)
	s.do("Стефка в групата: /events", "Стефка в групата натиска 1. 18 март, Русе", "Стефка в групата натиска Лист за подписи", "Стефка в групата натиска Код за вратата",
		"става 18.03.2027 09:00", "Стефка в групата: /here 1", "става 18.03.2027 18:30", "Мария натиска Удостоверение", "Мария натиска Мария Иванова")
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

package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"partnerbot/bot/simulator"
	"partnerbot/flows/programme"
)

// hallOf goes on to a day before the trainings, in whose first there are so many seats.
func (w *world) hallOf(seats int) time.Time {
	w.t.Helper()
	zone := w.programme.Location
	day := time.Date(2027, 3, 1, 10, 0, 0, 0, zone)
	if err := w.store.Update(w.clock.Now(), func(tx *programme.Tx) error {
		e, _ := tx.Events.Get("training_1")
		e.Seats = seats
		tx.Events.Put(e.Code, e)
		return nil
	}); err != nil {
		w.t.Fatal(err)
	}
	w.pass(day.Sub(w.clock.Now()))
	return day
}

// joinsFor lets somebody speak for the organisation with that number in the register.
func (w *world) joinsFor(first string, organisation int) *simulator.Person {
	w.t.Helper()
	p := w.newcomer(first)
	w.must(p.Open(invitationOf(organisation)))
	for _, said := range []string{"да", "да", first + " Врачанова", "пропусни"} {
		w.must(p.Say(said))
	}
	w.settle()
	return p
}

// says has somebody write, and waits for the answers.
func (w *world) says(p *simulator.Person, lines ...string) {
	w.t.Helper()
	for _, line := range lines {
		w.must(p.Say(line))
		w.settle()
	}
}

// calls are the reasons why somebody is to be called, with what it is about.
func (w *world) calls() (out []string) {
	w.t.Helper()
	if err := w.store.View(func(tx *programme.Tx) error {
		for key, c := range tx.Calls.All() {
			out = append(out, string(key.Why)+" "+c.About)
		}
		return nil
	}); err != nil {
		w.t.Fatal(err)
	}
	return out
}

// Who has stopped the bot cannot be told of a seat: the coordinators call. When nobody
// takes it in time, it passes on all the same.
func TestSeatForWhoBlockedTheBot(t *testing.T) {
	w := newWorld(t, "Сдружение „Дунав“", "Сдружение „Лом“", "Сдружение „Вит“")
	has, waits, last := w.joinsFor("Светлозара", 0), w.joinsFor("Златомира", 1), w.joinsFor("Звездомира", 2)
	w.hallOf(1)
	for _, p := range []*simulator.Person{has, waits, last} {
		w.says(p, "какво предстои", "1")
		w.must(p.Tap("Само за този ден"))
		w.settle()
	}
	if err := waits.Block(); err != nil {
		t.Fatal(err)
	}
	w.settle()
	w.says(has, "меню", "какво предстои", "1", "няма да дойда", "да")
	if got := w.calls(); len(got) != 1 || got[0] != "unreachable offer" {
		t.Errorf("to call: %q", got)
	}
	w.pass(25 * time.Hour)
	if got := last.Last().Text; !strings.Contains(got, "Освободи се място") {
		t.Errorf("the next in line reads: %s", got)
	}
}

// The machine was off from before an offer was to be told until after its time was
// over: it is made again, and does not pass on unheard.
func TestOfferAfterTheMachineWasOff(t *testing.T) {
	w := newWorld(t, "Сдружение „Дунав“", "Сдружение „Лом“", "Сдружение „Вит“")
	has, waits, last := w.joinsFor("Светлозара", 0), w.joinsFor("Златомира", 1), w.joinsFor("Звездомира", 2)
	day := w.hallOf(1)
	for _, p := range []*simulator.Person{has, waits, last} {
		w.says(p, "какво предстои", "1")
		w.must(p.Tap("Само за този ден"))
		w.settle()
	}
	w.pass(day.Add(12 * time.Hour).Sub(w.clock.Now())) // told in the morning
	w.says(has, "меню", "какво предстои", "1", "няма да дойда", "да")
	w.stopBot()
	w.pass(day.AddDate(0, 0, 3).Sub(w.clock.Now()))
	w.startBot()
	w.settle()
	if got := waits.Last().Text; !strings.Contains(got, "Освободи се място") || !strings.Contains(got, "петък, 5 март, 10:00 ч.") {
		t.Errorf("the first in line reads: %s", got)
	}
	w.says(waits, "да")
	if got := last.Last().Text; strings.Contains(got, "Освободи се място") {
		t.Errorf("it was offered to the next in line as well: %s", got)
	}
	if err := w.store.View(func(tx *programme.Tx) error {
		e, _ := tx.Events.Get("training_1")
		if l := programme.LineOf(tx, e, programme.PoolNGO); len(l.Held) != 1 || len(l.Waiting) != 1 || l.Held[0].Seat != programme.Confirmed {
			t.Errorf("held %+v, waiting %+v", l.Held, l.Waiting)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// The file for the calendar that arrives over the wire says when the event really is,
// and a file of the machine arrives as it lies there.
func TestFilesOfAnEvent(t *testing.T) {
	w := newWorld(t, "Сдружение „Дунав“")
	p := w.joinsFor("Светлозара", 0)
	w.hallOf(35)
	file := t.TempDir() + "/програма.pdf"
	want := bytes.Repeat([]byte("%PDF-1.7 програма\n"), 20000)
	if err := os.WriteFile(file, want, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := w.store.Update(w.clock.Now(), func(tx *programme.Tx) error {
		e, _ := tx.Events.Get("training_1")
		e.Materials = []programme.Material{{Code: "file", Title: e.Title, Path: file}}
		tx.Events.Put(e.Code, e)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	w.says(p, "какво предстои", "1", "материали", "1")
	if got := p.Last().File; got == nil || got.Name != "програма.pdf" || !bytes.Equal(got.Data, want) {
		t.Errorf("the material arrived as %+v", got)
	}
	w.says(p, "назад", "само за този ден")
	for _, m := range p.Messages() {
		if m.File == nil || m.File.Name != "training_1.ics" {
			continue
		}
		cal, err := ics.ParseCalendar(bytes.NewReader(m.File.Data))
		if err != nil || len(cal.Events()) != 1 {
			t.Fatalf("%v: %s", err, m.File.Data)
		}
		start, err := cal.Events()[0].GetStartAt()
		if want := time.Date(2027, 3, 18, 7, 30, 0, 0, time.UTC); err != nil || !start.Equal(want) {
			t.Errorf("it begins at %v, %v; want %v", start, err, want)
		}
		return
	}
	t.Error("no file for the calendar")
}

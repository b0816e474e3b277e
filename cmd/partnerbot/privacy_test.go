package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"partnerbot/bot/simulator"
	"partnerbot/storage"
)

// secrets are the bytes in which a person could be recognised.
func secrets(p *simulator.Person, phone string) map[string][]byte {
	id := p.ID()
	return map[string][]byte{
		"the name":             []byte(p.Profile().First),
		"the name, as JSON":    []byte(strconv.QuoteToASCII(p.Profile().First)),
		"the family name":      []byte(p.Profile().Last),
		"the phone":            []byte(phone),
		"Telegram's number":    []byte(strconv.FormatInt(id, 10)),
		"Telegram's number, 2": binary.BigEndian.AppendUint64(nil, uint64(id)),
	}
}

// finds reports which of the secrets stand in the database file.
func (w *world) finds(p *simulator.Person, phone string) []string {
	w.t.Helper()
	data, err := os.ReadFile(w.path)
	if err != nil {
		w.t.Fatal(err)
	}
	var found []string
	for what, secret := range secrets(p, phone) {
		if bytes.Contains(data, secret) {
			found = append(found, what)
		}
	}
	return found
}

// must ends the test where something that a person does fails.
func (w *world) must(_ int, err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
	w.settle()
}

// Before the consent nothing of a person is in the file but Telegram's number, and
// after a refusal not even that.
func TestNothingPersonalBeforeConsent(t *testing.T) {
	w := newWorld(t, "Сдружение „Дунавска надежда“")
	p := w.telegram.Person(simulator.Profile{First: "Светлозара", Last: "Примерова", LanguageCode: "bg", Phone: "359888765432"})
	w.must(p.Open(invitationOf(0)))
	w.must(p.Say("да"))
	w.must(p.Say("Светлозара Примерова, 0888765432"))
	w.must(p.Tap("Прочети повече"))
	for _, what := range w.finds(p, "888765432") {
		if what != "Telegram's number" && what != "Telegram's number, 2" {
			t.Errorf("before the consent the file holds %s", what)
		}
	}
	w.must(p.Say("не съм съгласна"))
	w.settle()
	if found := w.finds(p, "888765432"); len(found) > 0 {
		t.Errorf("after the refusal the file holds %q", found)
	}
}

// Who asks to be forgotten is gone from the bytes of the file.
func TestForgottenIsGoneFromTheBytes(t *testing.T) {
	w := newWorld(t, "Сдружение „Дунавска надежда“")
	p := w.telegram.Person(simulator.Profile{First: "Светлозара", Last: "Примерова", LanguageCode: "bg", Phone: "359888765432"})
	w.must(p.Open(invitationOf(0)))
	for _, said := range []string{"да", "да", "Светлозара Примерова", "0888 765 432"} {
		w.must(p.Say(said))
	}
	w.must(p.Tap("Проучване: 0 от 19"))
	for _, said := range []string{"друго", "Клуб на Светлозара Примерова, +359888765432", "да"} {
		w.must(p.Say(said))
	}
	if len(w.finds(p, "888765432")) == 0 {
		t.Fatal("the test finds nothing before, so it proves nothing after")
	}
	// A quarantined update, a file and a message that waits, too.
	raw := `{"message":{"message_id":1,"date":"никога","from":{"id":` + strconv.FormatInt(p.ID(), 10) + `,"first_name":"Светлозара"}}}`
	if _, err := w.telegram.PushRaw(raw); err != nil {
		t.Fatal(err)
	}
	w.must(p.SendVoice([]byte("OggS Светлозара")))
	// Old versions of records in pages that are free by now.
	for n := range 20 {
		w.must(p.Say("/mydata"))
		w.must(p.Tap("Смени името"))
		w.must(p.Say(fmt.Sprintf("Светлозара Примерова %d", n)))
	}
	w.must(p.Say("/forget"))
	w.must(p.Tap("Да, забравете ме"))
	w.settle()
	if found := w.finds(p, "888765432"); len(found) > 0 {
		t.Errorf("the file still holds %q", found)
	}
	w.stopBot()
	for _, err := range storage.CheckAt(w.path) {
		t.Error(err)
	}
}

// What somebody asks before the consent passes through: while it waits to leave it
// stands in the outbox, and after the night not even its bytes are left. Only that
// they ask is kept.
func TestQuestionBeforeConsentPassesThrough(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "Сдружение „Дунавска надежда“")
	stefka := w.telegram.Person(simulator.Profile{First: "Стефка", Last: "Колева", LanguageCode: "bg"})
	group := w.coordinators(stefka)
	p := w.telegram.Person(simulator.Profile{First: "Светлозара", Last: "Примерова", LanguageCode: "bg", Phone: "359888765432"})
	w.must(p.Open(invitationOf(0)))
	w.must(p.Tap("Питай човек"))
	w.stopBot()
	for range 3 { // long, and all at once: many pages, which are not soon used again
		w.must(p.Say(strings.Repeat("Светлозара съм, 0888765432, кога е обучението? ", 80)))
	}
	// Proof that the search finds such bytes: while the group does not hear, they wait.
	w.telegram.Fail(simulator.Fault{Method: "sendMessage", Chat: group.ID(), Times: -1, Kind: simulator.Hang})
	w.startBot()
	w.confirmed()
	if !slices.Contains(w.finds(p, "888765432"), "the phone") {
		t.Fatal("the test finds no phone before, so it proves nothing after")
	}
	w.telegram.ClearFaults()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	if _, err := group.WaitMessage(ctx, func(m simulator.Message) bool { return strings.Contains(m.Text, "888765432") }); err != nil {
		t.Fatal(err)
	}
	w.settle()
	asked := group.Last()
	if !strings.Contains(asked.Text, "888765432") || !strings.Contains(asked.Text, "Светлозара Примерова") {
		t.Fatalf("the group reads %q", asked.Text)
	}
	w.must(stefka.Reply(asked.ID, "Светлозара, на 26 февруари."))
	if last := p.Last(); !strings.Contains(last.Text, "на 26 февруари") {
		t.Fatalf("the person reads %q", last.Text)
	}
	w.pass(20 * time.Hour) // over the night
	for _, what := range w.finds(p, "888765432") {
		if what != "Telegram's number" && what != "Telegram's number, 2" {
			t.Errorf("after the night the file holds %s", what)
		}
	}
	w.must(stefka.Reply(asked.ID, "И на 27-и."))
	if last := p.Last(); !strings.Contains(last.Text, "И на 27-и") {
		t.Errorf("after the night the person reads %q", last.Text)
	}
}

// Whatever somebody does who never agrees, a day later nothing of them is left.
func TestVisitorIsForgotten(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "Сдружение „Дунавска надежда“")
	var visitors []*simulator.Person
	visits := func(does func(*simulator.Person) (int, error)) {
		p := w.telegram.Person(simulator.Profile{First: "Светлозара", Last: "Примерова", LanguageCode: "bg", Phone: "359888765432"})
		visitors = append(visitors, p)
		w.must(does(p))
	}
	for _, said := range []string{"/start", "/forget", "/mydata", "/language", "/help", "/nothing", "Дунав", "меню"} {
		visits(func(p *simulator.Person) (int, error) { return p.Say(said) })
	}
	for _, data := range []string{"me", "me:forget", "me:surely", "lang:en", "a:more:1", "a:end:1", "a:no", "a:pass:1", "org", "old"} {
		visits(func(p *simulator.Person) (int, error) { // an old button, after the refusal
			w.must(p.Open(invitationOf(0)))
			w.must(p.Say("да"))
			w.must(p.Say("не"))
			return p.TapData(p.Last().ID, data)
		})
	}
	visits(func(p *simulator.Person) (int, error) { return p.SendSticker() })
	visits(func(p *simulator.Person) (int, error) { return p.SendContact(true, "359888765432") })
	if len(w.finds(visitors[1], "888765432")) == 0 {
		t.Fatal("the test finds nothing before, so it proves nothing after")
	}
	w.pass(25 * time.Hour)
	for i, p := range visitors {
		if found := w.finds(p, "888765432"); len(found) > 0 {
			t.Errorf("of visitor %d the file still holds %q", i, found)
		}
	}
}

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
	"partnerbot/flows/programme"
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
		"the phone, spaced":    []byte(phone[:3] + " " + phone[3:6] + " " + phone[6:]),
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
	p := w.telegram.Person(svetlozara)
	w.must(p.Open(invitationOf(0)))
	w.must(p.Say("да"))
	w.must(p.Say("Светлозара Звездева, 0888765432"))
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
	p := w.telegram.Person(svetlozara)
	w.must(p.Open(invitationOf(0)))
	for _, said := range []string{"да", "да", "Светлозара Звездева", "0888 765 432"} {
		w.must(p.Say(said))
	}
	w.must(p.Tap("Проучване: 0 от 19"))
	for _, said := range []string{"друго", "Клуб на Светлозара Звездева, +359888765432", "да"} {
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
	w.ages(p)
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
	p := w.telegram.Person(svetlozara)
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
	if !strings.Contains(asked.Text, "888765432") || !strings.Contains(asked.Text, "Светлозара Звездева") {
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
		p := w.telegram.Person(svetlozara)
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

// svetlozara is somebody whose names and phone occur nowhere in the programme.
var svetlozara = simulator.Profile{First: "Светлозара", Last: "Звездева", LanguageCode: "bg", Phone: "359888765432"}

// joins lets the person join by the first invitation, with a phone.
func (w *world) joins(p *simulator.Person) {
	w.t.Helper()
	w.must(p.Open(invitationOf(0)))
	for _, said := range []string{"да", "да", p.Profile().First + " " + p.Profile().Last, "0" + p.Profile().Phone[3:]} {
		w.must(p.Say(said))
	}
}

// ages leaves old versions of the person's records in pages that are free by then.
func (w *world) ages(p *simulator.Person) {
	w.t.Helper()
	for n := range 20 {
		w.must(p.Say("/mydata"))
		w.must(p.Tap("Смени името"))
		w.must(p.Say(fmt.Sprintf("%s %s %d", p.Profile().First, p.Profile().Last, n)))
	}
}

// nothingOf ends the test where the file holds something of the person.
func (w *world) nothingOf(p *simulator.Person, when string) {
	w.t.Helper()
	w.settle()
	if found := w.finds(p, "888765432"); len(found) > 0 {
		w.t.Errorf("%s the file holds %q", when, found)
	}
}

// An administrator has somebody forgotten who has blocked the bot: no receipt can
// leave, and nothing is left that waits for one.
func TestForgottenWhoHasBlockedTheBot(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "Сдружение „Дунавска надежда“")
	stefka := w.telegram.Person(simulator.Profile{First: "Стефка", Last: "Колева", LanguageCode: "bg"})
	group := w.coordinators(stefka)
	p := w.telegram.Person(svetlozara)
	w.joins(p)
	w.must(p.Say("питай човек"))
	w.must(p.Say("Светлозара Звездева пита: кога?"))
	asked := group.Last()
	w.must(0, p.Block())
	w.must(stefka.Reply(asked.ID, "Светлозара, утре.")) // cannot arrive
	if len(w.finds(p, "888765432")) < 5 {
		t.Fatal("the test finds too little before, so it proves nothing after")
	}
	w.must(stefka.SayIn(group, "/forget светлозара"))
	w.must(stefka.TapIn(group, "Забрави 1. Светлозара Звездева"))
	w.must(stefka.TapIn(group, "Да, изтрий"))
	w.nothingOf(p, "after /forget")
	w.must(0, p.Unblock())
	w.pass(25 * time.Hour)
	w.nothingOf(p, "a day after she came back and did nothing")
}

// describes has Светлозара begin to describe a new organisation, up to its kind.
func (w *world) describes(p *simulator.Person) {
	w.t.Helper()
	w.must(p.Say("/start"))
	w.must(p.Say("Сдружение Зелен двор"))
	w.must(p.Tap("Няма я тук"))
	w.must(p.Say("да"))
	w.must(p.Tap("Светлозара Звездева"))
	w.must(p.Say("0888 765 432"))
	w.must(p.Say("Сдружение „Зелен двор“"))
}

// An organisation that names the person as its contact, under a name that they
// had before, no longer does when they are forgotten.
func TestForgottenUnderAnEarlierName(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.telegram.Person(svetlozara)
	w.describes(p)
	for _, label := range []string{"НПО", "Русе", "Пропусни", "Светлозара Звездева", "Изпрати"} {
		w.must(p.Tap(label))
	}
	for word, now := range map[string]string{"смени името": "Камелия Новакова", "смени телефона": "0899 111 222"} {
		w.must(p.Say("моите данни"))
		w.must(p.Say(word))
		w.must(p.Say(now))
	}
	contact := func() (name string) {
		err := w.store.View(func(tx *programme.Tx) error {
			for _, o := range tx.Organisations.All() {
				name += o.Contact.Name
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return name
	}
	if contact() != "Светлозара Звездева" {
		t.Fatalf("before, the contact is %q", contact())
	}
	w.must(p.Say("забрави ме"))
	w.must(p.Say("да"))
	w.nothingOf(p, "after „Забрави ме“")
	other := w.telegram.Person(simulator.Profile{First: "Камелия", Last: "Новакова", Phone: "359899111222"})
	if found := w.finds(other, "899111222"); len(found) > 0 || contact() != "" {
		t.Errorf("of the later name the file holds %q; the contact is %q", found, contact())
	}
}

// A phone is gone however it was written, and a contact also where only a part of
// the name was given.
func TestForgottenHoweverWritten(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.telegram.Person(svetlozara)
	w.describes(p)
	for _, label := range []string{"НПО", "Русе", "Пропусни"} {
		w.must(p.Tap(label))
	}
	w.must(p.Say("Звездева, 0888 765 432"))
	w.must(p.Tap("Изпрати"))
	w.must(p.Tap("Проучване: 0 от 19"))
	for _, said := range []string{"друго", "Клуб, тел. 0888 765 432, Звездева", "да"} {
		w.must(p.Say(said))
	}
	// As approved, so that the organisation stays.
	err := w.store.Update(w.clock.Now(), func(tx *programme.Tx) error {
		for id, o := range tx.Organisations.All() {
			o.Standing = programme.InForce
			tx.Organisations.Put(id, o)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(w.finds(p, "888765432"), "the phone, spaced") {
		t.Fatal("the test finds no phone before, so it proves nothing after")
	}
	w.must(p.Say("забрави ме"))
	w.must(p.Say("да"))
	w.nothingOf(p, "after „Забрави ме“")
	err = w.store.View(func(tx *programme.Tx) error {
		organisations, answers := 0, 0
		for _, o := range tx.Organisations.All() {
			organisations++
			if o.Contact != (programme.Contact{}) {
				t.Errorf("the contact is %+v", o.Contact)
			}
		}
		for _, r := range tx.Responses.All() {
			answers += len(r.Answers)
		}
		if organisations != 1 || answers != 1 {
			t.Errorf("%d organisations and %d answers stay, want one of each", organisations, answers)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// An update that cannot be read is put aside: of who has not agreed without what
// it holds, of who has until they are forgotten, whatever they were called then.
func TestBrokenUpdateHoldsNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "Сдружение „Дунавска надежда“")
	p := w.telegram.Person(svetlozara)
	breaks := func() {
		t.Helper()
		told := len(p.Messages())
		for _, body := range []string{
			`"message":{"message_id":900,"date":"Светлозара","chat":{"id":%[1]d,"type":"private"},"from":%[2]s,"text":"Звездева, 0888765432"}`,
			`"message":{"message_id":901,"date":888765432888765432888765432,"chat":{"id":%[1]d,"type":"private"},"from":%[2]s,"text":888765432}`,
			`"edited_message":{"message_id":902,"date":1,"chat":{"id":%[1]d,"type":"private"},"from":%[2]s,"text":["Светлозара"]}`,
			`"callback_query":{"id":"1","from":%[2]s,"data":888765432,"message":{"message_id":903,"chat":{"id":%[1]d,"type":"private"},"text":"Светлозара"}}`,
		} {
			from := fmt.Sprintf(`{"id":%d,"first_name":"Светлозара","last_name":"Звездева"}`, p.ID())
			w.must(w.telegram.PushRaw("{" + fmt.Sprintf(body, p.ID(), from) + "}"))
		}
		if now := len(p.Messages()); now < told+4 || !strings.Contains(p.Last().Text, "не успях да го запиша") {
			t.Fatalf("she is told of %d; the last is %q", now-told, p.Last().Text)
		}
	}
	onlyNumber := func(when string) {
		t.Helper()
		for _, what := range w.finds(p, "888765432") {
			if what != "Telegram's number" && what != "Telegram's number, 2" {
				t.Errorf("%s the file holds %s", when, what)
			}
		}
	}
	w.must(p.Open(invitationOf(0)))
	breaks()
	onlyNumber("before the consent")
	w.must(p.Say("да"))
	w.must(p.Say("не"))
	w.nothingOf(p, "after the refusal")
	breaks()
	w.nothingOf(p, "after what came then")
	w.must(p.Open(invitationOf(0)))
	for _, said := range []string{"да", "да", "Камелия", "пропусни"} {
		w.must(p.Say(said))
	}
	onlyNumber("under another name")
	breaks()
	if len(w.finds(p, "888765432")) < 5 {
		t.Fatal("the test finds too little before, so it proves nothing after")
	}
	w.must(p.Say("/forget"))
	w.must(p.Tap("Да, забравете ме"))
	w.nothingOf(p, "after „Забрави ме“")
}

// Who has tried codes is erased all the same; only Telegram's number stays, as long
// as the tries are counted.
func TestForgottenWhoHasTriedCodes(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "Сдружение „Дунавска надежда“")
	p := w.telegram.Person(svetlozara)
	w.joins(p)
	for range 3 { // long: many pages, which are not soon used again
		w.must(p.Say("питай човек"))
		w.must(p.Say(strings.Repeat("Светлозара съм, 0888765432, кога е обучението? ", 80)))
	}
	w.must(p.Open("AAAAAAAAAAAAAAA1"))
	w.must(p.Say("/forget"))
	w.must(p.Tap("Да, забравете ме"))
	w.settle()
	if found := w.finds(p, "888765432"); len(found) == 0 || len(found) > 2 || found[0][:8] != "Telegram" || found[len(found)-1][:8] != "Telegram" {
		t.Errorf("the file holds %q", found)
	}
	w.pass(25 * time.Hour)
	w.nothingOf(p, "a day later")
}

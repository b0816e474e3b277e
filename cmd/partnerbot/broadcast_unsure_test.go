package main

import (
	"strings"
	"testing"
	"time"

	"partnerbot/bot"
	"partnerbot/bot/simulator"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// unsure is a group whose message to two people is lost on its way back from Telegram: it
// is not known whether they have it.
type unsure struct {
	*world
	stefka *simulator.Person
	group  *simulator.Group
	people []*simulator.Person
	id     programme.BroadcastID
}

func newUnsure(t *testing.T, kinds ...simulator.FaultKind) *unsure {
	t.Helper()
	w, people := newCrowdOf(t, len(kinds)+1, bot.Pace{})
	u := &unsure{world: w, people: people}
	u.stefka = w.telegram.Person(simulator.Profile{First: "Стефка", Last: "Колева", LanguageCode: "bg"})
	u.group = w.coordinators(u.stefka)
	w.settle()
	for i, kind := range kinds {
		w.telegram.Fail(simulator.Fault{Method: "sendMessage", Chat: people[i].ID(), Kind: kind, Description: "Bad Request: a strange message"})
	}
	u.id = w.broadcasts(programme.Segment{Any: []programme.Clause{{All: true}}})
	w.settle()
	if _, err := u.stefka.SayIn(u.group, "/broadcast"); err != nil {
		t.Fatal(err)
	}
	w.settle()
	u.press("№ 1: докъде е")
	return u
}

// got counts the messages that the person has.
func (u *unsure) got(i int) (n int) {
	for _, m := range u.people[i].Messages() {
		if strings.HasPrefix(m.Text, "📣") {
			n++
		}
	}
	return n
}

// press presses the newest button of the group with the label, and returns the last
// message as it stands then.
func (u *unsure) press(label string) string {
	u.t.Helper()
	if _, err := u.stefka.TapIn(u.group, label); err != nil {
		u.t.Fatal(err)
	}
	u.settle()
	all := u.group.Messages()
	return all[len(all)-1].Text
}

func (u *unsure) sees(words string, in string) {
	u.t.Helper()
	if !strings.Contains(in, words) {
		u.t.Errorf("the group does not read %q in %q", words, in)
	}
}

// A message whose answer was lost is never sent again by the program; a coordinator
// decides, after a yes, for each and for all.
func TestBroadcastUnsure(t *testing.T) {
	u := newUnsure(t, simulator.CutAfter, simulator.CutAfter, simulator.CutAfter)
	u.sees("Не е сигурно дали стигна до 3 души", u.press("Обнови"))
	if u.got(0) != 1 || u.got(1) != 1 || u.got(3) != 1 {
		t.Errorf("they got it %d, %d and %d times", u.got(0), u.got(1), u.got(3))
	}
	u.press("Не е сигурно: 3")
	u.sees("втори път", u.press("1. Прати пак"))
	u.press("Не")
	if u.pass(time.Hour); u.got(0) != 1 {
		t.Error("sent again without a yes")
	}
	u.press("1. Прати пак")
	u.press("Да, прати пак")
	if u.got(0) != 2 || u.got(1) != 1 {
		t.Errorf("after a yes for the first they have it %d and %d times", u.got(0), u.got(1))
	}
	u.sees("2 души", u.press("Обнови"))
	u.press("Не е сигурно: 2")
	u.press("1. Получено е")
	u.press("1. Получено е") // the next one: there is one left
	u.sees("Стигна до 4 от 4 души", u.press("№ 1: докъде е"))
	if u.pass(48 * time.Hour); u.got(0) != 2 || u.got(1) != 1 || u.got(2) != 1 {
		t.Errorf("in the end they have it %d, %d and %d times", u.got(0), u.got(1), u.got(2))
	}
	u.reached(u.id, 4)
}

// A press of the message's own button proves that it has arrived.
func TestBroadcastProven(t *testing.T) {
	u := newUnsure(t, simulator.CutAfter)
	m := u.people[0].Last()
	if _, err := u.people[0].TapOn(m.ID, "Питай човек"); err != nil {
		t.Fatal(err)
	}
	u.settle()
	u.reached(u.id, 2)
}

// Whoever Telegram refuses to write to is named, and the rest gets it.
func TestBroadcastRefused(t *testing.T) {
	u := newUnsure(t, simulator.Refuse)
	u.sees("Telegram не прие съобщението до 1 човек", u.press("Обнови"))
	u.sees("Ана Примерова", u.press("Telegram не прие: 1"))
	if u.got(1) != 1 {
		t.Error("the others did not get it")
	}
}

// Five thousand characters: told how many are too many, and nothing is lost. With a photo
// there is less room, in each language.
func TestBroadcastTooLong(t *testing.T) {
	u := newUnsure(t)
	say := func(words string) string {
		t.Helper()
		if _, err := u.stefka.Say(words); err != nil {
			t.Fatal(err)
		}
		u.settle()
		return u.stefka.Last().Text
	}
	tap := func(label string) string {
		t.Helper()
		if _, err := u.stefka.Tap(label); err != nil {
			t.Fatal(err)
		}
		u.settle()
		return u.stefka.Last().Text
	}
	say("/start")
	if _, err := u.stefka.SayIn(u.group, "/broadcast"); err != nil {
		t.Fatal(err)
	}
	u.settle()
	u.press("✏️ Ново съобщение")
	half := strings.Repeat("Дълъг текст. ", 192)  // some 2,500 characters: Telegram cuts longer ones itself
	if _, err := u.stefka.Say(half); err != nil { // and at once the rest
		t.Fatal(err)
	}
	if said := say(half); !strings.Contains(said, "а тук се събират") {
		t.Errorf("five thousand characters: %q", said)
	}
	tap("Пропусни")
	if _, err := u.stefka.SendPhoto([]byte("\x89PNG photo"), ""); err != nil {
		t.Fatal(err)
	}
	u.settle()
	tap("Готово")
	if said := tap("Нататък"); !strings.Contains(said, "по-дълъг, отколкото се събира под снимка") || !strings.Contains(said, "Нищо не е загубено") {
		t.Errorf("a long text with a photo: %q", said)
	}
	tap("Промени текста")
	say("Накратко.")
	tap("Замени")
	if said := tap("Нататък"); !strings.Contains(said, "До кого да стигне") {
		t.Errorf("a short one: %q", said)
	}
	b := programme.Broadcast{Text: text.Pair{BG: strings.Repeat("а", 2000)}}
	if _, over := b.TooLong(u.programme); over != 0 {
		t.Errorf("2,000 characters are %d too many", over)
	}
	b.Text.BG = strings.Repeat("😀", b.Room(u.programme, text.Bulgarian)/2)
	if _, over := b.TooLong(u.programme); over != 0 {
		t.Errorf("what fills the room is %d too long", over)
	}
	if n := text.Length(b.Screen(u.programme, text.Bulgarian).Text.HTML(text.Bulgarian)); n > 4096 || n < 4095 {
		t.Errorf("a full message has %d units", n)
	}
	b.Text.BG += "<"
	if _, over := b.TooLong(u.programme); over > 1 {
		t.Errorf("one more is %d too long", over)
	}
}

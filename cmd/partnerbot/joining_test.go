package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"partnerbot/bot/simulator"
	"partnerbot/flows/programme"
)

func (w *world) newcomer(first string) *simulator.Person {
	return w.telegram.Person(simulator.Profile{First: first, Last: "Примерова", LanguageCode: "bg", Phone: "359888765432"})
}

// What a stranger types while looking for their organisation may be their own
// name: it is not kept, and after the refusal nothing is.
func TestNothingPersonalWhileSearching(t *testing.T) {
	w := newWorld(t, "Сдружение „Дунавска надежда“", "Сдружение „Дунавски бряг“")
	p := w.newcomer("Светлозара")
	for _, said := range []string{"/start", "Светлозара Примерова 0888765432", "дунав", "1", "Светлозара", "да"} {
		w.must(p.Say(said))
	}
	for _, what := range w.finds(p, "888765432") {
		if what != "Telegram's number" && what != "Telegram's number, 2" {
			t.Errorf("before the consent the file holds %s", what)
		}
	}
	w.must(p.Tap("Не съм съгласен"))
	w.settle()
	if found := w.finds(p, "888765432"); len(found) > 0 {
		t.Errorf("after the refusal the file holds %q", found)
	}
}

// A refusal does not let searching begin anew; who has searched much is forgotten
// a day later.
func TestRefusingDoesNotResetTheLimit(t *testing.T) {
	w := newWorld(t, "Сдружение „Дунавска надежда“")
	p := w.newcomer("Светлозара")
	search := func() {
		w.must(p.Say("дунавска"))
		w.must(p.Tap("Да"))
		w.must(p.Tap("Не съм съгласен"))
		w.must(p.Say("/start"))
	}
	w.must(p.Say("/start"))
	refused := 0
	for range 30 {
		w.must(p.Say("дунавска"))
		if strings.HasPrefix(p.Last().Text, "С търсене май") {
			refused++
			break
		}
		w.must(p.Say("не"))
	}
	if refused == 0 {
		t.Fatal("searching has no limit")
	}
	w.pass(time.Hour)
	for range 5 {
		search()
	}
	w.must(p.Say("дунавска"))
	w.must(p.Tap("Да"))
	w.must(p.Tap("Не съм съгласен"))
	w.pass(23 * time.Hour)
	if len(w.finds(p, "888765432")) == 0 {
		t.Error("forgotten at once, although they had searched much")
	}
	w.pass(2 * time.Hour)
	if found := w.finds(p, "888765432"); len(found) > 0 {
		t.Errorf("a day after the refusal the file holds %q", found)
	}
}

// Buttons can be made up: numbers of organisations are not to be tried one after
// the other.
func TestMadeUpButtonsDoNotListTheRegister(t *testing.T) {
	var names []string
	for i := range 40 {
		names = append(names, fmt.Sprintf("Сдружение „Пример %02d“", i))
	}
	w := newWorld(t, names...)
	p := w.newcomer("Светлозара")
	w.must(p.Say("/start"))
	greeting := p.Last().ID
	for n := 1; n <= len(names); n++ {
		for _, verb := range []string{"pick", "yes", "agree", "other"} {
			if verb == "agree" && n < 35 {
				continue // would make them known
			}
			w.must(p.TapData(greeting, fmt.Sprintf("j:%s:=%s", verb, strings.ToLower(fmt.Sprintf("%x", n)))))
		}
	}
	seen := map[string]bool{}
	for _, m := range p.Messages() {
		for _, name := range names {
			if m.FromBot && strings.Contains(m.Text, name) {
				seen[name] = true
			}
		}
	}
	if len(seen) == 0 || len(seen) > 10 {
		t.Errorf("made-up buttons have shown %d organisations", len(seen))
	}
}

// Nobody waits for more than a few organisations at a time.
func TestFewProposalsAtATime(t *testing.T) {
	towns := []string{"Алфа", "Бета", "Гама", "Делта", "Епсилон", "Зита", "Йота"}
	var names []string
	for _, town := range towns {
		names = append(names, "Сдружение „"+town+"“")
	}
	w := newWorld(t, names...)
	p := w.newcomer("Светлозара")
	w.must(p.Say("/start"))
	for _, said := range []string{"алфа", "да", "да", "Светлозара Примерова", "пропусни"} {
		w.must(p.Say(said))
	}
	for _, town := range towns[1:] {
		for _, said := range []string{"моите организации", "добави", town, "да"} {
			w.must(p.Say(said))
		}
	}
	waiting := 0
	err := w.store.View(func(tx *programme.Tx) error {
		for _, m := range tx.Memberships.All() {
			if m.Standing == programme.Proposed {
				waiting++
			}
		}
		return nil
	})
	if err != nil || waiting != 5 {
		t.Errorf("waits for %d organisations, %v", waiting, err)
	}
	if !slices.ContainsFunc(p.Messages(), func(m simulator.Message) bool {
		return strings.HasPrefix(m.Text, "Вече чакате потвърждение за 5 организации")
	}) {
		t.Error("nobody said why")
	}
}

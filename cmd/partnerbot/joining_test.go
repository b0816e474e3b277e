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
	return w.telegram.Person(simulator.Profile{First: first, Last: "Врачанова", LanguageCode: "bg", Phone: "359888765432"})
}

// What a stranger types while looking for their organisation may be their own
// name: it is not kept, and after the refusal nothing is.
func TestNothingPersonalWhileSearching(t *testing.T) {
	w := newWorld(t, "Сдружение „Дунавска надежда“", "Сдружение „Дунавски бряг“")
	p := w.newcomer("Светлозара")
	for _, said := range []string{"/start", "Светлозара Врачанова 0888765432", "дунав", "1", "Светлозара", "да"} {
		w.must(p.Say(said))
	}
	only := func(when string) {
		for _, what := range w.finds(p, "888765432") {
			if what != "Telegram's number" && what != "Telegram's number, 2" {
				t.Errorf("%s the file holds %s", when, what)
			}
		}
	}
	only("before the consent")
	w.must(p.Tap("Не давам съгласие"))
	only("just after the refusal")
	w.pass(61 * time.Minute)
	if found := w.finds(p, "888765432"); len(found) > 0 {
		t.Errorf("an hour after the refusal the file holds %q", found)
	}
}

// A refusal lets neither searching nor trying codes begin anew.
func TestRefusingDoesNotResetTheLimits(t *testing.T) {
	w := newWorld(t, "Сдружение „Дунавска надежда“")
	p, q := w.newcomer("Светлозара"), w.newcomer("Златомира")
	refuse := func(p *simulator.Person) {
		w.must(p.Tap("Да"))
		w.must(p.Tap("Не давам съгласие"))
	}
	asked := 0
	for range 12 {
		w.must(p.Say("/start"))
		w.must(p.Say("дунавска"))
		if strings.HasPrefix(p.Last().Text, "С търсене май") {
			break
		}
		asked++
		refuse(p)
	}
	if asked != 10 {
		t.Errorf("%d searches, with a refusal after each", asked)
	}
	for n := range 4 {
		w.must(q.Open(fmt.Sprintf("AAAAAAAAAAAAAAA%d", n)))
	}
	w.must(q.Open(invitationOf(0)))
	refuse(q)
	w.must(q.Open("AAAAAAAAAAAAAAA5"))
	if !slices.ContainsFunc(q.Messages(), func(m simulator.Message) bool { return strings.Contains(m.Text, "след около 15 минути") }) {
		t.Errorf("the fifth wrong code, after a refusal: %q", q.Last().Text)
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
	for _, said := range []string{"алфа", "да", "да", "Светлозара Врачанова", "пропусни"} {
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

// What a coordinator has decided holds at once: who is approved goes on in the
// organisation's response, and a refusal stands, also against the invitation.
func TestAfterTheDecision(t *testing.T) {
	w := newWorld(t, "Сдружение „Дунавска надежда“")
	p := w.newcomer("Светлозара")
	for _, said := range []string{"/start", "дунавска", "да", "да", "Светлозара Врачанова", "пропусни", "проучване", "сдружение"} {
		w.must(p.Say(said))
	}
	var key programme.MembershipKey
	decide := func(f func(*programme.Tx)) {
		t.Helper()
		if err := w.store.Update(w.clock.Now(), func(tx *programme.Tx) error {
			for k := range tx.Memberships.All() {
				key = k
			}
			f(tx)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	says := func(said string, want ...string) {
		t.Helper()
		before := p.Last().ID
		w.must(p.Say(said))
		var all []string
		for _, m := range p.Messages() {
			if m.ID > before && m.FromBot {
				all = append(all, m.Text)
			}
		}
		for _, part := range want {
			if !strings.Contains(strings.Join(all, "\n"), part) {
				t.Errorf("after %q: %q, want %q", said, all, part)
			}
		}
	}
	by := programme.Decision{By: 99, At: w.clock.Now()}
	decide(func(tx *programme.Tx) { programme.Refuse(tx, key, by) })
	says("меню", "Координатор не потвърди")
	says("/start "+invitationOf(0), "Координатор не потвърди", "Ако е недоразумение, обадете се")
	says("моите организации", "координатор не потвърди")
	if slices.ContainsFunc(slices.Concat(p.Last().Labels()...), func(l string) bool { return strings.HasPrefix(l, "Напускам") }) {
		t.Error("who was refused can leave, and ask again")
	}
	w.must(p.Tap("Добави организация"))
	says("дунавска", "Координатор не потвърди")
	decide(func(tx *programme.Tx) { programme.Reconsider(tx, w.programme, key, by, "OTHER") })
	says("меню", "Проучване: 1 от 19")
	if strings.Contains(p.Last().Text, "потвърждение") {
		t.Errorf("approved, and waits all the same: %q", p.Last().Text)
	}
	says("проучване", "Въпрос 2 от 19")
	says("русе", "Въпрос 3 от 19")
	decide(func(tx *programme.Tx) {
		r, ok := tx.Responses.Get(programme.ResponseKey{Survey: w.programme.Survey.Name, Organisation: key.Organisation})
		if !ok || len(r.Answers) != 2 {
			t.Errorf("the organisation's response: %+v", r)
		}
	})
}

package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"partnerbot/bot"
	"partnerbot/bot/simulator"
)

// Twenty people ask at once, in the middle of the survey, and three coordinators
// answer in any order while others still write: over the wire, with the real
// poller, store and sender.
func TestTwentyAskOverTheWire(t *testing.T) {
	t.Parallel()
	const many = 20
	var names []string
	for i := range many {
		names = append(names, fmt.Sprintf("Сдружение „Дунав %d“", i))
	}
	w := newWorld(t, names...)
	w.stopBot()
	w.pace = bot.Pace{Overall: 1000, Chat: time.Millisecond, Group: 100_000} // the test is of who gets what, not of how fast
	w.startBot()
	r := rand.New(rand.NewPCG(1, 2))
	var coordinators []*simulator.Person
	for _, first := range []string{"Стефка", "Петя", "Ивайло"} {
		coordinators = append(coordinators, w.telegram.Person(simulator.Profile{First: first, Last: "Колева", LanguageCode: "bg"}))
	}
	group := w.coordinators(coordinators...)
	people := make([]*simulator.Person, many)
	for i := range people {
		people[i] = w.telegram.Person(simulator.Profile{First: fmt.Sprintf("Мария%02d", i), Last: "Иванова", LanguageCode: "bg"})
		must := func(_ int, err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		must(people[i].Open(invitationOf(i)))
	}
	w.settle()
	everybody := func(act func(i int, p *simulator.Person) (int, error)) {
		t.Helper()
		for _, i := range r.Perm(many) {
			if _, err := act(i, people[i]); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, said := range []string{"да", "съгласна съм", "Мария", "пропусни"} {
		everybody(func(_ int, p *simulator.Person) (int, error) { return p.Say(said) })
		w.settle()
	}
	everybody(func(_ int, p *simulator.Person) (int, error) { return p.Tap("Проучване: 0 от 19") })
	w.settle()

	everybody(func(_ int, p *simulator.Person) (int, error) { return p.Tap("Питай човек") })
	everybody(func(i int, p *simulator.Person) (int, error) { return p.Say(fmt.Sprintf("въпрос-%02d", i)) })
	w.settle()
	answer := func(round int) {
		t.Helper()
		cards := group.Messages()
		for _, n := range r.Perm(len(cards)) {
			card := cards[n]
			i := numberAfter(card.Text, "въпрос-")
			if !card.FromBot || i < 0 || strings.Contains(card.Text, "отговор") {
				continue
			}
			if _, err := coordinators[r.IntN(3)].Reply(card.ID, fmt.Sprintf("отговор-%02d, кръг %d", i, round)); err != nil {
				t.Fatal(err)
			}
		}
	}
	answer(1) // while half of them answer the survey, and the others reply
	everybody(func(i int, p *simulator.Person) (int, error) {
		if i%2 == 0 {
			return p.Say("сдружение")
		}
		return p.Say("фондация")
	})
	w.settle()
	everybody(func(i int, p *simulator.Person) (int, error) {
		if i%2 == 0 {
			return p.Say("русе")
		}
		for _, m := range backwards(p.Messages()) {
			if strings.Contains(m.Text, "отговор-") {
				return p.Reply(m.ID, fmt.Sprintf("въпрос-%02d, пак", i))
			}
		}
		return 0, fmt.Errorf("%d has no answer to reply to", i)
	})
	answer(2)
	w.settle()

	for i, p := range people {
		answers := 0
		for _, m := range p.Messages() {
			if n := numberAfter(m.Text, "отговор-"); m.FromBot && n >= 0 {
				answers++
				if n != i {
					t.Errorf("%d was sent the answer to %d", i, n)
				}
			}
			if m.FromBot && strings.Contains(m.Text, "въпрос-") {
				t.Errorf("%d was shown %q", i, m.Text)
			}
		}
		if answers < 2 {
			t.Errorf("%d got %d answers", i, answers)
		}
	}
	for _, m := range group.Messages() {
		if n := numberAfter(m.Text, "въпрос-"); m.FromBot && n >= 0 && !strings.Contains(m.Text, fmt.Sprintf("Дунав %d“", n)) {
			t.Errorf("a card puts the question of %d to another: %q", n, m.Text)
		}
	}
}

// numberAfter reads the two digits after the word; -1 where there are none.
func numberAfter(s, word string) int {
	n := -1
	if _, rest, ok := strings.Cut(s, word); ok && len(rest) >= 2 {
		if _, err := fmt.Sscanf(rest[:2], "%d", &n); err != nil {
			return -1
		}
	}
	return n
}

package main

import (
	"testing"

	"partnerbot/bot/simulator"
)

// A coordinator who is not registered can be erased, too: the chat with their
// number at Telegram, where they stand, and what they have asked.
func TestCoordinatorIsGoneFromTheBytes(t *testing.T) {
	w := newWorld(t, "Сдружение „Дунавска надежда“")
	p := w.telegram.Person(simulator.Profile{First: "Светлозара", Last: "Примерова", LanguageCode: "bg"})
	group := w.coordinators(p)
	w.must(p.SayIn(group, "/stats"))
	w.must(p.Say("здравей"))
	w.must(p.Tap("Питай човек"))
	w.must(p.Say("Работи ли?")) // an open question keeps the chat
	w.must(p.Say("/mydata"))
	if len(w.finds(p, "888765432")) == 0 {
		t.Fatal("the test finds nothing before, so it proves nothing after")
	}
	w.must(p.Tap("Забрави ме"))
	w.must(p.Tap("Да, забравете ме"))
	w.settle()
	for _, what := range w.finds(p, "888765432") {
		t.Errorf("the file still holds %s", what)
	}
}

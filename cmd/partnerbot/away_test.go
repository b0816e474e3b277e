package main

import (
	"strings"
	"testing"
	"time"

	"partnerbot/bot/simulator"
)

// Who writes before the question has come once more answers it: they had seen
// it before the bot was away.
func TestAnswerBeforeTheQuestionComesAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "Сдружение „Дунав“")
	p := w.telegram.Person(simulator.Profile{First: "Мария", LanguageCode: "bg"})
	if _, err := p.Open(invitationOf(0)); err != nil {
		t.Fatal(err)
	}
	for _, label := range []string{"Да", "Давам съгласие", "Мария", "Пропусни", "Проучване: 0 от 19", "Сдружение"} {
		w.settle()
		if _, err := p.Tap(label); err != nil {
			t.Fatal(err)
		}
	}
	w.settle()
	w.stopBot()
	w.pass(10 * time.Minute)
	w.telegram.Fail(simulator.Fault{Method: "sendMessage", Kind: simulator.Slow, Delay: 2 * time.Second})
	w.startBot()
	if err := w.telegram.Wait(t.Context(), func() bool { return w.telegram.Faults() == 0 }); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Say("Русе"); err != nil { // the notice is on its way, the question behind it
		t.Fatal(err)
	}
	w.settle()
	var all []string
	for _, m := range p.Messages() {
		if m.FromBot {
			all = append(all, m.Text)
		}
	}
	if said := strings.Join(all, "\n\n"); !strings.Contains(said, "✅ Русе") || strings.Contains(said, "За кой въпрос е?") {
		t.Errorf("it was not taken as the answer:\n%s", said)
	}
}

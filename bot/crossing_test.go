package bot_test

import (
	"fmt"
	"testing"
	"time"

	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// Who answers before Telegram has told the bot that the question arrived has
// seen the question: what they write is not taken for something from before it.
func TestAnswerOvertakesTheOutcome(t *testing.T) {
	w := newWorld(t, func(_ *programme.Tx, t *flows.Turn) {
		if _, begins := t.What.(flows.Command); begins {
			t.Do(flows.Say{To: t.Person, HTML: "Въпрос", Name: "q"})
			return
		}
		n, _ := t.Messages.Newest("q")
		t.Do(say(t, fmt.Sprintf("отговор след въпроса: %v", n != 0 && t.Message > n)))
	})
	w.start()
	ana := w.person("Ана")
	w.sim.Fail(simulator.Fault{Method: "sendMessage", Kind: simulator.SlowAnswer, Delay: 300 * time.Millisecond})
	w.must(ana.Open("CODE"))
	if _, err := ana.WaitNext(w.ctx, 0, func(m simulator.Message) bool { return m.Text == "Въпрос" }); err != nil {
		t.Fatal(err)
	}
	w.must(ana.Say("5"))
	w.settle()
	w.sees(ana, "Въпрос", "отговор след въпроса: true")
}

// Where Telegram says nothing of a question for long, others do not wait.
func TestOthersDoNotWaitForACrossing(t *testing.T) {
	w := newWorld(t, func(_ *programme.Tx, t *flows.Turn) {
		t.Do(flows.Say{To: t.Person, HTML: "Въпрос", Name: "q"})
	})
	w.start()
	ana, boris := w.person("Ана"), w.person("Борис")
	w.sim.Fail(simulator.Fault{Method: "sendMessage", Kind: simulator.Hang})
	w.must(ana.Open("CODE"))
	w.wait("the question on its way", func() bool { return w.sim.Faults() == 0 })
	w.must(ana.Say("5"))
	w.must(boris.Open("CODE"))
	if _, err := boris.WaitNext(w.ctx, 0, func(simulator.Message) bool { return true }); err != nil {
		t.Fatal(err)
	}
	if w.log.contains("the answer to a message was lost") {
		t.Error("Борис waited until the request was given up")
	}
	w.sim.ClearFaults()
	w.settle()
}

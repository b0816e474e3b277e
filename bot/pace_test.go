package bot_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"partnerbot/bot"
	"partnerbot/bot/simulator"
	"partnerbot/flows"
)

func TestOrderWithinAChat(t *testing.T) {
	w := newWorld(t, onText(func(t *flows.Turn, text string) {
		for i := range 4 {
			t.Do(say(t, fmt.Sprint(text, ".", i)))
		}
	}))
	w.sim.Fail(simulator.Fault{Method: "sendMessage", Kind: simulator.ServerError, Skip: 5}) // a repeat keeps the order
	w.start()
	ana := w.person("Ана")
	var want []string
	for i := range 5 {
		w.must(ana.Say(fmt.Sprint(i)))
		for j := range 4 {
			want = append(want, fmt.Sprint(i, ".", j))
		}
	}
	w.wait("the last", func() bool { return ana.Last().Text == "4.3" })
	w.settle()
	w.sees(ana, want...)
}

// Paced rows keep a second between two in a chat and give way to answers, and
// a change of a message that waits among them waits too.
func TestAnswersOvertakePacedRows(t *testing.T) {
	w := newWorld(t, onText(func(t *flows.Turn, text string) {
		if text == "go" {
			for i := range 3 {
				t.Do(flows.Say{To: t.Person, HTML: fmt.Sprint("paced ", i), Paced: true, Name: fmt.Sprint("p", i)})
			}
			t.Do(flows.Edit{To: t.Person, Name: "p2", HTML: "paced 2, changed"})
		}
		t.Do(say(t, "answer "+text))
	}))
	w.options.Pace = bot.Pace{Chat: 300 * time.Millisecond}
	w.start()
	ana := w.person("Ана")
	w.must(ana.Say("go"))
	w.wait("the first paced row", func() bool { return slices.Contains(texts(ana), "paced 0") })
	w.must(ana.Say("on"))
	w.settle()
	w.sees(ana, "answer go", "paced 0", "answer on", "paced 1", "paced 2, changed")
	var paced []time.Time
	for _, c := range w.sim.Sent("sendMessage", 0) {
		if c.Text[:5] == "paced" {
			paced = append(paced, c.Arrived)
		}
	}
	for i := range paced[1:] {
		if gap := paced[i+1].Sub(paced[i]); gap < 300*time.Millisecond {
			t.Errorf("%v between two paced messages of a chat", gap)
		}
	}
}

func TestOverallPace(t *testing.T) {
	w := newWorld(t, onText(func(t *flows.Turn, text string) {
		t.Do(flows.Say{To: t.Person, HTML: "hello"})
		if text == "go" {
			for p := range flows.PersonID(20) {
				t.Do(flows.Say{To: p + 1, HTML: "paced", Paced: true})
			}
		}
	}))
	w.options.Pace = bot.Pace{Overall: 50}
	w.start()
	var last *simulator.Person
	for i := range 20 {
		last = w.person(fmt.Sprint("p", i))
		w.must(last.Say("hello"))
	}
	w.settle()
	w.must(last.Say("go"))
	w.settle()
	var at []time.Time
	for _, c := range w.sim.Sent("sendMessage", 0) {
		if c.Text == "paced" {
			at = append(at, c.Arrived)
		}
	}
	if len(at) != 20 {
		t.Fatalf("%d of 20 paced messages", len(at))
	}
	// That they leave 20 ms apart is TestOverallIsPaced's; here the first may have
	// been long on its way.
	if took := at[19].Sub(at[0]); took < 200*time.Millisecond {
		t.Errorf("20 paced messages in %v, at 50 a second", took)
	}
}

// Of several waiting changes of one message only the last is sent.
func TestEditsAreMerged(t *testing.T) {
	w := newWorld(t, onText(func(t *flows.Turn, text string) {
		if text == "ask" {
			t.Do(flows.Say{To: t.Person, HTML: "Q", Name: "q"})
			return
		}
		t.Do(say(t, "slow"))
		t.Do(flows.Edit{To: t.Person, Name: "q", HTML: "Q " + text})
	}))
	w.start()
	ana := w.person("Ана")
	w.must(ana.Say("ask"))
	w.settle()
	w.sim.Fail(simulator.Fault{Method: "sendMessage", Kind: simulator.Slow, Delay: 300 * time.Millisecond})
	for _, text := range []string{"1", "2", "3"} {
		w.must(ana.Say(text))
		if err := w.sim.WaitConfirmed(w.ctx); err != nil {
			t.Fatal(err)
		}
	}
	w.settle()
	w.sees(ana, "Q 3", "slow", "slow", "slow")
	if n := w.attempts("editMessageText", ana); n != 1 {
		t.Errorf("%d changes were sent, want the last only", n)
	}
}

func TestExpiredIsNotSent(t *testing.T) {
	w := newWorld(t, onText(func(t *flows.Turn, text string) {
		t.Do(flows.Say{To: t.Person, HTML: "late", Paced: true, Expires: t.At.Add(-time.Second)})
		t.Do(flows.Say{To: t.Person, HTML: "late once", Paced: true, Promise: flows.Once, Key: "k", Expires: t.At.Add(-time.Second)})
		t.Do(say(t, "in time"))
	}))
	w.start()
	ana := w.person("Ана")
	w.must(ana.Say("1"))
	w.settle()
	w.sees(ana, "in time")
}

func TestGroupPace(t *testing.T) {
	w := newWorld(t, onText(func(t *flows.Turn, text string) {
		for i := range 6 {
			t.Do(flows.Say{To: flows.Group, HTML: fmt.Sprint("card ", i), Paced: true})
		}
	}))
	ana := w.person("Ана")
	g := w.coordinators(ana)
	w.options.Pace = bot.Pace{Group: 240, Chat: time.Millisecond, Overall: 1000}
	w.start()
	w.must(ana.Say("1"))
	w.settle()
	if got := len(w.sim.Sent("sendMessage", g.ID())); got != 6 {
		t.Errorf("%d cards", got)
	}
}

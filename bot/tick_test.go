package bot_test

import (
	"fmt"
	"testing"
	"time"

	"partnerbot/bot"
	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// later is a conversation that sets due rows an hour ahead and tells of them.
func later(_ *programme.Tx, t *flows.Turn) {
	at := t.At.Add(time.Hour)
	switch what := t.What.(type) {
	case flows.Text:
		t.Do(flows.Schedule{Key: "a", Kind: "reminder", Ref: "7", At: at})
		t.Do(flows.Schedule{Key: "b", Kind: "bad", At: at})
		t.Do(flows.Schedule{Key: "c", Kind: "expired", At: at, Expires: at.Add(30 * time.Minute)})
		t.Do(flows.Schedule{Key: "d", Kind: "backup", At: at, Always: true})
	case flows.Due:
		if what.Kind == "bad" {
			panic("bad")
		}
		t.Do(flows.Say{To: 1, HTML: fmt.Sprint(what.Kind, what.Ref, what.Expired), Paced: true})
	}
}

// dueWorld is a world with due rows, two hours later; nothing has ticked yet.
func dueWorld(t *testing.T) (*world, *simulator.Person) {
	t.Helper()
	w := newWorld(t, later)
	w.options.Pace = bot.Pace{Chat: time.Millisecond}
	w.start()
	ana := w.person("Ана")
	w.must(ana.Say("1"))
	w.settle()
	w.tick()
	w.sees(ana)
	w.options.Clock.Advance(w.options.Clock.Now().Add(2 * time.Hour))
	return w, ana
}

func (w *world) tick() {
	w.t.Helper()
	if err := w.bot.Tick(w.ctx); err != nil {
		w.t.Fatal(err)
	}
	if err := w.bot.Settle(w.ctx); err != nil {
		w.t.Fatal(err)
	}
}

// Each due row comes once, however often the clock ticks; one on which the
// conversation falls over is put aside, and the others go on.
func TestDueRows(t *testing.T) {
	w, ana := dueWorld(t)
	w.tick()
	w.tick()
	w.sees(ana, "reminder7false", "expiredtrue", "backupfalse")
	w.logged("put aside")
	w.stop()
	w.start()
	w.settle()
	w.tick()
	w.sees(ana, "reminder7false", "expiredtrue", "backupfalse")
}

// While polling fails only what concerns no person is brought: the „Да“ that is
// waiting at Telegram comes before the deadline that has passed here.
func TestNothingIsDueWhilePollingFails(t *testing.T) {
	w, ana := dueWorld(t)
	w.sim.Fail(simulator.Fault{Method: "getUpdates", Kind: simulator.ServerError, Times: -1})
	w.must(ana.SendSticker()) // ends the long poll
	w.logged("cannot be polled")
	w.tick()
	w.sees(ana, "backupfalse")
	w.sim.ClearFaults()
	w.wait("the rest", func() bool { return len(texts(ana)) == 3 })
	w.settle()
	w.sees(ana, "backupfalse", "reminder7false", "expiredtrue")
}

package bot_test

import (
	"path/filepath"
	"testing"
	"time"

	"partnerbot/bot/simulator"
	"partnerbot/flows"
)

func TestShutdownInALongPoll(t *testing.T) {
	w := newWorld(t, echo)
	w.start()
	w.settle()
	began := time.Now()
	w.stop()
	if took := time.Since(began); took > time.Second {
		t.Errorf("stopping took %v", took)
	}
}

// Requests under way at the end are waited for, and their outcomes written
// down: nothing is sent twice.
func TestShutdownWaitsForRequests(t *testing.T) {
	w := newWorld(t, echo)
	w.sim.Fail(simulator.Fault{Method: "sendMessage", Kind: simulator.Slow, Delay: time.Second})
	w.start()
	ana := w.person("Ана")
	w.must(ana.Say("1"))
	w.wait("the request", func() bool { return w.sim.Faults() == 0 })
	w.stop()
	w.sees(ana, "ехо 1")
	w.start()
	w.settle()
	w.sees(ana, "ехо 1")
}

func TestShutdownBreaksOffWhatHangs(t *testing.T) {
	w := newWorld(t, onText(func(t *flows.Turn, text string) {
		t.Do(flows.Say{To: t.Person, HTML: "once " + text, Promise: flows.Once, Key: text})
		t.Do(say(t, "answer "+text))
	}))
	w.sim.Fail(simulator.Fault{Method: "sendMessage", Kind: simulator.Hang})
	w.start()
	ana := w.person("Ана")
	w.must(ana.Say("1"))
	w.wait("the request", func() bool { return w.sim.Faults() == 0 })
	began := time.Now()
	w.stop()
	if took := time.Since(began); took < 4*time.Second || took > 7*time.Second {
		t.Errorf("stopping took %v, want about 5 s", took)
	}
	w.start()
	w.settle()
	w.sees(ana, "answer 1") // the other one is in doubt, and never sent again
}

// A copy of the database taken at some moment is what a crash at that moment
// leaves behind. Whatever moment it is, every answer arrives, and what is sent
// once is sent at most once.
func TestCrash(t *testing.T) {
	talk := onText(func(t *flows.Turn, text string) {
		t.Do(flows.Say{To: t.Person, HTML: "once " + text, Promise: flows.Once, Key: text})
		t.Do(say(t, "answer "+text))
	})
	for _, moment := range []struct {
		name string
		skip int // requests that go well before the moment
		kind simulator.FaultKind
		sees []string
	}{
		{"once in flight, not arrived", 0, simulator.Hang, []string{"answer 1"}},
		{"once in flight, arrived", 0, simulator.Slow, []string{"once 1", "answer 1"}},
		{"answer under way, not arrived", 1, simulator.Hang, []string{"once 1", "answer 1"}},
		{"answer under way, arrived", 1, simulator.Slow, []string{"once 1", "answer 1", "answer 1"}},
	} {
		t.Run(moment.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, talk)
			w.sim.Fail(simulator.Fault{Method: "sendMessage", Kind: moment.kind, Skip: moment.skip, Delay: 200 * time.Millisecond})
			w.start()
			ana := w.person("Ана")
			w.must(ana.Say("1"))
			w.wait("the request", func() bool { return w.sim.Faults() == 0 })
			crashed := filepath.Join(t.TempDir(), "crashed.db")
			if err := w.store.BackupTo(crashed); err != nil {
				t.Fatal(err)
			}
			if moment.kind == simulator.Slow {
				w.settle() // the rest of the first life happens to Telegram, not to the copy
				w.wait("the request's effect", func() bool { return w.attempts("sendMessage", ana) > moment.skip })
			}
			seen := len(texts(ana))
			_ = w.sim.Outage(true)
			w.stop()
			w.path = crashed
			if err := w.sim.Outage(false); err != nil {
				t.Fatal(err)
			}
			w.start()
			w.wait("an answer", func() bool { return len(texts(ana)) > seen || moment.sees[len(moment.sees)-1] == ana.Last().Text })
			w.settle()
			got := texts(ana)
			once, answers := 0, 0
			for _, s := range got {
				if s == "once 1" {
					once++
				} else {
					answers++
				}
			}
			if once > 1 || answers == 0 {
				t.Errorf("Ана sees %q", got)
			}
		})
	}
}

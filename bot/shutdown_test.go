package bot_test

import (
	"errors"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"partnerbot/bot"
	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/storage"
)

func TestShutdownInALongPoll(t *testing.T) {
	w := newWorld(t, echo)
	w.start()
	w.settle()
	began := time.Now()
	w.stop()
	if took := time.Since(began); took > 20*time.Second { // a poll lasts 50
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
	if took := time.Since(began); took < 4*time.Second || took > 20*time.Second {
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
	}{
		{"once in flight, not arrived", 0, simulator.Hang},
		{"once in flight, arrived", 0, simulator.Slow},
		{"answer under way, not arrived", 1, simulator.Hang},
		{"answer under way, arrived", 1, simulator.Slow},
	} {
		t.Run(moment.name, func(t *testing.T) {
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
			if moment.kind == simulator.Slow { // Telegram sees how it went on, the copy does not
				w.settle()
			}
			seen := len(texts(ana))
			_ = w.sim.Outage(true)
			w.stop()
			w.path = crashed
			if err := w.sim.Outage(false); err != nil {
				t.Fatal(err)
			}
			w.start()
			w.wait("the answer", func() bool { return len(texts(ana)) > seen })
			w.settle()
			counts := map[string]int{}
			for _, s := range texts(ana) {
				counts[s]++
			}
			arrived := moment.skip == 1 || moment.kind == simulator.Slow
			if want := map[bool]int{true: 1, false: 0}[arrived]; counts["once 1"] != want || counts["answer 1"] == 0 {
				t.Errorf("Ана sees %v, want the one sent once %d times", counts, want)
			}
		})
	}
}

// brokenDisk is a store whose commits fail from some moment on.
type brokenDisk struct {
	bot.Store
	broken atomic.Bool
}

var errDisk = errors.New("the disk is full")

func (s *brokenDisk) Apply(b flows.Batch, talk programme.Conversation) (flows.Applied, error) {
	if s.broken.Load() {
		return flows.Applied{}, errDisk
	}
	return s.Store.Apply(b, talk)
}

func (s *brokenDisk) Quarantine(u flows.Update, why string, now time.Time, talk programme.Conversation) (flows.Applied, error) {
	if s.broken.Load() {
		return flows.Applied{}, errDisk
	}
	return s.Store.Quarantine(u, why, now, talk)
}

// A store that cannot commit ends the program; what had come is not confirmed
// to Telegram and comes again.
func TestBrokenStoreEndsTheProgram(t *testing.T) {
	w := newWorld(t, echo)
	store, err := storage.Open(w.path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	disk := &brokenDisk{Store: store}
	w.store, w.options.Store = store, disk
	w.run()
	w.settle()
	disk.broken.Store(true)
	ana := w.person("Ана")
	w.must(ana.Say("1"))
	if err := <-w.ended; !errors.Is(err, errDisk) {
		t.Errorf("Run returned %v", err)
	}
	w.ended <- nil
	w.stop()
	w.start()
	w.settle()
	w.sees(ana, "ехо 1")
}

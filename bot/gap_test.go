package bot_test

import (
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"partnerbot/bot"
	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/storage"
)

// telling is echo that tells the first person of an absence, in minutes.
func telling(tx *programme.Tx, t *flows.Turn) {
	if what, ok := t.What.(flows.Away); ok {
		t.Do(flows.Say{To: 1, HTML: "away " + what.To.Sub(what.From).Round(time.Minute).String()})
	}
	echo(tx, t)
}

// absent starts a world in which one person has written, stops it and lets time
// pass.
func absent(t *testing.T, d time.Duration) (*world, *simulator.Person) {
	t.Helper()
	w := newWorld(t, telling)
	w.start()
	ana := w.person("Ана")
	w.must(ana.Say("1"))
	w.settle()
	w.sees(ana, "ехо 1") // a new database was never away
	// A clock that is moved while all is well is no absence.
	w.options.Clock.Advance(w.options.Clock.Now().Add(time.Hour))
	w.stop()
	w.options.Clock.Advance(w.options.Clock.Now().Add(d))
	return w, ana
}

// An absence in which presses were lost is told once, after what people did
// meanwhile has been answered.
func TestAbsence(t *testing.T) {
	w, ana := absent(t, 10*time.Minute)
	w.must(ana.Say("2"))
	w.start()
	w.settle()
	w.sees(ana, "ехо 1", "ехо 2", "away 10m0s")
	w.logged("buttons pressed meanwhile are lost")
	w.stop()
	w.start()
	w.settle()
	w.sees(ana, "ехо 1", "ехо 2", "away 10m0s")
}

func TestShortAbsenceIsNotTold(t *testing.T) {
	w, ana := absent(t, 2*time.Minute)
	w.must(ana.Say("2"))
	w.start()
	w.settle()
	w.sees(ana, "ехо 1", "ехо 2")
}

func TestLongAbsenceIsSaid(t *testing.T) {
	w, ana := absent(t, 25*time.Hour)
	w.start()
	w.settle()
	w.sees(ana, "ехо 1", "away 25h0m0s")
	w.logged("away for more than a day")
}

// A machine whose clock is set back was not away, and works.
func TestClockSetBack(t *testing.T) {
	w, ana := absent(t, time.Hour)
	w.options.Clock = bot.ClockAt(w.options.Clock.Now().Add(-48 * time.Hour))
	w.must(ana.Say("2"))
	w.start()
	w.settle()
	w.sees(ana, "ехо 1", "ехо 2")
}

// The same where Telegram cannot be reached while the bot runs.
func TestOutageIsAnAbsence(t *testing.T) {
	w := newWorld(t, telling)
	w.start()
	ana := w.person("Ана")
	w.must(ana.Say("1"))
	w.settle()
	w.options.Clock.Advance(w.options.Clock.Now().Add(time.Hour))
	outages := 0
	outage := func(d time.Duration) {
		t.Helper()
		outages++
		if err := w.sim.Outage(true); err != nil {
			t.Fatal(err)
		}
		w.loggedTimes("cannot be polled; trying again\" tries=1 ", outages)
		w.options.Clock.Advance(w.options.Clock.Now().Add(d))
		if err := w.sim.Outage(false); err != nil {
			t.Fatal(err)
		}
		w.loggedTimes("answers again", outages)
		w.settle()
	}
	outage(time.Minute)
	w.sees(ana, "ехо 1")
	outage(5 * time.Minute)
	w.sees(ana, "ехо 1", "away 5m0s")
}

// silentDisk is a store that cannot keep an absence.
type silentDisk struct {
	bot.Store
	broken atomic.Bool
}

func (s *silentDisk) Apply(b flows.Batch, talk programme.Conversation) (flows.Applied, error) {
	for _, u := range b.Updates {
		if _, away := u.Input.What.(flows.Away); away && s.broken.Load() {
			return flows.Applied{}, errDisk
		}
	}
	return s.Store.Apply(b, talk)
}

func (s *silentDisk) Quarantine(flows.Update, string, time.Time, programme.Conversation) (flows.Applied, error) {
	return flows.Applied{}, errDisk
}

// When the program ends before an absence is told, the next start tells it,
// although Telegram has been reached meanwhile.
func TestAbsenceAndACrash(t *testing.T) {
	w, ana := absent(t, 10*time.Minute)
	store, err := storage.Open(w.path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	disk := &silentDisk{Store: store}
	disk.broken.Store(true)
	w.store, w.options.Store = store, disk
	w.must(ana.Say("2"))
	// Its answer stays on its way until the end: what became of one that arrives
	// as the disk fails is not written down, and it would come again.
	w.sim.Fail(simulator.Fault{Method: "sendMessage", Kind: simulator.Hang})
	w.run()
	if err := <-w.ended; !errors.Is(err, errDisk) {
		t.Errorf("Run returned %v", err)
	}
	w.ended <- nil
	w.stop()
	w.sim.ClearFaults()
	w.start()
	w.settle()
	w.sees(ana, "ехо 1", "ехо 2", "away 10m0s")
}

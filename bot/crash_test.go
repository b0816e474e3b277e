package bot_test

import (
	"errors"
	"fmt"
	"io"
	"sync"
	"testing"
	"time"

	"partnerbot/bot"
	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/storage"
)

var errPower = errors.New("the power is gone")

// fragile is a store whose machine loses power at a write: just before it, or
// just after it has reached the disk.
type fragile struct {
	bot.Store
	mu     sync.Mutex
	last   int // the write at which it happens, from 1; 0: never
	before bool
	writes int
}

func (s *fragile) write(do func() error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.writes++
	switch {
	case s.last == 0 || s.writes < s.last:
		return do()
	case s.writes == s.last && !s.before:
		return errors.Join(do(), errPower)
	}
	return errPower
}

func (s *fragile) Apply(b flows.Batch, talk programme.Conversation) (out flows.Applied, err error) {
	err = s.write(func() (err error) { out, err = s.Store.Apply(b, talk); return err })
	return out, err
}

func (s *fragile) Quarantine(u flows.Update, why string, now time.Time, talk programme.Conversation) (out flows.Applied, err error) {
	err = s.write(func() (err error) { out, err = s.Store.Quarantine(u, why, now, talk); return err })
	return out, err
}

func (s *fragile) Recover() (rows []flows.Row, err error) {
	err = s.write(func() (err error) { rows, err = s.Store.Recover(); return err })
	return rows, err
}

func (s *fragile) Depart(to flows.PersonID, id uint64, now time.Time, words programme.Words) (row flows.Row, ok bool, err error) {
	err = s.write(func() (err error) { row, ok, err = s.Store.Depart(to, id, now, words); return err })
	return row, ok && err == nil, err
}

func (s *fragile) SetIdentity(id int64, name string) error {
	return s.write(func() error { return s.Store.SetIdentity(id, name) })
}

func (s *fragile) SetGroup(id int64) error {
	return s.write(func() error { return s.Store.SetGroup(id) })
}

func (s *fragile) Crashed(job uint64) (n int, err error) {
	err = s.write(func() (err error) { n, err = s.Store.Crashed(job); return err })
	return n, err
}

func (s *fragile) Interrupted(job uint64) error {
	return s.write(func() error { return s.Store.Interrupted(job) })
}

func (s *fragile) KeepFile(id flows.FileID, r io.Reader) (n int64, err error) {
	err = s.write(func() (err error) { n, err = s.Store.KeepFile(id, r); return err })
	return n, err
}

// weak starts the bot on a fragile store.
func (w *world) weak(last int, before bool) *fragile {
	w.t.Helper()
	store, err := storage.Open(w.path, storage.Options{})
	if err != nil {
		w.t.Fatal(err)
	}
	disk := &fragile{Store: store, last: last, before: before}
	w.store, w.options.Store = store, disk
	w.run()
	return disk
}

// promises sends what must not come twice, what must come, and has a job done,
// for each text.
func promises(_ *programme.Tx, t *flows.Turn) {
	switch what := t.What.(type) {
	case flows.Text:
		t.Do(flows.Say{To: t.Person, HTML: "once " + what.Text, Promise: flows.Once, Key: what.Text})
		t.Do(say(t, "answer "+what.Text))
		t.Do(flows.Work{Kind: "strange", Ref: what.Text})
	case flows.Finished:
		t.Do(flows.Say{To: 1, HTML: "done " + what.Ref})
	}
}

// The program ends between any two of poll, apply, mark as in flight, answer
// and record, and starts again: every answer arrives; what must come once has
// come once, or is known not to be confirmed; every job is done.
func TestPowerLossAtEveryWrite(t *testing.T) {
	writes := make(chan int, 1)
	t.Run("never", func(t *testing.T) {
		w := newWorld(t, promises)
		disk := w.weak(0, false)
		ana := w.person("Ана")
		w.must(ana.Say("1"))
		w.wait("the job", func() bool { return counted(ana)["done 1"] == 1 })
		w.settle()
		w.stop()
		writes <- disk.writes
	})
	t.Run("at each", func(t *testing.T) {
		t.Parallel()
		for n := range <-writes {
			for _, before := range []bool{true, false} {
				for _, lost := range []bool{false, true} {
					t.Run(fmt.Sprint(n+1, " before ", before, " answer lost ", lost), func(t *testing.T) { powerLoss(t, n+1, before, lost) })
				}
			}
		}
	})
}

func powerLoss(t *testing.T, at int, before, lost bool) {
	w := newWorld(t, promises)
	if lost {
		w.sim.Fail(simulator.Fault{Method: "sendMessage", Kind: simulator.CutAfter, Skip: at % 2})
	}
	w.weak(at, before)
	ana := w.person("Ана")
	w.must(ana.Say("1"))
	done := make(chan error, 1)
	go func() { done <- w.sim.Wait(w.ctx, func() bool { return counted(ana)["done 1"] > 0 }) }()
	select {
	case err := <-w.ended:
		if !errors.Is(err, errPower) {
			t.Errorf("Run returned %v", err)
		}
	case <-done: // so many writes were not needed this time
		w.cancel()
		<-w.ended
	}
	w.ended <- nil
	w.stop()
	w.sim.ClearFaults()
	w.must(ana.Say("2"))
	w.start()
	w.wait("the last job", func() bool { return counted(ana)["done 1"] > 0 && counted(ana)["done 2"] > 0 })
	w.settle()
	for _, text := range []string{"1", "2"} {
		seen := counted(ana)
		if seen["answer "+text] == 0 {
			t.Errorf("no answer to %s", text)
		}
		if n := seen["once "+text]; n > 1 || n == 0 && !w.unconfirmed("once "+text) {
			t.Errorf("what must come once came %d times", n)
		}
	}
}

// unconfirmed reports whether a message to the first person is known to be in
// doubt.
func (w *world) unconfirmed(html string) bool {
	w.t.Helper()
	for id := range uint64(50) {
		r, ok, err := w.store.Row(1, id)
		if err != nil {
			w.t.Fatal(err)
		}
		if ok && r.State == flows.Unconfirmed && r.Say.HTML == html {
			return true
		}
	}
	return false
}

// counted is how often each text was seen.
func counted(p *simulator.Person) map[string]int {
	seen := map[string]int{}
	for _, s := range texts(p) {
		seen[s]++
	}
	return seen
}

package bot

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"
)

// What the log says of polls that fail, and how long the pauses are.
func TestPollFailed(t *testing.T) {
	conflict := &failure{code: 409, description: "Conflict: terminated by other getUpdates request", written: true}
	ago := func(d time.Duration) time.Time { return time.Now().Add(-d) }
	const patience = conflictPatience
	for _, c := range []struct {
		name  string
		err   error
		state trouble
		says  string
		pause time.Duration
	}{
		{"unreachable", &failure{cause: errors.New("no route")}, trouble{}, "level=WARN msg=\"Telegram cannot be polled", time.Second},
		{"for the seventh time", &failure{code: 502, written: true}, trouble{tries: 6}, "level=WARN msg=\"Telegram cannot be polled", time.Minute},
		{"told to wait", &failure{code: 429, description: "x", retryAfter: 7 * time.Second}, trouble{}, "cannot be polled", 8 * time.Second},
		{"another program", conflict, trouble{}, "level=WARN msg=\"another program polls", time.Second},
		{"still there", conflict, trouble{tries: 2, conflict: ago(patience / 2), latest: ago(time.Second)}, "level=WARN msg=\"another program polls", 4 * time.Second},
		{"for minutes, by turns", conflict, trouble{conflict: ago(2 * patience), latest: ago(patience / 2)}, "level=ERROR msg=\"another program has been polling", time.Second},
		{"a new one", conflict, trouble{conflict: ago(5 * patience), latest: ago(2 * patience)}, "level=WARN msg=\"another program polls", time.Second},
	} {
		var log bytes.Buffer
		b := &Bot{log: slog.New(slog.NewTextHandler(&log, nil))}
		wait, err := b.pollFailed(t.Context(), c.err, &c.state)
		if err != nil || wait < c.pause || wait > c.pause*6/5 {
			t.Errorf("%s: a pause of %v, error %v, want about %v", c.name, wait, err, c.pause)
		}
		if !strings.Contains(log.String(), c.says) {
			t.Errorf("%s: the log says %q, want %q", c.name, log.String(), c.says)
		}
	}
}

// Paced messages leave one after the other, to whomever.
func TestOverallIsPaced(t *testing.T) {
	p, now := newPacing(Pace{Overall: 50}), time.Now()
	for i := range 20 {
		if wait := p.free(now).Sub(now); i > 0 && wait != time.Duration(i)*20*time.Millisecond {
			t.Fatalf("message %d waits %v, at 50 a second", i+1, wait)
		}
		p.left(now, i%2 == 0)
	}
}

// A sender that is woken late makes up for it while messages wait, a few at a time,
// and never for a time in which none waited.
func TestPaceMakesUp(t *testing.T) {
	t.Parallel()
	p, now := newPacing(Pace{Overall: 50}), time.Now()
	const gap = 20 * time.Millisecond
	began := now
	for range 100 {
		p.left(now, true)
		now = p.free(now).Add(3 * time.Millisecond) // woken late each time
	}
	if took := now.Sub(began); took > 100*gap+3*time.Millisecond {
		t.Errorf("100 messages took %v, at 50 a second", took)
	}
	atOnce := func() (n int) {
		for ; !now.Before(p.free(now)); n++ {
			p.left(now, true)
		}
		return n
	}
	if now = now.Add(time.Minute); atOnce() != madeUp {
		t.Errorf("after a minute in which the machine was busy not %d leave at once", madeUp)
	}
	p.busy = false // none waited
	if now = now.Add(time.Minute); atOnce() != 1 {
		t.Error("after a minute in which none waited several leave at once")
	}
}

// Answers are not held up, but they count: where they take more than the pace leaves them,
// paced messages give way, so that Telegram gets no more than it takes.
func TestAnswersCount(t *testing.T) {
	t.Parallel()
	p, now := newPacing(Pace{}), time.Now()
	began, paced, answers := now, 0, 0
	for ; now.Sub(began) < 10*time.Second; now = now.Add(time.Millisecond) {
		if now.Sub(began) >= time.Duration(answers)*100*time.Millisecond { // ten a second
			p.total.ReserveN(now, 1)
			answers++
		}
		if !now.Before(p.free(now)) {
			p.left(now, true)
			p.total.ReserveN(now, 1)
			paced++
		}
	}
	if all := paced + answers; answers != 100 || all > 10*30+15 || all < 10*30-15 {
		t.Errorf("%d answers and %d paced messages in 10 seconds, want 300 in all", answers, paced)
	}
}

// A group takes 20 messages a minute, answers included: then one every three
// seconds.
func TestGroupIsPaced(t *testing.T) {
	p, now := newPacing(Pace{}), time.Now()
	for i := range 20 {
		if free := p.groupFree(now); free.After(now) {
			t.Fatalf("message %d waits until %v", i+1, free.Sub(now))
		}
		p.group.ReserveN(now, 1)
	}
	if wait := p.groupFree(now).Sub(now); wait < 2900*time.Millisecond || wait > 3100*time.Millisecond {
		t.Errorf("the 21st message waits %v, want 3 s", wait)
	}
	p.group.ReserveN(now, 1) // an answer goes all the same, and counts
	if wait := p.groupFree(now).Sub(now); wait < 5900*time.Millisecond || wait > 6100*time.Millisecond {
		t.Errorf("after one more the next waits %v, want 6 s", wait)
	}
}

// A laptop that sleeps is away, although the clock that only runs forward stands
// still meanwhile: absences are measured on the wall's.
func TestSleepIsAnAbsence(t *testing.T) {
	c := contact{clock: &Clock{}}
	c.made()
	c.lost()
	c.made()
	for name, at := range map[string]time.Time{"last": c.last, "from": c.from, "to": c.to} {
		if at != at.Round(0) {
			t.Errorf("%s is measured on the clock that stops: %v", name, at)
		}
	}
	c.last, c.from = time.Now().Add(-time.Hour).Round(0), time.Time{}
	c.lost()
	c.made()
	if away, long := c.over(); !long || away.To.Sub(away.From).Round(time.Minute) != time.Hour {
		t.Errorf("away %v", away.To.Sub(away.From))
	}
}

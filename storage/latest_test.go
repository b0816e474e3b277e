package storage

import (
	"path/filepath"
	"testing"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

func emptyStore(t *testing.T) *Store {
	t.Helper()
	s, err := Open(filepath.Join(t.TempDir(), "partnerbot.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// The latest time at which something was written stays, also when the clock is
// set back.
func TestLatest(t *testing.T) {
	s := emptyStore(t)
	start := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
	nothing := func(*programme.Tx) error { return nil }
	for _, c := range []struct{ now, latest time.Time }{
		{time.Time{}, time.Time{}}, {start, start}, {start.Add(time.Hour), start.Add(time.Hour)}, {start, start.Add(time.Hour)},
		{time.Time{}, start.Add(time.Hour)},
	} {
		if err := s.Update(c.now, nothing); err != nil {
			t.Fatal(err)
		}
		if at, err := s.Latest(); err != nil || !at.Equal(c.latest) {
			t.Errorf("after %v the latest is %v (%v), want %v", c.now, at, err, c.latest)
		}
	}
}

// What is due by now is no longer upcoming; the rest is, in its order.
func TestUpcoming(t *testing.T) {
	s := emptyStore(t)
	now := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
	_, err := s.Apply(flows.Batch{Now: now, Updates: []flows.Update{{Input: flows.Input{What: flows.Started{}}}}}, func(_ *programme.Tx, turn *flows.Turn) {
		for _, after := range []time.Duration{3 * time.Hour, 0, time.Hour, 2 * time.Hour} {
			turn.Do(flows.Schedule{Key: after.String(), Kind: "reminder", At: now.Add(after)})
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		after time.Time
		keys  []string
	}{{now.Add(-time.Second), []string{"0s", "1h0m0s"}}, {now, []string{"1h0m0s", "2h0m0s"}}, {now.Add(2 * time.Hour), []string{"3h0m0s"}}, {now.Add(3 * time.Hour), nil}} {
		rows, err := s.Upcoming(c.after, 2)
		if err != nil || len(rows) != len(c.keys) {
			t.Fatalf("after %v: %v, %v", c.after, rows, err)
		}
		for i, r := range rows {
			if r.Key != c.keys[i] {
				t.Errorf("after %v: %s, want %s", c.after, r.Key, c.keys[i])
			}
		}
	}
}

package storage

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnerbot/flows"
)

func (w *world) due(always bool, limit int) (keys []string) {
	w.t.Helper()
	rows, err := w.Due(w.now, always, limit)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, r := range rows {
		key := r.Key
		if r.Expired {
			key += " expired"
		}
		keys = append(keys, key)
	}
	return keys
}

func (w *world) wantsDue(always bool, limit int, want ...string) {
	w.t.Helper()
	if diff := cmp.Diff(want, w.due(always, limit)); diff != "" {
		w.t.Errorf("due (-want +got):\n%s", diff)
	}
}

func TestDue(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	at := func(minutes int) time.Time { return start.Add(time.Duration(minutes) * time.Minute) }
	sofia := time.FixedZone("Sofia", 2*60*60)
	w.effects(
		flows.Schedule{Key: "c", At: at(3)},
		flows.Schedule{Key: "a/1", At: at(1).In(sofia), Kind: "reminder", Ref: "7"},
		flows.Schedule{Key: "a", At: at(1), Always: true},
		flows.Schedule{Key: "b", At: at(2), Expires: at(4)},
		flows.Schedule{Key: "later", At: at(60)},
	)
	w.wantsDue(false, 9)
	w.now = at(1).Add(-time.Second)
	w.wantsDue(false, 9)
	w.now = at(1)
	w.wantsDue(false, 9, "a", "a/1")
	w.restart()
	w.now = at(3)
	w.wantsDue(false, 9, "a", "a/1", "b", "c")
	w.wantsDue(false, 3, "a", "a/1", "b") // the oldest first
	w.wantsDue(true, 9, "a")
	w.now = at(4) // at the moment of the expiry it is expired
	w.wantsDue(false, 9, "a", "a/1", "b expired", "c")
	rows, _ := w.Due(w.now, false, 2)
	want := flows.Schedule{Key: "a/1", At: at(1), Kind: "reminder", Ref: "7"}
	if diff := cmp.Diff(want, rows[1].Schedule); diff != "" {
		t.Errorf("a row comes back changed:\n%s", diff)
	}
}

// A row has one time: it is moved, kept, or taken off, by its key.
func TestSchedule(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	at := func(minutes int) time.Time { return start.Add(time.Duration(minutes) * time.Minute) }
	wants := func(minutes int, want ...string) {
		t.Helper()
		w.now = at(minutes)
		w.wantsDue(false, 9, want...)
		w.clean()
	}
	if a := w.effects(flows.Schedule{Key: "now", At: at(0)}); !a.Due {
		t.Error("nobody is told that something is due at once")
	}
	w.effects(flows.Cancel{Key: "now"})
	if a := w.effects(flows.Schedule{Key: "k", At: at(5)}); a.Due {
		t.Error("what is due later is said to be due at once")
	}
	w.effects(flows.Schedule{Key: "k", At: at(9)})
	wants(5)
	wants(9, "k")
	w.effects(flows.Schedule{Key: "k", At: at(3)})
	wants(3, "k")
	w.effects(flows.Schedule{Key: "k", At: at(20), Keep: true}, flows.Schedule{Key: "new", At: at(4), Keep: true})
	wants(4, "k", "new")
	w.effects(flows.Cancel{Key: "k"}, flows.Cancel{Key: "k"}, flows.Cancel{Key: "never there"})
	wants(30, "new")
	// In one turn the last word counts.
	w.effects(flows.Schedule{Key: "k", At: at(1)}, flows.Cancel{Key: "k"}, flows.Cancel{Key: "new"}, flows.Schedule{Key: "new", At: at(2)})
	wants(30, "new")
	if n := w.count(due) + w.count(dueKeys); n != 2 {
		t.Errorf("%d entries for one row", n)
	}
}

// A row that is answered may be scheduled anew in its own answer.
func TestScheduleAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	every := flows.Schedule{Key: "nightly", At: w.now}
	w.effects(every)
	for range 3 {
		w.wantsDue(false, 9, "nightly")
		every.At = w.now.Add(24 * time.Hour)
		w.apply(flows.Batch{Updates: []flows.Update{{Due: "nightly", Input: flows.Input{What: flows.Due{}}}}}, answering(every))
		w.wantsDue(false, 9)
		w.now = every.At
	}
}

func TestJobs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	a := w.does(5, flows.Text{}, flows.Work{Kind: "a", Ref: "1", Input: json.RawMessage(`{"x":1}`)}, flows.Work{Kind: "b"})
	if !a.Jobs {
		t.Error("nobody is told that there is work")
	}
	w.effects(flows.Work{Kind: "c"})
	crash := func(job uint64, want int) {
		t.Helper()
		if n, err := w.Crashed(job); n != want || err != nil {
			t.Errorf("%d crashes of job %d, want %d; %v", n, job, want, err)
		}
	}
	crash(2, 1)
	w.restart()
	crash(2, 2)
	crash(9, 0)
	list, err := w.Jobs()
	want := []flows.Job{
		{ID: 1, Person: 1, Created: w.now, Work: flows.Work{Kind: "a", Ref: "1", Input: json.RawMessage(`{"x":1}`)}},
		{ID: 2, Person: 1, Created: w.now, Work: flows.Work{Kind: "b"}, Crashes: 2},
		{ID: 3, Person: flows.Group, Created: w.now, Work: flows.Work{Kind: "c"}},
	}
	if diff := cmp.Diff(want, list); diff != "" || err != nil {
		t.Errorf("jobs (-want +got), %v:\n%s", err, diff)
	}
	l := &listener{}
	end := flows.Update{Job: 2, Input: flows.Input{What: flows.Finished{Kind: "b"}}}
	w.apply(flows.Batch{Updates: []flows.Update{end, end}}, l.talk)
	l.wants(t, "finished b")
	list, _ = w.Jobs()
	var left string
	for _, j := range list {
		left += fmt.Sprint(j.ID, j.Work.Kind, " ")
	}
	if left != "1a 3c " {
		t.Errorf("left are %s", left)
	}
}

package storage

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// What is due and could not be handled goes back on the due list, once and as it was; a
// press or a job that was put aside does not.
func TestAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	row := flows.Schedule{Key: "remind/x", At: start.Add(-time.Hour), Expires: start.Add(time.Hour), Kind: "remind", Ref: "x/1", Person: 1}
	w.effects(row, flows.Work{Kind: "export"})
	due := flows.Update{Due: row.Key, Input: flows.Input{What: flows.Due{Key: row.Key, Kind: row.Kind, Ref: row.Ref, Person: row.Person}}}
	job := flows.Update{Job: 1, Input: flows.Input{What: flows.Finished{Kind: "export"}}}
	for _, u := range []flows.Update{due, job, w.update(5, flows.Press{})} {
		if _, err := w.Quarantine(u, "fell over", w.now, nil); err != nil {
			t.Fatal(err)
		}
	}
	want := []programme.Aside{
		{ID: 1, At: w.now, Person: 1, What: programme.AsideDue, Kind: "remind", Why: "fell over", Again: true},
		{ID: 2, At: w.now, What: programme.AsideJob, Kind: "export", Why: "fell over"},
		{ID: 3, At: w.now, Person: 1, What: programme.AsideUpdate, Why: "fell over"},
	}
	a := w.apply(flows.Batch{Updates: []flows.Update{w.update(9, flows.Text{})}}, func(tx *programme.Tx, _ *flows.Turn) {
		if diff := cmp.Diff(want, tx.Quarantine.All()); diff != "" {
			t.Error(diff)
		}
		if !tx.Quarantine.Again(1) || tx.Quarantine.Again(1) || tx.Quarantine.Again(2) || tx.Quarantine.Again(3) {
			t.Error("not the due row alone is tried again, once")
		}
		if !tx.Quarantine.Drop(2) || !tx.Quarantine.Drop(3) || tx.Quarantine.Drop(3) {
			t.Error("they are not taken away once")
		}
	})
	if !a.Due {
		t.Error("nobody looks at what is due")
	}
	rows, err := w.Due(w.now, false, 9)
	if err != nil || len(rows) != 1 || rows[0].Ref != row.Ref || !rows[0].Expires.Equal(row.Expires) || rows[0].Person != 1 {
		t.Errorf("due is %+v, %v", rows, err)
	}
}

// What is waiting is counted where it waits, with the oldest.
func TestHealth(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	w.joins(6)
	if err := w.SetGroup(-100); err != nil {
		t.Fatal(err)
	}
	w.effects(flows.Say{To: 1, HTML: "a"}, flows.Say{To: flows.Group, HTML: "b"}, flows.Work{Kind: "export"}, flows.Schedule{Key: "d", At: start.Add(-time.Hour), Kind: "k"})
	w.does(6, flows.Text{}, once(2, "parked"))
	w.does(6, flows.Blocked{})
	w.now = start.Add(time.Minute)
	w.effects(flows.Say{To: 1, HTML: "c"})
	if err := w.NoteCopy(w.path, start); err != nil {
		t.Fatal(err)
	}
	w.apply(flows.Batch{Polled: true, Updates: []flows.Update{w.update(5, flows.Text{})}}, func(tx *programme.Tx, _ *flows.Turn) {
		h := tx.Health()
		if h.Size == 0 || h.Copied.Size == 0 {
			t.Error("sizes are missing")
		}
		h.Size, h.Copied.Size = 0, 0
		want := programme.Health{
			LastPoll: w.now, People: programme.Backlog{Count: 2, Since: start}, Group: programme.Backlog{Count: 1, Since: start}, Parked: 1,
			Jobs: programme.Backlog{Count: 1, Since: start}, Due: programme.Backlog{Count: 1, Since: start.Add(-time.Hour)}, Copied: programme.Copy{At: start}, Schema: 1,
		}
		if diff := cmp.Diff(want, h); diff != "" {
			t.Error(diff)
		}
	})
}

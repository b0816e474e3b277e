package storage

import (
	"fmt"
	"runtime"
	"sync"
	"testing"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Rows that want to leave while the store is written to share one commit; one whose words
// fall over takes nobody with it.
func TestDepartTogether(t *testing.T) {
	w := newWorld(t)
	const many = 20
	var rows []flows.Row
	for i := range many {
		say := once(w.joins(int64(100+i)), fmt.Sprint("k", i))
		say.About = fmt.Sprint(i)
		rows = append(rows, w.waiting(say))
	}
	words := func(_ *programme.Tx, say flows.Say, _ text.Language) (string, [][]flows.Button, bool) {
		if say.About == "13" {
			panic("no words")
		}
		return "words " + say.About, nil, say.About != "7"
	}
	for _, fails := range []bool{false, true} {
		from, to := 0, 10
		if fails {
			from, to = 10, many
		}
		before := w.batch.Load()
		writing, err := w.db.Begin(true)
		if err != nil {
			t.Fatal(err)
		}
		var all sync.WaitGroup
		for _, r := range rows[from:to] {
			all.Go(func() {
				got, ok, err := w.Depart(r.To(), r.ID, w.now, words)
				switch i := r.Say.About; {
				case i == "13" && (ok || got.State != flows.Dead),
					i == "7" && (ok || err != nil),
					i != "13" && i != "7" && (!ok || err != nil || got.State != flows.InFlight || got.Say.HTML != "words "+i):
					t.Errorf("row %s: %+v, %v, %v", i, got, ok, err)
				}
			})
		}
		for waiting := 0; waiting < to-from; runtime.Gosched() {
			w.leaving.Lock()
			waiting = len(w.departures)
			w.leaving.Unlock()
		}
		if err := writing.Rollback(); err != nil {
			t.Fatal(err)
		}
		all.Wait()
		if commits := w.batch.Load() - before; !fails && commits > 1 {
			t.Errorf("%d rows left with %d commits, want one", to-from, commits)
		}
	}
}

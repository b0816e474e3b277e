package coordinator_test

import (
	"encoding/json"
	"strings"
	"testing"

	"partnerbot/flows"
	"partnerbot/flows/coordinator"
)

// The blank matrix goes to who asked; that it failed, or did not arrive, is said in the
// group as well, and nothing of the file stays.
func TestBlankMatrix(t *testing.T) {
	for _, c := range []struct {
		name, failure string
		sent          flows.Result
		private, said string
	}{
		{"sent", "", flows.Sent, "Празна матрица за печат", "е изпратена лично"},
		{"not taken", "", flows.Refused, "Празна матрица за печат", "не стигна"},
		{"failed", "no disk", "", "Матрицата не стана", "Матрицата не стана"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newWorkshop(t)
			b.deliver(b.press("g:blank:-"), flows.Sent)
			jobs, err := b.store.Jobs()
			if err != nil || len(jobs) != 1 || jobs[0].Work.Kind != coordinator.MatrixJob {
				t.Fatalf("%+v, %v", jobs, err)
			}
			j := jobs[0]
			var made coordinator.BlankMatrix
			if c.failure == "" {
				if made.Size, err = b.store.KeepFile(1, strings.NewReader("%PDF")); err != nil {
					t.Fatal(err)
				}
			}
			result, err := json.Marshal(made)
			if err != nil {
				t.Fatal(err)
			}
			rows := b.apply(flows.Update{Job: j.ID, Input: flows.Input{Person: j.Person, What: flows.Finished{Kind: j.Work.Kind, Ref: j.Work.Ref, Result: result, Error: c.failure}}})
			has(t, "in private", words(to(rows, j.Person)), c.private)
			if c.failure == "" {
				rows = b.deliver(rows, c.sent)
			} else if _, ok, _ := b.store.File(1); ok {
				t.Error("the file's record is still there")
			}
			has(t, "in the group", words(to(rows, flows.Group)), c.said)
		})
	}
	b := newWorkshop(t)
	if rows := b.press("g:blank:nowhere"); len(rows) != 0 || b.toast == "" {
		t.Errorf("of a meeting that is none: %q, %q", words(rows), b.toast)
	}
}

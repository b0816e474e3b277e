package main

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// BenchmarkApply measures the process alone: survey answers that the real
// conversation answers, applied and durably committed, with what becomes of the
// messages. The people take turns, an answer each, until they have sent the
// survey; then it begins anew.
//
//	go test -run '^$' -bench Apply -benchtime 20000x ./cmd/partnerbot
func BenchmarkApply(b *testing.B) {
	for _, size := range []struct{ people, organisations, answering int }{
		{100, 100, 100},
		{1000, 1000, 1000},
		{10_000, 2000, 1000},
	} {
		b.Run(fmt.Sprintf("people=%d", size.people), func(b *testing.B) {
			t := newTown(b, size.people, size.organisations, size.answering)
			for _, batch := range []int{100, 1} {
				b.Run(fmt.Sprintf("batch=%d", batch), func(b *testing.B) { measureApply(b, t, batch) })
			}
		})
	}
}

func measureApply(b *testing.B, t *town, batch int) {
	var took time.Duration
	for done := 0; done < b.N; {
		c, list := t.open(b)
		for done < b.N && len(list) > 0 {
			n := min(len(list), b.N-done)
			c.inBatches(list[:n], batch)
			done += n
			list = slices.DeleteFunc(list, answered)
		}
		took += c.took
		for _, err := range c.store.Check() {
			b.Error(err)
		}
		if err := c.store.Close(); err != nil {
			b.Fatal(err)
		}
	}
	// Of the time only what the program itself would take: not the people.
	b.ReportMetric(float64(b.N)/took.Seconds(), "updates/s")
	b.ReportMetric(float64(took.Microseconds())/float64(b.N), "µs/update")
	b.ReportMetric(0, "ns/op")
}

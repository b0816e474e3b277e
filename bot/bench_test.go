package bot_test

import (
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"partnerbot/bot"
	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/storage"
)

// BenchmarkWire is the whole path, everything durable: a person presses a
// button, the update is fetched and applied, and three requests go back over
// HTTP: the press is acknowledged, the question shows its answer, the next
// question comes. The people press again as soon as they see it. The load
// generator runs in the same process.
//
//	go test -run xxx -bench Wire -benchtime 20000x ./bot
func BenchmarkWire(b *testing.B) {
	for _, people := range []int{1, 100, 1000} {
		b.Run(fmt.Sprintf("people=%d", people), func(b *testing.B) { wire(b, people) })
	}
}

var next = [][]flows.Button{{{Text: "Да", Data: "a/1"}, {Text: "Не", Data: "a/2"}}, {{Text: "Назад", Data: "back"}}}

func survey(_ *programme.Tx, t *flows.Turn) {
	switch what := t.What.(type) {
	case flows.Command:
		t.Do(flows.Say{To: t.Person, HTML: "<b>Въпрос</b>", Name: "q", Buttons: next})
	case flows.Press:
		t.Do(flows.Edit{To: t.Person, Message: t.Message, HTML: "<b>Въпрос</b>: да " + what.Data})
		t.Do(flows.Say{To: t.Person, HTML: "<b>Въпрос</b>", Name: "q", Buttons: next})
	}
}

func wire(b *testing.B, people int) {
	sim := simulator.New(simulator.Options{})
	url, err := sim.Start()
	if err != nil {
		b.Fatal(err)
	}
	defer sim.Close()
	store, err := storage.Open(filepath.Join(b.TempDir(), "bench.db"), storage.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	robot, err := bot.New(bot.Options{
		Token: bot.Secret(sim.Token()), APIURL: url, Store: store, Conversation: survey, Clock: &bot.Clock{},
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	if err != nil {
		b.Fatal(err)
	}
	ctx := b.Context()
	ended := make(chan error, 1)
	go func() { ended <- robot.Run(ctx) }()

	var ready, done sync.WaitGroup
	var left atomic.Int64
	left.Store(int64(b.N))
	start := make(chan struct{})
	times := make([][]time.Duration, people)
	for i := range people {
		p := sim.Person(simulator.Profile{First: fmt.Sprint("p", i)})
		ready.Add(1)
		done.Go(func() {
			seen := 0
			waitNext := func() bool {
				m, err := p.WaitNext(ctx, seen, func(m simulator.Message) bool { return m.HasButton("Да") })
				seen = m.ID
				return err == nil
			}
			if _, err := p.Open(""); err != nil || !waitNext() {
				b.Error("not ready: ", err)
				ready.Done()
				return
			}
			ready.Done()
			<-start
			for left.Add(-1) >= 0 {
				pressed := time.Now()
				if _, err := p.TapOn(seen, "Да"); err != nil || !waitNext() {
					b.Error("no answer: ", err)
					return
				}
				times[i] = append(times[i], time.Since(pressed))
			}
		})
	}
	ready.Wait()
	b.ResetTimer()
	close(start)
	done.Wait()
	b.StopTimer()
	all := slices.Concat(times...)
	slices.Sort(all)
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "updates/s")
	b.ReportMetric(float64(all[len(all)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(all[len(all)*99/100].Microseconds())/1000, "p99-ms")
	if err := robot.Settle(ctx); err != nil {
		b.Error(err)
	}
}

package bot_test

import (
	"context"
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
	w := newLoad(b, people)
	var done sync.WaitGroup
	var left atomic.Int64
	left.Store(int64(b.N))
	times := make([][]time.Duration, people)
	b.ResetTimer()
	for i, p := range w.people {
		done.Go(func() {
			for left.Add(-1) >= 0 {
				took, err := p.press(b.Context())
				if err != nil {
					b.Error("no answer: ", err)
					return
				}
				times[i] = append(times[i], took)
			}
		})
	}
	done.Wait()
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "updates/s")
	report(b, slices.Concat(times...))
	w.settle()
}

// BenchmarkReply is how long a person waits from the press to the next question
// while fifty updates a second come, evenly: the whole path over HTTP, everything
// durable. The reply has to leave within 20 ms (p99).
//
//	go test -run xxx -bench Reply -benchtime 1500x ./bot
func BenchmarkReply(b *testing.B) {
	const people, gap = 50, time.Second / 50
	w := newLoad(b, people)
	var done sync.WaitGroup
	times := make([]time.Duration, b.N)
	ticks := time.NewTicker(gap)
	defer ticks.Stop()
	b.ResetTimer()
	for i := range b.N {
		<-ticks.C
		p := w.people[i%people]
		done.Go(func() {
			p.busy.Lock() // a press that is a second late waits for the one before
			defer p.busy.Unlock()
			took, err := p.press(b.Context())
			if err != nil {
				b.Error("no answer: ", err)
			}
			times[i] = took
		})
	}
	done.Wait()
	b.StopTimer()
	report(b, times)
	w.settle()
}

func report(b *testing.B, times []time.Duration) {
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, "p99-ms")
}

// load is a bot with people who have been asked the first question.
type load struct {
	b      *testing.B
	bot    *bot.Bot
	people []*presser
}

// presser is somebody who presses „Да“ under each question.
type presser struct {
	*simulator.Person
	busy sync.Mutex
	seen int // the newest question
}

// press answers the question and returns how long it took until the next came.
func (p *presser) press(ctx context.Context) (time.Duration, error) {
	pressed := time.Now()
	if _, err := p.TapOn(p.seen, "Да"); err != nil {
		return 0, err
	}
	err := p.next(ctx)
	return time.Since(pressed), err
}

func (p *presser) next(ctx context.Context) error {
	m, err := p.WaitNext(ctx, p.seen, func(m simulator.Message) bool { return m.HasButton("Да") })
	p.seen = m.ID
	return err
}

func newLoad(b *testing.B, people int) *load {
	b.Helper()
	sim := simulator.New(simulator.Options{})
	url, err := sim.Start()
	if err != nil {
		b.Fatal(err)
	}
	store, err := storage.Open(filepath.Join(b.TempDir(), "bench.db"), storage.Options{})
	if err != nil {
		b.Fatal(err)
	}
	robot, err := bot.New(bot.Options{
		Token: bot.Secret(sim.Token()), APIURL: url, Store: store, Conversation: survey, Clock: &bot.Clock{},
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	if err != nil {
		b.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- robot.Run(ctx) }()
	b.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			b.Error(err)
		}
		if err := store.Close(); err != nil {
			b.Error(err)
		}
		sim.Close()
	})
	w := &load{b: b, bot: robot}
	for i := range people {
		w.people = append(w.people, &presser{Person: sim.Person(simulator.Profile{First: fmt.Sprint("p", i)})})
	}
	var asked sync.WaitGroup
	for _, p := range w.people {
		asked.Go(func() {
			if _, err := p.Open(""); err != nil {
				b.Error(err)
			}
			if err := p.next(b.Context()); err != nil {
				b.Error("not asked: ", err)
			}
		})
	}
	asked.Wait()
	if b.Failed() {
		b.FailNow()
	}
	return w
}

// settle waits until everything has been recorded.
func (w *load) settle() {
	if err := w.bot.Settle(w.b.Context()); err != nil {
		w.b.Error(err)
	}
}

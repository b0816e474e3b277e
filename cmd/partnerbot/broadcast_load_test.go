package main

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"partnerbot/bot"
	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

const (
	castPeople = 2000
	castRate   = 80.0 // messages a second: 2,000 in 25 s; Telegram takes a fifth more, as it does of the usual 25
	castTyping = 12   // who answer the survey meanwhile, each every three seconds: a chat takes a message a second
)

// TestBroadcastToMany sends to 2,000 people with Telegram's limits on: at no less than
// 95 % of the configured rate, without one 429, and to each exactly once. Whoever answers
// the survey meanwhile does not wait behind it.
func TestBroadcastToMany(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a minute; not with -short")
	}
	w, people := newCrowdOf(t, castPeople, bot.Pace{Overall: castRate})
	group := w.coordinators(w.telegram.Person(simulator.Profile{First: "Стефка", Last: "Колева", LanguageCode: "bg"}))
	w.settle()
	w.telegram.ForgetLog()
	w.telegram.LimitTo(castRate * 30 / 25)
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()

	var waits waitings
	typing := people[castPeople-castTyping:] // whose turn comes last
	on, off := context.WithCancel(ctx)
	survey := waits.answering(on, w, typing)
	id := w.broadcasts(programme.Segment{Any: []programme.Clause{{All: true}}})
	if err := w.telegram.Wait(ctx, func() bool { return w.telegram.Count("sendMessage") >= castPeople }); err != nil {
		t.Fatal(err)
	}
	w.settle()
	off()
	survey.Wait()

	var at []time.Time
	got := map[int64]int{}
	for _, c := range w.telegram.Sent("sendMessage", 0) {
		if strings.HasPrefix(c.Text, "📣 Съобщение от координаторите") {
			at = append(at, c.Arrived)
			got[c.Chat]++
		}
	}
	for _, p := range people {
		if got[p.ID()] != 1 {
			t.Errorf("%d got it %d times", p.ID(), got[p.ID()])
		}
	}
	slices.SortFunc(at, time.Time.Compare)
	rate := float64(len(at)-1) / at[len(at)-1].Sub(at[0]).Seconds()
	t.Logf("%d messages at %.1f a second, %.1f %% of %.0f; %s", len(at), rate, 100*rate/castRate, castRate, waits.words(at))
	if rate < 0.95*castRate || rate > 1.02*castRate {
		t.Errorf("%.1f messages a second, want at least 95 %% of %.0f", rate, castRate)
	}
	for _, c := range w.telegram.Refused() {
		t.Errorf("Telegram refused %s with %d: %s", c.Method, c.Code, c.Description)
	}
	waits.first(t, at)
	w.reached(id, castPeople)
	if n := len(w.telegram.Sent("editMessageText", group.ID())); n > 10 {
		t.Errorf("the card in the group was changed %d times", n)
	}
}

// newCrowdOf is a world in which so many people take part, each for an NGO of their own.
func newCrowdOf(t *testing.T, n int, pace bot.Pace) (*world, []*simulator.Person) {
	t.Helper()
	w := newWorld(t)
	w.stopBot()
	var people []*simulator.Person
	for i := range n {
		p := w.telegram.Person(simulator.Profile{First: "Ана", Last: fmt.Sprint("Пример", i), LanguageCode: "bg"})
		if _, err := p.Say("/start"); err != nil {
			t.Fatal(err)
		}
		people = append(people, p)
	}
	forgetUpdates(t, w.telegram)
	joinAll(t, w.path, people)
	w.pace = pace
	w.startBot()
	return w, people
}

// forgetUpdates has Telegram forget what people have written.
func forgetUpdates(t *testing.T, telegram *simulator.Server) {
	t.Helper()
	r, err := http.Get(fmt.Sprintf("%s/bot%s/getUpdates?timeout=0&offset=%d", telegram.URL(), telegram.Token(), telegram.LastUpdate()+1))
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Body.Close(); err != nil {
		t.Fatal(err)
	}
}

// broadcasts lets a message go to the segment.
func (w *world) broadcasts(to programme.Segment) (id programme.BroadcastID) {
	w.t.Helper()
	_, err := w.store.Apply(flows.Batch{Now: w.clock.Now(), Updates: []flows.Update{{}}}, func(tx *programme.Tx, t *flows.Turn) {
		id = tx.NewBroadcast()
		b := programme.Broadcast{ID: id, Made: t.At, Text: text.Pair{BG: "Новият срок е 12 март."}, Segment: to}
		programme.ScheduleBroadcast(tx, t, w.programme, b, t.At)
	})
	if err != nil {
		w.t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := w.bot.Tick(ctx); err != nil {
		w.t.Fatal(err)
	}
	return id
}

// reached holds the records against so many who got it.
func (w *world) reached(id programme.BroadcastID, want int) {
	w.t.Helper()
	err := w.store.View(func(tx *programme.Tx) error {
		b, _ := tx.Broadcasts.Get(id)
		if n := programme.ProgressOf(tx, id); b.State != programme.BroadcastDone || n[programme.RecipientSent] != want || n.All() != want {
			w.t.Errorf("the records: %s, %v", b.State, n)
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// waitings are from when to when people waited for the next question.
type waitings struct {
	mu  sync.Mutex
	all [][2]time.Time
}

// answering lets people answer the survey, at the speed of people, until ctx ends.
func (l *waitings) answering(ctx context.Context, w *world, people []*simulator.Person) *sync.WaitGroup {
	var all sync.WaitGroup
	for i, p := range people {
		r := newMind(&w.programme.Survey, "", i)
		r.Person = p
		r.waited = func(d time.Duration) {
			now := time.Now()
			l.mu.Lock()
			l.all = append(l.all, [2]time.Time{now.Add(-d), now})
			l.mu.Unlock()
		}
		r.steps = func() { // they think
			select {
			case <-time.After(3 * time.Second):
			case <-ctx.Done():
			}
		}
		all.Go(func() {
			if _, err := p.Say("Меню"); err == nil {
				_ = r.goOn(ctx, theEnd)
			}
		})
	}
	return &all
}

// overtaken is behind how many messages of the broadcast somebody waited for an answer.
func (l *waitings) overtaken(at []time.Time) (counts []int, longest time.Duration) {
	for _, w := range l.all {
		from, _ := slices.BinarySearchFunc(at, w[0], time.Time.Compare)
		to, _ := slices.BinarySearchFunc(at, w[1], time.Time.Compare)
		if to < len(at) { // else it was over
			counts = append(counts, to-from)
			longest = max(longest, w[1].Sub(w[0]))
		}
	}
	slices.Sort(counts)
	return counts, longest
}

func (l *waitings) words(at []time.Time) string {
	counts, longest := l.overtaken(at)
	if len(counts) == 0 {
		return "no answers to the survey"
	}
	return fmt.Sprintf("%d answers to the survey, the longest after %v, half of them behind %d messages at most, all behind %d",
		len(counts), longest.Round(time.Millisecond), counts[len(counts)/2], counts[len(counts)-1])
}

// first reports answers that had to wait in line.
func (l *waitings) first(t *testing.T, at []time.Time) {
	t.Helper()
	counts, _ := l.overtaken(at)
	if len(counts) < 50 {
		t.Errorf("only %d answers to the survey were waited for", len(counts))
		return
	}
	// Some 100 messages of the broadcast wait at any time: in line, half of the answers would
	// stand behind that many. A busy machine holds up some now and then, with whoever waits
	// at that moment, so that the slowest say nothing.
	if counts[len(counts)/2] > 12 || counts[len(counts)*3/4] > 45 {
		t.Errorf("answers to the survey waited behind messages of the broadcast: %v", counts)
	}
}

package bot_test

import (
	"bytes"
	"context"
	"flag"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"partnerbot/bot"
	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/storage"
)

// Most of the tests' time is Telegram asking for patience, so more of them run
// side by side than there are processors; -parallel still says otherwise.
func TestMain(m *testing.M) {
	if err := flag.Set("test.parallel", "12"); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m)
}

// world is the whole path of a message: people of the simulated Telegram, the
// bot, a database. Only the conversation is the test's own.
type world struct {
	t       *testing.T
	ctx     context.Context
	sim     *simulator.Server
	path    string
	options bot.Options
	store   *storage.Store
	bot     *bot.Bot
	log     *logbook
	cancel  context.CancelFunc
	ended   chan error
}

// newWorld makes a world whose bot is not running yet. Its tests run side by
// side: most of their time is Telegram asking for patience.
func newWorld(t *testing.T, talk programme.Conversation) *world {
	t.Helper()
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	t.Cleanup(cancel)
	w := &world{
		t: t, ctx: ctx, sim: simulator.New(simulator.Options{}), path: filepath.Join(t.TempDir(), "partnerbot.db"), log: &logbook{},
	}
	url, err := w.sim.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.sim.Close)
	w.options = bot.Options{
		Token: bot.Secret(w.sim.Token()), APIURL: url, Conversation: talk, Clock: &bot.Clock{},
		Log: slog.New(slog.NewTextHandler(w.log, nil)),
	}
	t.Cleanup(func() {
		if w.bot != nil {
			w.stop()
		}
		if t.Failed() {
			t.Log(w.log.String())
		}
		if w.log.contains(w.sim.Token()) {
			t.Error("the log holds the token")
		}
	})
	return w
}

// start opens the database and starts the bot.
func (w *world) start() {
	w.t.Helper()
	store, err := storage.Open(w.path, storage.Options{})
	if err != nil {
		w.t.Fatal(err)
	}
	w.store, w.options.Store = store, store
	w.run()
}

// run starts the bot on the database that is open.
func (w *world) run() {
	w.t.Helper()
	b, err := bot.New(w.options)
	if err != nil {
		w.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(w.ctx)
	w.bot, w.cancel, w.ended = b, cancel, make(chan error, 1)
	go func() { w.ended <- b.Run(ctx) }()
}

// stop ends the bot as a signal does, and checks the database.
func (w *world) stop() {
	w.t.Helper()
	if err := w.end(); err != nil {
		w.t.Errorf("Run returned %v", err)
	}
}

func (w *world) end() error {
	w.t.Helper()
	w.cancel()
	err := <-w.ended
	w.bot = nil
	for _, wrong := range w.store.Check() {
		w.t.Error("database: ", wrong)
	}
	if err := w.store.Close(); err != nil {
		w.t.Error(err)
	}
	return err
}

// settle waits until the bot has taken in and done everything.
func (w *world) settle() {
	w.t.Helper()
	if err := w.sim.WaitConfirmed(w.ctx); err != nil {
		w.t.Fatal("not confirmed: ", err)
	}
	if err := w.bot.Settle(w.ctx); err != nil {
		w.t.Fatal("not settled: ", err)
	}
}

// wait waits for something to become true at Telegram.
func (w *world) wait(what string, done func() bool) {
	w.t.Helper()
	if err := w.sim.Wait(w.ctx, done); err != nil {
		w.t.Fatalf("waiting for %s: %v", what, err)
	}
}

// happens waits for something that the bot's own side tells of.
func (w *world) happens(what string, c <-chan bool) {
	w.t.Helper()
	select {
	case <-c:
	case <-w.ctx.Done():
		w.t.Fatalf("waiting for %s: %v", what, w.ctx.Err())
	}
}

// person makes somebody who has pressed Start.
func (w *world) person(name string) *simulator.Person {
	return w.sim.Person(simulator.Profile{First: name, LanguageCode: "bg"})
}

// coordinators makes the coordinators' group, to which the first of its members has
// added the bot, and has the bot start with it.
func (w *world) coordinators(members ...*simulator.Person) *simulator.Group {
	w.t.Helper()
	g := w.sim.Group("Координатори", members...)
	if err := g.AddBot(members[0], ""); err != nil {
		w.t.Fatal(err)
	}
	w.options.Group = g.ID()
	return g
}

// must takes what an act of a person returns.
func (w *world) must(n int, err error) int {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

// texts are the bot's messages as the person sees them.
func texts(p *simulator.Person) []string {
	var all []string
	for _, m := range p.Messages() {
		if m.FromBot {
			all = append(all, m.Text)
		}
	}
	return all
}

func (w *world) sees(p *simulator.Person, want ...string) {
	w.t.Helper()
	if got := texts(p); strings.Join(got, "|") != strings.Join(want, "|") {
		w.t.Errorf("%s sees %q, want %q", p.Profile().First, got, want)
	}
}

// attempts counts the requests of a method that took effect.
func (w *world) attempts(method string, p *simulator.Person) int {
	return len(w.sim.Sent(method, p.ID()))
}

// logbook is a log that may be read, and waited for, while it is written.
type logbook struct {
	mu      sync.Mutex
	b       bytes.Buffer
	changed chan struct{}
}

func (l *logbook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.changed != nil {
		close(l.changed)
		l.changed = nil
	}
	return l.b.Write(p)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func (l *logbook) contains(s string) bool { return strings.Contains(l.String(), s) }

// logged waits for a line of the log.
func (w *world) logged(words string) {
	w.t.Helper()
	w.loggedTimes(words, 1)
}

// loggedTimes waits until the log has said something n times.
func (w *world) loggedTimes(words string, n int) {
	w.t.Helper()
	for {
		w.log.mu.Lock()
		if strings.Count(w.log.b.String(), words) >= n {
			w.log.mu.Unlock()
			return
		}
		if w.log.changed == nil {
			w.log.changed = make(chan struct{})
		}
		changed := w.log.changed
		w.log.mu.Unlock()
		select {
		case <-changed:
		case <-w.ctx.Done():
			w.t.Fatalf("the log does not say %q %d times", words, n)
		}
	}
}

// say is the plainest effect.
func say(t *flows.Turn, html string) flows.Say { return flows.Say{To: t.Person, HTML: html} }

// echo answers each text and command with its own words.
func echo(_ *programme.Tx, t *flows.Turn) {
	switch what := t.What.(type) {
	case flows.Text:
		t.Do(say(t, "ехо "+what.Text))
	case flows.Command:
		t.Do(say(t, "/"+what.Name))
	}
}

// onText makes a conversation that answers texts.
func onText(f func(t *flows.Turn, text string)) programme.Conversation {
	return func(_ *programme.Tx, t *flows.Turn) {
		if what, ok := t.What.(flows.Text); ok {
			f(t, what.Text)
		}
	}
}

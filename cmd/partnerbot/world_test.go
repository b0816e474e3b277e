package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"partnerbot/bot"
	"partnerbot/bot/simulator"
	"partnerbot/flows/programme"
	"partnerbot/storage"
)

// world is the whole program on one machine: the simulator, the real bot, a
// real database, and the programme of config.example.toml.
type world struct {
	t         *testing.T
	telegram  *simulator.Server
	programme *programme.Programme
	clock     *bot.Clock
	pace      bot.Pace
	path      string
	store     *storage.Store
	bot       *bot.Bot
	stop      context.CancelFunc
	ended     chan error
	log       io.Writer
}

// worldStart is the programme's time at which tests begin: before the survey
// of the example closes.
var worldStart = time.Date(2026, 2, 2, 8, 0, 0, 0, time.UTC)

// newWorld starts everything. The register holds the given NGOs.
func newWorld(t *testing.T, organisations ...string) *world {
	t.Helper()
	return newPacedWorld(t, bot.Pace{}, organisations...)
}

// newPacedWorld is one whose bot sends at such a pace what nobody waits for.
func newPacedWorld(t *testing.T, pace bot.Pace, organisations ...string) *world {
	t.Helper()
	w := &world{t: t, pace: pace, path: filepath.Join(t.TempDir(), "partnerbot.db"), clock: bot.ClockAt(worldStart), log: io.Discard}
	if testing.Verbose() && os.Getenv("PARTNERBOT_TEST_LOG") != "" {
		w.log = os.Stderr
	}
	w.programme = exampleProgramme(t)
	w.programme.Digest = 0 // else it would stand between the lines of every conversation that lasts for days
	w.telegram = simulator.New(simulator.Options{Now: w.clock.Now})
	if _, err := w.telegram.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.telegram.Close)
	w.openStore()
	w.register(organisations)
	w.startBot()
	t.Cleanup(func() {
		w.stopBot()
		for _, err := range storage.CheckAt(w.path) {
			t.Errorf("the database after the test: %v", err)
		}
		for _, v := range w.telegram.Violations() {
			t.Errorf("Telegram would object: %v", v)
		}
	})
	return w
}

// exampleProgramme is config.example.toml as it is delivered.
func exampleProgramme(t testing.TB) *programme.Programme {
	t.Helper()
	settings, err := parseSettings("config.example.toml", example, simulator.DefaultToken, wants{})
	if err != nil {
		t.Fatal(err)
	}
	return &settings.Programme
}

func (w *world) openStore() {
	w.t.Helper()
	store, err := storage.Open(w.path, storage.Options{})
	if err != nil {
		w.t.Fatal(err)
	}
	w.store = store
}

// register puts organisations into the database, each with the invitation
// INVITE0001, INVITE0002 … in their order. A municipality may follow the name,
// and then an EIK: "Сдружение „Дунав“ | Ценово | 121817309".
func (w *world) register(names []string) {
	w.t.Helper()
	err := w.store.Update(w.clock.Now(), func(tx *programme.Tx) error {
		for i, name := range names {
			name, town, _ := strings.Cut(name, " | ")
			town, eik, _ := strings.Cut(town, " | ")
			for _, m := range w.programme.Municipalities {
				if m.Name.BG == town {
					town = m.Code
				}
			}
			code := invitationOf(i)
			id := tx.NewOrganisation()
			tx.Organisations.Put(id, programme.Organisation{
				ID: id, Name: name, Kind: sortOf(name), Municipality: town, EIK: eik, Invitation: code, Added: w.clock.Now(),
			})
			tx.Invitations.Put(code, programme.Invitation{Organisation: id, Created: w.clock.Now()})
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

func sortOf(name string) programme.OrganisationKind {
	switch first, _, _ := strings.Cut(name, " "); first {
	case "Община":
		return programme.Municipality
	case "Музей", "Библиотека":
		return programme.Institution
	}
	return programme.NGO
}

func invitationOf(i int) string { return fmt.Sprintf("INVITE%010d", i+1) }

// startBot starts the bot on the database; the machine is on again.
func (w *world) startBot() {
	w.t.Helper()
	if w.store == nil {
		w.openStore()
	}
	logger := slog.New(slog.NewTextHandler(w.log, nil))
	b, err := assemble(assembly{
		Programme: w.programme,
		Store:     w.store,
		Token:     w.telegram.Token(),
		APIURL:    w.telegram.URL(),
		Clock:     w.clock,
		Pace:      w.pace,
		Log:       logger,
	})
	if err != nil {
		w.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	w.bot, w.stop, w.ended = b, cancel, make(chan error, 1)
	go func() { w.ended <- b.Run(ctx) }()
}

// stopBot switches the machine off.
func (w *world) stopBot() {
	w.t.Helper()
	if w.stop == nil {
		return
	}
	w.stop()
	if err := <-w.ended; err != nil && !errors.Is(err, context.Canceled) {
		w.t.Errorf("the bot ended with: %v", err)
	}
	w.stop = nil
	if err := w.store.Close(); err != nil {
		w.t.Error(err)
	}
	w.store = nil
}

// coordinators makes the group, claimed by the first of its members.
func (w *world) coordinators(members ...*simulator.Person) *simulator.Group {
	w.t.Helper()
	group := w.telegram.Group("Координатори", members...)
	code, err := w.store.Claim("CLAIM") // unless the bot, which is just starting, has made one
	if err != nil {
		w.t.Fatal(err)
	}
	w.must(0, group.AddBot(members[0], code))
	return group
}

// settle waits until everything that was sent to the bot is applied and all
// its answers have arrived.
func (w *world) settle() {
	w.t.Helper()
	if w.stop == nil {
		return
	}
	w.confirmed()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := w.bot.Settle(ctx); err != nil {
		w.t.Fatalf("the bot does not settle: %v", err)
	}
}

// confirmed waits until everything that was sent to the bot is applied.
func (w *world) confirmed() {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := w.telegram.WaitConfirmed(ctx); err != nil {
		w.t.Fatalf("the bot does not fetch its updates: %v", err)
	}
}

// pass lets the programme's time go forward and waits for what it brings.
func (w *world) pass(d time.Duration) {
	w.t.Helper()
	w.clock.Advance(w.clock.Now().Add(d))
	if w.stop == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := w.bot.Tick(ctx); err != nil {
		w.t.Fatal(err)
	}
	w.settle()
}

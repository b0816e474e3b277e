package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// Errors that end the program; the operator has to do something.
var (
	ErrUnauthorized = errors.New("Telegram does not know the token")
)

// ErrOtherBot says that the database belongs to another bot than the token:
// all its people would seem to have blocked it.
type ErrOtherBot struct{ Known, Now string }

// Error implements error.
func (e *ErrOtherBot) Error() string {
	return fmt.Sprintf("the database belongs to @%s, the token to @%s", e.Known, e.Now)
}

// Options are what the bot is made of. Those without a comment are needed.
type Options struct {
	Token        Secret
	APIURL       string // without a slash at the end
	Store        Store
	Conversation programme.Conversation
	Words        programme.Words   // texts of Once messages; may be nil while there are none
	Workers      map[string]Worker // by kind of job, beside those of this room
	Clock        *Clock
	Log          *slog.Logger
	Profiles     []Profile // what people see before they press Start
	Group        int64     // Telegram's number of the coordinators' group, 0 for none
	Replaced     bool      // the database may go on with another bot than before
	Pace         Pace      // the zero value is the default
}

// Bot is the program's connection to Telegram.
type Bot struct {
	o        Options
	log      *slog.Logger
	client   *client
	store    Store
	username string

	requests chan *request
	sender   *sender
	idle     *idleness
	ticks    sync.Mutex // one tick at a time
	polled   pollState
	newWork  chan struct{}
}

// New makes a bot; Run starts it.
func New(o Options) (*Bot, error) {
	if o.Token == "" {
		return nil, errors.New("there is no token")
	}
	b := &Bot{
		o: o, log: o.Log, client: newClient(o.Token, o.APIURL), store: o.Store,
		requests: make(chan *request), idle: newIdleness(), newWork: make(chan struct{}, 1),
	}
	b.sender = newSender(b)
	return b, nil
}

// shutdownPatience is how long requests under way may still take at the end.
const shutdownPatience = 5 * time.Second

// Run connects and works until ctx ends. Then it stops polling, finishes the
// transaction, waits up to five seconds for requests under way and writes down
// their outcomes. It returns nil after such an end, ErrUnauthorized,
// *ErrOtherBot, or an error of the store.
func (b *Bot) Run(ctx context.Context) error {
	defer b.client.close()
	if err := b.connect(ctx); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	waiting, err := b.store.Recover()
	if err != nil {
		return err
	}
	// What is under way outlives ctx for a while: it ends with this one.
	late, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	work, ctx := errgroup.WithContext(ctx)
	ledger := make(chan error, 1)
	go func() { ledger <- b.keepLedger(late) }()
	b.sender.begin(late, waiting)
	work.Go(func() error { return b.started(ctx) })
	work.Go(func() error { return b.poll(ctx) })
	work.Go(func() error { return b.tickEachMinute(ctx) })
	work.Go(func() error { return b.workJobs(ctx) })
	work.Go(func() error { return b.sender.pacePaced(ctx) })
	work.Go(func() error {
		select {
		case err := <-ledger:
			ledger <- err
			return err
		case err := <-b.sender.fatal:
			return err
		case <-ctx.Done():
			return nil
		}
	})
	b.setup(work, ctx)
	err = work.Wait()
	b.sender.end(shutdownPatience)
	end()
	if last := <-ledger; err == nil || errors.Is(err, context.Canceled) {
		err = last
	}
	if errors.Is(err, context.Canceled) {
		err = nil
	}
	return err
}

// started brings the input with which each start begins.
func (b *Bot) started(ctx context.Context) error {
	_, err := b.apply(ctx, flows.Batch{Updates: []flows.Update{{Input: flows.Input{What: flows.Started{}}}}})
	return err
}

// Settle returns when everything that came has been applied and everything
// that can be sent has been sent. What waits for Telegram's patience, or for a
// network that is down, does not count.
func (b *Bot) Settle(ctx context.Context) error { return b.idle.wait(ctx) }

// idleness knows how many things are under way.
type idleness struct {
	mu    sync.Mutex
	busy  int
	quiet chan struct{} // closed when busy comes to 0
}

func newIdleness() *idleness { return &idleness{} }

func (i *idleness) add(n int) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.busy += n
	if i.busy == 0 && i.quiet != nil {
		close(i.quiet)
		i.quiet = nil
	}
}

func (i *idleness) wait(ctx context.Context) error {
	i.mu.Lock()
	if i.busy == 0 {
		i.mu.Unlock()
		return nil
	}
	if i.quiet == nil {
		i.quiet = make(chan struct{})
	}
	quiet := i.quiet
	i.mu.Unlock()
	select {
	case <-quiet:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

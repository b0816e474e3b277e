package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// ErrUnauthorized ends the program: the operator has to mend the token.
var ErrUnauthorized = errors.New("Telegram does not know the token")

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
	GroupMenu    []Profile // the menu of commands in the coordinators' group
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
	closed   chan struct{} // when the ledger takes nothing any more
	sender   *sender
	idle     *idleness
	ticks    sync.Mutex // one tick at a time
	polled   pollState
	roles    *roles
	group    *bell // the coordinators' group has changed, or there are groups to leave
	newWork  *bell // there are jobs, or those that waited for Telegram can be done
	dueNow   *bell // something was put on the due list whose time has come
	caughtUp *bell // what is due and waited for Telegram can be brought
}

// New makes a bot; Run starts it.
func New(o Options) (*Bot, error) {
	switch {
	case o.Token == "":
		return nil, errors.New("there is no token")
	case o.Store == nil || o.Conversation == nil || o.Clock == nil || o.Log == nil:
		return nil, errors.New("a bot needs a store, a conversation, a clock and a log")
	}
	idle := &idleness{}
	b := &Bot{
		o: o, log: o.Log, client: newClient(o.Token, o.APIURL), store: o.Store, idle: idle,
		requests: make(chan *request), closed: make(chan struct{}), polled: pollState{idle: idle}, newWork: newBell(idle), dueNow: newBell(idle), caughtUp: newBell(idle),
		roles: newRoles(idle), group: newBell(idle),
	}
	b.sender = newSender(b)
	b.polled.note(false, true)
	return b, nil
}

// shutdownPatience is how long requests under way may still take at the end.
const shutdownPatience = 5 * time.Second

// Run connects and works until ctx ends. Then it stops polling at once, finishes
// the transaction, waits up to five seconds for requests under way and writes
// down their outcomes. It returns nil after such an end, ErrUnauthorized,
// *ErrOtherBot, or an error of the store. A Bot runs once.
func (b *Bot) Run(ctx context.Context) error {
	defer b.client.close()
	defer b.sender.cancel()
	defer b.polled.note(false, false)
	if err := b.claim(ctx); err != nil {
		return unlessEnded(ctx, err)
	}
	waiting, err := b.store.Recover()
	if err != nil {
		return err
	}
	b.sender.add(waiting)
	// The ledger outlives the rest, so that the last outcomes are written down.
	late, closeLedger := context.WithCancel(context.WithoutCancel(ctx))
	defer closeLedger()
	ledger := make(chan error, 1)
	go func() { ledger <- b.keepLedger(late) }()

	if _, err = b.apply(ctx, flows.Batch{Updates: []flows.Update{b.own(flows.Started{})}}); err == nil {
		err = b.work(ctx)
	}
	b.sender.end(shutdownPatience)
	closeLedger()
	if broken := <-ledger; broken != nil {
		return broken // whatever else went wrong came of it
	}
	return unlessEnded(ctx, err)
}

// unlessEnded is the error, unless it only says that ctx has ended.
func unlessEnded(ctx context.Context, err error) error {
	if ctx.Err() != nil && (errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)) {
		return nil
	}
	return err
}

// work does everything side by side until ctx ends or something fails.
func (b *Bot) work(ctx context.Context) error {
	all, ctx := errgroup.WithContext(ctx)
	all.Go(func() error { return b.tickEachMinute(ctx) })
	all.Go(func() error { return b.workJobs(ctx) })
	all.Go(func() error {
		if err := b.connect(ctx); err != nil {
			return err
		}
		b.sender.begin()
		all.Go(func() error { b.setup(ctx); return nil })
		all.Go(func() error { return b.tendGroup(ctx) })
		return b.poll(ctx)
	})
	all.Go(func() error {
		select {
		case err := <-b.sender.fatal:
			return err
		case <-b.closed:
			return errClosed
		case <-ctx.Done():
			return nil
		}
	})
	return all.Wait()
}

// claim refuses a database that belongs to another bot than the token, before
// anything is written: the number of a bot stands at the beginning of its token.
func (b *Bot) claim(ctx context.Context) error {
	known, _, err := b.store.Identity()
	if err != nil {
		return err
	}
	id, _, _ := strings.Cut(string(b.o.Token), ":")
	if now, _ := strconv.ParseInt(id, 10, 64); known != 0 && known != now {
		if err := b.connect(ctx); err != nil { // Telegram knows what the other one is called
			return err
		}
	}
	return b.store.SetGroup(b.o.Group)
}

package bot

import (
	"context"
	"sync"
)

// Settle returns when everything that came has been applied and everything
// that can be sent has been sent. What waits because Telegram asked for patience
// or cannot be reached does not count; paced messages do.
func (b *Bot) Settle(ctx context.Context) error { return b.idle.wait(ctx) }

// idleness knows how many things are under way. What hands something on counts
// it again before it ends itself, so that 0 means nothing.
type idleness struct {
	mu    sync.Mutex
	busy  int
	quiet chan struct{} // closed when busy comes to 0; nil while nobody waits
}

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

// bell wakes one goroutine; ringing it twice before it is heard is once. Until
// what it was rung for is done, it counts as being under way.
type bell struct {
	rung chan struct{}
	idle *idleness
}

func newBell(i *idleness) *bell { return &bell{make(chan struct{}, 1), i} }

func (b *bell) ring() {
	b.idle.add(1)
	select {
	case b.rung <- struct{}{}:
	default:
		b.idle.add(-1)
	}
}

// answered is called when what was rung for is done.
func (b *bell) answered() { b.idle.add(-1) }

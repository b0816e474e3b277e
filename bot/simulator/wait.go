package simulator

import (
	"context"
	"sort"
)

// signal wakes those who wait for a change. All of it happens with s.mu held;
// where nobody waits, fire costs nothing, which matters under load.
type signal struct {
	changed chan struct{} // nil while nobody waits
}

func (g *signal) fire() {
	if g.changed != nil {
		close(g.changed)
		g.changed = nil
	}
}

func (g *signal) wait() <-chan struct{} {
	if g.changed == nil {
		g.changed = make(chan struct{})
	}
	return g.changed
}

// touch tells those who wait for anything. Those who wait for one chat have its
// own signal, so that a thousand people do not wake each other.
func (s *Server) touch() { s.anything.fire() }

// Wait returns when done reports true; done is called again after each change
// of anything here. It returns the context's error when that ends first.
func (s *Server) Wait(ctx context.Context, done func() bool) error {
	for {
		s.mu.Lock()
		changed := s.anything.wait()
		s.mu.Unlock()
		if done() {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// WaitConfirmed returns when every update has been confirmed by a later
// getUpdates and that poll is waiting for more. What the bot then still has to
// send may be under way.
func (s *Server) WaitConfirmed(ctx context.Context) error {
	return s.Wait(ctx, func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.queue.expire(s.opts.Now())
		return len(s.queue.events) == 0 && s.queue.parked != nil
	})
}

// WaitMessage returns the oldest message from the bot in the person's private
// chat that fits, also one that was there before.
func (p *Person) WaitMessage(ctx context.Context, fits func(Message) bool) (Message, error) {
	return p.WaitNext(ctx, 0, fits)
}

// WaitNext is WaitMessage for messages with a number above after.
func (p *Person) WaitNext(ctx context.Context, after int, fits func(Message) bool) (Message, error) {
	return p.s.waitMessage(ctx, func() *chat { return p.chat }, after, fits)
}

// WaitMessage returns the oldest message from the bot in the group that fits,
// also one that was there before.
func (g *Group) WaitMessage(ctx context.Context, fits func(Message) bool) (Message, error) {
	return g.WaitNext(ctx, 0, fits)
}

// WaitNext is WaitMessage for messages with a number above after.
func (g *Group) WaitNext(ctx context.Context, after int, fits func(Message) bool) (Message, error) {
	return g.s.waitMessage(ctx, func() *chat { return g.chat }, after, fits)
}

func (s *Server) waitMessage(ctx context.Context, in func() *chat, after int, fits func(Message) bool) (Message, error) {
	for {
		s.mu.Lock()
		c := in()
		changed := c.signal.wait()
		found := c.fromBot(after)
		s.mu.Unlock()
		for _, m := range found {
			if fits(m) {
				return m, nil
			}
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return Message{}, ctx.Err()
		}
	}
}

// fromBot returns the bot's messages with a number above after.
func (c *chat) fromBot(after int) []Message {
	var out []Message
	from := sort.Search(len(c.messages), func(i int) bool { return c.messages[i].ID > after })
	for _, m := range c.messages[from:] {
		if m.FromBot && !m.Deleted {
			out = append(out, *m)
		}
	}
	return out
}

// WaitToast returns the n-th answer to a press of this person, from 1.
func (p *Person) WaitToast(ctx context.Context, n int) (Toast, error) {
	for {
		p.s.mu.Lock()
		changed := p.chat.signal.wait()
		if len(p.toasts) >= n {
			t := p.toasts[n-1]
			p.s.mu.Unlock()
			return t, nil
		}
		p.s.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
			return Toast{}, ctx.Err()
		}
	}
}

package simulator

import "context"

// touch tells those who wait that something changed. It is called with s.mu
// held; when nobody waits it costs nothing, which matters under load.
func (s *Server) touch() {
	if s.watched {
		close(s.changed)
		s.changed = make(chan struct{})
		s.watched = false
	}
}

// Wait returns when done reports true; done is called again after each change
// of anything here. It returns the context's error when that ends first.
func (s *Server) Wait(ctx context.Context, done func() bool) error {
	for {
		s.mu.Lock()
		changed := s.changed
		s.watched = true
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
	return p.s.waitMessage(ctx, p.Messages, fits)
}

// WaitMessage returns the oldest message from the bot in the group that fits,
// also one that was there before.
func (g *Group) WaitMessage(ctx context.Context, fits func(Message) bool) (Message, error) {
	return g.s.waitMessage(ctx, g.Messages, fits)
}

func (s *Server) waitMessage(ctx context.Context, all func() []Message, fits func(Message) bool) (Message, error) {
	var found Message
	err := s.Wait(ctx, func() bool {
		for _, m := range all() {
			if m.FromBot && fits(m) {
				found = m
				return true
			}
		}
		return false
	})
	return found, err
}

// WaitNext is WaitMessage for messages that are newer than the one given.
func (p *Person) WaitNext(ctx context.Context, after int, fits func(Message) bool) (Message, error) {
	return p.WaitMessage(ctx, func(m Message) bool { return m.ID > after && fits(m) })
}

// WaitToast returns the n-th answer to a press of this person, from 1.
func (p *Person) WaitToast(ctx context.Context, n int) (Toast, error) {
	var t Toast
	err := p.s.Wait(ctx, func() bool {
		all := p.Toasts()
		if len(all) < n {
			return false
		}
		t = all[n-1]
		return true
	})
	return t, err
}

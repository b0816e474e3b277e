package simulator

import (
	"encoding/json"
	"math"
	"strings"
	"time"
)

// poll is a getUpdates that waits. woken is closed when there may be something
// for it, ended when another poller took its place.
type poll struct {
	woken chan struct{}
	ended chan struct{}
	over  bool // it is answered, also with nothing
}

// maxPoll is the longest wait, whatever timeout was asked for (Client.h:
// LONG_POLL_MAX_TIMEOUT).
const maxPoll = 50

func getUpdates(s *Server, q *query, out []byte) ([]byte, *refusal) {
	offset := int(q.integer("offset", 0, math.MinInt32, math.MaxInt32))
	limit := int(q.integer("limit", 100, 1, 100))
	timeout := time.Duration(q.integer("timeout", 0, 0, maxPoll)) * time.Second
	kinds := allowedUpdates(q.text("allowed_updates"))

	s.mu.Lock()
	if kinds != nil {
		s.queue.allowed = kinds
	}
	start := time.Now()
	if offset == s.queue.lastOffset {
		// Telegram slows down clients that ask for the same again and again.
		since := start.Sub(s.queue.lastStart)
		if timeout < 3*time.Second && since < 3*time.Second {
			timeout = 3 * time.Second
		}
		if since < time.Second/2 {
			limit = 1
		}
	}
	s.queue.lastOffset, s.queue.lastStart = offset, start
	s.counts[q.name]++

	var timer <-chan time.Time
	for {
		events := s.queue.take(offset, limit, s.opts.Now())
		if len(events) > 0 || timeout == 0 {
			out = appendUpdates(out, events)
			s.touch()
			s.mu.Unlock()
			return out, nil
		}
		if offset < 0 {
			offset = 0 // what it forgot is forgotten; what comes now is new
		}
		if timer == nil {
			t := time.NewTimer(timeout)
			defer t.Stop()
			timer = t.C
		}
		if s.queue.parked != nil {
			close(s.queue.parked.ended)
		}
		p := &poll{woken: make(chan struct{}), ended: make(chan struct{})}
		s.queue.parked = p
		s.touch()
		s.mu.Unlock()

		var ended bool
		select {
		case <-p.woken:
		case <-p.ended:
			return out, s.conflict(q)
		case <-timer:
			timeout, ended = 0, true
		case <-q.ctx.Done():
			ended = true
		}
		s.mu.Lock()
		if s.queue.parked == p {
			s.queue.parked = nil
		}
		if p.over {
			timeout, ended = 0, true
		}
		if ended && timeout != 0 {
			s.touch()
			s.mu.Unlock()
			return out, gone
		}
	}
}

// EndPoll answers the poll that waits, with nothing, as if its time were over: a
// bot whose clock is moved by hand sees that it has been heard since.
func (s *Server) EndPoll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.queue.parked; p != nil {
		p.over = true
		s.queue.wake()
	}
}

// conflict answers the older of two pollers: at once, but repeats within 3 s
// only after 3 s (Client::fail_query_conflict).
func (s *Server) conflict(q *query) *refusal {
	s.mu.Lock()
	now := time.Now()
	late := now.Before(s.queue.nextConflict)
	if !late {
		s.queue.nextConflict = now.Add(3 * time.Second)
	}
	s.mu.Unlock()
	if late {
		t := time.NewTimer(3 * time.Second)
		defer t.Stop()
		select {
		case <-t.C:
		case <-q.ctx.Done():
			return gone
		}
	}
	return conflict()
}

// allowedUpdates returns nil where the previous list stays: for nothing, null
// and whatever else is no array of strings.
func allowedUpdates(list string) map[string]bool {
	if list == "" {
		return nil
	}
	var names []string
	if err := json.Unmarshal([]byte(list), &names); err != nil || names == nil {
		return nil
	}
	known := updateKinds()
	kinds := map[string]bool{}
	for _, n := range names {
		if n = strings.ToLower(n); known[n] {
			kinds[n] = true
		}
	}
	if len(kinds) == 0 {
		return set(usual)
	}
	return kinds
}

// AllowedUpdates tells whether the bot asked for updates of that kind.
func (s *Server) AllowedUpdates(kind string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.queue.allowed[kind]
}

// deleteWebhook: there never is a webhook here, but waiting updates can be
// dropped with it.
func deleteWebhook(s *Server, q *query, out []byte) ([]byte, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if q.flag("drop_pending_updates") {
		s.queue.events = nil
	}
	s.accept(q, Call{})
	return append(out, "true"...), nil
}

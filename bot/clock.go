package bot

import (
	"sync"
	"time"
)

// Clock is the programme's time, UTC. It runs with the real clock, and in tests
// and in the demo can be moved forward. Polling, pacing, retries and time-outs
// run on the real clock. The zero value shows the real time.
type Clock struct {
	mu    sync.Mutex
	ahead time.Duration
}

// ClockAt returns a clock that shows t now.
func ClockAt(t time.Time) *Clock { return &Clock{ahead: time.Until(t)} }

// Now is the programme's time, UTC.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.ahead).UTC()
}

// Advance moves the clock to t, never back. Call Tick afterwards for what has
// become due.
func (c *Clock) Advance(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if d := t.Sub(time.Now().Add(c.ahead)); d > 0 {
		c.ahead += d
	}
}

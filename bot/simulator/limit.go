package simulator

import (
	"math"
	"time"
)

// Rates as Telegram's FAQ gives them; the bursts are a guess, for it says only
// that short ones are tolerated.
const (
	overallRate  = 30.0 // messages a second
	chatRate     = 1.0
	chatBurst    = 3.0
	groupRate    = 20.0 / 60
	groupBurst   = 20.0
	forgetLevels = 10_000
)

// level is a bucket that drains at a steady rate.
type level struct {
	amount float64
	at     time.Time
}

// limits counts messages sent and edited, on the real clock.
type limits struct {
	rate    float64 // messages a second overall; 0: Telegram's
	overall level
	chats   map[int64]*level
}

// take counts one message and returns 0, or the seconds after which to try
// again, at least 1.
func (l *limits) take(c *chat, now time.Time, on bool) int {
	if !on {
		return 0
	}
	if l.chats == nil || len(l.chats) > forgetLevels {
		l.chats = map[int64]*level{}
	}
	one := l.chats[c.id]
	if one == nil {
		one = &level{}
		l.chats[c.id] = one
	}
	overall := l.rate
	if overall == 0 {
		overall = overallRate
	}
	rate, burst := chatRate, chatBurst
	if !c.private() {
		rate, burst = groupRate, groupBurst
	}
	wait := max(l.overall.wait(now, overall, overall), one.wait(now, rate, burst))
	if wait > 0 {
		return int(math.Ceil(wait))
	}
	l.overall.amount++
	one.amount++
	return 0
}

func (l *level) wait(now time.Time, rate, burst float64) float64 {
	if !l.at.IsZero() {
		l.amount = max(0, l.amount-now.Sub(l.at).Seconds()*rate)
	}
	l.at = now
	return max(0, (l.amount+1-burst)/rate)
}

// LimitTo turns Telegram's rates on with another overall one, messages a second: so that
// much can be sent in a short time, and too much is still refused.
func (s *Server) LimitTo(overall float64) {
	s.SetLimits(true)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.limits.rate = overall
}

// SetLimits turns Telegram's rates on or off.
func (s *Server) SetLimits(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opts.Limits = on
	s.limits = limits{}
}

package bot

import (
	"context"
	"slices"
	"time"

	"golang.org/x/time/rate"

	"partnerbot/flows"
)

// Pace is how fast messages go that nobody is waiting for. Telegram's own
// figures: about 30 a second, 1 a second in a chat, 20 a minute in a group (Bots
// FAQ). The zero value stays a little below.
type Pace struct {
	Overall float64       // messages a second; 0: 25
	Chat    time.Duration // between two in one chat; 0: a second
	Group   int           // messages a minute in the group, answers included; 0: 20
}

// pacing is the state of the pace.
type pacing struct {
	overall *rate.Limiter
	group   *rate.Limiter
	chat    time.Duration
	sent    map[flows.PersonID]time.Time // when a paced message last went to a chat
	paced   time.Time                    // no paced message before: Telegram said „too many“
	all     time.Time                    // nothing before: a second chat was told so meanwhile
	who     flows.PersonID               // which chat was told first
}

func newPacing(p Pace) pacing {
	if p.Overall == 0 {
		p.Overall = 25
	}
	if p.Chat == 0 {
		p.Chat = time.Second
	}
	if p.Group == 0 {
		p.Group = 20
	}
	return pacing{
		overall: rate.NewLimiter(rate.Limit(p.Overall), 1),
		group:   rate.NewLimiter(rate.Every(time.Minute/time.Duration(p.Group)), p.Group),
		chat:    p.Chat, sent: map[flows.PersonID]time.Time{},
	}
}

// tooMany notes that Telegram asked for patience: paced messages wait, and when
// a second chat is told so within that time, everything does. It is called with
// the sender's lock held.
func (p *pacing) tooMany(to flows.PersonID, pause time.Duration) {
	now := time.Now()
	until := now.Add(pause)
	if now.Before(p.paced) && p.who != to && until.After(p.all) {
		p.all = until
	}
	if until.After(p.paced) {
		p.paced, p.who = until, to
	}
}

// pacePaced sends paced rows, one after the other at the pace, whenever no
// answer is ready to leave.
func (s *sender) pacePaced(ctx context.Context) error {
	for {
		l, row, wait := s.nextPaced()
		if l == nil {
			timer := time.NewTimer(wait)
			select {
			case <-s.wake:
			case <-timer.C:
			case <-ctx.Done():
				timer.Stop()
				return nil
			}
			timer.Stop()
			continue
		}
		if err := s.pace.overall.Wait(ctx); err != nil {
			s.putBack(l)
			return nil
		}
		go func() {
			defer s.active.Done()
			pause := s.deliver(l, row)
			s.finishPaced(l, row, pause)
		}()
	}
}

// nextPaced takes the next line whose paced row may go now. Without one it says
// how long to wait at most.
func (s *sender) nextPaced() (*line, flows.Row, time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now, wait := time.Now(), time.Minute
	if s.stopping || len(s.ready) > 0 || s.working >= sideBySide {
		return nil, flows.Row{}, 20 * time.Millisecond
	}
	for i := 0; i < len(s.paced); i++ {
		l := s.paced[i]
		if len(l.paced) == 0 {
			l.inPaced = false
			s.paced = slices.Delete(s.paced, i, i+1)
			s.forget(l)
			i--
			continue
		}
		if l.busy || len(l.answers) > 0 {
			continue // its answers go first; the end of them wakes this loop
		}
		next := latest(s.notBefore(l), s.pace.paced, s.pace.sent[l.to].Add(s.pace.chat))
		if d := next.Sub(now); d > 0 {
			wait = min(wait, d)
			continue
		}
		s.paced = append(slices.Delete(s.paced, i, i+1), l) // the others' turn next
		l.busy = true
		s.working++
		s.active.Add(1)
		s.pace.sent[l.to] = now
		if len(s.pace.sent) > 10000 {
			s.pace.forget(now)
		}
		return l, l.paced[0], 0
	}
	return nil, flows.Row{}, wait
}

func latest(times ...time.Time) time.Time {
	return slices.MaxFunc(times, time.Time.Compare)
}

// forget drops chats that no longer have to wait.
func (p *pacing) forget(now time.Time) {
	for to, at := range p.sent {
		if now.Sub(at) > p.chat {
			delete(p.sent, to)
		}
	}
}

func (s *sender) putBack(l *line) {
	s.active.Done()
	s.mu.Lock()
	defer s.mu.Unlock()
	l.busy = false
	s.working--
}

func (s *sender) finishPaced(l *line, row flows.Row, pause time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l.busy = false
	s.working--
	if pause > 0 {
		l.until = time.Now().Add(pause)
		s.later(l, pause)
	} else {
		l.retries = 0
		if i := slices.IndexFunc(l.paced, func(r flows.Row) bool { return r.ID == row.ID }); i >= 0 {
			l.paced = slices.Delete(l.paced, i, i+1)
		}
	}
	s.count(l)
	s.enqueue(l)
	s.start()
	s.poke()
}

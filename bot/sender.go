package bot

import (
	"context"
	"slices"
	"sync"
	"time"

	"partnerbot/flows"
)

// sideBySide is how many chats are written to at the same time.
const sideBySide = 64

// sender delivers the outbox: in order within a chat, one request under way per
// chat, chats side by side. Each chat has two lines: answers, and paced rows,
// which give way.
type sender struct {
	b        *Bot
	mu       sync.Mutex
	ctx      context.Context
	lines    map[flows.PersonID]*line
	ready    []*line // with an answer to send, nobody at it
	working  int     // lines being worked on
	paced    []*line // with paced rows
	wake     chan struct{}
	pace     pacing
	outcomes []flows.Outcome
	stopping bool
	active   sync.WaitGroup

	reported chan struct{} // outcomes are there
	fatal    chan error
}

// line is what waits for one chat. It exists only while something does.
type line struct {
	to      flows.PersonID
	answers []flows.Row
	paced   []flows.Row
	queued  bool // in ready
	busy    bool
	inPaced bool
	retries int
	shaken  bool           // the last request met a server in trouble
	until   time.Time      // nothing goes to this chat before
	known   map[string]int // numbers of named messages whose outcome is not committed yet
	counted int            // rows that count as under way
}

func newSender(b *Bot) *sender {
	return &sender{
		b: b, lines: map[flows.PersonID]*line{}, wake: make(chan struct{}, 1), pace: newPacing(b.o.Pace),
		reported: make(chan struct{}, 1), fatal: make(chan error, 1), ctx: context.Background(),
	}
}

// begin starts delivery with what waited.
func (s *sender) begin(ctx context.Context, waiting []flows.Row) {
	s.mu.Lock()
	s.ctx = ctx
	s.mu.Unlock()
	s.add(waiting)
}

// add puts rows at the ends of their lines.
func (s *sender) add(rows []flows.Row) {
	if len(rows) == 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range rows {
		l := s.lines[r.To()]
		if l == nil {
			l = &line{to: r.To()}
			s.lines[r.To()] = l
		}
		if r.Paced() {
			l.paced = append(l.paced, r)
			if !l.inPaced {
				l.inPaced = true
				s.paced = append(s.paced, l)
			}
			s.poke()
		} else {
			l.answers = append(l.answers, r)
		}
		s.count(l)
		s.enqueue(l)
	}
	s.start()
}

// poke tells the pacer that there is something new.
func (s *sender) poke() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// count tells idleness how many rows of the line can be sent at the moment.
func (s *sender) count(l *line) {
	n := 0
	if time.Now().After(l.until) {
		n = len(l.answers) + len(l.paced)
	}
	if l.busy {
		n++
	}
	s.b.idle.add(n - l.counted)
	l.counted = n
}

// enqueue makes a line ready that has an answer and may be sent to.
func (s *sender) enqueue(l *line) {
	if l.busy || l.queued || len(l.answers) == 0 {
		return
	}
	if wait := time.Until(s.notBefore(l)); wait > 0 {
		s.later(l, wait)
		return
	}
	l.queued = true
	s.ready = append(s.ready, l)
}

// notBefore is when the chat may be written to: a pause of its own, or of
// everything.
func (s *sender) notBefore(l *line) time.Time {
	if s.pace.all.After(l.until) {
		return s.pace.all
	}
	return l.until
}

// later comes back to a line after a pause.
func (s *sender) later(l *line, wait time.Duration) {
	time.AfterFunc(wait+time.Millisecond, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.stopping {
			return
		}
		s.count(l)
		s.enqueue(l)
		s.start()
		s.poke()
	})
}

// start puts workers on ready lines, as many as may go side by side.
func (s *sender) start() {
	for !s.stopping && s.working < sideBySide && len(s.ready) > 0 {
		l := s.ready[0]
		s.ready = s.ready[1:]
		l.queued, l.busy = false, true
		s.count(l)
		s.working++
		s.active.Add(1)
		go s.workLine(l)
	}
}

// workLine sends the answers of a line until there are none or a pause comes.
func (s *sender) workLine(l *line) {
	defer s.active.Done()
	for {
		row, ok := s.front(l)
		if !ok {
			return
		}
		pause := s.deliver(l, row)
		s.finish(l, row, pause)
	}
}

// front is the next answer; without one the worker leaves the line.
func (s *sender) front(l *line) (flows.Row, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.stopping && len(l.answers) > 0 && time.Now().After(s.notBefore(l)) {
		return l.answers[0], true
	}
	l.busy = false
	s.working--
	s.count(l)
	s.enqueue(l)
	s.forget(l)
	s.start()
	s.poke()
	return flows.Row{}, false
}

// forget drops a line for which nothing waits. What it knows of message
// numbers has been committed or will be read from the store.
func (s *sender) forget(l *line) {
	if !l.busy && !l.queued && !l.inPaced && len(l.answers) == 0 && len(l.paced) == 0 && len(l.known) == 0 && l.until.Before(time.Now()) {
		delete(s.lines, l.to)
	}
}

// finish takes a row off its line, unless it is to be sent again after a
// pause.
func (s *sender) finish(l *line, row flows.Row, pause time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if pause > 0 {
		l.until = time.Now().Add(pause)
		s.count(l)
		return
	}
	l.retries = 0
	if i := slices.IndexFunc(l.answers, func(r flows.Row) bool { return r.ID == row.ID }); i >= 0 {
		l.answers = slices.Delete(l.answers, i, i+1)
	}
	s.count(l)
}

// drop forgets rows that the store no longer has.
func (s *sender) drop(ids []uint64) {
	if len(ids) == 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	gone := func(r flows.Row) bool { return slices.Contains(ids, r.ID) }
	for _, l := range s.lines {
		l.answers = slices.DeleteFunc(l.answers, gone)
		l.paced = slices.DeleteFunc(l.paced, gone)
		s.count(l)
	}
}

// report hands an outcome to the ledger.
func (s *sender) report(o flows.Outcome) {
	s.b.idle.add(1) // until it is committed
	s.mu.Lock()
	s.outcomes = append(s.outcomes, o)
	s.mu.Unlock()
	select {
	case s.reported <- struct{}{}:
	default:
	}
}

// takeOutcomes gives the ledger what has come.
func (s *sender) takeOutcomes() []flows.Outcome {
	s.mu.Lock()
	defer s.mu.Unlock()
	taken := s.outcomes
	s.outcomes = nil
	return taken
}

// acknowledge answers a press at once, beside everything else; nobody waits for
// it and nothing is repeated.
func (s *sender) acknowledge(a flows.Acknowledgement) {
	s.mu.Lock()
	ctx, stopping := s.ctx, s.stopping
	if !stopping {
		s.active.Add(1)
	}
	s.mu.Unlock()
	if stopping {
		return
	}
	s.b.idle.add(1)
	go func() {
		defer s.b.idle.add(-1)
		defer s.active.Done()
		s.answerPress(ctx, a)
	}()
}

// end stops taking up rows and waits for requests under way.
func (s *sender) end(patience time.Duration) {
	s.mu.Lock()
	s.stopping = true
	s.mu.Unlock()
	done := make(chan struct{})
	go func() { s.active.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(patience):
	}
}

// stop ends the program: the token is not valid.
func (s *sender) stop(err error) {
	select {
	case s.fatal <- err:
	default:
	}
}

package bot

import (
	"container/list"
	"context"
	"slices"
	"sync"
	"time"

	"partnerbot/flows"
)

// sideBySide is how many chats are written to at the same time.
const sideBySide = 64

// sender delivers the outbox: in order within a chat, one request under way per
// chat, chats side by side. What waits for a chat is a line (line.go); a line is
// in one of three places: ready with an answer, ready with a paced row, or held
// until some time. A chat for which nothing waits costs nothing, and there are
// only as many goroutines as requests.
type sender struct {
	b        *Bot
	mu       sync.Mutex
	lines    map[flows.PersonID]*line
	rows     map[uint64]flows.PersonID // whose each waiting row is
	answers  list.List                 // of *line: an answer may leave now
	paced    list.List                 // of *line: a paced row may leave when the overall pace lets it
	held     holds
	alarm    *time.Timer // for the next thing that becomes possible
	working  int
	begun    bool
	stopping bool
	pace     pacing
	outcomes []flows.Outcome
	crossing map[int64]chan struct{} // by Telegram's number of the chat: closed when a question on its way has arrived
	active   sync.WaitGroup

	ctx      context.Context // of requests; ends some time after the bot is told to stop
	cancel   context.CancelFunc
	reported chan struct{} // outcomes are there
	fatal    chan error
}

// task is one row on its way.
type task struct {
	line  *line
	row   *flows.Row
	paced bool
}

func newSender(b *Bot) *sender {
	s := &sender{
		b: b, lines: map[flows.PersonID]*line{}, rows: map[uint64]flows.PersonID{}, pace: newPacing(b.o.Pace),
		crossing: map[int64]chan struct{}{},
		reported: make(chan struct{}, 1), fatal: make(chan error, 1),
	}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.alarm = time.AfterFunc(time.Hour, s.wake)
	s.alarm.Stop()
	return s
}

// begin lets messages leave, once Telegram has been reached.
func (s *sender) begin() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.begun = true
	s.dispatch()
}

// add puts rows at the ends of their lines.
func (s *sender) add(rows []flows.Row) {
	if len(rows) == 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range rows {
		r := &rows[i]
		l := s.lines[r.To()]
		if l == nil {
			l = &line{to: r.To(), index: -1}
			s.lines[l.to] = l
		}
		s.rows[r.ID] = l.to
		l.append(r)
		s.place(l)
	}
	s.dispatch()
}

// drop forgets rows that the store no longer has. One that is under way is not
// sent again.
func (s *sender) drop(ids []uint64) {
	if len(ids) == 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range ids {
		if l := s.lines[s.rows[id]]; l != nil {
			l.remove(id)
			s.place(l)
		}
		delete(s.rows, id)
	}
	s.dispatch()
}

// dispatch sets goroutines on what may leave, and the alarm for what may leave
// later.
func (s *sender) dispatch() {
	for {
		t, ok := s.next()
		if !ok {
			return
		}
		s.working++
		s.active.Add(1)
		go s.work(t)
	}
}

// next takes what may leave now: answers first, then a paced row if the pace
// lets it.
func (s *sender) next() (task, bool) {
	if !s.begun || s.stopping || s.working >= sideBySide {
		return task{}, false
	}
	now := time.Now()
	s.release(now)
	if s.answers.Len() > 0 && !now.Before(s.pace.all) {
		return s.take(&s.answers, now), true
	}
	if s.paced.Len() > 0 && !now.Before(s.pace.free(now)) {
		s.pace.left(now, s.paced.Len() > 1)
		return s.take(&s.paced, now), true
	}
	s.setAlarm(now)
	return task{}, false
}

// take takes the first line of a list and its first row.
func (s *sender) take(from *list.List, now time.Time) task {
	l := from.Front().Value.(*line)
	s.unplace(l)
	l.busy = true
	t := task{line: l, row: l.front(), paced: from == &s.paced}
	s.pace.total.ReserveN(now, 1)
	if l.to == flows.Group {
		s.pace.group.ReserveN(now, 1)
	}
	s.count(l, now)
	return t
}

// setAlarm wakes the sender when the next thing becomes possible.
func (s *sender) setAlarm(now time.Time) {
	var at time.Time
	sooner := func(t time.Time) {
		if at.IsZero() || t.Before(at) {
			at = t
		}
	}
	if len(s.held) > 0 {
		sooner(s.held[0].until)
	}
	if s.answers.Len() > 0 {
		sooner(s.pace.all)
	}
	if s.paced.Len() > 0 {
		sooner(s.pace.free(now))
	}
	if !at.IsZero() {
		s.alarm.Reset(max(0, at.Sub(now)))
	}
}

func (s *sender) wake() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dispatch()
}

// work delivers one row, then whatever may leave next, until there is nothing.
func (s *sender) work(t task) {
	defer s.active.Done()
	for ok := true; ok; {
		v := s.deliver(t)
		t, ok = s.finish(t, v)
	}
}

// finish takes the row off its line, unless it is to be sent again after a
// pause, and returns what the goroutine does next.
func (s *sender) finish(t task, v verdict) (task, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := t.line
	l.busy = false
	if t.paced {
		l.lastPaced = time.Now() // however long the request was on its way, the next arrives that much later
	}
	if v.again && slices.Contains(l.rows(t.paced), t.row) { // else it was dropped meanwhile
		l.pause = time.Now().Add(v.pause)
	} else {
		l.retries = 0
		l.remove(t.row.ID)
		delete(s.rows, t.row.ID)
	}
	s.place(l)
	s.working--
	next, ok := s.next()
	if ok {
		s.working++
		s.dispatch() // the end of this row may have let several go
	}
	return next, ok
}

// end stops taking up rows and waits for requests under way; those that last
// longer than patience are broken off.
func (s *sender) end(patience time.Duration) {
	s.mu.Lock()
	s.stopping = true
	s.alarm.Stop()
	s.mu.Unlock()
	impatient := time.AfterFunc(patience, s.cancel)
	s.active.Wait()
	impatient.Stop()
	s.cancel()
}

// stop ends the program: the token is not valid, or the store is broken.
func (s *sender) stop(err error) {
	select {
	case s.fatal <- err:
	default:
	}
}

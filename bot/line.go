package bot

import (
	"container/heap"
	"container/list"
	"slices"
	"time"

	"partnerbot/flows"
)

// line is what waits for one chat: answers in order, and paced rows in order,
// which give way to answers.
type line struct {
	to      flows.PersonID
	answers []*flows.Row
	paced   []*flows.Row
	busy    bool // a request for this chat is under way

	in    *list.List // which of the sender's lists it is in, nil for none
	place *list.Element
	index int // in holds, -1 for not
	until time.Time

	pause     time.Time      // nothing goes to this chat before: Telegram or the network asks for it
	retries   int            // of the first row, in a row
	lastPaced time.Time      // when a paced row was last done with
	known     map[string]int // numbers of named messages whose outcome is not committed yet
	counted   int            // rows that count as being under way, see Settle
}

// append puts a row at the end. A change of a message that waits among the
// paced rows waits behind it, or it would find nothing to change.
func (l *line) append(r *flows.Row) {
	behind := r.Edit != nil && r.Edit.Name != "" && slices.ContainsFunc(l.paced, func(p *flows.Row) bool {
		return p.Say != nil && p.Say.Name == r.Edit.Name
	})
	if r.Paced() || behind {
		l.paced = append(l.paced, r)
	} else {
		l.answers = append(l.answers, r)
	}
}

func (l *line) rows(paced bool) []*flows.Row {
	if paced {
		return l.paced
	}
	return l.answers
}

// front is the row that goes next.
func (l *line) front() *flows.Row {
	if len(l.answers) > 0 {
		return l.answers[0]
	}
	return l.paced[0]
}

func (l *line) remove(id uint64) {
	gone := func(r *flows.Row) bool { return r.ID == id }
	l.answers = slices.DeleteFunc(l.answers, gone)
	l.paced = slices.DeleteFunc(l.paced, gone)
}

func (l *line) empty() bool { return len(l.answers) == 0 && len(l.paced) == 0 }

// place puts a line where it belongs by now: among those that may be written
// to, among those that are held, or nowhere.
func (s *sender) place(l *line) {
	now := time.Now()
	s.unplace(l)
	s.count(l, now)
	switch {
	case l.busy:
	case l.empty():
		s.forget(l, now)
	default:
		if until := s.notBefore(l, now); until.After(now) {
			s.hold(l, until)
		} else if len(l.answers) > 0 {
			l.in, l.place = &s.answers, s.answers.PushBack(l)
		} else {
			l.in, l.place = &s.paced, s.paced.PushBack(l)
		}
	}
}

func (s *sender) unplace(l *line) {
	if l.in != nil {
		l.in.Remove(l.place)
		l.in, l.place = nil, nil
	}
	if l.index >= 0 {
		heap.Remove(&s.held, l.index)
	}
}

func (s *sender) hold(l *line, until time.Time) {
	l.until = until
	heap.Push(&s.held, l)
}

// release lets lines go whose time has come.
func (s *sender) release(now time.Time) {
	for len(s.held) > 0 && !s.held[0].until.After(now) {
		s.place(s.held[0])
	}
}

// notBefore is when the line's next row may leave, as far as the chat is
// concerned.
func (s *sender) notBefore(l *line, now time.Time) time.Time {
	if len(l.answers) > 0 {
		return l.pause
	}
	next := latest(l.pause, l.lastPaced.Add(s.pace.chat))
	if l.to == flows.Group {
		next = latest(next, s.pace.groupFree(now))
	}
	return next
}

// forget drops a line for which nothing waits, as soon as nothing has to be
// remembered for it: the pace of the chat, numbers of messages.
func (s *sender) forget(l *line, now time.Time) {
	switch paced := l.lastPaced.Add(s.pace.chat); {
	case paced.After(now):
		s.hold(l, paced)
	case l.pause.After(now):
		s.hold(l, l.pause)
	case len(l.known) == 0:
		delete(s.lines, l.to)
	}
}

// count tells idleness how many rows of the line can be sent at the moment.
func (s *sender) count(l *line, now time.Time) {
	n := 0
	if l.busy || !l.pause.After(now) {
		n = len(l.answers) + len(l.paced)
	}
	if l.busy {
		n++
	}
	s.b.idle.add(n - l.counted)
	l.counted = n
}

// holds is a heap of lines by the time until which they are held.
type holds []*line

func (h holds) Len() int           { return len(h) }
func (h holds) Less(i, j int) bool { return h[i].until.Before(h[j].until) }
func (h holds) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].index, h[j].index = i, j
}

// Push implements heap.Interface.
func (h *holds) Push(x any) {
	l := x.(*line)
	l.index = len(*h)
	*h = append(*h, l)
}

// Pop implements heap.Interface.
func (h *holds) Pop() any {
	old := *h
	l := old[len(old)-1]
	old[len(old)-1] = nil
	*h = old[:len(old)-1]
	l.index = -1
	return l
}

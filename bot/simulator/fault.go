package simulator

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// FaultKind is what goes wrong with a request.
type FaultKind int

const (
	// TooMany answers 429 with Fault.RetryAfter (1 s when zero).
	TooMany FaultKind = iota
	// ServerError answers Fault.Code (502 when zero) with a body in HTML; the
	// request is not carried out.
	ServerError
	// ServerErrorAfter carries the request out and then answers 502 in HTML.
	ServerErrorAfter
	// CutBefore ends the connection before the request is read.
	CutBefore
	// CutAfter carries the request out and ends the connection without an answer.
	CutAfter
	// Hang reads the request and neither carries it out nor answers, until the
	// client goes away or ClearFaults is called, which ends the connection.
	Hang
	// Slow waits for Fault.Delay and then carries the request out.
	Slow
	// SlowAnswer carries the request out and answers after Fault.Delay.
	SlowAnswer
	// Refuse answers Fault.Code (400 when zero) with Fault.Description, which
	// holds the prefix, such as "Bad Request: …".
	Refuse
)

// Fault goes wrong with the next requests that fit it.
type Fault struct {
	Method string // any but getUpdates when empty; "*" also means getUpdates
	Chat   int64  // any when 0; not looked at by CutBefore
	Skip   int    // requests that go well first
	Every  int    // hits only each so-many-th of them
	Times  int    // requests that it hits; 1 when 0, without end when negative
	Kind   FaultKind

	RetryAfter  int // seconds
	Code        int
	Description string
	Delay       time.Duration // waited before any kind but SlowAnswer

	met int // requests that fit
}

// Fail adds a fault. Faults are looked at in the order in which they came; at
// most one hits a request.
func (s *Server) Fail(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.Times == 0 {
		f.Times = 1
	}
	s.faults = append(s.faults, &f)
}

// ClearFaults ends all faults and the requests that hang.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
	close(s.released)
	s.released = make(chan struct{})
}

// Faults returns how many faults are still waiting for a request.
func (s *Server) Faults() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.faults)
}

// Outage refuses connections and ends those that are open, long polls too,
// until Outage(false). Mounted in somebody else's server it ends the connection
// of every request instead.
func (s *Server) Outage(on bool) error {
	s.mu.Lock()
	changed := s.down != on
	s.down = on
	s.touch()
	s.mu.Unlock()
	s.net.Lock()
	defer s.net.Unlock()
	if !changed || s.addr == "" {
		return nil
	}
	if on {
		s.unlisten()
		return nil
	}
	return s.listen(s.addr)
}

// Down reports whether there is an outage.
func (s *Server) Down() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.down
}

// after tells what remains to be done when a request has been carried out.
type after int

const (
	nothing after = iota
	answered
	delayAnswer
	loseAnswer
	spoilAnswer
)

func (f *Fault) hits(method string) bool {
	switch f.Method {
	case "":
		return method != "getUpdates"
	case "*":
		return true
	}
	return strings.EqualFold(f.Method, method)
}

// nextFault takes the fault for a request; early ones hit before it is read.
func (s *Server) nextFault(method string, chat int64, early bool) (Fault, <-chan struct{}, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, f := range s.faults {
		if (f.Kind == CutBefore) != early || !f.hits(method) || !early && f.Chat != 0 && f.Chat != chat {
			continue
		}
		if f.Skip > 0 {
			f.Skip--
			continue
		}
		if f.met++; f.Every > 1 && f.met%f.Every != 0 {
			continue
		}
		if f.Times--; f.Times == 0 {
			s.faults = append(s.faults[:i:i], s.faults[i+1:]...)
		}
		s.touch()
		return *f, s.released, true
	}
	return Fault{}, nil, false
}

func (s *Server) faultBeforeReading(r *http.Request, method string) {
	f, released, ok := s.nextFault(method, 0, true)
	if !ok {
		return
	}
	pause(f.Delay, r.Context().Done(), released)
	s.mu.Lock()
	s.counts[method]++
	s.mu.Unlock()
	panic(http.ErrAbortHandler)
}

func (s *Server) faultBeforeAnswer(w http.ResponseWriter, r *http.Request, q *query) (after, func()) {
	f, released, ok := s.nextFault(q.name, q.integer("chat_id", 0, -1<<62, 1<<62), false)
	if !ok {
		return nothing, nil
	}
	wait := func() { pause(f.Delay, r.Context().Done(), released) }
	if f.Kind == SlowAnswer {
		return delayAnswer, wait
	}
	wait()
	switch f.Kind {
	case TooMany:
		s.answer(w, q, tooMany(max(1, f.RetryAfter)))
	case Refuse:
		code := f.Code
		if code == 0 {
			code = 400
		}
		s.answer(w, q, &refusal{code: code, text: f.Description, retryAfter: f.RetryAfter})
	case ServerError:
		code := f.Code
		if code == 0 {
			code = http.StatusBadGateway
		}
		s.refuse(q, &refusal{code: code, text: fmt.Sprintf("%d in HTML", code)})
		writeHTML(w, code)
	case Hang:
		s.refuse(q, &refusal{text: "no answer"})
		select {
		case <-r.Context().Done():
		case <-released:
		}
		panic(http.ErrAbortHandler)
	case CutAfter:
		return loseAnswer, nil
	case ServerErrorAfter:
		return spoilAnswer, nil
	default: // Slow
		return nothing, nil
	}
	return answered, nil
}

func (s *Server) answer(w http.ResponseWriter, q *query, f *refusal) {
	s.refuse(q, f)
	writeRefusal(w, f)
}

func pause(d time.Duration, ends ...<-chan struct{}) {
	if d <= 0 {
		return
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ends[0]:
	case <-ends[1]:
	}
}

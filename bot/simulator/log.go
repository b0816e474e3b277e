package simulator

import (
	"time"
)

// Call is one request of the bot, as the log keeps it. What it changed had
// happened when it was written down, so the log is the judge in tests.
type Call struct {
	At       time.Time // of Options.Now, whole seconds
	Arrived  time.Time // of the real clock
	Method   string
	Chat     int64 // 0 where the method has none
	User     int64
	Message  int // the message sent, edited or deleted; of an answered press, the one pressed
	Text     string
	Entities []Entity
	Buttons  [][]Button
	Keyboard *Keyboard
	File     *File
	Location *Location
	Silent   bool
	ReplyTo  int  // the message that was replied to, 0 for none
	Lost     bool // accepted, but the bot got no good answer (see Fault)

	// Of refused calls only.
	Code        int
	Description string
}

// HTML returns the text with its markup.
func (c Call) HTML() string { return renderHTML(c.Text, c.Entities) }

// accept writes an accepted call down. It is called with s.mu held, where the
// change itself is made.
func (s *Server) accept(q *query, c Call) {
	c.Method, c.Lost = q.name, q.lost
	c.At, c.Arrived = s.now(), time.Now()
	s.calls = append(s.calls, c)
	s.counts[q.name]++
	s.touch()
}

func (s *Server) refuse(q *query, f *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refused = append(s.refused, Call{
		At: s.now(), Arrived: time.Now(), Method: q.name, Chat: q.integer("chat_id", 0, -1<<62, 1<<62), Text: q.text("text"),
		Message: int(q.integer("message_id", 0, 0, 1<<31)), Code: f.code, Description: f.text,
	})
	s.counts[q.name]++
	s.touch()
}

func (s *Server) countUnknown(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.counts[name]++
	s.violations = append(s.violations, name+": no such method here")
	s.touch()
}

// Log returns the accepted calls in the order in which they took effect, apart
// from getUpdates.
func (s *Server) Log() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Call(nil), s.calls...)
}

// Sent returns the accepted calls of a method to a chat; chat 0 means all.
func (s *Server) Sent(method string, chat int64) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Call
	for _, c := range s.calls {
		if c.Method == method && (chat == 0 || c.Chat == chat) {
			out = append(out, c)
		}
	}
	return out
}

// Refused returns the calls that were answered with an error, faults included.
func (s *Server) Refused() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Call(nil), s.refused...)
}

// Count returns how many requests of a method came, accepted or not.
func (s *Server) Count(method string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.counts[method]
}

// Seen is a number that changes with whatever people and the bot do.
func (s *Server) Seen() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rev + len(s.calls) + s.queue.head()
}

// ForgetLog empties the log, so that a long run does not grow without end.
func (s *Server) ForgetLog() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls, s.refused, s.violations, s.journal = nil, nil, nil, nil
}

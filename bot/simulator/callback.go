package simulator

import (
	"fmt"
	"strconv"
	"time"
)

// press is a callback query.
type press struct {
	person  *Person
	message int
	until   time.Time // when it can no longer be answered
	done    bool
}

func answerCallbackQuery(s *Server, q *query, out []byte) ([]byte, *refusal) {
	text := q.text("text")
	if utf16Len(text) > 200 {
		return out, bad("MESSAGE_TOO_LONG")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.presses[q.text("callback_query_id")]
	if p == nil || s.opts.Now().After(p.until) {
		return out, bad("query is too old and response timeout expired or query ID is invalid")
	}
	if !p.done {
		p.done = true
		p.person.toasts = append(p.person.toasts, Toast{Message: p.message, Text: text, Alert: q.flag("show_alert")})
		s.revise(p.person.chat, nil)
	}
	s.accept(q, Call{Chat: p.person.chat.id, User: p.person.chat.id, Message: p.message, Text: text})
	return append(out, "true"...), nil
}

// pressOn sends the callback query of a press on a message, also of data that it
// does not show any more. It is called with the lock held.
func (p *Person) pressOn(c *chat, m *Message, data string) {
	s := p.s
	s.note(act{person: p, chat: c, verb: presses, text: labelOf(m, data), message: *m})
	s.lastPress++
	id := strconv.FormatInt(4_000_000_000_000_000_000+s.lastPress, 10)
	s.presses[id] = &press{person: p, message: m.ID, until: s.opts.Now().Add(s.opts.AnswerWithin)}
	s.forgetPresses()
	b := append([]byte(nil), `{"id":"`...)
	b = append(b, id...)
	b = append(b, `","from":`...)
	b = append(b, p.json...)
	b = append(b, `,"message":`...)
	if m.Deleted {
		b = append(b, `{"chat":`...)
		b = append(b, c.json...)
		b = appendInt(b, "message_id", int64(m.ID))
		b = append(b, `,"date":0}`...)
	} else {
		b = s.appendMessage(b, c, m, false)
	}
	b = fmt.Appendf(b, `,"chat_instance":"%d"`, -c.id)
	b = appendText(b, "data", data)
	s.push("callback_query", append(b, '}'), keepPress)
}

// forgetPresses drops, now and then, the presses that nobody can answer.
func (s *Server) forgetPresses() {
	if s.lastPress%4096 != 0 {
		return
	}
	now := s.opts.Now()
	for id, p := range s.presses {
		if now.After(p.until) {
			delete(s.presses, id)
		}
	}
}

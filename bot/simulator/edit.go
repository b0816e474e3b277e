package simulator

import (
	"slices"
	"time"
)

const notModified = "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"

func editMessageText(s *Server, q *query, out []byte) ([]byte, *refusal) {
	text, es, f := messageText(q)
	if f != nil {
		return out, f
	}
	checkPreview(q)
	return s.edit(q, out, func(m *Message) *refusal {
		if m.Kind != KindText {
			return bad("there is no text in the message to edit")
		}
		m.Text, m.Entities = text, es
		return nil
	})
}

func editMessageCaption(s *Server, q *query, out []byte) ([]byte, *refusal) {
	text, es, f := caption(q)
	if f != nil {
		return out, f
	}
	return s.edit(q, out, func(m *Message) *refusal {
		if !m.caption || m.Kind == KindVideoNote {
			return bad("there is no caption in the message to edit")
		}
		m.Text, m.Entities = text, es
		return nil
	})
}

func editMessageReplyMarkup(s *Server, q *query, out []byte) ([]byte, *refusal) {
	return s.edit(q, out, func(*Message) *refusal { return nil })
}

// edit changes a copy of the message and puts it in place of the old one. A
// keyboard that is not given again is taken away, as with Telegram.
func (s *Server) edit(q *query, out []byte, change func(*Message) *refusal) ([]byte, *refusal) {
	keys, f := replyMarkup(q, true)
	if f != nil {
		return out, f
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c, f := s.chatFor(q.text("chat_id"), toWrite)
	if f != nil {
		return out, f
	}
	m := c.find(int(q.integer("message_id", 0, 0, 1<<31-1)))
	switch {
	case m == nil:
		return out, bad("message to edit not found")
	case !m.FromBot, m.Keyboard != nil, m.NoKeys, m.Force, m.Kind == KindService:
		return out, bad("message can't be edited")
	case keys.keyboard != nil, keys.remove, keys.force:
		return out, bad("inline keyboard expected")
	}
	changed := *m
	if f := change(&changed); f != nil {
		return out, f
	}
	changed.Buttons, changed.buttons = keys.inline, keys.inlineJSON
	if changed.Text == m.Text && changed.buttons == m.buttons && slices.Equal(changed.Entities, m.Entities) {
		return out, bad(notModified)
	}
	if wait := s.limits.take(c, time.Now(), s.opts.Limits); wait > 0 {
		return out, tooMany(wait)
	}
	changed.EditDate = s.now()
	*m = changed
	s.revise(c, m)
	s.accept(q, Call{Chat: c.id, Message: m.ID, Text: m.Text, Entities: m.Entities, Buttons: m.Buttons})
	return s.appendMessage(out, c, m, false), nil
}

// deletable is how old a message may be to be deleted for everyone.
const deletable = 48 * time.Hour

func deleteMessage(s *Server, q *query, out []byte) ([]byte, *refusal) {
	id := int(q.integer("message_id", 0, 0, 1<<31-1))
	switch {
	case q.text("chat_id") == "":
		return out, bad("chat identifier is not specified")
	case id == 0:
		return out, bad("message identifier is not specified")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c, f := s.chatFor(q.text("chat_id"), toWrite)
	if f != nil {
		return out, f
	}
	m := c.find(id)
	switch {
	case m == nil:
		return out, bad("message to delete not found")
	case c.group != nil && !m.FromBot && !c.group.botAdmin:
		return out, bad("message can't be deleted")
	case s.opts.Now().Sub(m.Date) > deletable:
		return out, bad("message can't be deleted for everyone")
	}
	m.Deleted = true
	s.revise(c, m)
	s.accept(q, Call{Chat: c.id, Message: m.ID})
	return append(out, "true"...), nil
}

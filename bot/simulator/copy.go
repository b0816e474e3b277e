package simulator

import "strconv"

// copyMessage sends what a message holds once more, in the bot's name. A file
// may get another caption; keyboards are not taken along.
func copyMessage(s *Server, q *query, out []byte) ([]byte, *refusal) {
	text, es, f := caption(q)
	if f != nil {
		return out, f
	}
	s.mu.Lock()
	from, f := s.toCopy(q)
	s.mu.Unlock()
	if f != nil {
		return out, f
	}
	m := Message{
		Kind: from.Kind, Text: from.Text, Entities: from.Entities, File: from.File, Location: from.Location, Contact: from.Contact, caption: from.caption,
	}
	if _, given := q.find("caption"); given && m.caption {
		m.Text, m.Entities = text, es
	}
	to, f := q.dress(&m)
	if f != nil {
		return out, f
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	_, sent, f := s.put(q, m, to)
	if f != nil {
		return out, f
	}
	out = append(out, `{"message_id":`...)
	return append(strconv.AppendInt(out, int64(sent.ID), 10), '}'), nil
}

// toCopy finds the message. It is called with the lock held.
func (s *Server) toCopy(q *query) (Message, *refusal) {
	c, f := s.chatFor(q.text("from_chat_id"), toRead)
	if f != nil {
		return Message{}, f
	}
	m := c.find(int(q.integer("message_id", 0, 0, 1<<31-1)))
	switch {
	case m == nil:
		return Message{}, bad("message to copy not found")
	case m.Kind == KindService, m.Protected:
		return Message{}, bad("message can't be copied")
	}
	return *m, nil
}

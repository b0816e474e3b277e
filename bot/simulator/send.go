package simulator

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

func sendMessage(s *Server, q *query, out []byte) ([]byte, *refusal) {
	text, es, f := messageText(q)
	if f != nil {
		return out, f
	}
	checkPreview(q)
	return s.send(q, out, Message{Kind: KindText, Text: text, Entities: es})
}

func sendLocation(s *Server, q *query, out []byte) ([]byte, *refusal) {
	l, f := place(q)
	if f != nil {
		return out, f
	}
	return s.send(q, out, Message{Kind: KindLocation, Location: l})
}

func sendVenue(s *Server, q *query, out []byte) ([]byte, *refusal) {
	l, f := place(q)
	if f != nil {
		return out, f
	}
	if l.Title, l.Address = q.text("title"), q.text("address"); l.Title == "" || l.Address == "" {
		return out, bad("venue title and address must be non-empty")
	}
	return s.send(q, out, Message{Kind: KindVenue, Location: l})
}

func place(q *query) (*Location, *refusal) {
	for _, name := range []string{"latitude", "longitude"} {
		if q.text(name) == "" {
			return nil, bad(name + " is empty")
		}
	}
	lat, err1 := strconv.ParseFloat(q.text("latitude"), 64)
	long, err2 := strconv.ParseFloat(q.text("longitude"), 64)
	if err1 != nil || err2 != nil || lat < -90 || lat > 90 || long < -180 || long > 180 {
		return nil, bad("wrong location specified")
	}
	return &Location{Latitude: lat, Longitude: long}, nil
}

// checkPreview notes link_preview_options that Telegram would not read.
func checkPreview(q *query) {
	raw := q.text("link_preview_options")
	if raw == "" {
		return
	}
	q.strictJSON("link_preview_options", raw, &wirePreview{})
}

type wirePreview struct {
	Disabled bool   `json:"is_disabled"`
	URL      string `json:"url"`
	Small    bool   `json:"prefer_small_media"`
	Large    bool   `json:"prefer_large_media"`
	Above    bool   `json:"show_above_text"`
}

// strictJSON reads an object and notes fields that are not simulated. It
// reports whether the object could be read.
func (q *query) strictJSON(name, raw string, to any) bool {
	d := json.NewDecoder(strings.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(to); err != nil {
		q.violate(name + ": " + err.Error())
		return json.Unmarshal([]byte(raw), to) == nil
	}
	return true
}

type wireReply struct {
	MessageID int  `json:"message_id"`
	OrElse    bool `json:"allow_sending_without_reply"`
}

func replyTarget(q *query) (wireReply, *refusal) {
	var r wireReply
	if raw := q.text("reply_parameters"); raw != "" {
		if !q.strictJSON("reply_parameters", raw, &r) {
			return r, bad("can't parse reply parameters JSON object")
		}
		return r, nil
	}
	r.MessageID = int(q.integer("reply_to_message_id", 0, 0, 1<<31-1))
	r.OrElse = q.flag("allow_sending_without_reply")
	return r, nil
}

// send is the end of every method that sends: keyboard, chat, limits, and the
// message lies in the chat.
func (s *Server) send(q *query, out []byte, m Message) ([]byte, *refusal) {
	to, f := q.dress(&m)
	if f != nil {
		return out, f
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c, sent, f := s.put(q, m, to)
	if f != nil {
		return out, f
	}
	return s.appendMessage(out, c, sent, false), nil
}

// dress gives a message what the request wants around it, and tells what it is
// to reply to.
func (q *query) dress(m *Message) (wireReply, *refusal) {
	keys, f := replyMarkup(q, !strings.HasPrefix(q.text("chat_id"), "-"))
	if f != nil {
		return wireReply{}, f
	}
	m.Buttons, m.buttons, m.Keyboard, m.NoKeys, m.Force = keys.inline, keys.inlineJSON, keys.keyboard, keys.remove, keys.force
	m.Silent, m.Protected = q.flag("disable_notification"), q.flag("protect_content")
	return replyTarget(q)
}

// put lays the bot's message into its chat. It is called with the lock held.
func (s *Server) put(q *query, m Message, to wireReply) (*chat, *Message, *refusal) {
	c, f := s.chatFor(q.text("chat_id"), toWrite)
	if f != nil {
		return nil, nil, f
	}
	if to.MessageID != 0 {
		m.reply = c.find(to.MessageID)
		switch {
		case m.reply != nil:
			m.ReplyTo = to.MessageID
		case !to.OrElse:
			return nil, nil, bad("message to be replied not found")
		}
	}
	if wait := s.limits.take(c, time.Now(), s.opts.Limits); wait > 0 {
		return nil, nil, tooMany(wait)
	}
	m.FromBot, m.From, m.from = true, s.botID, s.botUser
	sent := s.add(c, m)
	c.setKeys(sent)
	if c.group != nil {
		c.group.botSpokeLast = true
	}
	s.accept(q, Call{
		Chat: c.id, Message: sent.ID, Text: m.Text, Entities: m.Entities, Buttons: m.Buttons, Keyboard: m.Keyboard,
		File: m.File, Location: m.Location, Silent: m.Silent, ReplyTo: m.ReplyTo,
	})
	return c, sent, nil
}

// add puts a message into a chat with the next number. It is called with the
// lock held.
func (s *Server) add(c *chat, m Message) *Message {
	s.lastID++
	m.ID, m.Chat, m.Date = s.lastID, c.id, s.now()
	c.messages = append(c.messages, &m)
	s.revise(c, &m)
	return &m
}

func (c *chat) setKeys(m *Message) {
	switch {
	case m.Keyboard != nil:
		c.keyboard, c.keysFrom = m.Keyboard, m.ID
	case m.NoKeys, m.Force:
		c.keyboard, c.keysFrom = nil, 0
	}
}

func sendChatAction(s *Server, q *query, out []byte) ([]byte, *refusal) {
	switch q.text("action") {
	case "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
		"choose_sticker", "find_location", "record_video_note", "upload_video_note":
	default:
		return out, bad("wrong parameter action in request")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c, f := s.chatFor(q.text("chat_id"), toWrite)
	if f != nil {
		return out, f
	}
	c.typing = time.Now()
	s.revise(c, nil)
	s.accept(q, Call{Chat: c.id, Text: q.text("action")})
	return append(out, "true"...), nil
}

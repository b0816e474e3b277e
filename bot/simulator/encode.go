package simulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
)

// appendMessage writes a Message. Nested ones (in reply_to_message) are written
// without what they reply to, as Telegram does.
func (s *Server) appendMessage(b []byte, c *chat, m *Message, nested bool) []byte {
	b = append(b, `{"message_id":`...)
	b = strconv.AppendInt(b, int64(m.ID), 10)
	if m.from != nil {
		b = append(b, `,"from":`...)
		b = append(b, m.from...)
	}
	if m.Anonymous {
		b = append(b, `,"sender_chat":`...)
		b = append(b, c.json...)
	}
	b = append(b, `,"chat":`...)
	b = append(b, c.json...)
	b = appendInt(b, "date", m.Date.Unix())
	if !m.EditDate.IsZero() {
		b = appendInt(b, "edit_date", m.EditDate.Unix())
	}
	b = append(b, m.origin...)
	if m.reply != nil && !nested {
		b = append(b, `,"reply_to_message":`...)
		b = s.appendMessage(b, c, m.reply, true)
	}
	b = appendText(b, "media_group_id", m.Album)
	if m.Protected {
		b = append(b, `,"has_protected_content":true`...)
	}
	b = append(b, m.service...)
	if m.File != nil {
		b = m.File.appendTo(b, m.Kind)
		if m.Kind == KindAnimation { // for programs that do not know animations
			b = m.File.appendTo(b, KindDocument)
		}
	}
	b = appendPlace(b, m.Location)
	if k := m.Contact; k != nil {
		b = append(b, `,"contact":{"phone_number":`...)
		b = appendString(b, k.Phone)
		b = append(b, `,"first_name":`...)
		b = appendString(b, k.First)
		b = appendText(b, "last_name", k.Last)
		if k.UserID != 0 {
			b = appendInt(b, "user_id", k.UserID)
		}
		b = append(b, '}')
	}
	text, entities := "text", `,"entities":`
	if m.caption {
		text, entities = "caption", `,"caption_entities":`
	}
	b = appendText(b, text, m.Text)
	if len(m.Entities) > 0 {
		b = append(b, entities...)
		b = s.appendEntities(b, m.Entities)
	}
	if m.buttons != "" {
		b = append(b, `,"reply_markup":`...)
		b = append(b, m.buttons...)
	}
	return append(b, '}')
}

func appendPlace(b []byte, l *Location) []byte {
	if l == nil {
		return b
	}
	if l.Title != "" {
		b = append(b, `,"venue":{"title":`...)
		b = appendString(b, l.Title)
		b = append(b, `,"address":`...)
		b = appendString(b, l.Address)
		b = append(appendPoint(b, l), '}')
	}
	return appendPoint(b, l)
}

func appendPoint(b []byte, l *Location) []byte {
	b = append(b, `,"location":{"latitude":`...)
	b = strconv.AppendFloat(b, l.Latitude, 'f', -1, 64)
	b = append(b, `,"longitude":`...)
	b = strconv.AppendFloat(b, l.Longitude, 'f', -1, 64)
	return append(b, '}')
}

func (s *Server) appendBot(b []byte) []byte {
	b = append(b, `{"id":`...)
	b = strconv.AppendInt(b, s.botID, 10)
	b = append(b, `,"is_bot":true,"first_name":`...)
	b = appendString(b, s.opts.BotName)
	b = appendText(b, "username", s.opts.BotUsername)
	return append(b, '}')
}

func appendUser(b []byte, p Profile) []byte {
	b = append(b, `{"id":`...)
	b = strconv.AppendInt(b, p.ID, 10)
	b = append(b, `,"is_bot":false,"first_name":`...)
	b = appendString(b, p.First)
	b = appendText(b, "last_name", p.Last)
	b = appendText(b, "username", p.Username)
	b = appendText(b, "language_code", p.LanguageCode)
	return append(b, '}')
}

// anonymousID is the user in whose name anonymous administrators write
// (@GroupAnonymousBot).
const anonymousID = 1087968824

var anonymousUser = []byte(`{"id":1087968824,"is_bot":true,"first_name":"Group","username":"GroupAnonymousBot"}`)

// objectBody returns a JSON object without its opening brace, ready to follow
// an update_id.
func objectBody(raw string) (string, error) {
	body, ok := strings.CutPrefix(strings.TrimSpace(raw), "{")
	if !ok || !json.Valid([]byte(raw)) {
		return "", errors.New("not a JSON object")
	}
	if strings.TrimSpace(body) == "}" {
		return "", errors.New("an empty JSON object")
	}
	var b bytes.Buffer
	if err := json.Compact(&b, []byte(raw)); err != nil {
		return "", err
	}
	return b.String()[1:], nil
}

// appendString writes a JSON string; s is valid UTF-8.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[from:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		default:
			b = append(b, '\\', 'u', '0', '0', "0123456789abcdef"[c>>4], "0123456789abcdef"[c&15])
		}
		from = i + 1
	}
	return append(append(b, s[from:]...), '"')
}

// appendText writes ,"name":"value" unless the value is empty.
func appendText(b []byte, name, value string) []byte {
	if value == "" {
		return b
	}
	b = append(append(append(b, ',', '"'), name...), '"', ':')
	return appendString(b, value)
}

// appendInt writes ,"name":n.
func appendInt(b []byte, name string, n int64) []byte {
	b = append(append(append(b, ',', '"'), name...), '"', ':')
	return strconv.AppendInt(b, n, 10)
}

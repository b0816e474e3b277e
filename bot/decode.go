package bot

import (
	"crypto/rand"
	"encoding/json"
	"strings"
	"time"
	"unicode/utf16"

	"partnerbot/flows"
)

// The parts of the Bot API's types that are read here. The library's own types
// are complete to 2022 and several times as slow to decode.
type (
	wireUpdate struct {
		ID           int64         `json:"update_id"`
		Message      *wireMessage  `json:"message"`
		Edited       *wireMessage  `json:"edited_message"`
		Callback     *wireCallback `json:"callback_query"`
		MyChatMember *wireMember   `json:"my_chat_member"`
	}
	wireUser struct {
		ID       int64  `json:"id"`
		IsBot    bool   `json:"is_bot"`
		First    string `json:"first_name"`
		Last     string `json:"last_name"`
		Language string `json:"language_code"`
	}
	wireChat struct {
		ID   int64  `json:"id"`
		Type string `json:"type"`
	}
	wireMessage struct {
		ID          int             `json:"message_id"`
		From        *wireUser       `json:"from"`
		SenderChat  *wireChat       `json:"sender_chat"`
		Chat        wireChat        `json:"chat"`
		Date        int64           `json:"date"`
		Text        string          `json:"text"`
		Caption     string          `json:"caption"`
		Entities    []wireEntity    `json:"entities"`
		ReplyTo     *wireReplied    `json:"reply_to_message"`
		Forward     json.RawMessage `json:"forward_origin"`
		ForwardDate int64           `json:"forward_date"`
		Album       string          `json:"media_group_id"`
		Contact     *wireContact    `json:"contact"`
		Photo       []wireFile      `json:"photo"`
		Document    *wireFile       `json:"document"`
		Voice       *wireFile       `json:"voice"`
		Video       *wireFile       `json:"video"`
		VideoNote   *wireFile       `json:"video_note"`
		Audio       *wireFile       `json:"audio"`
		Sticker     json.RawMessage `json:"sticker"`
		Location    json.RawMessage `json:"location"`
		Venue       json.RawMessage `json:"venue"`
		Poll        json.RawMessage `json:"poll"`
		MigrateTo   int64           `json:"migrate_to_chat_id"`
		MigrateFrom int64           `json:"migrate_from_chat_id"`
	}
	wireReplied struct {
		ID int `json:"message_id"`
	}
	wireEntity struct {
		Type   string `json:"type"`
		Offset int    `json:"offset"`
		Length int    `json:"length"`
	}
	wireContact struct {
		Phone  string `json:"phone_number"`
		First  string `json:"first_name"`
		Last   string `json:"last_name"`
		UserID int64  `json:"user_id"`
	}
	wireFile struct {
		ID     string `json:"file_id"`
		Unique string `json:"file_unique_id"`
		Name   string `json:"file_name"`
		MIME   string `json:"mime_type"`
		Size   int64  `json:"file_size"`
	}
	wireCallback struct {
		ID      string       `json:"id"`
		From    wireUser     `json:"from"`
		Message *wireMessage `json:"message"`
		Data    string       `json:"data"`
	}
	wireMember struct {
		Chat wireChat `json:"chat"`
		From wireUser `json:"from"`
		New  struct {
			Status string `json:"status"`
		} `json:"new_chat_member"`
	}
)

// Senders that are nobody: an administrator in the name of the group, a linked
// channel, a person in the name of a channel (tdlib/telegram-bot-api).
const (
	anonymousAdmin = 1087968824
	linkedChannel  = 777000
	asChannel      = 136817688
)

// decoder turns Telegram's updates into those of package flows.
type decoder struct {
	username string // ours, lower case: commands for other bots are not for us
	group    int64  // of the coordinators, 0 for none
}

// decode never fails: what cannot be read is said to be broken, what is not for
// us is ignored, and both are marked as seen.
func (d decoder) decode(raw json.RawMessage) flows.Update {
	var w wireUpdate
	err := json.Unmarshal(raw, &w)
	u := flows.Update{ID: w.ID, Raw: raw}
	if err != nil {
		var id struct {
			ID int64 `json:"update_id"`
		}
		_ = json.Unmarshal(raw, &id)
		u.ID, u.Broken = id.ID, "not understood: "+err.Error()
		return u
	}
	_, _ = rand.Read(u.Input.Seed[:])
	u.Input.Update = w.ID
	switch {
	case w.Message != nil:
		d.message(&u, w.Message, false)
	case w.Edited != nil:
		d.message(&u, w.Edited, true)
	case w.Callback != nil:
		d.callback(&u, w.Callback)
	case w.MyChatMember != nil:
		d.member(&u, w.MyChatMember)
	}
	u.Ignore = u.Migrated == nil && u.Input.What == nil
	return u
}

// from fills in the sender and the chat; false when it is nobody, or a chat
// that is not ours.
func (d decoder) from(u *flows.Update, who *wireUser, chat wireChat) bool {
	if who == nil || who.IsBot || who.ID == 0 || who.ID == anonymousAdmin || who.ID == linkedChannel || who.ID == asChannel {
		return false
	}
	u.Chat, u.User = chat.ID, who.ID
	u.Input.Private = chat.Type == "private"
	u.Input.Name = strings.TrimSpace(who.First + " " + who.Last)
	u.Input.Language = who.Language
	return u.Input.Private || chat.ID == d.group && d.group != 0
}

func (d decoder) message(u *flows.Update, m *wireMessage, edited bool) {
	switch {
	case m.MigrateTo != 0:
		u.Migrated = &flows.Migration{From: m.Chat.ID, To: m.MigrateTo}
		return
	case m.MigrateFrom != 0:
		u.Migrated = &flows.Migration{From: m.MigrateFrom, To: m.Chat.ID}
		return
	}
	if !d.from(u, m.From, m.Chat) {
		return
	}
	in := &u.Input
	in.Message, in.Sent = m.ID, time.Unix(m.Date, 0).UTC()
	if m.ReplyTo != nil {
		in.ReplyTo = m.ReplyTo.ID
	}
	if edited {
		in.What = flows.Edited{Text: m.Text + m.Caption}
		return
	}
	in.What = d.what(m)
}

// what is what the message brings; nil for a command that is not for us.
func (d decoder) what(m *wireMessage) flows.What {
	file := func(kind flows.FileKind, f *wireFile) flows.What {
		return flows.Attachment{
			Kind: kind, Remote: f.ID, Unique: f.Unique, Name: f.Name, MIME: f.MIME, Size: f.Size, Caption: m.Caption, Album: m.Album,
		}
	}
	switch {
	case m.Text != "":
		if name, argument, ours, is := d.command(m); is {
			if !ours {
				return nil
			}
			return flows.Command{Name: name, Argument: argument}
		}
		return flows.Text{Text: m.Text, Forwarded: m.Forward != nil || m.ForwardDate != 0}
	case m.Contact != nil:
		return flows.Contact{
			Phone: m.Contact.Phone, Name: strings.TrimSpace(m.Contact.First + " " + m.Contact.Last), Own: m.Contact.UserID == m.From.ID,
		}
	case len(m.Photo) > 0:
		return file(flows.Photo, &m.Photo[len(m.Photo)-1]) // the largest comes last
	case m.Voice != nil:
		return file(flows.Voice, m.Voice)
	case m.VideoNote != nil:
		return file(flows.Video, m.VideoNote)
	case m.Video != nil:
		return file(flows.Video, m.Video)
	case m.Audio != nil:
		return file(flows.Audio, m.Audio)
	case m.Document != nil:
		return file(flows.Document, m.Document)
	case m.Sticker != nil:
		return flows.Other{Kind: "sticker"}
	case m.Venue != nil, m.Location != nil:
		return flows.Other{Kind: "location"}
	case m.Poll != nil:
		return flows.Other{Kind: "poll"}
	}
	return flows.Other{Kind: "other"}
}

// command reads the command with which the message begins. Offsets are UTF-16
// units; the library's own CommandArguments cuts bytes.
func (d decoder) command(m *wireMessage) (name, argument string, ours, is bool) {
	for _, e := range m.Entities {
		if e.Type != "bot_command" || e.Offset != 0 {
			continue
		}
		units := utf16.Encode([]rune(m.Text))
		if e.Length < 2 || e.Length > len(units) {
			continue
		}
		word := string(utf16.Decode(units[1:e.Length]))
		argument = strings.TrimSpace(string(utf16.Decode(units[e.Length:])))
		name, bot, addressed := strings.Cut(word, "@")
		return strings.ToLower(name), argument, !addressed || strings.EqualFold(bot, d.username), true
	}
	return "", "", false, false
}

func (d decoder) callback(u *flows.Update, c *wireCallback) {
	u.Callback = c.ID
	chat := wireChat{ID: c.From.ID, Type: "private"}
	if c.Message != nil {
		chat = c.Message.Chat
	}
	if !d.from(u, &c.From, chat) {
		return
	}
	p := flows.Press{Data: c.Data}
	if c.Message != nil {
		u.Input.Message = c.Message.ID
		if c.Message.Date != 0 { // otherwise Telegram no longer shows what it says (Bot API, InaccessibleMessage)
			p.Text = c.Message.Text
		}
	}
	u.Input.What = p
}

// member reads that a person has stopped the bot, or taken it back.
func (d decoder) member(u *flows.Update, m *wireMember) {
	if m.Chat.Type != "private" || !d.from(u, &m.From, m.Chat) {
		return
	}
	if m.New.Status == "kicked" {
		u.Input.What = flows.Blocked{}
	} else {
		u.Input.What = flows.Unblocked{}
	}
}

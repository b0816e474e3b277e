package bot

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"strings"
	"time"
	"unicode/utf16"

	"partnerbot/flows"
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
	username string // ours: commands for other bots are not for us
	group    int64  // of the coordinators, 0 for none
	role     func(user int64, private bool) flows.Role
}

// decode never fails: what cannot be read is said to be broken, what is not for
// us is ignored, and both are marked as seen.
func (d decoder) decode(raw json.RawMessage) flows.Update {
	var w wireUpdate
	err := json.Unmarshal(raw, &w)
	u := flows.Update{ID: w.ID, Raw: raw}
	_, _ = rand.Read(u.Input.Seed[:])
	u.Input.Update = w.ID
	if err != nil {
		u.Broken = "not understood: " + amiss(err)
		d.sender(&u, &w)
		return u
	}
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
	u.Ignore = u.Migrated == nil && u.Stranger == nil && u.Input.What == nil
	return u
}

// amiss says which field cannot be read, without what it holds: that may be
// somebody's own.
func amiss(err error) string {
	var wrong *json.UnmarshalTypeError
	if !errors.As(err, &wrong) {
		return "no JSON"
	}
	kind, _, _ := strings.Cut(wrong.Value, " ")
	return "a " + kind + " in " + wrong.Field
}

// sender finds out whose update it is that cannot be read, as far as it can be
// seen, so that they can be told. Decoding goes on after a field of a wrong type.
func (d decoder) sender(u *flows.Update, w *wireUpdate) {
	switch {
	case w.Message != nil:
		d.from(u, w.Message.From, w.Message.Chat)
	case w.Edited != nil:
		d.from(u, w.Edited.From, w.Edited.Chat)
	case w.Callback != nil:
		u.Callback = w.Callback.ID
		d.from(u, &w.Callback.From, w.Callback.chat())
	}
}

// from fills in the sender and the chat; false when it is nobody, or a chat
// that is not ours.
func (d decoder) from(u *flows.Update, who *wireUser, chat wireChat) bool {
	ours := d.group != 0 && chat.ID == d.group
	switch {
	case who == nil || who.ID == 0 || chat.Type != "private" && !ours:
		return false
	case who.ID == anonymousAdmin && ours:
		// An administrator of the group, nobody knows which: reads, is no person.
		u.Chat, u.Input.Role = chat.ID, flows.RoleMember
		return true
	case !who.person():
		return false
	}
	u.Chat, u.User = chat.ID, who.ID
	u.Input.Private = chat.Type == "private"
	u.Input.Name = strings.TrimSpace(who.First + " " + who.Last)
	u.Input.Language = who.Language
	u.Input.Role = d.role(who.ID, u.Input.Private)
	return true
}

// person reports whether it is somebody: no bot, and nobody who writes in the name
// of a group or channel.
func (w *wireUser) person() bool {
	return w.ID != 0 && !w.IsBot && w.ID != anonymousAdmin && w.ID != linkedChannel && w.ID != asChannel
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
	if d.foreign(m.Chat) {
		u.Stranger = &flows.Stranger{Chat: m.Chat.ID, Claim: d.claim(m)}
		if u.Stranger.Claim != "" && m.From != nil && m.From.person() {
			u.User, u.Input.Language = m.From.ID, m.From.Language // who claims it is written down
		}
		return
	}
	if m.From != nil && m.From.ID == anonymousAdmin && (m.SenderChat == nil || m.SenderChat.ID != m.Chat.ID) {
		return // in the name of something else than the group
	}
	if !d.from(u, m.From, m.Chat) {
		return
	}
	in := &u.Input
	in.Message, in.Sent = m.ID, time.Unix(m.Date, 0).UTC()
	if m.ReplyTo != nil {
		d.replied(in, m.ReplyTo)
	}
	switch {
	case !edited:
		in.What = d.what(m)
	case m.Text+m.Caption != "":
		in.What = flows.Edited{Text: m.Text + m.Caption}
	}
}

// replied fills in what was replied to. What its buttons carry counts where the
// bot has put them there.
func (d decoder) replied(in *flows.Input, r *wireReplied) {
	in.ReplyTo = r.ID
	in.ToBot = r.From != nil && r.From.IsBot && strings.EqualFold(r.From.Username, d.username)
	if rows := r.Markup.Rows; in.ToBot && len(rows) > 0 && len(rows[0]) > 0 {
		in.ReplyData, in.ReplySent = rows[0][0].Data, time.Unix(r.Date, 0).UTC()
	}
}

// what is what the message brings; nil for a command that is for another bot,
// and for service messages. What this program does not know yet is answered where
// a person talks with the bot alone.
func (d decoder) what(m *wireMessage) flows.What {
	file := func(kind flows.FileKind, f *wireFile) flows.What {
		return flows.Attachment{
			Kind: kind, Remote: f.ID, Unique: f.Unique, Name: f.Name, MIME: f.MIME, Size: f.Size, Caption: m.Caption, Album: m.Album,
		}
	}
	switch {
	case m.Text != "":
		if name, argument, ours, is := d.command(m); is && !m.forwarded() {
			if !ours {
				return nil
			}
			return flows.Command{Name: name, Argument: argument}
		}
		return flows.Text{Text: m.Text, Forwarded: m.forwarded()}
	case m.Contact != nil:
		return flows.Contact{
			Phone: m.Contact.Phone, Name: strings.TrimSpace(m.Contact.First + " " + m.Contact.Last), Own: m.Contact.UserID == m.From.ID,
		}
	case len(m.Photo) > 0:
		return file(flows.Photo, &m.Photo[len(m.Photo)-1]) // the largest comes last
	case m.Voice != nil:
		return file(flows.Voice, m.Voice)
	case m.VideoNote != nil:
		return file(flows.VideoNote, m.VideoNote)
	case m.Video != nil:
		return file(flows.Video, m.Video)
	case m.Animation != nil: // before document, which comes with it
		return file(flows.Animation, m.Animation)
	case m.Audio != nil:
		return file(flows.Audio, m.Audio)
	case m.Document != nil:
		return file(flows.Document, m.Document)
	}
	switch kind := m.kind(); {
	case kind != "":
		return flows.Other{Kind: kind}
	case m.Chat.Type == "private" && !m.service():
		return flows.Other{Kind: "unknown"}
	}
	return nil
}

// forwarded reports whether the message was written elsewhere.
func (m *wireMessage) forwarded() bool { return bool(m.Forward) || m.ForwardDate != 0 }

// command reads the command with which the message begins. In a private chat it
// is ours whatever bot it names: there is no other. Offsets are UTF-16 units; the
// library's own CommandArguments cuts bytes.
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
		ours = !addressed || m.Chat.Type == "private" || strings.EqualFold(bot, d.username)
		return strings.ToLower(name), argument, ours, true
	}
	return "", "", false, false
}

func (d decoder) callback(u *flows.Update, c *wireCallback) {
	u.Callback = c.ID
	if !d.from(u, &c.From, c.chat()) {
		return
	}
	p := flows.Press{Data: c.Data}
	if c.Message != nil {
		u.Input.Message = c.Message.ID
		if c.Message.Date != 0 { // otherwise Telegram no longer shows what it says (Bot API, InaccessibleMessage)
			p.Text = c.Message.Text + c.Message.Caption
		}
	}
	u.Input.What = p
}

// chat is where the button was pressed; without a message, the private chat.
func (c *wireCallback) chat() wireChat {
	if c.Message == nil {
		return wireChat{ID: c.From.ID, Type: "private"}
	}
	return c.Message.Chat
}

// member reads that a person has stopped the bot or taken it back, or that the
// bot's standing in a group has changed.
func (d decoder) member(u *flows.Update, m *wireMember) {
	status := m.New.Status
	out := status == "left" || status == "kicked" || status == "restricted" && !m.New.IsMember
	switch {
	case d.foreign(m.Chat):
		u.Stranger = &flows.Stranger{Chat: m.Chat.ID, Gone: out, Administrator: status == "administrator"}
	case !d.from(u, &m.From, m.Chat):
	case m.Chat.Type != "private":
		u.Input.What = flows.GroupChanged{Present: !out, Administrator: status == "administrator"}
	case status == "kicked":
		u.Input.What = flows.Blocked{}
	case status == "member":
		u.Input.What = flows.Unblocked{}
	}
}

// foreign reports whether the chat is a group or channel that is not ours.
func (d decoder) foreign(c wireChat) bool { return c.Type != "private" && c.ID != d.group }

// claim is the code of the link with which the bot was added to a group:
// "/start@BOT CODE".
func (d decoder) claim(m *wireMessage) string {
	if name, argument, ours, is := d.command(m); is && ours && name == "start" {
		return argument
	}
	return ""
}

package simulator

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

var errBlocked = errors.New("simulator: the bot is blocked; Open or Unblock first")

// Open presses Start, on a link with a parameter or, when it is empty, in the
// bot's chat. Who had blocked the bot unblocks it by that.
func (p *Person) Open(startParam string) (int, error) {
	if len(startParam) > 64 || skipParam(startParam) != len(startParam) {
		return 0, fmt.Errorf("simulator: %q is no start parameter: at most 64 of A-Z a-z 0-9 _ -", startParam)
	}
	p.s.mu.Lock()
	if p.blocked {
		p.unblock()
	}
	p.s.mu.Unlock()
	return p.Say(strings.TrimSpace("/start " + startParam))
}

func skipParam(s string) int {
	i := 0
	for i < len(s) && (isAlnum(s[i]) || s[i] == '_' || s[i] == '-') {
		i++
	}
	return i
}

// Say writes to the bot. A text of more than 4096 characters goes in several
// messages, as Telegram's programs send it; the number of the last is returned.
func (p *Person) Say(text string) (int, error) { return p.say(nil, text, 0) }

// SayIn writes in a group. Whether the bot is told depends on its privacy mode:
// it is when it is an administrator, when the text begins with a command for it
// (a bare one only if no other bot wrote after it, and it did write), or when it
// is a reply to it.
func (p *Person) SayIn(g *Group, text string) (int, error) { return p.say(g, text, 0) }

// Reply replies to a message of the private chat, or of a group if it is there.
func (p *Person) Reply(toMessageID int, text string) (int, error) {
	return p.say(p.groupOf(toMessageID), text, toMessageID)
}

func (p *Person) say(g *Group, text string, replyTo int) (int, error) {
	text, _ = clean(text, nil)
	if text == "" {
		return 0, errors.New("simulator: an empty message cannot be sent")
	}
	last := 0
	for text != "" {
		part := firstUnits(text, maxText)
		text = text[len(part):]
		id, err := p.send(g, Message{Kind: KindText, Text: part, Entities: commandEntities(part, nil), ReplyTo: replyTo})
		if err != nil {
			return 0, err
		}
		last = id
	}
	return last, nil
}

func firstUnits(s string, n int) string {
	units := 0
	for i, r := range s {
		if units += utf16Width(r); units > n {
			return s[:i]
		}
	}
	return s
}

// SendContact sends a phone number: the person's own, with their user id, or of
// somebody who is not in Telegram. An empty phone means that of the profile.
func (p *Person) SendContact(own bool, phone string) (int, error) {
	return p.send(nil, Message{Kind: KindContact, Contact: p.contact(own, phone)})
}

func (p *Person) contact(own bool, phone string) *Contact {
	if phone == "" {
		phone = p.profile.Phone
	}
	if !own {
		return &Contact{Phone: phone, First: "Contact"}
	}
	return &Contact{Phone: phone, First: p.profile.First, Last: p.profile.Last, UserID: p.profile.ID}
}

// SendFile sends a file as a document.
func (p *Person) SendFile(name, mime string, data []byte) (int, error) {
	return p.sendFile(KindDocument, name, mime, int64(len(data)), data, Message{})
}

// SendFileIn sends a document into the group, with a caption unless it is empty.
func (p *Person) SendFileIn(g *Group, name, mime string, data []byte, caption string) (int, error) {
	return p.sendFileIn(g, KindDocument, name, mime, int64(len(data)), data, Message{Text: caption})
}

// SendLargeFile sends a document of which only the size, in bytes, is real.
func (p *Person) SendLargeFile(name, mime string, size int64) (int, error) {
	return p.sendFile(KindDocument, name, mime, size, nil, Message{})
}

// SendPhoto sends a photo, with a caption unless it is empty.
func (p *Person) SendPhoto(data []byte, caption string) (int, error) {
	return p.sendFile(KindPhoto, "", "image/jpeg", int64(len(data)), data, Message{Text: caption})
}

// SendVoice sends a voice message.
func (p *Person) SendVoice(data []byte) (int, error) {
	return p.sendFile(KindVoice, "", "audio/ogg", int64(len(data)), data, Message{})
}

// SendVideo sends a video, with a caption unless it is empty.
func (p *Person) SendVideo(data []byte, caption string) (int, error) {
	return p.sendFile(KindVideo, "video.mp4", "video/mp4", int64(len(data)), data, Message{Text: caption})
}

// SendVideoNote sends a round video.
func (p *Person) SendVideoNote(data []byte) (int, error) {
	return p.sendFile(KindVideoNote, "", "video/mp4", int64(len(data)), data, Message{})
}

// SendAudio sends a piece of music.
func (p *Person) SendAudio(name string, data []byte) (int, error) {
	return p.sendFile(KindAudio, name, "audio/mpeg", int64(len(data)), data, Message{})
}

// SendAnimation sends a moving picture.
func (p *Person) SendAnimation(data []byte) (int, error) {
	return p.sendFile(KindAnimation, "a.mp4", "video/mp4", int64(len(data)), data, Message{})
}

// ReplyPhoto replies with a photo to a message of the private chat, or of a
// group if it is there.
func (p *Person) ReplyPhoto(toMessageID int, data []byte, caption string) (int, error) {
	return p.sendFile(KindPhoto, "", "image/jpeg", int64(len(data)), data, Message{Text: caption, ReplyTo: toMessageID})
}

// ReplyVoice is ReplyPhoto with a voice message.
func (p *Person) ReplyVoice(toMessageID int, data []byte) (int, error) {
	return p.sendFile(KindVoice, "", "audio/ogg", int64(len(data)), data, Message{ReplyTo: toMessageID})
}

// ReplyFile is ReplyPhoto with a document.
func (p *Person) ReplyFile(toMessageID int, name, mime string, data []byte) (int, error) {
	return p.sendFile(KindDocument, name, mime, int64(len(data)), data, Message{ReplyTo: toMessageID})
}

// SendSticker sends a sticker.
func (p *Person) SendSticker() (int, error) {
	return p.sendFile(KindSticker, "", "", 4, []byte("webp"), Message{})
}

// SendAlbum sends several photos as one album; the caption stands under the
// first. It returns the number of the first.
func (p *Person) SendAlbum(caption string, photos ...[]byte) (int, error) {
	if len(photos) < 2 || len(photos) > 10 {
		return 0, errors.New("simulator: an album has 2 to 10 photos")
	}
	p.s.mu.Lock()
	defer p.s.mu.Unlock() // they come in one go, as Telegram's programs send them
	p.s.lastFile++
	album := strconv.Itoa(13_000_000_000_000_000 + p.s.lastFile)
	first := 0
	for i, data := range photos {
		m := Message{Album: album}
		if i == 0 {
			m.Text = caption
		}
		id, err := p.put(nil, p.fileMessage(KindPhoto, "", "image/jpeg", int64(len(data)), data, m))
		if err != nil {
			return 0, err
		}
		if i == 0 {
			first = id
		}
	}
	return first, nil
}

func (p *Person) sendFile(kind, name, mime string, size int64, data []byte, m Message) (int, error) {
	var g *Group
	if m.ReplyTo != 0 {
		g = p.groupOf(m.ReplyTo)
	}
	return p.sendFileIn(g, kind, name, mime, size, data, m)
}

func (p *Person) sendFileIn(g *Group, kind, name, mime string, size int64, data []byte, m Message) (int, error) {
	p.s.mu.Lock()
	m = p.fileMessage(kind, name, mime, size, data, m)
	p.s.mu.Unlock()
	return p.send(g, m)
}

// fileMessage is called with the lock held.
func (p *Person) fileMessage(kind, name, mime string, size int64, data []byte, m Message) Message {
	f := p.s.newFile(kind, name, mime, size, data)
	f.Width, f.Height = 512, 512
	m.Text, m.Entities = clean(m.Text, nil)
	m.Entities = commandEntities(m.Text, nil)
	m.Kind, m.File, m.caption = kind, f, true
	return m
}

// SendLocation sends a place.
func (p *Person) SendLocation(latitude, longitude float64) (int, error) {
	return p.send(nil, Message{Kind: KindLocation, Location: &Location{Latitude: latitude, Longitude: longitude}})
}

// Forward sends a text that somebody else had written.
func (p *Person) Forward(text string) (int, error) {
	return p.send(nil, Message{Kind: KindText, Text: text, Entities: commandEntities(text, nil), Forwarded: true})
}

// Edit changes the text or the caption of one of the person's own messages.
func (p *Person) Edit(messageID int, newText string) (int, error) {
	newText, _ = clean(newText, nil)
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	c := p.find(messageID)
	if c == nil {
		return 0, fmt.Errorf("simulator: no message %d to edit", messageID)
	}
	m := c.find(messageID)
	switch {
	case m.From != p.profile.ID || m.Forwarded || m.Kind != KindText && !m.caption || utf16Len(newText) > maxText:
		return 0, fmt.Errorf("simulator: message %d cannot be edited so", messageID)
	case p.blocked:
		return 0, errBlocked
	}
	p.s.note(act{person: p, chat: c, verb: edits, text: newText, was: m.Text})
	m.Text, m.Entities, m.EditDate = newText, commandEntities(newText, nil), p.s.now()
	if c.group == nil || c.group.tells(m) {
		m.update = p.s.push("edited_message", p.s.appendMessage(nil, c, m, false), keepUpdate)
	}
	p.s.revise(c, m)
	return m.ID, nil
}

// send puts the person's message into a chat and tells the bot, if it is to
// know. g is nil for the private chat.
func (p *Person) send(g *Group, m Message) (int, error) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.put(g, m)
}

// put is called with the lock held.
func (p *Person) put(g *Group, m Message) (int, error) {
	s, c := p.s, p.chat
	if g != nil {
		if c = g.chat; g.member(p) == nil {
			return 0, fmt.Errorf("simulator: %s is not in the group", p.profile.First)
		}
		if member := g.member(p); member.anonymous {
			m.From, m.from, m.Anonymous = anonymousID, anonymousUser, true
		}
	} else if p.blocked || p.deactivated {
		return 0, errBlocked
	}
	if m.from == nil {
		m.From, m.from = p.profile.ID, p.json
	}
	if m.ReplyTo != 0 {
		if m.reply = c.find(m.ReplyTo); m.reply == nil {
			return 0, fmt.Errorf("simulator: no message %d to reply to", m.ReplyTo)
		}
	}
	if m.Forwarded {
		m.origin = fmt.Sprintf(`,"forward_origin":{"type":"hidden_user","sender_user_name":"Somebody","date":%d}`, s.now().Unix())
	}
	s.note(act{person: p, chat: c, verb: says, message: m})
	sent := s.add(c, m)
	if g == nil {
		p.started = true
	}
	if g == nil || g.tells(sent) {
		sent.update = s.push("message", s.appendMessage(nil, c, sent, false), keepUpdate)
	}
	return sent.ID, nil
}

package simulator

import (
	"fmt"
	"slices"
	"strconv"
)

// Profile is what Telegram knows of a person.
type Profile struct {
	ID           int64 // made up when 0
	First, Last  string
	Username     string // without "@"
	LanguageCode string // such as "bg"; may be empty
	Phone        string // made up when empty; only a contact button gives it away
}

// Person is somebody with Telegram on the phone. Each method acts at once and
// tells the number of the message that it made; it never waits for the bot.
type Person struct {
	s       *Server
	profile Profile
	json    []byte // as User
	chat    *chat
	toasts  []Toast

	started, blocked, deactivated bool
}

// Person makes somebody who has not opened the bot yet. Asking again for an id
// that is there returns the same person.
func (s *Server) Person(p Profile) *Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p.ID == 0 {
		s.lastPerson++
		p.ID = s.lastPerson
	}
	if old := s.people[p.ID]; old != nil {
		return old
	}
	if p.First == "" {
		p.First = "Person"
	}
	if p.Phone == "" {
		p.Phone = "359888" + strconv.FormatInt(1_000_000+p.ID%1_000_000, 10)[1:]
	}
	return s.newPerson(p)
}

// newPerson is called with the lock held.
func (s *Server) newPerson(p Profile) *Person {
	n := &Person{s: s, profile: p, json: appendUser(nil, p)}
	c := append([]byte(nil), `{"id":`...)
	c = strconv.AppendInt(c, p.ID, 10)
	c = append(c, `,"type":"private"`...)
	c = appendText(c, "first_name", p.First)
	c = appendText(c, "last_name", p.Last)
	c = appendText(c, "username", p.Username)
	n.chat = &chat{id: p.ID, person: n, json: append(c, '}')}
	s.people[p.ID] = n
	return n
}

// ID returns the user id, which is also the id of the private chat.
func (p *Person) ID() int64 { return p.profile.ID }

// Profile returns what the person was made of.
func (p *Person) Profile() Profile { return p.profile }

// Messages returns the private chat as the person sees it, oldest first.
func (p *Person) Messages() []Message {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.chat.visible()
}

func (c *chat) visible() []Message {
	out := make([]Message, 0, len(c.messages))
	for _, m := range c.messages {
		if !m.Deleted {
			out = append(out, *m)
		}
	}
	return out
}

// Last returns the newest message from the bot in the private chat, the zero
// Message when there is none.
func (p *Person) Last() Message {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	for _, m := range slices.Backward(p.chat.messages) {
		if m.FromBot && !m.Deleted {
			return *m
		}
	}
	return Message{}
}

// Message returns a message of the private chat.
func (p *Person) Message(id int) (Message, bool) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	if m := p.chat.find(id); m != nil {
		return *m, true
	}
	return Message{}, false
}

// Keyboard returns the reply keyboard in force in the private chat, nil if none.
func (p *Person) Keyboard() *Keyboard {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.chat.keyboard
}

// Toasts returns the answers to this person's presses, oldest first. One with
// an empty text only stops the button's clock.
func (p *Person) Toasts() []Toast {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return append([]Toast(nil), p.toasts...)
}

// Block stops the bot, as from the chat's menu.
func (p *Person) Block() error {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	if !p.started || p.blocked {
		return fmt.Errorf("simulator: %s cannot block the bot: not started or blocked already", p.profile.First)
	}
	p.blocked = true
	p.s.note(act{person: p, chat: p.chat, verb: blocks})
	p.membership(statusMember, statusKicked)
	return nil
}

// Unblock makes it possible for the bot to write again.
func (p *Person) Unblock() error {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	if !p.blocked {
		return fmt.Errorf("simulator: %s has not blocked the bot", p.profile.First)
	}
	p.unblock()
	return nil
}

func (p *Person) unblock() {
	p.blocked = false
	p.s.note(act{person: p, chat: p.chat, verb: unblocks})
	p.membership(statusKicked, statusMember)
}

// membership sends my_chat_member of a private chat.
func (p *Person) membership(from, to status) {
	p.s.push("my_chat_member", p.s.botChange(p.chat, p.json, from, to), keepUpdate)
}

// Deactivate deletes the account: the bot gets 403 "user is deactivated".
func (p *Person) Deactivate() {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	p.deactivated = true
	p.s.touch()
}

// ClearHistory empties the private chat on both sides.
func (p *Person) ClearHistory() {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	for _, m := range p.chat.messages {
		m.Deleted = true
		p.s.revise(p.chat, m)
	}
	p.chat.keyboard = nil
	p.s.revise(p.chat, nil)
}

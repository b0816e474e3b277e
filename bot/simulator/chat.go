package simulator

import (
	"sort"
	"strconv"
	"time"
)

// chat is what one chat id leads to. Exactly one of person and group is set.
type chat struct {
	id       int64
	person   *Person
	group    *Group
	super    bool
	moved    int64 // the supergroup that this group became
	json     []byte
	messages []*Message // ids rise
	keyboard *Keyboard  // in force
	keysFrom int        // the message that brought it
	signal   signal     // of messages, and in a private chat of toasts
	rev      int        // of the newest change
	typing   time.Time  // when the bot last said that it is busy, real clock
}

// revise notes that a message, or with nil something else of the chat, has
// changed: whoever shows the chat asks for what is newer than what they have. It
// is called with the lock held.
func (s *Server) revise(c *chat, m *Message) {
	s.rev++
	c.rev = s.rev
	if m != nil {
		m.rev = s.rev
	}
	c.signal.fire()
	s.touch()
}

func (c *chat) find(id int) *Message {
	i := sort.Search(len(c.messages), func(i int) bool { return c.messages[i].ID >= id })
	if i < len(c.messages) && c.messages[i].ID == id && !c.messages[i].Deleted {
		return c.messages[i]
	}
	return nil
}

func (c *chat) private() bool { return c.person != nil }

// chatOf is a private chat or a group by its number.
func (s *Server) chatOf(id int64) *chat {
	if p := s.people[id]; p != nil {
		return p.chat
	}
	if g := s.groups[id]; g != nil {
		return g.chat
	}
	return nil
}

// access is what a method wants to do in a chat (Client.h: AccessRights).
type access int

const (
	toRead access = iota
	toReadMembers
	toWrite
)

// chatFor finds a chat and checks what check_chat_access of Telegram's server
// checks. It is called with the lock held.
func (s *Server) chatFor(id string, a access) (*chat, *refusal) {
	if id == "" {
		return nil, bad("chat_id is empty")
	}
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return nil, bad("chat not found")
	}
	if n == s.botID && a == toWrite {
		return nil, forbidden("the bot can't send messages to the bot")
	}
	if p := s.people[n]; p != nil {
		return p.access(a)
	}
	g := s.groups[n]
	if g == nil {
		return nil, bad("chat not found")
	}
	return g.access(n, a)
}

func (p *Person) access(a access) (*chat, *refusal) {
	switch {
	case p.deactivated && a == toWrite:
		return nil, forbidden("user is deactivated")
	case p.blocked && a == toWrite:
		return nil, forbidden("bot was blocked by the user")
	case !p.started && a == toWrite:
		return nil, forbidden("bot can't initiate conversation with a user")
	case !p.started:
		return nil, bad("chat not found")
	}
	return p.chat, nil
}

func (g *Group) access(id int64, a access) (*chat, *refusal) {
	c := g.chat
	if id != c.id {
		c = g.old
	}
	kind := "group"
	if c.super {
		kind = "supergroup"
	}
	restricted := a != toRead || c.super
	switch {
	case c.moved != 0 && a != toRead:
		f := bad("group chat was upgraded to a supergroup chat")
		f.migrateTo = c.moved
		return nil, f
	case g.everBot && g.kicked && restricted:
		return nil, forbidden("bot was kicked from the " + kind + " chat")
	case g.everBot && !g.bot && restricted:
		return nil, forbidden("bot is not a member of the " + kind + " chat")
	case !g.everBot:
		return nil, bad("chat not found")
	}
	return c, nil
}

func getMe(s *Server, q *query, out []byte) ([]byte, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.accept(q, Call{})
	out = append(out, s.botUser[:len(s.botUser)-1]...)
	return append(out, `,"can_join_groups":true,"can_read_all_group_messages":false,"supports_inline_queries":false}`...), nil
}

func getChat(s *Server, q *query, out []byte) ([]byte, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, f := s.chatFor(q.text("chat_id"), toRead)
	if f != nil {
		return out, f
	}
	s.accept(q, Call{Chat: c.id})
	out = append(out, c.json[:len(c.json)-1]...)
	out = append(out, `,"accent_color_id":0,"max_reaction_count":11`...)
	return append(out, `,"accepted_gift_types":{"unlimited_gifts":false,"limited_gifts":false,"unique_gifts":false,"premium_subscription":false,"gifts_from_channels":false}}`...), nil
}

func getChatAdministrators(s *Server, q *query, out []byte) ([]byte, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, f := s.chatFor(q.text("chat_id"), toReadMembers)
	if f != nil {
		return out, f
	}
	if c.private() {
		return out, bad("there are no administrators in the private chat")
	}
	s.accept(q, Call{Chat: c.id})
	out = append(out, '[')
	n := 0
	for _, m := range c.group.members {
		if m.status == statusMember {
			continue
		}
		if n++; n > 1 {
			out = append(out, ',')
		}
		out = m.appendTo(out)
	}
	if c.group.botAdmin && q.flag("return_bots") {
		if n > 0 {
			out = append(out, ',')
		}
		out = s.appendBotMember(out, c.group.botStatus())
	}
	return append(out, ']'), nil
}

// getChatMember works here for every member. Telegram promises that only to a
// bot that is administrator, so a program should not lean on it.
func getChatMember(s *Server, q *query, out []byte) ([]byte, *refusal) {
	user := q.integer("user_id", 0, -1<<62, 1<<62)
	s.mu.Lock()
	defer s.mu.Unlock()
	want := toReadMembers
	if user == s.botID {
		want = toRead
	}
	if user <= 0 {
		return out, bad("invalid user_id specified")
	}
	c, f := s.chatFor(q.text("chat_id"), want)
	if f != nil {
		return out, f
	}
	p := s.people[user]
	switch {
	case user == s.botID && !c.private():
		out = s.appendBotMember(out, c.group.botStatus())
	case user == s.botID:
		out = s.appendBotMember(out, statusMember)
	case p == nil, c.private() && c.person != p:
		return out, bad("member not found")
	case c.private():
		out = (&member{person: p, status: statusMember}).appendTo(out)
	default:
		m := c.group.member(p)
		if m == nil {
			m = &member{person: p, status: statusLeft}
		}
		out = m.appendTo(out)
	}
	s.accept(q, Call{Chat: c.id, User: user})
	return out, nil
}

func leaveChat(s *Server, q *query, out []byte) ([]byte, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, f := s.chatFor(q.text("chat_id"), toRead)
	switch {
	case f != nil:
		return out, f
	case c.private():
		return out, bad("chat member status can't be changed in private chats")
	case !c.group.bot:
		return out, forbidden("bot is not a member of the " + c.kind() + " chat")
	}
	s.accept(q, Call{Chat: c.id})
	c.group.botLeaves(s.botUser, statusLeft)
	return append(out, "true"...), nil
}

func (c *chat) kind() string {
	switch {
	case c.private():
		return "private"
	case c.super:
		return "supergroup"
	}
	return "group"
}

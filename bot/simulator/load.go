package simulator

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
)

// Load reads what Save wrote into a server on which nothing has happened yet.
func (s *Server) Load(r io.Reader) error {
	var v saved
	if err := json.NewDecoder(r).Decode(&v); err != nil {
		return fmt.Errorf("simulator: read what was saved: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lastPerson, s.lastGroup, s.lastID, s.lastFile = v.Person, v.Group, v.Message+jump, v.File+jump
	s.lastPress, s.queue.tail = v.PressesAnswered+jump, v.Update+jump
	s.queue.allowed = set(v.Allowed)
	for _, e := range v.Waiting {
		s.queue.events = append(s.queue.events, event{id: e.ID, body: e.Body, expires: e.Expires})
	}
	for _, f := range v.Files {
		file := f.File
		file.unique, file.path = f.Unique, f.Path
		s.files[file.ID] = &file
	}
	for _, p := range v.People {
		person := s.newPerson(p.Profile)
		person.started, person.blocked, person.deactivated = p.Started, p.Blocked, p.Deactivated
	}
	for _, g := range v.Groups {
		s.loadGroup(g)
	}
	for _, p := range v.People {
		s.loadChat(s.people[p.Profile.ID].chat, p.Chat)
	}
	s.profile = profile{orEmpty(v.Commands), orEmpty(v.Descriptions), orEmpty(v.Short)}
	s.calls = v.Calls
	for _, a := range v.Journal {
		out := act{
			calls: a.Calls, person: s.people[a.Person], chat: s.chatOf(a.Chat), verb: a.Verb, message: s.loadMessage(a.Message),
			text: a.Text, was: a.Was, passed: a.Passed,
		}
		if out.chat != nil {
			out.message.reply = out.chat.everHad(a.Message.ReplyTo)
		}
		s.journal = append(s.journal, out)
	}
	return nil
}

// everHad is a message of the chat, also one that was deleted.
func (c *chat) everHad(id int) *Message {
	for _, m := range c.messages {
		if m.ID == id {
			return m
		}
	}
	return nil
}

func orEmpty[V any](m map[string]V) map[string]V {
	if m == nil {
		return map[string]V{}
	}
	return m
}

func (s *Server) loadGroup(v savedGroup) {
	g := &Group{
		s: s, title: v.Title, bot: v.Bot, botAdmin: v.Admin, everBot: v.EverBot, kicked: v.Kicked, botSpokeLast: v.Spoken,
	}
	for _, m := range v.Members {
		g.members = append(g.members, &member{person: s.people[m.ID], status: m.Status, anonymous: m.Anonymous})
	}
	if v.Old != nil {
		g.old = g.newChat(v.Old.ID, v.Old.Super)
		s.loadChat(g.old, *v.Old)
	}
	g.chat = g.newChat(v.Chat.ID, v.Chat.Super)
	s.loadChat(g.chat, v.Chat)
}

func (s *Server) loadChat(c *chat, v savedChat) {
	c.moved, c.keyboard, c.keysFrom = v.Moved, v.Keyboard, v.KeysFrom
	for _, m := range v.Messages {
		message := s.loadMessage(m)
		message.reply = c.everHad(message.ReplyTo)
		c.messages = append(c.messages, &message)
		s.revise(c, &message)
	}
}

// loadMessage makes what a message is sent as from what it is.
func (s *Server) loadMessage(v savedMessage) Message {
	m := v.Message
	m.service, m.origin, m.caption, m.update = v.Service, v.Origin, v.Caption, v.Update
	m.File = s.files[v.File]
	if len(m.Buttons) > 0 {
		m.buttons = inlineJSON(m.Buttons)
	}
	switch p := s.people[m.From]; {
	case m.FromBot:
		m.from = s.botUser
	case m.Anonymous:
		m.from = anonymousUser
	case p != nil:
		m.from = slices.Clone(p.json)
	}
	return m
}

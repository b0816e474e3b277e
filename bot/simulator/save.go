package simulator

import (
	"encoding/json"
	"io"
	"time"
)

// What Save writes and Load reads: everything that people and the bot see. Faults,
// presses under way and polls are not kept.
type (
	saved struct {
		Person, Group   int64 // the last numbers given
		Message, File   int
		Update          int
		Waiting         []savedEvent
		Allowed         []string
		People          []savedPerson
		Groups          []savedGroup
		Files           []savedFile
		Commands        map[string][]Command
		Descriptions    map[string]string
		Short           map[string]string
		Calls           []Call
		Journal         []savedAct
		PressesAnswered int64
	}
	savedEvent struct {
		ID      int
		Body    string
		Expires time.Time
	}
	savedPerson struct {
		Profile                       Profile
		Started, Blocked, Deactivated bool
		Chat                          savedChat
	}
	savedGroup struct {
		Title                               string
		Members                             []savedMember
		Bot, Admin, EverBot, Kicked, Spoken bool
		Chat                                savedChat
		Old                                 *savedChat
	}
	savedMember struct {
		ID        int64
		Status    status
		Anonymous bool
	}
	savedChat struct {
		ID       int64
		Super    bool
		Moved    int64
		Messages []savedMessage
		Keyboard *Keyboard
		KeysFrom int
	}
	savedMessage struct {
		Message
		Service, Origin, File string
		Caption               bool
		Update                int
	}
	savedFile struct {
		File
		Unique, Path string
	}
	savedAct struct {
		Calls   int
		Person  int64
		Chat    int64
		Verb    verb
		Message savedMessage
		Text    string
		Was     string
		Passed  time.Duration
	}
)

// jump is by how much numbers go on after Load: what happened after the last Save
// may be known to the bot.
const jump = 1000

// Save writes everything down, for Load.
func (s *Server) Save(w io.Writer) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := saved{
		Person: s.lastPerson, Group: s.lastGroup, Message: s.lastID, File: s.lastFile, Update: s.queue.tail,
		Commands: s.profile.commands, Descriptions: s.profile.descriptions, Short: s.profile.short, PressesAnswered: s.lastPress,
	}
	for _, e := range s.queue.events {
		v.Waiting = append(v.Waiting, savedEvent{e.id, e.body, e.expires})
	}
	for kind, yes := range s.queue.allowed {
		if yes {
			v.Allowed = append(v.Allowed, kind)
		}
	}
	for _, p := range s.people {
		v.People = append(v.People, savedPerson{p.profile, p.started, p.blocked, p.deactivated, saveChat(p.chat)})
	}
	for id, g := range s.groups {
		if id == g.chat.id {
			v.Groups = append(v.Groups, saveGroup(g))
		}
	}
	for _, f := range s.files {
		v.Files = append(v.Files, savedFile{*f, f.unique, f.path})
	}
	for _, c := range s.calls {
		c.File = nil // nobody asks a call of the past for its file
		v.Calls = append(v.Calls, c)
	}
	for _, a := range s.journal {
		out := savedAct{Calls: a.calls, Verb: a.verb, Message: saveMessage(&a.message), Text: a.text, Was: a.was, Passed: a.passed}
		if a.person != nil {
			out.Person = a.person.ID()
		}
		if a.chat != nil {
			out.Chat = a.chat.id
		}
		v.Journal = append(v.Journal, out)
	}
	return json.NewEncoder(w).Encode(v)
}

func saveGroup(g *Group) savedGroup {
	out := savedGroup{
		Title: g.title, Bot: g.bot, Admin: g.botAdmin, EverBot: g.everBot, Kicked: g.kicked, Spoken: g.botSpokeLast, Chat: saveChat(g.chat),
	}
	for _, m := range g.members {
		out.Members = append(out.Members, savedMember{m.person.ID(), m.status, m.anonymous})
	}
	if g.old != nil {
		old := saveChat(g.old)
		out.Old = &old
	}
	return out
}

func saveChat(c *chat) savedChat {
	out := savedChat{ID: c.id, Super: c.super, Moved: c.moved, Keyboard: c.keyboard, KeysFrom: c.keysFrom}
	for _, m := range c.messages {
		out.Messages = append(out.Messages, saveMessage(m))
	}
	return out
}

func saveMessage(m *Message) savedMessage {
	out := savedMessage{Message: *m, Service: m.service, Origin: m.origin, Caption: m.caption, Update: m.update}
	if m.File != nil {
		out.File, out.Message.File = m.File.ID, nil
	}
	return out
}

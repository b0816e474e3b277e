package simulator

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Group is a group, later perhaps a supergroup. The bot is not in it until
// AddBot.
type Group struct {
	s       *Server
	title   string
	chat    *chat
	old     *chat // before the migration
	members []*member

	bot, botAdmin, everBot, kicked bool
	botSpokeLast                   bool
}

// Group makes a group; its first member is the creator.
func (s *Server) Group(title string, members ...*Person) *Group {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lastGroup++
	g := &Group{s: s, title: title}
	g.chat = g.newChat(-s.lastGroup, false)
	for i, p := range members {
		st := statusMember
		if i == 0 {
			st = statusCreator
		}
		g.members = append(g.members, &member{person: p, status: st})
	}
	return g
}

func (g *Group) newChat(id int64, super bool) *chat {
	c := &chat{id: id, group: g, super: super}
	b := append([]byte(nil), `{"id":`...)
	b = strconv.AppendInt(b, id, 10)
	b = append(b, `,"type":"`+c.kind()+`","title":`...)
	c.json = append(appendString(b, g.title), '}')
	g.s.groups[id] = g
	return c
}

// ID returns the chat id, which changes when the group migrates.
func (g *Group) ID() int64 {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	return g.chat.id
}

// Messages returns the group's messages, oldest first, of the supergroup only
// once it is one.
func (g *Group) Messages() []Message {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	return g.chat.visible()
}

// Last returns the newest message from the bot, the zero Message if none.
func (g *Group) Last() Message {
	all := g.Messages()
	for _, m := range slices.Backward(all) {
		if m.FromBot && m.Kind != KindService {
			return m
		}
	}
	return Message{}
}

func (g *Group) member(p *Person) *member {
	for _, m := range g.members {
		if m.person == p {
			return m
		}
	}
	return nil
}

// tells reports whether privacy mode lets the bot see a message of a person.
func (g *Group) tells(m *Message) bool {
	switch {
	case !g.bot:
		return false
	case g.botAdmin, m.Kind == KindService, m.reply != nil && m.reply.FromBot:
		return true
	}
	if m.caption || len(m.Entities) == 0 || m.Entities[0].Type != "bot_command" || m.Entities[0].Offset != 0 {
		return false
	}
	_, name, named := strings.Cut(m.Text[:m.Entities[0].Length], "@") // a command is ASCII
	if named {
		return strings.EqualFold(name, g.s.opts.BotUsername)
	}
	return g.botSpokeLast
}

// service adds a service message and tells the bot, if it is there.
func (g *Group) service(c *chat, from *Person, fields string) {
	m := Message{Kind: KindService, service: fields}
	m.From, m.from = from.profile.ID, from.json
	sent := g.s.add(c, m)
	if g.bot {
		g.s.push("message", g.s.appendMessage(nil, c, sent, false), keepUpdate)
	}
}

// AddBot adds the bot. With a parameter it is the link ?startgroup=PARAM, after
// which "/start@BOT PARAM" is sent.
func (g *Group) AddBot(by *Person, startParam string) error {
	g.s.mu.Lock()
	if g.bot || g.member(by) == nil {
		g.s.mu.Unlock()
		return errors.New("simulator: the bot is in the group already, or who adds it is not")
	}
	from := statusLeft
	if g.kicked {
		from = statusKicked
	}
	g.bot, g.everBot, g.kicked, g.botAdmin = true, true, false, false
	g.s.note(act{person: by, chat: g.chat, verb: adds})
	g.change(by.json, from, statusMember)
	bot := string(g.s.botUser)
	g.service(g.chat, by, `,"new_chat_members":[`+bot+`]`)
	g.s.mu.Unlock()
	if startParam == "" {
		return nil
	}
	_, err := by.SayIn(g, "/start@"+g.s.opts.BotUsername+" "+startParam)
	return err
}

// RemoveBot throws the bot out, by the creator.
func (g *Group) RemoveBot() error {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	if !g.bot {
		return errors.New("simulator: the bot is not in the group")
	}
	g.s.note(act{chat: g.chat, verb: removes})
	g.botLeaves(g.members[0].person.json, statusKicked)
	return nil
}

// botLeaves is called with the lock held.
func (g *Group) botLeaves(by []byte, to status) {
	from := g.botStatus()
	g.bot, g.botAdmin, g.kicked = false, false, to == statusKicked
	g.change(by, from, to)
	g.s.touch()
}

// BotAdmin makes the bot an administrator, to whom everything is told, or an
// ordinary member again.
func (g *Group) BotAdmin(yes bool) error {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	if !g.bot || g.botAdmin == yes {
		return errors.New("simulator: the bot is not in the group, or nothing changes")
	}
	from := g.botStatus()
	g.botAdmin = yes
	g.change(g.members[0].person.json, from, g.botStatus())
	return nil
}

// change sends my_chat_member of the group.
func (g *Group) change(by []byte, from, to status) {
	g.s.push("my_chat_member", g.s.botChange(g.chat, by, from, to), keepUpdate)
}

// Promote makes a member an administrator, Demote an ordinary member again. A
// bot is not told of either.
func (g *Group) Promote(p *Person) error { return g.setStatus(p, statusAdministrator) }

// Demote is the reverse of Promote.
func (g *Group) Demote(p *Person) error { return g.setStatus(p, statusMember) }

func (g *Group) setStatus(p *Person, st status) error {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	m := g.member(p)
	if m == nil || m.status == statusCreator {
		return fmt.Errorf("simulator: %s is not a member or is the creator", p.profile.First)
	}
	verb := demotes
	if st == statusAdministrator {
		verb = promotes
	}
	g.s.note(act{person: p, chat: g.chat, verb: verb})
	m.status, m.anonymous = st, m.anonymous && st == statusAdministrator
	g.s.touch()
	return nil
}

// Anonymous makes an administrator write in the group's name: messages then
// come from user 1087968824 with sender_chat, presses still from the person.
func (g *Group) Anonymous(p *Person, yes bool) error {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	m := g.member(p)
	if m == nil || m.status == statusMember {
		return fmt.Errorf("simulator: %s is not an administrator", p.profile.First)
	}
	m.anonymous = yes
	verb := unmasks
	if yes {
		verb = masks
	}
	g.s.note(act{person: p, chat: g.chat, verb: verb})
	return nil
}

// Add adds a person to the group.
func (g *Group) Add(p *Person) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	if g.member(p) != nil {
		return
	}
	g.members = append(g.members, &member{person: p, status: statusMember})
	g.s.note(act{person: p, chat: g.chat, verb: enters})
	g.service(g.chat, p, `,"new_chat_members":[`+string(p.json)+`]`)
}

// Remove takes a person out of the group.
func (g *Group) Remove(p *Person) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	if g.member(p) == nil {
		return
	}
	g.members = slices.DeleteFunc(g.members, func(m *member) bool { return m.person == p })
	g.service(g.chat, p, `,"left_chat_member":`+string(p.json))
}

// OtherBotSays is a message of another bot: ours does not see it, and bare
// commands are no longer meant for ours.
func (g *Group) OtherBotSays(text string) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.botSpokeLast = false
	g.s.add(g.chat, Message{Kind: KindText, Text: text, From: g.s.botID + 1})
}

// Migrate makes the group a supergroup with a new id. The old id answers with
// migrate_to_chat_id from now on.
func (g *Group) Migrate() error {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	if g.chat.super {
		return errors.New("simulator: a supergroup already")
	}
	g.s.lastGroup++
	g.old = g.chat
	g.chat = g.newChat(-1_000_000_000_000-g.s.lastGroup%1_000_000_000_000, true)
	g.old.moved = g.chat.id
	by := g.members[0].person
	g.s.note(act{chat: g.chat, verb: migrates})
	g.service(g.old, by, fmt.Sprintf(`,"migrate_to_chat_id":%d`, g.chat.id))
	g.service(g.chat, by, fmt.Sprintf(`,"migrate_from_chat_id":%d`, g.old.id))
	return nil
}

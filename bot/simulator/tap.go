package simulator

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// Tap presses the button with that text in the private chat, on the newest
// message that has it. A button of the reply keyboard in force sends its text,
// or the contact that it asks for. A link to the bot itself opens it. The number
// returned is that of the message pressed, or of the one sent.
func (p *Person) Tap(label string) (int, error) { return p.tap(p.chat, nil, label) }

// TapIn is Tap in a group.
func (p *Person) TapIn(g *Group, label string) (int, error) {
	p.s.mu.Lock()
	c, in := g.chat, g.member(p) != nil
	p.s.mu.Unlock()
	if !in {
		return 0, fmt.Errorf("simulator: %s is not in the group", p.profile.First)
	}
	return p.tap(c, g, label)
}

func (p *Person) tap(c *chat, g *Group, label string) (int, error) {
	p.s.mu.Lock()
	for _, m := range slices.Backward(c.messages) {
		if m.Deleted {
			continue
		}
		if b, ok := findButton(m.Buttons, label); ok {
			return p.pressButton(c, m, b)
		}
		if c.keyboard == nil || m.ID != c.keysFrom {
			continue
		}
		if b, ok := findButton(c.keyboard.Rows, label); ok {
			c.used()
			p.s.mu.Unlock()
			return p.pressKey(g, b)
		}
	}
	p.s.mu.Unlock()
	return 0, fmt.Errorf("simulator: no button %q; there is %s", label, p.shown(c))
}

// shown lists the buttons that could be pressed, for the error.
func (p *Person) shown(c *chat) string {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	var all []string
	for _, m := range c.messages {
		for _, row := range labels(m.Buttons) {
			all = append(all, row...)
		}
	}
	if c.keyboard != nil {
		for _, row := range labels(c.keyboard.Rows) {
			all = append(all, row...)
		}
	}
	if len(all) == 0 {
		return "none"
	}
	return fmt.Sprintf("%q", all)
}

// used hides a reply keyboard that serves once.
func (c *chat) used() {
	if c.keyboard.OneTime {
		c.keyboard, c.keysFrom = nil, 0
	}
}

func (p *Person) pressKey(g *Group, b Button) (int, error) {
	switch {
	case b.RequestContact:
		return p.SendContact(true, "")
	case b.RequestLocation:
		return p.SendLocation(43.8356, 25.9657)
	}
	return p.say(g, b.Text, 0)
}

// TapOn presses the button with that text on one message.
func (p *Person) TapOn(messageID int, label string) (int, error) {
	p.s.mu.Lock()
	c := p.find(messageID)
	if c == nil {
		p.s.mu.Unlock()
		return 0, fmt.Errorf("simulator: no message %d", messageID)
	}
	m := c.find(messageID)
	b, ok := findButton(m.Buttons, label)
	if !ok {
		p.s.mu.Unlock()
		return 0, fmt.Errorf("simulator: no button %q under message %d; there is %q", label, messageID, labels(m.Buttons))
	}
	return p.pressButton(c, m, b)
}

// TapData presses a button with that callback_data on one message of the bot,
// also one that is not shown any more or was deleted: a phone that has been
// offline shows old buttons.
func (p *Person) TapData(messageID int, data string) (int, error) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	for _, c := range p.chats() {
		i := slices.IndexFunc(c.messages, func(m *Message) bool { return m.ID == messageID })
		if i < 0 || !c.messages[i].FromBot {
			continue
		}
		p.pressOn(c, c.messages[i], data)
		return messageID, nil
	}
	return 0, fmt.Errorf("simulator: no message %d of the bot", messageID)
}

// pressButton is called with the lock held and gives it back.
func (p *Person) pressButton(c *chat, m *Message, b Button) (int, error) {
	defer p.s.mu.Unlock()
	switch {
	case p.blocked && c == p.chat:
		return 0, errBlocked
	case b.Data != "":
		p.pressOn(c, m, b.Data)
	case b.URL != "":
		param, ok := p.s.startParam(b.URL)
		if !ok {
			return 0, fmt.Errorf("simulator: %q opens %s", b.Text, b.URL)
		}
		p.s.mu.Unlock()
		defer p.s.mu.Lock()
		return p.Open(param)
	}
	return m.ID, nil
}

// startParam reads https://t.me/BOT?start=PARAM.
func (s *Server) startParam(link string) (string, bool) {
	u, err := url.Parse(link)
	if err != nil || u.Host != "t.me" || !strings.EqualFold(strings.Trim(u.Path, "/"), s.opts.BotUsername) {
		return "", false
	}
	return u.Query().Get("start"), true
}

// find returns the chat of the person that holds a message.
func (p *Person) find(messageID int) *chat {
	for _, c := range p.chats() {
		if c.find(messageID) != nil {
			return c
		}
	}
	return nil
}

// chats are those that the person sees. It is called with the lock held.
func (p *Person) chats() []*chat {
	out := []*chat{p.chat}
	for _, g := range p.s.groups {
		if g.member(p) != nil && !slices.Contains(out, g.chat) {
			out = append(out, g.chat)
		}
	}
	return out
}

func (p *Person) groupOf(messageID int) *Group {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	if c := p.find(messageID); c != nil {
		return c.group
	}
	return nil
}

package simulator

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

// maxAction is how large a request of the page may be, files apart, in bytes.
const maxAction = 64 << 10

// action is something that somebody does in a phone.
type action struct {
	Who     int64  `json:"who"`
	Chat    int64  `json:"chat"` // 0: the private chat
	Do      string `json:"do"`
	Text    string `json:"text"`
	Reply   int    `json:"reply"`   // to which message
	Message int    `json:"message"` // that is changed, or whose button is pressed
	Row     int    `json:"row"`
	Column  int    `json:"column"`

	// Of somebody new.
	First    string `json:"first"`
	Last     string `json:"last"`
	Language string `json:"language"`
}

// do does what somebody does in a phone.
func (p *Page) do(w http.ResponseWriter, r *http.Request) {
	var a action
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxAction)).Decode(&a); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if a.Do == "add" {
		who, err := p.add(a)
		answer(w, who, err)
		return
	}
	who, g, err := p.actor(a.Who, a.Chat)
	if err == nil {
		err = p.perform(r, who, g, a)
	}
	answer(w, nil, err)
}

// actor is the person, and the group where the chat is one.
func (p *Page) actor(person, in int64) (*Person, *Group, error) {
	s := p.s
	s.mu.Lock()
	defer s.mu.Unlock()
	who := s.people[person]
	if who == nil {
		return nil, nil, errUnknown
	}
	if in == 0 || in == person {
		return who, nil, nil
	}
	g := s.groups[in]
	if g == nil {
		return nil, nil, errUnknown
	}
	return who, g, nil
}

// add makes a person, with the invitation whose code is Text.
func (p *Page) add(a action) (any, error) {
	if strings.TrimSpace(a.First) == "" {
		return nil, errNoName
	}
	who := p.s.Person(Profile{First: strings.TrimSpace(a.First), Last: strings.TrimSpace(a.Last), LanguageCode: a.Language})
	about := Words{}
	if name := p.invitation(a.Text).Name; name != "" {
		about = Words{name, name}
	}
	p.Describe(who, about, a.Text)
	return map[string]int64{"id": who.ID()}, nil
}

// invitation is what a code is for, as far as the page knows; the zero one where it
// does not.
func (p *Page) invitation(code string) Invitation {
	for _, i := range p.o.Invitations {
		if i.Code == code {
			return i
		}
	}
	return Invitation{}
}

func (p *Page) perform(r *http.Request, who *Person, g *Group, a action) error {
	var err error
	switch a.Do {
	case "say":
		_, err = who.say(g, a.Text, a.Reply)
	case "open":
		err = p.openLink(who, a.Text)
	case "press":
		err = who.pressAt(a)
	case "key":
		err = who.pressKeyAt(g, a)
	case "edit":
		_, err = who.Edit(a.Message, a.Text)
	case "contact":
		_, err = who.SendContact(true, "")
	case "voice":
		_, err = who.sendFileIn(g, KindVoice, "", "audio/ogg", int64(len(voice)), voice, Message{ReplyTo: a.Reply})
	case "picture":
		picture := samplePicture()
		_, err = who.sendFileIn(g, KindPhoto, "", "image/jpeg", int64(len(picture)), picture, Message{ReplyTo: a.Reply})
	case "place":
		_, err = who.SendLocation(43.8356, 25.9657)
	case "sticker":
		_, err = who.SendSticker()
	case "block":
		err = who.Block()
	case "unblock":
		err = who.Unblock()
	case "promote", "demote", "anonymous", "named":
		err = p.changeRole(r, g, a)
	default:
		err = errors.New("what is that?")
	}
	return err
}

// openLink opens a link to the bot, or a code alone: an invitation, or the link
// that adds the bot to the group.
func (p *Page) openLink(who *Person, link string) error {
	code := strings.TrimSpace(link)
	if _, query, ok := strings.Cut(code, "?startgroup="); ok {
		return p.addToGroup(who, query)
	}
	if strings.Contains(code, "/") {
		if !strings.Contains(code, "://") {
			code = "https://" + code
		}
		param, ok := p.s.startParam(code)
		if !ok {
			return errNoLink
		}
		code = param
	}
	if len(code) > 64 || skipParam(code) != len(code) {
		return errNoLink
	}
	_, err := who.Open(code)
	return err
}

func (p *Page) addToGroup(who *Person, code string) error {
	s := p.s
	s.mu.Lock()
	var own *Group
	for _, c := range who.chats() {
		if c.group != nil && !c.group.bot {
			own = c.group
		}
	}
	s.mu.Unlock()
	if own == nil {
		return errNoGroup
	}
	return own.AddBot(who, code)
}

// pressAt presses the button in that place, if it is still the one that was
// shown there.
func (p *Person) pressAt(a action) error {
	p.s.mu.Lock()
	c := p.find(a.Message)
	if c == nil {
		p.s.mu.Unlock()
		return errUnknown
	}
	m := c.find(a.Message)
	b, ok := buttonAt(m.Buttons, a)
	if !ok {
		p.s.mu.Unlock()
		return errGone
	}
	_, err := p.pressButton(c, m, b)
	return err
}

// pressKeyAt is the same with the reply keyboard.
func (p *Person) pressKeyAt(g *Group, a action) error {
	c := p.chat
	p.s.mu.Lock()
	if g != nil {
		c = g.chat
	}
	var b Button
	ok := c.keyboard != nil
	if ok {
		b, ok = buttonAt(c.keyboard.Rows, a)
	}
	if ok {
		c.used()
		p.s.revise(c, nil)
	}
	p.s.mu.Unlock()
	if !ok {
		return errGone
	}
	_, err := p.pressKey(g, b)
	return err
}

func buttonAt(rows [][]Button, a action) (Button, bool) {
	if a.Row < 0 || a.Row >= len(rows) || a.Column < 0 || a.Column >= len(rows[a.Row]) || rows[a.Row][a.Column].Text != a.Text {
		return Button{}, false
	}
	return rows[a.Row][a.Column], true
}

// changeRole changes what the person numbered Message is in the group.
func (p *Page) changeRole(r *http.Request, g *Group, a action) error {
	of, _, err := p.actor(int64(a.Message), 0)
	switch {
	case err != nil:
		return err
	case g == nil:
		return errUnknown
	case a.Do == "promote":
		err = g.Promote(of)
	case a.Do == "demote":
		err = g.Demote(of)
	default:
		err = g.Anonymous(of, a.Do == "anonymous")
	}
	if err != nil {
		return err
	}
	p.s.wake()
	return p.o.Programme.RolesChanged(r.Context())
}

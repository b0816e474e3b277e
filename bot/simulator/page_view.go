package simulator

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// What the page is told, as JSON. Times are in seconds since 1970 unless said
// otherwise.

type messageView struct {
	ID        int          `json:"id"`
	From      int64        `json:"from"`
	Name      string       `json:"name"`
	Bot       bool         `json:"bot,omitempty"`
	Anonymous bool         `json:"anonymous,omitempty"`
	Date      int64        `json:"date"`
	Edited    bool         `json:"edited,omitempty"`
	Kind      string       `json:"kind"`
	Text      string       `json:"text,omitempty"`
	Entities  []Entity     `json:"entities,omitempty"`
	Buttons   [][]keyView  `json:"buttons,omitempty"`
	Reply     *replyView   `json:"reply,omitempty"`
	File      *fileView    `json:"file,omitempty"`
	Contact   *contactView `json:"contact,omitempty"`
	Location  *Location    `json:"location,omitempty"`
	Service   *serviceView `json:"service,omitempty"`
	Forwarded bool         `json:"forwarded,omitempty"`
	Force     bool         `json:"force,omitempty"`
	Deleted   bool         `json:"deleted,omitempty"`
	Update    int          `json:"update,omitempty"`
}

type keyView struct {
	Text string `json:"text"`
	URL  string `json:"url,omitempty"`
	Copy string `json:"copy,omitempty"`
}

type replyView struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
	Text string `json:"text"`
	Kind string `json:"kind"`
}

type fileView struct {
	ID   string `json:"id"`
	Name string `json:"name,omitempty"`
	Size int64  `json:"size"`
	Have bool   `json:"have"` // it can be downloaded
}

type contactView struct {
	Phone string `json:"phone"`
	Name  string `json:"name"`
}

type serviceView struct {
	Joined []string `json:"joined,omitempty"`
	Left   string   `json:"left,omitempty"`
	Moved  bool     `json:"moved,omitempty"`
}

type keyboardView struct {
	Rows        [][]keyView `json:"rows"`
	Placeholder string      `json:"placeholder,omitempty"`
	From        int         `json:"from"`
}

type chatView struct {
	Chat     int64         `json:"chat"`
	Messages []messageView `json:"messages"`
	Earlier  bool          `json:"earlier,omitempty"` // there are older ones
	Keyboard *keyboardView `json:"keyboard"`
	Typing   int           `json:"typing,omitempty"` // milliseconds for which that is still shown
}

type personView struct {
	ID       int64  `json:"id"`
	First    string `json:"first"`
	Last     string `json:"last,omitempty"`
	Language string `json:"language,omitempty"`
	Phone    string `json:"phone"`
	About    Words  `json:"about"`
	Invited  string `json:"invited,omitempty"`
	Started  bool   `json:"started,omitempty"`
	Blocked  bool   `json:"blocked,omitempty"`
}

type groupView struct {
	ID       int64        `json:"id"`
	Title    string       `json:"title"`
	Members  []memberView `json:"members"`
	Bot      bool         `json:"bot,omitempty"`
	BotAdmin bool         `json:"botAdmin,omitempty"`
}

type memberView struct {
	ID        int64  `json:"id"`
	Status    string `json:"status"`
	Anonymous bool   `json:"anonymous,omitempty"`
}

// typingShown is how long Telegram shows that a bot is busy (Bot API,
// sendChatAction).
const typingShown = 5 * time.Second

// chatSince is what has changed in a chat after rev; of a chat that was not shown
// yet, at most limit of its newest messages. It is called with the lock held, as
// all of these.
func (s *Server) chatSince(c *chat, rev, limit int) chatView {
	v := chatView{Chat: c.id, Messages: []messageView{}}
	from := 0
	if rev == 0 {
		from = max(0, len(c.messages)-limit)
		v.Earlier = from > 0
	}
	for _, m := range c.messages[from:] {
		if m.rev > rev && !(rev == 0 && m.Deleted) {
			v.Messages = append(v.Messages, s.view(m))
		}
	}
	if c.keyboard != nil {
		v.Keyboard = &keyboardView{keyViews(c.keyboard.Rows), c.keyboard.Placeholder, c.keysFrom}
	}
	if left := typingShown - time.Since(c.typing); left > 0 {
		v.Typing = int(left.Milliseconds())
	}
	return v
}

func (s *Server) view(m *Message) messageView {
	if m.Deleted {
		return messageView{ID: m.ID, Deleted: true}
	}
	v := messageView{
		ID: m.ID, From: m.From, Name: s.nameOf(m), Bot: m.FromBot, Anonymous: m.Anonymous, Date: m.Date.Unix(), Edited: !m.EditDate.IsZero(),
		Kind: m.Kind, Text: m.Text, Entities: m.Entities, Buttons: keyViews(m.Buttons), Location: m.Location,
		Forwarded: m.Forwarded, Force: m.Force, Update: m.update,
	}
	if m.reply != nil {
		v.Reply = &replyView{m.reply.ID, s.nameOf(m.reply), firstUnits(m.reply.Text, 100), m.reply.Kind}
	}
	if f := m.File; f != nil {
		v.File = &fileView{f.ID, f.Name, f.Size, f.Data != nil}
	}
	if k := m.Contact; k != nil {
		v.Contact = &contactView{k.Phone, (&Person{profile: Profile{First: k.First, Last: k.Last}}).fullName()}
	}
	if m.Kind == KindService {
		v.Service = serviceOf(m.service)
	}
	return v
}

// nameOf is who a message is from, as its chat shows it.
func (s *Server) nameOf(m *Message) string {
	switch p := s.people[m.From]; {
	case m.FromBot:
		return s.opts.BotName
	case m.Anonymous:
		if g := s.groups[m.Chat]; g != nil {
			return g.title
		}
	case p != nil:
		return p.fullName()
	}
	return ""
}

func serviceOf(fields string) *serviceView {
	var w struct {
		Joined []wireName `json:"new_chat_members"`
		Left   *wireName  `json:"left_chat_member"`
		To     int64      `json:"migrate_to_chat_id"`
		From   int64      `json:"migrate_from_chat_id"`
	}
	_ = json.Unmarshal([]byte("{"+fields[1:]+"}"), &w) // written here
	v := &serviceView{Moved: w.To != 0 || w.From != 0}
	for _, n := range w.Joined {
		v.Joined = append(v.Joined, n.full())
	}
	if w.Left != nil {
		v.Left = w.Left.full()
	}
	return v
}

type wireName struct {
	First string `json:"first_name"`
	Last  string `json:"last_name"`
}

func (n wireName) full() string {
	return (&Person{profile: Profile{First: n.First, Last: n.Last}}).fullName()
}

func keyViews(rows [][]Button) [][]keyView {
	var out [][]keyView
	for _, row := range rows {
		var line []keyView
		for _, b := range row {
			line = append(line, keyView{b.Text, b.URL, b.CopyText})
		}
		out = append(out, line)
	}
	return out
}

// peopleView lists everybody, in the order in which they came.
func (s *Server) peopleView(about map[int64]Words, invited map[int64]string) []personView {
	out := make([]personView, 0, len(s.people))
	for id, p := range s.people {
		v := personView{
			ID: id, First: p.profile.First, Last: p.profile.Last, Language: p.profile.LanguageCode, Phone: p.profile.Phone,
			About: about[id], Started: p.started, Blocked: p.blocked,
		}
		if !p.started {
			v.Invited = invited[id]
		}
		out = append(out, v)
	}
	slices.SortFunc(out, func(a, b personView) int { return int(a.ID - b.ID) })
	return out
}

func (s *Server) groupsView() []groupView {
	var out []groupView
	for id, g := range s.groups {
		if id != g.chat.id {
			continue
		}
		v := groupView{ID: id, Title: g.title, Bot: g.bot, BotAdmin: g.botAdmin}
		for _, m := range g.members {
			v.Members = append(v.Members, memberView{m.person.ID(), string(m.status), m.anonymous})
		}
		out = append(out, v)
	}
	slices.SortFunc(out, func(a, b groupView) int { return int(b.ID - a.ID) })
	return out
}

// botView is what people see of the bot beside its messages: per language, "" for
// all others.
type botView struct {
	Descriptions map[string]string    `json:"descriptions"`
	Commands     map[string][]Command `json:"commands"` // "private/bg", or with a group's number instead
}

func (s *Server) botView() botView {
	v := botView{Descriptions: s.profile.descriptions, Commands: map[string][]Command{}}
	for key, list := range s.profile.commands {
		var id int64
		var lang string
		switch {
		case strings.HasPrefix(key, "all_private_chats/"):
			v.Commands["private/"+strings.TrimPrefix(key, "all_private_chats/")] = list
		default:
			if _, err := fmt.Sscanf(key, "chat:%d/%s", &id, &lang); err != nil && id == 0 {
				continue
			}
			v.Commands[fmt.Sprintf("%d/%s", id, lang)] = list
		}
	}
	return v
}

package flows

import (
	"strconv"

	"partnerbot/flows/text"
)

// Turn is one input being answered: what came, where the person stands, and
// the effects so far. A conversation changes Session and adds effects; storage
// writes both, with the changed records, in one transaction.
type Turn struct {
	Input
	Lang     text.Language
	Session  *Session // never nil; groups and due rows have an empty one that is not kept
	Messages Messages
	Effects  []Effect
}

// Messages tells which messages stand in the chat of the turn's person.
type Messages interface {
	// Newest returns Telegram's number of the newest message with the name.
	// The number is 0 while it is not known; tried then says whether a request
	// for it may have arrived. Neither: no message has that name.
	Newest(name string) (number int, tried bool)
	// Name returns the name of the message with Telegram's number, or "".
	Name(number int) string
}

// Screen is a message as a conversation thinks of it: phrases, not yet in a
// language.
type Screen struct {
	Text     text.Phrase
	Buttons  [][]Tap
	Keyboard *Keyboard
	Name     string
	Beside   bool       // leaves the buttons of the screen where the person is
	ReplyTo  int        // see Say
	Of       PersonID   // see Say
	Among    []PersonID // see Say
	Report   string     // see Say
}

// Tap is a button of a screen.
type Tap struct {
	Label text.Phrase
	Data  string
	URL   string
}

// textLimit is Telegram's limit of a message's text after parsing, in UTF-16
// units (Bot API, sendMessage).
const textLimit = 4096

// Say shows the screen to the turn's person. Long texts become several
// messages; name, buttons and keyboard go with the last, the reply with the
// first. A screen with buttons takes those of the screens before it away.
func (t *Turn) Say(s Screen) {
	if len(s.Buttons) > 0 {
		if s.Name == "" {
			s.Name = asideName
		}
		t.showing(s)
	}
	t.SayTo(t.Person, t.Lang, s, false)
}

// SayTo shows the screen to somebody, in their language. Paced: it is not the
// answer to what they did just now.
func (t *Turn) SayTo(to PersonID, lang text.Language, s Screen, paced bool) {
	parts := text.Split(s.Text.HTML(lang), textLimit)
	for i, part := range parts {
		say := Say{To: to, HTML: part, Paced: paced, Of: s.Of, Among: s.Among}
		if i == 0 {
			say.ReplyTo = s.ReplyTo
		}
		if i == len(parts)-1 {
			say.Buttons, say.Keyboard, say.Name, say.Report = Render(s.Buttons, lang), s.Keyboard, s.Name, s.Report
		}
		t.Effects = append(t.Effects, say)
	}
}

// Tell says a text without buttons. Not inlined: it has many callers (see
// text.Phrase).
//
//go:noinline
func (t *Turn) Tell(p text.Phrase) { t.Say(Screen{Text: p}) }

// Change edits the message with the name, or the pressed one where name is
// empty. Needed: sent anew when it cannot be edited.
func (t *Turn) Change(name string, s Screen, needed bool) {
	e := Edit{To: t.Person, Name: name, HTML: s.Text.HTML(t.Lang), Buttons: Render(s.Buttons, t.Lang), Needed: needed}
	if name == "" {
		e.Message = t.Message
	}
	if len(s.Buttons) == 0 {
		t.settled(name)
	}
	t.Effects = append(t.Effects, e)
}

// ChangeTo edits the message with the screen's name in somebody's chat, or the
// pressed one where it has none, in their language. It must fit one message.
func (t *Turn) ChangeTo(to PersonID, lang text.Language, s Screen, needed, paced bool) {
	e := Edit{
		To: to, Name: s.Name, HTML: s.Text.HTML(lang), Buttons: Render(s.Buttons, lang), Of: s.Of, Among: s.Among,
		Needed: needed, Paced: paced,
	}
	if s.Name == "" {
		e.Message = t.Message
	}
	t.Effects = append(t.Effects, e)
}

// Toast acknowledges the press with a line of at most 200 characters.
func (t *Turn) Toast(p text.Phrase) {
	t.Effects = append(t.Effects, Toast{Text: text.Clip(p.Plain(t.Lang), 200)})
}

// Do adds an effect as it is. Not inlined: it has many callers (see
// text.Phrase).
//
//go:noinline
func (t *Turn) Do(e Effect) { t.Effects = append(t.Effects, e) }

// Render is the buttons in the language; rows without any are left out.
func Render(rows [][]Tap, lang text.Language) [][]Button {
	var out [][]Button
	for _, row := range rows {
		if len(row) == 0 {
			continue
		}
		buttons := make([]Button, len(row))
		for i, tap := range row {
			buttons[i] = Button{Text: tap.Label.Plain(lang), Data: tap.Data, URL: tap.URL}
		}
		out = append(out, buttons)
	}
	return out
}

// String is the person's number as logs and keys have it.
func (p PersonID) String() string { return strconv.FormatUint(uint64(p), 10) }

package flows

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"partnerbot/flows/text"
)

// talk is the engine with a record and some phones, in memory. Session and
// record go through JSON between any two inputs.
type talk struct {
	t       testing.TB
	sheet   *sheet
	session map[PersonID]*Session
	phones  map[PersonID]*phone
	number  int
	batch   uint64
	at      time.Time
	slow    bool // nothing is delivered until deliver is called
}

// phone is what a person sees, as Telegram keeps it.
type phone struct {
	messages  []*shown
	waiting   []Effect
	known     map[string]int // numbers of named messages that the engine knows; 0: on its way
	delivered map[string]int
	said      []Say
}

type shown struct {
	number  int
	html    string
	buttons [][]Button
}

func newTalk(t testing.TB) *talk {
	return &talk{
		t: t, sheet: &sheet{form: everyKind(), answers: map[string]Answer{}}, session: map[PersonID]*Session{},
		phones: map[PersonID]*phone{}, at: time.Date(2026, 2, 2, 8, 0, 0, 0, time.UTC), number: 100,
	}
}

// Newest implements Messages.
func (p *phone) Newest(name string) (int, bool) {
	n := p.known[name]
	return n, n != 0
}

// Name implements Messages.
func (p *phone) Name(number int) string {
	for name, n := range p.delivered {
		if n == number {
			return name
		}
	}
	return ""
}

func (k *talk) phone(who PersonID) *phone {
	if k.phones[who] == nil {
		k.phones[who] = &phone{known: map[string]int{}, delivered: map[string]int{}}
		k.session[who] = &Session{}
	}
	return k.phones[who]
}

// hear lets the engine answer; sameBatch: together with the input before.
func (k *talk) hear(who PersonID, in Input, sameBatch bool) []Effect {
	if !sameBatch {
		k.batch++
	}
	p := k.phone(who)
	k.throughJSON(who)
	in.Person, in.Private, in.At, in.Batch = who, true, k.at, k.batch
	t := &Turn{Input: in, Session: k.session[who], Lang: text.Bulgarian, Messages: p}
	k.sheet.turn = t
	open := t.Session.Form != ""
	switch w := in.What.(type) {
	case Command:
		Open(t, k.sheet)
	case Text:
		if open || t.ReplyTo != 0 {
			Typed(t, k.sheet, w)
		} else {
			Open(t, k.sheet)
		}
	case Press:
		if press, ok := ParsePress(w.Data); ok {
			Tapped(t, k.sheet, press)
		} else if open {
			Leave(t, k.sheet)
			t.Say(Screen{Text: text.T("Меню", "Menu"), Buttons: [][]Tap{MenuRow()}, Name: "menu"})
		}
	case Attachment:
		if !open {
			Open(t, k.sheet)
		} else {
			Attached(t, k.sheet, w)
		}
	case Contact:
		if !open {
			Open(t, k.sheet)
		} else {
			Shared(t, k.sheet, w)
		}
	case Edited:
		ChangedMessage(t, k.sheet, w)
	case Other:
		if open {
			Unexpected(t, k.sheet, w.Kind)
		}
	}
	t.Session.At = k.at
	for _, e := range t.Effects {
		p.receive(k, e)
	}
	if !k.slow {
		k.deliver(who)
	}
	return t.Effects
}

func (k *talk) throughJSON(who PersonID) {
	for _, v := range []struct{ from, to any }{{k.session[who], new(Session)}, {k.sheet.answers, &map[string]Answer{}}} {
		raw, err := json.Marshal(v.from)
		if err == nil {
			err = json.Unmarshal(raw, v.to)
		}
		if err != nil {
			k.t.Fatal(err)
		}
		switch to := v.to.(type) {
		case *Session:
			k.session[who] = to
		case *map[string]Answer:
			k.sheet.answers = *to
		}
	}
}

// receive puts an effect on its way, as storage does.
func (p *phone) receive(k *talk, e Effect) {
	switch e := e.(type) {
	case Say:
		if text.Length(e.HTML) > textLimit {
			k.t.Errorf("a message of %d units", text.Length(e.HTML))
		}
		for _, b := range slices.Concat(e.Buttons...) {
			if len(b.Data) > 64 || b.Data == "" || b.Text == "" {
				k.t.Errorf("a button %q with %q", b.Text, b.Data)
			}
		}
		if e.Name != "" {
			p.known[e.Name] = 0
		}
		p.said = append(p.said, e)
		p.waiting = append(p.waiting, e)
	case Edit:
		if e.Message == 0 {
			e.Message = p.known[e.Name]
		}
		p.waiting = append(p.waiting, e)
	}
}

// deliver lets everything arrive that waits for the person.
func (k *talk) deliver(who PersonID) {
	p := k.phone(who)
	for _, e := range p.waiting {
		switch e := e.(type) {
		case Say:
			k.number++
			p.messages = append(p.messages, &shown{k.number, e.HTML, e.Buttons})
			if e.Name != "" {
				p.known[e.Name], p.delivered[e.Name] = k.number, k.number
			}
		case Edit:
			n := e.Message
			if n == 0 {
				n = p.delivered[e.Name]
			}
			if i := slices.IndexFunc(p.messages, func(m *shown) bool { return m.number == n }); i >= 0 {
				p.messages[i].buttons = e.Buttons
				if e.HTML != "" {
					p.messages[i].html = e.HTML
				}
			}
		}
	}
	p.waiting = nil
}

// live are the messages with buttons.
func (p *phone) live() (live []*shown) {
	for _, m := range p.messages {
		if len(m.buttons) > 0 {
			live = append(live, m)
		}
	}
	return live
}

func (k *talk) starts(who PersonID) { k.hear(who, Input{What: Command{Name: "start"}}, false) }

func (k *talk) types(who PersonID, s string) {
	k.number++
	k.hear(who, Input{Message: k.number, What: Text{Text: s}}, false)
}

// last is the newest message with buttons, as the person reads it.
func (k *talk) last(who PersonID) string {
	said := k.phones[who].said
	for i := len(said) - 1; i >= 0; i-- {
		if len(said[i].Buttons) > 0 {
			return text.StripTags(said[i].HTML)
		}
	}
	return ""
}

// press presses the newest button with the label.
func (k *talk) press(who PersonID, label string) {
	k.t.Helper()
	for _, m := range slices.Backward(k.phones[who].messages) {
		for _, b := range slices.Concat(m.buttons...) {
			if b.Text == label {
				k.hear(who, Input{Message: m.number, What: Press{Data: b.Data}}, false)
				return
			}
		}
	}
	k.t.Fatalf("no button %q", label)
}

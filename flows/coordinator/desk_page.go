package coordinator

import (
	"partnerbot/flows"
)

// A page in the private chat of an administrator: what is not for the whole group, with
// buttons that stand there (button.private). It stands beside whatever they are filling
// in.

// inPrivate does something in the private chat of who acts, wherever they pressed. That
// they can be written to was looked at before, see privately.
func (g *group) inPrivate(show func(*group)) {
	if g.Private {
		show(g)
		return
	}
	s, _ := g.tx.Sessions.Get(g.Person)
	in := g.Input
	in.Private, in.Message = true, 0 // what was pressed stands in the group
	t := &flows.Turn{Input: in, Lang: g.tx.Chats.Language(g.Person), Session: &s, Messages: g.tx.Sessions.Messages(g.Person)}
	show(g.c.in(g.tx, t))
	g.tx.Sessions.Put(g.Person, s)
	for _, e := range t.Effects {
		g.Do(e)
	}
}

// page shows the screen in private: in place of the one whose button was pressed there,
// else as a new message.
func (g *group) page(s flows.Screen) {
	if _, pressed := g.What.(flows.Press); pressed && g.Message != 0 && g.Private {
		s.Name = ""
		g.ChangeTo(g.Person, g.Lang, s, false, false)
		return
	}
	g.aside(s)
}

// aside shows the screen in private as a new message, beside what is being filled in.
func (g *group) aside(s flows.Screen) {
	s.Beside = true
	g.Say(s)
}

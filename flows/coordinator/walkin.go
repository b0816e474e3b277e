package coordinator

import (
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Who comes without being on the list: the button asks for the organisation, a reply
// names it, a button confirms it.

// Buttons that name the event and the organisation that has come.
const (
	verbCame = "came"
	verbMore = "camemore" // somebody else of an organisation that is on the list
)

// walkInName names the message that asks who has come; a reply to it says so.
func walkInName(code string) string { return walkInPrefix + code }

const (
	walkInPrefix    = "walkin/"
	walkInsFound    = 5
	longestAttendee = 100 // characters
)

// askWalkIn asks who has come.
func (g *group) askWalkIn(refs []string) {
	e, ok := g.eventIn(refs)
	switch {
	case !ok:
	case !e.DoorIsOpen(g.p, g.At):
		g.sayUnmarked(programme.Registration{Seat: programme.WalkIn}, e, programme.Present)
	default:
		g.say(flows.Screen{
			Name: walkInName(e.Code),
			Text: text.T("<b>%s</b> · кой дойде без записване?\nОтговорете (Reply) на това съобщение: организация, запетая, име на човека. Например:\n<i>Просвета, Иван Петров</i>",
				"<b>%s</b> · who has come without registering?\nReply to this message: organisation, comma, name of the person. For example:\n<i>Prosveta, Ivan Petrov</i>").With(e.Title),
			ReplyTo: g.Message,
		})
	}
}

// repliedWalkIn looks for the organisation that the reply names.
func (g *group) repliedWalkIn(code string) {
	e, ok := g.tx.Events.Get(code)
	w, typed := g.What.(flows.Text)
	if !ok || !typed || strings.TrimSpace(w.Text) == "" {
		g.say(flows.Screen{
			Name: walkInName(code), ReplyTo: g.Message,
			Text: text.T("Отговорете с организацията и името с думи, например: Просвета, Иван Петров", "Reply with the organisation and the name in words, for example: Prosveta, Ivan Petrov"),
		})
		return
	}
	if !g.mayAct() {
		return
	}
	query, name, _ := strings.Cut(strings.ReplaceAll(w.Text, ";", ","), ",")
	name = text.Clip(text.Clean(name), longestAttendee)
	var found []programme.Match
	for _, m := range programme.SearchOrganisations(g.tx.Organisations.All(), text.Clip(query, longestQuery), 2*walkInsFound) {
		if m.Organisation.Standing == programme.InForce && len(found) < walkInsFound {
			found = append(found, m)
		}
	}
	lines := []text.Phrase{text.T("<b>%s</b> · коя организация дойде?", "<b>%s</b> · which organisation has come?").With(e.Title)}
	if len(found) == 0 {
		lines = []text.Phrase{text.T("Не намирам организация, която прилича на %s. Отговорете пак с друга дума от името. Ако я няма в регистъра, нека човекът я опише в бота: след одобрение се отбелязва тук.",
			"I find no organisation like %s. Reply again with another word of the name. If it is not in the register, let the person describe it to the bot: once approved, it can be noted here.").
			With(text.Quote(strings.TrimSpace(query)))}
	}
	if name != "" && len(found) > 0 {
		lines = append(lines, text.T("%s%s", "%s%s").With(personLabel, name))
	}
	var rows [][]flows.Tap
	for _, m := range found {
		rows = append(rows, []flows.Tap{tap(text.T("%s", "%s").With(text.Clip(m.Organisation.Name, 40)), verbCame, e.Code, refOf(m.ID))})
	}
	s := flows.Screen{Text: text.Join("\n", lines...), Buttons: rows, ReplyTo: g.Message}
	if len(found) == 0 {
		s.Name = walkInName(e.Code) // a reply to it is one to the question
	}
	g.say(s)
}

// personLabel stands before the name of who has come: a button has no room for it, so
// it is read in the message that holds the button.
const personLabel = "Човек: "

// personIn is the name that the pressed message holds; empty where there is none, or
// the message is too old to be read.
func personIn(shown string) string {
	for line := range strings.Lines(shown) {
		if name, ok := strings.CutPrefix(line, personLabel); ok {
			return text.Clip(text.Clean(name), longestAttendee)
		}
	}
	return ""
}

// came notes that somebody of the organisation has come. Where some of it are on the
// list and not marked, they may be meant: the list asks first.
func (g *group) came(refs []string) {
	e, ok := g.eventIn(refs)
	if !ok {
		return
	}
	id := organisationOf(refs[1])
	var expected []programme.DoorLine
	for _, l := range programme.DoorList(g.tx, e.Code) {
		if l.Organisation == id && l.Presence == programme.Unknown {
			expected = append(expected, l)
		}
	}
	if len(expected) == 0 {
		g.comeIn(refs)
		return
	}
	programme.NumberDoors(g.tx, e.Code)
	s := g.foundScreen(e, expected)
	s.Text = text.Join("\n", text.T("Тази организация е в списъка. Той ли е, или е дошъл още някой?", "This organisation is on the list. Is it them, or has somebody else come, too?"), s.Text)
	if name := personIn(g.pressedText()); name != "" {
		s.Text = text.Join("\n", s.Text, text.T("%s%s", "%s%s").With(personLabel, name))
	}
	s.Buttons = append(s.Buttons, []flows.Tap{tap(text.T("Още един човек", "One more person"), verbMore, refs...)})
	g.change(s)
}

// comeIn notes who has come on the list.
func (g *group) comeIn(refs []string) {
	e, ok := g.eventIn(refs)
	if !ok {
		return
	}
	r, ok := programme.ComeIn(g.tx, g.Turn, g.p, e.Code, organisationOf(refs[1]), personIn(g.pressedText()))
	if !ok {
		g.sayUnmarked(r, e, programme.Present)
		return
	}
	for _, l := range programme.DoorList(g.tx, e.Code) {
		if l.ID == r.ID {
			g.change(g.foundScreen(e, []programme.DoorLine{l}))
		}
	}
}

// pressedText is the text of the message whose button was pressed.
func (g *group) pressedText() string {
	w, _ := g.What.(flows.Press)
	return w.Text
}

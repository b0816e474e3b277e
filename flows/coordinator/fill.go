package coordinator

import (
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons of /fill: whose idea stands on paper, an organisation or a mixed group, or the
// idea.
const (
	verbFillNew   = "fillnew"
	verbFillGroup = "fillgroup"
	verbFill      = "fill"
)

var groupIsGone = text.T("Тази група вече я няма. Вижте групите с /groups.", "This group is no longer there. See the groups with /groups.")

// fill enters an idea from paper: one that is begun, by its number, or a new one of
// the organisation that is named.
func (g *group) fill(argument string) {
	argument = strings.Trim(argument, " №#.")
	if n, err := strconv.ParseUint(argument, 10, 64); err == nil {
		if i, ok := g.ideaAsked(argument, "fill"); ok && n > 0 {
			g.enter(i)
		}
		return
	}
	if argument == "" {
		g.tell(text.T("Напишете и чия е идеята на хартия или номера ѝ, например: /fill просвета или /fill 7", "Write whose idea is on paper, or its number, for example: /fill prosveta or /fill 7"))
		return
	}
	argument = text.Clip(argument, longestQuery)
	var lines []text.Phrase
	var rows, begun [][]flows.Tap
	for _, m := range programme.SearchOrganisations(g.tx.Organisations.All(), argument, organisationsFound) {
		if m.Organisation.Standing != programme.InForce {
			continue
		}
		lines = append(lines, text.T("%d. <b>%s</b> (%s)", "%d. <b>%s</b> (%s)").With(len(lines)+1, m.Organisation.Name, g.facts(m.Organisation)))
		rows = append(rows, []flows.Tap{tap(text.T("%d. %s", "%d. %s").With(len(lines), text.Clip(m.Organisation.Name, 26)), verbFillNew, refOf(m.ID))})
		for _, i := range programme.Ideas(g.tx).Where(func(i programme.Idea) bool { return i.Writable() && i.Authors[0] == m.ID }) {
			begun = append(begun, []flows.Tap{tap(text.T("Идея %d: %s", "Idea %d: %s").With(int(i.ID), g.titleClipped(i, 18)), verbFill, i.ID.String())})
		}
	}
	if len(lines) == 0 {
		g.tell(text.T("Не намирам организация, която прилича на %s. Опитайте с друга дума от името.", "I find no organisation like %s. Try another word of the name.").With(text.Quote(argument)))
		return
	}
	ask := text.T("Чия идея ще въведете от хартия? Матрицата се отваря в личния Ви разговор с мен.", "Whose idea will you enter from paper? The matrix opens in your private chat with me.")
	if len(begun) > 0 {
		ask = text.Join(" ", ask, text.T("Може да продължите и започната.", "You can also go on with one that is begun."))
	}
	g.say(flows.Screen{Text: text.Join("\n", append([]text.Phrase{ask}, lines...)...), Buttons: append(rows, begun[:min(len(begun), ideasShown)]...), ReplyTo: g.Message})
}

// fillNew begins an idea of the organisation and opens it. An empty one that the same
// coordinator has begun is taken again: the button may be pressed twice.
func (g *group) fillNew(refs []string) {
	o, ok := g.organisationIn(refs)
	if !ok {
		return
	}
	for _, i := range g.tx.Ideas.All() {
		if i.Typist == g.Person && len(i.Answers) == 0 && i.State == programme.IdeaDraft && i.Authors[0] == o.ID {
			g.enter(i)
			return
		}
	}
	if !g.privately(deskRef(deskFill, refOf(o.ID))) {
		return
	}
	g.enter(programme.BeginIdea(g.tx, 0, o.ID, 0))
}

// fillGroup begins the idea that a mixed group has written on paper, and opens it: so it
// is known from which meeting and group it comes, and it is all members'.
func (g *group) fillGroup(refs []string) {
	id, _ := programme.ParseGroupID(refs[0])
	one, ok := g.tx.Groups.Get(id)
	if !ok {
		g.toast(groupIsGone)
		return
	}
	if !g.privately(deskRef(deskOf, id.String())) {
		return
	}
	g.groupOnPaper(one)
	if e, ok := g.tx.Events.Get(one.Event); ok {
		g.change(g.mixedCard(e, one.Number))
	}
}

func (g *group) groupOnPaper(one programme.Group) {
	i, ok := programme.BeginPaperIdea(g.tx, g.Turn, g.p, one)
	switch {
	case ok:
		g.opened(i)
	case g.Private:
		g.Tell(groupIsGone)
	default:
		g.toast(groupIsGone)
	}
}

// fillIn opens the idea that a button names.
func (g *group) fillIn(refs []string) {
	if i, ok := g.ideaIn(refs); ok {
		g.enter(i)
	}
}

// enter opens the idea in the private chat of who asked.
func (g *group) enter(i programme.Idea) {
	if !g.privately(deskRef(deskIn, i.ID.String())) {
		return
	}
	g.opened(i)
}

func (g *group) opened(i programme.Idea) {
	i, ok := i.Fill(g.tx, g.Turn, g.Person)
	said := text.T("Отворих я в личния ни разговор.", "I have opened it in our private chat.")
	_, pressed := g.What.(flows.Press)
	switch {
	case !ok:
		g.standsSo(i)
	case g.Private:
	case pressed:
		g.toast(said)
	default:
		g.respond(said)
	}
}

// fillInAsked opens the idea to who has opened the chat for it.
func (g *group) fillInAsked(ref string) {
	id, _ := programme.ParseIdeaID(ref)
	if i, ok := g.tx.Ideas.Get(id); ok {
		g.opened(i)
	}
}

// fillOfAsked does so with the idea of a mixed group.
func (g *group) fillOfAsked(ref string) {
	id, _ := programme.ParseGroupID(ref)
	if one, ok := g.tx.Groups.Get(id); ok {
		g.groupOnPaper(one)
	}
}

// fillAsked begins an idea of the organisation for who has opened the chat for it.
func (g *group) fillAsked(ref string) {
	o, ok := g.tx.Organisations.Get(organisationOf(ref))
	if ok && o.Standing == programme.InForce {
		g.opened(programme.BeginIdea(g.tx, 0, o.ID, 0))
	}
}

package participant

import (
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// pressGroup answers the buttons of a mixed group.
func (c *chat) pressGroup(data string) {
	verb, ref, _ := strings.Cut(data, ":")
	id, _ := programme.ParseGroupID(ref)
	g, ok := c.tx.Groups.Get(id)
	e, held := c.tx.Events.Get(g.Event)
	if !c.hasAgreed() || !c.hasJoined() {
		c.menu()
		return
	}
	if !ok || !held || g.Seat(c.tx, c.Person) == 0 {
		c.notInGroup()
		return
	}
	switch verb {
	case groupShow:
		c.showGroup(g, e)
	case groupPen:
		c.takePen(g, e)
	case groupDown:
		c.layPen(g, e)
	case groupIdea:
		c.writeGroupIdea(g, e)
	default:
		c.notInGroup()
	}
}

// notInGroup answers a button of a group in which the person does not sit (any more):
// with the one in which they do.
func (c *chat) notInGroup() {
	c.unpress()
	g, e, ok := c.myGroup()
	if !ok {
		c.note(text.T("Вече не сте в тази група.", "You are not in this group any more."))
		c.menu()
		return
	}
	c.note(text.T("Това беше друга група. Вие сте в Група %d.", "That was another group. You are in Group %d.").With(g.Number))
	c.showGroup(g, e)
}

// takePen has the person write down, unless somebody does so already.
func (c *chat) takePen(g programme.Group, e programme.Event) {
	seat := g.Seat(c.tx, c.Person)
	switch {
	case g.Scribe == seat:
		c.note(text.T("Вече записвате Вие.", "You write down already."))
	case !g.Penless(c.tx):
		c.note(text.T("Вече записва %s.", "%s writes down already.").With(c.scribeName(g)))
	default:
		g, _ = programme.SetScribe(c.tx, c.Turn, c.p, g.ID, seat)
		c.note(text.T("Благодарим! Записвате Вие.", "Thank you! You write down."))
	}
	c.groupAgain(g, e)
}

// layPen has the person write down no more; the others are asked.
func (c *chat) layPen(g programme.Group, e programme.Event) {
	if g.Scribe != g.Seat(c.tx, c.Person) {
		c.note(text.T("Вие и сега не записвате.", "You do not write down now either."))
	} else {
		g, _ = programme.SetScribe(c.tx, c.Turn, c.p, g.ID, 0)
		c.note(text.T("Добре. Питам другите от групата кой ще записва. Написаното остава.", "All right. I ask the others of the group who will write down. What is written stays."))
	}
	c.groupAgain(g, e)
}

// writeGroupIdea opens the group's idea for its scribe; it begins with the first time.
func (c *chat) writeGroupIdea(g programme.Group, e programme.Event) {
	idea, begun := programme.IdeaOf(c.tx, g)
	switch {
	case g.Scribe != g.Seat(c.tx, c.Person) && g.Penless(c.tx):
		c.note(text.T("Първо натиснете „Аз ще записвам“.", "First press “I will write down”."))
	case g.Scribe != g.Seat(c.tx, c.Person):
		c.note(text.T("Сега записва %s.", "%s writes down now.").With(c.scribeName(g)))
	case begun && !idea.Writable():
		c.note(text.T("Идеята вече е изпратена.", "The idea has been sent already."))
	case len(c.p.Matrix.Form.Questions) == 0:
		c.note(text.T("В програмата няма матрица за идеи.", "The programme has no matrix of ideas."))
	default:
		c.writeIdea(programme.BeginGroupIdea(c.tx, c.Turn, c.p, g))
		return
	}
	c.groupAgain(g, e)
}

// scribeName is who writes down, by name, or else by organisation.
func (c *chat) scribeName(g programme.Group) string {
	for _, l := range programme.MembersOf(c.tx, g) {
		if l.ID == g.Scribe && l.Name != "" && l.Name != programme.ErasedName {
			return l.Name
		} else if l.ID == g.Scribe {
			return l.Of.Name
		}
	}
	return ""
}

// groupAgain shows the group after something was done: in the pressed message, where
// its buttons are the ones that are live.
func (c *chat) groupAgain(g programme.Group, e programme.Event) {
	s := c.groupScreen(g, groupHead(g, e, c.Lang))
	n, _ := c.Messages.Newest(s.Name)
	_, pressed := c.What.(flows.Press)
	if pressed && n == c.Message && (c.Session.Live == s.Name || c.Session.Beside == s.Name) {
		s.Name = ""
		c.ChangeTo(c.Person, c.Lang, s, false, false)
		return
	}
	c.unpress()
	c.showGroup(g, e)
}

// isGroup reports whether somebody typed „Моята група“, which is understood everywhere
// by who sits in one.
func (c *chat) isGroup(typed string) bool {
	if !says(typed, labelMyGroup.Plain(text.Bulgarian), labelMyGroup.Plain(text.English), "в коя група съм", "коя е моята група", "which group am i in") {
		return false
	}
	_, _, ok := c.myGroup()
	return ok
}

// typedAtGroup does what was typed where no form is open, of what the buttons of the
// group do. „Да“ answers the question who writes down, while it is asked.
func (c *chat) typedAtGroup(typed string) bool {
	g, e, ok := c.myGroup()
	if !ok {
		return false
	}
	name := groupName(g.ID)
	asked := (c.Session.Live == name || c.Session.Beside == name) && g.Penless(c.tx)
	yes, answered := text.ReadYesNo(typed)
	switch {
	case asked && answered && !yes:
		c.Tell(text.T("Добре, нека друг от групата записва.", "All right, let somebody else of the group write down."))
	case asked && (answered || says(typed, "аз", "me")), says(typed, labelPen.Plain(text.Bulgarian), labelPen.Plain(text.English), "ще записвам", "аз записвам", "ще записвам аз", "аз ще пиша"):
		c.takePen(g, e)
	case g.Scribe == g.Seat(c.tx, c.Person) && says(typed, labelPenDown.Plain(text.Bulgarian), labelPenDown.Plain(text.English), "нека друг записва", "не мога да записвам", "няма да записвам"):
		c.layPen(g, e)
	case says(typed, "започни идеята", "започни идеята на групата", "продължи идеята", "begin the idea", "begin the group's idea", "go on with the idea"):
		c.writeGroupIdea(g, e)
	case says(typed, "група", "групата", "group", "the group"):
		c.showGroup(g, e)
	default:
		return false
	}
	return true
}

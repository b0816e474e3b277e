package participant

import (
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons of the mixed group in which somebody sits at a meeting: "m:verb:group".
const groupButton = "m"

const (
	groupShow = "show"
	groupPen  = "pen"  // the person writes down
	groupDown = "down" // the person does not any more
	groupIdea = "idea" // begins the group's idea, or goes on with it
)

// placeGroup is where a session is that shows the group; Consider holds its reference.
const placeGroup = "group"

// groupName names the messages that show a group.
func groupName(id programme.GroupID) string { return groupNames + id.String() }

const groupNames = "mixed/"

func groupTap(label text.Phrase, verb string, id programme.GroupID) flows.Tap {
	return flows.Tap{Label: label, Data: groupButton + ":" + verb + ":" + id.String()}
}

// membersShown is how many members a message names.
const membersShown = 30

// groupDue tells a person of the group in which they sit, as it is now.
func (c *chat) groupDue(w flows.Due) {
	id, news, ok := programme.GroupNewsOf(w.Ref)
	g, there := c.tx.Groups.Get(id)
	e, held := c.tx.Events.Get(g.Event)
	if !ok || !there || !held || !e.Cancelled.IsZero() || !c.tx.Chats.Reachable(w.Person) {
		return
	}
	if _, known := c.tx.People.Get(w.Person); !known {
		return
	}
	c.beside(w.Person, func(other *chat) { other.tellGroup(g, e, news) })
}

// tellGroup says what is new, or shows it in the message that the person has.
func (c *chat) tellGroup(g programme.Group, e programme.Event, news programme.GroupNews) {
	seat := g.Seat(c.tx, c.Person)
	if news == programme.GroupOut {
		if seat == 0 && c.groupRow(e) == nil {
			c.leftGroup(g, e)
		}
		return
	}
	if seat == 0 {
		return
	}
	var head text.Phrase
	switch {
	case news == programme.GroupSeat:
		head = text.T("Вие сте в <b>Група %d</b> на %s.", "You are in <b>Group %d</b> of %s.")
		if before := c.Session.Live; strings.HasPrefix(before, groupNames) && before != groupName(g.ID) {
			flows.Retire(c.Turn, before)
		}
	case news == programme.GroupPen && g.Scribe == seat:
		head = text.T("Координатор Ви моли да записвате за <b>Група %d</b> на %s.", "A coordinator asks you to write down for <b>Group %d</b> of %s.")
	case news == programme.GroupRelieved && g.Scribe != seat && g.Scribe != 0:
		head = text.T("В <b>Група %d</b> на %s вече записва друг. Благодарим Ви!", "In <b>Group %d</b> of %s somebody else writes down now. Thank you!")
	case news == programme.GroupAsk && g.Penless(c.tx):
		head = text.T("В <b>Група %d</b> на %s вече никой не записва.", "In <b>Group %d</b> of %s nobody writes down any more.")
	default:
		c.refreshGroup(g, e)
		return
	}
	s := c.groupScreen(g, head.With(g.Number, text.Quote(eventTitle(e, c.Lang))))
	s.Beside = true
	c.Say(s)
}

// leftGroup tells who sits in no group any more.
func (c *chat) leftGroup(g programme.Group, e programme.Event) {
	c.Say(flows.Screen{
		Text: text.T("Вече не сте в Група %d на %s. Ако сте на срещата, кажете на координатора.", "You are not in Group %d of %s any more. If you are at the meeting, tell the coordinator.").
			With(g.Number, text.Quote(eventTitle(e, c.Lang))),
		Buttons: [][]flows.Tap{flows.MenuRow()}, Name: groupName(g.ID), Beside: true,
	})
}

// refreshGroup shows how the group stands in the message that the person has. Its
// buttons come back only where they still are.
func (c *chat) refreshGroup(g programme.Group, e programme.Event) {
	s := c.groupScreen(g, groupHead(g, e, c.Lang))
	if c.Session.Live != s.Name && c.Session.Beside != s.Name {
		s.Buttons = nil
	}
	c.ChangeTo(c.Person, c.Lang, s, false, true)
}

// showGroup shows the group as the screen where the person is.
func (c *chat) showGroup(g programme.Group, e programme.Event) {
	c.leaveForm()
	c.Session.Place, c.Session.Consider = placeGroup, g.ID.String()
	c.Say(c.groupScreen(g, groupHead(g, e, c.Lang)))
}

// groupScreen says who is in the group, who writes down, and how far its idea is.
func (c *chat) groupScreen(g programme.Group, head text.Phrase) flows.Screen {
	lines := []text.Phrase{head}
	members := programme.MembersOf(c.tx, g)
	var named []text.Phrase
	var among []flows.PersonID
	for i, l := range members {
		if who := programme.PersonIn(c.tx, l.Registration); who != 0 && who != c.Person {
			among = append(among, who)
		}
		switch {
		case i < membersShown:
			named = append(named, c.memberLine(g, l))
		case i == membersShown:
			named = append(named, text.T("и още %s", "and %s more").With(text.People(len(members)-i)))
		}
	}
	lines = append(lines, text.Join("\n", named...))
	state, rows := c.groupState(g)
	return flows.Screen{
		Text: text.Join("\n\n", append(lines, state...)...), Buttons: append(rows, flows.MenuRow()), Name: groupName(g.ID), Among: among,
	}
}

// groupHead is the group's name, above what stands there when nothing is new.
func groupHead(g programme.Group, e programme.Event, lang text.Language) text.Phrase {
	return text.T("<b>Група %d</b> · %s", "<b>Group %d</b> · %s").With(g.Number, eventTitle(e, lang))
}

// memberLine is a member with their organisation.
func (c *chat) memberLine(g programme.Group, l programme.DoorLine) text.Phrase {
	line := text.T("• %s", "• %s").With(text.Clip(l.Of.Name, 60))
	if l.Name != "" && l.Name != programme.ErasedName {
		line = text.T("• %s, %s", "• %s, %s").With(text.Clip(l.Name, 40), text.Clip(l.Of.Name, 60))
	}
	if programme.PersonIn(c.tx, l.Registration) == c.Person {
		line = text.T("%s – Вие", "%s – you").With(line)
	}
	if g.Scribe == l.ID {
		line = text.T("%s <i>(записва)</i>", "%s <i>(writes down)</i>").With(line)
	}
	return line
}

// groupState says who writes down and how far the idea is, with what the person can do.
func (c *chat) groupState(g programme.Group) (lines []text.Phrase, rows [][]flows.Tap) {
	idea, begun := programme.IdeaOf(c.tx, g)
	matrix := len(c.p.Matrix.Form.Questions) > 0
	writes := g.Scribe != 0 && g.Seat(c.tx, c.Person) == g.Scribe
	switch {
	case begun && !idea.Writable():
		lines = append(lines, text.T("Идеята на групата е изпратена. Благодарим!", "The group’s idea has been sent. Thank you!"))
		return lines, [][]flows.Tap{{seeIdeaTap(idea.ID)}}
	case writes && begun:
		lines = append(lines, text.T("Записвате Вие. Идеята е започната.", "You write down. The idea has been begun."))
		rows = append(rows, []flows.Tap{groupTap(text.T("Продължи идеята", "Go on with the idea"), groupIdea, g.ID)})
	case writes && matrix:
		lines = append(lines, text.T("Записвате Вие. Обсъдете идеята заедно и започнете, когато сте готови. Питам за всяко поле поотделно.",
			"You write down. Talk the idea over and begin when you are ready. I ask for each field in turn."))
		rows = append(rows, []flows.Tap{groupTap(text.T("Започни идеята на групата", "Begin the group’s idea"), groupIdea, g.ID)})
	case writes:
		lines = append(lines, text.T("Записвате Вие.", "You write down."))
	case g.Penless(c.tx):
		lines = append(lines, text.T("Един от групата записва общата идея тук, на телефона си. Ще бъдете ли това Вие?",
			"One of the group writes the common idea down here, on their phone. Will that be you?"))
		rows = append(rows, []flows.Tap{groupTap(labelPen, groupPen, g.ID)})
	case begun:
		lines = append(lines, text.T("Идеята се записва сега. Можете да я виждате, докато расте.", "The idea is being written. You can see it grow."))
	default:
		lines = append(lines, text.T("Идеята ще видите тук, щом бъде започната.", "You will see the idea here once it is begun."))
	}
	if writes {
		rows = append(rows, []flows.Tap{groupTap(labelPenDown, groupDown, g.ID)})
	} else if begun {
		rows = append(rows, []flows.Tap{seeIdeaTap(idea.ID)})
	}
	return lines, rows
}

var (
	labelPen     = text.T("Аз ще записвам", "I will write down")
	labelPenDown = text.T("Друг да записва", "Let somebody else write")
	labelMyGroup = text.T("Моята група", "My group")
)

// seeIdeaTap shows an idea.
func seeIdeaTap(id programme.IdeaID) flows.Tap {
	return ideaTap(text.T("Виж идеята", "See the idea"), ideaShow, id.String())
}

// eventTitle is the event's title, cut where it is very long.
func eventTitle(e programme.Event, lang text.Language) string {
	return text.Clip(e.Title.In(lang), 100)
}

// myGroup is the newest group in which the person sits and that still has something to
// do: its idea is being written, or can still be begun.
func (c *chat) myGroup() (g programme.Group, e programme.Event, ok bool) {
	const lately = 24 * time.Hour // it stands a while longer, for who looks for it
	for _, each := range programme.GroupsWith(c.tx, c.Person) {
		held, there := c.tx.Events.Get(each.Event)
		idea, begun := programme.IdeaOf(c.tx, each)
		open := c.At.Before(held.ThanksExpire())
		if begun {
			open = idea.Writable() || c.At.Sub(held.End.At) < lately
		}
		if there && held.Cancelled.IsZero() && open {
			g, e, ok = each, held, true
		}
	}
	return g, e, ok
}

// myGroupLine is the group's row of the menu; none where there is nothing to do.
func (c *chat) myGroupLine() (line text.Phrase, row []flows.Tap) {
	g, e, ok := c.myGroup()
	if !ok {
		return line, nil
	}
	return text.T("Група %d на %s", "Group %d of %s").With(g.Number, text.Quote(eventTitle(e, c.Lang))), []flows.Tap{groupTap(labelMyGroup, groupShow, g.ID)}
}

// groupRow leads from a meeting to the group in which the person sits there; none where
// they sit in none.
func (c *chat) groupRow(e programme.Event) []flows.Tap {
	for _, g := range programme.GroupsOf(c.tx, e.Code) {
		if g.Seat(c.tx, c.Person) != 0 {
			return []flows.Tap{groupTap(labelMyGroup, groupShow, g.ID)}
		}
	}
	return nil
}

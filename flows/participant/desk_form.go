package participant

import (
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Forms of the coordinators are filled in here, in the private chat of an administrator
// of their group, who need not take part: of who does not, nothing else is kept.

// deskDue opens a form for the coordinator who has asked for it in the group.
func (c *chat) deskDue(w flows.Due) {
	name, subject, _ := strings.Cut(w.Ref, "/")
	c.beside(w.Person, func(other *chat) {
		if f, ok := other.desk.Form(other.tx, other.Turn, name, subject); ok {
			if was := other.Session; other.desk.IsForm(was.Form) && (was.Form != name || was.Subject != subject) {
				other.Tell(text.Join(" ", text.T("Започнатото преди е записано.", "What you had begun before is saved."), other.desk.LeftForm(was.Form)))
			}
			other.leaveForm()
			other.Session.At = c.At // they have just asked for it, whatever was here last
			flows.Open(other.Turn, f)
			other.Session.At = other.At // they have just pressed a button in the group
		}
	})
}

// mayDesk reports whether the input may go into a form of the coordinators: of an
// administrator, or of the program, which opens what one has asked for.
func (c *chat) mayDesk() bool {
	_, due := c.What.(flows.Due)
	return due || c.Role == flows.RoleAdministrator
}

// coordinatesNow reports whether the person may fill in forms of the coordinators; if
// not, they are told why.
func (c *chat) coordinatesNow() bool {
	why := text.T("Това могат да правят само администраторите на групата на координаторите.", "Only administrators of the coordinators’ group can do this.")
	switch c.Role {
	case flows.RoleAdministrator:
		return true
	case flows.RoleUnknown:
		why = text.T("В момента не мога да проверя в Telegram дали сте администратор. Опитайте пак след малко.",
			"I cannot check at Telegram just now whether you are an administrator. Please try again shortly.")
	default:
		c.leaveForm()
	}
	if _, pressed := c.What.(flows.Press); pressed {
		c.Toast(why)
	} else {
		c.Tell(why)
	}
	return false
}

// atDesk gives what came to the open form of the coordinators.
func (c *chat) atDesk() {
	if !c.coordinatesNow() {
		return
	}
	if _, open := c.openForm(); !open {
		key := programme.DraftKey{Person: c.Person, Form: c.Session.Form, Subject: c.Session.Subject}
		c.leaveForm()
		programme.DropDraft(c.tx, key)
		c.deskShut()
		return
	}
	c.inForm()
}

// pressDesk answers a button of such a form.
func (c *chat) pressDesk(p flows.Pressed) {
	if !c.coordinatesNow() {
		return
	}
	f, ok := c.form(p.Form, p.Subject)
	if !ok {
		c.Do(flows.Edit{To: c.Person, Message: c.Message})
		programme.DropDraft(c.tx, programme.DraftKey{Person: c.Person, Form: p.Form, Subject: p.Subject})
		c.deskShut()
		return
	}
	if open, ok := c.openForm(); ok && flows.Enters(c.Turn, f, p) {
		flows.Leave(c.Turn, open)
	}
	flows.Tapped(c.Turn, f, p)
}

// deskShut says that there is nothing to fill in any more.
func (c *chat) deskShut() {
	said := text.T("Това вече е приключено. Ако трябва пак, започнете го от групата.", "This is finished. If it is needed again, begin it in the group.")
	if _, pressed := c.What.(flows.Press); pressed {
		c.Toast(said)
		return
	}
	c.Tell(said)
}

// leaveDesk answers „Меню“ in such a form: it is kept. Who does not take part has no
// menu.
func (c *chat) leaveDesk() bool {
	name := c.Session.Form
	if !c.desk.IsForm(name) {
		return false
	}
	c.leaveForm()
	c.Tell(text.Join(" ", text.T("Спряхме дотук, всичко е записано.", "We stop here, all of it is saved."), c.desk.LeftForm(name)))
	return !c.hasAgreed() || !c.hasJoined()
}

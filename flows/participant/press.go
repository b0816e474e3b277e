package participant

import (
	"strconv"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// pressOnce answers a press. Who presses the same button again, before anything
// else has come, is told that it was received: the screen would only repeat
// itself.
func (c *chat) pressOnce(w flows.Press) {
	key := strconv.Itoa(c.Message) + " " + w.Data
	if c.Session.Pressed == key && c.At.Sub(c.Session.At) < pressedTwice {
		c.Toast(text.T("Вече го получих. Вижте най-долу.", "I have it already. See at the bottom."))
		return
	}
	c.Session.Pressed = ""
	c.press(w)
	for _, e := range c.Effects {
		if _, said := e.(flows.Say); said {
			c.Session.Pressed = key
		}
	}
}

// pressedTwice is how long a second press of a button is taken for the first.
const pressedTwice = 10 * time.Second

// press answers a pressed button, whatever message it stands under.
func (c *chat) press(w flows.Press) {
	verb, rest, _ := strings.Cut(w.Data, ":")
	switch verb {
	case flows.HelpButton:
		c.askHuman(0)
		c.askedOfEvent()
		c.askedOfBroadcast(rest)
		return
	case flows.AskButton:
		c.pressAsk(rest)
		return
	}
	c.leaveAsking()
	if p, ok := flows.ParsePress(w.Data); ok {
		c.pressForm(p)
		return
	}
	switch verb {
	case flows.MenuButton:
		c.toMenu()
	case languageButton:
		c.setLanguage(rest)
	case joinButton:
		c.pressJoin(rest)
	case organisationsButton:
		c.pressOrganisations(rest)
	case eventButton:
		c.pressEvent(rest)
	case ideaButton:
		c.pressIdea(rest)
	case groupButton:
		c.pressGroup(rest)
	case thanksButton:
		c.press(flows.Press{Data: rest, Text: w.Text})
	case doorButton:
		c.pressDoor(rest)
	case dataButton:
		c.pressData(rest)
	case remindButton:
		c.pressReminder(rest)
	default:
		if c.desk.Pressed(c.tx, c.Turn, w) {
			return
		}
		c.Toast(text.T("Този бутон вече не важи.", "This button is no longer valid."))
		c.menu()
	}
}

// pressForm gives the press to its form, if the person may fill it in.
func (c *chat) pressForm(p flows.Pressed) {
	if c.desk.IsForm(p.Form) {
		c.pressDesk(p)
		return
	}
	if !c.hasAgreed() && p.Form == ideaForm {
		if f, ok := c.form(p.Form, p.Subject); ok {
			flows.Tapped(c.Turn, f, p)
			return
		}
	}
	if _, known := c.person(); !known {
		c.Toast(text.T("Този бутон вече не важи.", "This button is no longer valid."))
	}
	if !c.hasAgreed() {
		c.notYet()
		return
	}
	f, ok := c.form(p.Form, p.Subject)
	if !ok && p.Form == addingForm {
		c.addedBefore()
		return
	}
	if !ok && p.Form == ideaForm {
		c.ideaShut(p.Subject)
		return
	}
	if !ok {
		c.Toast(text.T("Този бутон вече не важи.", "This button is no longer valid."))
		c.menu()
		return
	}
	if open, ok := c.openForm(); ok && flows.Enters(c.Turn, f, p) {
		flows.Leave(c.Turn, open)
	}
	flows.Tapped(c.Turn, f, p)
}

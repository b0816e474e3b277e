package participant

import (
	"partnerbot/flows"
	"partnerbot/flows/text"
)

// Command is a command that people can type or choose.
type Command struct {
	Name        string
	Description text.Phrase
}

// Commands are those that Telegram shows in its menu.
var Commands = []Command{
	{"menu", text.T("Меню: какво предстои и докъде сте стигнали", "Menu: what is open and how far you are")},
	{"events", text.T("Какво предстои: обучения и срещи", "What is ahead: trainings and meetings")},
	{"ideas", text.T("Идеи за съвместни проекти", "Ideas for joint projects")},
	{"help", text.T("Питай човек", "Ask a person")},
	{"mydata", text.T("Моите данни: вижте, сменете, изтрийте", "My data: see, change, erase")},
	{"language", text.T("Език / Language", "Language / Език")},
}

// command answers a command. What is not known leaves the person where they are.
func (c *chat) command(w flows.Command) {
	if w.Name != "help" {
		c.leaveAsking()
	}
	switch w.Name {
	case "start":
		c.start(w.Argument)
	case "menu", "stop", "cancel":
		c.toMenu()
	case "help":
		c.askHuman(0)
	case "events":
		if !c.hasJoined() && c.desk.IsCommand(w.Name) {
			c.forGroup(w.Name)
			return
		}
		c.upcoming()
	case "ideas":
		if !c.takesPart() && c.desk.IsCommand(w.Name) {
			c.forGroup(w.Name)
			return
		}
		c.pressIdea(ideaList)
	case "language":
		c.askLanguage()
	case "mydata":
		c.myData()
	case "forget":
		if w.Argument != "" { // meant for somebody else
			c.forGroup(w.Name)
			return
		}
		if _, known := c.person(); known {
			c.askForget()
		} else {
			c.nothingHeld()
		}
	default:
		if c.desk.IsCommand(w.Name) {
			c.forGroup(w.Name)
			return
		}
		if f, open := c.openForm(); open {
			c.Tell(text.T("Тази команда не я познавам. Продължаваме оттук:", "I do not know this command. We go on from here:"))
			flows.Continue(c.Turn, f)
			return
		}
		c.Tell(text.T("Тази команда не я познавам.", "I do not know this command."))
		c.menu()
	}
}

// forGroup answers a command that is given in the coordinators' group, and leaves
// the person where they are.
func (c *chat) forGroup(name string) {
	c.Tell(text.T("Командата /%s се дава в групата на координаторите. Тук е разговорът само с Вас.",
		"The command /%s is given in the coordinators’ group. This is the chat with you alone.").With(name))
	if f, open := c.openForm(); open {
		flows.Continue(c.Turn, f)
		return
	}
	c.menu()
}

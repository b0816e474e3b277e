package participant

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

const languageButton = "lang"

// menu shows what is open for the person and where it stands. It is reached
// from every state, and closes whatever was open; answers are kept.
func (c *chat) menu() {
	person, known := c.person()
	if !known {
		c.stranger()
		return
	}
	if !c.agreed(person) {
		c.askConsent("")
		return
	}
	if f, open := c.openForm(); open {
		flows.Leave(c.Turn, f)
	}
	if person.Joined.IsZero() {
		c.finishJoining()
		return
	}
	c.Session.Place = ""
	lines := []text.Phrase{text.T("<b>Меню</b> · %s", "<b>Menu</b> · %s").With(c.p.Name)}
	var rows [][]flows.Tap
	of := c.tx.Memberships.OfPerson(c.Person)
	for _, m := range of {
		o, ok := c.tx.Organisations.Get(m.Organisation)
		if !ok {
			continue
		}
		line, row := c.surveyLine(o, len(of) > 1)
		lines, rows = append(lines, line), append(rows, row)
	}
	if len(of) == 0 {
		lines = append(lines, c.howToJoin())
	}
	rows = append(rows,
		[]flows.Tap{{Label: text.T("Език / Language", "Language / Език"), Data: languageButton}},
		[]flows.Tap{{Label: text.T("Питай човек", "Ask a person"), Data: flows.HelpButton}})
	c.Say(flows.Screen{Text: text.Join("\n\n", lines...), Buttons: rows, Name: menuName})
}

const menuName = "menu"

// surveyLine says where an organisation's survey stands, with the button that
// opens it.
func (c *chat) surveyLine(o programme.Organisation, several bool) (text.Phrase, []flows.Tap) {
	name := text.T("<b>%s</b>", "<b>%s</b>").With(o.Name)
	if o.Kind != programme.NGO {
		return text.Join("\n", name, text.T("Проучването е за неправителствени организации. За срещите ще Ви пишем тук.",
			"The survey is for NGOs. We will write to you here about the meetings.")), nil
	}
	form := &c.p.Survey
	r, _ := c.tx.Responses.Get(programme.ResponseKey{Survey: form.Name, Organisation: o.ID})
	p := flows.ProgressOf(form, r.Answers)
	state := text.T("Проучване: %d от %d", "Survey: %d of %d").With(p.Done, p.All)
	line := state
	closed := !form.Closes.IsZero() && !c.At.Before(form.Closes)
	switch {
	case closed && r.Sent.IsZero():
		line = text.T("Проучването приключи, без да е изпратено: %d от %d.", "The survey closed and was not sent: %d of %d.").With(p.Done, p.All)
	case closed:
		line = text.T("Проучването приключи. Изпратено %s.", "The survey is closed. Sent %s.").With(text.OnDay(r.Sent.In(c.p.Location), c.local()))
	case !r.Sent.IsZero() && p.Done == p.All:
		state = text.T("Проучване: изпратено", "Survey: sent")
		line = text.T("Проучване: изпратено %s. Можете да го промените.", "Survey: sent %s. You can change it.").
			With(text.OnDay(r.Sent.In(c.p.Location), c.local()))
	case p.Done == 0:
		line = text.T("Проучване: още не е започнато, %s.", "Survey: not begun yet, %s.").With(text.Questions(p.All))
	case p.Done == p.All:
		line = text.T("Проучване: %d от %d. Остава само да го изпратите.", "Survey: %d of %d. It only has to be sent.").With(p.Done, p.All)
	}
	label := state
	if several {
		label = text.Raw(text.Clip(o.Name, 30)) // how far it is stands above
	}
	return text.Join("\n", name, line), []flows.Tap{{Label: label, Data: flows.OpenButton(form.Name, subjectOf(o.ID))}}
}

// askLanguage offers the two languages.
func (c *chat) askLanguage() {
	c.Say(flows.Screen{
		Text:    text.T("На какъв език да Ви пиша?", "In which language shall I write to you?"),
		Buttons: [][]flows.Tap{{languageTap(text.Bulgarian), languageTap(text.English)}},
		Name:    languageName,
		Beside:  true,
	})
}

const languageName = "language"

func languageTap(l text.Language) flows.Tap {
	label := text.T("Български", "Български")
	if l == text.English {
		label = text.T("English", "English")
	}
	return flows.Tap{Label: label, Data: languageButton + ":" + string(l)}
}

// setLanguage changes the language and shows in it what was there before. The
// button without a language asks which.
func (c *chat) setLanguage(code string) {
	l := text.Language(code)
	if l != text.Bulgarian && l != text.English {
		c.askLanguage()
		return
	}
	c.tx.Chats.SetLanguage(c.Person, l)
	c.Lang = l
	c.Toast(text.T("Пиша Ви на български.", "I write to you in English."))
	c.again()
}

// again shows the screen the person is at.
func (c *chat) again() {
	if c.joinAgain() {
		return
	}
	if f, open := c.openForm(); open {
		flows.Continue(c.Turn, f)
		return
	}
	c.menu()
}

// help says which human can be asked, and leaves the person where they are.
func (c *chat) help() {
	rows := [][]flows.Tap{{{Label: text.T("Меню", "Menu"), Data: flows.MenuButton}}}
	if f, open := c.openForm(); open {
		rows = [][]flows.Tap{{
			{Label: text.T("Продължи", "Go on"), Data: flows.OpenButton(f.Form().Name, f.Subject())},
			{Label: text.T("Меню", "Menu"), Data: flows.MenuButton},
		}}
	}
	c.Say(flows.Screen{Text: text.T("С удоволствие ще Ви помогнем: %s.", "We will gladly help: %s.").With(c.callUs()), Buttons: rows, Beside: true})
}

// callUs says how to reach the contact person of the configuration.
func (c *chat) callUs() text.Phrase {
	contact := c.p.Contact
	how := text.T("обадете се на %s, тел. %s", "call %s, phone %s").With(contact.Name, contact.Phone)
	if contact.Phone == "" {
		how = text.T("пишете на %s", "write to %s").With(contact.Name)
	}
	if contact.Email != "" {
		how = text.Join("", how, text.T(", имейл %s", ", e-mail %s").With(contact.Email))
	}
	if !contact.Hours.Empty() {
		how = text.Join("", how, text.T(" (%s)", " (%s)").With(contact.Hours))
	}
	return how
}

// Command is a command that people can type or choose.
type Command struct {
	Name        string
	Description text.Phrase
}

// Commands are those that Telegram shows in its menu.
var Commands = []Command{
	{"menu", text.T("Меню: какво предстои и докъде сте стигнали", "Menu: what is open and how far you are")},
	{"help", text.T("Питай човек", "Ask a person")},
	{"language", text.T("Език / Language", "Language / Език")},
}

package participant

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Of who has not agreed, coordinators among them, no name, phone or answer is kept,
// but something is: the chat, that they have asked, what waits for them. They may
// see it and have it erased like everybody else.

const unregisteredName = "unregistered"

// coordinates reports whether the person is, or was, one of the coordinators.
func (c *chat) coordinates() bool {
	return c.Role == flows.RoleAdministrator || programme.HasActed(c.tx, c.Person)
}

// nothingHeld shows what little is held of who is not registered.
func (c *chat) nothingHeld() {
	c.visit()
	chat := text.T("• номера на този разговор в Telegram, езика и докъде сме стигнали – до един ден след последното Ви съобщение",
		"• this conversation’s number at Telegram, the language and where we are in it – until a day after your last message")
	if c.Role == flows.RoleAdministrator {
		chat = text.T("• номера на този разговор в Telegram, езика и докъде сме стигнали – за да мога да Ви пращам лично каквото поискате в групата",
			"• this conversation’s number at Telegram, the language and where we are in it – so that I can send you in private what you ask for in the group")
	}
	lines := []text.Phrase{text.T("Име, телефон и отговори за Вас не пазим. Пазим само:", "We hold no name, phone number or answers of you. We hold only:"), chat}
	if n := len(programme.ThreadsOf(c.tx, c.Person)); n > 0 {
		lines = append(lines, text.T("• че сте задали %s на координаторите, без думите; докато са отворени, и разговорът остава – най-много 30 дни",
			"• that you have asked the coordinators %s, without the words; while they are open the conversation stays, too – for 30 days at most").With(text.Questions(n)))
	}
	if c.coordinates() {
		lines = append(lines, text.T("• какво сте решили и отговорили като координатор, под вътрешен номер и без име", "• what you have decided and answered as a coordinator, under an internal number and without a name"))
	}
	c.Say(flows.Screen{
		Text: text.Join("\n", lines...),
		Buttons: [][]flows.Tap{
			{dataTap(text.T("Всичко във файл", "Everything in a file"), dataFile)},
			{dataTap(labelForgetMe, dataForget)},
			flows.MenuRow(),
		},
		Name: unregisteredName,
	})
}

// pressUnregistered answers the buttons of „Моите данни“ for who is not registered.
func (c *chat) pressUnregistered(verb string) {
	switch {
	case verb == dataFile:
		c.makeDataFile()
	case verb == dataForget:
		c.Change("", flows.Screen{
			Text: text.T("Да изтрия ли и това? Не може да се върне.\n\nЩе останат:\n%s", "Shall I erase this, too? It cannot be undone.\n\nWhat stays:\n%s").With(c.visitor().Stays()),
			Buttons: [][]flows.Tap{
				{dataTap(labelSurely, dataSurely)},
				{dataTap(labelKeepMe, dataKeep)},
				flows.MenuRow(),
			},
		}, true)
	case verb == dataSurely && c.Messages.Name(c.Message) == unregisteredName:
		c.forgetUnregistered()
	case verb == dataKeep:
		c.Do(flows.Edit{To: c.Person, Message: c.Message})
		c.nothingHeld()
	default: // of a time when they were registered
		c.Toast(text.T("Не пазим нищо за Вас.", "We hold nothing about you."))
		c.Do(flows.Edit{To: c.Person, Message: c.Message})
		c.letGo()
	}
}

func (c *chat) visitor() programme.Forgotten {
	f := programme.Visitor(c.tx, c.Person)
	f.Coordinator = f.Coordinator || c.coordinates()
	return f
}

// forgetUnregistered erases what is held.
func (c *chat) forgetUnregistered() {
	coordinator := c.coordinates()
	f := programme.ForgetVisitor(c.tx, c.Person)
	f.Coordinator = f.Coordinator || coordinator
	c.emptySession()
	f.TakeBack(c.tx, c.Turn)
	c.Do(flows.Cancel{Key: c.visitorKey()})
	c.Do(flows.Edit{To: c.Person, Message: c.Message})
	when := c.dismiss()
	if when.Empty() {
		when = text.T("Номера на разговора в Telegram и езика изтривам веднага след това съобщение. Ако пак пишете тук или в групата на координаторите, ще ги запиша отново.",
			"The conversation’s number at Telegram and the language are erased right after this message. If you write here or in the coordinators’ group again, they are recorded again.")
	}
	c.Say(flows.Screen{Text: text.Join("\n\n", f.Receipt(), when), Keyboard: &flows.Keyboard{Remove: true}})
}

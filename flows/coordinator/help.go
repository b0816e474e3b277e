package coordinator

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// help lists the commands by what they are for, and says who may do what.
func (g *group) help(string) {
	parts := []text.Phrase{text.T("<b>Какво мога тук</b>\nКомандите със звездичка * и бутоните, които решават нещо, са само за администраторите на групата.",
		"<b>What I can do here</b>\nCommands with an asterisk * and buttons that decide something are for the group’s administrators only.")}
	for _, chapter := range Chapters() {
		lines := []text.Phrase{text.T("<b>%s</b>", "<b>%s</b>").With(chapter.Title)}
		for _, c := range chapter.Commands {
			lines = append(lines, c.inHelp())
		}
		parts = append(parts, text.Join("\n", lines...))
	}
	parts = append(parts, text.T("На въпрос от участник се отговаря с „Отговор“ (Reply) на съобщението му. Това може всеки в групата.",
		"Answer a participant’s question by replying to its message. Everyone in the group may do that."))
	g.tell(text.Join("\n\n", parts...))
}

// inHelp is the command's line: „/idea * номер – карта“.
func (c Command) inHelp() text.Phrase {
	call := text.Raw("/" + c.Name)
	if c.Acts {
		call = text.Join(" ", call, text.Raw("*"))
	}
	if !c.Argument.Empty() {
		call = text.T("%s <i>%s</i>", "%s <i>%s</i>").With(call, c.Argument)
	}
	return text.T("%s – %s", "%s – %s").With(call, c.Description)
}

// changed answers what happened to the bot in the group.
func (g *group) changed(w flows.GroupChanged) {
	if !w.Present {
		return
	}
	if w.Claimed || w.Returned {
		g.say(flows.Screen{Text: text.Join("\n\n", g.greeting(w), g.rights(w), text.T("Всичко, което мога, е в /help.", "Everything I can do is in /help."))})
	}
	if w.Claimed {
		g.audit("group claimed", "", "", "")
	}
	if w.Claimed || w.Returned || w.Migrated {
		g.open()
		return
	}
	g.tell(g.rights(w))
}

func (g *group) greeting(w flows.GroupChanged) text.Phrase {
	if w.Claimed {
		return text.T("Здравейте! Аз съм помощникът на проект %s. От днес това е групата на координаторите.",
			"Hello! I am the assistant of the project %s. From today this is the coordinators’ group.").With(text.Quote(g.p.Name.In(language)))
	}
	return text.T("Здравейте отново! Тук съм за проект %s.", "Hello again! I am here for the project %s.").With(text.Quote(g.p.Name.In(language)))
}

// rights says what the bot can see in the group.
func (g *group) rights(w flows.GroupChanged) text.Phrase {
	if w.Administrator {
		return text.T("Тук съм администратор: Telegram ми показва всички съобщения. Чета само командите и отговорите на моите съобщения.",
			"I am an administrator here: Telegram shows me all messages. I read only commands and replies to mine.")
	}
	return text.T("Тук съм обикновен участник: виждам само командите и отговорите на моите съобщения. Това ми е достатъчно.",
		"I am an ordinary member here: I see only commands and replies to my messages. That is all I need.")
}

// cardsAnew is how many requests are shown by themselves when the bot comes back.
const cardsAnew = 10

// open shows what waits for the coordinators, each as a card of its own, and takes
// back what could not be taken back while the bot was away.
func (g *group) open() {
	programme.TakeBack(g.tx, g.Turn, g.tx.Chats.SpokenOfGone())
	waiting := programme.WaitingForApproval(g.tx)
	if len(waiting) > 0 {
		s := flows.Screen{Text: text.T("Чакат одобрение: %s.", "Waiting for approval: %s.").With(requests(len(waiting)))}
		if len(waiting) > cardsAnew {
			s.Text = text.T("%s Показвам първите %d.", "%s I show the first %d.").With(s.Text, cardsAnew)
			s.Buttons = [][]flows.Tap{{tap(text.T("Виж всички", "See all"), verbList, listWaiting, "0")}}
		}
		g.say(s)
	}
	for _, key := range waiting[:min(len(waiting), cardsAnew)] {
		if key.Person == 0 {
			g.say(g.organisationCard(key.Organisation, 0))
		} else {
			g.say(g.memberCard(key))
		}
	}
	g.castGoing()
	g.openQuestions()
	g.waitingIdeas()
	g.tellMissed()
}

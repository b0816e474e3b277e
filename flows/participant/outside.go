package participant

import (
	"strconv"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// outside answers what belongs to no form. Words and files are kept, and passed on
// to the coordinators if the person says so. It is reached with a consent only:
// before that nothing is kept, and who wants to ask presses „Питай човек“ first.
func (c *chat) outside() {
	if _, ok := flows.HeldOf(c.Input); !ok {
		c.Tell(text.T("Получих го, но тук не мога да го използвам.", "I received it, but I cannot use it here."))
		c.menu()
		return
	}
	typed, isText := c.What.(flows.Text)
	if talk := text.SmallTalkOf(typed.Text); isText && talk != text.NoTalk && talk != text.Confused {
		flows.SmallTalk(c.Turn, talk)
		c.menu()
		return
	}
	if isText && c.offered() {
		if yes, answered := readAnswer(typed.Text, labelPass, labelDrop); answered {
			c.decideHeld(yes)
			return
		}
	}
	if c.tooMany() {
		c.sayTooMany(0, saidThisNot) // to offer it first would promise something
		return
	}
	if !c.hold() {
		c.offer(saidFull())
		return
	}
	what := text.T("Не съм сигурен, че разбрах. Да го предам ли на координаторите?",
		"I am not sure that I understood. Shall I pass it on to the coordinators?")
	if len(c.Session.Ask.Held) > 1 {
		what = text.T("Да предам ли на координаторите всичко, което написахте?", "Shall I pass on everything you wrote to the coordinators?")
	}
	c.offer(what)
}

// offer asks whether what is held is to be passed on.
func (c *chat) offer(what text.Phrase) {
	ref := strconv.Itoa(c.Session.Ask.Held[0].Message)
	c.Say(flows.Screen{
		Text: what,
		Buttons: [][]flows.Tap{
			{
				{Label: labelPass, Data: flows.AskButton + ":" + askPass + ":" + ref},
				{Label: labelDrop, Data: flows.AskButton + ":" + askDrop + ":" + ref},
			},
			{menuTap()},
		},
		Name: offerName,
	})
}

var (
	labelPass = text.T("Да, предай", "Yes, pass it on")
	labelDrop = text.T("Не", "No")
)

// mostHeld is how many messages wait for a word at most: the session holds them.
const mostHeld = 20

func saidFull() text.Phrase {
	return text.T("Вече пазя %s от Вас и не мога да добавя последното. Да ги предам ли на координаторите? След това го изпратете отново.",
		"I already hold %s of yours and cannot add the last one. Shall I pass them on to the coordinators? Afterwards, please send it again.").
		With(text.Count(mostHeld, "съобщение", "съобщения", "message", "messages"))
}

// hold keeps the message until the person has said whether to pass it on; false
// when there is no room. What was held under an earlier offer goes: the new one
// speaks of what it follows.
func (c *chat) hold() bool {
	if !c.offered() {
		c.Session.Ask = &flows.Asking{Ack: offerName}
	}
	a := c.Session.Ask
	if len(a.Held) >= mostHeld {
		return false
	}
	a.Held = append(a.Held, c.held())
	if w, ok := c.What.(flows.Attachment); ok {
		a.Album = w.Album
	}
	return true
}

// letHeldGo drops what is held once its offer no longer stands: the person is
// somewhere else, and cannot have it in mind when they are asked again.
func (c *chat) letHeldGo() {
	if a := c.Session.Ask; a != nil && c.Session.Live != offerName {
		if a.Held = nil; a.Ack == offerName {
			c.Session.Ask = nil
		}
	}
}

// offered reports whether the newest thing said is the offer to pass on.
func (c *chat) offered() bool {
	a := c.Session.Ask
	return a != nil && len(a.Held) > 0 && a.Ack == offerName
}

// pressOffer answers the buttons of the offer; ref names the first message that it
// was about.
func (c *chat) pressOffer(pass bool, ref string) {
	a := c.Session.Ask
	if a == nil || len(a.Held) == 0 || strconv.Itoa(a.Held[0].Message) != ref {
		c.Toast(text.T("Това вече не чака решение.", "This no longer waits for a decision."))
		c.Do(flows.Edit{To: c.Person, Message: c.Message})
		return
	}
	c.decideHeld(pass)
}

// decideHeld passes on what was kept, or lets it go.
func (c *chat) decideHeld(pass bool) {
	held := c.Session.Ask.Held
	if c.Session.Ask.Open {
		c.leaveAsking()
	}
	c.Session.Ask = nil
	if pass && c.tooMany() {
		c.Do(flows.Edit{To: c.Person, Name: offerName})
		c.sayTooMany(0, saidThisNot)
		c.back()
		return
	}
	if !pass {
		c.Change(offerName, flows.Screen{
			Text: text.T("Добре, не го предавам.", "All right, I will not pass it on."), Buttons: [][]flows.Tap{{menuTap()}},
		}, false)
		return
	}
	c.Change(offerName, flows.Screen{Text: text.T("Да го предам ли на координаторите?\n✅ Да", "Shall I pass it on to the coordinators?\n✅ Yes")}, false)
	var id programme.ThreadID
	for _, h := range held {
		id = c.write(id, h)
	}
	c.passed(id)
	c.back()
}

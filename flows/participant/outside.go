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
		if yes, answered := text.ReadYesNo(typed.Text); answered {
			c.decideHeld(yes)
			return
		}
	}
	c.hold()
	what := text.T("Това не е отговор на въпрос, който съм задал. Да го предам ли на координаторите?",
		"This answers no question of mine. Shall I pass it on to the coordinators?")
	if len(c.Session.Ask.Held) > 1 {
		what = text.T("Да предам ли на координаторите всичко, което написахте?", "Shall I pass on everything you wrote to the coordinators?")
	}
	ref := strconv.Itoa(c.Session.Ask.Held[0].Message)
	c.Say(flows.Screen{
		Text: what,
		Buttons: [][]flows.Tap{
			{
				{Label: text.T("Да, предай", "Yes, pass it on"), Data: flows.AskButton + ":" + askPass + ":" + ref},
				{Label: text.T("Не", "No"), Data: flows.AskButton + ":" + askDrop + ":" + ref},
			},
			{menuTap()},
		},
		Name: offerName,
	})
}

// hold keeps the message until the person has said whether to pass it on.
func (c *chat) hold() {
	c.keepHeld(&flows.Asking{Ack: offerName})
	a := c.Session.Ask
	a.Held = append(a.Held, c.held())
	if w, ok := c.What.(flows.Attachment); ok {
		a.Album = w.Album
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
		c.Toast(text.T("За това вече решихте.", "You have decided on this already."))
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

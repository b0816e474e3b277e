package participant

import (
	"partnerbot/flows"
	"partnerbot/flows/text"
)

// reminderInForm takes what was typed while a form is open, where it fits the
// newest reminder: alone, or with the form, and then the person is asked.
func (c *chat) reminderInForm(f flows.Filling, typed string) bool {
	if c.ReplyTo != 0 {
		return false // to something else
	}
	if done := c.typedAtFreeing(typed); done {
		return true
	}
	said := toReminder(typed)
	if c.Session.Doubt != nil && c.typedAtDoubt(typed) {
		return true
	}
	_, open := c.seatsOf(c.reminded())
	n, _ := c.Messages.Newest(c.newestReminder())
	if said.verb == "" || len(open) == 0 || n == 0 || c.Message < n || (said.plain || said.verb == remindInstead) && !c.cameAfterQuestion(n) {
		return false
	}
	if said.verb == remindInstead {
		return c.typedInstead(c.reminded())
	}
	if !flows.Fits(c.Turn, f, typed) {
		c.typedTo(c.reminded(), typed)
		c.backToForm()
		return true
	}
	c.Session.Doubt = &flows.Held{Message: c.Message, Text: typed}
	c.Say(flows.Screen{
		Text: text.T("Написахте „%s“. На кое отговаряте?", "You wrote “%s”. Which one do you answer?").With(text.Clip(text.Clean(typed), 60)),
		Buttons: [][]flows.Tap{
			{{Label: labelToReminder, Data: remindButton + ":" + remindIt}},
			{{Label: labelToForm, Data: remindButton + ":" + remindForm}},
		},
		Name: doubtName, Beside: true,
	})
	return true
}

// doubtName names the question to what something belongs that fits two.
const doubtName = "doubt"

var (
	labelToReminder = text.T("На напомнянето", "The reminder")
	labelToForm     = text.T("На въпроса от формуляра", "The question of the form")
)

// cameAfterQuestion reports whether the reminder with that number stands below what
// the form asks: else the person answers what stands below it.
func (c *chat) cameAfterQuestion(n int) bool {
	live, _ := c.Messages.Newest(c.Session.Live)
	beside, _ := c.Messages.Newest(c.Session.Beside)
	return n > live && n > beside
}

// typedAtDoubt takes a typed word to what something belongs.
func (c *chat) typedAtDoubt(typed string) bool {
	both := func(p text.Phrase) []string { return []string{p.Plain(text.Bulgarian), p.Plain(text.English)} }
	switch {
	case says(typed, append(both(labelToReminder), "Напомнянето", "За напомнянето", "reminder")...):
		c.decideDoubt(true)
	case says(typed, append(both(labelToForm), "На въпроса", "Въпроса", "На формуляра", "question", "form")...):
		c.decideDoubt(false)
	default:
		c.dropDoubt()
		return false
	}
	return true
}

func (c *chat) dropDoubt() {
	c.Session.Doubt = nil
	flows.Retire(c.Turn, doubtName)
}

// decideDoubt takes what was typed for what the person has chosen.
func (c *chat) decideDoubt(reminder bool) {
	held := c.Session.Doubt
	f, open := c.openForm()
	if held == nil || !reminder && !open {
		c.note(text.T("Това вече не чака решение.", "This no longer waits for a decision."))
		c.unpress()
		return
	}
	c.dropDoubt()
	if reminder {
		if !c.typedTo(c.reminded(), held.Text) {
			c.note(text.T("По това напомняне вече няма какво да се отговаря.", "There is nothing to answer to this reminder any more."))
		}
		c.backToForm()
		return
	}
	w := flows.Text{Text: held.Text}
	c.What, c.Message = w, held.Message
	flows.Typed(c.Turn, f, w)
}

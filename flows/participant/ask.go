package participant

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// „Питай човек“ stands on every screen. It leaves the person where they are and
// takes their next message to the coordinators; what they write after having seen
// that belongs to where they were.

// Verbs of buttons beside those of flows: "a:no", "a:pass:message", "a:drop:message".
const (
	askNo   = "no"   // rather not ask
	askPass = "pass" // pass on what was written outside any form
	askDrop = "drop"
)

// Names of messages: the one that awaits a question, the one that asks whether to
// pass something on.
const (
	awaitName = "ask"
	offerName = "offer"
)

// askHuman awaits a message for the coordinators, in the thread or, where that is 0 or
// not there, in the one that still waits since just now, or in a new one.
func (c *chat) askHuman(id programme.ThreadID) {
	if _, ok := c.thread(id); !ok {
		id = c.justAsked()
	}
	if c.tooMany() {
		c.sayTooMany(id, text.Phrase{})
		return
	}
	if id != 0 {
		c.await(id, text.T("Пишете – с думи, глас, снимка или файл. Следващото Ви съобщение отива при координаторите, към същия въпрос.",
			"Write, in words or as a voice message, photo or file. Your next message goes to the coordinators, with the same question."), text.Phrase{})
		return
	}
	c.await(id, text.T("Напишете въпроса си – с думи, глас, снимка или файл. Следващото Ви съобщение отива при координаторите.",
		"Write your question, in words or as a voice message, photo or file. Your next message goes to the coordinators."),
		text.T("Ако предпочитате да говорите с човек, %s.", "If you prefer to talk to somebody, %s.").With(c.callUs()))
}

// await asks for the message. Who has not agreed to anything is told what the
// coordinators will see; what they write is not kept, so it must be possible to
// pass it on at once.
func (c *chat) await(id programme.ThreadID, lead, last text.Phrase) {
	if !c.hasAgreed() {
		if !c.passable() {
			return
		}
		lead = text.Join("\n", lead, text.T("Те ще видят и името, с което сте в Telegram. Аз няма да запазя думите Ви.",
			"They will also see your name in Telegram. I will not keep your words."))
	}
	c.keepHeld(&flows.Asking{Thread: uint64(id), Open: true})
	c.Say(flows.Screen{
		Text:    text.Join("\n\n", lead, last),
		Buttons: [][]flows.Tap{{{Label: text.T("Отказ", "Cancel"), Data: flows.AskButton + ":" + askNo}}},
		Name:    awaitName,
		Beside:  true,
	})
}

// passable reports whether something can be passed on; if not, says so. Of who has
// not agreed nothing can wait until the group is there.
func (c *chat) passable() bool {
	if c.hasAgreed() || c.tx.Chats.Reachable(flows.Group) {
		return true
	}
	c.keepHeld(nil)
	c.Say(flows.Screen{
		Text:    text.T("В момента няма как да предам въпроса Ви. Моля, %s.", "I cannot pass on your question just now. Please %s.").With(c.callUs()),
		Buttons: [][]flows.Tap{{menuTap()}},
		Beside:  true,
	})
	return false
}

// keepHeld changes what is being asked; what waits for a word goes on waiting.
func (c *chat) keepHeld(a *flows.Asking) {
	if old := c.Session.Ask; old != nil && len(old.Held) > 0 {
		if a == nil {
			a = &flows.Asking{}
		}
		a.Held = old.Held
	}
	c.Session.Ask = a
}

// back shows again what the person was asked before.
func (c *chat) back() {
	if c.joinAgain() {
		return
	}
	f, open := c.openForm()
	switch {
	case !open:
	case c.Session.Pending != nil: // its message still asks; asked anew it would be forgotten
		c.Tell(text.T("По-горе още чакам отговора Ви.", "Above, I am still waiting for your answer."))
	default:
		flows.Continue(c.Turn, f)
	}
}

// cancelAsking ends the waiting because the person says so.
func (c *chat) cancelAsking() {
	_, open := c.openForm()
	var rows [][]flows.Tap
	if !open && c.Session.Place == "" {
		rows = [][]flows.Tap{{menuTap()}}
	}
	c.Change(awaitName, flows.Screen{Text: saidNotAsked, Buttons: rows}, false)
	c.keepHeld(nil)
	c.back()
}

var saidNotAsked = text.T("Добре, нищо не предадох.", "All right, I have passed on nothing.")

// leaveAsking ends the waiting because the person does something else. From here
// on nothing more belongs to what was passed on before.
func (c *chat) leaveAsking() {
	if a := c.Session.Ask; a != nil && a.Open {
		c.Change(awaitName, flows.Screen{Text: saidNotAsked}, false)
	}
	c.keepHeld(nil)
}

func menuTap() flows.Tap {
	return flows.Tap{Label: text.T("Меню", "Menu"), Data: flows.MenuButton}
}

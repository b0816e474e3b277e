package participant

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// asked takes a message that belongs to the coordinators: a reply to an answer of
// theirs, what was awaited, and further bubbles of it. False: it is none.
func (c *chat) asked() bool {
	a := c.Session.Ask
	open := a != nil && a.Open
	id, replied := flows.RepliedThread(c.Turn)
	if replied {
		open = true
	} else if open {
		id = a.Thread
	}
	switch w := c.What.(type) {
	case flows.Text, flows.Attachment:
		typed, _ := w.(flows.Text)
		switch {
		case c.ofAlbum():
			c.passFurther()
		case open && !replied && isCancel(typed.Text):
			c.cancelAsking()
		case open:
			c.passOn(programme.ThreadID(id))
		case c.further():
			c.passFurther()
		default:
			return false
		}
	case flows.Contact, flows.Other:
		if !open {
			return false
		}
		c.await(programme.ThreadID(id), text.T("Това не мога да го предам. Напишете го с думи, или изпратете глас, снимка или файл.",
			"I cannot pass this on. Write it in words, or send a voice message, photo or file."), text.Phrase{})
	default:
		return false
	}
	return true
}

func isCancel(typed string) bool {
	switch text.Latin(typed) {
	case text.Latin("отказ"), text.Latin("откажи"), text.Latin("назад"), text.Latin("cancel"), text.Latin("back"):
		return true
	}
	return false
}

// ofAlbum reports whether the message is one more picture of the album that was
// passed on or held last.
func (c *chat) ofAlbum() bool {
	a := c.Session.Ask
	w, ok := c.What.(flows.Attachment)
	return ok && a != nil && !a.Open && w.Album != "" && w.Album == a.Album
}

// further reports whether the message is one more bubble of what was passed on or
// held last: written before the message that tells what became of it can have been
// seen, because Telegram numbered it earlier, or that has not left yet.
func (c *chat) further() bool {
	a := c.Session.Ask
	if a == nil || a.Open || a.Ack == "" || c.Message == 0 || c.ReplyTo != 0 {
		return false
	}
	n, tried := c.Messages.Newest(a.Ack)
	if n == 0 {
		return !tried
	}
	return c.Message < n
}

// passFurther takes one more bubble; what was said after the first holds for it.
func (c *chat) passFurther() {
	if !c.passable() {
		return
	}
	a := c.Session.Ask
	if a.Ack == offerName {
		if !c.hold() {
			c.offer(saidFull())
		}
		return
	}
	if !c.ofAlbum() && c.tooMany() {
		c.sayTooMany(programme.ThreadID(a.Thread), saidThisNot)
		return
	}
	a.Thread = uint64(c.write(programme.ThreadID(a.Thread), c.held()))
}

// passOn brings the message to the coordinators and returns the person to where
// they were.
func (c *chat) passOn(id programme.ThreadID) {
	flows.Retire(c.Turn, awaitName)
	if !c.passable() {
		return
	}
	if c.tooMany() {
		c.sayTooMany(id, saidThisNot)
		c.back()
		return
	}
	id = c.write(id, c.held())
	c.passed(id)
	c.back()
}

// held is the input's message.
func (c *chat) held() flows.Held {
	h, _ := flows.HeldOf(c.Input)
	return h
}

// passed tells that the thread was passed on, and remembers it for further bubbles.
func (c *chat) passed(id programme.ThreadID) {
	said := text.T("Предадох го на координаторите. Отговорът ще дойде тук.", "I have passed it on to the coordinators. The answer will come here.")
	if !c.tx.Chats.Reachable(flows.Group) {
		said = text.T("Записах го и ще го предам на координаторите. Отговорът ще дойде тук.",
			"I have kept it and will pass it on to the coordinators. The answer will come here.")
	}
	row := []flows.Tap{{Label: labelMore, Data: flows.AskTap(flows.AskMore, uint64(id))}}
	if _, open := c.openForm(); !open {
		row = append(row, menuTap())
	}
	ask := &flows.Asking{Thread: uint64(id), Ack: flows.AskedName(uint64(id))}
	if w, ok := c.What.(flows.Attachment); ok {
		ask.Album = w.Album
	}
	c.keepHeld(ask)
	flows.Retire(c.Turn, ask.Ack)
	// Its button stays when the person goes on: the thread is beside everything else.
	c.SayTo(c.Person, c.Lang, flows.Screen{Text: said, Buttons: [][]flows.Tap{row}, Name: ask.Ack}, false)
}

var (
	labelMore   = text.T("Пиши пак", "Write again")
	labelReopen = text.T("Приключен · Пиши пак", "Closed · Write again")
)

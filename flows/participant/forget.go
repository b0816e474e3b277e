package participant

import (
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// placeForget is where „Забрави ме“ asks once more. Whatever the person does next
// ends it; the buttons go on working.
const placeForget = "me/forget"

const forgetName = "forget"

// typedSoon is how long a typed yes is taken for one to the question before.
const typedSoon = time.Hour

var (
	labelForgetMe = text.T("Забрави ме", "Forget me")

	labelSurely = text.T("Да, забравете ме", "Yes, forget me")
	labelKeepMe = text.T("Не, остави ме", "No, keep me")
)

// askForget says what goes and what stays, and asks.
func (c *chat) askForget() {
	f, known := programme.ToForget(c.tx, c.Person)
	if !known {
		c.nothingHeld()
		return
	}
	_, f.Chat = c.lingers()
	c.unpress()
	c.leaveForm()
	c.Session.Place, c.Session.Consider = placeForget, ""
	c.Say(flows.Screen{
		Text: text.T("Да изтрия ли всичко за Вас? Това не може да се върне.\n\nЩе изтрия:\n%s\n\nЩе останат:\n%s",
			"Shall I erase everything about you? This cannot be undone.\n\nI will erase:\n%s\n\nWhat stays:\n%s").With(f.What(), f.Stays()),
		Buttons: [][]flows.Tap{{dataTap(labelSurely, dataSurely)}, {dataTap(labelKeepMe, dataKeep)}, flows.MenuRow()},
		Name:    forgetName,
	})
}

// typedAtForget takes a typed answer to that question. A yes erases if it comes
// soon, and if the question is the newest that the person has seen: what the
// coordinators have written meanwhile may be what it answers.
func (c *chat) typedAtForget(typed string) bool {
	yes, answered := readAnswer(typed, labelSurely, labelKeepMe)
	question, _ := c.Messages.Newest(forgetName)
	_, answer := c.newestThread()
	unseen := question == 0 || c.Message < question
	switch {
	case !answered, c.ReplyTo != 0 && c.ReplyTo != question, c.ReplyTo == 0 && !unseen && answer > question:
		return false
	case !yes:
		c.keepMe()
	case unseen || c.At.Sub(c.Session.At) > typedSoon:
		c.askForget()
	default:
		c.forget()
	}
	return true
}

// readAnswer understands a typed yes or no, or the words of the two buttons.
func readAnswer(typed string, yes, no text.Phrase) (is, answered bool) {
	switch {
	case says(typed, yes.Plain(text.Bulgarian), yes.Plain(text.English)):
		return true, true
	case says(typed, no.Plain(text.Bulgarian), no.Plain(text.English)):
		return false, true
	}
	return text.ReadYesNo(typed)
}

// keepMe is the no.
func (c *chat) keepMe() {
	c.unpress()
	flows.Retire(c.Turn, forgetName)
	c.myData()
}

// forget erases the person and says what was erased. It is the last that they
// hear, unless they write again.
func (c *chat) forget() {
	for _, m := range c.tx.Memberships.OfPerson(c.Person) {
		c.desk.Withdrawn(c.tx, c.Turn, m)
	}
	f, ok := programme.Forget(c.tx, c.Turn, c.p, c.Person)
	if !ok {
		c.nothingHeld()
		return
	}
	c.unpress()
	flows.Retire(c.Turn, forgetName)
	c.emptySession()
	_, f.Chat = c.lingers()
	c.dismiss()
	f.TakeBack(c.tx, c.Turn)
	c.Say(flows.Screen{Text: f.Receipt(), Keyboard: &flows.Keyboard{Remove: true}})
}

// emptySession empties the session of who is erased. What was counted of wrong codes
// and searches stays, see lingers.
func (c *chat) emptySession() {
	s := c.Session
	*s = flows.Session{Guesses: s.Guesses, Guessed: s.Guessed, Searches: s.Searches, Searched: s.Searched}
}

// isForget reports whether somebody typed that they want to be forgotten.
func isForget(typed string) bool {
	return says(typed, "забрави ме", "изтрий ме", "forget me")
}

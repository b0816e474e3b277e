package participant

import (
	"slices"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// joinTyped answers what is typed on the way in.
func (c *chat) joinTyped() {
	edited, isEdit := c.What.(flows.Edited)
	if isEdit && c.changed(edited) {
		return
	}
	typed, ok := c.typed()
	if !ok {
		c.joinRepeat(saidAskFirst)
		return
	}
	if c.Session.Place == placeFind {
		if !c.hasAgreed() || !c.menuWord(typed) {
			c.search(typed)
		}
		return
	}
	verb := c.typedVerb(typed)
	switch {
	case verb != "":
		c.choose(verb, c.Session.Consider)
	case isEdit: // a corrected remark asks for nothing
	case c.joinTalk(typed):
	default:
		c.joinRepeat(text.T("Моля, отговорете с „Да“ или „Не“, или натиснете бутон.", "Please answer “Yes” or “No”, or press a button."))
	}
}

// saidAskFirst answers a file of somebody of whom nothing may be kept yet.
var saidAskFirst = text.T("Тук ми трябва отговор с думи. Ако това е за координаторите, натиснете „Питай човек“ и го изпратете отново.",
	"An answer in words is needed here. If this is for the coordinators, press “Ask a person” and send it again.")

// typed is what somebody wrote: also by changing what they had written.
func (c *chat) typed() (string, bool) {
	switch w := c.What.(type) {
	case flows.Text:
		return w.Text, true
	case flows.Edited:
		return w.Text, true
	}
	return "", false
}

// typedVerb is the button that the typed words stand for, or "".
func (c *chat) typedVerb(typed string) string {
	if c.Session.Place == placeInvited {
		switch theirs, answered := isTheirs(typed); {
		case answered && theirs:
			return joinYes
		case answered || says(typed, "Не, друга организация", "No, another one"):
			return joinOther
		}
		return ""
	}
	agree, decided := consents(typed)
	switch {
	case decided && agree:
		return joinAgree
	case decided:
		return joinNo
	case says(typed, "Прочети повече", "Read more"):
		return joinMore
	}
	return ""
}

// joinTalk answers what people say to each other, and asks again; false for
// anything else. Nothing is kept yet, so that not even that can be promised.
func (c *chat) joinTalk(typed string) bool {
	why := text.Phrase{}
	switch talk := text.SmallTalkOf(typed); talk {
	case text.NoTalk:
		return false
	case text.Wait:
		why = text.T("Спокойно, не бързайте. Бутоните важат и по-късно.", "There is no hurry. The buttons work later, too.")
	case text.Confused:
		why = c.whatIsAsked()
	default:
		flows.SmallTalk(c.Turn, talk)
	}
	switch {
	case c.Session.Place != placeFind:
		c.joinRepeat(why)
	case len(c.shown()) > 0:
		if !why.Empty() {
			c.Tell(why)
		}
		c.list(c.shown())
	default:
		c.joinSay(placeFind, "", flows.Screen{Text: text.Join("\n\n", why, askName()), Buttons: c.notHere()})
	}
	return true
}

// whatIsAsked says in other words what is asked on the way in.
func (c *chat) whatIsAsked() text.Phrase {
	what := text.T("Питам дали сте съгласни да пазим за проекта това, което е написано по-горе.", "I am asking whether you agree that we keep what is written above, for the project.")
	switch c.Session.Place {
	case placeFind:
		what = text.T("Искам да намеря Вашата организация в нашия списък. Стига една дума от името ѝ.", "I want to find your organisation in our list. One word of its name is enough.")
	case placeInvited:
		what = text.T("Питам дали сте от тази организация. Ако сте от друга, ще я намерим.", "I am asking whether you are from this organisation. If you are from another one, we will find it.")
	}
	return text.Join(" ", what, text.T("Ако нещо не е ясно, натиснете „Питай човек“.", "If anything is not clear, press “Ask a person”."))
}

// isTheirs understands a typed yes or no to „Вие ли представлявате тази
// организация?“.
func isTheirs(typed string) (yes, ok bool) {
	if yes, ok = text.ReadYesNo(typed); ok {
		return yes, true
	}
	if says(typed, "Аз съм", "Да, аз съм", "Ние сме", "Да, ние сме", "Това сме ние", "Да, това сме ние", "Наша е", "Да, наша е", "We are", "Yes, we are", "I do", "Yes, I do", "It is us") {
		return true, true
	}
	return false, says(typed, "Не сме", "Не сме ние", "Не, не сме ние", "Ние не сме", "Не, ние не сме", "Не съм", "Не съм аз", "Не, не съм аз", "Аз не съм", "Не, аз не съм",
		"Не е наша", "Не, не е наша", "We are not", "No, we are not", "I do not", "I don't", "It is not us")
}

// says reports whether the words were typed, in any case and alphabet.
func says(typed string, words ...string) bool {
	key := text.Latin(typed)
	return slices.ContainsFunc(words, func(w string) bool { return key == text.Latin(w) })
}

// joinRepeat says what was amiss and asks again: only the question, since what
// it is about stands above.
func (c *chat) joinRepeat(why text.Phrase) {
	if c.Session.Place == placeFind {
		c.Tell(why)
		c.findAgain()
		return
	}
	w, gone := c.lookUp(c.Session.Consider)
	switch {
	case !gone.Empty():
		c.amiss(gone)
	case c.Session.Place == placeInvited:
		c.joinSay(placeInvited, w.carried, flows.Screen{
			Text:    text.Join("\n\n", why, text.T("Вие ли представлявате <b>%s</b>%s?", "Do you represent <b>%s</b>%s?").With(w.organisation.Name, c.where(w.organisation))),
			Buttons: [][]flows.Tap{yesOrOther(w), c.ways()},
		})
	default:
		c.joinSay(placeConsent, w.carried, flows.Screen{
			Text:    text.Join("\n\n", why, text.T("<b>Давате ли съгласие за написаното по-горе?</b>", "<b>Do you agree to what is written above?</b>")),
			Buttons: consentWays(w.carried),
		})
	}
}

// joinAgain shows again what was asked on the way in; false when the person is
// not on it.
func (c *chat) joinAgain() bool {
	w, why := way{}, text.Phrase{}
	switch c.Session.Place {
	case placeFind:
		c.findAgain()
		return true
	case placeInvited, placeConsent:
		w, why = c.lookUp(c.Session.Consider)
	default:
		return false
	}
	switch {
	case !why.Empty():
		c.Session.Place, c.Session.Consider = "", ""
		return false
	case c.Session.Place == placeInvited:
		c.ask(w)
	default:
		c.askConsent(w.carried)
	}
	return true
}

// findAgain shows the list that was found, or asks for the name.
func (c *chat) findAgain() {
	_, known := c.person()
	switch {
	case len(c.shown()) > 0:
		c.list(c.shown())
	case !known:
		c.stranger()
	case len(c.tx.Memberships.OfPerson(c.Person)) == 0:
		c.menu()
	default:
		c.find()
	}
}

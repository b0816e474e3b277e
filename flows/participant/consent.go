package participant

import (
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// visitorDue is the due row that forgets who came and did not agree.
const (
	visitorDue  = "visitor"
	visitorStay = 24 * time.Hour
)

func (c *chat) visitorKey() string { return visitorDue + "/" + c.Person.String() }

// visit marks a chat without consent for forgetting a day after the last that came
// from it, whatever that was.
func (c *chat) visit() {
	switch _, known := c.person(); {
	case known:
	case c.Role == flows.RoleAdministrator: // else they would have to open the chat anew for each file
		c.Do(flows.Cancel{Key: c.visitorKey()})
	default:
		c.Do(flows.Schedule{Key: c.visitorKey(), At: c.At.Add(visitorStay), Kind: visitorDue, Person: c.Person})
	}
}

// forgetVisitor is the due row of a visitor: who has not agreed by now is
// forgotten, and may come back the same way.
func (c *chat) forgetVisitor() {
	if _, known := c.person(); !known {
		c.letGo()
	}
}

// dismiss forgets who does not agree, or has been erased: at once, or when what
// lingers need not be kept any more. It says when.
func (c *chat) dismiss() text.Phrase {
	stay, within := c.lingers()
	if stay == 0 {
		c.letGo()
		return text.Phrase{}
	}
	c.Do(flows.Schedule{Key: c.visitorKey(), At: c.At.Add(stay), Kind: visitorDue, Person: c.Person})
	return text.T("Номерът на този разговор в Telegram се изтрива до %s.", "The number of this conversation at Telegram will be deleted within %s.").With(within)
}

// lingers is how long the chat of who goes is kept all the same, 0 for not at all:
// as long as the codes that they have tried, or their searches, are counted.
// Otherwise both could begin anew each time.
func (c *chat) lingers() (stay time.Duration, within text.Phrase) {
	switch s := c.Session; {
	case s.Guesses > 0 && c.At.Sub(s.Guessed) < seriesEnds:
		return visitorStay, text.T("един ден", "a day")
	case s.Searches > 0 && c.At.Sub(s.Searched) < searchHour:
		return searchHour, text.T("един час", "an hour")
	}
	return 0, text.Phrase{}
}

// agreed reports whether the person agreed to the text in force.
func (c *chat) agreed(p programme.Person) bool { return p.Consent.Version == c.p.Consent.Version }

// hasAgreed reports whether the person is known, with the consent in force.
func (c *chat) hasAgreed() bool {
	p, known := c.person()
	return known && c.agreed(p)
}

// askConsent asks for the consent before anything of the person is kept; who
// agreed to an older text is asked again.
func (c *chat) askConsent(carried string) {
	lead := text.T("Преди да започнем:", "Before we begin:")
	if carried == wayNew {
		lead = text.T("Ще я добавим с няколко въпроса. Преди това:", "We will add it with a few questions. Before that:")
	}
	if _, known := c.person(); known {
		lead = text.T("Променихме текста за личните данни. Моля, прочетете го:", "We have changed the text on personal data. Please read it:")
	}
	c.joinSay(placeConsent, carried, flows.Screen{Text: text.T("%s\n%s", "%s\n%s").With(lead, c.p.Consent.Text), Buttons: consentWays(carried)})
}

// consentWays are the buttons below the short text.
func consentWays(carried string) [][]flows.Tap {
	return append(consentRows(carried), []flows.Tap{joinTap(text.T("Прочети повече", "Read more"), joinMore, carried)}, helpRow())
}

// consentInFull shows the whole text, and asks again below it.
func (c *chat) consentInFull(carried string) {
	c.joinSay(placeConsent, carried, flows.Screen{Text: text.T("%s", "%s").With(c.p.Consent.More), Buttons: append(consentRows(carried), helpRow())})
}

func consentRows(carried string) [][]flows.Tap {
	return [][]flows.Tap{
		{joinTap(labelAgree, joinAgree, carried)},
		{joinTap(labelDisagree, joinNo, carried)},
	}
}

// The words of consent fit men and women; what each would say is understood when
// typed, see consents.
var (
	labelAgree    = text.T("Давам съгласие", "I agree")
	labelDisagree = text.T("Не давам съгласие", "I do not agree")
)

// consents understands a typed yes or no to the consent. Anything that is not
// plain is neither.
func consents(typed string) (agree, ok bool) {
	if agree, ok = text.ReadYesNo(typed); ok {
		return agree, true
	}
	return false, says(typed, "отказвам", "отказвам се")
}

// decide answers the buttons of the consent; who gave it meanwhile only goes on.
func (c *chat) decide(verb string, w way) {
	switch {
	case c.hasAgreed() && verb == joinAgree:
		c.unpress()
		c.comeIn(w)
	case c.hasAgreed():
		c.already(verb, w)
	case verb == joinAgree:
		c.agree(w)
	default:
		c.refuse(w)
	}
}

// agree keeps the consent, and from here on the person.
func (c *chat) agree(w way) {
	person, _ := c.person()
	person.Consent = programme.Consent{Version: c.p.Consent.Version, At: c.At}
	c.tx.People.Put(c.Person, person)
	c.tx.Audit(programme.AuditLine{At: c.At, By: c.Person, What: "consent", After: person.Consent.Version})
	c.Do(flows.Cancel{Key: c.visitorKey()})
	c.settle(text.T("%s\n✅ %s", "%s\n✅ %s").With(c.p.Consent.Text, labelAgree))
	c.comeIn(w)
}

// refuse keeps nothing, and says how to come back. Who had agreed to an older
// text keeps what they have.
func (c *chat) refuse(w way) {
	c.settle(text.T("%s\n%s", "%s\n%s").With(c.p.Consent.Text, labelDisagree))
	c.Session.Place, c.Session.Consider = "", ""
	if _, known := c.person(); known {
		c.Say(flows.Screen{
			Text: text.T("Разбрах. Докато не се съгласите, няма да записвам нищо ново. Записаното досега стои. Ако искате, изтрийте го с „Забрави ме“.",
				"I see. Until you agree, I will record nothing new. What is recorded so far stays. If you wish, erase it with “Forget me”."),
			Buttons: [][]flows.Tap{{dataTap(labelForgetMe, dataForget)}, flows.MenuRow()},
		})
		return
	}
	back := text.T("Ако размислите, напишете ми отново.", "If you change your mind, write to me again.")
	if w.invited {
		back = text.T("Ако размислите, отворете отново поканата си.", "If you change your mind, open your invitation again.")
	}
	c.Tell(text.Join(" ", text.T("Разбрах, не записахме нищо.", "I see, we have recorded nothing."), c.dismiss(), back,
		text.T("Ако имате въпрос, %s.", "If you have a question, %s.").With(c.callUs())))
}

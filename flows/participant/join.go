package participant

import (
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Places of a session on the way in. Until the consent nothing else is kept of
// a person than the chat, the language and this place.
const (
	joining      = "join/"
	placeInvited = joining + "invited" // is it your organisation?
	placeConsent = joining + "consent"
)

// Buttons of joining carry what a later yes needs: "j:yes:CODE".
const joinButton = "j"

const (
	joinYes   = "yes"
	joinOther = "other"
	joinAgree = "agree"
	joinNo    = "no"
	joinMore  = "more"
)

// visitorDue is the due row that forgets who opened a link and did not agree.
const (
	visitorDue  = "visitor"
	visitorStay = 24 * time.Hour
)

func (c *chat) visitorKey() string { return visitorDue + "/" + c.Person.String() }

// start answers /start, with or without the code of an invitation.
func (c *chat) start(code string) {
	if code == "" {
		c.comeBack()
		return
	}
	inv, ok := c.invitation(code)
	if !ok {
		c.Tell(text.T("Тази покана не я намирам. Може би връзката не се е копирала цялата.",
			"I cannot find this invitation. Perhaps the link was not copied completely."))
		c.menu()
		return
	}
	person, known := c.person()
	if known {
		if _, member := c.tx.Memberships.Get(programme.MembershipKey{Person: c.Person, Organisation: inv.Organisation}); member && c.agreed(person) {
			c.menu()
			return
		}
		if f, open := c.openForm(); open {
			flows.Leave(c.Turn, f)
		}
	}
	c.invited(code, inv)
}

// comeBack answers /start: who stopped in the middle of the survey a while ago
// is told where, everybody else sees the menu.
func (c *chat) comeBack() {
	person, known := c.person()
	of := c.tx.Memberships.OfPerson(c.Person)
	if known && c.agreed(person) && !person.Joined.IsZero() && len(of) == 1 {
		if f, ok := c.surveyFilling(of[0].Organisation); ok && flows.Interrupted(c.Turn, f) {
			flows.Open(c.Turn, f)
			return
		}
	}
	c.menu()
}

// invitation finds a code that is in force. Codes are upper case; people who
// type them need not know.
func (c *chat) invitation(code string) (programme.Invitation, bool) {
	if len(code) > 64 {
		return programme.Invitation{}, false
	}
	inv, ok := c.tx.Invitations.Get(strings.ToUpper(code))
	if !ok || !inv.Ended.IsZero() {
		return programme.Invitation{}, false
	}
	_, exists := c.tx.Organisations.Get(inv.Organisation)
	return inv, exists
}

// The words of consent fit men and women; both forms of the older ones are
// understood when typed, see consents.
var (
	labelAgree    = text.T("Давам съгласие", "I agree")
	labelDisagree = text.T("Не давам съгласие", "I do not agree")
)

// invited greets who opened an invitation and asks whether it is theirs.
func (c *chat) invited(code string, inv programme.Invitation) {
	code = strings.ToUpper(code)
	c.visit()
	c.Session.Place, c.Session.Consider = placeInvited, code
	_, known := c.person()
	hello := text.T("Добър ден! Аз съм помощникът на проект %s на %s.\n\n%s", "Hello! I am the assistant of the project %s of %s.\n\n%s").
		With(text.Quote(c.p.Name.In(c.Lang)), c.p.Club, c.p.About)
	if known {
		hello = text.T("Добре дошли отново!", "Welcome back!")
	}
	c.askInvited(hello, code, inv)
}

func (c *chat) askInvited(lead text.Phrase, code string, inv programme.Invitation) {
	o, _ := c.tx.Organisations.Get(inv.Organisation)
	c.Say(flows.Screen{
		Text: text.Join("\n\n", lead, text.T("Поканата Ви е за: <b>%s</b>%s.\nВие ли представлявате тази организация?",
			"Your invitation is for: <b>%s</b>%s.\nDo you represent this organisation?").With(o.Name, c.where(o))),
		Buttons: [][]flows.Tap{
			{c.joinTap(text.T("Да", "Yes"), joinYes, code), c.joinTap(text.T("Не, друга организация", "No, another one"), joinOther, code)},
			{c.otherLanguage()},
		},
		Name: joinName,
	})
}

const joinName = "join"

// visit marks a chat without consent for forgetting after a day.
func (c *chat) visit() {
	if _, known := c.person(); !known {
		c.Do(flows.Schedule{Key: c.visitorKey(), At: c.At.Add(visitorStay), Kind: visitorDue, Ref: c.Person.String()})
	}
}

// forgetVisitor is the due row of a visitor: who has not agreed by now is
// forgotten, and may come back by the same link.
func (c *chat) forgetVisitor() {
	if _, known := c.person(); !known {
		c.tx.Chats.Forget(c.Person)
	}
}

// where is the municipality behind an organisation's name.
func (c *chat) where(o programme.Organisation) text.Phrase {
	name, ok := c.p.MunicipalityName(o.Municipality)
	if !ok || strings.Contains(o.Name, name.BG) {
		return text.Raw("")
	}
	return text.T(", %s", ", %s").With(name)
}

func (c *chat) joinTap(label text.Phrase, verb, code string) flows.Tap {
	return flows.Tap{Label: label, Data: joinButton + ":" + verb + ":" + code}
}

// otherLanguage is the button with which the first message offers the other
// language, in that language.
func (c *chat) otherLanguage() flows.Tap {
	if c.Lang == text.Bulgarian {
		return languageTap(text.English)
	}
	return languageTap(text.Bulgarian)
}

// pressJoin answers the buttons of joining. Each carries the invitation, so it
// works after the chat was forgotten, too.
func (c *chat) pressJoin(data string) {
	verb, code, _ := strings.Cut(data, ":")
	inv, ok := c.invitation(code)
	person, known := c.person()
	if !ok && !(known && code == "") {
		c.Toast(text.T("Тази покана вече не важи.", "This invitation is no longer valid."))
		c.Do(flows.Edit{To: c.Person, Message: c.Message})
		c.menu()
		return
	}
	if known && c.agreed(person) && ok {
		if _, member := c.tx.Memberships.Get(programme.MembershipKey{Person: c.Person, Organisation: inv.Organisation}); member {
			if verb == joinNo {
				c.Toast(text.T("Вече се съгласихте и сте записани. Ако искате да се откажете, натиснете „Питай човек“.",
					"You have agreed and are registered. If you want to withdraw, press “Ask a person”."))
			} else {
				c.Toast(text.T("Вече сте записани.", "You are registered already."))
			}
			c.Do(flows.Edit{To: c.Person, Message: c.Message})
			if c.Session.Form == "" {
				c.menu()
			}
			return
		}
	}
	switch verb {
	case joinYes:
		c.yours(code)
	case joinOther:
		c.notYours(inv)
	case joinMore:
		c.consentInFull(code)
	case joinAgree:
		c.agree(code, inv, ok)
	case joinNo:
		c.refuse()
	default:
		c.menu()
	}
}

// yours is the yes to the organisation: the consent comes next, or, for who
// gave it before, the membership.
func (c *chat) yours(code string) {
	c.settle(text.T("%s", "%s").With(c.invitedLine(code)))
	if person, known := c.person(); known && c.agreed(person) {
		inv, _ := c.invitation(code)
		c.enter(code, inv)
		c.Session.Place, c.Session.Consider = "", ""
		c.menu()
		return
	}
	c.askConsent(code)
}

func (c *chat) invitedLine(code string) text.Phrase {
	inv, _ := c.invitation(code)
	o, _ := c.tx.Organisations.Get(inv.Organisation)
	return text.T("Покана за: <b>%s</b>%s.\n✅ Да", "Invitation for: <b>%s</b>%s.\n✅ Yes").With(o.Name, c.where(o))
}

// settle replaces the newest message of joining, so that no live button stays.
func (c *chat) settle(p text.Phrase) { c.Change(joinName, flows.Screen{Text: p}, false) }

// notYours ends the way in by somebody else's invitation.
func (c *chat) notYours(inv programme.Invitation) {
	o, _ := c.tx.Organisations.Get(inv.Organisation)
	c.settle(text.T("Покана за: <b>%s</b>%s.\nНе, друга организация.", "Invitation for: <b>%s</b>%s.\nNo, another one.").With(o.Name, c.where(o)))
	c.Session.Place, c.Session.Consider = "", ""
	if _, known := c.person(); known {
		c.menu()
		return
	}
	c.Tell(text.T("Разбрах. Всяка организация има своя покана. За да получите Вашата, %s.\nОт този разговор не пазим нищо за Вас.",
		"I see. Each organisation has its own invitation. To receive yours, %s.\nWe keep nothing about you from this conversation.").With(c.callUs()))
	c.tx.Chats.Forget(c.Person)
}

// agreed reports whether the person agreed to the text in force.
func (c *chat) agreed(p programme.Person) bool { return p.Consent.Version == c.p.Consent.Version }

// askConsent asks for the consent before anything of the person is kept; who
// agreed to an older text is asked again.
func (c *chat) askConsent(code string) {
	c.Session.Place, c.Session.Consider = placeConsent, code
	lead := text.T("Преди да започнем:", "Before we begin:")
	if _, known := c.person(); known {
		lead = text.T("Променихме текста за личните данни. Моля, прочетете го:", "We have changed the text on personal data. Please read it:")
	}
	c.Say(flows.Screen{
		Text: text.T("%s\n%s", "%s\n%s").With(lead, c.p.Consent.Text),
		Buttons: [][]flows.Tap{
			{c.joinTap(labelAgree, joinAgree, code)},
			{c.joinTap(labelDisagree, joinNo, code)},
			{c.joinTap(text.T("Прочети повече", "Read more"), joinMore, code)},
		},
		Name: joinName,
	})
}

// consentInFull shows the whole text, and asks again below it.
func (c *chat) consentInFull(code string) {
	c.Session.Place, c.Session.Consider = placeConsent, code
	c.Say(flows.Screen{
		Text: text.T("%s", "%s").With(c.p.Consent.More),
		Buttons: [][]flows.Tap{
			{c.joinTap(labelAgree, joinAgree, code)},
			{c.joinTap(labelDisagree, joinNo, code)},
		},
		Name: joinName,
	})
}

// agree keeps the consent, and from here on the person.
func (c *chat) agree(code string, inv programme.Invitation, invited bool) {
	person, known := c.person()
	if !known {
		person = programme.Person{}
	}
	person.Consent = programme.Consent{Version: c.p.Consent.Version, At: c.At}
	c.tx.People.Put(c.Person, person)
	c.tx.Audit(programme.AuditLine{At: c.At, By: c.Person, What: "consent", After: person.Consent.Version})
	c.Do(flows.Cancel{Key: c.visitorKey()})
	c.settle(text.T("%s\n✅ %s", "%s\n✅ %s").With(c.p.Consent.Text, labelAgree))
	c.Session.Place, c.Session.Consider = "", ""
	if invited {
		c.enter(code, inv)
	}
	if person.Joined.IsZero() {
		c.finishJoining()
		return
	}
	c.menu()
}

// enter ties the person to the organisation of the invitation.
func (c *chat) enter(code string, inv programme.Invitation) {
	key := programme.MembershipKey{Person: c.Person, Organisation: inv.Organisation}
	if _, have := c.tx.Memberships.Get(key); have {
		return
	}
	c.tx.Memberships.Put(key, programme.Membership{Since: c.At, Invitation: strings.ToUpper(code)})
	c.tx.Audit(programme.AuditLine{At: c.At, By: c.Person, What: "member", Ref: subjectOf(inv.Organisation)})
}

// finishJoining asks the name and the phone, or what is still missing of them.
func (c *chat) finishJoining() {
	if f, ok := c.personFilling(); ok {
		flows.Open(c.Turn, f)
	}
}

// refuse keeps nothing, and says how to come back. Who had agreed to an older
// text keeps what they have.
func (c *chat) refuse() {
	c.settle(text.T("%s\n%s", "%s\n%s").With(c.p.Consent.Text, labelDisagree))
	c.Session.Place, c.Session.Consider = "", ""
	if _, known := c.person(); known {
		c.Tell(text.T("Разбрах. Докато не се съгласите, няма да записвам нищо ново. За да изтрием записаното досега, %s.",
			"I see. Until you agree, I will record nothing new. To have what is recorded erased, %s.").With(c.callUs()))
		return
	}
	c.Tell(text.T("Разбрах, не записахме нищо. Ако размислите, отворете отново поканата си. Ако имате въпрос, %s.",
		"I see, we have recorded nothing. If you change your mind, open your invitation again. If you have a question, %s.").With(c.callUs()))
	c.tx.Chats.Forget(c.Person)
}

// joinTyped answers what is typed on the way in.
func (c *chat) joinTyped() {
	if _, edited := c.What.(flows.Edited); edited {
		return // nothing was recorded of the message
	}
	typed, ok := c.What.(flows.Text)
	if !ok {
		c.joinAgain()
		return
	}
	code := c.Session.Consider
	inv, valid := c.invitation(code)
	known := false
	if _, known = c.person(); !valid && !(known && code == "") {
		c.Session.Place, c.Session.Consider = "", ""
		c.menu()
		return
	}
	key := text.Latin(typed.Text)
	yes, answered := text.ReadYesNo(typed.Text)
	agree, decided := consents(typed.Text)
	switch {
	case c.Session.Place == placeInvited && answered && yes:
		c.yours(code)
	case c.Session.Place == placeInvited && (answered || key == text.Latin("Не, друга организация") || key == text.Latin("No, another one")):
		c.notYours(inv)
	case c.Session.Place == placeConsent && decided && agree:
		c.agree(code, inv, valid)
	case c.Session.Place == placeConsent && decided:
		c.refuse()
	case c.Session.Place == placeConsent && (key == text.Latin("Прочети повече") || key == text.Latin("Read more")):
		c.consentInFull(code)
	case c.Session.Place == placeConsent && text.SmallTalkOf(typed.Text) == text.Confused:
		c.consentInFull(code)
	case c.Session.Place == placeInvited:
		c.askInvited(text.T("Моля, отговорете с „Да“ или „Не“, или натиснете бутон.", "Please answer “Yes” or “No”, or press a button."), code, inv)
	default:
		c.Tell(text.T("Моля, отговорете с „Да“ или „Не“, или натиснете бутон.", "Please answer “Yes” or “No”, or press a button."))
		c.joinAgain()
	}
}

// consents understands a typed yes or no to the consent. Anything that is not
// plain is neither.
func consents(typed string) (agree, ok bool) {
	if agree, ok = text.ReadYesNo(typed); ok {
		return agree, true
	}
	for _, yes := range []string{"давам съгласие", "давам съгласието си", "съгласен съм", "съгласна съм", "да, съгласен съм", "да, съгласна съм", "съгласни сме", "приемам", "i agree"} {
		key := text.Latin(yes)
		switch text.Latin(typed) {
		case key:
			return true, true
		case text.Latin("не " + yes):
			return false, true
		}
	}
	switch text.Latin(typed) {
	case text.Latin("не съм съгласен"), text.Latin("не съм съгласна"), text.Latin("не сме съгласни"), text.Latin("отказвам"), text.Latin("I do not agree"), text.Latin("I don't agree"):
		return false, true
	}
	return false, false
}

// joinAgain shows again what was asked on the way in; false when the person is
// not on it.
func (c *chat) joinAgain() bool {
	code := c.Session.Consider
	switch c.Session.Place {
	case placeInvited:
		inv, ok := c.invitation(code)
		if !ok {
			return false
		}
		c.invited(code, inv)
	case placeConsent:
		c.askConsent(code)
	default:
		return false
	}
	return true
}

// stranger answers somebody who came without an invitation.
func (c *chat) stranger() {
	if c.joinAgain() {
		return
	}
	c.visit()
	c.Say(flows.Screen{
		Text: text.T("Добър ден! Аз съм помощникът на проект %s на %s.\n\n%s\n\n%s", "Hello! I am the assistant of the project %s of %s.\n\n%s\n\n%s").
			With(text.Quote(c.p.Name.In(c.Lang)), c.p.Club, c.p.About, c.howToJoin()),
		Buttons: [][]flows.Tap{{c.otherLanguage()}},
	})
}

// howToJoin says how to get an invitation.
func (c *chat) howToJoin() text.Phrase {
	return text.T("За да участвате, отворете връзката от поканата на Вашата организация. Ако нямате покана, %s.",
		"To take part, open the link in your organisation’s invitation. If you have none, %s.").With(c.callUs())
}

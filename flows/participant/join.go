package participant

import (
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Places of a session on the way in. Until the consent nothing else is kept of
// a person than the chat, the language and this place.
const (
	joining      = "join/"
	placeFind    = joining + "find"    // the name of the organisation
	placeInvited = joining + "invited" // is it your organisation?
	placeConsent = joining + "consent"
)

// Buttons of joining: "j:yes:CODE"; what follows the verb is a way.
const joinButton = "j"

const (
	joinFind  = "find"
	joinPick  = "pick"
	joinNew   = "new"
	joinYes   = "yes"
	joinOther = "other"
	joinAgree = "agree"
	joinNo    = "no"
	joinMore  = "more"
)

// start answers /start, with or without the code of an invitation.
func (c *chat) start(code string) {
	if code == "" {
		c.comeBack()
		return
	}
	if c.openedDoor(code) {
		return
	}
	if c.desk.Welcome(c.tx, c.Turn, code) {
		if c.Role == flows.RoleAdministrator {
			c.Do(flows.Cancel{Key: c.visitorKey()}) // else they could not be written to tomorrow
		}
		return
	}
	w, why := c.byCode(code)
	switch {
	case !why.Empty():
		c.amiss(why)
	case c.hasAgreed() && c.isIn(w):
		c.openedAgain(w)
	default:
		c.ask(w)
	}
}

// amiss says what is wrong with an invitation. Who has been greeted and has none
// can go on by name.
func (c *chat) amiss(why text.Phrase) {
	if _, known := c.person(); !known && c.Session.Place == placeFind {
		c.joinSay(placeFind, "", flows.Screen{
			Text: text.Join("\n\n", why, askName()), Buttons: [][]flows.Tap{c.ways()},
		})
		return
	}
	c.note(why)
	c.unpress()
	c.menu()
}

// comeBack answers /start: who stopped in the middle of the survey a while ago
// is told where, everybody else sees the menu. Who has not agreed may have cleared
// the chat: all of what they were asked is shown again.
func (c *chat) comeBack() {
	if c.undecided() && c.joinAgain() {
		return
	}
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

// undecided reports whether somebody who has not agreed is asked about an
// organisation or for their consent.
func (c *chat) undecided() bool {
	return !c.hasAgreed() && (c.Session.Place == placeInvited || c.Session.Place == placeConsent)
}

// ask asks whether the organisation is theirs. Who opened an invitation is
// greeted first.
func (c *chat) ask(w way) {
	lead, last := text.Phrase{}, c.ways()
	question := text.T("<b>%s</b>%s.\nВие ли представлявате тази организация?", "<b>%s</b>%s.\nDo you represent this organisation?")
	if w.invited {
		lead = c.hello()
		if _, known := c.person(); known {
			lead = text.T("Добре дошли отново!", "Welcome back!")
		}
		question = text.T("Поканата Ви е за: <b>%s</b>%s.\nВие ли представлявате тази организация?",
			"Your invitation is for: <b>%s</b>%s.\nDo you represent this organisation?")
		last = append([]flows.Tap{c.otherLanguage()}, last...)
	}
	c.joinSay(placeInvited, w.carried, flows.Screen{
		Text:    text.Join("\n\n", lead, question.With(w.organisation.Name, c.where(w.organisation))),
		Buttons: [][]flows.Tap{yesOrOther(w), last},
	})
}

func yesOrOther(w way) []flows.Tap {
	return []flows.Tap{
		joinTap(text.T("Да", "Yes"), joinYes, w.carried), joinTap(text.T("Не, друга организация", "No, another one"), joinOther, w.carried),
	}
}

func (c *chat) hello() text.Phrase {
	return text.T("Добър ден! Аз съм помощникът на проект %s на %s.\n\n%s", "Hello! I am the assistant of the project %s of %s.\n\n%s").
		With(text.Quote(c.p.Name.In(c.Lang)), c.p.Club, c.p.About)
}

// otherLanguage is the button with which the first message offers the other
// language, in that language.
func (c *chat) otherLanguage() flows.Tap {
	if c.Lang == text.Bulgarian {
		return languageTap(text.English)
	}
	return languageTap(text.Bulgarian)
}

// ways is the last row of a screen on the way in: there is no menu yet for who
// is not known.
func (c *chat) ways() []flows.Tap {
	if _, known := c.person(); known {
		return flows.MenuRow()
	}
	return helpRow()
}

func helpRow() []flows.Tap {
	return []flows.Tap{{Label: text.T("Питай човек", "Ask a person"), Data: flows.HelpButton}}
}

// joinName names the newest message of joining: only that one has live buttons.
const joinName = "join"

// joinSay shows a screen of joining and makes it the place. A form that is open
// is left; its answers are kept.
func (c *chat) joinSay(place, consider string, s flows.Screen) {
	c.leaveForm()
	c.Session.Place, c.Session.Consider = place, consider
	s.Name = joinName
	c.Say(s)
}

// settle puts what was chosen into the message that asked, so that no live button
// stays.
func (c *chat) settle(p text.Phrase) {
	if _, pressed := c.What.(flows.Press); pressed {
		c.Change("", flows.Screen{Text: p}, false)
		return
	}
	c.Change(joinName, flows.Screen{Text: p}, false)
}

// pressJoin answers the buttons of joining.
func (c *chat) pressJoin(data string) {
	verb, carried, _ := strings.Cut(data, ":")
	if verb == joinFind {
		c.find()
		return
	}
	c.choose(verb, carried)
}

// choose does what a button says, pressed or typed.
func (c *chat) choose(verb, carried string) {
	w, why := c.lookUp(carried)
	if !why.Empty() {
		c.amiss(why)
		return
	}
	if c.hasAgreed() && c.isIn(w) && !(w.invited && c.standingIn(w) == programme.Proposed) {
		c.already(verb, w)
		return
	}
	switch verb {
	case joinPick:
		c.unpress()
		c.ask(w)
	case joinNew, joinYes:
		c.yes(w)
	case joinOther:
		c.other(w)
	case joinMore:
		c.unpress()
		c.consentInFull(w.carried)
	case joinAgree, joinNo:
		c.decide(verb, w)
	default:
		c.menu()
	}
}

// yes is the yes to the organisation: the consent comes next, or, for who gave
// it before, the membership.
func (c *chat) yes(w way) {
	if w.adds() {
		c.settle(c.line(w))
	} else {
		c.settle(text.T("%s\n✅ Да", "%s\n✅ Yes").With(c.line(w)))
	}
	if c.hasAgreed() {
		c.comeIn(w)
		return
	}
	c.askConsent(w.carried)
}

// other looks for another organisation than the one that was shown.
func (c *chat) other(w way) {
	c.settle(text.T("%s\nНе, друга организация.", "%s\nNo, another one.").With(c.line(w)))
	c.joinSay(placeFind, "", flows.Screen{Text: askName(), Buttons: c.notHere()})
}

// note answers a press with a notice where it is short enough, and everything
// else with a message.
func (c *chat) note(p text.Phrase) {
	if _, pressed := c.What.(flows.Press); pressed && len([]rune(p.Plain(c.Lang))) <= 200 {
		c.Toast(p)
		return
	}
	c.Tell(p)
}

// unpress takes the buttons off the pressed message.
func (c *chat) unpress() {
	if _, pressed := c.What.(flows.Press); pressed {
		c.Do(flows.Edit{To: c.Person, Message: c.Message})
	}
}

// finishJoining asks the name and the phone, or what is still missing of them.
func (c *chat) finishJoining() {
	if f, ok := c.personFilling(); ok {
		flows.Open(c.Turn, f)
	}
}

package coordinator

import (
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Files and phone numbers go to the private chat of the administrator who asked.
// Who has not opened it gets a button that does, and what they had asked for with
// it: "desk-export-survey-csv-ruse", "desk-phones-a".
const (
	deskCode    = "desk-"
	deskExport  = "export"  // part, format and municipality follow
	deskPhones  = "phones"  // the organisation follows
	deskMissing = "missing" // the tab and the page follow
	deskLink    = "link"    // the organisation follows
	deskCodeOf  = "linkqr"  // likewise, for the invitation as a picture
	deskSheet   = "sheet"   // the event's code follows
	deskQR      = "qr"      // likewise
	deskSigned  = "signed"  // likewise
	deskBlank   = "blank"   // the meeting's code follows, or noMeeting
	deskIdea    = "idea"    // the idea follows
	deskFill    = "fill"    // the organisation follows
	deskIn      = "in"      // the idea follows
	deskOf      = "of"      // the mixed group follows
	deskImport  = "import"
	deskTexts   = "texts" // a question of the survey follows, or nothing
	deskFiles   = "files"
	deskPaper   = "paper" // the organisation follows
	deskSeat    = "seat"  // the organisation and the event follow
	deskCast    = "cast"  // the broadcast follows, or nothing for a new one
)

// welcomes answer who has opened the chat for something: by the word that the code begins
// with, with what follows it.
func welcomes() map[string]func(g *group, ref string) {
	return map[string]func(g *group, ref string){
		deskExport:  (*group).exportAsked,
		deskPhones:  func(g *group, ref string) { g.sendPhones(organisationOf(ref), false) },
		deskMissing: (*group).missingAsked,
		deskLink:    (*group).linkAsked,
		deskCodeOf:  (*group).linkCodeAsked,
		deskSheet:   (*group).sheetAsked,
		deskQR:      (*group).qrAsked,
		deskSigned:  (*group).signedAsked,
		deskBlank:   (*group).blankAsked,
		deskIdea:    (*group).papersAsked,
		deskFill:    (*group).fillAsked,
		deskIn:      (*group).fillInAsked,
		deskOf:      (*group).fillOfAsked,

		newEventForm: func(g *group, _ string) { g.newEvent(nil) },
		eventForm:    func(g *group, code string) { g.editEvent([]string{code}) },
		materialForm: func(g *group, code string) { g.addMaterial([]string{code}) },
		deskImport:   (*group).importAsked,
		deskTexts:    (*group).textsAsked,
		deskPaper:    (*group).paperSurveyAsked,
		deskSeat:     (*group).seatAsked,
		deskFiles:    func(g *group, _ string) { g.filesPage([]string{"0"}) },
		deskCast:     (*group).castAsked,
	}
}

// deskRef is such a code for the private chat: the word, and what it is about.
func deskRef(word string, refs ...string) string {
	return strings.Join(append([]string{word}, refs...), "-")
}

// privately reports whether the presser can be written to in private; if not, it
// shows them how to begin. What they asked for follows at once then.
func (g *group) privately(what string) bool {
	if g.tx.Chats.Reachable(g.Person) {
		return true
	}
	g.say(flows.Screen{
		Text: text.T("%s, това изпращам само лично. Отворете разговора с мен от бутона и натиснете „Старт“.",
			"%s, I send this in private only. Open our chat with the button and press “Start”.").With(g.Name),
		Buttons: [][]flows.Tap{{{Label: text.T("Отвори разговора", "Open the chat"), URL: g.Link(deskCode + what)}}},
	})
	return false
}

// Welcome implements participant.Desk.
func (c *Conversation) Welcome(tx *programme.Tx, t *flows.Turn, code string) bool {
	what, ok := strings.CutPrefix(code, deskCode)
	if !ok {
		return false
	}
	g := c.in(tx, t)
	switch g.Role {
	case flows.RoleAdministrator:
	case flows.RoleUnknown:
		g.Tell(text.T("В момента не мога да проверя в Telegram дали сте администратор на групата. Отворете връзката пак след малко.",
			"I cannot check at Telegram just now whether you are an administrator of the group. Open the link again shortly."))
		return true
	default:
		g.Tell(text.T("Това могат да получат само администраторите на групата на координаторите.", "Only administrators of the coordinators’ group can receive this."))
		return true
	}
	word, ref, _ := strings.Cut(what, "-")
	if answer := welcomes()[word]; answer != nil {
		answer(g, ref)
	}
	return true
}

// sheetAsked, qrAsked and signedAsked bring a file of an event to who has opened the chat
// for it.
func (g *group) sheetAsked(code string) { g.paperAsked(code, SheetJob) }

func (g *group) qrAsked(code string) { g.paperAsked(code, QRJob) }

func (g *group) signedAsked(code string) {
	if e, ok := g.eventAsked(code); ok {
		g.sendSigned(e)
	}
}

func (g *group) paperAsked(code, job string) {
	if e, ok := g.eventAsked(code); ok {
		g.beginPaper(job, e)
		g.Tell(text.T("Приготвям файла. След малко ще е тук.", "I am preparing the file. It will be here shortly."))
	}
}

func (g *group) eventAsked(code string) (programme.Event, bool) {
	e, ok := g.tx.Events.Get(code)
	if !ok {
		g.Tell(text.T("Такова събитие вече няма.", "There is no such event any more."))
	}
	return e, ok
}

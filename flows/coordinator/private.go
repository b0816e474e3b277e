package coordinator

import (
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Files and phone numbers go to the private chat of the administrator who asked.
// Who has not opened it gets a button that does, and what they had asked for with
// it: "desk-export", "desk-phones-a".
const (
	deskCode    = "desk-"
	deskExport  = "export"
	deskPhones  = "phones-"
	deskMissing = "missing-" // the tab and the page follow
	deskSheet   = "sheet-"   // the event's code follows
	deskQR      = "qr-"
	deskSigned  = "signed-"
	deskBlank   = "blank-" // the meeting's code follows, or noMeeting
	deskIdea    = "idea-"  // the idea follows
	deskFill    = "fill-"  // the organisation follows
	deskIn      = "in-"    // the idea follows
	deskOf      = "of-"    // the mixed group follows
)

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
	if ref, phones := strings.CutPrefix(what, deskPhones); phones {
		g.sendPhones(organisationOf(ref), false)
		return true
	}
	if ref, missing := strings.CutPrefix(what, deskMissing); missing {
		tab, page, _ := strings.Cut(ref, "-")
		g.sendMissing(tab, page)
		return true
	}
	if ref, papers := strings.CutPrefix(what, deskIdea); papers {
		g.papersAsked(ref)
		return true
	}
	if strings.HasPrefix(what, deskFill) || strings.HasPrefix(what, deskIn) || strings.HasPrefix(what, deskOf) {
		g.fillAsked(what)
		return true
	}
	if meeting, blank := strings.CutPrefix(what, deskBlank); blank {
		g.blankAsked(meeting)
		return true
	}
	if paper, code, ok := strings.Cut(what, "-"); ok {
		g.paperAsked(paper+"-", code)
		return true
	}
	if what == deskExport {
		g.beginExport()
		g.Tell(text.T("Приготвям таблицата. След малко ще е тук.", "I am preparing the table. It will be here shortly."))
	}
	return true
}

// paperAsked brings a file of an event to who has opened the chat for it.
func (g *group) paperAsked(what, code string) {
	e, ok := g.tx.Events.Get(code)
	switch {
	case !ok:
		g.Tell(text.T("Такова събитие вече няма.", "There is no such event any more."))
		return
	case what == deskSigned:
		g.sendSigned(e)
		return
	case what == deskSheet:
		g.beginPaper(SheetJob, e)
	case what == deskQR:
		g.beginPaper(QRJob, e)
	}
	g.Tell(text.T("Приготвям файла. След малко ще е тук.", "I am preparing the file. It will be here shortly."))
}

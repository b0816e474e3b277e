package coordinator

import (
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Conversation answers the coordinators' group.
type Conversation struct {
	programme *programme.Programme
	version   string              // of the program, as /health shows it
	acts      map[string]auditAct // what the codes of audit lines mean
	forms     map[string]deskForm // in private: looked up for each message of a participant
	words     programme.Words     // of what participants are sent once, for samples; nil: none are shown
}

// New returns the conversation of the programme's coordinators.
func New(p *programme.Programme) *Conversation {
	return &Conversation{programme: p, version: "?", acts: auditActs(), forms: deskForms()}
}

// Version has /health say which program this is.
func (c *Conversation) Version(of string) *Conversation {
	c.version = of
	return c
}

// Shows has samples of what participants are sent once taken from there.
func (c *Conversation) Shows(words programme.Words) { c.words = words }

// group is one input of the group, or something that is to be said there, with
// what the commands need at hand. Whatever is said goes to the group, in its
// language.
type group struct {
	*flows.Turn
	c  *Conversation
	tx *programme.Tx
	p  *programme.Programme
}

func (c *Conversation) in(tx *programme.Tx, t *flows.Turn) *group {
	return &group{Turn: t, c: c, tx: tx, p: c.programme}
}

// Handle answers one input of the group, or of the program about it.
func (c *Conversation) Handle(tx *programme.Tx, t *flows.Turn) {
	g := c.in(tx, t)
	switch w := t.What.(type) {
	case flows.GroupChanged:
		g.changed(w)
	case flows.Command:
		g.command(w)
	case flows.Press:
		g.press(w)
	case flows.Text, flows.Attachment, flows.Contact, flows.Other, flows.Edited:
		g.replied()
	case flows.Delivered:
		g.delivered(w)
	case flows.Due:
		if bring := dueRows()[w.Kind]; bring != nil {
			bring(g, w)
		}
	case flows.Finished:
		if end := jobs()[w.Kind]; end != nil {
			end(g, w)
		}
	}
}

// Owns reports whether due rows or jobs of the kind are the coordinators', though
// they may concern a person.
func (c *Conversation) Owns(kind string) bool {
	return dueRows()[kind] != nil || jobs()[kind] != nil
}

// dueRows are the due rows that are the coordinators', by kind.
func dueRows() map[string]func(*group, flows.Due) {
	return map[string]func(*group, flows.Due){
		decidedDue:            (*group).inTheMorning,
		programme.RoundSumDue: (*group).roundSum,
		programme.EndedDue:    (*group).ended,
		programme.DigestDue:   (*group).digest,
		programme.AlertDue:    (*group).alert,
		importDue:             (*group).importOff,
		programme.IdeaStepDue: (*group).steppedFar,

		programme.BroadcastDue: (*group).castDue,
	}
}

// jobs are the jobs whose end is the coordinators', by kind.
func jobs() map[string]func(*group, flows.Finished) {
	return map[string]func(*group, flows.Finished){
		ChartJob:  (*group).chartMade,
		ExportJob: (*group).errandDone,
		MatrixJob: (*group).errandDone,
		SheetJob:  (*group).paperMade,
		QRJob:     (*group).paperMade,
		ImportJob: (*group).registerRead,
		LinkJob:   (*group).linkMade,

		programme.BroadcastJob: (*group).castReckoned,
	}
}

// delivered hears what became of a message to whose sender that matters.
func (g *group) delivered(w flows.Delivered) {
	switch what, ref, _ := strings.Cut(w.Report, "/"); what {
	case decidedDue:
		g.toldOf(ref, w.Result)
	case ExportJob, MatrixJob:
		g.errandSent(what, ref, w.Result)
	case SheetJob, QRJob:
		g.paperSent(what, ref, w.Result)
	case guessingReport, untoldReport:
		g.missed(w)
	case programme.AboutBroadcast:
		g.castTold(ref, w.Result)
	case missedReport:
		g.toldMissed(ref, w.Result)
	default:
		g.arrived(w)
	}
}

// language is the group's.
const language = text.Bulgarian

// say shows a screen in the group: at once where somebody has just done something
// there, otherwise as what nobody waits for.
func (g *group) say(s flows.Screen) { g.SayTo(flows.Group, language, s, !g.here()) }

// here reports whether the input was done in the group.
func (g *group) here() bool {
	switch g.What.(type) {
	case flows.Due, flows.Finished, flows.Delivered, flows.GroupChanged:
		return false
	}
	return !g.Private
}

// change edits the message whose button was pressed.
func (g *group) change(s flows.Screen) {
	s.Name = ""
	g.ChangeTo(flows.Group, language, s, false, false)
}

// update shows how a card stands now: in the message whose button was pressed, and
// in the newest with that name, if it is another one.
func (g *group) update(s flows.Screen) {
	if _, pressed := g.What.(flows.Press); pressed && g.here() {
		g.change(s)
		if n, _ := g.Messages.Newest(s.Name); n == 0 || n == g.Message {
			return
		}
	}
	g.edit(s)
}

// edit shows how a card stands now, wherever the newest with that name is.
func (g *group) edit(s flows.Screen) { g.ChangeTo(flows.Group, language, s, false, !g.here()) }

// tell says a text in the group.
func (g *group) tell(p text.Phrase) { g.say(flows.Screen{Text: p}) }

// notify shows the screen to a person, in their language: it is not the answer to
// what they did just now.
func (g *group) notify(to flows.PersonID, s flows.Screen) {
	g.SayTo(to, g.tx.Chats.Language(to), s, true)
}

// toast acknowledges a press, in the language of the chat.
func (g *group) toast(p text.Phrase) {
	lang := language
	if g.Private {
		lang = g.Lang
	}
	g.Do(flows.Toast{Text: text.Clip(p.Plain(lang), 200), Alert: true})
}

// audit writes down an act of whoever the input is from.
func (g *group) audit(what, ref, before, after string) {
	g.tx.Audit(programme.AuditLine{At: g.At, By: g.Person, What: what, Ref: ref, Before: before, After: after})
}

// mayAct reports whether the sender may act; if not, says so politely.
func (g *group) mayAct() bool {
	switch {
	case g.Role == flows.RoleAdministrator:
		return true
	case g.Person == flows.Group:
		g.refuse(text.T("Пишете от името на групата, затова не знам кой сте. Моля, направете го от своя профил.",
			"You write in the group’s name, so I do not know who you are. Please do it from your own account."))
	case g.Role == flows.RoleUnknown:
		g.refuse(text.T("В момента не мога да проверя в Telegram дали сте администратор. Опитайте пак след малко.",
			"I cannot check at Telegram just now whether you are an administrator. Please try again shortly."))
	default:
		g.refuse(text.T("Това могат да правят само администраторите на групата. Ако станахте такъв току-що, опитайте пак след минута.",
			"Only the group’s administrators can do this. If you have just become one, try again in a minute."))
	}
	return false
}

// refuse answers a press with a notice, and all else with a message where it came from.
func (g *group) refuse(p text.Phrase) {
	if _, pressed := g.What.(flows.Press); pressed {
		g.toast(p)
		return
	}
	if g.Private {
		g.Tell(p)
		return
	}
	g.tell(p)
}

// groupButton marks the buttons of this package: "g:verb:rest".
const groupButton = "g"

// tap is a button in the group. Not inlined: it has many callers (see
// text.Phrase).
//
//go:noinline
func tap(label text.Phrase, verb string, refs ...string) flows.Tap {
	return flows.Tap{Label: label, Data: strings.Join(append([]string{groupButton, verb}, refs...), ":")}
}

// Pressed implements participant.Desk.
func (c *Conversation) Pressed(tx *programme.Tx, t *flows.Turn, w flows.Press) bool {
	if !strings.HasPrefix(w.Data, groupButton+":") {
		return false
	}
	c.in(tx, t).press(w)
	return true
}

// press answers a pressed button.
func (g *group) press(w flows.Press) {
	part := strings.Split(w.Data, ":")
	if len(part) < 2 || part[0] != groupButton {
		g.toast(text.T("Този бутон вече не важи.", "This button is no longer valid."))
		return
	}
	b, ok := buttons()[part[1]]
	if !ok || len(part)-2 != b.refs || b.private != g.Private {
		g.toast(text.T("Този бутон вече не важи.", "This button is no longer valid."))
		return
	}
	if b.acts && !g.mayAct() {
		return
	}
	b.run(g, part[2:])
}

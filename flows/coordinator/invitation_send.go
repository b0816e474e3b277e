package coordinator

import (
	"encoding/json"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// An invitation's link lets in whoever has it: it goes to the private chat of the
// administrator who asks for it, as a text to pass on and as a code to print.

// Buttons of it; each names the organisation.
const (
	verbLink     = "link"
	verbLinkCode = "linkqr"
)

// LinkJob is the kind of the job that makes the picture with the link of an invitation. Its
// Ref is the number of the file, its Input a LinkPaper.
const LinkJob = "linkqr"

// LinkPaper says what is to be made.
type LinkPaper struct {
	Organisation programme.OrganisationID `json:"organisation"`
	Link         string                   `json:"link"`
}

// sendLink sends the invitation with the text that can be passed on.
func (g *group) sendLink(refs []string) {
	if o, ok := g.invites(refs); ok && g.privately(deskRef(deskLink, refOf(o.ID))) {
		g.linkSent(o)
		g.toast(text.T("Изпратих поканата лично на Вас.", "I have sent you the invitation in private."))
	}
}

// invites is the organisation that a button names, if it has an invitation.
func (g *group) invites(refs []string) (programme.Organisation, bool) {
	o, ok := g.organisationIn(refs)
	if ok && (o.Invitation == "" || o.Standing != programme.InForce || g.Link(o.Invitation) == "") {
		g.toast(text.T("Тази организация няма покана.", "This organisation has no invitation."))
		return o, false
	}
	return o, ok
}

// linkSent says first what follows, so that the text itself can be forwarded as it is.
func (g *group) linkSent(o programme.Organisation) {
	g.audit("invitation shown", refOf(o.ID), "", "")
	lang := g.tx.Chats.Language(g.Person)
	g.SayTo(g.Person, lang, flows.Screen{Text: text.T("Поканата на <b>%s</b>. Препратете следващото съобщение, или копирайте текста във Viber или имейл.",
		"The invitation of <b>%s</b>. Forward the next message, or copy its text into Viber or an e-mail.").With(o.Name)}, false)
	g.SayTo(g.Person, lang, flows.Screen{Text: text.Raw(programme.InvitationText(g.p, o, g.Link(o.Invitation), lang))}, false)
}

// linkCode makes the picture with the link.
func (g *group) linkCode(refs []string) {
	if o, ok := g.invites(refs); ok && g.privately(deskRef(deskCodeOf, refOf(o.ID))) {
		g.beginLink(o)
		g.toast(text.T("Приготвям кода. Ще го изпратя лично на Вас.", "I am preparing the code. I will send it to you in private."))
	}
}

func (g *group) beginLink(o programme.Organisation) {
	name := text.T("pokana-%s.png", "invitation-%s.png").With(refOf(o.ID)).Plain(g.tx.Chats.Language(g.Person))
	programme.MakeFileOf(g.tx, g.Turn, LinkJob, name, "image/png", LinkPaper{o.ID, g.Link(o.Invitation)})
	g.audit("invitation shown", refOf(o.ID), "", "")
}

// linkAsked brings the invitation to who has opened the private chat for it.
func (g *group) linkAsked(ref string) {
	if o, ok := g.invitesStill(ref); ok {
		g.linkSent(o)
	}
}

// linkCodeAsked brings it as a picture.
func (g *group) linkCodeAsked(ref string) {
	if o, ok := g.invitesStill(ref); ok {
		g.beginLink(o)
		g.Tell(text.T("Приготвям файла. След малко ще е тук.", "I am preparing the file. It will be here shortly."))
	}
}

func (g *group) invitesStill(ref string) (programme.Organisation, bool) {
	o, ok := programme.OrganisationNow(g.tx, organisationOf(ref))
	if !ok || o.Invitation == "" || o.Standing != programme.InForce {
		g.Tell(text.T("Тази организация няма покана.", "This organisation has no invitation."))
		return o, false
	}
	return o, true
}

// linkMade sends the picture to who had asked for it, if the invitation still is the one
// on it.
func (g *group) linkMade(w flows.Finished) {
	id, file, ok := programme.FileOfJob(g.tx, w.Ref)
	if !ok {
		return // who asked for it was erased
	}
	var made struct {
		LinkPaper
		Size int64 `json:"size"`
	}
	lang := g.tx.Chats.Language(g.Person)
	failed := w.Error != "" || json.Unmarshal(w.Result, &made) != nil
	o, there := g.tx.Organisations.Get(made.Organisation)
	if failed || !there || !g.tx.Chats.Reachable(g.Person) {
		g.tx.Files.Delete(id)
		if failed {
			g.SayTo(g.Person, lang, flows.Screen{Text: text.T("Кодът не стана: при нас нещо се обърка. Моля, опитайте пак от картата на организацията.",
				"The code failed: something went wrong on our side. Please try again from the organisation’s card.")}, false)
		}
		return
	}
	caption := text.T("<b>%s</b>\nКод с поканата. Който го снима с телефона си, влиза от името на организацията: дайте го само на нея.",
		"<b>%s</b>\nThe code of the invitation. Whoever scans it speaks for the organisation: give it to nobody else.").With(o.Name)
	g.Do(flows.Say{To: g.Person, HTML: caption.HTML(lang), File: programme.FileMade(g.tx, id, file, made.Size)})
}

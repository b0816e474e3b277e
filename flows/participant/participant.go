package participant

import (
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Conversation answers people in their private chats.
type Conversation struct {
	programme *programme.Programme
	desk      Desk
}

// New returns the conversations of the programme. The desk tells the coordinators.
func New(p *programme.Programme, desk Desk) *Conversation { return &Conversation{p, desk} }

// chat is one input of one private chat, with what the conversations need at
// hand.
type chat struct {
	*flows.Turn
	tx   *programme.Tx
	p    *programme.Programme
	desk Desk
}

// Handle answers one input of a private chat, a due row of one, or what concerns
// the chats of several people.
func (c *Conversation) Handle(tx *programme.Tx, t *flows.Turn) {
	ch := &chat{Turn: t, tx: tx, p: c.programme, desk: c.desk}
	if _, pressed := t.What.(flows.Press); !pressed {
		t.Session.Pressed = "" // something else came: the same button may be meant again
	}
	theirs := true
	switch t.What.(type) {
	case flows.Due, flows.Finished, flows.Delivered, flows.Blocked, flows.Unblocked, flows.Failed, flows.Away:
		theirs = false
	}
	if _, back := t.What.(flows.Unblocked); back || theirs {
		ch.visit()
	}
	ch.route()
	ch.letHeldGo()
	if theirs {
		t.Session.At = t.At
	}
}

func (c *chat) route() {
	forgetting := c.Session.Place == placeForget
	if forgetting {
		c.Session.Place = "" // only what comes next can be a word to that question
	}
	switch w := c.What.(type) {
	case flows.Due:
		switch w.Kind {
		case visitorDue:
			c.forgetVisitor()
		case flows.ClosedDue:
			c.toldClosed(w.Ref)
		case programme.RoundDue:
			c.round(w)
		case programme.NudgeDue:
			c.nudge(w)
		case programme.TermDue:
			c.termDue(w)
		case programme.RemindDue:
			c.remind(w)
		case programme.SilentDue:
			c.silent(w)
		case programme.MovedDue, programme.OffDue:
			c.news(w)
		case programme.PlacedDue:
			c.placedDue(w)
		case programme.MergedDue:
			c.merged(w)
		case programme.HandedDue:
			c.handed(w)
		case programme.OfferDue:
			c.offerDue(w)
		case programme.LapseDue:
			c.lapseDue(w)
		case programme.SeatDue:
			c.seatDue(w)
		case programme.FillDue:
			c.fillDue(w)
		case programme.TypedDue:
			c.typedDue(w)
		case programme.DeskDue:
			c.deskDue(w)
		case programme.AfterDue:
			c.afterDue(w)
		case programme.GroupDue:
			c.groupDue(w)
		case programme.IdeaDue, programme.SignDue, programme.JoinDue:
			c.ideaDue(w)
		}
		return
	case flows.Finished:
		switch w.Kind {
		case programme.FetchJob:
			c.fetched(w)
		case DataJob:
			c.dataMade(w)
		case programme.CalendarJob, MaterialJob:
			c.brought(w)
		case CertificateJob:
			c.certificateMade(w)
		}
		return
	case flows.Delivered:
		c.heard(w)
		return
	case flows.Away:
		c.away(w)
		return
	case flows.Blocked, flows.Unblocked:
		if a := c.Session.Ask; a != nil {
			a.Ack, a.Album = "", "" // what was to be said in between will not come
		}
		return
	case flows.Failed:
		c.Tell(text.T("Нещо се обърка при нас с последното Ви съобщение и не успях да го запиша. Моля, опитайте пак; ако не стане, %s.",
			"Something went wrong on our side with your last message, and I could not record it. Please try again; if that fails, %s.").With(c.callUs()))
		return
	case flows.Command:
		c.command(w)
		return
	case flows.Press:
		c.pressOnce(w)
		return
	case flows.Text:
		switch flows.WordOf(w.Text) {
		case flows.WordMenu:
			c.leaveAsking()
			c.toMenu()
			return
		case flows.WordHelp:
			c.askHuman(0)
			return
		case flows.WordPerson:
			if a := c.Session.Ask; a == nil || !a.Open {
				c.askHuman(0)
				return
			}
		}
		switch _, known := c.person(); {
		case forgetting && c.typedAtForget(w.Text), c.typedAtThread(w.Text):
			return
		case isData(w.Text), !known && isForget(w.Text):
			c.leaveAsking()
			c.myData()
			return
		case known && c.typedCheckIn(w.Text):
			return
		case known && isUpcoming(w.Text):
			c.leaveAsking()
			c.upcoming()
			return
		case known && c.isGroup(w.Text):
			c.leaveAsking()
			g, e, _ := c.myGroup()
			c.showGroup(g, e)
			return
		case known && isOrganisations(w.Text):
			c.leaveAsking()
			c.organisations()
			return
		case known && isForget(w.Text):
			c.leaveAsking()
			c.askForget()
			return
		case known && c.typedAtData(w.Text):
			return
		}
	case flows.Attachment:
		if event, sheet := programme.SheetNamed(c.Messages.Name(c.ReplyTo)); sheet && c.desk.Signed(c.tx, c.Turn, event) {
			return
		}
		if flows.OfDeclined(c.Turn) {
			return
		}
	case flows.Edited:
		if c.corrected(w) {
			return
		}
	}
	if c.repliedToReminder() || c.asked() {
		return
	}
	if w, ok := c.What.(flows.Text); ok && c.languageWord(w.Text) {
		return
	}
	if c.desk.IsForm(c.Session.Form) {
		c.atDesk()
		return
	}
	if code, ok := c.typedCode(); ok && c.Session.Form == "" {
		c.start(code)
		return
	}
	if _, entering := c.entering(); entering {
		c.inForm()
		return
	}
	if strings.HasPrefix(c.Session.Place, joining) {
		flows.Decline(c.Turn)
		c.joinTyped()
		return
	}
	person, known := c.person()
	if _, edited := c.What.(flows.Edited); edited && !known && c.Role == flows.RoleAdministrator {
		return // of a form of theirs that is finished: nothing waits for it any more
	}
	if !known {
		if _, file := c.What.(flows.Attachment); file {
			c.Tell(saidAskFirst)
			flows.Decline(c.Turn)
		}
		c.stranger()
		return
	}
	if !c.agreed(person) {
		flows.Decline(c.Turn)
		c.askConsent("")
		return
	}
	c.inForm()
}

// inForm gives the input to the open form, or answers it where none is open.
func (c *chat) inForm() {
	f, open := c.openForm()
	if replied, ok := c.repliedForm(); ok {
		if open && (f.Form().Name != replied.Form().Name || f.Subject() != replied.Subject()) {
			flows.Leave(c.Turn, f)
		}
		f, open = replied, true
	}
	if !open && c.ideaWentOn() {
		return
	}
	if !open {
		c.leaveForm()
	}
	switch w := c.What.(type) {
	case flows.Text:
		if open && (c.menuWhileNaming(f, w.Text) || c.reminderInForm(f, w.Text)) {
			return
		}
		if c.typedAtOffer(w.Text, open) || c.typedAtIdeaNotice(w.Text, open) || open && (c.typedAtWhy(f, w.Text) || c.typedAtNeeds(f, w.Text)) {
			return
		}
		if open {
			flows.Typed(c.Turn, f, w)
			return
		}
		if c.typedAtReminder(w.Text) || c.typedAtOrganisations(w.Text) || c.typedAtGroup(w.Text) || c.typedAtEvents(w.Text) || c.typedAtIdeas(w.Text) ||
			c.typedAfter(w.Text) || c.typedAtMenu(w.Text) {
			return
		}
	case flows.Attachment:
		if open {
			flows.Attached(c.Turn, f, w)
			return
		}
	case flows.Contact:
		if open {
			flows.Shared(c.Turn, f, w)
			return
		}
	case flows.Edited:
		c.changed(w)
		return // an edited greeting, a corrected remark: nothing was recorded of it
	case flows.Other:
		if open {
			flows.Unexpected(c.Turn, f, w.Kind)
			return
		}
	}
	c.outside()
}

// repliedForm is the record whose question's message the person replied to.
func (c *chat) repliedForm() (flows.Filling, bool) {
	form, subject, ok := flows.QuestionNamed(c.Messages.Name(c.ReplyTo))
	if c.ReplyTo == 0 || !ok {
		return nil, false
	}
	return c.form(form, subject)
}

// changed looks for the answer that an edited message was.
func (c *chat) changed(w flows.Edited) bool {
	f, open := c.openForm()
	for _, each := range c.everyForm(f, open) {
		if flows.ChangedMessage(c.Turn, each, w) {
			return true
		}
	}
	return false
}

// fetched learns what became of a file that was to be fetched.
func (c *chat) fetched(w flows.Finished) {
	id, file, ok := programme.FileOfJob(c.tx, w.Ref)
	if !ok {
		return
	}
	file.Kept, file.Trouble = w.Error == "", w.Error
	c.tx.Files.Put(id, file)
}

// person returns who writes, once they have given their consent.
func (c *chat) person() (programme.Person, bool) { return c.tx.People.Get(c.Person) }

// local is the turn's time where the programme is.
func (c *chat) local() time.Time { return c.At.In(c.p.Location) }

package coordinator

import (
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// What takes more than a line to say is a form in the private chat of the administrator
// who asked for it. It is opened from the group (openForm), and kept as a draft until it
// is sent: then the records are changed, all at once.

// deskForm is one kind of form. Its functions speak to who fills it in (g.Say, g.Tell,
// g.Change), in their language.
type deskForm struct {
	// form gives the questions, given what stands in the draft; false: there is nothing to
	// fill in any more.
	form func(g *group, subject string, d programme.Draft) (flows.Form, bool)
	// heading says what it is about; may be nil.
	heading func(g *group, subject string) text.Localised
	// proposal is offered as a button; may be nil.
	proposal func(g *group, subject string, q *flows.Question) string
	// put is called after an answer was given, for what follows from it; may be nil.
	put func(g *group, subject string, d *programme.Draft, question string)
	// sure is what is asked before that; false: nothing has to be. May be nil.
	sure func(g *group, subject string, d programme.Draft) (flows.LastWord, bool)
	// send does what was filled in. The draft is gone afterwards, unless it returns false:
	// then something is amiss, and done says what.
	send func(g *group, subject string, d programme.Draft) bool
	// done says what comes after sending.
	done func(g *group, subject string, d programme.Draft, sent bool)
	// left says how to go on later, for who leaves it open.
	left text.Phrase
	// remote: of the files that are sent to it Telegram's name is all that is kept.
	remote bool
}

// verbGiveUp gives a draft up; form and subject follow.
const verbGiveUp = "giveup"

// deskForms are all of them, by the name that buttons and sessions carry: short, as a
// button has 64 bytes.
func deskForms() map[string]deskForm {
	return map[string]deskForm{
		newEventForm: newEventDesk(),
		eventForm:    eventDesk(),
		materialForm: materialDesk(),
		importForm:   importDesk(),
		heardForm:    heardDesk(),
		seatForm:     seatDesk(),
		castForm:     castDesk(),
		castOwnForm:  castOwnDesk(),
		castAtForm:   castAtDesk(),
	}
}

var saidOpened = text.T("Отворих го в личния ни разговор.", "I have opened it in our private chat.")

// openForm opens the form in the private chat of who asked for it. code is what follows
// deskCode in the link for who has not opened that chat yet. It reports whether the form
// is being opened.
func (g *group) openForm(name, subject, code string, begin func(*programme.Draft)) bool {
	if !g.Private && !g.privately(code) {
		return false
	}
	programme.OpenDraft(g.tx, g.Turn, programme.DraftKey{Person: g.Person, Form: name, Subject: subject}, begin)
	if !g.Private {
		g.openedInPrivate(saidOpened)
	}
	return true
}

// openedInPrivate says in the group that something stands in the private chat; below the
// answer to a command with the way there.
func (g *group) openedInPrivate(said text.Phrase) {
	if _, pressed := g.What.(flows.Press); pressed {
		g.toast(said)
		return
	}
	s := flows.Screen{Text: said, ReplyTo: g.Message}
	if g.Bot != "" {
		s.Buttons = [][]flows.Tap{{{Label: text.T("Към разговора", "To the chat"), URL: "https://t.me/" + g.Bot}}}
	}
	g.say(s)
}

// IsForm implements participant.Desk.
func (c *Conversation) IsForm(name string) bool {
	_, ok := c.forms[name]
	return ok || name == paperForm
}

// Form implements participant.Desk.
func (c *Conversation) Form(tx *programme.Tx, t *flows.Turn, name, subject string) (flows.Filling, bool) {
	if name == paperForm {
		return c.in(tx, t).paper(subject)
	}
	what, ok := c.forms[name]
	key := programme.DraftKey{Person: t.Person, Form: name, Subject: subject}
	d, begun := tx.Drafts.Get(key)
	if !ok || !begun {
		return nil, false
	}
	g := c.in(tx, t)
	form, ok := what.form(g, subject, d)
	if !ok {
		return nil, false
	}
	nameForm(&form, key)
	return &draftFilling{Backing: programme.Backing{Tx: tx, Turn: t}, g: g, what: what, key: key, draft: d, form: form}, true
}

// LeftForm implements participant.Desk.
func (c *Conversation) LeftForm(name string) text.Phrase {
	if name == paperForm {
		return text.T("Продължава се от групата: /fill и името на организацията.", "Go on from the group: /fill and the organisation’s name.")
	}
	return c.forms[name].left
}

// draftFilling is a draft that is being filled in.
type draftFilling struct {
	programme.Backing
	g     *group
	what  deskForm
	key   programme.DraftKey
	draft programme.Draft
	form  flows.Form
	sent  bool
}

func (f *draftFilling) Form() *flows.Form                { return &f.form }
func (f *draftFilling) Subject() string                  { return f.key.Subject }
func (f *draftFilling) Answers() map[string]flows.Answer { return f.draft.Answers }
func (f *draftFilling) Sent() time.Time                  { return time.Time{} }

func (f *draftFilling) Heading() text.Localised {
	if f.what.heading == nil {
		return f.form.Title
	}
	return f.what.heading(f.g, f.key.Subject)
}

// Proposal implements flows.Filling.
func (f *draftFilling) Proposal(q *flows.Question) string {
	if f.what.proposal == nil {
		return ""
	}
	return f.what.proposal(f.g, f.key.Subject, q)
}

func (f *draftFilling) Put(question string, a flows.Answer) {
	if f.draft.Answers == nil {
		f.draft.Answers = map[string]flows.Answer{}
	}
	f.draft.Answers[question] = a
	if f.what.put != nil {
		f.what.put(f.g, f.key.Subject, &f.draft, question)
	}
	f.Tx.Drafts.Put(f.key, f.draft)
	if form, ok := f.what.form(f.g, f.key.Subject, f.draft); ok {
		nameForm(&form, f.key)
		f.form = form
	}
}

// nameForm gives the form its name, and the button that gives the draft up.
func nameForm(form *flows.Form, key programme.DraftKey) {
	form.Name = key.Form
	form.More = append(form.More, []flows.Tap{tap(text.T("Откажи се", "Give it up"), verbGiveUp, key.Form, key.Subject)})
}

// giveUp drops a draft of who presses, for good.
func (g *group) giveUp(refs []string) {
	key := programme.DraftKey{Person: g.Person, Form: refs[0], Subject: refs[1]}
	if s := g.Session; s.Form == key.Form && s.Subject == key.Subject {
		if f, open := g.c.Form(g.tx, g.Turn, key.Form, key.Subject); open {
			flows.Leave(g.Turn, f)
		}
	}
	programme.DropDraft(g.tx, key)
	g.Change("", flows.Screen{Text: text.T("Отказано. Нищо не е променено.", "Given up. Nothing was changed.")}, false)
}

// Keep implements flows.Filling.
func (f *draftFilling) Keep(a flows.Attachment) (flows.FileID, flows.Work, bool) {
	if f.what.remote {
		a.Size = 0 // nothing is fetched, so it may have any
	}
	id, work, ok := f.Backing.Keep(a)
	if f.what.remote {
		work = flows.Work{}
	}
	return id, work, ok
}

// LastWord implements flows.Careful.
func (f *draftFilling) LastWord(*flows.Turn) (flows.LastWord, bool) {
	if f.what.sure == nil {
		return flows.LastWord{}, false
	}
	return f.what.sure(f.g, f.key.Subject, f.draft)
}

func (f *draftFilling) Send() {
	if f.sent = f.what.send(f.g, f.key.Subject, f.draft); f.sent {
		if f.what.remote {
			programme.DropDraft(f.Tx, f.key)
		}
		f.Tx.Drafts.Delete(f.key)
	}
}

func (f *draftFilling) Finish(*flows.Turn) { f.what.done(f.g, f.key.Subject, f.draft, f.sent) }

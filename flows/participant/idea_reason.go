package participant

import (
	"strconv"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Forms of one question each: why an idea, or a signature, is withdrawn. With the
// answer it is; who goes to the menu instead leaves it as it was.
const (
	offForm    = "ideaoff" // subject: the idea
	unsignForm = "unsign"  // subject: see reasonSubject
)

// reasonFilling asks for the reason. Nothing is kept before it is given.
type reasonFilling struct {
	filling
	form         flows.Form
	idea         programme.Idea
	organisation programme.OrganisationID // that takes its signature back
	answer       flows.Answer
	done         bool
}

// reasonSubject names an idea and an organisation: their numbers in one.
func reasonSubject(i programme.IdeaID, of programme.OrganisationID) string {
	return strconv.FormatUint(uint64(i)<<32|uint64(of)&0xffffffff, 36)
}

// splitReason reads what reasonSubject gives; the idea as buttons name it.
func splitReason(subject string) (idea string, of programme.OrganisationID) {
	n, _ := strconv.ParseUint(subject, 36, 64)
	return programme.IdeaID(n >> 32).String(), programme.OrganisationID(n & 0xffffffff)
}

// reasonFilling opens such a form, if there is something to withdraw.
func (c *chat) reasonFilling(name, subject string) (flows.Filling, bool) {
	f := &reasonFilling{filling: c.filling("")}
	q := flows.Question{Code: "why", Kind: flows.ShortText, MaxLength: 500, Check: c.readReason(name)}
	ref := subject
	if name == unsignForm {
		ref, f.organisation = splitReason(subject)
	}
	id, _ := programme.ParseIdeaID(ref)
	i, ok := c.tx.Ideas.Get(id)
	if !ok || !c.takesPart() {
		return nil, false
	}
	f.idea = i
	title := text.Clip(c.titleOf(i), 100)
	if name == offForm {
		q.Skip = true
		q.Text = text.Pair{BG: "Защо оттегляте идеята „" + title + "“?", EN: "Why do you withdraw the idea “" + title + "”?"}
		q.Hint = text.Pair{BG: "Напишете с няколко думи или натиснете „Пропусни“. След това идеята се оттегля и не се брои никъде. Ако сте размислили, натиснете „Меню“.",
			EN: "Write a few words, or press “Skip”. Then the idea is withdrawn and counts nowhere. If you have changed your mind, press “Menu”."}
		ok = i.MayWrite(c.tx, c.Person) && i.State != programme.IdeaWithdrawn
	} else {
		q.Text = text.Pair{BG: "Защо оттегляте подписа си под „" + title + "“?", EN: "Why do you take back your signature under “" + title + "”?"}
		q.Hint = text.Pair{BG: "Напишете с едно изречение. Авторите ще го прочетат, а подписът отпада. Ако сте размислили, натиснете „Меню“.",
			EN: "Write one sentence. The authors will read it, and the signature goes. If you have changed your mind, press “Menu”."}
		ok = !i.Approved() && i.Counts() && c.signedFor(i, f.organisation)
	}
	f.form = flows.Form{Name: name, Title: text.Pair{BG: "Причина", EN: "Reason"}, Brief: true, Questions: []flows.Question{q}}
	return f, ok
}

// readReason takes a bare yes or no for no reason: who writes „не“ has changed their mind.
func (c *chat) readReason(name string) func(typed string) (string, text.Phrase) {
	way := text.T("Напишете причината с няколко думи. Ако сте размислили, натиснете „Меню“ и всичко остава, както е.",
		"Write the reason in a few words. If you have changed your mind, press “Menu”, and all stays as it is.")
	return func(typed string) (string, text.Phrase) {
		if _, plain := text.ReadYesNo(typed); plain || says(typed, "размислих", "отказ", "отказвам се", "няма", "i changed my mind", "cancel") {
			return "", way
		}
		return typed, text.Phrase{}
	}
}

// signedFor reports whether the person can take the organisation's signature back.
func (c *chat) signedFor(i programme.Idea, of programme.OrganisationID) bool {
	for _, p := range i.PartnersOf(c.tx, c.Person) {
		if p.Organisation == of {
			return p.SignedNow()
		}
	}
	return false
}

func (f *reasonFilling) Form() *flows.Form            { return &f.form }
func (f *reasonFilling) Heading() text.Localised      { return f.form.Title }
func (f *reasonFilling) Sent() time.Time              { return time.Time{} }
func (f *reasonFilling) Put(_ string, a flows.Answer) { f.answer = a }

func (f *reasonFilling) Subject() string {
	if f.form.Name == unsignForm {
		return reasonSubject(f.idea.ID, f.organisation)
	}
	return f.idea.ID.String()
}

func (f *reasonFilling) Answers() map[string]flows.Answer {
	if f.answer.Version == 0 {
		return nil
	}
	return map[string]flows.Answer{"why": f.answer}
}

// Send withdraws.
func (f *reasonFilling) Send() {
	c, why := f.c, strings.TrimSpace(f.answer.Value.Text)
	if f.form.Name == unsignForm {
		f.idea, f.done = f.idea.Unsign(c.tx, c.Turn, f.organisation, why)
		if f.done {
			f.idea.TellOf(c.tx, c.Turn, c.p, programme.SignDue, f.organisation, f.idea.AuthorPeople(c.tx))
		}
		return
	}
	f.idea, f.done = f.idea.Step(c.tx, c.Turn, c.p, programme.IdeaWithdrawn, why)
}

func (f *reasonFilling) Finish(*flows.Turn) {
	c := f.c
	switch {
	case !f.done:
		c.showIdea(f.idea)
	case f.form.Name == unsignForm:
		c.showIdea(f.idea, text.T("Подписът на %s е оттеглен. Казах на авторите.", "The signature of %s is taken back. The authors are told.").With(text.Quote(c.organisationName(f.organisation))))
	default:
		c.showIdea(f.idea, text.T("Идеята е оттеглена.", "The idea is withdrawn."))
	}
}

// askReason opens the form that the button leads to.
func (c *chat) askReason(verb string, i programme.Idea, of programme.OrganisationID) {
	name, subject := offForm, i.ID.String()
	if verb == ideaUnsign {
		name, subject = unsignForm, reasonSubject(i.ID, of)
	}
	f, ok := c.reasonFilling(name, subject)
	if !ok {
		why := text.T("Тази идея не може да се оттегли сега.", "This idea cannot be withdrawn now.")
		switch {
		case verb == ideaUnsign && i.Approved():
			why = text.T("Идеята вече е одобрена и подписът остава.", "The idea is approved already, and the signature stays.")
		case verb == ideaUnsign:
			why = text.T("Тук няма подпис, който да оттеглите.", "There is no signature here that you could take back.")
		case i.State == programme.IdeaWithdrawn:
			why = text.T("Идеята вече е оттеглена.", "The idea is withdrawn already.")
		}
		c.note(why)
		c.unpress()
		c.showIdea(i)
		return
	}
	c.leaveForm()
	flows.Open(c.Turn, f)
}

// draftAgain takes up an idea that was withdrawn.
func (c *chat) draftAgain(i programme.Idea) {
	if !i.MayWrite(c.tx, c.Person) || i.State != programme.IdeaWithdrawn {
		c.ideaShut(i.ID.String())
		return
	}
	i, _ = i.Step(c.tx, c.Turn, c.p, programme.IdeaDraft, "")
	c.unpress()
	c.showIdea(i, text.T("Идеята отново е чернова.", "The idea is a draft again."))
}

package participant

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// ideaForm is the name of the form of the matrix; its subject is the idea.
const ideaForm = "idea"

// ideaFilling is an idea that is being written, by anybody who speaks for one of its
// authors: each on their own phone.
type ideaFilling struct {
	filling
	idea  programme.Idea
	form  *flows.Form
	alike bool // there are ideas like it: it was not sent yet
}

func (c *chat) ideaFilling(subject string) (flows.Filling, bool) {
	id, ok := programme.ParseIdeaID(subject)
	i, there := c.tx.Ideas.Get(id)
	if !ok || !there || !i.Writable() || !c.enters(i) && !(c.takesPart() && i.MayWrite(c.tx, c.Person)) {
		return nil, false
	}
	return &ideaFilling{filling: c.filling(ideaForm), idea: i, form: c.p.Matrix.FormFor(i)}, true
}

func (f *ideaFilling) Form() *flows.Form                { return f.form }
func (f *ideaFilling) Subject() string                  { return f.idea.ID.String() }
func (f *ideaFilling) Answers() map[string]flows.Answer { return f.idea.Answers }
func (f *ideaFilling) Sent() time.Time                  { return f.idea.Submitted() }

func (f *ideaFilling) Heading() text.Localised {
	if title := f.c.p.Matrix.TitleOf(f.idea); title != "" {
		return text.Pair{BG: text.Clip(title, 100)}
	}
	return text.Pair{BG: fmt.Sprintf("Идея %d", f.idea.ID), EN: fmt.Sprintf("Idea %d", f.idea.ID)}
}

// Proposal is who writes for the contact person, and who began it for the lead.
func (f *ideaFilling) Proposal(q *flows.Question) string {
	switch roles := f.c.p.Matrix.Roles; q.Code {
	case roles[programme.RoleContact]:
		person, _ := f.c.person()
		return person.Name
	case roles[programme.RoleLead]:
		return f.c.organisationName(f.idea.Authors[0])
	}
	return ""
}

func (f *ideaFilling) Put(question string, a flows.Answer) {
	if f.idea.Answers == nil {
		f.idea.Answers = make(map[string]flows.Answer)
	}
	f.idea.Answers[question] = f.c.ownerless(a)
	if question == f.c.p.Matrix.Roles[programme.RoleTowns] {
		f.dropPriorities()
	}
	f.c.tx.Ideas.Put(f.idea.ID, f.idea)
	f.form = f.c.p.Matrix.FormFor(f.idea) // the municipalities say which priorities are offered
}

// dropPriorities takes out the priorities of municipalities that the idea is no longer
// about, and says so: where none is left, the question is asked again.
func (f *ideaFilling) dropPriorities() {
	m := &f.c.p.Matrix
	code := m.Roles[programme.RolePriority]
	a := f.idea.Answers[code]
	kept := m.PrioritiesOf(f.idea)
	if !a.Counts() || len(kept) == len(a.Value.Choices) {
		return
	}
	gone := slices.DeleteFunc(slices.Clone(a.Value.Choices), func(c string) bool { return slices.Contains(kept, c) })
	a.History = append(slices.Clone(a.History), flows.Past{Value: a.Value, By: a.By, At: a.At, Parts: a.Parts})
	a.Value.Choices, a.Parts, a.Draft, a.DraftParts, a.At = kept, nil, nil, nil, f.c.At
	a.Version++
	if len(kept) == 0 && a.Value.Text == "" {
		a.Value, a.Void = flows.Value{}, true
	}
	f.idea.Answers[code] = a
	if q, ok := m.Field(programme.RolePriority); ok {
		words := flows.WordsOf(q, flows.Answer{Value: flows.Value{Choices: gone}}, f, f.c.Lang)
		f.c.Tell(text.T("Идеята вече не е за тази община и затова отпада приоритет от нейния план: %s.", "The idea is no longer about that municipality, so a priority of its plan is dropped: %s.").With(words))
	}
}

// Send submits the idea, unless others are like it: then they are shown first, once.
func (f *ideaFilling) Send() {
	if len(f.idea.Versions) == 0 && !f.c.enters(f.idea) && len(programme.SimilarIdeas(f.c.tx, f.c.p, f.idea, mostAlike)) > 0 {
		f.alike = true
		return
	}
	f.idea, _ = f.idea.Step(f.c.tx, f.c.Turn, f.c.p, programme.IdeaSubmitted, "")
}

func (f *ideaFilling) Finish(*flows.Turn) {
	if f.alike {
		f.c.showIdeas(ideaAlike + ":" + f.Subject())
		return
	}
	if f.c.takesPart() && f.idea.MayWrite(f.c.tx, f.c.Person) {
		f.c.submitted(f.idea)
		return
	}
	f.c.entered(f.idea)
}

// submitted says what comes next, and who can be asked to sign.
func (c *chat) submitted(i programme.Idea) {
	lines := []text.Phrase{text.T("✅ Готово! %s е изпратена.", "✅ Done! %s is sent.").With(c.namedFirst(i))}
	if thanks := c.p.Matrix.Form.Thanks; !thanks.Empty() {
		lines = append(lines, text.T("%s", "%s").With(thanks))
	}
	var asked, paper []text.Phrase
	for _, p := range i.Partners {
		name := text.Raw(p.OrganisationName(c.tx))
		switch {
		case p.SignedNow() || !p.Asked.IsZero() && p.Asked.Before(c.At):
		case len(programme.RepresentativesOf(c.tx, p.Organisation)) > 0:
			asked = append(asked, name)
		default:
			paper = append(paper, name)
		}
	}
	if len(asked) > 0 {
		lines = append(lines, text.T("За подпис питам: %s.", "I ask for the signature of: %s.").With(text.Join("; ", asked...)))
	}
	if len(paper) == 1 {
		lines = append(lines, text.T("Още не е при нас: %s. За тази организация носете подпис на хартия на координатор.",
			"Not with us yet: %s. For it bring a signature on paper to a coordinator.").With(paper[0]))
	} else if len(paper) > 1 {
		lines = append(lines, text.T("Още не са при нас: %s. За тях носете подпис на хартия на координатор.",
			"Not with us yet: %s. For them bring a signature on paper to a coordinator.").With(text.Join("; ", paper...)))
	}
	c.showIdea(i, text.Join("\n", lines...))
}

// namedFirst is the idea at the beginning of a sentence.
func (c *chat) namedFirst(i programme.Idea) text.Phrase {
	return text.T("Идея %d %s", "Idea %d %s").With(int(i.ID), text.Quote(text.Clip(c.titleOf(i), 120)))
}

// mostDrafts is how many drafts an organisation may have at a time: what is begun is
// to be finished, or withdrawn.
const mostDrafts = 10

// beginIdea begins an idea of the organisation, or asks of which one.
func (c *chat) beginIdea(subject string) {
	speaks := c.represents()
	if subject == "" && len(speaks) > 1 {
		c.showIdeas(ideaBegin)
		return
	}
	id := speaks[0].ID
	if subject != "" {
		id, _ = organisationOf(subject)
	}
	if !slices.ContainsFunc(speaks, func(o programme.Organisation) bool { return o.ID == id }) {
		c.noIdea()
		return
	}
	drafts := c.ideasWhere(func(i programme.Idea) bool { return i.State == programme.IdeaDraft && i.Authors[0] == id })
	for _, i := range drafts {
		if i.By == c.Person && i.Group == 0 && len(i.Answers) == 0 { // pressed again, or nothing came of it
			c.writeIdea(i)
			return
		}
	}
	if len(drafts) >= mostDrafts {
		c.showIdeas(ideaList, text.T("Вече имате %d започнати идеи. Довършете или оттеглете някоя от тях.",
			"You have begun %d ideas already. Please finish or withdraw one of them.").With(len(drafts)))
		return
	}
	c.writeIdea(programme.BeginIdea(c.tx, c.Person, id, 0))
}

// writeIdea opens the matrix where it stands.
func (c *chat) writeIdea(i programme.Idea) {
	if f, ok := c.ideaFilling(i.ID.String()); ok {
		c.leaveForm()
		flows.Open(c.Turn, f)
		return
	}
	c.ideaShut(i.ID.String())
}

// beginScreen asks for which organisation the idea is begun.
func (c *chat) beginScreen() flows.Screen {
	lines := []text.Phrase{text.T("<b>От името на коя организация е идеята?</b>", "<b>Which organisation’s idea is it?</b>")}
	var rows [][]flows.Tap
	for n, o := range c.represents() {
		lines = append(lines, text.T("%d. %s", "%d. %s").With(n+1, o.Name))
		rows = append(rows, []flows.Tap{ideaTap(numbered(n, o.Name), ideaBegin, subjectOf(o.ID))})
	}
	return flows.Screen{Text: text.Join("\n", lines...), Buttons: append(rows, flows.MenuRow()), Name: ideasName}
}

// ideaShut answers who wants to write in an idea that takes nothing now: it was sent
// meanwhile, or they may no longer.
func (c *chat) ideaShut(subject string) {
	id, _ := programme.ParseIdeaID(subject)
	i, ok := c.tx.Ideas.Get(id)
	if !ok || c.takesPart() && !i.MaySee(c.tx, c.Person) {
		c.noIdea()
		return
	}
	if !c.takesPart() {
		c.entered(i)
		return
	}
	why := text.T("В тази идея вече не можете да пишете: тя е на други автори.", "You can no longer write in this idea: it is other authors’.")
	if i.MayWrite(c.tx, c.Person) {
		why = text.T("Идеята вече е изпратена и засега не се променя.", "The idea has been sent, and cannot be changed for now.")
		if i.State == programme.IdeaWithdrawn {
			why = text.T("Идеята е оттеглена и не се променя.", "The idea is withdrawn, and cannot be changed.")
		}
	}
	c.unpress()
	c.showIdea(i, why)
}

// ideaWentOn tells who was writing in an idea that it takes nothing any more; false
// for everybody else. What came is not recorded.
func (c *chat) ideaWentOn() bool {
	form, subject := c.Session.Form, c.Session.Subject
	if form != ideaForm && form != offForm && form != unsignForm {
		return false
	}
	switch c.What.(type) {
	case flows.Text, flows.Attachment, flows.Contact, flows.Other:
	default:
		return false
	}
	flows.Decline(c.Turn)
	c.leaveForm()
	c.Tell(text.T("Междувременно нещо се промени и последното Ви съобщение не съм го записал.", "Meanwhile something has changed, and I have not recorded your last message."))
	if form == unsignForm {
		subject, _ = splitReason(subject)
	}
	c.ideaShut(subject)
	return true
}

// sendAnyway submits an idea although there are others like it; versions says of which
// time the button speaks.
func (c *chat) sendAnyway(i programme.Idea, versions string) {
	f, ok := c.ideaFilling(i.ID.String())
	if !ok || strconv.Itoa(len(i.Versions)) != versions {
		c.ideaShut(i.ID.String())
		return
	}
	if p := c.ideaProgress(i); p.Done < p.All { // something was changed meanwhile
		flows.Open(c.Turn, f)
		return
	}
	c.unpress()
	i, _ = i.Step(c.tx, c.Turn, c.p, programme.IdeaSubmitted, "")
	c.submitted(i)
}

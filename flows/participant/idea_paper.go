package participant

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// A coordinator enters an idea from paper in their own chat. They need not take part:
// of who does not, nothing is kept, and what they type is the authors'.

// enters reports whether the person enters the idea from paper.
func (c *chat) enters(i programme.Idea) bool { return i.Typist != 0 && i.Typist == c.Person }

// fillDue opens the idea for the coordinator who has asked for it.
func (c *chat) fillDue(w flows.Due) {
	c.beside(w.Person, func(other *chat) {
		id, _ := programme.ParseIdeaID(w.Ref)
		i, there := other.tx.Ideas.Get(id)
		f, ok := other.ideaFilling(w.Ref)
		if !there || !ok || !other.enters(i) {
			return
		}
		other.leaveForm()
		other.Tell(text.T("Въвеждате от хартия идея %d. Автори: %s.", "You enter idea %d from paper. Authors: %s.").With(int(i.ID), other.authorsOf(i)))
		flows.Open(other.Turn, f)
		other.Session.At = other.At // they have just pressed a button in the group
	})
}

// entering is the open form of somebody who enters an idea and does not take part.
func (c *chat) entering() (flows.Filling, bool) {
	if c.Session.Form != ideaForm || c.hasAgreed() && c.hasJoined() {
		return nil, false
	}
	return c.openForm()
}

// leaveEntering answers „Меню“ there, where there is no menu.
func (c *chat) leaveEntering() bool {
	f, ok := c.entering()
	if !ok {
		return false
	}
	n := c.Session.Subject
	flows.Leave(c.Turn, f)
	id, _ := programme.ParseIdeaID(n)
	c.Tell(text.T("Спряхме дотук, всичко е записано. Продължава се от групата с /fill %d", "We stop here, all of it is saved. Go on from the group with /fill %d").With(int(id)))
	return true
}

// entered says that what was entered is sent.
func (c *chat) entered(i programme.Idea) {
	if i.Writable() {
		c.Tell(text.T("Тази идея вече я въвежда друг. Вижте я в групата с /idea %d", "Somebody else enters this idea now. See it in the group with /idea %d").With(int(i.ID)))
		return
	}
	c.Tell(text.T("✅ %s е изпратена. Вижте я в групата с /idea %d", "✅ %s is sent. See it in the group with /idea %d").With(c.namedFirst(i), int(i.ID)))
}

// ownerless is the answer without who typed it, where nothing is kept of them: the
// words are the authors'.
func (c *chat) ownerless(a flows.Answer) flows.Answer {
	if _, known := c.person(); known {
		return a
	}
	items := func(v flows.Value) flows.Value {
		v.Items = append([]flows.Item(nil), v.Items...)
		for n := range v.Items {
			if v.Items[n].By == c.Person {
				v.Items[n].By, v.Items[n].Message = 0, 0
			}
		}
		return v
	}
	a.Value = items(a.Value)
	if a.Draft != nil {
		draft := items(*a.Draft)
		a.Draft = &draft
	}
	if a.By == c.Person {
		a.By, a.Parts, a.DraftParts = 0, nil, nil
	}
	return a
}

// Keep remembers a file of the idea; not as theirs, where nothing is kept of them.
func (f *ideaFilling) Keep(a flows.Attachment) (flows.FileID, flows.Work, bool) {
	id, work, ok := f.filling.Keep(a)
	if _, known := f.c.person(); ok && !known {
		file, _ := f.c.tx.Files.Get(id)
		file.By = 0
		f.c.tx.Files.Put(id, file)
	}
	return id, work, ok
}

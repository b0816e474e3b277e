package participant

import (
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// mostWaiting is for how many organisations one person may wait at a time: the
// coordinators look at each.
const mostWaiting = 5

// comeIn does what the yes meant, for somebody who has agreed. Coordinators are
// told once the person has a name.
func (c *chat) comeIn(w way) {
	person, _ := c.person()
	c.Session.Place, c.Session.Consider = "", ""
	if !w.invited && w.carried != "" && c.waiting() >= mostWaiting {
		c.Tell(text.T("Вече чакате потвърждение за %s. Нека първо координаторите ги прегледат.",
			"You are waiting for the approval of %s already. Let the coordinators look at those first.").With(text.Organisations(c.waiting())))
		c.menu()
		return
	}
	switch {
	case w.adds():
		c.beginAdding()
	case w.invited:
		c.enter(w)
	case w.leads():
		c.propose(w.organisation.ID)
	}
	if person.Joined.IsZero() {
		c.finishJoining()
		return
	}
	c.leaveForm()
	switch {
	case w.adds():
		c.openAdding()
	case w.leads():
		c.announce(w.organisation.ID)
		c.menu()
	default:
		c.menu()
	}
}

// waiting counts the organisations for which the person waits.
func (c *chat) waiting() int {
	n := 0
	for _, key := range c.tx.Memberships.OfPerson(c.Person) {
		if c.waitsFor(key) {
			n++
		}
	}
	return n
}

func (c *chat) waitsFor(key programme.MembershipKey) bool {
	m, _ := c.tx.Memberships.Get(key)
	return m.Standing == programme.Proposed
}

// isIn reports whether the person speaks, or wants to speak, for the organisation
// already.
func (c *chat) isIn(w way) bool {
	_, in := c.tx.Memberships.Get(c.membership(w.organisation.ID))
	return in
}

func (c *chat) standingIn(w way) programme.Standing {
	m, _ := c.tx.Memberships.Get(c.membership(w.organisation.ID))
	return programme.StandingOf(w.organisation, m)
}

// enter ties the person to the organisation of the invitation. Who had been
// waiting for it has the proof now.
func (c *chat) enter(w way) {
	c.Session.Guesses, c.Session.Searches = 0, 0
	key := c.membership(w.organisation.ID)
	m, have := c.tx.Memberships.Get(key)
	if have && m.Standing != programme.Proposed {
		return
	}
	waited := m.Standing
	if !have {
		m.Since = c.At
	}
	m.Standing, m.Invitation = programme.InForce, w.carried
	c.tx.Memberships.Put(key, m)
	c.tx.Audit(programme.AuditLine{At: c.At, By: c.Person, What: "member", Ref: subjectOf(w.organisation.ID), Before: string(waited)})
	if !have {
		return
	}
	c.desk.Proven(c.tx, c.Turn, key)
	switch merged := programme.Merge(c.tx, c.p, key); {
	case merged.Unsent:
		c.Tell(text.T("Ваш колега е отговорил другояче на част от въпросите. Моля, прегледайте отговорите и ги изпратете.",
			"A colleague of yours has answered some questions differently. Please look through the answers and send them."))
	case merged.GaveWay:
		c.Tell(text.T("Ваш колега е отговорил другояче на част от въпросите; засега остават неговите отговори. Прегледайте ги от менюто.",
			"A colleague of yours has answered some questions differently; for now the colleague’s answers stay. Look through them in the menu."))
	}
}

// propose keeps that the person wants to speak for an organisation.
func (c *chat) propose(id programme.OrganisationID) {
	c.Session.Searches = 0
	if _, have := c.tx.Memberships.Get(c.membership(id)); have {
		return
	}
	c.tx.Memberships.Put(c.membership(id), programme.Membership{Since: c.At, Standing: programme.Proposed})
	c.tx.Audit(programme.AuditLine{At: c.At, By: c.Person, What: "proposed", Ref: subjectOf(id)})
}

// arrived tells who has just given their name what comes next.
func (c *chat) arrived() {
	for _, key := range c.tx.Memberships.OfPerson(c.Person) {
		if o, _ := c.tx.Organisations.Get(key.Organisation); o.Kind != programme.NGO || c.waitsFor(key) {
			c.announce(key.Organisation)
		}
	}
	if person, _ := c.person(); person.Adding != nil {
		c.openAdding()
		return
	}
	c.menu()
}

// announce tells the coordinators that somebody waits for them, and the person
// what they can expect.
func (c *chat) announce(id programme.OrganisationID) {
	o, _ := c.tx.Organisations.Get(id)
	m, _ := c.tx.Memberships.Get(c.membership(id))
	switch programme.StandingOf(o, m) {
	case programme.Proposed:
		c.desk.Proposed(c.tx, c.Turn, c.membership(id))
		line := text.T("Сега координатор от Клуба ще потвърди, че представлявате %s. Ще Ви пиша тук, щом отговори.",
			"A coordinator of the Club will now confirm that you represent %s. I will write to you here as soon as they answer.").With(text.Quote(o.Name))
		if o.Kind == programme.NGO {
			line = text.Join("\n", line, text.T("Проучването можете да попълните още сега. Отговорите ще се броят след потвърждението.",
				"You can fill in the survey right now. The answers will count once this is confirmed."))
		}
		c.Tell(line)
	case programme.InForce:
		if o.Kind == programme.NGO {
			c.Tell(text.T("Записах, че представлявате %s.", "It is recorded that you represent %s.").With(text.Quote(o.Name)))
			return
		}
		c.Tell(text.T("Добре дошли като представител на %s! %s", "Welcome as the representative of %s! %s").With(text.Quote(o.Name), c.without(o)))
	}
}

// without says what is here for who does not answer the survey.
func (c *chat) without(o programme.Organisation) text.Phrase {
	if o.Kind == programme.Municipality {
		return text.T("Тук ще Ви каним на работните срещи и ще виждате идеите и приоритетите на общината. Проучването е за гражданските организации.",
			"Here we will invite you to the working meetings, and you will see the ideas and the municipality’s priorities. The survey is for civic organisations.")
	}
	return text.T("Тук ще Ви каним на работните срещи и ще виждате идеите, в които участвате. Проучването е за гражданските организации.",
		"Here we will invite you to the working meetings, and you will see the ideas that you take part in. The survey is for civic organisations.")
}

// openedAgain answers an invitation of an organisation that the person speaks
// for, or has asked to speak for. The invitation is the proof that a coordinator
// would have looked for; but a coordinator who has refused somebody knows more
// than a link that can be passed on.
func (c *chat) openedAgain(w way) {
	switch c.standingIn(w) {
	case programme.Proposed:
		c.comeIn(w)
	case programme.Refused:
		c.Tell(c.refusal(w.organisation))
		c.menu()
	default:
		c.menu()
	}
}

// already answers who chooses an organisation that they chose before.
func (c *chat) already(verb string, w way) {
	switch {
	case !c.isIn(w) && verb == joinNo, c.standingIn(w) == programme.InForce && verb == joinNo:
		c.note(text.T("Вече се съгласихте и сте записани. Ако искате да се откажете, отворете „Моите данни“ от менюто.",
			"You have agreed and are registered. If you want to withdraw, open “My data” in the menu."))
	case c.standingIn(w) == programme.Refused:
		c.note(c.refusal(w.organisation))
	case c.standingIn(w) == programme.Proposed:
		c.note(text.T("Вече чакате потвърждение за тази организация.", "You are waiting for this organisation’s approval already."))
	default:
		c.note(text.T("Вече сте записани.", "You are registered already."))
	}
	c.unpress()
	if c.Session.Form == "" {
		c.menu()
	}
}

// refusal says that a coordinator has said no.
func (c *chat) refusal(o programme.Organisation) text.Phrase {
	return text.T("Координатор не потвърди, че представлявате %s. Ако е недоразумение, %s.",
		"A coordinator did not confirm that you represent %s. If that is a misunderstanding, %s.").With(text.Quote(o.Name), c.callUs())
}

package coordinator

import (
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons of the card on which a membership is decided. Each names person and
// organisation.
const (
	verbApprove    = "yes"
	verbRefuse     = "no"
	verbReconsider = "again" // approves who was refused
	verbMember     = "member"
)

// alikeShown is how many organisations of nearly the same name a card shows.
const alikeShown = 3

// memberCard shows who wants to speak for which organisation, and how that
// stands. The lines below say what has just been done: who decided is known only
// at that moment, since their name is not kept.
func (g *group) memberCard(key programme.MembershipKey, below ...text.Phrase) flows.Screen {
	m, ok := g.tx.Memberships.Get(key)
	o, exists := g.tx.Organisations.Get(key.Organisation)
	if !ok || !exists {
		return endedCard(key, exists, text.T("Няма какво да се решава: човекът се отказа, напусна или изтри данните си.",
			"There is nothing to decide: the person has withdrawn, has left, or has erased their data."))
	}
	lines := []text.Phrase{
		memberTitle(m),
		text.T("<b>%s</b> – за <b>%s</b>", "<b>%s</b> – for <b>%s</b>").With(g.memberName(key.Person), o.Name),
		g.facts(o),
		g.origin(key, o, m),
	}
	if m.Standing == programme.Proposed {
		lines = append(lines, g.alike(o), g.colleagues(o), g.answered(o, key.Person, m))
	}
	if len(below) == 0 && m.Standing != programme.Proposed {
		below = append(below, g.decidedLine(m.Standing, m.Decided, ""))
	}
	return flows.Screen{Text: text.Join("\n", append(lines, below...)...), Buttons: memberButtons(key, m), Name: programme.MemberCard(key), Of: key.Person, Among: programme.ContactsOf(g.tx, o)}
}

// memberTitle is the title of a card: who has come by the invitation meanwhile
// needs no decision.
func memberTitle(m programme.Membership) text.Phrase {
	if m.Standing == programme.InForce && m.Decided.At.IsZero() {
		return text.T("<b>Вече участва</b>", "<b>Takes part already</b>")
	}
	return standingTitle(m.Standing)
}

func standingTitle(s programme.Standing) text.Phrase {
	switch s {
	case programme.Proposed:
		return text.T("<b>Чака одобрение</b>", "<b>Waits for approval</b>")
	case programme.Refused:
		return text.T("<b>Отказано</b>", "<b>Refused</b>")
	}
	return text.T("<b>Одобрено</b>", "<b>Approved</b>")
}

func memberButtons(key programme.MembershipKey, m programme.Membership) [][]flows.Tap {
	see := tap(text.T("Виж организацията", "See the organisation"), verbOpen, refOf(key.Organisation))
	switch m.Standing {
	case programme.Proposed:
		return [][]flows.Tap{
			{memberTap(text.T("Одобри", "Approve"), verbApprove, key), memberTap(text.T("Откажи", "Refuse"), verbRefuse, key)},
			{see},
		}
	case programme.Refused:
		return [][]flows.Tap{{memberTap(text.T("Все пак одобри", "Approve after all"), verbReconsider, key)}, {see}}
	}
	return [][]flows.Tap{{memberTap(text.T("Махни", "Take off"), verbPart, key), memberTap(text.T("Премести", "Move"), verbMovePart, key)}, {see}}
}

// endedCard is what is left of a card when the person has left, or was parted, or
// has been erased: nothing of them.
func endedCard(key programme.MembershipKey, exists bool, what text.Phrase) flows.Screen {
	s := flows.Screen{Name: programme.MemberCard(key), Text: what}
	if exists {
		s.Buttons = [][]flows.Tap{{tap(text.T("Виж организацията", "See the organisation"), verbOpen, refOf(key.Organisation))}}
	}
	return s
}

func (g *group) memberName(id flows.PersonID) text.Phrase {
	if name := g.nameOf(id); name != "" {
		return text.Raw(name)
	}
	return text.T("човек, който още не си е казал името", "somebody who has not given their name yet")
}

// facts are what an organisation is, where, and by which EIK.
func (g *group) facts(o programme.Organisation) text.Phrase {
	parts := []text.Phrase{kindName(o.Kind), text.T("%s", "%s").With(g.p.Town(o.Municipality))}
	if o.EIK != "" {
		parts = append(parts, text.T("ЕИК %s", "EIK %s").With(o.EIK))
	}
	return text.Join(" · ", parts...)
}

func kindName(k programme.OrganisationKind) text.Phrase {
	switch k {
	case programme.Municipality:
		return text.T("община", "municipality")
	case programme.Institution:
		return text.T("институция", "institution")
	}
	return text.T("НПО", "NGO")
}

// origin says how somebody came to speak for the organisation, and whom a new one
// names as its contact.
func (g *group) origin(key programme.MembershipKey, o programme.Organisation, m programme.Membership) text.Phrase {
	if m.Invitation != "" {
		return text.T("Дойде с поканата на организацията.", "Came by the organisation’s invitation.")
	}
	if o.ProposedBy == 0 {
		return text.T("Организацията е от списъка, намерена по име.", "The organisation is in the register; it was found by name.")
	}
	line := text.T("Нова организация: няма я в списъка. Добави я друг участник.", "A new organisation, not in the register. Another participant has added it.")
	if o.ProposedBy == key.Person {
		line = text.T("Нова организация: няма я в списъка.", "A new organisation, not in the register.")
	}
	if o.Contact.Name != "" {
		line = text.Join("\n", line, text.T("Лице за контакт: %s.", "Contact person: %s.").With(o.Contact.Name))
	}
	return line
}

// alike names the organisations that a new one may be: of nearly the same name,
// or with the same EIK.
func (g *group) alike(o programme.Organisation) text.Phrase {
	if o.Standing == programme.InForce {
		return text.Phrase{}
	}
	var found []text.Phrase
	seen := map[programme.OrganisationID]bool{o.ID: true}
	add := func(other programme.Organisation) {
		if seen[other.ID] || len(found) == alikeShown {
			return
		}
		seen[other.ID] = true
		line := text.T("• %s (%s)", "• %s (%s)").With(other.Name, g.facts(other))
		if other.Standing != programme.InForce {
			line = text.Join(" – ", line, standingWords(other.Standing))
		}
		found = append(found, line)
	}
	for _, other := range g.tx.Organisations.All() {
		if o.EIK != "" && other.EIK == o.EIK {
			add(other)
		}
	}
	for _, match := range programme.AlikeOrganisations(g.tx.Organisations.All(), o.Name, alikeShown+1) {
		add(match.Organisation)
	}
	if len(found) == 0 {
		return text.Phrase{}
	}
	return text.Join("\n", append([]text.Phrase{text.T("<b>Внимание, прилича на:</b>", "<b>Mind that it is like:</b>")}, found...)...)
}

func standingWords(s programme.Standing) text.Phrase {
	if s == programme.Refused {
		return text.T("отказана", "refused")
	}
	return text.T("чака одобрение", "waits for approval")
}

// colleagues says how many speak for the organisation already.
func (g *group) colleagues(o programme.Organisation) text.Phrase {
	n := 0
	for _, k := range g.tx.Memberships.OfOrganisation(o.ID) {
		if m, _ := g.tx.Memberships.Get(k); m.Standing == programme.InForce {
			n++
		}
	}
	switch n {
	case 0:
		return text.Phrase{}
	case 1:
		return text.T("Вече я представлява 1 човек.", "1 person represents it already.")
	}
	return text.T("Вече я представляват %s.", "%s represent it already.").With(text.People(n))
}

// answered says how much of the survey somebody has answered who waits.
func (g *group) answered(o programme.Organisation, id flows.PersonID, m programme.Membership) text.Phrase {
	r, begun := g.tx.Responses.Get(programme.AnswersOf(g.p.Survey.Name, o, id, m))
	if !begun || o.Kind != programme.NGO {
		return text.Phrase{}
	}
	p := flows.ProgressOf(&g.p.Survey, r.Answers)
	return text.T("Отговори от проучването, които чакат одобрението: %d от %d.", "Answers of the survey that wait for the approval: %d of %d.").With(p.Done, p.All)
}

// decidedLine says who decided, where that is known, and when.
func (g *group) decidedLine(s programme.Standing, d programme.Decision, by string) text.Phrase {
	at := text.DayTime(g.local(d.At), g.local(g.At))
	switch {
	case d.At.IsZero():
		return text.Phrase{}
	case s == programme.Refused && by == "":
		return text.T("Отказано: %s", "Refused: %s").With(at)
	case s == programme.Refused:
		return text.T("Отказа: %s, %s", "Refused by %s, %s").With(by, at)
	case by == "":
		return text.T("✅ Одобрено: %s", "✅ Approved: %s").With(at)
	}
	return text.T("✅ Одобри: %s, %s", "✅ Approved by %s, %s").With(by, at)
}

func (g *group) local(t time.Time) time.Time { return t.In(g.p.Location) }

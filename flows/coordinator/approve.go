package coordinator

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Proposed implements participant.Desk.
func (c *Conversation) Proposed(tx *programme.Tx, t *flows.Turn, key programme.MembershipKey) {
	g := c.in(tx, t)
	g.say(g.memberCard(key))
}

// Withdrawn implements participant.Desk.
func (c *Conversation) Withdrawn(tx *programme.Tx, t *flows.Turn, key programme.MembershipKey) {
	g := c.in(tx, t)
	g.Do(flows.Cancel{Key: decidedKey(key)})
	o, exists := tx.Organisations.Get(key.Organisation)
	what := text.T("Вече не представлява %s: напусна или изтри данните си.", "No longer represents %s: they have left, or erased their data.")
	if m, _ := tx.Memberships.Get(key); m.Standing == programme.Proposed {
		what = text.T("Заявката за %s отпадна: човекът я оттегли или изтри данните си.", "The request for %s is void: the person has withdrawn it, or erased their data.")
		exists = exists && (o.Standing == programme.InForce || len(tx.Memberships.OfOrganisation(o.ID)) > 1) // else it may go with them
	}
	g.edit(endedCard(key, exists, what.With(text.Quote(o.Name))))
}

// Proven implements participant.Desk.
func (c *Conversation) Proven(tx *programme.Tx, t *flows.Turn, key programme.MembershipKey) {
	g := c.in(tx, t)
	g.edit(g.memberCard(key, text.T("Не е нужно решение: човекът отвори поканата на организацията.",
		"No decision is needed: the person has opened the organisation’s invitation.")))
}

// decision is that of whoever has pressed.
func (g *group) decision() programme.Decision { return programme.Decision{By: g.Person, At: g.At} }

// newCode is a code for an organisation's invitation.
func (g *group) newCode() string { return g.Code("invitation", programme.CodeLength) }

// approve lets somebody speak for their organisation.
func (g *group) approve(refs []string) {
	key := memberOf(refs)
	o, _ := g.tx.Organisations.Get(key.Organisation)
	g.decided(key, o, programme.Proposed, programme.Approve(g.tx, g.p, key, g.decision(), g.newCode()))
}

// turnDown refuses them.
func (g *group) turnDown(refs []string) {
	key := memberOf(refs)
	o, _ := g.tx.Organisations.Get(key.Organisation)
	g.decided(key, o, programme.Proposed, programme.Refuse(g.tx, key, g.decision()))
}

// reconsider approves somebody who was refused.
func (g *group) reconsider(refs []string) {
	key := memberOf(refs)
	o, _ := g.tx.Organisations.Get(key.Organisation)
	g.decided(key, o, programme.Refused, programme.Reconsider(g.tx, g.p, key, g.decision(), g.newCode()))
}

// decided shows on the card what became of a decision, and tells the person, if
// it is this one that counts. Of their organisation o is how it stood before.
func (g *group) decided(key programme.MembershipKey, o programme.Organisation, before programme.Standing, v programme.Verdict) {
	if !v.Changed {
		g.late(v)
		switch {
		case v.Gone:
			g.update(g.memberCard(key))
		case g.olderCopy(programme.MemberCard(key)):
			g.change(g.memberCard(key, g.decidedLine(v.Standing, v.Decided, g.ownName(v))))
		}
		return
	}
	what := toldApproved
	switch {
	case v.Standing == programme.Refused:
		what = toldRefused
	case v.Merged.Unsent:
		what = toldUnsent
	case v.Merged.GaveWay:
		what = toldGaveWay
	case v.Merged.Answered:
		what = toldAnswered
	}
	g.audit("membership decided", memberRef(key), string(before), standingCode(v.Standing))
	g.auditOrganisation(o)
	told := g.inform(key, what)
	g.update(g.memberCard(key, g.decidedLine(v.Standing, v.Decided, g.Name), told))
	g.edit(g.organisationCard(key.Organisation, 0)) // where it stands open, it shows what has become of them
}

// olderCopy reports whether the press was on another copy of a card than the newest.
// Only that copy is brought up to date: the newest says who decided, which is not
// kept anywhere else. Where the newest is not known it may be the one pressed.
func (g *group) olderCopy(name string) bool {
	n, _ := g.Messages.Newest(name)
	return n != 0 && n != g.Message
}

// ownName is the name of who decided, if it was who has pressed now.
func (g *group) ownName(v programme.Verdict) string {
	if v.Decided.By == g.Person {
		return g.Name
	}
	return ""
}

// auditOrganisation writes down what has become of an organisation in this turn,
// by itself or with the person who had proposed it; before is how it stood.
func (g *group) auditOrganisation(before programme.Organisation) {
	now, _ := g.tx.Organisations.Get(before.ID)
	if now.Standing != before.Standing {
		g.audit("organisation decided", refOf(now.ID), standingCode(before.Standing), standingCode(now.Standing))
	}
	if now.Invitation != before.Invitation {
		g.audit("invitation issued", refOf(now.ID), before.Invitation, now.Invitation)
	}
}

// late says that it was decided before.
func (g *group) late(v programme.Verdict) {
	at := text.Ago(g.At.Sub(v.Decided.At))
	switch {
	case v.Gone:
		g.toast(text.T("Няма какво да се решава: човекът се отказа или изтри данните си.", "There is nothing to decide: the person has withdrawn, or erased their data."))
	case v.Standing == programme.Proposed:
		g.toast(text.T("Това още чака решение.", "This still waits for a decision."))
	case v.Decided.At.IsZero():
		g.toast(text.T("Не е нужно решение: вече участва.", "No decision is needed: it takes part already."))
	case v.Standing == programme.Refused && v.Decided.By == g.Person:
		g.toast(text.T("Вече го отказахте, %s.", "You have refused it already, %s.").With(at))
	case v.Standing == programme.Refused:
		g.toast(text.T("Вече е отказано, %s. Кой го е решил, пише на картата.", "It was refused already, %s. The card says by whom.").With(at))
	case v.Decided.By == g.Person:
		g.toast(text.T("Вече го одобрихте, %s.", "You have approved it already, %s.").With(at))
	default:
		g.toast(text.T("Вече е одобрено, %s. Кой го е решил, пише на картата.", "It was approved already, %s. The card says by whom.").With(at))
	}
}

// standingCode is a standing as audit lines have it.
func standingCode(s programme.Standing) string {
	if s == programme.InForce {
		return "in force"
	}
	return string(s)
}

// showMember shows a card anew: where it was, it may be far above.
func (g *group) showMember(refs []string) {
	key := memberOf(refs)
	if _, ok := g.tx.Memberships.Get(key); !ok {
		g.late(programme.Verdict{Gone: true})
		return
	}
	g.say(g.memberCard(key))
}

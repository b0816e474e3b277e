package programme

import "partnerbot/flows"

// StandingOf is what a membership counts for: not more than its organisation.
func StandingOf(o Organisation, m Membership) Standing {
	switch {
	case o.Standing == Refused || m.Standing == Refused:
		return Refused
	case o.Standing == Proposed || m.Standing == Proposed:
		return Proposed
	}
	return InForce
}

// AnswersOf names the response in which a person answers for an organisation.
// Who is not in force answers apart (see ResponseKey), unless they have proposed
// the organisation themselves and it is not in force either: its own response then
// counts once both are approved.
func AnswersOf(survey string, o Organisation, who flows.PersonID, m Membership) ResponseKey {
	key := ResponseKey{Survey: survey, Organisation: o.ID}
	if m.Standing != InForce && (o.ProposedBy != who || o.Standing == InForce) {
		key.Applicant = who
	}
	return key
}

// Leave ends a membership. What was answered for the organisation stays with it, and
// so do its seats: a colleague answers for them.
// What was kept apart for an applicant goes, and so does a proposed organisation
// for which nobody speaks any more. Who comes back comes as anybody else.
func Leave(tx *Tx, t *flows.Turn, p *Programme, key MembershipKey) {
	dropPen(tx, t, p, key.Person, key.Organisation)
	tx.Memberships.Delete(key)
	handOver(tx, t, p, key.Person, SeatsIn(tx, key), false)
	o, ok := tx.Organisations.Get(key.Organisation)
	gone := ok && o.Standing == Proposed && len(tx.Memberships.OfOrganisation(o.ID)) == 0
	var drop []ResponseKey
	for r := range tx.Responses.All() {
		if r.Organisation == key.Organisation && (gone || r.Applicant == key.Person) {
			drop = append(drop, r)
		}
	}
	for _, r := range drop {
		tx.Responses.Delete(r)
	}
	switch {
	case gone:
		tx.Organisations.Delete(o.ID)
	case ok && o.ProposedBy == key.Person:
		o.ProposedBy = 0
		tx.Organisations.Put(o.ID, o)
	}
}

package programme

import (
	"slices"
	"time"

	"partnerbot/flows"
)

// Verdict is what became of a decision.
type Verdict struct {
	Gone     bool     // there is nothing to decide on any more: the person left, or was erased
	Changed  bool     // this decision counts; false: things stand as Standing and Decided say
	Standing Standing // how it stands now
	Decided  Decision // who decided so, and when; zero where nobody had to
	Merged   Merged   // what became of the answers of who was approved
}

// Approve lets somebody who waits for it speak for their organisation. An
// organisation that waits as well is approved with them, and gets code as its
// invitation. Whoever decided first stays in the right.
func Approve(tx *Tx, p *Programme, key MembershipKey, d Decision, code string) Verdict {
	return admit(tx, p, key, Proposed, d, code)
}

// Reconsider approves somebody who had been refused.
func Reconsider(tx *Tx, p *Programme, key MembershipKey, d Decision, code string) Verdict {
	return admit(tx, p, key, Refused, d, code)
}

func admit(tx *Tx, p *Programme, key MembershipKey, from Standing, d Decision, code string) Verdict {
	m, v := standing(tx, key)
	if v.Gone || m.Standing != from {
		return v
	}
	m.Standing, m.Decided = InForce, d
	tx.Memberships.Put(key, m)
	admitOrganisation(tx, p, key.Organisation, d, code)
	return Verdict{Changed: true, Standing: InForce, Decided: d, Merged: Merge(tx, p, key)}
}

// Refuse turns down somebody who waits. An organisation that was proposed, and
// for which nobody else waits or speaks, is refused with them.
func Refuse(tx *Tx, key MembershipKey, d Decision) Verdict {
	m, v := standing(tx, key)
	if v.Gone || m.Standing != Proposed {
		return v
	}
	m.Standing, m.Decided = Refused, d
	tx.Memberships.Put(key, m)
	if !slices.ContainsFunc(tx.Memberships.OfOrganisation(key.Organisation), func(k MembershipKey) bool {
		other, _ := tx.Memberships.Get(k)
		return other.Standing != Refused
	}) {
		RefuseOrganisation(tx, key.Organisation, d)
	}
	return Verdict{Changed: true, Standing: Refused, Decided: d}
}

// standing is how somebody stands with an organisation.
func standing(tx *Tx, key MembershipKey) (Membership, Verdict) {
	m, ok := tx.Memberships.Get(key)
	_, exists := tx.Organisations.Get(key.Organisation)
	return m, Verdict{Gone: !ok || !exists, Standing: m.Standing, Decided: m.Decided}
}

// Part ends that somebody speaks for an organisation, as if they had left it.
// False: it had ended before.
func Part(tx *Tx, t *flows.Turn, p *Programme, key MembershipKey) bool {
	if _, ok := tx.Memberships.Get(key); !ok {
		return false
	}
	Leave(tx, t, p, key)
	return true
}

// ApproveOrganisation takes in an organisation that was proposed, or, where
// from says so, one that was refused: without saying anything of the people who
// want to speak for it.
func ApproveOrganisation(tx *Tx, p *Programme, id OrganisationID, from Standing, d Decision, code string) Verdict {
	o, ok := tx.Organisations.Get(id)
	if !ok || o.Standing != from {
		return Verdict{Gone: !ok, Standing: o.Standing, Decided: o.Decided}
	}
	admitOrganisation(tx, p, id, d, code)
	return Verdict{Changed: true, Standing: InForce, Decided: d}
}

// RefuseOrganisation turns down an organisation that was proposed.
func RefuseOrganisation(tx *Tx, id OrganisationID, d Decision) Verdict {
	o, ok := tx.Organisations.Get(id)
	if !ok || o.Standing != Proposed {
		return Verdict{Gone: !ok, Standing: o.Standing, Decided: o.Decided}
	}
	o.Standing, o.Decided = Refused, d
	tx.Organisations.Put(id, o)
	return Verdict{Changed: true, Standing: Refused, Decided: d}
}

// admitOrganisation takes in an organisation. Who proposed it and is not approved
// themselves goes on apart, like anybody who waits for it: a colleague's approval,
// or the organisation's, says nothing of them, and their answers do not count.
func admitOrganisation(tx *Tx, p *Programme, id OrganisationID, d Decision, code string) {
	o, _ := tx.Organisations.Get(id)
	if o.Standing == InForce {
		return
	}
	own := ResponseKey{Survey: p.Survey.Name, Organisation: id}
	m, proposer := tx.Memberships.Get(MembershipKey{Person: o.ProposedBy, Organisation: id})
	if r, begun := tx.Responses.Get(own); begun && proposer && m.Standing != InForce {
		tx.Responses.Delete(own)
		own.Applicant = o.ProposedBy
		tx.Responses.Put(own, r)
	}
	o.Standing, o.Decided = InForce, d
	invite(tx, &o, code)
	tx.Organisations.Put(id, o)
}

// Invite ends the organisation's invitation, if it still is the given one, and
// issues a new one with the code. False: another one was issued meanwhile, or
// the organisation does not take part.
func Invite(tx *Tx, id OrganisationID, ended, code string) bool {
	o, ok := tx.Organisations.Get(id)
	if !ok || o.Standing != InForce || o.Invitation != ended {
		return false
	}
	if old, ok := tx.Invitations.Get(ended); ok {
		old.Ended = tx.Now
		tx.Invitations.Put(ended, old)
	}
	o.Invitation = ""
	invite(tx, &o, code)
	tx.Organisations.Put(id, o)
	return true
}

// invite gives the organisation an invitation, if it has none.
func invite(tx *Tx, o *Organisation, code string) {
	if o.Invitation != "" {
		return
	}
	o.Invitation = code
	tx.Invitations.Put(code, Invitation{Organisation: o.ID, Created: tx.Now})
}

// WaitingForApproval lists who waits for a coordinator's decision, in the order in which
// they came: once they have said what they are called. Person is 0 for an organisation that was proposed and for which
// nobody waits any more.
func WaitingForApproval(tx *Tx) []MembershipKey {
	type entry struct {
		key   MembershipKey
		since time.Time
	}
	var all []entry
	accompanied := map[OrganisationID]bool{}
	for key, m := range tx.Memberships.All() {
		if m.Standing != Proposed {
			continue
		}
		accompanied[key.Organisation] = true
		if person, _ := tx.People.Get(key.Person); !person.Joined.IsZero() {
			all = append(all, entry{key, m.Since})
		}
	}
	for id, o := range tx.Organisations.All() {
		if o.Standing == Proposed && !accompanied[id] {
			all = append(all, entry{MembershipKey{Organisation: id}, o.Added})
		}
	}
	slices.SortStableFunc(all, func(a, b entry) int { return a.since.Compare(b.since) })
	keys := make([]MembershipKey, len(all))
	for i, e := range all {
		keys[i] = e.key
	}
	return keys
}

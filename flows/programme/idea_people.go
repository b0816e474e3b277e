package programme

import (
	"slices"
	"strconv"

	"partnerbot/flows"
)

// ToSign are the partners of the idea for which the person may sign and that have not
// signed, in the idea's order.
func (i Idea) ToSign(tx *Tx, who flows.PersonID) []Partner {
	if !i.Counts() {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(i.Partners), func(p Partner) bool {
		return p.Organisation == 0 || p.SignedNow() || !speaksFor(tx, who, p.Organisation)
	})
}

// PartnersOf are the partners of the idea for which the person speaks.
func (i Idea) PartnersOf(tx *Tx, who flows.PersonID) []Partner {
	return slices.DeleteFunc(slices.Clone(i.Partners), func(p Partner) bool {
		return p.Organisation == 0 || !speaksFor(tx, who, p.Organisation)
	})
}

// LeftOut are the organisations for which the person speaks that the idea named as
// partners until the step, by which it was sent without them; not those that it names
// again.
func (m *Matrix) LeftOut(tx *Tx, i Idea, step int, who flows.PersonID) []OrganisationID {
	version := -1 // that was sent by the step
	for _, s := range i.Steps[:step+1] {
		if s.To == IdeaSubmitted {
			version++
		}
	}
	if i.Steps[step].To != IdeaSubmitted || version < 1 || version >= len(i.Versions) {
		return nil
	}
	var out []OrganisationID
	for _, it := range i.Versions[version-1].Values[m.Roles[RolePartners]].Items {
		n, err := strconv.ParseUint(it.Ref, 10, 64)
		id := OrganisationID(n)
		named := slices.ContainsFunc(i.Partners, func(p Partner) bool { return p.Organisation == id })
		if err == nil && !named && !slices.Contains(i.Authors, id) && speaksFor(tx, who, id) {
			out = append(out, id)
		}
	}
	return out
}

// wroteIn reports whether something that the idea says, or said once, is the person's.
func (i Idea) wroteIn(who flows.PersonID) bool {
	for _, a := range i.Answers {
		theirs := a.By == who || slices.ContainsFunc(a.History, func(past flows.Past) bool { return past.By == who })
		if theirs || slices.ContainsFunc(a.AllItems(), func(it flows.Item) bool { return it.By == who }) {
			return true
		}
	}
	return false
}

// MaySee reports whether the person may read the idea: its authors always, its
// partners once it was submitted, everybody who takes part once it is approved.
func (i Idea) MaySee(tx *Tx, who flows.PersonID) bool {
	switch {
	case i.MayWrite(tx, who):
		return true
	case i.Approved():
		return slices.ContainsFunc(tx.Memberships.OfPerson(who), func(k MembershipKey) bool { return speaksFor(tx, who, k.Organisation) })
	}
	return i.Counts() && len(i.PartnersOf(tx, who)) > 0
}

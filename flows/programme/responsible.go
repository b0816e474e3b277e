package programme

import "partnerbot/flows"

// Responsible is who is asked and told about the registration in Telegram: who
// registered, while they speak for its organisation. 0: nobody is, and whatever has
// to be said goes to the coordinators' call list.
func Responsible(tx *Tx, r Registration) flows.PersonID {
	if r.By == 0 || !inForce(tx, MembershipKey{Person: r.By, Organisation: r.Organisation}) {
		return 0
	}
	return r.By
}

// inForce reports whether somebody speaks for an organisation, and may act for it.
func inForce(tx *Tx, key MembershipKey) bool {
	m, member := tx.Memberships.Get(key)
	o, known := tx.Organisations.Get(key.Organisation)
	return member && known && StandingOf(o, m) == InForce
}

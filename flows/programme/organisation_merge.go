package programme

import (
	"cmp"
	"iter"
	"slices"
	"strconv"

	"partnerbot/flows"
)

// Two records of one organisation are put together: everything of the one moves to the
// other, which keeps its name, and the first is gone. Old links and buttons lead to the
// one that stays.

// MergedDue is the kind of the due row with which somebody learns that their organisation
// was put together with another one. Its Ref is the organisation that stays, the place
// among its former names of the one they knew, and whether the survey that counts has
// changed for them ("survey").
const MergedDue = "merged"

// MergeOrganisations puts the organisations together. Where both have sent the survey,
// keepFrom says that the answers of the one that goes count; those of the other stay in
// their history.
func MergeOrganisations(tx *Tx, t *flows.Turn, p *Programme, from, into OrganisationID, keepFrom bool) (MergePlan, MergeRefusal) {
	plan, refused := PlanMerge(tx, p, from, into)
	if refused != MergeGranted {
		return plan, refused
	}
	told := RepresentativesOf(tx, from)
	before := RepresentativesOf(tx, into)
	m := merging{tx, t, p, plan.From, plan.Into}
	m.invitations()
	m.responses(keepFrom)
	m.memberships()
	m.applicants()
	m.registrations()
	for _, id := range plan.Twice {
		GiveUp(tx, t, p, id, Removed)
	}
	m.ideas()
	m.rest()
	m.organisation()
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "organisations merged", Ref: refOf(into), Before: refOf(from), After: refOf(into)})
	theirs := plan.SentFrom && (!plan.SentInto || keepFrom)
	for _, who := range told {
		m.tell(who, m.from.Name, plan.SentInto && !theirs && plan.DoneFrom > 0)
	}
	for _, who := range before {
		if theirs && plan.DoneInto > 0 && !slices.Contains(told, who) {
			m.tell(who, "", true)
		}
	}
	return plan, MergeGranted
}

// merging is one organisation on its way into another.
type merging struct {
	tx         *Tx
	t          *flows.Turn
	p          *Programme
	from, into Organisation
}

// tell has somebody told; knew is the name that their organisation had for them, if it is
// another one now.
func (m *merging) tell(who flows.PersonID, knew string, survey bool) {
	o, _ := m.tx.Organisations.Get(m.into.ID)
	at := slices.IndexFunc(o.Former, func(name string) bool { return knew != "" && NameKey(name) == NameKey(knew) })
	ref := refOf(m.into.ID) + "/" + strconv.Itoa(at) + "/"
	if survey {
		ref += "survey"
	}
	m.t.Do(flows.Schedule{Key: MergedDue + "/" + refOf(m.into.ID) + "/" + who.String(), At: m.p.ByDay(m.tx.Now), Kind: MergedDue, Ref: ref, Person: who})
}

// invitations lead to the one that stays.
func (m *merging) invitations() {
	for code, inv := range collect(m.tx.Invitations) {
		if inv.Organisation == m.from.ID {
			inv.Organisation = m.into.ID
			m.tx.Invitations.Put(code, inv)
		}
	}
}

// collect goes through the records as they are now, in their order, so that they may be
// changed meanwhile.
func collect[K comparable, V any](t Table[K, V]) iter.Seq2[K, V] {
	var keys []K
	var values []V
	for k, v := range t.All() {
		keys, values = append(keys, k), append(values, v)
	}
	return func(yield func(K, V) bool) {
		for i, k := range keys {
			if !yield(k, values[i]) {
				return
			}
		}
	}
}

// memberships: who speaks for both keeps the better standing, and comes since the earlier
// day.
func (m *merging) memberships() {
	rank := func(s Standing) int { return slices.Index([]Standing{Refused, Proposed, InForce}, s) }
	for _, key := range m.tx.Memberships.OfOrganisation(m.from.ID) {
		one, _ := m.tx.Memberships.Get(key)
		one.Standing = StandingOf(m.from, one)
		to := MembershipKey{key.Person, m.into.ID}
		if other, both := m.tx.Memberships.Get(to); both {
			since := one.Since
			if other.Since.Before(since) {
				since = other.Since
			}
			if rank(other.Standing) >= rank(one.Standing) {
				one = other
			}
			one.Since = since
		}
		m.tx.Memberships.Put(to, one)
		m.tx.Memberships.Delete(key)
		closeSurvey(m.tx, m.t, m.p, key)
	}
}

// applicants: what was kept apart for somebody who may speak now counts.
func (m *merging) applicants() {
	for _, key := range m.tx.Memberships.OfOrganisation(m.into.ID) {
		if one, _ := m.tx.Memberships.Get(key); one.Standing == InForce {
			Merge(m.tx, m.p, key)
		}
	}
}

// registrations keep their seats, whatever an organisation may take.
func (m *merging) registrations() {
	for id, r := range collect[RegistrationID, Registration](m.tx.Registrations) {
		changed := r.Organisation == m.from.ID
		if changed {
			r.Organisation = m.into.ID
		}
		for _, answers := range r.Forms() {
			changed = m.answers(answers) || changed
		}
		if changed {
			m.tx.Registrations.Put(id, r)
		}
	}
}

// rest are questions to the coordinators, calls, and what somebody is just filling in.
func (m *merging) rest() {
	for id, b := range collect(m.tx.Broadcasts) {
		if b.Segment.renames(m.from.ID, m.into.ID) {
			m.tx.Broadcasts.Put(id, b)
		}
	}
	for id, th := range collect(m.tx.Threads) {
		if th.Organisation == m.from.ID {
			th.Organisation = m.into.ID
			m.tx.Threads.Put(id, th)
		}
	}
	for key, d := range collect(m.tx.Drafts) {
		if m.answers(d.Answers) {
			m.tx.Drafts.Put(key, d)
		}
	}
	for key, call := range collect(m.tx.Outreach) {
		if key.Organisation != m.from.ID {
			continue
		}
		to := OutreachKey{m.into.ID, key.Why}
		if other, ok := m.tx.Outreach.Get(to); !ok || other.At.Before(call.At) {
			m.tx.Outreach.Put(to, call)
		}
		m.tx.Outreach.Delete(key)
	}
}

// organisation takes over what the other one had and this one lacks.
func (m *merging) organisation() {
	o := m.into
	o.Municipality = cmp.Or(o.Municipality, m.from.Municipality)
	o.EIK = cmp.Or(o.EIK, m.from.EIK)
	o.Invitation = cmp.Or(o.Invitation, m.from.Invitation)
	if o.Contact == (Contact{}) {
		o.Contact = m.from.Contact
	}
	if m.from.Added.Before(o.Added) {
		o.Added = m.from.Added
	}
	for _, name := range append([]string{m.from.Name}, m.from.Former...) {
		o.called(name)
	}
	o.Merged = slices.Concat(o.Merged, []OrganisationID{m.from.ID}, m.from.Merged)
	m.tx.Organisations.Put(o.ID, o)
	m.tx.Organisations.Delete(m.from.ID)
}

package programme

import (
	"slices"

	"partnerbot/flows"
)

// What a coordinator changes of an organisation. Numbers are counted by its number, so
// that a change of its name changes none.

// OrganisationNow is the organisation with that number, or the one with which it was put
// together since.
func OrganisationNow(tx *Tx, id OrganisationID) (Organisation, bool) {
	if o, ok := tx.Organisations.Get(id); ok {
		return o, true
	}
	for _, o := range tx.Organisations.All() {
		if slices.Contains(o.Merged, id) {
			return o, true
		}
	}
	return Organisation{}, false
}

// Rename gives the organisation another name; the one it had is kept, so that a register
// file still finds it. False: it has that name already, or is gone.
func Rename(tx *Tx, t *flows.Turn, id OrganisationID, name string) bool {
	o, ok := tx.Organisations.Get(id)
	if !ok || o.Name == name {
		return false
	}
	o.called(o.Name)
	o.Name, o.NewName = name, ""
	o.Former = slices.DeleteFunc(o.Former, func(former string) bool { return NameKey(former) == NameKey(name) })
	tx.Organisations.Put(id, o)
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "organisation renamed", Ref: refOf(id)})
	return true
}

// called keeps a name that the organisation had.
func (o *Organisation) called(name string) {
	if !slices.ContainsFunc(o.Former, func(former string) bool { return NameKey(former) == NameKey(name) }) {
		o.Former = append(slices.Clone(o.Former), name)
	}
}

// wasCalled reports whether it had that name, and has another one now.
func (o Organisation) wasCalled(name string) bool {
	key := NameKey(name)
	return key != NameKey(o.Name) && slices.ContainsFunc(o.Former, func(former string) bool { return NameKey(former) == key })
}

// altered audits that something of the organisation is another, where it is.
func (o Organisation) altered(tx *Tx, t *flows.Turn, what, before, after string) {
	if before != after {
		tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: what, Ref: refOf(o.ID), Before: before, After: after})
	}
}

// Alter puts another kind, municipality or EIK in place of what the organisation had;
// was is what the coordinator has seen. False: it has changed since.
func Alter(tx *Tx, t *flows.Turn, was, now Organisation) bool {
	o, ok := tx.Organisations.Get(was.ID)
	if !ok || o.Kind != was.Kind || o.Municipality != was.Municipality || o.EIK != was.EIK {
		return false
	}
	o.altered(tx, t, "organisation's kind", string(o.Kind), string(now.Kind))
	o.altered(tx, t, "organisation's municipality", o.Municipality, now.Municipality)
	o.altered(tx, t, "organisation's EIK", o.EIK, now.EIK)
	o.Kind, o.Municipality, o.EIK = now.Kind, now.Municipality, now.EIK
	tx.Organisations.Put(o.ID, o)
	return true
}

// LiveAhead are the organisation's registrations that stand, for events that are not over.
func LiveAhead(tx *Tx, id OrganisationID) []Registration {
	var out []Registration
	for _, e := range Events(tx) {
		if e.Cancelled.IsZero() && tx.Now.Before(e.End.At) {
			out = append(out, LiveOf(tx, e.Code, id)...)
		}
	}
	return out
}

// closeSurvey takes somebody out of the survey that they have open for an organisation, and
// its buttons with it.
func closeSurvey(tx *Tx, t *flows.Turn, p *Programme, key MembershipKey) {
	if form, subject := tx.Chats.Filling(key.Person); form != p.Survey.Name || subject != refOf(key.Organisation) {
		return
	}
	s, _ := tx.Sessions.Get(key.Person)
	for _, name := range []string{s.Live, s.Beside} {
		if name != "" {
			t.Do(flows.Edit{To: key.Person, Name: name, Paced: true})
		}
	}
	tx.Chats.EmptySession(key.Person)
}

// MovePerson has somebody who speaks for an organisation speak for another one instead.
// What they answered stays with the first, and a colleague takes over its seats, as when
// they leave it. False: they do not speak for it (any more), or the other one does not
// take part.
func MovePerson(tx *Tx, t *flows.Turn, p *Programme, from MembershipKey, to OrganisationID, d Decision) bool {
	other, ok := tx.Organisations.Get(to)
	if !ok || other.Standing != InForce || to == from.Organisation || !inForce(tx, from) {
		return false
	}
	closeSurvey(tx, t, p, from)
	Leave(tx, t, p, from)
	key := MembershipKey{Person: from.Person, Organisation: to}
	switch m, member := tx.Memberships.Get(key); {
	case !member:
		tx.Memberships.Put(key, Membership{Since: tx.Now, Decided: d})
	case m.Standing != InForce:
		m.Standing, m.Decided = InForce, d
		tx.Memberships.Put(key, m)
		Merge(tx, p, key)
	}
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "membership moved", Ref: refOf(from.Person) + "/" + refOf(from.Organisation), After: refOf(to)})
	return true
}

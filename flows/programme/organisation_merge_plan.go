package programme

import (
	"slices"

	"partnerbot/flows"
)

// MergeRefusal is why two organisations cannot be put together.
type MergeRefusal int

const (
	MergeGranted  MergeRefusal = iota
	MergeGone                  // one of them is gone, or they are one
	MergeStanding              // the one that is to stay does not take part
	MergeKind                  // they are of different kinds: their seats and numbers are apart
)

// MergePlan is what putting two organisations together would move, as things stand.
type MergePlan struct {
	From, Into Organisation
	People     int              // who come over
	Both       int              // who speak for both
	Seats      int              // registrations of all times
	Twice      []RegistrationID // … that are given up: the same person has two for one event to come
	There      int              // events at which From was
	Ideas      int              // of which From is an author
	Partners   int              // that name it as a partner
	Links      int              // its invitations
	Threads    int              // questions asked for it
	SentFrom   bool             // the survey
	SentInto   bool
	DoneFrom   int // answers
	DoneInto   int
}

// Chooses reports whether somebody has to say whose survey counts.
func (m MergePlan) Chooses() bool { return m.SentFrom && m.SentInto }

// PlanMerge looks through the records.
func PlanMerge(tx *Tx, p *Programme, from, into OrganisationID) (MergePlan, MergeRefusal) {
	a, there := tx.Organisations.Get(from)
	b, stays := tx.Organisations.Get(into)
	m := MergePlan{From: a, Into: b}
	switch {
	case !there || !stays || from == into:
		return m, MergeGone
	case b.Standing != InForce:
		return m, MergeStanding
	case a.Kind != b.Kind:
		return m, MergeKind
	}
	for _, key := range tx.Memberships.OfOrganisation(from) {
		if _, both := tx.Memberships.Get(MembershipKey{key.Person, into}); both {
			m.Both++
		} else {
			m.People++
		}
	}
	for _, e := range tx.Events.All() {
		was := false
		for _, r := range tx.Registrations.OfEvent(e.Code) {
			if r.Organisation == from {
				m.Seats++
				was = was || r.Presence == Present
			}
		}
		if was {
			m.There++
		}
		m.Twice = append(m.Twice, twice(tx, e, from, into)...)
	}
	for _, i := range tx.Ideas.All() {
		if slices.Contains(i.Authors, from) {
			m.Ideas++
		}
		if slices.ContainsFunc(i.Partners, func(p Partner) bool { return p.Organisation == from }) {
			m.Partners++
		}
	}
	for _, inv := range tx.Invitations.All() {
		if inv.Organisation == from {
			m.Links++
		}
	}
	for _, th := range tx.Threads.All() {
		if th.Organisation == from {
			m.Threads++
		}
	}
	survey := func(id OrganisationID) (sent bool, done int) {
		r, _ := tx.Responses.Get(ResponseKey{Survey: p.Survey.Name, Organisation: id})
		return !r.Sent.IsZero(), flows.ProgressOf(&p.Survey, r.Answers).Done
	}
	m.SentFrom, m.DoneFrom = survey(from)
	m.SentInto, m.DoneInto = survey(into)
	return m, MergeGranted
}

// twice are the registrations for an event to come that would be a second seat of the
// same person: of each such pair the one that stands worse.
func twice(tx *Tx, e Event, from, into OrganisationID) []RegistrationID {
	if !e.ToCome(tx.Now) {
		return nil
	}
	var out []RegistrationID
	theirs := LiveOf(tx, e.Code, into)
	for _, r := range LiveOf(tx, e.Code, from) {
		at := slices.IndexFunc(theirs, func(other Registration) bool { return sameComes(tx, r, other) })
		if at < 0 {
			continue
		}
		other := theirs[at]
		if seatRank(r.Seat) > seatRank(other.Seat) {
			r = other
		}
		out, theirs = append(out, r.ID), slices.Delete(theirs, at, at+1)
	}
	return out
}

// sameComes reports whether the same person comes with both registrations.
func sameComes(tx *Tx, a, b Registration) bool {
	switch {
	case a.Attendee == "" && b.Attendee == "":
		return a.By == b.By && a.By != 0
	case a.Attendee == "":
		return a.By != 0 && comesAs(tx, b, a.By)
	case b.Attendee == "":
		return b.By != 0 && comesAs(tx, a, b.By)
	}
	return a.Attendee != ErasedName && NameKey(a.Attendee) == NameKey(b.Attendee)
}

func seatRank(s Seat) int { return slices.Index([]Seat{Waiting, Offered, Confirmed}, s) }

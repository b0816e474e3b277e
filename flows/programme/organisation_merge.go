package programme

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"time"

	"partnerbot/flows"
)

// Two records of one organisation are put together: everything of the one moves to the
// other, which keeps its name, and the first is gone. Old links and buttons lead to the
// one that stays.

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

// responses: of two that were sent the chosen one counts, else the one that was sent; of
// two that were not, the one that stays is filled up with the other. What does not count
// stays in the history of each answer.
func (m *merging) responses(keepFrom bool) {
	for key, r := range collect(m.tx.Responses) {
		if m.answers(r.Answers) {
			m.tx.Responses.Put(key, r)
		}
	}
	for key, theirs := range collect(m.tx.Responses) {
		if key.Organisation != m.from.ID {
			continue
		}
		to := key
		to.Organisation = m.into.ID
		if proposer := m.waits(m.from.ProposedBy); key.Applicant == 0 && m.from.Standing != InForce && proposer {
			to.Applicant = m.from.ProposedBy // it does not count before they are approved
		}
		if own, both := m.tx.Responses.Get(to); both {
			theirs = m.oneOf(own, theirs, keepFrom)
		}
		m.tx.Responses.Put(to, theirs)
		m.tx.Responses.Delete(key)
	}
}

// waits reports whether the person waits for a decision on the one that goes.
func (m *merging) waits(who flows.PersonID) bool {
	one, ok := m.tx.Memberships.Get(MembershipKey{who, m.from.ID})
	return ok && StandingOf(m.from, one) != InForce
}

func (m *merging) oneOf(own, theirs Response, keepFrom bool) Response {
	counts, other := own, theirs
	switch sentOwn, sentTheirs := !own.Sent.IsZero(), !theirs.Sent.IsZero(); {
	case sentOwn && sentTheirs && keepFrom, sentTheirs && !sentOwn:
		counts, other = theirs, own
	case !sentOwn && !sentTheirs:
		return m.together(own, theirs)
	}
	if counts.Answers == nil {
		counts.Answers = map[string]flows.Answer{}
	}
	for code, a := range other.Answers {
		counts.Answers[code] = below(m.tx.Now, counts.Answers[code], a)
	}
	counts.Begun = earlier(own.Begun, theirs.Begun)
	return counts
}

// together fills up what was not answered.
func (m *merging) together(own, theirs Response) Response {
	answers := map[string]flows.Answer{}
	for code, a := range own.Answers {
		answers[code] = a
	}
	for code, a := range theirs.Answers {
		answers[code] = together(answers[code], a)
	}
	own.Answers = voidUnasked(m.tx, &m.p.Survey, answers)
	own.Begun = earlier(own.Begun, theirs.Begun)
	if own.Accepted.At.IsZero() {
		own.Accepted = theirs.Accepted
	}
	own.Respondent = cmp.Or(own.Respondent, theirs.Respondent)
	own.Typist = cmp.Or(own.Typist, theirs.Typist)
	return own
}

// below puts an answer that does not count into the history of the one that does; where
// there is none it is as if the question had never been answered.
func below(now time.Time, a, other flows.Answer) flows.Answer {
	if a.Version == 0 && a.Draft == nil {
		a = flows.Answer{Void: true, At: now, Version: other.Version}
	}
	history := slices.Concat(a.History, other.History)
	if other.Counts() {
		history = append(history, flows.Past{Value: other.Value, By: other.By, At: other.At, Parts: other.Parts, Typist: other.Typist})
	}
	slices.SortStableFunc(history, func(x, y flows.Past) int { return x.At.Compare(y.At) })
	a.History, a.Attach, a.Written = history, slices.Concat(a.Attach, other.Attach), slices.Concat(a.Written, other.Written)
	return a
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

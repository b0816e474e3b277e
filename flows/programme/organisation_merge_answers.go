package programme

import (
	"cmp"
	"slices"
	"time"

	"partnerbot/flows"
)

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

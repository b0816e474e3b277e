package programme

import (
	"time"

	"partnerbot/flows"
)

// A response that was begun and never sent can be taken as it is by a coordinator. Its
// answers then count in the results, beside those that were sent. It never counts
// towards the target: that is of organisations that have said themselves that they are
// done, and a coordinator's button must not make the number bigger that the funder
// reads. Every card shows the two numbers apart.

// Unfinished is an organisation whose response was begun and not sent.
type Unfinished struct {
	State
	Begun    time.Time      // UTC
	Last     time.Time      // when something was answered last, UTC
	By       flows.PersonID // who answered last; 0: nobody in Telegram, or erased
	Accepted Decision       // zero: it waits
}

// UnfinishedResponses are those that nobody has sent, accepted ones too, in the order of Count.
func UnfinishedResponses(tx *Tx, p *Programme) []Unfinished {
	var all []Unfinished
	for _, s := range Count(tx, p).Where(IsNGO) {
		r := s.Response
		if r.Begun.IsZero() || !r.Sent.IsZero() {
			continue
		}
		u := Unfinished{State: s, Begun: r.Begun, Last: r.Begun, Accepted: r.Accepted}
		for _, a := range r.Answers {
			if a.Counts() && !a.At.Before(u.Last) {
				u.Last, u.By = a.At, a.By
			}
		}
		all = append(all, u)
	}
	return all
}

// Acceptable reports whether there is something to take: at least one answer.
func (u Unfinished) Acceptable() bool { return u.Accepted.At.IsZero() && u.Answers.Done > 0 }

// AcceptResponse takes what the organisation has answered so far as its response.
// False: there is nothing, or it was sent or accepted before.
func AcceptResponse(tx *Tx, p *Programme, id OrganisationID, d Decision) bool {
	key := ResponseKey{Survey: p.Survey.Name, Organisation: id}
	r, ok := tx.Responses.Get(key)
	if !ok || r.Settled() || flows.ProgressOf(&p.Survey, r.Answers).Done == 0 {
		return false
	}
	r.Accepted = d
	tx.Responses.Put(key, r)
	tx.Audit(AuditLine{At: d.At, By: d.By, What: "survey accepted as it is", Ref: refOf(id), After: "accepted"})
	return true
}

// Unaccept takes that back. False: it is not accepted (any more).
func Unaccept(tx *Tx, p *Programme, id OrganisationID, d Decision) bool {
	key := ResponseKey{Survey: p.Survey.Name, Organisation: id}
	r, ok := tx.Responses.Get(key)
	if !ok || !r.Sent.IsZero() || r.Accepted.At.IsZero() {
		return false
	}
	r.Accepted = Decision{}
	tx.Responses.Put(key, r)
	tx.Audit(AuditLine{At: d.At, By: d.By, What: "survey accepted as it is", Ref: refOf(id), Before: "accepted"})
	return true
}

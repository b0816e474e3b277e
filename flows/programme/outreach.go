package programme

import (
	"cmp"
	"slices"
	"time"

	"partnerbot/flows"
)

// The missing are called, too: who has not joined, and who has not sent the survey. It
// is the organisation that is called about; what was said to it stands here.

// OutreachWhy is what an organisation is called about.
type OutreachWhy string

const (
	OutreachJoin   OutreachWhy = "join"   // nobody of it has joined
	OutreachSurvey OutreachWhy = "survey" // it has joined, and not sent the survey
)

// OutreachKey names the calls to an organisation about one thing.
type OutreachKey struct {
	Organisation OrganisationID
	Why          OutreachWhy
}

// Outreach is what came of the last of these calls.
type Outreach struct {
	At   time.Time      `json:"at"`           // UTC
	By   flows.PersonID `json:"by,omitempty"` // who called
	Said string         `json:"said"`         // SaidYes: they were spoken to; SaidNoAnswer
}

// OutreachRest is how long an organisation is left alone that was spoken to.
const OutreachRest = 5 * 24 * time.Hour

// ToReach is an organisation to be called.
type ToReach struct {
	State
	Why  OutreachWhy
	Last Outreach // zero: nobody has called about this yet
}

// OutreachWhyOf is what the organisation has to be called about; false: nothing.
func OutreachWhyOf(tx *Tx, p *Programme, s State) (OutreachWhy, bool) {
	switch {
	case s.Kind != NGO || s.Stage == Sent || s.Stage == Accepted:
		return "", false
	case s.Stage == NotJoined:
		return OutreachJoin, true
	}
	return OutreachSurvey, !SurveyClosed(tx, p)
}

// OutreachList are the NGOs that have to be called: about joining, then about the
// survey, by municipality and name; who did not answer the last time comes last.
func OutreachList(tx *Tx, p *Programme) []ToReach {
	var list []ToReach
	for _, s := range Count(tx, p) {
		why, ok := OutreachWhyOf(tx, p, s)
		last, _ := tx.Outreach.Get(OutreachKey{s.ID, why})
		if ok && (last.Said != SaidYes || tx.Now.Sub(last.At) >= OutreachRest) {
			list = append(list, ToReach{State: s, Why: why, Last: last})
		}
	}
	slices.SortStableFunc(list, func(a, b ToReach) int {
		return cmp.Or(cmp.Compare(a.Why, b.Why), a.Last.tried().Compare(b.Last.tried()))
	})
	return list
}

// tried is when they were called in vain last.
func (o Outreach) tried() time.Time {
	if o.Said == SaidNoAnswer {
		return o.At
	}
	return time.Time{}
}

// ToReachOf is the line of one organisation; false when it need not be called any more.
func ToReachOf(tx *Tx, p *Programme, id OrganisationID) (ToReach, bool) {
	list := OutreachList(tx, p)
	i := slices.IndexFunc(list, func(r ToReach) bool { return r.ID == id })
	if i < 0 {
		return ToReach{}, false
	}
	return list[i], true
}

// Reached writes down what came of a call about that: spoken to, they are left alone for
// some days. False: there is nothing to call about any more, or somebody else has just
// spoken to them.
func Reached(tx *Tx, t *flows.Turn, p *Programme, key OutreachKey, said string) bool {
	r, ok := ToReachOf(tx, p, key.Organisation)
	if !ok || r.Why != key.Why {
		return false
	}
	tx.Outreach.Put(key, Outreach{At: tx.Now, By: t.Person, Said: said})
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "reached", Ref: refOf(key.Organisation), Before: string(key.Why), After: said})
	return true
}

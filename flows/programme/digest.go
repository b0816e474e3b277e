package programme

import (
	"strconv"
	"time"

	"partnerbot/flows"
)

// The morning digest tells the coordinators on working days what changed, what is
// missing and what waits for them. It compares with what was said last time, and is
// silent where there is nothing to say.

// DigestDue is the kind of its due row; the Ref is the time of day that the
// configuration had then.
const DigestDue = "digest"

// DigestLast is where the last digest is kept in Tx.Digests.
const DigestLast = "last"

// Digest is what the last one said, to compare with.
type Digest struct {
	Day     string        `json:"day"` // local, as 2027-03-18
	Numbers DigestNumbers `json:"numbers"`
	Waits   DigestWaits   `json:"waits,omitzero"`
}

// DigestWaits are how much waits for the coordinators.
type DigestWaits struct {
	Approval int `json:"approval,omitempty"`
	Ideas    int `json:"ideas,omitempty"`
	Troubles int `json:"troubles,omitempty"`
}

// digestAgain is after how many days what waits is said again although nothing changed.
const digestAgain = 7

// DigestNumbers are how far the programme is.
type DigestNumbers struct {
	Joined     int `json:"joined"`     // organisations
	Sent       int `json:"sent"`       // surveys
	Registered int `json:"registered"` // registrations that stand, for events to come or past
	Held       int `json:"held"`       // meetings
	Submitted  int `json:"submitted"`  // ideas that count
	Approved   int `json:"approved"`   // … that are approved
	Calls      int `json:"calls"`      // people to be called
}

// DigestNumbersOf counts them.
func DigestNumbersOf(tx *Tx, p *Programme) DigestNumbers {
	all := Count(tx, p)
	n := DigestNumbers{
		Joined: len(all.Where(HasJoined)), Sent: len(all.Where(IsNGO, At(Sent))), Held: len(IndicatorsOf(tx).Held),
	}
	for _, r := range tx.Registrations.All() {
		if r.Live() {
			n.Registered++
		}
	}
	ideas := CountedIdeas(tx)
	n.Submitted, n.Approved, n.Calls = len(ideas), len(ideas.Where(Idea.Approved)), len(CallList(tx))
	return n
}

// Briefing is what a digest has to say.
type Briefing struct {
	Since    string // the day of the last one; empty for none
	LongAgo  bool   // that was a week ago or longer
	Waited   DigestWaits
	Before   DigestNumbers
	Now      DigestNumbers
	Today    []Event // that are not called off
	Approval int     // requests that wait for the coordinators
	Ideas    int     // ideas that do
	Old      []Thread
	Troubles []Trouble // that last
}

// oldQuestion is how long a question may wait before the digest speaks of it.
const oldQuestion = 24 * time.Hour

// BriefingOf looks through the records.
func BriefingOf(tx *Tx, p *Programme) Briefing {
	last, _ := tx.Digests.Get(DigestLast)
	said, _ := time.ParseInLocation(time.DateOnly, last.Day, p.Location)
	b := Briefing{
		LongAgo: !tx.Now.Before(said.AddDate(0, 0, digestAgain)), Waited: last.Waits,
		Since: last.Day, Before: last.Numbers, Now: DigestNumbersOf(tx, p),
		Approval: len(WaitingForApproval(tx)), Ideas: len(Ideas(tx).Where(InState(IdeaSubmitted))),
	}
	for _, t := range tx.Health().Troubles(tx.Now, tx.Outbox.Stuck()) {
		if t.Lasts() {
			b.Troubles = append(b.Troubles, t)
		}
	}
	for _, e := range Events(tx) {
		if e.Cancelled.IsZero() && e.Day(p) == p.dayOf(tx.Now) {
			b.Today = append(b.Today, e)
		}
	}
	open, waiting := OpenThreads(tx)
	for _, th := range open[:waiting] {
		if tx.Now.Sub(th.Since()) > oldQuestion {
			b.Old = append(b.Old, th)
		}
	}
	return b
}

// Waits is how much waits for the coordinators.
func (b Briefing) Waits() DigestWaits {
	return DigestWaits{Approval: b.Approval, Ideas: b.Ideas, Troubles: len(b.Troubles)}
}

// Worth reports whether there is something to say. That targets are not reached yet, or
// that the people to be called were not, is nothing new by itself; what waits just as it
// did is said again after a week. Whoever waits for an answer is named each day.
func (b Briefing) Worth() bool {
	now, before := b.Now, b.Before
	more := now.Calls > before.Calls
	now.Calls, before.Calls = 0, 0
	waits := b.Waits()
	return now != before || more || len(b.Today)+len(b.Old) > 0 || waits != (DigestWaits{}) && (waits != b.Waited || b.LongAgo)
}

// DigestRef is the time of day at which the digest is due, as due rows carry it; empty
// for none.
func (p *Programme) DigestRef() string {
	if p.Digest == 0 {
		return ""
	}
	return strconv.Itoa(int(p.Digest / time.Minute))
}

// PutDigest puts the next digest on the due list. One that became due while the machine
// was off stays there, see TakesDigest; one of another time of day, before the
// configuration was changed, says nothing.
func PutDigest(t *flows.Turn, p *Programme) {
	if p.Digest != 0 {
		t.Do(flows.Schedule{Key: DigestDue + "/" + p.DigestRef(), At: p.NextDigest(t.At), Kind: DigestDue, Ref: p.DigestRef(), Keep: true})
	}
}

// NextDigest is the first time after now at which a digest is due, UTC: on a working day,
// as the clock on the wall shows it.
func (p *Programme) NextDigest(now time.Time) time.Time {
	local := now.In(p.Location)
	for day := local.Day(); ; day++ {
		at := time.Date(local.Year(), local.Month(), day, 0, int(p.Digest/time.Minute), 0, 0, p.Location)
		if at.After(now) && workday(at) {
			return at.UTC()
		}
	}
}

// digestUntil is the hour, local time, from which a missed digest is not made up for.
const digestUntil = 12

// TakesDigest reports whether a digest that comes now is said: once a day, on a working
// day, in the morning, of the time of day that the configuration has.
func (p *Programme) TakesDigest(ref string, last Digest, now time.Time) bool {
	local := now.In(p.Location)
	return ref == p.DigestRef() && ref != "" && last.Day != p.dayOf(now) && workday(local) && local.Hour() < digestUntil
}

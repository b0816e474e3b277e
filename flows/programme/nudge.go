package programme

import (
	"slices"
	"time"

	"partnerbot/flows"
)

// A nudge reminds of the survey whoever speaks for an organisation that has not sent
// it. Each day of the configuration is one row of the due list; whom it reaches
// follows from the records when that row is due.

// NudgeDue is the kind of those rows; their Ref is the step.
const NudgeDue = "nudge"

// nudgeApart is how long before a nudge somebody has to have been quiet: who is just
// talking to the bot sees in the menu what is open.
const nudgeApart = time.Hour

// NudgeStep names a nudge by its local day: a day has one.
func NudgeStep(p *Programme, at time.Time) string { return p.dayOf(at) }

// PutNudges puts the nudges that are ahead on the due list. One whose day the
// configuration no longer has says nothing when it is due, nor does one after the
// survey has closed: the coordinators may move that.
func PutNudges(t *flows.Turn, p *Programme) {
	for _, at := range p.Nudges {
		if step := NudgeStep(p, at); at.After(t.At) {
			t.Do(flows.Schedule{Key: NudgeDue + "/" + step, At: at, Expires: p.evening(at).Add(time.Minute), Kind: NudgeDue, Ref: step})
		}
	}
}

// NudgeUntil is when a nudge of that time has lost its sense: in the evening, or when
// the survey closes.
func NudgeUntil(tx *Tx, p *Programme, at time.Time) time.Time {
	until := p.evening(at).Add(time.Minute)
	if closes := SurveyForm(tx, p).Closes; !closes.IsZero() && closes.Before(until) {
		return closes
	}
	return until
}

// HasNudge reports whether the configuration has the step.
func (p *Programme) HasNudge(step string) bool {
	return slices.ContainsFunc(p.Nudges, func(at time.Time) bool { return NudgeStep(p, at) == step })
}

// Nudge is somebody to remind, and of which organisations of theirs.
type Nudge struct {
	Person flows.PersonID
	Unsent []OrganisationID // never none
}

// Nudges are whom a nudge of now reaches, in the order of their numbers.
func Nudges(tx *Tx, p *Programme) []Nudge {
	return nudges(tx, p, func(id flows.PersonID) bool { return len(Reminders(tx, p, id)) > 0 })
}

// nudges looks whom a nudge reaches; reminded tells who is to be reminded of an event on
// that day.
func nudges(tx *Tx, p *Programme, reminded func(flows.PersonID) bool) []Nudge {
	var all []Nudge
	for id := range tx.People.All() {
		if unsent := Unsent(tx, p, id); len(unsent) > 0 && mayBeNudged(tx, p, id) && !reminded(id) {
			all = append(all, Nudge{id, unsent})
		}
	}
	return all
}

// NudgeKey is what must happen once.
func NudgeKey(p *Programme, n Nudge, step string) string {
	return "n/" + p.Survey.Name + "/" + refOf(n.Unsent[0]) + "/" + step + "/" + n.Person.String()
}

// Unsent are the organisations for which the person speaks and whose survey was not
// sent, while it can be.
func Unsent(tx *Tx, p *Programme, id flows.PersonID) []OrganisationID {
	if SurveyClosed(tx, p) {
		return nil
	}
	var unsent []OrganisationID
	for _, key := range tx.Memberships.OfPerson(id) {
		o, _ := tx.Organisations.Get(key.Organisation)
		r, _ := tx.Responses.Get(ResponseKey{Survey: p.Survey.Name, Organisation: key.Organisation})
		if o.Kind == NGO && inForce(tx, key) && !r.Settled() {
			unsent = append(unsent, key.Organisation)
		}
	}
	return unsent
}

// mayBeNudged reports whether the person can be nudged at that moment.
func mayBeNudged(tx *Tx, p *Programme, id flows.PersonID) bool {
	person, _ := tx.People.Get(id)
	return CanBeNudged(p, person) && heldBack(tx, p, id, true) == ""
}

// CanBeNudged reports whether the person has agreed to be written to about the survey.
func CanBeNudged(p *Programme, person Person) bool {
	return !person.Joined.IsZero() && !person.Quiet && person.Consent.Version == p.Consent.Version
}

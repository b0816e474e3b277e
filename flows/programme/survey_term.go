package programme

import (
	"time"

	"partnerbot/flows"
)

// SurveyTerm is what the coordinators have decided about until when the survey takes
// answers. The configuration's date is the plan; while there is a decision, it holds,
// whatever date the configuration has by now.
type SurveyTerm struct {
	Closes time.Time      `json:"closes"`         // no changes from this instant on, UTC
	Plan   time.Time      `json:"plan,omitzero"`  // the configuration's date when it was decided, UTC
	At     time.Time      `json:"at"`             // UTC
	By     flows.PersonID `json:"by"`             // the coordinator
	Number int            `json:"number"`         // how many decisions there were: buttons name the one that was seen
	Told   int            `json:"told,omitempty"` // how many people that decision was to be told
}

// SurveyForm is the survey as it is filled in now: with the date that is in force.
// Whoever looks at when it closes asks here, never the configuration.
func SurveyForm(tx *Tx, p *Programme) *flows.Form {
	form := p.Survey
	if term, decided := tx.Terms.Get(form.Name); decided {
		form.Closes = term.Closes
	}
	if !form.Closes.IsZero() {
		form.Closes = form.Closes.In(p.Location)
	}
	return &form
}

// SurveyClosed reports whether the survey takes no more answers.
func SurveyClosed(tx *Tx, p *Programme) bool {
	closes := SurveyForm(tx, p).Closes
	return !closes.IsZero() && !tx.Now.Before(closes)
}

// TermDue is the kind of the due row with which somebody who has begun is told that
// the survey takes answers again, or longer. Its Ref is the decision's number.
const TermDue = "term"

// SetTerm lets the survey close at that instant: now, to close it; later, to open it
// again or to extend it. Who speaks for an organisation that has begun and not sent is
// told when there is more time than they knew of; it counts as the one unasked
// message of their day. It returns how many that are. False: seen is not the newest
// decision, and nothing was changed.
func SetTerm(tx *Tx, t *flows.Turn, p *Programme, closes time.Time, seen int) (told int, ok bool) {
	old, _ := tx.Terms.Get(p.Survey.Name)
	if old.Number != seen {
		return 0, false
	}
	before := SurveyForm(tx, p).Closes
	term := SurveyTerm{Closes: closes.UTC(), Plan: p.Survey.Closes.UTC(), At: tx.Now, By: t.Person, Number: old.Number + 1}
	if closes.After(tx.Now) && !before.IsZero() && closes.After(before) {
		for _, id := range HaveBegun(tx, p) {
			term.Told++
			t.Do(termRow(p, id, tx.Now, term))
		}
	}
	tx.Terms.Put(p.Survey.Name, term)
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "survey closes", Ref: p.Survey.Name, Before: stamp(before), After: stamp(closes)})
	return term.Told, true
}

func termRow(p *Programme, id flows.PersonID, at time.Time, term SurveyTerm) flows.Schedule {
	return flows.Schedule{
		Key: TermDue + "/" + id.String(), At: p.ByDay(at), Expires: term.Closes,
		Kind: TermDue, Ref: refOf(uint64(term.Number)), Person: id,
	}
}

// TellTerm reports whether the person is to be told of the decision now. Who is told
// something else today, or is just talking to the bot, is told tomorrow: the row is put
// there.
func TellTerm(tx *Tx, t *flows.Turn, p *Programme, id flows.PersonID, ref string) bool {
	term, _ := tx.Terms.Get(p.Survey.Name)
	person, _ := tx.People.Get(id)
	if refOf(uint64(term.Number)) != ref || !tx.Now.Before(term.Closes) || !CanBeNudged(p, person) || !tx.Chats.Reachable(id) || !hasBegun(tx, p, id) {
		return false
	}
	if !mayBeNudged(tx, p, id) || len(Reminders(tx, p, id)) > 0 {
		if next := p.nextDay(tx.Now); next.Before(term.Closes) {
			t.Do(termRow(p, id, next, term))
		}
		return false
	}
	tx.Unasked.Put(id, Unasked{Day: p.dayOf(tx.Now), What: "term"})
	return true
}

// HaveBegun are the people who speak for an organisation that has begun the survey
// and not sent it, and who want to be written to, in the order of their numbers.
func HaveBegun(tx *Tx, p *Programme) []flows.PersonID {
	var all []flows.PersonID
	for id, person := range tx.People.All() {
		if CanBeNudged(p, person) && hasBegun(tx, p, id) {
			all = append(all, id)
		}
	}
	return all
}

func hasBegun(tx *Tx, p *Programme, id flows.PersonID) bool {
	for _, key := range tx.Memberships.OfPerson(id) {
		o, _ := tx.Organisations.Get(key.Organisation)
		r, begun := tx.Responses.Get(ResponseKey{Survey: p.Survey.Name, Organisation: key.Organisation})
		if begun && o.Kind == NGO && inForce(tx, key) && !r.Settled() {
			return true
		}
	}
	return false
}

// stamp is an instant as audit lines have it, UTC; empty for none.
func stamp(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format("2006-01-02 15:04")
}

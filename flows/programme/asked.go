package programme

import (
	"time"

	"partnerbot/flows"
)

// Asked writes down what became of a message that asked the person whether they come to
// the event, as it was at that revision. Who was asked twice and says nothing is to be
// called some time later; who was not reached, at once.
func Asked(tx *Tx, t *flows.Turn, p *Programme, person flows.PersonID, code string, revision int, about string, result flows.Result) {
	e, ok := tx.Events.Get(code)
	if !ok || e.Revision != revision {
		return
	}
	for _, r := range RegistrationsAt(tx, code, person) {
		if !r.Live() {
			continue
		}
		switch result {
		case flows.Sent:
			DropCall(tx, r.ID, CallUnreachable, about)
			DropCall(tx, r.ID, CallUnconfirmed, about)
			askedOnce(tx, t, p, e, r)
		case flows.Unreachable, flows.Refused:
			AddCall(tx, r, CallUnreachable, about)
		case flows.InDoubt, flows.Skipped:
			AddCall(tx, r, CallUnconfirmed, about)
		case flows.Unsent, flows.Withdrawn:
		}
	}
}

// askedOnce counts a question that has arrived.
func askedOnce(tx *Tx, t *flows.Turn, p *Programme, e Event, r Registration) {
	if r.Seat != Confirmed || r.Coming(e) || !e.Cancelled.IsZero() {
		return
	}
	r.Asked++
	r.AskedFor++
	tx.Registrations.Put(r.ID, r)
	if r.AskedFor < 2 {
		return
	}
	at := tx.Now.Add(p.CallAfter)
	if last := e.Start.At.Add(-leaves); at.After(last) {
		at = later(last, tx.Now)
	}
	t.Do(flows.Schedule{Key: silentKey(r.ID), At: at, Expires: e.Start.At, Kind: SilentDue, Ref: refOf(r.ID), Person: r.By, Keep: true})
}

// Silent puts who has not answered the reminders on the call list, or whom no reminder
// reaches.
func Silent(tx *Tx, id RegistrationID) {
	r, ok := tx.Registrations.Get(id)
	e, there := tx.Events.Get(r.Event)
	switch {
	case !ok || !there || r.Seat != Confirmed || r.Coming(e) || !e.Cancelled.IsZero():
	case r.By == 0:
		AddCall(tx, r, CallUnreachable, AboutReminder)
	case r.AskedFor >= 2:
		AddCall(tx, r, CallSilent, AboutReminder)
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

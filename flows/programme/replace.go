package programme

import (
	"time"

	"partnerbot/flows"
)

// Replace has somebody else come in a registration's seat: a colleague by name, or
// where there is none the person who says so. Who says so answers for it from then
// on; a yes of who was to come counts no more, and what they said of themselves goes.
// False: it has ended, or the event has begun.
func Replace(tx *Tx, t *flows.Turn, p *Programme, id RegistrationID, by flows.PersonID, attendee string) (Registration, bool) {
	r, ok := tx.Registrations.Get(id)
	e, there := tx.Events.Get(r.Event)
	if !ok || !there || !r.Live() || !e.Cancelled.IsZero() || !tx.Now.Before(e.Start.At) {
		return r, false
	}
	if r.By == by && r.Attendee == attendee {
		return r, true
	}
	before := r.By
	if before != by {
		askAnew(tx, t, p, e, &r)
	}
	r.By, r.Attendee, r.Said, r.Needs, r.Before, r.BeforeSent = by, attendee, Said{}, nil, nil, time.Time{}
	tx.Registrations.Put(id, r)
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "attendee", Ref: r.Event + "/" + id.String(), Before: before.String(), After: by.String()})
	if before != by {
		Remind(tx, t, p, e, before)
		Notify(tx, t, p, r, before, ChangeAttendee, by)
	}
	Remind(tx, t, p, e, by)
	return r, true
}

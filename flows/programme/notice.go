package programme

import (
	"strings"

	"partnerbot/flows"
)

// Change is what somebody else has done to a registration.
type Change string

const (
	ChangeEnded    Change = "ended"    // it was cancelled
	ChangeAttendee Change = "attendee" // somebody else comes
	ChangeSeated   Change = "seated"   // registered, or given a seat, by somebody else
)

// SeatDue is the kind of the due row with which a person is told what somebody else
// has done to their registration. Its Ref is registration/change/who did it; 0 is a
// coordinator.
const SeatDue = "seat"

// Notify has the person told, by day, what somebody else has done to their
// registration. What is past by then is not told. person is named apart, since a
// change may have given the registration to somebody else.
func Notify(tx *Tx, t *flows.Turn, p *Programme, r Registration, person flows.PersonID, what Change, by flows.PersonID) {
	e, ok := tx.Events.Get(r.Event)
	if person == 0 || person == by || !ok {
		return
	}
	t.Do(flows.Schedule{
		Key: SeatDue + "/" + r.ID.String() + "/" + person.String(), At: p.ByDay(tx.Now), Expires: e.End.At,
		Kind: SeatDue, Ref: strings.Join([]string{r.ID.String(), string(what), by.String()}, "/"), Person: person,
	})
}

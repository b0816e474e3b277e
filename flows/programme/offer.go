package programme

import (
	"time"

	"partnerbot/flows"
)

// Lapse lets an offer pass on that was not answered, and reports whether it did. One
// of which nobody could be told in time is made again; one whose time is over at
// night, since the program did not run when it was, is held until the morning.
func Lapse(tx *Tx, t *flows.Turn, p *Programme, id RegistrationID) (Registration, bool) {
	r, ok := tx.Registrations.Get(id)
	e, there := tx.Events.Get(r.Event)
	if !ok || !there || r.Seat != Offered || !e.Cancelled.IsZero() || !tx.Now.Before(e.Start.At) {
		return r, false
	}
	if until := p.ByDay(tx.Now).Add(leastAnswer); p.Quiet(tx.Now) && until.Before(e.Start.At) && !tx.Now.Before(r.Offer.Until) {
		r.Offer.Until = until
		tx.Registrations.Put(id, r)
	}
	if tx.Now.Before(r.Offer.Until) {
		t.Do(lapseRow(r))
		return r, false
	}
	return GiveUp(tx, t, p, id, Lapsed)
}

// OfferAgain holds the seat once more for who could not be told of it in time. False:
// it is too late for that by now, and the coordinators are to call.
func OfferAgain(tx *Tx, t *flows.Turn, p *Programme, id RegistrationID) bool {
	r, ok := tx.Registrations.Get(id)
	e, there := tx.Events.Get(r.Event)
	if !ok || !there || r.Seat != Offered {
		return false
	}
	offer, inTime := p.Seating.Offer(p, e, tx.Now)
	if !inTime {
		r.Offer.Until = latest(r.Offer.Until, e.Start.At.Add(-time.Minute))
		tx.Registrations.Put(id, r)
		AddCall(tx, r, CallSeat, AboutOffer)
		t.Do(lapseRow(r))
		return false
	}
	r.Offer = offer
	tx.Registrations.Put(id, r)
	hold(t, r)
	return true
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

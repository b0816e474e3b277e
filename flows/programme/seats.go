package programme

import (
	"cmp"
	"time"

	"partnerbot/flows"
)

// Seats are given away in one transaction with what follows from it: Confirmed and
// Offered together never exceed the seats of a pool, and nobody overtakes who waits.
// Who is to be told by the bot itself gets a row of the due list (notice.go).

// Pool is one of the two kinds of seats: NGOs and authorities do not take each
// other's.
type Pool int

const (
	PoolNGO Pool = iota
	PoolAuthority
)

// PoolOf is the pool from which an organisation gets its seats.
func PoolOf(o Organisation) Pool {
	if o.Kind == NGO {
		return PoolNGO
	}
	return PoolAuthority
}

// SeatsFor is how many seats the pool has.
func (e Event) SeatsFor(pool Pool) int {
	if pool == PoolNGO {
		return e.Seats
	}
	return e.AuthoritySeats
}

// EachMay is how many seats one organisation may hold at that time.
func (e Event) EachMay(now time.Time) int {
	if e.SecondFrom.IsZero() || now.Before(e.SecondFrom) {
		return 1
	}
	return max(1, e.PerOrganisation)
}

// Line is how a pool of an event stands.
type Line struct {
	Seats   int            // there are
	Held    []Registration // Confirmed and Offered, in the order of numbers
	Waiting []Registration // in line
}

// Free is how many seats anybody may still take; 0 while somebody waits for one, and
// where the event was shortened below what had been promised.
func (l Line) Free() int {
	if len(l.Waiting) > 0 {
		return 0
	}
	return max(0, l.Seats-len(l.Held))
}

// LineOf looks how the pool of the event stands.
func LineOf(tx *Tx, e Event, pool Pool) Line {
	l := Line{Seats: e.SeatsFor(pool)}
	for _, r := range tx.Registrations.OfEvent(e.Code) {
		o, _ := tx.Organisations.Get(r.Organisation)
		switch {
		case PoolOf(o) != pool:
		case r.Holds():
			l.Held = append(l.Held, r)
		case r.Seat == Waiting:
			l.Waiting = append(l.Waiting, r)
		}
	}
	return l
}

// Position is the registration's place in line, from 1; 0 when it does not wait.
func (l Line) Position(id RegistrationID) int {
	for i, r := range l.Waiting {
		if r.ID == id {
			return i + 1
		}
	}
	return 0
}

// Refusal is why somebody cannot register.
type Refusal int

const (
	Granted      Refusal = iota
	RefusedState         // Event.State says why
	RefusedKind          // it is not for this organisation
	RefusedTwice         // the organisation has its seat, or waits for it, already
)

// Wish is what somebody wants.
type Wish struct {
	Organisation OrganisationID
	By           flows.PersonID // 0: a coordinator registers somebody who is not in Telegram
	Attendee     string         // name of the colleague who comes; empty: By
	Typist       flows.PersonID // coordinator who registers them; 0: By does
}

// Register gives the organisation a seat, or a place in line where there is none.
// Where it is refused, the registration is the one that is there already, if any.
func Register(tx *Tx, t *flows.Turn, p *Programme, code string, w Wish) (Registration, Refusal) {
	e, ok := tx.Events.Get(code)
	o, known := tx.Organisations.Get(w.Organisation)
	switch {
	case !ok || !known || !e.For(o):
		return Registration{}, RefusedKind
	case e.State(tx.Now) != EventOpen:
		return Registration{}, RefusedState
	}
	live := LiveOf(tx, code, w.Organisation)
	for _, r := range live {
		if len(live) >= e.EachMay(tx.Now) || w.By != 0 && r.By == w.By && r.Attendee == w.Attendee {
			return r, RefusedTwice
		}
	}
	r := Registration{
		ID: tx.NewRegistration(), Event: code, Organisation: w.Organisation, By: w.By, Attendee: w.Attendee, Seat: Waiting, At: tx.Now, Since: tx.Now, Typist: w.Typist,
	}
	if LineOf(tx, e, PoolOf(o)).Free() > 0 {
		r.Seat = Confirmed
	}
	tx.Registrations.Put(r.ID, r)
	auditSeat(tx, cmp.Or(w.Typist, w.By), "", r)
	Remind(tx, t, p, e, w.By)
	return r, Granted
}

// LiveOf are the organisation's registrations for the event that have a seat or wait
// for one.
func LiveOf(tx *Tx, code string, id OrganisationID) []Registration {
	var live []Registration
	for _, r := range tx.Registrations.OfEvent(code) {
		if r.Organisation == id && r.Live() {
			live = append(live, r)
		}
	}
	return live
}

// GiveUp ends a registration and lets the next in line have its seat. False: it had
// ended already, or the event has.
func GiveUp(tx *Tx, t *flows.Turn, p *Programme, id RegistrationID, why Ended) (Registration, bool) {
	r, ok := tx.Registrations.Get(id)
	e, there := tx.Events.Get(r.Event)
	if !ok || !there || !r.Live() || !tx.Now.Before(e.End.At) {
		return r, false
	}
	before := r.Seat
	r.Seat, r.Since, r.Ended, r.Said = Cancelled, tx.Now, why, Said{}
	tx.Registrations.Put(id, r)
	if g, sits := GroupWith(tx, id); sits { // noted at the door, and gone again
		takeOut(tx, t, p, e, g, id)
	}
	auditSeat(tx, t.Person, before, r)
	release(t, id)
	Remind(tx, t, p, e, r.By)
	Refill(tx, t, p, e)
	return r, true
}

// Accept takes an offered seat. An offer that has just passed on is still good while
// the seat is. False: there is no such offer (any more).
func Accept(tx *Tx, t *flows.Turn, p *Programme, id RegistrationID) (Registration, bool) {
	r, ok := tx.Registrations.Get(id)
	e, there := tx.Events.Get(r.Event)
	if !ok || !there || r.Seat != Offered || !e.Cancelled.IsZero() || !tx.Now.Before(e.Start.At) {
		return r, false
	}
	r.Seat, r.Since = Confirmed, tx.Now
	tx.Registrations.Put(id, r)
	auditSeat(tx, t.Person, Offered, r)
	release(t, id)
	Remind(tx, t, p, e, r.By)
	return r, true
}

// Refill offers free seats to who waits, in their order: as many as there are seats.
// What is too late to be offered by a message is for the coordinators to call about.
func Refill(tx *Tx, t *flows.Turn, p *Programme, e Event) {
	if !e.Cancelled.IsZero() || !tx.Now.Before(e.Start.At) {
		return
	}
	for _, pool := range []Pool{PoolNGO, PoolAuthority} {
		l := LineOf(tx, e, pool)
		for i := 0; i < l.Seats-len(l.Held) && i < len(l.Waiting); i++ {
			r := l.Waiting[i]
			offer, inTime := p.Seating.Offer(p, e, tx.Now)
			if !inTime {
				AddCall(tx, r, CallSeat, AboutOffer)
				continue
			}
			r.Seat, r.Since, r.Offer = Offered, tx.Now, offer
			tx.Registrations.Put(r.ID, r)
			auditSeat(tx, flows.Group, Waiting, r)
			hold(t, r)
		}
	}
}

// hold puts on the due list that an offer is told and that it passes on: by whoever
// answers for it now.
func hold(t *flows.Turn, r Registration) {
	if r.Seat != Offered {
		return
	}
	t.Do(offerRow(r))
	t.Do(lapseRow(r))
}

// release takes both off again.
func release(t *flows.Turn, id RegistrationID) {
	t.Do(flows.Cancel{Key: offerKey(id)})
	t.Do(flows.Cancel{Key: lapseKey(id)})
}

// offerRow tells of the offer, lapseRow ends it.

func offerRow(r Registration) flows.Schedule {
	return flows.Schedule{Key: offerKey(r.ID), At: r.Offer.At, Expires: r.Offer.Until, Kind: OfferDue, Ref: refOf(r.ID), Person: r.By}
}

func lapseRow(r Registration) flows.Schedule {
	return flows.Schedule{Key: lapseKey(r.ID), At: r.Offer.Until, Kind: LapseDue, Ref: refOf(r.ID), Person: r.By}
}

// Seating is how seats are offered, as the configuration says.
type Seating struct {
	Answer     time.Duration // how long an offer is held
	AnswerNear time.Duration // … when the event is nearer than Near
	Near       time.Duration
}

// leastAnswer is the shortest time in which an offer by message makes sense, and how
// long before the event it must be over.
const (
	leastAnswer = time.Hour
	offerEnds   = 2 * time.Hour
)

// Offer is when somebody is told of a seat that is freed now, and until when it is
// held for them; neither lies in the night. False: it is too late for that.
func (s Seating) Offer(p *Programme, e Event, now time.Time) (o Offer, inTime bool) {
	o.At = p.ByDay(now)
	length := s.Answer
	if e.Start.At.Sub(o.At) < s.Near {
		length = s.AnswerNear
	}
	last := e.Start.At.Add(-offerEnds)
	o.Until = o.At.Add(length)
	if p.Quiet(o.Until) {
		// The morning after leaves time to see it; where that is too late, the evening
		// before is the end.
		morning := p.ByDay(o.Until).Add(leastAnswer)
		if evening := p.evening(o.At); morning.After(last) && evening.Before(last) {
			morning = evening
		}
		o.Until = morning
	}
	if o.Until.After(last) {
		o.Until = last
	}
	if p.Quiet(o.Until) {
		o.Until = p.evening(o.Until.Add(-12 * time.Hour))
	}
	return o, o.Until.Sub(o.At) >= leastAnswer
}

// Keys of the due list, and how rows name a registration.

func offerKey(id RegistrationID) string { return OfferDue + "/" + refOf(id) }
func lapseKey(id RegistrationID) string { return LapseDue + "/" + refOf(id) }

// String is how buttons, due rows and audit lines name the registration.
func (id RegistrationID) String() string { return refOf(id) }

// ParseRegistrationID reads what String gives.
func ParseRegistrationID(ref string) (RegistrationID, bool) { return idOf[RegistrationID](ref) }

func auditSeat(tx *Tx, by flows.PersonID, before Seat, r Registration) {
	tx.Audit(AuditLine{At: tx.Now, By: by, What: "seat", Ref: r.Event + "/" + r.ID.String(), Before: string(before), After: string(r.Seat)})
}

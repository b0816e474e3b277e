package programme

import (
	"strconv"
	"time"

	"partnerbot/flows"
)

// An event that is moved or called off changes for everybody who registered: their
// reminders, what they have said to them, and the offers that are held for them. They
// are told by a row of the due list for each; who cannot be told stands on the call
// list.

// MoveRefusal is why an event cannot be moved.
type MoveRefusal int

const (
	MoveGranted   MoveRefusal = iota
	MoveSame                  // it is then already
	MovePast                  // that time is over
	MoveBackwards             // it would end before it begins
	MoveOver                  // the event has begun, or is called off
)

// CanMove looks whether the event can be moved to that time.
func (e Event) CanMove(now time.Time, start, end Moment) MoveRefusal {
	switch state := e.State(now); {
	case state == EventCalledOff, state == EventOver, state == EventOn:
		return MoveOver
	case !end.At.After(start.At):
		return MoveBackwards
	case !start.At.After(now):
		return MovePast
	case start.At.Equal(e.Start.At) && end.At.Equal(e.End.At):
		return MoveSame
	}
	return MoveGranted
}

// Move puts the event on another time. What was said of the old one counts no more,
// and is asked anew.
func Move(tx *Tx, t *flows.Turn, p *Programme, code string, start, end Moment) (Event, MoveRefusal) {
	e, ok := tx.Events.Get(code)
	if !ok {
		return e, MoveOver
	}
	if why := e.CanMove(tx.Now, start, end); why != MoveGranted {
		return e, why
	}
	forgetReminders(tx, t, p, e)
	before := e
	e.moveLimits(p, start, tx.Now)
	e.Was, e.Start, e.End = e.Start, start, end
	e.Revision++
	e.Sequence++
	untold := tx.Now.Before(e.Placed.Told) // these news tell of the new place, too
	if untold {
		e.Placed.With, e.Placed.Told = e.Revision, time.Time{}
	}
	tx.Events.Put(code, e)
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "event moved", Ref: code, Before: before.Start.Wall, After: start.Wall})

	at := p.NewsAt(tx.Now, before.Start.At, start.At)
	for _, r := range tx.Registrations.OfEvent(code) {
		if !r.Live() {
			continue
		}
		r.AskedFor, r.Put, r.Later, r.Reminded = 0, 0, Later{}, passed(p, e, tx.Now)
		r.Presence, r.Marked = Unknown, Mark{} // noted at a door that is not open now
		tx.Registrations.Put(r.ID, r)
		t.Do(flows.Cancel{Key: silentKey(r.ID)})
		t.Do(flows.Cancel{Key: thanksKey(r.ID)})
		if r.Seat == Offered {
			offerAnew(tx, t, p, e, r)
		}
		if untold {
			e.dropPlaced(tx, t, r)
		}
		if who := tellOf(tx, r, AboutMoved); who != 0 {
			t.Do(flows.Schedule{
				Key: MovedDue + "/" + code + "/" + who.String(), At: at, Expires: e.Start.At, Kind: MovedDue,
				Ref: code + "/" + strconv.Itoa(e.Revision), Person: who,
			})
		}
		Remind(tx, t, p, e, r.By)
	}
	Refill(tx, t, p, e)
	AwaitEnd(tx, t, e)
	AwaitAlert(tx, t, p, e)
	return e, MoveGranted
}

// moveLimits keeps the limits of registration as many days before the event as they were,
// at the same time of the day. One that was closed opens again when the event is put off;
// second seats that were open stay so.
func (e *Event) moveLimits(p *Programme, start Moment, now time.Time) {
	days := p.daysFrom(e.Start.At, start.At)
	along := func(limit *time.Time) { *limit = limit.In(p.Location).AddDate(0, 0, days).UTC() }
	if !e.Closes.IsZero() {
		along(&e.Closes)
	}
	if e.SecondFrom.After(now) {
		along(&e.SecondFrom)
	}
	if closed := e.Closes; e.Opens.After(start.At) || !closed.IsZero() && e.Opens.After(closed) {
		along(&e.Opens) // it would never open
	}
}

// daysFrom is how many local days there are from one moment to the other.
func (p *Programme) daysFrom(from, to time.Time) int {
	day := func(at time.Time) time.Time {
		year, month, day := at.In(p.Location).Date()
		return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	}
	return int(day(to).Sub(day(from)).Hours()) / 24
}

// CallOff cancels the event for good. Its seats stay on record. False: it has begun, or
// is called off already.
func CallOff(tx *Tx, t *flows.Turn, p *Programme, code, why string) (Event, bool) {
	e, ok := tx.Events.Get(code)
	if state := e.State(tx.Now); !ok || state == EventCalledOff || state == EventOver || state == EventOn {
		return e, false
	}
	forgetReminders(tx, t, p, e)
	e.Cancelled, e.Why = tx.Now, why
	e.Sequence++
	tx.Events.Put(code, e)
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "event called off", Ref: code})
	AwaitEnd(tx, t, e)

	at := p.NewsAt(tx.Now, e.Start.At, e.Start.At)
	for _, r := range tx.Registrations.OfEvent(code) {
		if !r.Live() {
			continue
		}
		t.Do(flows.Cancel{Key: silentKey(r.ID)})
		release(t, r.ID)
		if who := tellOf(tx, r, AboutOff); who != 0 {
			t.Do(flows.Cancel{Key: MovedDue + "/" + code + "/" + who.String()})
			t.Do(flows.Cancel{Key: placedKey(code, who)})
			t.Do(flows.Schedule{Key: OffDue + "/" + code + "/" + who.String(), At: at, Expires: e.Start.At, Kind: OffDue, Ref: code, Person: who})
		}
	}
	return e, true
}

// Resize changes how many seats there are. Nobody loses a seat that they were
// promised: where there are fewer than that, none is free until enough of them were
// given up. False: nothing changes, or the event is over.
func Resize(tx *Tx, t *flows.Turn, p *Programme, code string, pool Pool, seats int) (Event, bool) {
	e, ok := tx.Events.Get(code)
	if state := e.State(tx.Now); !ok || seats < 0 || seats == e.SeatsFor(pool) || state == EventCalledOff || state == EventOver {
		return e, false
	}
	before := e.SeatsFor(pool)
	if pool == PoolNGO {
		e.Seats = seats
	} else {
		e.AuthoritySeats = seats
	}
	tx.Events.Put(code, e)
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "event resized", Ref: code, Before: strconv.Itoa(before), After: strconv.Itoa(seats)})
	Refill(tx, t, p, e)
	return e, true
}

// Reach is how many people will be told of a change of an event, and how many
// registrations there are of which nobody can be told in Telegram.
type Reach struct{ People, Calls int }

// ReachOf looks whom a change of the event touches.
func ReachOf(tx *Tx, code string) (reach Reach) {
	told := map[flows.PersonID]bool{}
	for _, r := range tx.Registrations.OfEvent(code) {
		if !r.Live() {
			continue
		}
		if who := Responsible(tx, r); who != 0 && tx.Chats.Reachable(who) {
			told[who] = true
		} else {
			reach.Calls++
		}
	}
	reach.People = len(told)
	return reach
}

// tellOf is who is told of a change of the event on which the registration is. Where
// that is nobody, it goes to the call list.
func tellOf(tx *Tx, r Registration, about string) flows.PersonID {
	who := Responsible(tx, r)
	if who == 0 || !tx.Chats.Reachable(who) {
		AddCall(tx, r, CallUnreachable, about)
		return 0
	}
	return who
}

// leaves is how long before an event people leave home for it.
const leaves = 2 * time.Hour

// NewsAt is when people are told of a change of an event that was, or is now, at those
// times: by day, but at once if it is that day, or if in the morning they would have
// left for it.
func (p *Programme) NewsAt(now, was, is time.Time) time.Time {
	morning := p.ByDay(now)
	for _, start := range []time.Time{was, is} {
		if p.dayOf(start) == p.dayOf(now) || morning.After(start.Add(-leaves)) {
			return now
		}
	}
	return morning
}

// forgetReminders takes the reminders of the event, as it stands, off everybody's due
// list.
func forgetReminders(tx *Tx, t *flows.Turn, p *Programme, e Event) {
	for _, r := range tx.Registrations.OfEvent(e.Code) {
		if r.By == 0 {
			continue
		}
		for _, s := range p.Reminders {
			t.Do(flows.Cancel{Key: ReminderKey(e, r.By, s.Code, 0)})
		}
		if r.Put > 0 {
			t.Do(flows.Cancel{Key: ReminderKey(e, r.By, r.Later.Step, r.Put)})
		}
	}
}

// offerAnew gives an offer a time that fits the event's new one.
func offerAnew(tx *Tx, t *flows.Turn, p *Programme, e Event, r Registration) {
	last := e.Start.At.Add(-offerEnds)
	if !r.Offer.Until.After(last) {
		return
	}
	offer, inTime := p.Seating.Offer(p, e, tx.Now)
	if !inTime { // it stands until the event; somebody has to call
		offer = Offer{At: r.Offer.At, Until: e.Start.At.Add(-time.Minute)}
		AddCall(tx, r, CallSeat, AboutOffer)
	}
	told := !r.Offer.At.After(tx.Now)
	r.Offer.Until = offer.Until
	if !told {
		r.Offer.At = offer.At
		t.Do(offerRow(r))
	}
	tx.Registrations.Put(r.ID, r)
	t.Do(lapseRow(r))
}

func silentKey(id RegistrationID) string { return SilentDue + "/" + refOf(id) }

package programme

import (
	"time"

	"partnerbot/flows"
)

// How an attendance was noted (Mark.How).
const (
	MarkedByButton = "button"
	MarkedByLine   = "line" // /here with numbers of the printed list
	MarkedByCode   = "code" // by themselves, at the door
	MarkedAtDoor   = "walkin"
)

// Kinds of due rows that come after an event.
const (
	EndedDue = "ended" // event: for the coordinators
	AfterDue = "after" // registration: thanks, or that they were missed
)

// afterEnd is how long after the end of an event who was there is thanked;
// secondThoughts, how long a mark that is made later can be taken back before
// somebody is told something on its account.
const (
	afterEnd       = time.Hour
	secondThoughts = 30 * time.Minute
	thanksExpire   = 14 * 24 * time.Hour
)

// Attend notes whether somebody was there; Unknown takes a mark back. What they are to
// be told afterwards follows from it. False: it is no line of the door list, the event
// has not come yet or was called off, or it stands so already.
func Attend(tx *Tx, t *flows.Turn, p *Programme, id RegistrationID, presence Presence, how string) (Registration, bool) {
	r, ok := tx.Registrations.Get(id)
	e, there := tx.Events.Get(r.Event)
	if !ok || !there || !r.OnDoorList() || !e.DoorIsOpen(p, tx.Now) || r.Presence == presence {
		return r, false
	}
	before := r.Presence
	r.Presence, r.Marked = presence, Mark{By: t.Person, At: tx.Now, How: how}
	if presence == Unknown {
		r.Marked = Mark{}
	}
	if r.Seat == WalkIn && presence != Present { // who came without a seat and was not there did not come
		r.Seat, r.Since, r.Ended = Cancelled, tx.Now, Removed
		auditSeat(tx, t.Person, WalkIn, r)
	}
	tx.Registrations.Put(id, r)
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "attendance", Ref: r.Event + "/" + id.String(), Before: string(before), After: string(presence)})
	awaitThanks(tx, t, p, e, r)
	followDoor(tx, t, p, e, r)
	return r, true
}

func thanksKey(id RegistrationID) string { return AfterDue + "/" + id.String() }

// awaitThanks puts what somebody is to be told after the event on the due list, or
// takes it off.
func awaitThanks(tx *Tx, t *flows.Turn, p *Programme, e Event, r Registration) {
	if r.By == 0 || r.Presence == Unknown {
		t.Do(flows.Cancel{Key: thanksKey(r.ID)})
		return
	}
	at := e.End.At.Add(afterEnd)
	if late := tx.Now.Add(secondThoughts); late.After(at) {
		at = late
	}
	t.Do(flows.Schedule{
		Key: thanksKey(r.ID), At: p.ByDay(at), Expires: e.ThanksExpire(), Kind: AfterDue, Ref: refOf(r.ID), Person: r.By,
	})
}

// PutOffThanks has what somebody is to be told after the event come in the next morning
// from the given time on.
func PutOffThanks(t *flows.Turn, p *Programme, e Event, r Registration, from time.Time) {
	t.Do(flows.Schedule{
		Key: thanksKey(r.ID), At: p.ByDay(from), Expires: e.ThanksExpire(), Kind: AfterDue, Ref: refOf(r.ID), Person: r.By,
	})
}

// Tomorrow is when the next local day begins, UTC.
func (p *Programme) Tomorrow(now time.Time) time.Time {
	local := now.In(p.Location)
	return time.Date(local.Year(), local.Month(), local.Day()+1, 0, 0, 0, 0, p.Location).UTC()
}

// ThanksExpire is until when it makes sense to speak of the event, UTC.
func (e Event) ThanksExpire() time.Time { return e.End.At.Add(thanksExpire) }

// AwaitEnd has the coordinators be told, after the event, how many were there and whose
// mark is missing. It is to be called whenever the event has another end.
func AwaitEnd(tx *Tx, t *flows.Turn, e Event) {
	key := EndedDue + "/" + e.Code
	at := e.End.At.Add(afterEnd)
	switch {
	case !e.Cancelled.IsZero():
		t.Do(flows.Cancel{Key: key})
	case at.After(tx.Now):
		t.Do(flows.Schedule{Key: key, At: at, Kind: EndedDue, Ref: e.Code})
	}
}

// AwaitEnds does so for all events.
func AwaitEnds(tx *Tx, t *flows.Turn) {
	for _, e := range Events(tx) {
		AwaitEnd(tx, t, e)
	}
}

// AbsentAll notes everybody on the door list of whom nothing is noted as absent. It
// returns how many there were.
func AbsentAll(tx *Tx, t *flows.Turn, p *Programme, code string) int {
	n := 0
	for _, l := range DoorList(tx, code) {
		if l.Presence != Unknown {
			continue
		}
		if _, ok := Attend(tx, t, p, l.ID, Absent, MarkedByButton); ok {
			n++
		}
	}
	return n
}

// ComeIn notes somebody at the door who is on no list. An organisation that waits for a
// seat, or has one offered, has come with that registration; its seat is free for the
// next. Name is that of who comes, empty where it was not given. False: the door is not
// open.
func ComeIn(tx *Tx, t *flows.Turn, p *Programme, code string, id OrganisationID, name string) (Registration, bool) {
	e, ok := tx.Events.Get(code)
	if _, known := tx.Organisations.Get(id); !ok || !known || !e.DoorIsOpen(p, tx.Now) {
		return Registration{}, false
	}
	NumberDoors(tx, code) // who is expected comes before who comes in
	r := Registration{Event: code, Organisation: id, By: memberCalled(tx, id, name), At: tx.Now}
	for _, waits := range LiveOf(tx, code, id) {
		if waits.Seat != Confirmed {
			r = waits
			break
		}
	}
	before := r.Seat
	if r.ID == 0 {
		r.ID = tx.NewRegistration()
	} else {
		release(t, r.ID)
	}
	if by, _ := tx.People.Get(r.By); name != "" && NameKey(by.Name) != NameKey(name) {
		r.Attendee = name
	}
	r.Seat, r.Since = WalkIn, tx.Now
	tx.Registrations.Put(r.ID, r)
	auditSeat(tx, t.Person, before, r)
	if before == Offered {
		Refill(tx, t, p, e)
	}
	NumberDoors(tx, code)
	return Attend(tx, t, p, r.ID, Present, MarkedAtDoor)
}

// memberCalled is who speaks for the organisation and has the name; 0: nobody.
func memberCalled(tx *Tx, id OrganisationID, name string) flows.PersonID {
	for _, key := range tx.Memberships.OfOrganisation(id) {
		m, _ := tx.Memberships.Get(key)
		if p, ok := tx.People.Get(key.Person); ok && m.Standing == InForce && name != "" && NameKey(p.Name) == NameKey(name) {
			return key.Person
		}
	}
	return 0
}

package programme

import (
	"cmp"
	"slices"
	"time"

	"partnerbot/flows"
)

// What somebody who has to be called was to be told.
const (
	AboutReminder = "reminder"
	AboutPlace    = "place"
	AboutMoved    = "moved"
	AboutOff      = "cancelled"
	AboutOffer    = "offer"
)

// What came of a call.
const (
	SaidYes      = "yes"
	SaidNo       = "no"
	SaidNoAnswer = "noanswer"
)

// AddCall puts a line on the coordinators' call list. One that is there already and
// was not called about stays as it is.
func AddCall(tx *Tx, r Registration, why CallWhy, about string) {
	key := CallKey{Registration: r.ID, Why: why}
	if c, ok := tx.Calls.Get(key); ok && c.Done.IsZero() && (c.About == about || about == AboutPlace && c.About == AboutMoved) {
		return // who is called about the time hears the place, too
	}
	tx.Calls.Put(key, Call{Event: r.Event, About: about, At: tx.Now})
}

// DropCall takes a line off the list that has become needless: the message has
// arrived after all.
func DropCall(tx *Tx, id RegistrationID, why CallWhy, about string) {
	key := CallKey{Registration: id, Why: why}
	if c, ok := tx.Calls.Get(key); ok && c.Done.IsZero() && c.About == about {
		tx.Calls.Delete(key)
	}
}

// ToCall is somebody who has to be called: one registration with everything that has to
// be said about it.
type ToCall struct {
	Registration Registration
	Event        Event
	Calls        map[CallWhy]Call
	About        string    // the weightiest of what is to be said
	Since        time.Time // the first of them
	Tried        time.Time // they were called and did not answer
}

// Person is whom to call in the first place; 0: nobody who is in Telegram speaks for
// it, and the organisation's contact is to be called.
func (c ToCall) Person(tx *Tx) flows.PersonID { return Responsible(tx, c.Registration) }

// CallList are those who still have to be called, by event, the longest waiting first.
// What has settled itself is left out.
func CallList(tx *Tx) []ToCall {
	found := map[RegistrationID]*ToCall{}
	for key, call := range tx.Calls.All() {
		r, ok := tx.Registrations.Get(key.Registration)
		e, there := tx.Events.Get(r.Event)
		if !ok || !there || !call.open(tx, key, e, r) {
			continue
		}
		c := found[r.ID]
		if c == nil {
			c = &ToCall{Registration: r, Event: e, Calls: map[CallWhy]Call{}, Since: call.At}
			found[r.ID] = c
		}
		c.Calls[key.Why] = call
		if weight(call.About) > weight(c.About) {
			c.About = call.About
		}
		if call.At.Before(c.Since) {
			c.Since = call.At
		}
		if call.Said == SaidNoAnswer {
			c.Tried = call.triedLast(c.Tried)
		}
	}
	var list []ToCall
	for _, c := range found {
		list = append(list, *c)
	}
	slices.SortFunc(list, func(a, b ToCall) int {
		return cmp.Or(a.Event.Start.At.Compare(b.Event.Start.At), a.Tried.Compare(b.Tried), a.Since.Compare(b.Since), cmp.Compare(a.Registration.ID, b.Registration.ID))
	})
	return list
}

// CallOf is the line of one registration; false when there is nothing to call about any
// more.
func CallOf(tx *Tx, id RegistrationID) (ToCall, bool) {
	list := CallList(tx)
	i := slices.IndexFunc(list, func(c ToCall) bool { return c.Registration.ID == id })
	if i < 0 {
		return ToCall{}, false
	}
	return list[i], true
}

// open reports whether there still is something to say.
func (c Call) open(tx *Tx, key CallKey, e Event, r Registration) bool {
	if !c.Done.IsZero() || !tx.Now.Before(e.End.At) {
		return false
	}
	off := !e.Cancelled.IsZero()
	switch {
	case c.About == AboutOff:
		return off
	case off, !r.Live(), r.Presence != Unknown: // at the door it is seen who has come
		return false
	case c.About == CallLeft, c.About == AboutPlace: // that they come is no word to the place
		return true
	case key.Why == CallSilent && r.AskedFor < 2: // it was moved since, and is asked anew
		return false
	case key.Why == CallSeat:
		return r.Seat == Waiting && LineOf(tx, e, poolOf(tx, r)).open() || r.Seat == Offered
	}
	return !r.Coming(e)
}

func (c Call) triedLast(other time.Time) time.Time {
	if c.Tried.After(other) {
		return c.Tried
	}
	return other
}

// open reports whether the pool has a seat that nobody holds.
func (l Line) open() bool { return len(l.Held) < l.Seats }

func poolOf(tx *Tx, r Registration) Pool {
	o, _ := tx.Organisations.Get(r.Organisation)
	return PoolOf(o)
}

func weight(about string) int {
	return slices.Index([]string{"", AboutReminder, CallLeft, AboutOffer, AboutPlace, AboutMoved, AboutOff}, about)
}

// Called writes down what came of a call. A yes is a word to the reminders, or takes
// the seat that was free; a no gives the seat up, for who is next; after no answer the
// line stays. False: there is nothing to call about any more.
func Called(tx *Tx, t *flows.Turn, p *Programme, id RegistrationID, said string) bool {
	c, ok := CallOf(tx, id)
	if !ok {
		return false
	}
	for why, call := range c.Calls {
		call.By, call.Said = t.Person, said
		if said == SaidNoAnswer {
			call.Tried = tx.Now
		} else {
			call.Done = tx.Now
		}
		tx.Calls.Put(CallKey{Registration: id, Why: why}, call)
	}
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "called", Ref: c.Event.Code + "/" + id.String(), After: said})
	if c.About == AboutOff {
		return true
	}
	switch r := c.Registration; {
	case said == SaidYes && r.Seat == Waiting && c.Calls[CallSeat].About != "":
		SeatCalled(tx, t, p, id)
	case said == SaidYes && r.Seat == Offered:
		Accept(tx, t, p, id)
	case said == SaidNo && r.Seat == Offered:
		GiveUp(tx, t, p, id, Declined)
	case said == SaidNo:
		GiveUp(tx, t, p, id, GaveUp)
	}
	r, _ := tx.Registrations.Get(id)
	if said == SaidYes && r.Seat == Confirmed {
		Comes(tx, t, id)
	}
	// Who is in Telegram reads there what came of the call: a coordinator may have
	// pressed the wrong button.
	switch before := c.Registration.Seat; {
	case before != Confirmed && r.Seat == Confirmed:
		Notify(tx, t, p, r, Responsible(tx, r), ChangeSeated, flows.Group)
	case before == Confirmed && !r.Live():
		Notify(tx, t, p, r, Responsible(tx, r), ChangeEnded, flows.Group)
	}
	return true
}

// SeatCalled gives somebody who waits the seat that is free, because they have said on the
// phone that they come. False: they do not wait, or there is none.
func SeatCalled(tx *Tx, t *flows.Turn, p *Programme, id RegistrationID) bool {
	r, ok := tx.Registrations.Get(id)
	e, there := tx.Events.Get(r.Event)
	if !ok || !there || r.Seat != Waiting || !LineOf(tx, e, poolOf(tx, r)).open() || !tx.Now.Before(e.End.At) {
		return false
	}
	r.Seat, r.Since = Confirmed, tx.Now
	tx.Registrations.Put(id, r)
	auditSeat(tx, t.Person, Waiting, r)
	Remind(tx, t, p, e, r.By)
	return true
}

// Comes writes down a yes to the event as it is now. False: it stands already, or the
// registration has no seat.
func Comes(tx *Tx, t *flows.Turn, id RegistrationID) bool {
	r, ok := tx.Registrations.Get(id)
	e, there := tx.Events.Get(r.Event)
	if !ok || !there || r.Seat != Confirmed || r.Coming(e) || !e.Cancelled.IsZero() {
		return false
	}
	r.Said = Said{Yes: true, Revision: e.Revision, At: tx.Now}
	tx.Registrations.Put(id, r)
	t.Do(flows.Cancel{Key: silentKey(id)})
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "coming", Ref: r.Event + "/" + id.String()})
	return true
}

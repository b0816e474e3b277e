package programme

import (
	"slices"
	"strings"
	"time"

	"partnerbot/flows"
)

// What people have not done yet, and a coordinator may remind them of at once.

// UndoneWhat is what that is.
type UndoneWhat string

const (
	UndoneSurvey   UndoneWhat = "survey"   // their organisation’s survey was not sent
	UndoneRegister UndoneWhat = "register" // nobody of their organisation is registered for the event
	UndoneComing   UndoneWhat = "coming"   // they were asked whether they come to the event, and have not said
)

// Withheld is why somebody is not reminded now.
type Withheld string

const (
	HeldQuiet   Withheld = "quiet"   // wants no unasked messages
	HeldConsent Withheld = "consent" // has not agreed to the present text
	HeldStopped Withheld = "stopped" // has blocked the bot
	HeldToday   Withheld = "today"   // got something unasked today, or will yet
	HeldHere    Withheld = "here"    // writes with the bot just now
)

// HeldReasons are all of them, in the order in which they are shown.
func HeldReasons() []Withheld {
	return []Withheld{HeldToday, HeldHere, HeldQuiet, HeldStopped, HeldConsent}
}

// Undone is what some people have not done.
type Undone struct {
	What  UndoneWhat
	Event string // code; empty for the survey
	Now   []flows.PersonID
	Held  map[Withheld][]flows.PersonID
}

// All is how many have not done it.
func (u Undone) All() int {
	n := len(u.Now)
	for _, some := range u.Held {
		n += len(some)
	}
	return n
}

// EverythingUndone is what somebody has not done and can do now: the survey, then by event.
func EverythingUndone(tx *Tx, p *Programme) []Undone {
	all := []Undone{UndoneOf(tx, p, UndoneSurvey, "")}
	for _, e := range Events(tx) {
		all = append(all, UndoneOf(tx, p, UndoneRegister, e.Code), UndoneOf(tx, p, UndoneComing, e.Code))
	}
	return slices.DeleteFunc(all, func(u Undone) bool { return u.All() == 0 })
}

// UndoneOf looks who has not done it, in the order of their numbers.
func UndoneOf(tx *Tx, p *Programme, what UndoneWhat, event string) Undone {
	return undoneOf(tx, p, what, event, func(id flows.PersonID) bool { return len(Reminders(tx, p, id)) > 0 })
}

// undoneOf: reminded tells who is to be reminded of an event on that day.
func undoneOf(tx *Tx, p *Programme, what UndoneWhat, event string, reminded func(flows.PersonID) bool) Undone {
	u := Undone{What: what, Event: event, Held: map[Withheld][]flows.PersonID{}}
	for id, person := range tx.People.All() {
		if person.Joined.IsZero() || !HasUndone(tx, p, what, event, id) {
			continue
		}
		why := heldBack(tx, p, id, what != UndoneComing)
		if why == "" && reminded(id) {
			why = HeldToday
		}
		if why == "" {
			u.Now = append(u.Now, id)
		} else {
			u.Held[why] = append(u.Held[why], id)
		}
	}
	return u
}

// HasUndone reports whether the person has not done it, and can.
func HasUndone(tx *Tx, p *Programme, what UndoneWhat, event string, id flows.PersonID) bool {
	e, ok := tx.Events.Get(event)
	switch {
	case what == UndoneSurvey:
		return len(Unsent(tx, p, id)) > 0
	case !ok:
		return false
	case what == UndoneRegister:
		return len(UnregisteredOf(tx, e, id)) > 0
	}
	return e.ToCome(tx.Now) && slices.ContainsFunc(ConfirmedOf(tx, event, id), func(r Registration) bool { return r.AskedFor > 0 && !r.Coming(e) })
}

// UnregisteredOf are the organisations for which the person speaks, the event is open and
// nobody is registered.
func UnregisteredOf(tx *Tx, e Event, id flows.PersonID) []Organisation {
	if e.State(tx.Now) != EventOpen {
		return nil
	}
	var out []Organisation
	for _, key := range tx.Memberships.OfPerson(id) {
		o, _ := tx.Organisations.Get(key.Organisation)
		if inForce(tx, key) && e.For(o) && len(LiveOf(tx, e.Code, o.ID)) == 0 {
			out = append(out, o)
		}
	}
	return out
}

// heldBack is why somebody is not nudged at that moment; empty: they are. Nudges give way to
// all else that somebody gets unasked on that day, and to the day of an event. Who has a
// seat has asked to be reminded of that event: wish says that it is something else.
func heldBack(tx *Tx, p *Programme, id flows.PersonID, wish bool) Withheld {
	person, _ := tx.People.Get(id)
	last, _ := tx.Unasked.Get(id)
	s, _ := tx.Sessions.Get(id)
	today := p.dayOf(tx.Now)
	switch {
	case person.Consent.Version != p.Consent.Version:
		return HeldConsent
	case wish && person.Quiet:
		return HeldQuiet
	case !tx.Chats.Reachable(id):
		return HeldStopped
	case last.Day == today || slices.ContainsFunc(tx.Registrations.OfPerson(id), func(r Registration) bool {
		e, ok := tx.Events.Get(r.Event)
		return ok && r.Seat == Confirmed && e.Cancelled.IsZero() && e.Day(p) == today
	}):
		return HeldToday
	case wish && tx.Now.Sub(s.At) < nudgeApart:
		return HeldHere
	}
	return ""
}

// RoundDue is the kind of the due row with which a round leaves, and begins the report of
// each of its messages. Its Ref is the round's key.
const RoundDue = "round"

// noEvent stands in a round's key where it is about none.
const noEvent = "-"

// RoundKey names a round by what it is about and its local day: "register/training1/2027-03-01".
func RoundKey(p *Programme, what UndoneWhat, event string, at time.Time) string {
	if event == "" {
		event = noEvent
	}
	return string(what) + "/" + event + "/" + p.dayOf(at)
}

// RoundOf reads such a key.
func RoundOf(key string) (what UndoneWhat, event, day string, ok bool) {
	part := strings.Split(key, "/")
	if len(part) != 3 {
		return "", "", "", false
	}
	if event = part[1]; event == noEvent {
		event = ""
	}
	return UndoneWhat(part[0]), event, part[2], true
}

// BeginRound has everybody reminded who has not done it: now, or in the morning. False:
// there is a round of that day already.
func BeginRound(tx *Tx, t *flows.Turn, p *Programme, what UndoneWhat, event string) (key string, ok bool) {
	at := p.ByDay(tx.Now)
	key = RoundKey(p, what, event, at)
	if _, there := tx.Rounds.Get(key); there {
		return key, false
	}
	tx.Rounds.Put(key, Round{At: tx.Now, By: t.Person})
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "reminded", Ref: key})
	t.Do(flows.Schedule{Key: RoundDue + "/" + key, At: at, Expires: p.evening(at).Add(time.Minute), Kind: RoundDue, Ref: key})
	return key, true
}

// RoundSumDue is the kind of the row that has the coordinators told how a round fares some
// time after it left: of who had done it meanwhile nothing is heard. Its Ref is the key.
const (
	RoundSumDue = "roundsum"
	roundSum    = 10 * time.Minute
)

// Leaves notes that a round has left, to so many people.
func (r Round) Leaves(tx *Tx, t *flows.Turn, key string, to int) {
	r.Begun, r.To = tx.Now, to
	tx.Rounds.Put(key, r)
	if to > 0 {
		t.Do(flows.Schedule{Key: RoundSumDue + "/" + key, At: tx.Now.Add(roundSum), Kind: RoundSumDue, Ref: key})
	}
}

// Left is how many messages of the round are on their way.
func (r Round) Left() int { return max(0, r.To-r.Sent-r.Lost-r.Doubt-r.Needed) }

// RoundHeard counts what became of one message of a round; done says that nothing more is
// on its way.
func RoundHeard(tx *Tx, t *flows.Turn, key string, result flows.Result) (done bool) {
	r, ok := tx.Rounds.Get(key)
	if !ok {
		return false
	}
	switch result {
	case flows.Sent:
		r.Sent++
	case flows.InDoubt:
		r.Doubt++
	case flows.Unreachable, flows.Refused:
		r.Lost++
	case flows.Skipped:
		r.Needed++
	case flows.Unsent:
		return false
	}
	tx.Rounds.Put(key, r)
	if r.Left() > 0 {
		return false
	}
	t.Do(flows.Cancel{Key: RoundSumDue + "/" + key})
	return true
}

package programme

import (
	"strings"
	"time"

	"partnerbot/flows"
)

// A seat is the organisation's. When who answers for it no longer speaks for the
// organisation, a colleague answers for it from then on; where there is none, the
// coordinators call, or, when they were to come themselves and have erased
// themselves, the next in line has it.

// HandedDue is the kind of the due row that tells somebody that they answer for a
// registration, or that it no longer says who comes. Its Ref is registration/why.
const HandedDue = "handed"

// Handed is why.
type Handed string

const (
	HandedLeft Handed = "left" // who registered no longer speaks for the organisation
	HandedName Handed = "name" // the colleague who was to come has erased themselves
)

// CallLeft is what a call is about when nobody in Telegram answers for a seat any
// more.
const CallLeft = "left"

// ErasedName stands where the name of a colleague stood who has erased themselves.
const ErasedName = "…"

// HandedOf reads the Ref of a HandedDue row.
func HandedOf(ref string) (RegistrationID, Handed, bool) {
	registration, why, _ := strings.Cut(ref, "/")
	id, ok := ParseRegistrationID(registration)
	return id, Handed(why), ok
}

// SeatsOf are the registrations for events to come for which the person answers.
func SeatsOf(tx *Tx, person flows.PersonID) []Registration {
	var seats []Registration
	for _, r := range tx.Registrations.OfPerson(person) {
		if e, ok := tx.Events.Get(r.Event); ok && r.Live() && e.ToCome(tx.Now) {
			seats = append(seats, r)
		}
	}
	return seats
}

// SeatsIn are those of one organisation.
func SeatsIn(tx *Tx, key MembershipKey) []Registration {
	var seats []Registration
	for _, r := range SeatsOf(tx, key.Person) {
		if r.Organisation == key.Organisation {
			seats = append(seats, r)
		}
	}
	return seats
}

// ToCome reports whether the event takes place and has not begun.
func (e Event) ToCome(now time.Time) bool { return e.Cancelled.IsZero() && now.Before(e.Start.At) }

// handOver passes on the seats for which somebody answers who leaves.
func handOver(tx *Tx, t *flows.Turn, p *Programme, from flows.PersonID, seats []Registration, erased bool) {
	for _, was := range seats {
		r, _ := tx.Registrations.Get(was.ID) // a seat that was freed before may have been offered to it
		e, _ := tx.Events.Get(r.Event)
		leaves := comesAs(tx, r, from)
		switch to := colleague(tx, r, from); {
		case to != 0:
			pass(tx, t, p, e, r, to, leaves)
		case erased && leaves:
			GiveUp(tx, t, p, r.ID, WasErased)
		default:
			if erased {
				r.By = 0
				tx.Registrations.Put(r.ID, r)
				hold(t, r)
			}
			AddCall(tx, r, CallUnreachable, CallLeft)
		}
	}
}

// comesAs reports whether it is that person who comes.
func comesAs(tx *Tx, r Registration, person flows.PersonID) bool {
	record, _ := tx.People.Get(person)
	return r.Attendee == "" && r.By == person || r.Attendee != "" && record.Traces().InContact(r.Attendee)
}

// colleague is who answers for the registration in place of somebody: first the one
// who comes, then who can be reached, then who joined first. Who comes to the event
// already with another seat cannot take this one as well. 0: nobody.
func colleague(tx *Tx, r Registration, instead flows.PersonID) flows.PersonID {
	best, rank := flows.PersonID(0), 0
	for _, key := range tx.Memberships.OfOrganisation(r.Organisation) {
		person, _ := tx.People.Get(key.Person)
		if key.Person == instead || person.Joined.IsZero() || !inForce(tx, key) || comesElse(tx, r, key.Person) {
			continue
		}
		is := 1
		if tx.Chats.Reachable(key.Person) {
			is = 2
		}
		if r.Attendee != "" && comesAs(tx, r, key.Person) {
			is = 3
		}
		if is > rank {
			best, rank = key.Person, is
		}
	}
	return best
}

// comesElse reports whether the person comes to the event themselves, with another seat:
// of an organisation for which they still speak.
func comesElse(tx *Tx, r Registration, person flows.PersonID) bool {
	for _, other := range RegistrationsAt(tx, r.Event, person) {
		key := MembershipKey{Person: person, Organisation: other.Organisation}
		if other.ID != r.ID && other.Live() && comesAs(tx, other, person) && inForce(tx, key) {
			return true
		}
	}
	return false
}

// pass has a colleague answer for the registration. leaves: who was to come does not;
// what they said of themselves goes, and the colleague is expected.
func pass(tx *Tx, t *flows.Turn, p *Programme, e Event, r Registration, to flows.PersonID, leaves bool) {
	from := r.By
	askAnew(tx, t, p, e, &r)
	r.By = to
	if leaves {
		r.Attendee, r.Said, r.Needs, r.Before, r.BeforeSent = "", Said{}, nil, nil, time.Time{}
	} else if comesAs(tx, r, to) {
		r.Attendee = "" // they come themselves
	}
	tx.Registrations.Put(r.ID, r)
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "seat handed over", Ref: r.Event + "/" + r.ID.String(), Before: from.String(), After: to.String()})
	Remind(tx, t, p, e, from)
	Remind(tx, t, p, e, to)
	if r.Seat == Offered {
		hold(t, r) // they hear of the offer itself
		return
	}
	tellHanded(tx, t, p, e, r, HandedLeft)
}

// askAnew forgets what whoever answers for the registration was asked, and what they
// have put off: another one answers from now on.
func askAnew(tx *Tx, t *flows.Turn, p *Programme, e Event, r *Registration) {
	t.Do(flows.Cancel{Key: silentKey(r.ID)})
	if !r.Later.At.IsZero() {
		t.Do(flows.Cancel{Key: ReminderKey(e, r.By, r.Later.Step, r.Put)})
	}
	r.AskedFor, r.Put, r.Later, r.Reminded = 0, 0, Later{}, passed(p, e, tx.Now)
}

// unname is for the registrations of others that name somebody who is erased: who
// answers for them is asked who comes.
func unname(tx *Tx, t *flows.Turn, p *Programme, person flows.PersonID) {
	for _, e := range tx.Events.All() {
		if !e.ToCome(tx.Now) {
			continue
		}
		for _, r := range tx.Registrations.OfEvent(e.Code) {
			if r.Live() && r.By != person && r.Attendee != "" && comesAs(tx, r, person) {
				tellHanded(tx, t, p, e, r, HandedName)
			}
		}
	}
}

func tellHanded(tx *Tx, t *flows.Turn, p *Programme, e Event, r Registration, why Handed) {
	if r.By == 0 {
		return
	}
	t.Do(flows.Schedule{
		Key: HandedDue + "/" + r.ID.String(), At: p.ByDay(tx.Now), Expires: e.Start.At, Kind: HandedDue, Ref: r.ID.String() + "/" + string(why), Person: r.By,
	})
}

package programme

import (
	"slices"
	"strconv"
	"time"

	"partnerbot/flows"
)

// Step is one reminder of the ladder: so long before an event begins. Exactly one of
// the two is set.
type Step struct {
	Code   string        // days7, hours2
	Days   int           // at the same hour of the day, by the calendar
	Before time.Duration // by the clock
}

// When is the instant of the reminder, UTC; one that falls into the night moves to the
// morning. False: there is none, since it would come after the event has begun.
func (s Step) When(p *Programme, e Event) (time.Time, bool) {
	start := e.Start.In(p)
	at := start.Add(-s.Before)
	if s.Days > 0 {
		at = start.AddDate(0, 0, -s.Days)
	}
	at = p.ByDay(at)
	return at, at.Before(e.Start.At)
}

// Kinds of due rows that concern events. Their Ref is in each case what the comment
// says; Person is whom it concerns.
const (
	RemindDue = "remind"    // event/step
	SilentDue = "silent"    // registration: nobody has answered the reminders, or can be reminded
	OfferDue  = "offer"     // registration: tell that a seat is offered
	LapseDue  = "lapse"     // registration: the offer passes on
	MovedDue  = "moved"     // event/revision
	OffDue    = "calledoff" // event
)

// ReminderKey names a reminder: what must happen once.
func ReminderKey(e Event, person flows.PersonID, step string, put int) string {
	return "r/" + e.Code + "/" + person.String() + "/" + step + "/" + strconv.Itoa(e.Revision) + "/" + strconv.Itoa(put)
}

// callInstead has those called, at the first reminder that is ahead, whom a coordinator
// has registered and nobody can remind in Telegram.
func callInstead(tx *Tx, t *flows.Turn, p *Programme, e Event) {
	for _, r := range tx.Registrations.OfEvent(e.Code) {
		if r.By != 0 || r.Attendee == "" || r.Attendee == ErasedName {
			continue
		}
		key := silentKey(r.ID)
		if r.Seat != Confirmed || !e.Cancelled.IsZero() || !tx.Now.Before(e.Start.At) {
			t.Do(flows.Cancel{Key: key})
			continue
		}
		at := tx.Now // all reminders are past
		for _, s := range p.Reminders {
			if when, ok := s.When(p, e); ok && when.After(tx.Now) {
				at = when
				break
			}
		}
		t.Do(flows.Schedule{Key: key, At: at, Expires: e.Start.At, Kind: SilentDue, Ref: refOf(r.ID)})
	}
}

// Remind puts the reminders for the event on the person's due list, or takes them
// off when they answer for no seat there. What is past is left out.
func Remind(tx *Tx, t *flows.Turn, p *Programme, e Event, person flows.PersonID) {
	if person == 0 {
		callInstead(tx, t, p, e)
		return
	}
	needed := slices.ContainsFunc(RegistrationsAt(tx, e.Code, person), func(r Registration) bool { return r.Seat == Confirmed })
	for _, s := range p.Reminders {
		key := ReminderKey(e, person, s.Code, 0)
		at, ok := s.When(p, e)
		if !needed || !ok || !e.Cancelled.IsZero() {
			t.Do(flows.Cancel{Key: key})
		} else if at.After(tx.Now) {
			t.Do(flows.Schedule{Key: key, At: at, Expires: e.Start.At, Kind: RemindDue, Ref: e.Code + "/" + s.Code, Person: person})
		}
	}
}

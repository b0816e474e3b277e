package programme

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"partnerbot/flows"
)

// Planned is something that the program will write by itself, as far as the records
// tell today.
type Planned struct {
	At     time.Time        // UTC
	Kind   string           // of the due rows: RemindDue, NudgeDue, …
	Event  string           // code; empty where it is about none
	People []flows.PersonID // who gets it
	Calls  int              // how many cannot be reached in Telegram and have to be called
}

// Forecast tells what the rows of the due list will have people told until then. A row
// that is late goes when the program next runs: now, or in the morning.
func Forecast(tx *Tx, p *Programme, rows []flows.DueRow, until time.Time) []Planned {
	var all []Planned
	for _, row := range rows {
		at := row.At
		if at.Before(tx.Now) {
			at = tx.Now
		}
		at = p.ByDay(at)
		if !at.Before(until) || !row.Expires.IsZero() && !at.Before(row.Expires) {
			continue
		}
		event, people := told(tx, p, row, at)
		for _, id := range people {
			all = plan(all, Planned{At: at, Kind: row.Kind, Event: event}, id, tx.Chats.Reachable(id))
		}
	}
	slices.SortStableFunc(all, func(a, b Planned) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Event, b.Event))
	})
	return all
}

// told is whom the row concerns if things stay as they are: looked at as it will be
// when it is due.
func told(tx *Tx, p *Programme, row flows.DueRow, at time.Time) (event string, people []flows.PersonID) {
	one := []flows.PersonID{row.Person}
	switch row.Kind {
	case NudgeDue:
		if !p.HasNudge(row.Ref) {
			return "", nil
		}
		then := *tx
		then.Now = at
		for _, n := range Nudges(&then, p) {
			people = append(people, n.Person)
		}
		return "", people
	case RemindDue, MovedDue, OffDue:
		code, _, _ := strings.Cut(row.Ref, "/")
		e, ok := tx.Events.Get(code)
		if !ok || e.Cancelled.IsZero() == (row.Kind == OffDue) || !answersFor(tx, row.Person, code, row.Kind == RemindDue) {
			return "", nil
		}
		return code, one
	case OfferDue:
		id, _ := ParseRegistrationID(row.Ref)
		if r, ok := tx.Registrations.Get(id); ok && r.Seat == Offered && row.Person != 0 {
			return r.Event, one
		}
	}
	return "", nil
}

// answersFor reports whether the person answers for a registration of the event that
// stands, or where seated says so has a seat.
func answersFor(tx *Tx, id flows.PersonID, code string, seated bool) bool {
	return id != 0 && slices.ContainsFunc(tx.Registrations.OfPerson(id), func(r Registration) bool {
		return r.Event == code && r.Live() && (r.Seat == Confirmed || !seated) && Responsible(tx, r) == id
	})
}

// plan counts somebody in: once, whatever reminders of an event come at one time.
func plan(all []Planned, what Planned, id flows.PersonID, reachable bool) []Planned {
	at := slices.IndexFunc(all, func(one Planned) bool {
		return one.At.Equal(what.At) && one.Kind == what.Kind && one.Event == what.Event
	})
	if at < 0 {
		at, all = len(all), append(all, what)
	}
	switch {
	case !reachable:
		all[at].Calls++
	case !slices.Contains(all[at].People, id):
		all[at].People = append(all[at].People, id)
	}
	return all
}

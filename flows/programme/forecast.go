package programme

import (
	"cmp"
	"slices"
	"strconv"
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
	f := forecast{tx, p, map[flows.PersonID]map[string]bool{}}
	var coming []flows.DueRow
	for _, row := range rows {
		if row.At.Before(tx.Now) {
			row.At = tx.Now
		}
		if row.At = p.ByDay(row.At); !row.At.Before(until) || !row.Expires.IsZero() && !row.At.Before(row.Expires) {
			continue
		}
		coming = append(coming, row)
		if row.Kind == RemindDue && row.Person != 0 {
			if f.reminded[row.Person] == nil {
				f.reminded[row.Person] = map[string]bool{}
			}
			f.reminded[row.Person][p.dayOf(row.At)] = true
		}
	}
	var all []Planned
	for _, row := range coming {
		event, people := f.told(row)
		for _, id := range people {
			all = countIn(all, Planned{At: row.At, Kind: row.Kind, Event: event}, id, tx.Chats.Reachable(id))
		}
	}
	slices.SortStableFunc(all, func(a, b Planned) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Event, b.Event))
	})
	return all
}

// forecast knows on which days people have reminders.
type forecast struct {
	tx       *Tx
	p        *Programme
	reminded map[flows.PersonID]map[string]bool
}

// told is whom the row concerns if things stay as they are: looked at as it will be
// when it is due.
func (f forecast) told(row flows.DueRow) (event string, people []flows.PersonID) {
	one := []flows.PersonID{row.Person}
	ref, rest, _ := strings.Cut(row.Ref, "/")
	switch row.Kind {
	case NudgeDue:
		if !f.p.HasNudge(row.Ref) {
			return "", nil
		}
		then := *f.tx
		then.Now = row.At
		day := f.p.dayOf(row.At)
		for _, n := range nudges(&then, f.p, func(id flows.PersonID) bool { return f.reminded[id][day] }) {
			people = append(people, n.Person)
		}
		return "", people
	case TypedDue:
		if person, _ := f.tx.People.Get(row.Person); !person.Joined.IsZero() {
			return "", one
		}
	case TermDue:
		term, _ := f.tx.Terms.Get(f.p.Survey.Name)
		if person, _ := f.tx.People.Get(row.Person); refOf(uint64(term.Number)) == row.Ref && CanBeNudged(f.p, person) && hasBegun(f.tx, f.p, row.Person) {
			return "", one
		}
	case PlacedDue:
		e, ok := f.tx.Events.Get(ref)
		if ok && e.Cancelled.IsZero() && rest == strconv.Itoa(e.Placed.Revision) && answersFor(f.tx, row.Person, ref, false) {
			return ref, one
		}
	case RoundDue:
		what, code, _, ok := RoundOf(row.Ref)
		if !ok {
			return "", nil
		}
		then := *f.tx
		then.Now = row.At
		day := f.p.dayOf(row.At)
		return code, undoneOf(&then, f.p, what, code, func(id flows.PersonID) bool { return f.reminded[id][day] }).Now
	case RemindDue, MovedDue, OffDue:
		e, ok := f.tx.Events.Get(ref)
		if ok && e.Cancelled.IsZero() != (row.Kind == OffDue) && (row.Kind != MovedDue || rest == strconv.Itoa(e.Revision)) &&
			answersFor(f.tx, row.Person, ref, row.Kind == RemindDue) {
			return ref, one
		}
	case MergedDue:
		id, ok := idOf[OrganisationID](ref)
		o, there := OrganisationNow(f.tx, id)
		if ok && there && inForce(f.tx, MembershipKey{row.Person, o.ID}) {
			return "", one
		}
	case BroadcastDue:
		id, _ := ParseBroadcastID(row.Ref)
		return "", broadcastAhead(f.tx, f.p, id)
	case OfferDue, SeatDue, HandedDue, AfterDue:
		id, _ := ParseRegistrationID(ref)
		r, ok := f.tx.Registrations.Get(id)
		if ok && row.Person != 0 && (row.Kind != OfferDue || r.Seat == Offered) && (row.Kind != AfterDue || r.Presence != Unknown) {
			return r.Event, one
		}
	}
	return "", nil
}

// answersFor reports whether the person answers for a registration of the event that
// stands, or where seated says so has a seat.
func answersFor(tx *Tx, id flows.PersonID, code string, seated bool) bool {
	return id != 0 && slices.ContainsFunc(RegistrationsAt(tx, code, id), func(r Registration) bool {
		return r.Live() && (r.Seat == Confirmed || !seated) && Responsible(tx, r) == id
	})
}

// countIn counts somebody in: once, whatever reminders of an event come at one time.
func countIn(all []Planned, what Planned, id flows.PersonID, reachable bool) []Planned {
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

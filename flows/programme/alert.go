package programme

import (
	"strconv"
	"strings"
	"time"

	"partnerbot/flows"
)

// Five days before a meeting the coordinators are told if no authority, or no NGO, has
// a seat: there is time to call then.

// AlertDue is the kind of its due row; the Ref is event/revision, so that there is one
// for each time of the meeting.
const AlertDue = "alert"

const (
	alertDays = 5
	alertHour = 10 // local
	workFrom  = 9  // working hours, local
	workUntil = 18
)

// AwaitAlert puts it on the due list. It is to be called whenever the meeting is new or
// has another time.
func AwaitAlert(tx *Tx, t *flows.Turn, p *Programme, e Event) {
	if e.Kind != Meeting || e.State(tx.Now) >= EventOn {
		return
	}
	at := p.alertAt(e)
	if at.Before(tx.Now) { // who has just heard of it has a day to answer
		at = p.AtWork(tx.Now.Add(24 * time.Hour))
	}
	if !at.Before(e.Start.At) {
		return
	}
	ref := e.Code + "/" + strconv.Itoa(e.Revision)
	t.Do(flows.Schedule{Key: AlertDue + "/" + ref, At: at, Expires: e.Start.At, Kind: AlertDue, Ref: ref, Keep: true})
}

// AwaitAlerts does so at the start for all meetings whose alert is ahead, and for those
// that were just added: what was said is not said again.
func AwaitAlerts(tx *Tx, t *flows.Turn, p *Programme) {
	for _, e := range Events(tx) {
		if p.alertAt(e).After(tx.Now) || e.Added.Equal(tx.Now) {
			AwaitAlert(tx, t, p, e)
		}
	}
}

// alertAt is five days before the meeting, or on the Friday before those, UTC.
func (p *Programme) alertAt(e Event) time.Time {
	start := e.Start.In(p)
	at := time.Date(start.Year(), start.Month(), start.Day()-alertDays, alertHour, 0, 0, 0, p.Location)
	for !workday(at) {
		at = at.AddDate(0, 0, -1)
	}
	return at.UTC()
}

// AtWork is the first moment from at on, UTC, that lies in working hours.
func (p *Programme) AtWork(at time.Time) time.Time {
	local := at.In(p.Location)
	if workday(local) && local.Hour() >= workFrom && local.Hour() < workUntil {
		return at.UTC()
	}
	morning := time.Date(local.Year(), local.Month(), local.Day(), workFrom, 0, 0, 0, p.Location)
	for !workday(morning) || !morning.After(at) {
		morning = morning.AddDate(0, 0, 1)
	}
	return morning.UTC()
}

// Lack says of whom nobody has a seat at a meeting.
type Lack struct {
	Event             Event
	NGOs, Authorities bool            // it lacks them
	Seats             map[Pool][2]int // confirmed, and of how many
}

// LackOf looks whether the meeting that the row names lacks somebody; false where it is
// no longer planned so, or lacks nobody. A side for which there are no seats is not
// missed.
func LackOf(tx *Tx, ref string) (Lack, bool) {
	code, revision, _ := strings.Cut(ref, "/")
	e, ok := tx.Events.Get(code)
	if !ok || strconv.Itoa(e.Revision) != revision || e.State(tx.Now) >= EventOn {
		return Lack{}, false
	}
	l := Lack{Event: e, Seats: map[Pool][2]int{}}
	lacks := func(pool Pool) bool {
		line := LineOf(tx, e, pool)
		n := 0
		for _, r := range line.Held {
			if r.Seat == Confirmed {
				n++
			}
		}
		l.Seats[pool] = [2]int{n, line.Seats}
		return line.Seats > 0 && n == 0
	}
	l.NGOs, l.Authorities = lacks(PoolNGO), lacks(PoolAuthority)
	return l, l.NGOs || l.Authorities
}

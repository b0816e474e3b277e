package programme

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"partnerbot/flows"
)

// A person gets one message a day about everything that they have to be reminded of.
// What belongs into it is found in the records when the first row of that day is due;
// only the reminders of an event's own day come at their own time.

// Reminder is a step of the ladder that a person is due to be told.
type Reminder struct {
	Event Event
	Step  string
	Put   int // how often it was put off
	At    time.Time
	seats []RegistrationID // that it is about
}

// Key is what must happen once.
func (r Reminder) Key(person flows.PersonID) string {
	return ReminderKey(r.Event, person, r.Step, r.Put)
}

func (r Reminder) mark() string { return r.Step + "/" + strconv.Itoa(r.Put) }

// ConfirmedOf are the confirmed registrations for the event for which the person answers.
func ConfirmedOf(tx *Tx, code string, person flows.PersonID) []Registration {
	var seats []Registration
	for _, r := range RegistrationsAt(tx, code, person) {
		if r.Seat == Confirmed && Responsible(tx, r) == person {
			seats = append(seats, r)
		}
	}
	return seats
}

// Ahead are the events that the person has a seat for and that have not begun, in
// their order.
func Ahead(tx *Tx, person flows.PersonID) []Event {
	ahead, _ := aheadOf(tx, person, nil)
	return ahead
}

// aheadOf are those with the confirmed registrations for which the person answers, but
// for the events that are left out.
func aheadOf(tx *Tx, person flows.PersonID, but func(Event) bool) (ahead []Event, seats map[string][]Registration) {
	seats = map[string][]Registration{}
	answers := map[OrganisationID]bool{} // whether they do, for the organisation
	wanted := func(code string) bool {
		e, ok := tx.Events.Get(code)
		return ok && e.ToCome(tx.Now) && (but == nil || !but(e))
	}
	for _, r := range tx.Registrations.OfPersonAt(person, wanted) {
		if r.Seat != Confirmed {
			continue
		}
		if _, known := answers[r.Organisation]; !known {
			answers[r.Organisation] = Responsible(tx, r) == person
		}
		if answers[r.Organisation] {
			if len(seats[r.Event]) == 0 {
				e, _ := tx.Events.Get(r.Event)
				ahead = append(ahead, e)
			}
			seats[r.Event] = append(seats[r.Event], r)
		}
	}
	slices.SortFunc(ahead, inOrder)
	return ahead, seats
}

// Reminders are those that a message of now tells the person: what is due and was not
// told, and what is due later today, but for events of today.
func Reminders(tx *Tx, p *Programme, person flows.PersonID) []Reminder {
	var out []Reminder
	today := p.dayOf(tx.Now)
	ahead, seats := aheadOf(tx, person, func(e Event) bool { return p.farOff(e, tx.Now) })
	for _, e := range ahead {
		for _, r := range ladder(p, e, seats[e.Code]) {
			if !r.At.After(tx.Now) || p.dayOf(r.At) == today && e.Day(p) != today {
				out = append(out, r)
			}
		}
	}
	return out
}

// farOff reports whether no step of the ladder can be due on this day or before: most
// events are, and their steps need not be worked out.
func (p *Programme) farOff(e Event, now time.Time) bool {
	const day = 24 * time.Hour
	first := time.Duration(0)
	for _, s := range p.Reminders {
		first = max(first, time.Duration(s.Days)*day+s.Before)
	}
	return e.Start.At.Sub(now) > first+2*day
}

// ladder are the reminders of the event that were not told for each of the seats,
// which are one person's.
func ladder(p *Programme, e Event, seats []Registration) []Reminder {
	var all []Reminder
	for _, s := range p.Reminders {
		if at, ok := s.When(p, e); ok {
			all = append(all, Reminder{Event: e, Step: s.Code, At: at})
		}
	}
	for _, r := range seats {
		if !r.Later.At.IsZero() {
			all = append(all, Reminder{Event: e, Step: r.Later.Step, Put: r.Put, At: r.Later.At})
		}
	}
	for i := range all {
		for _, r := range seats {
			if all[i].At.After(r.Since) && !slices.Contains(r.Reminded, all[i].mark()) {
				all[i].seats = append(all[i].seats, r.ID)
			}
		}
	}
	return slices.DeleteFunc(all, func(m Reminder) bool { return len(m.seats) == 0 })
}

// RemindsAfter reports whether the ladder of the event has a step after that time.
func RemindsAfter(p *Programme, e Event, now time.Time) bool {
	return slices.ContainsFunc(p.Reminders, func(s Step) bool {
		at, ok := s.When(p, e)
		return ok && at.After(now)
	})
}

// passed marks the steps of the ladder whose time is over.
func passed(p *Programme, e Event, now time.Time) (marks []string) {
	for _, s := range p.Reminders {
		if at, ok := s.When(p, e); ok && !at.After(now) {
			marks = append(marks, Reminder{Step: s.Code}.mark())
		}
	}
	return marks
}

// Told notes that the person was told the reminders.
func Told(tx *Tx, told []Reminder) {
	for _, m := range told {
		for _, id := range m.seats {
			if r, ok := tx.Registrations.Get(id); ok && !slices.Contains(r.Reminded, m.mark()) {
				r.Reminded = append(r.Reminded, m.mark())
				tx.Registrations.Put(id, r)
			}
		}
	}
}

// Overtaken reports whether the reminder with that key need not be said any more: one of
// a later step was told since, or the event was moved. So nobody who had stopped the bot
// gets on their return everything that was held back.
func Overtaken(tx *Tx, key string, person flows.PersonID) bool {
	part := strings.Split(key, "/") // as ReminderKey has it
	if len(part) != 6 {
		return false
	}
	e, _ := tx.Events.Get(part[1])
	newest := false
	for _, r := range ConfirmedOf(tx, e.Code, person) {
		newest = newest || len(r.Reminded) > 0 && r.Reminded[len(r.Reminded)-1] == part[3]+"/"+part[5]
	}
	return !newest || strconv.Itoa(e.Revision) != part[4]
}

// OneADay reports whether the person may be reminded now: of an event of today at any
// time, of others unless they got something today that they had not asked for. What
// they then get counts.
func OneADay(tx *Tx, p *Programme, person flows.PersonID, reminders []Reminder) bool {
	today := p.dayOf(tx.Now)
	apart := slices.ContainsFunc(reminders, func(r Reminder) bool { return r.Event.Day(p) == today })
	others := slices.ContainsFunc(reminders, func(r Reminder) bool { return r.Event.Day(p) != today })
	if last, ok := tx.Unasked.Get(person); ok && last.Day == today && !apart {
		return false
	}
	if others {
		tx.Unasked.Put(person, Unasked{Day: today, What: "reminder"})
	}
	return true
}

// Defer leaves for another day a reminder for which there is no room today: the next
// one or, where the event is then, that of its own day. False: there is none.
func Defer(tx *Tx, t *flows.Turn, p *Programme, person flows.PersonID, r Reminder) bool {
	day := r.Event.Day(p)
	if at := p.nextDay(tx.Now); p.dayOf(at) < day {
		t.Do(r.row(person, at))
		return true
	}
	return slices.ContainsFunc(ladder(p, r.Event, ConfirmedOf(tx, r.Event.Code, person)), func(own Reminder) bool {
		return p.dayOf(own.At) == day && own.At.After(tx.Now)
	})
}

// PutOff has the person reminded of the event once more, tomorrow at this hour or, where
// that is too late, in the morning. False: that would be after it has begun.
func PutOff(tx *Tx, t *flows.Turn, p *Programme, person flows.PersonID, e Event) (time.Time, bool) {
	at, ok := tomorrow(p, e, tx.Now)
	if !ok {
		return at, false
	}
	seats := ConfirmedOf(tx, e.Code, person)
	again := Reminder{Event: e, At: at, Step: "again"}
	asks := slices.ContainsFunc(seats, func(r Registration) bool { return !r.Coming(e) })
	if !asks {
		return at, false // they have answered for all
	}
	for _, r := range RegistrationsAt(tx, e.Code, person) { // of seats that were given up, too: a key is used once
		again.Put = max(again.Put, r.Put+1)
	}
	for _, r := range seats {
		if r.Coming(e) {
			continue
		}
		t.Do(flows.Cancel{Key: Reminder{Event: e, Step: r.Later.Step, Put: r.Put}.Key(person)})
		r.Put, r.Later = again.Put, Later{Step: again.Step, At: at}
		tx.Registrations.Put(r.ID, r)
	}
	t.Do(again.row(person, at))
	return at, true
}

// CanPutOff reports whether PutOff would find a time.
func CanPutOff(p *Programme, e Event, now time.Time) bool {
	_, ok := tomorrow(p, e, now)
	return ok
}

func tomorrow(p *Programme, e Event, now time.Time) (time.Time, bool) {
	at := p.nextDay(now)
	if !at.Before(e.Start.At) {
		at = p.morningAfter(now)
	}
	return at, at.Before(e.Start.At)
}

func (r Reminder) row(person flows.PersonID, at time.Time) flows.Schedule {
	return flows.Schedule{
		Key: r.Key(person), At: at, Expires: r.Event.Start.At, Kind: RemindDue, Person: person,
		Ref: r.Event.Code + "/" + r.Step + "/" + strconv.Itoa(r.Put),
	}
}

// dayOf is the local day, as 2027-03-18.
func (p *Programme) dayOf(at time.Time) string { return at.In(p.Location).Format(time.DateOnly) }

// nextDay is tomorrow at this hour; in the morning where that is in the night.
func (p *Programme) nextDay(now time.Time) time.Time {
	if at := now.In(p.Location).AddDate(0, 0, 1); !p.Quiet(at) {
		return at.UTC()
	}
	return p.morningAfter(now)
}

// morningAfter is the first moment of tomorrow at which people may be written to.
func (p *Programme) morningAfter(now time.Time) time.Time {
	local := now.In(p.Location)
	return p.ByDay(time.Date(local.Year(), local.Month(), local.Day()+1, 0, 0, 0, 0, p.Location))
}

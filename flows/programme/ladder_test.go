package programme_test

import (
	"testing"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// sofia is where the programme is.
func sofia(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Sofia")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

var (
	days7  = programme.Step{Code: "days7", Days: 7}
	days1  = programme.Step{Code: "days1", Days: 1}
	hours2 = programme.Step{Code: "hours2", Before: 2 * time.Hour}
)

// Days count by the calendar and hours by the clock, on both sides of a clock change;
// nothing comes at night, nor after the event has begun.
func TestStepWhen(t *testing.T) {
	t.Parallel()
	const layout = "2006-01-02 15:04 -0700"
	p := &programme.Programme{Location: sofia(t)}
	for _, c := range []struct {
		name  string
		step  programme.Step
		start string // local
		want  string // local; empty: none
	}{
		{"a week before", days7, "2027-03-18 09:30", "2027-03-11 09:30 +0200"},
		{"the clock goes forward in between", days7, "2027-03-30 09:30", "2027-03-23 09:30 +0200"},
		{"… on the day itself", days1, "2027-03-28 10:00", "2027-03-27 10:00 +0200"},
		{"… the day before", days1, "2027-03-29 10:00", "2027-03-28 10:00 +0300"},
		{"the clock goes back in between", days7, "2027-11-02 09:30", "2027-10-26 09:30 +0300"},
		{"… on the day itself", days1, "2027-10-31 10:00", "2027-10-30 10:00 +0300"},
		{"… the day before", days1, "2027-11-01 10:00", "2027-10-31 10:00 +0200"},
		{"two hours before", hours2, "2027-03-18 14:00", "2027-03-18 12:00 +0200"},
		{"two hours before, in the morning", hours2, "2027-03-18 09:30", "2027-03-18 08:30 +0200"},
		{"two hours before, on the day of the clock change", hours2, "2027-03-28 11:00", "2027-03-28 09:00 +0300"},
		{"begins at the end of the night", hours2, "2027-03-18 08:30", ""},
		{"begins in the night", hours2, "2027-03-18 06:00", ""},
		{"begins early: the day before in the morning", days1, "2027-03-18 06:00", "2027-03-17 08:30 +0200"},
		{"begins late: the day before", days1, "2027-03-18 19:59", "2027-03-17 19:59 +0200"},
		{"begins in the evening: on the day, in the morning", days1, "2027-03-18 20:00", "2027-03-18 08:30 +0200"},
		{"two hours before a late one", hours2, "2027-03-18 22:30", ""},
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", c.start, p.Location)
		if err != nil {
			t.Fatal(err)
		}
		e := programme.Event{Plan: programme.Plan{Start: moment(p, at)}}
		got := ""
		if when, ok := c.step.When(p, e); ok {
			got = when.In(p.Location).Format(layout)
			if p.Quiet(when) || !when.Before(e.Start.At) {
				t.Errorf("%s: %s is at night, or too late", c.name, got)
			}
		}
		if got != c.want {
			t.Errorf("%s, %s: got %q, want %q", c.name, c.start, got, c.want)
		}
	}
}

func moment(p *programme.Programme, at time.Time) programme.Moment {
	l := at.In(p.Location)
	return programme.NewMoment(l.Year(), l.Month(), l.Day(), l.Hour(), l.Minute(), p.Location)
}

// A time that the clock change skips is the one an hour later; of one that comes twice
// the second is meant. Both keep what was agreed on.
func TestMomentAtClockChange(t *testing.T) {
	t.Parallel()
	zone := sofia(t)
	for _, c := range []struct {
		month     time.Month
		day, hour int
		want      string
	}{
		{time.March, 28, 3, "2027-03-28T01:30:00Z"},   // 03:30 is skipped: 04:30 +0300
		{time.October, 31, 3, "2027-10-31T01:30:00Z"}, // 03:30 comes twice: +0200
	} {
		if got := programme.NewMoment(2027, c.month, c.day, c.hour, 30, zone).At.Format(time.RFC3339); got != c.want {
			t.Errorf("%d %s: got %s, want %s", c.day, c.month, got, c.want)
		}
	}
}

// calendar is a programme with one person who has seats at events that begin at the
// given local times; its clock can be set.
type calendar struct {
	*programme.Tx
	t      *testing.T
	p      *programme.Programme
	turn   *flows.Turn
	person flows.PersonID
	of     programme.OrganisationID
}

func withCalendar(t *testing.T, f func(*calendar)) {
	t.Helper()
	records(t, func(tx *programme.Tx) {
		p := *small
		p.Location, p.Reminders, p.CallAfter = sofia(t), []programme.Step{days7, days1, hours2}, 3*time.Hour
		p.Seating = programme.Seating{Answer: 24 * time.Hour, AnswerNear: 3 * time.Hour, Near: 72 * time.Hour}
		c := &calendar{Tx: tx, t: t, p: &p, person: 7}
		c.of = put(tx, programme.Organisation{Name: "Дунав", Kind: programme.NGO, Municipality: "ruse"})
		member(tx, c.person, c.of, programme.InForce)
		c.at("2027-03-01 10:00")
		f(c)
	})
}

// at sets the clock.
func (c *calendar) at(local string) {
	c.t.Helper()
	now, err := time.ParseInLocation("2006-01-02 15:04", local, c.p.Location)
	if err != nil {
		c.t.Fatal(err)
	}
	c.Now = now.UTC()
	c.turn = &flows.Turn{Input: flows.Input{At: c.Now}, Session: &flows.Session{}}
}

// event adds an event at that local time, with seats, that lasts six hours.
func (c *calendar) event(code, local string, seats int) programme.Event {
	c.t.Helper()
	start, err := time.ParseInLocation("2006-01-02 15:04", local, c.p.Location)
	if err != nil {
		c.t.Fatal(err)
	}
	e := programme.Event{Plan: programme.Plan{
		Code: code, Kind: programme.Training, Municipality: "ruse", Seats: seats, AuthoritySeats: 3,
		Start: moment(c.p, start), End: moment(c.p, start.Add(6*time.Hour)),
	}}
	c.Events.Put(code, e)
	return e
}

// register gives the person a seat.
func (c *calendar) register(code string, w programme.Wish) programme.Registration {
	c.t.Helper()
	r, why := programme.Register(c.Tx, c.turn, c.p, code, w)
	if why != programme.Granted {
		c.t.Fatalf("registering for %s is refused: %d", code, why)
	}
	return r
}

func (c *calendar) mine(code string) programme.Registration {
	return c.register(code, programme.Wish{Organisation: c.of, By: c.person})
}

func (c *calendar) get(r programme.Registration) programme.Registration {
	r, _ = c.Registrations.Get(r.ID)
	return r
}

// due lists what was put on the due list since the clock was set, as "key at time";
// what was taken off again is not there.
func (c *calendar) due() map[string]string {
	out := map[string]string{}
	for _, e := range c.turn.Effects {
		switch e := e.(type) {
		case flows.Schedule:
			out[e.Key] = e.At.In(c.p.Location).Format("2006-01-02 15:04")
		case flows.Cancel:
			delete(out, e.Key)
		}
	}
	return out
}

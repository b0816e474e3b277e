package programme_test

import (
	"testing"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// waitingHall is a training of one seat, which the first organisation has and for
// which the others wait, on the first turn of noon's day.
func waitingHall(t *testing.T, tx *programme.Tx) (seat, first, second programme.RegistrationID) {
	t.Helper()
	start := noon.AddDate(0, 0, 14)
	tx.Events.Put("training", programme.Event{Plan: programme.Plan{
		Kind: programme.Training, Seats: 1, Start: programme.Moment{At: start}, End: programme.Moment{At: start.Add(4 * time.Hour)},
	}})
	var ids []programme.RegistrationID
	for i, name := range []string{"Дунав", "Лом", "Вит"} {
		o := put(tx, programme.Organisation{Name: name, Kind: programme.NGO})
		member(tx, flows.PersonID(i+1), o, programme.InForce)
		r, refused := programme.Register(tx, turnAt(tx, noon), seated, "training", programme.Wish{Organisation: o, By: flows.PersonID(i + 1)})
		if refused != programme.Granted {
			t.Fatalf("%s is refused: %d", name, refused)
		}
		ids = append(ids, r.ID)
	}
	return ids[0], ids[1], ids[2]
}

// turnAt is a turn at that time.
func turnAt(tx *programme.Tx, at time.Time) *flows.Turn {
	tx.Now = at
	return &flows.Turn{Input: flows.Input{At: at}}
}

// scheduled is when the row of that kind is due that the turn has put, zero where it
// has put none.
func scheduled(turn *flows.Turn, kind string) (at time.Time) {
	for _, e := range turn.Effects {
		if s, ok := e.(flows.Schedule); ok && s.Kind == kind {
			at = s.At
		}
	}
	return at
}

func seatOf(tx *programme.Tx, id programme.RegistrationID) programme.Registration {
	r, _ := tx.Registrations.Get(id)
	return r
}

// An offer that nobody answers passes on when its time is over, and not before.
func TestLapse(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		seat, first, second := waitingHall(t, tx)
		programme.GiveUp(tx, turnAt(tx, noon), seated, seat, programme.GaveUp)
		until := seatOf(tx, first).Offer.Until
		if want := noon.Add(24 * time.Hour); seatOf(tx, first).Seat != programme.Offered || !until.Equal(want) {
			t.Fatalf("the first in line: %+v, held until %s", seatOf(tx, first), want)
		}
		early := turnAt(tx, until.Add(-time.Minute))
		if _, lapsed := programme.Lapse(tx, early, seated, first); lapsed || !scheduled(early, programme.LapseDue).Equal(until) {
			t.Error("it passes on a minute before its time is over")
		}
		due := turnAt(tx, until)
		r, lapsed := programme.Lapse(tx, due, seated, first)
		if !lapsed || r.Ended != programme.Lapsed || seatOf(tx, second).Seat != programme.Offered || scheduled(due, programme.OfferDue).IsZero() {
			t.Errorf("lapsed %v: %+v, the second in line: %+v", lapsed, r, seatOf(tx, second))
		}
		if _, again := programme.Lapse(tx, turnAt(tx, until.Add(time.Minute)), seated, first); again {
			t.Error("it lapses twice")
		}
	})
}

// The program did not run when the time was over, and runs again at night: who was
// offered the seat has it until the morning.
func TestLapseAtNight(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		seat, first, _ := waitingHall(t, tx)
		programme.GiveUp(tx, turnAt(tx, noon), seated, seat, programme.GaveUp)
		night := time.Date(2027, 2, 5, 2, 0, 0, 0, time.UTC)
		turn := turnAt(tx, night)
		_, lapsed := programme.Lapse(tx, turn, seated, first)
		until := seatOf(tx, first).Offer.Until
		if want := time.Date(2027, 2, 5, 9, 30, 0, 0, time.UTC); lapsed || !until.Equal(want) || !scheduled(turn, programme.LapseDue).Equal(want) {
			t.Errorf("lapsed %v, held until %s, want %s", lapsed, until, want)
		}
		if _, ok := programme.Accept(tx, turnAt(tx, until.Add(-time.Minute)), seated, first); !ok {
			t.Error("and cannot be taken")
		}
	})
}

// Nobody could be told in time: the offer is made again while that makes sense, and
// else the coordinators call.
func TestOfferAgain(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		seat, first, _ := waitingHall(t, tx)
		programme.GiveUp(tx, turnAt(tx, noon), seated, seat, programme.GaveUp)
		later := noon.AddDate(0, 0, 3)
		turn := turnAt(tx, later)
		if !programme.OfferAgain(tx, turn, seated, first) || !scheduled(turn, programme.OfferDue).Equal(later) || !seatOf(tx, first).Offer.Until.Equal(later.Add(24*time.Hour)) {
			t.Errorf("%+v", seatOf(tx, first))
		}
		late := noon.AddDate(0, 0, 14).Add(-time.Hour)
		if programme.OfferAgain(tx, turnAt(tx, late), seated, first) {
			t.Error("it is offered an hour before the beginning")
		}
		if _, called := tx.Calls.Get(programme.CallKey{Registration: first, Why: programme.CallSeat}); !called {
			t.Error("and nobody is to call")
		}
		if programme.OfferAgain(tx, turnAt(tx, late), seated, seat) {
			t.Error("a seat that was given up is offered to who gave it up")
		}
	})
}

// Somebody else comes: who says so answers from then on, and hears the reminders; who
// did before is told, by day.
func TestReplace(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		seat, _, _ := waitingHall(t, tx)
		r := seatOf(tx, seat)
		r.Said, r.Needs = programme.Said{Yes: true}, map[string]flows.Answer{"food": said(1, 0, words("без месо"))}
		tx.Registrations.Put(seat, r)
		evening := time.Date(2027, 2, 3, 21, 0, 0, 0, time.UTC)
		turn := turnAt(tx, evening)
		r, done := programme.Replace(tx, turn, seated, seat, 9, "Петър Стоянов")
		if !done || r.By != 9 || r.Attendee != "Петър Стоянов" || r.Said.Yes || r.Needs != nil || r.Seat != programme.Confirmed {
			t.Errorf("%v: %+v", done, r)
		}
		if at, want := scheduled(turn, programme.SeatDue), time.Date(2027, 2, 4, 8, 30, 0, 0, time.UTC); !at.Equal(want) {
			t.Errorf("who had registered is told at %s, want %s", at, want)
		}
		if scheduled(turn, programme.RemindDue).IsZero() {
			t.Error("nobody is reminded")
		}
		if _, done := programme.Replace(tx, turnAt(tx, noon.AddDate(0, 0, 14)), seated, seat, 9, ""); done {
			t.Error("somebody else comes after it has begun")
		}
		self := turnAt(tx, noon)
		if programme.Replace(tx, self, seated, seat, 9, ""); !scheduled(self, programme.SeatDue).IsZero() {
			t.Error("who changes their own seat is told of it")
		}
	})
}

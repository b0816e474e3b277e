package programme_test

import (
	"slices"
	"testing"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// tomorrow puts an event of tomorrow into the records: of two hours, from ten on.
func tomorrow(tx *programme.Tx, code string, kind programme.EventKind, seats, authorities int) programme.Event {
	e := programme.Event{Plan: programme.Plan{
		Code: code, Kind: kind, Title: text.Pair{BG: "Заедно"}, Municipality: "ruse", Seats: seats, AuthoritySeats: authorities,
		Start: programme.NewMoment(2027, 2, 4, 10, 0, time.UTC), End: programme.NewMoment(2027, 2, 4, 12, 0, time.UTC),
	}, CheckIn: "ABC234"}
	tx.Events.Put(code, e)
	return e
}

func turnOf(person flows.PersonID) *flows.Turn {
	return &flows.Turn{Input: flows.Input{Person: person, At: noon}, Session: &flows.Session{}}
}

// takeSeat registers the organisation.
func takeSeat(t *testing.T, tx *programme.Tx, code string, id programme.OrganisationID, by flows.PersonID, attendee string) programme.Registration {
	t.Helper()
	r, refused := programme.Register(tx, turnOf(by), small, code, programme.Wish{Organisation: id, By: by, Attendee: attendee})
	if refused != programme.Granted {
		t.Fatalf("not registered: %d", refused)
	}
	return r
}

func doors(tx *programme.Tx, code string) (out []int) {
	for _, l := range programme.DoorList(tx, code) {
		out = append(out, l.Door)
	}
	return out
}

// A number that may stand on paper stays, whoever comes onto the list or leaves it.
func TestDoorNumbersStay(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		tomorrow(tx, "t", programme.Training, 5, 0)
		var ids []programme.OrganisationID
		for _, name := range []string{"Ве", "А", "Бе", "Ге"} {
			ids = append(ids, put(tx, programme.Organisation{Name: name, Kind: programme.NGO}))
		}
		takeSeat(t, tx, "t", ids[0], 0, "Вера")
		second := takeSeat(t, tx, "t", ids[1], 0, "Ана")
		programme.NumberDoors(tx, "t")
		programme.NumberDoors(tx, "t")
		if got := doors(tx, "t"); !slices.Equal(got, []int{1, 2}) {
			t.Errorf("numbers %v", got)
		}
		programme.GiveUp(tx, turnOf(0), small, second.ID, programme.GaveUp)
		takeSeat(t, tx, "t", ids[2], 0, "Боян")
		takeSeat(t, tx, "t", ids[3], 0, "Галя")
		programme.NumberDoors(tx, "t")
		if got := doors(tx, "t"); !slices.Equal(got, []int{3, 2, 4}) {
			t.Errorf("numbers after a change: %v", got)
		}
	})
}

// A mark counts from the day of the event on, once, and can be taken back.
func TestAttendance(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		e := tomorrow(tx, "t", programme.Training, 1, 0)
		one, other := put(tx, programme.Organisation{Name: "А", Kind: programme.NGO}), put(tx, programme.Organisation{Name: "Б", Kind: programme.NGO})
		member(tx, 7, one, programme.InForce)
		r := takeSeat(t, tx, "t", one, 7, "")
		waits := takeSeat(t, tx, "t", other, 0, "Боян")
		if _, ok := programme.Attend(tx, turnOf(9), small, r.ID, programme.Present, programme.MarkedByButton); ok {
			t.Error("marked the day before")
		}
		tx.Now = e.Start.At
		mark := func(id programme.RegistrationID, p programme.Presence) (*flows.Turn, bool) {
			turn := turnOf(9)
			_, ok := programme.Attend(tx, turn, small, id, p, programme.MarkedByButton)
			return turn, ok
		}
		if _, ok := mark(waits.ID, programme.Present); ok {
			t.Error("who has no seat was marked")
		}
		turn, ok := mark(r.ID, programme.Present)
		s, scheduled := turn.Effects[0].(flows.Schedule)
		if !ok || !scheduled || s.Person != 7 || !s.At.Equal(e.End.At.Add(time.Hour)) {
			t.Errorf("marked: %v, %+v", ok, turn.Effects)
		}
		if _, ok := mark(r.ID, programme.Present); ok {
			t.Error("marked twice")
		}
		if n := programme.TurnoutOf(tx, e); n.Present != 1 || n.Waiting != 1 || n.Confirmed != 1 || n.Unmarked != 0 {
			t.Errorf("counted %+v", n)
		}
		turn, ok = mark(r.ID, programme.Unknown)
		if _, cancelled := turn.Effects[0].(flows.Cancel); !ok || !cancelled {
			t.Errorf("taken back: %v, %+v", ok, turn.Effects)
		}
		// Long after the event, in the evening: told in the morning.
		tx.Now = e.End.At.Add(8 * time.Hour)
		turn, _ = mark(r.ID, programme.Absent)
		if s := turn.Effects[0].(flows.Schedule); small.Quiet(s.At) || s.At.Day() != 5 {
			t.Errorf("told at %v", s.At)
		}
		if n := programme.AbsentAll(tx, turnOf(9), small, "t"); n != 0 {
			t.Errorf("%d marked again", n)
		}
	})
}

// Who comes without a seat takes none; who waited comes with what they had.
func TestComeIn(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		e := tomorrow(tx, "t", programme.Training, 1, 0)
		one, other, third := put(tx, programme.Organisation{Name: "А", Kind: programme.NGO}), put(tx, programme.Organisation{Name: "Б", Kind: programme.NGO}),
			put(tx, programme.Organisation{Name: "В", Kind: programme.NGO})
		member(tx, 7, third, programme.InForce)
		takeSeat(t, tx, "t", one, 0, "Ана")
		waits := takeSeat(t, tx, "t", other, 0, "Боян")
		tx.Now = e.Start.At.Add(10 * time.Minute)
		r, ok := programme.ComeIn(tx, turnOf(9), small, "t", other, "")
		if !ok || r.ID != waits.ID || r.Seat != programme.WalkIn || r.Presence != programme.Present || r.Attendee != "Боян" {
			t.Errorf("who waited came as %+v", r)
		}
		if r, ok = programme.ComeIn(tx, turnOf(9), small, "t", third, "ана"); !ok || r.By != 7 || r.Attendee != "" || r.Door == 0 {
			t.Errorf("a member came as %+v", r)
		}
		if n := programme.TurnoutOf(tx, e); n.Confirmed != 1 || n.WalkIns != 2 || n.Present != 2 || n.Unmarked != 1 {
			t.Errorf("counted %+v", n)
		}
		if r, ok = programme.Attend(tx, turnOf(9), small, r.ID, programme.Unknown, programme.MarkedByButton); !ok || r.Seat != programme.Cancelled {
			t.Errorf("taken back: %+v", r)
		}
	})
}

// What is counted is what was there, once each.
func TestIndicators(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		training, meeting := tomorrow(tx, "t", programme.Training, 5, 0), tomorrow(tx, "m", programme.Meeting, 5, 5)
		tomorrow(tx, "empty", programme.Meeting, 5, 5)
		ngo, town := put(tx, programme.Organisation{Name: "А", Kind: programme.NGO}), put(tx, programme.Organisation{Name: "Община", Kind: programme.Municipality})
		late := put(tx, programme.Organisation{Name: "Б", Kind: programme.NGO})
		takeSeat(t, tx, "t", ngo, 7, "")
		takeSeat(t, tx, "t", late, 8, "")
		if n := programme.IndicatorsOf(tx); len(n.Planned) != 2 || len(n.Trainings[0].Registered) != 2 {
			t.Errorf("before: %+v", n)
		}
		tx.Now = training.Start.At
		for _, code := range []string{"t", "m", "m"} {
			programme.ComeIn(tx, turnOf(9), small, code, ngo, "Ана")
		}
		programme.ComeIn(tx, turnOf(9), small, "m", town, "Кмет")
		if n := programme.IndicatorsOf(tx); len(n.Held) != 0 || len(n.Trainings[0].Organisations) != 1 || len(n.Trainings[0].Registered) != 1 || n.Trainings[0].Registered[0].ID != late {
			t.Errorf("during: %+v", n)
		}
		tx.Now = meeting.End.At
		n := programme.IndicatorsOf(tx)
		if len(n.Held) != 1 || !slices.Equal(n.Covered, []string{"ruse"}) || len(n.Authorities) != 1 || n.Authorities[0].ID != town || len(n.Meetings) != 2 || len(n.Planned)+len(n.Trainings[0].Registered) != 0 {
			t.Errorf("afterwards: %+v", n)
		}
	})
}

package programme_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// Who has not done something is written to, or stands apart with the reason why not.
func TestUndone(t *testing.T) {
	h := newHall(t, 5)
	for i, name := range []string{"Ана", "Борис", "Вера", "Георги", "Дора", "Емил", "Жана"} {
		h.joins(flows.PersonID(i+1), name, programme.OrganisationID(i%3+1))
	}
	day := noon.AddDate(0, 0, 3)
	seat := h.registers(1, 1, "") // Дунав has a seat; Ана is asked for it
	h.does(1, func(tx *programme.Tx, _ *flows.Turn) {
		tx.Responses.Put(programme.ResponseKey{Survey: "survey", Organisation: 3}, programme.Response{Begun: noon, Sent: noon})
		quiet, _ := tx.People.Get(2)
		quiet.Quiet = true
		tx.People.Put(2, quiet)
		tx.Unasked.Put(4, programme.Unasked{Day: day.Format(time.DateOnly), What: "broadcast"})
		tx.Sessions.Put(5, flows.Session{At: day.Add(-time.Minute)})
		older, _ := tx.People.Get(7)
		older.Consent.Version = "0"
		tx.People.Put(7, older)
		r, _ := tx.Registrations.Get(seat)
		r.AskedFor = 1
		tx.Registrations.Put(seat, r)
	})
	for _, c := range []struct {
		what  programme.UndoneWhat
		event string
		now   []flows.PersonID
		held  map[programme.Withheld][]flows.PersonID
	}{
		{programme.UndoneSurvey, "", []flows.PersonID{1}, map[programme.Withheld][]flows.PersonID{programme.HeldQuiet: {2}, programme.HeldToday: {4}, programme.HeldHere: {5}, programme.HeldConsent: {7}}},
		{programme.UndoneRegister, "training", []flows.PersonID{3, 6}, map[programme.Withheld][]flows.PersonID{programme.HeldQuiet: {2}, programme.HeldHere: {5}}},
		{programme.UndoneComing, "training", []flows.PersonID{1}, nil},
	} {
		if err := h.store.View(func(tx *programme.Tx) error {
			then := *tx
			then.Now = day
			u := programme.UndoneOf(&then, nudging, c.what, c.event)
			if diff := cmp.Diff(c.now, u.Now); diff != "" {
				t.Errorf("%s (-want +got):\n%s", c.what, diff)
			}
			if !maps.EqualFunc(c.held, u.Held, slices.Equal) {
				t.Errorf("%s: held %v, want %v", c.what, u.Held, c.held)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
}

// A round is one a day, whoever asks for it and how often, and never leaves at night.
func TestBeginRound(t *testing.T) {
	h := newHall(t, 5)
	h.joins(1, "Ана", 1)
	h.does(1, func(tx *programme.Tx, turn *flows.Turn) {
		for i := range 2 {
			_, ok := programme.BeginRound(tx, turn, nudging, programme.UndoneSurvey, "")
			if ok != (i == 0) {
				t.Errorf("time %d: %v", i, ok)
			}
		}
		if _, ok := programme.BeginRound(tx, turn, nudging, programme.UndoneRegister, "training"); !ok {
			t.Error("another thing is another round")
		}
		night := *tx
		night.Now = time.Date(2027, 2, 3, 22, 0, 0, 0, time.UTC)
		key, ok := programme.BeginRound(&night, turn, nudging, programme.UndoneSurvey, "")
		var rows []flows.DueRow
		for _, e := range turn.Effects {
			rows = append(rows, flows.DueRow{Schedule: e.(flows.Schedule)})
		}
		var got []string
		for _, planned := range programme.Forecast(tx, nudging, rows, noon.AddDate(0, 0, 2)) {
			got = append(got, planned.Kind+" "+planned.Event+" "+planned.At.Format("2 15:04")+" "+fmt.Sprint(planned.People))
		}
		if want := []string{"round  3 10:00 [1]", "round training 3 10:00 [1]", "round  4 08:30 [1]"}; !slices.Equal(got, want) {
			t.Errorf("the forecast: %q, want %q", got, want)
		}
		if row, is := turn.Effects[len(turn.Effects)-1].(flows.Schedule); !ok || key != "survey/-/2027-02-04" || !is || !row.At.Equal(time.Date(2027, 2, 4, 8, 30, 0, 0, time.UTC)) {
			t.Errorf("at night: %s, %v, %+v", key, ok, turn.Effects[len(turn.Effects)-1])
		}
	})
}

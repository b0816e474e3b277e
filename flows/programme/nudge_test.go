package programme_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// nudging is seated with two nudges, the second on the day of the first reminder.
var nudging = func() *programme.Programme {
	p := *seated
	p.Consent.Version = "1"
	p.Survey.Closes = noon.AddDate(0, 0, 20)
	p.Nudges = []time.Time{noon.AddDate(0, 0, 3), noon.AddDate(0, 0, 7)}
	return &p
}()

// Who speaks for an organisation that has not sent the survey is reminded of it, unless
// they have stopped that, or something else comes on that day.
func TestNudges(t *testing.T) {
	h := newHall(t, 5)
	h.joins(1, "Ана", 1)
	h.joins(2, "Борис", 2)
	h.joins(3, "Вера", 3)
	h.joins(4, "Георги", 2, 3, 1)
	h.joins(5, "Дора", 3)
	h.joins(6, "Емил", 3)
	h.does(1, func(tx *programme.Tx, _ *flows.Turn) {
		tx.Responses.Put(programme.ResponseKey{Survey: "survey", Organisation: 2}, programme.Response{Begun: noon, Sent: noon})
		tx.Responses.Put(programme.ResponseKey{Survey: "survey", Organisation: 3}, programme.Response{Begun: noon})
		quiet, _ := tx.People.Get(5)
		quiet.Quiet = true
		tx.People.Put(5, quiet)
		tx.Memberships.Put(programme.MembershipKey{Person: 6, Organisation: 3}, programme.Membership{Since: noon, Standing: programme.Proposed})
	})
	h.registers(1, 1, "")
	at := func(days int, p *programme.Programme) (all []programme.Nudge) {
		t.Helper()
		if err := h.store.View(func(tx *programme.Tx) error {
			then := *tx
			then.Now = noon.AddDate(0, 0, days)
			all = programme.Nudges(&then, p)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return all
	}
	vera := programme.Nudge{Person: 3, Unsent: []programme.OrganisationID{3}}
	georgi := programme.Nudge{Person: 4, Unsent: []programme.OrganisationID{1, 3}}
	ana := programme.Nudge{Person: 1, Unsent: []programme.OrganisationID{1}}
	for _, c := range []struct {
		when string
		days int
		want []programme.Nudge
	}{
		{"nobody is reminded of anything else", 3, []programme.Nudge{ana, vera, georgi}},
		{"a reminder of the training comes today", 7, []programme.Nudge{vera, georgi}},
		{"the training is today", 14, []programme.Nudge{vera, georgi}},
		{"the survey is closed", 20, nil},
	} {
		if diff := cmp.Diff(c.want, at(c.days, nudging)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.when, diff)
		}
	}
	newer := *nudging
	newer.Consent.Version = "2"
	if got := at(3, &newer); got != nil {
		t.Errorf("nobody has agreed to the new text, and %v are reminded", got)
	}
	h.does(2, func(tx *programme.Tx, _ *flows.Turn) {
		tx.Unasked.Put(3, programme.Unasked{Day: noon.AddDate(0, 0, 3).Format(time.DateOnly), What: "broadcast"})
		tx.Sessions.Put(1, flows.Session{At: noon.AddDate(0, 0, 3).Add(-time.Minute)})
	})
	if diff := cmp.Diff([]programme.Nudge{georgi}, at(3, nudging)); diff != "" {
		t.Errorf("who got something else today or is just here (-want +got):\n%s", diff)
	}
}

// Each nudge that is ahead is a row of the due list, until the evening of its day.
func TestPutNudges(t *testing.T) {
	turn := &flows.Turn{Input: flows.Input{At: nudging.Nudges[0]}}
	programme.PutNudges(turn, nudging)
	at := nudging.Nudges[1]
	want := []flows.Effect{flows.Schedule{
		Key: "nudge/2027-02-10", At: at, Expires: time.Date(2027, 2, 10, 20, 0, 0, 0, time.UTC), Kind: programme.NudgeDue, Ref: "2027-02-10",
	}}
	if diff := cmp.Diff(want, turn.Effects); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	closing := *nudging
	closing.Survey.Closes = at.Add(time.Hour)
	records(t, func(tx *programme.Tx) {
		if until := programme.NudgeUntil(tx, &closing, at); !until.Equal(closing.Survey.Closes) {
			t.Errorf("until %s, want the survey's end", until)
		}
		tx.Terms.Put("survey", programme.SurveyTerm{Closes: at.Add(time.Minute)})
		if until := programme.NudgeUntil(tx, &closing, at); !until.Equal(at.Add(time.Minute)) {
			t.Errorf("until %s, want the end that the coordinators have set", until)
		}
	})
	if !nudging.HasNudge("2027-02-10") || nudging.HasNudge("2027-02-11") {
		t.Error("which days have a nudge")
	}
}

package main

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/storage"
)

// turns lets people whom Telegram numbers 1, 2 … write, one after the other; f is told
// who it is. The database is closed afterwards.
func (w *workshop) turns(people int, what flows.What, f programme.Conversation) {
	w.Helper()
	store, err := storage.Open(w.data, storage.Options{})
	if err != nil {
		w.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	for n := range int64(people) {
		w.updates++
		update := flows.Update{ID: w.updates, Chat: n + 1, User: n + 1, Input: flows.Input{Update: w.updates, Private: true, What: what}}
		if _, err := store.Apply(flows.Batch{Now: w.at, Updates: []flows.Update{update}}, f); err != nil {
			w.Fatal(err)
		}
	}
}

func TestDue(t *testing.T) {
	w := newWorkshop(t, strings.Replace(small, "closes = 2027-02-26", "closes = 2027-03-20\nnudges = [2027-03-09T10:00:00, 2027-03-13T10:00:00]", 1)+events)
	s := w.settings()
	p := &s.Programme
	w.records(func(tx *programme.Tx) {
		programme.AddPlanned(tx, p, func(string) string { return "CODE" })
		for _, name := range []string{"Дунав", "Лом", "Вит", "Искър"} {
			id := tx.NewOrganisation()
			tx.Organisations.Put(id, programme.Organisation{ID: id, Name: name, Kind: programme.NGO, Municipality: "ruse"})
		}
	})
	w.turns(4, flows.Text{}, func(tx *programme.Tx, turn *flows.Turn) {
		id := turn.Person
		own := programme.OrganisationID(id)
		tx.People.Put(id, programme.Person{Name: "Ана", Consent: programme.Consent{Version: "1"}, Joined: w.at})
		tx.Memberships.Put(programme.MembershipKey{Person: id, Organisation: own}, programme.Membership{Since: w.at})
		programme.PutNudges(turn, p)
		if id == 4 {
			return // has not registered
		}
		if _, refused := programme.Register(tx, turn, p, "first_day", programme.Wish{Organisation: own, By: id}); refused != programme.Granted {
			t.Errorf("%d: %d", id, refused)
		}
	})
	w.records(func(tx *programme.Tx) {
		tx.Responses.Put(programme.ResponseKey{Survey: "survey", Organisation: 3}, programme.Response{Begun: w.at, Sent: w.at})
	})
	expect := func(want string, args ...string) {
		t.Helper()
		if diff := cmp.Diff(want, w.says(append([]string{"due"}, args...)...)); diff != "" {
			t.Errorf("%v (-want +got):\n%s", args, diff)
		}
	}
	expect("Until the end of Sunday, 7 March the bot has nothing to send by itself.\n")
	// The reminders are five days and three hours before the 18th, 9:30: the second
	// would come at 6:30, and waits for the morning. The nudge of the 13th gives way.
	expect(`What the bot will send by itself until the end of Saturday, 20 March:

Tuesday, 9 March · 3 people
  10:00 nudge about the survey – 3 people

Saturday, 13 March · 4 people
  09:30 reminder: “First day”, Thursday, 18 March – 3 people
  10:00 nudge about the survey – 1 person

Thursday, 18 March · 3 people
  08:30 reminder: “First day”, Thursday, 18 March – 3 people
`, "--days", "20")
	// Later the bot has been off: what has not lost its sense goes when it is on again,
	// by day. One person has stopped the bot, another has given up their seat.
	w.at = time.Date(2027, 3, 13, 19, 0, 0, 0, time.UTC)
	w.turns(1, flows.Blocked{}, func(tx *programme.Tx, turn *flows.Turn) {
		programme.GiveUp(tx, turn, p, 2, programme.GaveUp)
	})
	expect(`What the bot will send by itself until the end of Friday, 19 March:

Sunday, 14 March · 1 person
  08:30 reminder: “First day”, Thursday, 18 March – 1 person
        and to be called: 1 person

Thursday, 18 March · 1 person
  08:30 reminder: “First day”, Thursday, 18 March – 1 person
        and to be called: 1 person

To be called are those whom no message in Telegram reaches. The list is in the
coordinators' group: /calls
`)
	w.records(func(tx *programme.Tx) {
		e, _ := tx.Events.Get("first_day")
		e.Cancelled = w.at
		tx.Events.Put(e.Code, e)
	})
	expect("Until the end of Sunday, 14 March the bot has nothing to send by itself.\n", "--days", "2")
}

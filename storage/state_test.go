package storage

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

func TestIdentity(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	is := func(id int64, name string) {
		t.Helper()
		w.restart()
		if n, s, err := w.Identity(); n != id || s != name || err != nil {
			t.Errorf("the bot is %d %s, %v", n, s, err)
		}
	}
	set := func(id int64, name string) {
		t.Helper()
		if err := w.SetIdentity(id, name); err != nil {
			t.Fatal(err)
		}
		is(id, name)
	}
	offset := func() int64 { n, _ := w.Offset(); return n }
	is(0, "")
	set(77, "ruse_bot")
	w.joins(5)
	w.outcome(result(w.waiting(flows.Say{To: 1, Name: "q", HTML: "x"}), flows.Sent))
	w.apply(flows.Batch{Updates: texts(900), Offset: 901}, answering())
	set(77, "ruse_new_bot") // only its name
	if n, _ := w.newest(1, "q"); n == 0 || offset() != 901 {
		t.Errorf("message %d, offset %d", n, offset())
	}
	// Another bot numbers updates and messages anew.
	set(78, "other_bot")
	if n, tried := w.newest(1, "q"); n != 0 || tried || offset() != 0 {
		t.Errorf("message %d, offset %d", n, offset())
	}
	l := &listener{}
	w.apply(flows.Batch{Updates: texts(900)}, l.talk)
	l.wants(t, "900")
}

// A message of another bot that happens to have the number of an earlier one is
// neither changed in its place, nor does editing it change an answer.
func TestAnotherBotNumbersAnew(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := w.SetGroup(-100); err != nil {
		t.Fatal(err)
	}
	if err := w.SetIdentity(77, "ruse_bot"); err != nil {
		t.Fatal(err)
	}
	w.joins(5)
	w.effects(
		flows.Edit{To: 1, Message: 12, HTML: "dropped"}, flows.Edit{To: 1, Message: 13, HTML: "anew", Needed: true},
		flows.Edit{To: flows.Group, Message: 14, HTML: "card", Needed: true},
	)
	answers := func() map[string]flows.Answer {
		part := []flows.Part{{Message: 12, Text: "да"}}
		return map[string]flows.Answer{"q": {Version: 2, Value: flows.Value{Text: "да"}, Parts: part, DraftParts: part, History: []flows.Past{{Parts: part}}}}
	}
	key := programme.ResponseKey{Survey: "survey", Organisation: 1}
	w.records(func(tx *programme.Tx) {
		id := tx.NewOrganisation()
		tx.Organisations.Put(id, programme.Organisation{ID: id, Name: "Дунав", Added: start})
		tx.People.Put(1, programme.Person{Name: "Ана", Consent: programme.Consent{Version: "1", At: start}, Answers: answers()})
		tx.Responses.Put(key, programme.Response{Begun: start, Answers: answers()})
	})
	if err := w.SetIdentity(78, "other_bot"); err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, r := range w.restart() {
		left = append(left, r.Edit.HTML)
		if r.Edit.Message != 0 {
			t.Errorf("%q waits for message %d", r.Edit.HTML, r.Edit.Message)
		}
	}
	slices.Sort(left)
	if !slices.Equal(left, []string{"anew", "card"}) {
		t.Errorf("%q wait", left)
	}
	w.records(func(tx *programme.Tx) {
		r, _ := tx.Responses.Get(key)
		p, _ := tx.People.Get(1)
		for _, a := range []flows.Answer{r.Answers["q"], p.Answers["q"]} {
			if a.Value.Text != "да" || a.Parts != nil || a.DraftParts != nil || a.History[0].Parts != nil {
				t.Errorf("the answer is %+v", a)
			}
		}
	})
}

func TestLastPoll(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if at, err := w.LastPoll(); !at.IsZero() || err != nil {
		t.Errorf("%s, %v", at, err)
	}
	w.apply(flows.Batch{Polled: true}, nil)
	w.restart()
	if at, err := w.LastPoll(); !at.Equal(start) || err != nil {
		t.Errorf("%s, %v", at, err)
	}
}

// Ids of updates are kept for three days: longer than Telegram repeats them,
// and not until it may begin anew.
func TestSweepSeen(t *testing.T) {
	t.Parallel()
	w, l := newWorld(t), &listener{}
	sweep := func() {
		t.Helper()
		if _, err := w.Sweep(w.now); err != nil {
			t.Fatal(err)
		}
	}
	for i := range int64(100) { // one an hour
		w.apply(flows.Batch{Updates: texts(500 - i)}, l.talk)
		w.now = w.now.Add(time.Hour)
	}
	l.heard = nil
	sweep()
	if n := w.count(seen); n != 72 {
		t.Errorf("%d ids are kept", n)
	}
	w.apply(flows.Batch{Updates: texts(401, 472, 473)}, l.talk)
	l.wants(t, "473")
	w.now = w.now.Add(seenFor + time.Second)
	sweep()
	if n := w.count(seen); n != 0 {
		t.Errorf("%d ids are kept", n)
	}
}

// Dead rows go after a month, parked ones when they have expired. What waits,
// is in flight or unconfirmed stays.
func TestSweepOutbox(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	w.joins(6)
	say := func(to flows.PersonID, what flows.Result) flows.Row {
		s := once(to, fmt.Sprint(to, what, w.now))
		s.Expires = w.now.Add(10 * 24 * time.Hour)
		r := w.depart(w.waiting(s))
		if what != "" {
			w.outcome(result(r, what))
		}
		return r
	}
	dead, flying, unsure, back := say(1, flows.Refused), say(1, ""), say(1, flows.InDoubt), say(1, flows.Unsent)
	parked := say(2, flows.Unreachable)
	forever := flows.Say{To: 2, HTML: "x", Promise: flows.Once}
	w.effects(forever)
	after := func(days int, want ...flows.RowState) {
		t.Helper()
		w.now = start.AddDate(0, 0, days)
		if _, err := w.Sweep(w.now); err != nil {
			t.Fatal(err)
		}
		for i, r := range []flows.Row{dead, flying, unsure, back, parked, {ID: parked.ID + 1, Say: &forever}} {
			if got := w.state(r); got != want[i] {
				t.Errorf("after %d days row %d is %s, want %s", days, r.ID, got, want[i])
			}
		}
	}
	after(10, flows.Dead, flows.InFlight, flows.Unconfirmed, flows.Waiting, flows.Parked, flows.Parked)
	after(11, flows.Dead, flows.InFlight, flows.Unconfirmed, flows.Waiting, gone, flows.Parked)
	after(30, flows.Dead, flows.InFlight, flows.Unconfirmed, flows.Waiting, gone, flows.Parked)
	after(31, gone, flows.InFlight, flows.Unconfirmed, flows.Waiting, gone, flows.Parked)
}

package coordinator_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// The list, its lines and what is said on the phone agree; a call is written down once,
// and a name is taken out with its person.
func TestCalls(t *testing.T) {
	o := newOffice(t)
	_, r := o.hall("t1")
	o.records(func(tx *programme.Tx) {
		programme.AddCall(tx, r, programme.CallUnreachable, programme.AboutMoved)
		tx.Responses.Put(programme.ResponseKey{Survey: "survey", Organisation: r.Organisation}, programme.Response{Begun: o.now, Sent: o.now})
	})
	rows := o.inGroup(flows.Command{Name: "calls"})
	if got := words(rows); !strings.Contains(got, "За обаждане: 1") || !strings.Contains(got, "1. Сдружение „Дунав“ – Мария Иванова: може да не знае за новото време") {
		t.Errorf("/calls: %s", got)
	}
	if len(rows) != 1 || len(rows[0].Say.Among) != 1 || rows[0].Say.Among[0] != r.By {
		t.Errorf("the list does not say that it names somebody: %+v", rows)
	}
	if got := words(o.press("g:call:" + r.ID.String())); !strings.Contains(got, "Търсете Мария Иванова") || strings.Contains(got, "888") {
		t.Errorf("card: %s", got)
	}
	o.press("g:called:" + r.ID.String() + ":noanswer")
	if got := words(o.press("g:calls:0")); !strings.Contains(got, "(звъняно") {
		t.Errorf("after no answer: %s", got)
	}
	o.press("g:called:" + r.ID.String() + ":yes")
	if got := o.registration(r.ID); !got.Said.Yes {
		t.Errorf("a yes on the phone: %+v", got)
	}
	if got := words(o.press("g:called:" + r.ID.String() + ":no")); !strings.Contains(got, "няма на кого") || !strings.Contains(o.toast, "вече няма за какво") {
		t.Errorf("called again: %s, %q", got, o.toast)
	}
	if got := o.registration(r.ID); got.Seat != programme.Confirmed {
		t.Errorf("an old button gives a seat up: %s", got.Seat)
	}
}

// An event is moved, called off and resized only after a yes; old buttons do nothing.
func TestChangeEvent(t *testing.T) {
	o := newOffice(t)
	e, r := o.hall("t1")
	o.press("g:move:t1")
	event := func() (e programme.Event) {
		o.records(func(tx *programme.Tx) { e, _ = tx.Events.Get("t1") })
		return e
	}
	if event().Revision != 0 {
		t.Fatal("moved without a yes")
	}
	yes := "g:moved:t1:" + base36(e.Start.At.AddDate(0, 0, 1)) + ":" + base36(e.End.At.AddDate(0, 0, 1)) + ":0"
	if len(yes) > 64 {
		t.Errorf("a button carries %d bytes", len(yes))
	}
	o.press(yes)
	if got := event(); got.Revision != 1 || !got.Start.At.Equal(e.Start.At.AddDate(0, 0, 1)) || !got.Was.At.Equal(e.Start.At) {
		t.Errorf("moved: %+v", got)
	}
	if o.press(yes); event().Revision != 1 || !strings.Contains(o.toast, "Междувременно") {
		t.Errorf("moved twice: %q", o.toast)
	}
	o.press("g:sizeyes:t1:0:1")
	if got := event(); got.Seats != 1 {
		t.Errorf("%d seats", got.Seats)
	}
	o.press("g:off:t1")
	if !event().Cancelled.IsZero() {
		t.Fatal("called off without a yes")
	}
	o.press("g:offyes:t1:0")
	if got := event(); got.Cancelled.IsZero() || o.registration(r.ID).Seat != programme.Confirmed {
		t.Errorf("called off: %+v", got)
	}
	if o.press("g:keep:off:t1"); !strings.Contains(o.toast, "вече е отменено") {
		t.Errorf("kept after all: %q", o.toast)
	}
}

// base36 is how buttons carry a moment.
func base36(at time.Time) string { return strconv.FormatInt(at.Unix()/60, 36) }

package storage

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// A name means the newest such message; its number leads back to the name, for
// the sixty newest after a night.
func TestNames(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	w.joins(6)
	if n, tried := w.newest(1, "q"); n != 0 || tried {
		t.Errorf("message %d, %v", n, tried)
	}
	for i := range namesKept + 5 {
		r := w.waiting(flows.Say{To: 1, HTML: "въпрос", Name: "q"})
		if n, tried := w.newest(1, "q"); n != 0 || tried {
			t.Errorf("before it is sent it is message %d, %v", n, tried)
		}
		w.outcome(flows.Outcome{Row: r.ID, To: 1, Result: flows.Sent, Message: 1000 + i})
		if n, tried := w.newest(1, "q"); n != 1000+i || !tried {
			t.Errorf("message %d, %v", n, tried)
		}
	}
	names := func(who flows.PersonID, message int) (name string) {
		if err := w.view(func(t *tx) { name = t.nameOf(who, message) }); err != nil {
			t.Fatal(err)
		}
		return name
	}
	if _, err := w.Sweep(w.now); err != nil {
		t.Fatal(err)
	}
	for message, want := range map[int]string{999: "", 1004: "", 1005: "q", 1000 + namesKept + 4: "q"} {
		if got := names(1, message); got != want {
			t.Errorf("message %d is %q, want %q", message, got, want)
		}
	}
	if n := w.count(numbers); n != namesKept {
		t.Errorf("%d numbers are kept", n)
	}
	if names(2, 1010) != "" { // chats have nothing in common
		t.Error("a name of another chat")
	}
}

// Of several changes of one message that wait, the last one is left, with what
// the ones before it said.
func TestEditsOvertake(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	w.outcome(result(w.waiting(flows.Say{To: 1, HTML: "a", Name: "a"}), flows.Sent)) // message 501
	b := w.waiting(flows.Say{To: 1, HTML: "b", Name: "b"})
	edits := func() (list []string) {
		if err := w.view(func(t *tx) {
			for _, r := range t.rowsOf(1) {
				if e := r.Edit; e != nil {
					list = append(list, fmt.Sprintf("%d %s %q %d %v", e.Message, e.Name, e.HTML, len(e.Buttons), e.Needed))
				}
			}
		}); err != nil {
			t.Fatal(err)
		}
		return list
	}
	wants := func(want ...string) {
		t.Helper()
		if diff := cmp.Diff(want, edits()); diff != "" {
			t.Errorf("edits (-want +got):\n%s", diff)
		}
	}
	row := [][]flows.Button{{{Text: "x", Data: "x"}}}
	w.effects(flows.Edit{To: 1, Name: "a", HTML: "1", Buttons: row, Needed: true}, flows.Edit{To: 1, Message: 77, HTML: "other"})
	wants(`501 a "1" 1 true`, `77  "other" 0 false`)
	a := w.effects(flows.Edit{To: 1, Message: 501}) // by its number, only the buttons go
	wants(`77  "other" 0 false`, `501  "1" 0 true`)
	if len(a.Dropped) != 1 {
		t.Errorf("dropped %v", a.Dropped)
	}
	// A message whose number is not known is meant by its name.
	w.effects(flows.Edit{To: 1, Name: "b", HTML: "2"}, flows.Edit{To: 1, Name: "c", HTML: "3"}, flows.Edit{To: 1, Name: "b", HTML: "4"})
	wants(`77  "other" 0 false`, `501  "1" 0 true`, `0 c "3" 0 false`, `0 b "4" 0 false`)
	// A newer message of that name waits behind it: the change before it stays.
	w.effects(flows.Say{To: 1, HTML: "newer b", Name: "b"}, flows.Edit{To: 1, Name: "b", HTML: "5"}, flows.Edit{To: 1, Name: "b", HTML: "6"})
	wants(`77  "other" 0 false`, `501  "1" 0 true`, `0 c "3" 0 false`, `0 b "4" 0 false`, `0 b "6" 0 false`)
	w.outcome(result(b, flows.Sent))
	// A change that Telegram refused is not taken up.
	rows := w.restart()
	w.outcome(result(rows[0], flows.Refused))
	w.effects(flows.Edit{To: 1, Message: 77})
	wants(`77  "other" 0 false`, `501  "1" 0 true`, `0 c "3" 0 false`, `0 b "4" 0 false`, `0 b "6" 0 false`, `77  "" 0 false`)
}

// A message with a key is sent once, also long after it has expired.
func TestKeys(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	w.joins(6)
	sweep := func() {
		t.Helper()
		if _, err := w.Sweep(w.now); err != nil {
			t.Fatal(err)
		}
	}
	say := once(1, "r/1")
	again := func() int { t.Helper(); return len(w.effects(say, say).Rows) }
	if n := again(); n != 1 {
		t.Errorf("%d messages at first", n)
	}
	w.outcome(result(w.depart(w.restart()[0]), flows.Sent))
	if say.To = 2; again() != 0 { // the key, not the message, says what must happen once
		t.Error("sent to another one")
	}
	say.To = 1
	w.now = say.Expires.Add(keysOutlive)
	sweep()
	if again() != 0 {
		t.Error("sent twice")
	}
	w.now = w.now.Add(2 * time.Second)
	sweep()
	say.Expires = w.now.Add(time.Hour)
	if again() != 1 {
		t.Error("the key counts for ever")
	}
	// Without an expiry it counts from when it was said.
	say = flows.Say{To: 1, HTML: "x", Key: "no expiry"}
	again()
	w.now = w.now.Add(keysOutlive)
	sweep()
	if again() != 0 {
		t.Error("a key without expiry is forgotten")
	}
	w.now = w.now.Add(2 * time.Second)
	sweep()
	if again() != 1 {
		t.Error("a key without expiry counts for ever")
	}
}

// To somebody whom nobody knows nothing is said.
func TestSayToNobody(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.effects(flows.Say{To: 9, HTML: "x", Key: "k", Name: "n"}, flows.Edit{To: 9, Message: 1, HTML: "x"})
	if len(a.Rows) != 0 || w.count(outbox)+w.count(outKeys)+w.count(names) != 0 {
		t.Errorf("%+v, %d rows", a, w.count(outbox))
	}
}

// Depart looks again just before sending, and has the words written then.
func TestDepart(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		before  func(*world)
		want    flows.RowState
		departs bool
	}{
		{"well", func(*world) {}, flows.InFlight, true},
		{"just before it expires", func(w *world) { w.now = start.Add(48*time.Hour - time.Second) }, flows.InFlight, true},
		{"expired", func(w *world) { w.now = start.Add(48 * time.Hour) }, gone, false},
		{"person away", func(w *world) {
			if err := w.Store.update(w.now, func(t *tx) { t.putChat(1, chatRow{Telegram: 5, Unreachable: start}) }); err != nil {
				w.t.Fatal(err)
			}
		}, flows.Parked, false},
		{"nothing to say", func(w *world) {
			w.records(func(tx *programme.Tx) { tx.Organisations.Delete(1) })
		}, gone, false},
		{"in flight already", func(w *world) { w.depart(flows.Row{ID: 1, Say: &flows.Say{To: 1}}) }, flows.InFlight, false},
		{"gone", func(w *world) { w.outcome(flows.Outcome{Row: 1, To: 1, Result: flows.Skipped}) }, gone, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.records(func(tx *programme.Tx) {
				tx.Organisations.Put(tx.NewOrganisation(), programme.Organisation{Name: "Стара"})
			})
			w.joins(5)
			say := once(1, "r")
			say.HTML, say.About = "", "organisation/1"
			r := w.waiting(say)
			w.records(func(tx *programme.Tx) { tx.Organisations.Put(1, programme.Organisation{Name: "Нова"}) })
			c.before(w)
			got, ok, err := w.Depart(1, r.ID, w.now, aboutOrganisation)
			if err != nil || ok != c.departs {
				t.Fatalf("it departs: %v, %v", ok, err)
			}
			if w.state(r) != c.want {
				t.Errorf("the row is %s, want %s", w.state(r), c.want)
			}
			if stored, _ := w.row(r); ok && (got.Say.HTML != "Нова" || got.Say.Buttons[0][0].Data != "organisation/1" || stored.Say.HTML != "Нова") {
				t.Errorf("departs %+v, stored %+v", got.Say, stored.Say)
			}
		})
	}
}

// aboutOrganisation writes words from the records of that moment.
func aboutOrganisation(tx *programme.Tx, say flows.Say, _ text.Language) (string, [][]flows.Button, bool) {
	o, ok := tx.Organisations.Get(1)
	return o.Name, [][]flows.Button{{{Text: "Да", Data: say.About}}}, ok
}

// Words that fall over cost one message, not the program.
func TestWordsFallOver(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	say := once(1, "r")
	say.About = "x"
	r := w.waiting(say)
	got, ok, err := w.Depart(1, r.ID, w.now, func(*programme.Tx, flows.Say, text.Language) (string, [][]flows.Button, bool) {
		panic("no such event")
	})
	if ok || err != nil || got.State != flows.Dead || !strings.Contains(got.Error, "no such event") || strings.Contains(got.Error, "\n") {
		t.Errorf("%+v, %v, %v", got, ok, err)
	}
	if w.state(r) != flows.Dead {
		t.Errorf("the row is %s", w.state(r))
	}
}

// Words for the group are in Bulgarian, for a person in their language; a row
// without About says what it says.
func TestDepartLanguage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	u := w.update(5, flows.Text{})
	u.Input.Language = "en"
	w.apply(flows.Batch{Updates: []flows.Update{u}}, answering())
	if err := w.SetGroup(-100); err != nil {
		t.Fatal(err)
	}
	for to, want := range map[flows.PersonID]string{1: "en", flows.Group: "bg"} {
		say := once(to, "r"+want)
		say.About = "x"
		r, ok, err := w.Depart(to, w.waiting(say).ID, w.now, func(_ *programme.Tx, _ flows.Say, l text.Language) (string, [][]flows.Button, bool) {
			return string(l), nil, true
		})
		if err != nil || !ok || r.Say.HTML != want {
			t.Errorf("to %d: %+v, %v, %v", to, r.Say, ok, err)
		}
		plain := w.waiting(once(to, "as it is"+want))
		if r, ok, err = w.Depart(to, plain.ID, w.now, aboutOrganisation); err != nil || !ok || r.Say.HTML != "as it is"+want {
			t.Errorf("to %d: %+v, %v, %v", to, r.Say, ok, err)
		}
	}
}

// After a start everything that waits is handed out in the order in which it was
// said, over all chats. What was in flight is not.
func TestRecover(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var want []uint64
	for user := range int64(3) {
		w.joins(10 + user)
	}
	for i := range 9 {
		to := flows.PersonID(3 - i%3)
		say := once(to, fmt.Sprint(i))
		say.Name = fmt.Sprint("n", i)
		r := w.waiting(say)
		switch i % 4 {
		case 1:
			w.depart(r)
		case 2:
			w.outcome(result(r, flows.Refused))
		default:
			want = append(want, r.ID)
		}
	}
	var got []uint64
	for _, r := range w.restart() {
		got = append(got, r.ID)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("waiting (-want +got):\n%s", diff)
	}
	r, ok, err := w.Row(2, 2)
	if err != nil || !ok || r.State != flows.Unconfirmed {
		t.Errorf("%+v, %v, %v", r, ok, err)
	}
	if n, tried := w.newest(2, "n1"); n != 0 || !tried {
		t.Errorf("its message is %d, tried %v", n, tried)
	}
	if n, tried := w.newest(3, "n0"); n != 0 || tried {
		t.Errorf("a message that waits is %d, tried %v", n, tried)
	}
}

package storage

import (
	"testing"
	"time"

	"partnerbot/flows"
)

// gone is the state of a row that is no longer there.
const gone = flows.RowState("gone")

func (w *world) state(r flows.Row) flows.RowState {
	w.t.Helper()
	got, ok := w.row(r)
	if !ok {
		return gone
	}
	return got.State
}

// once is a message that must not be sent twice.
func once(to flows.PersonID, key string) flows.Say {
	return flows.Say{To: to, HTML: key, Promise: flows.Once, Key: key, Expires: start.Add(48 * time.Hour)}
}

// waiting puts one message into the outbox.
func (w *world) waiting(say flows.Say) flows.Row {
	w.t.Helper()
	a := w.effects(say)
	if len(a.Rows) != 1 {
		w.t.Fatalf("%d rows wait", len(a.Rows))
	}
	return a.Rows[0]
}

// depart marks a Once row as in flight; it must have something to say.
func (w *world) depart(r flows.Row) flows.Row {
	w.t.Helper()
	r, ok, err := w.Depart(r.To(), r.ID, w.now, nil)
	if err != nil || !ok {
		w.t.Fatal("it does not depart: ", ok, err)
	}
	return r
}

func result(r flows.Row, what flows.Result) flows.Outcome {
	o := flows.Outcome{Row: r.ID, To: r.To(), Result: what, At: start}
	switch what {
	case flows.Sent:
		o.Message = 500 + int(r.ID)
	case flows.Refused, flows.InDoubt:
		o.Error = "Bad Request"
	}
	return o
}

// What each result does to a row of either promise, and to the person.
func TestResults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		result             flows.Result
		answer, once       flows.RowState
		answerAt, onceAt   int // attempts
		away, hasItsNumber bool
	}{
		{result: flows.Sent, answer: gone, once: gone, hasItsNumber: true},
		{result: flows.Skipped, answer: gone, once: gone},
		{result: flows.InDoubt, answer: flows.Waiting, once: flows.Unconfirmed, answerAt: 1, onceAt: 1},
		{result: flows.Unreachable, answer: gone, once: flows.Parked, away: true},
		{result: flows.Refused, answer: flows.Dead, once: flows.Dead},
		{result: flows.Unsent, answer: flows.Waiting, once: flows.Waiting},
	} {
		t.Run(string(c.result), func(t *testing.T) {
			for _, promise := range []flows.Promise{flows.AtLeastOnce, flows.Once} {
				w := newWorld(t)
				w.joins(5)
				r := w.waiting(flows.Say{To: 1, HTML: "x", Name: "n", Promise: promise, Key: "k"})
				want, attempts := c.answer, c.answerAt
				if promise == flows.Once {
					r = w.depart(r)
					want, attempts = c.once, c.onceAt
				}
				w.outcome(result(r, c.result))
				got, ok := w.row(r)
				if state := w.state(r); state != want || got.Attempts != attempts {
					t.Errorf("%q: state %q after %d attempts, want %q after %d", promise, state, got.Attempts, want, attempts)
				}
				if ok && got.State == flows.Dead && got.Error != "Bad Request" {
					t.Errorf("Telegram's words are %q", got.Error)
				}
				var away bool
				if err := w.view(func(t *tx) { away = !(chatBook{t}.Reachable(1)) }); err != nil || away != c.away {
					t.Errorf("away %v, %v", away, err)
				}
				n, known, err := w.Newest(1, "n")
				if known != c.hasItsNumber || known && n != 500+int(r.ID) || err != nil {
					t.Errorf("the message's number is %d, %v, %v", n, known, err)
				}
				if w.outcome(result(r, flows.Unsent)); w.state(r) != want { // late
					t.Errorf("%q: then it is %q, want %q", promise, w.state(r), want)
				}
				w.outcome(result(r, flows.Sent)) // of a row that may be gone
				w.clean()
			}
		})
	}
}

// An answer goes out three times at most, also when the program starts anew in
// between.
func TestThreeAttempts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	r := w.waiting(flows.Say{To: 1, HTML: "x", Name: "n"})
	for range maxAttempts - 1 {
		w.outcome(result(r, flows.InDoubt))
		if rows := w.restart(); len(rows) != 1 || rows[0].ID != r.ID {
			t.Fatalf("%v wait", rows)
		}
		if n, tried := w.newest(1, "n"); n != 0 || !tried {
			t.Errorf("message %d, tried %v", n, tried)
		}
	}
	w.outcome(result(r, flows.InDoubt))
	got, _ := w.row(r)
	if got.State != flows.Dead || got.Error != "no answer to 3 requests: Bad Request" {
		t.Errorf("%+v", got)
	}
	if rows := w.restart(); len(rows) != 0 {
		t.Errorf("%v wait", rows)
	}
}

func (w *world) newest(to flows.PersonID, name string) (n int, tried bool) {
	w.t.Helper()
	if err := w.view(func(t *tx) { n, tried = t.newest(to, name) }); err != nil {
		w.t.Fatal(err)
	}
	return n, tried
}

// Who blocks the bot: answers go, what is sent once waits for them, and comes
// back when they write or unblock. Nothing new is kept for them but that.
func TestBlocked(t *testing.T) {
	t.Parallel()
	for _, back := range []flows.What{flows.Unblocked{}, flows.Text{Text: "пак съм тук"}, flows.Press{Data: "x"}} {
		w := newWorld(t)
		w.joins(5)
		answer := w.waiting(flows.Say{To: 1, HTML: "отговор"})
		edit := w.effects(flows.Edit{To: 1, Message: 3, HTML: "промяна"}).Rows[0]
		reminder := w.waiting(once(1, "r"))
		a := w.does(5, flows.Blocked{}, flows.Say{To: 1, HTML: "сбогом"})
		if got := []flows.RowState{w.state(answer), w.state(edit), w.state(reminder)}; got[0] != gone || got[1] != gone || got[2] != flows.Parked {
			t.Errorf("the rows are %v", got)
		}
		if len(a.Dropped) != 3 || len(a.Rows) != 0 {
			t.Errorf("the sender is told %+v", a)
		}
		a = w.effects(flows.Say{To: 1, HTML: "известие", Key: "n"}, flows.Edit{To: 1, Message: 3, HTML: "x"}, once(1, "later"))
		if len(a.Rows) != 0 || w.count(outbox) != 2 {
			t.Errorf("handed out %v, %d rows are kept", a.Rows, w.count(outbox))
		}
		if rows := w.restart(); len(rows) != 0 {
			t.Errorf("%v wait", rows)
		}
		a = w.does(5, back, flows.Say{To: 1, HTML: "здравейте"})
		if len(a.Rows) != 3 || a.Rows[0].Key != "r" || a.Rows[1].Key != "later" || a.Rows[2].Say.HTML != "здравейте" {
			t.Errorf("after %T wait %+v", back, a.Rows)
		}
		if w.state(reminder) != flows.Waiting {
			t.Errorf("the reminder is %s", w.state(reminder))
		}
	}
}

// A request is under way while the person blocks the bot. It may arrive: only
// Telegram's own answer to it says that it did not.
func TestBlockedWhileInFlight(t *testing.T) {
	t.Parallel()
	for what, want := range map[flows.Result]flows.RowState{
		flows.Unreachable: flows.Parked, flows.InDoubt: flows.Unconfirmed, flows.Sent: gone, flows.Unsent: flows.Waiting,
	} {
		w := newWorld(t)
		w.joins(5)
		r := w.depart(w.waiting(once(1, "r")))
		if a := w.does(5, flows.Blocked{}); len(a.Dropped) != 0 || w.state(r) != flows.InFlight {
			t.Errorf("the row is %s, dropped %v", w.state(r), a.Dropped)
		}
		w.outcome(result(r, what))
		if w.state(r) != want {
			t.Errorf("after %q the row is %s, want %s", what, w.state(r), want)
		}
		if what == flows.Unsent { // on its way again it is parked
			if _, ok, err := w.Depart(1, r.ID, w.now, nil); ok || err != nil || w.state(r) != flows.Parked {
				t.Errorf("it departs: %v, %v, %s", ok, err, w.state(r))
			}
		}
	}
	w := newWorld(t)
	w.joins(5)
	r := w.depart(w.waiting(once(1, "r")))
	w.does(5, flows.Blocked{})
	w.restart()
	if w.does(5, flows.Unblocked{}); w.state(r) != flows.Unconfirmed {
		t.Errorf("after a crash the row is %s", w.state(r))
	}
}

// Dropped in the batch that made it, a row is never handed out.
func TestDroppedWithinTheBatch(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	hello, blocked, back := w.update(5, flows.Text{}), w.update(5, flows.Blocked{}), w.update(5, flows.Unblocked{})
	talk := answering(flows.Say{To: 1, HTML: "здравейте"}, once(1, "r"))
	if a := w.apply(flows.Batch{Updates: []flows.Update{hello, blocked}}, talk); len(a.Rows) != 0 {
		t.Errorf("handed out: %v", a.Rows)
	}
	w.apply(flows.Batch{Updates: []flows.Update{back}}, answering())
	w.outcome(flows.Outcome{Row: 2, To: 1, Result: flows.Sent})
	a := w.effects(flows.Edit{To: 1, Message: 3, HTML: "1"}, flows.Edit{To: 1, Message: 3, HTML: "2"})
	if len(a.Rows) != 1 || a.Rows[0].Edit.HTML != "2" {
		t.Errorf("handed out: %v", a.Rows)
	}
}

// What the coordinators' group must get once waits there too, when the bot was
// put out of the group, until somebody writes there.
func TestGroupUnreachable(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := w.SetGroup(-100); err != nil {
		t.Fatal(err)
	}
	card, digest := w.waiting(flows.Say{To: flows.Group, HTML: "карта"}), w.waiting(once(flows.Group, "d"))
	w.outcome(result(w.depart(digest), flows.Unreachable))
	if w.state(card) != gone || w.state(digest) != flows.Parked {
		t.Errorf("the rows are %s and %s", w.state(card), w.state(digest))
	}
	u := w.update(9, flows.Command{Name: "stats"})
	u.Chat, u.Input.Private = -100, false
	if a := w.apply(flows.Batch{Updates: []flows.Update{u}}, answering()); len(a.Rows) != 1 || a.Rows[0].ID != digest.ID {
		t.Errorf("then wait %v", a.Rows)
	}
}

// A press on a message that nobody knows the number of proves that the message
// arrived which has such a button. A press on a known message proves nothing.
func TestProven(t *testing.T) {
	t.Parallel()
	buttons := func(data string) [][]flows.Button { return [][]flows.Button{{{Text: "Да", Data: data}}} }
	lost := func(w *world, name, data string) flows.Row {
		say := once(1, "key "+name+data)
		say.Name, say.Buttons = name, buttons(data)
		r := w.depart(w.waiting(say))
		w.outcome(result(r, flows.InDoubt))
		return r
	}
	press := func(w *world, message int, data string) {
		u := w.update(5, flows.Press{Data: data})
		u.Input.Message = message
		w.apply(flows.Batch{Updates: []flows.Update{u}}, answering())
	}
	w := newWorld(t)
	w.joins(5)
	shown := w.waiting(flows.Say{To: 1, Name: "event/1", Buttons: buttons("yes/1")})
	w.outcome(result(shown, flows.Sent))
	known := 500 + int(shown.ID)
	one, two, nameless := lost(w, "event/1", "yes/1"), lost(w, "event/2", "yes/2"), lost(w, "", "yes/3")
	press(w, known, "yes/1")   // the earlier message with that name and button
	press(w, 900, "something") // an old message of who knows what
	for _, r := range []flows.Row{one, two, nameless} {
		if w.state(r) != flows.Unconfirmed {
			t.Errorf("row %d counts as %s", r.ID, w.state(r))
		}
	}
	press(w, 901, "yes/2")
	press(w, 902, "yes/3")
	if w.state(one) != flows.Unconfirmed || w.state(two) != gone || w.state(nameless) != gone {
		t.Errorf("the rows are %s, %s, %s", w.state(one), w.state(two), w.state(nameless))
	}
	if n, _ := w.newest(1, "event/2"); n != 901 {
		t.Errorf("the message's number is %d", n)
	}
	press(w, 903, "yes/1")
	if n, _ := w.newest(1, "event/1"); w.state(one) != gone || n != 903 {
		t.Errorf("the row is %s, the message's number %d", w.state(one), n)
	}
}

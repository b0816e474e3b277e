package storage

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// decides has a coordinator decide about a row.
func (w *world) decides(decide func(programme.Outbox)) flows.Applied {
	w.t.Helper()
	return w.apply(flows.Batch{Updates: []flows.Update{w.update(9, flows.Text{})}}, func(tx *programme.Tx, _ *flows.Turn) { decide(tx.Outbox) })
}

// resend presses „Прати пак“.
func (w *world) resend(r flows.Row) (got programme.Resent, rows []flows.Row) {
	w.t.Helper()
	a := w.decides(func(o programme.Outbox) { got = o.Resend(r.To(), r.ID) })
	return got, a.Rows
}

// doubtful is a message of which nobody knows whether it arrived.
func (w *world) doubtful(say flows.Say) flows.Row {
	w.t.Helper()
	r := w.depart(w.waiting(say))
	w.outcome(result(r, flows.InDoubt))
	return r
}

// What nobody knows to have arrived is sent again once, however often that is asked
// for, and what it is about counts still as said.
func TestResendOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	r := w.doubtful(once(1, "k"))
	got, rows := w.resend(r)
	if got != programme.ResentNow || len(rows) != 1 || rows[0].State != flows.Waiting || rows[0].Attempts != 0 || rows[0].Say.Key != "k" {
		t.Fatal(got, rows)
	}
	if got, more := w.resend(r); got != programme.ResentGone || len(more) != 0 {
		t.Error("a second press: ", got, more)
	}
	if got, more := w.resend(rows[0]); got != programme.ResentGone || len(more) != 0 {
		t.Error("of what waits by now: ", got, more)
	}
	if a := w.effects(once(1, "k")); len(a.Rows) != 0 {
		t.Error("the program says the same by itself")
	}
	if waits := w.restart(); len(waits) != 1 || waits[0].ID != rows[0].ID {
		t.Error("after a restart there wait", waits)
	}
	w.outcome(result(w.depart(rows[0]), flows.Sent))
	if n := w.count(outbox); n != 0 {
		t.Error(n, "rows are left")
	}
}

// Whoever is away gets it on their return; what is too late does not go.
func TestResendAwayAndLate(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	away, late := w.doubtful(once(1, "away")), w.doubtful(once(1, "late"))
	w.does(5, flows.Blocked{})
	if got, rows := w.resend(away); got != programme.ResentAway || len(rows) != 0 {
		t.Error(got, rows)
	}
	if a := w.does(5, flows.Text{Text: "back"}); len(a.Rows) != 1 || a.Rows[0].Key != "away" {
		t.Error("on return there come", a.Rows)
	}
	w.now = start.Add(72 * time.Hour)
	if got, rows := w.resend(late); got != programme.ResentLate || len(rows) != 0 || w.state(late) != gone {
		t.Error(got, rows, w.state(late))
	}
}

// A refused message goes again with the file that it brings, or is taken away with it.
func TestRefusedIsDecided(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	var file flows.FileID
	w.records(func(tx *programme.Tx) {
		file = tx.NewFile()
		tx.Files.Put(file, programme.File{By: 1, At: start})
	})
	r := w.waiting(flows.Say{To: 1, File: &flows.OutgoingFile{ID: file, Name: "x.csv"}})
	w.outcome(result(r, flows.Refused))
	w.decides(func(o programme.Outbox) {
		if s := o.Stuck(); len(s) != 1 || s[0].Error != "Bad Request" {
			t.Error(s)
		}
		if o.Confirm(r.To(), r.ID) {
			t.Error("what was refused did not arrive")
		}
	})
	got, rows := w.resend(r)
	if got != programme.ResentNow || len(rows) != 1 || rows[0].Error != "" {
		t.Fatal(got, rows)
	}
	w.outcome(result(rows[0], flows.Refused))
	w.decides(func(o programme.Outbox) {
		if !o.Drop(1, rows[0].ID) || o.Drop(1, rows[0].ID) || len(o.Stuck()) != 0 {
			t.Error("it is not taken away once")
		}
	})
	if w.count(files) != 0 {
		t.Error("its file stays")
	}
}

// Who confirms a message is told on as if Telegram had said so.
func TestConfirm(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	say := once(1, "k")
	say.Report = "broadcast/1"
	r := w.doubtful(say)
	var heard []flows.Delivered
	w.apply(flows.Batch{Updates: []flows.Update{w.update(9, flows.Text{})}}, func(tx *programme.Tx, turn *flows.Turn) {
		switch what := turn.What.(type) {
		case flows.Delivered:
			heard = append(heard, what)
		case flows.Text:
			if !tx.Outbox.Confirm(1, r.ID) || tx.Outbox.Confirm(1, r.ID) {
				t.Error("it is not confirmed once")
			}
		}
	})
	if len(heard) != 1 || heard[0] != (flows.Delivered{Report: "broadcast/1", Result: flows.Sent}) {
		t.Error(heard)
	}
}

// Whatever happens to a message, it leaves at most once for each time that somebody
// decided so.
func TestResendNeverByItself(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t)
		w.joins(5)
		r := w.waiting(once(1, "k"))
		left, decided := 0, 0
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			switch rapid.IntRange(0, 3).Draw(rt, "step") {
			case 0:
				if gone, ok, err := w.Depart(1, r.ID, w.now, nil); err != nil {
					rt.Fatal(err)
				} else if ok {
					left++
					w.outcome(result(gone, rapid.SampledFrom([]flows.Result{flows.Sent, flows.InDoubt}).Draw(rt, "result")))
				}
			case 1:
				if got, rows := w.resend(r); got == programme.ResentNow {
					decided++
					r = rows[0]
				}
			case 2:
				w.restart()
			case 3:
				w.effects(once(1, "k"))
			}
		}
		if left > decided+1 {
			rt.Errorf("it left %d times, decided %d", left, decided)
		}
	})
}

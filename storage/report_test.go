package storage

import (
	"strings"
	"testing"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Who wants to know what became of a message that is sent once learns of everything
// that may end it: at once, or with the next tick where no conversation is at hand.
func TestReportsOfOnce(t *testing.T) {
	t.Parallel()
	said := func() flows.Say {
		say := once(1, "r/1")
		say.Report, say.About, say.Buttons = "remind/1", "remind/1", [][]flows.Button{{{Text: "Да", Data: "r:yes:1"}}}
		return say
	}
	for _, c := range []struct {
		name string
		does func(*world, *hearer)
		want string // what was heard, then what waits on the due list
	}{
		{"sent", func(w *world, l *hearer) {
			w.apply(flows.Batch{Outcomes: []flows.Outcome{result(w.depart(w.waiting(said())), flows.Sent)}}, l.hear)
		}, "remind/1 sent |"},
		{"stopped the bot before", func(w *world, l *hearer) {
			w.does(5, flows.Blocked{})
			w.apply(flows.Batch{Updates: []flows.Update{w.update(6, flows.Text{})}}, l.does(said()))
		}, "remind/1 unreachable |"},
		{"has stopped the bot", func(w *world, l *hearer) {
			w.apply(flows.Batch{Outcomes: []flows.Outcome{result(w.depart(w.waiting(said())), flows.Unreachable)}}, l.hear)
		}, "remind/1 unreachable |"},
		{"stops it while it waits", func(w *world, l *hearer) {
			w.waiting(said())
			w.apply(flows.Batch{Updates: []flows.Update{w.update(5, flows.Blocked{})}}, l.hear)
		}, "remind/1 unreachable |"},
		{"the program ended while it was under way", func(w *world, _ *hearer) {
			w.depart(w.waiting(said()))
			w.restart()
		}, "| in doubt/remind/1"},
		{"expired before it left", func(w *world, _ *hearer) {
			r := w.waiting(said())
			w.now = r.Say.Expires
			if _, ok, err := w.Depart(1, r.ID, w.now, nil); ok || err != nil {
				w.t.Errorf("it departs: %v, %v", ok, err)
			}
		}, "| skipped/remind/1"},
		{"nothing is left to say when it is to leave", func(w *world, _ *hearer) {
			r := w.waiting(said())
			nothing := func(*programme.Tx, flows.Say, text.Language) (string, [][]flows.Button, bool) { return "", nil, false }
			if _, ok, err := w.Depart(1, r.ID, w.now, nothing); ok || err != nil {
				w.t.Errorf("it departs: %v, %v", ok, err)
			}
		}, "| withdrawn/remind/1"},
		{"taken back while it waits", func(w *world, l *hearer) {
			r := w.waiting(said())
			a := w.apply(flows.Batch{Updates: []flows.Update{w.update(6, flows.Text{})}}, l.does(flows.Withdraw{To: 1, Key: "r/1"}))
			if len(a.Dropped) != 1 || a.Dropped[0] != r.ID {
				w.t.Errorf("the sender is told to let go of %v, want %d", a.Dropped, r.ID)
			}
		}, "remind/1 withdrawn |"},
		{"taken back while they have stopped the bot", func(w *world, l *hearer) {
			w.waiting(said())
			w.apply(flows.Batch{Updates: []flows.Update{w.update(5, flows.Blocked{})}}, l.hear)
			w.apply(flows.Batch{Updates: []flows.Update{w.update(6, flows.Text{})}}, l.does(flows.Withdraw{To: 1, Key: "r/1"}))
			if a := w.apply(flows.Batch{Updates: []flows.Update{w.update(5, flows.Text{})}}, l.hear); len(a.Rows) != 0 {
				w.t.Error("it goes when they are back")
			}
		}, "remind/1 unreachable, remind/1 withdrawn |"},
		{"taken back too late", func(w *world, l *hearer) {
			r := w.depart(w.waiting(said()))
			w.apply(flows.Batch{Updates: []flows.Update{w.update(6, flows.Text{})}}, l.does(flows.Withdraw{To: 1, Key: "r/1"}))
			w.apply(flows.Batch{Outcomes: []flows.Outcome{result(r, flows.Sent)}}, l.hear)
		}, "remind/1 sent |"},
		{"taken back when nobody knows whether it arrived", func(w *world, l *hearer) {
			r := w.depart(w.waiting(said()))
			w.apply(flows.Batch{Outcomes: []flows.Outcome{result(r, flows.InDoubt)}}, l.hear)
			w.apply(flows.Batch{Updates: []flows.Update{w.update(6, flows.Text{})}}, l.does(flows.Withdraw{To: 1, Key: "r/1"}))
			if _, there := w.row(r); !there {
				w.t.Error("what nobody knows of was taken for something that waits")
			}
			w.apply(flows.Batch{Updates: []flows.Update{w.update(6, flows.Text{})}}, l.does(flows.Withdraw{To: 1, Key: "r/1", Doubtful: true}))
			if _, there := w.row(r); there {
				w.t.Error("the row is still there")
			}
		}, "remind/1 in doubt |"},
		{"a press proves that it arrived", func(w *world, l *hearer) {
			w.apply(flows.Batch{Outcomes: []flows.Outcome{result(w.depart(w.waiting(said())), flows.InDoubt)}}, l.hear)
			u := w.update(5, flows.Press{Data: "r:yes:1"})
			u.Input.Message = 77
			w.apply(flows.Batch{Updates: []flows.Update{u}}, l.hear)
		}, "remind/1 in doubt, remind/1 sent |"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, l := newWorld(t), &hearer{}
			w.joins(5)
			w.joins(6)
			c.does(w, l)
			rows, err := w.Due(w.now, false, 9)
			if err != nil {
				t.Fatal(err)
			}
			got := strings.Join(l.heard, ", ") + " |"
			for _, r := range rows {
				if late, ok := (flows.Due{Kind: r.Kind, Ref: r.Ref}).Late(); ok {
					got += " " + string(late.Result) + "/" + late.Report
				}
			}
			if strings.TrimSpace(got) != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// hearer writes down what it is told.
type hearer struct{ heard []string }

func (l *hearer) hear(_ *programme.Tx, t *flows.Turn) {
	if w, ok := t.What.(flows.Delivered); ok {
		l.heard = append(l.heard, w.Report+" "+string(w.Result))
	}
}

// does is a conversation that answers with the effect.
func (l *hearer) does(e flows.Effect) programme.Conversation {
	return func(tx *programme.Tx, t *flows.Turn) {
		if _, told := t.What.(flows.Delivered); !told {
			t.Do(e)
		}
		l.hear(tx, t)
	}
}

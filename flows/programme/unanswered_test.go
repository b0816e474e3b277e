package programme_test

import (
	"testing"
	"time"

	"partnerbot/flows/programme"
)

func TestUnanswered(t *testing.T) {
	records(t, func(tx *programme.Tx) {
		said := func(minute, corrected int) programme.ThreadMessage {
			return programme.ThreadMessage{At: noon.Add(time.Duration(minute) * time.Minute), By: 1, Corrected: corrected}
		}
		answer := programme.ThreadMessage{At: noon, By: 9, Answer: true}
		for _, th := range []programme.Thread{
			{Messages: []programme.ThreadMessage{said(-5, 0), said(1, 0), said(2, 3)}},   // one is too old; a correction counts like a message
			{Messages: []programme.ThreadMessage{said(1, 0), answer, said(2, 0)}},        // what is answered does not count
			{Messages: []programme.ThreadMessage{said(1, 0)}, Closed: noon, ClosedBy: 9}, // nor what a coordinator has closed
			{Messages: []programme.ThreadMessage{said(1, 0)}, Closed: noon, ClosedBy: 1}, // closed by themselves
			{Person: 2, Messages: []programme.ThreadMessage{said(1, 0)}},                 // another person's
		} {
			th.ID = tx.NewThread()
			if th.Person == 0 {
				th.Person = 1
			}
			tx.Threads.Put(th.ID, th)
		}
		if n := programme.Unanswered(tx, 1, noon); n != 7 {
			t.Errorf("%d unanswered, want 7", n)
		}
	})
}

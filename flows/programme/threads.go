package programme

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"partnerbot/flows"
)

// String is the number of the question as people see it.
func (id ThreadID) String() string { return strconv.FormatUint(uint64(id), 10) }

// Since is since when the thread's last word stands: of the person who waits for
// an answer, the first of their messages that nobody has answered.
func (th Thread) Since() time.Time {
	since := th.Opened
	for i, m := range th.Messages {
		if i == 0 || m.Answer || th.Messages[i-1].Answer {
			since = m.At
		}
	}
	return since
}

// Last is the newest message of the thread's person, the zero message for none.
func (th Thread) Last() ThreadMessage {
	for _, m := range slices.Backward(th.Messages) {
		if !m.Answer {
			return m
		}
	}
	return ThreadMessage{}
}

// Unanswered counts what somebody has written to the coordinators since then,
// corrections included, and has no answer to yet. To close one's own question
// answers nothing.
func Unanswered(tx *Tx, id flows.PersonID, since time.Time) (n int) {
	for _, th := range ThreadsOf(tx, id) {
		if !th.Closed.IsZero() && th.ClosedBy != id {
			continue
		}
		for _, m := range slices.Backward(th.Messages) {
			if m.Answer {
				break
			}
			if m.At.After(since) {
				n += 1 + m.Corrected
			}
		}
	}
	return n
}

// ThreadsOf lists the questions of a person, oldest first.
func ThreadsOf(tx *Tx, id flows.PersonID) []Thread {
	var of []Thread
	for _, th := range tx.Threads.All() {
		if th.Person == id {
			of = append(of, th)
		}
	}
	return of
}

// OpenThreads lists the questions that nobody has closed: first those that wait
// for an answer, then those that have one, each with the longest waiting first.
// waiting is how many of them wait.
func OpenThreads(tx *Tx) (open []Thread, waiting int) {
	for _, th := range tx.Threads.All() {
		if !th.Closed.IsZero() {
			continue
		}
		open = append(open, th)
		if !th.Answered {
			waiting++
		}
	}
	slices.SortStableFunc(open, func(a, b Thread) int {
		if a.Answered != b.Answered {
			if a.Answered {
				return 1
			}
			return -1
		}
		return cmp.Compare(a.Since().UnixNano(), b.Since().UnixNano())
	})
	return open, waiting
}

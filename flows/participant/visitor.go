package participant

import (
	"time"

	"partnerbot/flows/programme"
)

// visitorAsks is how long a question keeps the chat of somebody who has not
// agreed, counted from its last word: without the chat no answer can reach them.
const visitorAsks = 30 * 24 * time.Hour

// letGo drops the chat of who has not agreed, or, while a question of theirs is
// open, sees to it that it is dropped later.
func (c *chat) letGo() {
	if c.waitsForAnswer() {
		c.visit()
		return
	}
	c.tx.Chats.Forget(c.Person)
}

// waitsForAnswer reports whether a question of the person is open, or was closed
// only a moment ago so that they may still want to write again.
func (c *chat) waitsForAnswer() bool {
	for _, th := range programme.ThreadsOf(c.tx, c.Person) {
		if !th.Closed.IsZero() {
			if c.At.Sub(th.Closed) < visitorStay {
				return true
			}
			continue
		}
		if n := len(th.Messages); n > 0 && c.At.Sub(th.Messages[n-1].At) < visitorAsks {
			return true
		}
	}
	return false
}

package programme

import "partnerbot/flows"

// Outbox is the messages that did not go their way by themselves, and what the
// coordinators decide about them. The program itself never sends again what is sent
// once: somebody has to say so here.
type Outbox interface {
	// Stuck lists what nobody knows to have arrived and what Telegram refused, oldest
	// first.
	Stuck() []flows.Row
	// Resend has such a row sent again: it goes to the end of its chat under another
	// number, so that a second call with the same number finds nothing. Words that are
	// written when they leave are written anew.
	Resend(to flows.PersonID, row uint64) Resent
	// Confirm takes an unconfirmed row for arrived. False: it is not there any more.
	Confirm(to flows.PersonID, row uint64) bool
	// Drop takes a refused row away. False: it is not there any more.
	Drop(to flows.PersonID, row uint64) bool
}

// Resent is what came of sending a row again.
type Resent string

const (
	ResentNow  Resent = "now"  // it leaves
	ResentAway Resent = "away" // the person has stopped the bot: what is sent once waits for their return, the rest stays refused
	ResentLate Resent = "late" // its time is over: the row is gone
	ResentGone Resent = "gone" // it has been decided, or has arrived, meanwhile
)

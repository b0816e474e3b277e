package flows

import (
	"encoding/json"
	"time"
)

// The types in this file pass between the rooms bot and storage, which do not
// know each other: what came in, what waits to go out, and what became of it.

// Update is one thing to apply, with what only storage may see of it.
type Update struct {
	ID       int64           // Telegram's update_id; 0 for due rows and jobs
	Chat     int64           // Telegram's number of the chat; 0 for due rows and jobs
	User     int64           // Telegram's number of the sender
	Callback string          // Telegram's id of the press, for its acknowledgement
	Raw      json.RawMessage // as it came, for the quarantine
	Broken   string          // why it could not be decoded: goes to the quarantine at once
	Ignore   bool            // nothing for us (an unknown kind, a foreign chat): only marked as seen
	Migrated *Migration      // the coordinators' group has a new number
	Stranger *Stranger       // a group that is not the coordinators'
	Due      string          // key of the due row it stands for: applied only while that row exists, and removes it
	Job      uint64          // the job it ends: applied only while the job exists, and removes it
	Input    Input
}

// Migration says that a group became a supergroup with another number.
type Migration struct{ From, To int64 }

// Stranger is a group or channel, not the coordinators', in which something
// happened: the bot leaves it, unless it becomes theirs.
type Stranger struct {
	Chat          int64  // Telegram's number
	Gone          bool   // the bot is out of it already
	Administrator bool   // the bot is one there
	Claim         string // the code of the link with which somebody makes it the coordinators' group
}

// Batch is what one transaction applies, in this order: outcomes, updates,
// offset.
type Batch struct {
	Now      time.Time // the programme's clock, UTC
	Outcomes []Outcome
	Updates  []Update
	Offset   int64 // the next getUpdates offset; 0: unchanged
	Polled   bool  // Telegram was reached at Now and nothing waits there: kept as the time of the last poll
}

// Applied is what a committed batch leaves to be done.
type Applied struct {
	Acknowledge []Acknowledgement
	Rows        []Row    // new outbox rows, in the order in which they go
	Dropped     []uint64 // rows that no longer go: edits overtaken by newer ones, rows of forgotten people
	Jobs        bool     // there is new work
	Due         bool     // something was put on the due list whose time has come
	Group       bool     // the coordinators' group is another one, or the bot's standing in it has changed
	Strangers   bool     // there are groups to leave
	Fresh       int      // updates applied; the others had been seen
}

// Acknowledgement answers one press.
type Acknowledgement struct {
	Callback string
	Toast    Toast
}

// RowState is where an outbox row stands. Sent rows are removed.
type RowState string

const (
	Waiting     RowState = ""            // to be sent
	InFlight    RowState = "flight"      // Once only: committed before the request leaves
	Unconfirmed RowState = "unconfirmed" // Once only: may have arrived; the coordinators decide
	Parked      RowState = "parked"      // Once only: the person blocked the bot; waits until it expires
	Dead        RowState = "dead"        // Telegram refused it; Error says why
)

// Row is one line of the outbox: a Say or an Edit.
type Row struct {
	ID       uint64    `json:"-"` // its order; unique, grows
	Key      string    `json:"key,omitempty"`
	Say      *Say      `json:"say,omitempty"`
	Edit     *Edit     `json:"edit,omitempty"`
	State    RowState  `json:"state,omitempty"`
	Attempts int       `json:"attempts,omitempty"` // requests that were written and whose answer was lost
	Created  time.Time `json:"created"`
	Error    string    `json:"error,omitempty"` // Telegram's words for a dead row
}

// To is who gets the row.
func (r Row) To() PersonID {
	if r.Edit != nil {
		return r.Edit.To
	}
	return r.Say.To
}

// Paced reports whether the row gives way to answers and keeps to the pace.
func (r Row) Paced() bool {
	if r.Edit != nil {
		return r.Edit.Paced
	}
	return r.Say.Paced
}

// Once reports whether the row must never be sent twice.
func (r Row) Once() bool { return r.Say != nil && r.Say.Promise == Once }

// Result is what became of a request for a row.
type Result string

const (
	Sent        Result = "sent"        // Message is its number; the row goes
	Skipped     Result = "skipped"     // nothing to send (an edit of a message that never left, an expired row); the row goes
	InDoubt     Result = "in doubt"    // written, no answer: Once becomes unconfirmed, others count an attempt
	Unreachable Result = "unreachable" // 403: the row goes (Once: is parked), the person is marked unreachable
	Refused     Result = "refused"     // 400 and the like: dead, Error holds Telegram's words
	Unsent      Result = "unsent"      // Once marked in flight but the request never left: waits again
	Withdrawn   Result = "withdrawn"   // of a report only: taken back, or there was nothing to say any more when it was to leave
)

// Outcome is what became of one outbox row.
type Outcome struct {
	Row     uint64
	To      PersonID
	Result  Result
	Message int       // Telegram's number when Sent
	At      time.Time // UTC, real clock
	Error   string
}

// DueRow is a row of the due list.
type DueRow struct {
	Schedule
	Expired bool
}

// Job is a row of the jobs list. Crashes counts the runs that did not end;
// after three it goes to the quarantine.
type Job struct {
	ID      uint64    `json:"-"`
	Work    Work      `json:"work"`
	Person  PersonID  `json:"person,omitempty"` // for whom
	Created time.Time `json:"created"`
	Crashes int       `json:"crashes,omitempty"`
}

// Speaks returns of whom the row speaks: of one person, and of those who stand
// in it among others.
func (r Row) Speaks() (of PersonID, among []PersonID) {
	if r.Edit != nil {
		return r.Edit.Of, r.Edit.Among
	}
	return r.Say.Of, r.Say.Among
}

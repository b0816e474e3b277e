package programme

import (
	"time"

	"partnerbot/flows"
)

// Health is how the program itself stands, as the database tells.
type Health struct {
	LastPoll time.Time // Telegram was reached, UTC; zero: never
	People   Backlog   // messages to people that wait to be sent
	Group    Backlog   // messages to the coordinators' group
	Parked   int       // messages that wait until somebody who has stopped the bot is back
	Jobs     Backlog   // files and other slow work
	Fallen   int       // of these, how many have fallen over and are tried again
	Due      Backlog   // rows of the due list whose time has come
	Aside    int       // what could not be handled
	Copied   Copy      // the last daily copy
	Size     int64     // bytes of the database
	Schema   uint64    // the version of what is stored
}

// Backlog is how much waits, and since when the oldest.
type Backlog struct {
	Count int
	Since time.Time // UTC; zero where nothing waits
}

// Add counts one more in.
func (b *Backlog) Add(since time.Time) {
	if b.Count++; b.Since.IsZero() || since.Before(b.Since) {
		b.Since = since
	}
}

// Copy is a copy of the database; zero for none.
type Copy struct {
	At   time.Time `json:"at"`   // UTC
	Size int64     `json:"size"` // bytes
}

// Aside is something that could not be handled and was put aside, so that the rest went
// on.
type Aside struct {
	ID     uint64
	At     time.Time
	Person flows.PersonID // whom it concerns, 0 where nobody is known
	What   AsideWhat
	Kind   string // of a due row or a job
	Why    string // what went wrong, in the program's words
	Again  bool   // it can be tried again
}

// AsideWhat is what sort of thing was put aside.
type AsideWhat string

const (
	AsideUpdate AsideWhat = "update" // something that somebody did
	AsideDue    AsideWhat = "due"
	AsideJob    AsideWhat = "job"
)

// Quarantine is what was put aside.
type Quarantine interface {
	All() []Aside // oldest first
	// Again puts a due row back on the due list, at once: nothing of it was done, since
	// what fails is rolled back. False: it is not there any more, or is no due row. What
	// somebody did is not done again behind their back: they were asked to repeat it.
	Again(id uint64) bool
	// Drop takes it away. False: it is not there any more.
	Drop(id uint64) bool
}

// Trouble is something that is not as it should be and that somebody has to know.
type Trouble string

const (
	TroubleBehind      Trouble = "behind"      // Telegram was away; what waited there is being fetched
	TroubleUnconfirmed Trouble = "unconfirmed" // messages that may not have arrived
	TroubleRefused     Trouble = "refused"     // messages that Telegram did not take
	TroubleAside       Trouble = "aside"
	TroubleOutbox      Trouble = "outbox" // messages wait for long
	TroubleDue         Trouble = "due"    // what has its time waits for long
	TroubleJobs        Trouble = "jobs"   // files wait for long, or fall over
	TroubleCopy        Trouble = "copy"   // the daily copy is old
)

// How long what is longer is trouble.
const (
	longBehind = 10 * time.Minute
	longOutbox = 15 * time.Minute
	longDue    = 15 * time.Minute
	longJobs   = 30 * time.Minute
	longCopy   = 50 * time.Hour // two nights
)

// Troubles are what is wrong, given what is stuck in the outbox; none: all is well. That
// no copy was made yet is none: the first night may be to come; nor, while a job waits,
// that it is old: a machine that was off makes it when it is on again.
func (h Health) Troubles(now time.Time, stuck []flows.Row) (found []Trouble) {
	add := func(wrong bool, t Trouble) {
		if wrong {
			found = append(found, t)
		}
	}
	unconfirmed := CountState(stuck, flows.Unconfirmed)
	add(!h.LastPoll.IsZero() && now.Sub(h.LastPoll) > longBehind, TroubleBehind)
	add(unconfirmed > 0, TroubleUnconfirmed)
	add(len(stuck) > unconfirmed, TroubleRefused)
	add(h.Aside > 0, TroubleAside)
	add(h.People.Count > 0 && now.Sub(h.People.Since) > longOutbox, TroubleOutbox)
	add(h.Due.Count > 0 && now.Sub(h.Due.Since) > longDue, TroubleDue)
	add(h.Fallen > 0 || h.Jobs.Count > 0 && now.Sub(h.Jobs.Since) > longJobs, TroubleJobs)
	add(h.Jobs.Count == 0 && !h.Copied.At.IsZero() && now.Sub(h.Copied.At) > longCopy, TroubleCopy)
	return found
}

// Lasts reports whether the trouble stays until somebody does something about it. The
// others may only say that the machine has just been switched on.
func (t Trouble) Lasts() bool {
	switch t {
	case TroubleUnconfirmed, TroubleRefused, TroubleAside, TroubleCopy:
		return true
	}
	return false
}

// CountState counts the rows in the state.
func CountState(rows []flows.Row, state flows.RowState) (n int) {
	for _, r := range rows {
		if r.State == state {
			n++
		}
	}
	return n
}

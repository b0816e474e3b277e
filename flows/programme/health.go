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

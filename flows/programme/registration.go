package programme

import (
	"time"

	"partnerbot/flows"
)

// RegistrationID is the program's own number of a registration. It grows: who
// registered earlier has the lower one.
type RegistrationID uint64

// Seat is where a registration stands.
type Seat string

const (
	Confirmed Seat = "confirmed"
	Waiting   Seat = "waiting" // in line, in the order of numbers
	Offered   Seat = "offered" // a seat is held until Offer.Until
	Cancelled Seat = "cancelled"
	WalkIn    Seat = "walkin" // came without one; takes no seat
)

// Ended is why a registration was cancelled.
type Ended string

const (
	GaveUp    Ended = "gaveup"   // by who had registered
	Declined  Ended = "declined" // said no to an offer
	Lapsed    Ended = "lapsed"   // did not answer an offer
	Removed   Ended = "removed"  // by a coordinator
	WasErased Ended = "erased"   // the person erased themselves
)

// Presence is whether somebody was there.
type Presence string

const (
	Unknown Presence = ""
	Present Presence = "present"
	Absent  Presence = "absent"
)

// Registration is one seat of one organisation at one event, from the wish to it
// until what came after the event. It is the organisation's.
type Registration struct {
	ID           RegistrationID `json:"-"`
	Event        string         `json:"event"`
	Organisation OrganisationID `json:"organisation"`
	By           flows.PersonID `json:"by,omitempty"`       // who registered and answers for it; 0: nobody in Telegram, or erased
	Typist       flows.PersonID `json:"typist,omitempty"`   // coordinator who registered them; 0: nobody, or erased
	Attendee     string         `json:"attendee,omitempty"` // name of the colleague who comes; empty: By comes
	Seat         Seat           `json:"seat"`
	At           time.Time      `json:"at"`              // registered
	Since        time.Time      `json:"since,omitzero"`  // has had the present seat
	Offer        Offer          `json:"offer,omitzero"`  // the last one
	Ended        Ended          `json:"ended,omitempty"` //
	Apology      string         `json:"apology,omitempty"`

	Needs map[string]flows.Answer `json:"needs,omitempty"` // by question code

	// What was said to reminders, for the event's revision of that time. A yes of an
	// older revision counts no more.
	Said     Said `json:"said,omitzero"`
	Put      int  `json:"put,omitempty"`       // how often „Напомни утре“ was pressed
	Asked    int  `json:"asked,omitempty"`     // reminders that asked and arrived
	AskedFor int  `json:"asked_for,omitempty"` // … of this revision

	Reminded []string `json:"reminded,omitempty"` // steps that were told of this revision: step/how often it was put off
	Later    Later    `json:"later,omitzero"`     // the reminder that was put off last

	Presence    Presence                `json:"presence,omitempty"`
	Marked      Mark                    `json:"marked,omitzero"`
	Door        int                     `json:"door,omitempty"`   // number on the door list, kept once it was given
	Before      map[string]flows.Answer `json:"before,omitempty"` // self-rating before a training
	After       map[string]flows.Answer `json:"after,omitempty"`  // feedback and self-rating afterwards
	AfterSent   time.Time               `json:"after_sent,omitzero"`
	BeforeSent  time.Time               `json:"before_sent,omitzero"`
	Certificate uint64                  `json:"certificate,omitempty"` // number of the certificate, see Certificate
}

// Offer is a seat that was freed and is held for somebody. UTC.
type Offer struct {
	At    time.Time `json:"at"`    // when they are told: never at night
	Until time.Time `json:"until"` // when it passes on: never at night
}

// Said is a word to a reminder.
type Said struct {
	Yes      bool      `json:"yes,omitempty"`
	Revision int       `json:"revision,omitempty"`
	At       time.Time `json:"at,omitzero"`
}

// Later is a reminder that somebody has put off.
type Later struct {
	Step string    `json:"step"`
	At   time.Time `json:"at"` // UTC
}

// Mark is who noted whether somebody was there, and how.
type Mark struct {
	By  flows.PersonID `json:"by,omitempty"`
	At  time.Time      `json:"at,omitzero"`
	How string         `json:"how,omitempty"` // button, line, code, walkin
}

// Coming reports whether a yes stands for the event as it is now.
func (r Registration) Coming(e Event) bool { return r.Said.Yes && r.Said.Revision == e.Revision }

// Holds reports whether it takes one of the seats.
func (r Registration) Holds() bool { return r.Seat == Confirmed || r.Seat == Offered }

// Live reports whether it still stands: it has a seat or waits for one.
func (r Registration) Live() bool { return r.Holds() || r.Seat == Waiting }

// Forms are the answers of all forms that were filled in for it: as they are stored,
// so that they can be changed.
func (r Registration) Forms() []map[string]flows.Answer {
	return []map[string]flows.Answer{r.Needs, r.Before, r.After}
}

// Registrations are found by event and by who answers for them.
type Registrations interface {
	Table[RegistrationID, Registration]
	OfEvent(code string) []Registration        // in the order of numbers, cancelled ones too
	OfPerson(id flows.PersonID) []Registration // that By is; in the order of numbers
	// OfPersonAt lists those for events that are wanted; the others are not looked at.
	OfPersonAt(id flows.PersonID, event func(code string) bool) []Registration
}

// RegistrationsAt are those for the event for which the person answers, cancelled ones
// too.
func RegistrationsAt(tx *Tx, code string, person flows.PersonID) []Registration {
	return tx.Registrations.OfPersonAt(person, func(event string) bool { return event == code })
}

// Certificate is a numbered paper that somebody was at a training.
type Certificate struct {
	Number       uint64         `json:"-"`
	Registration RegistrationID `json:"registration"`
	By           flows.PersonID `json:"by,omitempty"` // who asked for it
	Name         string         `json:"name"`         // as the person typed it; empty once erased
	At           time.Time      `json:"at"`
}

// Unasked is the last message that a person got without having asked for it: one a
// day, see design.
type Unasked struct {
	Day  string `json:"day"`  // local, 2027-03-18
	What string `json:"what"` // reminder, broadcast, nudge or term
}

// CallKey names what somebody has to be called about.
type CallKey struct {
	Registration RegistrationID
	Why          CallWhy
}

// CallWhy is why somebody has to be called.
type CallWhy string

const (
	CallSilent      CallWhy = "silent"      // has not answered the reminders
	CallUnreachable CallWhy = "unreachable" // not in Telegram, or has stopped the bot
	CallUnconfirmed CallWhy = "unconfirmed" // nobody knows whether the message arrived, or it came too late
	CallSeat        CallWhy = "seat"        // a seat was freed too late to be offered by message
)

// Call is a line of „За обаждане“. What is to be said follows from the records at
// the time of the call; the phone number stands with the person.
type Call struct {
	Event string         `json:"event"`
	About string         `json:"about,omitempty"` // what was to be told: reminder, moved, cancelled, offer
	At    time.Time      `json:"at"`
	Done  time.Time      `json:"done,omitzero"`
	By    flows.PersonID `json:"by,omitempty"`   // who has called
	Said  string         `json:"said,omitempty"` // yes, no, or noanswer
	Tried time.Time      `json:"tried,omitzero"` // when they were called last and did not answer
}

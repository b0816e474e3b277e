package programme

import (
	"time"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// OrganisationID is the program's own number of an organisation.
type OrganisationID uint64

// OrganisationKind is what sort of organisation takes part.
type OrganisationKind string

const (
	NGO          OrganisationKind = "ngo"
	Municipality OrganisationKind = "municipality"
	Institution  OrganisationKind = "institution"
)

// Organisation is the unit of account. Contact is the register's: the
// organisation's data, for administrators only.
type Organisation struct {
	ID           OrganisationID   `json:"-"`
	Name         string           `json:"name"` // as the Club writes it
	Kind         OrganisationKind `json:"kind"`
	Municipality string           `json:"municipality,omitempty"` // code of the configuration, or the words of the register where there is none
	EIK          string           `json:"eik,omitempty"`
	Contact      Contact          `json:"contact,omitzero"`
	Invitation   string           `json:"invitation,omitempty"` // the code in force
	Added        time.Time        `json:"added"`
	Standing     Standing         `json:"standing,omitempty"`
	ProposedBy   flows.PersonID   `json:"proposed_by,omitempty"` // who added it, where it is not of the register
	Decided      Decision         `json:"decided,omitzero"`

	// What it was before: names that were changed or that came with a duplicate, by which
	// a register file still finds it, and numbers of the duplicates.
	Former []string         `json:"former,omitempty"`
	Merged []OrganisationID `json:"merged,omitempty"`

	NewName string `json:"new_name,omitempty"` // a coordinator has typed it and not yet said yes
}

// Standing is whether an organisation, or a membership, counts.
type Standing string

const (
	InForce  Standing = ""         // of the register, by invitation, or approved
	Proposed Standing = "proposed" // waits for a coordinator
	Refused  Standing = "refused"  // a coordinator has said no; can still be approved
)

// Decision is what a coordinator decided: who and when, UTC. Zero: nobody has.
type Decision struct {
	By flows.PersonID `json:"by,omitempty"`
	At time.Time      `json:"at,omitzero"`
}

// Contact is whom the register names for an organisation.
type Contact struct {
	Name  string `json:"name,omitempty"`
	Phone string `json:"phone,omitempty"` // +359… where it could be read, else as written
	Email string `json:"email,omitempty"`
}

// Invitation ties who opens its link to an organisation.
type Invitation struct {
	Organisation OrganisationID `json:"organisation"`
	Created      time.Time      `json:"created"`
	Ended        time.Time      `json:"ended,omitzero"`
}

// Person is somebody who gave their consent.
type Person struct {
	Name    string    `json:"name"`
	Phone   string    `json:"phone,omitempty"` // +359…
	Consent Consent   `json:"consent"`
	Joined  time.Time `json:"joined"`          // when name and phone had been asked; zero until then
	Quiet   bool      `json:"quiet,omitempty"` // wants no unasked messages, beside those on events they registered for

	// How name and phone were given, for the form that asks them.
	Answers map[string]flows.Answer `json:"answers,omitempty"`

	// The new organisation that they are describing. Until it is sent there is no
	// Organisation: nobody else can see or count it, and it goes with the person.
	Adding *Adding `json:"adding,omitempty"`
}

// Adding is a new organisation while somebody describes it.
type Adding struct {
	Begun   time.Time               `json:"begun"`
	Answers map[string]flows.Answer `json:"answers,omitempty"` // by question code
}

// Consent is what a person agreed to, and when.
type Consent struct {
	Version string    `json:"version"`
	At      time.Time `json:"at"`
}

// MembershipKey says who speaks for whom.
type MembershipKey struct {
	Person       flows.PersonID
	Organisation OrganisationID
}

// Membership is a person's standing in an organisation.
type Membership struct {
	Since      time.Time `json:"since"`
	Invitation string    `json:"invitation,omitempty"` // the code they came by; empty: found by name, or proposed with the organisation
	Standing   Standing  `json:"standing,omitempty"`
	Decided    Decision  `json:"decided,omitzero"`
}

// ResponseKey names the answers of one organisation to one survey. While it is
// not decided whether somebody speaks for an organisation that they have not proposed
// themselves, or that is in force by now, what they answer is kept apart, under their own number: they neither see nor change
// what others said, and it does not count.
type ResponseKey struct {
	Survey       string
	Organisation OrganisationID
	Applicant    flows.PersonID // 0: the organisation's own
}

// Response is an organisation's answers: Begun from the first answer on, Sent
// once somebody sent it. Never sent ones stay readable and are counted apart.
type Response struct {
	Begun   time.Time               `json:"begun"`
	Sent    time.Time               `json:"sent,omitzero"` // the first time
	SentBy  flows.PersonID          `json:"sent_by,omitempty"`
	Resent  time.Time               `json:"resent,omitzero"` // the last time, when changed answers were sent again
	Answers map[string]flows.Answer `json:"answers"`         // by question code

	// A coordinator took it as it stands, unsent: it is told apart from Sent everywhere,
	// and does not count towards the target. Who sends it afterwards makes it Sent.
	Accepted Decision `json:"accepted,omitzero"`

	// What was entered for who answers on paper or by phone.
	Typist     flows.PersonID `json:"typist,omitempty"`     // coordinator who enters it, or did so last
	Respondent string         `json:"respondent,omitempty"` // name of who answered: the organisation's data
	Unnamed    bool           `json:"unnamed,omitempty"`    // who answered was not to be named
}

// Started reports whether the organisation has begun to answer; the name of who is to
// answer on paper alone is no answer.
func (r Response) Started() bool { return r.Settled() || len(r.Answers) > 0 }

// Settled reports whether nothing more is awaited of the organisation: it was sent, or
// a coordinator has accepted it as it is.
func (r Response) Settled() bool { return !r.Sent.IsZero() || !r.Accepted.At.IsZero() }

// ThreadID is the program's number of a question to the coordinators.
type ThreadID uint64

// Thread is a question to the coordinators with all that followed. Of somebody
// who has not given their consent no word is kept, only that they ask.
type Thread struct {
	ID           ThreadID        `json:"-"`
	Person       flows.PersonID  `json:"person"`
	Organisation OrganisationID  `json:"organisation,omitempty"` // for which they speak, where it is one
	Form         string          `json:"form,omitempty"`         // where they were when they asked
	Place        string          `json:"place,omitempty"`
	Opened       time.Time       `json:"opened"`
	Closed       time.Time       `json:"closed,omitzero"`
	ClosedBy     flows.PersonID  `json:"closed_by,omitempty"`
	Answered     bool            `json:"answered,omitempty"` // the last word is a coordinator's
	Sent         int             `json:"sent,omitempty"`     // how many messages the group was shown: numbers their names
	Card         int             `json:"card,omitempty"`     // which of them has the button
	Messages     []ThreadMessage `json:"messages,omitempty"`
}

// OfEvent stands in Thread.Form where somebody asked from a message about an event; its
// code is the place then.
const OfEvent = "event"

// Where somebody asked from a broadcast, AboutBroadcast stands in Thread.Form, and the
// broadcast is the place.

// ThreadMessage is one message of a thread.
type ThreadMessage struct {
	At      time.Time      `json:"at"`
	By      flows.PersonID `json:"by,omitempty"`
	Answer  bool           `json:"answer,omitempty"`  // a coordinator's
	Message int            `json:"message,omitempty"` // Telegram's number in the chat of who wrote it
	Text    string         `json:"text,omitempty"`
	Kind    flows.FileKind `json:"kind,omitempty"`   // of a file that came with it
	Remote  string         `json:"remote,omitempty"` // Telegram's file_id of it
	Album   string         `json:"album,omitempty"`  // of an answer: the same for the pictures of one album

	Corrected int `json:"corrected,omitempty"` // how many corrections of it the group was shown
}

// File is a file that a person sent or the program made.
type File struct {
	Kind    flows.FileKind `json:"kind"`
	Name    string         `json:"name,omitempty"`
	MIME    string         `json:"mime,omitempty"`
	Size    int64          `json:"size,omitempty"`   // bytes
	Remote  string         `json:"remote,omitempty"` // Telegram's file_id
	Unique  string         `json:"unique,omitempty"`
	By      flows.PersonID `json:"by,omitempty"`
	At      time.Time      `json:"at"`
	Kept    bool           `json:"kept,omitempty"`    // the bytes are in the database
	Trouble string         `json:"trouble,omitempty"` // why they are not: too big, gone
	For     string         `json:"for,omitempty"`     // ForImport, until that is decided
}

// ForImport marks a register that waits for the coordinator's yes.
const ForImport = "import"

// WordingKey names a question that was asked at some time.
type WordingKey struct{ Form, Question string }

// Wording is how a question and its choices were put, newest version, kept
// when the configuration no longer has them.
type Wording struct {
	Kind    flows.Kind           `json:"kind"`
	Text    text.Pair            `json:"text"`
	Choices map[string]text.Pair `json:"choices,omitempty"`
	Order   int                  `json:"order"`          // its place in the form, when it last had one
	Gone    bool                 `json:"gone,omitempty"` // the configuration no longer asks it
}

// AuditLine is one act: internal ids and codes only.
type AuditLine struct {
	At     time.Time      `json:"at"`
	By     flows.PersonID `json:"by"`
	What   string         `json:"what"` // consent, join, leave …
	Ref    string         `json:"ref,omitempty"`
	Before string         `json:"before,omitempty"`
	After  string         `json:"after,omitempty"`
}

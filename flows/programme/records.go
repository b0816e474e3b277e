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
	Joined  time.Time `json:"joined"` // when name and phone had been asked; zero until then

	// How name and phone were given, for the form that asks them.
	Answers map[string]flows.Answer `json:"answers,omitempty"`
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
	Invitation string    `json:"invitation,omitempty"` // the code they came by
}

// ResponseKey names the answers of one organisation to one survey.
type ResponseKey struct {
	Survey       string
	Organisation OrganisationID
}

// Response is an organisation's answers: Begun from the first answer on, Sent
// once somebody sent it. Never sent ones stay readable and are counted apart.
type Response struct {
	Begun   time.Time               `json:"begun"`
	Sent    time.Time               `json:"sent,omitzero"` // the first time
	SentBy  flows.PersonID          `json:"sent_by,omitempty"`
	Resent  time.Time               `json:"resent,omitzero"` // the last time, when changed answers were sent again
	Answers map[string]flows.Answer `json:"answers"`         // by question code
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
}

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

package programme

import (
	"encoding/json"
	"iter"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// Tx is the records within one transaction, as storage hands them to a
// conversation. Reads see the transaction's own writes. An error of the
// database does not come back from the single call: it stays with the
// transaction, which then is not committed.
type Tx struct {
	Now time.Time // the programme's clock, UTC; the same for the whole transaction

	Organisations Table[OrganisationID, Organisation]
	Invitations   Table[string, Invitation] // by code
	People        Table[flows.PersonID, Person]
	Memberships   Memberships
	Responses     Table[ResponseKey, Response]
	Files         Table[flows.FileID, File]
	Wordings      Table[WordingKey, Wording]
	Threads       Table[ThreadID, Thread]
	Missed        Table[string, Missed] // by what was missed
	Events        Table[string, Event]  // by code
	Registrations Registrations
	Calls         Table[CallKey, Call]
	Outreach      Table[OutreachKey, Outreach]
	Rounds        Table[string, Round]       // by RoundKey
	Certificates  Table[uint64, Certificate] // by number
	Ideas         Table[IdeaID, Idea]
	Groups        Table[GroupID, Group]
	Terms         Table[string, SurveyTerm]      // by the form's name
	Unasked       Table[flows.PersonID, Unasked] // the last one
	Broadcasts    Table[BroadcastID, Broadcast]
	Recipients    Recipients
	Drafts        Table[DraftKey, Draft]
	Digests       Table[string, Digest] // DigestLast is the only one
	Chats         Chats
	Outbox        Outbox
	Quarantine    Quarantine
	Sessions      Sessions

	NewOrganisation func() OrganisationID // the next free number
	NewFile         func() flows.FileID
	DropFile        func(flows.FileID) // with its bytes; no answer may name it
	NewThread       func() ThreadID
	NewRegistration func() RegistrationID
	NewCertificate  func() uint64
	NewIdea         func() IdeaID
	NewGroup        func() GroupID
	NewBroadcast    func() BroadcastID
	Audit           func(AuditLine)
	// AuditedFrom goes through the audit lines from one on, that one among them, to newer
	// ones or to older; from 0 it begins at the newest, and goes to older ones.
	AuditedFrom func(from uint64, newer bool) iter.Seq2[uint64, AuditLine]

	// Upcoming returns at most limit rows of the due list that become due after that
	// time, in their order; after the zero time all.
	Upcoming func(after time.Time, limit int) []flows.DueRow
	Health   func() Health
	Audited  iter.Seq[AuditLine] // newest first
}

// Table is one kind of record. Values are copies: what is changed must be Put.
type Table[K comparable, V any] interface {
	Get(K) (V, bool)
	Put(K, V)
	Delete(K)
	All() iter.Seq2[K, V] // in the order of keys; not to be changed while ranging
}

// Memberships tells who speaks for whom, from both sides.
type Memberships interface {
	Table[MembershipKey, Membership]
	OfPerson(flows.PersonID) []MembershipKey       // in the order of organisations' numbers
	OfOrganisation(OrganisationID) []MembershipKey // in the order of people's numbers
}

// Chats is what is known of private chats before and beside the person.
type Chats interface {
	Language(flows.PersonID) text.Language
	SetLanguage(flows.PersonID, text.Language)
	Reachable(flows.PersonID) bool
	Known(flows.PersonID) bool // there is a chat: somebody who was erased has none
	// Forget drops the chat with its session, names and waiting rows as soon as
	// the answers of the present input have left: who refused the consent, or
	// never gave it. Their questions to the coordinators go with it. It has no
	// effect when the chat writes again before that.
	Forget(flows.PersonID)
	// Filling is the form that the person has open, and the record that it fills
	// in; empty where there is none.
	Filling(flows.PersonID) (form, subject string)
	// Erase removes everything of the person from every bucket, but for the chat,
	// which is left to Forget, for the answers of their organisations, and for
	// audit lines, which hold numbers only.
	// Messages that wait for them go, but for those of the present input. The bytes
	// are gone once the file has been compacted.
	Erase(flows.PersonID) Erased
	// Spoken lists the messages in other chats, the group's among them, that speak of
	// the person, as they stand there; SpokenOfGone those that speak of somebody whose
	// chat is gone: they could not be changed when it went.
	Spoken(flows.PersonID) []Spoken
	SpokenOfGone() []Spoken
	// EmptySession takes the person out of whatever conversation they are in: for
	// what somebody else does about them.
	EmptySession(flows.PersonID)
	// Held returns everything that is held of the person, by bucket, for them to
	// read: of an organisation's answers only those that they wrote.
	Held(flows.PersonID) []Held
}

// Erased counts what was erased of a person.
type Erased struct {
	Files, Threads, Messages, Updates int // uploads, questions to the coordinators, waiting messages, quarantined updates
}

// Spoken is a message that speaks of somebody.
type Spoken struct {
	To      flows.PersonID // in whose chat it stands
	Message int            // Telegram's number there
	Others  bool           // others stand in it, too
}

// Held is one record that holds something of a person.
type Held struct {
	Bucket string          `json:"bucket"` // as storage names it
	Key    string          `json:"key"`    // internal numbers
	Record json.RawMessage `json:"record"` // as it is stored
}

// Sessions is where people stand in their private chats, for who has to be
// written to although they did nothing. The session of the input's own person is
// in the turn, which is stored after it.
type Sessions interface {
	Table[flows.PersonID, flows.Session]
	Messages(flows.PersonID) flows.Messages // those in the person's chat
}

// Conversation answers one input: it reads and changes records through tx,
// and the session and the effects in turn.
type Conversation func(tx *Tx, turn *flows.Turn)

// Words writes the text of a Once message at the moment it is marked in
// flight, so that it is true then. ok is false when there is nothing to say
// any more.
type Words func(tx *Tx, say flows.Say, lang text.Language) (html string, buttons [][]flows.Button, ok bool)

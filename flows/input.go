package flows

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"strings"
	"time"
)

// PersonID is the program's own number of a private chat and of the person in
// it. Telegram's number stands in one place only, in storage, so that records,
// keys, logs and audit lines can be kept when a person is erased.
type PersonID uint64

// Group is the address of the coordinators' group. No person has it.
const Group PersonID = 0

// Role is what the sender may do in the coordinators' group.
type Role int

const (
	RoleUnknown       Role = iota // the look-up could not be made
	RoleNone                      // not in the group
	RoleMember                    // may read
	RoleAdministrator             // may act
)

// Input is one thing that happened: what came, who sent it, and everything
// that the records do not hold and a conversation may need. With the records
// it decides the answer: the same input on the same records gives the same
// effects.
type Input struct {
	Update   int64     // Telegram's number of the update; 0 for what the program brings itself (due rows, finished jobs)
	At       time.Time // the programme's clock when the input is applied, UTC
	Sent     time.Time // when the person sent it, by Telegram's clock, UTC; zero where unknown
	Batch    uint64    // number of the transaction that applies it; set by storage
	Person   PersonID  // who; set by storage. Group for what the program itself brings
	Private  bool      // in the person's private chat; otherwise in the coordinators' group
	Name     string    // the name that Telegram shows; proposed, never stored before consent
	Language string    // Telegram's language_code, may be empty
	Message  int       // Telegram's number of the message: sent, edited, or holding the pressed button
	ReplyTo  int       // Telegram's number of the message replied to; 0 for none
	ToBot    bool      // the message replied to is the bot's
	// Of the bot's message that is replied to: what its first button carries, and
	// when it was sent, UTC. Its number is not known here when Telegram's answer to
	// it was lost, or comes after the reply.
	ReplyData string
	ReplySent time.Time
	Role      Role
	Bot       string   // the bot's username, for links; set by storage, empty before it was ever connected
	Seed      [16]byte // fresh randomness for Code
	What      What
}

// Code returns a random word of n characters (at most 32) of A–Z and 2–7 that
// cannot be guessed: five bits a character from the input's seed. The same
// purpose gives the same word within one input.
func (in Input) Code(purpose string, n int) string {
	sum := sha256.Sum256(append(in.Seed[:], purpose...))
	return strings.ToUpper(base32.StdEncoding.EncodeToString(sum[:]))[:n]
}

// Link opens the private chat with the bot, which then gets "/start code"; empty
// while it is not known what the bot is called. A code has at most 64 characters
// of A–Z, a–z, 0–9, _ and - (Telegram, "Deep linking").
func (in Input) Link(code string) string {
	if in.Bot == "" {
		return ""
	}
	return "https://t.me/" + in.Bot + "?start=" + code
}

// What is what came: one of the types below, and nothing else.
type What interface{ what() }

// Text is a message typed in a chat. Forwarded ones were written elsewhere.
type Text struct {
	Text      string
	Forwarded bool
}

// Command is a message that begins with a command for this bot.
type Command struct {
	Name     string // lower case, without the slash
	Argument string // the rest of the message, trimmed
}

// Press is a pressed inline button.
type Press struct {
	Data string // what the button carried, at most 64 bytes
	Text string // the message's text as Telegram has it; empty when it is too old to be read
}

// Contact is a shared contact. Own says that it is the sender's own number:
// anyone can forward somebody else's.
type Contact struct {
	Phone string
	Name  string
	Own   bool
}

// FileKind names what sort of file a person sent.
type FileKind string

const (
	Photo     FileKind = "photo"
	Document  FileKind = "document"
	Voice     FileKind = "voice"
	Video     FileKind = "video"
	Audio     FileKind = "audio"
	VideoNote FileKind = "video note" // a round one; has no caption
	Animation FileKind = "animation"
)

// Attachment is a file that came; its bytes are fetched later by a job.
type Attachment struct {
	Kind    FileKind
	Remote  string // Telegram's file_id, good for this bot only
	Unique  string // Telegram's file_unique_id
	Name    string
	MIME    string
	Size    int64 // bytes, 0 where Telegram does not say
	Caption string
	Album   string // same for all files of one album, otherwise empty
}

// Edited is an earlier message of the person, changed: Input.Message says
// which one. Text is the new text or caption.
type Edited struct{ Text string }

// Other is something no question asks for: a sticker, a place, a poll, or a kind of
// message that is newer than this program.
type Other struct{ Kind string }

// Blocked and Unblocked: the person stopped the bot, or took it back.
type (
	Blocked   struct{}
	Unblocked struct{}
)

// GroupChanged tells of the coordinators' group: the bot came into it, has other
// rights there, or is out of it.
type GroupChanged struct {
	Present       bool // the bot can write there
	Administrator bool // the bot is one
	Claimed       bool // the group has just become the coordinators', by the link
	Returned      bool // the bot could not write there before: what is open is to be shown
	Migrated      bool // it became a supergroup: numbers of messages are forgotten, open cards are to be sent anew
}

// Delivered tells what became of a message whose sender wants to know it (see
// Say.Report).
type Delivered struct {
	Report string
	Result Result // Sent, Skipped, Withdrawn, Unreachable, Refused, or InDoubt after the last attempt
}

// ReportDue is the kind of the due row that brings what became of a message whose row
// was given up where no conversation could be told; its Ref is result/report.
const ReportDue = "report"

// Late is what became of a message, from the row that brings it.
func (d Due) Late() (Delivered, bool) {
	result, report, ok := strings.Cut(d.Ref, "/")
	return Delivered{Report: report, Result: Result(result)}, ok && d.Kind == ReportDue
}

// Due is a row of the due list whose time has come.
type Due struct {
	Key, Kind, Ref string
	Person         PersonID // whom it concerns, 0 for nobody
	Expired        bool     // too late to be of use: for the coordinators, not for people
}

// Finished is a job that came to its end; Error is empty when it went well.
// Result is the job's own answer.
type Finished struct {
	Kind, Ref string
	Result    json.RawMessage
	Error     string
}

// Started comes once at each start, before anything else: what must stand in
// the records and on the due list is put there.
type Started struct{}

// Away tells that the bot could not be reached for so long that presses of
// buttons are lost: Telegram keeps them for 150 seconds, messages for 24 hours
// (tdlib/telegram-bot-api). It comes once, after everything else that people did
// meanwhile. UTC.
type Away struct{ From, To time.Time }

// Failed tells of an update of this person that could not be applied and was
// put aside, so that they can be told.
type Failed struct{ Update int64 }

func (Text) what()       {}
func (Command) what()    {}
func (Press) what()      {}
func (Contact) what()    {}
func (Attachment) what() {}
func (Edited) what()     {}
func (Other) what()      {}
func (Blocked) what()    {}
func (Unblocked) what()  {}
func (Due) what()        {}
func (Finished) what()   {}
func (Failed) what()     {}
func (Started) what()    {}
func (Away) what()       {}

func (GroupChanged) what() {}
func (Delivered) what()    {}

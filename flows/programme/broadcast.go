package programme

import (
	"strconv"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// BroadcastID is the program's own number of a broadcast.
type BroadcastID uint64

// String is how buttons, reports and keys name it.
func (id BroadcastID) String() string { return refOf(id) }

// ParseBroadcastID reads what String gives.
func ParseBroadcastID(ref string) (BroadcastID, bool) { return idOf[BroadcastID](ref) }

// BroadcastState is where a broadcast stands.
type BroadcastState string

const (
	BroadcastDraft     BroadcastState = ""          // being written, or looked at before it goes
	BroadcastScheduled BroadcastState = "scheduled" // goes at Goes
	BroadcastSending   BroadcastState = "sending"   // there is somebody left to whom it goes now or another day
	BroadcastStopped   BroadcastState = "stopped"   // by a coordinator: whoever did not have it does not get it
	BroadcastDone      BroadcastState = "done"      // it went to everybody to whom it could
	BroadcastMissed    BroadcastState = "missed"    // the program did not run when it was to go: the coordinators decide
)

// Broadcast is a message of the coordinators to many. Its texts are what they typed.
type Broadcast struct {
	ID      BroadcastID         `json:"-"`
	State   BroadcastState      `json:"state,omitempty"`
	Text    text.Pair           `json:"text"` // no English: everybody gets the Bulgarian
	File    *flows.OutgoingFile `json:"file,omitempty"`
	Segment Segment             `json:"segment,omitzero"`
	Or      bool                `json:"or,omitempty"`      // the next condition that is chosen begins a clause
	Version int                 `json:"version,omitempty"` // counts what was changed since it was first looked at
	By      flows.PersonID      `json:"by,omitempty"`      // who wrote it; 0: erased
	Made    time.Time           `json:"made"`
	Goes    time.Time           `json:"goes,omitzero"`   // when it was to go, UTC
	Begun   time.Time           `json:"begun,omitzero"`  // it began to go, UTC
	Ended   time.Time           `json:"ended,omitzero"`  // done or stopped, UTC
	Shown   time.Time           `json:"shown,omitzero"`  // when the group's card was last brought up to date, UTC
	Day     string              `json:"day,omitempty"`   // the local day on which it went last, or tried to
	Meant   int                 `json:"meant,omitempty"` // to how many it went when it began; 0: they are not reckoned
}

// BroadcastLasts is how long after it has begun to go a broadcast still goes to somebody.
const BroadcastLasts = 7 * 24 * time.Hour

// Expires is when it goes to nobody any more, UTC.
func (b Broadcast) Expires() time.Time { return b.Begun.Add(BroadcastLasts) }

// Active reports whether the broadcast goes, or is to go: there is one such at a time.
func (b Broadcast) Active() bool {
	return b.State == BroadcastScheduled || b.State == BroadcastSending
}

// ActiveBroadcast is the one that goes or is to go, false where there is none.
func ActiveBroadcast(tx *Tx) (Broadcast, bool) {
	for _, b := range tx.Broadcasts.All() {
		if b.Active() {
			return b, true
		}
	}
	return Broadcast{}, false
}

// RecipientKey names somebody to whom a broadcast goes.
type RecipientKey struct {
	Broadcast BroadcastID
	Person    flows.PersonID
}

// RecipientState is how far a broadcast is with somebody.
type RecipientState string

const (
	RecipientWaiting     RecipientState = "waiting"     // their turn comes today
	RecipientLater       RecipientState = "later"       // on another day
	RecipientQueued      RecipientState = "queued"      // in the outbox
	RecipientSent        RecipientState = "sent"        // delivered
	RecipientBlocked     RecipientState = "blocked"     // has stopped the bot; gets it on coming back in time
	RecipientFailed      RecipientState = "failed"      // Telegram did not take it
	RecipientUnconfirmed RecipientState = "unconfirmed" // nobody knows whether it arrived
	RecipientUnsent      RecipientState = "unsent"      // it does not go to them, see Recipient.Why
)

// RecipientStates are all of them, in the order in which a report names them.
var RecipientStates = []RecipientState{
	RecipientSent, RecipientQueued, RecipientWaiting, RecipientLater, RecipientBlocked, RecipientFailed, RecipientUnconfirmed, RecipientUnsent,
}

// Why a broadcast does not go to somebody.
const (
	UnsentStopped = "stopped" // a coordinator stopped it
	UnsentExpired = "expired" // there was no day for it
	UnsentOthers  = "others"  // they are not meant any more: have done it, have left, want nothing unasked
)

// Recipient is somebody to whom a broadcast goes.
type Recipient struct {
	State RecipientState `json:"state"`
	Why   string         `json:"why,omitempty"`
	Day   string         `json:"day,omitempty"`  // the local day on which it was last put into the outbox
	Rows  int            `json:"rows,omitempty"` // how often it was: a key is used once
}

// Recipients are found by broadcast and by how far it is with them.
type Recipients interface {
	Table[RecipientKey, Recipient]
	// In lists who is in the state, in the order of numbers, at most limit; 0: all.
	In(id BroadcastID, state RecipientState, limit int) []flows.PersonID
	Count(id BroadcastID, state RecipientState) int
}

// Progress counts the recipients of a broadcast by state.
type Progress map[RecipientState]int

// ProgressOf counts them.
func ProgressOf(tx *Tx, id BroadcastID) Progress {
	out := Progress{}
	for _, s := range RecipientStates {
		if n := tx.Recipients.Count(id, s); n > 0 {
			out[s] = n
		}
	}
	return out
}

// All is how many recipients there are.
func (p Progress) All() (n int) {
	for _, of := range p {
		n += of
	}
	return n
}

// Ahead is to how many it still goes by itself.
func (p Progress) Ahead() int { return p[RecipientWaiting] + p[RecipientLater] + p[RecipientQueued] }

// AboutBroadcast stands in what its messages are about, in their reports and their keys.
const AboutBroadcast = "broadcast"

// broadcastKey is what must happen once: b/<id>/<person>, and for whom it is put into the
// outbox anew, since it was taken back before it left or at a coordinator's word, how
// often that was.
func broadcastKey(key RecipientKey, r Recipient) string {
	out := "b/" + key.Broadcast.String() + "/" + key.Person.String()
	if r.Rows > 1 {
		out += "/" + refOf(uint64(r.Rows-1))
	}
	return out
}

// BroadcastReport has us told what became of the message to somebody, and of which: of
// one that was overtaken nothing is to be heard.
func BroadcastReport(key RecipientKey, r Recipient) string {
	return AboutBroadcast + "/" + key.Broadcast.String() + "/" + key.Person.String() + "/" + strconv.Itoa(r.Rows)
}

// readBroadcastReport reads what follows the first slash of a report.
func readBroadcastReport(ref string) (key RecipientKey, rows int, ok bool) {
	part := strings.Split(ref, "/")
	if len(part) != 3 {
		return key, 0, false
	}
	id, known := ParseBroadcastID(part[0])
	person, err := strconv.ParseUint(part[1], 10, 64)
	rows, wrong := strconv.Atoi(part[2])
	return RecipientKey{id, flows.PersonID(person)}, rows, known && err == nil && wrong == nil
}

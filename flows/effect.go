package flows

import (
	"encoding/json"
	"strconv"
	"time"
)

// Effect is something that an input makes happen outside the records. Effects
// are returned as data and stored in the transaction of the change that causes
// them; a small closed set.
type Effect interface{ effect() }

// Button stands under a message. Exactly one of Data (at most 64 bytes) and
// URL is set.
type Button struct {
	Text string `json:"t"`
	Data string `json:"d,omitempty"`
	URL  string `json:"u,omitempty"`
}

// Keyboard is what happens to the keyboard below the line where people type.
// A message that carries one cannot be edited afterwards.
type Keyboard struct {
	Contact string `json:"contact,omitempty"` // label of a button that shares the person's phone number
	Remove  bool   `json:"remove,omitempty"`  // takes the keyboard away
}

// Promise says what happens when it is not known whether a message arrived.
type Promise string

const (
	AtLeastOnce Promise = ""     // sent again, at most three times
	Once        Promise = "once" // never sent again by itself; its words are written when it is marked in flight
)

// Say sends a message.
type Say struct {
	To       PersonID      `json:"to"`
	HTML     string        `json:"html,omitempty"` // at most 4096 UTF-16 units after parsing; Turn.Say splits
	Buttons  [][]Button    `json:"buttons,omitempty"`
	Keyboard *Keyboard     `json:"keyboard,omitempty"`
	Name     string        `json:"name,omitempty"`     // names the message in its chat; the name means the newest such one
	Key      string        `json:"key,omitempty"`      // what must happen once: a second message with the key is not sent; may be empty
	Promise  Promise       `json:"promise,omitempty"`  //
	Paced    bool          `json:"paced,omitempty"`    // it does not answer its recipient's own press or text
	Expires  time.Time     `json:"expires,omitzero"`   // UTC; not sent afterwards; zero: never
	About    string        `json:"about,omitempty"`    // for Once: what the words will be about, see Conversation.Words
	File     *OutgoingFile `json:"file,omitempty"`     // with HTML as its caption (at most 1024 units)
	Venue    *Venue        `json:"venue,omitempty"`    // in place of HTML: a place on the map
	ReplyTo  int           `json:"reply_to,omitempty"` // Telegram's number of the message in that chat that it answers; sent without when that is gone
	Of       PersonID      `json:"of,omitempty"`       // whom it speaks of, so that it goes when they are erased
	Among    []PersonID    `json:"among,omitempty"`    // whom it speaks of among others, in the same way
	Report   string        `json:"report,omitempty"`   // asks to be told what became of it: comes back as Delivered
}

// OutgoingFile is a file that is sent: one that the program made, whose bytes
// leave the database when the message is sent, or one that somebody sent to the
// bot and that Telegram still has.
type OutgoingFile struct {
	ID     FileID   `json:"id,omitempty"`
	Name   string   `json:"name,omitempty"`
	Remote string   `json:"remote,omitempty"` // Telegram's file_id, in place of ID
	Kind   FileKind `json:"kind,omitempty"`   // of a made file Photo, or else it is a document
}

// Venue is a place on the map with its name and address, neither of them empty. WGS
// 84 degrees.
type Venue struct {
	Latitude  float64 `json:"lat"`
	Longitude float64 `json:"lon"`
	Title     string  `json:"title"`
	Address   string  `json:"address"`
}

// FileID is the program's number of a file, one that came or one it made.
type FileID uint64

// String is how jobs name the file.
func (id FileID) String() string { return strconv.FormatUint(uint64(id), 10) }

// ParseFileID reads what String gives.
func ParseFileID(ref string) (FileID, error) {
	id, err := strconv.ParseUint(ref, 10, 64)
	return FileID(id), err
}

// Edit changes a message that was sent: the one numbered Message, or where
// that is 0 the newest one named Name.
type Edit struct {
	To      PersonID   `json:"to"`
	Message int        `json:"message,omitempty"`
	Name    string     `json:"name,omitempty"`
	HTML    string     `json:"html,omitempty"`    // empty: only the buttons change
	Buttons [][]Button `json:"buttons,omitempty"` // none: the buttons go
	Of      PersonID   `json:"of,omitempty"`      // see Say
	Among   []PersonID `json:"among,omitempty"`   // see Say
	Needed  bool       `json:"needed,omitempty"`  // sent as a new message when the old one cannot be edited
	Paced   bool       `json:"paced,omitempty"`
}

// Toast acknowledges the press that is being answered. Best effort, not
// stored. Every press gets one; a press without this effect gets an empty one.
type Toast struct {
	Text  string // plain, at most 200 characters
	Alert bool   // as a box that has to be closed
}

// Schedule puts a row on the due list, or moves it when the key is there,
// unless it says Keep.
type Schedule struct {
	Key     string    `json:"key"`
	At      time.Time `json:"at"`               // UTC
	Expires time.Time `json:"expires,omitzero"` // UTC; past it the row comes as expired work for the coordinators
	Kind    string    `json:"kind"`
	Ref     string    `json:"ref,omitempty"`
	Person  PersonID  `json:"person,omitempty"` // whom it concerns, so that it goes when they are erased; 0 for nobody
	Always  bool      `json:"always,omitempty"` // due also while Telegram cannot be reached (backups)
	Keep    bool      `json:"-"`                // a row that is there stays as it is
}

// Cancel takes a row off the due list, if it is there.
type Cancel struct{ Key string }

// Withdraw takes back a message with a key that has not left: one that waits or is
// parked, of which its report then says Withdrawn. One that is under way stays, and so
// does the key.
type Withdraw struct {
	To       PersonID
	Key      string
	Doubtful bool // instead, one of which nobody knows whether it arrived: that is decided
}

// Work puts a job before the worker.
type Work struct {
	Kind  string          `json:"kind"`
	Ref   string          `json:"ref,omitempty"`
	Input json.RawMessage `json:"input,omitempty"`
	Shown *PersonID       `json:"shown,omitempty"` // in whose chat is shown („typing…“) that the work has begun, nil: nowhere; best effort
}

func (Say) effect()      {}
func (Edit) effect()     {}
func (Toast) effect()    {}
func (Schedule) effect() {}
func (Cancel) effect()   {}
func (Withdraw) effect() {}
func (Work) effect()     {}

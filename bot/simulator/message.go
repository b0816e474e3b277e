package simulator

import (
	"slices"
	"time"
)

// Message is a message as people see it now, that is, as last edited.
type Message struct {
	ID        int
	Chat      int64
	From      int64 // user id
	FromBot   bool
	Anonymous bool // an administrator who writes in the group's name
	Date      time.Time
	EditDate  time.Time // zero when never edited

	Text     string // without markup; of a file, its caption
	Entities []Entity
	Buttons  [][]Button // under the message
	Keyboard *Keyboard  // that the message brought; nil if none
	NoKeys   bool       // the message took the reply keyboard away
	Force    bool       // the message asked for a reply

	ReplyTo   int // 0 if none
	Kind      string
	File      *File
	Contact   *Contact
	Location  *Location
	Album     string // the same for the files of one album
	Forwarded bool
	Silent    bool
	Protected bool
	Deleted   bool

	rev     int
	update  int    // that tells the bot of it; 0: it is not told
	service string // JSON fields of a service message, with a leading comma
	buttons string // Buttons as JSON
	reply   *Message
	caption bool
	from    []byte // the sender as JSON
	origin  string // forward_origin
}

// Kinds of messages, named by the field in which Telegram tells them.
const (
	KindText      = "text"
	KindDocument  = "document"
	KindPhoto     = "photo"
	KindVoice     = "voice"
	KindAudio     = "audio"
	KindVideo     = "video"
	KindVideoNote = "video_note"
	KindAnimation = "animation"
	KindSticker   = "sticker"
	KindContact   = "contact"
	KindLocation  = "location"
	KindVenue     = "venue"
	KindService   = "service"
)

// Contact is a phone number that somebody sent. UserID is 0 when it is of
// nobody in Telegram.
type Contact struct {
	Phone, First, Last string
	UserID             int64
}

// Location is a place; Title and Address are those of a venue.
type Location struct {
	Latitude, Longitude float64
	Title, Address      string
}

// Toast is the answer to a press of a button.
type Toast struct {
	Message int // that carried the button
	Text    string
	Alert   bool // shown in a window to be closed
}

// Plain returns the text without markup.
func (m Message) Plain() string { return m.Text }

// HTML returns the text with its markup.
func (m Message) HTML() string { return renderHTML(m.Text, m.Entities) }

// Labels returns the texts of the buttons under the message, row by row.
func (m Message) Labels() [][]string { return labels(m.Buttons) }

// Keys returns the texts of the reply keyboard that the message brought.
func (m Message) Keys() [][]string {
	if m.Keyboard == nil {
		return nil
	}
	return labels(m.Keyboard.Rows)
}

// HasButton reports whether a button with that text is under the message or in
// the reply keyboard that it brought.
func (m Message) HasButton(label string) bool {
	if _, ok := findButton(m.Buttons, label); ok {
		return true
	}
	return m.Keyboard != nil && slices.ContainsFunc(m.Keyboard.Rows, func(row []Button) bool {
		return slices.ContainsFunc(row, func(b Button) bool { return b.Text == label })
	})
}

// Data returns the callback_data of the button with that text, empty if there
// is none.
func (m Message) Data(label string) string {
	b, _ := findButton(m.Buttons, label)
	return b.Data
}

func labels(rows [][]Button) [][]string {
	var out [][]string
	for _, row := range rows {
		var line []string
		for _, b := range row {
			line = append(line, b.Text)
		}
		out = append(out, line)
	}
	return out
}

func findButton(rows [][]Button, label string) (Button, bool) {
	for _, row := range rows {
		for _, b := range row {
			if b.Text == label {
				return b, true
			}
		}
	}
	return Button{}, false
}

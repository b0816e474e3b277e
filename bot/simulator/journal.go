package simulator

import (
	"slices"
	"time"
)

// act is something that somebody did, in the order in which it happened among
// the bot's calls. Transcripts are made of both.
type act struct {
	calls   int // how many calls of the bot had been accepted before
	person  *Person
	chat    *chat // nil: it concerns everybody
	verb    verb
	message Message // that was sent, or whose button was pressed
	text    string  // of a message edited, after; of a button
	was     string  // of a message edited, before
	passed  time.Duration
}

type verb int

const (
	says verb = iota
	presses
	edits
	blocks
	unblocks
	adds // the bot to the group
	removes
	promotes
	demotes
	masks
	unmasks
	enters
	migrates
	passes // time
	restarts
)

// note adds to the journal. It is called with the lock held.
func (s *Server) note(a act) {
	a.calls = len(s.calls)
	s.journal = append(s.journal, a)
}

// labelOf is the text of the button with that data.
func labelOf(m *Message, data string) string {
	for _, row := range m.Buttons {
		if i := slices.IndexFunc(row, func(b Button) bool { return b.Data == data }); i >= 0 {
			return row[i].Text
		}
	}
	return ""
}

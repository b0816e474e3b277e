package flows

import (
	"strconv"
	"strings"
)

// Asking is a question to the coordinators that the person is about to write,
// or has just written. It stands beside the place in a form.
type Asking struct {
	Thread uint64 `json:"thread,omitempty"` // the thread that it belongs to; 0: a new one
	Open   bool   `json:"open,omitempty"`   // the next message goes to the coordinators
	Album  string `json:"album,omitempty"`  // of the last message: the other pictures follow
	Ack    string `json:"ack,omitempty"`    // name of the message that says what became of it: until it is seen, further bubbles belong to it
	Event  string `json:"event,omitempty"`  // code of the event that it is about, where it was asked from a message about one
	// Broadcast names the message of the coordinators to many that it is about, where it
	// was begun with that one's button.
	Broadcast string `json:"broadcast,omitempty"`
	Held      []Held `json:"held,omitempty"` // written outside any form: waits for a word whether it is to be passed on
}

// Held is a message that nobody had asked for. It is kept of people who have
// given their consent only.
type Held struct {
	Message int      `json:"message"`
	Text    string   `json:"text,omitempty"`
	Kind    FileKind `json:"kind,omitempty"`
	Remote  string   `json:"remote,omitempty"`
}

// HeldOf is the input's message as something that can be passed on: a text, or a
// file with its caption; false for everything else.
func HeldOf(in Input) (Held, bool) {
	switch w := in.What.(type) {
	case Text:
		return Held{Message: in.Message, Text: w.Text}, true
	case Attachment:
		return Held{Message: in.Message, Text: w.Caption, Kind: w.Kind, Remote: w.Remote}, true
	case Edited:
		return Held{Message: in.Message, Text: w.Text}, true
	}
	return Held{}, false
}

// AskButton marks the buttons of questions to the coordinators:
// "a:verb:thread". They stand in private chats.
const AskButton = "a"

// Verbs of these buttons.
const (
	AskMore = "more" // write once more in the thread
	AskEnd  = "end"  // the thread is closed
)

// AskTap is such a button. It works as long as the person's chat is there.
func AskTap(verb string, thread uint64) string {
	return AskButton + ":" + verb + ":" + strconv.FormatUint(thread, 10)
}

// Names of messages in private chats: a Telegram reply to one of them enters the
// thread.
const (
	askedPrefix  = "asked/"
	answerPrefix = "answer/"
)

// AskedName names the message that says that a question was passed on.
func AskedName(thread uint64) string { return askedPrefix + strconv.FormatUint(thread, 10) }

// AnswerName names the message with a coordinator's answer.
func AnswerName(thread uint64) string { return answerPrefix + strconv.FormatUint(thread, 10) }

// RepliedThread is the thread of the message that the person replied to; false when
// it has none. A message whose number is not known, see Input.ReplyData, says it by
// its first button.
func RepliedThread(t *Turn) (thread uint64, ok bool) {
	ref, found := strings.CutPrefix(t.ReplyData, AskButton+":"+AskMore+":")
	if name := t.Messages.Name(t.ReplyTo); name != "" {
		if ref, found = strings.CutPrefix(name, askedPrefix); !found {
			ref, found = strings.CutPrefix(name, answerPrefix)
		}
	}
	thread, err := strconv.ParseUint(ref, 10, 64)
	return thread, found && err == nil
}

// ClosedDue is the kind of the due row with which a person is told, by day, that
// the coordinators have closed their question; its Ref is the thread.
const ClosedDue = "closed"

package flows

import "time"

// Session is where a person stands. It holds the place and what is needed to
// understand the next message, never an answer: answers belong to records
// from the moment they are given.
type Session struct {
	Form     string    `json:"form,omitempty"`     // the open form's name; empty: at the menu or nowhere
	Subject  string    `json:"subject,omitempty"`  // which record the form fills in
	Place    string    `json:"place,omitempty"`    // a question's code, or a screen of the engine or of a conversation
	Back     string    `json:"back,omitempty"`     // where to go after the question: the summary, or on
	Before   string    `json:"before,omitempty"`   // the question answered last, for second bubbles
	Shown    int       `json:"shown,omitempty"`    // version of the answer that the person saw
	Tries    int       `json:"tries,omitempty"`    // wrong answers in a row
	Asked    uint64    `json:"asked,omitempty"`    // batch that made the present question
	Live     string    `json:"live,omitempty"`     // name of the message whose buttons are where the person is
	Beside   string    `json:"beside,omitempty"`   // name of one more message with buttons, beside that one
	Keys     bool      `json:"keys,omitempty"`     // the keyboard with the contact button is shown
	Missed   int       `json:"missed,omitempty"`   // number of the message that was not understood: edited, it is read again
	Album    string    `json:"album,omitempty"`    // of the last file that came: its other pictures follow
	Declined string    `json:"declined,omitempty"` // album of which a file was not taken: the others need no answer
	Pressed  string    `json:"pressed,omitempty"`  // the button pressed last, for one that is pressed twice
	At       time.Time `json:"at,omitzero"`        // last sign of the person, UTC
	Pending  *Pending  `json:"pending,omitempty"`  // one reading that waits for a yes
	Consider string    `json:"consider,omitempty"` // on the way in: how the person comes, or what was found; at a confirmation: of what
	Guesses  int       `json:"guesses,omitempty"`  // wrong codes of invitations in a row
	Guessed  time.Time `json:"guessed,omitzero"`   // when the last one came, UTC
	Searches int       `json:"searches,omitempty"` // for one's organisation, without a choice
	Searched time.Time `json:"searched,omitzero"`  // when the first of them was, UTC
	Ask      *Asking   `json:"ask,omitempty"`      // a question to the coordinators, beside the place
	Reminder string    `json:"reminder,omitempty"` // names of the messages that ask whether the person comes to events, the newest last
	Doubt    *Held     `json:"doubt,omitempty"`    // what was typed and may answer that message or the open form
}

// Pending is one reading of what the person wrote that waits for their word.
type Pending struct {
	Why      string   `json:"why"`
	Question string   `json:"question"`
	Value    Value    `json:"value"`
	Parts    []Part   `json:"parts,omitempty"`
	Attach   []FileID `json:"attach,omitempty"`
	Fall     []string `json:"fall,omitempty"` // the later answers that would fall, as the person was told
}

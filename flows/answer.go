package flows

import (
	"slices"
	"time"
)

// None says that a question was passed over, and how: three different answers.
type None string

const (
	SkippedIt None = "skipped" // „Пропусни“
	DontKnow  None = "unknown" // „Не знам“
	Refusal   None = "refused" // „Отказвам да отговоря“
	Erasure   None = "erased"  // a file that went with the person who had sent it
)

// Value is what was answered. Which field is set follows from the question's
// kind; None is set instead of all others.
type Value struct {
	Choices []string `json:"choices,omitempty"` // codes: one choice, several choices, municipality
	Text    string   `json:"text,omitempty"`    // short and long text, e-mail, phone (+359…); the own words of a free choice
	Number  *float64 `json:"number,omitempty"`  // number, scale
	Cents   *int64   `json:"cents,omitempty"`   // money, euro cents
	Date    string   `json:"date,omitempty"`    // 2026-04-16
	Ref     string   `json:"ref,omitempty"`     // number of an organisation of the register
	Files   []FileID `json:"files,omitempty"`   // file or photo
	Items   []Item   `json:"items,omitempty"`   // list, organisations
	None    None     `json:"none,omitempty"`
}

// Part is one message of the person that an answer was made of, so that
// editing the message edits the answer.
type Part struct {
	Message int    `json:"message"`
	Text    string `json:"text"`
}

// Answer is one answer of a record, kept from the moment it was given.
type Answer struct {
	Value      Value     `json:"value"`
	Draft      *Value    `json:"draft,omitempty"`       // ticks and files that are not finished: stored at once, counted when finished
	DraftParts []Part    `json:"draft_parts,omitempty"` // messages in which the draft's own words were written
	By         PersonID  `json:"by,omitempty"`          // who gave it; 0 when that person was erased
	At         time.Time `json:"at"`
	Version    int       `json:"version"`           // counts from 1 with each change
	Parts      []Part    `json:"parts,omitempty"`   // messages of By it was made of
	Attach     []FileID  `json:"attach,omitempty"`  // voice and photos sent to a text question, for a coordinator to write down
	Written    []Written `json:"written,omitempty"` // … of them, what became of it; the file stays
	Typist     PersonID  `json:"typist,omitempty"`  // coordinator who typed the value, or a part of it, for who answered; 0: nobody did, or they were erased
	Void       bool      `json:"void,omitempty"`    // another answer made the question pointless; kept as history
	History    []Past    `json:"history,omitempty"` // earlier values, oldest first
}

// Written says that a coordinator has looked at a voice message or photo: the words are
// in the answer, or nobody can make them out.
type Written struct {
	File    FileID    `json:"file"`
	By      PersonID  `json:"by,omitempty"`
	At      time.Time `json:"at"`
	Unclear bool      `json:"unclear,omitempty"` // it cannot be heard, or read
}

// Unwritten are the voice messages and photos that still wait to be written down.
func (a Answer) Unwritten() []FileID {
	return slices.DeleteFunc(slices.Clone(a.Attach), func(id FileID) bool {
		return slices.ContainsFunc(a.Written, func(w Written) bool { return w.File == id })
	})
}

// Counts reports whether the answer is one: finished and not void.
func (a Answer) Counts() bool { return a.Version > 0 && !a.Void }

// ForgetMessages forgets of which messages the answer and its earlier values
// were made: their numbers mean others now, or their writer is to be forgotten.
func (a *Answer) ForgetMessages() {
	a.Parts, a.DraftParts = nil, nil
	a.Value.Items = withoutMessages(a.Value.Items)
	if a.Draft != nil {
		draft := *a.Draft
		draft.Items = withoutMessages(draft.Items)
		a.Draft = &draft
	}
	history := slices.Clone(a.History)
	for i := range history {
		history[i].Parts = nil
		history[i].Value.Items = withoutMessages(history[i].Value.Items)
	}
	a.History = history
}

// Past is an earlier value of an answer.
type Past struct {
	Value Value     `json:"value"`
	By    PersonID  `json:"by,omitempty"`
	At    time.Time `json:"at"`
	Parts []Part    `json:"parts,omitempty"` // messages of By it was made of

	Typist PersonID `json:"typist,omitempty"` // see Answer
}

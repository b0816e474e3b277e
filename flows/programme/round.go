package programme

import (
	"time"

	"partnerbot/flows"
)

// Round is one reminding of everybody who has not done something, at the wish of a
// coordinator: one a day of each kind.
type Round struct {
	At     time.Time      `json:"at"` // when it was asked for, UTC
	By     flows.PersonID `json:"by,omitempty"`
	Begun  time.Time      `json:"begun,omitzero"` // the messages were put on their way
	To     int            `json:"to,omitempty"`   // how many
	Sent   int            `json:"sent,omitempty"`
	Lost   int            `json:"lost,omitempty"`   // blocked the bot, or Telegram took no message
	Doubt  int            `json:"doubt,omitempty"`  // nobody knows whether it arrived
	Needed int            `json:"needed,omitempty"` // had done it meanwhile: nothing was sent
}

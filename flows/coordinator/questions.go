package coordinator

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// Asked implements participant.Desk.
func (c *Conversation) Asked(tx *programme.Tx, t *flows.Turn, id programme.ThreadID) {}

// Closed implements participant.Desk.
func (c *Conversation) Closed(tx *programme.Tx, t *flows.Turn, id programme.ThreadID) {}

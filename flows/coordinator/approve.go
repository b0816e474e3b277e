package coordinator

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// Proposed implements participant.Desk.
func (c *Conversation) Proposed(tx *programme.Tx, t *flows.Turn, key programme.MembershipKey) {}

// Withdrawn implements participant.Desk.
func (c *Conversation) Withdrawn(tx *programme.Tx, t *flows.Turn, key programme.MembershipKey) {}

// Guessing implements participant.Desk.
func (c *Conversation) Guessing(tx *programme.Tx, t *flows.Turn) {}

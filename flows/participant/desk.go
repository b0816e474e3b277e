package participant

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// Desk is where the coordinators are told what participants do that concerns
// them. Package coordinator implements it; what it says goes to their group, as
// effects of the same input.
type Desk interface {
	// Proposed tells that somebody wants to speak for an organisation, of the
	// register or one that they have added, and waits for a decision.
	Proposed(*programme.Tx, *flows.Turn, programme.MembershipKey)
	// Withdrawn tells that nothing is to be decided on a membership any more: its
	// person leaves or erases themselves, and the record goes right after; or they
	// have come by the invitation meanwhile, and it is in force already.
	Withdrawn(*programme.Tx, *flows.Turn, programme.MembershipKey)
	// Asked brings a message of the thread's person to the coordinators: the turn's
	// input is the message.
	Asked(*programme.Tx, *flows.Turn, programme.ThreadID)
	// Closed tells that the person has closed the thread.
	Closed(*programme.Tx, *flows.Turn, programme.ThreadID)
	// Guessing tells that somebody tries one code after the other.
	Guessing(*programme.Tx, *flows.Turn)
	// Commands are the names of the commands that are given in the group only.
	IsCommand(name string) bool
}

package participant

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Desk is where the coordinators are told what participants do that concerns
// them. Package coordinator implements it; what it says goes to their group, as
// effects of the same input.
type Desk interface {
	// Proposed tells that somebody wants to speak for an organisation, of the
	// register or one that they have added, and waits for a decision.
	Proposed(*programme.Tx, *flows.Turn, programme.MembershipKey)
	// Withdrawn tells that the person leaves or erases themselves; the membership
	// goes right after.
	Withdrawn(*programme.Tx, *flows.Turn, programme.MembershipKey)
	// Proven tells that somebody who waited for a decision has come by the
	// invitation meanwhile: their membership is in force already.
	Proven(*programme.Tx, *flows.Turn, programme.MembershipKey)
	// Asked brings a message of the thread's person to the coordinators: the turn's
	// input is the message.
	Asked(*programme.Tx, *flows.Turn, programme.ThreadID)
	// Closed tells that the person has closed the thread.
	Closed(*programme.Tx, *flows.Turn, programme.ThreadID)
	// Guessing tells that somebody tries one code after the other.
	Guessing(*programme.Tx, *flows.Turn)
	// Welcome answers /start with the code of a button of the group; false: the code
	// is none of the coordinators', or they are not allowed what it means.
	Welcome(tx *programme.Tx, t *flows.Turn, code string) bool
	// Pressed answers a button of the coordinators' in a private chat; false: it is none.
	Pressed(*programme.Tx, *flows.Turn, flows.Press) bool
	// IsForm reports whether the form is one that coordinators fill in in private; Form
	// opens what the person has begun of it, whatever their role by now, false where there
	// is nothing to fill in any more; LeftForm says how to go on later.
	IsForm(name string) bool
	Form(tx *programme.Tx, t *flows.Turn, name, subject string) (flows.Filling, bool)
	LeftForm(name string) text.Phrase
	// Signed takes a picture of a signed attendance sheet that an administrator sends
	// in reply to the sheet itself; false: they are none, or there is no such event.
	Signed(tx *programme.Tx, t *flows.Turn, event string) bool
	// Round tells that something has become of a round of reminders that a coordinator
	// asked for.
	Round(tx *programme.Tx, t *flows.Turn, key string)
	// Commands are the names of the commands that are given in the group only.
	IsCommand(name string) bool
}

package participant

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// broadcastWords is what the coordinators write to many, if it still goes to the person.
func (c *chat) broadcastWords(ref string) (flows.Screen, bool) {
	b, ok := programme.BroadcastLeaves(c.tx, c.p, ref)
	return b.Screen(c.p, c.Lang), ok
}

// askedOfBroadcast remembers of which message of theirs a question is that was begun with
// its button, for the coordinators.
func (c *chat) askedOfBroadcast(ref string) {
	id, _ := programme.ParseBroadcastID(ref)
	if _, there := c.tx.Broadcasts.Get(id); there && c.Session.Ask != nil && c.Session.Ask.Open {
		c.Session.Ask.Broadcast = id.String()
	}
}

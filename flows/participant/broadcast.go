package participant

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// broadcastWords is what the coordinators write to many, if it still goes to the person.
func (c *chat) broadcastWords(ref string) (flows.Screen, bool) {
	id, _ := programme.ParseBroadcastID(ref)
	b, ok := c.tx.Broadcasts.Get(id)
	if !ok || !b.MayLeave(c.tx, c.p, c.Person) {
		return flows.Screen{}, false
	}
	return b.Screen(c.p, c.Lang), true
}

// askedOfBroadcast remembers of which message of theirs a question is that was begun with
// its button, for the coordinators.
func (c *chat) askedOfBroadcast(ref string) {
	id, _ := programme.ParseBroadcastID(ref)
	if _, there := c.tx.Broadcasts.Get(id); there && c.Session.Ask != nil && c.Session.Ask.Open {
		c.Session.Ask.Broadcast = id.String()
	}
}

package programme

import (
	"slices"
	"time"

	"partnerbot/flows"
)

// GroupID is the program's own number of a mixed group.
type GroupID uint64

// String is how buttons and audit lines name the group.
func (id GroupID) String() string { return refOf(id) }

// ParseGroupID reads what String gives.
func ParseGroupID(ref string) (GroupID, bool) { return idOf[GroupID](ref) }

// Group is a mixed group of a meeting, that works out an idea.
type Group struct {
	ID      GroupID          `json:"-"`
	Event   string           `json:"event"`
	Number  int              `json:"number"`           // within the meeting, from 1
	Members []RegistrationID `json:"members"`          // in the order in which they joined
	Scribe  RegistrationID   `json:"scribe,omitempty"` // who writes down; 0: nobody yet
	Idea    IdeaID           `json:"idea,omitempty"`   // that it works out; 0: not begun
	Formed  time.Time        `json:"formed"`
	By      flows.PersonID   `json:"by,omitempty"`
	Told    time.Time        `json:"told,omitzero"` // when its members were told
}

// GroupsOf are the groups of the meeting, by their numbers: they are formed in their
// order.
func GroupsOf(tx *Tx, event string) []Group {
	var out []Group
	for _, g := range tx.Groups.All() {
		if g.Event == event {
			out = append(out, g)
		}
	}
	return out
}

// Has reports whether somebody sits in the group.
func (g Group) Has(id RegistrationID) bool { return slices.Contains(g.Members, id) }

// GroupWith is the group in which somebody sits; false: in none.
func GroupWith(tx *Tx, id RegistrationID) (Group, bool) {
	r, _ := tx.Registrations.Get(id)
	for _, g := range GroupsOf(tx, r.Event) {
		if g.Has(id) {
			return g, true
		}
	}
	return Group{}, false
}

// GroupsWith are the groups in which the person sits, the newest meeting's last.
func GroupsWith(tx *Tx, who flows.PersonID) []Group {
	var out []Group
	for _, g := range tx.Groups.All() {
		if g.Seat(tx, who) != 0 {
			out = append(out, g)
		}
	}
	return out
}

// Seat is with which registration the person sits in the group; 0: they do not.
func (g Group) Seat(tx *Tx, who flows.PersonID) RegistrationID {
	for _, id := range g.Members {
		if r, ok := tx.Registrations.Get(id); ok && who != 0 && PersonIn(tx, r) == who {
			return id
		}
	}
	return 0
}

// MembersOf are who sits in the group, in the order in which they joined.
func MembersOf(tx *Tx, g Group) []DoorLine {
	var out []DoorLine
	for _, id := range g.Members {
		if r, ok := tx.Registrations.Get(id); ok {
			out = append(out, doorLine(tx, r))
		}
	}
	return out
}

// PersonIn is who in Telegram comes with the registration: the one who registered, or
// a colleague who speaks for the organisation, too. 0: somebody who is not there, whom
// everybody knows by name only.
func PersonIn(tx *Tx, r Registration) flows.PersonID {
	for _, key := range tx.Memberships.OfOrganisation(r.Organisation) {
		person, _ := tx.People.Get(key.Person)
		if !person.Joined.IsZero() && comesAs(tx, r, key.Person) && inForce(tx, key) {
			return key.Person
		}
	}
	return 0
}

// Hears reports whether who comes with the registration can be told something here.
func Hears(tx *Tx, r Registration) bool {
	who := PersonIn(tx, r)
	return who != 0 && tx.Chats.Reachable(who)
}

// IdeaOf is the idea that the group works out; false: it has begun none, or has
// withdrawn it.
func IdeaOf(tx *Tx, g Group) (Idea, bool) {
	i, ok := tx.Ideas.Get(g.Idea)
	return i, ok && i.State != IdeaWithdrawn
}

package programme

import (
	"strconv"
	"time"

	"partnerbot/flows"
)

// GroupID is the program's own number of a mixed group.
type GroupID uint64

// String is how buttons and audit lines name the group.
func (id GroupID) String() string { return strconv.FormatUint(uint64(id), 36) }

// ParseGroupID reads what String gives.
func ParseGroupID(ref string) (GroupID, bool) {
	id, err := strconv.ParseUint(ref, 36, 64)
	return GroupID(id), err == nil && id != 0
}

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

// GroupsOf are the groups of the meeting, by their numbers.
func GroupsOf(tx *Tx, event string) []Group {
	var out []Group
	for _, g := range tx.Groups.All() {
		if g.Event == event {
			out = append(out, g)
		}
	}
	return out
}

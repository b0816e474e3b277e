package coordinator

import (
	"strings"

	"partnerbot/flows/programme"
)

// replies are the messages of the bot, beside questions, that a reply answers: by how
// their names begin. What follows in the name is the reference.
func replies() map[string]func(g *group, ref string) {
	return map[string]func(g *group, ref string){
		"event":  (*group).repliedDoor,
		"door":   (*group).repliedDoor,
		"sheet":  (*group).repliedDoor,
		"walkin": (*group).repliedWalkIn,

		verbMove:    (*group).repliedMove,
		verbCallOff: (*group).repliedCallOff,
		verbResize:  (*group).repliedResize,

		verbRename:   (*group).repliedName,
		verbEIK:      (*group).repliedEIK,
		verbMerge:    (*group).repliedMerge,
		verbMovePart: (*group).repliedMovePerson,

		"istep":    (*group).repliedStep,
		"ipresent": (*group).repliedPresent,
		"newday":   (*group).repliedDay,
		"iword":    (*group).repliedWord,
		"ipaper":   (*group).repliedPaper,

		verbTill: (*group).repliedTill,
	}
}

// repliedTo finds what the reply answers. A message whose number is not known, see
// flows.Input.ReplyData, is known by its first button, where that is one of a door
// list or of a question about an idea.
func (g *group) repliedTo() (take func(g *group, ref string), ref string, ok bool) {
	what, ref, _ := strings.Cut(g.Messages.Name(g.ReplyTo), "/")
	if what == "" {
		what, ref = g.byButton()
	}
	take, ok = replies()[what]
	return take, ref, ok
}

// byButton is the list or card whose first button the message has.
func (g *group) byButton() (what, ref string) {
	part := strings.Split(g.ReplyData, ":")
	if len(part) < 4 || part[0] != groupButton {
		return "", ""
	}
	switch part[1] {
	case verbStepped:
		return "istep", strings.Join(part[2:], "/")
	case verbAt:
		return "ipresent", part[2]
	case verbSitting:
		return "newday", ""
	case verbWordNo:
		return "iword", strings.Join(part[2:], "/")
	case verbPapered:
		return "ipaper", strings.Join(part[2:], "/")
	case verbTillNo:
		return verbTill, part[2]
	case verbKeepSo, verbKeep: // the prompt's first button
		return part[2], part[3]
	case verbDoor: // the card's first button
		return "event", part[2]
	case verbPresent, verbUnmark:
		id, _ := programme.ParseRegistrationID(part[2])
		r, _ := g.tx.Registrations.Get(id)
		return "door", r.Event
	}
	return "", ""
}

// repliedEvent is the event of whose card or list the message is a reply.
func (g *group) repliedEvent() (programme.Event, bool) {
	if g.ReplyTo == 0 {
		return programme.Event{}, false
	}
	_, ref, ok := g.repliedTo()
	e, there := g.tx.Events.Get(ref)
	return e, ok && there
}

package programme

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"partnerbot/flows/text"
)

// DoorLine is somebody who is expected at the door, or has come there.
type DoorLine struct {
	Registration
	Of   Organisation
	Name string // of who comes; empty where nobody is known by name any more
}

// DoorList is who has a seat, and who came without one: sorted by organisation, and
// of one organisation in the order in which they registered. It is the same list on
// paper, in the group and in the numbers.
func DoorList(tx *Tx, code string) []DoorLine {
	var out []DoorLine
	for _, r := range tx.Registrations.OfEvent(code) {
		if r.OnDoorList() {
			out = append(out, doorLine(tx, r))
		}
	}
	slices.SortStableFunc(out, func(a, b DoorLine) int { return cmp.Compare(a.Of.Name, b.Of.Name) })
	return out
}

// WaitingList is who waits for a seat, or has one offered, in their order.
func WaitingList(tx *Tx, code string) []DoorLine {
	var out []DoorLine
	for _, r := range tx.Registrations.OfEvent(code) {
		if r.Seat == Waiting || r.Seat == Offered {
			out = append(out, doorLine(tx, r))
		}
	}
	return out
}

// OnDoorList reports whether it is expected at the door, or came there.
func (r Registration) OnDoorList() bool { return r.Seat == Confirmed || r.Seat == WalkIn }

func doorLine(tx *Tx, r Registration) DoorLine {
	o, _ := tx.Organisations.Get(r.Organisation)
	return DoorLine{Registration: r, Of: o, Name: AttendeeOf(tx, r)}
}

// AttendeeOf is the name of who comes; empty where it is not known any more.
func AttendeeOf(tx *Tx, r Registration) string {
	switch r.Attendee {
	case "":
	case ErasedName:
		return ""
	default:
		return r.Attendee
	}
	p, _ := tx.People.Get(r.By)
	return p.Name
}

// NumberDoors gives a number to everybody on the door list who has none yet. A number
// once given stays, since it may stand on paper: who comes onto the list later gets
// the next one, and that of who left it is not given again.
func NumberDoors(tx *Tx, code string) {
	e, ok := tx.Events.Get(code)
	if !ok {
		return
	}
	last := e.Doors
	for _, l := range DoorList(tx, code) {
		if l.Door == 0 {
			last++
			r := l.Registration
			r.Door = last
			tx.Registrations.Put(r.ID, r)
		}
	}
	if last != e.Doors {
		e.Doors = last
		tx.Events.Put(code, e)
	}
}

// Turnout is how many of whom. Each number is the length of a list.
type Turnout struct {
	Confirmed, Waiting, Offered int
	Coming                      int // of Confirmed: have said yes to a reminder
	WalkIns                     int
	Present, Absent, Unmarked   int // of Confirmed and WalkIns
}

// TurnoutOf counts the registrations of the event.
func TurnoutOf(tx *Tx, e Event) (n Turnout) {
	for _, r := range tx.Registrations.OfEvent(e.Code) {
		switch r.Seat {
		case Confirmed:
			n.Confirmed++
			if r.Coming(e) {
				n.Coming++
			}
		case WalkIn:
			n.WalkIns++
		case Waiting:
			n.Waiting++
		case Offered:
			n.Offered++
		}
		switch {
		case !r.OnDoorList():
		case r.Presence == Present:
			n.Present++
		case r.Presence == Absent:
			n.Absent++
		default:
			n.Unmarked++
		}
	}
	return n
}

// DoorIsOpen reports whether attendance can be noted: from the morning of the event's
// local day on, for good.
func (e Event) DoorIsOpen(p *Programme, now time.Time) bool {
	return e.Cancelled.IsZero() && now.In(p.Location).Format(time.DateOnly) >= e.Day(p)
}

// checkInBefore is how long before the start people can check themselves in.
const checkInBefore = time.Hour

// CheckInOpen reports whether people can check themselves in at the door.
func (e Event) CheckInOpen(now time.Time) bool {
	return e.Cancelled.IsZero() && !now.Before(e.CheckInFrom()) && now.Before(e.End.At)
}

// CheckInFrom is from when on people can check themselves in, UTC.
func (e Event) CheckInFrom() time.Time { return e.Start.At.Add(-checkInBefore) }

// CheckInLength is how many letters the code has with which people check in: short
// enough to be typed, and not to be guessed while an event lasts.
const CheckInLength = 6

// CheckInCode begins the code of the link that stands at an event's door:
// "in-<event>-<code>".
const CheckInCode = "in-"

// CheckInLink is what follows ?start= in that link.
func (e Event) CheckInLink() string { return CheckInCode + e.Code + "-" + e.CheckIn }

// SheetName names the messages that hold the attendance sheet of an event or tell of it:
// a photo in reply to one is the signed sheet.
func SheetName(event string) string { return sheetPrefix + event }

// SheetNamed is the event of such a name.
func SheetNamed(name string) (event string, ok bool) { return strings.CutPrefix(name, sheetPrefix) }

const sheetPrefix = "sheet/"

// KindWords is what sort of event it is.
func (e Event) KindWords() text.Localised {
	if e.Kind == Training {
		return text.Pair{BG: "Обучение", EN: "Training"}
	}
	return text.Pair{BG: "Работна среща", EN: "Working meeting"}
}

package programme

import (
	"cmp"
	"slices"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// EventKind is what sort of event it is.
type EventKind string

const (
	Training EventKind = "training"
	Meeting  EventKind = "meeting" // of NGOs and a local authority
)

// Plan is what the configuration says of an event. It is added once; from then on
// the Event of the records is the truth.
type Plan struct {
	Code         string     `json:"-"`
	Kind         EventKind  `json:"kind"`
	Title        text.Pair  `json:"title"`
	Municipality string     `json:"municipality"` // code of the configuration
	Place        text.Pair  `json:"place"`        // the hall, the house
	Address      text.Pair  `json:"address,omitzero"`
	Map          *Point     `json:"map,omitempty"` // nil: none is known
	Start        Moment     `json:"start"`
	End          Moment     `json:"end"`
	Agenda       text.Pair  `json:"agenda,omitzero"`
	Bring        text.Pair  `json:"bring,omitzero"` // what to bring along
	Materials    []Material `json:"materials,omitempty"`

	Seats           int       `json:"seats,omitempty"`            // for NGOs
	AuthoritySeats  int       `json:"authority_seats,omitempty"`  // for municipalities and institutions, apart
	PerOrganisation int       `json:"per_organisation,omitempty"` // seats that one organisation may take from SecondFrom on; 0: one
	SecondFrom      time.Time `json:"second_from,omitzero"`       // until then one seat an organisation, UTC; zero: for good
	Towns           []string  `json:"towns,omitempty"`            // codes of the municipalities it is for; none: all

	Contact ContactPerson `json:"contact,omitzero"` // zero: the programme's
	Opens   time.Time     `json:"opens,omitzero"`   // registration, UTC; zero: at once
	Closes  time.Time     `json:"closes,omitzero"`  // registration, UTC; zero: when it begins
}

// Point is a place on the map, WGS 84 degrees.
type Point struct {
	Latitude  float64 `json:"lat"`
	Longitude float64 `json:"lon"`
}

// Moment is a time as people agreed on it: the clock on the wall of a zone, and
// the instant that this means. The wall is kept, so that the instant can be found
// anew when a zone's rules change.
type Moment struct {
	At   time.Time `json:"at"`   // UTC
	Wall string    `json:"wall"` // 2027-03-18T09:30
	Zone string    `json:"zone"` // Europe/Sofia
}

// WallTime is the layout of Moment.Wall.
const WallTime = "2006-01-02T15:04"

// NewMoment is the moment at which the clock on the wall shows the time. A time
// that a clock change skips is the one an hour later; of one that comes twice the
// second is meant (package time).
func NewMoment(year int, month time.Month, day, hour, minute int, zone *time.Location) Moment {
	at := time.Date(year, month, day, hour, minute, 0, 0, zone)
	return Moment{At: at.UTC(), Wall: at.Format(WallTime), Zone: zone.String()}
}

// In is the moment in its own zone.
func (m Moment) In(p *Programme) time.Time { return m.At.In(p.Location) }

// IsZero reports whether no moment is meant.
func (m Moment) IsZero() bool { return m.At.IsZero() }

// Material is something that participants can open from the event's card: a text,
// a link or a file. Exactly one of Text, URL, Path and Remote is set.
type Material struct {
	Code   string         `json:"code"`
	Title  text.Pair      `json:"title"`
	Text   text.Pair      `json:"text,omitzero"`
	URL    string         `json:"url,omitempty"`
	Path   string         `json:"path,omitempty"`   // a file on the machine, absolute
	Remote string         `json:"remote,omitempty"` // Telegram's file_id
	Kind   flows.FileKind `json:"kind,omitempty"`   // of Remote; empty: a document
	After  bool           `json:"after,omitempty"`  // only once the event is over
}

// Event is a training or a meeting.
type Event struct {
	Plan
	Added     time.Time `json:"added"`
	Own       bool      `json:"own,omitempty"`      // added by coordinators: the configuration does not have it
	Revision  int       `json:"revision,omitempty"` // of its time: counts the moves
	Placed    Placed    `json:"placed,omitzero"`    // of its place
	Was       Moment    `json:"was,omitzero"`       // the start before the last move
	Sequence  int       `json:"sequence,omitempty"` // of the calendar file: counts all changes of it
	Cancelled time.Time `json:"cancelled,omitzero"`
	Why       string    `json:"why,omitempty"`   // it was cancelled, in a coordinator's words
	CheckIn   string    `json:"check_in"`        // code with which people check themselves in at the door
	Doors     int       `json:"doors,omitempty"` // the last number on the door list, see NumberDoors
	Sheets    []Sheet   `json:"sheets,omitempty"`
}

// Sheet is a photo or scan of the attendance sheet with its signatures.
type Sheet struct {
	Kind   string    `json:"kind"`   // flows.FileKind
	Remote string    `json:"remote"` // Telegram's file_id
	At     time.Time `json:"at"`
}

// EventState is where an event stands.
type EventState int

const (
	EventNotOpen EventState = iota // registration has not opened yet
	EventOpen
	EventClosed // for registration
	EventOn     // it takes place just now
	EventOver
	EventCalledOff
)

// State is where the event stands at that time.
func (e Event) State(now time.Time) EventState {
	switch {
	case !e.Cancelled.IsZero():
		return EventCalledOff
	case !now.Before(e.End.At):
		return EventOver
	case !now.Before(e.Start.At):
		return EventOn
	case now.Before(e.Opens):
		return EventNotOpen
	case !e.Closes.IsZero() && !now.Before(e.Closes):
		return EventClosed
	}
	return EventOpen
}

// Day is the local day of the event, as 2027-03-18.
func (e Event) Day(p *Programme) string { return e.Start.In(p).Format(time.DateOnly) }

// For reports whether the event is for the organisation.
func (e Event) For(o Organisation) bool {
	return e.SeatsFor(PoolOf(o)) > 0 && (len(e.Towns) == 0 || slices.Contains(e.Towns, o.Municipality))
}

// ContactFor is whom to call about the event.
func (e Event) ContactFor(p *Programme) ContactPerson {
	if e.Contact == (ContactPerson{}) {
		return p.Contact
	}
	return e.Contact
}

// Where is the hall with its address and municipality.
func (e Event) Where(p *Programme) text.Phrase { return e.Site().Where(p) }

// Events are all events, in the order in which they begin.
func Events(tx *Tx) []Event {
	var all []Event
	for _, e := range tx.Events.All() {
		all = append(all, e)
	}
	slices.SortFunc(all, inOrder)
	return all
}

// inOrder compares events by when they begin.
func inOrder(a, b Event) int {
	return cmp.Or(a.Start.At.Compare(b.Start.At), cmp.Compare(a.Code, b.Code))
}

// Together are the events that can be registered for with this one in one go: of
// its kind, on days that follow each other without a gap, in their order; only this
// one where there are no others.
func Together(tx *Tx, p *Programme, e Event) []Event {
	var same []Event
	for _, other := range Events(tx) {
		if other.Kind == e.Kind && other.Cancelled.IsZero() || other.Code == e.Code {
			same = append(same, other)
		}
	}
	at := slices.IndexFunc(same, func(other Event) bool { return other.Code == e.Code })
	from, to := at, at+1
	for from > 0 && follows(p, same[from-1], same[from]) {
		from--
	}
	for to < len(same) && follows(p, same[to-1], same[to]) {
		to++
	}
	return same[from:to]
}

// follows reports whether b is on the day after a.
func follows(p *Programme, a, b Event) bool {
	return a.Start.In(p).AddDate(0, 0, 1).Format(time.DateOnly) == b.Day(p)
}

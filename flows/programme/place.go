package programme

import (
	"strconv"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// Where an event takes place can change by itself: whoever is registered has to learn it,
// but what they have said of coming holds.

// Site is where an event is.
type Site struct {
	Municipality string    `json:"municipality"`
	Place        text.Pair `json:"place,omitzero"`
	Address      text.Pair `json:"address,omitzero"`
	Map          *Point    `json:"map,omitempty"`
}

// Site is where the plan has the event.
func (e Plan) Site() Site {
	return Site{Municipality: e.Municipality, Place: e.Place, Address: e.Address, Map: e.Map}
}

// Same reports whether nobody has to go elsewhere: a translation, and a point on the map
// where there was none, are no other place.
func (s Site) Same(other Site) bool {
	moved := s.Map != nil && other.Map != nil && *s.Map != *other.Map
	return s.Municipality == other.Municipality && s.Place.BG == other.Place.BG && s.Address.BG == other.Address.BG && !moved
}

// Where is the municipality with the hall and its address.
func (s Site) Where(p *Programme) text.Phrase {
	parts := []text.Phrase{text.T("%s", "%s").With(p.Town(s.Municipality))}
	for _, pair := range []text.Pair{s.Place, s.Address} {
		if !pair.Empty() {
			parts = append(parts, text.T("%s", "%s").With(pair))
		}
	}
	return text.Join(", ", parts...)
}

// Placed is the last change of where an event is.
type Placed struct {
	Revision int       `json:"revision,omitempty"` // counts the changes
	Was      Site      `json:"was,omitzero"`       // before the last
	With     int       `json:"with,omitempty"`     // the revision of the event whose news tells of it; 0: it has its own
	Told     time.Time `json:"told,omitzero"`      // when its own news go out, UTC
}

// PlacedDue is the kind of the due row with which somebody learns that an event is
// elsewhere; its Ref is event/how many changes of the place there were.
const PlacedDue = "placed"

func placedKey(code string, who flows.PersonID) string {
	return PlacedDue + "/" + code + "/" + who.String()
}

// relocate puts the event elsewhere. Where it is also moved in the same go, the news of
// that tell of the place, too.
func relocate(tx *Tx, t *flows.Turn, p *Programme, code string, to Site, moves bool) {
	e, _ := tx.Events.Get(code)
	was := e.Site()
	e.Municipality, e.Place, e.Address, e.Map = to.Municipality, to.Place, to.Address, to.Map
	e.Placed = Placed{Revision: e.Placed.Revision + 1, Was: was}
	at := p.NewsAt(tx.Now, e.Start.At, e.Start.At)
	if moves {
		e.Placed.With = e.Revision + 1
	} else {
		e.Placed.Told = at
		e.Sequence++
	}
	tx.Events.Put(code, e)
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "event placed", Ref: code, Before: was.Municipality, After: to.Municipality})
	for _, r := range tx.Registrations.OfEvent(code) {
		if !r.Live() {
			continue
		}
		if moves {
			e.dropPlaced(tx, t, r)
		} else if who := tellOf(tx, r, AboutPlace); who != 0 {
			t.Do(flows.Schedule{
				Key: placedKey(code, who), At: at, Expires: e.Start.At, Kind: PlacedDue,
				Ref: code + "/" + strconv.Itoa(e.Placed.Revision), Person: who,
			})
		}
	}
}

// dropPlaced takes the news of the place off the due list.
func (e Event) dropPlaced(tx *Tx, t *flows.Turn, r Registration) {
	if who := Responsible(tx, r); who != 0 {
		t.Do(flows.Cancel{Key: placedKey(e.Code, who)})
	}
}

// ToldPlace writes down what became of the news of the place: who did not get them is to
// be called.
func ToldPlace(tx *Tx, person flows.PersonID, code string, revision int, result flows.Result) {
	e, ok := tx.Events.Get(code)
	if !ok || e.Placed.Revision != revision {
		return
	}
	for _, r := range RegistrationsAt(tx, code, person) {
		if !r.Live() {
			continue
		}
		switch result {
		case flows.Sent:
			DropCall(tx, r.ID, CallUnreachable, AboutPlace)
			DropCall(tx, r.ID, CallUnconfirmed, AboutPlace)
		case flows.Unreachable, flows.Refused:
			AddCall(tx, r, CallUnreachable, AboutPlace)
		case flows.InDoubt, flows.Skipped:
			AddCall(tx, r, CallUnconfirmed, AboutPlace)
		case flows.Unsent:
		}
	}
}

// Named is the event's title with its municipality, which is not said twice: „Работна
// среща в Русе“, but „Как се пише проект, Русе“.
func (e Plan) Named(p *Programme) text.Phrase {
	town := p.Town(e.Municipality)
	name := func(lang text.Language) string {
		title, place := e.Title.In(lang), town.In(lang)
		if strings.Contains(" "+text.Fold(title)+" ", " "+text.Fold(place)+" ") {
			return title
		}
		return title + ", " + place
	}
	return text.T("%s", "%s").With(text.Pair{BG: name(text.Bulgarian), EN: name(text.English)})
}

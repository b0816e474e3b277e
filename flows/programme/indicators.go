package programme

import (
	"cmp"
	"slices"
)

// Indicators are what the programme has promised of its trainings and meetings, as far
// as it is done. Each number is the length of a list.
type Indicators struct {
	Trainings   []Trained      // all that were not called off, in their order
	Meetings    []Event        // all that were not called off
	Held        []Event        // … that are over, and to which somebody came
	Planned     []Event        // … that are not over yet
	Covered     []string       // codes of the municipalities in which one was held
	Authorities []Organisation // municipalities and institutions that came to one
}

// Trained is a training with the NGOs that were there, and until it is over those that
// are to come: sorted by name, each in one of the two.
type Trained struct {
	Event
	Organisations []Organisation
	Registered    []Organisation
}

// IndicatorsOf looks through the records.
func IndicatorsOf(tx *Tx) (n Indicators) {
	authorities := map[OrganisationID]bool{}
	for _, e := range Events(tx) {
		if !e.Cancelled.IsZero() {
			continue
		}
		ngos, others := PresentAt(tx, e.Code)
		if e.Kind == Training {
			n.Trainings = append(n.Trainings, Trained{Event: e, Organisations: ngos, Registered: registeredFor(tx, e, ngos)})
			continue
		}
		n.Meetings = append(n.Meetings, e)
		if tx.Now.Before(e.End.At) {
			n.Planned = append(n.Planned, e)
		}
		if len(ngos)+len(others) == 0 || tx.Now.Before(e.End.At) {
			continue
		}
		n.Held = append(n.Held, e)
		if !slices.Contains(n.Covered, e.Municipality) {
			n.Covered = append(n.Covered, e.Municipality)
		}
		for _, o := range others {
			if !authorities[o.ID] {
				authorities[o.ID] = true
				n.Authorities = append(n.Authorities, o)
			}
		}
	}
	slices.SortStableFunc(n.Authorities, func(a, b Organisation) int { return cmp.Compare(a.Name, b.Name) })
	return n
}

// registeredFor are the NGOs that have a seat at the event, as long as it is not over:
// without those that have come already, and those that were marked absent.
func registeredFor(tx *Tx, e Event, came []Organisation) (out []Organisation) {
	if !tx.Now.Before(e.End.At) {
		return nil
	}
	seen := map[OrganisationID]bool{}
	for _, o := range came {
		seen[o.ID] = true
	}
	for _, l := range DoorList(tx, e.Code) {
		if l.Of.Kind == NGO && l.Presence == Unknown && !seen[l.Organisation] {
			seen[l.Organisation], out = true, append(out, l.Of)
		}
	}
	return out
}

// PresentAt are the organisations of which somebody was there, each once.
func PresentAt(tx *Tx, code string) (ngos, others []Organisation) {
	seen := map[OrganisationID]bool{}
	for _, l := range DoorList(tx, code) {
		switch {
		case l.Presence != Present || seen[l.Organisation]:
		case l.Of.Kind == NGO:
			ngos = append(ngos, l.Of)
		default:
			others = append(others, l.Of)
		}
		seen[l.Organisation] = seen[l.Organisation] || l.Presence == Present
	}
	return ngos, others
}

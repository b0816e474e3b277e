package programme

import (
	"slices"
	"strconv"
	"strings"

	"partnerbot/flows"
)

// Limits of an event: its card is one message, and the texts together fit in, with the
// words around them.
const (
	TitleLimit         = 120 // characters, as all texts
	PlaceLimit         = 150
	AgendaLimit        = 1500
	BringLimit         = 500
	MostSeats          = 1000 // no hall of such a programme has more
	MostEach           = 10   // seats of one organisation
	MostMaterials      = 10   // buttons on a card
	MaterialLimit      = 3500 // a text is one message
	MaterialTitleLimit = 64
)

// codeTown is how much of a municipality's code stands in an event's: together at most
// flows.MaxChoiceCode.
const codeTown = 7

// newEventCode names an event that coordinators add: „meet-ruse“, „train-byala-2“. Codes
// of the configuration have no hyphen, so it never comes to mean one of those.
func newEventCode(tx *Tx, plan Plan) string {
	kind := map[EventKind]string{Training: "train", Meeting: "meet"}[plan.Kind]
	code := kind + "-" + plan.Municipality[:min(len(plan.Municipality), codeTown)]
	for n := 2; ; n++ {
		if _, taken := tx.Events.Get(code); !taken {
			return code
		}
		code = kind + "-" + plan.Municipality[:min(len(plan.Municipality), codeTown)] + "-" + strconv.Itoa(n)
	}
}

// AddEvent puts an event on record that the configuration does not have; the plan's code
// is made here. checkIn is the word with which people check themselves in at its door.
func AddEvent(tx *Tx, t *flows.Turn, plan Plan, checkIn string) Event {
	plan.Code = newEventCode(tx, plan)
	e := Event{Plan: plan, Added: tx.Now, Own: true, CheckIn: checkIn}
	tx.Events.Put(plan.Code, e)
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "event added", Ref: plan.Code, After: plan.Start.Wall})
	AwaitEnd(tx, t, e)
	return e
}

// ChangeEvent makes the event what the plan says, all at once: it is moved, put
// elsewhere, has other seats, each by its own rules. What the plan leaves as it is stays,
// and so do the materials.
func ChangeEvent(tx *Tx, t *flows.Turn, p *Programme, code string, to Plan) (Event, MoveRefusal) {
	before, ok := tx.Events.Get(code)
	if state := before.State(tx.Now); !ok || state >= EventOn {
		return before, MoveOver
	}
	moves := !to.Start.At.Equal(before.Start.At) || !to.End.At.Equal(before.End.At)
	if moves {
		if why := before.CanMove(tx.Now, to.Start, to.End); why != MoveGranted {
			return before, why
		}
	}
	if !to.Site().Same(before.Site()) {
		relocate(tx, t, p, code, to.Site(), moves)
	}
	if moves {
		Move(tx, t, p, code, to.Start, to.End)
	}
	Resize(tx, t, p, code, PoolNGO, to.Seats)
	Resize(tx, t, p, code, PoolAuthority, to.AuthoritySeats)

	e, _ := tx.Events.Get(code)
	if changed := e.reword(before.Plan, to); len(changed) > 0 {
		tx.Events.Put(code, e)
		tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "event changed", Ref: code, After: strings.Join(changed, " ")})
	}
	return e, MoveGranted
}

// reword takes over what nobody is told of. It returns the names of the fields that are
// other now.
func (e *Event) reword(before, to Plan) (changed []string) {
	differs := Event{Plan: before}.Differences(to)
	take := func(field string, put func()) {
		if slices.Contains(differs, field) {
			put()
			changed = append(changed, field)
		}
	}
	take("kind", func() { e.Kind = to.Kind })
	take("title", func() { e.Title = to.Title; e.Sequence++ })
	if e.Site().Same(to.Site()) { // else it was put elsewhere
		take("place", func() { e.Place = to.Place })
		take("address", func() { e.Address = to.Address })
		take("map", func() { e.Map = to.Map })
	}
	take("agenda", func() { e.Agenda = to.Agenda })
	take("bring", func() { e.Bring = to.Bring })
	take("per_organisation", func() { e.PerOrganisation = to.PerOrganisation })
	take("second_from", func() { e.SecondFrom = to.SecondFrom })
	take("closes", func() { e.Closes = to.Closes })
	return changed
}

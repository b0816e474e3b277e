package programme

import (
	"slices"

	"partnerbot/flows"
)

// Segment is whom something is written to: who is meant by any of its clauses. One
// without clauses means nobody.
type Segment struct {
	Any []Clause `json:"any,omitempty"`
}

// Clause is a part of a segment: all of it must hold, for somebody and one organisation
// that they speak for. Of several kinds, municipalities, events or organisations any will
// do. The empty clause means nobody: that somebody is left out must not be forgotten.
type Clause struct {
	All        bool               `json:"all,omitempty"` // everybody; nothing else is set then
	Kinds      []OrganisationKind `json:"kinds,omitempty"`
	Towns      []string           `json:"towns,omitempty"`      // codes of municipalities
	Registered []string           `json:"registered,omitempty"` // codes of events: has a seat, or is offered one
	Waiting    []string           `json:"waiting,omitempty"`    // codes of events: is in line
	Absent     []string           `json:"absent,omitempty"`     // codes of events: did not come
	Unsent     bool               `json:"unsent,omitempty"`     // an NGO whose survey was not sent
	Own        []OrganisationID   `json:"own,omitempty"`        // the coordinator's own list
}

// Empty reports whether the clause says nothing, and so means nobody.
func (c Clause) Empty() bool {
	return len(c.Kinds)+len(c.Towns)+len(c.Registered)+len(c.Waiting)+len(c.Absent)+len(c.Own) == 0 && !c.Unsent && !c.All
}

// Concerns reports whether the clause speaks of an event that people registered for: then
// it is also for those who want nothing else unasked.
func (c Clause) Concerns() bool { return len(c.Registered)+len(c.Waiting)+len(c.Absent) > 0 }

// Audience is whom a segment means, each once, in the order of numbers.
type Audience struct {
	People        []flows.PersonID // who is written to
	Organisations []OrganisationID // for which they speak, as far as the segment means them
	Quiet         []flows.PersonID // who is left out: they want nothing unasked
	Outdated      []flows.PersonID // … they have not agreed to the present text
	Unreached     []OrganisationID // that are meant, and nobody of them is written to: not in Telegram, or left out
}

// Audience looks whom the segment means now.
func (s Segment) Audience(tx *Tx, p *Programme) Audience {
	var out Audience
	l := newLooker(tx, p)
	met := map[OrganisationID]bool{}
	members := map[flows.PersonID][]OrganisationID{}
	for key, m := range tx.Memberships.All() {
		if m.Standing == InForce {
			members[key.Person] = append(members[key.Person], key.Organisation)
		}
	}
	for id, person := range tx.People.All() {
		meant, concerns := s.means(l, id, members[id])
		switch {
		case len(meant) == 0 || person.Joined.IsZero():
		case person.Consent.Version != p.Consent.Version:
			out.Outdated = append(out.Outdated, id)
		case person.Quiet && !concerns:
			out.Quiet = append(out.Quiet, id)
		default:
			out.People = append(out.People, id)
			for _, o := range meant {
				met[o] = true
			}
		}
	}
	for id, o := range l.organisations {
		if met[id] {
			out.Organisations = append(out.Organisations, id)
		} else if slices.ContainsFunc(s.Any, func(c Clause) bool { return l.holds(c, o, 0) }) {
			out.Unreached = append(out.Unreached, id)
		}
	}
	slices.Sort(out.Organisations)
	slices.Sort(out.Unreached)
	return out
}

// Covers reports whether the segment means the person now, and may be written to them.
func (s Segment) Covers(tx *Tx, p *Programme, id flows.PersonID) bool {
	person, known := tx.People.Get(id)
	if !known || person.Joined.IsZero() || person.Consent.Version != p.Consent.Version {
		return false
	}
	var of []OrganisationID
	for _, key := range tx.Memberships.OfPerson(id) {
		if m, _ := tx.Memberships.Get(key); m.Standing == InForce {
			of = append(of, key.Organisation)
		}
	}
	l := &looker{tx: tx, p: p, organisations: map[OrganisationID]Organisation{}, one: id}
	for _, o := range of {
		if org, ok := tx.Organisations.Get(o); ok && org.Standing == InForce {
			l.organisations[o] = org
		}
	}
	meant, concerns := s.means(l, id, of)
	return len(meant) > 0 && (!person.Quiet || concerns)
}

// means are the organisations of somebody for which the segment means them, and whether
// one of its clauses concerns an event of theirs.
func (s Segment) means(l *looker, id flows.PersonID, of []OrganisationID) (meant []OrganisationID, concerns bool) {
	for _, c := range s.Any {
		for _, o := range of {
			org, inForce := l.organisations[o]
			if !inForce || !l.holds(c, org, id) {
				continue
			}
			concerns = concerns || c.Concerns()
			if !slices.Contains(meant, o) {
				meant = append(meant, o)
			}
		}
	}
	return meant, concerns
}

// renames has own lists name another organisation in place of one that is merged into it.
// False: none names it.
func (s Segment) renames(from, into OrganisationID) (changed bool) {
	for i := range s.Any {
		own := s.Any[i].Own
		at := slices.Index(own, from)
		switch {
		case at < 0:
			continue
		case slices.Contains(own, into):
			own = slices.Delete(slices.Clone(own), at, at+1)
		default:
			own = slices.Clone(own)
			own[at] = into
		}
		s.Any[i].Own, changed = own, true
	}
	return changed
}

// looker looks things up once for all people.
type looker struct {
	tx            *Tx
	p             *Programme
	organisations map[OrganisationID]Organisation              // in force
	seats         map[string]map[OrganisationID][]Registration // by event
	one           flows.PersonID                               // who alone is looked at; 0: all
}

func newLooker(tx *Tx, p *Programme) *looker {
	l := &looker{tx: tx, p: p, organisations: map[OrganisationID]Organisation{}}
	for id, o := range tx.Organisations.All() {
		if o.Standing == InForce {
			l.organisations[id] = o
		}
	}
	return l
}

// holds reports whether the clause holds for somebody who speaks for the organisation, or
// where who is 0, for anybody who might.
func (l *looker) holds(c Clause, o Organisation, who flows.PersonID) bool {
	has := func(events []string, is func(Registration) bool) bool {
		return len(events) == 0 || slices.ContainsFunc(events, func(code string) bool {
			return slices.ContainsFunc(l.registrations(code)[o.ID], func(r Registration) bool { return (who == 0 || r.By == who) && is(r) })
		})
	}
	switch {
	case c.Empty(),
		len(c.Kinds) > 0 && !slices.Contains(c.Kinds, o.Kind),
		len(c.Towns) > 0 && !slices.Contains(c.Towns, o.Municipality),
		len(c.Own) > 0 && !slices.Contains(c.Own, o.ID),
		!has(c.Registered, Registration.Holds),
		!has(c.Waiting, func(r Registration) bool { return r.Seat == Waiting }),
		!has(c.Absent, func(r Registration) bool { return r.Presence == Absent }):
		return false
	}
	return !c.Unsent || o.Kind == NGO && l.unsent(o.ID)
}

func (l *looker) unsent(id OrganisationID) bool {
	r, _ := l.tx.Responses.Get(ResponseKey{Survey: l.p.Survey.Name, Organisation: id})
	return r.Sent.IsZero()
}

// registrations are those for the event, by organisation.
func (l *looker) registrations(event string) map[OrganisationID][]Registration {
	if of, ok := l.seats[event]; ok {
		return of
	}
	all := l.tx.Registrations.OfEvent
	if l.one != 0 {
		all = func(code string) []Registration { return RegistrationsAt(l.tx, code, l.one) }
	}
	of := map[OrganisationID][]Registration{}
	for _, r := range all(event) {
		of[r.Organisation] = append(of[r.Organisation], r)
	}
	if l.seats == nil {
		l.seats = map[string]map[OrganisationID][]Registration{}
	}
	l.seats[event] = of
	return of
}

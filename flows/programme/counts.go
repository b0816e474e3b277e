package programme

import (
	"cmp"
	"slices"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// Targets are what the programme has promised, as the configuration says; 0:
// nothing was promised.
type Targets struct {
	Surveyed int // organisations that have sent the survey
	Trained  int // organisations at each training
	Meetings int
	Ideas    int // approved
}

// Stage is how far an organisation is with the survey.
type Stage int

const (
	NotJoined Stage = iota // nobody speaks for it yet
	NotBegun
	Begun // and never sent
	Sent
	Accepted // begun and never sent; a coordinator took it as it is
)

// State is where an organisation stands.
type State struct {
	Organisation
	Joined  bool           // somebody speaks for it and has finished joining
	Stage   Stage          // of an NGO; the others are not asked
	Answers flows.Progress // of its response

	Response Response // its own; the zero one where it has not begun
}

// Counts are the organisations that count, by municipality in the order of the
// configuration, and by name. Every number that is shown is the length of such a
// list, so that it can be opened.
type Counts []State

// Count looks through the records.
func Count(tx *Tx, p *Programme) Counts {
	joined := map[OrganisationID]bool{}
	for key, m := range tx.Memberships.All() {
		if m.Standing != InForce || joined[key.Organisation] {
			continue
		}
		person, _ := tx.People.Get(key.Person)
		joined[key.Organisation] = !person.Joined.IsZero()
	}
	responses := map[OrganisationID]Response{}
	for key, r := range tx.Responses.All() {
		if key.Survey == p.Survey.Name && key.Applicant == 0 {
			responses[key.Organisation] = r
		}
	}
	var all Counts
	for id, o := range tx.Organisations.All() {
		if o.Standing != InForce {
			continue
		}
		r, begun := responses[id]
		s := State{Organisation: o, Joined: joined[id]}
		s.respond(p, r, begun)
		all = append(all, s)
	}
	byTown := p.byTown()
	slices.SortStableFunc(all, func(a, b State) int { return byTown(a.Organisation, b.Organisation) })
	return all
}

// respond says how far the organisation is with its response, if it has begun one.
func (s *State) respond(p *Programme, r Response, begun bool) {
	s.Response, s.Answers = r, flows.ProgressOf(&p.Survey, r.Answers)
	switch {
	case begun && !r.Sent.IsZero():
		s.Stage = Sent
	case begun && r.Settled():
		s.Stage = Accepted
	case begun && r.Started():
		s.Stage = Begun
	case s.Joined:
		s.Stage = NotBegun
	}
}

// byTown compares organisations by municipality, in the order of the configuration, and
// by name.
func (p *Programme) byTown() func(a, b Organisation) int {
	order := map[string]int{}
	for i, m := range p.Municipalities {
		order[m.Code] = i - len(p.Municipalities)
	}
	return func(a, b Organisation) int {
		return cmp.Or(order[a.Municipality]-order[b.Municipality], cmp.Compare(a.Municipality, b.Municipality), cmp.Compare(a.Name, b.Name))
	}
}

// Where are those of which all of it holds.
func (c Counts) Where(holds ...func(State) bool) Counts {
	var out Counts
	for _, s := range c {
		if !slices.ContainsFunc(holds, func(h func(State) bool) bool { return !h(s) }) {
			out = append(out, s)
		}
	}
	return out
}

// Conditions of Where.

// IsNGO is one that is asked to answer the survey.
func IsNGO(s State) bool { return s.Kind == NGO }

// IsPartner is a municipality or an institution.
func IsPartner(s State) bool { return s.Kind != NGO }

// HasJoined is one for which somebody speaks.
func HasJoined(s State) bool { return s.Joined }

// HasNotJoined is one for which nobody speaks.
func HasNotJoined(s State) bool { return !s.Joined }

// At is one that is so far with the survey.
func At(stage Stage) func(State) bool { return func(s State) bool { return s.Stage == stage } }

// Town are the organisations of one municipality.
type Town struct {
	Name   text.Localised
	Counts Counts
}

// ByMunicipality divides the list, in its order.
func (c Counts) ByMunicipality(p *Programme) []Town {
	var out []Town
	for i, s := range c {
		if i == 0 || s.Municipality != c[i-1].Municipality {
			out = append(out, Town{Name: p.Town(s.Municipality)})
		}
		last := &out[len(out)-1]
		last.Counts = append(last.Counts, s)
	}
	return out
}

// Town is the name of an organisation's municipality: of the configuration, or
// as the register has it.
func (p *Programme) Town(code string) text.Localised {
	if name, ok := p.MunicipalityName(code); ok {
		return name
	}
	if code == "" {
		return text.Pair{BG: "без община", EN: "no municipality"}
	}
	return text.Pair{BG: code}
}

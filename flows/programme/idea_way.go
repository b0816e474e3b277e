package programme

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"partnerbot/flows"
)

// An idea goes its way by steps. Each is taken once: what does not follow from where
// the idea stands changes nothing, and the caller says how it stands. Everybody whose
// idea it is, and the partners, are told of each by a row of the due list.

// Kinds of due rows that concern ideas; Person is who is told.
const (
	IdeaDue = "idea" // idea/step: the nth step, from 0
	SignDue = "sign" // idea/organisation: a signature is asked for, was given or taken back
	JoinDue = "join" // idea/organisation: it wants to share the idea, or that was decided
)

// IdeaStepDue is a step that participants took, for the coordinators: idea/step.
const IdeaStepDue = "ideastep"

// FillDue opens the idea, Ref, in the private chat of the coordinator who enters it
// from paper.
const FillDue = "fill"

// Fill lets a coordinator enter the idea from paper, in place of who did so before, and
// opens it for them; false where it takes nothing now.
func (i Idea) Fill(tx *Tx, t *flows.Turn, by flows.PersonID) (Idea, bool) {
	if !i.Writable() {
		return i, false
	}
	i.Typist = by
	tx.Ideas.Put(i.ID, i)
	tx.Audit(AuditLine{At: tx.Now, By: by, What: "idea entered from paper", Ref: i.ID.String()})
	t.Do(flows.Schedule{Key: FillDue + "/" + i.ID.String(), At: tx.Now, Kind: FillDue, Ref: i.ID.String(), Person: by})
	return i, true
}

// IdeaStepOf reads a reference to a step: "idea/step".
func IdeaStepOf(ref string) (id IdeaID, step int, ok bool) {
	idea, n, _ := strings.Cut(ref, "/")
	id, ok = ParseIdeaID(idea)
	step, err := strconv.Atoi(n)
	return id, step, ok && err == nil
}

// BeginIdea begins an idea of the organisation, or of the group where one is given:
// then of the organisations of its members.
func BeginIdea(tx *Tx, by flows.PersonID, of OrganisationID, group GroupID) Idea {
	i := Idea{ID: tx.NewIdea(), State: IdeaDraft, Begun: tx.Now, By: by, Group: group, Authors: []OrganisationID{of}}
	if g, ok := tx.Groups.Get(group); ok {
		i.Authors = AuthorsIn(tx, g, of)
		g.Idea = i.ID
		tx.Groups.Put(group, g)
	}
	tx.Ideas.Put(i.ID, i)
	tx.Audit(AuditLine{At: tx.Now, By: by, What: "idea begun", Ref: i.ID.String()})
	return i
}

// AuthorsIn are the organisations of the group's members, the one that is given first.
func AuthorsIn(tx *Tx, g Group, first OrganisationID) []OrganisationID {
	out := []OrganisationID{}
	if first != 0 {
		out = append(out, first)
	}
	for _, id := range g.Members {
		if r, ok := tx.Registrations.Get(id); ok && !slices.Contains(out, r.Organisation) {
			out = append(out, r.Organisation)
		}
	}
	return out
}

// next are the states to which a step may lead.
var next = map[IdeaState][]IdeaState{
	IdeaDraft:     {IdeaSubmitted, IdeaWithdrawn},
	IdeaSubmitted: {IdeaReturned, IdeaApproved, IdeaWithdrawn},
	IdeaReturned:  {IdeaSubmitted, IdeaWithdrawn},
	IdeaApproved:  {IdeaPresented, IdeaReturned, IdeaWithdrawn},
	IdeaPresented: {IdeaPresented, IdeaWithdrawn},
	IdeaWithdrawn: {IdeaDraft},
}

// MayGo reports whether a step may lead the idea there from where it stands.
func (i Idea) MayGo(to IdeaState) bool { return slices.Contains(next[i.State], to) }

// Step takes the idea to the state. False: that does not follow from where it stands,
// and nothing has changed.
func (i Idea) Step(tx *Tx, t *flows.Turn, p *Programme, to IdeaState, reason string) (Idea, bool) {
	if !i.MayGo(to) {
		return i, false
	}
	before, partners := i.State, i.Partners
	i.State = to
	i.Steps = append(slices.Clone(i.Steps), IdeaStep{At: tx.Now, By: t.Person, To: to, Reason: reason})
	if to == IdeaSubmitted {
		i.submitted(tx, t, p)
		i.Typist = 0
	}
	tx.Ideas.Put(i.ID, i)
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "idea", Ref: i.ID.String(), Before: string(before), After: string(to)})
	i.tell(tx, t, p, partners...)
	return i, true
}

// submitted keeps the version, and brings the partners up to date with what it names.
func (i *Idea) submitted(tx *Tx, t *flows.Turn, p *Programme) {
	i.Versions = append(slices.Clone(i.Versions), IdeaVersion{At: tx.Now, By: t.Person, Values: i.Values()})
	had := i.Partners
	i.Partners = nil
	for _, it := range p.Matrix.Value(*i, RolePartners).Items {
		partner := Partner{Name: it.Text}
		if id, err := strconv.ParseUint(it.Ref, 10, 64); err == nil {
			partner = Partner{Organisation: OrganisationID(id)}
		}
		if slices.Contains(i.Authors, partner.Organisation) {
			continue // has written it
		}
		if at := slices.IndexFunc(had, partner.same); at >= 0 {
			partner = had[at]
		}
		if partner.Organisation != 0 && partner.Asked.IsZero() {
			partner.Asked = tx.Now
			i.askToSign(tx, t, p, partner.Organisation)
		}
		i.Partners = append(i.Partners, partner)
	}
}

// AuthorPeople are those who speak for one of the authors, each once.
func (i Idea) AuthorPeople(tx *Tx) []flows.PersonID {
	i.Partners = nil
	return i.People(tx)
}

// tell tells everybody concerned of the newest step, but for who took it: the
// coordinators too, where it was taken in a private chat, but not of a draft that goes,
// of which they have never heard; and the partners until then, whom the step may have
// left out.
func (i Idea) tell(tx *Tx, t *flows.Turn, p *Programme, until ...Partner) {
	ref := i.ID.String() + "/" + strconv.Itoa(len(i.Steps)-1)
	if t.Private && len(i.Versions) > 0 {
		t.Do(flows.Schedule{Key: IdeaStepDue + "/" + ref, At: tx.Now, Kind: IdeaStepDue, Ref: ref})
	}
	i.Partners = slices.Concat(i.Partners, until)
	for _, who := range i.People(tx) {
		if who != t.Person {
			t.Do(flows.Schedule{Key: IdeaDue + "/" + ref + "/" + who.String(), At: p.ByDay(tx.Now), Kind: IdeaDue, Ref: ref, Person: who})
		}
	}
}

// People are those whom each step concerns, each once: who speaks for an author or
// for a partner of the register.
func (i Idea) People(tx *Tx) []flows.PersonID {
	var out []flows.PersonID
	add := func(id OrganisationID) {
		for _, who := range RepresentativesOf(tx, id) {
			if !slices.Contains(out, who) {
				out = append(out, who)
			}
		}
	}
	for _, id := range i.Authors {
		add(id)
	}
	for _, partner := range i.Partners {
		if partner.Organisation != 0 {
			add(partner.Organisation)
		}
	}
	return out
}

// RepresentativesOf are the people who speak for the organisation and have finished
// joining.
func RepresentativesOf(tx *Tx, id OrganisationID) []flows.PersonID {
	o, _ := tx.Organisations.Get(id)
	var out []flows.PersonID
	for _, key := range tx.Memberships.OfOrganisation(id) {
		m, _ := tx.Memberships.Get(key)
		person, _ := tx.People.Get(key.Person)
		if StandingOf(o, m) == InForce && !person.Joined.IsZero() {
			out = append(out, key.Person)
		}
	}
	return out
}

// MayWrite reports whether the person may write in the idea: who speaks for one of
// its authors.
func (i Idea) MayWrite(tx *Tx, who flows.PersonID) bool {
	return slices.ContainsFunc(i.Authors, func(id OrganisationID) bool { return speaksFor(tx, who, id) })
}

func speaksFor(tx *Tx, who flows.PersonID, id OrganisationID) bool {
	return inForce(tx, MembershipKey{Person: who, Organisation: id})
}

// Present notes that the idea was presented at a sitting on that local day; false
// where it was noted already, or the idea is not approved.
func (i Idea) Present(tx *Tx, t *flows.Turn, p *Programme, date string) (Idea, bool) {
	if slices.ContainsFunc(i.Sittings, func(s Sitting) bool { return s.Date == date }) {
		return i, false
	}
	sittings := append(slices.Clone(i.Sittings), Sitting{Date: date})
	slices.SortStableFunc(sittings, func(a, b Sitting) int { return cmp.Compare(a.Date, b.Date) })
	i.Sittings = sittings
	return i.Step(tx, t, p, IdeaPresented, date)
}

// SayWord enters what the council said of the idea at the sitting, in place of what
// stood there; false where it was not presented on that day.
func (i Idea) SayWord(tx *Tx, t *flows.Turn, p *Programme, date, word string) (Idea, bool) {
	at := slices.IndexFunc(i.Sittings, func(s Sitting) bool { return s.Date == date })
	if at < 0 || i.State != IdeaPresented {
		return i, false
	}
	i.Sittings = slices.Clone(i.Sittings)
	i.Sittings[at].Word, i.Sittings[at].Said = word, tx.Now
	i.Steps = append(slices.Clone(i.Steps), IdeaStep{At: tx.Now, By: t.Person, To: IdeaPresented, Reason: date, Word: true})
	tx.Ideas.Put(i.ID, i)
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "council's word", Ref: i.ID.String()})
	i.tell(tx, t, p)
	return i, true
}

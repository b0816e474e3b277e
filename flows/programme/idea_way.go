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

func (p Partner) same(o Partner) bool {
	return p.Organisation == o.Organisation && (p.Organisation != 0 || NameKey(p.Name) == NameKey(o.Name))
}

func (i Idea) askToSign(tx *Tx, t *flows.Turn, p *Programme, id OrganisationID) {
	i.TellOf(tx, t, p, SignDue, id, RepresentativesOf(tx, id))
}

// TellOf has people told how it stands with an organisation's signature (SignDue) or
// with its wish to share the idea (JoinDue); not who has just done it.
func (i Idea) TellOf(tx *Tx, t *flows.Turn, p *Programme, kind string, id OrganisationID, people []flows.PersonID) {
	ref := i.ID.String() + "/" + refOf(id)
	for _, who := range people {
		if who != t.Person {
			t.Do(flows.Schedule{Key: kind + "/" + ref + "/" + who.String(), At: p.ByDay(tx.Now), Kind: kind, Ref: ref, Person: who})
		}
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

// Sign notes that a partner stands behind the idea; false where it is no partner, has
// signed already, or the idea takes no signatures (any more).
func (i Idea) Sign(tx *Tx, t *flows.Turn, id OrganisationID) (Idea, bool) {
	return i.signature(tx, t, func(p Partner) bool { return p.Organisation == id && id != 0 && !p.SignedNow() }, Partner{Signature: Signed})
}

// SignOnPaper notes a signature that was given on paper, with its photo or scan if
// there is one; the partner is named by its place, from 0.
func (i Idea) SignOnPaper(tx *Tx, t *flows.Turn, at int, kind flows.FileKind, photo string) (Idea, bool) {
	n := -1
	return i.signature(tx, t, func(p Partner) bool { n++; return n == at && !p.SignedNow() }, Partner{Signature: SignedOn, Photo: photo, Kind: kind})
}

// Unsign takes a signature back, with a reason; not any more once the idea is
// approved.
func (i Idea) Unsign(tx *Tx, t *flows.Turn, id OrganisationID, reason string) (Idea, bool) {
	if i.Approved() {
		return i, false
	}
	return i.signature(tx, t, func(p Partner) bool { return p.Organisation == id && id != 0 && p.SignedNow() }, Partner{Signature: TakenBack, Reason: reason})
}

func (i Idea) signature(tx *Tx, t *flows.Turn, of func(Partner) bool, now Partner) (Idea, bool) {
	if !i.Counts() {
		return i, false
	}
	at := slices.IndexFunc(i.Partners, of)
	if at < 0 {
		return i, false
	}
	i.Partners = slices.Clone(i.Partners)
	p := &i.Partners[at]
	before := p.Signature
	p.Signature, p.Reason, p.Photo, p.Kind, p.At, p.By = now.Signature, now.Reason, now.Photo, now.Kind, tx.Now, t.Person
	tx.Ideas.Put(i.ID, i)
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "signature", Ref: i.ID.String() + "/" + refOf(p.Organisation), Before: string(before), After: string(p.Signature)})
	return i, true
}

// AskToJoin notes that an organisation wants to share the idea, and has its authors
// asked; false where it is one of them or waits already.
func (i Idea) AskToJoin(tx *Tx, t *flows.Turn, p *Programme, id OrganisationID) (Idea, bool) {
	waits := slices.ContainsFunc(i.Joining, func(j Joining) bool { return j.Organisation == id })
	if waits || slices.Contains(i.Authors, id) || i.State == IdeaWithdrawn {
		return i, false
	}
	i.Joining = append(slices.Clone(i.Joining), Joining{Organisation: id, By: t.Person, At: tx.Now})
	tx.Ideas.Put(i.ID, i)
	i.TellOf(tx, t, p, JoinDue, id, i.AuthorPeople(tx))
	return i, true
}

// LetJoin decides about an organisation that wants to share the idea; false where
// nobody waits any more.
func (i Idea) LetJoin(tx *Tx, t *flows.Turn, id OrganisationID, yes bool) (Idea, bool) {
	at := slices.IndexFunc(i.Joining, func(j Joining) bool { return j.Organisation == id })
	if at < 0 {
		return i, false
	}
	i.Joining = slices.Delete(slices.Clone(i.Joining), at, at+1)
	if yes {
		i.Authors = append(slices.Clone(i.Authors), id)
		i.Partners = slices.DeleteFunc(slices.Clone(i.Partners), func(p Partner) bool { return p.Organisation == id })
	}
	tx.Ideas.Put(i.ID, i)
	after := "refused"
	if yes {
		after = "joined"
	}
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "idea joined", Ref: i.ID.String() + "/" + refOf(id), After: after})
	return i, true
}

package programme

import (
	"slices"

	"partnerbot/flows"
)

// Who stands behind an idea, beside those who began it: partners who sign, and
// organisations that come to share it.

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

package programme

import (
	"slices"
	"strings"
)

// HistoryOf are the audit lines about the organisation, newest first, and about those that
// were put together with it.
func HistoryOf(tx *Tx, o Organisation) []AuditLine {
	ids := append([]OrganisationID{o.ID}, o.Merged...)
	refs := make([]string, len(ids))
	for i, id := range ids {
		refs[i] = refOf(id)
	}
	var out []AuditLine
	for l := range tx.Audited {
		if is := about[l.What]; is != nil && is(tx, o.ID, refs, l) {
			out = append(out, l)
		}
	}
	return out
}

// about tells, by what was done, whether a line is about the organisation.
var about = map[string]func(*Tx, OrganisationID, []string, AuditLine) bool{
	"organisation proposed": byRef, "organisation decided": byRef, "organisation renamed": byRef, "organisations merged": byRef,
	"organisation's kind": byRef, "organisation's municipality": byRef, "organisation's EIK": byRef,
	"invitation issued": byRef, "invitation shown": byRef, "phones shown": byRef, "reached": byRef,
	"member": byRef, "proposed": byRef, "left": byRef, "survey sent": byRef,
	"membership decided": byMember, "membership parted": byMember, "membership moved": byMember, "signature": byMember, "idea joined": byMember,
	"seat": bySeat, "attendance": bySeat, "seat handed over": bySeat, "attendee": bySeat, "coming": bySeat, "called": bySeat, "certificate": bySeat,
}

func byRef(_ *Tx, _ OrganisationID, refs []string, l AuditLine) bool {
	return slices.Contains(refs, l.Ref)
}

// byMember: of "person/organisation", "idea/organisation", and of who was moved there.
func byMember(_ *Tx, _ OrganisationID, refs []string, l AuditLine) bool {
	_, of, _ := strings.Cut(l.Ref, "/")
	return slices.Contains(refs, of) || l.What == "membership moved" && slices.Contains(refs, l.After)
}

// bySeat: of "event/registration".
func bySeat(tx *Tx, id OrganisationID, _ []string, l AuditLine) bool {
	_, seat, _ := strings.Cut(l.Ref, "/")
	registration, ok := ParseRegistrationID(seat)
	r, there := tx.Registrations.Get(registration)
	return ok && there && r.Organisation == id
}

package coordinator

import (
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// How buttons, reports and audit lines name a record: its number, in base 36.

func refOf[ID ~uint64](id ID) string { return strconv.FormatUint(uint64(id), 36) }

func personOf(ref string) flows.PersonID {
	id, _ := strconv.ParseUint(ref, 36, 64)
	return flows.PersonID(id)
}

func organisationOf(ref string) programme.OrganisationID {
	id, _ := strconv.ParseUint(ref, 36, 64)
	return programme.OrganisationID(id)
}

func memberOf(refs []string) programme.MembershipKey {
	return programme.MembershipKey{Person: personOf(refs[0]), Organisation: organisationOf(refs[1])}
}

// memberRef is person and organisation, "a/2".
func memberRef(key programme.MembershipKey) string {
	return refOf(key.Person) + "/" + refOf(key.Organisation)
}

// fromMemberRef reads memberRef with whatever stands behind it.
func fromMemberRef(ref string) (key programme.MembershipKey, rest string) {
	person, ref, _ := strings.Cut(ref, "/")
	organisation, rest, _ := strings.Cut(ref, "/")
	return memberOf([]string{person, organisation}), rest
}

// memberTap is a button that speaks of a membership.
func memberTap(label text.Phrase, verb string, key programme.MembershipKey) flows.Tap {
	return tap(label, verb, refOf(key.Person), refOf(key.Organisation))
}

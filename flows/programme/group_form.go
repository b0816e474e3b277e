package programme

import (
	"encoding/binary"
	"hash/fnv"
	"slices"
	"strconv"

	"partnerbot/flows"
)

// groupSize is how many people sit in a group, about, where the configuration does not
// say; groupLimit, how many at most when groups are formed: more cannot write together.
const (
	groupSize  = 6
	groupLimit = 20
)

// Gathered are those who are there and can sit in a group, sorted as the door list is.
// Who has come for two organisations sits once, for the one registered first.
func Gathered(tx *Tx, code string) []DoorLine {
	first := map[flows.PersonID]RegistrationID{}
	for _, r := range tx.Registrations.OfEvent(code) {
		if who := PersonIn(tx, r); r.OnDoorList() && r.Presence == Present && who != 0 && first[who] == 0 {
			first[who] = r.ID
		}
	}
	return slices.DeleteFunc(DoorList(tx, code), func(l DoorLine) bool {
		who := PersonIn(tx, l.Registration)
		return l.Presence != Present || who != 0 && first[who] != l.ID
	})
}

// Unseated are those of them who sit in no group.
func Unseated(tx *Tx, code string) []DoorLine {
	groups := GroupsOf(tx, code)
	return slices.DeleteFunc(Gathered(tx, code), func(l DoorLine) bool {
		return slices.ContainsFunc(groups, func(g Group) bool { return g.Has(l.ID) })
	})
}

// Sits is how somebody counts in a group.
func (l DoorLine) Sits() Sitter {
	return Sitter{Registration: l.ID, Organisation: l.Organisation, Pool: PoolOf(l.Of)}
}

// GroupCount is how many groups so many people make: of the size that the
// configuration wishes for.
func (p *Programme) GroupCount(people int) int {
	size := p.Matrix.GroupSize
	if size == 0 {
		size = groupSize
	}
	return max(1, (people+size/2)/size)
}

// GroupBounds is how few and how many groups so many people can make.
func GroupBounds(people int) (least, most int) {
	return max(1, (people+groupLimit-1)/groupLimit), max(1, people)
}

// ProposeGroups divides those who are there into n groups. The same people in the same
// shuffle of the same meeting sit in the same groups.
func ProposeGroups(tx *Tx, code string, n, shuffle int) Seated {
	var people []Sitter
	for _, l := range Gathered(tx, code) {
		people = append(people, l.Sits())
	}
	seed := fnv.New64a()
	_, _ = seed.Write([]byte(code + "/" + strconv.Itoa(shuffle))) // never fails
	return FormGroups(people, n, seed.Sum64())
}

// Roster is a short word for who is there: it is another one as soon as somebody comes
// or goes, so that what was proposed is not announced unseen.
func Roster(tx *Tx, code string) string {
	sum := fnv.New32a()
	var ids []RegistrationID
	for _, l := range Gathered(tx, code) {
		ids = append(ids, l.ID)
	}
	slices.Sort(ids)
	_ = binary.Write(sum, binary.BigEndian, ids) // never fails
	return strconv.FormatUint(uint64(sum.Sum32()), 36)
}

// SeatedIn is how people sit in the groups, and what could not be met.
func SeatedIn(tx *Tx, groups []Group) Seated {
	s := Seated{Groups: make([][]Sitter, len(groups))}
	for i, g := range groups {
		for _, l := range MembersOf(tx, g) {
			s.Groups[i] = append(s.Groups[i], l.Sits())
		}
	}
	s.judge()
	return s
}

// IdeasBegun reports whether one of the groups has begun an idea: from then on people are
// moved one by one.
func IdeasBegun(groups []Group) bool {
	return slices.ContainsFunc(groups, func(g Group) bool { return g.Idea != 0 })
}

// AnnounceGroups forms n groups of those who are there, in place of those that there
// are, and has everybody told. False: nobody is there, or a group has begun an idea.
func AnnounceGroups(tx *Tx, t *flows.Turn, p *Programme, e Event, n, shuffle int) ([]Group, bool) {
	old := GroupsOf(tx, e.Code)
	s := ProposeGroups(tx, e.Code, n, shuffle)
	if len(s.Groups[0]) == 0 || IdeasBegun(old) {
		return old, false
	}
	for _, g := range old {
		tx.Groups.Delete(g.ID)
	}
	var out []Group
	for i, sitters := range s.Groups {
		g := Group{ID: tx.NewGroup(), Event: e.Code, Number: i + 1, Formed: tx.Now, By: t.Person, Told: tx.Now}
		for _, sitter := range sitters {
			g.Members = append(g.Members, sitter.Registration)
		}
		tx.Groups.Put(g.ID, g)
		out = append(out, g)
	}
	for _, g := range out {
		for _, id := range g.Members {
			tellMember(tx, t, p, e, g, id, GroupSeat)
		}
	}
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "groups formed", Ref: e.Code, Before: strconv.Itoa(len(old)), After: strconv.Itoa(n)})
	return out, true
}

package programme

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// Sitter is somebody who is present and sits in a mixed group.
type Sitter struct {
	Registration RegistrationID
	Organisation OrganisationID
	Pool         Pool
}

// Seated is how people are divided into groups, and which wishes could not be met.
type Seated struct {
	Groups   [][]Sitter
	NoNGO    []int            // groups without an NGO, from 0: there are not enough of them
	NoPublic []int            // groups without an authority
	Together []OrganisationID // more of them came than there are groups: some sit with a colleague
}

// FormGroups divides people into n groups, n at least 1, whose sizes differ by one at
// most. Each has an NGO and an authority where there are enough of both, and colleagues
// sit apart where they are not more than there are groups. The same people, in whatever
// order, with the same seed give the same groups.
//
// People are dealt like cards, from a pile in which authorities lie together, NGOs lie
// together, and so do the colleagues of each organisation: of any n that follow each
// other in the pile each goes to another group, which is all that is wished for.
func FormGroups(people []Sitter, n int, seed uint64) Seated {
	pile := slices.SortedFunc(slices.Values(people), func(a, b Sitter) int { return cmp.Compare(a.Registration, b.Registration) })
	dice := rand.New(rand.NewPCG(seed, uint64(n)))
	dice.Shuffle(len(pile), func(i, j int) { pile[i], pile[j] = pile[j], pile[i] })
	first := map[OrganisationID]int{}
	for i, s := range pile {
		if _, seen := first[s.Organisation]; !seen {
			first[s.Organisation] = i
		}
	}
	slices.SortStableFunc(pile, func(a, b Sitter) int {
		return cmp.Or(cmp.Compare(b.Pool, a.Pool), cmp.Compare(first[a.Organisation], first[b.Organisation]))
	})
	out := Seated{Groups: make([][]Sitter, n)}
	for i, s := range pile {
		out.Groups[i%n] = append(out.Groups[i%n], s)
	}
	out.judge()
	return out
}

// judge finds what could not be met.
func (s *Seated) judge() {
	s.NoNGO, s.NoPublic, s.Together = nil, nil, nil
	for i, g := range s.Groups {
		if !slices.ContainsFunc(g, ofPool(PoolNGO)) {
			s.NoNGO = append(s.NoNGO, i)
		}
		if !slices.ContainsFunc(g, ofPool(PoolAuthority)) {
			s.NoPublic = append(s.NoPublic, i)
		}
		for j, a := range g {
			beside := slices.ContainsFunc(g[:j], func(b Sitter) bool { return b.Organisation == a.Organisation })
			if beside && !slices.Contains(s.Together, a.Organisation) {
				s.Together = append(s.Together, a.Organisation)
			}
		}
	}
	slices.Sort(s.Together)
}

func ofPool(pool Pool) func(Sitter) bool { return func(s Sitter) bool { return s.Pool == pool } }

// JoinGroup is the group, from 0, that somebody joins who comes late: of the smallest
// ones that which lacks their kind, then one without a colleague, then the first.
func (s Seated) JoinGroup(late Sitter) int {
	best := 0
	rank := func(g []Sitter) [3]int {
		r := [3]int{len(g), 1, 0}
		if !slices.ContainsFunc(g, ofPool(late.Pool)) {
			r[1] = 0
		}
		if slices.ContainsFunc(g, func(b Sitter) bool { return b.Organisation == late.Organisation }) {
			r[2] = 1
		}
		return r
	}
	for i := range s.Groups {
		a, b := rank(s.Groups[i]), rank(s.Groups[best])
		if slices.Compare(a[:], b[:]) < 0 {
			best = i
		}
	}
	return best
}

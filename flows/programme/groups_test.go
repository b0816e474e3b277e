package programme

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// roster draws who came: organisations with one to four people each.
func roster(t *rapid.T) []Sitter {
	var people []Sitter
	for org := range rapid.IntRange(0, 30).Draw(t, "organisations") {
		pool := rapid.SampledFrom([]Pool{PoolNGO, PoolNGO, PoolAuthority}).Draw(t, "pool")
		for range rapid.IntRange(1, 4).Draw(t, "people") {
			people = append(people, Sitter{Registration: RegistrationID(len(people) + 1), Organisation: OrganisationID(org + 1), Pool: pool})
		}
	}
	return people
}

// rostersEach is how many rosters one check draws: a thousand in all.
const rostersEach = 10

// Whatever is wished for is met wherever the numbers allow it, over random rosters.
func TestFormGroups(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		for range rostersEach {
			dealt(t)
		}
	})
}

// dealt forms groups of one roster.
func dealt(t *rapid.T) {
	people, n, seed := roster(t), rapid.IntRange(1, 8).Draw(t, "groups"), rapid.Uint64().Draw(t, "seed")
	s := FormGroups(people, n, seed)
	var all []Sitter
	smallest, largest := len(people), 0
	for _, g := range s.Groups {
		all = append(all, g...)
		smallest, largest = min(smallest, len(g)), max(largest, len(g))
	}
	slices.SortFunc(all, func(a, b Sitter) int { return int(a.Registration) - int(b.Registration) })
	if !slices.Equal(all, people) {
		t.Fatalf("seated are %v, came %v", all, people)
	}
	if largest-smallest > 1 {
		t.Fatalf("groups of %d and of %d", smallest, largest)
	}
	count, colleagues := map[Pool]int{}, map[OrganisationID]int{}
	for _, p := range people {
		count[p.Pool]++
		colleagues[p.Organisation]++
	}
	if want := max(0, n-count[PoolNGO]); len(s.NoNGO) != want {
		t.Fatalf("%d groups of %d without an NGO, of which %d came", len(s.NoNGO), n, count[PoolNGO])
	}
	if want := max(0, n-count[PoolAuthority]); len(s.NoPublic) != want {
		t.Fatalf("%d groups of %d without an authority, of which %d came", len(s.NoPublic), n, count[PoolAuthority])
	}
	for org, k := range colleagues {
		if (k > n) != slices.Contains(s.Together, org) {
			t.Fatalf("%d colleagues of %d in %d groups: together %v", k, org, n, s.Together)
		}
	}
	mixed := rapid.Permutation(people).Draw(t, "another order")
	if diff := cmp.Diff(s, FormGroups(mixed, n, seed)); diff != "" {
		t.Fatalf("the same seed gives other groups: %s", diff)
	}
}

// Who comes late sits in a smallest group, with what it lacks where there is a choice.
func TestJoinGroup(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := FormGroups(roster(t), rapid.IntRange(1, 8).Draw(t, "groups"), 1)
		late := Sitter{Registration: 999, Organisation: OrganisationID(rapid.IntRange(1, 40).Draw(t, "whose")), Pool: PoolAuthority}
		at := s.JoinGroup(late)
		lacks := func(g []Sitter) bool { return !slices.ContainsFunc(g, ofPool(PoolAuthority)) }
		for _, g := range s.Groups {
			switch mine := s.Groups[at]; {
			case len(g) < len(mine):
				t.Fatalf("there is a smaller group than %d: %v", at, s.Groups)
			case len(g) == len(mine) && lacks(g) && !lacks(mine):
				t.Fatalf("a group as small as %d has no authority: %v", at, s.Groups)
			}
		}
	})
}

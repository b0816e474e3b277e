package programme

import (
	"cmp"
	"slices"
)

// IdeaList are ideas by their numbers. Every number that is shown of ideas is the
// length of such a list.
type IdeaList []Idea

// Ideas are all ideas, drafts and withdrawn ones too.
func Ideas(tx *Tx) IdeaList {
	var out IdeaList
	for _, i := range tx.Ideas.All() {
		out = append(out, i)
	}
	return out
}

// CountedIdeas are those that count: no drafts, none that was withdrawn.
func CountedIdeas(tx *Tx) IdeaList { return Ideas(tx).Where(Idea.Counts) }

// Where are those of which it holds.
func (l IdeaList) Where(holds func(Idea) bool) IdeaList {
	var out IdeaList
	for _, i := range l {
		if holds(i) {
			out = append(out, i)
		}
	}
	return out
}

// InState is an idea that stands there.
func InState(s IdeaState) func(Idea) bool { return func(i Idea) bool { return i.State == s } }

// About is an idea about the municipality, perhaps among others.
func (m *Matrix) About(town string) func(Idea) bool {
	return func(i Idea) bool { return slices.Contains(m.TownsOf(i), town) }
}

// AtSitting is an idea that was presented there; the day as Sitting has it.
func AtSitting(date string) func(Idea) bool {
	return func(i Idea) bool { return i.SittingOn(date) >= 0 }
}

// SittingOn is the place of the sitting of that day among the idea's; -1: it was not
// presented then.
func (i Idea) SittingOn(date string) int {
	return slices.IndexFunc(i.Sittings, func(s Sitting) bool { return s.Date == date })
}

// CouncilDay is a sitting with the ideas that were presented at it.
type CouncilDay struct {
	Date  string // local, 2027-06-10
	Ideas IdeaList
	Words int // of how many the council's word is known
}

// CouncilDays are all sittings, in their order. Withdrawn ideas count at none.
func CouncilDays(tx *Tx) []CouncilDay {
	var out []CouncilDay
	for _, i := range CountedIdeas(tx) {
		for _, s := range i.Sittings {
			at := slices.IndexFunc(out, func(d CouncilDay) bool { return d.Date == s.Date })
			if at < 0 {
				at, out = len(out), append(out, CouncilDay{Date: s.Date})
			}
			out[at].Ideas = append(out[at].Ideas, i)
			if s.Word != "" {
				out[at].Words++
			}
		}
	}
	slices.SortFunc(out, func(a, b CouncilDay) int { return cmp.Compare(a.Date, b.Date) })
	return out
}

// SignedBy is how many of its partners stand behind the idea.
func (i Idea) SignedBy() (signed, all int) {
	for _, p := range i.Partners {
		if p.SignedNow() {
			signed++
		}
	}
	return signed, len(i.Partners)
}

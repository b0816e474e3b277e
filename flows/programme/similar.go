package programme

import (
	"cmp"
	"slices"
	"strings"

	"partnerbot/flows/text"
)

// similarFrom is the likeness from which on two ideas are shown side by side.
const similarFrom = 0.3

// SimilarIdeas are at most limit ideas, not withdrawn, whose title and problem speak
// of nearly the same as this one's, most alike first.
func SimilarIdeas(tx *Tx, p *Programme, i Idea, limit int) []Idea {
	mine := p.Matrix.themes(i)
	type match struct {
		idea     Idea
		likeness float64
	}
	var found []match
	for id, other := range tx.Ideas.All() {
		if id == i.ID || other.State == IdeaWithdrawn {
			continue
		}
		same := p.Matrix.TitleOf(i) != "" && NameKey(p.Matrix.TitleOf(i)) == NameKey(p.Matrix.TitleOf(other))
		if likeness := overlap(mine, p.Matrix.themes(other)); same {
			found = append(found, match{other, 1})
		} else if likeness >= similarFrom {
			found = append(found, match{other, likeness})
		}
	}
	slices.SortStableFunc(found, func(a, b match) int { return cmp.Compare(b.likeness, a.likeness) })
	var out []Idea
	for _, m := range found[:min(limit, len(found))] {
		out = append(out, m.idea)
	}
	return out
}

// themes are the words of title and problem that carry a meaning, each cut to its
// beginning: Bulgarian words end in many ways.
func (m *Matrix) themes(i Idea) map[string]bool {
	const beginning = 5
	out := map[string]bool{}
	for _, w := range strings.Fields(text.Latin(m.TitleOf(i) + " " + m.Value(i, RoleProblem).Text)) {
		w = strings.Trim(w, ".,;:!?()-–—“”„\"")
		if len(w) >= 4 {
			out[w[:min(len(w), beginning)]] = true
		}
	}
	return out
}

// overlap is how much two sets of words have in common, by the smaller one.
func overlap(a, b map[string]bool) float64 {
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	if n < 2 {
		return 0 // one word in common says nothing
	}
	return float64(n) / float64(min(len(a), len(b)))
}

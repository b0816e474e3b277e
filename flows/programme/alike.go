package programme

import (
	"iter"
	"sort"
)

// nearly is the likeness from which on two names are asked about: the same words
// in another order, a slip, a year or a town more.
const nearly = 0.75

// AlikeOrganisations returns at most limit organisations whose name is nearly the
// given one, most alike first. Unlike a search it wants the whole name: „Дунав“ is
// not nearly „Дунавска надежда“.
func AlikeOrganisations(all iter.Seq2[OrganisationID, Organisation], name string, limit int) []Match {
	words := nameWords(name)
	var found []Match
	if len(words) == 0 {
		return nil
	}
	for id, o := range all {
		theirs := nameWords(o.Name)
		if likeness := (answered(words, theirs) + answered(theirs, words)) / 2; likeness >= nearly {
			found = append(found, Match{ID: id, Organisation: o, Score: likeness})
		}
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].Score > found[j].Score })
	if len(found) > limit {
		found = found[:limit]
	}
	return found
}

// answered is how much of the typed words the name has, by their letters.
func answered(typed, name []string) float64 {
	total, letters := 0.0, 0
	for _, w := range typed {
		best := 0.0
		for _, n := range name {
			best = max(best, alike(w, n))
		}
		total += best * float64(len(w))
		letters += len(w)
	}
	if letters == 0 {
		return 0
	}
	return total / float64(letters)
}

package programme

import (
	"iter"
	"sort"
	"strings"

	"github.com/agnivade/levenshtein"

	"partnerbot/flows/text"
)

// Match is an organisation that a typed name may mean.
type Match struct {
	ID           OrganisationID
	Organisation Organisation
	Score        float64 // 1 is the same name
}

// enough is the score from which on a match is shown.
const enough = 0.6

// legalForms are words that people leave out, as keys of text.Latin.
var legalForms = keys("сдружение", "фондация", "нч", "народно", "читалище", "община", "сд", "нпо", "юлнц", "асоциация", "клуб",
	"association", "foundation", "municipality", "на", "за", "с", "в", "и", "of", "the", "for")

func keys(words ...string) map[string]bool {
	out := make(map[string]bool, len(words))
	for _, w := range words {
		out[text.Latin(w)] = true
	}
	return out
}

// NameKey is what is left of a name when case, quotation marks, hyphens, the
// alphabet and the legal form do not count.
func NameKey(name string) string { return strings.Join(nameWords(name), " ") }

func nameWords(name string) []string {
	key := strings.NewReplacer("-", " ", "/", " ", ".", " ", ",", " ", "(", " ", ")", " ").Replace(text.Latin(name))
	all := strings.Fields(key)
	words := make([]string, 0, len(all))
	for _, w := range all {
		if !legalForms[w] {
			words = append(words, w)
		}
	}
	if len(words) == 0 {
		return all
	}
	return words
}

// SearchOrganisations returns at most limit organisations that the query may
// mean, best first: words in any order, the last one perhaps unfinished, with
// slips of the finger, in either alphabet.
func SearchOrganisations(all iter.Seq2[OrganisationID, Organisation], query string, limit int) []Match {
	words := nameWords(query)
	var found []Match
	if len(words) == 0 {
		return nil
	}
	for id, o := range all {
		if score := similar(words, nameWords(o.Name)); score >= enough {
			found = append(found, Match{ID: id, Organisation: o, Score: score})
		}
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].Score > found[j].Score })
	if len(found) > limit {
		found = found[:limit]
	}
	return found
}

// OrganisationsOfEIK returns the organisations that have the EIK, as people write
// one. One that waits for approval may have that of another.
func OrganisationsOfEIK(all iter.Seq2[OrganisationID, Organisation], query string) []Match {
	eik, _ := text.ReadEIK(query)
	var found []Match
	for id, o := range all {
		if o.EIK != "" && o.EIK == eik {
			found = append(found, Match{ID: id, Organisation: o, Score: 1})
		}
	}
	return found
}

// similar scores a name by how well it answers each word that was typed, and a
// little by how much of the name was typed.
func similar(typed, name []string) float64 {
	if strings.Join(typed, " ") == strings.Join(name, " ") {
		return 1
	}
	covered := min(1, float64(len(typed))/float64(len(name)))
	return answered(typed, name)*0.9 + covered*0.09
}

// alike scores two words: the same, the beginning of, or but a slip away.
func alike(typed, word string) float64 {
	switch {
	case typed == word:
		return 1
	case len(typed) >= 3 && strings.HasPrefix(word, typed):
		return 0.9
	case len(typed) < 4:
		return 0
	}
	slips := levenshtein.ComputeDistance(typed, word)
	if longer := len(word) - len(typed); longer > 0 && longer < len(word)/2 {
		slips = min(slips, 1+levenshtein.ComputeDistance(typed, word[:len(typed)])) // unfinished and with a slip
	}
	if slips > len(typed)/3 {
		return 0
	}
	return 1 - float64(slips)/float64(len(typed))
}

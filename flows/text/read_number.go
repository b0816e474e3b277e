package text

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// Reading is how a typed text was understood. Not Sure: it could mean something
// else, so the bot repeats how it understood and asks.
type Reading[V any] struct {
	Value V
	Sure  bool
}

// words of numbers, in the key of Latin.
var numberWords = latinKeys(map[string]float64{
	"нула": 0, "един": 1, "една": 1, "едно": 1, "два": 2, "две": 2, "двама": 2, "три": 3, "трима": 3, "четири": 4, "четирима": 4,
	"пет": 5, "шест": 6, "седем": 7, "осем": 8, "девет": 9, "десет": 10, "единадесет": 11, "единайсет": 11,
	"дванадесет": 12, "дванайсет": 12, "тринадесет": 13, "тринайсет": 13, "четиринадесет": 14, "четиринайсет": 14,
	"петнадесет": 15, "петнайсет": 15, "шестнадесет": 16, "шестнайсет": 16, "седемнадесет": 17, "седемнайсет": 17,
	"осемнадесет": 18, "осемнайсет": 18, "деветнадесет": 19, "деветнайсет": 19, "двадесет": 20, "двайсет": 20,
	"тридесет": 30, "трийсет": 30, "четиридесет": 40, "петдесет": 50, "шестдесет": 60, "седемдесет": 70,
	"осемдесет": 80, "деветдесет": 90, "сто": 100,
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "twenty": 20, "thirty": 30, "fifty": 50,
})

var noneWords = latinKeys(map[string]float64{"няма": 0, "нямаме": 0, "николко": 0, "нито един": 0, "нито една": 0, "none": 0})

var aboutWords = latinKeys(map[string]float64{"около": 1, "към": 1, "горе-долу": 1, "приблизително": 1, "близо": 1, "about": 1, "ок": 1, "над": 1, "под": 1})

func latinKeys(m map[string]float64) map[string]float64 {
	out := make(map[string]float64, len(m))
	for k, v := range m {
		out[Latin(k)] = v
	}
	return out
}

// ReadNumber understands one number: in digits with a comma or a point, with
// groups of three, or in words up to a hundred; with a noun behind it. It is not
// sure of „около 12“, „няма“ and of 1.200, which may be either.
func ReadNumber(s string) (Reading[float64], bool) {
	words := strings.Fields(Fold(s))
	if n, ok := noneWords[Latin(s)]; ok {
		return Reading[float64]{Value: n}, true
	}
	sure := true
	for len(words) > 1 {
		if _, about := aboutWords[Latin(words[0])]; !about {
			break
		}
		words, sure = words[1:], false
	}
	if len(words) == 0 {
		return Reading[float64]{}, false
	}
	if n, rest, ok := wordNumber(words); ok && fewWords(rest) {
		return Reading[float64]{Value: n, Sure: sure}, true
	}
	n, rest, certain, ok := digits(words)
	if !ok || !fewWords(rest) {
		return Reading[float64]{}, false
	}
	return Reading[float64]{Value: n, Sure: sure && certain}, true
}

// fewWords reports whether only a noun follows the number: no further number,
// and not a whole sentence.
func fewWords(rest []string) bool {
	if len(rest) > 3 {
		return false
	}
	for _, w := range rest {
		if strings.ContainsFunc(w, unicode.IsDigit) {
			return false
		}
		if _, ok := numberWords[Latin(w)]; ok {
			return false
		}
	}
	return true
}

// wordNumber reads „дванадесет“ and „двадесет и пет“.
func wordNumber(words []string) (float64, []string, bool) {
	n, ok := numberWords[Latin(words[0])]
	if !ok {
		return 0, nil, false
	}
	rest := words[1:]
	if n >= 20 && n < 100 && len(rest) > 1 && (rest[0] == "и" || rest[0] == "i") {
		if unit, ok := numberWords[Latin(rest[1])]; ok && unit > 0 && unit < 10 {
			return n + unit, rest[2:], true
		}
	}
	return n, rest, true
}

// digits reads the number at the beginning: „1 200“ over several words.
func digits(words []string) (n float64, rest []string, sure, ok bool) {
	joined := words[0]
	rest = words[1:]
	for len(rest) > 0 && len(rest[0]) == 3 && isDigits(rest[0]) && isDigits(lastGroup(joined)) && len(joined) <= 11 {
		joined += rest[0]
		rest = rest[1:]
	}
	joined = strings.TrimSuffix(joined, ".")
	// a unit written together with the number: „12бр“
	if i := strings.IndexFunc(joined, unicode.IsLetter); i > 0 {
		rest = append([]string{joined[i:]}, rest...)
		joined = joined[:i]
	}
	n, sure, ok = decimal(joined)
	return n, rest, sure, ok
}

func lastGroup(s string) string { return s[strings.LastIndexAny(s, ".,")+1:] }

func isDigits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

// decimal reads digits with comma or point. Three digits after a single one may
// be a group or a fraction.
func decimal(s string) (n float64, sure, ok bool) {
	if s == "" || len(s) > 18 {
		return 0, false, false
	}
	for _, r := range strings.TrimPrefix(s, "-") {
		if (r < '0' || r > '9') && r != '.' && r != ',' {
			return 0, false, false
		}
	}
	sure = true
	marks := strings.Count(s, ".") + strings.Count(s, ",")
	whole, fraction := s, ""
	if marks > 0 {
		i := strings.LastIndexAny(s, ".,")
		whole, fraction = s[:i], s[i+1:]
		switch {
		case marks > 1 && strings.Count(s, s[i:i+1]) == marks: // 1.200.000
			whole, fraction = s, ""
		case marks == 1 && len(fraction) == 3: // 1.200
			whole, fraction, sure = s, "", false
		}
		whole = strings.NewReplacer(".", "", ",", "").Replace(whole)
	}
	f, err := strconv.ParseFloat(whole+"."+fraction+"0", 64)
	if err != nil || math.IsInf(f, 0) {
		return 0, false, false
	}
	return f, sure, true
}

// ReadPositions understands positions of a numbered list of max: „1, 3 и 5“,
// „1-3“. Each comes once, in the order written.
func ReadPositions(s string, max int) ([]int, bool) {
	var out []int
	seen := map[int]bool{}
	add := func(n int) bool {
		if n < 1 || n > max {
			return false
		}
		if !seen[n] {
			seen[n] = true
			out = append(out, n)
		}
		return true
	}
	fields := strings.FieldsFunc(Fold(s), func(r rune) bool { return r == ',' || r == ';' || r == '.' || unicode.IsSpace(r) })
	for _, f := range fields {
		if f == "и" || f == "i" || f == "and" {
			continue
		}
		from, to, isRange := strings.Cut(f, "-")
		a, err := strconv.Atoi(from)
		if err != nil {
			return nil, false
		}
		b := a
		if isRange {
			if b, err = strconv.Atoi(to); err != nil {
				return nil, false
			}
		}
		if b < a || b-a > max {
			return nil, false
		}
		for n := a; n <= b; n++ {
			if !add(n) {
				return nil, false
			}
		}
	}
	return out, len(out) > 0
}

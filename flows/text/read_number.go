package text

import (
	"math"
	"slices"
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

var noneWords = latinKeys(map[string]float64{
	"няма": 0, "нямаме": 0, "нямам": 0, "николко": 0, "нито един": 0, "нито една": 0, "нито едно": 0, "никой": 0, "никого": 0, "none": 0, "nobody": 0,
})

var aboutWords = latinKeys(map[string]float64{
	"около": 1, "към": 1, "горе-долу": 1, "приблизително": 1, "близо": 1, "почти": 1, "май": 1, "сигурно": 1, "някъде": 1, "about": 1, "ок": 1,
	"над": 1, "под": 1, "до": 1, "поне": 1, "maybe": 1, "almost": 1, "roughly": 1,
})

// ReadNumber understands one number: in digits with a comma or a point, with
// groups of three, or in words; with „хиляди“ and with a noun behind it. It is
// not sure of „около 12“, „двайсетина“, „няма“ and of 1.200, which may be either.
func ReadNumber(s string) (Reading[float64], bool) {
	r, rest, ok := readNumber(s)
	if !ok || !fewWords(rest) {
		return Reading[float64]{}, false
	}
	return r, true
}

// readNumber reads the number at the beginning and returns what follows it.
func readNumber(s string) (r Reading[float64], rest []string, ok bool) {
	if n, none := noneWords[Latin(s)]; none {
		return Reading[float64]{Value: n}, nil, true
	}
	words := strings.Fields(Fold(s))
	sure := true
	for len(words) > 1 {
		if _, about := aboutWords[Latin(words[0])]; !about {
			break
		}
		words, sure = words[1:], false
	}
	if len(words) == 0 {
		return r, nil, false
	}
	if _, none := noneWords[Latin(words[0])]; none && len(words) <= 3 {
		return Reading[float64]{}, words[1:], true // „няма такива“
	}
	n, rest, certain, ok := wordNumber(words)
	if !ok {
		if n, rest, certain, ok = digits(words); ok {
			n, rest = multiplied(n, rest)
		}
	}
	return Reading[float64]{Value: n, Sure: sure && certain}, rest, ok
}

// ReadYears understands a time in years, as months: „2 години“, „година и половина“.
func ReadYears(s string) (months float64, ok bool) {
	words := strings.Fields(Fold(s))
	at := slices.IndexFunc(words, func(w string) bool {
		return strings.HasPrefix(w, "годин") || w == "г" || strings.HasPrefix(w, "year")
	})
	if at < 0 {
		return 0, false
	}
	years := 1.0
	if at > 0 && Latin(words[at-1]) == Latin("половин") {
		return 6, at == 1 && len(words) == 2
	}
	if at > 0 {
		r, whole := ReadNumber(strings.Join(words[:at], " "))
		if !whole {
			return 0, false
		}
		years = r.Value
	}
	switch rest := strings.Join(words[at+1:], " "); rest {
	case "":
	case "и половина", "and a half":
		years += 0.5
	default:
		return 0, false
	}
	return years * 12, true
}

// OnlyNumber finds the number in a few words: „въпрос 7“, „май 4“. It must be
// the only one.
func OnlyNumber(s string) (n float64, ok bool) {
	if r, whole := ReadNumber(s); whole {
		return r.Value, true
	}
	words := strings.Fields(Fold(s))
	if len(words) > 6 {
		return 0, false
	}
	for _, word := range words {
		r, isNumber := ReadNumber(word)
		switch {
		case isNumber && ok:
			return 0, false
		case isNumber:
			n, ok = r.Value, true
		case strings.ContainsFunc(word, unicode.IsDigit):
			return 0, false
		}
	}
	return n, ok
}

var between = latinKeys(map[string]float64{"между": 1, "от": 1, "between": 1, "from": 1})

// ReadRange understands two numbers with what lies between them: „10-15“, „от 10
// до 15 души“, „между 3 и 5“, „пет-шест“.
func ReadRange(s string) (low, high float64, ok bool) {
	s = strings.ReplaceAll(Fold(s), " - ", "-")
	words := strings.Fields(s)
	for len(words) > 1 {
		_, about := aboutWords[Latin(words[0])]
		if _, from := between[Latin(words[0])]; !from && !about {
			break
		}
		words = words[1:]
	}
	for i, w := range words {
		left, right := words[:i], words[i+1:]
		switch key := Latin(w); {
		case (key == Latin("до") || isAnd(key) || key == Latin("или") || key == "to" || key == "or") && i > 0:
		case strings.Count(w, "-") == 1 && !strings.HasPrefix(w, "-"):
			before, after, _ := strings.Cut(w, "-")
			left, right = append(words[:i:i], before), append([]string{after}, words[i+1:]...)
		default:
			continue
		}
		a, okA := ReadNumber(strings.Join(left, " "))
		b, okB := ReadNumber(strings.Join(right, " "))
		if okA && okB && a.Value >= 0 && a.Value < b.Value {
			return a.Value, b.Value, true
		}
	}
	return 0, 0, false
}

// fewWords reports whether only a noun follows the number: no further number,
// and not a whole sentence.
func fewWords(rest []string) bool {
	if len(rest) > 3 {
		return false
	}
	for _, w := range rest {
		if strings.ContainsFunc(w, unicode.IsDigit) || isNumberWord(w) {
			return false
		}
	}
	return true
}

// digits reads the number at the beginning: „1 200“ over several words.
func digits(words []string) (n float64, rest []string, sure, ok bool) {
	joined := words[0]
	rest = words[1:]
	for len(rest) > 0 && len(rest[0]) == 3 && isDigits(rest[0]) && isDigits(lastGroup(joined)) && len(joined) <= 11 {
		joined += rest[0]
		rest = rest[1:]
	}
	// a unit written together with the number: „12бр“
	if i := strings.IndexFunc(joined, unicode.IsLetter); i > 0 {
		rest = append([]string{joined[i:]}, rest...)
		joined = joined[:i]
	}
	n, sure, ok = decimal(strings.TrimRight(joined, "-.")) // „3-ма“, „5000.-“
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

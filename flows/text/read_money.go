package text

import (
	"math"
	"regexp"
	"strings"
)

// LevaPerEuro is the fixed rate at which the lev was converted (Council
// Regulation (EU) 2025/1409, in force since 1 January 2026).
const LevaPerEuro = 1.95583

var (
	leva = regexp.MustCompile(`^(?:лв\.?|лева|bgn)\s*|\s*(?:лв\.?|лева|лев|leva|lv\.?|bgn)$`)
	euro = regexp.MustCompile(`^(?:€|eur|euro|евро)\s*|\s*(?:€|eur|euro|euros|евро)$`)
	kilo = regexp.MustCompile(`^(.*\d)\s*(?:х\.?|k|к|хлд\.?|hil\.?)$`)
	bon  = regexp.MustCompile(`^(.*\S)\s*(?:бона|бон|bona)$`)
)

// ReadMoney understands an amount of money and returns euro cents: „25 000 €“,
// „25 хил.“, „около 50 хил. лв“, „2000-3000“. A number alone is euro. Leva are
// converted at the fixed rate, and converted says so. It is not sure of what is
// said roughly; of a range it takes the middle.
func ReadMoney(s string) (r Reading[int64], converted, ok bool) {
	s = strings.TrimRight(strings.ToLower(strings.TrimSpace(s)), " !?")
	if plain := leva.ReplaceAllString(s, ""); plain != s {
		s, converted = plain, true
	}
	s = strings.TrimSpace(euro.ReplaceAllString(strings.TrimSuffix(s, "."), ""))
	factor, slang := 1.0, false
	if m := kilo.FindStringSubmatch(s); m != nil {
		s, factor = m[1], 1000
	} else if m := bon.FindStringSubmatch(s); m != nil {
		s, factor, slang = m[1], 1000, true
	}
	n, sure, ok := readAmount(s)
	amount := n * factor
	if converted {
		amount /= LevaPerEuro
	}
	if !ok || amount < 0 || amount > 1e11 {
		return Reading[int64]{}, false, false
	}
	return Reading[int64]{Value: int64(math.Round(amount * 100)), Sure: sure && !slang}, converted, true
}

// readAmount reads the number of an amount, behind which nothing may stand.
func readAmount(s string) (n float64, sure, ok bool) {
	if r, rest, ok := readNumber(s); ok && len(rest) == 0 {
		// 25.000 is a thousand here, not a fraction of a cent
		thousand := strings.Count(s, ".") == 1 && strings.HasSuffix(s, "000")
		return r.Value, r.Sure || thousand && !strings.Contains(s, " "), true
	}
	if low, high, ok := ReadRange(s); ok {
		return shared(s, low, high), false, true
	}
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 6 || !bare(words[len(words)-1]) {
		return 0, false, false
	}
	n, ok = OnlyNumber(s)
	return n, false, ok
}

// shared is the middle of a range; of „2-3 хиляди“ both ends are thousands.
func shared(s string, low, high float64) float64 {
	words := strings.Fields(Fold(s))
	if v, ok := thousands[Latin(words[len(words)-1])]; ok && low < v && high >= v {
		low *= v
	}
	return (low + high) / 2
}

// bare reports whether the word is a number and nothing else.
func bare(word string) bool {
	_, rest, ok := readNumber(word)
	return ok && len(rest) == 0
}

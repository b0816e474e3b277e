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
	leva  = regexp.MustCompile(`(?:лв\.?|лева|лев|leva|lv\.?|bgn)$`)
	euro  = regexp.MustCompile(`^(?:€|eur|euro|евро)\s*|\s*(?:€|eur|euro|евро)$`)
	scale = regexp.MustCompile(`\s*(хил\.?|хиляди|хиляда|х\.|k|к|hil\.?|hilqdi|хлд\.?|thousand|млн\.?|милион[аи]?|mln\.?|million)$`)
)

// ReadMoney understands an amount of money and returns euro cents: „25 000 €“,
// „25 хил.“, „около 50 хил. лв“. A number alone is euro. Leva are converted at
// the fixed rate, and converted says so.
func ReadMoney(s string) (r Reading[int64], converted, ok bool) {
	s = strings.TrimSpace(strings.ToLower(strings.TrimSpace(s)))
	s = strings.TrimRight(s, " !?")
	if trimmed := leva.ReplaceAllString(s, ""); trimmed != s {
		s, converted = strings.TrimSpace(trimmed), true
	}
	s = strings.TrimSpace(euro.ReplaceAllString(strings.TrimSuffix(s, "."), ""))
	factor := 1.0
	if m := scale.FindStringSubmatch(s); m != nil {
		factor = 1000
		if strings.HasPrefix(m[1], "мл") || strings.HasPrefix(m[1], "ми") || strings.HasPrefix(m[1], "m") {
			factor = 1e6
		}
		s = strings.TrimSpace(strings.TrimSuffix(s, m[0]))
		if s == "" {
			s = "1"
		}
	}
	n, ok := ReadNumber(s)
	if !ok || strings.ContainsFunc(afterNumber(s), func(r rune) bool { return r != ' ' }) {
		return r, false, false
	}
	amount := n.Value * factor
	if converted {
		amount /= LevaPerEuro
	}
	if amount < 0 || amount > 1e11 {
		return r, false, false
	}
	sure := n.Sure || factor == 1 && strings.Count(s, ".") == 1 && strings.HasSuffix(s, "000")
	return Reading[int64]{Value: int64(math.Round(amount * 100)), Sure: sure}, converted, true
}

// afterNumber is what stands behind the number: an amount has nothing there.
func afterNumber(s string) string {
	i := strings.LastIndexAny(s, "0123456789")
	if i < 0 {
		return ""
	}
	return strings.Trim(s[i+1:], " .,-")
}

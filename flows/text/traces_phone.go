package text

import (
	"strings"
	"unicode"
)

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if isDigit(r) {
			return r
		}
		return -1
	}, s)
}

// phonesIn finds the numbers with what may stand before them: 0, 359, 00359, +359.
func (tr Traces) phonesIn(s string) []span {
	var found []span
	var digits []byte
	var at []int // where each digit stands
	ends := func() {
		for _, phone := range tr.phones {
			for from := 0; ; {
				i := strings.Index(string(digits[from:]), phone)
				if i < 0 {
					break
				}
				i += from
				from = i + 1
				if sp, ok := wholeNumber(s, digits, at, i, i+len(phone)); ok {
					found = append(found, sp)
				}
			}
		}
		digits, at = digits[:0], at[:0]
	}
	for i, r := range s {
		switch {
		case isDigit(r):
			digits, at = append(digits, byte(r)), append(at, i)
		case !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) && !strings.ContainsRune("-‐‑‒–—/.()+", r):
			ends()
		}
	}
	ends()
	return found
}

// wholeNumber is where the digits from i to end stand with what belongs before them.
// Not ok: they are a part of a longer number.
func wholeNumber(s string, digits []byte, at []int, i, end int) (span, bool) {
	if end < len(at) && at[end] == at[end-1]+1 {
		return span{}, false
	}
	for _, lead := range []string{"003590", "00359", "3590", "359", "00", "0"} {
		if strings.HasSuffix(string(digits[:i]), lead) {
			i -= len(lead)
			break
		}
	}
	start := at[i]
	if i > 0 && at[i-1] == start-1 {
		return span{}, false
	}
	return span{len(strings.TrimRight(s[:start], "+(")), at[end-1] + 1}, true
}

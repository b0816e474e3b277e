package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fold is what is left of a typed text when case, white space, dashes,
// quotation marks and the punctuation at its ends do not count.
func Fold(s string) string {
	var out strings.Builder
	out.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = out.Len() > 0
			continue
		case strings.ContainsRune("„“”\"'’‘«»`", r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.So, r) || unicode.Is(unicode.Mn, r):
			continue
		case strings.ContainsRune("‐‑‒–—―", r):
			r = '-'
		}
		if space {
			out.WriteByte(' ')
			space = false
		}
		out.WriteRune(unicode.ToLower(r))
	}
	return strings.Trim(out.String(), " .,;:!?()[]…")
}

// officially is the transliteration of the Bulgarian law (Закон за
// транслитерацията, 2009).
var officially = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ж': "zh", 'з': "z", 'и': "i", 'й': "y",
	'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u",
	'ф': "f", 'х': "h", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "sht", 'ъ': "a", 'ь': "y", 'ю': "yu", 'я': "ya",
	'ё': "yo", 'ы': "y", 'э': "e", 'ѝ': "i", 'і': "i",
}

// lookAlike are Latin letters that slip into Cyrillic words.
var lookAlike = map[rune]rune{'a': 'а', 'e': 'е', 'o': 'о', 'c': 'с', 'p': 'р', 'x': 'х', 'y': 'у', 'k': 'к', 'm': 'м', 't': 'т', 'h': 'н', 'b': 'в'}

// spellings are the ways in which Bulgarians write the same sound in Latin
// letters, longest first, and what stands for it in a key.
var spellings = []struct{ written, key string }{
	{"sht", "St"}, {"6t", "St"}, {"iya", "A"}, {"ija", "A"}, {"iq", "A"}, {"iyu", "U"}, {"zh", "J"}, {"ch", "C"}, {"sh", "S"}, {"ts", "c"}, {"tz", "c"},
	{"ya", "A"}, {"ia", "A"}, {"ja", "A"}, {"yu", "U"}, {"iu", "U"}, {"ju", "U"},
	{"q", "A"}, {"j", "J"}, {"x", "h"}, {"w", "v"},
}

// Latin is a key under which a text and its usual spellings in Latin letters
// meet: „Да“ and "da", „сдружение“ and "sdrujenie". It is for comparing, not for
// reading.
func Latin(s string) string {
	s = Fold(s)
	if s == "" {
		return ""
	}
	words := strings.Fields(s)
	for i, w := range words {
		words[i] = latinWord(w)
	}
	return strings.Join(words, " ")
}

func latinWord(w string) string {
	cyrillic, letters := false, false
	for _, r := range w {
		cyrillic = cyrillic || unicode.Is(unicode.Cyrillic, r)
		letters = letters || unicode.IsLetter(r)
	}
	if !letters {
		return w
	}
	var latin strings.Builder
	for _, r := range w {
		if cyrillic {
			if c, ok := lookAlike[r]; ok {
				r = c
			}
		}
		if t, ok := officially[r]; ok {
			latin.WriteString(t)
		} else {
			latin.WriteRune(r)
		}
	}
	return keyOf(latin.String())
}

func keyOf(w string) string {
	out := make([]byte, 0, len(w))
next:
	for i := 0; i < len(w); {
		for _, s := range spellings {
			if strings.HasPrefix(w[i:], s.written) {
				out = add(out, s.key)
				i += len(s.written)
				continue next
			}
		}
		switch {
		case w[i] == '4' && beside(w, i):
			out = add(out, "C")
		case w[i] == '6' && beside(w, i):
			out = add(out, "S")
		case w[i] == 'y' && i > 0 && i+1 < len(w) && consonant(w[i-1]) && consonant(w[i+1]):
			out = add(out, "a") // ъ: „sybota“
		case w[i] == 'y':
			out = add(out, "i")
		default:
			_, size := utf8.DecodeRuneInString(w[i:])
			out = add(out, w[i:i+size])
			i += size
			continue
		}
		i++
	}
	return string(out)
}

// add appends the key of a sound; letters that are doubled count once.
func add(out []byte, key string) []byte {
	if len(key) == 1 && len(out) > 0 && out[len(out)-1] == key[0] && (key[0] < '0' || key[0] > '9') {
		return out
	}
	return append(out, key...)
}

func consonant(b byte) bool { return b >= 'a' && b <= 'z' && !strings.ContainsRune("aeiouyq", rune(b)) }

// beside reports whether the digit at i stands next to a letter.
func beside(w string, i int) bool {
	letter := func(b byte) bool { return b >= 'a' && b <= 'z' }
	return i > 0 && letter(w[i-1]) || i+1 < len(w) && letter(w[i+1])
}

// Clean is what is kept of a typed text: valid UTF-8 without control characters,
// marks that turn the direction of writing, and what has no width at all; line
// breaks stay, and so does U+200D, which joins emoji.
func Clean(s string) string {
	s = strings.ToValidUTF8(s, "")
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t', r == '\u2028', r == '\u2029':
			return ' '
		case unicode.IsControl(r), r >= '\u200e' && r <= '\u200f', r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069',
			r == '\u200b', r == '\u2060', r == '\ufeff':
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}

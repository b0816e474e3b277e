package text

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Traces are the names and phone numbers of somebody, also earlier ones, as they
// are looked for in what people have written: a number digit by digit, however it
// is spaced, a name in either order and any case.
type Traces struct {
	names  [][]string // their words, as written
	phones []string   // their digits, without the country code of Bulgaria
}

// AddName adds a name; its digits and marks do not count.
func (tr *Traces) AddName(name string) {
	var words []string
	for _, w := range wordsIn(name) {
		words = append(words, w.text)
	}
	if len(words) > 1 || len(words) == 1 && utf8.RuneCountInString(words[0]) > 1 {
		tr.names = append(tr.names, words)
	}
}

// AddPhone adds a phone number. A few digits are none: they would be found in dates.
func (tr *Traces) AddPhone(phone string) {
	p, ok := ReadPhone(phone)
	if !ok {
		p = phone
	}
	if digits := onlyDigits(strings.TrimPrefix(p, "+359")); len(digits) >= 6 {
		tr.phones = append(tr.phones, digits)
	}
}

// reach is a number or an address that stands right behind a name: it is of who has
// that name, also where the records do not know it.
var reach = regexp.MustCompile(`^[\s,;:(–-]*(?i:(?:тел|телефон|моб|мобилен|gsm|гсм|tel|phone|имейл|e-?mail)[.:\s]*)*([+0]\d[\d\s/-]{4,}\d|[^\s@,;()<>]+@[^\s@,;()<>]+)`)

// BlotOut is the text with an ellipsis for each number and full name, and for what
// stands right behind one, see reach. Only where one
// stands is the family name alone theirs, too: elsewhere it may be a common word or
// another person's. A first name alone stays.
func (tr Traces) BlotOut(s string) string {
	words := wordsIn(s)
	found := tr.phonesIn(s)
	for _, name := range tr.names {
		found = append(found, fullNames(s, words, name)...)
	}
	if len(found) == 0 {
		return s
	}
	for _, name := range tr.names {
		for _, full := range fullNames(s, words, name) {
			if at := reach.FindStringSubmatchIndex(s[full.end:]); at != nil {
				found = append(found, span{full.end + at[2], full.end + at[3]})
			}
		}
	}
	for _, name := range tr.names {
		for _, w := range words {
			if len(name) > 1 && strings.EqualFold(w.text, name[len(name)-1]) {
				found = append(found, span{w.start, w.end})
			}
		}
	}
	return blot(s, found)
}

// InContact reports whether they are the contact with this name, beside which their
// number may stand. There the family name alone is enough, unless it is another
// person's: „Звездева“ and „г-жа С. Звездева, председател“, but not „Петър Звездев“.
func (tr Traces) InContact(contact string) bool {
	if len(tr.phonesIn(contact)) > 0 {
		return true
	}
	words := wordsIn(contact)
	for _, name := range tr.names {
		if len(name) > 1 && len(fullNames(contact, words, name)) > 0 || slices.ContainsFunc(strings.FieldsFunc(contact, endsName), func(part string) bool { return onlyOf(part, name) }) {
			return true
		}
	}
	return false
}

func endsName(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && !unicode.IsSpace(r) && !strings.ContainsRune(".-'’", r)
}

// addresses may stand beside a family name without making it another person's.
var addresses = func() map[string]bool {
	words := map[string]bool{}
	for _, w := range strings.Fields("г жа н ца госпожа госпожица господин председател председателка управител управителка директор директорка секретар координатор mr mrs ms") {
		words[w] = true
	}
	return words
}()

// onlyOf reports whether the words are the family name and nobody else's.
func onlyOf(part string, name []string) bool {
	family := false
	for _, w := range wordsIn(part) {
		own := slices.ContainsFunc(name, func(n string) bool {
			first, _ := utf8.DecodeRuneInString(n)
			return strings.EqualFold(w.text, n) || strings.EqualFold(w.text, string(first))
		})
		if !own && !addresses[strings.ToLower(w.text)] {
			return false
		}
		family = family || strings.EqualFold(w.text, name[len(name)-1])
	}
	return family
}

type span struct{ start, end int }

type word struct {
	text       string
	start, end int
}

// wordsIn are the words of letters.
func wordsIn(s string) []word {
	var words []word
	start := -1
	for i, r := range s + " " {
		in := unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)
		switch {
		case in && start < 0:
			start = i
		case !in && start >= 0:
			words = append(words, word{s[start:i], start, i})
			start = -1
		}
	}
	return words
}

// fullNames finds the name in its order, the family name first, without what stands
// between, or with one word more between: a father's name or its first letter. A name
// of one word is found as it is written only: in small letters it may be a word.
func fullNames(s string, words []word, name []string) []span {
	if len(name) == 1 {
		var found []span
		for _, w := range words {
			if w.text == name[0] {
				found = append(found, span{w.start, w.end})
			}
		}
		return found
	}
	first, rest, family := name[0], name[:len(name)-1], name[len(name)-1]
	orders := [][]string{name, append([]string{family}, rest...), {first, "", family}, {first, family}, {family, first}}
	var found []span
	for i := range words {
		for _, order := range orders {
			if end, ok := follow(s, words[i:], order); ok {
				found = append(found, span{words[i].start, end})
				break
			}
		}
	}
	return found
}

// follow reports whether the words begin with these; "" is one of at least three
// letters, or the first letter of one.
func follow(s string, words []word, order []string) (end int, ok bool) {
	if len(words) < len(order) {
		return 0, false
	}
	for i, want := range order {
		w := words[i]
		if i > 0 && strings.Trim(s[words[i-1].end:w.start], " \t\n\u00a0\u202f,.-–") != "" {
			return 0, false
		}
		middle := want == "" && (utf8.RuneCountInString(w.text) >= 3 || strings.HasPrefix(s[w.end:], "."))
		if !middle && !strings.EqualFold(w.text, want) {
			return 0, false
		}
		end = w.end
	}
	return end, true
}

func blot(s string, found []span) string {
	slices.SortFunc(found, func(a, b span) int { return cmp.Compare(a.start, b.start) })
	var out strings.Builder
	done := 0
	for _, f := range found {
		if f.start >= done {
			out.WriteString(s[done:f.start])
			out.WriteString("…")
		}
		done = max(done, f.end)
	}
	out.WriteString(s[done:])
	return out.String()
}

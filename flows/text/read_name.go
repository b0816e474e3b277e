package text

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	politely  = regexp.MustCompile(`^(?i)(?:здравейте|здрасти|здравей|добър\s+ден|добро\s+утро|добър\s+вечер|hello|hi|good\s+day)[\s,.!–-]+`)
	presented = regexp.MustCompile(`^(?i)(?:аз\s+се\s+казвам|казвам\s+се|името\s+ми\s+е|аз\s+съм|my\s+name\s+is|i\s+am|i['’]m|име\s*:)[\s,:–-]*`)
)

// ReadName understands a person's name: „Добър ден, казвам се Мария Иванова“. It
// is not sure where something was left out, or of what does not look like a
// name. Written in capitals only, it gets small letters.
func ReadName(s string) (Reading[string], bool) {
	s = strings.Join(strings.Fields(Clean(s)), " ")
	name := politely.ReplaceAllString(s, "")
	name = strings.TrimRight(presented.ReplaceAllString(name, ""), " ,.!;")
	if !strings.ContainsFunc(name, unicode.IsLetter) || utf8.RuneCountInString(name) < 2 {
		return Reading[string]{}, false
	}
	sure := name == s && len(strings.Fields(name)) <= 5 && !strings.ContainsAny(name, "?!:;/@") && !strings.ContainsFunc(name, unicode.IsDigit)
	if strings.ToUpper(name) == name || strings.ToLower(name) == name {
		name = capitals(name)
	}
	return Reading[string]{Value: name, Sure: sure}, true
}

// capitals writes each part of a name with one capital: „МАРИЯ ПЕТРОВА-ИВАНОВА“.
func capitals(name string) string {
	start := true
	return strings.Map(func(r rune) rune {
		first := start
		start = !unicode.IsLetter(r) && r != '\'' && r != '’'
		if first {
			return unicode.ToUpper(r)
		}
		return unicode.ToLower(r)
	}, name)
}

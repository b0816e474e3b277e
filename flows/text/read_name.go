package text

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	politely  = regexp.MustCompile(`^(?i)(?:здравейте|здрасти|здравей|добър\s+ден|добро\s+утро|добър\s+вечер|hello|hi|good\s+day)[\s,.!–-]+`)
	comes     = regexp.MustCompile(`^(?i)(?:(?:ще\s+)?(?:дойде|идва|присъства)\s+)?(?:(?:наш(?:ият|ата)|my|our)\s+)?(?:(?:колег(?:ата|а)|колежк(?:ата|а)|г-н|г-жа|colleague)\s+)?(?:(?:ни|ми)\s+)?`)
	presented = regexp.MustCompile(`^(?i)(?:аз\s+се\s+казвам|казвам\s+се|името\s+ми\s+е|аз\s+съм|my\s+name\s+is|i\s+am|i['’]m|име\s*:)[\s,:–-]*`)
)

// noNames are words of a remark; names have none of them.
var noNames = func() map[string]bool {
	keys := map[string]bool{}
	for _, w := range strings.Fields("не съм сме сте се ще ми ви да имам нямам няма нямаме искам искаме мога знам незнам давам пиша казвам " +
		"съгласен съгласна съгласни съгласие телефон телефона име името въпрос човек помощ моля благодаря какво каква как защо кой коя тази това този " +
		"not don't dont have want phone the") {
		keys[Latin(w)] = true
	}
	return keys
}()

// ReadName understands a person's name: „Добър ден, казвам се Мария Иванова“. It
// is not sure where something was left out, or of what does not look like a
// name. Written in capitals only, it gets small letters. A yes, a no and small
// talk are no names.
func ReadName(s string) (Reading[string], bool) {
	s = strings.Join(strings.Fields(Clean(s)), " ")
	name := politely.ReplaceAllString(s, "")
	name = comes.ReplaceAllString(presented.ReplaceAllString(name, ""), "")
	name = strings.TrimRight(name, " ,.!;")
	if !strings.ContainsFunc(name, unicode.IsLetter) || utf8.RuneCountInString(name) < 2 {
		return Reading[string]{}, false
	}
	if _, answer := ReadYesNo(name); answer || SmallTalkOf(name) != NoTalk {
		return Reading[string]{}, false
	}
	words := strings.Fields(name)
	if slices.ContainsFunc(words, func(w string) bool { return noNames[Latin(w)] }) {
		return Reading[string]{Value: name}, true
	}
	sure := name == s && len(words) <= 5 && !strings.ContainsAny(name, "?!:;/@") && !strings.ContainsFunc(name, unicode.IsDigit)
	small := strings.ToLower(name) == name
	if strings.ToUpper(name) == name || small {
		name = capitals(name)
	}
	return Reading[string]{Value: name, Sure: sure && (!small || len(words) <= 3)}, true
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

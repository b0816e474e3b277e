package coordinator

import (
	"slices"
	"strings"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// exportNamed reads what was typed after /export, in any order: a part, a format, a
// municipality. What is not named is everything, in Excel, of all municipalities.
// Unknown is the first word that means nothing here; named is false where there are no
// words.
func (g *group) exportNamed(argument string) (x Export, unknown string, named bool) {
	x = Export{Part: programme.AllParts, Format: programme.FormatXLSX}
	words := strings.Fields(argument)
	for len(words) > 0 {
		taken := 0
		for n := min(len(words), 3); n > 0 && taken == 0; n-- { // „Две могили“, „събития и присъствие“
			if g.exportWord(&x, strings.Join(words[:n], " ")) {
				taken = n
			}
		}
		if taken == 0 {
			return x, words[0], true
		}
		words, named = words[taken:], true
	}
	return x, "", named
}

// exportWord takes one of the names into the choice; false: it is none.
func (g *group) exportWord(x *Export, word string) bool {
	key := text.Latin(strings.Trim(word, ",.;"))
	if f, ok := formatWords[key]; ok {
		x.Format = f
		return true
	}
	for _, part := range programme.ExportParts() {
		names := append([]string{part.Code, part.Title.BG, part.Title.EN}, partWords[part.Code]...)
		if slices.ContainsFunc(names, func(name string) bool { return text.Latin(name) == key }) {
			x.Part = part.Code
			return true
		}
	}
	for _, m := range g.p.Municipalities {
		if key == text.Latin(m.Name.BG) || key == text.Latin(m.Name.EN) || key == text.Latin(m.Code) {
			x.Town = m.Code
			return true
		}
	}
	return false
}

// formatWords are names of formats, as text.Latin has them.
var formatWords = map[string]programme.ExportFormat{
	text.Latin("excel"): programme.FormatXLSX, text.Latin("xlsx"): programme.FormatXLSX, text.Latin("ексел"): programme.FormatXLSX,
	text.Latin("таблица"): programme.FormatXLSX, text.Latin("csv"): programme.FormatCSV, text.Latin("json"): programme.FormatJSON,
}

// partWords are other names of parts.
var partWords = map[string][]string{
	programme.AllParts: {"цялото", "all"},
	"people":           {"участници", "представители"},
	"events":           {"събития", "присъствие", "обучения", "срещи", "events", "attendance"},
	"survey":           {"анкета", "отговори", "answers"},
	"messages":         {"въпроси", "questions", "обаждания"},
}

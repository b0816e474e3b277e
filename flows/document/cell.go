package document

import (
	"strings"
	"unicode/utf16"
)

// longestCell is how much a cell of a spreadsheet holds, in UTF-16 units (Microsoft,
// "Excel specifications and limits").
const longestCell = 32767

// cutMark ends what was too long for a cell, in either language.
const cutMark = " … [съкратено / cut]"

// cleaned are the words without what XML cannot hold (XML 1.0, production 2), and with
// plain line breaks.
func cleaned(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\r\n", "\n"), "\r", "\n")
	return strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' && r != '\n' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, s)
}

// cut is the words as far as a cell holds them, with a word that they go on.
func cut(s string) string {
	if len(s) <= longestCell { // bytes are never fewer than units
		return s
	}
	units, room, keep := 0, longestCell-len(utf16.Encode([]rune(cutMark))), 0
	for i, r := range s {
		units += utf16.RuneLen(r)
		if units <= room {
			keep = i + len(string(r))
		}
		if units > longestCell {
			return s[:keep] + cutMark
		}
	}
	return s
}

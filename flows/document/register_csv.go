package document

import (
	"strings"
)

// readCSV reads a table with semicolons, tabs or commas between the cells.
func readCSV(data []byte) (Register, error) {
	s, ok := decodeText(data)
	if !ok {
		return Register{}, unreadable("Файлът не е таблица: очаквам .xlsx или CSV.", "The file is no table: .xlsx or CSV is expected.")
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	if strings.HasPrefix(strings.TrimSpace(s), "<") {
		return Register{}, unreadable("Това е уеб страница, записана като таблица. Отворете я в Excel и я запазете като „Работна книга на Excel (.xlsx)“.",
			"This is a web page saved as a table. Open it in Excel and save it as “Excel Workbook (.xlsx)”.")
	}
	comma, s := separator(s)
	lines, unclosed := cutCSV(s, comma, maxRows+2*headerWithin)
	r, err := findHeader(lines).register(lines)
	if unclosed > 0 {
		return Register{}, unreadable("На ред %d има кавички, които не са затворени. Поправете ги и опитайте пак.", "In row %d there are quotation marks that are not closed. Mend them and try again.", unclosed)
	}
	return r, err
}

// separator is the mark between the cells, and the text without the line
// „sep=;“ in which Excel names it. Where it is not named, it is the one with
// which the header is understood best, or else that stands most often in the
// first lines: addresses hold commas, too.
func separator(s string) (rune, string) {
	if first, rest, _ := strings.Cut(s, "\n"); len(first) == len("sep=;") && strings.EqualFold(first[:4], "sep=") {
		return rune(first[4]), rest
	}
	head := s[:min(len(s), 1<<16)]
	best, columns, marks := ';', 0, 0
	for _, c := range []rune{';', '\t', ','} {
		lines, _ := cutCSV(head, c, headerWithin)
		h := findHeader(lines)
		n := strings.Count(head, string(c))
		if h.line < 0 {
			h.at = nil
		}
		if len(h.at) > columns || len(h.at) == columns && columns == 0 && n > marks {
			best, columns, marks = c, len(h.at), n
		}
	}
	return best, s
}

// cutCSV cuts a table into at most limit lines that are not empty. It reads
// quotation marks as Excel does: at the beginning of a cell they enclose it, two
// of them stand for one, what follows the closing one belongs to the cell, and
// elsewhere they are ordinary signs, so that Сдружение "Дунав" needs none
// around it. encoding/csv refuses such cells or swallows what follows them, and
// counts lines where Excel counts rows. unclosed is the row in which a cell
// begins that does not end, or 0.
func cutCSV(s string, comma rune, limit int) (lines []line, unclosed int) {
	sep := byte(comma)
	for number := 1; s != "" && len(lines) < limit; number++ {
		l := line{number: number}
		for more := true; more; {
			var cell string
			var closed bool
			cell, s, closed = cutCell(s, sep)
			if !closed && unclosed == 0 {
				unclosed = number
			}
			if len(l.cells) < maxColumns {
				l.cells = append(l.cells, cell)
			}
			more = s != "" && s[0] == sep
			if s != "" {
				s = s[1:] // the separator, or the end of the row
			}
		}
		if !l.empty() {
			lines = append(lines, l)
		}
	}
	return lines, unclosed
}

// cutCell cuts the first cell off; the rest begins with what ended it.
func cutCell(s string, sep byte) (cell, rest string, closed bool) {
	var quoted strings.Builder
	if strings.HasPrefix(s, `"`) {
		for {
			end := strings.IndexByte(s[1:], '"')
			if end < 0 {
				return s[1:], "", false
			}
			quoted.WriteString(s[1 : 1+end])
			s = s[2+end:]
			if !strings.HasPrefix(s, `"`) {
				break
			}
			quoted.WriteByte('"')
		}
	}
	end := strings.IndexAny(s, string(sep)+"\n")
	if end < 0 {
		end = len(s)
	}
	return quoted.String() + s[:end], s[end:], true
}

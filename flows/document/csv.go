package document

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strings"
)

// CSV is a table as Excel in Bulgarian opens it with a double click: UTF-8 with
// its mark, semicolons, CRLF. What Excel would take for a formula, or turn into
// something else, begins with a space of no width: it is not seen and makes the
// cell text, which spaces that are seen do not (LibreOffice passes over them). An
// apostrophe would be seen.
func CSV(rows [][]string) []byte {
	var out bytes.Buffer
	out.WriteString("\ufeff")
	w := csv.NewWriter(&out)
	w.Comma = ';'
	for _, row := range rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			if !plainNumber.MatchString(cell) && misread.MatchString(cell) {
				cell = "\u200b" + cell
			}
			safe[i] = strings.ReplaceAll(cell, "\r\n", "\n")
		}
		_ = w.Write(safe) // a buffer takes everything
		w.Flush()
		out.Truncate(out.Len() - 1) // UseCRLF would put a CR into cells of several lines, too
		out.WriteString("\r\n")
	}
	return out.Bytes()
}

var (
	plainNumber = regexp.MustCompile(`^-?(0|[1-9]\d{0,10})([.,]\d+)?$`)

	// What begins like a formula; „1-2“ and "1/2", which become days; numbers
	// that lose digits or zeros; 3e5.
	misread = regexp.MustCompile(`^[=+\-@\t\r\n]|^\d{1,2}[-/]\d{1,4}$|^\d{1,2}[-/.]\d{1,2}[-/.]\d{1,4}$|^0\d+$|^\d{12,}$|^\d+[eE]\d+$`)
)

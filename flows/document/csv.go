package document

import (
	"bytes"
	"encoding/csv"
	"strings"
)

// CSV is a table as Excel in Bulgarian opens it with a double click: UTF-8 with
// its mark, semicolons, CRLF. A cell that Excel would take for a formula begins
// with a space, so that text stays text; an apostrophe would be seen.
func CSV(rows [][]string) []byte {
	var out bytes.Buffer
	out.WriteString("\ufeff")
	w := csv.NewWriter(&out)
	w.Comma, w.UseCRLF = ';', true
	for _, row := range rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			if strings.ContainsAny(firstByte(cell), "=+-@\t\r") {
				cell = " " + cell
			}
			safe[i] = strings.ReplaceAll(cell, "\r\n", "\n")
		}
		_ = w.Write(safe) // a buffer takes everything
	}
	w.Flush()
	return out.Bytes()
}

func firstByte(s string) string {
	if s == "" {
		return ""
	}
	return s[:1]
}

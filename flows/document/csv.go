package document

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strings"

	"partnerbot/flows/text"
)

// CSV is a table as Excel in Bulgarian opens it with a double click: UTF-8 with
// its mark, semicolons, CRLF. What Excel would take for a formula, or turn into
// something else, begins with a space of no width: it is not seen and makes the
// cell text, which spaces that are seen do not (LibreOffice passes over them). An
// apostrophe would be seen. Numbers stay numbers: the language says how they are
// written.
func CSV(rows [][]string, lang text.Language) []byte {
	var out bytes.Buffer
	out.WriteString("\ufeff")
	w := csv.NewWriter(&out)
	w.Comma = ';'
	for _, row := range rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			if !plainNumber(cell, lang) && misread.MatchString(cell) {
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

// plainNumber reports whether the cell is a number as our tables have them. In a
// Bulgarian one „1.2“ is what somebody wrote, and the first of February for Excel.
func plainNumber(cell string, lang text.Language) bool {
	return number.MatchString(cell) && (lang != text.Bulgarian || !strings.Contains(cell, "."))
}

var (
	number = regexp.MustCompile(`^-?(0|[1-9]\d{0,10})([.,]\d+)?$`)

	// What Excel or LibreOffice takes for something else.
	misread = regexp.MustCompile(`(?i)` + strings.Join([]string{
		`^[=+\-@\t\r\n]`, // a formula
		`^\d{1,2}([-/.]\d{1,2})?[-/.]\d{1,4}` + dayEnds, // a day: 1-2, 1/2, 1.2., 1.2.2026 г.
		`^(\d{1,4}` + between + `*` + month + `|` + month + between + `*\d{1,4})` + // a day: 4 май, May 4,
			`(` + between + `+\d{1,4})?` + dayEnds, // … 4 май 2026
		`^0\d+$`, `^\d{12,}$`, // numbers that lose zeros or digits
		`^\d+([.,]\d+)?e[+\-]?\d+$`, // 3e5
		`^\d+([.,]\d+)? ?%$`,        // a hundredth
		`^\([\d.,]+\)$`,             // bookkeepers' minus
		`^\d+ \d+/\d+$`,             // a fraction
		`^\d{1,2}:\d{2}$`,           // an hour
	}, "|"))
)

const (
	month   = `(яну|фев|мар|апр|май|юни|юли|авг|сеп|окт|ное|дек|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*`
	between = `[ .,/-]`
	dayEnds = `\.?( ?г\.?)?$`
)

package document

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strings"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// CSV is a table as Excel in Bulgarian opens it with a double click: UTF-8 with
// its mark, semicolons, CRLF. What Excel would take for a formula, or turn into
// something else, begins with a space of no width: it is not seen and makes the
// cell text, which spaces that are seen do not (LibreOffice passes over them). An
// apostrophe would be seen. Numbers stay numbers: the language says how they are
// written.
func CSV(rows [][]string, lang text.Language) []byte {
	w := newTable()
	for _, row := range rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			if !plainNumber(cell, lang) && misread.MatchString(cell) {
				cell = unread + cell
			}
			safe[i] = cell
		}
		w.row(safe)
	}
	return w.bytes()
}

// ExtractCSV is an extract as such a table. What is a number in the records stays one;
// of words only those are numbers for Excel that are plain digits.
func ExtractCSV(p *programme.Programme, e programme.Extract, lang text.Language) []byte {
	w := newTable()
	head := make([]string, len(e.Columns))
	for i, c := range e.Columns {
		head[i] = csvWords(c.Title.In(lang))
	}
	w.row(head)
	for _, row := range e.Rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = programme.CellWords(p, cell, lang)
			if wordy(cell) {
				cells[i] = csvWords(cells[i])
			}
		}
		w.row(cells)
	}
	return w.bytes()
}

// wordy reports whether a cell is words, which a spreadsheet may take for something
// else.
func wordy(cell any) bool {
	switch cell.(type) {
	case string, programme.Coded, programme.Codes, programme.Numbers:
		return true
	}
	return false
}

// csvWords are words that stay what they are.
func csvWords(s string) string {
	s = cleaned(s)
	if misread.MatchString(s) || number.MatchString(s) && strings.ContainsAny(s, "-.,") {
		s = unread + s
	}
	return cut(s)
}

// unread is a space of no width.
const unread = "\u200b"

// csvTable is such a file in the making.
type csvTable struct {
	out bytes.Buffer
	w   *csv.Writer
}

func newTable() *csvTable {
	t := &csvTable{}
	t.out.WriteString("\ufeff")
	t.w = csv.NewWriter(&t.out)
	t.w.Comma = ';'
	return t
}

func (t *csvTable) row(cells []string) {
	for i, cell := range cells {
		cells[i] = strings.ReplaceAll(cell, "\r\n", "\n")
	}
	_ = t.w.Write(cells) // a buffer takes everything
	t.w.Flush()
	t.out.Truncate(t.out.Len() - 1) // UseCRLF would put a CR into cells of several lines, too
	t.out.WriteString("\r\n")
}

func (t *csvTable) bytes() []byte { return t.out.Bytes() }

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

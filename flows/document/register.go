package document

import (
	"bytes"
	"strings"
	"unicode"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Limits of a register file.
const (
	maxRegister = 5 << 20  // bytes
	maxUnzipped = 32 << 20 // bytes of an XLSX once unpacked
	maxRows     = 20000    // organisations
	maxColumns  = 100      // what stands further right is not read
)

// Register is what a file of organisations says.
type Register = programme.RegisterFile

// Unreadable says to people why a file cannot be read and how to mend it.
type Unreadable struct{ text.Phrase }

// Error implements error, in English.
func (u *Unreadable) Error() string { return u.Plain(text.English) }

func unreadable(bg, en string, args ...any) error {
	return &Unreadable{text.T(bg, en).With(args...)}
}

// line is a row of a table that is not empty, with the number that Excel shows
// beside it.
type line struct {
	number int
	cells  []string
}

func (l line) empty() bool {
	for _, c := range l.cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// ReadRegister reads a register of organisations, XLSX or CSV. Rows above the
// one with the names of the columns are passed over; only the column with the
// organisations' names is needed. Rows have the number that Excel shows beside
// them, in a CSV too. The error is an *Unreadable.
func ReadRegister(data []byte) (Register, error) {
	switch {
	case len(bytes.Trim(data, "\x00\xef\xbb\xbf \t\r\n")) == 0:
		return Register{}, unreadable("Файлът е празен.", "The file is empty.")
	case len(data) > maxRegister:
		return Register{}, unreadable("Файлът е по-голям от 5 МБ. Запазете само листа с организациите и опитайте пак.",
			"The file is larger than 5 MB. Keep only the sheet with the organisations and try again.")
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return readXLSX(data)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return Register{}, unreadable("Това е стар файл на Excel (.xls) или файл с парола. Отворете го в Excel и го запазете като „Работна книга на Excel (.xlsx)“ без парола.",
			"This is an old Excel file (.xls), or one with a password. Open it in Excel and save it as “Excel Workbook (.xlsx)” without a password.")
	}
	return readCSV(data)
}

func tooMany() error {
	return unreadable("Организациите са повече от %d. Разделете файла на части.", "There are more than %d organisations. Split the file.", maxRows)
}

// register makes rows of a table's lines.
func (h header) register(lines []line) (Register, error) {
	if h.line < 0 {
		return Register{}, h.missing(lines)
	}
	r := Register{Ignored: h.ignored}
	for _, l := range lines[h.line+1:] {
		row := programme.RegisterRow{
			Line: l.number, Name: h.cell(l, name), Kind: h.cell(l, kind), Municipality: h.cell(l, municipality), EIK: h.cell(l, eik),
			Contact: programme.Contact{Name: h.cell(l, contact), Phone: h.cell(l, phone), Email: h.cell(l, email)},
		}
		if row == (programme.RegisterRow{Line: l.number}) || h.repeated(l) {
			continue
		}
		if len(r.Rows) == maxRows {
			return Register{}, tooMany()
		}
		r.Rows = append(r.Rows, row)
	}
	if len(r.Rows) == 0 {
		return Register{}, unreadable("Под имената на колоните няма нито един ред.", "There is not a single row below the names of the columns.")
	}
	return r, nil
}

// nothing are words for an empty cell.
var nothing = func() map[string]bool {
	keys := map[string]bool{}
	for _, w := range []string{"няма", "няма данни", "липсва", "н/а", "н/д", "не", "none", "n/a", "no"} {
		keys[text.Latin(w)] = true
	}
	return keys
}()

// cell is what stands in the column, on one line; empty where Excel shows an
// error, or where somebody put a dash or a word to say that there is nothing.
func (h header) cell(l line, c column) string {
	j, ok := h.at[c]
	if !ok || j >= len(l.cells) {
		return ""
	}
	s := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) { // marks of no width, which come along from web pages and from our own tables
			return -1
		}
		return r
	}, text.Clean(l.cells[j]))
	s = strings.Join(strings.FieldsFunc(s, unicode.IsSpace), " ")
	if !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return ""
	}
	if c != name && nothing[text.Latin(s)] {
		return ""
	}
	switch s {
	case "#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!":
		return ""
	}
	return s
}

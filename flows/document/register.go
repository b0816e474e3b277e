package document

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Limits of a register file.
const (
	maxRegister = 5 << 20  // bytes
	maxUnzipped = 32 << 20 // bytes of an XLSX once unpacked
	maxRows     = 20000
)

// Unreadable says to people why a file cannot be read and how to mend it.
type Unreadable struct{ text.Phrase }

// Error implements error, in English.
func (u *Unreadable) Error() string { return u.Plain(text.English) }

func unreadable(bg, en string, args ...any) error {
	return &Unreadable{text.T(bg, en).With(args...)}
}

// columns are the register's columns by the words that offices put above them,
// as keys of text.Latin.
var columns = func() map[string]string {
	keys := map[string]string{}
	for column, words := range map[string][]string{
		"name":         {"име", "наименование", "организация", "име на организацията", "наименование на организацията", "нпо", "name", "organisation", "organization"},
		"kind":         {"вид", "тип", "вид организация", "kind", "type"},
		"municipality": {"община", "населено място", "municipality"},
		"eik":          {"еик", "булстат", "еик/булстат", "еик (булстат)", "eik", "bulstat"},
		"contact":      {"лице за контакт", "контакт", "лице", "представител", "председател", "контактно лице", "contact", "contact person", "person"},
		"phone":        {"телефон", "тел", "тел.", "gsm", "мобилен", "телефон за контакт", "phone", "tel", "mobile"},
		"email":        {"имейл", "e-mail", "email", "поща", "ел. поща", "електронна поща", "е-поща", "е-мейл", "mail"},
	} {
		for _, w := range words {
			keys[text.Latin(w)] = column
		}
	}
	return keys
}()

// ReadRegister reads a register of organisations, XLSX or CSV. Rows above the
// one with the names of the columns are passed over; only the column with the
// organisations' names is needed. Rows keep the number that the office sees.
// The error is an *Unreadable.
func ReadRegister(data []byte) (rows []programme.RegisterRow, ignored []string, err error) {
	var table [][]string
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return nil, nil, unreadable("Файлът е празен.", "The file is empty.")
	case len(data) > maxRegister:
		return nil, nil, unreadable("Файлът е по-голям от 5 МБ. Запазете само листа с организациите и опитайте пак.",
			"The file is larger than 5 MB. Keep only the sheet with the organisations and try again.")
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		table, err = readXLSX(data)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return nil, nil, unreadable("Това е стар файл на Excel (.xls) или файл с парола. Отворете го и го запазете като „Работна книга на Excel (.xlsx)“ без парола.",
			"This is an old Excel file (.xls), or one with a password. Open it and save it as “Excel Workbook (.xlsx)” without a password.")
	default:
		table, err = readCSV(data)
	}
	if err != nil {
		return nil, nil, err
	}
	return registerRows(table)
}

// readXLSX reads the first sheet that has a column of names. Line i of the
// result is row i+1 of the sheet.
func readXLSX(data []byte) (table [][]string, err error) {
	broken := unreadable("Файлът не може да се прочете като таблица на Excel. Отворете го в Excel и го запазете отново като .xlsx или CSV.",
		"The file cannot be read as an Excel table. Open it in Excel and save it again as .xlsx or CSV.")
	defer func() {
		if r := recover(); r != nil {
			table, err = nil, broken
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped})
	if err != nil {
		return nil, broken
	}
	defer func() { _ = f.Close() }()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, broken
		}
		if table == nil {
			table = rows
		}
		if header, _ := findHeader(rows); header >= 0 {
			return rows, nil
		}
	}
	return table, nil
}

// readCSV reads a table with commas, semicolons or tabs. Line i of the result
// is physical line i+1, so that empty lines and line breaks within quotes keep
// the numbers right.
func readCSV(data []byte) ([][]string, error) {
	s, ok := decodeText(data)
	if !ok {
		return nil, unreadable("Файлът не е таблица: очаквам .xlsx или CSV.", "The file is no table: .xlsx or CSV is expected.")
	}
	r := csv.NewReader(strings.NewReader(s))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = separator(s), -1, true
	var table [][]string
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return table, nil
		}
		if err != nil {
			return nil, unreadable("Таблицата CSV не може да се прочете: вижте кавичките около ред %d.", "The CSV table cannot be read: look at the quotation marks near line %d.", len(table)+1)
		}
		line, _ := r.FieldPos(0)
		for len(table) < line-1 && len(table) <= maxRows {
			table = append(table, nil)
		}
		if len(table) > maxRows {
			return nil, tooMany()
		}
		table = append(table, record)
	}
}

func tooMany() error {
	return unreadable("Редовете са повече от %d.", "There are more than %d rows.", maxRows)
}

// separator is the mark that stands most often in the first lines.
func separator(s string) rune {
	head := s
	if len(head) > 4096 {
		head = head[:4096]
	}
	best, most := ';', 0
	for _, c := range []rune{';', '\t', ','} {
		if n := strings.Count(head, string(c)); n > most {
			best, most = c, n
		}
	}
	return best
}

// findHeader finds the row with the names of the columns: the first of the
// first twenty that has one for the organisations' names.
func findHeader(table [][]string) (row int, at map[string]int) {
	for i, record := range table {
		if i == 20 {
			break
		}
		at := map[string]int{}
		for j, cell := range record {
			column, ok := columns[text.Latin(strings.Trim(cell, " *:"))]
			if _, taken := at[column]; ok && !taken {
				at[column] = j
			}
		}
		if _, ok := at["name"]; ok {
			return i, at
		}
	}
	return -1, nil
}

func registerRows(table [][]string) ([]programme.RegisterRow, []string, error) {
	if len(table) > maxRows {
		return nil, nil, tooMany()
	}
	header, at := findHeader(table)
	if header < 0 {
		found := "–"
		for _, record := range table {
			if line := strings.Trim(strings.Join(record, ", "), ", "); line != "" {
				found = text.Clip(line, 200)
				break
			}
		}
		return nil, nil, unreadable("Не намирам колона с имената на организациите. Напишете над нея „Име“. Първият ред на файла е: %s",
			"I find no column with the organisations’ names. Write “Name” above it. The first row of the file is: %s", found)
	}
	var ignored []string
	used := map[int]bool{}
	for _, j := range at {
		used[j] = true
	}
	for j, cell := range table[header] {
		if !used[j] && strings.TrimSpace(cell) != "" {
			ignored = append(ignored, strings.TrimSpace(cell))
		}
	}
	var rows []programme.RegisterRow
	for i := header + 1; i < len(table); i++ {
		cell := func(column string) string {
			j, ok := at[column]
			if !ok || j >= len(table[i]) {
				return ""
			}
			return strings.Join(strings.FieldsFunc(text.Clean(table[i][j]), unicode.IsSpace), " ")
		}
		row := programme.RegisterRow{
			Line: i + 1, Name: cell("name"), Kind: cell("kind"), Municipality: cell("municipality"), EIK: cell("eik"),
			Contact: programme.Contact{Name: cell("contact"), Phone: cell("phone"), Email: cell("email")},
		}
		if row != (programme.RegisterRow{Line: i + 1}) {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		return nil, nil, unreadable("Под имената на колоните няма нито един ред.", "There is not a single row below the names of the columns.")
	}
	return rows, ignored, nil
}

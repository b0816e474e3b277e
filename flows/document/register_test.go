package document

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// office is a register as an office keeps it, with the cells apart by |.
const office = `Име|Вид|Община|ЕИК|Лице за контакт|Телефон|Имейл
Сдружение „Дунав“|НПО|Русе|121817309|Мария Примерова|0888 123 456|maria@example.org
Фондация Зора||Бяла||||
`

var officeRows = []programme.RegisterRow{
	{Line: 2, Name: "Сдружение „Дунав“", Kind: "НПО", Municipality: "Русе", EIK: "121817309",
		Contact: programme.Contact{Name: "Мария Примерова", Phone: "0888 123 456", Email: "maria@example.org"}},
	{Line: 3, Name: "Фондация Зора", Municipality: "Бяла"},
}

func TestReadRegisterEncodings(t *testing.T) {
	table := strings.ReplaceAll(office, "|", ";")
	windows, err := charmap.Windows1251.NewEncoder().String(table)
	if err != nil {
		t.Fatal(err)
	}
	utf16 := func(order unicode.Endianness) string {
		s, err := unicode.UTF16(order, unicode.UseBOM).NewEncoder().String(table)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for name, data := range map[string]string{
		"UTF-8": table, "UTF-8 with a mark": "\ufeff" + table, "Windows-1251": windows,
		"UTF-16 little endian": utf16(unicode.LittleEndian), "UTF-16 big endian": utf16(unicode.BigEndian),
		"tabs": strings.ReplaceAll(office, "|", "\t"), "commas": strings.ReplaceAll(office, "|", ","),
		"CRLF": strings.ReplaceAll(table, "\n", "\r\n"), "CR": strings.ReplaceAll(table, "\n", "\r"),
		"no line break at the end": strings.TrimSuffix(table, "\n"),
		"the separator is named":   "sep=,\r\n" + strings.ReplaceAll(office, "|", ","),
		"everything quoted":        `"` + strings.NewReplacer("|", `","`, "\n", "\"\n\"").Replace(office) + `"`,
	} {
		r, err := ReadRegister([]byte(data))
		if diff := cmp.Diff(Register{Rows: officeRows}, r); err != nil || diff != "" {
			t.Errorf("%s: %v %s", name, err, diff)
		}
	}
}

// names are the rows that were read: „2 Дунав“.
func names(t *testing.T, data string) []string {
	t.Helper()
	r, err := ReadRegister([]byte(data))
	if err != nil {
		t.Fatalf("%q: %v", data, err)
	}
	var out []string
	for _, row := range r.Rows {
		out = append(out, fmt.Sprintf("%d %s", row.Line, row.Name))
	}
	return out
}

// Cells and rows are as Excel has them when it opens the file.
func TestReadCSVAsExcelDoes(t *testing.T) {
	for name, c := range map[string]struct {
		data string
		want []string
	}{
		"quotation marks within":                     {"Име;Община\nСдружение \"Дунав\";Русе\n\"Клуб \"\"Зора\"\"\";Бяла\n", []string{`2 Сдружение "Дунав"`, `3 Клуб "Зора"`}},
		"marks around the first word only":           {"Име;Община\n\"Дунав\" – сдружение;Русе\n\"Зора\" – клуб;Бяла\n", []string{"2 Дунав – сдружение", "3 Зора – клуб"}},
		"separators within marks":                    {"Име,Община\n\"Дунав, Русе\",Русе\n", []string{"2 Дунав, Русе"}},
		"commas in names of a table with semicolons": {"Име;Община\nДунав, мир, труд, спорт;Русе\nЗора, изгрев, слънце;Бяла\n", []string{"2 Дунав, мир, труд, спорт", "3 Зора, изгрев, слънце"}},
		"one column":               {"Име\nДунав, Русе\nЗора\n", []string{"2 Дунав, Русе", "3 Зора"}},
		"a cell of three lines":    {"Име;Община\n\"Народно читалище\n„Просвета“\n1901\";Русе\nЗора;Бяла\n", []string{"2 Народно читалище „Просвета“ 1901", "3 Зора"}},
		"a heading of two lines":   {"\"Име на\nорганизацията\";Община\nДунав;Русе\n", []string{"2 Дунав"}},
		"empty rows":               {"\n;;\nИме;Община\n\n;;;\nДунав;Русе\n\n\nЗора;\n", []string{"6 Дунав", "9 Зора"}},
		"a title and a date above": {"Списък на НПО\nкъм 01.02.2027\n\nИме;Община\nДунав;Русе\n", []string{"5 Дунав"}},
		"the header once more":     {"Име;Община\nДунав;Русе\nИме;Община\nЗора;Бяла\n", []string{"2 Дунав", "4 Зора"}},
		"short and long rows":      {"Име;Община\nДунав\nЗора;Бяла;и;още;много\n", []string{"2 Дунав", "3 Зора"}},
		"spaces of all sorts":      {"Име;Община\n\u200b  Сдружение\u00a0  „Ду\u00adнав“\u200f\t;\n", []string{"2 Сдружение „Дунав“"}},
	} {
		if diff := cmp.Diff(c.want, names(t, c.data)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestReadHeader(t *testing.T) {
	for heads, want := range map[string]string{
		"Име;Вид;Община;ЕИК;Лице за контакт;Телефон;Имейл":                                                   "1234567",
		"Name,Kind,Municipality,EIK,Contact person,Phone,E-mail":                                             "1234567",
		"НАИМЕНОВАНИЕ НА НПО;Тип;Община / населено място;Булстат/ЕИК;Представляващ;Тел.;Ел. поща":            "1234567",
		"Наименование (по регистрация);Правна форма;Населено място;ЕИК (Булстат);Контакт:;GSM*;e-mail адрес": "1234567",
		"Organization name,Type,Town,Registration number,Contact,Mobile,Email address":                       "1234567",
		"organizaciq,vid,obshtina,bulstat,predstavitel,telefon,imeil":                                        "1234567",
		"Телефон;Име на организацията":                                                                       "61",
		"Град и село;Организация;Име;Телефон":                                                                "?156",
		"Име;Организация;Телефон":                                                                            "516", // the person stands first
		"НПО;Община": "13",
		"Организация;Име на организацията": "1?",
		"Name;Телефон;тел.;e-mail":         "16?7",
	} {
		cells := map[string]string{}
		sep := ";"
		if !strings.Contains(heads, sep) {
			sep = ","
		}
		n := strings.Count(heads, sep) + 1
		values := make([]string, n)
		for i := range values {
			values[i] = fmt.Sprintf("ц%d", i)
			cells[values[i]] = "?"
		}
		r, err := ReadRegister([]byte(heads + "\n" + strings.Join(values, sep) + "\n"))
		if err != nil {
			t.Errorf("%s: %v", heads, err)
			continue
		}
		row := r.Rows[0]
		for i, cell := range []string{row.Name, row.Kind, row.Municipality, row.EIK, row.Contact.Name, row.Contact.Phone, row.Contact.Email} {
			if cell != "" {
				cells[cell] = fmt.Sprint(i + 1)
			}
		}
		got := ""
		for _, v := range values {
			got += cells[v]
		}
		if got != want {
			t.Errorf("%s: columns %s, want %s", heads, got, want)
		}
		if unread := strings.Count(got, "?"); unread != len(r.Ignored) {
			t.Errorf("%s: %q are said to be unread", heads, r.Ignored)
		}
	}
}

// A cell that says that there is nothing says nothing.
func TestReadEmptyCells(t *testing.T) {
	for _, cell := range []string{"", "-", "–", "няма", "Няма", "н/а", "N/A", "#N/A", "#REF!", "?", "\u00a0"} {
		r, err := ReadRegister([]byte("Име;Телефон\nДунав;" + cell + "\n"))
		if err != nil || r.Rows[0].Contact.Phone != "" {
			t.Errorf("%q: %+v %v", cell, r.Rows, err)
		}
	}
}

func TestReadRegisterRefuses(t *testing.T) {
	long := "Име;Община\n" + strings.Repeat("Сдружение;Русе\n", maxRows)
	if r, err := ReadRegister([]byte(long)); err != nil || len(r.Rows) != maxRows {
		t.Errorf("as many rows as there may be: %d, %v", len(r.Rows), err)
	}
	binary := make([]byte, 4000)
	for i := range binary {
		binary[i] = byte(i * 7)
	}
	for name, c := range map[string]struct{ data, want string }{
		"empty":                   {"", "Файлът е празен"},
		"only spaces":             {" \r\n\t\n", "Файлът е празен"},
		"only the mark":           {"\ufeff\n", "Файлът е празен"},
		"zeros":                   {strings.Repeat("\x00", 4096), "Файлът е празен"},
		"binary":                  {string(binary), "не е таблица"},
		"a picture":               {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "не е таблица"},
		"a document":              {"%PDF-1.7\n\xb5\xb5\xb5\xb5\n1 0 obj", "не е таблица"},
		"6 MB":                    {"Име\n" + strings.Repeat("Сдружение Дунав\n", 6<<20/28), "по-голям от 5 МБ"},
		"an old Excel file":       {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 512), "(.xls) или файл с парола"},
		"a web page":              {"<html><table><tr><td>Име</td></tr></table>", "уеб страница"},
		"half an XLSX":            {"PK\x03\x04\x14\x00", "не може да се прочете като таблица на Excel"},
		"20001 rows":              {long + "Още едно;Русе\n", "повече от 20000"},
		"the header only":         {"Име;Община\n\n", "няма нито един ред"},
		"no column of names":      {"Адрес;Община\nул. Дунав;Русе\n", "Напишете над нея „Име“. Първият ред на файла е: Адрес, Община"},
		"no header":               {"Дунав;НПО;Русе\nЗора;НПО;Бяла\n", "Напишете над нея „Име“. Първият ред на файла е: Дунав, НПО, Русе"},
		"kinds are no header":     {"Сдружението;Форма\nДунав;НПО\n", "Първият ред на файла е: Сдружението, Форма"},
		"the header too far down": {strings.Repeat("бележка\n", 30) + "Име\nДунав\n", "Първият ред на файла е: бележка"},
		"marks that do not close": {"Име;Община\nЗора;Бяла\n\"Дунав;Русе\nИзгрев;Русе\n", "На ред 3 има кавички, които не са затворени"},
	} {
		r, err := ReadRegister([]byte(c.data))
		var said *Unreadable
		if !errors.As(err, &said) {
			t.Errorf("%s: got %v %v, want an *Unreadable", name, r, err)
			continue
		}
		if got := said.Plain(text.Bulgarian); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		if english := said.Plain(text.English); english == "" || said.Error() != english || strings.Contains(english, "%!") {
			t.Errorf("%s: in English %q", name, english)
		}
	}
}

// Whatever the file holds, it is either read or refused in words.
func FuzzReadRegister(f *testing.F) {
	f.Add([]byte(strings.ReplaceAll(office, "|", ";")))
	f.Add([]byte("sep=,\n" + strings.ReplaceAll(office, "|", ",")))
	f.Add([]byte("Име;Община\n\"Дунав\"\"\n;\";Русе\"\n"))
	f.Add([]byte("\xff\xfe\x18\x04<\x045\x04\n\x00\x14\x04\n\x00"))
	f.Add([]byte("PK\x03\x04"))
	f.Add(workbook(f, sheet{name: "Лист1", cells: [][]any{{"Име", "ЕИК"}, {"Дунав", 121817309}}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := ReadRegister(data)
		var said *Unreadable
		switch {
		case err != nil && !errors.As(err, &said):
			t.Fatalf("not for people: %v", err)
		case err != nil:
			if words := said.Plain(text.Bulgarian); words == "" || !utf8.ValidString(words) {
				t.Errorf("%q", words)
			}
			return
		case len(r.Rows) == 0 || len(r.Rows) > maxRows:
			t.Fatalf("%d rows", len(r.Rows))
		}
		last := 1
		for _, row := range r.Rows {
			if row.Line <= last {
				t.Errorf("row %d after %d", row.Line, last)
			}
			last = row.Line
			for _, cell := range []string{row.Name, row.Kind, row.Municipality, row.EIK, row.Contact.Name, row.Contact.Phone, row.Contact.Email} {
				if !utf8.ValidString(cell) || strings.ContainsAny(cell, "\n\r\t") || strings.Contains(cell, "\x00") {
					t.Errorf("row %d: %q", row.Line, cell)
				}
			}
		}
	})
}

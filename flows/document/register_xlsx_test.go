package document

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"partnerbot/flows/programme"
)

// sheet is a sheet of a workbook that a test makes.
type sheet struct {
	name   string
	cells  [][]any // nil: left alone
	merged []string
	hidden bool
}

// workbook makes an XLSX file.
func workbook(t testing.TB, sheets ...sheet) []byte {
	t.Helper()
	return save(t, book(t, sheets...), excelize.Options{})
}

func book(t testing.TB, sheets ...sheet) *excelize.File {
	t.Helper()
	f := excelize.NewFile()
	t.Cleanup(func() { _ = f.Close() })
	for _, s := range sheets {
		if _, err := f.NewSheet(s.name); err != nil {
			t.Fatal(err)
		}
		for i, row := range s.cells {
			for j, cell := range row {
				if cell == nil {
					continue
				}
				at, err := excelize.CoordinatesToCellName(j+1, i+1)
				if err != nil {
					t.Fatal(err)
				}
				if err := f.SetCellValue(s.name, at, cell); err != nil {
					t.Fatal(err)
				}
			}
		}
		for _, m := range s.merged {
			from, to, _ := strings.Cut(m, ":")
			if err := f.MergeCell(s.name, from, to); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	for i, s := range sheets {
		if !s.hidden {
			f.SetActiveSheet(i) // the active one cannot be hidden
		}
	}
	for _, s := range sheets {
		if err := f.SetSheetVisible(s.name, !s.hidden); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

func save(t testing.TB, f *excelize.File, o excelize.Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := f.Write(&out, o); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// The sheet that an office has: a title, a date, empty rows, numbers for a code
// and a phone, a municipality for several rows, a remark at the end.
func TestReadXLSX(t *testing.T) {
	f := book(t, sheet{name: "НПО", cells: [][]any{
		{"Списък на организациите"},
		{"към", "01.02.2027"},
		nil,
		{"№", "Наименование", "Община", "ЕИК", "Телефон", "Имейл", "Членове"},
		{1, "Сдружение „Дунав“", "Русе", 121817309, 888123456, "a@example.org", 12},
		{2, "Народно читалище\n„Просвета“", nil, 670602, 359888123457.0, nil, 30.5},
		nil,
		{nil, "Фондация Зора", "Бяла", "000670602", "082 / 123 456", nil, true},
		{nil, nil, nil, nil, nil, nil, 42.5},
	}, merged: []string{"A1:G1", "C5:C6"}})
	if err := f.SetColVisible("НПО", "D:E", false); err != nil { // hidden, but theirs
		t.Fatal(err)
	}
	style, err := f.NewStyle(&excelize.Style{NumFmt: 11}) // shown as 1.22E+08
	if err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellStyle("НПО", "D5", "E8", style); err != nil {
		t.Fatal(err)
	}
	r, err := ReadRegister(save(t, f, excelize.Options{}))
	want := Register{Sheet: "НПО", Ignored: []string{"Членове"}, Rows: []programme.RegisterRow{
		{Line: 5, Name: "Сдружение „Дунав“", Municipality: "Русе", EIK: "121817309", Contact: programme.Contact{Phone: "888123456", Email: "a@example.org"}},
		{Line: 6, Name: "Народно читалище „Просвета“", Municipality: "Русе", EIK: "670602", Contact: programme.Contact{Phone: "359888123457"}},
		{Line: 8, Name: "Фондация Зора", Municipality: "Бяла", EIK: "000670602", Contact: programme.Contact{Phone: "082 / 123 456"}},
	}}
	if diff := cmp.Diff(want, r); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
}

// A formula counts with the value that Excel last showed; numbers may be written
// in any way.
func TestReadFormulasAndNumbers(t *testing.T) {
	data := edited(t, workbook(t, sheet{name: "Лист1", cells: [][]any{{"Име", "ЕИК", "Телефон"}, {1, 2, 3}, {"Зора", 4, 5}}}), map[string]string{
		`<c r="A2"><v>1</v></c>`: `<c r="A2" t="str"><f>CONCATENATE("Ду","нав")</f><v>Дунав</v></c>`,
		`<c r="B2"><v>2</v></c>`: `<c r="B2"><f>B1*1</f><v>121817309</v></c>`,
		`<c r="C2"><v>3</v></c>`: `<c r="C2"><f>1/0</f></c>`, // nobody has worked it out
		`<c r="B3"><v>4</v></c>`: `<c r="B3"><v>1.21817309E+8</v></c>`,
		`<c r="C3"><v>5</v></c>`: `<c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c>`,
	})
	r, err := ReadRegister(data)
	want := []programme.RegisterRow{{Line: 2, Name: "Дунав", EIK: "121817309"}, {Line: 3, Name: "Зора", EIK: "1.21817309E+8"}}
	if diff := cmp.Diff(want, r.Rows); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
}

// Headings in two rows, the upper ones merged.
func TestReadTwoRowsOfHeadings(t *testing.T) {
	r, err := ReadRegister(workbook(t, sheet{name: "Лист1", cells: [][]any{
		{"Име", "Община", "Контакти", nil, nil},
		{nil, nil, "Лице", "Телефон", "Имейл"},
		{"Дунав", "Русе", "Мария", "0888123456", "m@example.org"},
	}, merged: []string{"A1:A2", "B1:B2", "C1:E1"}}))
	want := []programme.RegisterRow{{Line: 3, Name: "Дунав", Municipality: "Русе", Contact: programme.Contact{Name: "Мария", Phone: "0888123456", Email: "m@example.org"}}}
	if diff := cmp.Diff(want, r.Rows); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
}

func TestReadTheRightSheet(t *testing.T) {
	list := func(name string) [][]any { return [][]any{{"Организация"}, {name}} }
	r, err := ReadRegister(workbook(t,
		sheet{name: "Стари", cells: list("Стара"), hidden: true},
		sheet{name: "Указания", cells: [][]any{{"Попълнете втория лист."}}},
		sheet{name: "Русе", cells: list("Дунав")},
		sheet{name: "Бяла", cells: list("Зора")},
	))
	want := Register{Sheet: "Русе", Others: []string{"Бяла", "Стари"}, Rows: []programme.RegisterRow{{Line: 2, Name: "Дунав"}}}
	if diff := cmp.Diff(want, r); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
	if _, err := ReadRegister(workbook(t, sheet{name: "Указания", cells: [][]any{{"Попълнете"}}})); err == nil || !strings.Contains(err.Error(), "Попълнете") {
		t.Errorf("no sheet with names: %v", err)
	}
	if _, err := ReadRegister(workbook(t, sheet{name: "Празен"})); err == nil {
		t.Error("an empty sheet was read")
	}
}

func TestReadXLSXRefuses(t *testing.T) {
	readable := workbook(t, sheet{name: "Лист1", cells: [][]any{{"Име"}, {"Дунав"}}})
	locked := save(t, book(t, sheet{name: "Лист1", cells: [][]any{{"Име"}, {"Дунав"}}}), excelize.Options{Password: "тайна"})
	long := excelize.NewFile()
	w, err := long.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	for i := range maxRows + 2 {
		name := any(fmt.Sprintf("Сдружение %d", i))
		if i == 0 {
			name = "Име"
		}
		if err := w.SetRow(fmt.Sprintf("A%d", i+1), []any{name}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"a password":        {locked, "with a password"},
		"20001 rows":        {save(t, long, excelize.Options{}), "more than 20000"},
		"a zip bomb":        {edited(t, readable, map[string]string{"</sheetData>": strings.Repeat(" ", maxUnzipped) + "</sheetData>"}), "cannot be read"},
		"some other zip":    {zipped(t, "word/document.xml", []byte("<w/>")), "cannot be read"},
		"broken in a sheet": {corrupted(readable), "cannot be read"},
	} {
		if r, err := ReadRegister(c.data); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s (%d bytes): %d rows, %v", name, len(c.data), len(r.Rows), err)
		}
	}
}

// Formatted down to the last row that there is, with an entry in the last
// column: the size of a sheet is not what it holds.
func TestReadSparseSheet(t *testing.T) {
	data := edited(t, workbook(t, sheet{name: "Лист1", cells: [][]any{{"Име"}, {"Дунав"}, {1}, {"Зора"}}, merged: []string{"A4:A6"}}), map[string]string{
		`<c r="A3"><v>1</v></c>`: `<c r="XFD3"><v>1</v></c>`,
		`</sheetData>`:           `<row r="1048575"><c r="A1048575"/></row><row r="1048576"><c r="A1048576" t="str"><v>Последна</v></c></row></sheetData>`,
		`"A4:A6"`:                `"A4:A1048576"`,
	})
	r, err := ReadRegister(data)
	want := []programme.RegisterRow{{Line: 2, Name: "Дунав"}, {Line: 4, Name: "Зора"}, {Line: 1048576, Name: "Зора"}}
	if diff := cmp.Diff(want, r.Rows); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
}

func zipped(t testing.TB, name string, content []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// edited changes the one sheet of a workbook.
func edited(t testing.TB, data []byte, changes map[string]string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		from, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(f.Name, "xl/worksheets/") {
			for old, changed := range changes {
				if !bytes.Contains(content, []byte(old)) {
					t.Fatalf("%s is not in %s", old, content)
				}
				content = bytes.Replace(content, []byte(old), []byte(changed), 1)
			}
		}
		to, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := to.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// corrupted is a workbook in which the bytes of the sheet do not fit their sum.
func corrupted(data []byte) []byte {
	data = bytes.Clone(data)
	data[bytes.Index(data, []byte("xl/worksheets/sheet"))+60] ^= 0xff
	return data
}

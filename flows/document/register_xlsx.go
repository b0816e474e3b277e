package document

import (
	"bytes"
	"slices"

	"github.com/xuri/excelize/v2"
)

// readXLSX reads the first sheet with a column of names, hidden sheets last.
func readXLSX(data []byte) (r Register, err error) {
	broken := unreadable("Файлът не може да се прочете като таблица на Excel. Отворете го в Excel и го запазете отново като .xlsx или CSV.",
		"The file cannot be read as an Excel table. Open it in Excel and save it again as .xlsx or CSV.")
	defer func() {
		if recover() != nil {
			r, err = Register{}, broken
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped, RawCellValue: true})
	if err != nil {
		return Register{}, broken
	}
	defer func() { _ = f.Close() }()
	var first []line
	for i, sheet := range sheets(f) {
		lines, err := sheetLines(f, sheet, headerWithin)
		if err != nil {
			return Register{}, broken
		}
		if i == 0 {
			first = lines
		}
		if findHeader(lines).line < 0 {
			continue
		}
		if r.Sheet != "" {
			r.Others = append(r.Others, sheet)
			continue
		}
		r.Sheet = sheet
		if first, err = sheetLines(f, sheet, maxRows+2*headerWithin); err != nil {
			return Register{}, broken
		}
	}
	found, err := findHeader(first).register(first)
	found.Sheet, found.Others = r.Sheet, r.Others
	return found, err
}

// sheets are the names of the sheets, those that people see first.
func sheets(f *excelize.File) []string {
	list := f.GetSheetList()
	slices.SortStableFunc(list, func(a, b string) int { return hidden(f, a) - hidden(f, b) })
	return list
}

func hidden(f *excelize.File, sheet string) int {
	if visible, err := f.GetSheetVisible(sheet); err != nil || visible {
		return 0
	}
	return 1
}

// sheetLines are the first lines of a sheet that are not empty, at most limit.
// A cell that is merged with those below stands in each of their rows.
func sheetLines(f *excelize.File, sheet string, limit int) ([]line, error) {
	rows, err := f.Rows(sheet)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var lines []line
	for number := 1; len(lines) < limit && rows.Next(); number++ {
		cells, err := rows.Columns()
		if err != nil {
			return nil, err
		}
		l := line{number: number, cells: slices.Clone(cells[:min(len(cells), maxColumns)])}
		if !l.empty() {
			lines = append(lines, l)
		}
	}
	if err := rows.Error(); err != nil {
		return nil, err
	}
	for _, m := range merged(f, sheet) {
		m.fill(lines)
	}
	return lines, nil
}

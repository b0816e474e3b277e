package document

import (
	"bytes"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// exportXLSX is the tables as a spreadsheet: a first sheet that says what the file is, and
// one sheet a table. What people wrote is text and stays text, also when somebody clicks
// into the cell; numbers, dates and times are such. Rows are streamed: thousands of
// them take little memory.
func exportXLSX(p *programme.Programme, x Export, lang text.Language) ([]byte, error) {
	b := &xlsxBook{File: excelize.NewFile(), p: p, lang: lang}
	defer func() { _ = b.Close() }()
	if err := b.prepare(); err != nil {
		return nil, fmt.Errorf("spreadsheet: %w", err)
	}
	if err := b.aboutSheet(x); err != nil {
		return nil, fmt.Errorf("spreadsheet: %w", err)
	}
	for _, e := range x.Tables {
		if err := b.tableSheet(e); err != nil {
			return nil, fmt.Errorf("sheet %s: %w", e.Code, err)
		}
	}
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		return nil, fmt.Errorf("spreadsheet: %w", err)
	}
	return out.Bytes(), nil
}

// xlsxBook is a spreadsheet in the making, in one language.
type xlsxBook struct {
	*excelize.File
	p     *programme.Programme
	lang  text.Language
	looks map[look]int // numbers of styles
}

// look is how a cell looks.
type look int

const (
	lookWords look = iota
	lookNumber
	lookMoney
	lookTime
	lookDay
	lookHead
	lookTitle
)

// Widths of columns in characters, and heights of lines in points; a row shows at most
// so many lines, the rest is read in the cell.
const (
	leastWidth, mostWidth, longWidth = 9.0, 36.0, 60.0
	timeWidth                        = 17.0
	lineHeight                       = 15.0
	rowLines                         = 12
)

func (b *xlsxBook) prepare() error {
	top := &excelize.Alignment{Vertical: "top"}
	wrapped := &excelize.Alignment{Vertical: "top", WrapText: true}
	apart := &excelize.Alignment{Vertical: "top", Horizontal: "right", Indent: 1} // from the words beside it
	const asText = 49                                                             // "@": Excel reads no formula into it, whatever is typed
	const fontFamily = "Calibri"
	custom := func(format string) *string { return &format }
	styles := map[look]*excelize.Style{
		lookWords:  {Alignment: wrapped, NumFmt: asText},
		lookNumber: {Alignment: apart},
		lookMoney:  {Alignment: apart, CustomNumFmt: custom("0.00")},
		lookTime:   {Alignment: top, CustomNumFmt: custom("dd.mm.yyyy hh:mm")},
		lookDay:    {Alignment: top, CustomNumFmt: custom("dd.mm.yyyy")},
		lookHead: {Alignment: wrapped, NumFmt: asText, Font: &excelize.Font{Family: fontFamily, Size: 11, Bold: true},
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7EDF3"}}},
		lookTitle: {Alignment: wrapped, NumFmt: asText, Font: &excelize.Font{Family: fontFamily, Size: 14, Bold: true}},
	}
	b.looks = map[look]int{}
	for l := lookWords; l <= lookTitle; l++ {
		id, err := b.NewStyle(styles[l])
		if err != nil {
			return err
		}
		b.looks[l] = id
	}
	return nil
}

// tableSheet is one table: its titles stay in sight, and every column has a filter.
func (b *xlsxBook) tableSheet(e programme.Extract) error {
	name := e.Title.In(b.lang)
	if _, err := b.NewSheet(name); err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(max(1, len(e.Columns)), len(e.Rows)+1)
	if err != nil {
		return err
	}
	if err := b.AutoFilter(name, "A1:"+last, nil); err != nil {
		return err
	}
	if err := b.paper(name); err != nil {
		return err
	}
	s, err := b.sheet(name)
	if err != nil {
		return err
	}
	titles := make([]any, len(e.Columns))
	widths := make([]float64, len(e.Columns))
	for i, c := range e.Columns {
		titles[i] = c.Title.In(b.lang)
		widths[i] = b.widthOf(e, i)
	}
	if err := s.begin(widths, true); err != nil {
		return err
	}
	if err := s.row(lookHead, titles...); err != nil {
		return err
	}
	for _, row := range e.Rows {
		if err := s.row(lookWords, row...); err != nil {
			return err
		}
	}
	return s.Flush()
}

// across has the sheet printed on A4 across.
func (b *xlsxBook) across(sheet string) error {
	a4, how := 9, "landscape"
	return b.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &how})
}

// paper is how a table is printed: across, the titles on every page.
func (b *xlsxBook) paper(sheet string) error {
	if err := b.across(sheet); err != nil {
		return err
	}
	return b.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + sheet + "'!$1:$1", Scope: sheet})
}

// widthOf is the width of a column: as wide as its longest line, within bounds.
func (b *xlsxBook) widthOf(e programme.Extract, i int) float64 {
	c := e.Columns[i]
	most := mostWidth
	switch c.Kind {
	case programme.CellTime:
		return timeWidth
	case programme.CellLong:
		most = longWidth
	}
	wide := min(float64(utf8.RuneCountInString(c.Title.In(b.lang))), 16)
	for _, row := range e.Rows {
		if wide >= most {
			break
		}
		words := programme.CellWords(b.p, row[i], b.lang)
		if len(words) < int(wide) {
			continue
		}
		for line := range strings.SplitSeq(words, "\n") {
			wide = max(wide, float64(utf8.RuneCountInString(line)))
		}
	}
	return max(leastWidth, min(wide, most)) + 2
}

// xlsxSheet is a sheet that is written row by row.
type xlsxSheet struct {
	*excelize.StreamWriter
	b      *xlsxBook
	widths []float64
	rows   int
}

func (b *xlsxBook) sheet(name string) (*xlsxSheet, error) {
	w, err := b.NewStreamWriter(name)
	return &xlsxSheet{StreamWriter: w, b: b}, err
}

// begin sets the columns; frozen keeps the first row in sight.
func (s *xlsxSheet) begin(widths []float64, frozen bool) error {
	s.widths = widths
	for i, wide := range widths {
		if err := s.SetColWidth(i+1, i+1, wide); err != nil {
			return err
		}
	}
	if !frozen {
		return nil
	}
	return s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

// row writes the next row: words look as is said, the rest as it is. It is as high as its
// words need, within bounds.
func (s *xlsxSheet) row(l look, cells ...any) error {
	s.rows++
	values := make([]any, len(cells))
	lines := 1
	for i, cell := range cells {
		value, looks := s.b.cell(cell)
		words, ok := value.(string)
		if ok {
			looks = l
			lines = max(lines, linesOf(words, s.widths[i], l))
		}
		if value != nil || l == lookHead {
			values[i] = excelize.Cell{StyleID: s.b.looks[looks], Value: value}
		}
	}
	at, err := excelize.CoordinatesToCellName(1, s.rows)
	if err != nil {
		return err
	}
	high := lineHeight
	if l == lookTitle {
		high = 20
	}
	return s.SetRow(at, values, excelize.RowOpts{Height: high * float64(min(lines, rowLines))})
}

// cell is a cell as a spreadsheet has it: words, a number, or a day or time as the number
// that it is there.
func (b *xlsxBook) cell(cell any) (value any, looks look) {
	switch v := cell.(type) {
	case nil:
		return nil, lookWords
	case int, float64:
		return v, lookNumber
	case programme.Money:
		return float64(v), lookMoney
	case time.Time:
		return serial(v.In(b.p.Location)), lookTime
	case programme.Day:
		if day, err := time.Parse(time.DateOnly, string(v)); err == nil {
			return serial(day), lookDay
		}
		return cut(cleaned(string(v))), lookWords
	}
	return cut(cleaned(programme.CellWords(b.p, cell, b.lang))), lookWords
}

// serial is a time on the wall as spreadsheets count: days since the 30th of December
// 1899, to the minute, as it is shown.
func serial(wall time.Time) float64 {
	const day = 24 * 60
	at := time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), 0, 0, time.UTC)
	return at.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Minutes() / day
}

// linesOf is about how many lines the words take in a column of the width.
func linesOf(words string, wide float64, l look) (n int) {
	if l == lookHead {
		wide -= 4 // bold, and the button of the filter
	}
	for line := range strings.SplitSeq(words, "\n") {
		n += 1 + int(float64(max(0, utf8.RuneCountInString(line)-1))/max(1, wide-1))
		if n >= rowLines {
			break
		}
	}
	return n
}

// aboutSheet says what the file is, how many rows each sheet has, and what the columns
// mean.
func (b *xlsxBook) aboutSheet(x Export) error {
	say := func(bg, en string) string { return text.T(bg, en).Plain(b.lang) }
	name := say("За файла", "About this file")
	if err := b.SetSheetName(b.GetSheetName(0), name); err != nil {
		return err
	}
	if err := b.across(name); err != nil {
		return err
	}
	s, err := b.sheet(name)
	if err != nil {
		return err
	}
	if err := s.begin([]float64{26, 44, 60, 30}, false); err != nil {
		return err
	}
	type line struct {
		look  look
		cells []any
	}
	lines := []line{
		{lookTitle, []any{nil, b.p.Name.In(b.lang)}},
		{lookWords, []any{say("Изготвя", "Made by"), b.p.Club.In(b.lang)}},
		{lookWords, []any{say("Финансиране", "Funding"), b.p.Funder.In(b.lang)}},
		{lookWords, []any{say("Направен на", "Made on"), x.At}},
		{lookWords, []any{say("Община", "Municipality"), x.town(b.p, b.lang), x.townRule().Plain(b.lang)}},
		{lookWords, []any{say("Лични данни", "Personal data"), keepSafe.Plain(b.lang)}},
		{},
		{lookHead, []any{say("Лист", "Sheet"), say("Редове", "Rows"), say("Какво е един ред", "What one row is")}},
	}
	for _, e := range x.Tables {
		lines = append(lines, line{lookWords, []any{e.Title.In(b.lang), len(e.Rows), e.About.In(b.lang)}})
	}
	lines = append(lines, line{}, line{lookHead, []any{say("Лист", "Sheet"), say("Колона", "Column"), say("Какво значи", "What it means"), say("Код на колоната", "Column’s code")}})
	for _, e := range x.Tables {
		for _, c := range e.Columns {
			lines = append(lines, line{lookWords, []any{e.Title.In(b.lang), c.Title.In(b.lang), wordsOrNothing(aboutOf(c, b.lang)), c.Code}})
		}
	}
	for _, l := range lines {
		if err := s.row(l.look, l.cells...); err != nil {
			return err
		}
	}
	return s.Flush()
}

func wordsOrNothing(s string) any {
	if s == "" {
		return nil
	}
	return s
}

package document

import (
	"bytes"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// exportXLSX is the tables as a spreadsheet: a first sheet that says what the file is, and
// one sheet a table. What people wrote is text and stays text, also when somebody clicks
// into the cell; numbers, dates and times are such. Rows are streamed (xlsx.go):
// thousands of them take little memory.
func exportXLSX(p *programme.Programme, x Export, lang text.Language) ([]byte, error) {
	var out bytes.Buffer
	b := &exportBook{xlsxFile: newXLSX(&out), p: p, lang: lang}
	b.aboutSheet(x)
	for _, e := range x.Tables {
		b.tableSheet(e)
	}
	if err := b.close(); err != nil {
		return nil, fmt.Errorf("spreadsheet: %w", err)
	}
	return out.Bytes(), nil
}

// exportBook is a spreadsheet in the making, in one language.
type exportBook struct {
	*xlsxFile
	p    *programme.Programme
	lang text.Language
}

// Widths of columns in characters, and heights of lines in points; a row shows at most
// so many lines, the rest is read in the cell.
const (
	leastWidth, mostWidth, longWidth = 9.0, 36.0, 60.0
	timeWidth                        = 17.0
	lineHeight, titleHeight          = 15.0, 20.0
	rowLines                         = 12
)

// tableSheet is one table: its titles stay in sight and stand on every printed page, and
// every column has a filter.
func (b *exportBook) tableSheet(e programme.Extract) {
	titles := make([]any, len(e.Columns))
	widths := make([]float64, len(e.Columns))
	for i, c := range e.Columns {
		titles[i] = c.Title.In(b.lang)
		widths[i] = b.widthOf(e, i)
	}
	s := b.sheet(e.Title.In(b.lang), widths, len(e.Rows)+1)
	b.row(s, lookHead, titles...)
	for _, row := range e.Rows {
		b.row(s, lookWords, row...)
	}
	s.end()
}

// widthOf is the width of a column: as wide as its longest line, within bounds.
func (b *exportBook) widthOf(e programme.Extract, i int) float64 {
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

// row writes the next row: words look as is said, the rest as it is. It is as high as its
// words need, within bounds.
func (b *exportBook) row(s *xlsxSheet, l look, cells ...any) {
	lines, high := 1, lineHeight
	if l == lookTitle {
		high = titleHeight
	}
	out := make([]xlsxCell, len(cells))
	for i, cell := range cells {
		out[i] = b.cell(cell)
		if out[i].look == lookWords {
			out[i].look = l
			lines = max(lines, linesOf(out[i].words, s.widths[i], l))
		}
	}
	s.row(high*float64(min(lines, rowLines)), out)
}

// cell is a cell as a spreadsheet has it: words, a number, or a day or time as the number
// that it is there.
func (b *exportBook) cell(cell any) xlsxCell {
	switch v := cell.(type) {
	case nil:
		return xlsxCell{}
	case int:
		return xlsxCell{look: lookNumber, number: float64(v)}
	case float64:
		return xlsxCell{look: lookNumber, number: v}
	case programme.Money:
		return xlsxCell{look: lookMoney, number: float64(v)}
	case time.Time:
		return xlsxCell{look: lookTime, number: serial(v.In(b.p.Location))}
	case programme.Day:
		if day, err := time.Parse(time.DateOnly, string(v)); err == nil {
			return xlsxCell{look: lookDay, number: serial(day)}
		}
	}
	return xlsxCell{look: lookWords, words: cut(cleaned(programme.CellWords(b.p, cell, b.lang)))}
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
func (b *exportBook) aboutSheet(x Export) {
	say := func(bg, en string) string { return text.T(bg, en).Plain(b.lang) }
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
	s := b.sheet(say("За файла", "About this file"), []float64{26, 44, 60, 30}, 0)
	for _, l := range lines {
		b.row(s, l.look, l.cells...)
	}
	s.end()
}

func wordsOrNothing(s string) any {
	if s == "" {
		return nil
	}
	return s
}

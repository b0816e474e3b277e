package document

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// A spreadsheet as far as tables need it, written row by row into the zip that it is
// (ECMA-376 part 1, SpreadsheetML). The library that reads registers could write it, too,
// and would make the program three megabytes larger.

// look is how a cell looks; the numbers are those of cellXfs in the styles below.
type look int

const (
	lookNone look = iota // an empty cell
	lookWords
	lookNumber
	lookMoney
	lookTime
	lookDay
	lookHead
	lookTitle
)

// xlsxStyles: words have the format "@", so that Excel reads no formula into them,
// whatever is typed there. Numbers stand apart from the words beside them.
const xlsxStyles = `<styleSheet xmlns="` + xlsxMain + `">` +
	`<numFmts count="2"><numFmt numFmtId="164" formatCode="dd\.mm\.yyyy\ hh:mm"/><numFmt numFmtId="165" formatCode="dd\.mm\.yyyy"/></numFmts>` +
	`<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="14"/><name val="Calibri"/></font></fonts>` +
	`<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` +
	`<fill><patternFill patternType="solid"><fgColor rgb="FFE7EDF3"/><bgColor indexed="64"/></patternFill></fill></fills>` +
	`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="8">` +
	`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
	xlsxLook + `numFmtId="49" fontId="0" fillId="0"><alignment vertical="top" wrapText="1"/></xf>` +
	xlsxLook + `numFmtId="0" fontId="0" fillId="0">` + apart + `</xf>` +
	xlsxLook + `numFmtId="2" fontId="0" fillId="0">` + apart + `</xf>` +
	xlsxLook + `numFmtId="164" fontId="0" fillId="0"><alignment vertical="top"/></xf>` +
	xlsxLook + `numFmtId="165" fontId="0" fillId="0"><alignment vertical="top"/></xf>` +
	xlsxLook + `numFmtId="49" fontId="1" fillId="2"><alignment vertical="top" wrapText="1"/></xf>` +
	xlsxLook + `numFmtId="49" fontId="2" fillId="0"><alignment vertical="top" wrapText="1"/></xf>` +
	`</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

const (
	xlsxLook = `<xf borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1" `
	apart    = `<alignment horizontal="right" vertical="top" indent="1"/>`

	xlsxMain      = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	xlsxRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	xlsxPackage   = "http://schemas.openxmlformats.org/package/2006/"
	xlsxType      = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// xlsxFile is a spreadsheet in the making. The first error stays with it.
type xlsxFile struct {
	z      *zip.Writer
	sheets []*xlsxSheet
	err    error
}

func newXLSX(w io.Writer) *xlsxFile { return &xlsxFile{z: zip.NewWriter(w)} }

// part begins a file within the zip.
func (f *xlsxFile) part(name string) *bufio.Writer {
	w, err := f.z.Create(name)
	if err != nil {
		f.fail(err)
		w = io.Discard
	}
	out := bufio.NewWriter(w)
	f.print(out, xml.Header)
	return out
}

func (f *xlsxFile) fail(err error) {
	if f.err == nil && err != nil {
		f.err = err
	}
}

func (f *xlsxFile) print(w io.Writer, format string, args ...any) {
	_, err := fmt.Fprintf(w, format, args...)
	f.fail(err)
}

// close writes what holds the sheets together.
func (f *xlsxFile) close() error {
	w := f.part("xl/styles.xml")
	f.print(w, "%s", xlsxStyles)
	f.fail(w.Flush())
	w = f.part("[Content_Types].xml")
	f.print(w, `<Types xmlns="%scontent-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`+
		`<Override PartName="/xl/workbook.xml" ContentType="%ssheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="%sstyles+xml"/>`, xlsxPackage, xlsxType, xlsxType)
	for n := range f.sheets {
		f.print(w, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sworksheet+xml"/>`, n+1, xlsxType)
	}
	f.print(w, `</Types>`)
	f.fail(w.Flush())
	w = f.part("_rels/.rels")
	f.print(w, `<Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>`, xlsxPackage, xlsxRelations)
	f.fail(w.Flush())
	w = f.part("xl/_rels/workbook.xml.rels")
	f.print(w, `<Relationships xmlns="%srelationships"><Relationship Id="rId0" Type="%s/styles" Target="styles.xml"/>`, xlsxPackage, xlsxRelations)
	for n := range f.sheets {
		f.print(w, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, n+1, xlsxRelations, n+1)
	}
	f.print(w, `</Relationships>`)
	f.fail(w.Flush())
	f.workbook()
	f.fail(f.z.Close())
	return f.err
}

// workbook lists the sheets, their filters, and which of their rows stand on every
// printed page.
func (f *xlsxFile) workbook() {
	w := f.part("xl/workbook.xml")
	f.print(w, `<workbook xmlns="%s" xmlns:r="%s"><sheets>`, xlsxMain, xlsxRelations)
	for n, s := range f.sheets {
		f.print(w, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, xmlWords(s.name), n+1, n+1)
	}
	f.print(w, `</sheets><definedNames>`)
	for n, s := range f.sheets {
		if s.filter != "" {
			f.print(w, `<definedName name="_xlnm._FilterDatabase" localSheetId="%d" hidden="1">%s</definedName>`, n, xmlWords("'"+s.name+"'!"+s.filter))
			f.print(w, `<definedName name="_xlnm.Print_Titles" localSheetId="%d">%s</definedName>`, n, xmlWords("'"+s.name+"'!$1:$1"))
		}
	}
	f.print(w, `</definedNames></workbook>`)
	f.fail(w.Flush())
}

// xlsxSheet is a sheet that is written row by row; one at a time.
type xlsxSheet struct {
	f      *xlsxFile
	w      *bufio.Writer
	name   string
	widths []float64
	filter string
	rows   int
}

// sheet begins a sheet with columns of the widths, in characters. Of a table of so many
// rows the first stays in sight and has filters; 0: it is none. It is printed on A4
// across.
func (f *xlsxFile) sheet(name string, widths []float64, table int) *xlsxSheet {
	s := &xlsxSheet{f: f, w: f.part(fmt.Sprintf("xl/worksheets/sheet%d.xml", len(f.sheets)+1)), name: name, widths: widths}
	f.sheets = append(f.sheets, s)
	pane, fit := `<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>`, ""
	if table == 0 {
		pane, fit = "", `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`
	} else {
		s.filter = fmt.Sprintf("$A$1:$%s$%d", columnName(len(widths)-1), table)
	}
	f.print(s.w, `<worksheet xmlns="%s">%s<sheetViews><sheetView workbookViewId="0">%s</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>`, xlsxMain, fit, pane)
	for i, wide := range widths {
		f.print(s.w, `<col min="%d" max="%d" width="%g" customWidth="1"/>`, i+1, i+1, wide)
	}
	f.print(s.w, `</cols><sheetData>`)
	return s
}

// xlsxCell is a cell: words, or a number, by its look.
type xlsxCell struct {
	look   look
	words  string
	number float64
}

// row writes the next row; high is in points.
func (s *xlsxSheet) row(high float64, cells []xlsxCell) {
	s.rows++
	s.f.print(s.w, `<row r="%d" ht="%g" customHeight="1">`, s.rows, high)
	for i, c := range cells {
		switch c.look {
		case lookNone:
		case lookWords, lookHead, lookTitle:
			s.f.print(s.w, `<c r="%s%d" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, columnName(i), s.rows, c.look, xmlWords(c.words))
		default:
			s.f.print(s.w, `<c r="%s%d" s="%d"><v>%s</v></c>`, columnName(i), s.rows, c.look, strconv.FormatFloat(c.number, 'g', -1, 64))
		}
	}
	s.f.print(s.w, `</row>`)
}

// end ends the sheet.
func (s *xlsxSheet) end() {
	s.f.print(s.w, `</sheetData>`)
	if s.filter != "" {
		s.f.print(s.w, `<autoFilter ref="%s"/>`, s.filter)
	}
	s.f.print(s.w, `<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`)
	s.f.fail(s.w.Flush())
}

// columnName is the nth column's letters, from 0: A, Z, AA.
func columnName(n int) string {
	if n < 26 {
		return string(rune('A' + n))
	}
	return columnName(n/26-1) + columnName(n%26)
}

// escapeLike is what looks like an escaped character (ECMA-376 part 1, 22.9.2.19).
var escapeLike = regexp.MustCompile(`^_x[0-9A-Fa-f]{4}_`)

// xmlWords are words as they stand in XML: what looks like an escaped character begins
// with an escaped underscore.
func xmlWords(words string) string {
	var plain, out strings.Builder
	for i := range len(words) {
		plain.WriteByte(words[i])
		if words[i] == '_' && escapeLike.MatchString(words[i:min(len(words), i+7)]) {
			plain.WriteString("x005F_")
		}
	}
	_ = xml.EscapeText(&out, []byte(plain.String())) // a builder takes everything
	return out.String()
}

package document_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// readCell is a cell of a spreadsheet as it stands in the file.
type readCell struct {
	Ref     string  `xml:"r,attr"`
	Type    string  `xml:"t,attr"`
	Style   int     `xml:"s,attr"`
	Value   string  `xml:"v"`
	Words   string  `xml:"is>t"`
	Formula *string `xml:"f"`
}

// text reports whether the cell is words.
func (c readCell) text() bool { return c.Type == "inlineStr" || c.Type == "s" || c.Type == "str" }

// readSheet is a sheet by columns' letters.
type readSheet struct {
	name   string
	rows   []map[string]readCell
	filter string
	frozen bool
}

// readXLSX reads a spreadsheet with nothing but a zip and an XML reader.
func readXLSX(t *testing.T, data []byte) []readSheet {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	file := func(name string, into any) {
		t.Helper()
		f, err := z.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := xml.Unmarshal(content, into); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var rels struct {
		Of []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	var shared struct {
		Of []struct {
			Words string `xml:"t"`
		} `xml:"si"`
	}
	file("xl/workbook.xml", &book)
	file("xl/_rels/workbook.xml.rels", &rels)
	if _, err := z.Open("xl/sharedStrings.xml"); err == nil {
		file("xl/sharedStrings.xml", &shared)
	}
	targets := map[string]string{}
	for _, r := range rels.Of {
		targets[r.ID] = path.Join("xl", strings.TrimPrefix(r.Target, "/xl/"))
	}
	var out []readSheet
	for _, s := range book.Sheets {
		var sheet struct {
			Pane struct {
				State string `xml:"state,attr"`
			} `xml:"sheetViews>sheetView>pane"`
			Rows []struct {
				Cells []readCell `xml:"c"`
			} `xml:"sheetData>row"`
			Filter struct {
				Ref string `xml:"ref,attr"`
			} `xml:"autoFilter"`
		}
		file(targets[s.ID], &sheet)
		read := readSheet{name: s.Name, filter: sheet.Filter.Ref, frozen: sheet.Pane.State == "frozen"}
		for _, row := range sheet.Rows {
			cells := map[string]readCell{}
			for _, c := range row.Cells {
				if n, err := strconv.Atoi(c.Value); c.Type == "s" && err == nil {
					c.Words = shared.Of[n].Words
				}
				c.Words = escaped.ReplaceAllStringFunc(c.Words, func(s string) string {
					n, _ := strconv.ParseUint(s[2:6], 16, 16)
					return string(rune(n))
				})
				cells[strings.TrimRight(c.Ref, "0123456789")] = c
			}
			read.rows = append(read.rows, cells)
		}
		out = append(out, read)
	}
	return out
}

// escaped is how a spreadsheet writes a character that XML cannot hold, and a text that
// looks like one (ECMA-376 part 1, 22.9.2.19).
var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// column is the nth column's letters, from 0.
func column(n int) string {
	if n < 26 {
		return string(rune('A' + n))
	}
	return column(n/26-1) + string(rune('A'+n%26))
}

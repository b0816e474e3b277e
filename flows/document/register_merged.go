package document

import (
	"bytes"
	"encoding/xml"
	"path"
	"sort"
	"strings"

	"github.com/xuri/excelize/v2"
)

// area is a merged cell: its column, and the first and the last row. How many
// columns it covers does not matter.
type area struct{ column, top, bottom int }

// fill writes what stands in a merged cell into the rows that it covers: offices
// merge the municipality of several organisations, and headings.
func (a area) fill(lines []line) {
	i := sort.Search(len(lines), func(i int) bool { return lines[i].number >= a.top })
	if i == len(lines) || lines[i].number != a.top || a.column > len(lines[i].cells) {
		return
	}
	value := lines[i].cells[a.column-1]
	for i++; i < len(lines) && lines[i].number <= a.bottom; i++ {
		for len(lines[i].cells) < a.column {
			lines[i].cells = append(lines[i].cells, "")
		}
		lines[i].cells[a.column-1] = value
	}
}

// maxMerged is far above the merged cells of any register.
const maxMerged = maxRows

// merged are the merged cells of a sheet. They are read here because the library
// lays the whole sheet out in memory for them, up to its last row and column,
// even if nothing stands between.
func merged(f *excelize.File, sheet string) []area {
	data := part(f, sheetPart(f, sheet))
	end := bytes.LastIndex(data, []byte("</sheetData>"))
	if end < 0 {
		return nil
	}
	var out []area
	d := xml.NewDecoder(bytes.NewReader(data[end+len("</sheetData>"):]))
	d.Strict = false // it begins in the middle
	for len(out) < maxMerged {
		token, err := d.Token()
		if err != nil {
			return out
		}
		element, ok := token.(xml.StartElement)
		if !ok || element.Name.Local != "mergeCell" {
			continue
		}
		from, to, _ := strings.Cut(attribute(element.Attr, "ref"), ":")
		column, top, err := excelize.CellNameToCoordinates(from)
		_, bottom, err2 := excelize.CellNameToCoordinates(to)
		if err == nil && err2 == nil && top < bottom && column <= maxColumns {
			out = append(out, area{column, top, bottom})
		}
	}
	return out
}

func part(f *excelize.File, name string) []byte {
	content, _ := f.Pkg.Load(name)
	data, _ := content.([]byte)
	return data
}

// sheetPart is where in the file a sheet lies (ECMA-376, part 2: relationships).
func sheetPart(f *excelize.File, sheet string) string {
	var book struct {
		Sheets []struct {
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	var relations struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if xml.Unmarshal(part(f, "xl/workbook.xml"), &book) != nil || xml.Unmarshal(part(f, "xl/_rels/workbook.xml.rels"), &relations) != nil {
		return ""
	}
	for _, s := range book.Sheets {
		if attribute(s.Attrs, "name") != sheet {
			continue
		}
		for _, r := range relations.List {
			if r.ID != attribute(s.Attrs, "id") {
				continue
			}
			if target, absolute := strings.CutPrefix(r.Target, "/"); absolute {
				return target
			}
			return path.Join("xl", r.Target)
		}
	}
	return ""
}

func attribute(attrs []xml.Attr, name string) string {
	for _, a := range attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

package programme

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"partnerbot/flows/text"
)

// CellWords is a cell of an extract as people read it, in the language: numbers without
// groups of digits, times on the clock of the programme's zone.
func CellWords(p *Programme, cell any, lang text.Language) string {
	switch v := cell.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case float64:
		return decimal(strconv.FormatFloat(v, 'f', -1, 64), lang)
	case Money:
		return decimal(strconv.FormatFloat(float64(v), 'f', 2, 64), lang)
	case bool:
		if v {
			return text.T("да", "yes").Plain(lang)
		}
		return text.T("не", "no").Plain(lang)
	case time.Time:
		return day(p, v)
	case Day:
		return string(v)
	case Coded:
		return v.Words.In(lang)
	case Codes:
		return strings.Join(v, ",")
	case Numbers:
		return strings.Trim(strings.ReplaceAll(fmt.Sprint([]int(v)), " ", ", "), "[]")
	}
	return ""
}

// day is a time on the clock of the programme's zone.
func day(p *Programme, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(p.Location).Format("2006-01-02 15:04")
}

func decimal(number string, lang text.Language) string {
	if lang == text.Bulgarian {
		return strings.Replace(number, ".", ",", 1)
	}
	return number
}

// Lines are the extract's rows as words below the titles of its columns.
func (e Extract) Lines(p *Programme, lang text.Language) [][]string {
	head := make([]string, len(e.Columns))
	for i, c := range e.Columns {
		head[i] = c.Title.In(lang)
	}
	lines := [][]string{head}
	for _, row := range e.Rows {
		line := make([]string, len(row))
		for i, cell := range row {
			line[i] = CellWords(p, cell, lang)
		}
		lines = append(lines, line)
	}
	return lines
}

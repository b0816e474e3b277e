package document

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// exportJSON is the tables for programs. Keys are codes and do not change; each table
// says what its columns are. A cell is null, a string, a number, true or false, a list of
// codes or of numbers, a day "2027-03-18", a time in UTC (RFC 3339), or where a code
// stands for words {"code": …, "words": …}.
func exportJSON(p *programme.Programme, x Export, lang text.Language) ([]byte, error) {
	type head struct {
		Programme    string    `json:"programme"`
		Funder       string    `json:"funder"`
		Made         time.Time `json:"made"`
		Language     string    `json:"language"`
		Municipality *string   `json:"municipality"` // null: all
		Note         string    `json:"note"`
	}
	h := head{p.Name.In(lang), p.Funder.In(lang), x.At.UTC().Truncate(time.Second), string(lang), nil, keepSafe.Plain(lang)}
	if x.Town != "" {
		h.Municipality = &x.Town
	}
	w := &jsonWriter{}
	w.put("{\n\"about\": ", h, ",\n\"tables\": {")
	for i, e := range x.Tables {
		if i > 0 {
			w.put(",")
		}
		w.put("\n")
		w.table(e, lang)
	}
	w.put("\n}\n}\n")
	return w.out.Bytes(), w.err
}

// jsonWriter writes pieces: a string that is not a value is put as it is.
type jsonWriter struct {
	out bytes.Buffer
	err error
}

// put writes strings as they are and everything else as JSON.
func (w *jsonWriter) put(pieces ...any) {
	for _, piece := range pieces {
		if s, ok := piece.(string); ok {
			w.out.WriteString(s)
			continue
		}
		data, err := json.Marshal(piece)
		if err != nil && w.err == nil {
			w.err = fmt.Errorf("write JSON: %w", err)
		}
		w.out.Write(data)
	}
}

// quoted is a string as a value.
func quoted(s string) json.RawMessage {
	data, _ := json.Marshal(s) // a string is always one
	return data
}

// table is one table: what it is, its columns in their order, its rows as objects.
func (w *jsonWriter) table(e programme.Extract, lang text.Language) {
	type column struct {
		Code  string             `json:"code"`
		Title string             `json:"title"`
		About string             `json:"about,omitempty"`
		Type  programme.CellKind `json:"type"`
	}
	columns := make([]column, len(e.Columns))
	keys := make([]json.RawMessage, len(e.Columns))
	for i, c := range e.Columns {
		columns[i] = column{c.Code, c.Title.In(lang), aboutOf(c, lang), c.Kind}
		keys[i] = quoted(c.Code)
	}
	w.put(quoted(e.Code), ": {\"title\": ", quoted(e.Title.In(lang)), ", \"about\": ", quoted(e.About.In(lang)), ", \"columns\": ", columns, ", \"rows\": [")
	for n, row := range e.Rows {
		if n > 0 {
			w.put(",")
		}
		w.put("\n{")
		for i, cell := range row {
			if i > 0 {
				w.put(", ")
			}
			w.put(keys[i], ": ", jsonCell(cell, lang))
		}
		w.put("}")
	}
	w.put("\n]}")
}

// coded is a code with its words.
type coded struct {
	Code  string `json:"code"`
	Words string `json:"words"`
}

func jsonCell(cell any, lang text.Language) any {
	switch v := cell.(type) {
	case string:
		return quoted(v)
	case time.Time:
		return quoted(v.UTC().Truncate(time.Second).Format(time.RFC3339))
	case programme.Coded:
		return coded{v.Code, v.Words.In(lang)}
	}
	return cell
}

// aboutOf is what the column means; empty where its title says it.
func aboutOf(c programme.Column, lang text.Language) string {
	if c.About == nil {
		return ""
	}
	return c.About.In(lang)
}

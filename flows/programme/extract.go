package programme

import (
	"slices"
	"time"

	"partnerbot/flows/text"
)

// Extract is one table taken out of the records, as plain data, for a file that leaves
// the program. Everything in it recounts to the records of one moment.
//
// A cell is nil for nothing, or a string, int, float64, Money, bool, time.Time (UTC),
// Day, Coded, Codes or Numbers.
type Extract struct {
	Code    string    // organisations
	Title   text.Pair // at most 31 characters: the name of a sheet
	File    text.Pair // in Latin letters, without an ending
	About   text.Pair // what one row is
	Columns []Column
	Rows    [][]any
}

// Column is a column of an extract.
type Column struct {
	Code  string // does not change: programs read it
	Title text.Localised
	About text.Localised // what it means, where the title does not say it; may be nil
	Kind  CellKind
}

// CellKind is what stands in a column.
type CellKind string

const (
	CellText   CellKind = "text"
	CellLong   CellKind = "long text"
	CellNumber CellKind = "number"
	CellMoney  CellKind = "euro"
	CellTime   CellKind = "time"
	CellDay    CellKind = "date"
	CellCoded  CellKind = "code" // Coded: a code for programs, words for people
	CellYesNo  CellKind = "yes or no"
	CellAnswer CellKind = "answer" // as the question asks it; a code where it was passed over
)

// Day is a local day, 2027-03-18.
type Day string

// Money is an amount in euro.
type Money float64

// Coded is a code with what it means.
type Coded struct {
	Code  string
	Words text.Localised
}

// Codes are several codes, Numbers several numbers of records.
type (
	Codes   []string
	Numbers []int
)

// ExportPart is a part of the records that can be exported by itself: one table, or several
// that belong together.
type ExportPart struct {
	Code   string
	Title  text.Pair
	File   text.Pair
	Tables []string // codes of its extracts
}

// AllParts is the code of the part that is everything.
const AllParts = "all"

// ExportParts are the parts, everything first. What is not in one of them leaves the
// program in no file.
func ExportParts() []ExportPart {
	parts := []ExportPart{
		{"organisations", text.Pair{BG: "Организации", EN: "Organisations"}, text.Pair{BG: "organizatsii", EN: "organisations"}, []string{"organisations"}},
		{"people", text.Pair{BG: "Хора", EN: "People"}, text.Pair{BG: "hora", EN: "people"}, []string{"people"}},
		{"survey", text.Pair{BG: "Проучване", EN: "Survey"}, text.Pair{BG: "prouchvane", EN: "survey"}, []string{"survey"}},
		{"events", text.Pair{BG: "Събития и присъствие", EN: "Events and attendance"}, text.Pair{BG: "sabitiya", EN: "events"}, []string{"events", "attendance", "ratings"}},
		{"ideas", text.Pair{BG: "Идеи", EN: "Ideas"}, text.Pair{BG: "idei", EN: "ideas"}, []string{"ideas", "partners"}},
		{"messages", text.Pair{BG: "Съобщения", EN: "Messages"}, text.Pair{BG: "saobshteniya", EN: "messages"}, []string{"questions", "broadcasts", "calls"}},
	}
	all := ExportPart{Code: AllParts, Title: text.Pair{BG: "Всичко", EN: "Everything"}, File: text.Pair{BG: "vsichko", EN: "everything"}}
	for _, p := range parts {
		all.Tables = append(all.Tables, p.Tables...)
	}
	return append([]ExportPart{all}, parts...)
}

// ExportPartOf is the part with the code.
func ExportPartOf(code string) (ExportPart, bool) {
	parts := ExportParts()
	at := slices.IndexFunc(parts, func(p ExportPart) bool { return p.Code == code })
	if at < 0 {
		return ExportPart{}, false
	}
	return parts[at], true
}

// extracts are all tables, by code.
func extracts() map[string]func(*extracting) *extraction {
	return map[string]func(*extracting) *extraction{
		"organisations": extractOrganisations,
		"people":        extractPeople,
		"survey":        extractSurvey,
		"events":        extractEvents,
		"attendance":    extractAttendance,
		"ratings":       extractRatings,
		"ideas":         extractIdeas,
		"partners":      extractPartners,
		"questions":     extractQuestions,
		"broadcasts":    extractBroadcasts,
		"calls":         extractCalls,
	}
}

// extracting is what a table is taken out of. Town is a municipality's code, empty for
// all: of organisations, their people, answers and questions those of the municipality,
// of events those in it and those to which its organisations have registered, of ideas
// those about it.
type extracting struct {
	tx   *Tx
	p    *Programme
	town string
	lang text.Language

	organisations map[OrganisationID]Organisation // that were read
}

func (x *extracting) here(town string) bool { return x.town == "" || x.town == town }

// organisation is the organisation, the zero one where it is gone. Tables look at the
// same ones again and again.
func (x *extracting) organisation(id OrganisationID) Organisation {
	o, read := x.organisations[id]
	if !read {
		o, _ = x.tx.Organisations.Get(id)
		if x.organisations == nil {
			x.organisations = map[OrganisationID]Organisation{}
		}
		x.organisations[id] = o
	}
	return o
}

// townOf is the municipality as a cell.
func (x *extracting) townOf(code string) any {
	if code == "" {
		return nil
	}
	return Coded{code, x.p.Town(code)}
}

// field is a column together with how its cell is read off what a row is about.
type field[T any] struct {
	Column
	of func(T) any
}

func col[T any](code string, kind CellKind, bg, en string, of func(T) any) field[T] {
	return field[T]{Column{Code: code, Kind: kind, Title: text.Pair{BG: bg, EN: en}}, of}
}

// saying adds to the column what it means.
func (f field[T]) saying(bg, en string) field[T] {
	f.About = text.Pair{BG: bg, EN: en}
	return f
}

// extraction is a table in the making.
type extraction struct {
	Extract
	next func() (more bool) // reads some more rows
}

// batch is about how many rows are read in one transaction.
const batch = 50

// fill makes the extract's columns, and its rows batch by batch: load reads what has to
// be said of a key, a row each; nothing for what is gone by then.
func fill[K, T any](e Extract, keys []K, load func(K) []T, fields []field[T]) *extraction {
	for _, f := range fields {
		e.Columns = append(e.Columns, f.Column)
	}
	x := &extraction{Extract: e}
	x.next = func() bool {
		for read := 0; len(keys) > 0 && read < batch; keys = keys[1:] {
			records := load(keys[0])
			read += max(1, len(records))
			for _, r := range records {
				row := make([]any, len(fields))
				for i, f := range fields {
					row[i] = f.of(r)
				}
				x.Rows = append(x.Rows, row)
			}
		}
		return len(keys) > 0
	}
	return x
}

// each is what is known already when rows are read.
func each[T any](r T) []T { return []T{r} }

// Cells of what may be missing.

func wordsCell(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func timeCell(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC()
}

// numberCell is a number of a record, 0 for none.
func numberCell[ID ~uint64 | ~int](n ID) any {
	if n == 0 {
		return nil
	}
	return int(n)
}

// codedCell is a code with its words in the list; one that the list does not have stands
// as it is, an empty one without words is nothing.
func codedCell[C ~string](c C, known map[C]text.Pair) any {
	words, ok := known[c]
	switch {
	case !ok && c == "":
		return nil
	case !ok:
		words = text.Pair{BG: string(c)}
	}
	return Coded{string(c), words}
}

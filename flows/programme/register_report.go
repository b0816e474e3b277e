package programme

import (
	"slices"
	"strconv"
	"strings"

	"partnerbot/flows/text"
)

// RegisterReport is what an import did, or would do. Each row is new, changed,
// unchanged or passed over; besides, it may be doubtful.
type RegisterReport struct {
	New, Unchanged, Passed []int // lines
	Changed                []RegisterNote
	Doubtful               []RegisterNote // also those passed over; a row may have several notes
}

// RegisterNote says something about a row.
type RegisterNote struct {
	Line int
	Name string
	What text.Phrase
}

func (im *register) doubt(row RegisterRow, what text.Phrase) {
	im.report.Doubtful = append(im.report.Doubtful, RegisterNote{Line: row.Line, Name: row.Name, What: what})
}

// pass is a doubt for which the row is not taken over.
func (im *register) pass(row RegisterRow, why text.Phrase) {
	im.doubt(row, why)
	im.report.Passed = append(im.report.Passed, row.Line)
}

func (r *RegisterReport) sort() {
	byLine := func(a, b RegisterNote) int { return a.Line - b.Line }
	slices.SortStableFunc(r.Doubtful, byLine)
	slices.SortStableFunc(r.Changed, byLine)
	for _, lines := range [][]int{r.New, r.Unchanged, r.Passed} {
		slices.Sort(lines)
	}
}

// Summary counts the rows and says which they are, a line each.
func (r RegisterReport) Summary() text.Phrase {
	lines := func(notes []RegisterNote) []int {
		var out []int
		for _, n := range notes {
			out = append(out, n.Line)
		}
		return slices.Compact(out)
	}
	doubtful := lines(r.Doubtful)
	return text.Join("\n",
		text.T("Нови: %d%s", "New: %d%s").With(len(r.New), rowsSaid(r.New)),
		text.T("Променени: %d%s", "Changed: %d%s").With(len(r.Changed), rowsSaid(lines(r.Changed))),
		text.T("Без промяна: %d%s", "Unchanged: %d%s").With(len(r.Unchanged), rowsSaid(r.Unchanged)),
		text.T("Пропуснати: %d%s", "Passed over: %d%s").With(len(r.Passed), rowsSaid(r.Passed)),
		text.T("За проверка: %d%s", "To be checked: %d%s").With(len(doubtful), rowsSaid(doubtful)))
}

// Lines are the rows that were changed or are doubtful, each with what there is
// to say of it.
func (r RegisterReport) Lines() []text.Phrase {
	var out []text.Phrase
	last := 0
	say := func(n RegisterNote, what text.Phrase) {
		if n.Line != last {
			where := text.T("Ред %d:", "Row %d:").With(n.Line)
			if n.Name != "" {
				where = text.T("Ред %d, %s:", "Row %d, %s:").With(n.Line, n.Name)
			}
			out = append(out, where)
			last = n.Line
		}
		out = append(out, text.T("  – %s", "  – %s").With(what))
	}
	for _, n := range r.Changed {
		say(n, text.T("променено: %s", "changed: %s").With(n.What))
	}
	last = 0
	for _, n := range r.Doubtful {
		say(n, n.What)
	}
	return out
}

// rowsShown is how many runs of rows are named; nobody reads more.
const rowsShown = 20

// rowsSaid names rows, in their order: „ (редове 2–5, 9)“; nothing for none.
func rowsSaid(lines []int) text.Phrase {
	if len(lines) == 0 {
		return text.Raw("")
	}
	var runs []string
	for i := 0; i < len(lines); {
		j := i
		for j+1 < len(lines) && lines[j+1] == lines[j]+1 {
			j++
		}
		run := strconv.Itoa(lines[i])
		switch {
		case j == i+1:
			run += ", " + strconv.Itoa(lines[j])
		case j > i:
			run += "–" + strconv.Itoa(lines[j])
		}
		runs = append(runs, run)
		i = j + 1
	}
	if len(runs) > rowsShown {
		runs = append(runs[:rowsShown], "…")
	}
	said := strings.Join(runs, ", ")
	if len(lines) == 1 {
		return text.T(" (ред %s)", " (row %s)").With(said)
	}
	return text.T(" (редове %s)", " (rows %s)").With(said)
}

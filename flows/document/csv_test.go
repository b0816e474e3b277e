package document

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCSV(t *testing.T) {
	got := string(CSV([][]string{{"Име", "Текст"}, {`Клуб "Зора"; Русе`, "един\r\nдва\nтри"}, {"", "край"}}))
	want := "\ufeffИме;Текст\r\n\"Клуб \"\"Зора\"\"; Русе\";\"един\nдва\nтри\"\r\n;край\r\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A cell stays what it is when Excel opens the table: text text, a number a
// number.
func TestCSVCells(t *testing.T) {
	for _, cell := range []string{ // text for Excel only with something before it
		"=1+1", "=HYPERLINK(\"http://example.org\")", "+359888123456", "-", "- мир", "@SUM(A1)", "\t=1", "\n=1",
		"1-2", "3/4", "12-2026", "1.2.2026", "01/02/03", "000670602", "0888123456", "123456789012", "3e5", "2E10", "-1+2", "+1",
	} {
		if got := first(t, cell); got != "\u200b"+cell {
			t.Errorf("%q is %q", cell, got)
		}
	}
	for _, cell := range []string{
		"", "Дунав", "5", "-5", "12,5", "-12.50", "0", "0,5", "12345678901", "2026-04-16", "2026-04-16 10:30", "1–2", "none", "a,b", "6-plus",
		"12 500 €", "https://t.me/bot?start=A", "121817309", "да = не",
	} {
		if got := first(t, cell); got != cell {
			t.Errorf("%q is %q", cell, got)
		}
	}
}

// first is the cell as it comes back from a table.
func first(t *testing.T, cell string) string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(CSV([][]string{{cell, "край"}})), "\ufeff")))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil || len(rows) != 1 || len(rows[0]) != 2 {
		t.Fatalf("%q: %q, %v", cell, rows, err)
	}
	return rows[0][0]
}

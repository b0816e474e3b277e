package document

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"partnerbot/flows/text"
)

func TestCSV(t *testing.T) {
	got := string(CSV([][]string{{"Име", "Текст"}, {`Клуб "Зора"; Русе`, "един\r\nдва\nтри"}, {"", "край"}}, text.Bulgarian))
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
		"4 май", "май 4", "4 Май 2026 г.", "4-май", "4май", "апр. 2026", "5 септ.", "May 4", "4 Jan 2026", "December 24, 2026",
		"1.2", "12.50", "-1.2", "1.2.", "1.2.26", "1.2.2026 г.", "2.2026г.", "(5)", "(1,5)", "1 2/3", "5%", "2,5 %", "1,5e3", "1e-3", "10:30",
	} {
		if got := first(t, cell, text.Bulgarian); got != "\u200b"+cell {
			t.Errorf("%q is %q", cell, got)
		}
	}
	for _, cell := range []string{
		"", "Дунав", "5", "-5", "12,5", "-12,50", "0", "0,5", "12345678901", "2026-04-16", "2026-04-16 10:30", "1–2", "none", "a,b", "6-plus",
		"12 500 €", "https://t.me/bot?start=A", "121817309", "да = не",
		"май", "Май месец", "4 маси и 2 стола", "през май 2026", "(пет)", "около 5%", "1234.5", "1.2 и 3", "3 г.",
	} {
		if got := first(t, cell, text.Bulgarian); got != cell {
			t.Errorf("%q is %q", cell, got)
		}
	}
}

// In an English table numbers have a point.
func TestCSVEnglishNumbers(t *testing.T) {
	for _, cell := range []string{"1.2", "-12.50", "0.5"} {
		if got := first(t, cell, text.English); got != cell {
			t.Errorf("%q is %q", cell, got)
		}
	}
	if got := first(t, "1.2.", text.English); got != "\u200b1.2." {
		t.Errorf("a day is %q", got)
	}
}

// first is the cell as it comes back from a table.
func first(t *testing.T, cell string, lang text.Language) string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(CSV([][]string{{cell, "край"}}, lang)), "\ufeff")))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil || len(rows) != 1 || len(rows[0]) != 2 {
		t.Fatalf("%q: %q, %v", cell, rows, err)
	}
	return rows[0][0]
}

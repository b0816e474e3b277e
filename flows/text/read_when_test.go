package text

import (
	"fmt"
	"testing"
	"time"
)

func TestReadWhen(t *testing.T) {
	t.Parallel()
	today := time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)
	for typed, want := range map[string]string{
		"18.03 10:00–16:00":               "2027-03-18 10:00-16:00",
		"18.03.2027 г., 10:00 - 16:30 ч.": "2027-03-18 10:00-16:30",
		"18 март, от 10 до 16 ч.":         "2027-03-18 10:00-16:00",
		"на 18 март от 10:00 до 16":       "2027-03-18 10:00-16:00",
		"18.03 10.00-16.00":               "2027-03-18 10:00-16:00",
		"2027-03-18 9-12:30":              "2027-03-18 09:00-12:30",
		"утре 9:30":                       "2027-03-02 09:30",
		"18.03":                           "2027-03-18",
		"2027-03-18":                      "2027-03-18",
		"10:00–16:00":                     "10:00-16:00",
		"в 11 ч.":                         "11:00",
		"18 March 10:00 to 16:00":         "2027-03-18 10:00-16:00",
		"31.02 10:00":                     "",
		"25:00–26:00":                     "",
		"когато можете":                   "",
		"":                                "",
	} {
		got := ""
		if w, ok := ReadWhen(typed, today); ok {
			if !w.Day.IsZero() {
				got = w.Day.Format(time.DateOnly)
			}
			if w.From.Said && got != "" {
				got += " "
			}
			if w.From.Said {
				got += fmt.Sprintf("%02d:%02d", w.From.Hour, w.From.Minute)
			}
			if w.To.Said {
				got += fmt.Sprintf("-%02d:%02d", w.To.Hour, w.To.Minute)
			}
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
}

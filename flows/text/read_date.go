package text

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	dayMonthYear = regexp.MustCompile(`^(\d{1,2})\s*[./\- ]\s*(\d{1,2})(?:\s*[./\- ]\s*(\d{4}|\d{2}))?\s*\.?\s*(?:г|g|год|year)?\.?$`)
	yearMonthDay = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})$`)
	dayRomanYear = regexp.MustCompile(`^(\d{1,2})\s*[./\- ]\s*([ivx]{1,4})\s*[./\- ]\s*(\d{4}|\d{2})\s*\.?\s*(?:г|год)?\.?$`)
	dayMonthName = regexp.MustCompile(`^(\d{1,2})(?:-?(?:ти|ви|ри|и|th|st|nd|rd))?\.?\s+(\p{L}+)\.?(?:\s+(\d{4})\s*(?:г|g|год)?\.?(?:\s*година)?)?$`)
	monthYear    = regexp.MustCompile(`^(?:(?:от|през|месец|м\.|от месец|през месец)\s+)*(\p{L}+)\.?\s+(\d{4})\s*(?:г|g|год)?\.?(?:\s*година)?$`)
	monthDotYear = regexp.MustCompile(`^(\d{1,2})\s*[./-]\s*(\d{4})\s*(?:г|g|год)?\.?$`)
	onlyYear     = regexp.MustCompile(`^(?:(?:от|през|около)\s+)*((?:19|20)\d{2})\s*(?:г|g|год)?\.?(?:\s*година(?:та)?)?$`)
)

var romanMonths = map[string]string{"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10", "xi": "11", "xii": "12"}

var monthKeys = func() map[string]time.Month {
	keys := map[string]time.Month{}
	for m := time.January; m <= time.December; m++ {
		keys[Latin(monthsBG[m-1])] = m
		keys[Latin(m.String())] = m
		keys[Latin(m.String()[:3])] = m
	}
	for short, m := range map[string]time.Month{"ян": 1, "яну": 1, "фев": 2, "февр": 2, "апр": 4, "юн": 6, "юл": 7, "авг": 8, "сеп": 9, "септ": 9, "окт": 10, "ное": 11, "ноем": 11, "дек": 12} {
		keys[Latin(short)] = m
	}
	return keys
}()

// ReadDate understands a day, in the zone of today: „16.4.2026“, „16 април“,
// „15.VI.2019“, „утре“, „в четвъртък“. Without a year it is the next such day,
// and not sure; without a day it is the first one of the month or year, and not
// sure either. Days that do not exist are refused.
func ReadDate(s string, today time.Time) (Reading[time.Time], bool) {
	s = strings.TrimPrefix(strings.TrimPrefix(Fold(s), "на "), "във ")
	today = time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, today.Location())
	switch Latin(s) {
	case Latin("днес"), "today":
		return Reading[time.Time]{today, true}, true
	case Latin("утре"), Latin("tomorrow"):
		return Reading[time.Time]{today.AddDate(0, 0, 1), true}, true
	case Latin("вдругиден"), Latin("други ден"):
		return Reading[time.Time]{today.AddDate(0, 0, 2), true}, true
	case Latin("вчера"), Latin("yesterday"):
		return Reading[time.Time]{today.AddDate(0, 0, -1), true}, true
	}
	if m := yearMonthDay.FindStringSubmatch(s); m != nil {
		return day(m[1], m[2], m[3], today)
	}
	if m := dayMonthYear.FindStringSubmatch(s); m != nil {
		return day(m[3], m[2], m[1], today)
	}
	if m := dayMonthName.FindStringSubmatch(s); m != nil {
		if month, ok := monthKeys[Latin(m[2])]; ok {
			return day(m[3], strconv.Itoa(int(month)), m[1], today)
		}
	}
	if m := dayRomanYear.FindStringSubmatch(s); m != nil && romanMonths[m[2]] != "" {
		return day(m[3], romanMonths[m[2]], m[1], today)
	}
	if r, ok := readPart(s, today); ok {
		return r, true
	}
	for i, name := range weekdaysBG {
		key := Latin(strings.TrimPrefix(s, "в "))
		if key == Latin(name) || key == Latin(time.Weekday(i).String()) {
			ahead := (i - int(today.Weekday()) + 7) % 7
			if ahead == 0 {
				ahead = 7
			}
			return Reading[time.Time]{Value: today.AddDate(0, 0, ahead)}, true
		}
	}
	return Reading[time.Time]{}, false
}

// readPart understands a month or a year without its day.
func readPart(s string, today time.Time) (r Reading[time.Time], ok bool) {
	if m := monthYear.FindStringSubmatch(s); m != nil {
		if month, known := monthKeys[Latin(m[1])]; known {
			r, ok = day(m[2], strconv.Itoa(int(month)), "1", today)
		}
	}
	if m := monthDotYear.FindStringSubmatch(s); m != nil {
		r, ok = day(m[2], m[1], "1", today)
	}
	if m := onlyYear.FindStringSubmatch(s); m != nil {
		r, ok = day(m[1], "1", "1", today)
	}
	r.Sure = false
	return r, ok
}

func day(year, month, dom string, today time.Time) (Reading[time.Time], bool) {
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(dom)
	y, err := strconv.Atoi(year)
	sure := err == nil
	if !sure {
		y = today.Year()
	} else if y < 100 {
		if y += 2000; y > today.Year()+20 {
			y -= 100 // „15.6.98“
		}
	}
	at := time.Date(y, time.Month(m), d, 0, 0, 0, 0, today.Location())
	if !sure && at.Before(today) {
		at = time.Date(y+1, time.Month(m), d, 0, 0, 0, 0, today.Location())
	}
	if int(at.Month()) != m || at.Day() != d {
		return Reading[time.Time]{}, false
	}
	return Reading[time.Time]{Value: at, Sure: sure}, true
}

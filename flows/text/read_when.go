package text

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// When is a time as somebody types it for an event: „18.03 10:00–16:00“. What they left
// out is zero.
type When struct {
	Day      time.Time // local midnight
	Year     bool      // the year was said
	From, To Clock
}

// Clock is a time of the day; the zero one was not said.
type Clock struct {
	Said         bool
	Hour, Minute int
}

var (
	clockRange = regexp.MustCompile(`(?:^|\s)(?:от |from )?(\d{1,2})[:.](\d{2})\s*(?:ч\.?|h)?\s*(?:-|до|to|until)\s*(\d{1,2})(?:[:.](\d{2}))?$`)
	hourRange  = regexp.MustCompile(`(?:^|\s)(?:от |from )?(\d{1,2})\s*(?:ч\.?|h)?\s*(?:-|до|to|until)\s*(\d{1,2})[:.](\d{2})$`)
	hoursOnly  = regexp.MustCompile(`(?:^|\s)(?:от|from) (\d{1,2})\s*(?:ч\.?|h)?\s*(?:до|to|until) (\d{1,2})$`)
	clockOnly  = regexp.MustCompile(`(?:^|\s)(?:от |в |from |at )?(\d{1,2}):(\d{2})$`)
	hourOnly   = regexp.MustCompile(`(?:^|\s)(?:от|в|from|at) (\d{1,2})$`)
)

var dashes = strings.NewReplacer("–", "-", "—", "-", ",", " ", ";", " ")

// ReadWhen understands when an event is to be: a day, from when to when, or a part of
// that, in the zone of today.
func ReadWhen(s string, today time.Time) (w When, ok bool) {
	s = strings.Join(strings.Fields(dashes.Replace(strings.ToLower(s))), " ")
	for _, hour := range []string{"часа", "час", "ч.", "ч", "h", "o'clock"} {
		s = strings.TrimSpace(strings.TrimSuffix(s, hour))
	}
	rest := s
	for _, form := range []struct {
		re                     *regexp.Regexp
		fromH, fromM, toH, toM int // groups; 0: none
	}{{clockRange, 1, 2, 3, 4}, {hourRange, 1, 0, 2, 3}, {hoursOnly, 1, 0, 2, 0}, {clockOnly, 1, 2, 0, 0}, {hourOnly, 1, 0, 0, 0}} {
		m := form.re.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		var valid, validTo bool
		if w.From, valid = clock(m, form.fromH, form.fromM); !valid {
			continue
		}
		if w.To, validTo = clock(m, form.toH, form.toM); form.toH != 0 && !validTo {
			continue
		}
		rest = strings.TrimSpace(s[:len(s)-len(m[0])])
		break
	}
	rest = strings.TrimSpace(strings.TrimSuffix(rest, "-"))
	if rest == "" {
		return w, w.From.Said
	}
	day, ok := ReadDate(rest, today)
	w.Day, w.Year = day.Value, day.Sure
	return w, ok
}

func clock(m []string, hour, minute int) (c Clock, ok bool) {
	if hour == 0 {
		return c, false
	}
	c.Hour, _ = strconv.Atoi(m[hour])
	if minute != 0 && m[minute] != "" {
		c.Minute, _ = strconv.Atoi(m[minute])
	}
	c.Said = c.Hour < 24 && c.Minute < 60
	return c, c.Said
}

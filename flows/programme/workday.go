package programme

import "time"

// Days on which nobody at the Club works: Saturdays, Sundays and the public holidays of
// Bulgaria (Labour Code, article 154). Days that the government declares free for one
// year only are not known.

// holiday is a day of every year.
type holiday struct {
	month time.Month
	day   int
}

func fixedHolidays() []holiday {
	return []holiday{
		{time.January, 1}, {time.March, 3}, {time.May, 1}, {time.May, 6}, {time.May, 24}, {time.September, 6}, {time.September, 22},
		{time.December, 24}, {time.December, 25}, {time.December, 26},
	}
}

// workday reports whether the local day is one on which people work.
func workday(local time.Time) bool {
	y, m, d := local.Date()
	day := time.Date(y, m, d, 0, 0, 0, 0, time.UTC) // of 24 hours, always
	return !weekend(day) && !eastern(day) && !holidayOrAfter(day)
}

func weekend(day time.Time) bool {
	return day.Weekday() == time.Saturday || day.Weekday() == time.Sunday
}

// eastern reports whether it is one of the four days from Good Friday to Easter Monday.
func eastern(day time.Time) bool {
	after := int(day.Sub(orthodoxEaster(day.Year())).Hours()) / 24
	return -2 <= after && after <= 1
}

// orthodoxEaster is the Sunday, by the rule of Meeus: in the Julian calendar, which is 13
// days behind from 1900 to 2099.
func orthodoxEaster(year int) time.Time {
	d := (19*(year%19) + 15) % 30
	e := (2*(year%4) + 4*(year%7) - d + 34) % 7
	n := d + e + 114
	return time.Date(year, time.Month(n/31), n%31+1+13, 0, 0, 0, 0, time.UTC)
}

// holidayOrAfter reports whether it is a holiday, or free for one that fell on a weekend:
// each gives the next day that would be worked (Easter does not).
func holidayOrAfter(day time.Time) bool {
	free := map[time.Time]bool{}
	var owed []time.Time
	for _, h := range fixedHolidays() {
		at := time.Date(day.Year(), h.month, h.day, 0, 0, 0, 0, time.UTC)
		free[at] = true
		if weekend(at) {
			owed = append(owed, at)
		}
	}
	for _, at := range owed {
		for free[at] || weekend(at) || eastern(at) {
			at = at.AddDate(0, 0, 1)
		}
		free[at] = true
	}
	return free[day]
}

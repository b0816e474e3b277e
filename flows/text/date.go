package text

import (
	"fmt"
	"time"
)

var (
	weekdaysBG = [...]string{"неделя", "понеделник", "вторник", "сряда", "четвъртък", "петък", "събота"}
	monthsBG   = [...]string{"януари", "февруари", "март", "април", "май", "юни", "юли", "август", "септември", "октомври", "ноември", "декември"}
)

// Day is a date as people say it, in the zone that t carries: „четвъртък, 16
// април“; with the year when it is not that of now.
func Day(t, now time.Time) Localised {
	bg := fmt.Sprintf("%s, %d %s", weekdaysBG[t.Weekday()], t.Day(), monthsBG[t.Month()-1])
	en := fmt.Sprintf("%s, %d %s", t.Weekday(), t.Day(), t.Month())
	if t.Year() != now.In(t.Location()).Year() {
		bg, en = fmt.Sprintf("%s %d г.", bg, t.Year()), fmt.Sprintf("%s %d", en, t.Year())
	}
	return localised{bg, en}
}

// OnDay is when something was: „в четвъртък, 16 април“, „във вторник, 14 април“.
func OnDay(t, now time.Time) Localised {
	day := Day(t, now)
	on := "в "
	if t.Weekday() == time.Tuesday {
		on = "във " // before в
	}
	return localised{on + day.In(Bulgarian), "on " + day.In(English)}
}

// DayTime is a date with its time: „четвъртък, 16 април, 10:00 ч.“
func DayTime(t, now time.Time) Localised {
	day, clock := Day(t, now), t.Format("15:04")
	return localised{fmt.Sprintf("%s, %s ч.", day.In(Bulgarian), clock), fmt.Sprintf("%s, %s", day.In(English), clock)}
}

// Ago is how long ago something was: „преди 9 дни“.
func Ago(d time.Duration) Localised {
	n := amount(d)
	if n == nil {
		return localised{"току-що", "just now"}
	}
	return localised{"преди " + n.In(Bulgarian), n.In(English) + " ago"}
}

// Span is about how long something takes: „около 2 минути“.
func Span(d time.Duration) Localised {
	n := amount(d)
	if n == nil {
		n = Minutes(1)
	}
	return localised{"около " + n.In(Bulgarian), "about " + n.In(English)}
}

func amount(d time.Duration) Localised {
	const day = 24 * time.Hour
	switch {
	case d < time.Minute:
		return nil
	case d < time.Hour:
		return Minutes(int(d.Round(time.Minute) / time.Minute))
	case d < day:
		return Count(int(d.Round(time.Hour)/time.Hour), "час", "часа", "hour", "hours")
	case d < 60*day:
		return Days(int(d / day))
	case d < 730*day:
		return Count(int(d/(30*day)), "месец", "месеца", "month", "months")
	}
	return Count(int(d/(365*day)), "година", "години", "year", "years")
}

// Month is the month of a date: „февруари“; with the year when it is not that of now.
func Month(t, now time.Time) Localised {
	bg, en := monthsBG[t.Month()-1], t.Month().String()
	if t.Year() != now.In(t.Location()).Year() {
		bg, en = fmt.Sprintf("%s %d г.", bg, t.Year()), fmt.Sprintf("%s %d", en, t.Year())
	}
	return localised{bg, en}
}

// ShortDay is a date without its weekday, for buttons: „18 март“.
func ShortDay(t time.Time) Localised {
	return localised{fmt.Sprintf("%d %s", t.Day(), monthsBG[t.Month()-1]), fmt.Sprintf("%d %s", t.Day(), t.Month())}
}

// EndOf is the end of a day, after a preposition: „края на четвъртък, 16 април“.
func EndOf(t, now time.Time) Localised {
	day := Day(t, now)
	return localised{"края на " + day.In(Bulgarian), "the end of " + day.In(English)}
}

// ClockOn is a time of a day, after a preposition: „14:30 ч. на четвъртък, 16 април“.
func ClockOn(t, now time.Time) Localised {
	day, clock := Day(t, now), t.Format("15:04")
	return localised{clock + " ч. на " + day.In(Bulgarian), clock + " on " + day.In(English)}
}

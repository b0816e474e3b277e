package main

import (
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2/unstable"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// moment is a date with a time of day, as the clock on the wall of the zone shows
// it; zero where it is missing or wrong.
func (t *table) moment(key string, n *node, zone *time.Location) programme.Moment {
	if n == nil {
		return programme.Moment{}
	}
	wall, err := time.Parse("2006-01-02T15:04:05", strings.ToUpper(strings.Replace(n.scalar, " ", "T", 1)))
	if n.kind != unstable.LocalDateTime || err != nil || wall.Second() != 0 || wall.Nanosecond() != 0 {
		t.wrong(n, text.T("„%s“ трябва да е дата с час и минута, а е %s.", "“%s” must be a date with hour and minute, but is %s.").With(key, kindOf(n)),
			text.T("Напишете ги без кавички, с T между тях и :00 накрая: %s = 2027-03-18T09:30:00", "Write them without quotes, with T between them and :00 at the end: %s = 2027-03-18T09:30:00").With(key))
		return programme.Moment{}
	}
	m := programme.NewMoment(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), zone)
	if m.Wall != wall.Format(programme.WallTime) {
		t.wrong(n, text.T("„%s“: такъв час няма. Тогава часовникът се мести напред.", "“%s”: there is no such time. The clock goes forward then.").With(key),
			text.T("Изберете час преди или след смяната на времето.", "Choose a time before or after the change of the clock."))
		return programme.Moment{}
	}
	return m
}

// instant is an optional date, with a time of day or without one, UTC. Without one a
// first day begins at midnight, and a last day ends at it.
func (t *table) instant(key string, zone *time.Location, last bool) time.Time {
	n := t.get(key)
	if n == nil || n.kind == unstable.LocalDateTime {
		return t.moment(key, n, zone).At
	}
	day := t.date(key, n, zone)
	switch {
	case day.IsZero():
		return day
	case last:
		day = endOfDay(day)
	}
	return day.UTC()
}

// moments is an optional list of dates with times, UTC, and their nodes.
func (t *table) moments(key string, zone *time.Location) (at []time.Time, nodes []*node) {
	for _, n := range t.list(key) {
		if m := t.moment(key, n, zone); !m.IsZero() {
			at, nodes = append(at, m.At), append(nodes, n)
		}
	}
	return at, nodes
}

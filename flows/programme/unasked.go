package programme

import "time"

// Nothing unasked goes out between 20:00 and 08:30, local time.
const (
	quietFrom  = 20 * time.Hour
	quietUntil = 8*time.Hour + 30*time.Minute
)

// ByDay is the first moment from at on, UTC, at which people may be written to
// without having asked. The hours at which the clock changes lie in the night.
func (p *Programme) ByDay(at time.Time) time.Time {
	local := at.In(p.Location)
	clock := time.Duration(local.Hour())*time.Hour + time.Duration(local.Minute())*time.Minute
	morning := func(day int) time.Time {
		return time.Date(local.Year(), local.Month(), day, int(quietUntil.Hours()), int(quietUntil.Minutes())%60, 0, 0, p.Location).UTC()
	}
	switch {
	case clock < quietUntil:
		return morning(local.Day())
	case clock >= quietFrom:
		return morning(local.Day() + 1)
	}
	return at.UTC()
}

// Quiet reports whether people are to be left alone at that moment.
func (p *Programme) Quiet(at time.Time) bool { return !p.ByDay(at).Equal(at) }

// evening is the moment from which on that local day people are left alone, UTC.
func (p *Programme) evening(at time.Time) time.Time {
	local := at.In(p.Location)
	return time.Date(local.Year(), local.Month(), local.Day(), int(quietFrom.Hours()), 0, 0, 0, p.Location).Add(-time.Minute).UTC()
}

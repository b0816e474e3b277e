package programme

import "time"

// Nothing unasked is sent from this time of the day on, local time, until that
// of the next day.
const (
	quietFrom  = 20 * time.Hour
	quietUntil = 8*time.Hour + 30*time.Minute
)

// Quiet reports whether people are to be left alone at t, a local time.
func Quiet(t time.Time) bool {
	day := time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute
	return day >= quietFrom || day < quietUntil
}

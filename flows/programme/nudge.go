package programme

import "time"

// NudgeStep names a nudge by its local day: a day has one.
func NudgeStep(p *Programme, at time.Time) string { return at.In(p.Location).Format(time.DateOnly) }

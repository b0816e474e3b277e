package simulator

import "time"

// Weather is how well Telegram can be reached.
type Weather string

// The kinds of weather.
const (
	FairWeather    Weather = "fair"
	OfflineWeather Weather = "offline" // connections are refused
	SlowWeather    Weather = "slow"    // every answer takes two seconds
	BusyWeather    Weather = "busy"    // every request is answered with 429
	LossyWeather   Weather = "lossy"   // every second request is carried out, and its answer lost
)

const (
	slowness  = 2 * time.Second
	busyPause = 5 // seconds
)

// SetWeather puts an end to all faults and makes the weather. An unknown kind is
// fair.
func (s *Server) SetWeather(w Weather) error {
	s.ClearFaults()
	if err := s.Outage(w == OfflineWeather); err != nil {
		return err
	}
	switch w {
	case SlowWeather:
		s.Fail(Fault{Kind: Slow, Delay: slowness, Times: -1})
	case BusyWeather:
		s.Fail(Fault{Kind: TooMany, RetryAfter: busyPause, Times: -1})
	case LossyWeather:
		s.Fail(Fault{Kind: CutAfter, Every: 2, Times: -1})
	}
	return nil
}

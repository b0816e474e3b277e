package programme

import (
	"testing"
	"time"
)

// Weekends and holidays, Easter by the Orthodox calendar, and the days that are free
// for holidays on a weekend.
func TestWorkday(t *testing.T) {
	for day, want := range map[string]bool{
		"2026-12-23": true, "2026-12-24": false, "2026-12-25": false, "2026-12-28": false, "2026-12-29": true, // the 26th is a Saturday
		"2027-01-01": false, "2027-01-04": true, "2027-03-03": false, "2027-03-04": true, "2027-03-06": false,
		"2027-04-30": false, "2027-05-02": false, "2027-05-03": false, // Easter is on 2 May 2027
		"2027-05-04": false, "2027-05-05": true, "2027-05-06": false, // for 1 May, a Saturday
		"2027-05-24": false, "2027-09-06": false, "2027-09-22": false, "2027-12-27": false, "2027-12-28": false, "2027-12-29": true,
		"2026-04-10": false, "2026-04-13": false, "2026-04-14": true, "2025-04-18": false, "2025-04-21": false, "2025-04-22": true,
	} {
		at, err := time.ParseInLocation(time.DateOnly+" 15:04", day+" 08:45", sofia(t))
		if err != nil || workday(at) != want {
			t.Errorf("%s: %v, want %v, %v", day, workday(at), want, err)
		}
	}
}

package programme

import (
	"testing"
	"time"
)

func TestByDay(t *testing.T) {
	sofia, err := time.LoadLocation("Europe/Sofia")
	if err != nil {
		t.Fatal(err)
	}
	p := &Programme{Location: sofia}
	for at, want := range map[string]string{
		"2026-02-02 00:00": "2026-02-02 08:30", "2026-02-02 08:29": "2026-02-02 08:30", "2026-02-02 08:30": "2026-02-02 08:30",
		"2026-02-02 12:00": "2026-02-02 12:00", "2026-02-02 19:59": "2026-02-02 19:59", "2026-02-02 20:00": "2026-02-03 08:30",
		"2026-02-28 23:59": "2026-03-01 08:30",
		"2026-03-29 02:30": "2026-03-29 08:30", "2026-10-25 03:30": "2026-10-25 08:30", // the clock changes in these nights
	} {
		local, err := time.ParseInLocation("2006-01-02 15:04", at, sofia)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.ByDay(local).In(sofia).Format("2006-01-02 15:04"); got != want {
			t.Errorf("%s: %s, want %s", at, got, want)
		}
		if quiet := p.Quiet(local); quiet != (at != want) {
			t.Errorf("%s is quiet: %v", at, quiet)
		}
	}
}

package programme

import (
	"testing"
	"time"
)

func TestQuiet(t *testing.T) {
	for clock, want := range map[string]bool{
		"00:00": true, "08:29": true, "08:30": false, "12:00": false, "19:59": false, "20:00": true, "23:59": true,
	} {
		at, err := time.Parse("15:04", clock)
		if err != nil {
			t.Fatal(err)
		}
		if got := Quiet(at.Add(59 * time.Second)); got != want {
			t.Errorf("%s: %v, want %v", clock, got, want)
		}
	}
}

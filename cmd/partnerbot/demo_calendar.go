package main

import (
	"fmt"
	"regexp"
	"time"
)

// The demo's calendar: a programme that is two weeks old when the page opens, with a
// meeting that was held two days ago and one that begins twenty minutes later. Wherever
// the real clock stands, the programme's is taken forward to that morning, at most a
// day: at night nobody is written to, and nothing could be tried.

const (
	demoZone  = "Europe/Sofia"
	demoHeld  = "meet_ivanovo" // was held heldAgo days ago
	demoToday = "meet_tsenovo" // is about to begin
	heldAgo   = 2
)

// demoOpens is the next time at which the page may open: twenty minutes before a
// meeting of ten o'clock, when its door is open.
func demoOpens(now time.Time, zone *time.Location) time.Time {
	local := now.In(zone)
	opens := time.Date(local.Year(), local.Month(), local.Day(), 9, 40, 0, 0, zone)
	if opens.Before(now) {
		opens = opens.AddDate(0, 0, 1)
	}
	return opens
}

// demoMeetings lays the two meetings and gives the one in Ruse few seats, so that some
// people wait for one.
func demoMeetings(content []byte, opens time.Time) []byte {
	day := func(code string, on time.Time) {
		content = inEvent(content, code, func(block []byte) []byte {
			block = eventOpening.ReplaceAll(block, nil)
			return eventDate.ReplaceAll(block, fmt.Appendf(nil, "${1}%s", on.Format(time.DateOnly)))
		})
	}
	day(demoHeld, opens.AddDate(0, 0, -heldAgo))
	day(demoToday, opens)
	return inEvent(content, "meet_ruse", func(block []byte) []byte {
		return eventSeats.ReplaceAll(block, fmt.Appendf(nil, "${1}%d", demoHall))
	})
}

var (
	eventDate    = regexp.MustCompile(`(?m)^((?:start|end) = )\d{4}-\d\d-\d\d`)
	eventOpening = regexp.MustCompile(`(?m)^(?:opens|closes) = .*\n`)
	eventSeats   = regexp.MustCompile(`(?m)^(seats = )\d+`)
)

// inEvent changes what the settings say of an event.
func inEvent(content []byte, code string, change func([]byte) []byte) []byte {
	block := regexp.MustCompile(`(?s)\ncode = "` + code + `"\n.*?\n\[\[`)
	return block.ReplaceAllFunc(content, change)
}

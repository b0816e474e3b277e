package document

import (
	"bytes"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// hall is a programme in Sofia's zone, and a training of that day from 9:30 to 16:30.
func hall(t *testing.T, year int, month time.Month, day int) (*programme.Programme, programme.Event) {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Sofia")
	if err != nil {
		t.Fatal(err)
	}
	p := &programme.Programme{
		Name: text.Pair{BG: "Партньорства 2020"}, Location: zone,
		Contact:        programme.ContactPerson{Name: text.Pair{BG: "Стефка Колева"}, Phone: "082 000 000"},
		Municipalities: []programme.MunicipalityName{{Code: "ruse", Name: text.Pair{BG: "Русе", EN: "Ruse"}}},
	}
	return p, programme.Event{
		Added: time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC),
		Plan: programme.Plan{
			Code: "training_1", Kind: programme.Training, Municipality: "ruse",
			Title:  text.Pair{BG: "Междусекторни партньорства: средства, преговори; и още", EN: "Partnerships across sectors"},
			Place:  text.Pair{BG: "Доходно здание, зала „Европа“"},
			Agenda: text.Pair{BG: "9:30 Начало\n12:30 Обяд"},
			Map:    &programme.Point{Latitude: 43.8487, Longitude: 25.954},
			Start:  programme.NewMoment(year, month, day, 9, 30, zone),
			End:    programme.NewMoment(year, month, day, 16, 30, zone),
		},
	}
}

var made = time.Date(2027, 1, 5, 10, 0, 0, 0, time.UTC)

// The clock of the place is right on both sides of the Sundays on which it is changed,
// by the rules that the file itself carries.
func TestCalendarAcrossClockChanges(t *testing.T) {
	for _, day := range []struct {
		month  time.Month
		day    int
		offset string
	}{{time.March, 27, "+0200"}, {time.March, 28, "+0300"}, {time.March, 29, "+0300"}, {time.October, 30, "+0300"}, {time.October, 31, "+0200"}, {time.November, 1, "+0200"}} {
		p, e := hall(t, 2027, day.month, day.day)
		got := string(Calendar(p, []programme.Event{e}, text.Bulgarian, made))
		want := e.Start.In(p).Format("DTSTART;TZID=Europe/Sofia:20060102T150405\r\n")
		if !strings.Contains(got, want) || !strings.HasSuffix(strings.TrimSpace(want), "T093000") {
			t.Errorf("%s %d: no %q in\n%s", day.month, day.day, want, got)
		}
		if !strings.Contains(got, "BEGIN:STANDARD") || !strings.Contains(got, "BEGIN:DAYLIGHT") {
			t.Errorf("%s %d: the zone has one time only\n%s", day.month, day.day, got)
		}
		if is := offsetAt(t, got, e.Start.In(p).Format(icsLocal)); is != day.offset {
			t.Errorf("%s %d: by the file's own rules the clock is at %s, want %s\n%s", day.month, day.day, is, day.offset, got)
		}
	}
}

// offsetAt is how far the zone of the file is from UTC at that time of its clock.
func offsetAt(t *testing.T, file, local string) string {
	t.Helper()
	cal, err := ics.ParseCalendar(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	best, offset := "", ""
	for _, tz := range cal.Timezones() {
		for _, c := range tz.Components {
			var from, to string
			for _, p := range c.UnknownPropertiesIANAProperties() {
				switch p.IANAToken {
				case "DTSTART":
					from = p.Value
				case "TZOFFSETTO":
					to = p.Value
				}
			}
			if from <= local && from > best {
				best, offset = from, to
			}
		}
	}
	return offset
}

// Two days on both sides of a change are in one file, with what the zone does between.
func TestCalendarOverAChange(t *testing.T) {
	p, first := hall(t, 2027, time.March, 27)
	_, second := hall(t, 2027, time.March, 28)
	second.Code = "training_2"
	got := string(Calendar(p, []programme.Event{first, second}, text.Bulgarian, made))
	for local, want := range map[string]string{"20270327T093000": "+0200", "20270328T093000": "+0300"} {
		if is := offsetAt(t, got, local); is != want {
			t.Errorf("%s: %s, want %s\n%s", local, is, want, got)
		}
	}
	if n := strings.Count(got, "BEGIN:VEVENT"); n != 2 {
		t.Errorf("%d events in one file", n)
	}
}

func TestCalendar(t *testing.T) {
	p, e := hall(t, 2027, time.March, 18)
	first := Calendar(p, []programme.Event{e}, text.Bulgarian, made)
	for n, line := range bytes.SplitAfter(first, []byte("\n")) {
		switch {
		case len(line) == 0:
		case !bytes.HasSuffix(line, []byte("\r\n")):
			t.Errorf("line %d does not end with CRLF: %q", n+1, line)
		case len(line) > 77: // 75 bytes and the end of the line (RFC 5545, 3.1)
			t.Errorf("line %d has %d bytes: %q", n+1, len(line), line)
		case !utf8.Valid(line):
			t.Errorf("line %d cuts a letter: %q", n+1, line)
		}
	}
	cal, err := ics.ParseCalendar(bytes.NewReader(first))
	if err != nil || len(cal.Events()) != 1 {
		t.Fatalf("%v: %s", err, first)
	}
	v := cal.Events()[0]
	for property, want := range map[ics.ComponentProperty]string{
		ics.ComponentPropertyUniqueId: "training_1-1796025600@partnerbot", ics.ComponentPropertySequence: "0", ics.ComponentPropertyStatus: "CONFIRMED",
		ics.ComponentPropertySummary:  "Междусекторни партньорства: средства, преговори; и още",
		ics.ComponentPropertyLocation: "Русе, Доходно здание, зала „Европа“", ics.ComponentPropertyGeo: "43.848700;25.954000",
	} {
		if got := v.GetProperty(property); got == nil || ics.FromText(got.Value) != want {
			t.Errorf("%s: %v, want %q", property, got, want)
		}
	}
	if alarms := v.Alarms(); len(alarms) != 1 || alarms[0].GetProperty(ics.ComponentPropertyTrigger).Value != "-PT2H" {
		t.Errorf("alarms: %v", alarms)
	}
	if start, err := v.GetStartAt(); err != nil || !start.Equal(e.Start.At) {
		t.Errorf("begins at %v, %v; want %v", start, err, e.Start.At)
	}
	if words := ics.FromText(v.GetProperty(ics.ComponentPropertyDescription).Value); !strings.Contains(words, "9:30 Начало\n12:30 Обяд") {
		t.Errorf("described as %q", words)
	}
}

// A moved event keeps its name and counts on; one that was called off says so, and
// rings no more.
func TestCalendarChanges(t *testing.T) {
	p, e := hall(t, 2027, time.March, 18)
	uid := CalendarUID(e)
	_, later := hall(t, 2027, time.April, 1)
	e.Start, e.End, e.Sequence, e.Revision = later.Start, later.End, 1, 1
	if CalendarUID(e) != uid {
		t.Errorf("a moved event is called %s, was %s", CalendarUID(e), uid)
	}
	if got := string(Calendar(p, []programme.Event{e}, text.Bulgarian, made)); !strings.Contains(got, "SEQUENCE:1\r\n") || !strings.Contains(got, "20270401T093000") {
		t.Errorf("moved:\n%s", got)
	}
	e.Cancelled, e.Sequence = made, 2
	if got := string(Calendar(p, []programme.Event{e}, text.English, made)); !strings.Contains(got, "STATUS:CANCELLED\r\n") ||
		!strings.Contains(got, "SEQUENCE:2\r\n") || strings.Contains(got, "VALARM") || !strings.Contains(got, "SUMMARY:Partnerships across sectors") {
		t.Errorf("called off:\n%s", got)
	}
}

// A zone that never changes its clocks has its one rule.
func TestCalendarWithoutChanges(t *testing.T) {
	p, e := hall(t, 2027, time.March, 28)
	p.Location = time.FixedZone("Etc/GMT-5", 5*60*60)
	e.Start = programme.NewMoment(2027, time.March, 28, 9, 30, p.Location)
	got := string(Calendar(p, []programme.Event{e}, text.Bulgarian, made))
	if is := offsetAt(t, got, "20270328T093000"); is != "+0500" {
		t.Errorf("%s\n%s", is, got)
	}
}

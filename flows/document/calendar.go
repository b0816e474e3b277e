package document

import (
	"fmt"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// calendarProduct says who has made a calendar file (RFC 5545, 3.7.3).
const calendarProduct = "-//partnerbot//partnerbot//BG"

// alarmBefore is how long before an event a calendar reminds of it: after that there
// still is time to get there.
const alarmBefore = 2 * time.Hour

// The layouts of times in a calendar file (RFC 5545, 3.3.5).
const (
	icsLocal  = "20060102T150405"
	icsOffset = "-0700"
)

// Calendar is a calendar file of the events (RFC 5545): with the clock of the place,
// the rules of its zone, and an alarm. An event keeps its UID for good and counts its
// changes, so that a later file takes the place of an earlier one.
func Calendar(p *programme.Programme, events []programme.Event, lang text.Language, now time.Time) []byte {
	cal := ics.NewCalendar()
	cal.SetProductId(calendarProduct)
	cal.SetMethod(ics.MethodPublish)
	cal.SetCalscale("GREGORIAN")
	if len(events) > 0 {
		cal.AddVTimezone(timezone(p.Location, events))
	}
	for _, e := range events {
		addEvent(cal, p, e, lang, now)
	}
	return []byte(cal.Serialize(ics.WithNewLineWindows))
}

// CalendarUID names the event in people's calendars.
func CalendarUID(e programme.Event) string {
	return fmt.Sprintf("%s-%d@partnerbot", e.Code, e.Added.Unix())
}

func addEvent(cal *ics.Calendar, p *programme.Programme, e programme.Event, lang text.Language, now time.Time) {
	v := cal.AddEvent(CalendarUID(e))
	zone := ics.WithTZID(p.Location.String())
	v.SetDtStampTime(now)
	v.SetCreatedTime(e.Added)
	v.SetSequence(e.Sequence)
	v.SetProperty(ics.ComponentPropertyDtStart, e.Start.In(p).Format(icsLocal), zone)
	v.SetProperty(ics.ComponentPropertyDtEnd, e.End.In(p).Format(icsLocal), zone)
	v.SetSummary(e.Title.In(lang))
	v.SetLocation(e.Where(p).Plain(lang))
	if e.Map != nil {
		v.SetGeo(fmt.Sprintf("%.6f", e.Map.Latitude), fmt.Sprintf("%.6f", e.Map.Longitude))
	}
	v.SetDescription(calendarWords(p, e, lang))
	if !e.Cancelled.IsZero() {
		v.SetStatus(ics.ObjectStatusCancelled)
		return
	}
	v.SetStatus(ics.ObjectStatusConfirmed)
	v.SetTimeTransparency(ics.TransparencyOpaque)
	alarm := v.AddAlarm()
	alarm.SetAction(ics.ActionDisplay)
	alarm.SetTrigger(fmt.Sprintf("-PT%dH", int(alarmBefore.Hours())))
	alarm.SetDescription(e.Title.In(lang))
}

// calendarWords are what to bring, the agenda and whom to ask.
func calendarWords(p *programme.Programme, e programme.Event, lang text.Language) string {
	var lines []string
	if !e.Bring.Empty() {
		lines = append(lines, text.T("Носете: %s", "Bring: %s").With(e.Bring).Plain(lang))
	}
	if !e.Agenda.Empty() {
		lines = append(lines, e.Agenda.In(lang))
	}
	lines = append(lines, text.T("За въпроси: %s", "Questions: %s").With(e.ContactFor(p).Call()).Plain(lang), p.Name.In(lang))
	return strings.Join(lines, "\n\n")
}

// timezone is what the zone's clocks do from before the first event until after the
// last: each change by its date, which needs no rule that a later law could break.
func timezone(zone *time.Location, events []programme.Event) *ics.VTimezone {
	first, last := events[0].Start.At, events[0].End.At
	for _, e := range events {
		first, last = earlier(first, e.Start.At), later(last, e.End.At)
	}
	// From the time before it on: some programs do not read a zone that has summer time
	// only (icalendar 4.0.3, to_tz).
	if from, _ := first.In(zone).ZoneBounds(); !from.IsZero() {
		first = from.Add(-time.Second)
	}
	tz := ics.NewTimezone(zone.String())
	for at := first.In(zone); ; {
		from, to := at.ZoneBounds()
		name, offset := at.Zone()
		before := offset
		if from.IsZero() {
			from = time.Unix(0, 0).In(zone) // the zone has never changed its clocks
		} else {
			_, before = from.Add(-time.Second).Zone()
		}
		change := ics.NewStandard()
		// The moment of the change by the clock that was in force until then.
		change.SetProperty(ics.ComponentPropertyDtStart, from.In(time.FixedZone("", before)).Format(icsLocal))
		change.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), offsetOf(before))
		change.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), offsetOf(offset))
		change.SetProperty(ics.ComponentProperty(ics.PropertyTzname), name)
		if at.IsDST() {
			tz.Components = append(tz.Components, &ics.Daylight{ComponentBase: change.ComponentBase})
		} else {
			tz.Components = append(tz.Components, change)
		}
		if to.IsZero() || to.After(last) {
			break
		}
		at = to
	}
	return tz
}

func offsetOf(seconds int) string {
	return time.Unix(0, 0).In(time.FixedZone("", seconds)).Format(icsOffset)
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

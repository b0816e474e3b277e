package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Events in transcripts are those of the example. The programme's clock goes on to a
// local time, and an event can be another than the example has it:
//
//	става 01.03.2027 10:00
//	събитие training_1: места 1              for NGOs
//	събитие meet_ruse: места на власт 1      for authorities
//	събитие training_1: второ място           organisations may take two from now on
//	събитие training_1: без карта
//	събитие training_1: затваря 05.03.2027 10:00
//	събитие training_1: отваря 05.03.2027 10:00
//	събитие training_1: файл път/до/файл     a material
//	събитие training_1: код K7MQ2X           with which people check in at the door
//	календар                                  what the newest calendar file says
var onEvent = regexp.MustCompile(`^събитие ([\w-]+): (.+)$`)

// actOnEvent does what the line says; false when it says nothing of events.
func (s *stage) actOnEvent(line string) (bool, error) {
	if done, err := s.seated(line); done {
		return true, err
	}
	if at, ok := strings.CutPrefix(line, "става "); ok {
		when, err := s.moment(at)
		if err == nil {
			s.pass(when.Sub(s.clock.Now()))
		}
		return true, err
	}
	if line == "календар" {
		return true, s.calendar()
	}
	m := onEvent.FindStringSubmatch(line)
	if m == nil {
		return false, nil
	}
	return true, s.store.Update(s.clock.Now(), func(tx *programme.Tx) error {
		e, ok := tx.Events.Get(m[1])
		if !ok {
			return fmt.Errorf("no event %q", m[1])
		}
		if err := s.changeEvent(&e, m[2]); err != nil {
			return err
		}
		tx.Events.Put(m[1], e)
		return nil
	})
}

func (s *stage) changeEvent(e *programme.Event, what string) (err error) {
	verb, rest := cutWord(what)
	switch {
	case strings.HasPrefix(what, "места на власт "):
		e.AuthoritySeats, err = strconv.Atoi(strings.TrimPrefix(what, "места на власт "))
	case verb == "места":
		e.Seats, err = strconv.Atoi(rest)
	case what == "второ място":
		e.PerOrganisation, e.SecondFrom = 2, s.clock.Now()
	case what == "без карта":
		e.Map = nil
	case verb == "затваря":
		e.Closes, err = s.moment(rest)
	case verb == "отваря":
		e.Opens, err = s.moment(rest)
	case verb == "код":
		e.CheckIn = rest
	case verb == "файл":
		e.Materials = append(e.Materials, programme.Material{Code: "file" + strconv.Itoa(len(e.Materials)), Title: text.Pair{BG: "Файлът от залата", EN: "The file"}, Path: rest})
	default:
		err = fmt.Errorf("change the event how: %q", what)
	}
	return err
}

// moment reads a local time, as UTC.
func (s *stage) moment(at string) (time.Time, error) {
	when, err := time.ParseInLocation("02.01.2006 15:04", at, s.programme.Location)
	return when.UTC(), err
}

// calendar writes down what the newest calendar file says of its events.
func (s *stage) calendar() error {
	for _, c := range backwards(s.telegram.Log()) {
		if c.File == nil || !strings.HasSuffix(c.File.Name, ".ics") {
			continue
		}
		unfolded := strings.ReplaceAll(string(c.File.Data), "\r\n ", "")
		in := false
		for _, line := range strings.Split(unfolded, "\r\n") {
			in = in && line != "END:VEVENT" || line == "BEGIN:VEVENT"
			switch name, _, _ := strings.Cut(line, ":"); strings.TrimSuffix(name, ";TZID=Europe/Sofia") {
			case "DTSTART", "DTEND", "SUMMARY", "LOCATION", "GEO", "SEQUENCE", "STATUS", "TRIGGER":
				if in {
					fmt.Fprintf(&s.out, "    %s\n", line)
				}
			}
		}
		return nil
	}
	return fmt.Errorf("no calendar file was sent")
}

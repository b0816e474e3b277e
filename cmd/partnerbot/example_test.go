package main

import (
	"bytes"
	"os"
	"slices"
	"testing"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

func TestExampleIsTheTopOne(t *testing.T) {
	top, err := os.ReadFile("../../config.example.toml")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(top, example) {
		t.Error("config.example.toml here and in the top folder differ: run go generate ./cmd/partnerbot")
	}
}

// The example is what the programme needs: see the list.
func TestExample(t *testing.T) {
	s, err := parseSettings("config.example.toml", example, "", wants{})
	if err != nil {
		t.Fatal(err)
	}
	p := s.Programme
	if n := len(p.Municipalities); n != 8 {
		t.Errorf("%d municipalities, want 8", n)
	}
	if n := len(p.Survey.Questions); n < 18 || n > 25 {
		t.Errorf("%d questions, want 18 to 25", n)
	}
	kinds := map[flows.Kind]int{}
	branches := map[string]bool{}
	for _, q := range p.Survey.Questions {
		kinds[q.Kind]++
		if q.Section.Empty() {
			t.Errorf("%s has no section", q.Code)
		}
		for _, c := range q.When {
			branches[c.Question] = true
		}
	}
	for _, q := range slices.Concat(p.Survey.Questions, p.Needs.Questions, p.Feedback.Questions, p.Rating) {
		for _, c := range q.Choices {
			for _, label := range []string{c.Label.BG, c.Label.EN} {
				if n := len([]rune(label)); n > 30 {
					t.Errorf("%s: %q has %d characters: too many for a button", q.Code, label, n)
				}
			}
		}
	}
	if len(kinds) < 8 || kinds[flows.Scale] != 8 || len(branches) < 2 {
		t.Errorf("kinds %v, branches on %v", kinds, branches)
	}
}

// Two trainings on days in a row, and a meeting in each municipality, within the
// programme and with materials.
func TestExampleEvents(t *testing.T) {
	s, err := parseSettings("config.example.toml", example, "", wants{})
	if err != nil {
		t.Fatal(err)
	}
	p := &s.Programme
	var trainings []programme.Plan
	held := map[string]int{}
	for _, e := range p.Events {
		if e.Kind == programme.Training {
			trainings = append(trainings, e)
		} else {
			held[e.Municipality]++
			if e.AuthoritySeats == 0 {
				t.Errorf("%s has no seats for authorities", e.Code)
			}
		}
		if len(e.Materials) < 2 || e.Agenda.Empty() || e.Bring.Empty() {
			t.Errorf("%s lacks something", e.Code)
		}
		for _, m := range e.Materials {
			if n := len([]rune(m.Title.BG)); n > 30 {
				t.Errorf("%s: %q has %d characters: too many for a button", e.Code, m.Title.BG, n)
			}
		}
	}
	if len(trainings) != 2 || trainings[0].Seats != 35 || trainings[1].Seats != 35 ||
		trainings[0].Start.In(p).AddDate(0, 0, 1).Format(time.DateOnly) != trainings[1].Start.In(p).Format(time.DateOnly) {
		t.Errorf("trainings %+v", trainings)
	}
	for _, m := range p.Municipalities {
		if held[m.Code] != 1 {
			t.Errorf("%d meetings in %s, want one", held[m.Code], m.Code)
		}
	}
	if len(p.Rating) == 0 || len(p.Needs.Questions) == 0 || len(p.Feedback.Questions) == 0 || len(p.Nudges) == 0 {
		t.Error("the example shows not all that there can be")
	}
	if warned := s.Warnings(p.Starts); len(warned) > 0 {
		t.Errorf("%v", warned)
	}
}

func TestExampleLiesAhead(t *testing.T) {
	was, err := parseSettings("", example, "", wants{})
	if err != nil {
		t.Fatal(err)
	}
	for _, day := range []string{"2020-01-01", "2026-11-23", "2027-01-18", "2027-01-19", "2027-02-01", "2028-02-29", "2031-12-31"} {
		today, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		content, err := exampleFor(today)
		if err != nil {
			t.Fatal(err)
		}
		s, err := parseSettings("", content, "", wants{})
		if err != nil {
			t.Fatalf("%s: %v", day, err)
		}
		p, q := s.Programme, was.Programme
		if p.Starts.Before(today.Add(13 * 24 * time.Hour)) {
			t.Errorf("%s: starts on %s", day, p.Starts)
		}
		if !p.Starts.Equal(q.Starts) && p.Starts.After(today.Add(leadTime+7*24*time.Hour)) {
			t.Errorf("%s: starts only on %s", day, p.Starts)
		}
		if p.Starts.Weekday() != q.Starts.Weekday() || p.Ends.Weekday() != q.Ends.Weekday() {
			t.Errorf("%s: days of the week changed: %s to %s", day, p.Starts, p.Ends)
		}
		for i, e := range p.Events {
			is, before := e.Start.In(&p), q.Events[i].Start.In(&q)
			if is.Weekday() != before.Weekday() || is.Format(time.TimeOnly) != before.Format(time.TimeOnly) || is.Sub(p.Starts).Round(24*time.Hour) != before.Sub(q.Starts).Round(24*time.Hour) {
				t.Errorf("%s: %s on %s", day, e.Code, is)
			}
		}
		if len(s.Warnings(today)) > 0 {
			t.Errorf("%s: %v", day, s.Warnings(today))
		}
	}
}

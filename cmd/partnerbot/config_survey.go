package main

import (
	"slices"
	"time"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

const (
	surveyForm = "survey" // the form's name, part of records and buttons
	introLimit = 2500
)

func (s *Settings) readSurvey(t *table) {
	defer t.done()
	f := &s.Programme.Survey
	f.Name = surveyForm
	s.readFrame(t, f)
	n := t.get("closes")
	if day := t.date("closes", n, s.Programme.Location); !day.IsZero() {
		f.Closes = endOfDay(day).UTC()
		s.warn(t, n, f.Closes, text.T("последният ден за отговори („closes“) вече е минал: никой не може да отговаря.",
			"the last day for answers (“closes”) has passed: nobody can answer."),
			text.T("Ако проучването продължава, напишете новата дата.", "If the survey goes on, write the new date."))
	}
	s.readNudges(t)
	s.readQuestions(t, "question", f, map[string]bool{})
}

// readNudges reads when organisations that have not sent the survey are reminded of it.
func (s *Settings) readNudges(t *table) {
	p := &s.Programme
	at, nodes := t.moments("nudges", p.Location)
	for i, one := range at {
		closes := p.Survey.Closes
		switch n := nodes[i]; {
		case !closes.IsZero() && !one.Before(closes):
			t.wrong(n, text.T("подсещането („nudges“) е след последния ден за отговори.", "the nudge (“nudges”) comes after the last day for answers."),
				text.T("Изберете по-ранна дата.", "Choose an earlier date."))
		case p.Quiet(one):
			t.wrong(n, text.T("подсещането („nudges“) е през нощта.", "the nudge (“nudges”) comes at night."),
				text.T("Между 20:00 и 8:30 ч. ботът не пише на никого сам. Изберете час през деня.", "Between 20:00 and 8:30 the bot writes to nobody by itself. Choose an hour of the day."))
		case slices.ContainsFunc(at[:i], func(other time.Time) bool { return programme.NudgeStep(p, other) == programme.NudgeStep(p, one) }):
			t.wrong(n, text.T("за този ден вече има подсещане („nudges“).", "there is a nudge (“nudges”) for that day already."),
				text.T("Махнете едното.", "Take one of them out."))
		}
	}
	slices.SortFunc(at, time.Time.Compare)
	p.Nudges = at
}

package main

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// What holds where the configuration says nothing.
var (
	usualSeating   = programme.Seating{Answer: 24 * time.Hour, AnswerNear: 3 * time.Hour, Near: 3 * 24 * time.Hour}
	usualReminders = []programme.Step{daysBefore(7), daysBefore(1), hoursBefore(2)}
	usualCallAfter = 3 * time.Hour
)

// Forms of the configuration that belong to events, by the names under which
// participants open them.
const (
	needsForm    = "needs"
	feedbackForm = "after"
)

func daysBefore(n int) programme.Step {
	return programme.Step{Code: "days" + strconv.Itoa(n), Days: n}
}

func hoursBefore(n int) programme.Step {
	return programme.Step{Code: "hours" + strconv.Itoa(n), Before: time.Duration(n) * time.Hour}
}

func (s *Settings) readRegistration(t *table) {
	defer t.done()
	p := &s.Programme
	read := func(key string, low, high int, unit, usual time.Duration) time.Duration {
		if n := t.count(key, low, high); t.has(key) {
			return time.Duration(n) * unit
		}
		return usual
	}
	p.Seating = programme.Seating{
		Answer:     read("offer_hours", 1, 7*24, time.Hour, usualSeating.Answer),
		AnswerNear: read("offer_hours_near", 1, 7*24, time.Hour, usualSeating.AnswerNear),
		Near:       read("near_days", 0, 30, 24*time.Hour, usualSeating.Near),
	}
	if p.Seating.AnswerNear > p.Seating.Answer && t.n != nil {
		n := t.n
		for _, key := range []string{"offer_hours", "offer_hours_near"} {
			n = cmp.Or(t.n.fields[key], n)
		}
		t.wrong(n, text.T("„offer_hours_near“ е повече от „offer_hours“.", "“offer_hours_near” is more than “offer_hours”."),
			text.T("Близо до събитието времето за отговор е по-късо.", "Near the event there is less time to answer."))
	}
	p.CallAfter = read("call_after_hours", 0, 48, time.Hour, usualCallAfter)
}

// readReminders reads the ladder and puts it into the order in which it comes.
func (s *Settings) readReminders(top *table) {
	p := &s.Programme
	if !top.has("reminder") {
		top.get("reminder")
		p.Reminders = slices.Clone(usualReminders)
		return
	}
	seen := map[string]bool{}
	for _, t := range top.sections("reminder", "[[reminder]]") {
		step := programme.Step{}
		switch days, hours := t.count("days", 1, 60), t.count("hours", 1, 12); {
		case t.has("days") == t.has("hours"):
			t.wrong(t.n, text.T("напомнянето е или толкова дни, или толкова часа преди събитието.", "a reminder is so many days or so many hours before the event."),
				text.T("Напишете едното: days = 7 или hours = 2.", "Write one of them: days = 7 or hours = 2."))
		case days > 0:
			step = daysBefore(days)
		case hours > 0:
			step = hoursBefore(hours)
		}
		if seen[step.Code] && step.Code != "" {
			t.wrong(t.n, text.T("такова напомняне вече има по-горе.", "there is such a reminder above already."), text.T("Махнете едното.", "Take one of them out."))
		}
		seen[step.Code] = true
		t.done()
		p.Reminders = append(p.Reminders, step)
	}
	slices.SortStableFunc(p.Reminders, func(a, b programme.Step) int { return cmp.Compare(ahead(b), ahead(a)) })
}

// ahead is how long before the event the step comes.
func ahead(s programme.Step) time.Duration { return time.Duration(s.Days)*24*time.Hour + s.Before }

// readNeeds reads what is asked after somebody has registered.
func (s *Settings) readNeeds(t *table) {
	defer t.done()
	f := &s.Programme.Needs
	f.Name = needsForm
	s.readFrame(t, f)
	s.readQuestions(t, "question", f, map[string]bool{})
}

// readFeedback reads what is asked after an event, and the ratings that are asked
// before a training too. Their answers are kept together, so are their codes.
func (s *Settings) readFeedback(t *table) {
	defer t.done()
	f := &s.Programme.Feedback
	f.Name = feedbackForm
	s.readFrame(t, f)
	codes := map[string]bool{}
	s.readQuestions(t, "question", f, codes)
	if !t.has("rating") {
		t.get("rating")
		return
	}
	var ratings flows.Form
	s.readQuestions(t, "rating", &ratings, codes)
	s.Programme.Rating = ratings.Questions
	for i, n := range t.n.fields["rating"].items {
		if i < len(ratings.Questions) && ratings.Questions[i].Kind != flows.Scale && ratings.Questions[i].Kind != "" {
			t.wrong(cmp.Or(n.fields["kind"], n), text.T("оценката трябва да е от вид „scale“: сравнява се преди и след обучението.", "a rating must be of the kind “scale”: it is compared before and after the training."),
				text.T("Напишете kind = \"scale\" или преместете въпроса под ред [[feedback.question]].", "Write kind = \"scale\", or move the question below a line [[feedback.question]]."))
		}
		if n.fields["when"] != nil {
			t.wrong(n.fields["when"], text.T("оценките се дават от всички: „when“ не върви с тях.", "everybody gives the ratings: “when” does not go with them."),
				text.T("Махнете го.", "Take it out."))
		}
	}
}

// readFrame reads what stands around the questions of a form.
func (s *Settings) readFrame(t *table, f *flows.Form) {
	f.Title = t.needPair("title", nameLimit)
	f.Intro = t.pair("intro", introLimit)
	f.Thanks = t.pair("thanks", introLimit)
}

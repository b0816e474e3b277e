package main

import (
	"errors"
	"io/fs"
	"slices"
	"strconv"
	"time"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
	"partnerbot/storage"
)

// sayEvents tells where the events in the database are no longer as the configuration
// has them: what coordinators have changed there holds. The database is not touched.
func sayEvents(env *environment, s Settings) error {
	store, err := storage.Open(s.Storage, storage.Options{ReadOnly: true})
	plans := s.Programme.Events
	switch {
	case errors.Is(err, fs.ErrNotExist) && len(plans) > 0:
		env.say(text.T("Още няма данни. При първото пускане ботът ще добави %s от %s.", "There are no data yet. When it is first started, the bot will add %s of %s.").
			With(eventCount(len(plans)), s.File))
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case errors.Is(err, storage.ErrLocked):
		env.say(text.T("Събитията не са сравнени с данните, защото ботът работи в момента. Спрете го, за да ги сравните, или вижте как стоят те с /events в групата на координаторите.",
			"The events were not compared with the data, since the bot is running. Stop it to compare them, or see how they stand with /events in the coordinators' group."))
		return nil
	case errors.Is(err, storage.ErrOlder):
		env.say(text.T("Събитията не са сравнени с данните: те са от по-стара версия. Ботът ще ги обнови, като тръгне.",
			"The events were not compared with the data, which are of an older version. The bot brings them up to date when it starts."))
		return nil
	case err != nil:
		return explainStore(s.Storage, text.Phrase{}, err)
	}
	defer func() { _ = store.Close() }()
	return store.View(func(tx *programme.Tx) error {
		compareEvents(env, s, tx)
		sayTerm(env, s, tx)
		return nil
	})
}

func compareEvents(env *environment, s Settings, tx *programme.Tx) {
	p := &s.Programme
	var lines []text.Phrase
	for _, plan := range p.Events {
		e, there := tx.Events.Get(plan.Code)
		if !there {
			lines = append(lines, text.T("  %s\n    – ще влезе в данните при следващото пускане", "  %s\n    – will be added to the data at the next start").With(plan.Code))
			continue
		}
		if own := eventDifferences(p, e, plan); len(own) > 0 {
			lines = append(lines, text.Join("\n", append([]text.Phrase{text.T("  %s", "  %s").With(plan.Code)}, own...)...))
		}
	}
	var own []text.Phrase
	for _, e := range programme.Events(tx) {
		if e.Own {
			own = append(own, text.T("  %s: %s, %s", "  %s: %s, %s").With(e.Code, text.Quote(e.Title.In(env.lang)), e.Start.Wall[:len(time.DateOnly)]))
			continue
		}
		if !slices.ContainsFunc(p.Events, func(plan programme.Plan) bool { return plan.Code == e.Code }) {
			lines = append(lines, text.T("  %s\n    – само в данните: %s, %s", "  %s\n    – only in the data: %s, %s").With(e.Code, text.Quote(e.Title.In(env.lang)), e.Start.Wall[:len(time.DateOnly)]))
		}
	}
	switch all := len(programme.Events(tx)) - len(own); {
	case len(lines) > 0:
		env.say(text.T("Събитията в данните и в %s се различават. Важи това, което е в данните: променя се от групата на координаторите.\n%s",
			"The events in the data and in %s differ. What is in the data holds; it is changed from the coordinators' group.\n%s").With(s.File, text.Join("\n", lines...)))
	case all > 0:
		env.say(text.T("Данните имат %s, както е и в настройките.", "The data have %s, as the settings do.").With(eventCount(all)))
	}
	if len(own) > 0 {
		env.say(text.T("Координаторите са добавили от групата още %s:\n%s", "From their group the coordinators have added %s more:\n%s").With(eventCount(len(own)), text.Join("\n", own...)))
	}
}

// eventDifferences are the lines for an event, as settings that the operator knows.
func eventDifferences(p *programme.Programme, e programme.Event, plan programme.Plan) []text.Phrase {
	var lines []text.Phrase
	if !e.Cancelled.IsZero() {
		lines = append(lines, text.T("    – отменено на %s", "    – called off on %s").With(e.Cancelled.In(p.Location).Format(time.DateOnly)))
	}
	for _, field := range e.Differences(plan) {
		is, was := eventField(p, e.Plan, field), eventField(p, plan, field)
		if field == "materials" {
			field = "material" // as it is written there
		}
		if is != was {
			lines = append(lines, text.T("    – %s: %s, в настройките %s", "    – %s: %s, in the settings %s").With(field, orNothing(is), orNothing(was)))
		} else {
			lines = append(lines, text.T("    – %s: различно", "    – %s: differs").With(field))
		}
	}
	return lines
}

func orNothing(s string) text.Phrase {
	if s == "" {
		return text.T("няма", "nothing")
	}
	return text.Raw(s)
}

// eventField is how a short setting is written in the configuration; empty where it has
// no value, or a long one.
func eventField(p *programme.Programme, plan programme.Plan, field string) string {
	wall := func(at time.Time) string {
		if at.IsZero() {
			return ""
		}
		return at.In(p.Location).Format("2006-01-02T15:04:05")
	}
	day := func(at time.Time, last int) string { // midnight is written as a day, see instant
		if local := at.In(p.Location); !at.IsZero() && local.Equal(time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, p.Location)) {
			return local.AddDate(0, 0, last).Format(time.DateOnly)
		}
		return wall(at)
	}
	count := func(n int) string { return strconv.Itoa(n) }
	switch field {
	case "kind":
		return string(plan.Kind)
	case "title":
		return inQuotes(plan.Title)
	case "municipality":
		return plan.Municipality
	case "place":
		return inQuotes(plan.Place)
	case "address":
		return inQuotes(plan.Address)
	case "start":
		return wall(plan.Start.At)
	case "end":
		return wall(plan.End.At)
	case "seats":
		return count(plan.Seats)
	case "authority_seats":
		return count(plan.AuthoritySeats)
	case "per_organisation":
		return count(max(1, plan.PerOrganisation))
	case "second_from":
		return day(plan.SecondFrom, 0)
	case "opens":
		return day(plan.Opens, 0)
	case "closes":
		return day(plan.Closes, -1)
	}
	return ""
}

func inQuotes(p text.Pair) string {
	if p.Empty() {
		return ""
	}
	return text.Quote(p.BG).In(text.Bulgarian)
}

// eventCount is „3 събития“.
func eventCount(n int) text.Localised {
	return text.Count(n, "събитие", "събития", "event", "events")
}

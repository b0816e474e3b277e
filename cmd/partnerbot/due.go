package main

import (
	"strconv"
	"time"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

type dueCommand struct {
	configFlag
	Days int
}

func (c *dueCommand) describe() description {
	return description{
		summary: text.T("показва какво ще изпрати ботът сам в следващите дни", "shows what the bot will send by itself in the next days"),
		detail: text.T("По дни: напомняния, подсещания за проучването, предложени места и вести за събития, и на колко души. Който е на няколко реда в един ден, получава за деня едно съобщение; напомнянето в деня на събитието е отделно.\nПоказаното е според данните сега: който отговори или се откаже междувременно, отпада.",
			"Day by day: reminders, nudges about the survey, offered seats and news of events, and to how many people. Who is on several lines of one day gets one message for that day; the reminder on the day of an event is apart.\nIt follows from the data as they are now: who answers or gives up meanwhile drops out."),
		options: []option{
			c.configOption(),
			{name: "days", value: numberTo(&c.Days, 7, strconv.Atoi), place: text.T("ДНИ", "DAYS"), help: text.T("за колко дни напред, от 1 до 60; ако не е казано друго, 7", "for how many days ahead, 1 to 60; 7 unless said otherwise")},
		},
	}
}

// Run prints the days.
func (c dueCommand) Run(env *environment) error {
	if c.Days < 1 || c.Days > programme.ForecastMost {
		return fail(text.T("Дните след --days са от 1 до %d.", "The days after --days are 1 to %d.").With(programme.ForecastMost), nil)
	}
	settings, err := c.settings(env, wants{})
	if err != nil {
		return err
	}
	store, err := openData(settings, text.Phrase{})
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	rows, err := store.Upcoming(time.Time{}, programme.ForecastRows)
	if err != nil {
		return explainStore(settings.Storage, text.Phrase{}, err)
	}
	p := &settings.Programme
	now := env.now()
	until := programme.ForecastUntil(p, now, c.Days)
	return store.View(func(tx *programme.Tx) error {
		then := *tx
		then.Now = now.UTC()
		sayDue(env, p, &then, programme.Forecast(&then, p, rows, until), until)
		return nil
	})
}

// sayDue prints what is planned, day by day.
func sayDue(env *environment, p *programme.Programme, tx *programme.Tx, planned []programme.Planned, until time.Time) {
	now := tx.Now.In(p.Location)
	last := text.Day(until.AddDate(0, 0, -1), now)
	if len(planned) == 0 {
		env.say(text.T("До края на %s, ботът няма какво да изпраща сам.", "Until the end of %s the bot has nothing to send by itself.").With(last))
		return
	}
	env.say(text.T("Какво ще изпрати ботът сам до края на %s:", "What the bot will send by itself until the end of %s:").With(last))
	calls := 0
	for _, day := range programme.PlannedDays(p, planned) {
		env.say(text.T("\n%s · %s", "\n%s · %s").With(text.Day(day.Day, now), text.People(day.People)))
		for _, one := range day.Planned {
			env.say(text.T("  %s %s – %s", "  %s %s – %s").With(one.At.In(p.Location).Format("15:04"), one.Words(tx, p), text.People(len(one.People))))
			if one.Calls > 0 {
				env.say(text.T("        и за обаждане: %s", "        and to be called: %s").With(text.People(one.Calls)))
			}
			calls += one.Calls
		}
	}
	if calls > 0 {
		env.say(text.T("\nЗа обаждане са тези, до които съобщение в Telegram не стига. Списъкът е в групата на координаторите: /calls", "\nTo be called are those whom no message in Telegram reaches. The list is in the coordinators' group: /calls"))
	}
}

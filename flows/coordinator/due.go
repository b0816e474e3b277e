package coordinator

import (
	"strconv"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// verbDue shows what will be sent: for how many days, and which page.
const verbDue = "due"

// dueDays is for how many days, where nothing else is said.
const dueDays = 7

// due shows what will be sent by itself: how much, never to whom.
func (g *group) due(argument string) {
	days, err := strconv.Atoi(argument)
	switch {
	case argument == "":
		days = dueDays
	case err != nil || days < 1 || days > programme.ForecastMost:
		g.tell(text.T("След /due напишете за колко дни напред, от 1 до %d, например: /due 14", "After /due write for how many days ahead, 1 to %d, for example: /due 14").With(programme.ForecastMost))
		return
	}
	g.say(g.dueScreen(days, 0))
}

// turnDue shows a page in place.
func (g *group) turnDue(refs []string) {
	days, _ := strconv.Atoi(refs[0])
	page, _ := strconv.Atoi(refs[1])
	g.change(g.dueScreen(max(1, min(days, programme.ForecastMost)), page))
}

// dueScreen is a page of what will be sent, day by day.
func (g *group) dueScreen(days, page int) flows.Screen {
	until := programme.ForecastUntil(g.p, g.At, days)
	planned := programme.PlannedDays(g.p, programme.Forecast(g.tx, g.p, g.tx.Upcoming(time.Time{}, programme.ForecastRows), until))
	last := text.Day(until.AddDate(0, 0, -1), g.local(g.At))
	turn := func(label text.Phrase, page int) flows.Tap {
		return tap(label, verbDue, strconv.Itoa(days), strconv.Itoa(page))
	}
	if len(planned) == 0 {
		return flows.Screen{
			Text:    text.T("До края на %s, няма какво да изпращам сам.", "Until the end of %s I have nothing to send by myself.").With(last),
			Buttons: [][]flows.Tap{{turn(text.T("Обнови", "Refresh"), 0)}},
		}
	}
	var lines []line
	calls := 0
	for _, day := range planned {
		heading := text.T("<b>%s</b> · %s", "<b>%s</b> · %s").With(text.Day(day.Day, g.local(g.At)), text.People(day.People))
		for _, one := range day.Planned {
			said := text.T("%s %s – %s", "%s %s – %s").With(g.local(one.At).Format("15:04"), one.Words(g.tx, g.p), text.People(len(one.People)))
			if one.Calls > 0 {
				said = text.T("%s; за обаждане: %s", "%s; to be called: %s").With(said, text.People(one.Calls))
			}
			calls += one.Calls
			lines = append(lines, line{heading: heading, text: said})
		}
	}
	s, v := linesScreen(text.T("<b>Какво ще изпратя сам</b> до края на %s", "<b>What I will send by myself</b> until the end of %s").With(last), lines, linesShown, page, turn)
	s.Text = text.Join("\n\n", s.Text, text.T("<i>Според данните сега: който отговори или се откаже, отпада.</i>", "<i>By the records as they are now: who answers or gives up drops out.</i>"))
	row := []flows.Tap{turn(text.T("Обнови", "Refresh"), v.page)}
	if calls > 0 {
		row = append(row, tap(text.T("За обаждане", "To be called"), verbCalls, "0"))
	}
	s.Buttons = append(s.Buttons, row)
	return s
}

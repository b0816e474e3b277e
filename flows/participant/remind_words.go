package participant

import (
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// remindWords are the words of a reminder of the events with these codes. One that was
// held up into the night is not sent any more: the next step of the ladder says the
// same, and where there is none somebody calls.
func remindWords(c *chat, codes string) (flows.Screen, bool) {
	events := c.remindedOf(reminderName + codes)
	if !c.p.Quiet(c.At) {
		return c.reminderScreen(events, text.Phrase{})
	}
	for _, e := range events {
		if !programme.RemindsAfter(c.p, e, c.At) {
			c.unsaid(e, programme.AboutReminder)
		}
	}
	return flows.Screen{}, false
}

// reminderScreen reminds of the events that the person has a seat for and that have not
// begun. What is not answered yet has buttons; of what is, it says when and where it
// is. False: there are no such events.
func (c *chat) reminderScreen(events []programme.Event, lead text.Phrase) (flows.Screen, bool) {
	var paragraphs []text.Phrase
	var rows [][]flows.Tap
	all, open := c.seatsOf(events)
	for _, e := range events {
		seats := all[e.Code]
		if len(seats) == 0 {
			continue
		}
		paragraphs = append(paragraphs, c.eventParagraph(e, seats, several(all, open)))
	}
	if len(paragraphs) == 0 {
		return flows.Screen{Text: lead}, false
	}
	for _, s := range open {
		rows = append(rows, s.row(several(all, open)))
	}
	if len(open) > 1 {
		rows = append(rows, []flows.Tap{remindTap(text.T("Да, за всички", "Yes, for all"), remindAll, open[0].ID)})
	}
	if len(open) > 0 {
		last := []flows.Tap{{Label: text.T("Имам въпрос", "I have a question"), Data: flows.HelpButton}}
		if later := c.canPutOff(open); later != 0 {
			last = append(last, remindTap(labelLater, remindLater, later))
		}
		rows = append(rows, last)
	}
	rows = append(rows, c.ratingRow(events)...)
	return flows.Screen{Text: text.Join("\n\n", append([]text.Phrase{lead}, paragraphs...)...), Buttons: rows}, true
}

// remindedSeat is a seat of a reminder, with its number there, from 1.
type remindedSeat struct {
	programme.Registration
	event programme.Event
	n     int
}

// seatsOf are the seats for the events that the person still has to be reminded of, by
// event, and those of them that wait for an answer.
func (c *chat) seatsOf(events []programme.Event) (all map[string][]remindedSeat, open []remindedSeat) {
	all = map[string][]remindedSeat{}
	n := 0
	for _, e := range events {
		if !e.Cancelled.IsZero() || !c.At.Before(e.Start.At) {
			continue
		}
		for _, r := range programme.ConfirmedOf(c.tx, e.Code, c.Person) {
			n++
			s := remindedSeat{r, e, n}
			all[e.Code] = append(all[e.Code], s)
			if !r.Coming(e) {
				open = append(open, s)
			}
		}
	}
	return all, open
}

// several reports whether the seats have to be told apart by numbers: there are some,
// and something is asked.
func several(all map[string][]remindedSeat, open []remindedSeat) bool {
	n := 0
	for _, seats := range all {
		n += len(seats)
	}
	return n > 1 && len(open) > 0
}

// canPutOff is the first seat whose event can be put off to tomorrow; 0 where none can.
func (c *chat) canPutOff(open []remindedSeat) programme.RegistrationID {
	for _, s := range open {
		if programme.CanPutOff(c.p, s.event, c.At) {
			return s.ID
		}
	}
	return 0
}

// eventParagraph says what is when and where, and how the seats stand.
func (c *chat) eventParagraph(e programme.Event, seats []remindedSeat, several bool) text.Phrase {
	lines := []text.Phrase{
		text.T("<b>%s</b>", "<b>%s</b>").With(c.headline(e)),
		text.T("%s, %s", "%s, %s").With(text.DayTime(e.Start.In(c.p), c.local()), e.Where(c.p)),
	}
	if !e.Was.IsZero() && !e.Was.At.Equal(e.Start.At) {
		lines = append(lines, text.T("(Беше %s.)", "(It was %s.)").With(onDayTime(e.Was.In(c.p), c.local())))
	}
	if !e.Bring.Empty() {
		lines = append(lines, text.T("Носете: %s", "Please bring: %s").With(e.Bring))
	}
	for _, s := range seats {
		lines = append(lines, c.askLine(s, several))
	}
	return text.Join("\n", lines...)
}

// headline says how soon the event is.
func (c *chat) headline(e programme.Event) text.Phrase {
	what := theEvent(e)
	left := e.Start.At.Sub(c.At)
	switch days := c.daysTo(e.Start.At); {
	case days == 0 && left < time.Minute:
		return text.T("Сега започва %s.", "Beginning now: %s.").With(what)
	case days == 0 && left <= 3*time.Hour:
		return text.T("След %s започва %s.", "Beginning in %s: %s.").With(inAbout(left), what)
	case days == 0:
		return text.T("Днес е %s.", "Today: %s.").With(what)
	case days == 1:
		return text.T("Утре е %s.", "Tomorrow: %s.").With(what)
	default:
		return text.T("След %s е %s.", "In %s: %s.").With(text.Days(days), what)
	}
}

// inAbout is how long it takes until something, in hours where they are full ones.
func inAbout(d time.Duration) text.Localised {
	minutes := int(d.Round(time.Minute) / time.Minute)
	if minutes%60 == 0 && minutes > 0 {
		return text.Count(minutes/60, "час", "часа", "hour", "hours")
	}
	if minutes < 60 {
		return text.Minutes(minutes)
	}
	hours, rest := text.Count(minutes/60, "час", "часа", "hour", "hours"), text.Minutes(minutes%60)
	return text.Pair{
		BG: hours.In(text.Bulgarian) + " и " + rest.In(text.Bulgarian), EN: hours.In(text.English) + " and " + rest.In(text.English),
	}
}

// daysTo is how many midnights lie between now and then, local time.
func (c *chat) daysTo(at time.Time) int {
	noon := func(t time.Time) time.Time {
		t = t.In(c.p.Location)
		return time.Date(t.Year(), t.Month(), t.Day(), 12, 0, 0, 0, time.UTC)
	}
	return int(noon(at).Sub(noon(c.At)) / (24 * time.Hour))
}

// theEvent is „обучението „Междусекторни партньорства““. A title that says itself what
// it is stands alone.
func theEvent(e programme.Event) text.Phrase {
	title := text.Pair{BG: text.Quote(e.Title.In(text.Bulgarian)).In(text.Bulgarian), EN: text.Quote(e.Title.In(text.English)).In(text.English)}
	key := text.Fold(e.Title.BG)
	switch {
	case strings.Contains(key, "обучени"), strings.Contains(key, "среща"):
		return text.T("%s", "%s").With(title)
	case e.Kind == programme.Training:
		return text.T("обучението %s", "the training %s").With(title)
	}
	return text.T("работната среща %s", "the meeting %s").With(title)
}

// onDayTime is „в четвъртък, 16 април, 10:00 ч.“
func onDayTime(t, now time.Time) text.Localised {
	day, clock := text.OnDay(t, now), t.Format("15:04")
	return text.Pair{BG: day.In(text.Bulgarian) + ", " + clock + " ч.", EN: day.In(text.English) + ", " + clock}
}

// askLine asks about one seat, or says what was answered.
func (c *chat) askLine(s remindedSeat, several bool) text.Phrase {
	var line text.Phrase
	switch coming := s.Coming(s.event); {
	case s.Attendee != "" && several && coming:
		line = text.T("%s: ✔ ще дойде", "%s: ✔ will come").With(s.Attendee)
	case s.Attendee != "" && several:
		line = text.T("%s: ще дойде ли?", "%s: will they come?").With(s.Attendee)
	case s.Attendee != "" && coming:
		line = text.T("Отбелязано е: ще дойде %s. Моля, предайте подробностите.", "It is noted that %s will come. Please pass this on.").With(s.Attendee)
	case s.Attendee != "":
		line = text.T("Записахте <b>%s</b>. Моля, предайте това. Ще дойде ли?", "You registered <b>%s</b>. Please pass this on. Will they come?").With(s.Attendee)
	case several && coming:
		line = text.T("Вие: ✔ идвате", "You: ✔ you are coming")
	case several:
		line = text.T("Вие: идвате ли?", "You: are you coming?")
	case coming:
		line = text.T("Отбелязано е, че идвате. Ще се видим %s!", "It is noted that you are coming. See you %s!").With(c.meet(s.event))
	default:
		line = text.T("Идвате ли?", "Are you coming?")
	}
	if len(c.tx.Memberships.OfPerson(c.Person)) > 1 {
		o, _ := c.tx.Organisations.Get(s.Organisation)
		line = text.T("%s (за %s)", "%s (for %s)").With(line, text.Quote(o.Name))
	}
	if several {
		line = text.T("%d. %s", "%d. %s").With(s.n, line)
	}
	return line
}

// meet is „утре в 9:30 ч.“
func (c *chat) meet(e programme.Event) text.Localised {
	start := e.Start.In(c.p)
	clock := start.Format("15:04")
	switch c.daysTo(start) {
	case 0:
		return text.Pair{BG: "днес в " + clock + " ч.", EN: "today at " + clock}
	case 1:
		return text.Pair{BG: "утре в " + clock + " ч.", EN: "tomorrow at " + clock}
	}
	return onDayTime(start, c.local())
}

// row are the buttons of a seat.
func (s remindedSeat) row(several bool) []flows.Tap {
	yes, no := labelComing, labelCannot
	if s.Attendee != "" {
		yes, no = text.T("Да, ще дойде", "Yes, they will"), text.T("Няма да дойде", "They cannot")
	}
	if several {
		yes, no = text.T("%d. %s", "%d. %s").With(s.n, yes), text.T("%d. %s", "%d. %s").With(s.n, no)
	}
	return []flows.Tap{remindTap(yes, remindYes, s.ID), remindTap(no, remindNo, s.ID)}
}

var (
	labelComing = text.T("Да, идвам", "Yes, I am coming")
	labelCannot = text.T("Не мога", "I cannot come")
	labelLater  = text.T("Напомни утре", "Remind me tomorrow")
)

// movedScreen tells from when to when the event was moved, and asks anew who had a seat.
func (c *chat) movedScreen(e programme.Event) flows.Screen {
	head := text.T("❗ Мести се %s.\nБеше: %s\n<b>Става: %s</b>\n%s", "❗ Moved: %s.\nIt was: %s\n<b>Now: %s</b>\n%s").
		With(theEvent(e), text.DayTime(e.Was.In(c.p), c.local()), text.DayTime(e.Start.In(c.p), c.local()), e.Where(c.p))
	lines := []text.Phrase{head}
	if e.Placed.With == e.Revision {
		lines = []text.Phrase{text.Join("\n", head, text.T("❗ И мястото е ново. Беше: %s", "❗ The place is new, too. It was: %s").With(e.Placed.Was.Where(c.p)))}
	}
	all, open := c.seatsOf([]programme.Event{e})
	var rows [][]flows.Tap
	if len(open) > 0 {
		lines = append(lines, text.T("Мястото Ви е запазено. Моля, кажете дали новото време е удобно.", "Your seat is kept. Please say whether the new time suits you."))
	}
	var asks []text.Phrase
	for _, s := range all[e.Code] {
		asks = append(asks, c.askLine(s, several(all, open)))
	}
	for _, s := range open {
		rows = append(rows, s.row(several(all, open)))
	}
	if len(open) > 0 {
		rows = append(rows, []flows.Tap{{Label: text.T("Имам въпрос", "I have a question"), Data: flows.HelpButton}})
	}
	lines = append(lines, text.Join("\n", asks...))
	for _, r := range c.liveSeats(e.Code) {
		switch r.Seat {
		case programme.Waiting:
			lines = append(lines, text.T("Още чакате за място. Ако се освободи, ще Ви пиша.", "You are still waiting for a seat. I will write when one becomes free."))
		case programme.Offered:
			lines = append(lines, text.T("Мястото, което Ви предложих, пазя до %s.", "The seat that I offered you is held until %s.").
				With(text.DayTime(r.Offer.Until.In(c.p.Location), c.local())))
		}
	}
	return flows.Screen{Text: text.Join("\n\n", lines...), Buttons: rows}
}

// calledOffScreen tells that the event will not take place.
func (c *chat) calledOffScreen(e programme.Event) flows.Screen {
	lines := []text.Phrase{
		text.T("❗ Отменя се: %s.", "❗ Called off: %s.").With(theEvent(e)),
		text.T("Беше за %s, %s.", "It was for %s, %s.").With(text.DayTime(e.Start.In(c.p), c.local()), e.Where(c.p)),
	}
	if e.Why != "" {
		lines = append(lines, text.T("Причина: %s", "Reason: %s").With(e.Why))
	}
	for _, r := range c.liveSeats(e.Code) {
		if r.Attendee != "" {
			lines = append(lines, text.T("Моля, предайте на %s.", "Please tell %s.").With(r.Attendee))
		}
	}
	lines = append(lines, text.T("Няма нужда да правите нищо. Ако имате въпрос, %s.", "There is nothing you have to do. If you have a question, %s.").With(e.ContactFor(c.p).Call()))
	return flows.Screen{Text: text.Join("\n", lines...)}
}

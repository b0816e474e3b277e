package participant

import (
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// placedAbout begins the report of the news that an event is elsewhere.
const placedAbout = programme.PlacedDue

// placedDue is the due row with which somebody learns that an event is elsewhere, if it
// still is so.
func (c *chat) placedDue(w flows.Due) {
	code, revision, _ := strings.Cut(w.Ref, "/")
	e, ok := c.tx.Events.Get(code)
	if !ok || !e.Cancelled.IsZero() || strconv.Itoa(e.Placed.Revision) != revision {
		return
	}
	if w.Expired {
		c.unsaid(e, programme.AboutPlace)
		return
	}
	if at := c.p.NewsAt(c.At, e.Start.At, e.Start.At); at.After(c.At) {
		c.Do(flows.Schedule{Key: w.Key, At: at, Expires: e.Start.At, Kind: w.Kind, Ref: w.Ref, Person: w.Person})
		return
	}
	if len(c.liveSeats(e.Code)) == 0 {
		return
	}
	c.calendarAgain(e)
	c.sayNews(c.placedScreen(e), placedAbout+"/"+w.Ref, placedAbout+"/"+c.Person.String()+"/"+w.Ref, e.Start.At)
}

// heardOfPlace hears what became of those news: person/event/how many changes there were.
func heardOfPlace(c *chat, ref string, r flows.Result) {
	part := strings.Split(ref, "/")
	if len(part) != 3 {
		return
	}
	id, _ := strconv.ParseUint(part[0], 10, 64)
	if n, err := strconv.Atoi(part[2]); err == nil {
		programme.ToldPlace(c.tx, flows.PersonID(id), part[1], n, r)
	}
}

// placedScreen tells from where to where the event goes. What was said of coming holds,
// so nothing is asked.
func (c *chat) placedScreen(e programme.Event) flows.Screen {
	was, is := e.Placed.Was.Where(c.p), e.Where(c.p)
	head := text.T("❗ Ново място за %s.\nБеше: %s\n<b>Става: %s</b>", "❗ A new place for %s.\nIt was: %s\n<b>Now: %s</b>").With(theEvent(e), was, is)
	if was.Plain(text.Bulgarian) == is.Plain(text.Bulgarian) {
		head = text.T("❗ Поправихме мястото на картата за %s.\n<b>%s</b>", "❗ We have corrected the point on the map for %s.\n<b>%s</b>").With(theEvent(e), is)
	}
	lines := []text.Phrase{head, text.T("Часът остава: %s.", "The time stays: %s.").With(text.DayTime(e.Start.In(c.p), c.local()))}
	seated, waits := false, false
	for _, r := range c.liveSeats(e.Code) {
		seated, waits = seated || r.Seat == programme.Confirmed, waits || r.Seat == programme.Waiting
		if r.Attendee != "" {
			lines = append(lines, text.T("Моля, предайте на %s.", "Please tell %s.").With(r.Attendee))
		}
	}
	if e.Map != nil {
		lines = append(lines, text.Raw(e.Map.Link()))
	}
	if seated {
		lines = append(lines, text.T("Записването Ви важи. Ако не можете да дойдете там, кажете от „Какво предстои“. За въпроси: %s.",
			"Your registration holds. If you cannot come there, say so under “What is ahead”. Questions: %s.").With(e.ContactFor(c.p).Call()))
	}
	if waits {
		lines = append(lines, text.T("Още чакате за място. Ако се освободи, ще Ви пиша.", "You are still waiting for a seat. I will write when one becomes free."))
	}
	return flows.Screen{Text: text.Join("\n", lines...)}
}

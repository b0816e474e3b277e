package participant

import (
	"slices"
	"strconv"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// calendarName is what a calendar file is called.
func calendarName(events ...programme.Event) string {
	if len(events) == 1 {
		return events[0].Code + ".ics"
	}
	return "calendar.ics"
}

// CalendarTitle is what stands with a calendar file.
func CalendarTitle(of []programme.Event) text.Pair {
	if len(of) == 1 && !of[0].Cancelled.IsZero() {
		return text.Pair{BG: "Събитието е отменено. Отворете файла, за да излезе и от календара Ви.",
			EN: "The event is called off. Open the file to take it out of your calendar, too."}
	}
	if len(of) == 1 && of[0].Revision > 0 {
		return text.Pair{BG: "За календара, с новото време: отворете файла и потвърдете. Ако сте записали старото, то се сменя.",
			EN: "For the calendar, with the new time: open the file and confirm. It takes the place of the old one."}
	}
	return text.Pair{BG: "За календара: отворете файла и потвърдете.", EN: "For the calendar: open the file and confirm."}
}

// calendarOf has the file for the person's calendar made, of the events for which they
// have just got a seat.
func (c *chat) calendarOf(of []programme.Registration) {
	var events []programme.Event
	var codes []string
	for _, r := range of {
		if e, ok := c.tx.Events.Get(r.Event); ok && !slices.Contains(codes, e.Code) {
			events, codes = append(events, e), append(codes, e.Code)
		}
	}
	if len(codes) > 0 {
		programme.MakeCalendar(c.tx, c.Turn, c.Person, calendarName(events...), codes...)
	}
}

// sendCalendar sends it once more, for who asks.
func (c *chat) sendCalendar(e programme.Event) {
	programme.MakeCalendar(c.tx, c.Turn, c.Person, calendarName(e), e.Code)
}

// mapLink is a link to the place that opens without Telegram, too.
func mapLink(p programme.Point) string {
	degrees := func(f float64) string { return strconv.FormatFloat(f, 'f', 5, 64) }
	return "https://www.openstreetmap.org/?mlat=" + degrees(p.Latitude) + "&mlon=" + degrees(p.Longitude) + "#map=17/" + degrees(p.Latitude) + "/" + degrees(p.Longitude)
}

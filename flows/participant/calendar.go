package participant

import (
	"slices"

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
	switch {
	case len(of) != 1:
	case of[0].Revision > 0 && of[0].Placed.Revision > 0:
		return text.Pair{BG: "За календара, с новото време и място: отворете файла и потвърдете. Ако сте записали старото, то се сменя.",
			EN: "For the calendar, with the new time and place: open the file and confirm. It takes the place of the old one."}
	case of[0].Placed.Revision > 0:
		return text.Pair{BG: "За календара, с новото място: отворете файла и потвърдете. Ако сте записали старото, то се сменя.",
			EN: "For the calendar, with the new place: open the file and confirm. It replaces the old one."}
	case of[0].Revision > 0:
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

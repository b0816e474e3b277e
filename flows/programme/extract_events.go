package programme

import (
	"slices"
	"strings"

	"partnerbot/flows/text"
)

// listed is an event with its numbers.
type listed struct {
	Event
	Turnout
	ngos, others int // organisations of which somebody was there
}

// listed is the event with its numbers: of one municipality those in it, and those to
// which one of its organisations has registered.
func (x *extracting) listed(e Event) []listed {
	if !x.here(e.Municipality) && !slices.ContainsFunc(x.tx.Registrations.OfEvent(e.Code), func(r Registration) bool {
		return x.here(x.organisation(r.Organisation).Municipality)
	}) {
		return nil
	}
	ngos, others := PresentAt(x.tx, e.Code)
	return []listed{{e, TurnoutOf(x.tx, e), len(ngos), len(others)}}
}

// extractEvents is one row an event, with its seats and who was there.
func extractEvents(x *extracting) *extraction {
	e := Extract{
		Code: "events", Title: text.Pair{BG: "Събития", EN: "Events"}, File: text.Pair{BG: "sabitiya", EN: "events"},
		About: text.Pair{
			BG: "един ред за всяко обучение и всяка работна среща, и за отменените; числата са за всички записани, от която и община да са",
			EN: "one row for each training and working meeting, cancelled ones too; the numbers are of all who are registered, from whichever municipality",
		},
	}
	return fill(e, Events(x.tx), x.listed, []field[listed]{
		col("event", CellText, "Код", "Code", func(e listed) any { return e.Code }),
		col("kind", CellCoded, "Вид", "Kind", func(e listed) any { return Coded{string(e.Kind), e.KindWords()} }),
		col("title", CellText, "Събитие", "Event", func(e listed) any { return e.Title.In(x.lang) }),
		col("municipality", CellCoded, "Община", "Municipality", func(e listed) any { return x.townOf(e.Municipality) }),
		col("place", CellText, "Място", "Place", func(e listed) any { return wordsCell(e.hall(x.lang)) }),
		col("start", CellTime, "Начало", "Start", func(e listed) any { return timeCell(e.Start.At) }),
		col("end", CellTime, "Край", "End", func(e listed) any { return timeCell(e.End.At) }),
		col("moves", CellNumber, "Премествания", "Moves", func(e listed) any { return e.Revision }).
			saying("колко пъти са сменени часът или мястото", "how often its time or place was changed"),
		col("seats", CellNumber, "Места за НПО", "Seats for NGOs", func(e listed) any { return e.Seats }),
		col("authority_seats", CellNumber, "Места за общини", "Seats for authorities", func(e listed) any { return e.AuthoritySeats }).
			saying("за общини и институции", "for municipalities and institutions"),
		col("confirmed", CellNumber, "Записани", "Registered", func(e listed) any { return e.Confirmed }).saying("с място", "with a seat"),
		col("coming", CellNumber, "Потвърдили", "Have said yes", func(e listed) any { return e.Coming }).
			saying("от записаните: казали „да“ на напомняне", "of those registered: have said yes to a reminder"),
		col("waiting", CellNumber, "Чакат място", "Waiting", func(e listed) any { return e.Waiting }),
		col("offered", CellNumber, "С предложено място", "Offered a seat", func(e listed) any { return e.Offered }),
		col("walk_ins", CellNumber, "Без записване", "Came without registering", func(e listed) any { return e.WalkIns }),
		col("present", CellNumber, "Дошли", "Present", func(e listed) any { return e.Present }),
		col("absent", CellNumber, "Отсъствали", "Absent", func(e listed) any { return e.Absent }),
		col("unmarked", CellNumber, "Неотбелязани", "Not marked", func(e listed) any { return e.Unmarked }),
		col("ngos", CellNumber, "Дошли НПО", "NGOs present", func(e listed) any { return e.ngos }).
			saying("организации, от които е дошъл поне един човек", "organisations of which at least one person came"),
		col("authorities", CellNumber, "Дошли общини и институции", "Authorities present", func(e listed) any { return e.others }),
		col("sheets", CellNumber, "Снимки на листа", "Photos of the sheet", func(e listed) any { return len(e.Sheets) }),
		col("cancelled", CellTime, "Отменено", "Cancelled", func(e listed) any { return timeCell(e.Cancelled) }),
		col("why", CellLong, "Защо е отменено", "Why cancelled", func(e listed) any { return wordsCell(e.Why) }),
	})
}

// hall is where the event is, within its municipality.
func (e Event) hall(lang text.Language) string {
	return strings.Trim(e.Place.In(lang)+", "+e.Address.In(lang), ", ")
}

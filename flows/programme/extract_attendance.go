package programme

import (
	"slices"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// enlisted is a registration with its event and organisation.
type enlisted struct {
	Registration
	at Event
	Of Organisation
}

// registrations are those for the event, in the order in which they came: of one
// municipality all for an event in it, and those of its organisations.
func (x *extracting) registrations(e Event) []enlisted {
	var out []enlisted
	for _, r := range x.tx.Registrations.OfEvent(e.Code) {
		if o := x.organisation(r.Organisation); x.here(e.Municipality) || x.here(o.Municipality) {
			out = append(out, enlisted{r, e, o})
		}
	}
	return out
}

// registrationFields say which registration a row is about.
func registrationFields(x *extracting) []field[enlisted] {
	return []field[enlisted]{
		col("registration", CellNumber, "Записване №", "Registration no.", func(r enlisted) any { return int(r.ID) }),
		col("event", CellText, "Код на събитието", "Event’s code", func(r enlisted) any { return r.Event }),
		col("title", CellText, "Събитие", "Event", func(r enlisted) any { return r.at.Title.In(x.lang) }),
		col("start", CellTime, "Начало", "Start", func(r enlisted) any { return timeCell(r.at.Start.At) }),
		col("organisation", CellText, "Организация", "Organisation", func(r enlisted) any { return wordsCell(r.Of.Name) }),
		col("organisation_number", CellNumber, "Номер на организацията", "Organisation’s number", func(r enlisted) any { return int(r.Organisation) }),
		col("kind", CellCoded, "Вид", "Kind", func(r enlisted) any { return codedCell(r.Of.Kind, organisationKinds) }),
		col("municipality", CellCoded, "Община", "Municipality", func(r enlisted) any { return x.townOf(r.Of.Municipality) }),
	}
}

// extractAttendance is one row a registration, cancelled ones too.
func extractAttendance(x *extracting) *extraction {
	e := Extract{
		Code: "attendance", Title: text.Pair{BG: "Присъствие", EN: "Attendance"}, File: text.Pair{BG: "prisastvie", EN: "attendance"},
		About: text.Pair{
			BG: "един ред за всяко записване, и за отказаните, и за дошлите без записване",
			EN: "one row a registration, cancelled ones and those who came without one too",
		},
	}
	fields := append(registrationFields(x),
		col("attendee", CellText, "Кой идва", "Who comes", func(r enlisted) any { return wordsCell(AttendeeOf(x.tx, r.Registration)) }).
			saying("празно: човекът е поискал да бъде изтрит или не е известен", "empty: they have asked to be erased, or are not known"),
		col("seat", CellCoded, "Място", "Seat", func(r enlisted) any { return codedCell(r.Seat, seatNames) }),
		col("registered", CellTime, "Записано", "Registered", func(r enlisted) any { return timeCell(r.At) }),
		col("since", CellTime, "Така от", "So since", func(r enlisted) any { return timeCell(r.Since) }).
			saying("откога мястото е в това състояние", "since when the seat stands so"),
		col("ended", CellCoded, "Защо е отказано", "Why it ended", func(r enlisted) any { return codedCell(r.Ended, endedNames) }),
		col("apology", CellLong, "Думи при отказа", "Words of apology", func(r enlisted) any { return wordsCell(r.Apology) }),
		col("reminders", CellNumber, "Напомняния с въпрос", "Reminders that asked", func(r enlisted) any { return r.Asked }).
			saying("колко пъти е попитан дали идва", "how often they were asked whether they come"),
		col("said_yes", CellTime, "Казал „да“", "Said yes", func(r enlisted) any { return r.yes() }).
			saying("за деня и мястото, които важат сега", "to the time and place as they are now"),
		col("presence", CellCoded, "Присъствие", "Presence", func(r enlisted) any { return codedCell(r.Presence, presenceNames) }),
		col("marked", CellTime, "Отбелязано", "Marked", func(r enlisted) any { return timeCell(r.Marked.At) }),
		col("marked_how", CellCoded, "Как е отбелязано", "How marked", func(r enlisted) any { return codedCell(r.Marked.How, markNames) }),
		col("door", CellNumber, "Номер в листа", "Number on the sheet", func(r enlisted) any { return numberCell(r.Door) }),
		col("certificate", CellNumber, "Удостоверение №", "Certificate no.", func(r enlisted) any { return numberCell(r.Certificate) }),
	)
	fields = append(fields, answerFields(x, x.p.Needs, "needs.", func(r enlisted) map[string]flows.Answer { return r.Needs })...)
	return fill(e, Events(x.tx), x.registrations, fields)
}

func (r enlisted) yes() any {
	if !r.Coming(r.at) {
		return nil
	}
	return timeCell(r.Said.At)
}

var (
	seatNames = map[Seat]text.Pair{
		Confirmed: {BG: "има място", EN: "has a seat"}, Waiting: {BG: "чака място", EN: "waits for a seat"}, Offered: {BG: "предложено място", EN: "is offered a seat"},
		Cancelled: {BG: "отказано", EN: "cancelled"}, WalkIn: {BG: "дошъл без записване", EN: "came without registering"},
	}
	endedNames = map[Ended]text.Pair{
		GaveUp: {BG: "отказа се", EN: "gave it up"}, Declined: {BG: "отказа предложеното място", EN: "declined the offer"},
		Lapsed: {BG: "не отговори на предложението", EN: "did not answer the offer"}, Removed: {BG: "махнат от координатор", EN: "removed by a coordinator"},
		WasErased: {BG: "човекът поиска да бъде изтрит", EN: "the person erased themselves"},
	}
	presenceNames = map[Presence]text.Pair{Present: {BG: "дошъл", EN: "present"}, Absent: {BG: "отсъствал", EN: "absent"}}
	markNames     = map[string]text.Pair{
		MarkedByButton: {BG: "с бутон от списъка", EN: "by a button of the list"}, MarkedByLine: {BG: "с номер от листа", EN: "by a number of the sheet"},
		MarkedByCode: {BG: "сам, с кода на вратата", EN: "by themselves, with the code at the door"}, MarkedAtDoor: {BG: "дошъл без записване", EN: "came without registering"},
	}
)

// extractRatings is one row a registration for which something was answered before or
// after the event. People are not named in it: what was answered is the organisation's.
func extractRatings(x *extracting) *extraction {
	e := Extract{
		Code: "ratings", Title: text.Pair{BG: "Оценки", EN: "Ratings"}, File: text.Pair{BG: "otsenki", EN: "ratings"},
		About: text.Pair{
			BG: "един ред за всяко записване с отговори преди или след събитието: самооценки и мнения, без имената на хората",
			EN: "one row for each registration with answers before or after the event: self-ratings and opinions, without people’s names",
		},
	}
	rated := func(e Event) []enlisted {
		return slices.DeleteFunc(x.registrations(e), func(r enlisted) bool { return !anyCounts(r.Before) && !anyCounts(r.After) })
	}
	training := Event{Plan: Plan{Kind: Training}}
	fields := append(registrationFields(x),
		col("before_sent", CellTime, "Преди: изпратено", "Before: sent", func(r enlisted) any { return timeCell(r.BeforeSent) }),
		col("after_sent", CellTime, "След: изпратено", "After: sent", func(r enlisted) any { return timeCell(r.AfterSent) }))
	before := answerFields(x, x.p.FormBefore(training), "before.", func(r enlisted) map[string]flows.Answer { return r.Before })
	after := answerFields(x, x.p.FormAfter(training, true), "after.", func(r enlisted) map[string]flows.Answer { return r.After })
	fields = append(fields, headed(before, text.T("Преди: %s", "Before: %s"))...)
	fields = append(fields, headed(after, text.T("След: %s", "After: %s"))...)
	return fill(e, Events(x.tx), rated, fields)
}

// headed puts the same words before the titles: a question asked twice has two columns.
func headed[T any](fields []field[T], how text.Phrase) []field[T] {
	for i := range fields {
		fields[i].Title = phrased{how.With(fields[i].Title)}
	}
	return fields
}

func anyCounts(answers map[string]flows.Answer) bool {
	for _, a := range answers {
		if a.Counts() {
			return true
		}
	}
	return false
}

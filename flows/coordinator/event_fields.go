package coordinator

import (
	"net/url"
	"regexp"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// eventField is one question of the form of an event.
type eventField struct {
	flows.Question
	later bool // asked only when an event is changed: a new one can do without
	// is how the event has it; put takes an answer over. The times have none: they belong
	// together, see timesIn.
	is  func(p *programme.Programme, e programme.Plan) flows.Value
	put func(p *programme.Programme, e *programme.Plan, v flows.Value)
}

// Questions that others depend on.
const (
	askDay       = "day"
	askHours     = "hours"
	askNGO       = "ngo"
	askAuthority = "authority"
	askEach      = "each"
	askSecond    = "second"
	askCloses    = "closes"
)

var (
	asInBulgarian = text.Pair{BG: "като българското", EN: "as in Bulgarian"}
	nothingThere  = text.Pair{BG: "няма", EN: "none"}
)

// eventFields are the questions of the form, in their order.
func (g *group) eventFields(d programme.Draft) []eventField {
	what := flows.Question{Code: "kind", Kind: flows.One, Text: text.Pair{BG: "Какво е събитието?", EN: "What is it?"}, Choices: []flows.Choice{
		{Code: string(programme.Training), Label: text.Pair{BG: "Обучение", EN: "Training"}},
		{Code: string(programme.Meeting), Label: text.Pair{BG: "Работна среща", EN: "Working meeting"}},
	}}
	town := flows.Question{Code: "town", Kind: flows.Municipality, Text: text.Pair{BG: "Община", EN: "Municipality"}}
	for _, m := range g.p.Municipalities {
		town.Choices = append(town.Choices, flows.Choice{Code: m.Code, Label: m.Name})
	}
	fields := []eventField{
		{Question: what, is: func(_ *programme.Programme, e programme.Plan) flows.Value { return chosenValue(string(e.Kind)) },
			put: func(_ *programme.Programme, e *programme.Plan, v flows.Value) {
				e.Kind = programme.EventKind(v.Choices[0])
			}},
	}
	fields = append(fields, pairFields("title", text.Pair{BG: "Заглавие", EN: "Title"}, text.Pair{BG: "Например: Как се пише добър проект", EN: "For example: How to write a good project"},
		programme.TitleLimit, flows.ShortText, func(e *programme.Plan) *text.Pair { return &e.Title })...)
	fields = append(fields, eventField{Question: town, is: func(_ *programme.Programme, e programme.Plan) flows.Value { return chosenValue(e.Municipality) },
		put: func(_ *programme.Programme, e *programme.Plan, v flows.Value) { e.Municipality = v.Choices[0] }})
	fields = append(fields, pairFields("place", text.Pair{BG: "Място", EN: "Place"}, text.Pair{BG: "Зала и адрес, например: читалището, голямата зала, ул. „Дунав“ 5", EN: "The hall and its address"},
		programme.PlaceLimit, flows.ShortText, func(e *programme.Plan) *text.Pair { return &e.Place })...)
	fields = append(fields, later(optional(pairFields("address", text.Pair{BG: "Адрес", EN: "Address"}, text.Pair{BG: "Улица, номер, кой вход", EN: "Street, number, which entrance"},
		programme.PlaceLimit, flows.ShortText, func(e *programme.Plan) *text.Pair { return &e.Address })))...)
	fields = append(fields, g.mapField())
	fields = append(fields, g.timeFields(d)...)
	fields = append(fields, g.seatFields(d)...)
	fields = append(fields, later(optional(pairFields("agenda", text.Pair{BG: "Програма", EN: "Agenda"}, text.Pair{},
		programme.AgendaLimit, flows.LongText, func(e *programme.Plan) *text.Pair { return &e.Agenda })))...)
	return append(fields, later(optional(pairFields("bring", text.Pair{BG: "Какво да носят", EN: "What to bring"}, text.Pair{BG: "Хората го четат и в напомнянията.", EN: "People read it in the reminders, too."},
		programme.BringLimit, flows.ShortText, func(e *programme.Plan) *text.Pair { return &e.Bring })))...)
}

// pairFields ask for a text in Bulgarian, and in English where there is one.
func pairFields(code string, name, hint text.Pair, most int, kind flows.Kind, of func(*programme.Plan) *text.Pair) []eventField {
	q := flows.Question{Code: code, Kind: kind, Text: name, Hint: hint, MaxLength: most, Check: asWritten}
	en := q
	en.Code, en.Hint, en.Skip, en.Skipped = code+"_en", text.Pair{}, true, asInBulgarian
	en.Text = text.Pair{BG: name.BG + " на английски", EN: name.EN + " in English"}
	return []eventField{
		{Question: q, is: func(_ *programme.Programme, e programme.Plan) flows.Value { return textValue(of(&e).BG) },
			put: func(_ *programme.Programme, e *programme.Plan, v flows.Value) { of(e).BG = v.Text }},
		{Question: en, is: func(_ *programme.Programme, e programme.Plan) flows.Value { return textValue(of(&e).EN) },
			put: func(_ *programme.Programme, e *programme.Plan, v flows.Value) { of(e).EN = v.Text }},
	}
}

// optional lets the Bulgarian text be left out.
func optional(fields []eventField) []eventField {
	fields[0].Skip, fields[0].Skipped = true, nothingThere
	return fields
}

// later leaves the questions to who changes an event.
func later(fields []eventField) []eventField {
	for i := range fields {
		fields[i].later = true
	}
	return fields
}

// asWritten takes words only, and leaves them as they are.
func asWritten(typed string) (string, text.Phrase) { return typed, text.Phrase{} }

func textValue(s string) flows.Value {
	if s == "" {
		return flows.Value{None: flows.SkippedIt}
	}
	return flows.Value{Text: s}
}

func chosenValue(code string) flows.Value { return flows.Value{Choices: []string{code}} }

func numberValue(n int) flows.Value {
	f := float64(n)
	return flows.Value{Number: &f}
}

func dayValue(day time.Time) flows.Value {
	if day.IsZero() {
		return flows.Value{None: flows.SkippedIt}
	}
	return flows.Value{Date: day.Format(time.DateOnly)}
}

// mapField asks for the point on the map.
func (g *group) mapField() eventField {
	return eventField{
		Question: flows.Question{Code: "map", Kind: flows.ShortText, Text: text.Pair{BG: "Точка на картата", EN: "Point on the map"}, Skip: true, Skipped: nothingThere, MaxLength: 1500,
			Hint: text.Pair{BG: "Връзка от карта в интернет или двете числа на мястото: 43.8487, 25.9540", EN: "A link from a map on the web, or the place’s two numbers: 43.8487, 25.9540"}, Check: g.readPoint},
		is: func(_ *programme.Programme, e programme.Plan) flows.Value {
			if e.Map == nil {
				return textValue("")
			}
			return textValue(e.Map.String())
		},
		put: func(_ *programme.Programme, e *programme.Plan, v flows.Value) {
			e.Map = nil
			if point, ok := programme.ReadPoint(v.Text); ok {
				e.Map = &point
			}
		},
	}
}

// readPoint reads a link to a map, or degrees.
func (g *group) readPoint(typed string) (string, text.Phrase) {
	point, ok := programme.ReadPoint(typed)
	if !ok {
		point, ok = programme.PointInLink(typed)
	}
	switch {
	case !ok && strings.Contains(typed, "://"):
		return "", text.T("В тази връзка не намирам къде е мястото. Отворете я, задръжте върху мястото и препишете двете числа, например: 43.8487, 25.9540",
			"I do not find the place in this link. Open it, press long on the place and copy the two numbers, for example: 43.8487, 25.9540")
	case !ok:
		return "", text.T("Това не е точка на картата. Отворете карта в интернет, задръжте върху мястото и препишете двете числа, например: 43.8487, 25.9540",
			"This is not a point on the map. Open a map on the web, press long on the place and copy the two numbers, for example: 43.8487, 25.9540")
	case g.p.Location.String() == "Europe/Sofia" && !point.InBulgaria():
		return "", text.T("Тази точка не е в България. Проверете дали числата не са разменени: първо е това около 43.",
			"This point is not in Bulgaria. Check whether the numbers are swapped: the one about 43 comes first.")
	}
	return point.String(), text.Phrase{}
}

// timeFields ask for the day and the hours.
func (g *group) timeFields(d programme.Draft) []eventField {
	today := utcDay(g.local(g.At))
	return []eventField{
		{Question: flows.Question{Code: askDay, Kind: flows.Date, Text: text.Pair{BG: "Ден", EN: "Day"}, Hint: text.Pair{BG: "Например: 18.03.2027", EN: "For example: 18.03.2027"}, From: today, To: today.AddDate(2, 0, 0)},
			is: func(p *programme.Programme, e programme.Plan) flows.Value { return dayValue(e.Start.In(p)) }},
		{Question: flows.Question{Code: askHours, Kind: flows.ShortText, Text: text.Pair{BG: "От колко до колко часа", EN: "From when to when"}, Hint: text.Pair{BG: "Например: 10:00–16:00", EN: "For example: 10:00–16:00"}, Check: g.readHours(d)},
			is: func(p *programme.Programme, e programme.Plan) flows.Value {
				return textValue(hoursOf(e.Start.In(p), e.End.In(p)))
			}},
	}
}

func hoursOf(from, to time.Time) string { return from.Format("15:04") + "–" + to.Format("15:04") }

// utcDay is the day as typed dates are read.
func utcDay(local time.Time) time.Time {
	return time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, time.UTC)
}

// dayIn is an answer that is a day; zero where it is none.
func dayIn(a flows.Answer) time.Time {
	day, err := time.Parse(time.DateOnly, a.Value.Date)
	if err != nil || !a.Counts() {
		return time.Time{}
	}
	return day
}

// fullHours are hours without minutes, which elsewhere could be a date: „10-16“.
var fullHours = regexp.MustCompile(`^\s*(\d{1,2})\s*[-–—]\s*(\d{1,2})\s*(?:ч\.?)?\s*$`)

// readHours reads from when to when it lasts, on the day that was answered before.
func (g *group) readHours(d programme.Draft) func(string) (string, text.Phrase) {
	return func(typed string) (string, text.Phrase) {
		if m := fullHours.FindStringSubmatch(typed); m != nil {
			typed = m[1] + ":00–" + m[2] + ":00"
		}
		w, ok := text.ReadWhen(typed, g.local(g.At))
		switch {
		case !ok || !w.From.Said || !w.Day.IsZero():
			return "", text.T("Напишете само часовете, например: 10:00–16:00", "Write only the hours, for example: 10:00–16:00")
		case !w.To.Said:
			return "", text.T("Напишете и кога свършва, например: 10:00–16:00", "Write when it ends, too, for example: 10:00–16:00")
		case w.To.Hour*60+w.To.Minute <= w.From.Hour*60+w.From.Minute:
			return "", text.T("Краят излиза преди началото. Напишете часовете така: 10:00–16:00", "It would end before it begins. Write the hours like this: 10:00–16:00")
		}
		day := dayIn(d.Answers[askDay])
		if why := g.amissAt(day, w); !day.IsZero() && !why.Empty() {
			return "", why
		}
		clock := func(c text.Clock) string { return time.Date(1, 1, 1, c.Hour, c.Minute, 0, 0, time.UTC).Format("15:04") }
		return clock(w.From) + "–" + clock(w.To), text.Phrase{}
	}
}

// amissAt says why the event cannot be at these hours of that day.
func (g *group) amissAt(day time.Time, w text.When) text.Phrase {
	at := func(c text.Clock) time.Time {
		return time.Date(day.Year(), day.Month(), day.Day(), c.Hour, c.Minute, 0, 0, g.p.Location)
	}
	start, end := at(w.From), at(w.To)
	switch {
	case start.Hour() != w.From.Hour || start.Minute() != w.From.Minute || end.Hour() != w.To.Hour || end.Minute() != w.To.Minute:
		return text.T("На тази дата часовникът се мести и този час го няма. Напишете друг.", "On that day the clocks change and that hour does not exist. Write another one.")
	case !start.After(g.At):
		return text.T("Този час на този ден вече мина. Напишете час, който предстои, или се върнете към деня с „‹ Назад“.",
			"That hour of that day is over. Write one that is ahead, or go back to the day with “‹ Back”.")
	}
	return text.Phrase{}
}

// seatFields ask for whom there is room, and until when one registers.
func (g *group) seatFields(d programme.Draft) []eventField {
	none, one, each, most := 0.0, 1.0, float64(programme.MostEach), float64(programme.MostSeats)
	count := func(code string, name, hint text.Pair, low, high *float64, is func(programme.Plan) int, put func(*programme.Plan, int)) eventField {
		return eventField{
			Question: flows.Question{Code: code, Kind: flows.NumberKind, Whole: true, Text: name, Hint: hint, Min: low, Max: high},
			is:       func(_ *programme.Programme, e programme.Plan) flows.Value { return numberValue(is(e)) },
			put:      func(_ *programme.Programme, e *programme.Plan, v flows.Value) { put(e, int(*v.Number)) },
		}
	}
	orNone := text.Pair{BG: "0, ако не е за тях.", EN: "0 if it is not for them."}
	today := utcDay(g.local(g.At))
	closes := flows.Question{Code: askCloses, Kind: flows.Date, Text: text.Pair{BG: "Последен ден за записване", EN: "Last day to register"}, Skip: true,
		Skipped: text.Pair{BG: "до началото", EN: "until it begins"}, Hint: text.Pair{BG: "Без него записването е до началото.", EN: "Without one, until it begins."}, From: today, To: dayIn(d.Answers[askDay])}
	return []eventField{
		count(askNGO, text.Pair{BG: "Места за НПО", EN: "Seats for NGOs"}, orNone, &none, &most, func(e programme.Plan) int { return e.Seats }, func(e *programme.Plan, n int) { e.Seats = n }),
		count(askAuthority, text.Pair{BG: "Места за общини и институции", EN: "Seats for municipalities and institutions"}, orNone, &none, &most,
			func(e programme.Plan) int { return e.AuthoritySeats }, func(e *programme.Plan, n int) { e.AuthoritySeats = n }),
		count(askEach, text.Pair{BG: "Най-много места на организация", EN: "Most seats of one organisation"}, text.Pair{BG: "Обикновено 1.", EN: "Usually 1."}, &one, &each,
			func(e programme.Plan) int { return max(1, e.PerOrganisation) }, func(e *programme.Plan, n int) { e.PerOrganisation = n }),
		{Question: flows.Question{Code: askSecond, Kind: flows.Date, Text: text.Pair{BG: "От кой ден може повече от едно място", EN: "From which day on more than one seat"}, Skip: true,
			Skipped: text.Pair{BG: "веднага", EN: "at once"}, Hint: text.Pair{BG: "Дотогава всяка организация има по едно.", EN: "Until then each organisation has one."}, When: []flows.Condition{{Question: askEach, AtLeast: new(2.0)}}},
			is: func(p *programme.Programme, e programme.Plan) flows.Value {
				if e.SecondFrom.IsZero() {
					return dayValue(e.SecondFrom)
				}
				return dayValue(e.SecondFrom.In(p.Location))
			},
			put: func(p *programme.Programme, e *programme.Plan, v flows.Value) { e.SecondFrom = midnight(p, v, 0) }},
		{Question: closes,
			is: func(p *programme.Programme, e programme.Plan) flows.Value {
				if e.Closes.IsZero() {
					return dayValue(e.Closes)
				}
				return dayValue(e.Closes.Add(-time.Second).In(p.Location))
			},
			put: func(p *programme.Programme, e *programme.Plan, v flows.Value) { e.Closes = midnight(p, v, 1) }},
	}
}

// midnight is when the day that was answered begins, so many days later, UTC; zero where
// there is none.
func midnight(p *programme.Programme, v flows.Value, days int) time.Time {
	day, err := time.Parse(time.DateOnly, v.Date)
	if err != nil {
		return time.Time{}
	}
	return time.Date(day.Year(), day.Month(), day.Day()+days, 0, 0, 0, 0, p.Location).UTC()
}

// readLink reads an address on the web; one without https:// gets it.
func readLink(typed string) (string, text.Phrase) {
	if !strings.Contains(typed, "://") {
		typed = "https://" + typed
	}
	address, err := url.Parse(typed)
	if err != nil || address.Scheme != "https" && address.Scheme != "http" || !strings.Contains(strings.Trim(address.Hostname(), "."), ".") || strings.Contains(typed, " ") {
		return "", text.T("Това не е адрес в интернет. Препишете го целия, например: https://primer.bg/prezentacia", "This is no address on the web. Copy the whole of it, for example: https://example.org/slides")
	}
	return typed, text.Phrase{}
}

package participant

import "partnerbot/flows/text"

// What people type in place of the buttons of events.

// isUpcoming reports whether somebody typed „Какво предстои“, which is understood
// everywhere.
func isUpcoming(typed string) bool {
	return says(typed, labelUpcoming.Plain(text.Bulgarian), labelUpcoming.Plain(text.English), "предстоящи събития", "какво следва", "календар на събитията")
}

// asksForEvents reports whether somebody asks for the events where no form is open.
func asksForEvents(typed string) bool {
	return says(typed, "предстои", "събития", "събитията", "обучения", "обученията", "обучение", "срещи", "срещите", "работни срещи", "календар", "програмата",
		"кога е обучението", "кога са обученията", "кога е срещата", "кога са срещите", "кога", "events", "trainings", "meetings", "calendar", "upcoming", "what's ahead")
}

// Ways in which people say what buttons say, by the button's verb.
var eventWords = map[string][]string{
	eventMe: {"запиши ме", "запишете ме", "записвам се", "запиши", "искам да се запиша", "ще дойда", "идвам", "записване", "да се запиша", "запиши ме за обучението", "запишете ме за обучението", "искам да се запиша за обучението", "запиши ме за срещата", "запишете ме за срещата", "искам да се запиша за срещата", "искам да дойда", "register", "register me", "sign me up", "i will come"},
	eventBoth: {"за двата дни", "и двата дни", "за двата", "за двете", "и двете", "запиши ме за двете", "запиши ме за двата", "двата дни", "за всички дни", "двете обучения", "и двете обучения",
		"за двете обучения", "за обученията", "both", "both days", "all days", "both trainings"},
	eventOther: {"колега", "запиши колега", "друг", "ще дойде колега", "запишете колега", "colleague", "register a colleague"},
	eventGiveUp: {"отказвам се", "откажи", "отказ", "освободи", "освободи мястото", "отказвам", "няма да дойда", "не мога", "не мога да дойда", "няма да мога", "няма да мога да дойда", "отпиши ме",
		"отпишете ме", "cancel", "cancel my seat", "free the seat", "i will not come", "i won't come", "i cannot come", "i can't come"},
	eventTake:  {"вземам го", "вземам", "взимам го", "взимам", "искам го", "да", "i take it", "yes"},
	eventPass:  {"не благодаря", "не го искам", "не", "no thanks", "no"},
	eventMap:   {"карта", "картата", "къде е", "къде", "адрес", "map", "where", "where is it"},
	eventPlan:  {"програма", "програмата", "дневен ред", "agenda"},
	eventFiles: {"материали", "материалите", "materials"},
	eventICS:   {"календар", "файл за календара", "calendar", "calendar file"},
}

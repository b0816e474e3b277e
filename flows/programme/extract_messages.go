package programme

import (
	"strings"
	"time"

	"partnerbot/flows/text"
)

// questioned is a question to the coordinators with who asked, as far as they have
// agreed to be named.
type questioned struct {
	Thread
	who string
	Of  Organisation
}

// questionsIn are the questions by their numbers; of one municipality those that were
// asked for an organisation of it.
func questionsIn(x *extracting) []questioned {
	var out []questioned
	for _, th := range x.tx.Threads.All() {
		person, _ := x.tx.People.Get(th.Person)
		if o := x.organisation(th.Organisation); x.town == "" || th.Organisation != 0 && x.here(o.Municipality) {
			out = append(out, questioned{th, person.Name, o})
		}
	}
	return out
}

// extractQuestions is one row a question of a participant, with the answers. Of somebody
// who has not given their consent no word is kept.
func extractQuestions(x *extracting) *extraction {
	e := Extract{
		Code: "questions", Title: text.Pair{BG: "Въпроси", EN: "Questions"}, File: text.Pair{BG: "vaprosi", EN: "questions"},
		About: text.Pair{
			BG: "един ред за всеки въпрос към координаторите, с отговорите; думите на хора без съгласие не се пазят",
			EN: "one row for each question to the coordinators, with the answers; the words of people without consent are not kept",
		},
	}
	return fill(e, questionsIn(x), each, []field[questioned]{
		col("question", CellNumber, "Въпрос №", "Question no.", func(q questioned) any { return int(q.ID) }),
		col("person", CellText, "Кой пита", "Who asks", func(q questioned) any { return wordsCell(q.who) }),
		col("organisation", CellText, "Организация", "Organisation", func(q questioned) any { return wordsCell(q.Of.Name) }),
		col("municipality", CellCoded, "Община", "Municipality", func(q questioned) any { return x.townOf(q.Of.Municipality) }),
		col("asked", CellTime, "Зададен", "Asked", func(q questioned) any { return timeCell(q.Opened) }),
		col("state", CellCoded, "Състояние", "State", func(q questioned) any { return q.state() }),
		col("waiting_since", CellTime, "Чака от", "Waiting since", func(q questioned) any { return timeCell(q.waits()) }).
			saying("само за отворен въпрос без отговор", "of an open question without an answer only"),
		col("answered", CellTime, "Първи отговор", "First answer", func(q questioned) any { return timeCell(q.firstAnswer()) }),
		col("hours", CellNumber, "Часове до отговора", "Hours to the answer", func(q questioned) any { return q.hours() }),
		col("closed", CellTime, "Приключен", "Closed", func(q questioned) any { return timeCell(q.Closed) }),
		col("messages", CellNumber, "Съобщения", "Messages", func(q questioned) any { return len(q.Messages) }),
		col("files", CellNumber, "Файлове", "Files", func(q questioned) any { return q.files() }).
			saying("снимки, гласови съобщения и документи, от двете страни", "photos, voice messages and documents, of either side"),
		col("words", CellLong, "Въпросът", "The question", func(q questioned) any { return wordsCell(q.said(false)) }),
		col("answer", CellLong, "Отговорът", "The answer", func(q questioned) any { return wordsCell(q.said(true)) }),
	})
}

func (q questioned) state() any {
	switch {
	case !q.Closed.IsZero():
		return Coded{"closed", text.Pair{BG: "приключен", EN: "closed"}}
	case q.Answered:
		return Coded{"answered", text.Pair{BG: "отворен, с отговор", EN: "open, answered"}}
	}
	return Coded{"waiting", text.Pair{BG: "чака отговор", EN: "waits for an answer"}}
}

func (q questioned) waits() (since time.Time) {
	if q.Closed.IsZero() && !q.Answered {
		since = q.Since()
	}
	return since
}

func (q questioned) firstAnswer() time.Time {
	for _, m := range q.Messages {
		if m.Answer {
			return m.At
		}
	}
	return time.Time{}
}

// hours is how long the first answer took, in hours.
func (q questioned) hours() any {
	at := q.firstAnswer()
	if at.IsZero() {
		return nil
	}
	return at.Sub(q.Opened).Round(time.Hour / 10).Hours()
}

func (q questioned) files() (n int) {
	for _, m := range q.Messages {
		if m.Remote != "" {
			n++
		}
	}
	return n
}

// said is what one side wrote, in its order.
func (q questioned) said(answers bool) string {
	var words []string
	for _, m := range q.Messages {
		if m.Answer == answers && m.Text != "" {
			words = append(words, m.Text)
		}
	}
	return strings.Join(words, "\n\n")
}

// calling is a line of „За обаждане“ with what it is about.
type calling struct {
	CallKey
	Call
	enlisted
}

// call is the line with that key, where it is still there.
func (x *extracting) call(key CallKey) []calling {
	c, there := x.tx.Calls.Get(key)
	r, registered := x.tx.Registrations.Get(key.Registration)
	e, _ := x.tx.Events.Get(r.Event)
	o := x.organisation(r.Organisation)
	if !there || !registered || !x.here(e.Municipality) && !x.here(o.Municipality) {
		return nil
	}
	return []calling{{key, c, enlisted{r, e, o}}}
}

// extractCalls is one row for each thing that somebody had to be called about.
func extractCalls(x *extracting) *extraction {
	e := Extract{
		Code: "calls", Title: text.Pair{BG: "Обаждания", EN: "Calls"}, File: text.Pair{BG: "obazhdaniya", EN: "calls"},
		About: text.Pair{
			BG: "един ред за всичко, за което някой е бил в „За обаждане“, и какво е казал по телефона",
			EN: "one row for each thing for which somebody was on the list of calls, and what they said on the phone",
		},
	}
	var keys []CallKey
	for key := range x.tx.Calls.All() {
		keys = append(keys, key)
	}
	return fill(e, keys, x.call, []field[calling]{
		col("registration", CellNumber, "Записване №", "Registration no.", func(c calling) any { return int(c.CallKey.Registration) }),
		col("event", CellText, "Код на събитието", "Event’s code", func(c calling) any { return c.Call.Event }),
		col("title", CellText, "Събитие", "Event", func(c calling) any { return c.enlisted.at.Title.In(x.lang) }),
		col("organisation", CellText, "Организация", "Organisation", func(c calling) any { return wordsCell(c.Of.Name) }),
		col("municipality", CellCoded, "Община", "Municipality", func(c calling) any { return x.townOf(c.Of.Municipality) }),
		col("attendee", CellText, "Кой идва", "Who comes", func(c calling) any { return wordsCell(AttendeeOf(x.tx, c.enlisted.Registration)) }),
		col("why", CellCoded, "Защо", "Why", func(c calling) any { return codedCell(c.Why, callNames) }),
		col("about", CellCoded, "За какво", "About", func(c calling) any { return codedCell(c.About, aboutNames) }),
		col("since", CellTime, "От", "Since", func(c calling) any { return timeCell(c.Call.At) }),
		col("said", CellCoded, "Какво е казал", "What they said", func(c calling) any { return codedCell(c.Call.Said, saidNames) }),
		col("tried", CellTime, "Последен опит", "Last try", func(c calling) any { return timeCell(c.Tried) }),
		col("done", CellTime, "Свършено", "Done", func(c calling) any { return timeCell(c.Done) }),
	})
}

var (
	callNames = map[CallWhy]text.Pair{
		CallSilent: {BG: "не отговаря на напомнянията", EN: "does not answer the reminders"}, CallUnreachable: {BG: "ботът не може да му пише", EN: "the bot cannot write to them"},
		CallUnconfirmed: {BG: "не се знае дали съобщението е стигнало", EN: "nobody knows whether the message arrived"},
		CallSeat:        {BG: "освободи се място", EN: "a seat was freed"},
	}
	aboutNames = map[string]text.Pair{
		AboutReminder: {BG: "напомняне", EN: "a reminder"}, AboutMoved: {BG: "преместено събитие", EN: "a moved event"}, AboutOff: {BG: "отменено събитие", EN: "a cancelled event"},
		AboutOffer: {BG: "предложено място", EN: "an offered seat"}, CallLeft: {BG: "няма кой да отговаря за мястото", EN: "nobody answers for the seat"},
	}
	saidNames = map[string]text.Pair{
		SaidYes: {BG: "идва", EN: "comes"}, SaidNo: {BG: "няма да дойде", EN: "does not come"}, SaidNoAnswer: {BG: "няма отговор", EN: "no answer"},
	}
)

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// events goes after small and has everything that belongs to events.
const events = `[[event]]
code = "first_day"
kind = "training"
title = { bg = "Първи ден", en = "First day" }
municipality = "ruse"
place = { bg = "Зала 1", en = "Hall 1" }
address = { bg = "ул. 5", en = "5 Street" }
map = "43.8487, 25.9540"
start = 2027-03-18T09:30:00
end = 2027-03-18T17:00:00
agenda = { bg = "Ред", en = "Agenda" }
bring = { bg = "Тетрадка", en = "Notebook" }
seats = 35
per_organisation = 2
second_from = 2027-03-11
opens = 2027-02-15
closes = 2027-03-16
contact = { name = { bg = "Иван", en = "Ivan" }, phone = "082 765 432" }
[[event.material]]
code = "words"
title = { bg = "Думи", en = "Words" }
text = { bg = "Текст", en = "Text" }
[[event.material]]
code = "page"
title = { bg = "Страница", en = "Page" }
url = "https://example.org/page"
[[event.material]]
code = "paper"
title = { bg = "Лист", en = "Paper" }
file = "papers/paper.pdf"
after = true
[[event]]
code = "meeting"
kind = "meeting"
title = { bg = "Среща", en = "Meeting" }
municipality = "byala"
place = { bg = "Зала 2", en = "Hall 2" }
start = 2027-04-21 13:30:00
end = 2027-04-21T16:00:00
seats = 20
authority_seats = 10
towns = ["byala", "ruse"]
closes = 2027-04-20T12:00:00
[registration]
offer_hours = 12
offer_hours_near = 2
near_days = 4
call_after_hours = 5
[[reminder]]
hours = 3
[[reminder]]
days = 5
[needs]
title = { bg = "Нужди", en = "Needs" }
[[needs.question]]
code = "food"
kind = "short"
text = { bg = "Храна?", en = "Food?" }
skip = true
[feedback]
title = { bg = "Мнение", en = "Opinion" }
[[feedback.question]]
code = "useful"
kind = "scale"
text = { bg = "Полезно ли беше?", en = "Was it useful?" }
[[feedback.question]]
code = "missing"
kind = "long"
text = { bg = "Какво липсваше?", en = "What was missing?" }
when = [ { question = "useful", at_most = 3 } ]
[[feedback.rating]]
code = "know"
kind = "scale"
text = { bg = "Колко знаете?", en = "How much do you know?" }
`

func TestEventSettings(t *testing.T) {
	dir := t.TempDir()
	data := strings.Replace(small, "closes = 2027-02-26", "closes = 2027-02-26\nnudges = [2027-02-16T10:00:00, 2027-02-09T10:00:00]", 1) + events
	s, err := parseSettings(filepath.Join(dir, "config.toml"), []byte(data), "", wants{})
	if err != nil {
		t.Fatal(err)
	}
	p := s.Programme
	utc := func(month time.Month, day, hour, minute int) time.Time {
		return time.Date(2027, month, day, hour, minute, 0, 0, time.UTC)
	}
	moment := func(wall string, at time.Time) programme.Moment {
		return programme.Moment{At: at, Wall: wall, Zone: "Europe/Sofia"}
	}
	want := []programme.Plan{
		{
			Code: "first_day", Kind: programme.Training, Title: text.Pair{BG: "Първи ден", EN: "First day"}, Municipality: "ruse",
			Place: text.Pair{BG: "Зала 1", EN: "Hall 1"}, Address: text.Pair{BG: "ул. 5", EN: "5 Street"},
			Map:   &programme.Point{Latitude: 43.8487, Longitude: 25.954},
			Start: moment("2027-03-18T09:30", utc(3, 18, 7, 30)), End: moment("2027-03-18T17:00", utc(3, 18, 15, 0)),
			Agenda: text.Pair{BG: "Ред", EN: "Agenda"}, Bring: text.Pair{BG: "Тетрадка", EN: "Notebook"},
			Materials: []programme.Material{
				{Code: "words", Title: text.Pair{BG: "Думи", EN: "Words"}, Text: text.Pair{BG: "Текст", EN: "Text"}},
				{Code: "page", Title: text.Pair{BG: "Страница", EN: "Page"}, URL: "https://example.org/page"},
				{Code: "paper", Title: text.Pair{BG: "Лист", EN: "Paper"}, Path: filepath.Join(dir, "papers", "paper.pdf"), After: true},
			},
			Seats: 35, PerOrganisation: 2, SecondFrom: utc(3, 10, 22, 0),
			Contact: programme.ContactPerson{Name: text.Pair{BG: "Иван", EN: "Ivan"}, Phone: "082 765 432"},
			Opens:   utc(2, 14, 22, 0), Closes: utc(3, 16, 22, 0),
		},
		{
			Code: "meeting", Kind: programme.Meeting, Title: text.Pair{BG: "Среща", EN: "Meeting"}, Municipality: "byala",
			Place: text.Pair{BG: "Зала 2", EN: "Hall 2"},
			Start: moment("2027-04-21T13:30", utc(4, 21, 10, 30)), End: moment("2027-04-21T16:00", utc(4, 21, 13, 0)),
			Seats: 20, AuthoritySeats: 10, Towns: []string{"byala", "ruse"}, Closes: utc(4, 20, 9, 0),
		},
	}
	if diff := cmp.Diff(want, p.Events); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
	if want := (programme.Seating{Answer: 12 * time.Hour, AnswerNear: 2 * time.Hour, Near: 96 * time.Hour}); p.Seating != want || p.CallAfter != 5*time.Hour {
		t.Errorf("seating %+v, calls after %s", p.Seating, p.CallAfter)
	}
	steps := []programme.Step{{Code: "days5", Days: 5}, {Code: "hours3", Before: 3 * time.Hour}}
	if diff := cmp.Diff(steps, p.Reminders); diff != "" {
		t.Errorf("reminders (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]time.Time{utc(2, 9, 8, 0), utc(2, 16, 8, 0)}, p.Nudges); diff != "" {
		t.Errorf("nudges (-want +got):\n%s", diff)
	}
	one, five := 1.0, 5.0
	rating := []flows.Question{{Code: "know", Kind: flows.Scale, Text: text.Pair{BG: "Колко знаете?", EN: "How much do you know?"}, Min: &one, Max: &five}}
	if diff := cmp.Diff(rating, p.Rating); diff != "" {
		t.Errorf("rating (-want +got):\n%s", diff)
	}
	if p.Needs.Name != "needs" || len(p.Needs.Questions) != 1 || p.Feedback.Name != "after" || len(p.Feedback.Questions) != 2 {
		t.Errorf("needs %+v, feedback %+v", p.Needs, p.Feedback)
	}
}

// What is left out has its usual value.
func TestUsualRegistration(t *testing.T) {
	s, err := parseSettings("config.toml", []byte(small), "", wants{})
	if err != nil {
		t.Fatal(err)
	}
	p := s.Programme
	if p.Seating != usualSeating || p.CallAfter != usualCallAfter || len(p.Events)+len(p.Rating)+len(p.Nudges)+len(p.Needs.Questions)+len(p.Feedback.Questions) != 0 {
		t.Errorf("%+v", p)
	}
	if diff := cmp.Diff(usualReminders, p.Reminders); diff != "" {
		t.Errorf("reminders (-want +got):\n%s", diff)
	}
	s, err = parseSettings("config.toml", []byte("reminder = []\n"+small), "", wants{})
	if err != nil || len(s.Programme.Reminders) > 0 {
		t.Errorf("%v, %v: no reminders were wanted", s.Programme.Reminders, err)
	}
}

// firstEvent is the first of events up to its materials.
var firstEvent = events[:strings.Index(events, "[[event.material]]")]

const (
	firstStart = "start = 2027-03-18T09:30:00"
	firstEnd   = "end = 2027-03-18T17:00:00"
)

var eventMistakeCases = []mistakeCase{
	// The event itself.
	{`code = "meeting"`, `code = §"first_day"`, "the code “first_day” is used above already"},
	{`code = "meeting"`, `code = §"a-meeting"`, "the code “a-meeting” will not do"},
	{`code = "meeting"`, `code = §"meeting_of_all_towns"`, "has 20 characters; at most 16"},
	{`kind = "meeting"`, `kind = §"seminar"`, "there is no kind of event “seminar”"},
	{`title = { bg = "Среща", en = "Meeting" }`, `title = §"Среща"`, "“title” must be in both languages"},
	{`"Hall 2"`, `§"` + strings.Repeat("h", 151) + `"`, "“en” has 151 characters; at most 150"},
	{"[[event]]\ncode = \"meeting\"\nkind = \"meeting\"\n", "[[§event]]\ncode = \"meeting\"\n", "“kind” is missing"},
	{"[[event]]\ncode = \"meeting\"", "[[event]]\n§sets = 3\ncode = \"meeting\"", "there is no setting “sets”"},
	{`municipality = "byala"`, `municipality = §"biala"`, "there is no municipality with the code “biala”"},
	{`towns = ["byala", "ruse"]`, `towns = ["byala", §"sofia"]`, "there is no municipality with the code “sofia”"},
	{`towns = ["byala", "ruse"]`, `towns = §"byala"`, "“towns” must be a list, but is a text"},
	{`"43.8487, 25.9540"`, `§"пред общината"`, "“map” is not a point on the map"},
	{`"43.8487, 25.9540"`, `§"93.8487, 25.9540"`, "the first number goes up to 90"},
	{`"43.8487, 25.9540"`, `§43.8487`, "“map” must be a text, but is a number with a fraction"},
	{`contact = { name = { bg = "Иван", en = "Ivan" }, phone = "082 765 432" }`, `contact = §"Иван"`, "“contact” must be { … }, but is a text"},
	{`"082 765 432"`, `§"ask"`, "“phone” does not look like a phone number"},
	// Its times.
	{firstStart, `start = §"18.03.2027 9:30"`, "“start” must be a date with hour and minute, but is a text"},
	{firstStart, `start = §2027-03-18`, "“start” must be a date with hour and minute, but is a date"},
	{firstStart, `start = §09:30:00`, "“start” must be a date with hour and minute, but is a time"},
	{firstStart, `start = §2027-03-18T09:30:00+02:00`, "“start” must be a date with hour and minute, but is a time with a zone"},
	{firstStart, `start = §2027-03-18T09:30:15`, "“start” must be a date with hour and minute"},
	{firstStart, `start = §2027-03-28T03:30:00`, "“start”: there is no such time"},
	{firstEnd, `end = §2027-03-18T08:00:00`, "the event ends before it starts"},
	{firstEnd, `end = §2027-03-18T09:30:00`, "the event ends before it starts"},
	{firstEnd, `end = §2027-03-19T17:00:00`, "the event lasts longer than a day and a night"},
	{"opens = 2027-02-15", "opens = §2027-03-19", "registration opens (“opens”) after the event has begun"},
	{"closes = 2027-03-16", "closes = §2027-03-19", "registration closes (“closes”) after the event has begun"},
	{"closes = 2027-03-16", "closes = §2027-02-14", "registration closes before it opens"},
	{"closes = 2027-03-16", "closes = §true", "“closes” must be a date, but is yes/no"},
	// Its seats.
	{"seats = 35", "seats = §\"35\"", "“seats” must be a whole number, but is a text"},
	{"seats = 35", "seats = §1001", "“seats” can be 0 to 1000"},
	{firstEvent, "[[§event]]" + strings.Replace(firstEvent[len("[[event]]"):], "seats = 35", "seats = 0", 1), "there is not one seat"},
	{"per_organisation = 2\nsecond_from = 2027-03-11\n", "per_organisation = §2\n", "the date from which an organisation may have more than one seat is missing"},
	{"per_organisation = 2\nsecond_from = 2027-03-11", "second_from = §2027-03-11", "“second_from” has no meaning without “per_organisation”"},
	{"second_from = 2027-03-11", "second_from = §2027-03-19", "“second_from” is after the event has begun"},
	{"per_organisation = 2", "per_organisation = §11", "“per_organisation” can be 1 to 10"},
	// Its materials.
	{`code = "page"`, `code = §"words"`, "the code “words” is used above already"},
	{"[[event.material]]\ncode = \"words\"\ntitle = { bg = \"Думи\", en = \"Words\" }\ntext = { bg = \"Текст\", en = \"Text\" }\n",
		"[[event.§material]]\ncode = \"words\"\ntitle = { bg = \"Думи\", en = \"Words\" }\n", "a material is one of three"},
	{"[[event.material]]\ncode = \"page\"\n", "[[event.§material]]\ncode = \"page\"\nfile = \"page.pdf\"\n", "a material is one of three"},
	{`"https://example.org/page"`, `§"example.org/page"`, "“url” is not an address on the web"},
	{`"papers/paper.pdf"`, `§""`, "“file” is empty"},
	{`text = { bg = "Текст", en = "Text" }`, `text = { bg = "Текст", en = §"` + strings.Repeat("t", 3501) + `" }`, "“en” has 3501 characters; at most 3500"},
	{"[[event]]\ncode = \"meeting\"", strings.Repeat("[[event.material]]\n", 7) + "[[event.§material]]\n[[event]]\ncode = \"meeting\"", "there are 11 materials; at most 10 are possible"},
	// Registration and reminders.
	{"offer_hours = 12", "offer_hours = §0", "“offer_hours” can be 1 to 168"},
	{"offer_hours_near = 2", "offer_hours_near = §13", "“offer_hours_near” is more than “offer_hours”"},
	{"near_days = 4", "near_days = §31", "“near_days” can be 0 to 30"},
	{"call_after_hours = 5", "call_after_hours = §2.5", "“call_after_hours” must be a whole number"},
	{"[registration]", "[registration]\n§ofer_hours = 3", "there is no setting “ofer_hours”"},
	{"[[reminder]]\ndays = 5", "[[§reminder]]\ndays = 5\nhours = 2", "so many days or so many hours"},
	{"[[reminder]]\ndays = 5", "[[§reminder]]", "so many days or so many hours"},
	{"[[reminder]]\ndays = 5", "[[§reminder]]\nhours = 3", "there is such a reminder above already"},
	{"days = 5", "days = §61", "“days” can be 1 to 60"},
	{"hours = 3", "hours = §13", "“hours” can be 1 to 12"},
	// The forms.
	{"[needs]\ntitle = { bg = \"Нужди\", en = \"Needs\" }\n", "[§needs]\n", "“title” is missing"},
	{"[[needs.question]]\ncode = \"food\"\nkind = \"short\"\n", "[[needs.§question]]\ncode = \"food\"\n", "[[needs.question]] food: “kind” is missing"},
	{"[needs]\ntitle = { bg = \"Нужди\", en = \"Needs\" }\n[[needs.question]]\ncode = \"food\"\nkind = \"short\"\ntext = { bg = \"Храна?\", en = \"Food?\" }\nskip = true\n",
		"[§needs]\ntitle = { bg = \"Нужди\", en = \"Needs\" }\n", "there is not one question"},
	{`code = "know"`, `code = §"useful"`, "the code “useful” is used above already"},
	{"code = \"know\"\nkind = \"scale\"", "code = \"know\"\nkind = §\"short\"", "a rating must be of the kind “scale”"},
	{`text = { bg = "Колко знаете?", en = "How much do you know?" }`, "text = { bg = \"Колко знаете?\", en = \"How much do you know?\" }\nwhen = [ { question = §\"useful\", at_most = 3 } ]", "there is no question with the code “useful”"},
	// The nudges of the survey.
	{"closes = 2027-02-26", "closes = 2027-02-26\nnudges = [§2027-02-27T10:00:00]", "the nudge (“nudges”) comes after the last day for answers"},
	{"closes = 2027-02-26", "closes = 2027-02-26\nnudges = [§2027-02-09T20:00:00]", "the nudge (“nudges”) comes at night"},
	{"closes = 2027-02-26", "closes = 2027-02-26\nnudges = [2027-02-09T10:00:00, §2027-02-09T15:00:00]", "there is a nudge (“nudges”) for that day already"},
	{"closes = 2027-02-26", "closes = 2027-02-26\nnudges = [§2027-02-09]", "“nudges” must be a date with hour and minute, but is a date"},
	{"closes = 2027-02-26", "closes = 2027-02-26\nnudges = §2027-02-09T10:00:00", "“nudges” must be a list, but is a date with a time"},
}

func TestEventMistakes(t *testing.T) { testMistakes(t, small+events, eventMistakeCases) }

// What may be meant so is said, and the bot starts.
func TestEventWarnings(t *testing.T) {
	dir := t.TempDir()
	paper := filepath.Join(dir, "papers", "paper.pdf")
	warned := func(old, new string) string {
		t.Helper()
		data := strings.Replace(small+events, old, new, 1)
		data = strings.Replace(data, `"data.db"`, `'`+filepath.Join(dir, "data.db")+`'`, 1)
		s, err := parseSettings(filepath.Join(dir, "config.toml"), []byte(data), "", wants{storage: true})
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, w := range s.Warnings(worldStart) {
			out = append(out, w.Plain(text.English))
		}
		return strings.Join(out, "\n")
	}
	if got := warned("", ""); !strings.Contains(got, "the file "+paper+" is missing") {
		t.Errorf("got %q", got)
	}
	if err := os.MkdirAll(paper, 0o700); err != nil {
		t.Fatal(err)
	}
	if got := warned("", ""); !strings.Contains(got, paper+" is not a file") {
		t.Errorf("got %q", got)
	}
	if err := os.Remove(paper); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(paper)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := warned("", ""); got != "" {
		t.Errorf("got %q", got)
	}
	if err := f.Truncate(uploadLimit + 1); err != nil {
		t.Fatal(err)
	}
	if got := warned("", ""); !strings.Contains(got, "is above 50 MB") {
		t.Errorf("got %q", got)
	}
	if err := f.Truncate(1); err != nil {
		t.Fatal(err)
	}
	if got := warned(`"43.8487, 25.9540"`, `"25.9540, 43.8487"`); !strings.Contains(got, "is not in Bulgaria") {
		t.Errorf("got %q", got)
	}
	if got := warned("start = 2027-04-21 13:30:00\nend = 2027-04-21T", "start = 2028-04-21T13:30:00\nend = 2028-04-21T"); !strings.Contains(got, "the event is outside the programme") {
		t.Errorf("got %q", got)
	}
}

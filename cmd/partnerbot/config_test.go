package main

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"partnerbot/bot"
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// small is a configuration without mistakes that has a bit of everything.
const small = `[telegram]
token = "1234567890:AAExampleExampleExampleExampleExam"
api_url = "http://127.0.0.1:8081/"
coordinators = -1001234567890
messages_per_second = 10
messages_per_minute_group = 5
[storage]
path = "data.db"
[programme]
name = { bg = "Партньорства", en = "Partnerships" }
club = { bg = "Клуб", en = "Club" }
funder = { bg = "Ред", en = "Line" }
about = { bg = "За нас", en = "About us" }
description = { bg = "Натиснете „Старт“.", en = "Press Start." }
short = { bg = "Накратко", en = "Short" }
timezone = "Europe/Sofia"
starts = 2027-02-01
ends = 2027-08-31
[consent]
version = "1"
text = { bg = "Съгласие", en = "Consent" }
more = { bg = "Още", en = "More" }
[contact]
name = { bg = "Мария", en = "Maria" }
phone = "082 123 456"
email = "maria@example.org"
hours = { bg = "до 17 ч.", en = "until 17:00" }
[[municipality]]
code = "ruse"
name = { bg = "Русе", en = "Ruse" }
[[municipality]]
code = "byala"
name = { bg = "Бяла", en = "Byala" }
[survey]
title = { bg = "Проучване", en = "Survey" }
closes = 2027-02-26
[[survey.question]]
code = "town"
kind = "municipality"
section = { bg = "Начало", en = "Beginning" }
text = { bg = "Къде?", en = "Where?" }
[[survey.question]]
code = "projects"
kind = "one"
text = { bg = "Колко проекта?", en = "How many projects?" }
choices = [
  { code = "none", bg = "Нула", en = "Zero", from = 0, to = 0 },
  { code = "1-2", bg = "Малко", en = "Few", from = 1, to = 2 },
  { code = "more", bg = "Много", en = "Many", from = 3 },
]
[[survey.question]]
code = "helpers"
kind = "several"
text = { bg = "Кой помага?", en = "Who helps?" }
max_choices = 2
choices = [
  { code = "a", bg = "Хора", en = "People" },
  { code = "b", bg = "Фирми", en = "Firms", free = true },
  { code = "c", bg = "Никой", en = "Nobody", alone = true },
]
when = [ { question = "projects", not = ["none"] }, { question = "town", is = ["ruse"] } ]
[[survey.question]]
code = "mark"
kind = "scale"
section = { bg = "Оценки", en = "Marks" }
text = { bg = "Оценка?", en = "Mark?" }
low = { bg = "слабо", en = "poor" }
high = { bg = "отлично", en = "great" }
[[survey.question]]
code = "people"
kind = "number"
text = { bg = "Колко души?", en = "How many people?" }
min = 0
max = 100.5
unit = { bg = "души", en = "people" }
when = [ { question = "mark", at_least = 2, at_most = 4 } ]
[[survey.question]]
code = "day"
kind = "date"
text = { bg = "Кога?", en = "When?" }
hint = { bg = "Приблизително.", en = "Roughly." }
from = 2027-01-01
to = 2027-12-31
skip = true
dont_know = true
refuse = true
[[survey.question]]
code = "story"
kind = "long"
text = { bg = "Разкажете.", en = "Tell us." }
max_length = 2000
[[survey.question]]
code = "picture"
kind = "file"
text = { bg = "Снимка?", en = "Picture?" }
max_files = 2
`

func TestSettings(t *testing.T) {
	file := filepath.Join("folder", "config.toml")
	s, err := parseSettings(file, []byte("\ufeff"+strings.ReplaceAll(small, "\n", "\r\n")), "", wants{token: true})
	if err != nil {
		t.Fatal(err)
	}
	sofia, err := time.LoadLocation("Europe/Sofia")
	if err != nil {
		t.Fatal(err)
	}
	if s.Token.reveal() != sampleToken || s.APIURL != "http://127.0.0.1:8081" || s.Coordinators != -1001234567890 || s.Storage != filepath.Join("folder", "data.db") {
		t.Errorf("%+v", s)
	}
	if s.Pace != (bot.Pace{Overall: 10, Group: 5}) {
		t.Errorf("pace %+v", s.Pace)
	}
	p := s.Programme
	if want := time.Date(2027, 2, 1, 0, 0, 0, 0, sofia); !p.Starts.Equal(want) {
		t.Errorf("starts %s, want %s", p.Starts, want)
	}
	if want := time.Date(2027, 2, 26, 22, 0, 0, 0, time.UTC); p.Survey.Closes != want {
		t.Errorf("closes %s, want the end of the local day, %s", p.Survey.Closes, want)
	}
	if p.Targets != usualTargets {
		t.Errorf("targets %+v, want the usual ones, %+v", p.Targets, usualTargets)
	}
	number := func(f float64) *float64 { return &f }
	beginning, marks := text.Pair{BG: "Начало", EN: "Beginning"}, text.Pair{BG: "Оценки", EN: "Marks"}
	want := []flows.Question{
		{Code: "town", Kind: flows.Municipality, Section: beginning, Text: text.Pair{BG: "Къде?", EN: "Where?"}, Choices: []flows.Choice{
			{Code: "ruse", Label: text.Pair{BG: "Русе", EN: "Ruse"}}, {Code: "byala", Label: text.Pair{BG: "Бяла", EN: "Byala"}}}},
		{Code: "projects", Kind: flows.One, Section: beginning, Text: text.Pair{BG: "Колко проекта?", EN: "How many projects?"}, Choices: []flows.Choice{
			{Code: "none", Label: text.Pair{BG: "Нула", EN: "Zero"}, From: number(0), To: number(0)},
			{Code: "1-2", Label: text.Pair{BG: "Малко", EN: "Few"}, From: number(1), To: number(2)},
			{Code: "more", Label: text.Pair{BG: "Много", EN: "Many"}, From: number(3)}}},
		{Code: "helpers", Kind: flows.Several, Section: beginning, Text: text.Pair{BG: "Кой помага?", EN: "Who helps?"}, MaxChoices: 2, Choices: []flows.Choice{
			{Code: "a", Label: text.Pair{BG: "Хора", EN: "People"}},
			{Code: "b", Label: text.Pair{BG: "Фирми", EN: "Firms"}, Free: true},
			{Code: "c", Label: text.Pair{BG: "Никой", EN: "Nobody"}, Alone: true}},
			When: []flows.Condition{{Question: "projects", Not: []string{"none"}}, {Question: "town", Is: []string{"ruse"}}}},
		{Code: "mark", Kind: flows.Scale, Section: marks, Text: text.Pair{BG: "Оценка?", EN: "Mark?"}, Low: text.Pair{BG: "слабо", EN: "poor"}, High: text.Pair{BG: "отлично", EN: "great"}, Min: number(1), Max: number(5)},
		{Code: "people", Kind: flows.NumberKind, Section: marks, Text: text.Pair{BG: "Колко души?", EN: "How many people?"}, Min: number(0), Max: number(100.5), Unit: text.Pair{BG: "души", EN: "people"},
			When: []flows.Condition{{Question: "mark", AtLeast: number(2), AtMost: number(4)}}},
		{Code: "day", Kind: flows.Date, Section: marks, Text: text.Pair{BG: "Кога?", EN: "When?"}, Hint: text.Pair{BG: "Приблизително.", EN: "Roughly."},
			From: time.Date(2027, 1, 1, 0, 0, 0, 0, sofia), To: time.Date(2027, 12, 31, 0, 0, 0, 0, sofia), Skip: true, DontKnow: true, Refuse: true},
		{Code: "story", Kind: flows.LongText, Section: marks, Text: text.Pair{BG: "Разкажете.", EN: "Tell us."}, MaxLength: 2000},
		{Code: "picture", Kind: flows.FileAnswer, Section: marks, Text: text.Pair{BG: "Снимка?", EN: "Picture?"}, MaxFiles: 2},
	}
	if diff := cmp.Diff(want, p.Survey.Questions); diff != "" {
		t.Errorf("questions (-want +got):\n%s", diff)
	}

	s, err = parseSettings(file, []byte(small+"[targets]\nsurveyed = 20\nmeetings = 0\n"), "", wants{})
	if want := (programme.Targets{Surveyed: 20, Trained: 35, Ideas: 16}); err != nil || s.Programme.Targets != want {
		t.Errorf("targets %+v, want %+v, error %v", s.Programme.Targets, want, err)
	}

	s, err = parseSettings(file, []byte(small), " 987654321:AAOtherOtherOtherOtherOtherOther ", wants{})
	if err != nil || s.Token.reveal() != "987654321:AAOtherOtherOtherOtherOtherOther" {
		t.Errorf("the token from outside was not taken: %v", err)
	}
}

// Each mistake alone: old is replaced by new, where § shows the place that
// must be named. Without § the file as a whole is meant.
var mistakeCases = []mistakeCase{
	// The form of the file.
	{"[telegram]", "[telegram§", "The section's name is not closed"},
	{`"data.db"`, `§„data.db“`, "What follows the = is neither"},
	{`"data.db"`, `"data.db§`, "The quote at the end of the text is missing"},
	{`"data.db"`, `§data.db`, "What follows the = is neither"},
	{`"data.db"`, `§tdata.db`, "has no quotes"},
	{`path = "data.db"`, `path §"data.db"`, "The = after the setting's name is missing"},
	{`path = "data.db"`, `§път = "data.db"`, "does not begin with a setting's name"},
	{`path = "data.db"`, "path =§", "Nothing follows the ="},
	{"2027-02-01", "2027-02-§30", "cannot be understood"},
	{`path = "data.db"`, "path = \"data.db\"\n§path = \"b.db\"", "is there already"},
	{"[consent]", "[§telegram]", "is there already"},
	{`not = ["none"] }`, `not = ["none" §}`, "Something is missing in the list"},
	{`{ bg = "Ред", en = "Line" }`, `{ bg = "Ред" §en = "Line" }`, "Something is missing in the braces"},
	{`"data.db"`, `"c:§\data.db"`, `The text holds the sign \`},
	{`"082 123 456"`, `§082123456`, "The number begins with a zero"},
	{`"data.db"`, `"data.db" §"x"`, "something more on the line"},
	{`{ bg = "Ред", en = "Line" }`, "{ bg = \"\"\"Ред§\x01\"\"\", en = \"Line\" }", "three quotes"},
	{"Партньорства", "§\xcf\xe0\xf0\xf2\xed\xfc\xee\xf0\xf1\xf2\xe2\xe0", "probably in Windows-1251"},
	// Sections and keys.
	{"[storage]\npath = \"data.db\"\n", "", "The section [storage] is missing"},
	{"[consent]", "[§konsent]", "there is no setting “konsent”"},
	{"token = ", "§tokken = ", "there is no setting “tokken”"},
	{"en = \"Line\"", "§eng = \"Line\"", "there is no setting “eng”"},
	{"[[municipality]]\ncode = \"ruse\"", "[[municipality]]\n§size = 3\ncode = \"ruse\"", "there is no setting “size”"},
	{"[[municipality]]\ncode = \"byala\"\nname = { bg = \"Бяла\", en = \"Byala\" }\n", "[[municipality]]\n§kode = \"byala\"\nname = { bg = \"Бяла\", en = \"Byala\" }\n", "there is no setting “kode”"},
	// Telegram and storage.
	{`"1234567890:AAExampleExampleExampleExampleExam"`, `§"1234567890"`, "“token” does not look like"},
	{`"1234567890:AAExampleExampleExampleExampleExam"`, `§""`, "“token” is empty"},
	{`"1234567890:AAExampleExampleExampleExampleExam"`, `§12345`, "“token” must be a text, but is a whole number"},
	{`"http://127.0.0.1:8081/"`, `§"telegram.org"`, "“api_url” is not a server's address"},
	{`"http://127.0.0.1:8081/"`, `§"ftp://127.0.0.1"`, "“api_url” is not a server's address"},
	{`"http://127.0.0.1:8081/"`, `§"https://"`, "“api_url” is not a server's address"},
	{"-1001234567890", "§1001234567890", "“coordinators” is not the number of a group"},
	{"-1001234567890", "§\"-100\"", "“coordinators” must be a whole number, but is a text"},
	{"-1001234567890", "§-100.5", "“coordinators” must be a whole number, but is a number with a fraction"},
	{"-1001234567890", "§-9100123456789012345", "“coordinators” must be a whole number, but is too large"},
	{"messages_per_second = 10", "messages_per_second = §31", "“messages_per_second” can be 1 to 30"},
	{"messages_per_second = 10", "messages_per_second = §0", "“messages_per_second” can be 1 to 30"},
	{"messages_per_second = 10", "messages_per_second = §2.5", "“messages_per_second” must be a whole number"},
	{"messages_per_second = 10", "messages_per_second = §\"10\"", "“messages_per_second” must be a whole number, but is a text"},
	{"messages_per_minute_group = 5", "messages_per_minute_group = §21", "“messages_per_minute_group” can be 1 to 20"},
	{`"data.db"`, `§""`, "“path” is empty"},
	// The programme.
	{`name = { bg = "Партньорства", en = "Partnerships" }`, `name = §"Партньорства"`, "“name” must be in both languages"},
	{`{ bg = "Клуб", en = "Club" }`, `§{ bg = "Клуб" }`, "“en” is missing"},
	{`en = "Club"`, `en = §" "`, "“en” is empty"},
	{`en = "Club"`, `en = §5`, "“en” must be a text"},
	{`bg = "Натиснете „Старт“."`, `bg = §"` + strings.Repeat("Д", 513) + `"`, "“bg” has 513 characters; at most 512"},
	{`en = "Press Start."`, `en = §"` + strings.Repeat("😀", 257) + `"`, "“en” has 514 characters; at most 512"},
	{`en = "Short"`, `en = §"` + strings.Repeat("s", 121) + `"`, "“en” has 121 characters; at most 120"},
	{`"Europe/Sofia"`, `§"Europe/Ruse"`, "there is no time zone “Europe/Ruse”"},
	{`"Europe/Sofia"`, `§"Local"`, "there is no time zone “Local”"},
	{"starts = 2027-02-01", "starts = §\"1.2.2027\"", "“starts” must be a date, but is a text"},
	{"starts = 2027-02-01", "starts = §2027-02-01T10:00:00", "“starts” must be a date, but is a date with a time"},
	{"ends = 2027-08-31", "ends = §2026-08-31", "the programme ends before it starts"},
	{`version = "1"`, `version = §""`, "“version” is empty"},
	{`"082 123 456"`, `§"ask"`, "“phone” does not look like"},
	{`"maria@example.org"`, `§"maria"`, "“email” does not look like"},
	{`code = "byala"`, `code = §"ruse"`, "the code “ruse” is used above already"},
	{`code = "byala"`, `code = §"Бяла"`, "the code “Бяла” will not do"},
	{`code = "byala"`, `code = §"byala_and_all_of_it"`, "has 19 characters; at most 16"},
	{"[contact]", "[targets]\nsurveyed = §-1\n[contact]", "“surveyed” can be 0 to 10000"},
	{"[contact]", "[targets]\nideas = §\"16\"\n[contact]", "“ideas” must be a whole number, but is a text"},
	{"[contact]", "[targets]\n§trainings = 2\n[contact]", "there is no setting “trainings”"},
	{"[contact]", "[[§targets]]\nsurveyed = 2\n[contact]", "[targets] must be a section"},
	// The survey.
	{small[strings.Index(small, "[survey]"):], "[§survey]\ntitle = { bg = \"Проучване\", en = \"Survey\" }\n", "there is not one question"},
	{`code = "mark"`, `code = §"projects"`, "the code “projects” is used above already"},
	{`code = "story"`, `code = §"a_story_of_twenty_five_cha"`, "at most 24 are possible"},
	{`code = "story"`, `code = §"a-story"`, "the code “a-story” will not do"},
	{`kind = "long"`, `kind = §"lnog"`, "there is no kind of question “lnog”"},
	{`kind = "long"`, `kind = §true`, "“kind” must be a text"},
	{"[[survey.question]]\ncode = \"story\"\nkind = \"long\"", "[[survey.§question]]\ncode = \"story\"", "“kind” is missing"},
	{"skip = true", "skip = §\"да\"", "“skip” can only be true or false"},
	{"max_length = 2000", "max_length = §0", "“max_length” can be 1 to 10000"},
	{"max_length = 2000", "max_length = 2000\nmax_files = §2", "“max_files” does not go with a question of the kind “long”"},
	{"max_files = 2", "max_files = 2\n§choices = [ { code = \"a\", bg = \"а\", en = \"a\" } ]", "“choices” does not go with a question of the kind “file”"},
	{"min = 0", "min = §101", "“min” is greater than “max”"},
	{"from = 2027-01-01", "from = §2028-01-01", "“from” is after “to”"},
	{"max_choices = 2", "max_choices = §4", "“max_choices” is more than there are choices"},
	{"[[survey.question]]\ncode = \"mark\"\nkind = \"scale\"", "[[survey.§question]]\ncode = \"mark\"\nkind = \"scale\"\nmax = 20", "the scale runs from 1 to 20"},
	{"[[survey.question]]\ncode = \"mark\"\nkind = \"scale\"", "[[survey.§question]]\ncode = \"mark\"\nkind = \"scale\"\nmin = 5", "the scale runs from 5 to 5"},
	{"[[survey.question]]\ncode = \"mark\"\nkind = \"scale\"\nsection = { bg = \"Оценки\", en = \"Marks\" }\ntext = { bg = \"Оценка?\", en = \"Mark?\" }\nlow = { bg = \"слабо\", en = \"poor\" }\n",
		"[[survey.§question]]\ncode = \"mark\"\nkind = \"scale\"\ntext = { bg = \"Оценка?\", en = \"Mark?\" }\n", "“low” and “high” go together"},
	// Choices.
	{"choices = [\n  { code = \"none\", bg = \"Нула\", en = \"Zero\", from = 0, to = 0 },\n  { code = \"1-2\", bg = \"Малко\", en = \"Few\", from = 1, to = 2 },\n  { code = \"more\", bg = \"Много\", en = \"Many\", from = 3 },\n]",
		"§choices = [ { code = \"none\", bg = \"Нула\", en = \"Zero\" } ]", "at least two choices are needed"},
	{"choices = [\n  { code = \"none\"", "choices = [\n  §5,\n  { code = \"none\"", "“choices” holds a whole number"},
	{`code = "more", bg`, `code = §"none", bg`, "the code “none” is used above already"},
	{`{ code = "more", bg = "Много", en = "Many"`, `§{ code = "more", bg = "малко.", en = "Many"`, "two choices read alike"},
	{`{ code = "more", bg = "Много", en = "Many", from = 3 }`, `§{ code = "more", bg = "Много", en = "Many", from = 2 }`, "overlap"},
	{`from = 1, to = 2`, `from = §2, to = 1`, "“from” is greater than “to”"},
	{`from = 3 }`, `from = 3, alone = §true }`, "“alone” has a meaning only"},
	{`bg = "Много"`, `bg = §"` + strings.Repeat("м", 121) + `"`, "“bg” has 121 characters"},
	// Conditions.
	{`question = "mark"`, `question = §"mrak"`, "there is no question with the code “mrak”"},
	{`question = "mark"`, `question = §"people"`, "the question depends on itself"},
	{`question = "mark"`, `question = §"story"`, "the question “story” comes later"},
	{`not = ["none"]`, `not = [§"non"]`, "the question “projects” has no choice with the code “non”"},
	{`is = ["ruse"]`, `is = [§"sofia"]`, "the question “town” has no choice with the code “sofia”"},
	{`is = ["ruse"]`, `is = §"ruse"`, "“is” must be a list, but is a text"},
	{`is = ["ruse"]`, `at_least = §2`, "“at_least” does not go with “town”"},
	{`at_least = 2, at_most = 4`, `§is = ["2"]`, "“is” does not go with “mark”"},
	{`at_least = 2, at_most = 4`, `at_least = §5, at_most = 4`, "“at_least” is greater than “at_most”"},
	{`{ question = "mark", at_least = 2, at_most = 4 }`, `§{ question = "mark" }`, "does not say what the answer must be"},
	{`{ question = "mark", at_least = 2, at_most = 4 }`, `§{ at_least = 2 }`, "“question” is missing"},
}

func TestMistakes(t *testing.T) { testMistakes(t, small, mistakeCases) }

// mistakeCase is a mistake alone: see mistakeCases.
type mistakeCase struct{ old, new, want string }

func testMistakes(t *testing.T, whole string, cases []mistakeCase) {
	for _, c := range cases {
		t.Run(c.want, func(t *testing.T) {
			if strings.Count(whole, c.old) != 1 {
				t.Fatalf("%q is %d times in the file", c.old, strings.Count(whole, c.old))
			}
			data := strings.Replace(whole, c.old, c.new, 1)
			var want place
			if i := strings.Index(data, "§"); i >= 0 {
				want = placeOf([]byte(data), i)
				data = strings.Replace(data, "§", "", 1)
			}
			_, err := parseSettings("config.toml", []byte(data), "", wants{token: true})
			var found *mistakes
			if !errors.As(err, &found) {
				t.Fatalf("got %v, want a mistake", err)
			}
			if !slices.ContainsFunc(found.list, func(m mistake) bool {
				return m.place == want && strings.Contains(m.what.Plain(text.English), c.want)
			}) {
				var all strings.Builder
				found.print(&all, text.English)
				t.Errorf("want %d:%d %s, got\n%s", want.line, want.column, c.want, all.String())
			}
		})
	}
}

func TestMistakesOfTheFile(t *testing.T) {
	utf16 := "\xff\xfe[\x00t\x00"
	for data, want := range map[string]string{
		utf16:            "UTF-16",
		utf16[2:]:        "UTF-16",
		"PK\x03\x04\x00": "not a text file",
		"":               "The section [telegram] is missing",
	} {
		_, err := parseSettings("config.toml", []byte(data), "", wants{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", data, err, want)
		}
	}
	if _, err := parseSettings("config.toml", []byte(small), "not a token", wants{}); err == nil || !strings.Contains(err.Error(), "PARTNERBOT_TOKEN") || strings.Contains(err.Error(), "not a token") {
		t.Errorf("got %v", err)
	}
	if _, err := parseSettings("config.toml", []byte(strings.Replace(small, "token", "#", 1)), "", wants{}); err != nil {
		t.Errorf("a command that needs no token: %v", err)
	}
	huge := filepath.Join(t.TempDir(), "huge.toml")
	if err := os.WriteFile(huge, make([]byte, configLimit+1), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readConfig(huge); err == nil || !strings.Contains(err.Error(), "larger than 1 MB") {
		t.Errorf("huge: %v", err)
	}
}

// Whatever the file holds, it is either understood or answered with places in
// it, in both languages.
func FuzzSettings(f *testing.F) {
	f.Add([]byte(small))
	f.Add(example)
	for _, c := range slices.Concat(mistakeCases, eventMistakeCases) {
		f.Add([]byte(strings.Replace(small+events, c.old, strings.Replace(c.new, "§", "", 1), 1)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := parseSettings("config.toml", data, "", wants{})
		if err != nil {
			var found *mistakes
			if !errors.As(err, &found) || len(found.list) == 0 {
				t.Fatalf("not a list of mistakes: %v", err)
			}
			lines := strings.Count(string(data), "\n") + 1
			for _, m := range found.list {
				if m.line < 0 || m.line > lines || m.what.Empty() {
					t.Errorf("%+v", m)
				}
				for _, lang := range []text.Language{text.Bulgarian, text.English} {
					if said := m.phrase("config.toml").Plain(lang); !utf8.ValidString(said) || strings.Contains(said, "%!") {
						t.Errorf("%s: %q", lang, said)
					}
				}
			}
			return
		}
		for _, q := range s.Programme.Survey.Questions {
			if q.Code == "" || !slices.Contains(flows.Kinds, q.Kind) || q.Text.BG == "" || q.Text.EN == "" {
				t.Errorf("%+v", q)
			}
			if q.Kind == flows.Scale && (q.Min == nil || q.Max == nil || *q.Min >= *q.Max) {
				t.Errorf("%+v", q)
			}
		}
		for _, e := range s.Programme.Events {
			if e.Code == "" || e.Title.BG == "" || !e.Start.At.Before(e.End.At) || e.Seats+e.AuthoritySeats == 0 || e.Closes.After(e.Start.At) {
				t.Errorf("%+v", e)
			}
		}
		if len(s.Programme.Survey.Questions) == 0 || s.Programme.Location == nil || s.Storage == "" {
			t.Errorf("%+v", s)
		}
	})
}

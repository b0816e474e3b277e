package text

import (
	"strings"
	"testing"
	"time"
)

func TestLatinMeets(t *testing.T) {
	for _, same := range [][]string{
		{"Да", "da", "DA.", " Da! "},
		{"Сдружение", "sdrujenie", "sdruzhenie", "СДРУЖЕНИЕ"},
		{"Читалище", "4italishte", "chitalishte", "chitali6te"},
		{"Жените в Троян", "jenite v troqn", "zhenite v troyan"},
		{"3–5", "3-5", "3 - 5"},
		{"София", "sofia", "sofiya", "Sofiq"},
		{"Питай човек", "pitay chovek", "pitai 4ovek"},
		{"Отворено", "Отвoрeнo"}, // with Latin о and е
		{"Не знам", "ne znam", "NE ZNAM!", "nе znаm"},
		{"Пропусни", "propusni", "Пропусни.", "„Пропусни“"},
		{"Ще дойда", "shte doida", "6te doida", "ште дойда"},
		{"Бяла", "Byala", "Biala", "bqla", "БЯЛА"},
		{"Люлин", "Lyulin", "Liulin", "Ljulin"},
		{"Цар Калоян", "tsar kaloyan", "car kaloqn", "Tzar Kaloian"},
		{"Жълтица", "zhaltitsa", "jyltica"},
		{"Група без регистрация", "grupa bez registraciq", "grupa bez registratsia"},
		{"Събота и неделя", "sabota i nedelia", "sybota i nedelq"},
	} {
		for _, s := range same[1:] {
			a, b := strings.ReplaceAll(Latin(same[0]), " ", ""), strings.ReplaceAll(Latin(s), " ", "")
			if a != b {
				t.Errorf("%q has the key %q, %q has %q", same[0], a, s, b)
			}
		}
	}
	for _, apart := range [][2]string{{"Да", "Не"}, {"Русе", "Борово"}, {"1–2", "12"}, {"съм", "сам съм"}, {"пет", "път"}, {"4", "ч"}, {"лош", "лос"}} {
		if Latin(apart[0]) == Latin(apart[1]) {
			t.Errorf("%q and %q have the same key", apart[0], apart[1])
		}
	}
	if Latin("12") != "12" || Latin("4") != "4" || Latin(" ") != "" {
		t.Error("keys of digits and of nothing changed")
	}
}

func TestReadEIK(t *testing.T) {
	for in, want := range map[string]string{" 121817309 ": "121817309", "ЕИК: 121 817 309": "121817309", "BG121817309": "121817309", "еик/булстат 000-670-602": "000670602"} {
		if got, err := ReadEIK(in); got != want || err != nil {
			t.Errorf("ReadEIK(%q) = %q, %v, want %q", in, got, err, want)
		}
	}
	for in, want := range map[string]error{"121 817 308": ErrEIKNinth, "няма": ErrEIKLength, "": ErrEIKLength, "1218173090012": ErrEIKLast} {
		if _, err := ReadEIK(in); err != want {
			t.Errorf("ReadEIK(%q): %v, want %v", in, err, want)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"Ма\u200bрия\u2060 Ива\ufeffнова\ufeff": "Мария Иванова", // from a web page
		"\u202eМария\u0007":                     "Мария",
		"едно\r\nдве":                           "едно\nдве",
		"👨\u200d👩\u200d👧 семейство":             "👨\u200d👩\u200d👧 семейство",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPhrase(t *testing.T) {
	p := T("Здравейте, <b>%s</b>! %s", "Hello, <b>%s</b>! %s").With("<Мария>", Questions(2))
	if got := p.HTML(Bulgarian); got != "Здравейте, <b>&lt;Мария&gt;</b>! 2 въпроса" {
		t.Error(got)
	}
	if got := p.Plain(English); got != "Hello, <Мария>! 2 questions" {
		t.Error(got)
	}
	if got := T("100 % вярно", "100 % true").HTML(Bulgarian); got != "100 % вярно" {
		t.Error(got)
	}
	if got := Join(" | ", Raw("<"), T("", ""), Raw("b")).HTML(Bulgarian); got != "&lt; | b" {
		t.Error(got)
	}
	at := time.Date(2025, 4, 16, 17, 7, 0, 0, time.UTC)
	ends := T("От %s до %s.", "From %s to %s.").With(DayTime(at, at), Day(at, time.Time{}))
	if got := ends.HTML(Bulgarian); got != "От сряда, 16 април, 17:07 ч. до сряда, 16 април 2025 г." {
		t.Error(got)
	}
	if got := ends.HTML(English); got != "From Wednesday, 16 April, 17:07 to Wednesday, 16 April 2025." {
		t.Error(got)
	}
}

func TestDates(t *testing.T) {
	at := time.Date(2026, 4, 16, 10, 0, 0, 0, time.UTC)
	for want, got := range map[string]Localised{
		"четвъртък, 16 април":           Day(at, at),
		"четвъртък, 16 април 2026 г.":   Day(at, time.Time{}),
		"четвъртък, 16 април, 10:00 ч.": DayTime(at, at),
		"в четвъртък, 16 април":         OnDay(at, at),
		"във вторник, 14 април":         OnDay(at.AddDate(0, 0, -2), at),
		"преди 9 дни":                   Ago(9*24*time.Hour + time.Hour),
		"преди 4 месеца":                Ago(120 * 24 * time.Hour),
		"около 2 минути":                Span(110 * time.Second),
		"1 въпрос":                      Questions(1),
		"21 въпроса":                    Questions(21),
		"1250":                          Number(1250),
		"12\u00a0500,5":                 Number(12500.5),
		"12,50\u00a0€":                  Euro(1250),
		"„Партньорства 2020“":           Quote("Партньорства 2020"),
		"Сдружение „Дунав“":             Quote("Сдружение „Дунав“"),
		"\"Пет извора\"":                Quote(`"Пет извора"`),
	} {
		if got := got.In(Bulgarian); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestCounts(t *testing.T) {
	for _, c := range []struct {
		got    Localised
		bg, en string
	}{
		{Questions(0), "0 въпроса", "0 questions"}, {Questions(1), "1 въпрос", "1 question"}, {Questions(2), "2 въпроса", "2 questions"},
		{Questions(11), "11 въпроса", "11 questions"}, {Questions(21), "21 въпроса", "21 questions"}, {Questions(101), "101 въпроса", "101 questions"},
		{Answers(1), "1 отговор", "1 answer"}, {Answers(3), "3 отговора", "3 answers"},
		{Organisations(1), "1 организация", "1 organisation"}, {Organisations(35), "35 организации", "35 organisations"},
		{People(1), "1 човек", "1 person"}, {People(5), "5 души", "5 people"}, {People(1200), "1200 души", "1,200 people"},
		{Days(1), "1 ден", "1 day"}, {Days(120), "120 дни", "120 days"}, {Minutes(1), "1 минута", "1 minute"}, {Minutes(2), "2 минути", "2 minutes"},
		{Ago(time.Second), "току-що", "just now"}, {Ago(time.Hour), "преди 1 час", "1 hour ago"}, {Ago(3 * time.Hour), "преди 3 часа", "3 hours ago"},
		{Ago(24 * time.Hour), "преди 1 ден", "1 day ago"}, {Span(time.Second), "около 1 минута", "about 1 minute"}, {Ago(800 * 24 * time.Hour), "преди 2 години", "2 years ago"},
		{Euro(100), "1\u00a0€", "€1"}, {Euro(1234567), "12\u00a0345,67\u00a0€", "€12,345.67"}, {Euro(-50), "-0,50\u00a0€", "-€0.50"},
		{Number(0.5), "0,5", "0.5"}, {Number(1234567), "1\u00a0234\u00a0567", "1,234,567"}, {Number(1000), "1000", "1,000"},
	} {
		if bg, en := c.got.In(Bulgarian), c.got.In(English); bg != c.bg || en != c.en {
			t.Errorf("%q and %q, want %q and %q", bg, en, c.bg, c.en)
		}
	}
}

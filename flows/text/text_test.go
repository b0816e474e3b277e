package text

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
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
	} {
		for _, s := range same[1:] {
			a, b := strings.ReplaceAll(Latin(same[0]), " ", ""), strings.ReplaceAll(Latin(s), " ", "")
			if a != b {
				t.Errorf("%q has the key %q, %q has %q", same[0], a, s, b)
			}
		}
	}
	if Latin("Да") == Latin("Не") || Latin("12") != "12" || Latin("4") != "4" {
		t.Error("keys meet that should not")
	}
}

func TestReadNumber(t *testing.T) {
	for in, want := range map[string]Reading[float64]{
		"12": {12, true}, "12,5": {12.5, true}, "12.5": {12.5, true}, "1 200": {1200, true}, "1.200": {1200, false},
		"1.200.000": {1200000, true}, "около 12": {12, false}, "дванадесет": {12, true}, "dvanadeset": {12, true},
		"двадесет и пет": {25, true}, "12 души": {12, true}, "12 доброволци": {12, true}, "няма": {0, false}, "-3": {-3, true},
	} {
		got, ok := ReadNumber(in)
		if !ok || got != want {
			t.Errorf("ReadNumber(%q) = %v %v, want %v", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "12-15", "май 4", "между 3 и 5", "ааа", "1e5", "5 от 10", strings.Repeat("9", 400)} {
		if got, ok := ReadNumber(in); ok {
			t.Errorf("ReadNumber(%q) = %v", in, got)
		}
	}
}

func TestReadMoney(t *testing.T) {
	for in, want := range map[string]struct {
		cents     int64
		sure, lev bool
	}{
		"25000": {2500000, true, false}, "25 000 €": {2500000, true, false}, "25 хил.": {2500000, true, false},
		"25 хиляди евро": {2500000, true, false}, "1,5 млн": {150000000, true, false}, "50k": {5000000, true, false},
		"EUR 300": {30000, true, false}, "12,50": {1250, true, false}, "около 50 хил. лв": {2556459, false, true},
		"100 лева": {5113, true, true}, "25.000": {2500000, true, false},
	} {
		got, lev, ok := ReadMoney(in)
		if !ok || got.Value != want.cents || got.Sure != want.sure || lev != want.lev {
			t.Errorf("ReadMoney(%q) = %v %v %v, want %v", in, got, lev, ok, want)
		}
	}
	for _, in := range []string{"", "много", "5 души", "10-20"} {
		if got, _, ok := ReadMoney(in); ok {
			t.Errorf("ReadMoney(%q) = %v", in, got)
		}
	}
}

func TestReadDate(t *testing.T) {
	sofia := time.FixedZone("EET", 2*3600)
	today := time.Date(2026, 2, 2, 15, 0, 0, 0, sofia) // Monday
	for in, want := range map[string]string{
		"16.4.2026": "2026-04-16", "16.04.26": "2026-04-16", "16/4/2026": "2026-04-16", "2026-04-16": "2026-04-16",
		"16 април 2026 г.": "2026-04-16", "16 април": "2026-04-16?", "16 april 2026": "2026-04-16", "16.1.": "2027-01-16?",
		"утре": "2026-02-03", "днес": "2026-02-02", "utre": "2026-02-03", "в четвъртък": "2026-02-05?", "в понеделник": "2026-02-09?",
	} {
		got, ok := ReadDate(in, today)
		s := got.Value.Format(time.DateOnly)
		if !got.Sure {
			s += "?"
		}
		if !ok || s != want {
			t.Errorf("ReadDate(%q) = %s %v, want %s", in, s, ok, want)
		}
	}
	for _, in := range []string{"", "31.2.2026", "32.1.", "скоро", "5", "13.13.2026"} {
		if got, ok := ReadDate(in, today); ok {
			t.Errorf("ReadDate(%q) = %v", in, got.Value)
		}
	}
}

func TestReadContacts(t *testing.T) {
	for in, want := range map[string]string{
		"0888 123 456": "+359888123456", "00359888123456": "+359888123456", "+359 (0)88 812 3456": "+359888123456",
		"тел. 0888/123-456": "+359888123456", "359888123456": "+359888123456", "082 123456": "+35982123456", "+49 30 1234567": "+49301234567",
	} {
		if got, ok := ReadPhone(in); !ok || got != want {
			t.Errorf("ReadPhone(%q) = %q %v, want %q", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "няма", "123", "88", "0888 123 456 789 012 3"} {
		if got, ok := ReadPhone(in); ok {
			t.Errorf("ReadPhone(%q) = %q", in, got)
		}
	}
	if got, ok := ReadEmail(" mailto:ime@primer.bg. "); !ok || got != "ime@primer.bg" {
		t.Errorf("ReadEmail = %q %v", got, ok)
	}
	for _, in := range []string{"", "ime", "ime@primer", "a@b.bg, c@d.bg", "моят имейл е a@b.bg"} {
		if got, ok := ReadEmail(in); ok {
			t.Errorf("ReadEmail(%q) = %q", in, got)
		}
	}
}

func TestEIK(t *testing.T) {
	for in, want := range map[string]error{"121817309": nil, "000670602": nil, "121817308": ErrEIKNinth, "12": ErrEIKLength, "12181730a": ErrEIKLength} {
		if got := EIKValid(in); got != want {
			t.Errorf("EIKValid(%q) = %v, want %v", in, got, want)
		}
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
}

func TestDates(t *testing.T) {
	at := time.Date(2026, 4, 16, 10, 0, 0, 0, time.UTC)
	for want, got := range map[string]Localised{
		"четвъртък, 16 април":           Day(at, at),
		"четвъртък, 16 април 2026 г.":   Day(at, time.Time{}),
		"четвъртък, 16 април, 10:00 ч.": DayTime(at, at),
		"преди 9 дни":                   Ago(9*24*time.Hour + time.Hour),
		"преди 4 месеца":                Ago(120 * 24 * time.Hour),
		"около 2 минути":                Span(110 * time.Second),
		"1 въпрос":                      Questions(1),
		"21 въпроса":                    Questions(21),
		"1250":                          Number(1250),
		"12\u00a0500,5":                 Number(12500.5),
		"12,50\u00a0€":                  Euro(1250),
		"„Сдружение „Дунав““":           Quote("Сдружение „Дунав“"),
	} {
		if got := got.In(Bulgarian); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add(strings.Repeat("<b>Дълъг текст. </b>Още един ред\n\nи още &lt;един&gt; ", 20), 40)
	f.Add("😀😀😀😀😀😀😀😀😀😀", 5)
	f.Fuzz(func(t *testing.T, s string, limit int) {
		if limit < 5 || limit > 4096 || !utf8.ValidString(s) {
			t.Skip()
		}
		// Phrases make well-formed HTML: plain text, escaped, with some of it bold.
		html := ""
		for i, line := range strings.Split(s, "\n") {
			if i%2 == 1 {
				html += "<b>" + Escape(line) + "</b>\n"
			} else {
				html += Escape(line) + "\n"
			}
		}
		letters := func(s string) string { return strings.Join(strings.Fields(s), "") }
		whole := ""
		for _, part := range Split(html, limit) {
			if n := Length(part); n > limit {
				t.Fatalf("a part of %d units, the limit is %d", n, limit)
			}
			if strings.Count(part, "<b>") != strings.Count(part, "</b>") {
				t.Fatalf("tags are open: %q", part)
			}
			whole += StripTags(part)
		}
		if letters(whole) != letters(StripTags(html)) {
			t.Fatalf("split %q into %q", StripTags(html), whole)
		}
	})
}

func FuzzReaders(f *testing.F) {
	f.Add("около 50 хил. лв")
	f.Fuzz(func(t *testing.T, s string) {
		now := time.Date(2026, 2, 2, 0, 0, 0, 0, time.UTC)
		ReadNumber(s)
		ReadMoney(s)
		ReadDate(s, now)
		ReadPhone(s)
		ReadEmail(s)
		ReadYesNo(s)
		ReadPositions(s, 10)
		if c := Clean(s); !utf8.ValidString(c) || Clean(c) != c {
			t.Errorf("Clean(%q) = %q", s, c)
		}
		if Latin(Fold(s)) != Latin(s) {
			t.Errorf("Latin(Fold(%q)) differs", s)
		}
	})
}

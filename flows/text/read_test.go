package text

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestReadNumber(t *testing.T) {
	for in, want := range map[string]Reading[float64]{
		"12": {12, true}, "12,5": {12.5, true}, "12.5": {12.5, true}, "1 200": {1200, true}, "1.200": {1200, false}, "1.200.000": {1200000, true},
		"12 000 души": {12000, true}, "10'000": {10000, true}, "0": {0, true}, "-3": {-3, true}, "12 души": {12, true}, "12бр.": {12, true}, "3-ма": {3, true},
		"12 доброволци": {12, true}, "около 12": {12, false}, "ОКОЛО 12": {12, false}, "okolo 12": {12, false}, "над 100": {100, false}, "май 4": {4, false},
		"дванадесет": {12, true}, "dvanadeset": {12, true}, "ДВАНАЙСЕТ": {12, true}, "двадесет и пет": {25, true}, "двайсет и двама": {22, true},
		"сто": {100, true}, "сто и двайсет": {120, true}, "двеста петдесет и един души": {251, true}, "деветстотин деветдесет и девет": {999, true},
		"хиляда": {1000, true}, "две хиляди": {2000, true}, "двайсет и пет хиляди": {25000, true}, "хиляда и петстотин": {1500, true},
		"милион и половина": {1500000, true}, "половин милион": {500000, true}, "две и половина": {2.5, true}, "20 хиляди": {20000, true}, "1,5 милиона": {1500000, true},
		"two hundred and five": {205, true}, "двайсетина": {20, false}, "стотина души": {100, false}, "петнайсетина хиляди": {15000, false},
		"няма": {0, false}, "нямаме": {0, false}, "няма такива": {0, false}, "никой": {0, false}, "нито един": {0, false}, "нула": {0, true},
	} {
		got, ok := ReadNumber(in)
		if !ok || got != want {
			t.Errorf("ReadNumber(%q) = %v %v, want %v", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "12-15", "между 3 и 5", "ааа", "1e5", "5 от 10", "12 души и 5 жени", "-", "?", "двеста сто", "5 6", strings.Repeat("9", 400)} {
		if got, ok := ReadNumber(in); ok {
			t.Errorf("ReadNumber(%q) = %v", in, got)
		}
	}
}

func TestReadRange(t *testing.T) {
	for in, want := range map[string][2]float64{
		"10-15": {10, 15}, "10 – 15": {10, 15}, "от 10 до 15": {10, 15}, "между 3 и 5 души": {3, 5}, "пет-шест": {5, 6}, "5 или 6": {5, 6},
		"около 10-15 човека": {10, 15}, "двайсет до трийсет": {20, 30}, "2000-3000": {2000, 3000}, "ot 2 do 3": {2, 3},
	} {
		low, high, ok := ReadRange(in)
		if !ok || low != want[0] || high != want[1] {
			t.Errorf("ReadRange(%q) = %v %v %v, want %v", in, low, high, ok, want)
		}
	}
	for _, in := range []string{"", "12", "15-10", "-5", "0888-123-456", "2026-04-16", "двайсет и пет", "няма", "а-б"} {
		if low, high, ok := ReadRange(in); ok {
			t.Errorf("ReadRange(%q) = %v %v", in, low, high)
		}
	}
}

func TestReadYears(t *testing.T) {
	for typed, want := range map[string]float64{
		"2 години": 24, "2 г.": 24, "година и половина": 18, "Една година": 12, "година": 12, "половин година": 6, "1,5 години": 18, "две години и половина": 30,
		"2 years": 24, "18 месеца": 0, "12": 0, "2 години и 3 месеца": 0, "": 0, "всяка година по малко": 0,
	} {
		if got, ok := ReadYears(typed); got != want || ok != (want > 0) {
			t.Errorf("%q: %v %v", typed, got, ok)
		}
	}
}

func TestOnlyNumber(t *testing.T) {
	for in, want := range map[string]float64{"въпрос 7": 7, "май 4": 4, "имаме 12 доброволци": 12, "сигурно са пет": 5} {
		if got, ok := OnlyNumber(in); !ok || got != want {
			t.Errorf("OnlyNumber(%q) = %v %v, want %v", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "няколко", "3 или 4", "въпрос 7а8", "дълго изречение в което има 1 число"} {
		if got, ok := OnlyNumber(in); ok {
			t.Errorf("OnlyNumber(%q) = %v", in, got)
		}
	}
}

func TestReadMoney(t *testing.T) {
	type money struct {
		cents     int64
		sure, lev bool
	}
	for in, want := range map[string]money{
		"25000": {2500000, true, false}, "25 000 €": {2500000, true, false}, "25 хил.": {2500000, true, false}, "5 ХИЛ.": {500000, true, false},
		"25 хиляди евро": {2500000, true, false}, "1,5 млн": {150000000, true, false}, "50k": {5000000, true, false}, "5 х.": {500000, true, false},
		"EUR 300": {30000, true, false}, "12,50": {1250, true, false}, "5.000,00 €": {500000, true, false}, "5000.-": {500000, true, false}, "€5k": {500000, true, false},
		"пет хиляди": {500000, true, false}, "0": {0, true, false}, "няма": {0, false, false}, "25.000": {2500000, true, false}, "2.500": {250000, false, false},
		"около 50 хил. лв": {2556459, false, true}, "около 10 хиляди лева": {511292, false, true}, "100 лева": {5113, true, true}, "100лв.": {5113, true, true},
		"1,95583 лв": {100, true, true}, "BGN 1000": {51129, true, true}, "10 hiliadi leva": {511292, true, true}, "10000 lv": {511292, true, true},
		"20 бона": {2000000, false, false}, "20 бона лева": {1022584, false, true}, "2000-3000": {250000, false, false}, "2-3 хил.": {250000, false, false},
		"от 5000 до 7000 лв.": {306775, false, true}, "бюджетът беше 5000": {500000, false, false}, "към 1500 евро": {150000, false, false},
	} {
		got, lev, ok := ReadMoney(in)
		if !ok || got.Value != want.cents || got.Sure != want.sure || lev != want.lev {
			t.Errorf("ReadMoney(%q) = %v %v %v, want %v", in, got, lev, ok, want)
		}
	}
	for _, in := range []string{"", "много", "5 души", "лв", "€", "-500", "лева", "пет шест седем", "10 000 лв. (5113 евро)"} {
		if got, _, ok := ReadMoney(in); ok {
			t.Errorf("ReadMoney(%q) = %v", in, got)
		}
	}
}

func TestReadDate(t *testing.T) {
	sofia := time.FixedZone("EET", 2*3600)
	today := time.Date(2026, 2, 2, 15, 0, 0, 0, sofia) // Monday
	for in, want := range map[string]string{
		"16.4.2026": "2026-04-16", "16.04.26": "2026-04-16", "16/4/2026": "2026-04-16", "16-4-2026": "2026-04-16", "16. 4. 2026 г.": "2026-04-16", "2026-04-16": "2026-04-16",
		"16 4 2026": "2026-04-16", "15.6.98": "1998-06-15", "15.VI.2019": "2019-06-15", "15.vi.2019 г.": "2019-06-15", "1-ви март 2021": "2021-03-01", "29.2.2024": "2024-02-29",
		"16 април 2026 г.": "2026-04-16", "16 АПРИЛ 2026": "2026-04-16", "16 април": "2026-04-16?", "16 april 2026": "2026-04-16", "16 апр. 2026": "2026-04-16", "16.1.": "2027-01-16?",
		"март 2019": "2019-03-01?", "през май 2019 г.": "2019-05-01?", "05.2019": "2019-05-01?", "2019": "2019-01-01?", "през 2019 година": "2019-01-01?",
		"утре": "2026-02-03", "днес": "2026-02-02", "вчера": "2026-02-01", "utre": "2026-02-03", "в четвъртък": "2026-02-05?", "в понеделник": "2026-02-09?",
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
	for _, in := range []string{"", "31.2.2026", "32.1.", "29.2.2026", "скоро", "5", "13.13.2026", "13.2019", "пролетта на 2019", "миналата година", "1.XIII.2019", "3019"} {
		if got, ok := ReadDate(in, today); ok {
			t.Errorf("ReadDate(%q) = %v", in, got.Value)
		}
	}
}

func TestReadPhone(t *testing.T) {
	for in, want := range map[string]string{
		"0888 123 456": "+359888123456", "00359888123456": "+359888123456", "+359 (0)88 812 3456": "+359888123456", "0888-123-456": "+359888123456", "0888.123.456": "+359888123456",
		"тел. 0888/123-456": "+359888123456", "ТЕЛ: 0888 123 456": "+359888123456", "359888123456": "+359888123456", "888123456": "+359888123456",
		"082 123456": "+35982123456", "+49 30 1234567": "+49301234567", "(082) 12 34 56": "+35982123456",
	} {
		if got, ok := ReadPhone(in); !ok || got != want {
			t.Errorf("ReadPhone(%q) = %q %v, want %q", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "няма", "123", "88", "112", "0888 123 456 789 012 3", "моят е 0888123456", "++359888123456"} {
		if got, ok := ReadPhone(in); ok {
			t.Errorf("ReadPhone(%q) = %q", in, got)
		}
	}
	for in, want := range map[string]string{"+359888123456": "0888 123 456", "+35982123456": "082123456", "+49301234567": "+49301234567", "+3591": "+3591", "": ""} {
		if got := Phone(in); got != want {
			t.Errorf("Phone(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"моят е 0888 123 456": "+359888123456", "0888123456 (Мария)": "+359888123456", "0888 123 456, вечер след 18": "+359888123456", "+359 888 123 456 – Иван": "+359888123456",
	} {
		if got, ok := FindPhone(in); !ok || got != want {
			t.Errorf("FindPhone(%q) = %q %v, want %q", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "нямам телефон", "0888123456 или 0899123456", "на 16.4.2026"} {
		if got, ok := FindPhone(in); ok {
			t.Errorf("FindPhone(%q) = %q", in, got)
		}
	}
}

func TestReadEmail(t *testing.T) {
	for in, want := range map[string]string{" mailto:ime@primer.bg. ": "ime@primer.bg", "Ime.Familia+x@primer.example.bg": "Ime.Familia+x@primer.example.bg"} {
		if got, ok := ReadEmail(in); !ok || got != want {
			t.Errorf("ReadEmail(%q) = %q %v", in, got, ok)
		}
	}
	for _, in := range []string{"", "ime", "ime@primer", "a@b.bg, c@d.bg", "моят имейл е a@b.bg", "a b@c.bg", "<a@b.bg>"} {
		if got, ok := ReadEmail(in); ok {
			t.Errorf("ReadEmail(%q) = %q", in, got)
		}
	}
	for in, want := range map[string]string{"моят имейл е a@b.bg.": "a@b.bg", "ivan @ primer.bg": "ivan@primer.bg", "ivan@primer,bg": "ivan@primer.bg", "<a@b.bg>": "a@b.bg"} {
		if got, ok := FindEmail(in); !ok || got != want {
			t.Errorf("FindEmail(%q) = %q %v, want %q", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "нямам", "a@b.bg или c@d.bg", "@"} {
		if got, ok := FindEmail(in); ok {
			t.Errorf("FindEmail(%q) = %q", in, got)
		}
	}
}

func TestReadName(t *testing.T) {
	for in, want := range map[string]Reading[string]{
		"Мария Иванова": {"Мария Иванова", true}, "МАРИЯ ИВАНОВА": {"Мария Иванова", true}, "мария петрова-иванова": {"Мария Петрова-Иванова", true},
		"Добър ден, казвам се Мария Иванова.": {"Мария Иванова", false}, "Аз съм Иван": {"Иван", false}, "Казвам се ИВАН КОЛЕВ": {"Иван Колев", false},
		"Здравейте! Мария": {"Мария", false}, "Мария Иванова, 0888123456": {"Мария Иванова, 0888123456", false}, "М. П. Петрова": {"М. П. Петрова", true}, "O'Brien": {"O'Brien", true},
		"иван петров": {"Иван Петров", true}, "Не Иванова": {"Не Иванова", false}, "нямам телефон": {"нямам телефон", false}, "Нямам телефон": {"Нямам телефон", false},
		"не знам": {"не знам", false}, "аз не съм мария": {"аз не съм мария", false}, "каква е тази програма": {"каква е тази програма", false}, "мария от клуба в русе": {"Мария От Клуба В Русе", false},
		"мария иванова от русе": {"Мария Иванова От Русе", false}, "Добри Добрев": {"Добри Добрев", true}, "Е. Петрова": {"Е. Петрова", true},
	} {
		if got, ok := ReadName(in); !ok || got != want {
			t.Errorf("ReadName(%q) = %v %v, want %v", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "-", "👍", "12", "М", "Добър ден,", "не", "Не.", "ок", "Да", "съгласен съм", "Аз съм съгласна", "не искам", "Здравейте, не", "не разбирам", "благодаря"} {
		if got, ok := ReadName(in); ok {
			t.Errorf("ReadName(%q) = %v", in, got)
		}
	}
}

func TestReadYesNo(t *testing.T) {
	for in, want := range map[string]bool{"Да": true, "ДА!": true, "da": true, "да, да": true, "👍": true, "Ок": true, "yes": true, "аха": true, "Не": false, "ne": false, "не е": false, "NO": false, "👎": false,
		"да да": true, "да,да": true, "Да! Да!": true, "съгласна съм": true, "да, съгласен съм": true, "съгласие давам": true, "Давам съгласие.": true, "не, благодаря": false,
		"не съм съгласна": false, "не, не съм съгласен": false, "Не давам съгласие": false, "не искам": false, "не, не искам": false} {
		if got, ok := ReadYesNo(in); !ok || got != want {
			t.Errorf("ReadYesNo(%q) = %v %v, want %v", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "да, но има още", "не знам", "нека", "😀", "👍👎", "дай", "благодаря", "не, съгласен съм", "да, не искам", "да не", "аз съм"} {
		if got, ok := ReadYesNo(in); ok {
			t.Errorf("ReadYesNo(%q) = %v", in, got)
		}
	}
}

func TestSmallTalk(t *testing.T) {
	for in, want := range map[string]Talk{
		"Добър ден": Greeting, "ЗДРАВЕЙТЕ!!!": Greeting, "zdraveite": Greeting, "Благодаря Ви много!": Thanks, "Здравейте, благодаря": Thanks, "мерси": Thanks,
		"чакайте малко": Wait, "Момент...": Wait, "Не разбирам": Confused, "Здравейте! Не разбирам.": Confused, "?": Confused, "???": Confused, "какво?": Confused, "😀": Smile, "👍🏻": Smile,
	} {
		if got := SmallTalkOf(in); got != want {
			t.Errorf("SmallTalkOf(%q) = %v, want %v", in, got, want)
		}
	}
	for _, in := range []string{"", "-", ".", "Да", "Здравейте, аз съм Мария", "Не разбирам защо общината мълчи", "12", "Чакайте, имаме пет души"} {
		if got := SmallTalkOf(in); got != NoTalk {
			t.Errorf("SmallTalkOf(%q) = %v", in, got)
		}
	}
}

func TestReadPositions(t *testing.T) {
	for in, want := range map[string][]int{"1": {1}, "1, 3 и 5": {1, 3, 5}, "1-3": {1, 2, 3}, "3 1 3": {3, 1}, "1;2": {1, 2}, "2 and 4": {2, 4}} {
		got, ok := ReadPositions(in, 5)
		if !ok || len(got) != len(want) {
			t.Errorf("ReadPositions(%q) = %v %v, want %v", in, got, ok, want)
			continue
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("ReadPositions(%q) = %v, want %v", in, got, want)
			}
		}
	}
	for _, in := range []string{"", "0", "6", "1-9", "3-1", "а", "1 а", "999999999999999999999"} {
		if got, ok := ReadPositions(in, 5); ok {
			t.Errorf("ReadPositions(%q) = %v", in, got)
		}
	}
}

// TestEIK: the check digits are computed here once more, plainly, so that
// numbers of no real organisation can stand as examples.
func TestEIK(t *testing.T) {
	for in, want := range map[string]error{
		"123456786": nil, "123456785": ErrEIKNinth, "1234567860016": nil, "1234567860017": ErrEIKLast, "1234567850016": ErrEIKNinth,
		"": ErrEIKLength, "12": ErrEIKLength, "12345678а": ErrEIKLength, "1234567890": ErrEIKLength, "12345678610101": ErrEIKLength,
	} {
		if got := EIKValid(in); got != want {
			t.Errorf("EIKValid(%q) = %v, want %v", in, got, want)
		}
	}
	digit := func(s string, first, second []int) byte {
		sum := func(weights []int) (n int) {
			for i, w := range weights {
				n += w * int(s[i]-'0')
			}
			return n % 11
		}
		n := sum(first)
		if n == 10 {
			n = sum(second) % 10
		}
		return byte('0' + n)
	}
	seconds := 0
	for n := 10000000; n < 10003000; n++ {
		s := strconv.Itoa(n)
		s += string(digit(s, []int{1, 2, 3, 4, 5, 6, 7, 8}, []int{3, 4, 5, 6, 7, 8, 9, 10}))
		long := s[:9] + "001"
		long += string(digit(long[8:], []int{2, 7, 3, 5}, []int{4, 9, 5, 7}))
		for _, eik := range []string{s, long} {
			if err := EIKValid(eik); err != nil {
				t.Fatalf("EIKValid(%q) = %v", eik, err)
			}
			wrong := eik[:len(eik)-1] + string('0'+(eik[len(eik)-1]-'0'+1)%10)
			if EIKValid(wrong) == nil {
				t.Fatalf("EIKValid(%q) takes a wrong digit", wrong)
			}
		}
		if s[8] == '0' {
			seconds++
		}
	}
	if seconds == 0 {
		t.Error("the second set of weights was never used")
	}
}

// FuzzReaders: readers take anything, and what they read is something that can
// be stored.
func FuzzReaders(f *testing.F) {
	for _, s := range []string{"около 50 хил. лв", "16 април", "15.VI.2019", "пет-шест", "от 10 до 15", "милион и половина", "ivan @ abv,bg", "моят е 0888 123 456", "Добър ден, казвам се Мария", "1-3", "👍"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		now := time.Date(2026, 2, 2, 0, 0, 0, 0, time.UTC)
		if r, ok := ReadNumber(s); ok && (math.IsNaN(r.Value) || math.IsInf(r.Value, 0)) {
			t.Errorf("ReadNumber(%q) = %v", s, r)
		}
		if low, high, ok := ReadRange(s); ok && low >= high {
			t.Errorf("ReadRange(%q) = %v %v", s, low, high)
		}
		if r, _, ok := ReadMoney(s); ok && r.Value < 0 {
			t.Errorf("ReadMoney(%q) = %v", s, r)
		}
		if r, ok := ReadDate(s, now); ok && (r.Value.Year() < 1 || r.Value.Year() > 9999) {
			t.Errorf("ReadDate(%q) = %v", s, r)
		}
		for _, find := range []func(string) (string, bool){ReadPhone, FindPhone} {
			if p, ok := find(s); ok && (len(p) < 8 || len(p) > 16 || p[0] != '+' || !isDigits(p[1:])) {
				t.Errorf("a phone %q of %q", p, s)
			}
		}
		for _, find := range []func(string) (string, bool){ReadEmail, FindEmail} {
			if e, ok := find(s); ok {
				if again, ok := ReadEmail(e); !ok || again != e {
					t.Errorf("an address %q of %q", e, s)
				}
			}
		}
		if n, ok := ReadName(s); ok && (!utf8.ValidString(n.Value) || strings.ContainsAny(n.Value, "\n\t")) {
			t.Errorf("ReadName(%q) = %q", s, n.Value)
		}
		if got, ok := ReadPositions(s, 10); ok && len(got) > 10 {
			t.Errorf("ReadPositions(%q) = %v", s, got)
		}
		OnlyNumber(s)
		ReadYesNo(s)
		SmallTalkOf(s)
		if EIKValid(s) == nil && !isDigits(s) {
			t.Errorf("EIKValid(%q)", s)
		}
		if c := Clean(s); !utf8.ValidString(c) || Clean(c) != c {
			t.Errorf("Clean(%q) = %q", s, c)
		}
		if Latin(Fold(s)) != Latin(s) || Fold(Fold(s)) != Fold(s) {
			t.Errorf("the keys of %q change when made again", s)
		}
	})
}

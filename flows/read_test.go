package flows

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"partnerbot/flows/text"
)

func TestRead(t *testing.T) {
	quantity := func(code string, from, to float64) Choice {
		c := Choice{Code: code, Label: pair(code), From: &from}
		if to > 0 {
			c.To = &to
		}
		return c
	}
	long := func(code, label string) Choice { return Choice{Code: code, Label: pair(label)} }
	sofia := time.FixedZone("EET", 2*3600)
	one, five, thousand := 1.0, 5.0, 1000.0
	questions := map[string]Question{
		"one": {Kind: One, Choices: append(choices("сдружение", "народно читалище", "група без регистрация"), Choice{Code: "other", Label: pair("Друго"), Free: true})},
		"yes": {Kind: One, Choices: choices("да, често", "да, понякога", "не")},
		"quantity": {Kind: One, DontKnow: true, Choices: []Choice{
			{Code: "none", Label: pair("Нито един"), From: new(float64), To: new(float64)}, quantity("1–2", 1, 2), quantity("3–5", 3, 5), quantity("над 5", 6, 0),
		}},
		"numbered": {Kind: One, Choices: []Choice{
			long("a", "Работим всеки ден с общината по няколко неща"), long("b", "Срещаме се веднъж или два пъти в годината"), long("c", "Не сме работили никога"),
		}},
		"both": {Kind: One, Choices: []Choice{
			{Code: "few", Label: pair("Един или два проекта за последните три години"), From: &one, To: number(2)}, {Code: "many", Label: pair("Три и повече"), From: number(3)},
		}},
		"several": {Kind: Several, MaxChoices: 2, Choices: append(choices("недостиг на пари", "недостиг на хора", "много документи"),
			Choice{Code: "other", Label: pair("Друго"), Free: true}, Choice{Code: "none", Label: pair("Нищо особено"), Alone: true})},
		"many":   {Kind: Several, Choices: []Choice{long("a", "Работим всеки ден с общината по няколко неща"), long("b", "Срещаме се понякога"), long("c", "Пишем си писма")}},
		"scale":  {Kind: Scale, Min: &one, Max: &five, Low: pair("много слабо"), High: pair("отлично"), DontKnow: true},
		"number": {Kind: NumberKind, Min: new(float64), Max: &thousand, DontKnow: true},
		"money":  {Kind: Money, Min: new(float64), Max: &thousand, Refuse: true},
		"date":   {Kind: Date, To: time.Date(2026, 2, 2, 0, 0, 0, 0, sofia), Skip: true},
		"phone":  {Kind: Phone, Skip: true},
		"mail":   {Kind: Email},
		"short":  {Kind: ShortText, MaxLength: 20, Skip: true},
		"name":   {Kind: ShortText, Name: true},
		"long":   {Kind: LongText, MaxLength: 30, Skip: true},
		"file":   {Kind: FileAnswer, Skip: true},
	}
	// How it is understood; with a question mark where the bot asks, "" where it is not.
	for _, c := range []struct{ question, typed, want string }{
		{"one", "Сдружение", "сдружение"}, {"one", "СДРУЖЕНИЕ.", "сдружение"}, {"one", "sdrujenie", "сдружение"}, {"one", "„сдружение“", "сдружение"},
		{"one", "сдружение (en)", "сдружение"}, {"one", "сдружени", "сдружение?"}, {"one", "здружение", "сдружение?"}, {"one", "читалище", "народно читалище?"},
		{"one", "ние сме читалище", "народно читалище?"}, {"one", "Друго", "other"}, {"one", "Друго: клуб", "other=клуб?"}, {"one", "спортен клуб", "other=спортен клуб?"},
		{"one", "1", ""}, {"one", "", ""}, {"one", "…", ""},
		{"yes", "не", "не"}, {"yes", "НЕ!", "не"}, {"yes", "ne", "не"}, {"yes", "да", ""}, {"yes", "да често", "да, често?"}, {"yes", "4esto", "да, често?"}, {"yes", "2", ""},
		{"quantity", "1-2", "1–2"}, {"quantity", "1 – 2", "1–2"}, {"quantity", "2", "1–2"}, {"quantity", "4", "3–5"}, {"quantity", "четири", "3–5"}, {"quantity", "май 4", "3–5?"},
		{"quantity", "около 4 проекта", "3–5?"}, {"quantity", "12", "над 5"}, {"quantity", "над 5", "над 5"}, {"quantity", "0", "none"}, {"quantity", "няма", "none?"}, {"quantity", "нито един", "none"},
		{"quantity", "3-4", "3–5?"}, {"quantity", "2-4", ""}, {"quantity", "-1", ""}, {"quantity", "2,5", ""}, {"quantity", "не знам", ""},
		{"numbered", "2", "b"}, {"numbered", "2.", "b"}, {"numbered", "4", ""}, {"numbered", "0", ""}, {"numbered", "никога", "c?"}, {"numbered", "Не сме работили никога", "c"},
		{"both", "1", "few"}, {"both", "2", "many?"}, {"both", "3", ""}, {"both", "5 проекта", "many"},
		{"several", "недостиг на пари", "недостиг на пари"}, {"several", "недостиг на пари, недостиг на хора", "недостиг на пари;недостиг на хора"},
		{"several", "хора; пари", "недостиг на пари;недостиг на хора?"}, {"several", "пари и хора", "недостиг на пари;недостиг на хора?"}, {"several", "нищо", "none?"},
		{"several", "пари, хора, документи", ""}, {"several", "нищо особено, пари", ""}, {"several", "Всички", ""}, {"several", "недостиг на пари, лоши пътища", "недостиг на пари;other=лоши пътища?"},
		{"several", "1, 2", ""}, {"many", "1, 3", "a;c"}, {"many", "1 и 2", "a;b"}, {"many", "1-3", "a;b;c"}, {"many", "4", ""}, {"many", "всички", "a;b;c?"}, {"many", "пишем си писма", "c"},
		{"scale", "4", "4"}, {"scale", "пет", "5"}, {"scale", "4.5", ""}, {"scale", "0", ""}, {"scale", "6", ""}, {"scale", "отлично", "5?"}, {"scale", "много слабо", "1?"}, {"scale", "3-4", ""},
		{"number", "двайсетина", "20?"}, {"number", "20", "20"}, {"number", "10-15", "12?"}, {"number", "имаме 12", "12?"}, {"number", "няма", "0?"}, {"number", "много", ""}, {"number", "1001", ""}, {"number", "-5", ""},
		{"money", "500", "500"}, {"money", "100 лв", "51.13?"}, {"money", "5 бона", ""}, {"money", "400-600", "500?"}, {"money", "много", ""}, {"money", "-", ""},
		{"date", "16.4.2020", "2020-04-16"}, {"date", "16 април", "2025-04-16?"}, {"date", "март 2019", "2019-03-01?"}, {"date", "утре", ""}, {"date", "пролетта на 2019", ""},
		{"phone", "0888 123 456", "+359888123456"}, {"phone", "моят е 0888123456", "+359888123456?"}, {"phone", "112", ""},
		{"mail", "a@b.bg", "a@b.bg"}, {"mail", "имейл a@b,bg", "a@b.bg?"}, {"mail", "a@b", ""},
		{"short", "  Обща\nработа ", "Обща работа"}, {"short", "😀", ""}, {"short", strings.Repeat("а", 21), ""}, {"short", "<b>&", "<b>&"}, {"short", "\u202eтекст\u0000", "текст"},
		{"name", "казвам се МАРИЯ", "Мария?"}, {"name", "Мария Иванова", "Мария Иванова"}, {"long", "Ред\n\nи ред", "Ред\n\nи ред"}, {"long", strings.Repeat("а", 31), ""}, {"long", "-", ""},
	} {
		q := questions[c.question]
		r := read(&q, c.typed, time.Date(2026, 2, 2, 8, 0, 0, 0, sofia))
		if got := readAs(r); got != c.want {
			t.Errorf("%s: %q is read as %q, want %q", c.question, c.typed, got, c.want)
		}
	}
	for _, c := range []struct {
		question, typed string
		want            None
	}{
		{"quantity", "не знам", DontKnow}, {"scale", "ne znam tochno", DontKnow}, {"number", "нямам представа", DontKnow}, {"money", "отказвам да отговоря", Refusal},
		{"money", "не желая да казвам", Refusal}, {"file", "няма", SkippedIt}, {"file", "не, нямаме", SkippedIt}, {"file", "-", SkippedIt}, {"phone", "нямам телефон", SkippedIt},
		{"date", "няма", SkippedIt}, {"long", "-", SkippedIt}, {"short", "/", SkippedIt},
		{"short", "няма", ""}, {"mail", "няма", ""}, {"money", "не знам", ""}, {"number", "неделя", ""}, {"file", "нещо", ""},
	} {
		q := questions[c.question]
		if got, _ := readNone(&q, c.typed); got != c.want {
			t.Errorf("%s: %q passes the question over as %q, want %q", c.question, c.typed, got, c.want)
		}
	}
}

func readAs(r reading) string {
	if !r.ok {
		return ""
	}
	v := r.value
	s := strings.Join(v.Choices, ";")
	switch {
	case v.Number != nil:
		s = fmt.Sprint(*v.Number)
	case v.Cents != nil:
		s = fmt.Sprint(float64(*v.Cents) / 100)
	case v.Date != "":
		s = v.Date
	case s != "" && v.Text != "":
		s += "=" + v.Text
	case s == "":
		s = v.Text
	}
	if !r.sure {
		s += "?"
	}
	return s
}

// FuzzRead: whatever is typed, what is read fits the question, and explains
// itself where it does not.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"май 4", "пари и хора", "1, 3 и 5", "16 април", "не знам", "<b>&\u202e", "дванайсет"} {
		f.Add(s)
	}
	form := everyKind()
	f.Fuzz(func(t *testing.T, typed string) {
		for i := range form.Questions {
			q := &form.Questions[i]
			r := read(q, typed, time.Date(2026, 2, 2, 8, 0, 0, 0, time.UTC))
			if r.ok && !fits(q, r.value) {
				t.Fatalf("%q is no answer to a question of kind %s: %+v", typed, q.Kind, r.value)
			}
			if r.ok && text.Clean(r.value.Text) != r.value.Text {
				t.Fatalf("%q keeps %q", typed, r.value.Text)
			}
			if WordOf(typed) != NoWord && len(typed) > 80 {
				t.Fatalf("a word of %d bytes", len(typed))
			}
		}
	})
}

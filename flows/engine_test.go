package flows

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"partnerbot/flows/text"
)

func pair(s string) text.Pair { return text.Pair{BG: s, EN: s + " (en)"} }

func choices(codes ...string) []Choice {
	var out []Choice
	for _, c := range codes {
		out = append(out, Choice{Code: c, Label: pair(c)})
	}
	return out
}

// everyKind is a form with all kinds of question and two branches.
func everyKind() *Form {
	one, five := 1.0, 5.0
	quantity := func(code string, from, to float64) Choice {
		return Choice{Code: code, Label: pair(code), From: &from, To: &to}
	}
	return &Form{Name: "survey", Title: pair("Проучване"), Intro: pair("Начало"), Questions: []Question{
		{Code: "kind", Kind: One, Text: pair("Каква е?"), Choices: append(choices("сдружение", "фондация"), Choice{Code: "other", Label: pair("Друго"), Free: true})},
		{Code: "had", Kind: One, Text: pair("Имали ли сте проекти?"), Choices: choices("да", "не")},
		{Code: "count", Kind: One, Text: pair("Колко?"), DontKnow: true, When: []Condition{{Question: "had", Is: []string{"да"}}},
			Choices: []Choice{quantity("1–2", 1, 2), quantity("3–5", 3, 5)}},
		{Code: "largest", Kind: Money, Text: pair("Най-големият?"), Skip: true, When: []Condition{{Question: "had", Is: []string{"да"}}}},
		{Code: "why", Kind: LongText, Text: pair("Защо?")},
		{Code: "hard", Kind: Several, Text: pair("Кое пречи?"), Choices: append(choices("време", "пари", "хора"), Choice{Code: "none", Label: pair("Нищо"), Alone: true})},
		{Code: "rate", Kind: Scale, Text: pair("Оценете"), Min: &one, Max: &five, Low: pair("слабо"), High: pair("отлично")},
		{Code: "members", Kind: NumberKind, Text: pair("Членове?"), Min: &one},
		{Code: "since", Kind: Date, Text: pair("Откога?"), Skip: true},
		{Code: "phone", Kind: Phone, Text: pair("Телефон?"), Skip: true},
		{Code: "mail", Kind: Email, Text: pair("Имейл?"), Refuse: true},
		{Code: "partner", Kind: Organisation, Text: pair("Партньор?"), Skip: true},
		{Code: "town", Kind: Municipality, Text: pair("Община?"), Choices: choices("русе", "бяла")},
		{Code: "photo", Kind: FileAnswer, Text: pair("Снимка?"), Skip: true},
		{Code: "acts", Kind: List, Text: pair("Дейности?"), MaxItems: 5},
		{Code: "with", Kind: Organisations, Text: pair("Партньори?"), Skip: true},
		{Code: "last", Kind: ShortText, Text: pair("Друго?")},
	}}
}

// sheet is a record in memory.
type sheet struct {
	form    *Form
	answers map[string]Answer
	sent    time.Time
	turn    *Turn
	files   int
	sure    string // what is asked before it is sent
}

func (s *sheet) Form() *Form                { return s.form }
func (s *sheet) Subject() string            { return "1" }
func (s *sheet) Heading() text.Localised    { return pair("Сдружение „Дунав“") }
func (s *sheet) Answers() map[string]Answer { return s.answers }
func (s *sheet) Put(q string, a Answer)     { s.answers[q] = a }
func (s *sheet) Who(p PersonID) string      { return fmt.Sprintf("Човек %d", p) }
func (s *sheet) Proposal(*Question) string  { return "" }
func (s *sheet) Sent() time.Time            { return s.sent }
func (s *sheet) Send()                      { s.sent = s.turn.At }
func (s *sheet) Find(q string) []Option {
	if strings.Contains(q, "дунав") {
		return []Option{{Ref: "1", Name: "Дунав"}, {Ref: "2", Name: "Бял Дунав"}}
	}
	return nil
}
func (s *sheet) Option(ref string) (string, bool) {
	return "Дунав " + ref, ref == "1" || ref == "2"
}
func (s *sheet) Label(string, string) (text.Pair, bool) { return text.Pair{}, false }
func (s *sheet) Keep(Attachment) (FileID, Work, bool) {
	s.files++
	return FileID(s.files), Work{Kind: "fetch"}, true
}
func (s *sheet) Finish(t *Turn) { t.Tell(text.T("Благодаря!", "Thank you!")) }

func TestWholeFormByTyping(t *testing.T) {
	k := newTalk(t)
	k.starts(1)
	for _, step := range []struct{ say, then string }{
		{"Sdrujenie.", "Имали ли сте"},
		{"da", "Колко?"},
		{"май 4", "Разбирам „май 4“ като 3–5"},
		{"да", "Най-големият?"},
		{"около 50 хил. лв", "Разбирам"},
		{"да", "Защо?"},
		{"Защото няма хора.", "Кое пречи?"},
		{"време, пари", "Оценете"},
		{"9", "число от 1 до 5"},
		{"4", "Членове?"},
		{"дванадесет", "Откога?"},
		{"16.4.2020", "Телефон?"},
		{"0888 123 456", "Имейл?"},
		{"отказвам да отговоря", "Партньор?"},
		{"дунав", "Коя от тези"},
		{"пропусни", "Община?"},
		{"Byala", "Снимка?"},
		{"пропусни", "Дейности?"},
		{"Готово", "Дейности?"},
		{"1. Обучение\n2. Обмен на опит", "2. Обмен на опит"},
		{"обучение", "Това вече е записано"},
		{"Ден на отворените врати", "3. Ден на отворените врати"},
		{"Четири\nПет\nШест", "най-много 5"},
		{"Готово", "Партньори?"},
		{"дунав", "Коя от тези"},
		{"2", "1. Дунав 2"},
		{"Клуб на плетачките", "2. Клуб на плетачките"},
		{"готово", "Друго?"},
		{"Не.", "Всичко е попълнено"},
	} {
		k.types(1, step.say)
		if !strings.Contains(k.last(1), step.then) {
			t.Fatalf("after %q the bot said %q, want %q", step.say, k.last(1), step.then)
		}
	}
	k.types(1, "изпрати")
	if k.sheet.sent.IsZero() {
		t.Error("not sent")
	}
	want := map[string]string{
		"kind": "сдружение", "had": "да", "count": "3–5", "largest": "25\u00a0564,59\u00a0€", "why": "Защото няма хора.", "hard": "време; пари",
		"rate": "4", "members": "12", "since": "четвъртък, 16 април 2020 г.", "phone": "0888 123 456", "mail": "отказ да се отговори",
		"partner": "пропуснат въпрос", "town": "бяла", "photo": "пропуснат въпрос", "last": "Не.",
		"acts": "1. Обучение\n2. Обмен на опит\n3. Ден на отворените врати\n4. Четири\n5. Пет", "with": "1. Дунав 2\n2. Клуб на плетачките",
	}
	got := map[string]string{}
	for code, a := range k.sheet.answers {
		q, _ := k.sheet.form.Question(code)
		got[code] = WordsOf(q, a, k.sheet, text.Bulgarian)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("kept %v\nwant %v", got, want)
	}
}

func TestConflictVoidAndBubbles(t *testing.T) {
	k := newTalk(t)
	k.starts(1)
	k.starts(2)
	k.press(1, "сдружение")
	k.press(2, "фондация")
	if !strings.Contains(k.last(2), "Междувременно на този въпрос отговори Човек 1") {
		t.Fatalf("the second was not told of the first: %q", k.last(2))
	}
	k.press(2, "Другият")
	if got := k.sheet.answers["kind"].Value.Choices[0]; got != "сдружение" {
		t.Errorf("the first answer became %q", got)
	}
	k.types(1, "да")
	k.types(1, "4")
	k.types(1, "назад")
	k.types(1, "назад")
	k.types(1, "не")
	if !strings.Contains(k.last(1), "отпада") || k.sheet.answers["had"].Value.Choices[0] != "да" {
		t.Fatalf("later answers fell unasked: %q", k.last(1))
	}
	k.types(1, "да")
	if a := k.sheet.answers["count"]; a.Counts() || len(a.History) != 1 {
		t.Errorf("the void answer is %+v", a)
	}
	// Three bubbles, the second and third sent before the next question was seen.
	k.number += 3
	n := k.number
	k.hear(1, Input{Message: n - 2, What: Text{Text: "Първо."}}, false)
	k.hear(1, Input{Message: n - 1, What: Text{Text: "Второ."}}, true)
	k.hear(1, Input{Message: n, What: Text{Text: "Трето."}}, false)
	if got := k.sheet.answers["why"].Value.Text; got != "Първо.\nВторо.\nТрето." {
		t.Errorf("three bubbles became %q", got)
	}
	k.hear(1, Input{Message: n - 1, What: Edited{Text: "2."}}, false)
	if got := k.sheet.answers["why"].Value.Text; got != "Първо.\n2.\nТрето." {
		t.Errorf("the edited bubble gave %q", got)
	}
}

// A question of the program can check its words: what is amiss is said, what is
// kept is what the check makes of it, and a voice message is no answer.
func TestCheckedWords(t *testing.T) {
	k := newTalk(t)
	k.sheet.form = &Form{Name: "new", Questions: []Question{
		{Code: "name", Kind: ShortText, Text: pair("Име?"), Check: func(typed string) (string, text.Phrase) {
			if len(typed) < 5 {
				return "", text.T("Твърде кратко.", "Too short.")
			}
			return strings.ToUpper(typed), text.Phrase{}
		}},
		{Code: "last", Kind: ShortText, Text: pair("Друго?")},
	}}
	k.starts(1)
	k.types(1, "abc")
	if !strings.HasPrefix(k.last(1), "Твърде кратко.") || k.sheet.answers["name"].Counts() {
		t.Errorf("after a wrong one: %q, %+v", k.last(1), k.sheet.answers)
	}
	k.hear(1, Input{Message: 900, What: Attachment{Kind: Voice}}, false)
	if k.sheet.answers["name"].Counts() || k.sheet.files != 0 {
		t.Errorf("a voice message became the answer: %+v", k.sheet.answers)
	}
	k.types(1, "abcdef")
	if got := k.sheet.answers["name"].Value.Text; got != "ABCDEF" {
		t.Errorf("kept %q", got)
	}
	k.hear(1, Input{Message: 901, What: Attachment{Kind: Voice}}, false)
	if a := k.sheet.answers["last"]; !a.Counts() || len(a.Attach) != 1 {
		t.Errorf("an unchecked question takes a voice message: %+v", a)
	}
}

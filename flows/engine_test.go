package flows

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

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

// talk is a chat in memory: it numbers messages, remembers names and buttons.
type talk struct {
	t       testing.TB
	sheet   *sheet
	session map[PersonID]*Session
	names   map[PersonID]map[string]int
	said    map[PersonID][]Say
	number  int
	batch   uint64
	at      time.Time
}

func newTalk(t testing.TB) *talk {
	return &talk{
		t: t, sheet: &sheet{form: everyKind(), answers: map[string]Answer{}}, session: map[PersonID]*Session{},
		names: map[PersonID]map[string]int{}, said: map[PersonID][]Say{}, at: time.Date(2026, 2, 2, 8, 0, 0, 0, time.UTC), number: 100,
	}
}

type names struct {
	t   *talk
	who PersonID
}

func (n names) Newest(name string) (int, bool) { return n.t.names[n.who][name], true }
func (n names) Name(number int) string {
	for name, m := range n.t.names[n.who] {
		if m == number {
			return name
		}
	}
	return ""
}

// hear lets the engine answer; sameBatch: together with the input before.
func (k *talk) hear(who PersonID, message int, what What, sameBatch bool) []Effect {
	if !sameBatch {
		k.batch++
	}
	if k.session[who] == nil {
		k.session[who], k.names[who] = &Session{}, map[string]int{}
	}
	t := &Turn{
		Input:   Input{Person: who, Private: true, At: k.at, Batch: k.batch, Message: message, What: what},
		Session: k.session[who], Lang: text.Bulgarian, Messages: names{k, who},
	}
	k.sheet.turn = t
	switch w := what.(type) {
	case Command:
		Open(t, k.sheet)
	case Text:
		if t.Session.Form == "" {
			Open(t, k.sheet)
		} else {
			Typed(t, k.sheet, w)
		}
	case Press:
		p, ok := ParsePress(w.Data)
		if !ok {
			break
		}
		Tapped(t, k.sheet, p)
	case Attachment:
		if t.Session.Form != "" {
			Attached(t, k.sheet, w)
		}
	case Contact:
		if t.Session.Form != "" {
			Shared(t, k.sheet, w)
		}
	case Edited:
		ChangedMessage(t, k.sheet, w)
	case Other:
		if t.Session.Form != "" {
			Unexpected(t, k.sheet, w.Kind)
		}
	}
	t.Session.At = k.at
	for _, e := range t.Effects {
		if say, ok := e.(Say); ok {
			k.number++
			if say.Name != "" {
				k.names[who][say.Name] = k.number
			}
			k.said[who] = append(k.said[who], say)
			if text.Length(say.HTML) > textLimit {
				k.t.Errorf("a message of %d units", text.Length(say.HTML))
			}
			for _, row := range say.Buttons {
				for _, b := range row {
					if len(b.Data) > 64 || b.Data == "" || b.Text == "" {
						k.t.Errorf("a button %q with %q", b.Text, b.Data)
					}
				}
			}
		}
	}
	return t.Effects
}

func (k *talk) types(who PersonID, s string) {
	k.number++
	k.hear(who, k.number, Text{Text: s}, false)
}

func (k *talk) last(who PersonID) string {
	for i := len(k.said[who]) - 1; i >= 0; i-- {
		if len(k.said[who][i].Buttons) > 0 {
			return text.StripTags(k.said[who][i].HTML)
		}
	}
	return ""
}

// press presses the newest button with the label.
func (k *talk) press(who PersonID, label string) {
	k.t.Helper()
	for i := len(k.said[who]) - 1; i >= 0; i-- {
		for _, row := range k.said[who][i].Buttons {
			for _, b := range row {
				if b.Text == label {
					k.hear(who, 0, Press{Data: b.Data}, false)
					return
				}
			}
		}
	}
	k.t.Fatalf("no button %q", label)
}

func TestWholeFormByTyping(t *testing.T) {
	k := newTalk(t)
	k.hear(1, 0, Command{Name: "start"}, false)
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
		{"пропусни", "Друго?"},
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
		"rate": "4", "members": "12", "since": "четвъртък, 16 април 2020 г.", "phone": "+359888123456", "mail": "отказ да се отговори",
		"partner": "пропуснат въпрос", "town": "бяла", "photo": "пропуснат въпрос", "last": "Не.",
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
	k.hear(1, 0, Command{Name: "start"}, false)
	k.hear(2, 0, Command{Name: "start"}, false)
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
	k.hear(1, n-2, Text{Text: "Първо."}, false)
	k.hear(1, n-1, Text{Text: "Второ."}, true)
	k.hear(1, n, Text{Text: "Трето."}, false)
	if got := k.sheet.answers["why"].Value.Text; got != "Първо.\nВторо.\nТрето." {
		t.Errorf("three bubbles became %q", got)
	}
	k.hear(1, n-1, Edited{Text: "2."}, false)
	if got := k.sheet.answers["why"].Value.Text; got != "Първо.\n2.\nТрето." {
		t.Errorf("the edited bubble gave %q", got)
	}
}

// TestNoDeadEnds lets two people do anything in any order. Whatever they do:
// the engine does not fall over, the place exists, everything typed or pressed
// is answered, and no counted answer disappears without a trace.
func TestNoDeadEnds(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		k := newTalk(t)
		k.hear(1, 0, Command{Name: "start"}, false)
		k.hear(2, 0, Command{Name: "start"}, false)
		words := []string{"да", "не", "назад", "пропусни", "готово", "4", "май 4", "16.4.2026", "0888123456", "a@b.bg", "дунав", "Друго",
			"изпрати", "преглед", "продължи", "нещо съвсем друго", "<b>&", "време, пари", "сдружение", strings.Repeat("дълго ", 600), "😀", "моят", "1", "не знам"}
		for range rapid.IntRange(1, 60).Draw(rt, "steps") {
			who := PersonID(rapid.IntRange(1, 2).Draw(rt, "who"))
			before := len(k.sheet.answers)
			var effects []Effect
			k.at = k.at.Add(time.Duration(rapid.SampledFrom([]int{1, 60, 86400}).Draw(rt, "seconds")) * time.Second)
			same := rapid.Bool().Draw(rt, "same batch")
			k.number++
			switch rapid.IntRange(0, 9).Draw(rt, "act") {
			case 0, 1, 2:
				effects = k.hear(who, k.number, Text{Text: rapid.SampledFrom(words).Draw(rt, "word")}, same)
			case 3, 4, 5, 6:
				var all []Button
				for _, s := range k.said[who] {
					for _, row := range s.Buttons {
						all = append(all, row...)
					}
				}
				if len(all) == 0 {
					continue
				}
				if len(all) > 40 && rapid.Bool().Draw(rt, "new") {
					all = all[len(all)-20:]
				}
				b := rapid.SampledFrom(all).Draw(rt, "button")
				k.hear(who, k.number, Press{Data: b.Data}, same)
				continue
			case 7:
				effects = k.hear(who, k.number, Attachment{Kind: Photo, Remote: "x"}, same)
			case 8:
				effects = k.hear(who, k.number, Contact{Phone: "0888123456", Own: rapid.Bool().Draw(rt, "own")}, same)
			case 9:
				k.hear(who, k.number-rapid.IntRange(0, 30).Draw(rt, "which"), Edited{Text: rapid.SampledFrom(words).Draw(rt, "word")}, same)
				continue
			}
			s := k.session[who]
			waits := s.Pending != nil && (s.Pending.Why == pendingBelongs || s.Pending.Why == pendingAppend)
			if len(effects) == 0 && !waits {
				rt.Fatalf("no answer at %q, pending %+v", s.Place, s.Pending)
			}
			if s.Place != "" && !strings.HasPrefix(s.Place, "~") {
				if _, ok := k.sheet.form.Question(s.Place); !ok {
					rt.Fatalf("at %q, which does not exist", s.Place)
				}
			}
			if len(k.sheet.answers) < before {
				rt.Fatal("an answer disappeared")
			}
		}
	})
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
	k.hear(1, 0, Command{Name: "start"}, false)
	k.types(1, "abc")
	if !strings.HasPrefix(k.last(1), "Твърде кратко.") || k.sheet.answers["name"].Counts() {
		t.Errorf("after a wrong one: %q, %+v", k.last(1), k.sheet.answers)
	}
	k.hear(1, 900, Attachment{Kind: Voice}, false)
	if k.sheet.answers["name"].Counts() || k.sheet.files != 0 {
		t.Errorf("a voice message became the answer: %+v", k.sheet.answers)
	}
	k.types(1, "abcdef")
	if got := k.sheet.answers["name"].Value.Text; got != "ABCDEF" {
		t.Errorf("kept %q", got)
	}
	k.hear(1, 901, Attachment{Kind: Voice}, false)
	if a := k.sheet.answers["last"]; !a.Counts() || len(a.Attach) != 1 {
		t.Errorf("an unchecked question takes a voice message: %+v", a)
	}
}

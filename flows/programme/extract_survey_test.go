package programme

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// question is one of each sort that the table writes in its own way.
func question(code string, kind flows.Kind, choices ...flows.Choice) flows.Question {
	return flows.Question{Code: code, Kind: kind, Text: text.Pair{BG: code + "?", EN: code + "? (en)"}, Choices: choices}
}

func choice(code, bg string) flows.Choice {
	return flows.Choice{Code: code, Label: text.Pair{BG: bg, EN: bg + " (en)"}}
}

func answer(v flows.Value) flows.Answer { return flows.Answer{Value: v, Version: 1, At: testNow} }

func ptr[T any](v T) *T { return &v }

// cells are the table's row of an organisation, by the headings.
func cells(t *testing.T, table [][]string, organisation string) map[string]string {
	t.Helper()
	var found map[string]string
	for _, row := range table[1:] {
		if len(row) != len(table[0]) {
			t.Fatalf("%d cells below %d headings: %q", len(row), len(table[0]), row)
		}
		if row[0] != organisation {
			continue
		}
		if found != nil {
			t.Fatalf("%s stands twice", organisation)
		}
		found = map[string]string{}
		for i, heading := range table[0] {
			found[heading] = row[i]
		}
	}
	if found == nil {
		t.Fatalf("%s is not in the table", organisation)
	}
	return found
}

// surveyLines are the table's headings and rows in words.
func surveyLines(tx *Tx, p *Programme, lang text.Language) [][]string {
	e, _ := ExtractOf(tx, p, "survey", "", lang)
	return e.Lines(p, lang)
}

func TestSurveyExtractValues(t *testing.T) {
	other := choice("other", "Друго")
	other.Free = true
	questions := []flows.Question{
		question("one", flows.One, choice("a", "Първо"), other), question("several", flows.Several, choice("a", "Първо"), choice("b", "Второ")),
		question("number", flows.NumberKind), question("money", flows.Money), question("day", flows.Date), question("story", flows.LongText),
		question("partner", flows.Organisation), question("phone", flows.Phone), question("file", flows.FileAnswer), question("mark", flows.Scale),
	}
	questions[2].Unit = text.Pair{BG: "души", EN: "people"}
	for _, c := range []struct {
		question             string
		value                flows.Answer
		code, words, wordsEN string
	}{
		{"one", answer(flows.Value{Choices: []string{"a"}}), "a", "Първо", "Първо (en)"},
		{"one", answer(flows.Value{Choices: []string{"other"}, Text: "нещо =1"}), "other", "Друго: нещо =1", "Друго (en): нещо =1"},
		{"one", answer(flows.Value{Choices: []string{"removed"}}), "removed", "Отпаднало", "Отпаднало (en)"},
		{"one", answer(flows.Value{Choices: []string{"never"}}), "never", "never", "never"},
		{"several", answer(flows.Value{Choices: []string{"a", "b"}}), "a,b", "Първо; Второ", "Първо (en); Второ (en)"},
		{"number", answer(flows.Value{Number: ptr(12500.5)}), "12500,5", "12\u00a0500,5 души", "12,500.5 people"},
		{"number", answer(flows.Value{Number: ptr(-3.0)}), "-3", "-3 души", "-3 people"},
		{"mark", answer(flows.Value{Number: ptr(4.0)}), "4", "4", "4"},
		{"money", answer(flows.Value{Cents: ptr(int64(1250050))}), "12500,50", "12\u00a0500,50\u00a0€", "€12,500.50"},
		{"money", answer(flows.Value{Cents: ptr(int64(0))}), "0,00", "0\u00a0€", "€0"},
		{"day", answer(flows.Value{Date: "2026-04-16"}), "2026-04-16", "четвъртък, 16 април 2026 г.", "Thursday, 16 April 2026"},
		{"story", answer(flows.Value{Text: "Един ред\nи още"}), "", "Един ред\nи още", "Един ред\nи още"},
		{"partner", answer(flows.Value{Ref: "2"}), "2", "Фондация Зора", "Фондация Зора"},
		{"phone", answer(flows.Value{Text: "+359888123456"}), "", "+359888123456", "+359888123456"},
		{"file", answer(flows.Value{Files: []flows.FileID{1, 2}}), "", "2 файла", "2 files"},
		{"one", answer(flows.Value{None: flows.DontKnow}), "unknown", "не знам", "don’t know"},
		{"money", answer(flows.Value{None: flows.Refusal}), "refused", "отказ да се отговори", "declined to answer"},
		{"story", answer(flows.Value{None: flows.SkippedIt}), "", "пропуснат въпрос", "skipped"},
		{"story", flows.Answer{Value: flows.Value{Text: "Написах"}, Version: 2, Attach: []flows.FileID{7}}, "", "Написах [за записване: 1 глас/снимка]", "Написах [to be written down: 1 voice/photo]"},
		{"story", flows.Answer{Version: 1, Attach: []flows.FileID{7, 8}}, "", "[за записване: 2 глас/снимка]", "[to be written down: 2 voice/photo]"},
		{"several", flows.Answer{Draft: &flows.Value{Choices: []string{"a"}}}, "", "", ""},                    // ticks that were not finished
		{"one", flows.Answer{Value: flows.Value{Choices: []string{"a"}}, Version: 1, Void: true}, "", "", ""}, // became pointless
	} {
		var b books
		p := testProgramme()
		p.Survey.Questions = questions
		b.organisations.Put(1, Organisation{ID: 1, Name: "Дунав"})
		b.organisations.Put(2, Organisation{ID: 2, Name: "Фондация Зора"})
		b.wordings.Put(WordingKey{"survey", "one"}, Wording{Kind: flows.One, Choices: map[string]text.Pair{"removed": {BG: "Отпаднало", EN: "Отпаднало (en)"}}})
		b.responses.Put(ResponseKey{"survey", 1, 0}, Response{Begun: testNow, Answers: map[string]flows.Answer{c.question: c.value}})
		row := cells(t, surveyLines(b.tx(), p, text.Bulgarian), "Дунав")
		if row[c.question] != c.code || row[c.question+"?"] != c.words {
			t.Errorf("%s: %q %q, want %q %q", c.question, row[c.question], row[c.question+"?"], c.code, c.words)
		}
		row = cells(t, surveyLines(b.tx(), p, text.English), "Дунав")
		if want := strings.Replace(c.code, ",5", ".5", 1); row[c.question+"? (en)"] != c.wordsEN || row[c.question] != strings.Replace(want, "0,00", "0.00", 1) {
			t.Errorf("%s in English: %q %q, want %q", c.question, row[c.question], row[c.question+"? (en)"], c.wordsEN)
		}
	}
}

// One row an organisation that began, by their names; what was only begun is
// told from what was sent.
func TestSurveyExtractRows(t *testing.T) {
	var b books
	p := testProgramme()
	p.Survey.Questions = []flows.Question{question("one", flows.ShortText), question("two", flows.ShortText)}
	b.organisations.Put(1, Organisation{ID: 1, Name: "Сдружение Зора", Municipality: "ruse"})
	b.organisations.Put(2, Organisation{ID: 2, Name: "Сдружение Дунав", Municipality: "Плевен"})
	b.organisations.Put(3, Organisation{ID: 3, Name: "Още не е започнала"})
	said := answer(flows.Value{Text: "да"})
	hour := func(n int) time.Time { return testNow.Add(time.Duration(n) * time.Hour) }
	b.responses.Put(ResponseKey{"survey", 1, 0}, Response{Begun: testNow, Sent: hour(1), Resent: hour(1), Answers: map[string]flows.Answer{"one": said, "two": said}})
	b.responses.Put(ResponseKey{"survey", 2, 0}, Response{Begun: hour(2), Answers: map[string]flows.Answer{"one": said}})
	b.responses.Put(ResponseKey{"another", 3, 0}, Response{Begun: testNow, Sent: testNow, Answers: map[string]flows.Answer{"one": said}})
	want := [][]string{
		{"Организация", "Община", "Състояние", "Започнато", "Изпратено", "Променено", "Отговори", "От въпроси", "Номер на организацията", "one?", "two?"},
		{"Сдружение Дунав", "Плевен", "започнато, неизпратено", "2027-02-01 12:00", "", "", "1", "2", "2", "да", ""},
		{"Сдружение Зора", "Русе", "изпратено", "2027-02-01 10:00", "2027-02-01 11:00", "", "2", "2", "1", "да", "да"},
	}
	if diff := cmp.Diff(want, surveyLines(b.tx(), p, text.Bulgarian)); diff != "" {
		t.Error(diff)
	}
	if begun, accepted, sent := SurveyCounts(b.tx(), p); begun != 1 || accepted != 0 || sent != 1 {
		t.Errorf("%d begun, %d sent", begun, sent)
	}
	r := b.responses.records[ResponseKey{"survey", 1, 0}]
	r.Resent = hour(30)
	b.responses.Put(ResponseKey{"survey", 1, 0}, r)
	if row := cells(t, surveyLines(b.tx(), p, text.Bulgarian), "Сдружение Зора"); row["Променено"] != "2027-02-02 16:00" {
		t.Errorf("changed %q", row["Променено"])
	}
}

// A question that is no longer asked stands at the end, in its old words, also
// before the bot has run with the new configuration.
func TestSurveyExtractRemovedQuestion(t *testing.T) {
	var b books
	p := testProgramme()
	was := []flows.Question{question("kept", flows.ShortText), question("gone", flows.One, choice("a", "Първо")), question("older", flows.Money)}
	p.Survey.Questions = was
	KeepWordings(b.tx(), p.Survey)
	b.organisations.Put(1, Organisation{ID: 1, Name: "Дунав"})
	b.responses.Put(ResponseKey{"survey", 1, 0}, Response{Begun: testNow, Answers: map[string]flows.Answer{
		"kept": answer(flows.Value{Text: "да"}), "gone": answer(flows.Value{Choices: []string{"a"}}), "older": answer(flows.Value{Cents: ptr(int64(500))}),
	}})
	p.Survey.Questions = []flows.Question{was[0], question("new", flows.ShortText)}
	for range 2 {
		table := surveyLines(b.tx(), p, text.Bulgarian)
		if got := strings.Join(table[0][9:], "|"); got != "kept?|new?|gone|gone? (отпаднал въпрос)|older|older? (отпаднал въпрос)" {
			t.Error(got)
		}
		row := cells(t, table, "Дунав")
		if row["gone"] != "a" || row["gone? (отпаднал въпрос)"] != "Първо" || row["older? (отпаднал въпрос)"] != "5\u00a0€" || row["kept?"] != "да" {
			t.Errorf("%q", row)
		}
		if row["Отговори"] != "1" || row["От въпроси"] != "2" {
			t.Errorf("%s of %s", row["Отговори"], row["От въпроси"])
		}
		KeepWordings(b.tx(), p.Survey) // the bot runs
	}
}

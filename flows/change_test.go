package flows

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// fill answers everything with the words of the form's test and stops at the
// summary.
func fill(t *testing.T) *talk {
	t.Helper()
	k := newTalk(t)
	k.starts(1)
	for _, say := range []string{"сдружение", "да", "4", "2000", "Защото.", "време, пари", "4", "12", "16.4.2020", "пропусни", "a@b.bg", "пропусни", "русе", "пропусни", "Обучение", "готово", "пропусни", "Край на историята."} {
		k.types(1, say)
	}
	if !strings.Contains(k.last(1), "Всичко е попълнено") {
		t.Fatalf("not at the summary: %q", k.last(1))
	}
	return k
}

// TestHistory: what was said before stays, with who said it and when, also after
// sending; saying the same again is no change.
func TestHistory(t *testing.T) {
	k := fill(t)
	k.press(1, "Изпрати")
	if k.sheet.sent.IsZero() {
		t.Fatal("not sent")
	}
	k.starts(2)
	k.types(2, "8")
	k.types(2, "20")
	k.starts(1)
	k.types(1, "8")
	k.types(1, "20") // the same
	k.types(1, "8")
	k.types(1, "30")
	a := k.sheet.answers["members"]
	if a.Version != 3 || a.By != 1 || *a.Value.Number != 30 || len(a.History) != 2 {
		t.Fatalf("the answer is %+v", a)
	}
	if h := a.History; *h[0].Value.Number != 12 || h[0].By != 1 || *h[1].Value.Number != 20 || h[1].By != 2 || h[0].Parts[0].Text != "12" {
		t.Errorf("its history is %+v", h)
	}
	if !strings.Contains(k.last(1), "Изпратено") {
		t.Errorf("after a change: %q", k.last(1))
	}
}

// TestVoidNamesWhatFalls: a change that makes later answers void says which, and
// asks; the same is true when a colleague has added to them since it was asked.
func TestVoidNamesWhatFalls(t *testing.T) {
	k := fill(t)
	k.starts(1)
	k.types(1, "2")
	k.types(1, "не")
	for _, want := range []string{"Колко?", "3–5", "Най-големият?", "2000"} {
		if !strings.Contains(k.last(1), want) {
			t.Errorf("%q is not named: %q", want, k.last(1))
		}
	}
	k.press(1, "Остави така")
	if a := k.sheet.answers["had"]; a.Value.Choices[0] != "да" || !k.sheet.answers["count"].Counts() {
		t.Errorf("left as it was, it is %+v", a)
	}
	k.types(1, "2")
	k.types(1, "не")
	k.press(1, "Да, промени")
	for _, code := range []string{"count", "largest"} {
		if a := k.sheet.answers[code]; a.Counts() || len(a.History) != 1 {
			t.Errorf("%s is %+v", code, a)
		}
	}
	k.types(1, "2") // the number of the question
	k.types(1, "да")
	if !strings.Contains(k.last(1), "Колко?") {
		t.Errorf("what is asked again comes first: %q", k.last(1))
	}
}

// TestVoidAsksAgainWhenMoreFalls: between the question and the yes a colleague
// has answered one more of the questions that fall.
func TestVoidAsksAgainWhenMoreFalls(t *testing.T) {
	k := newTalk(t)
	for _, who := range []PersonID{1, 2} {
		k.starts(who)
	}
	for _, say := range []string{"сдружение", "да", "4"} {
		k.types(1, say)
	}
	k.types(1, "назад")
	k.types(1, "назад")
	k.types(1, "не")
	if strings.Contains(k.last(1), "Най-големият?") {
		t.Fatalf("not answered yet: %q", k.last(1))
	}
	k.starts(2)
	k.press(2, "Продължи")
	k.types(2, "5000")
	k.press(1, "Да, промени")
	if !strings.Contains(k.last(1), "Най-големият?") || !k.sheet.answers["largest"].Counts() {
		t.Errorf("a colleague's answer fell unseen: %q", k.last(1))
	}
	k.press(1, "Да, промени")
	if k.sheet.answers["largest"].Counts() {
		t.Error("it did not fall after the second yes")
	}
}

// TestReplyDoesNotOverwriteUnseen: who replies to an old message has not seen
// what a colleague answered since.
func TestReplyDoesNotOverwriteUnseen(t *testing.T) {
	k := newTalk(t)
	k.starts(1)
	k.starts(2)
	asked := k.phones[1].delivered["q/survey/1/kind"]
	k.types(1, "сдружение")
	k.starts(2)
	k.press(2, "Прегледай отговорите")
	k.types(2, "1")
	k.types(2, "фондация")
	k.number++
	k.hear(1, Input{Message: k.number, ReplyTo: asked, What: Text{Text: "Друго: клуб"}}, false)
	k.types(1, "да")
	if !strings.Contains(k.last(1), "Кой да остане?") || k.sheet.answers["kind"].Value.Choices[0] != "фондация" {
		t.Errorf("overwritten unseen: %q %+v", k.last(1), k.sheet.answers["kind"])
	}
}

// TestNumberedChoices: choices too long for a phone's button stand in the text,
// and only then a number is a position.
func TestNumberedChoices(t *testing.T) {
	k := newTalk(t)
	k.sheet.form = &Form{Name: "survey", Title: pair("Проучване"), Questions: []Question{
		{Code: "how", Kind: Several, Text: pair("Как?"), Choices: []Choice{
			{Code: "a", Label: pair("Срещаме се всяка седмица в общината и говорим")}, {Code: "b", Label: pair("Пишем")}, {Code: "c", Label: pair("Не работим заедно")},
		}},
		{Code: "end", Kind: ShortText, Text: pair("Друго?")},
	}}
	k.starts(1)
	if !strings.Contains(k.last(1), "1. Срещаме се всяка седмица в общината и говорим") {
		t.Errorf("the choices do not stand in the text: %q", k.last(1))
	}
	for _, m := range k.phones[1].live() {
		for _, b := range slices.Concat(m.buttons...) {
			if utf8.RuneCountInString(b.Text) > longLabel+2 {
				t.Errorf("a button of %d characters: %q", utf8.RuneCountInString(b.Text), b.Text)
			}
		}
	}
	k.types(1, "3 и 1")
	if got := k.sheet.answers["how"].Value.Choices; !slices.Equal(got, []string{"a", "c"}) {
		t.Errorf("positions gave %q", got)
	}
}

// TestPickOrganisation: a part of the name finds several; a button or the number
// of one picks it, another word searches anew.
func TestPickOrganisation(t *testing.T) {
	k := newTalk(t)
	k.sheet.form = &Form{Name: "survey", Title: pair("Проучване"), Questions: []Question{
		{Code: "partner", Kind: Organisation, Text: pair("Партньор?"), Skip: true}, {Code: "end", Kind: ShortText, Text: pair("Друго?")},
	}}
	k.starts(1)
	k.types(1, "нещо друго")
	if !strings.Contains(k.last(1), "Не намерих такава организация") {
		t.Errorf("not found: %q", k.last(1))
	}
	k.types(1, "дунав")
	if !strings.Contains(k.last(1), "Коя от тези") {
		t.Fatalf("found: %q", k.last(1))
	}
	k.types(1, "2")
	if got := k.sheet.answers["partner"].Value.Ref; got != "2" {
		t.Errorf("the second is %q", got)
	}
	k.types(1, "назад")
	k.types(1, "дунав")
	k.press(1, "Дунав")
	if got := k.sheet.answers["partner"].Value.Ref; got != "1" {
		t.Errorf("the pressed one is %q", got)
	}
}

// TestLongPaste: Telegram cuts a long text into messages; its end is not taken
// for a short answer when its beginning was too long.
func TestLongPaste(t *testing.T) {
	k := newTalk(t)
	k.sheet.form = &Form{Name: "survey", Title: pair("Проучване"), Questions: []Question{
		{Code: "story", Kind: LongText, MaxLength: 3000, Text: pair("Разкажете")}, {Code: "end", Kind: ShortText, Text: pair("Друго?")},
	}}
	k.starts(1)
	k.number += 3
	n := k.number
	k.hear(1, Input{Message: n - 1, What: Text{Text: strings.Repeat("а", 4096)}}, false)
	k.hear(1, Input{Message: n, What: Text{Text: strings.Repeat("б", 1000)}}, false)
	if k.sheet.answers["story"].Counts() || !strings.Contains(k.last(1), "5097 знака") {
		t.Fatalf("the end of a long text became %d characters, %q", len(k.sheet.answers["story"].Value.Text), k.last(1))
	}
	k.types(1, "По-кратко.")
	if got := k.sheet.answers["story"].Value.Text; got != "По-кратко." {
		t.Errorf("the shorter text became %q", got)
	}
}

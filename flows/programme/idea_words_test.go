package programme

import (
	"testing"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// What the configuration no longer asks, and choices that it no longer has, stay
// readable in the ideas that hold them: in both languages, as they were last put.
func TestMatrixKeepsWords(t *testing.T) {
	var b books
	choice := func(code, bg, en string) flows.Choice {
		return flows.Choice{Code: code, Label: text.Pair{BG: bg, EN: en}}
	}
	before := Matrix{Form: flows.Form{Name: "idea", Questions: []flows.Question{
		{Code: "title", Kind: flows.ShortText, Text: text.Pair{BG: "Заглавие", EN: "Title"}},
		{Code: "whom", Kind: flows.Several, Text: text.Pair{BG: "За кого?", EN: "For whom?"}, Choices: []flows.Choice{choice("young", "Млади", "Young"), choice("old", "Стари", "Old")}},
		{Code: "slogan", Kind: flows.ShortText, Text: text.Pair{BG: "Лозунг", EN: "Slogan"}},
		{Code: "source", Kind: flows.One, Text: text.Pair{BG: "Средства?", EN: "Funds?"}, Choices: []flows.Choice{choice("eu", "Европа", "Europe")}},
	}}}
	KeepWordings(b.tx(), before.Form)
	after := Matrix{Form: flows.Form{Name: "idea", Questions: []flows.Question{before.Form.Questions[0], before.Form.Questions[1]}}}
	after.Form.Questions[1].Choices = after.Form.Questions[1].Choices[:1]
	KeepWordings(b.tx(), after.Form)
	KeepWordings(b.tx(), after.Form) // it starts a second time

	values := map[string]flows.Value{"source": {Choices: []string{"eu"}}, "slogan": {Text: "Заедно"}, "whom": {Choices: []string{"young", "old"}}, "unheard": {Text: "дума"}}
	fields := after.Fields(b.tx(), values)
	var got []string
	for _, f := range fields[2:] {
		if !f.Gone {
			t.Errorf("%s is not said to be gone", f.Code)
		}
		got = append(got, f.Text.In(text.English)+": "+after.Words(b.tx(), f, values[f.Code], text.English))
	}
	// What has no words at all is still shown, by its code.
	want := map[string]bool{"Slogan: Заедно": true, "Funds?: Europe": true, "unheard: дума": true}
	for _, line := range got {
		if !want[line] {
			t.Errorf("%q", line)
		}
	}
	if len(got) != len(want) {
		t.Errorf("fields that are gone: %q", got)
	}
	if words := after.Words(b.tx(), fields[1], values["whom"], text.Bulgarian); words != "Млади; Стари" {
		t.Errorf("a choice that is gone: %q", words)
	}
}

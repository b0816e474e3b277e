package flows

import (
	"strings"
	"testing"

	"partnerbot/flows/text"
)

// LastWord makes sheet a Careful: where the test has given it something to ask.
func (s *sheet) LastWord(*Turn) (LastWord, bool) {
	return LastWord{Text: text.Raw(s.sure), Yes: text.T("Да, прати", "Yes, send")}, s.sure != ""
}

// What is done is what was asked; a no leads back to the summary.
func TestLastWord(t *testing.T) {
	full := func() *talk {
		k := newTalk(t)
		k.sheet.form = &Form{Name: "survey", Title: pair("Проучване"), Questions: []Question{{Code: "why", Kind: ShortText, Text: pair("Защо?")}}}
		k.sheet.sure = "Ще пиша на 5 души."
		k.starts(1)
		k.types(1, "Защото.")
		k.types(1, "изпрати")
		return k
	}
	says := func(k *talk, want string, sent bool) {
		t.Helper()
		if got := k.last(1); !strings.Contains(got, want) || k.sheet.sent.IsZero() == sent {
			t.Errorf("the bot says %q, want %q; sent %v", got, want, k.sheet.sent)
		}
	}
	k := full()
	says(k, "Ще пиша на 5 души.", false)
	k.types(1, "какво е това")
	says(k, "Ще пиша на 5 души.", false)
	k.types(1, "не")
	says(k, "Прегледайте отговорите", false)
	k.press(1, "Изпрати")
	k.press(1, "Да, прати")
	says(k, "", true)

	for _, yes := range []func(*talk){
		func(k *talk) { k.types(1, "да") },
		func(k *talk) { k.press(1, "Да, прати") },
	} {
		k = full()
		k.sheet.sure = "Ще пиша на 6 души."
		yes(k)
		says(k, "Ще пиша на 6 души.", false)
		yes(k)
		says(k, "", true)
	}
}

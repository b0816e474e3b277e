package main

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"partnerbot/flows/text"
)

// readable reports whether the file is text in UTF-8. Old editors on Windows
// write UTF-16 or Windows-1251, which look right there.
func (d *configText) readable() bool {
	mend := text.T("В Notepad: Файл, Запиши като, Кодиране: UTF-8. В други програми изберете „UTF-8“ при записване.",
		"In Notepad: File, Save as, Encoding: UTF-8. Elsewhere choose “UTF-8” when saving.")
	switch {
	case bytes.HasPrefix(d.data, []byte("\xff\xfe")), bytes.HasPrefix(d.data, []byte("\xfe\xff")),
		len(d.data) > 1 && (d.data[0] == 0) != (d.data[1] == 0): // without the mark, of Latin letters and signs

		d.add(place{}, text.T("Файлът е записан в UTF-16, а трябва да е в UTF-8.", "The file is saved in UTF-16, but must be in UTF-8."), mend)
	case bytes.IndexByte(d.data, 0) >= 0:
		d.add(place{}, text.T("Това не е текстов файл.", "This is not a text file."),
			text.T("Проверете името на файла.", "Check the file's name."))
	case !utf8.Valid(d.data):
		d.add(placeOf(d.data, firstInvalid(d.data)), text.T("Файлът не е записан в UTF-8, а вероятно в Windows-1251.", "The file is not saved in UTF-8, but probably in Windows-1251."), mend)
	default:
		return true
	}
	return false
}

func firstInvalid(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return 0
}

// syntaxHints say in other words what go-toml found (parser.go and seen.go of
// v2.4.3); the first that its message contains is taken.
var syntaxHints = []struct {
	said       string
	what, mend text.Phrase
}{
	{"already", text.T("Тази настройка или този раздел вече го има по-горе.", "This setting or section is there already, further up."),
		text.T("Махнете единия от двата реда.", "Take one of the two lines out.")},
	{"multiline", text.T("Дълъг текст, който започва с три кавички, не е затворен или съдържа забранен знак.", "A long text that begins with three quotes is not closed, or holds a forbidden character."),
		text.T("Сложете \"\"\" и в края му; началото може да е много по-нагоре.", "Put \"\"\" at its end as well; it may begin much further up.")},
	{"new lines", text.T("Липсва кавичка в края на текста.", "The quote at the end of the text is missing."), quotesHint},
	{"unterminated", text.T("Липсва кавичка в края на текста.", "The quote at the end of the text is missing."), quotesHint},
	{"U+000A", text.T("След знака = няма нищо.", "Nothing follows the =."), emptyHint},
	{"start of value", text.T("След знака = стои нещо, което не е нито текст, нито число.", "What follows the = is neither a text nor a number."), quotesHint},
	{"strings must be quoted", text.T("Текстът след знака = не е в кавички.", "The text after the = has no quotes."), quotesHint},
	{"expected keyword", text.T("Текстът след знака = не е в кавички.", "The text after the = has no quotes."), quotesHint},
	{"expected '='", text.T("Липсва знакът = след името на настройката.", "The = after the setting's name is missing."),
		text.T("Редът трябва да е така: име = \"стойност\". Бележките започват с #.", "The line must read: name = \"value\". Notes begin with #.")},
	{"start of key", text.T("Редът не започва с име на настройка.", "The line does not begin with a setting's name."),
		text.T("Имената са на латиница. Бележките започват с #.", "Names are in Latin letters. Notes begin with #.")},
	{"expected value", text.T("След знака = няма нищо.", "Nothing follows the =."), emptyHint},
	{"close table name", text.T("Името на раздела не е затворено.", "The section's name is not closed."),
		text.T("Така се пише: [раздел] или [[раздел]].", "It is written [section] or [[section]].")},
	{"close array table", text.T("Името на раздела не е затворено.", "The section's name is not closed."),
		text.T("Така се пише: [раздел] или [[раздел]].", "It is written [section] or [[section]].")},
	{"array", text.T("В списъка [ … ] нещо липсва.", "Something is missing in the list [ … ]."),
		text.T("Между стойностите трябва запетая, а накрая ].", "There must be commas between the values, and ] at the end.")},
	{"inline table", text.T("В скобите { … } нещо липсва.", "Something is missing in the braces { … }."),
		text.T("Вътре има име = стойност със запетаи между тях, а накрая }.", "Inside is name = value with commas between them, and } at the end.")},
	{"expected newline", text.T("На реда има още нещо след стойността.", "There is something more on the line after the value."), quotesHint},
	{"escape", text.T("В текста има знакът \\, който тук значи друго.", "The text holds the sign \\, which means something else here."),
		text.T("Напишете го двойно: \\\\", "Write it twice: \\\\")},
	{"leading zeroes", text.T("Числото започва с нула.", "The number begins with a zero."),
		text.T("Телефони и кодове се пишат в кавички.", "Phone numbers and codes are put between quotes.")},
}

var quotesHint = text.T("Текстовете са между прави кавички \"…\". Кавичките „ “ могат да са само вътре в тях, а права кавичка вътре се пише \\\".",
	"Texts stand between straight quotes \"…\". Typographic quotes can only be inside them; a straight one inside is written \\\".")

var emptyHint = text.T("Напишете стойността или сложете # в началото на реда.", "Write the value, or put a # at the line's beginning.")

// syntax notes where the file stops being TOML. Only the first such place is
// known.
func (d *configText) syntax(err error) {
	at, _ := syntaxPlace(d.data, err)
	said := err.Error()
	var decode *toml.DecodeError
	if errors.As(err, &decode) {
		said = strings.TrimPrefix(decode.Error(), "toml: ")
	}
	for _, h := range syntaxHints {
		if strings.Contains(said, h.said) {
			d.add(at, h.what, h.mend)
			return
		}
	}
	d.add(at, text.T("Редът не може да се разбере (%s).", "The line cannot be understood (%s).").With(said), quotesHint)
}

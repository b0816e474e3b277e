package text

import "strings"

// Language is one of the two that the program speaks.
type Language string

// The languages of the program.
const (
	Bulgarian Language = "bg"
	English   Language = "en"
)

// FromTelegram returns the language for Telegram's language_code (an IETF tag,
// may be empty): English for English, Bulgarian for everybody else.
func FromTelegram(code string) Language {
	if strings.HasPrefix(strings.ToLower(code), "en") {
		return English
	}
	return Bulgarian
}

// FromEnvironment returns the language for the variables LC_ALL, LC_MESSAGES
// and LANG: the first that is set decides, as POSIX has it.
func FromEnvironment(lcAll, lcMessages, lang string) Language {
	for _, v := range []string{lcAll, lcMessages, lang} {
		if v != "" {
			return FromTelegram(v)
		}
	}
	return Bulgarian
}

// Localised is plain text that depends on the language. It is escaped when it
// enters a phrase.
type Localised interface{ In(Language) string }

// Pair is a text of the configuration in both languages: plain words.
type Pair struct {
	BG string `toml:"bg" json:"bg,omitempty"`
	EN string `toml:"en" json:"en,omitempty"`
}

// In returns the text in the language, or in the other where it is missing.
func (p Pair) In(l Language) string {
	if l == English && p.EN != "" || p.BG == "" {
		return p.EN
	}
	return p.BG
}

// Empty reports whether there is no text in either language.
func (p Pair) Empty() bool { return p.BG == "" && p.EN == "" }

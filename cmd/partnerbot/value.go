package main

import (
	"slices"
	"strings"

	"partnerbot/flows/text"
)

// value is where what is written for an option or an argument goes. Making one
// puts the usual value there.
type value struct {
	alone bool // a switch: nothing has to be written after it
	// set keeps what was written, or says what is wrong with it. The name is the
	// option's or the argument's, as the person knows it.
	set func(name text.Phrase, written string) text.Phrase
}

// textTo is any text, also the empty one.
func textTo(to *string, usual string) value {
	*to = usual
	return value{set: func(_ text.Phrase, written string) text.Phrase {
		*to = written
		return text.Phrase{}
	}}
}

// choiceTo is one of the words; the first is the usual one.
func choiceTo(to *string, words ...string) value {
	*to = words[0]
	return value{set: func(name text.Phrase, written string) text.Phrase {
		if !slices.Contains(words, written) {
			return text.T("%s може да е само %s, а е „%s“.", "%s can only be %s, not “%s”.").
				With(name, strings.Join(words, " / "), written)
		}
		*to = written
		return text.Phrase{}
	}}
}

// numberTo is a number, which parse reads.
func numberTo[N any](to *N, usual N, parse func(string) (N, error)) value {
	*to = usual
	return value{set: func(name text.Phrase, written string) text.Phrase {
		n, err := parse(written)
		if err != nil {
			return text.T("След %s трябва да има число.", "%s needs a number after it.").With(name)
		}
		*to = n
		return text.Phrase{}
	}}
}

// switchTo is on where it is named. Programs that write it as --online=false
// are understood.
func switchTo(to *bool) value {
	*to = false
	return value{alone: true, set: func(name text.Phrase, written string) text.Phrase {
		switch strings.ToLower(written) {
		case "true", "1", "yes":
			*to = true
		case "false", "0", "no":
			*to = false
		default:
			return text.T("%s се пише самостоятелно, без стойност след него.", "%s stands alone, with no value after it.").With(name)
		}
		return text.Phrase{}
	}}
}

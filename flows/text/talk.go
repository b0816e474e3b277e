package text

import (
	"strings"
	"unicode"
)

// Talk is what people write to each other and what is no answer to a question.
type Talk int

// The kinds of small talk.
const (
	NoTalk   Talk = iota
	Greeting      // „Добър ден“
	Thanks        // „Благодаря!“
	Wait          // „чакайте малко“
	Confused      // „не разбирам“, „?“
	Smile         // only emoji
)

var talks = func() map[string]Talk {
	keys := map[string]Talk{}
	for talk, list := range map[Talk]string{
		Greeting: "здравейте, здрасти, здравей, здр, добър ден, добро утро, добър вечер, добър ден на всички, привет, ало, hello, hi, hey, good morning, good day, good evening",
		Thanks: "благодаря, благодаря ви, благодаря ти, много благодаря, благодаря много, благодаря ви много, благодарим, благодарим ви, мерси, мерси много, " +
			"thanks, thank you, thank you very much, thanks a lot",
		Wait: "чакайте, чакайте малко, чакай, чакай малко, момент, един момент, момент моля, само момент, моля изчакайте, изчакайте, почакайте, почакайте малко, " +
			"секунда, една секунда, после, по-късно, сега нямам време, нямам време, нямам време сега, зает съм, заета съм, wait, wait a moment, one moment, just a moment, later",
		Confused: "не разбирам, не разбрах, не ви разбирам, не ви разбрах, не разбирам въпроса, не разбрах въпроса, нищо не разбирам, нищо не разбрах, неразбирам, неразбрах, " +
			"какво, какво е това, какво значи това, какво значи, какво да направя, какво да правя, какво да пиша, какво да напиша, какво искате, моля, как, как така, как да отговоря, " +
			"как се прави, как се работи, къде да пиша, къде да натисна, объркан съм, объркана съм, обърках се, не ми е ясно, не е ясно, нищо не ми е ясно, не мога, не мога да се оправя, не става, " +
			"какво означава това, поясни, поясните, обяснете, обяснете ми, обяснете моля, what, what is this, i don't understand, i dont understand, i do not understand, how",
	} {
		for _, words := range strings.Split(list, ",") {
			keys[Latin(words)] = talk
		}
	}
	return keys
}()

// SmallTalkOf recognises a message that is nothing but small talk: each of its
// sentences is. A question weighs more than thanks, and thanks more than a
// greeting.
func SmallTalkOf(s string) Talk {
	if len(s) > 200 {
		return NoTalk
	}
	if !HasWords(s) {
		switch {
		case strings.ContainsRune(s, '?'):
			return Confused
		case strings.ContainsFunc(s, isPicture):
			return Smile
		}
		return NoTalk
	}
	found := NoTalk
	for _, sentence := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(".,!?;:\n", r) }) {
		if !HasWords(sentence) {
			continue
		}
		talk, ok := talks[Latin(sentence)]
		if !ok {
			return NoTalk
		}
		found = max(found, talk)
	}
	return found
}

// HasWords reports whether anything in the text can be read out: a letter or a
// digit.
func HasWords(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// isPicture reports an emoji, as far as Unicode's categories tell.
func isPicture(r rune) bool { return unicode.Is(unicode.So, r) || unicode.Is(unicode.Sk, r) }

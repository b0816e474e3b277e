package text

import (
	"net/mail"
	"regexp"
	"strings"
)

var phoneMarks = strings.NewReplacer(" ", "", "\u00a0", "", "-", "", "–", "", "/", "", ".", "", "(", "", ")", "", "+", "+")

// ReadPhone understands a phone number and writes it with its country code:
// +359 for those without one. 7 to 15 digits (ITU-T E.164).
func ReadPhone(s string) (string, bool) {
	s = strings.TrimSpace(s)
	for _, lead := range []string{"тел.:", "тел.", "тел:", "тел", "gsm:", "gsm", "tel:", "tel.", "tel", "моб.", "мобилен"} {
		if rest, ok := cutPrefixFold(s, lead); ok {
			s = strings.TrimSpace(rest)
			break
		}
	}
	s = strings.Replace(s, "(0)", "", 1)
	s = strings.Trim(phoneMarks.Replace(s), ",;:!")
	international := false
	switch {
	case strings.HasPrefix(s, "+"):
		s, international = s[1:], true
	case strings.HasPrefix(s, "00"):
		s, international = s[2:], true
	case strings.HasPrefix(s, "359") && len(s) >= 11:
		international = true
	}
	if !isDigits(s) {
		return "", false
	}
	if !international {
		s = strings.TrimPrefix(s, "0")
		if len(s) < 6 || len(s) > 9 {
			return "", false
		}
		s = "359" + s
	}
	if strings.HasPrefix(s, "3590") {
		s = "359" + s[4:]
	}
	if len(s) < 7 || len(s) > 15 {
		return "", false
	}
	return "+" + s, true
}

// shortestPart is from how many digits on a part of a phone number says something.
const shortestPart = 3

// PhonePart understands a part of a phone number, as it stands in one that
// ReadPhone has written: „0888 12“ is 88812.
func PhonePart(s string) (digits string, ok bool) {
	s = strings.TrimPrefix(phoneMarks.Replace(strings.TrimSpace(s)), "+")
	s = strings.TrimLeft(s, "0")
	return s, isDigits(s) && len(s) >= shortestPart
}

// Phone is a phone number as people in Bulgaria read it: „0888 123 456“ for
// +359888123456. Numbers of other countries stay as they are.
func Phone(s string) string {
	n, ok := strings.CutPrefix(s, "+359")
	switch {
	case !ok || len(n) < 6 || !isDigits(n):
		return s
	case len(n) == 9 && (n[0] == '8' && n[1] >= '7' || n[0] == '9'): // mobile
		return "0" + n[:3] + " " + n[3:6] + " " + n[6:]
	}
	return "0" + n
}

var phoneLike = regexp.MustCompile(`\+?\(?\d[\d \-–/.()\x{a0}]{5,}\d`)

// FindPhone finds the only phone number among other words: „моят е 0888 123 456,
// Мария“.
func FindPhone(s string) (phone string, ok bool) {
	if len(s) > 200 {
		return "", false
	}
	for _, part := range phoneLike.FindAllString(s, -1) {
		p, isPhone := ReadPhone(part)
		if !isPhone || !strings.ContainsAny(part[:1], "+(0") && len(p) < len("+359888123456") {
			continue
		}
		if ok && p != phone {
			return "", false
		}
		phone, ok = p, true
	}
	return phone, ok
}

func cutPrefixFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

var address = regexp.MustCompile(`^[^\s@,;<>()"]+@[^\s@,;<>()"]+\.[^\s@,;<>()".]{2,}$`)

// ReadEmail understands one e-mail address.
func ReadEmail(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if rest, ok := cutPrefixFold(s, "mailto:"); ok {
		s = rest
	}
	s = strings.TrimRight(s, ".,;! ")
	if !address.MatchString(s) {
		return "", false
	}
	a, err := mail.ParseAddress(s)
	if err != nil || a.Name != "" {
		return "", false
	}
	return a.Address, true
}

var spaceAt = regexp.MustCompile(`\s*@\s*`)

// FindEmail finds the only address among other words, also one with a space or a
// comma that slipped in: „ivan @ abv,bg“.
func FindEmail(s string) (email string, ok bool) {
	if len(s) > 200 {
		return "", false
	}
	s = spaceAt.ReplaceAllString(s, "@")
	for _, word := range strings.Fields(s) {
		word = strings.Trim(word, ",;:()<>\"„“'")
		if !strings.Contains(word, "@") {
			continue
		}
		e, isEmail := ReadEmail(word)
		if !isEmail {
			e, isEmail = ReadEmail(strings.ReplaceAll(word, ",", "."))
		}
		if !isEmail || ok {
			return "", false
		}
		email, ok = e, true
	}
	return email, ok
}

// yesNo are the words of a plain yes or no; a „да“ or „не“ of the same sense may
// stand before each.
var yesNo = func() map[string]bool {
	keys := map[string]bool{}
	add := func(list, before string, yes bool) {
		for _, w := range strings.Split(list, ",") {
			keys[yesNoKey(w)], keys[yesNoKey(before+" "+w)] = yes, yes
		}
	}
	add("да, yes, y, ок, ok, окей, разбира се, така е, точно така, точно, именно, тъй вярно, вярно, правилно, естествено, аха, може, добре, ами да, да де, дада, "+
		"съгласен, съгласна, съгласни, съгласен съм, съгласна съм, съгласни сме, аз съм съгласен, аз съм съгласна, ние сме съгласни, "+
		"давам съгласие, давам съгласието си, съгласие давам, приемам, yes please, correct, right, sure, i agree, agree", "да", true)
	add("не, no, n, не е, не така, нее, не ще избера, грешно, никак, в никакъв случай, не е така, не е вярно, сгреших, не това, не благодаря, "+
		"не искам, не желая, не съм съгласен, не съм съгласна, не сме съгласни, аз не съм съгласен, аз не съм съгласна, ние не сме съгласни, "+
		"не съгласен, не съгласна, несъгласен, несъгласна, не давам, не давам съгласие, не давам съгласието си, съгласие не давам, не приемам, "+
		"wrong, nope, not right, i do not agree, i don't agree", "не", false)
	return keys
}()

var pauses = strings.NewReplacer(",", " ", ".", " ", "!", " ", ";", " ")

// yesNoKey is a key in which also the marks within do not count: „да,да“.
func yesNoKey(s string) string { return Latin(pauses.Replace(s)) }

// ReadYesNo understands a plain yes or no, and nothing longer.
func ReadYesNo(s string) (yes, ok bool) {
	if len(s) > 60 {
		return false, false
	}
	if !HasWords(s) {
		up, down := strings.ContainsAny(s, "👍👌✅🆗"), strings.ContainsAny(s, "👎❌")
		return up, up != down
	}
	yes, ok = yesNo[yesNoKey(s)]
	return yes, ok
}

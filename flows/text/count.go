package text

import (
	"fmt"
	"strconv"
	"strings"
)

// localised is a text made for both languages at once.
type localised struct{ bg, en string }

func (l localised) In(lang Language) string {
	if lang == English {
		return l.en
	}
	return l.bg
}

// Count is a number with its noun: „1 въпрос“, „2 въпроса“. bgMany is the count
// form where the noun has one.
func Count(n int, bgOne, bgMany, enOne, enMany string) Localised {
	bg, en := bgMany, enMany
	if n == 1 {
		bg, en = bgOne, enOne
	}
	return localised{Number(float64(n)).In(Bulgarian) + " " + bg, Number(float64(n)).In(English) + " " + en}
}

// Questions is „5 въпроса“.
func Questions(n int) Localised {
	return Count(n, "въпрос", "въпроса", "question", "questions")
}

// NewQuestions is „2 нови въпроса“.
func NewQuestions(n int) Localised {
	return Count(n, "нов въпрос", "нови въпроса", "new question", "new questions")
}

// Answers is „5 отговора“.
func Answers(n int) Localised {
	return Count(n, "отговор", "отговора", "answer", "answers")
}

// Organisations is „5 организации“.
func Organisations(n int) Localised {
	return Count(n, "организация", "организации", "organisation", "organisations")
}

// People is „5 души“.
func People(n int) Localised { return Count(n, "човек", "души", "person", "people") }

// Registrations is „5 записвания“.
func Registrations(n int) Localised {
	return Count(n, "записване", "записвания", "registration", "registrations")
}

// Days is „5 дни“.
func Days(n int) Localised { return Count(n, "ден", "дни", "day", "days") }

// Minutes is „5 минути“.
func Minutes(n int) Localised { return Count(n, "минута", "минути", "minute", "minutes") }

// Number is a number as people write it: „12 500,5“ and "12,500.5", with at
// most two digits after the point. Bulgarian groups digits from five on, with a
// no-break space.
func Number(f float64) Localised {
	s := strconv.FormatFloat(f, 'f', 2, 64)
	whole, fraction, _ := strings.Cut(s, ".")
	fraction = strings.TrimRight(fraction, "0")
	bg, en := group(whole, "\u00a0", 5), group(whole, ",", 4)
	if fraction != "" {
		bg, en = bg+","+fraction, en+"."+fraction
	}
	return localised{bg, en}
}

// group puts sep between each three digits of a number with at least from
// digits.
func group(digits, sep string, from int) string {
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	if len(digits) < from {
		return sign + digits
	}
	var out strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			out.WriteString(sep)
		}
		out.WriteRune(d)
	}
	return sign + out.String()
}

// Euro is an amount of money, given in cents: „25 000 €“ and "€25,000".
func Euro(cents int64) Localised {
	sign := ""
	if cents < 0 {
		sign, cents = "-", -cents
	}
	whole := strconv.FormatInt(cents/100, 10)
	bg, en := group(whole, "\u00a0", 5), group(whole, ",", 4)
	if rest := cents % 100; rest != 0 {
		bg, en = fmt.Sprintf("%s,%02d", bg, rest), fmt.Sprintf("%s.%02d", en, rest)
	}
	return localised{sign + bg + "\u00a0€", sign + "€" + en}
}

// Quote is a name in quotation marks: „Партньорства 2020“. A name that has marks of
// its own gets no others, which would only double them: Сдружение „Дунав“.
func Quote(name string) Localised {
	if strings.ContainsAny(name, `„“”«»"`) {
		return localised{name, name}
	}
	return localised{"„" + name + "“", "“" + name + "”"}
}

// Quoted is the name in quotation marks in each language, see Quote.
func (p Pair) Quoted() Localised {
	return localised{Quote(p.In(Bulgarian)).In(Bulgarian), Quote(p.In(English)).In(English)}
}

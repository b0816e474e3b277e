package text

// ones are the words below twenty.
var ones = latinKeys(map[string]float64{
	"половин": 0.5, "нула": 0, "един": 1, "една": 1, "едно": 1, "два": 2, "две": 2, "двама": 2, "двамата": 2, "три": 3, "трима": 3, "тримата": 3,
	"четири": 4, "четирима": 4, "пет": 5, "петима": 5, "шест": 6, "шестима": 6, "седем": 7, "осем": 8, "девет": 9, "десет": 10,
	"единадесет": 11, "единайсет": 11, "дванадесет": 12, "дванайсет": 12, "тринадесет": 13, "тринайсет": 13, "четиринадесет": 14, "четиринайсет": 14,
	"петнадесет": 15, "петнайсет": 15, "шестнадесет": 16, "шестнайсет": 16, "шеснайсет": 16, "седемнадесет": 17, "седемнайсет": 17,
	"осемнадесет": 18, "осемнайсет": 18, "деветнадесет": 19, "деветнайсет": 19,
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
})

var tens = latinKeys(map[string]float64{
	"двадесет": 20, "двайсет": 20, "тридесет": 30, "трийсет": 30, "четиридесет": 40, "четирийсет": 40, "четирсет": 40, "петдесет": 50,
	"шестдесет": 60, "шейсет": 60, "седемдесет": 70, "осемдесет": 80, "деветдесет": 90,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
})

var hundreds = latinKeys(map[string]float64{
	"сто": 100, "двеста": 200, "двесте": 200, "триста": 300, "четиристотин": 400, "петстотин": 500, "шестстотин": 600, "шестотин": 600,
	"седемстотин": 700, "осемстотин": 800, "деветстотин": 900, "hundred": 100,
})

var thousands = latinKeys(map[string]float64{"хиляда": 1000, "хиляди": 1000, "thousand": 1000, "хил": 1000, "милион": 1e6, "милиона": 1e6, "млн": 1e6, "million": 1e6})

// abouts say that a number is meant roughly: „двайсетина“.
var abouts = latinKeys(map[string]float64{
	"десетина": 10, "дузина": 12, "петнадесетина": 15, "петнайсетина": 15, "двадесетина": 20, "двайсетина": 20,
	"двайсетинка": 20, "тридесетина": 30, "трийсетина": 30, "четиридесетина": 40, "четирийсетина": 40, "петдесетина": 50, "шестдесетина": 60, "шейсетина": 60,
	"седемдесетина": 70, "осемдесетина": 80, "деветдесетина": 90, "стотина": 100,
})

func latinKeys(m map[string]float64) map[string]float64 {
	out := make(map[string]float64, len(m))
	for k, v := range m {
		out[Latin(k)] = v
	}
	return out
}

// wordNumber reads a number in words at the beginning: „сто двадесет и пет
// души“, „две хиляди“, „милион и половина“. It is not certain of „двайсетина“.
func wordNumber(words []string) (n float64, rest []string, certain, ok bool) {
	if v, about := abouts[Latin(words[0])]; about {
		n, rest = multiplied(v, words[1:])
		return n, rest, false, true
	}
	total, group, last, below := 0.0, 0.0, 1.0, 1e9 // below: what may still follow within the group
	i := 0
loop:
	for ; i < len(words); i++ {
		w := Latin(words[i])
		if isAnd(w) && ok && i+1 < len(words) {
			if _, more := wordValue(Latin(words[i+1])); !more {
				break
			}
			i++
			w = Latin(words[i])
		}
		v, known := wordValue(w)
		switch {
		case !known:
			break loop
		case v >= 1000: // closes the group
			if !ok || group == 0 && total == 0 {
				group = 1
			}
			total, group, last, below = total+group*v, 0, v, v
		case v == 100 && group > 0 && group < 10: // two hundred
			group, below = group*100, 100
		case v < below:
			group, below = group+v, limitAfter(v)
		default:
			break loop
		}
		ok = true
	}
	n, rest = total+group, words[i:]
	if len(rest) > 1 && isAnd(Latin(rest[0])) && Latin(rest[1]) == Latin("половина") {
		n, rest = n+last/2, rest[2:]
	}
	return n, rest, true, ok
}

// multiplied is a number with „хиляди“ or „милиона“ behind it.
func multiplied(n float64, rest []string) (float64, []string) {
	if len(rest) > 0 {
		if v, ok := thousands[Latin(rest[0])]; ok {
			return n * v, rest[1:]
		}
	}
	return n, rest
}

func isAnd(key string) bool { return key == "i" || key == "and" }

// limitAfter is below what a further word has to be: after tens a unit, after a
// unit nothing.
func limitAfter(v float64) float64 {
	switch {
	case v >= 100:
		return 100
	case v >= 20:
		return 10
	}
	return 0
}

func wordValue(key string) (float64, bool) {
	for _, m := range []map[string]float64{ones, tens, hundreds, thousands} {
		if v, ok := m[key]; ok {
			return v, true
		}
	}
	return 0, false
}

// isNumberWord reports whether the word says a number.
func isNumberWord(w string) bool {
	key := Latin(w)
	_, about := abouts[key]
	_, value := wordValue(key)
	return about || value
}

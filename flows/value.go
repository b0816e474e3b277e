package flows

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"partnerbot/flows/text"
)

// Same reports whether two values say the same.
func (v Value) Same(w Value) bool {
	return v.Text == w.Text && v.Date == w.Date && v.Ref == w.Ref && v.None == w.None &&
		same(v.Number, w.Number) && same(v.Cents, w.Cents) &&
		slices.Equal(v.Choices, w.Choices) && slices.Equal(v.Files, w.Files) && slices.EqualFunc(v.Items, w.Items, sameItem)
}

func same[T comparable](a, b *T) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// Empty reports whether nothing was answered, not even that there is nothing
// to answer: a question answered only by voice has an empty value.
func (v Value) Empty() bool { return v.Same(Value{}) }

var (
	saidSkip    = text.T("пропуснат въпрос", "skipped")
	saidUnknown = text.T("не знам", "don’t know")
	saidErased  = text.T("изтрито по молба на човека, който го е изпратил", "erased at the request of who had sent it")
	saidRefused = text.T("отказ да се отговори", "declined to answer")
	saidUnclear = text.T("изпратено с глас или снимка, не се разбира", "sent as voice or photo, cannot be made out")
	saidVoice   = text.T("изпратено с глас или снимка", "sent as voice or photo")
)

// Words is the value as people read it, plain, in the language. Codes that the
// question no longer has stand as they are.
func (q *Question) Words(v Value, lang text.Language) string {
	switch v.None {
	case SkippedIt:
		if !q.Skipped.Empty() {
			return q.Skipped.In(lang)
		}
		return saidSkip.Plain(lang)
	case DontKnow:
		return saidUnknown.Plain(lang)
	case Refusal:
		return saidRefused.Plain(lang)
	case Erasure:
		return saidErased.Plain(lang)
	}
	switch {
	case len(v.Choices) > 0:
		return q.choiceWords(v, lang)
	case v.Number != nil:
		words := text.Number(*v.Number).In(lang)
		if unit := q.Unit.In(lang); unit != "" {
			if *v.Number == 1 {
				unit = single(unit)
			}
			words += " " + unit
		}
		return words
	case v.Cents != nil:
		return text.Euro(*v.Cents).In(lang)
	case v.Date != "":
		day, err := time.Parse(time.DateOnly, v.Date)
		if err != nil {
			return v.Date
		}
		return text.Day(day, time.Time{}).In(lang)
	case len(v.Items) > 0:
		return itemsInWords(v.Items, func(it Item) string { return it.Text })
	case len(v.Files) > 0:
		return text.Count(len(v.Files), "файл", "файла", "file", "files").In(lang)
	}
	return v.Text
}

// itemsInWords are the entries in their order, each on a line.
func itemsInWords(list []Item, words func(Item) string) string {
	lines := make([]string, len(list))
	for i, it := range list {
		lines[i] = strconv.Itoa(i+1) + ". " + words(it)
	}
	return strings.Join(lines, "\n")
}

func (q *Question) choiceWords(v Value, lang text.Language) string {
	labels := make([]string, 0, len(v.Choices))
	for _, code := range v.Choices {
		c, ok := q.Choice(code)
		switch {
		case !ok:
			labels = append(labels, code)
		case c.Free && v.Text != "":
			labels = append(labels, c.Label.In(lang)+": "+v.Text)
		default:
			labels = append(labels, c.Label.In(lang))
		}
	}
	return strings.Join(labels, "; ")
}

// Choice returns the choice with the code.
func (q *Question) Choice(code string) (*Choice, bool) {
	for i := range q.Choices {
		if q.Choices[i].Code == code {
			return &q.Choices[i], true
		}
	}
	return nil, false
}

// Names are the names behind what answers hold as numbers and codes; a Filling has
// them.
type Names interface {
	Option(ref string) (string, bool)                // see Filling
	Label(question, choice string) (text.Pair, bool) // see Filling
}

// WordsOf is what an answer says, as people read it.
func WordsOf(q *Question, a Answer, f Names, lang text.Language) string {
	v := a.Value
	if v.Ref != "" {
		if name, ok := f.Option(v.Ref); ok {
			return name
		}
	}
	words := q.withOld(v, f).Words(v, lang)
	if len(v.Items) > 0 {
		words = itemsInWords(v.Items, func(it Item) string { return itemWords(f, it) })
	}
	if q.Kind == Phone {
		words = text.Phone(words)
	}
	if waits := len(a.Unwritten()); waits > 0 || len(a.Attach) > 0 && a.Value.Empty() {
		heard := saidVoice.Plain(lang)
		if waits == 0 {
			heard = saidUnclear.Plain(lang)
		}
		if words == "" {
			return heard
		}
		return words + " (+ " + heard + ")"
	}
	return words
}

// withOld is the question with those choices of the value that it no longer
// has, so that they stay readable.
func (q *Question) withOld(v Value, f Names) *Question {
	old := *q
	for _, code := range v.Choices {
		if _, have := q.Choice(code); have {
			continue
		}
		if label, ok := f.Label(q.Code, code); ok {
			old.Choices = append(slices.Clip(old.Choices), Choice{Code: code, Label: label})
		}
	}
	return &old
}

// single is the unit of one: „1 месец“, not „1 месеца“. A unit that is not known
// stays as the configuration has it.
func single(unit string) string {
	if one, ok := map[string]string{
		"месеца": "месец", "дни": "ден", "часа": "час", "години": "година", "седмици": "седмица", "души": "човек",
		"months": "month", "days": "day", "hours": "hour", "years": "year", "weeks": "week", "people": "person",
	}[unit]; ok {
		return one
	}
	return unit
}

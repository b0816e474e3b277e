package flows

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"partnerbot/flows/text"
)

// reading is how a typed text is understood as an answer to a question.
type reading struct {
	value Value
	ok    bool        // it can be an answer
	sure  bool        // there is no other way to understand it
	why   text.Phrase // not ok: what is amiss, where there is more to say than the kind's explanation
}

func sure(v Value) reading          { return reading{value: v, ok: true, sure: true} }
func guess(v Value) reading         { return reading{value: v, ok: true} }
func amiss(why text.Phrase) reading { return reading{why: why} }
func number(f float64) *float64     { return &f }
func choose(codes ...string) Value  { return Value{Choices: codes} }
func bothLabels(c *Choice) [2]string {
	return [2]string{text.Latin(c.Label.BG), text.Latin(c.Label.EN)}
}

// read understands what was typed as an answer to the question.
func read(q *Question, typed string, now time.Time) reading {
	switch q.Kind {
	case One, Municipality:
		return readChoice(q, typed)
	case Several:
		return readSeveral(q, typed)
	case Scale, NumberKind:
		return readNumber(q, typed)
	case ShortText:
		return readText(q, strings.Join(strings.Fields(typed), " "), 200)
	case LongText:
		return readText(q, typed, 10000)
	case Money:
		return readMoney(q, typed)
	case Date:
		return readDate(q, typed, now)
	case Phone:
		if phone, ok := text.ReadPhone(typed); ok {
			return sure(Value{Text: phone})
		}
	case Email:
		if email, ok := text.ReadEmail(typed); ok {
			return sure(Value{Text: email})
		}
	}
	return reading{}
}

func readText(q *Question, typed string, limit int) reading {
	if q.MaxLength > 0 {
		limit = q.MaxLength
	}
	typed = text.Clean(typed)
	if typed == "" {
		return reading{}
	}
	if n := utf8.RuneCountInString(typed); n > limit {
		return amiss(text.T("Това са %d знака, а тук се събират %d. Може ли по-накратко?",
			"That is %d characters, and there is room for %d. Could you make it shorter?").With(n, limit))
	}
	if q.Check != nil {
		kept, why := q.Check(typed)
		if !why.Empty() {
			return amiss(why)
		}
		typed = kept
	}
	return sure(Value{Text: typed})
}

func readNumber(q *Question, typed string) reading {
	r, ok := text.ReadNumber(typed)
	if !ok {
		return reading{}
	}
	if q.Kind == Scale && r.Value != float64(int(r.Value)) {
		return reading{}
	}
	if q.Min != nil && r.Value < *q.Min || q.Max != nil && r.Value > *q.Max {
		return amiss(outside(q.Min, q.Max, func(f float64) text.Localised { return text.Number(f) }))
	}
	return reading{value: Value{Number: number(r.Value)}, ok: true, sure: r.Sure}
}

func readMoney(q *Question, typed string) reading {
	r, converted, ok := text.ReadMoney(typed)
	if !ok || r.Value < 0 {
		return reading{}
	}
	euro := float64(r.Value) / 100
	if q.Min != nil && euro < *q.Min || q.Max != nil && euro > *q.Max {
		return amiss(outside(q.Min, q.Max, func(f float64) text.Localised { return text.Euro(int64(f * 100)) }))
	}
	cents := r.Value
	return reading{value: Value{Cents: &cents}, ok: true, sure: r.Sure && !converted}
}

func readDate(q *Question, typed string, now time.Time) reading {
	r, ok := text.ReadDate(typed, now)
	if !ok {
		return reading{}
	}
	day := r.Value
	if !q.From.IsZero() && day.Before(q.From) || !q.To.IsZero() && day.After(q.To) {
		show := func(t time.Time) text.Localised { return text.Day(t, time.Time{}) }
		switch {
		case q.From.IsZero():
			return amiss(text.T("Тук се очаква дата до %s.", "A date up to %s is expected here.").With(show(q.To)))
		case q.To.IsZero():
			return amiss(text.T("Тук се очаква дата от %s нататък.", "A date from %s on is expected here.").With(show(q.From)))
		}
		return amiss(text.T("Тук се очаква дата от %s до %s.", "A date from %s to %s is expected here.").With(show(q.From), show(q.To)))
	}
	return reading{value: Value{Date: day.Format(time.DateOnly)}, ok: true, sure: r.Sure}
}

// outside says which numbers are expected.
func outside(low, high *float64, show func(float64) text.Localised) text.Phrase {
	switch {
	case low == nil:
		return text.T("Тук се очаква най-много %s.", "At most %s is expected here.").With(show(*high))
	case high == nil:
		return text.T("Тук се очаква поне %s.", "At least %s is expected here.").With(show(*low))
	}
	return text.T("Тук се очаква число от %s до %s.", "A number from %s to %s is expected here.").With(show(*low), show(*high))
}

// readChoice understands a typed text as one of the choices: by its words in
// either language and alphabet, by its number where the choices stand
// numbered, as a quantity where they are quantities, and, not surely, by a part
// of its words or with one slip of the finger.
func readChoice(q *Question, typed string) reading {
	key := text.Latin(typed)
	if key == "" {
		return reading{}
	}
	for i := range q.Choices {
		c := &q.Choices[i]
		labels := bothLabels(c)
		if key == labels[0] || key == labels[1] {
			return exactly(c)
		}
	}
	if n, err := strconv.Atoi(key); err == nil && numbered(q) {
		if n >= 1 && n <= len(q.Choices) {
			return exactly(&q.Choices[n-1])
		}
		return reading{}
	}
	if r, ok := readQuantity(q, typed); ok {
		return r
	}
	var near, slip []*Choice
	for i := range q.Choices {
		c := &q.Choices[i]
		for _, label := range bothLabels(c) {
			if label == "" {
				continue
			}
			if len(key) >= 3 && strings.Contains(label, key) || len(label) >= 3 && containsWords(key, label) {
				near = appendOnce(near, c)
			} else if len(key) >= 4 && oneSlip(key, label) {
				slip = appendOnce(slip, c)
			}
		}
	}
	if len(near) == 0 {
		near = slip
	}
	if len(near) == 1 && !near[0].Free {
		return guess(choose(near[0].Code))
	}
	if c := free(q); c != nil && len(near) == 0 && utf8.RuneCountInString(typed) <= 200 {
		return guess(Value{Choices: []string{c.Code}, Text: text.Clean(typed)})
	}
	return reading{}
}

// exactly is a choice that was named without doubt. A free one still needs the
// person's own words.
func exactly(c *Choice) reading { return sure(choose(c.Code)) }

// readQuantity understands a number where the choices are quantities.
func readQuantity(q *Question, typed string) (reading, bool) {
	quantities := false
	for _, c := range q.Choices {
		quantities = quantities || c.Quantity()
	}
	if !quantities {
		return reading{}, false
	}
	n, ok := text.ReadNumber(typed)
	exact := ok && n.Sure
	if !ok { // „май 4“: the only number among the words
		for _, word := range strings.Fields(text.Fold(typed)) {
			if m, isNumber := text.ReadNumber(word); isNumber {
				if ok {
					return reading{}, false
				}
				n, ok = m, true
			}
		}
	}
	if !ok {
		return reading{}, false
	}
	for _, c := range q.Choices {
		if c.Quantity() && (c.From == nil || n.Value >= *c.From) && (c.To == nil || n.Value <= *c.To) {
			return reading{value: choose(c.Code), ok: true, sure: exact}, true
		}
	}
	return reading{}, false
}

// readSeveral understands a list: numbers where the choices stand numbered,
// otherwise words between commas. It is sure when every piece is.
func readSeveral(q *Question, typed string) reading {
	if numbered(q) {
		if positions, ok := text.ReadPositions(typed, len(q.Choices)); ok {
			var codes []string
			for _, n := range positions {
				codes = append(codes, q.Choices[n-1].Code)
			}
			return limited(q, sure(choose(codes...)))
		}
	}
	if r := readChoice(q, typed); r.ok && r.sure {
		return r
	}
	out := sure(Value{})
	for _, piece := range strings.FieldsFunc(typed, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		if strings.TrimSpace(piece) == "" {
			continue
		}
		r := readChoice(q, piece)
		if !r.ok {
			return reading{}
		}
		out.sure = out.sure && r.sure
		out.value.Choices = append(out.value.Choices, r.value.Choices...)
		if r.value.Text != "" {
			out.value.Text = r.value.Text
		}
	}
	if len(out.value.Choices) == 0 {
		return reading{}
	}
	out.value.Choices = inOrder(q, out.value.Choices)
	return limited(q, out)
}

// limited refuses more ticks than the question allows, and ticks beside a
// choice that stands alone.
func limited(q *Question, r reading) reading {
	if why := ticksAmiss(q, r.value.Choices); !why.Empty() {
		return amiss(why)
	}
	return r
}

// ticksAmiss says what is wrong with the ticks, or nothing.
func ticksAmiss(q *Question, codes []string) text.Phrase {
	if q.MaxChoices > 0 && len(codes) > q.MaxChoices {
		return text.T("Тук се избират най-много %d.", "At most %d can be chosen here.").With(q.MaxChoices)
	}
	for _, code := range codes {
		if c, ok := q.Choice(code); ok && c.Alone && len(codes) > 1 {
			return text.T("„%s“ не върви заедно с друг отговор.", "“%s” does not go with another answer.").With(c.Label)
		}
	}
	return text.Phrase{}
}

// inOrder puts codes into the question's order, each once.
func inOrder(q *Question, codes []string) []string {
	var out []string
	for _, c := range q.Choices {
		for _, code := range codes {
			if code == c.Code {
				out = append(out, code)
				break
			}
		}
	}
	return out
}

func free(q *Question) *Choice {
	for i := range q.Choices {
		if q.Choices[i].Free {
			return &q.Choices[i]
		}
	}
	return nil
}

func appendOnce(list []*Choice, c *Choice) []*Choice {
	for _, have := range list {
		if have == c {
			return list
		}
	}
	return append(list, c)
}

// containsWords reports whether the words stand in the text as whole words.
func containsWords(typed, words string) bool {
	return strings.Contains(" "+typed+" ", " "+words+" ")
}

// oneSlip reports whether one letter too many, too few, another one, or two
// exchanged make the difference.
func oneSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	if i == len(a) || a[i+1:] == b[i+1:] {
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

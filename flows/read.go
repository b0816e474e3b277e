package flows

import (
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
	long  bool        // not ok: a long text that is too long
}

func sure(v Value) reading          { return reading{value: v, ok: true, sure: true} }
func guess(v Value) reading         { return reading{value: v, ok: true} }
func amiss(why text.Phrase) reading { return reading{why: why} }
func number(f float64) *float64     { return &f }
func choose(codes ...string) Value  { return Value{Choices: codes} }

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
		return readText(q, strings.Join(strings.Fields(typed), " "))
	case LongText:
		return readText(q, typed)
	case Money:
		return readMoney(q, typed)
	case Date:
		return readDate(q, typed, now)
	case Phone:
		return readContact(typed, text.ReadPhone, text.FindPhone)
	case Email:
		return readContact(typed, text.ReadEmail, text.FindEmail)
	}
	return reading{}
}

// readContact understands a phone or an address; one that stands among other
// words is not sure.
func readContact(typed string, whole, find func(string) (string, bool)) reading {
	if found, ok := whole(typed); ok {
		return sure(Value{Text: found})
	}
	if found, ok := find(typed); ok {
		return guess(Value{Text: found})
	}
	return reading{}
}

// readNone understands that a question is passed over, where it may be: „не
// знам колко точно“, „няма“ where a file is asked for, „-“.
func readNone(q *Question, typed string) (None, bool) {
	key := text.Latin(typed)
	begins := func(words ...string) bool {
		for _, w := range words {
			if w = text.Latin(w); key == w || strings.HasPrefix(key, w+" ") || strings.HasPrefix(key, w+",") {
				return true
			}
		}
		return false
	}
	switch {
	case q.DontKnow && begins("не знам", "незнам", "не зная", "не помня", "нямам представа", "нямам идея", "don't know", "i don't know", "no idea"):
		return DontKnow, true
	case q.Refuse && begins("отказвам", "не желая", "не искам да кажа", "не искам да отговарям", "няма да кажа", "i decline", "i would rather not"):
		return Refusal, true
	case q.Skip && !text.HasWords(typed) && strings.ContainsAny(typed, "-–—./"):
		return SkippedIt, true
	case !q.Skip || len(typed) > 100:
		return "", false
	}
	switch q.Kind {
	case FileAnswer, Phone, Email, Organisation, Date, Money, List, Organisations:
		if begins("няма", "нямам", "нямаме", "не", "нищо", "без", "никоя", "no", "none") {
			return SkippedIt, true
		}
	}
	return "", false
}

func readText(q *Question, typed string) reading {
	typed = text.Clean(typed)
	if !text.HasWords(typed) {
		return reading{}
	}
	if n := utf8.RuneCountInString(typed); n > room(q) {
		r := amiss(tooLong(n, room(q)))
		r.long = q.Kind == LongText
		return r
	}
	if q.Name {
		name, ok := text.ReadName(typed)
		return reading{value: Value{Text: name.Value}, ok: ok, sure: name.Sure}
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
	if q.Kind == Scale {
		if v, ok := readEnd(q, typed); ok {
			return guess(Value{Number: v})
		}
	}
	r, ok := text.ReadNumber(typed)
	if months, inYears := text.ReadYears(typed); q.Unit.BG == "месеца" && inYears {
		r, ok = text.Reading[float64]{Value: months}, true
	} else if q.Unit.BG == "месеца" && strings.Contains(text.Fold(typed), "годин") {
		return reading{} // „2 години и 3 месеца“ are not 2
	} else if !ok && q.Kind == NumberKind {
		if low, high, ranged := text.ReadRange(typed); ranged {
			r, ok = text.Reading[float64]{Value: float64(int(low+high) / 2)}, true
		} else if n, only := text.OnlyNumber(typed); only {
			r, ok = text.Reading[float64]{Value: n}, true
		}
	}
	if whole := q.Kind == Scale || q.Whole; !ok || whole && r.Value != float64(int(r.Value)) {
		return reading{}
	}
	if q.Min != nil && r.Value < *q.Min || q.Max != nil && r.Value > *q.Max {
		return amiss(outside(q.Min, q.Max, func(f float64) text.Localised { return text.Number(f) }))
	}
	return reading{value: Value{Number: number(r.Value)}, ok: true, sure: r.Sure}
}

// readEnd understands the words of an end of the scale.
func readEnd(q *Question, typed string) (*float64, bool) {
	key := text.Latin(typed)
	for _, end := range []struct {
		words text.Pair
		value *float64
	}{{q.Low, q.Min}, {q.High, q.Max}} {
		if key != "" && (key == text.Latin(end.words.BG) || key == text.Latin(end.words.EN)) {
			return end.value, true
		}
	}
	return nil, false
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
	for _, other := range []time.Time{day.AddDate(-1, 0, 0), day.AddDate(1, 0, 0)} {
		if !r.Sure && !within(q, day) && within(q, other) {
			day = other // „16 април“ without a year
		}
	}
	if !within(q, day) {
		show := func(t time.Time) text.Localised { return text.Day(t, time.Time{}) }
		switch {
		case q.From.IsZero():
			return amiss(text.T("Тук ми трябва дата до %s.", "A date up to %s is needed here.").With(show(q.To)))
		case q.To.IsZero():
			return amiss(text.T("Тук ми трябва дата от %s нататък.", "A date from %s on is needed here.").With(show(q.From)))
		}
		return amiss(text.T("Тук ми трябва дата от %s до %s.", "A date from %s to %s is needed here.").With(show(q.From), show(q.To)))
	}
	return reading{value: Value{Date: day.Format(time.DateOnly)}, ok: true, sure: r.Sure}
}

func within(q *Question, day time.Time) bool {
	return (q.From.IsZero() || !day.Before(q.From)) && (q.To.IsZero() || !day.After(q.To))
}

// outside says which numbers are expected.
func outside(low, high *float64, show func(float64) text.Localised) text.Phrase {
	switch {
	case low == nil:
		return text.T("Тук може да е най-много %s.", "It can be at most %s here.").With(show(*high))
	case high == nil:
		return text.T("Тук ми трябва поне %s.", "At least %s is needed here.").With(show(*low))
	}
	return text.T("Тук ми трябва число от %s до %s.", "A number from %s to %s is needed here.").With(show(*low), show(*high))
}

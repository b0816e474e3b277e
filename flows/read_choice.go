package flows

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"partnerbot/flows/text"
)

// readChoice understands a typed text as one of the choices: by its words in
// either language and alphabet, by its number where the choices stand
// numbered, as a quantity where they are quantities, and, not surely, by a part
// of its words or with one slip of the finger.
func readChoice(q *Question, typed string) reading {
	key := choiceKey(typed)
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
		if n < 1 || n > len(q.Choices) {
			return reading{}
		}
		r := exactly(&q.Choices[n-1])
		if c := bucket(q, float64(n)); c != nil && c != &q.Choices[n-1] {
			r.sure = false // a position, or a quantity
		}
		return r
	}
	if r, ok := readQuantity(q, typed); ok {
		return r
	}
	near := mentioned(q, key)
	switch {
	case len(near) == 1 && near[0].Free:
		return guess(Value{Choices: []string{near[0].Code}, Text: ownWords(near[0], typed)})
	case len(near) == 1:
		return guess(choose(near[0].Code))
	case len(near) > 1 && q.Kind != Several:
		return amiss(whichOf(near))
	}
	if c := free(q); c != nil && len(near) == 0 && ownWord(typed) {
		return guess(Value{Choices: []string{c.Code}, Text: text.Clean(typed)})
	}
	return reading{}
}

func bothLabels(c *Choice) [2]string {
	return [2]string{choiceKey(c.Label.BG), choiceKey(c.Label.EN)}
}

// choiceKey is the key of text.Latin; „1 – 2“ is the same as „1–2“.
func choiceKey(s string) string { return strings.ReplaceAll(text.Latin(s), " - ", "-") }

// ownWord reports whether the text may be somebody's own words to a choice like
// „Друго“: not a bare number, a yes or a word of navigation.
func ownWord(typed string) bool {
	_, yesNo := text.ReadYesNo(typed)
	return !yesNo && WordOf(typed) == NoWord && strings.ContainsFunc(typed, unicode.IsLetter) && utf8.RuneCountInString(typed) <= longestOwn
}

// ownWords are what was typed behind the label of a free choice: „Друго: клуб“.
func ownWords(c *Choice, typed string) string {
	typed = text.Clean(typed)
	for _, label := range []string{c.Label.BG, c.Label.EN} {
		n := min(len(label), len(typed))
		if label != "" && strings.EqualFold(typed[:n], label) {
			if rest := strings.TrimLeft(typed[n:], " :–-"); text.HasWords(rest) {
				return rest
			}
		}
	}
	return typed
}

// mentioned are the choices whose words stand in what was typed or hold it; if
// there are none, those but a slip of the finger away; if there are none, those
// that share a word with it: „ние сме читалище“.
func mentioned(q *Question, key string) []*Choice {
	var near, slip, word []*Choice
	for i := range q.Choices {
		c := &q.Choices[i]
		for _, label := range bothLabels(c) {
			switch {
			case label == "":
			case len(key) >= 3 && strings.Contains(label, key), len(label) >= 3 && containsWords(key, label), begins(label, key):
				near = appendOnce(near, c)
			case len(key) >= 4 && oneSlip(key, label):
				slip = appendOnce(slip, c)
			case !c.Free && shareWord(key, label):
				word = appendOnce(word, c)
			}
		}
	}
	switch {
	case len(near) > 0:
		return near
	case len(slip) > 0:
		return slip
	}
	return word
}

// begins reports whether the label begins with the words: „да“ and „Да, често“.
func begins(label, key string) bool {
	rest, ok := strings.CutPrefix(label, key)
	return ok && (strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, ","))
}

// shareWord reports whether a word of some length stands in both.
func shareWord(key, label string) bool {
	words := strings.FieldsFunc(label, notLetter)
	for _, w := range strings.FieldsFunc(key, notLetter) {
		if len(w) < 4 {
			continue
		}
		for _, l := range words {
			if w == l || len(w) >= 5 && oneSlip(w, l) {
				return true
			}
		}
	}
	return false
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// whichOf asks for one of the choices that a text may mean.
func whichOf(near []*Choice) text.Phrase {
	names := make([]text.Phrase, 0, len(near))
	for _, c := range near {
		names = append(names, text.T("„%s“", "“%s”").With(c.Label))
	}
	if len(names) > 4 {
		return text.T("Това пасва на няколко отговора, а тук се избира един.", "That fits several answers, and one is chosen here.")
	}
	last := len(names) - 1
	return text.T("Това може да значи %s или %s. Кое да запиша?", "That may mean %s or %s. Which one shall I record?").
		With(text.Join(", ", names[:last]...), names[last])
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
	if low, high, ranged := text.ReadRange(typed); ranged {
		if c := bucket(q, low); c != nil && c == bucket(q, high) {
			return guess(choose(c.Code)), true
		}
		return reading{}, false
	}
	if !ok {
		n.Value, ok = text.OnlyNumber(typed) // „май 4“
	}
	c := bucket(q, n.Value)
	if !ok || c == nil {
		return reading{}, false
	}
	return reading{value: choose(c.Code), ok: true, sure: n.Sure}, true
}

// bucket is the choice that covers the quantity, or nil.
func bucket(q *Question, n float64) *Choice {
	for i := range q.Choices {
		if c := &q.Choices[i]; c.Quantity() && (c.From == nil || n >= *c.From) && (c.To == nil || n <= *c.To) {
			return c
		}
	}
	return nil
}

// containsWords reports whether the words stand in the text as whole words.
func containsWords(typed, words string) bool {
	return strings.Contains(" "+punctuation.Replace(typed)+" ", " "+punctuation.Replace(words)+" ")
}

var punctuation = strings.NewReplacer(",", "", ":", "", ";", "", ".", "", "!", "", "?", "", "(", "", ")", "")

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

package main

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
	"github.com/pelletier/go-toml/v2/unstable"

	"partnerbot/flows/text"
)

// table reads one table of the configuration key by key. What is wrong goes to
// the mistakes and reading goes on, so that all are found at once. At the end
// done reports the keys that nobody asked for.
type table struct {
	doc   *configText
	n     *node // nil: the table is missing; that is said once, its keys are not
	label string
	asked []string
}

// configText is the file being read.
type configText struct {
	mistakes
	data []byte
}

func (d *configText) place(n *node) place { return placeOf(d.data, n.offset) }

// wrong notes a mistake at the value.
func (t *table) wrong(n *node, what, mend text.Phrase) {
	t.doc.add(t.doc.place(n), text.T("%s: %s", "%s: %s").With(t.label, what), mend)
}

// has reports whether the key is there, without asking for it.
func (t *table) has(key string) bool { return t.n != nil && t.n.fields[key] != nil }

// get is the value of the key, or nil.
func (t *table) get(key string) *node {
	t.asked = append(t.asked, key)
	if t.n == nil {
		return nil
	}
	return t.n.fields[key]
}

// need is the value of a key that must be there; the example shows what to write.
func (t *table) need(key, example string) *node {
	n := t.get(key)
	if n == nil && t.n != nil {
		t.wrong(t.n, text.T("липсва „%s“.", "“%s” is missing.").With(key),
			text.T("Добавете: %s = %s", "Add: %s = %s").With(key, example))
	}
	return n
}

// string is the text at n, trimmed and without control characters.
func (t *table) string(key string, n *node) (string, bool) {
	if n == nil {
		return "", false
	}
	if n.kind != unstable.String {
		t.wrong(n, text.T("„%s“ трябва да е текст, а е %s.", "“%s” must be a text, but is %s.").With(key, kindOf(n)),
			text.T("Оградете го с прави кавички: %s = \"…\"", "Put it between straight quotes: %s = \"…\"").With(key))
		return "", false
	}
	return text.Clean(n.scalar), true
}

// limited checks the length as Telegram counts it.
func (t *table) limited(key string, n *node, s string, limit int) {
	if length := text.Length(text.Escape(s)); length > limit {
		t.wrong(n, text.T("„%s“ е от %d знака, а може да е най-много от %d.", "“%s” has %d characters; at most %d are possible.").With(key, length, limit),
			text.T("Съкратете текста с %s.", "Shorten it by %s.").
				With(text.Count(length-limit, "знак", "знака", "character", "characters")))
	}
}

// pair is an optional text in both languages.
func (t *table) pair(key string, limit int) text.Pair {
	return t.readPair(key, t.get(key), limit)
}

// needPair is a text in both languages that must be there.
func (t *table) needPair(key string, limit int) text.Pair {
	return t.readPair(key, t.need(key, `{ bg = "…", en = "…" }`), limit)
}

func (t *table) readPair(key string, n *node, limit int) text.Pair {
	if n == nil {
		return text.Pair{}
	}
	if n.kind != unstable.Table {
		t.wrong(n, text.T("„%s“ трябва да е на двата езика.", "“%s” must be in both languages.").With(key),
			text.T("Напишете го така: %s = { bg = \"…\", en = \"…\" }", "Write it like this: %s = { bg = \"…\", en = \"…\" }").With(key))
		return text.Pair{}
	}
	inner := t.inner(key, n)
	p := inner.languages(limit)
	inner.done()
	return p
}

// languages is the pair of a table's own keys bg and en.
func (t *table) languages(limit int) text.Pair {
	read := func(key string) string {
		n := t.need(key, `"…"`)
		s, ok := t.string(key, n)
		if !ok {
			return ""
		}
		if s == "" {
			t.wrong(n, text.T("текстът „%s“ е празен.", "the text “%s” is empty.").With(key),
				text.T("Напишете го (bg е български, en е английски).", "Write it (bg is Bulgarian, en is English)."))
		}
		t.limited(key, n, s, limit)
		return s
	}
	return text.Pair{BG: read("bg"), EN: read("en")}
}

// number is an optional number; whole asks for one without a fraction.
func (t *table) number(key string, whole bool) *float64 {
	n := t.get(key)
	if n == nil {
		return nil
	}
	f, err := math.NaN(), error(nil)
	switch plain := strings.ReplaceAll(n.scalar, "_", ""); {
	case n.kind == unstable.Integer:
		var i int64
		i, err = strconv.ParseInt(plain, 0, 64)
		f = float64(i)
	case n.kind == unstable.Float && !whole:
		f, err = strconv.ParseFloat(plain, 64)
	}
	if err != nil || math.IsNaN(f) || math.Abs(f) > 1<<52 {
		what := text.T("число", "a number")
		if whole {
			what = text.T("цяло число", "a whole number")
		}
		but := kindOf(n)
		if n.kind == unstable.Integer {
			but = text.T("твърде голямо", "too large")
		}
		t.wrong(n, text.T("„%s“ трябва да е %s, а е %s.", "“%s” must be %s, but is %s.").With(key, what, but),
			text.T("Напишете го с цифри и без кавички: %s = 3", "Write it in digits, without quotes: %s = 3").With(key))
		return nil
	}
	return &f
}

// count is an optional whole number between low and high; 0 where it is missing.
func (t *table) count(key string, low, high int) int {
	f := t.number(key, true)
	if f == nil {
		return 0
	}
	if *f < float64(low) || *f > float64(high) {
		t.wrong(t.n.fields[key], text.T("„%s“ може да е от %d до %d.", "“%s” can be %d to %d.").With(key, low, high), text.T("Изберете число в тези граници.", "Choose a number in these bounds."))
		return 0
	}
	return int(*f)
}

// boolean is an optional yes or no.
func (t *table) boolean(key string) bool {
	n := t.get(key)
	if n == nil {
		return false
	}
	if n.kind != unstable.Bool {
		t.wrong(n, text.T("„%s“ може да е само true (да) или false (не).", "“%s” can only be true or false.").With(key),
			text.T("Напишете го без кавички: %s = true", "Write it without quotes: %s = true").With(key))
		return false
	}
	return n.scalar == "true"
}

// date is local midnight of a day, zero where it is missing or wrong.
func (t *table) date(key string, n *node, location *time.Location) time.Time {
	if n == nil {
		return time.Time{}
	}
	day, err := time.ParseInLocation(time.DateOnly, n.scalar, location)
	if n.kind != unstable.LocalDate || err != nil {
		t.wrong(n, text.T("„%s“ трябва да е дата, а е %s.", "“%s” must be a date, but is %s.").With(key, kindOf(n)),
			text.T("Напишете година, месец и ден без кавички: %s = 2027-03-31", "Write year, month and day without quotes: %s = 2027-03-31").With(key))
		return time.Time{}
	}
	return day
}

// list is an optional list of values.
func (t *table) list(key string) []*node {
	n := t.get(key)
	if n == nil {
		return nil
	}
	if n.kind != unstable.Array {
		t.wrong(n, text.T("„%s“ трябва да е списък, а е %s.", "“%s” must be a list, but is %s.").With(key, kindOf(n)),
			text.T("Оградете го с квадратни скоби: %s = [ … ]", "Put it between square brackets: %s = [ … ]").With(key))
		return nil
	}
	return n.items
}

// strings is an optional list of texts.
func (t *table) strings(key string) []*node {
	return slices.DeleteFunc(slices.Clone(t.list(key)), func(n *node) bool {
		_, ok := t.string(key, n)
		return !ok
	})
}

// optional is a table that may be left out, written [name].
func (t *table) optional(name string) *table {
	if !t.has(name) {
		t.asked = append(t.asked, name)
		return &table{doc: t.doc, label: "[" + name + "]"}
	}
	return t.section(name)
}

// section is a table that must be there, written [name].
func (t *table) section(name string) *table {
	n := t.get(name)
	label := "[" + name + "]"
	switch {
	case n == nil:
		t.doc.add(place{}, text.T("Липсва разделът %s.", "The section %s is missing.").With(label),
			text.T("Вземете го от примера: „partnerbot init“ в празна папка го прави наново.",
				"Take it from the example: “partnerbot init” in an empty folder makes it anew."))
	case n.kind != unstable.Table:
		t.doc.add(t.doc.place(n), text.T("%s трябва да е раздел.", "%s must be a section.").With(label),
			text.T("Напишете %s на отделен ред, а настройките под него.", "Write %s on a line of its own and its settings below.").With(label))
		n = nil
	}
	return &table{doc: t.doc, n: n, label: label}
}

// sections are the tables written [[name]], or a list of { … }.
func (t *table) sections(key, label string) []*table {
	var out []*table
	for _, n := range t.list(key) {
		if n.kind != unstable.Table {
			t.wrong(n, text.T("в „%s“ има %s, а трябва { … }.", "“%s” holds %s where { … } is needed.").With(key, kindOf(n)),
				text.T("Вижте как е в примера.", "See how the example has it."))
			continue
		}
		out = append(out, &table{doc: t.doc, n: n, label: label})
	}
	return out
}

// inner is a table within this one.
func (t *table) inner(key string, n *node) *table {
	return &table{doc: t.doc, n: n, label: t.label + " " + key}
}

// done reports the keys that mean nothing here, with the nearest that does.
func (t *table) done() {
	if t.n == nil {
		return
	}
	for _, key := range t.n.keys {
		if slices.Contains(t.asked, key) {
			continue
		}
		mend := text.T("Тук може да има: %s.", "Possible here: %s.").With(strings.Join(t.asked, ", "))
		if near := nearest(key, t.asked); near != "" {
			mend = text.T("Имахте предвид „%s“?", "Did you mean “%s”?").With(near)
		}
		what := text.T("няма настройка „%s“.", "there is no setting “%s”.").With(key)
		if t.label != "" {
			what = text.T("%s: %s", "%s: %s").With(t.label, what)
		}
		t.doc.add(placeOf(t.doc.data, t.n.fields[key].keyed), what, mend)
	}
}

// nearest is the known word that is likely meant, or "".
func nearest(word string, known []string) string {
	best, distance := "", 1+utf8.RuneCountInString(word)/3
	for _, k := range known {
		if d := levenshtein.ComputeDistance(strings.ToLower(word), k); d <= distance && (best == "" || d < distance) {
			best, distance = k, d
		}
	}
	return best
}

// kindOf names what a value is, for messages.
func kindOf(n *node) text.Phrase {
	switch n.kind {
	case unstable.String:
		return text.T("текст", "a text")
	case unstable.Bool:
		return text.T("да/не (true/false)", "yes/no (true/false)")
	case unstable.Integer:
		return text.T("цяло число", "a whole number")
	case unstable.Float:
		return text.T("дробно число", "a number with a fraction")
	case unstable.LocalDate:
		return text.T("дата", "a date")
	case unstable.LocalTime:
		return text.T("час", "a time")
	case unstable.LocalDateTime:
		return text.T("дата с час", "a date with a time")
	case unstable.DateTime:
		return text.T("час с часова зона", "a time with a zone")
	case unstable.Array:
		return text.T("списък", "a list")
	default:
		return text.T("раздел { … }", "a section { … }")
	}
}

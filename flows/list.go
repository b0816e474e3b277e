package flows

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"partnerbot/flows/text"
)

// A list is written one entry a message, or pasted as lines. Its entries are stored
// at once, and count when the list is finished; several people may add to it side
// by side, and none takes away what another one wrote by writing.

// Item is one entry of a list: words, or an organisation of the register.
type Item struct {
	Number  int      `json:"n"`                 // within its list, never given twice while it is written
	Text    string   `json:"text,omitempty"`    // as it was written
	Ref     string   `json:"ref,omitempty"`     // number of an organisation of the register
	By      PersonID `json:"by,omitempty"`      // who wrote it; 0 when that person was erased
	Message int      `json:"message,omitempty"` // of By, in which it stands
}

// sameItem reports whether two entries say the same.
func sameItem(a, b Item) bool { return a.Text == b.Text && a.Ref == b.Ref }

// usualItems is how many entries a list has at most where its question does not say
// it.
const usualItems = 30

// listed reports whether the question is answered with a list.
func (q *Question) listed() bool { return q.Kind == List || q.Kind == Organisations }

func (q *Question) maxItems() int {
	if q.MaxItems > 0 {
		return q.MaxItems
	}
	return usualItems
}

// items are the entries as they stand at the moment.
func items(a Answer) []Item {
	if a.Draft != nil {
		return a.Draft.Items
	}
	if a.Counts() {
		return a.Value.Items
	}
	return nil
}

// bullet is what people put before the lines of a list.
var bullet = regexp.MustCompile(`^\s*(?:\d{1,2}\s*[.)]|[-–—•*·])\s*`)

// entriesOf are the entries that a message holds: its lines, without their numbers
// and dashes.
func entriesOf(typed string) []string {
	var out []string
	for _, line := range strings.Split(text.Clean(typed), "\n") {
		line = text.Clean(bullet.ReplaceAllString(line, ""))
		if text.HasWords(line) {
			out = append(out, line)
		}
	}
	return out
}

// addTyped adds what was written to the list, or asks which organisation is meant.
func addTyped(t *Turn, f Filling, q *Question, part Part) {
	if m := takeAway.FindStringSubmatch(part.Text); m != nil && takeTyped(t, f, q, m[1]) {
		return
	}
	entries := entriesOf(part.Text)
	if q.Kind == Organisations && len(entries) == 1 {
		entries = namesIn(f, entries[0])
	}
	if said, bare := bareWord(part.Text); bare {
		switch {
		case len(items(f.Answers()[q.Code])) == 0:
			wrong(t, f, q, reading{}, nil)
		case said:
			sayList(t, f, q, text.Phrase{})
		default: // nothing more
			done(t, f, q)
		}
		return
	}
	if len(entries) == 0 {
		wrong(t, f, q, reading{}, []Part{part})
		return
	}
	for _, e := range entries {
		if n := utf8.RuneCountInString(e); n > itemRoom(q) {
			wrong(t, f, q, amiss(tooLong(n, itemRoom(q))), []Part{part})
			return
		}
	}
	var add []Item
	for _, e := range entries {
		it := itemOf(t, f, q, e, part.Message)
		if q.Kind == Organisations && it.Ref == "" && len(entries) == 1 {
			if found := f.Find(e); len(found) > 0 {
				pickItem(t, f, q, found, part)
				return
			}
		}
		add = append(add, it)
	}
	addItems(t, f, q, add)
}

// itemOf is an entry of what the turn's person wrote: the organisation that it names
// beyond doubt, or the words.
func itemOf(t *Turn, f Filling, q *Question, words string, message int) Item {
	it := Item{Text: words, By: t.Person, Message: message}
	if q.Kind != Organisations {
		return it
	}
	if ref, sure := sureOf(f, words); sure {
		it.Text, it.Ref = "", ref
	}
	return it
}

// sureOf is the organisation of the register that the words name beyond doubt.
func sureOf(f Filling, words string) (ref string, sure bool) {
	for _, o := range f.Find(words) {
		if o.Sure {
			return o.Ref, true
		}
	}
	return "", false
}

// bareWord reports whether somebody wrote „да“, „не“, „няма“ or „не знам“: none is an
// entry. Said: more may come.
func bareWord(typed string) (said, bare bool) {
	switch text.Latin(typed) {
	case text.Latin("няма"), text.Latin("нямаме"), text.Latin("никой"), text.Latin("никои"), text.Latin("нищо"), "none", "nothing":
		return false, true
	}
	if WordOf(typed) == wordUnknown {
		return true, true
	}
	return text.ReadYesNo(typed)
}

// takeAway is how people write what the buttons say that take an entry away.
var takeAway = regexp.MustCompile(`(?i)^\s*(?:✖\s*|(?:✖\s*)?(?:махни|махнете|изтрий|изтрийте|remove|delete)\s+(?:номер\s+|№\s*)?)(\d{1,2})\s*[.!]?\s*$`)

// takeTyped takes away the entry in that place, as the list was shown; false when
// there is no list yet.
func takeTyped(t *Turn, f Filling, q *Question, place string) bool {
	a := f.Answers()[q.Code]
	list := slices.Clone(items(a))
	n, _ := strconv.Atoi(place)
	if len(list) == 0 {
		return false
	}
	if n < 1 || n > len(list) {
		sayList(t, f, q, text.T("В списъка няма номер %s.", "There is no number %s on the list.").With(place))
		return true
	}
	t.Session.Tries, t.Session.Missed, t.Session.Pending = 0, 0, nil
	gone := itemWords(f, list[n-1])
	keepTicks(t, f, q, a, Value{Items: slices.Delete(list, n-1, n)}, nil)
	sayList(t, f, q, text.T("Махнах „%s“.", "I have removed “%s”.").With(text.Clip(gone, 100)))
	return true
}

// between stands between names that are written in one line.
var between = regexp.MustCompile(`\s*[,;]\s*|\s+(?:и|and)\s+`)

// namesIn are the organisations that one line names, where at least two of them are
// of the register beyond doubt; else the line is one name.
func namesIn(f Filling, line string) []string {
	names := slices.DeleteFunc(between.Split(line, -1), func(s string) bool { return !text.HasWords(s) })
	known := 0
	for _, name := range names {
		if _, sure := sureOf(f, name); sure {
			known++
		}
	}
	if _, one := sureOf(f, line); one || known < 2 {
		return []string{line}
	}
	return names
}

// itemRoom is how many characters an entry may have.
func itemRoom(q *Question) int {
	if q.MaxLength > 0 {
		return q.MaxLength
	}
	return 300
}

// addItems adds entries: stored at once, counted when the list is finished. What is
// there already is not added twice, and what does not fit is said.
func addItems(t *Turn, f Filling, q *Question, add []Item) {
	a := f.Answers()[q.Code]
	list := slices.Clone(items(a))
	var twice, tooMany bool
	var strange []string // not of the register
	added := 0
	for _, it := range add {
		switch {
		case slices.ContainsFunc(list, func(have Item) bool {
			return sameItem(have, it) || it.Ref == "" && text.Latin(have.Text) == text.Latin(it.Text)
		}):
			twice = true
		case len(list) >= q.maxItems():
			tooMany = true
		default:
			it.Number = nextItem(list, a)
			list, added = append(list, it), added+1
			if q.Kind == Organisations && it.Ref == "" {
				strange = append(strange, it.Text)
			}
		}
	}
	said := text.Phrase{}
	switch {
	case tooMany:
		said = text.T("Тук се събират най-много %d. Останалото не съм записал.", "At most %d fit here. I have not recorded the rest.").With(q.maxItems())
	case twice && added == 0:
		said = text.T("Това вече е записано.", "This is recorded already.")
	case len(strange) == 1:
		said = text.T("%s не намирам сред организациите. Записах името, както го написахте.", "I do not find %s among the organisations. I have recorded the name as you wrote it.").
			With(text.Quote(text.Clip(strange[0], 100)))
	case len(strange) > 1:
		said = text.T("Сред организациите не намирам %d от тези имена. Записах ги, както ги написахте.", "%d of these names I do not find among the organisations. I have recorded them as you wrote them.").With(len(strange))
	}
	t.Session.Tries, t.Session.Missed, t.Session.Pending = 0, 0, nil
	if added > 0 {
		keepTicks(t, f, q, a, Value{Items: list}, nil)
	}
	sayList(t, f, q, said)
}

// nextItem is a number that no entry of the list has, nor one of the finished list.
func nextItem(list []Item, a Answer) int {
	n := 0
	for _, it := range slices.Concat(list, a.Value.Items) {
		n = max(n, it.Number)
	}
	return n + 1
}

// sayList shows the list as it stands, below what is to be said first.
func sayList(t *Turn, f Filling, q *Question, first text.Phrase) {
	more := text.T("Напишете следващото или натиснете „Готово“.", "Write the next one, or press “Done”.")
	a := f.Answers()[q.Code]
	if len(items(a)) >= q.maxItems() {
		more = text.T("Повече не се събират. Махнете нещо или натиснете „Готово“.", "No more fit here. Remove something, or press “Done”.")
	}
	t.Say(Screen{
		Text:    text.Join("\n\n", first, text.Join("\n", text.T("<b>%s</b>", "<b>%s</b>").With(q.Text), itemLines(t, f, a)), more),
		Buttons: questionButtons(t, f, q, a),
		Name:    questionName(f, q.Code),
	})
	t.Session.Asked = 0
}

// itemLines are the entries, numbered by their place.
func itemLines(t *Turn, f Filling, a Answer) text.Phrase {
	var lines []text.Phrase
	for i, it := range items(a) {
		lines = append(lines, text.T("%d. %s", "%d. %s").With(i+1, text.Clip(itemWords(f, it), 120)))
	}
	return text.Join("\n", lines...)
}

func itemWords(f Names, it Item) string {
	if it.Ref != "" {
		if name, ok := f.Option(it.Ref); ok {
			return name
		}
	}
	return it.Text
}

// itemRows are „Готово“ and the buttons that take entries away.
func itemRows(f Filling, q *Question, a Answer) [][]Tap {
	list := items(a)
	if len(list) == 0 {
		return nil
	}
	rows := [][]Tap{{button(f, q.Code, labelDone, verbDone)}}
	for i, it := range list {
		if i%4 == 0 {
			rows = append(rows, nil)
		}
		label := text.T("✖ махни %d", "✖ remove %d").With(i + 1)
		if len(list) > 4 {
			label = text.T("✖ %d", "✖ %d").With(i + 1)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], button(f, q.Code, label, verbUntick+strconv.Itoa(it.Number)))
	}
	return rows
}

// pickItem asks which organisation is meant.
func pickItem(t *Turn, f Filling, q *Question, found []Option, part Part) {
	refs := make([]string, len(found))
	for i, o := range found {
		refs[i] = o.Ref
	}
	t.Session.Pending = &Pending{Why: pendingPick, Question: q.Code, Value: Value{Choices: refs}, Parts: []Part{part}}
	s := pickScreen(t, f, q, found)
	own := button(f, q.Code, text.T("Друга: „%s“", "Another: “%s”").With(text.Clip(entriesOf(part.Text)[0], 24)), verbOwn)
	s.Buttons = slices.Insert(s.Buttons, len(found), []Tap{own})
	t.Say(s)
}

// pickedItem adds the organisation that was chosen.
func pickedItem(t *Turn, f Filling, q *Question, ref string) {
	it := Item{Ref: ref, By: t.Person}
	if p := t.Session.Pending; p != nil && len(p.Parts) == 1 {
		it.Message = p.Parts[0].Message
	}
	t.Session.Pending = nil
	addItems(t, f, q, []Item{it})
}

// ownItem adds what was written although organisations were found; false when
// nothing waits for that any more.
func ownItem(t *Turn, f Filling, q *Question) bool {
	p := t.Session.Pending
	if p == nil || p.Why != pendingPick || p.Question != q.Code || len(p.Parts) != 1 {
		return false
	}
	it := Item{Text: entriesOf(p.Parts[0].Text)[0], By: t.Person, Message: p.Parts[0].Message}
	t.Session.Pending = nil
	addItems(t, f, q, []Item{it})
	return true
}

// lastPart is what was typed as one message: of several it has the number of the
// last.
func lastPart(parts []Part, typed string) Part {
	p := Part{Text: text.Clean(typed)}
	if len(parts) > 0 {
		p.Message = parts[len(parts)-1].Message
	}
	return p
}

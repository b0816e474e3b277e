package document

import (
	"strings"
	"unicode"

	"partnerbot/flows/text"
)

// column is one that the register understands.
type column int

const (
	name column = iota
	kind
	municipality
	eik
	contact
	phone
	email
	plainName // „Име“ alone: the organisation's, or a person's where the organisation has a column of its own
	groupName // „НПО“: above a column of names; but also what stands in a column of kinds
)

// headings are the words that offices put above the columns, as headingKey has
// them.
var headings = func() map[string]column {
	keys := map[string]column{}
	for c, words := range map[column][]string{
		name: {"наименование", "организация", "организации", "име на организацията", "име на организация", "наименование на организацията", "пълно наименование",
			"наименование на НПО", "име на НПО", "название", "название на организацията", "кандидат",
			"organisation", "organization", "organisation name", "organization name", "name of organisation", "name of the organisation", "name of the organization", "NGO name"},
		kind: {"вид", "тип", "вид организация", "вид на организацията", "тип организация", "тип на организацията", "правна форма", "kind", "type", "legal form",
			"organisation type", "organization type", "type of organisation"},
		municipality: {"община", "общ.", "населено място", "град", "населено място/община", "община/населено място", "municipality", "town"},
		eik:          {"ЕИК", "булстат", "ЕИК/булстат", "булстат/ЕИК", "ЕИК булстат", "ЕИК по булстат", "ЕИК по регистър булстат", "EIK", "bulstat", "UIC", "registration number"},
		contact: {"лице за контакт", "лице за контакти", "лице за връзка", "контакт", "контакти", "лице", "представител", "представляващ", "представлява се от",
			"председател", "контактно лице", "име на лицето за контакт", "координатор", "управител", "име и фамилия", "лице за контакт име", "contact", "contact person",
			"person", "contact name", "representative"},
		phone: {"телефон", "телефони", "тел", "GSM", "мобилен", "мобилен телефон", "телефон за контакт", "телефон за връзка", "тел. за връзка", "тел. за контакт",
			"телефонен номер", "тел. номер", "phone", "tel", "mobile", "telephone", "phone number", "mobile phone"},
		email: {"имейл", "e-mail", "email", "поща", "ел. поща", "електронна поща", "е-поща", "имейл адрес", "е-мейл", "e-mail адрес", "email адрес", "мейл",
			"електронен адрес", "ел. адрес", "електронна поща/e-mail", "mail", "e-mail address", "email address"},
		plainName: {"име", "имена", "name"},
		groupName: {"НПО", "неправителствена организация", "гражданска организация", "NGO"},
	} {
		for _, w := range words {
			keys[headingKey(w)] = c
		}
	}
	return keys
}()

var headingMarks = strings.NewReplacer("/", " ", ".", " ", ",", " ", "-", " ", "–", " ", ":", " ", "*", " ", "№", " ", "\\", " ")

// headingKey is what is left of a heading when alphabet, case, marks and spaces
// do not count.
func headingKey(s string) string { return text.Latin(headingMarks.Replace(s)) }

// heading understands what stands above a column, also with a remark in
// brackets: „Телефон (мобилен)“, „ЕИК (Булстат)“.
func heading(cell string) (column, bool) {
	c, ok := headings[headingKey(cell)]
	if before, _, bracket := strings.Cut(cell, "("); !ok && bracket {
		c, ok = headings[headingKey(before)]
	}
	return c, ok
}

// header is the row with the names of the columns.
type header struct {
	line    int // its index; -1: there is none
	at      map[column]int
	ignored []string
	cells   []string
}

// headerWithin is how far down it is looked for: titles and addresses may stand
// above.
const headerWithin = 20

// findHeader finds the row that understands most columns, the first of several.
// Without a column for the organisations' names it is none.
func findHeader(lines []line) header {
	best := header{line: -1}
	for i, l := range lines[:min(len(lines), headerWithin)] {
		if h := readHeader(l); len(h.at) > len(best.at) {
			h.line = i
			best = h
		}
	}
	if _, named := best.at[name]; !named {
		best.line = -1
	}
	return best
}

func readHeader(l line) header {
	h := header{at: map[column]int{}, cells: l.cells}
	for j, cell := range l.cells {
		if c, ok := heading(cell); ok {
			if _, taken := h.at[c]; !taken {
				h.at[c] = j
			}
		}
	}
	h.settle()
	used := map[int]bool{}
	for _, j := range h.at {
		used[j] = true
	}
	for j, cell := range l.cells {
		if !used[j] && strings.ContainsFunc(cell, unicode.IsLetter) { // „№“ need not be told
			h.ignored = append(h.ignored, text.Clip(strings.Join(strings.Fields(cell), " "), 40))
		}
	}
	return h
}

// settle gives the words that may mean several things their column.
func (h header) settle() {
	if j, ok := h.at[groupName]; ok {
		delete(h.at, groupName)
		if _, taken := h.at[name]; !taken && len(h.at) > 0 {
			h.at[name] = j
		}
	}
	if j, ok := h.at[plainName]; ok {
		delete(h.at, plainName)
		for _, c := range []column{name, contact} {
			if _, taken := h.at[c]; !taken {
				h.at[c] = j
				break
			}
		}
	}
}

// repeated reports whether the line is the header once more, as printed tables
// have it on each page.
func (h header) repeated(l line) bool {
	for _, j := range h.at {
		if j >= len(l.cells) || l.cells[j] != h.cells[j] {
			return false
		}
	}
	return true
}

// missing says that no column of names was found, and what stands there.
func (h header) missing(lines []line) error {
	found := "–"
	show := lines
	if len(h.at) > 0 {
		show = []line{{cells: h.cells}} // this row is one of headings, but the name is not among them
	}
	for _, l := range show {
		if s := strings.Trim(strings.Join(l.cells, ", "), ", "); s != "" {
			found = text.Clip(strings.Join(strings.Fields(text.Clean(s)), " "), 200)
			break
		}
	}
	return unreadable("Не намирам колона с имената на организациите. Напишете над нея „Име“. Първият ред на файла е: %s",
		"I find no column with the organisations’ names. Write “Name” above it. The first row of the file is: %s", found)
}

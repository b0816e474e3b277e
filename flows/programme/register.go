package programme

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"partnerbot/flows/text"
)

// RegisterRow is a row of the register as it was read. Line is the row's number
// as the office sees it.
type RegisterRow struct {
	Line         int
	Name         string
	Kind         string
	Municipality string
	EIK          string
	Contact      Contact
}

// maxName is how long an organisation's name may be, in characters.
const maxName = 200

// CodeLength is how many characters a code of an invitation has: 80 bits.
const CodeLength = 16

// ImportRegister takes the rows over: new organisations get an invitation, what
// changed is changed, an empty cell erases nothing. Importing the same rows again
// changes nothing. Which organisation a row means says find. newCode makes codes
// that cannot be guessed. For a dry run the caller rolls the transaction back.
func ImportRegister(tx *Tx, rows []RegisterRow, p *Programme, newCode func() string) RegisterReport {
	im := &register{
		tx: tx, p: p, newCode: newCode,
		byEIK: map[string]OrganisationID{}, byName: map[string][]OrganisationID{},
		taken: map[OrganisationID]entry{}, eiks: map[string]entry{}, rows: map[string]bool{},
	}
	for id, o := range tx.Organisations.All() {
		im.know(id, o)
	}
	var entries []entry
	for _, row := range rows {
		if why := unnamed(row.Name); !why.Empty() {
			im.pass(row, why)
			continue
		}
		e := im.read(row)
		im.rows[nameAt(e.Organisation)] = true
		if e.EIK != "" {
			im.rows[e.EIK] = true
		}
		entries = append(entries, e)
	}
	// What tells more goes first, wherever it stands in the file: a row without
	// an EIK must not take the organisation of one that has it.
	slices.SortStableFunc(entries, func(a, b entry) int { return b.tells() - a.tells() })
	for _, e := range entries {
		im.take(e)
	}
	im.report.sort()
	return im.report
}

// register is an import under way.
type register struct {
	tx      *Tx
	p       *Programme
	newCode func() string
	byEIK   map[string]OrganisationID
	byName  map[string][]OrganisationID // by NameKey
	rows    map[string]bool             // EIK and nameAt of each row of the file
	taken   map[OrganisationID]entry    // by which row of the file
	eiks    map[string]entry            // the row of the file that has it
	report  RegisterReport
}

// entry is a row that was understood.
type entry struct {
	Organisation
	row  RegisterRow
	kind string // the word that was not understood; empty: none
}

// tells is how much the row says of which organisation it means.
func (e entry) tells() int {
	n := 0
	if e.EIK != "" {
		n += 2
	}
	if e.Municipality != "" {
		n++
	}
	return n
}

func (im *register) know(id OrganisationID, o Organisation) {
	if o.EIK != "" {
		im.byEIK[o.EIK] = id
	}
	for _, name := range append([]string{o.Name}, o.Former...) {
		key := NameKey(name)
		im.byName[key] = append(im.byName[key], id)
	}
}

// unnamed says why the row is no organisation; empty: it is one.
func unnamed(name string) text.Phrase {
	passed := text.T("редът е пропуснат", "the row was passed over")
	switch {
	case name == "":
		return text.T("няма име; %s", "no name; %s").With(passed)
	case !strings.ContainsFunc(name, unicode.IsLetter), sum(name):
		return text.T("това не е име на организация; %s", "this is no organisation’s name; %s").With(passed)
	case utf8.RuneCountInString(name) > maxName:
		return text.T("името е по-дълго от %d знака; %s", "the name is longer than %d characters; %s").With(maxName, passed)
	}
	return text.Phrase{}
}

var sums = keys("общо", "всичко", "сума", "брой", "total", "sum")

// sum reports whether this is the line below a table: „Общо: 35“.
func sum(name string) bool {
	first, rest, _ := strings.Cut(text.Fold(name), " ")
	return sums[text.Latin(strings.TrimRight(first, ":.–-"))] && !strings.ContainsFunc(rest, unicode.IsLetter)
}

func (im *register) take(e entry) {
	id, what := im.find(e)
	switch what {
	case unclear:
		return
	case known:
		im.taken[id] = e
		im.change(id, e)
		return
	}
	o := e.Organisation
	if o.Kind == "" {
		o.Kind = kindOf(o.Name)
	}
	o.ID, o.Added, o.Invitation = im.tx.NewOrganisation(), im.tx.Now, im.newCode()
	im.tx.Organisations.Put(o.ID, o)
	im.tx.Invitations.Put(o.Invitation, Invitation{Organisation: o.ID, Created: im.tx.Now})
	im.taken[o.ID] = e
	im.know(o.ID, o)
	im.report.New = append(im.report.New, e.row.Line)
	im.doubtKind(e, o.Kind)
}

// change takes over what differs. An empty cell says nothing. What was proposed
// is in the register now, so it counts.
func (im *register) change(id OrganisationID, e entry) {
	o, _ := im.tx.Organisations.Get(id)
	was := o
	var what []text.Phrase
	set := func(field *string, value string, label text.Phrase) {
		if value != "" && value != *field {
			*field = value
			what = append(what, label)
		}
	}
	if o.wasCalled(e.Name) { // a coordinator has renamed it, or put a duplicate together with it
		e.Name = ""
	}
	set(&o.Name, e.Name, text.T("име (беше %s)", "name (was %s)").With(text.Quote(was.Name)))
	set(&o.Municipality, e.Municipality, text.T("община", "municipality"))
	set(&o.EIK, e.EIK, text.T("ЕИК", "EIK"))
	set(&o.Contact.Name, e.Contact.Name, text.T("лице за контакт", "contact person"))
	set(&o.Contact.Phone, e.Contact.Phone, text.T("телефон", "phone"))
	set(&o.Contact.Email, e.Contact.Email, text.T("имейл", "e-mail"))
	if e.Kind != "" && e.Kind != o.Kind {
		o.Kind = e.Kind
		what = append(what, text.T("вид", "kind"))
	}
	im.doubtKind(e, o.Kind)
	if o.Standing != InForce {
		o.Standing, o.Decided = InForce, Decision{At: im.tx.Now}
		invite(im.tx, &o, im.newCode())
		what = append(what, text.T("одобрена", "approved"))
	}
	if len(what) == 0 {
		im.report.Unchanged = append(im.report.Unchanged, e.row.Line)
		return
	}
	im.tx.Organisations.Put(id, o)
	im.forget(id, was)
	im.know(id, o)
	im.report.Changed = append(im.report.Changed, RegisterNote{Line: e.row.Line, Name: o.Name, What: text.Join(", ", what...)})
}

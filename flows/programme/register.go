package programme

import (
	"strings"
	"time"
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

// RegisterReport is what an import did, or would do.
type RegisterReport struct {
	New, Unchanged int
	Changed        []RegisterNote
	Doubtful       []RegisterNote
}

// RegisterNote says something about a row.
type RegisterNote struct {
	Line int
	Name string
	What text.Phrase
}

// maxName is how long an organisation's name may be, in characters.
const maxName = 200

// CodeLength is how many characters a code of an invitation has: 80 bits.
const CodeLength = 16

var kindWords = func() map[string]OrganisationKind {
	keys := map[string]OrganisationKind{}
	for kind, words := range map[OrganisationKind][]string{
		NGO:          {"нпо", "неправителствена организация", "сдружение", "фондация", "читалище", "народно читалище", "нч", "юлнц", "клуб", "ngo", "association", "foundation"},
		Municipality: {"община", "общинска администрация", "кметство", "район", "municipality"},
		Institution:  {"институция", "училище", "музей", "агенция", "дирекция", "библиотека", "университет", "областна администрация", "institution", "school"},
	} {
		for _, w := range words {
			keys[text.Latin(w)] = kind
		}
	}
	return keys
}()

// ImportRegister takes the rows over: new organisations get an invitation, what
// changed is changed, an empty cell erases nothing. Importing the same rows again
// changes nothing. A row is the organisation with the same EIK, or else the same
// name but for legal form and quotation marks. newCode makes codes that cannot
// be guessed. For a dry run the caller rolls the transaction back.
func ImportRegister(tx *Tx, rows []RegisterRow, p *Programme, newCode func() string) RegisterReport {
	im := &register{tx: tx, p: p, byEIK: map[string]OrganisationID{}, byName: map[string]OrganisationID{}, lines: map[OrganisationID]int{}}
	for id, o := range tx.Organisations.All() {
		im.know(id, o)
	}
	for _, row := range rows {
		im.take(row, newCode)
	}
	return im.report
}

type register struct {
	tx     *Tx
	p      *Programme
	byEIK  map[string]OrganisationID
	byName map[string]OrganisationID
	lines  map[OrganisationID]int // in which row of this file it was
	report RegisterReport
}

func (im *register) know(id OrganisationID, o Organisation) {
	if o.EIK != "" {
		im.byEIK[o.EIK] = id
	}
	im.byName[NameKey(o.Name)] = id
}

func (im *register) doubt(row RegisterRow, what text.Phrase) {
	im.report.Doubtful = append(im.report.Doubtful, RegisterNote{Line: row.Line, Name: row.Name, What: what})
}

func (im *register) take(row RegisterRow, newCode func() string) {
	switch {
	case row.Name == "":
		im.doubt(row, text.T("няма име; редът е пропуснат", "no name; the row was passed over"))
		return
	case utf8.RuneCountInString(row.Name) > maxName:
		im.doubt(row, text.T("името е по-дълго от %d знака; редът е пропуснат", "the name is longer than %d characters; the row was passed over").With(maxName))
		return
	}
	o := im.read(row)
	id, known := im.byEIK[o.EIK]
	if !known || o.EIK == "" {
		id, known = im.byName[NameKey(o.Name)]
		if old, ok := im.tx.Organisations.Get(id); known && ok && old.EIK != "" && o.EIK != "" && old.EIK != o.EIK {
			im.doubt(row, text.T("има организация със същото име и друг ЕИК (%s); добавена е като нова", "there is an organisation of the same name with another EIK (%s); added as a new one").With(old.EIK))
			known = false
		}
	}
	if known {
		if line, twice := im.lines[id]; twice {
			im.doubt(row, text.T("същата организация е и на ред %d; важи първият", "the same organisation is in row %d; the first one counts").With(line))
			return
		}
		im.lines[id] = row.Line
		im.change(id, o, row, newCode)
		return
	}
	if o.Kind == "" {
		o.Kind = kindOf(o.Name)
	}
	id = im.tx.NewOrganisation()
	o.ID, o.Added, o.Invitation = id, im.tx.Now, newCode()
	im.tx.Organisations.Put(id, o)
	im.tx.Invitations.Put(o.Invitation, Invitation{Organisation: id, Created: im.tx.Now})
	im.lines[id] = row.Line
	im.know(id, o)
	im.report.New++
}

// read understands the cells of a row; what is doubtful is reported and kept as
// it was written where that does no harm.
func (im *register) read(row RegisterRow) Organisation {
	o := Organisation{Name: row.Name, Contact: row.Contact}
	if row.Kind != "" {
		kind, ok := kindWords[text.Latin(row.Kind)]
		if !ok {
			im.doubt(row, text.T("непознат вид „%s“; приет е за НПО", "unknown kind “%s”; taken for an NGO").With(row.Kind))
			kind = NGO
		}
		o.Kind = kind
	}
	if row.Municipality != "" {
		o.Municipality = row.Municipality
		if code, ok := im.municipality(row.Municipality); ok {
			o.Municipality = code
		} else {
			im.doubt(row, text.T("община „%s“ не е в програмата; записана е, както е написана", "the municipality “%s” is not in the programme; kept as written").With(row.Municipality))
		}
	}
	if row.EIK != "" {
		if err := text.EIKValid(row.EIK); err != nil {
			im.doubt(row, text.T("ЕИК %s не е записан. %s", "EIK %s was not kept. %s").With(row.EIK, text.EIKMistake(err)))
		} else {
			o.EIK = row.EIK
		}
	}
	if phone := row.Contact.Phone; phone != "" {
		if read, ok := text.ReadPhone(phone); ok {
			o.Contact.Phone = read
		} else {
			im.doubt(row, text.T("телефонът „%s“ не се чете; записан е, както е написан", "the phone “%s” cannot be read; kept as written").With(phone))
		}
	}
	if email := row.Contact.Email; email != "" {
		if read, ok := text.ReadEmail(email); ok {
			o.Contact.Email = read
		} else {
			im.doubt(row, text.T("имейлът „%s“ не се чете; записан е, както е написан", "the e-mail address “%s” cannot be read; kept as written").With(email))
		}
	}
	return o
}

// kindOf guesses the kind of an organisation from its name: an NGO, unless the
// first word says otherwise.
func kindOf(name string) OrganisationKind {
	first, _, _ := strings.Cut(name, " ")
	if kind, ok := kindWords[text.Latin(first)]; ok {
		return kind
	}
	return NGO
}

func (im *register) municipality(name string) (string, bool) {
	key := NameKey(name)
	for _, m := range im.p.Municipalities {
		if key == NameKey(m.Name.BG) || key == NameKey(m.Name.EN) || name == m.Code {
			return m.Code, true
		}
	}
	return "", false
}

// change takes over what differs. An empty cell says nothing. What was proposed
// is in the register now, so it counts.
func (im *register) change(id OrganisationID, row Organisation, from RegisterRow, newCode func() string) {
	o, _ := im.tx.Organisations.Get(id)
	var what []text.Phrase
	set := func(field *string, value string, label text.Phrase) {
		if value != "" && value != *field {
			*field = value
			what = append(what, label)
		}
	}
	set(&o.Name, row.Name, text.T("име", "name"))
	set(&o.Municipality, row.Municipality, text.T("община", "municipality"))
	set(&o.EIK, row.EIK, text.T("ЕИК", "EIK"))
	set(&o.Contact.Name, row.Contact.Name, text.T("лице за контакт", "contact person"))
	set(&o.Contact.Phone, row.Contact.Phone, text.T("телефон", "phone"))
	set(&o.Contact.Email, row.Contact.Email, text.T("имейл", "e-mail"))
	if row.Kind != "" && row.Kind != o.Kind {
		o.Kind = row.Kind
		what = append(what, text.T("вид", "kind"))
	}
	if o.Standing != InForce {
		o.Standing, o.Decided = InForce, Decision{At: im.tx.Now}
		invite(im.tx, &o, newCode())
		what = append(what, text.T("одобрена", "approved"))
	}
	if len(what) == 0 {
		im.report.Unchanged++
		return
	}
	im.tx.Organisations.Put(id, o)
	im.know(id, o)
	im.report.Changed = append(im.report.Changed, RegisterNote{Line: from.Line, Name: o.Name, What: text.Join(", ", what...)})
}

// Summary is the report's counts in one sentence.
func (r RegisterReport) Summary() text.Phrase {
	return text.T("Нови: %d. Променени: %d. Без промяна: %d. За проверка: %d.", "New: %d. Changed: %d. Unchanged: %d. To be checked: %d.").
		With(r.New, len(r.Changed), r.Unchanged, len(r.Doubtful))
}

// Lines are the rows that were changed or are doubtful.
func (r RegisterReport) Lines() []text.Phrase {
	var out []text.Phrase
	for _, n := range r.Changed {
		out = append(out, text.T("ред %d, %s: променено – %s", "row %d, %s: changed – %s").With(n.Line, n.Name, n.What))
	}
	for _, n := range r.Doubtful {
		out = append(out, text.T("ред %d, %s: %s", "row %d, %s: %s").With(n.Line, n.Name, n.What))
	}
	return out
}

// InvitationText is what a coordinator can paste into Viber or an e-mail.
func InvitationText(p *Programme, o Organisation, link string, lang text.Language) string {
	minutes := time.Duration(len(p.Survey.Questions)) * 25 * time.Second
	how := text.T("обадете се на %s, тел. %s", "call %s, phone %s").With(p.Contact.Name, p.Contact.Phone)
	return text.T(`Здравейте!

Каним %s да участва в проект %s на %s.
Първата стъпка е кратко проучване за нуждите на организацията, %s. Попълва се в Telegram, може и на части.

Отворете тази връзка от телефона си и натиснете „Старт“:
%s

Връзката е само за Вашата организация. Можете да я дадете на колега.
Ако нямате Telegram, %s. Ще попълним отговорите заедно.`,
		`Hello!

We invite %s to take part in the project %s of %s.
The first step is a short survey of the organisation’s needs, %s. It is filled in in Telegram, in parts if you like.

Open this link on your phone and press “Start”:
%s

The link is for your organisation only. You may give it to a colleague.
If you do not have Telegram, %s. We will fill in the answers together.`).
		With(o.Name, text.Quote(p.Name.In(lang)), p.Club, text.Span(minutes), link, how).Plain(lang)
}

package programme

import (
	"errors"
	"regexp"
	"strings"

	"partnerbot/flows/text"
)

var kindWords = func() map[string]OrganisationKind {
	keys := map[string]OrganisationKind{}
	for kind, words := range map[OrganisationKind][]string{
		NGO: {"нпо", "неправителствена организация", "неправителствени организации", "гражданска организация", "нестопанска организация", "сдружение",
			"сдружение с нестопанска цел", "сдружение в обществена полза", "фондация", "фондация в обществена полза", "читалище", "народно читалище", "нч", "юлнц",
			"юридическо лице с нестопанска цел", "клуб", "спортен клуб", "асоциация", "ngo", "association", "foundation", "non-profit organisation"},
		Municipality: {"община", "общинска администрация", "местна власт", "орган на местната власт", "кметство", "район", "municipality", "local authority"},
		Institution: {"институция", "държавна институция", "публична институция", "училище", "средно училище", "основно училище", "гимназия", "професионална гимназия",
			"детска градина", "су", "оу", "пг", "дг", "музей", "агенция", "дирекция", "библиотека", "университет", "болница", "театър",
			"областна администрация", "институт", "institution", "school"},
	} {
		for _, w := range words {
			keys[text.Latin(w)] = kind
		}
	}
	return keys
}()

// kindOf guesses the kind of an organisation from its name: an NGO, unless the
// first words say otherwise.
func kindOf(name string) OrganisationKind {
	words := strings.Fields(name)
	for n := min(len(words), 2); n > 0; n-- {
		if kind, ok := kindWords[text.Latin(strings.Join(words[:n], " "))]; ok {
			return kind
		}
	}
	return NGO
}

var kindNames = map[OrganisationKind]text.Phrase{
	NGO:          text.T("НПО", "an NGO"),
	Municipality: text.T("община", "a municipality"),
	Institution:  text.T("институция", "an institution"),
}

// doubtKind says what became of a kind that was not understood.
func (im *register) doubtKind(e entry, kind OrganisationKind) {
	if e.kind != "" {
		im.doubt(e.row, text.T("непознат вид „%s“; приета е за %s", "unknown kind “%s”; taken for %s").With(e.kind, kindNames[kind]))
	}
}

// read understands the cells of a row; what is doubtful is reported and kept as
// it was written where that does no harm.
func (im *register) read(row RegisterRow) entry {
	e := entry{Organisation: Organisation{Name: row.Name, Contact: row.Contact}, row: row}
	if row.Kind != "" {
		kind, ok := kindWords[text.Latin(row.Kind)]
		if !ok {
			e.kind = row.Kind
		}
		e.Kind = kind
	}
	if row.Municipality != "" {
		e.Municipality = row.Municipality
		if code, ok := im.municipality(row.Municipality); ok {
			e.Municipality = code
		} else {
			im.doubt(row, text.T("община „%s“ не е в програмата; записана е така, както е написана", "the municipality “%s” is not in the programme; kept as written").With(row.Municipality))
		}
	}
	e.EIK = im.eik(row)
	e.Contact.Phone = im.phone(row)
	if email := row.Contact.Email; email != "" {
		if read, ok := text.ReadEmail(email); ok {
			e.Contact.Email = read
		} else {
			im.doubt(row, text.T("имейлът „%s“ не се разбира; записан е така, както е написан", "the e-mail address “%s” cannot be understood; kept as written").With(email))
		}
	}
	return e
}

// shortened says what Excel does to long numbers in columns that are not text.
func (im *register) shortened(row RegisterRow, what text.Phrase, cell string) {
	im.doubt(row, text.T("Excel е съкратил %s до %s, затова не е записан. Изберете за колоната формат „Текст“ и го напишете отново",
		"Excel has shortened %s to %s; so it was not kept. Choose the format “Text” for the column and write it again").With(what, cell))
}

var eikMarks = strings.NewReplacer(" ", "", ".", "", "-", "", ":", "", "'", "", "\"", "", "№", "")

// eik is the row's EIK, or "" where it cannot be one.
func (im *register) eik(row RegisterRow) string {
	if row.EIK == "" {
		return ""
	}
	written, short := wholeNumber(row.EIK)
	if short {
		im.shortened(row, text.T("ЕИК", "the EIK"), row.EIK)
		return ""
	}
	written = strings.ToUpper(eikMarks.Replace(written))
	for _, lead := range []string{"ЕИК", "БУЛСТАТ", "EIK", "BULSTAT", "BG"} {
		written = strings.TrimPrefix(written, lead)
	}
	err := text.EIKValid(written)
	if err == nil {
		return written
	}
	// A column of numbers has lost the zeros in front: 670602 is 000670602.
	if errors.Is(err, text.ErrEIKLength) && len(written) >= 6 && len(written) != 10 {
		for _, length := range []int{9, 13} {
			if full := strings.Repeat("0", max(0, length-len(written))) + written; text.EIKValid(full) == nil {
				im.doubt(row, text.T("в началото на ЕИК липсват нули; записан е като %s", "the EIK has lost its zeros; kept as %s").With(full))
				return full
			}
		}
	}
	im.doubt(row, text.T("ЕИК %s не е записан. %s", "EIK %s was not kept. %s").With(row.EIK, text.EIKMistake(err)))
	return ""
}

// phone is the row's phone number, as written where it is not understood.
func (im *register) phone(row RegisterRow) string {
	if row.Contact.Phone == "" {
		return ""
	}
	written, short := wholeNumber(row.Contact.Phone)
	if short {
		im.shortened(row, text.T("телефона", "the phone number"), row.Contact.Phone)
		return ""
	}
	if read, ok := text.ReadPhone(written); ok {
		return read
	}
	im.doubt(row, text.T("телефонът „%s“ не се разбира; записан е така, както е написан", "the phone “%s” cannot be understood; kept as written").With(row.Contact.Phone))
	return row.Contact.Phone
}

var (
	pointNought = regexp.MustCompile(`^(\d+)[.,]0+$`)
	exponent    = regexp.MustCompile(`^(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})$`)
)

// wholeNumber undoes what tables do to digits: 121817309.0 and 1.21817309E+8
// are 121817309. short reports that digits are lost: 1,21817E+08.
func wholeNumber(s string) (digits string, short bool) {
	if m := pointNought.FindStringSubmatch(s); m != nil {
		return m[1], false
	}
	m := exponent.FindStringSubmatch(s)
	if m == nil {
		return s, false
	}
	places := 0
	for _, d := range m[3] {
		places = places*10 + int(d-'0')
	}
	if len(m[2]) != places {
		return s, true
	}
	return m[1] + m[2], false
}

var placeWords = keys("гр", "град", "общ", "община")

// municipality is the code of a municipality of the programme.
func (im *register) municipality(name string) (string, bool) {
	words := nameWords(name)
	for len(words) > 1 && placeWords[words[0]] {
		words = words[1:]
	}
	key := strings.Join(words, " ")
	for _, m := range im.p.Municipalities {
		if key == NameKey(m.Name.BG) || key == NameKey(m.Name.EN) || strings.EqualFold(name, m.Code) {
			return m.Code, true
		}
	}
	return "", false
}

func (im *register) municipalityName(code string) text.Localised {
	if name, ok := im.p.MunicipalityName(code); ok {
		return name
	}
	return text.Pair{BG: code, EN: code}
}

package programme

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// register reads rows written as „име|вид|община|ЕИК|лице|телефон|имейл“, from
// row 2 on, and returns the report as the office reads it.
func (b *books) register(t *testing.T, rows ...string) string {
	t.Helper()
	var list []RegisterRow
	for i, r := range rows {
		c := append(strings.Split(r, "|"), make([]string, 7)...)
		list = append(list, RegisterRow{Line: i + 2, Name: c[0], Kind: c[1], Municipality: c[2], EIK: c[3], Contact: Contact{Name: c[4], Phone: c[5], Email: c[6]}})
	}
	codes := len(b.invitations.records)
	report := ImportRegister(b.tx(), list, testProgramme(), func() string { codes++; return fmt.Sprintf("CODE%012d", codes) })
	seen := map[int]bool{}
	for _, n := range report.Changed {
		seen[n.Line] = true
	}
	for _, lines := range [][]int{report.New, report.Unchanged, report.Passed} {
		for _, l := range lines {
			if seen[l] {
				t.Errorf("row %d is in the report twice", l)
			}
			seen[l] = true
		}
	}
	if len(seen) != len(rows) {
		t.Errorf("%d rows of %d are in the report", len(seen), len(rows))
	}
	var out []string
	for _, p := range append(report.Lines(), report.Summary()) {
		out = append(out, p.Plain(text.Bulgarian))
		if english := p.Plain(text.English); strings.Contains(english, "%!") || english == "" {
			t.Errorf("in English %q", english)
		}
	}
	return strings.Join(out, "\n")
}

// list shows the organisations: „1 име|вид|община|ЕИК|лице|телефон|имейл“.
func (b *books) list() string {
	var out []string
	for id, o := range b.organisations.All() {
		out = append(out, fmt.Sprintf("%d %s|%s|%s|%s|%s|%s|%s", id, o.Name, o.Kind, o.Municipality, o.EIK, o.Contact.Name, o.Contact.Phone, o.Contact.Email))
	}
	return strings.Join(out, "\n")
}

func same(t *testing.T, what, want, got string) {
	t.Helper()
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

const counts = "Нови: %s\nПроменени: %s\nБез промяна: %s\nПропуснати: %s\nЗа проверка: %s"

func summary(n, changed, unchanged, passed, doubtful string) string {
	return fmt.Sprintf(counts, n, changed, unchanged, passed, doubtful)
}

var office = []string{
	"Сдружение „Дунав“|НПО|Русе|121817309|Мария|0888 123 456|maria@example.org",
	"Народно читалище „Просвета“||Бяла||||",
	"Община Две могили||Две могили||||",
	"Фондация Зора|фондация|Русе||||",
}

func TestImportRegister(t *testing.T) {
	var b books
	same(t, "first", summary("4 (редове 2–5)", "0", "0", "0", "0"), b.register(t, office...))
	want := `1 Сдружение „Дунав“|ngo|ruse|121817309|Мария|+359888123456|maria@example.org
2 Народно читалище „Просвета“|ngo|byala||||
3 Община Две могили|municipality|dve_mogili||||
4 Фондация Зора|ngo|ruse||||`
	same(t, "organisations", want, b.list())
	codes := map[string]bool{}
	for id, o := range b.organisations.All() {
		inv, ok := b.invitations.Get(o.Invitation)
		if !ok || inv.Organisation != id || !inv.Created.Equal(testNow) || !o.Added.Equal(testNow) || codes[o.Invitation] {
			t.Errorf("%+v, invitation %+v", o, inv)
		}
		codes[o.Invitation] = true
	}

	puts := b.organisations.puts + b.invitations.puts
	same(t, "again", summary("0", "0", "4 (редове 2–5)", "0", "0"), b.register(t, office...))
	if now := b.organisations.puts + b.invitations.puts; now != puts {
		t.Errorf("importing the same again wrote %d records", now-puts)
	}
	same(t, "organisations after", want, b.list())

	same(t, "changes", `Ред 2, Сдружение „Дунав“:
  – променено: лице за контакт, телефон, имейл
Ред 3, НЧ Просвета:
  – променено: име (беше Народно читалище „Просвета“)
Ред 4, Фондация Зора:
  – променено: община, вид
`+summary("1 (ред 5)", "3 (редове 2–4)", "0", "0", "0"), b.register(t,
		"Сдружение „Дунав“|||121817309|Иван|082 123 456|ivan@example.org", // empty cells erase nothing
		"НЧ Просвета||Бяла||||",
		"Фондация Зора|община|Бяла||||",
		"Нова организация||||||"))
	same(t, "organisations changed", `1 Сдружение „Дунав“|ngo|ruse|121817309|Иван|+35982123456|ivan@example.org
2 НЧ Просвета|ngo|byala||||
3 Община Две могили|municipality|dve_mogili||||
4 Фондация Зора|municipality|byala||||
5 Нова организация|ngo|||||`, b.list())
}

// A register file finds an organisation by a name that it had before, and leaves it the one
// that a coordinator has given it.
func TestImportFindsFormerNames(t *testing.T) {
	b := &books{}
	b.register(t, "Дунав|НПО|Русе||||")
	tx := b.tx()
	tx.Audit = func(AuditLine) {}
	if !Rename(tx, &flows.Turn{}, 1, "Сдружение „Нов Дунав“") {
		t.Fatal("not renamed")
	}
	b.register(t, "Дунав|НПО|Русе||Ана||")
	same(t, "organisations", "1 Сдружение „Нов Дунав“|ngo|ruse||Ана||", b.list())
	if Rename(b.tx(), &flows.Turn{}, 1, "Сдружение „Нов Дунав“") {
		t.Error("renamed to what it is called")
	}
}

func TestImportRenamesByEIK(t *testing.T) {
	var b books
	b.register(t, office...)
	code := b.organisations.records[1].Invitation
	same(t, "report", `Ред 2, Сдружение „Дунавски мост“:
  – променено: име (беше Сдружение „Дунав“)
`+summary("0", "1 (ред 2)", "0", "0", "0"), b.register(t, "Сдружение „Дунавски мост“|||121 817 309"))
	if o := b.organisations.records[1]; o.Name != "Сдружение „Дунавски мост“" || o.Invitation != code {
		t.Errorf("%+v", o)
	}
	// The old name is free again.
	same(t, "the old name", summary("1 (ред 2)", "0", "0", "0", "0"), b.register(t, "Сдружение „Дунав“||Русе"))
}

// The rows that name the same organisation twice, in one file.
func TestImportDuplicates(t *testing.T) {
	var b books
	same(t, "report", `Ред 3, сдружение "ДУНАВ":
  – същата организация е и на ред 2; този ред е пропуснат
Ред 4, Дунав:
  – същата организация е и на ред 2; този ред е пропуснат
Ред 6, Клуб Изгрев:
  – ЕИК 121817309 е и на ред 5, Фондация Зора; редът е пропуснат
`+summary("2 (редове 2, 5)", "0", "0", "3 (редове 3, 4, 6)", "3 (редове 3, 4, 6)"), b.register(t,
		"Сдружение „Дунав“||Русе||||", `сдружение "ДУНАВ"||Русе||Иван||`, "Дунав||||||", "Фондация Зора|||121817309", "Клуб Изгрев|||121817309"))
	same(t, "organisations", "1 Фондация Зора|ngo||121817309|||\n2 Сдружение „Дунав“|ngo|ruse||||", b.list())
}

// Organisations may share a name; their EIK or their municipality tells them
// apart, whatever the order of the rows.
func TestImportSameName(t *testing.T) {
	var b books
	rows := []string{"НЧ „Пробуда“||Русе|121817309", "НЧ „Пробуда“||Русе|000670602", "НЧ „Пробуда“||Бяла|", "НЧ „Съгласие“||Русе|", "НЧ „Съгласие“||Бяла|"}
	same(t, "report", `Ред 3, НЧ „Пробуда“:
  – има организация със същото име и друг ЕИК (121817309); добавена е като нова
Ред 4, НЧ „Пробуда“:
  – има организация със същото име в друга община (Русе); добавена е като нова
Ред 6, НЧ „Съгласие“:
  – има организация със същото име в друга община (Русе); добавена е като нова
`+summary("5 (редове 2–6)", "0", "0", "0", "3 (редове 3, 4, 6)"), b.register(t, rows...))
	was := b.list()
	backwards := []string{rows[4], rows[3], rows[2], rows[1], rows[0]}
	same(t, "the other way round", summary("0", "0", "5 (редове 2–6)", "0", "0"), b.register(t, backwards...))
	same(t, "organisations", was, b.list())

	// One of them moves: the row of the other is in the file, so it is clear.
	same(t, "moved", `Ред 2, НЧ „Съгласие“:
  – променено: община
`+summary("0", "1 (ред 2)", "1 (ред 3)", "0", "0"), b.register(t, "НЧ „Съгласие“||Две могили|", "НЧ „Съгласие“||Бяла|"))
	// Without anything that tells them apart the row is left to people.
	same(t, "unclear", `Ред 2, НЧ „Пробуда“:
  – има няколко организации с това име, затова редът е пропуснат; добавете ЕИК
`+summary("0", "0", "0", "1 (ред 2)", "1 (ред 2)"), b.register(t, "НЧ „Пробуда“||Русе|"))
}

// An organisation without an EIK gets it, and keeps it against a wrong one.
func TestImportLearnsEIK(t *testing.T) {
	var b books
	b.register(t, "Фондация Зора||Русе|")
	same(t, "learned", "Ред 2, Фондация Зора:\n  – променено: ЕИК\n"+summary("0", "1 (ред 2)", "0", "0", "0"), b.register(t, "Фондация Зора||Русе|121817309"))
	same(t, "wrong", "Ред 2, Фондация Зора:\n  – ЕИК 121817308 не е записан. Деветата цифра не съответства на първите осем. Сигурно някоя цифра е сгрешена.\n"+
		summary("0", "0", "1 (ред 2)", "0", "1 (ред 2)"), b.register(t, "Фондация Зора||Русе|121817308"))
	same(t, "organisations", "1 Фондация Зора|ngo|ruse|121817309|||", b.list())
}

func TestImportDoubtfulCells(t *testing.T) {
	for row, want := range map[string]string{ // „дума“ in the report, and what is kept
		"Зора|||670602":           "в началото на ЕИК липсват нули; записан е като 000670602 > ngo||000670602||",
		"Зора|||BG121817309":      "> ngo||121817309||",
		"Зора|||ЕИК 121 817 309":  "> ngo||121817309||",
		"Зора|||121817309.0":      "> ngo||121817309||",
		"Зора|||1.21817309E+8":    "> ngo||121817309||",
		"Зора|||1,21817E+08":      "Excel е съкратил ЕИК до 1,21817E+08, затова не е записан > ngo||||",
		"Зора|||8001010000":       "ЕИК 8001010000 не е записан. ЕИК има 9 или 13 цифри. > ngo||||", // ten digits are a person's number
		"Зора|||12":               "ЕИК 12 не е записан. ЕИК има 9 или 13 цифри. > ngo||||",
		"Зора|||няма ЕИК":         "ЕИК няма ЕИК не е записан. ЕИК има 9 или 13 цифри. > ngo||||",
		"Зора|||||888123456":      "> ngo|||+359888123456|",
		"Зора|||||888123456.0":    "> ngo|||+359888123456|",
		"Зора|||||3,59888E+11":    "Excel е съкратил телефона до 3,59888E+11, затова не е записан > ngo||||",
		"Зора|||||питай":          "телефонът „питай“ не се разбира; записан е така, както е написан > ngo|||питай|",
		"Зора|||||0888 1, 0888 2": "телефонът „0888 1, 0888 2“ не се разбира > ngo|||0888 1, 0888 2|",
		"Зора||||||zora@":         "имейлът „zora@“ не се разбира; записан е така, както е написан > ngo||||zora@",
		"Зора||||||mailto:a@b.bg": "> ngo||||a@b.bg",
		"Зора||РУСЕ":              "> ngo|ruse|||",
		"Зора||община Русе":       "> ngo|ruse|||",
		"Зора||гр. Русе":          "> ngo|ruse|||",
		"Зора||Ruse":              "> ngo|ruse|||",
		"Зора||dve_mogili":        "> ngo|dve_mogili|||",
		"Зора||Dve Mogili":        "> ngo|dve_mogili|||",
		"Зора||Плевен":            "община „Плевен“ не е в програмата; записана е така, както е написана > ngo|Плевен|||",
		"Зора|Сдружение":          "> ngo||||",
		"Зора|ЧИТАЛИЩЕ":           "> ngo||||",
		"Зора|община":             "> municipality||||",
		"Зора|municipality":       "> municipality||||",
		"Зора|Музей":              "> institution||||",
		"Зора|кооперация":         "непознат вид „кооперация“; приета е за НПО > ngo||||",
		"Община Зора":             "> municipality||||",
		"Областна администрация":  "> institution||||",
		"Община Зора|чудо":        "непознат вид „чудо“; приета е за община > municipality||||",
	} {
		var b books
		report := b.register(t, row)
		o := b.organisations.records[1]
		kept := fmt.Sprintf("%s|%s|%s|%s|%s", o.Kind, o.Municipality, o.EIK, o.Contact.Phone, o.Contact.Email)
		said, keeps, _ := strings.Cut(want, "> ")
		if kept != keeps || !strings.Contains(report, strings.TrimSpace(said)) || (said == "") != strings.HasSuffix(report, "За проверка: 0") {
			t.Errorf("%s: %s\n%s", row, kept, report)
		}
	}
	// An unknown kind says nothing of an organisation that is known.
	var b books
	b.register(t, "Зора|община")
	if report := b.register(t, "Зора|кооперация"); b.organisations.records[1].Kind != Municipality || !strings.Contains(report, "приета е за община") {
		t.Errorf("%s\n%s", b.list(), report)
	}
}

// What is no organisation is passed over, with the reason.
func TestImportPassesOver(t *testing.T) {
	for name, want := range map[string]string{
		"":                       "Ред 2:\n  – няма име; редът е пропуснат",
		"2":                      "това не е име на организация; редът е пропуснат",
		"Общо: 35":               "това не е име на организация; редът е пропуснат",
		"ВСИЧКО":                 "това не е име на организация; редът е пропуснат",
		strings.Repeat("Д", 201): "името е по-дълго от 200 знака; редът е пропуснат",
		strings.Repeat("Д", 200): "",
		"Общо бъдеще":            "",
		"Сдружение „Всичко живо“": "",
	} {
		var b books
		report := b.register(t, name+"|НПО")
		if taken := b.list() != ""; taken != (want == "") || !strings.Contains(report, want) {
			t.Errorf("%q: %s\n%s", name, b.list(), report)
		}
	}
}

// Whatever a file holds, importing it again changes nothing, and no two
// organisations have one EIK.
func TestImportTwice(t *testing.T) {
	pick := func(r *rapid.T, what string, from ...string) string { return rapid.SampledFrom(from).Draw(r, what) }
	rapid.Check(t, func(r *rapid.T) {
		var b books
		codes := 0
		code := func() string { codes++; return fmt.Sprint(codes) }
		for range rapid.IntRange(1, 2).Draw(r, "files") {
			var rows []RegisterRow
			for i := range rapid.IntRange(1, 6).Draw(r, "rows") {
				rows = append(rows, RegisterRow{
					Line: i + 2, Name: pick(r, "name", "Зора", "Фондация „Зора“", "Дунав", "", "Общо: 3"),
					Kind: pick(r, "kind", "", "НПО", "община", "чудо"), Municipality: pick(r, "municipality", "", "Русе", "Бяла", "Плевен"),
					EIK: pick(r, "eik", "", "121817309", "000670602", "670602", "12"), Contact: Contact{Phone: pick(r, "phone", "", "0888123456", "питай")},
				})
			}
			ImportRegister(b.tx(), rows, testProgramme(), code)
			was := b.list()
			again := ImportRegister(b.tx(), rows, testProgramme(), code)
			if len(again.New)+len(again.Changed) > 0 || b.list() != was {
				r.Fatalf("again: %+v\n%s\nwas\n%s", again, b.list(), was)
			}
		}
		eiks := map[string]bool{}
		for _, o := range b.organisations.All() {
			if o.EIK != "" && eiks[o.EIK] {
				r.Fatalf("two with one EIK:\n%s", b.list())
			}
			eiks[o.EIK] = true
		}
	})
}

func TestRowsSaid(t *testing.T) {
	many := []int{}
	for i := range 50 {
		many = append(many, 2*i)
	}
	for want, lines := range map[string][]int{"": nil, " (ред 7)": {7}, " (редове 2, 3)": {2, 3}, " (редове 2–5, 9, 11, 12)": {2, 3, 4, 5, 9, 11, 12}} {
		if got := rowsSaid(lines).Plain(text.Bulgarian); got != want {
			t.Errorf("%v: %q", lines, got)
		}
	}
	if got := rowsSaid(many).Plain(text.Bulgarian); !strings.HasSuffix(got, ", 36, 38, …)") {
		t.Error(got)
	}
}

func TestInvitationText(t *testing.T) {
	p := testProgramme()
	link := "https://t.me/a_bot?start=CODE"
	for _, lang := range []text.Language{text.Bulgarian, text.English} {
		ngo := InvitationText(p, Organisation{Name: "Сдружение „А & Б“", Kind: NGO}, link, lang)
		town := InvitationText(p, Organisation{Name: "Община Русе", Kind: Municipality}, link, lang)
		for _, said := range []string{ngo, town} {
			if !strings.Contains(said, "\n"+link+"\n") || !strings.Contains(said, "082 000 000") || !strings.Contains(said, p.Contact.Name.In(lang)) || strings.Contains(said, "%!") {
				t.Error(said)
			}
		}
		if survey := (text.Pair{BG: "проучване", EN: "survey"}).In(lang); !strings.Contains(ngo, survey) || strings.Contains(town, survey) {
			t.Errorf("the survey is for NGOs:\n%s\n%s", ngo, town)
		}
		if !strings.Contains(ngo, "Сдружение „А & Б“") {
			t.Error(ngo)
		}
	}
}

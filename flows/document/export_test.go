package document_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"

	"partnerbot/flows"
	"partnerbot/flows/document"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
	"partnerbot/storage"
)

var sofia = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Sofia")
	if err != nil {
		panic(err)
	}
	return zone
}()

var noon = time.Date(2027, 3, 18, 10, 0, 0, 0, time.UTC)

func pair(s string) text.Pair { return text.Pair{BG: s, EN: s + " (en)"} }

// whole is a programme with a question of each sort in each form.
var whole = &programme.Programme{
	Name: pair("Партньорства"), Club: pair("Клуб"), Funder: pair("С подкрепата на фонд"), Location: sofia,
	Municipalities: []programme.MunicipalityName{{Code: "ruse", Name: pair("Русе")}, {Code: "dve_mogili", Name: pair("Две могили")}},
	Survey:         flows.Form{Name: "survey", Questions: questions()},
	Needs:          flows.Form{Name: "needs", Questions: questions()[:2]},
	Rating:         []flows.Question{{Code: "rate", Kind: flows.Scale, Text: pair("Колко уверени сте?")}},
	Feedback:       flows.Form{Questions: questions()[:1]},
	Matrix: programme.Matrix{
		Form:  flows.Form{Name: "matrix", Questions: append(questions(), flows.Question{Code: "towns", Kind: flows.Several, Text: pair("Общини"), Choices: []flows.Choice{{Code: "ruse", Label: pair("Русе")}, {Code: "dve_mogili", Label: pair("Две могили")}}})},
		Roles: map[string]string{programme.RoleTitle: "story", programme.RoleTowns: "towns"},
	},
}

func questions() []flows.Question {
	return []flows.Question{
		{Code: "story", Kind: flows.LongText, Text: pair("Разкажете")},
		{Code: "several", Kind: flows.Several, Text: pair("Кои?"), Choices: []flows.Choice{{Code: "1-2", Label: pair("1–2")}, {Code: "other", Label: pair("Друго"), Free: true}}},
		{Code: "number", Kind: flows.NumberKind, Text: pair("Колко?")},
		{Code: "money", Kind: flows.Money, Text: pair("Колко пари?")},
		{Code: "day", Kind: flows.Date, Text: pair("Кога?")},
		{Code: "whom", Kind: flows.Organisation, Text: pair("С кого?")},
		{Code: "file", Kind: flows.FileAnswer, Text: pair("Снимка")},
	}
}

// anyText is what people could have written: ordinary words, and what spreadsheets take
// for something else.
func anyText(t *rapid.T, what string) string {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"Сдружение „Дунав“", "=1+1", "=HYPERLINK(\"http://example.org\";\"тук\")", "+359888123456", "-5", "-", "@SUM(A1)", "\t=1", "\r=1", "\n=1",
			"1.2", "12,5", "0888123456", "000670602", "121817309", "1-2", "4 май", "10:30", "_x0041_", "_x0041_x0042_", "_x005F_", "a\r\nb", "ред\nред", " с интервали ", "\u200b=1", "'=1", "\x00\x01\x1fбуква", "\ufffe", "😀", "<b>&amp;</b>", `"кавички"; точка`}),
		rapid.StringN(1, 40, -1),
	).Draw(t, what)
}

func answers(t *rapid.T) map[string]flows.Answer {
	number, cents := rapid.Float64Range(-1e6, 1e6).Draw(t, "number"), rapid.Int64Range(0, 1e9).Draw(t, "cents")
	all := map[string]flows.Value{
		"story": {Text: anyText(t, "story")}, "several": {Choices: []string{"1-2", "other"}, Text: anyText(t, "own words")},
		"number": {Number: &number}, "money": {Cents: &cents}, "day": {Date: "2027-03-18"}, "whom": {Ref: "1"},
		"towns": {Choices: []string{rapid.SampledFrom([]string{"ruse", "dve_mogili"}).Draw(t, "about")}}, "rate": {Number: &number},
		"gone": {Text: anyText(t, "gone")},
	}
	out := map[string]flows.Answer{}
	for code, v := range all {
		if rapid.IntRange(0, 3).Draw(t, "answered") == 0 {
			continue
		}
		if rapid.IntRange(0, 9).Draw(t, "passed") == 0 {
			v = flows.Value{None: flows.SkippedIt}
		}
		out[code] = flows.Answer{Value: v, Version: 1, At: noon, Void: rapid.IntRange(0, 9).Draw(t, "void") == 0}
	}
	return out
}

// someRecords draws records of every sort; what it returns puts them into the database.
func someRecords(t *rapid.T) func(tx *programme.Tx) {
	var puts []func(tx *programme.Tx)
	put := func(f func(tx *programme.Tx)) { puts = append(puts, f) }
	put(func(tx *programme.Tx) {
		programme.KeepWordings(tx, flows.Form{Name: "survey", Questions: []flows.Question{{Code: "gone", Kind: flows.ShortText, Text: pair("Отпаднал")}}})
		for _, form := range whole.Forms() {
			programme.KeepWordings(tx, form)
		}
	})
	towns := rapid.SampledFrom([]string{"ruse", "dve_mogili", "Плевен", ""})
	standing := rapid.SampledFrom([]programme.Standing{programme.InForce, programme.InForce, programme.Proposed, programme.Refused})
	n := rapid.IntRange(1, 6).Draw(t, "organisations")
	for i := range n {
		id := programme.OrganisationID(i + 1)
		o := programme.Organisation{ID: id, Name: anyText(t, "name"), Kind: rapid.SampledFrom([]programme.OrganisationKind{programme.NGO, programme.Municipality}).Draw(t, "kind"),
			Municipality: towns.Draw(t, "town"), EIK: "000670602", Contact: programme.Contact{Name: anyText(t, "contact"), Phone: "0888", Email: "=a@b.bg"}, Added: noon, Standing: standing.Draw(t, "standing")}
		put(func(tx *programme.Tx) { tx.Organisations.Put(id, o) })
		if rapid.Bool().Draw(t, "began") {
			key := programme.ResponseKey{Survey: "survey", Organisation: id, Applicant: flows.PersonID(rapid.IntRange(0, 1).Draw(t, "applicant"))}
			r := programme.Response{Begun: noon, Sent: noon.Add(time.Hour), Answers: answers(t)}
			put(func(tx *programme.Tx) { tx.Responses.Put(key, r) })
		}
		who := flows.PersonID(id)
		p := programme.Person{Name: anyText(t, "person"), Phone: "+359888123456", Consent: programme.Consent{Version: "1", At: noon}, Joined: noon}
		m := programme.Membership{Since: noon, Standing: standing.Draw(t, "member")}
		put(func(tx *programme.Tx) {
			tx.People.Put(who, p)
			tx.Memberships.Put(programme.MembershipKey{Person: who, Organisation: id}, m)
		})
	}
	some := func() programme.OrganisationID {
		return programme.OrganisationID(rapid.IntRange(1, n).Draw(t, "which"))
	}
	for i, kind := range []programme.EventKind{programme.Training, programme.Meeting} {
		start := programme.NewMoment(2027, 3, 28, 9+i, 30, sofia) // the clock changes on that day
		e := programme.Event{Plan: programme.Plan{Code: string(kind), Kind: kind, Title: pair("Събитие"), Municipality: []string{"ruse", "dve_mogili"}[i], Start: start, End: start, Seats: 20}}
		put(func(tx *programme.Tx) { tx.Events.Put(e.Code, e) })
		for range rapid.IntRange(0, 4).Draw(t, "registrations") {
			r := programme.Registration{Event: string(kind), Organisation: some(), Attendee: anyText(t, "attendee"), At: noon,
				Seat:     rapid.SampledFrom([]programme.Seat{programme.Confirmed, programme.Waiting, programme.Cancelled, programme.WalkIn}).Draw(t, "seat"),
				Presence: rapid.SampledFrom([]programme.Presence{programme.Unknown, programme.Present, programme.Absent}).Draw(t, "presence"),
				Needs:    answers(t), After: answers(t), Apology: anyText(t, "apology")}
			put(func(tx *programme.Tx) {
				r.ID = tx.NewRegistration()
				tx.Registrations.Put(r.ID, r)
				tx.Calls.Put(programme.CallKey{Registration: r.ID, Why: programme.CallSilent}, programme.Call{Event: e.Code, About: programme.AboutReminder, At: noon})
			})
		}
	}
	for range rapid.IntRange(0, 3).Draw(t, "ideas") {
		i := programme.Idea{State: rapid.SampledFrom([]programme.IdeaState{programme.IdeaDraft, programme.IdeaSubmitted, programme.IdeaWithdrawn}).Draw(t, "state"),
			Begun: noon, Authors: []programme.OrganisationID{some()}, Answers: answers(t),
			Partners: []programme.Partner{{Name: anyText(t, "partner")}, {Organisation: some(), Signature: programme.Signed, At: noon}}}
		put(func(tx *programme.Tx) { i.ID = tx.NewIdea(); tx.Ideas.Put(i.ID, i) })
	}
	for range rapid.IntRange(0, 3).Draw(t, "questions") {
		th := programme.Thread{Person: flows.PersonID(some()), Organisation: some(), Opened: noon,
			Messages: []programme.ThreadMessage{{At: noon, Text: anyText(t, "asks")}, {At: noon.Add(90 * time.Minute), Answer: true, Text: anyText(t, "answers")}}}
		put(func(tx *programme.Tx) { th.ID = tx.NewThread(); tx.Threads.Put(th.ID, th) })
	}
	for n := range rapid.IntRange(0, 3).Draw(t, "broadcasts") {
		b := programme.Broadcast{State: rapid.SampledFrom([]programme.BroadcastState{programme.BroadcastDraft, programme.BroadcastDone, programme.BroadcastSending}).Draw(t, "broadcast"),
			Text: text.Pair{BG: anyText(t, "tells")}, Made: noon, Begun: noon}
		put(func(tx *programme.Tx) {
			b.ID = tx.NewBroadcast()
			tx.Broadcasts.Put(b.ID, b)
			for who := range n {
				tx.Recipients.Put(programme.RecipientKey{Broadcast: b.ID, Person: flows.PersonID(who + 1)}, programme.Recipient{State: programme.RecipientSent})
			}
		})
	}
	return func(tx *programme.Tx) {
		for _, f := range puts {
			f(tx)
		}
	}
}

// recount is how many rows each table must have, counted off the records by hand.
func recount(tx *programme.Tx, town string) map[string]int {
	n := map[string]int{}
	home := map[programme.OrganisationID]programme.Organisation{}
	in := func(code string) bool { return town == "" || code == town }
	for id, o := range tx.Organisations.All() {
		home[id] = o
		if in(o.Municipality) {
			n["organisations"]++
		}
	}
	for id := range tx.People.All() {
		for key := range tx.Memberships.All() {
			if key.Person == id && in(home[key.Organisation].Municipality) {
				n["people"]++
				break
			}
		}
	}
	for key := range tx.Responses.All() {
		if o := home[key.Organisation]; key.Applicant == 0 && o.Standing == programme.InForce && in(o.Municipality) {
			n["survey"]++
		}
	}
	for code, e := range tx.Events.All() {
		listed := in(e.Municipality)
		for id, r := range tx.Registrations.All() {
			if r.Event != code || !in(e.Municipality) && !in(home[r.Organisation].Municipality) {
				continue
			}
			listed = true
			n["attendance"]++
			if slices.ContainsFunc([]string{"story", "several", "number", "money", "day", "whom", "towns", "rate", "gone"}, func(c string) bool { return r.After[c].Counts() }) {
				n["ratings"]++
			}
			if _, called := tx.Calls.Get(programme.CallKey{Registration: id, Why: programme.CallSilent}); called {
				n["calls"]++
			}
		}
		if listed {
			n["events"]++
		}
	}
	for _, i := range tx.Ideas.All() {
		if a := i.Answers["towns"]; town == "" || a.Counts() && slices.Contains(a.Value.Choices, town) {
			n["ideas"]++
			n["partners"] += len(i.Partners)
		}
	}
	for _, b := range tx.Broadcasts.All() {
		if b.State != programme.BroadcastDraft && town == "" {
			n["broadcasts"]++
		}
	}
	for _, th := range tx.Threads.All() {
		if in(home[th.Organisation].Municipality) {
			n["questions"]++
		}
	}
	return n
}

// What leaves the program is what the records hold, in every format, read by somebody
// else's eyes: as many rows, and each cell the same. No text is taken for a formula.
func TestExportsRecount(t *testing.T) {
	all, _ := programme.ExportPartOf(programme.AllParts)
	run := 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		fill := someRecords(rt)
		town := rapid.SampledFrom([]string{"", "ruse", "dve_mogili"}).Draw(rt, "of")
		lang := rapid.SampledFrom([]text.Language{text.Bulgarian, text.English}).Draw(rt, "language")
		format := rapid.SampledFrom(programme.ExportFormats()).Draw(rt, "format")
		store, err := storage.Open(filepath.Join(t.TempDir(), fmt.Sprint(run, ".db")), storage.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = store.Close() }()
		if err := store.Update(noon, func(tx *programme.Tx) error { fill(tx); return nil }); err != nil {
			t.Fatal(err)
		}
		x := document.Export{Town: town, At: noon}
		if err := store.View(func(tx *programme.Tx) error {
			want := recount(tx, town)
			for _, code := range all.Tables {
				e, ok := programme.ExtractOf(tx, whole, code, town, lang)
				if !ok || len(e.Rows) != want[code] {
					rt.Errorf("%s of %q: %d rows, want %d", code, town, len(e.Rows), want[code])
				}
				x.Tables = append(x.Tables, e)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		data, err := document.ExportFile(whole, x, format, lang)
		if err != nil {
			t.Fatal(err)
		}
		switch format {
		case programme.FormatXLSX:
			sameXLSX(t, rt, x, lang, readXLSX(t, data))
		case programme.FormatCSV:
			sameCSV(t, rt, x, lang, data)
		case programme.FormatJSON:
			sameJSON(t, rt, x, data)
		}
	})
}

// plain is a text as a spreadsheet can hold it.
func plain(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, s)
}

func sameXLSX(t *testing.T, rt *rapid.T, x document.Export, lang text.Language, sheets []readSheet) {
	if len(sheets) != len(x.Tables)+1 {
		rt.Fatalf("%d sheets", len(sheets))
	}
	about := fmt.Sprint(sheets[0].rows)
	for _, want := range []string{whole.Funder.In(lang), whole.Name.In(lang)} {
		if !strings.Contains(about, want) {
			rt.Errorf("the first sheet does not say %q", want)
		}
	}
	for n, e := range x.Tables {
		s := sheets[n+1]
		if s.name != e.Title.In(lang) || utf8.RuneCountInString(s.name) > 31 || len(s.rows) != len(e.Rows)+1 || !s.frozen || !strings.HasPrefix(s.filter, "$A$1:") {
			rt.Fatalf("%s: sheet %q of %d rows, frozen %v, filter %q", e.Code, s.name, len(s.rows), s.frozen, s.filter)
		}
		if !strings.Contains(about, fmt.Sprintf("%v", e.About.In(lang))) {
			rt.Errorf("the first sheet does not say what %s is", e.Code)
		}
		for i, row := range e.Rows {
			for j, cell := range row {
				got := s.rows[i+1][column(j)]
				if got.Formula != nil {
					rt.Errorf("%s: a formula %q", e.Code, *got.Formula)
				}
				if want, words := sheetCell(cell, lang); words != got.text() || words && want != got.Words || !words && !alike(want, got.Value) {
					rt.Errorf("%s, %s: %q is %+v", e.Code, e.Columns[j].Code, cell, got)
				}
			}
		}
	}
}

// sheetCell is what must stand in a cell, and whether as words.
func sheetCell(cell any, lang text.Language) (want string, words bool) {
	serial := func(t time.Time) string {
		return strconv.FormatFloat(t.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours()/24, 'f', -1, 64)
	}
	switch v := cell.(type) {
	case nil:
		return "", false
	case string:
		return plain(v), true
	case programme.Money:
		return strconv.FormatFloat(float64(v), 'f', -1, 64), false
	case float64, int:
		return fmt.Sprint(v), false
	case time.Time:
		wall, _ := time.Parse(time.DateTime, v.In(sofia).Format(time.DateTime))
		return serial(wall), false
	case programme.Day:
		day, _ := time.Parse(time.DateOnly, string(v))
		return serial(day), false
	}
	return plain(programme.CellWords(whole, cell, lang)), true
}

func alike(a, b string) bool {
	x, _ := strconv.ParseFloat(a, 64)
	y, _ := strconv.ParseFloat(b, 64)
	return a == b || math.Abs(x-y) < 1e-6
}

func sameCSV(t *testing.T, rt *rapid.T, x document.Export, lang text.Language, data []byte) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for n, e := range x.Tables {
		f, err := z.Open(e.File.In(lang) + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		content, _ := io.ReadAll(f)
		words, mark := strings.CutPrefix(string(content), "\ufeff")
		r := csv.NewReader(strings.NewReader(words))
		r.Comma = ';'
		rows, err := r.ReadAll()
		if err != nil || !mark || len(rows) != len(e.Rows)+1 || len(z.File) != len(x.Tables) {
			rt.Fatalf("table %d, %s: %d rows, %v", n, e.Code, len(rows), err)
		}
		for i, row := range e.Rows {
			for j, cell := range row {
				got, want := rows[i+1][j], plain(programme.CellWords(whole, cell, lang))
				if got != want && got != "\u200b"+want {
					rt.Errorf("%s, %s: %q is %q", e.Code, e.Columns[j].Code, want, got)
				}
				switch cell.(type) {
				case int, float64, programme.Money:
				default:
					if got != "" && strings.ContainsAny(got[:1], "=+-@\t\r\n") {
						rt.Errorf("%s, %s: %q is a formula", e.Code, e.Columns[j].Code, got)
					}
				}
			}
		}
	}
}

func sameJSON(t *testing.T, rt *rapid.T, x document.Export, data []byte) {
	var read struct {
		About struct {
			Made         time.Time
			Funder       string
			Municipality *string
		}
		Tables map[string]struct {
			Columns []struct{ Code, Title, Type string }
			Rows    []map[string]any
		}
	}
	if err := json.Unmarshal(data, &read); err != nil {
		t.Fatal(err)
	}
	if !read.About.Made.Equal(noon) || read.About.Funder == "" || (read.About.Municipality == nil) != (x.Town == "") || len(read.Tables) != len(x.Tables) {
		rt.Fatalf("about: %+v", read.About)
	}
	for _, e := range x.Tables {
		table := read.Tables[e.Code]
		if len(table.Rows) != len(e.Rows) || len(table.Columns) != len(e.Columns) {
			rt.Fatalf("%s: %d rows", e.Code, len(table.Rows))
		}
		for i, row := range e.Rows {
			if len(table.Rows[i]) != len(row) {
				rt.Fatalf("%s: two columns have one code", e.Code)
			}
			for j, cell := range row {
				got := table.Rows[i][e.Columns[j].Code]
				same := true
				switch v := cell.(type) {
				case nil:
					same = got == nil
				case string:
					same = got == v
				case int:
					same = got == float64(v)
				case float64:
					same = got == v
				case time.Time:
					same = got == v.Format(time.RFC3339) && strings.HasSuffix(got.(string), "Z")
				case programme.Coded:
					same = got.(map[string]any)["code"] == v.Code
				case programme.Codes:
					same = len(got.([]any)) == len(v) && got.([]any)[0] == v[0]
				}
				if !same {
					rt.Errorf("%s, %s: %#v is %#v", e.Code, e.Columns[j].Code, cell, got)
				}
			}
		}
	}
}

// What no cell holds is cut, with a word that it is; a program gets all of it.
func TestLongestCell(t *testing.T) {
	long := strings.Repeat("дълго 😀 ", 5000)
	x := document.Export{At: noon, Tables: []programme.Extract{{
		Code: "t", Title: pair("Лист"), File: pair("list"),
		Columns: []programme.Column{{Code: "words", Title: pair("Думи"), Kind: programme.CellLong}}, Rows: [][]any{{long}, {long[:100]}},
	}}}
	for _, f := range programme.ExportFormats() {
		data, err := document.ExportFile(whole, x, f, text.Bulgarian)
		if err != nil {
			t.Fatal(err)
		}
		switch f {
		case programme.FormatXLSX:
			got := readXLSX(t, data)[1].rows[1]["A"].Words
			if n := len(utf16.Encode([]rune(got))); n > 32767 || n < 32700 || !strings.HasSuffix(got, "съкратено / cut]") || !strings.HasPrefix(got, "дълго 😀 ") {
				t.Errorf("%d units: …%q", n, got[len(got)-60:])
			}
		case programme.FormatCSV:
			if !bytes.Contains(data, []byte("съкратено")) {
				t.Error("CSV is not cut")
			}
		case programme.FormatJSON:
			if !bytes.Contains(data, []byte(long)) {
				t.Error("JSON is cut")
			}
		}
	}
}

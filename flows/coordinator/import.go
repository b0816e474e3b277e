package coordinator

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// /import takes over a register of organisations. The file is sent in private, a job
// reads it, what would change is shown there, and only a yes changes anything. Its bytes
// go when that is decided, or after a day.

// ImportJob is the kind of the job that reads the file; its Ref is the file, its Input a
// RegisterAsked, its Result a RegisterRead.
const ImportJob = "import"

// RegisterAsked is what the job is to do.
type RegisterAsked struct {
	Print string `json:"print,omitempty"` // of the report that was agreed to; empty: only to show one
	Name  string `json:"name,omitempty"`  // of who asks, as Telegram shows it
}

// RegisterRead is what the job has found.
type RegisterRead struct {
	Refused text.Pair `json:"refused,omitzero"` // why the file cannot be read
	Lines   []string  `json:"lines,omitempty"`  // the report, in the language of who asked, as far as it is shown
	More    int       `json:"more,omitempty"`   // how many lines it has beside
	Summary string    `json:"summary,omitempty"`
	New     int       `json:"new,omitempty"`
	Changed int       `json:"changed,omitempty"`
	Print   string    `json:"print,omitempty"`
	Anew    bool      `json:"anew,omitempty"` // another one was agreed to: the records have changed meanwhile
	Name    string    `json:"name,omitempty"` // see RegisterAsked

	Rows []programme.RegisterRow `json:"rows,omitempty"` // to be taken over: the report is the one that was agreed to
}

// reportShown is how many letters of a report are shown; what does not fit is counted.
const reportShown = 2800

// Report fills in the report in the language.
func (r *RegisterRead) Report(notes []text.Phrase, report programme.RegisterReport, lang text.Language) {
	letters := 0
	for _, line := range append(notes, report.Lines()...) {
		said := line.Plain(lang)
		if letters += text.Length(said) + 1; letters > reportShown {
			r.More++
			continue
		}
		r.Lines = append(r.Lines, said)
	}
	r.Summary, r.New, r.Changed, r.Print = report.Summary().Plain(lang), len(report.New), len(report.Changed), report.Print()
}

// Buttons below the report, in private.
const (
	verbImport   = "import"   // file, print of the report
	verbImportNo = "importno" // file
)

// importForm asks for the file; importQuestion is its question.
const (
	importForm     = "import"
	importQuestion = "file"
)

// importDue is the kind of the due row that drops a file that nobody decided about; its
// Ref is the file.
const importDue = "importoff"

// importKept is how long such a file is kept.
const importKept = 24 * time.Hour

// importAsked opens the form in private.
func (g *group) importAsked(string) { g.openForm(importForm, "", deskImport, nil) }

// importDesk is the form.
func importDesk() deskForm {
	return deskForm{
		form: func(*group, string, programme.Draft) (flows.Form, bool) {
			return flows.Form{
				Title: text.Pair{BG: "Регистър на организациите", EN: "Register of organisations"}, Brief: true,
				Questions: []flows.Question{{
					Code: importQuestion, Kind: flows.FileAnswer, MaxFiles: 1,
					Text: text.Pair{BG: "Изпратете таблицата с организациите: файл на Excel (.xlsx) или CSV.", EN: "Send the table of organisations: an Excel file (.xlsx) or CSV."},
					Hint: text.Pair{BG: "Над колоните стоят имената им: име, вид, община, ЕИК, лице за контакт, телефон, имейл. Нужно е само името. Първо ще Ви покажа какво би се променило.",
						EN: "Above its columns stand their names: name, kind, municipality, EIK, contact person, phone, e-mail. Only the name is needed. I will first show you what would change."},
				}},
			}, true
		},
		send: func(g *group, _ string, d programme.Draft) bool {
			files := d.Answers[importQuestion].Value.Files
			if len(files) == 0 {
				return false
			}
			g.beginImport(files[0], "")
			return true
		},
		done: func(g *group, _ string, _ programme.Draft, sent bool) {
			if sent {
				g.Tell(text.T("Преглеждам файла. След малко ще Ви кажа какво би се променило.", "I am reading the file. Shortly I will tell you what would change."))
			}
		},
		left: text.T("За да продължите, напишете /import в групата.", "To go on, write /import in the group."),
	}
}

// beginImport has the file read. print is that of the report that was agreed to.
func (g *group) beginImport(id flows.FileID, print string) {
	if f, ok := g.tx.Files.Get(id); ok {
		f.For = programme.ForImport
		g.tx.Files.Put(id, f)
	}
	input, _ := json.Marshal(RegisterAsked{Print: print, Name: g.Name}) // words always are JSON
	g.Do(flows.Work{Kind: ImportJob, Ref: id.String(), Input: input})
	g.Do(flows.Schedule{Key: importDue + "/" + id.String(), At: g.At.Add(importKept), Kind: importDue, Ref: id.String(), Person: g.Person})
}

// captioned takes a file that was sent in the group with the command as its caption.
// It reports whether it was one.
func (g *group) captioned() bool {
	w, ok := g.What.(flows.Attachment)
	word, _, _ := strings.Cut(strings.TrimSpace(w.Caption), " ")
	name, bot, _ := strings.Cut(word, "@")
	if !ok || bot != "" && !strings.EqualFold(bot, g.Bot) {
		return false
	}
	if _, other := find(strings.TrimPrefix(strings.ToLower(name), "/")); other && strings.HasPrefix(name, "/") && name != "/import" {
		g.respond(text.T("Командата се пише сама, не към файл или снимка: %s", "A command is written by itself, not with a file or picture: %s").With(name))
		return true
	}
	if name != "/import" {
		return false
	}
	if !g.mayAct() || !g.privately(deskImport) {
		return true
	}
	id, fetch, ok := programme.Backing{Tx: g.tx, Turn: g.Turn}.Keep(w)
	if !ok {
		g.respond(text.T("Този файл е по-голям от 20 МБ и Telegram не ми позволява да го взема.", "This file is larger than 20 MB, and Telegram does not let me fetch it."))
		return true
	}
	g.Do(fetch)
	g.beginImport(id, "")
	g.respond(text.T("Преглеждам файла. Какво би се променило, ще Ви пиша лично.", "I am reading the file. What would change I will write to you in private."))
	return true
}

// registerRead goes on when the job has read the file.
func (g *group) registerRead(w flows.Finished) {
	id, _, ok := programme.FileOfJob(g.tx, w.Ref)
	if !ok {
		return // it has been decided, or who sent it was erased
	}
	var r RegisterRead
	if err := json.Unmarshal(w.Result, &r); err != nil || w.Error != "" {
		r = RegisterRead{Refused: text.Pair{BG: "Файлът не можа да се прочете. Опитайте да го пратите още веднъж.", EN: "The file could not be read. Try to send it once more."}}
	}
	switch {
	case !r.Refused.Empty():
		g.endImport(id, text.T("%s\n\nЗа нов опит напишете пак /import в групата.", "%s\n\nTo try again, write /import in the group once more.").With(r.Refused))
	case len(r.Rows) > 0:
		g.takeOver(id, r)
	case r.New+r.Changed == 0:
		g.endImport(id, text.Join("\n\n", reportText(r), text.T("Няма какво да се внесе: всичко вече е тук.", "There is nothing to import: all of it is here already.")))
	default:
		g.supersede(id)
		g.sayImport(flows.Screen{
			Name: importName(id), Text: text.Join("\n\n", reportText(r), text.T("Още нищо не е записано.", "Nothing is stored yet.")),
			Buttons: [][]flows.Tap{{
				tap(text.T("Внеси нови: %d, промени: %d", "Import new: %d, changes: %d").With(r.New, r.Changed), verbImport, refOf(id), r.Print),
				tap(text.T("Откажи", "Do not"), verbImportNo, refOf(id)),
			}},
		})
	}
}

// supersede drops what the same person has sent before and not decided about.
func (g *group) supersede(by flows.FileID) {
	var old []flows.FileID
	for id, f := range g.tx.Files.All() {
		if f.For == programme.ForImport && f.By == g.Person && id < by {
			old = append(old, id)
		}
	}
	for _, id := range old {
		g.dropRegister(id)
		g.ChangeTo(g.Person, g.tx.Chats.Language(g.Person), flows.Screen{Name: importName(id),
			Text: text.T("Изпратихте по-нов файл, затова този го изтрих. Нищо от него не е внесено.", "You have sent a newer file, so I have deleted this one. Nothing of it was imported.")}, false, false)
	}
}

// importName names the message with the report.
func importName(id flows.FileID) string { return "import/" + id.String() }

// sayImport says something in private to who sent the file.
func (g *group) sayImport(s flows.Screen) {
	g.SayTo(g.Person, g.tx.Chats.Language(g.Person), s, false)
}

// reportText is the report as it is shown.
func reportText(r RegisterRead) text.Phrase {
	lines := []text.Phrase{text.T("<b>Какво би се променило</b>", "<b>What would change</b>")}
	if r.Anew {
		lines = append([]text.Phrase{text.T("Междувременно данните се промениха, затова още нищо не съм внесъл. Ето как е сега.", "The records have changed meanwhile, so I have imported nothing yet. This is how it is now.")}, lines...)
	}
	for _, l := range r.Lines {
		lines = append(lines, text.Raw(l))
	}
	if r.More > 0 {
		lines = append(lines, text.T("… и още %s. Поправете тези и изпратете файла пак, за да видите останалите.",
			"… and %s more. Mend these and send the file again to see the others.").With(text.Count(r.More, "ред", "реда", "line", "lines")))
	}
	return text.Join("\n\n", text.Join("\n", lines...), text.Raw(r.Summary))
}

// endImport says how it ended, and drops the file.
func (g *group) endImport(id flows.FileID, said text.Phrase) {
	g.sayImport(flows.Screen{Text: said})
	g.dropRegister(id)
}

func (g *group) dropRegister(id flows.FileID) {
	g.tx.DropFile(id)
	g.Do(flows.Cancel{Key: importDue + "/" + id.String()})
}

// registerOf is the file that a button names, while it waits for the decision.
func (g *group) registerOf(refs []string) (flows.FileID, bool) {
	n, _ := strconv.ParseUint(refs[0], 36, 64)
	id := flows.FileID(n)
	_, ok := g.tx.Files.Get(id)
	if !ok {
		g.toast(text.T("За този файл вече е решено. Ако трябва, изпратете го пак с /import.", "This file has been decided on. If needed, send it again with /import."))
		g.Do(flows.Edit{To: g.Person, Message: g.Message})
	}
	return id, ok
}

// importYes takes over what was shown.
func (g *group) importYes(refs []string) {
	if id, ok := g.registerOf(refs); ok {
		g.beginImport(id, refs[1])
		g.Do(flows.Edit{To: g.Person, Message: g.Message})
		g.toast(text.T("Внасям.", "I am importing."))
	}
}

// importNo drops the file.
func (g *group) importNo(refs []string) {
	if id, ok := g.registerOf(refs); ok {
		g.dropRegister(id)
		g.Change("", flows.Screen{Text: text.T("Отказано: нищо не е внесено, а файлът е изтрит.", "Given up: nothing was imported, and the file is deleted.")}, false)
	}
}

// takeOver changes the records, if that does what was shown; if they have changed
// meanwhile, it is shown anew.
func (g *group) takeOver(id flows.FileID, r RegisterRead) {
	if programme.TryRegister(g.tx, r.Rows, g.p).Print() != r.Print { // since the job has looked
		g.beginImport(id, r.Print) // the job finds that it is another one, and shows it
		return
	}
	n := 0
	report := programme.ImportRegister(g.tx, r.Rows, g.p, func() string {
		n++
		return g.Code("invitation "+strconv.Itoa(n), programme.CodeLength)
	})
	done := text.T("Нови организации: %d, променени: %d, пропуснати редове: %d.", "New organisations: %d, changed: %d, rows passed over: %d.").
		With(len(report.New), len(report.Changed), len(report.Passed))
	g.audit("import", id.String(), "", fmt.Sprintf("%d/%d", len(report.New), len(report.Changed)))
	g.endImport(id, text.T("✅ Готово. %s\nПоканата на всяка е в картата ѝ: /organisation в групата.", "✅ Done. %s\nThe invitation of each is on its card: /organisation in the group.").With(done))
	g.tell(text.T("Внесен е регистър на организациите. %s Внесе го %s.", "A register of organisations was imported. %s By %s.").With(done, r.Name))
}

// importOff drops a file about which nobody decided in a day.
func (g *group) importOff(w flows.Due) {
	id, err := flows.ParseFileID(w.Ref)
	if _, ok := g.tx.Files.Get(id); err != nil || !ok {
		return
	}
	g.dropRegister(id)
	if name := importName(id); g.tx.Chats.Reachable(w.Person) {
		lang := g.tx.Chats.Language(w.Person)
		g.ChangeTo(w.Person, lang, flows.Screen{Name: name, Text: text.T("Файлът стоя един ден без решение и го изтрих. Нищо не е внесено.", "The file waited for a day without a decision, and I have deleted it. Nothing was imported.")}, false, true)
	}
}

package coordinator

import (
	"encoding/json"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons of the card of /export; each names part, format and municipality, as they
// would be chosen with it.
const (
	verbExport     = "export"     // shows the choice
	verbExportTown = "exporttown" // asks for the municipality
	verbExportGo   = "exportgo"   // has the file made
)

// ExportJob is the kind of the job that makes a file of the records. Its Ref is the
// number of the file, which the worker fills; its Input is an Export, its Result an
// Exported.
const ExportJob = "export"

// Export says what is to be in the file.
type Export struct {
	Part   string                 `json:"part"`
	Format programme.ExportFormat `json:"format"`
	Town   string                 `json:"town,omitempty"` // code of the municipality; empty: all
}

// Exported is what the job has made.
type Exported struct {
	Export
	Size   int64           `json:"size"` // bytes
	Tables []ExportedTable `json:"tables"`
}

// ExportedTable is a table of the file.
type ExportedTable struct {
	Title text.Pair `json:"title"`
	Rows  int       `json:"rows"`
}

// everyTown stands for no municipality where one can be named.
const everyTown = "-"

// refs is the choice as buttons and links name it.
func (x Export) refs() []string {
	town := x.Town
	if town == "" {
		town = everyTown
	}
	return []string{x.Part, string(x.Format), town}
}

// exportOf reads refs; false for what there is not (any more).
func (g *group) exportOf(refs []string) (Export, bool) {
	if len(refs) != 3 {
		return Export{}, false
	}
	x := Export{refs[0], programme.ExportFormat(refs[1]), refs[2]}
	if x.Town == everyTown {
		x.Town = ""
	}
	_, part := programme.ExportPartOf(x.Part)
	_, town := g.p.MunicipalityName(x.Town)
	format := false
	for _, f := range programme.ExportFormats() {
		format = format || f == x.Format
	}
	return x, part && format && (town || x.Town == "")
}

// export shows what can be chosen, or has made what was named: „/export проучване русе
// csv“.
func (g *group) export(argument string) {
	x, unknown, named := g.exportNamed(argument)
	switch {
	case unknown != "":
		s := g.exportCard(x)
		s.Text = text.Join("\n\n", text.T("Не разбрах %s. Изберете с бутоните.", "I did not understand %s. Please choose with the buttons.").With(text.Quote(text.Clip(unknown, longestQuery))), s.Text)
		g.say(s)
	case named:
		g.bringExport(x)
	default:
		g.say(g.exportCard(x))
	}
}

// exportTap opens the card from another one, with the part chosen.
func exportTap(part string) flows.Tap {
	return tap(text.T("Изтегли", "Download"), verbExport, Export{Part: part, Format: programme.FormatXLSX}.refs()...)
}

// turnExport shows the card as it stands with the choice.
func (g *group) turnExport(refs []string) {
	if x, ok := g.exportOf(refs); ok {
		g.change(g.exportCard(x))
		return
	}
	g.toast(text.T("Този бутон вече не важи.", "This button is no longer valid."))
}

// exportCard says what is chosen. It counts nothing: to go through all records would
// hold up participants.
func (g *group) exportCard(x Export) flows.Screen {
	pick := func(label text.Phrase, chosen bool, to Export) flows.Tap {
		if chosen {
			label = text.T("• %s", "• %s").With(label)
		}
		return tap(label, verbExport, to.refs()...)
	}
	var rows [][]flows.Tap
	for n, part := range programme.ExportParts() {
		to := x
		to.Part = part.Code
		if n%2 == 1 || n == 0 { // everything stands by itself
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], pick(text.T("%s", "%s").With(part.Title), part.Code == x.Part, to))
	}
	var formats []flows.Tap
	for _, f := range programme.ExportFormats() {
		to := x
		to.Format = f
		formats = append(formats, pick(formatName(f), f == x.Format, to))
	}
	where := text.T("Община: всички", "Municipality: all")
	if x.Town != "" {
		where = text.T("Община: %s", "Municipality: %s").With(g.p.Town(x.Town))
	}
	rows = append(rows, formats, []flows.Tap{tap(where, verbExportTown, x.refs()...)}, []flows.Tap{tap(text.T("Изпрати ми го лично", "Send it to me in private"), verbExportGo, x.refs()...)},
		[]flows.Tap{tap(text.T("‹ Към числата", "‹ To the numbers"), verbStats)})
	return flows.Screen{
		Text: text.T("<b>Какви данни да Ви изпратя във файл?</b>\nИзбрано: %s.\n\nExcel е за четене, CSV – за пренасяне в друга таблица, JSON – за програми. Файлът идва само в личния Ви разговор с мен: вътре има лични данни на хора.",
			"<b>Which data shall I send you as a file?</b>\nChosen: %s.\n\nExcel is for reading, CSV for moving it into another table, JSON for programs. The file comes only to your private chat with me: it holds personal data.").With(g.exportWords(x)),
		Buttons: rows,
	}
}

// exportWords are what is chosen: „Проучване · CSV · Русе“.
func (g *group) exportWords(x Export) text.Phrase {
	part, _ := programme.ExportPartOf(x.Part)
	town := text.T("всички общини", "all municipalities")
	if x.Town != "" {
		town = text.T("%s", "%s").With(g.p.Town(x.Town))
	}
	return text.Join(" · ", text.T("<b>%s</b>", "<b>%s</b>").With(part.Title), formatName(x.Format), town)
}

func formatName(f programme.ExportFormat) text.Phrase {
	if f == programme.FormatXLSX {
		return text.Raw("Excel")
	}
	return text.Raw(strings.ToUpper(string(f)))
}

// exportTowns asks for the municipality in place of the card.
func (g *group) exportTowns(refs []string) {
	x, ok := g.exportOf(refs)
	if !ok {
		g.toast(text.T("Този бутон вече не важи.", "This button is no longer valid."))
		return
	}
	all := x
	all.Town = ""
	rows := [][]flows.Tap{{tap(text.T("Всички общини", "All municipalities"), verbExport, all.refs()...)}}
	for n, m := range g.p.Municipalities {
		if n%2 == 0 {
			rows = append(rows, nil)
		}
		to := x
		to.Town = m.Code
		rows[len(rows)-1] = append(rows[len(rows)-1], tap(text.T("%s", "%s").With(m.Name), verbExport, to.refs()...))
	}
	rows = append(rows, []flows.Tap{tap(text.T("‹ Назад", "‹ Back"), verbExport, x.refs()...)})
	g.change(flows.Screen{
		Text: text.T("<b>За коя община да е файлът?</b>\nВътре ще са организациите от нея с хората, отговорите и записванията им, събитията в нея и идеите за нея.",
			"<b>Which municipality shall the file be about?</b>\nIt will have the organisations of it with their people, answers and registrations, the events in it and the ideas about it."),
		Buttons: rows,
	})
}

// sendExport has the file made, from the card.
func (g *group) sendExport(refs []string) {
	if x, ok := g.exportOf(refs); ok {
		g.bringExport(x)
		return
	}
	g.toast(text.T("Този бутон вече не важи.", "This button is no longer valid."))
}

// bringExport has the file made and sent in private, and says so in the group.
func (g *group) bringExport(x Export) {
	if !g.privately(deskRef(deskExport, x.refs()...)) {
		return
	}
	ref, begun := g.beginExport(x)
	if !begun {
		g.refuse(text.T("Този файл вече се приготвя за Вас.", "This file is being prepared for you already."))
		return
	}
	g.say(flows.Screen{
		Text: text.T("Приготвям файла: %s. Ще го изпратя лично на %s.", "I am preparing the file: %s. I will send it to %s in private.").With(g.exportWords(x), g.Name),
		Name: errandName(ExportJob, ref), ReplyTo: g.Message,
	})
}

// exportAsked brings it to who has opened the chat for it. Town codes may have hyphens.
func (g *group) exportAsked(ref string) {
	x, ok := g.exportOf(strings.SplitN(ref, "-", 3))
	if !ok {
		g.Tell(text.T("Такъв файл вече не правя. Изберете пак с /export в групата.", "I no longer make such a file. Please choose again with /export in the group."))
		return
	}
	if _, begun := g.beginExport(x); !begun {
		g.Tell(text.T("Този файл вече се приготвя за Вас.", "This file is being prepared for you already."))
		return
	}
	g.Tell(text.T("Приготвям файла: %s. След малко ще е тук.", "I am preparing the file: %s. It will be here shortly.").With(g.exportWords(x)))
}

// oneExport is how soon after each other the same file is not made twice: the button was
// pressed again.
const oneExport = 2 * time.Minute

// beginExport sets the job; it returns the file's number. False: the same file is on its
// way to them.
func (g *group) beginExport(x Export) (ref string, begun bool) {
	part, _ := programme.ExportPartOf(x.Part)
	lang := g.tx.Chats.Language(g.Person)
	ending, mime := x.Format.File(len(part.Tables))
	name := []string{part.File.In(lang), g.local(g.At).Format(time.DateOnly) + "." + ending}
	if x.Town != "" {
		name = []string{name[0], x.Town, name[1]}
	}
	file := strings.Join(name, "-")
	for _, f := range g.tx.Files.All() {
		if f.By == g.Person && f.Name == file && f.Remote == "" && g.At.Sub(f.At) < oneExport {
			return "", false
		}
	}
	ref = programme.MakeFileOf(g.tx, g.Turn, ExportJob, file, mime, x)
	g.audit("export", ref, "", strings.Join(x.refs(), "/"))
	return ref, true
}

// exportTaken says in the audit log which file it was.
func (g *group) exportTaken(l programme.AuditLine) text.Phrase {
	x, ok := g.exportOf(strings.SplitN(l.After, "/", 3))
	if !ok {
		return text.Phrase{} // of an older version of the program
	}
	return text.Raw(g.exportWords(x).Plain(language))
}

// exportErrand is what is said of it.
func exportErrand() errand {
	return errand{
		caption: func(g *group, result json.RawMessage) (text.Phrase, int64, bool) {
			var made Exported
			ok := json.Unmarshal(result, &made) == nil
			lines := []text.Phrase{g.exportWords(made.Export)}
			for _, t := range made.Tables {
				lines = append(lines, text.T("• %s: %d", "• %s: %d").With(t.Title, t.Rows))
			}
			if made.Format == programme.FormatCSV && len(made.Tables) > 1 {
				lines = append(lines, text.T("В архива (zip) има по един файл за всяка таблица.", "The archive (zip) has one file a table."))
			}
			lines = append(lines, text.T("Вътре има лични данни на хора: пазете файла и не го препращайте извън екипа.",
				"It holds personal data: keep the file safe, and do not forward it outside the team."))
			return text.Join("\n", lines...), made.Size, ok
		},
		failed: text.T("Файлът не стана: при нас нещо се обърка. Моля, опитайте пак с /export в групата.",
			"The file failed: something went wrong on our side. Please try again with /export in the group."),
		sent: text.T("✅ Файлът е изпратен лично.", "✅ The file was sent in private."),
		lost: text.T("Файлът не стигна: Telegram не прие съобщението или ботът е спрян там. Опитайте пак с /export.",
			"The file did not arrive: Telegram did not take the message, or the bot is stopped there. Try again with /export."),
	}
}

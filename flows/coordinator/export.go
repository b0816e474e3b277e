package coordinator

import (
	"encoding/json"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// ExportJob is the kind of the job that makes the table of the survey's answers.
// Its Ref is the number of the file, which the worker fills; its Result is an
// Exported. It also begins the report of the file's message.
const ExportJob = "export"

// Exported is what the job has made.
type Exported struct {
	Size          int64 `json:"size"` // bytes
	Organisations int   `json:"organisations"`
}

// exportName names the message in the group that says how an export stands.
func exportName(ref string) string { return ExportJob + "/" + ref }

// export sends the answers of the survey to who asked, in private.
func (g *group) export(string) {
	if !g.privately(deskExport) {
		return
	}
	g.say(flows.Screen{
		Text: text.T("Приготвям таблицата с отговорите от проучването. Ще я изпратя лично на %s.", "I am preparing the table of the survey’s answers. I will send it to %s in private.").With(g.Name),
		Name: exportName(g.beginExport()),
	})
}

// beginExport sets the job; it returns the file's number.
func (g *group) beginExport() string {
	name := text.T("prouchvane-%s.csv", "survey-%s.csv").With(g.local(g.At).Format(time.DateOnly)).Plain(g.tx.Chats.Language(g.Person))
	ref := programme.MakeFile(g.tx, g.Turn, ExportJob, name, "text/csv")
	g.audit("export", ref, "", "")
	return ref
}

// exported sends the file to who had asked for it.
func (g *group) exported(w flows.Finished) {
	id, file, ok := programme.FileOfJob(g.tx, w.Ref)
	if !ok {
		return // who asked for it was erased
	}
	lang := g.tx.Chats.Language(g.Person)
	var made Exported
	if !g.tx.Chats.Reachable(g.Person) {
		g.tx.Files.Delete(id)
		g.exportSent(w.Ref, flows.Unreachable)
		return
	}
	if w.Error != "" || json.Unmarshal(w.Result, &made) != nil {
		g.tx.Files.Delete(id)
		failed := text.T("Таблицата с отговорите не стана: при нас нещо се обърка. Моля, опитайте пак с /export в групата.",
			"The table of answers failed: something went wrong on our side. Please try again with /export in the group.")
		g.SayTo(g.Person, lang, flows.Screen{Text: failed}, false)
		g.edit(flows.Screen{Name: exportName(w.Ref), Text: failed})
		return
	}
	caption := text.T("Отговорите от проучването: %s. Отваря се с Excel. Вътре има отговори на хора: пазете файла.",
		"The survey’s answers: %s. It opens in Excel. It holds answers of people: keep it safe.").With(text.Organisations(made.Organisations))
	g.Do(flows.Say{
		To: g.Person, HTML: caption.HTML(lang), File: programme.FileMade(g.tx, id, file, made.Size), Report: ExportJob + "/" + w.Ref,
	})
}

// exportSent says in the group how it went.
func (g *group) exportSent(ref string, r flows.Result) {
	said := text.T("✅ Таблицата с отговорите от проучването е изпратена лично.", "✅ The table of the survey’s answers was sent in private.")
	if r != flows.Sent {
		said = text.T("Таблицата с отговорите не стигна: Telegram не прие съобщението или ботът е спрян там. Опитайте пак с /export.",
			"The table of answers did not arrive: Telegram did not take the message, or the bot is stopped there. Try again with /export.")
	}
	g.edit(flows.Screen{Name: exportName(ref), Text: said})
}

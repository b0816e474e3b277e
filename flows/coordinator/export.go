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
// Exported.
const ExportJob = "export"

// Exported is what the job has made.
type Exported struct {
	Size          int64 `json:"size"` // bytes
	Organisations int   `json:"organisations"`
}

// export sends the answers of the survey to who asked, in private.
func (g *group) export(string) {
	if !g.privately(deskExport) {
		return
	}
	g.say(flows.Screen{
		Text: text.T("Приготвям таблицата с отговорите от проучването. Ще я изпратя лично на %s.", "I am preparing the table of the survey’s answers. I will send it to %s in private.").With(g.Name),
		Name: errandName(ExportJob, g.beginExport()),
	})
}

// beginExport sets the job; it returns the file's number.
func (g *group) beginExport() string {
	name := text.T("prouchvane-%s.csv", "survey-%s.csv").With(g.local(g.At).Format(time.DateOnly)).Plain(g.tx.Chats.Language(g.Person))
	ref := programme.MakeFile(g.tx, g.Turn, ExportJob, name, "text/csv")
	g.audit("export", ref, "", "")
	return ref
}

// exportErrand is what is said of it.
func exportErrand() errand {
	return errand{
		caption: func(_ *group, result json.RawMessage) (text.Phrase, int64, bool) {
			var made Exported
			ok := json.Unmarshal(result, &made) == nil
			return text.T("Отговорите от проучването: %s. Отваря се с Excel. Вътре има отговори на хора: пазете файла.",
				"The survey’s answers: %s. It opens in Excel. It holds answers of people: keep it safe.").With(text.Organisations(made.Organisations)), made.Size, ok
		},
		failed: text.T("Таблицата с отговорите не стана: при нас нещо се обърка. Моля, опитайте пак с /export в групата.",
			"The table of answers failed: something went wrong on our side. Please try again with /export in the group."),
		sent: text.T("✅ Таблицата с отговорите от проучването е изпратена лично.", "✅ The table of the survey’s answers was sent in private."),
		lost: text.T("Таблицата с отговорите не стигна: Telegram не прие съобщението или ботът е спрян там. Опитайте пак с /export.",
			"The table of answers did not arrive: Telegram did not take the message, or the bot is stopped there. Try again with /export."),
	}
}

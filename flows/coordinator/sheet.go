package coordinator

import (
	"encoding/json"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons that bring files; each names the event.
const (
	verbSheet  = "sheet"  // the sheet for signatures
	verbQR     = "qr"     // the code with which people check themselves in
	verbSigned = "signed" // photos of the signed sheet
)

// SheetJob is the kind of the job that makes the attendance sheet as a PDF, QRJob that
// of the picture with the check-in link. Their Ref is the number of the file, their
// Input a DoorPaper, their Result the size in bytes.
const (
	SheetJob = "sheet"
	QRJob    = "qr"
)

// DoorPaper says what is to be made.
type DoorPaper struct {
	Event string `json:"event"`
	Link  string `json:"link"` // opens the bot and checks in; empty while it is not known what the bot is called
}

// paperName names the message in the group that says how such a file stands; a photo
// in reply to that of the sheet is the signed one.
func paperName(kind, code string) string {
	if kind == SheetJob {
		return programme.SheetName(code)
	}
	return kind + "/" + code
}

// sheet makes the sheet for signatures, and sends it in private.
func (g *group) sheet(refs []string) {
	if e, ok := g.eventIn(refs); ok && g.privately(deskRef(deskSheet, e.Code)) {
		g.beginPaper(SheetJob, e)
		g.paperComes(SheetJob, e, text.T("Приготвям листа за подписи. Ще го изпратя лично на %s.", "I am preparing the signature sheet. I will send it to %s in private."))
	}
}

// qr makes the picture with the code for the door.
func (g *group) qr(refs []string) {
	if e, ok := g.eventIn(refs); ok && g.privately(deskRef(deskQR, e.Code)) {
		g.beginPaper(QRJob, e)
		g.paperComes(QRJob, e, text.T("Приготвям кода за вратата. Ще го изпратя лично на %s.", "I am preparing the code for the door. I will send it to %s in private."))
	}
}

func (g *group) paperComes(kind string, e programme.Event, said text.Phrase) {
	g.say(flows.Screen{Text: text.T("<b>%s</b>\n%s", "<b>%s</b>\n%s").With(e.Title, said.With(g.Name)), Name: paperName(kind, e.Code), ReplyTo: g.Message})
}

// beginPaper sets the job. What goes onto paper has its numbers for good.
func (g *group) beginPaper(kind string, e programme.Event) {
	programme.NumberDoors(g.tx, e.Code)
	name, mime := text.T("podpisi-%s.pdf", "signatures-%s.pdf"), "application/pdf"
	if kind == QRJob {
		name, mime = text.T("kod-%s.png", "code-%s.png"), "image/png"
	}
	programme.MakeFileOf(g.tx, g.Turn, kind, name.With(e.Day(g.p)).Plain(g.tx.Chats.Language(g.Person)), mime, DoorPaper{Event: e.Code, Link: g.Link(e.CheckInLink())})
	g.audit("paper", kind+"/"+e.Code, "", "")
}

// paperMade sends the file to who had asked for it.
func (g *group) paperMade(w flows.Finished) {
	id, file, ok := programme.FileOfJob(g.tx, w.Ref)
	if !ok {
		return // who asked for it was erased
	}
	var made struct {
		DoorPaper
		Size int64 `json:"size"`
	}
	failed := w.Error != "" || json.Unmarshal(w.Result, &made) != nil
	e, there := g.tx.Events.Get(made.Event)
	lang := g.tx.Chats.Language(g.Person)
	if failed || !there || !g.tx.Chats.Reachable(g.Person) {
		g.tx.Files.Delete(id)
		if failed {
			g.SayTo(g.Person, lang, flows.Screen{Text: text.T("Файлът не стана: при нас нещо се обърка. Моля, опитайте пак от картата на събитието.",
				"The file failed: something went wrong on our side. Please try again from the event’s card.")}, false)
		}
		return
	}
	g.Do(flows.Say{
		To: g.Person, HTML: g.caption(w.Kind, e).HTML(lang), File: programme.FileMade(g.tx, id, file, made.Size), Report: w.Kind + "/" + e.Code,
		Name: paperName(w.Kind, e.Code),
	})
}

// caption says what to do with the file.
func (g *group) caption(kind string, e programme.Event) text.Phrase {
	from := g.local(e.CheckInFrom()).Format("15:04")
	if kind == QRJob {
		return text.T("<b>%s</b>\nПокажете или разпечатайте този код на вратата. Който го снима с телефона си или напише на бота <b>%s</b>, се отбелязва сам: %s, от %s до края.",
			"<b>%s</b>\nShow or print this code at the door. Whoever scans it, or writes <b>%s</b> to the bot, checks themselves in: %s, from %s to the end.").
			With(e.Title, e.CheckIn, text.Day(e.Start.In(g.p), g.local(g.At)), from)
	}
	return text.T("<b>%s</b>\nЛист за подписи: %s. Последната страница е с кода за вратата. Вътре има имена на хора: пазете файла. Номерата остават същите и после се въвеждат с /here.",
		"<b>%s</b>\nSignature sheet: %s. The last page has the code for the door. It holds names of people: keep it safe. The numbers stay, and can be entered with /here afterwards.").
		With(e.Title, text.Count(len(programme.DoorList(g.tx, e.Code)), "ред", "реда", "line", "lines"))
}

// paperSent says in the group how it went.
func (g *group) paperSent(kind, code string, r flows.Result) {
	said := text.T("✅ Листът за подписи е изпратен лично. Когато се подпише, отговорете (Reply) на това съобщение със снимката му.",
		"✅ The signature sheet was sent in private. Once it is signed, reply to this message with a photo of it.")
	switch {
	case r != flows.Sent:
		said = text.T("Файлът не стигна: Telegram не прие съобщението или ботът е спрян там. Опитайте пак от картата на събитието.",
			"The file did not arrive: Telegram did not take the message, or the bot is stopped there. Try again from the event’s card.")
	case kind == QRJob:
		said = text.T("✅ Кодът за вратата е изпратен лично.", "✅ The code for the door was sent in private.")
	}
	g.edit(flows.Screen{Name: paperName(kind, code), Text: said})
}

// oneAlbum is how soon after each other the pictures of one album come.
const oneAlbum = 10 * time.Second

// keepSheet keeps a photo or scan of the signed sheet with the event. Of an album only
// the first picture gets an answer.
func (g *group) keepSheet(e programme.Event, w flows.Attachment) {
	if w.Kind != flows.Photo && w.Kind != flows.Document {
		g.respond(text.T("Подписаният лист се пази като снимка или файл.", "The signed sheet is kept as a photo or a file."))
		return
	}
	if !g.mayAct() {
		return
	}
	if g.addSheet(e, w) {
		g.say(flows.Screen{
			Text:    saidKept.With(text.Quote(e.Title.In(language))),
			Buttons: [][]flows.Tap{{tap(text.T("Към събитието", "To the event"), verbEvent, e.Code)}}, ReplyTo: g.Message,
		})
	}
}

var saidKept = text.T("✅ Запазих го към %s. Можете да изпратите и други страници.", "✅ I have kept it with %s. You can send other pages, too.")

// addSheet keeps the picture; it reports whether that has to be said: not of one that
// was brought before, nor of a further one of an album.
func (g *group) addSheet(e programme.Event, w flows.Attachment) bool {
	more := false
	for _, s := range e.Sheets {
		if s.Remote == w.Remote {
			return false
		}
		more = more || w.Album != "" && g.At.Sub(s.At) < oneAlbum
	}
	e.Sheets = append(e.Sheets, programme.Sheet{Kind: string(w.Kind), Remote: w.Remote, At: g.At})
	g.tx.Events.Put(e.Code, e)
	g.audit("sheet kept", e.Code, "", "")
	return !more
}

// Signed implements participant.Desk.
func (c *Conversation) Signed(tx *programme.Tx, t *flows.Turn, event string) bool {
	e, ok := tx.Events.Get(event)
	w, file := t.What.(flows.Attachment)
	g := c.in(tx, t)
	switch {
	case !ok || !file || t.Role == flows.RoleNone || w.Kind != flows.Photo && w.Kind != flows.Document:
		return false
	case t.Role != flows.RoleAdministrator: // it is known only just after something was done in the group
		g.Tell(text.T("Тук сега не мога да проверя дали сте администратор. Изпратете снимката в групата, като отговор (Reply) на съобщението за листа или на картата на събитието.",
			"I cannot check here just now whether you are an administrator. Send the photo in the group, in reply to the message about the sheet or to the event’s card."))
		return true
	}
	if g.addSheet(e, w) {
		g.Tell(saidKept.With(text.Quote(e.Title.In(t.Lang))))
	}
	return true
}

// signed sends what is kept of the signed sheet, in private.
func (g *group) signed(refs []string) {
	e, ok := g.eventIn(refs)
	if !ok || !g.privately(deskRef(deskSigned, e.Code)) {
		return
	}
	g.sendSigned(e)
	g.toast(text.T("Изпратих го лично на Вас.", "I have sent it to you in private."))
}

func (g *group) sendSigned(e programme.Event) {
	lang := g.tx.Chats.Language(g.Person)
	for i, s := range e.Sheets {
		caption := text.T("%s · подписан лист, %d от %d", "%s · signed sheet, %d of %d").With(e.Title, i+1, len(e.Sheets))
		g.Do(flows.Say{To: g.Person, HTML: caption.HTML(lang), File: &flows.OutgoingFile{Kind: flows.FileKind(s.Kind), Remote: s.Remote}})
	}
	g.audit("sheet shown", e.Code, "", "")
}

// ended tells the coordinators, after an event, how many were there and whose mark is
// missing. An event that ends later by now is looked at again then.
func (g *group) ended(w flows.Due) {
	e, ok := g.tx.Events.Get(w.Ref)
	if !ok || e.State(g.At) != programme.EventOver {
		if ok {
			programme.AwaitEnd(g.tx, g.Turn, e)
		}
		return
	}
	n := programme.TurnoutOf(g.tx, e)
	lines := []text.Phrase{text.T("<b>%s</b> приключи.", "<b>%s</b> is over.").With(e.Title), g.presence(n)}
	row := []flows.Tap{tap(text.T("Списък на вратата", "Door list"), verbDoor, e.Code, "0")}
	if n.Unmarked > 0 {
		lines = append(lines, text.T("Който не е отбелязан, не получава нито благодарност, нито материали. Отбележете го от списъка или с /here.",
			"Who is not marked gets neither thanks nor materials. Mark them on the list, or with /here."))
		row = append(row, tap(text.T("Останалите отсъстват", "The others were absent"), verbRest, e.Code))
	}
	switch {
	case n.Confirmed+n.WalkIns == 0:
		lines[1] = text.T("Никой не беше записан. Ако все пак се състоя, отбележете кой дойде: от списъка, с „Дошъл без записване“.",
			"Nobody was registered. If it took place all the same, note who came: on the list, with “Came without registering”.")
	case len(e.Sheets) == 0:
		lines = append(lines, text.T("Снимка на подписания лист: отговорете с нея на това съобщение.", "A photo of the signed sheet: reply to this message with it."))
	}
	g.say(flows.Screen{Name: eventCard(e.Code), Text: text.Join("\n", lines...), Buttons: [][]flows.Tap{row}})
}

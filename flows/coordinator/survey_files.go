package coordinator

import (
	"strconv"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Voice messages and photos that came in place of words wait until an administrator has
// written them down, in private: the bot sends the file, and asks what it says.

// Buttons of these files, in private; each but the list names the file.
const (
	verbFileList = "svfilesl" // a page
	verbFile     = "svfile"
	verbHear     = "svhear"
	verbDeaf     = "svdeaf" // it cannot be made out
	verbUndeaf   = "svundeaf"
	verbKeepOne  = "svkeep" // … and what becomes of the words: addWords, putWords or leaveWords
)

// filesName names the list, and the message that offers the next one.
const filesName = "desk/files"

const filesShown = 8

// showFiles sends the list of what waits to who asked, in private.
func (g *group) showFiles([]string) {
	if !g.privately(deskFiles) {
		return
	}
	g.inPrivate(func(o *group) { o.filesPage([]string{"0"}) })
	g.toast(text.T("Изпратих списъка лично на Вас.", "I have sent you the list in private."))
}

// filesPage lists what waits, the longest waiting first.
func (g *group) filesPage(refs []string) {
	page, _ := strconv.Atoi(refs[0])
	all := programme.AwaitingWords(g.tx, g.p, programme.Count(g.tx, g.p))
	if len(all) == 0 {
		g.page(flows.Screen{Name: filesName, Text: nothingWaits})
		return
	}
	v := viewOf(len(all), filesShown, page)
	lines := []text.Phrase{v.titled(text.T("<b>Чакат да бъдат записани с думи</b>: %d", "<b>Wait to be written down</b>: %d").With(len(all)))}
	var rows [][]flows.Tap
	var among []flows.PersonID
	for i, w := range all[v.from:v.to] {
		n := v.from + i + 1
		lines = append(lines, text.T("%d. <b>%s</b> – %s, %s\n<i>%s</i>", "%d. <b>%s</b> – %s, %s\n<i>%s</i>").With(n, text.Clip(w.Of.Name, longestName),
			flows.KindWords(string(w.Kept.Kind)), text.Ago(g.At.Sub(w.Kept.At)), text.Clip(w.Question.Text.In(g.Lang), 120)))
		rows = append(rows, []flows.Tap{tap(text.T("%d. %s", "%d. %s").With(n, text.Clip(w.Of.Name, 26)), verbFile, fileRef(w.File))})
		among = append(among, w.Answer.By)
	}
	g.page(flows.Screen{Name: filesName, Text: text.Join("\n", lines...), Buttons: append(rows, pageTaps(v, verbFileList)), Among: known(among)})
}

var nothingWaits = text.T("✅ Няма гласови съобщения и снимки, които чакат да бъдат записани.", "✅ No voice messages or photos wait to be written down.")

// fileRef is how buttons and drafts name a file, in base 36; fileOfRef reads it.
func fileRef(id flows.FileID) string { return refOf(id) }

func fileOfRef(ref string) flows.FileID {
	id, _ := strconv.ParseUint(ref, 36, 64)
	return flows.FileID(id)
}

// waitingIn is the file that a button names, if it still waits; if not, it is said.
func (g *group) waitingIn(refs []string) (programme.AwaitsWords, bool) {
	w, ok := programme.WaitsForWords(g.tx, g.p, fileOfRef(refs[0]))
	if !ok {
		g.toast(text.T("Това вече е записано или го няма.", "This is written down already, or gone."))
		g.filesPage([]string{"0"})
	}
	return w, ok
}

// showFile sends the file itself, with what it answers.
func (g *group) showFile(refs []string) {
	w, ok := g.waitingIn(refs)
	if !ok {
		return
	}
	g.audit("voice shown", w.File.String(), "", "")
	lines := []text.Phrase{
		text.T("<b>%s</b>", "<b>%s</b>").With(text.Clip(w.Of.Name, longestName)),
		text.T("%s", "%s").With(text.Clip(w.Question.Text.In(g.Lang), 200)),
	}
	if words := g.wordsNow(w); words != "" {
		lines = append(lines, text.T("Написано е и: <i>%s</i>", "Also written: <i>%s</i>").With(text.Clip(words, 400)))
	}
	buttons := [][]flows.Tap{
		{tap(text.T("Запиши думите", "Write the words down"), verbHear, refs[0])},
		{tap(text.T("Не се чува / не се чете", "Cannot be made out"), verbDeaf, refs[0])},
		{tap(text.T("‹ Всички, които чакат", "‹ All that wait"), verbFileList, "0")},
	}
	caption, file := text.Join("\n", lines...).HTML(g.Lang), fileOf(w.Kept.Kind, w.Kept.Remote)
	g.Announce(filesName, true)
	if w.Kept.Kind == flows.VideoNote { // it has no caption
		g.Do(flows.Say{To: g.Person, File: file, Of: w.Answer.By})
		file = nil
	}
	g.Do(flows.Say{To: g.Person, HTML: caption, File: file, Name: filesName, Buttons: flows.Render(buttons, g.Lang), Of: w.Answer.By})
}

// wordsNow is what stands in the answer in words.
func (g *group) wordsNow(w programme.AwaitsWords) string {
	if w.Answer.Value.Empty() {
		return ""
	}
	return w.Question.Words(w.Answer.Value, g.Lang)
}

// deaf notes that the file cannot be made out.
func (g *group) deaf(refs []string) {
	w, ok := g.waitingIn(refs)
	if !ok {
		return
	}
	w.WriteDown(g.tx, g.Turn, flows.Value{}, false)
	g.Do(flows.Edit{To: g.Person, Message: g.Message})
	g.nextFile(text.T("Отбелязах, че не се разбира. Файлът остава при отговора.", "Noted: it cannot be made out. The file stays with the answer."),
		tap(text.T("Все пак се разбира", "It can, after all"), verbUndeaf, refs[0]))
}

// undeaf takes that back.
func (g *group) undeaf(refs []string) {
	if !programme.TakeBackUnclear(g.tx, g.Turn, fileOfRef(refs[0])) {
		g.toast(text.T("Това вече е записано или го няма.", "This is written down already, or gone."))
		return
	}
	g.showFile(refs)
}

// nextFile says what was done and offers the next one.
func (g *group) nextFile(done text.Phrase, more ...flows.Tap) {
	all := programme.AwaitingWords(g.tx, g.p, programme.Count(g.tx, g.p))
	rows := [][]flows.Tap{more}
	if len(all) == 0 {
		g.aside(flows.Screen{Name: filesName, Text: text.Join("\n", done, text.T("Други не чакат.", "No others wait.")), Buttons: rows})
		return
	}
	next := all[0]
	g.aside(flows.Screen{
		Name: filesName, Text: text.Join("\n", done, text.T("Чакат още: %d.", "Still waiting: %d.").With(len(all))),
		Buttons: append(rows,
			[]flows.Tap{tap(text.T("Следващото: %s", "The next: %s").With(text.Clip(next.Of.Name, 17)), verbFile, fileRef(next.File))},
			[]flows.Tap{tap(text.T("Всички, които чакат", "All that wait"), verbFileList, "0")}),
	})
}

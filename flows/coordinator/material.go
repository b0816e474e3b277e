package coordinator

import (
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Materials of an event are shown and put in order in the group; a new one is filled in
// as a form in private. Nobody is told: people find them on the event's card.

// Buttons of the materials; each names the event, and all but the first and verbAddMat
// the material.
const (
	verbMaterials = "mats"
	verbMaterial  = "mat"
	verbAddMat    = "matadd"
	verbMatUp     = "matup"
	verbMatDrop   = "matdrop" // asks
	verbMatGone   = "matgone"
)

// materialForm is the form of a new material; its subject is the event's code.
const materialForm = "material"

func materialDesk() deskForm {
	return deskForm{
		form: (*group).materialForm, heading: (*group).eventHeading, send: (*group).sendMaterial, done: (*group).materialDone, remote: true,
		left: text.T("Когато искате да продължите, натиснете „Добави материал“ пак.", "To go on, press “Add a material” again."),
	}
}

// What a material is, in the form.
const (
	isText = "text"
	isLink = "link"
	isFile = "file"
)

func (g *group) materialForm(code string, _ programme.Draft) (flows.Form, bool) {
	e, ok := g.tx.Events.Get(code)
	if !ok || !e.Cancelled.IsZero() {
		return flows.Form{}, false
	}
	when := func(what string) []flows.Condition {
		return []flows.Condition{{Question: "what", Is: []string{what}}}
	}
	f := flows.Form{Title: text.Pair{BG: "Материал", EN: "Material"}, Act: text.Pair{BG: "Добави", EN: "Add it"}, Questions: []flows.Question{
		{Code: "title", Kind: flows.ShortText, Text: text.Pair{BG: "Как се казва материалът?", EN: "What is the material called?"}, Hint: text.Pair{BG: "Например: Презентация от първия ден", EN: "For example: Slides of the first day"}, MaxLength: programme.MaterialTitleLimit, Check: asWritten},
		{Code: "what", Kind: flows.One, Text: text.Pair{BG: "Какъв е?", EN: "What is it?"}, Choices: []flows.Choice{
			{Code: isFile, Label: text.Pair{BG: "Файл", EN: "File"}}, {Code: isLink, Label: text.Pair{BG: "Връзка", EN: "Link"}}, {Code: isText, Label: text.Pair{BG: "Текст", EN: "Text"}}}},
		{Code: isFile, Kind: flows.FileAnswer, MaxFiles: 1, Text: text.Pair{BG: "Изпратете файла", EN: "Send the file"}, When: when(isFile)},
		{Code: isLink, Kind: flows.ShortText, MaxLength: 300, Text: text.Pair{BG: "Адрес в интернет", EN: "Address on the web"}, Check: readLink, When: when(isLink)},
		{Code: isText, Kind: flows.LongText, MaxLength: programme.MaterialLimit, Text: text.Pair{BG: "Текстът", EN: "The text"}, Check: asWritten, When: when(isText)},
	}}
	if e.State(g.At) < programme.EventOver {
		f.Questions = append(f.Questions, flows.Question{Code: "after", Kind: flows.One, Text: text.Pair{BG: "Кога да се вижда?", EN: "When shall it be seen?"}, Choices: []flows.Choice{
			{Code: "now", Label: text.Pair{BG: "Веднага", EN: "At once"}}, {Code: "after", Label: text.Pair{BG: "След събитието", EN: "After the event"}}}})
	}
	return f, true
}

// addMaterial opens the form.
func (g *group) addMaterial(refs []string) {
	e, ok := g.tx.Events.Get(refs[0])
	switch {
	case !ok || !e.Cancelled.IsZero():
		g.refuse(text.T("Такова събитие вече няма или е отменено.", "There is no such event any more, or it is called off."))
	case len(e.Materials) >= programme.MostMaterials:
		g.refuse(tooManyMaterials)
	default:
		g.openForm(materialForm, e.Code, deskRef(materialForm, e.Code), nil)
	}
}

var tooManyMaterials = text.T("Вече има %d материала, повече не се събират. Първо махнете някой.", "There are %d materials already, and no more fit. Take one away first.").With(programme.MostMaterials)

// sendMaterial adds it.
func (g *group) sendMaterial(code string, d programme.Draft) bool {
	m := programme.Material{Title: text.Pair{BG: d.Answers["title"].Value.Text}}
	m.After = len(d.Answers["after"].Value.Choices) > 0 && d.Answers["after"].Value.Choices[0] == "after" && d.Answers["after"].Counts()
	switch d.Answers["what"].Value.Choices[0] {
	case isLink:
		m.URL = d.Answers[isLink].Value.Text
	case isText:
		m.Text.BG = d.Answers[isText].Value.Text
	default:
		for _, id := range d.Answers[isFile].Value.Files {
			file, _ := g.tx.Files.Get(id)
			m.Remote, m.Kind = file.Remote, file.Kind
		}
	}
	e, ok := programme.AddMaterial(g.tx, g.Turn, code, m, "m-"+strings.ToLower(g.Code("material", 8)))
	if !ok {
		return false
	}
	g.Tell(text.T("✔ Добавено: <b>%s</b>. Хората го намират на картата на събитието, в „Материали“. На никого не съм писал.", "✔ Added: <b>%s</b>. People find it on the event’s card, under “Materials”. I have written to nobody.").With(m.Title))
	g.edit(g.eventScreen(e))
	return true
}

func (g *group) materialDone(_ string, _ programme.Draft, sent bool) {
	if !sent {
		g.Tell(tooManyMaterials)
	}
}

func materialsTap(e programme.Event) flows.Tap {
	return tap(text.T("Материали: %d", "Materials: %d").With(len(e.Materials)), verbMaterials, e.Code)
}

// showMaterials lists them in place of the card.
func (g *group) showMaterials(refs []string) {
	if e, ok := g.eventIn(refs); ok {
		g.change(g.materialsScreen(e))
	}
}

func (g *group) materialsScreen(e programme.Event) flows.Screen {
	lines := []text.Phrase{text.T("<b>%s</b> · материали: %d", "<b>%s</b> · materials: %d").With(e.Title, len(e.Materials))}
	var rows [][]flows.Tap
	for i, m := range e.Materials {
		lines = append(lines, text.T("%d. %s – %s", "%d. %s – %s").With(i+1, m.Title, materialWords(m)))
		rows = append(rows, []flows.Tap{tap(text.T("%d. %s", "%d. %s").With(i+1, text.Clip(m.Title.In(language), 26)), verbMaterial, e.Code, m.Code)})
	}
	if len(e.Materials) == 0 {
		lines = append(lines, text.T("Още няма материали.", "There are no materials yet."))
	}
	if e.Cancelled.IsZero() {
		rows = append(rows, []flows.Tap{tap(text.T("Добави материал", "Add a material"), verbAddMat, e.Code)})
	}
	rows = append(rows, []flows.Tap{tap(text.T("‹ Към събитието", "‹ To the event"), verbEvent, e.Code)})
	return flows.Screen{Text: text.Join("\n", lines...), Buttons: rows}
}

// materialWords says what it is, and when it is seen.
func materialWords(m programme.Material) text.Phrase {
	what := text.T("файл", "file")
	switch {
	case m.URL != "":
		what = text.T("връзка", "link")
	case !m.Text.Empty():
		what = text.T("текст", "text")
	}
	if m.After {
		return text.T("%s, вижда се след събитието", "%s, seen after the event").With(what)
	}
	return what
}

// materialIn is the material that a button names; one that is gone is said to be.
func (g *group) materialIn(refs []string) (e programme.Event, at int, ok bool) {
	if e, ok = g.eventIn(refs); !ok {
		return e, 0, false
	}
	if at = e.MaterialAt(refs[1]); at < 0 {
		g.toast(text.T("Този материал вече го няма.", "This material is gone."))
		g.change(g.materialsScreen(e))
		return e, 0, false
	}
	return e, at, true
}

// showMaterial shows one of them, with what can be done.
func (g *group) showMaterial(refs []string) {
	e, at, ok := g.materialIn(refs)
	if !ok {
		return
	}
	m := e.Materials[at]
	lines := []text.Phrase{text.T("<b>%s</b>", "<b>%s</b>").With(m.Title), materialWords(m)}
	switch {
	case m.URL != "":
		lines = append(lines, text.Raw(m.URL))
	case !m.Text.Empty():
		lines = append(lines, text.Raw(text.Clip(m.Text.In(language), 1000)))
	}
	var rows [][]flows.Tap
	if at > 0 {
		rows = append(rows, []flows.Tap{tap(text.T("По-нагоре", "Further up"), verbMatUp, e.Code, m.Code)})
	}
	rows = append(rows, []flows.Tap{tap(text.T("Махни", "Take away"), verbMatDrop, e.Code, m.Code)}, []flows.Tap{tap(text.T("‹ Към материалите", "‹ To the materials"), verbMaterials, e.Code)})
	g.change(flows.Screen{Text: text.Join("\n", lines...), Buttons: rows})
}

// raiseMaterial puts it one place up.
func (g *group) raiseMaterial(refs []string) {
	if e, at, ok := g.materialIn(refs); ok {
		g.change(g.materialsScreen(programme.RaiseMaterial(g.tx, g.Turn, e, at)))
	}
}

// askMatDrop asks whether it is to be taken away.
func (g *group) askMatDrop(refs []string) {
	e, at, ok := g.materialIn(refs)
	if !ok {
		return
	}
	m := e.Materials[at]
	g.change(flows.Screen{
		Text: text.T("Да махна ли материала <b>%s</b>? Хората няма да го виждат повече. Ако е файл, за да го върнете, ще трябва да го изпратите пак.",
			"Shall I take the material <b>%s</b> away? People will not see it any more. To bring a file back, it would have to be sent again.").With(m.Title),
		Buttons: [][]flows.Tap{{tap(text.T("Не", "No"), verbMaterials, e.Code), tap(text.T("Да, махни", "Yes, take it away"), verbMatGone, e.Code, m.Code)}},
	})
}

// dropMaterial is the yes.
func (g *group) dropMaterial(refs []string) {
	if e, at, ok := g.materialIn(refs); ok {
		e = programme.DropMaterial(g.tx, g.Turn, e, at)
		g.toast(text.T("Махнато е.", "It is taken away."))
		g.change(g.materialsScreen(e))
	}
}

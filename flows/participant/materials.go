package participant

import (
	"cmp"
	"encoding/json"
	"path/filepath"
	"slices"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

var labelMaterials = text.T("Материали", "Materials")

// MaterialJob is the kind of the job that brings a file of the machine; its Ref is
// the file's number, its Input says which material it is.
const MaterialJob = "material"

// MaterialOf names the material that a MaterialJob brings.
type MaterialOf struct{ Event, Material string }

// Find is the material as it stands in the records.
func (m MaterialOf) Find(tx *programme.Tx) (programme.Material, bool) {
	e, _ := tx.Events.Get(m.Event)
	i := slices.IndexFunc(e.Materials, func(x programme.Material) bool { return x.Code == m.Material })
	if i < 0 {
		return programme.Material{}, false
	}
	return e.Materials[i], true
}

// openMaterials are those that can be opened now.
func (c *chat) openMaterials(e programme.Event) []programme.Material {
	return slices.DeleteFunc(slices.Clone(e.Materials), func(m programme.Material) bool { return m.After && c.At.Before(e.End.At) })
}

// materials lists them, or opens the one with the code.
func (c *chat) materials(e programme.Event, code string) {
	all := c.openMaterials(e)
	if i := slices.IndexFunc(all, func(m programme.Material) bool { return m.Code == code }); i >= 0 {
		c.openMaterial(e, all[i])
		return
	}
	if len(all) == 0 {
		c.showEvent(e, text.T("Засега няма материали.", "There are no materials yet."))
		return
	}
	lines := []text.Phrase{text.T("<b>Материали</b> · %s", "<b>Materials</b> · %s").With(eventName(e))}
	for i, m := range all {
		lines = append(lines, text.T("%d. %s", "%d. %s").With(i+1, m.Title))
	}
	if len(all) < len(e.Materials) {
		lines = append(lines, text.T("След събитието тук ще има и още.", "There will be more here after the event."))
	}
	c.leaveForm()
	c.Session.Place, c.Session.Consider = placeEvent, eventFiles+":"+e.Code
	c.Say(flows.Screen{
		Text:    text.Join("\n", lines...),
		Buttons: append(materialRows(e, all), flows.MenuRow()),
		Name:    eventsName,
	})
}

// materialRows are the buttons below the list of materials.
func materialRows(e programme.Event, all []programme.Material) [][]flows.Tap {
	var rows [][]flows.Tap
	for i, m := range all {
		clip := func(l text.Language) string { return text.Clip(m.Title.In(l), 26) }
		label := text.T("%d. %s", "%d. %s").With(i+1, text.Pair{BG: clip(text.Bulgarian), EN: clip(text.English)})
		rows = append(rows, []flows.Tap{eventTap(label, eventFiles, e.Code, m.Code)})
	}
	return append(rows, []flows.Tap{eventTap(labelToEvent, eventShow, e.Code)})
}

// openMaterial shows a text or a link, or sends the file.
func (c *chat) openMaterial(e programme.Event, m programme.Material) {
	title := text.T("<b>%s</b>", "<b>%s</b>").With(m.Title)
	rows := append(materialBack(e), flows.MenuRow())
	switch {
	case m.URL != "":
		c.atMaterial(e, m)
		open := []flows.Tap{{Label: text.T("Отвори", "Open"), URL: m.URL}}
		c.Say(flows.Screen{Text: title, Buttons: append([][]flows.Tap{open}, rows...), Name: eventsName})
	case m.Remote != "":
		c.Do(flows.Say{To: c.Person, HTML: title.HTML(c.Lang), File: &flows.OutgoingFile{Remote: m.Remote, Kind: cmp.Or(m.Kind, flows.Document)}})
	case m.Path != "":
		input, err := json.Marshal(MaterialOf{Event: e.Code, Material: m.Code})
		if err != nil {
			return
		}
		id := c.tx.NewFile()
		c.tx.Files.Put(id, programme.File{Kind: flows.Document, Name: filepath.Base(m.Path), By: c.Person, At: c.At})
		c.Do(flows.Work{Kind: MaterialJob, Ref: id.String(), Input: input})
		c.note(text.T("Изпращам файла.", "I am sending the file."))
	default:
		c.atMaterial(e, m)
		c.Say(flows.Screen{Text: text.Join("\n\n", title, text.T("%s", "%s").With(m.Text)), Buttons: rows, Name: eventsName})
	}
}

// atMaterial makes a material the place where the person is.
func (c *chat) atMaterial(e programme.Event, m programme.Material) {
	c.leaveForm()
	c.Session.Place, c.Session.Consider = placeEvent, eventFiles+":"+e.Code+":"+m.Code
}

// materialBack leads back to the list.
func materialBack(e programme.Event) [][]flows.Tap {
	return [][]flows.Tap{{eventTap(text.T("‹ Към материалите", "‹ To the materials"), eventFiles, e.Code)}}
}

// Brought is what a MaterialJob, or a CalendarJob, tells of the file that it made.
type Brought struct {
	Size  int64     `json:"size"` // bytes
	Title text.Pair `json:"title"`
}

// brought sends a file that a job has made, with its title, to who it was made for.
func (c *chat) brought(w flows.Finished) {
	id, file, ok := programme.FileOfJob(c.tx, w.Ref)
	if !ok {
		return
	}
	lang := c.tx.Chats.Language(file.By)
	var made Brought
	if w.Error != "" || json.Unmarshal(w.Result, &made) != nil || !c.tx.Chats.Reachable(file.By) {
		c.tx.Files.Delete(id)
		if w.Error != "" {
			c.SayTo(file.By, lang, flows.Screen{
				Text: text.T("Файлът „%s“ не стана: при нас нещо се обърка. Моля, опитайте пак, или %s.",
					"The file “%s” failed: something went wrong on our side. Please try again, or %s.").With(file.Name, c.callUs()),
				Buttons: [][]flows.Tap{{menuTap()}},
			}, false)
		}
		return
	}
	c.Do(flows.Say{
		To: file.By, HTML: text.T("%s", "%s").With(made.Title).HTML(lang), File: programme.FileMade(c.tx, id, file, made.Size),
		Paced: w.Kind == programme.CalendarJob, // it follows the news that it belongs to
	})
}

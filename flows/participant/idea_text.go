package participant

import (
	"slices"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// ideaInFull is the idea with all that it says, as long as that may be.
func (c *chat) ideaInFull(i programme.Idea) flows.Screen {
	parts := []text.Phrase{
		text.T("<b>Идея %d · %s</b>", "<b>Idea %d · %s</b>").With(int(i.ID), c.titleOf(i)),
		text.T("Автори: %s", "Authors: %s").With(c.authorsOf(i)),
	}
	for _, f := range c.fieldsOf(i) {
		a := i.Answers[f.Code]
		if !a.Counts() || a.Value.None == flows.SkippedIt || f.Code == c.p.Matrix.Roles[programme.RoleTitle] || c.hides(i, f) {
			continue
		}
		head := text.T("%s", "%s").With(f.Text)
		if f.Gone {
			head = text.T("%s (вече не се пита)", "%s (no longer asked)").With(head)
		}
		parts = append(parts, text.T("<b>%s</b>\n%s", "<b>%s</b>\n%s").With(head, c.fieldWords(i, f)))
	}
	id := i.ID.String()
	rows := c.signRows(i, false)
	if i.Writable() && i.MayWrite(c.tx, c.Person) {
		rows = append(rows, []flows.Tap{{Label: c.writeLabel(i), Data: flows.OpenButton(ideaForm, id)}})
	}
	rows = append(rows, []flows.Tap{ideaTap(labelToIdea, ideaShow, id)}, flows.MenuRow())
	return flows.Screen{Text: text.Join("\n\n", parts...), Buttons: rows, Name: ideasName}
}

var labelToIdea = text.T("Към идеята", "To the idea")

// fieldsOf are the fields along which the idea is asked, and behind them those that it
// has answered and the matrix has no more.
func (c *chat) fieldsOf(i programme.Idea) []programme.MatrixField {
	asked := flows.Asked(&c.p.Matrix.Form, i.Answers)
	return slices.DeleteFunc(c.p.Matrix.Fields(c.tx, i.Values()), func(f programme.MatrixField) bool {
		return !f.Gone && !slices.ContainsFunc(asked, func(q *flows.Question) bool { return q.Code == f.Code })
	})
}

// hides reports whether the field is not for this person: whom to call is for those
// whose idea it is, and for its partners.
func (c *chat) hides(i programme.Idea, f programme.MatrixField) bool {
	return f.Code == c.p.Matrix.Roles[programme.RoleContact] && !i.MayWrite(c.tx, c.Person) && len(i.PartnersOf(c.tx, c.Person)) == 0
}

// fieldWords is what the idea says in the field, as it is read.
func (c *chat) fieldWords(i programme.Idea, f programme.MatrixField) string {
	words := c.p.Matrix.Words(c.tx, f, i.Answers[f.Code].Value, c.Lang)
	if len(i.Answers[f.Code].Unwritten()) > 0 {
		words = strings.TrimSpace(words + " " + text.T("(+ изпратено с глас или снимка)", "(+ sent as voice or photo)").Plain(c.Lang))
	}
	return words
}

// ideaGrowing is how far the idea is, a line a field, with who wrote it: in one
// message, so that it can be brought up to date in place.
func (c *chat) ideaGrowing(i programme.Idea) flows.Screen {
	fields := c.fieldsOf(i)
	p := c.ideaProgress(i)
	lines := []text.Phrase{
		text.T("<b>%s</b>\nКъм %s ч.: %d от %d.", "<b>%s</b>\nAt %s: %d of %d.").With(text.Clip(c.titleOf(i), 100), c.local().Format("15:04"), p.Done, p.All),
		c.penLine(i),
	}
	room := max(20, min(120, 2800/max(1, len(fields))-40)) // of a message's 4096 UTF-16 units
	var empty []text.Pair
	for _, f := range fields {
		var said text.Phrase
		switch a := i.Answers[f.Code]; {
		case a.Counts():
			said = text.T("<b>%s</b>%s", "<b>%s</b>%s").With(text.Clip(inOneLine(c.fieldWords(i, f)), room), c.writtenBy(a))
		case a.Draft != nil:
			said = text.T("<i>пише се:</i> %s", "<i>being written:</i> %s").With(text.Clip(inOneLine(c.p.Matrix.Words(c.tx, f, *a.Draft, c.Lang)), room))
		default:
			empty = append(empty, f.Text)
			continue
		}
		lines = append(lines, text.T("• %s – %s", "• %s – %s").With(text.Clip(f.Text.In(c.Lang), 45), said))
	}
	if len(empty) > 0 {
		lines = append(lines, text.T("Още празни: %s. Следва „%s“", "Still empty: %s. Next comes “%s”").
			With(text.Count(len(empty), "поле", "полета", "field", "fields"), text.Clip(empty[0].In(c.Lang), 100)))
	}
	id := i.ID.String()
	rows := [][]flows.Tap{{ideaTap(text.T("Обнови", "Refresh"), ideaLook, id), ideaTap(labelFull, ideaText, id)}}
	if i.Writable() && i.MayWrite(c.tx, c.Person) {
		rows = append(rows, []flows.Tap{{Label: c.writeLabel(i), Data: flows.OpenButton(ideaForm, id)}})
	}
	rows = append(rows, []flows.Tap{ideaTap(labelToIdea, ideaShow, id)}, flows.MenuRow())
	return flows.Screen{Text: text.Join("\n", lines...), Buttons: rows, Name: ideasName}
}

func inOneLine(words string) string { return strings.Join(strings.Fields(words), " ") }

// writtenBy names who gave the answer, where it was somebody else.
func (c *chat) writtenBy(a flows.Answer) text.Phrase {
	person, _ := c.tx.People.Get(a.By)
	if a.By == c.Person || person.Name == "" {
		return text.Raw("")
	}
	return text.T(" (%s)", " (%s)").With(person.Name)
}

// oneMessage is how long a text may be to stand in one message (Bot API,
// editMessageText).
const oneMessage = 4096

// lookAgain brings the pressed message up to date.
func (c *chat) lookAgain(i programme.Idea) {
	s := c.ideaGrowing(i)
	if _, pressed := c.What.(flows.Press); !pressed || text.Length(s.Text.HTML(c.Lang)) > oneMessage {
		c.showIdeas(ideaWatch + ":" + i.ID.String())
		return
	}
	c.Toast(text.T("Ето как е сега.", "This is how it is now."))
	c.Change("", s, true)
}

// ideaChanges is what differs between the newest version that was submitted and the
// one before.
func (c *chat) ideaChanges(i programme.Idea) flows.Screen {
	parts := []text.Phrase{text.T("<b>Идея %d · %s</b>\nКакво е променено при последното изпращане:", "<b>Idea %d · %s</b>\nWhat was changed when it was last sent:").
		With(int(i.ID), text.Clip(c.titleOf(i), 150))}
	n := len(i.Versions)
	if n > 1 {
		changes := c.p.Matrix.Changes(c.tx, i.Versions[n-2].Values, i.Versions[n-1].Values)
		for _, ch := range changes {
			if c.hides(i, ch.Field) {
				continue
			}
			parts = append(parts, text.T("<b>%s</b>\nБеше: %s\nСега: %s", "<b>%s</b>\nBefore: %s\nNow: %s").
				With(ch.Field.Text, c.sideOf(ch.Field, ch.Before), c.sideOf(ch.Field, ch.After)))
		}
		if len(changes) == 0 {
			parts = append(parts, text.T("Нищо: текстът е същият.", "Nothing: the text is the same."))
		}
	}
	return flows.Screen{
		Text:    text.Join("\n\n", parts...),
		Buttons: append(c.signRows(i, false), []flows.Tap{ideaTap(labelToIdea, ideaShow, i.ID.String())}, flows.MenuRow()),
		Name:    ideasName,
	}
}

func (c *chat) sideOf(f programme.MatrixField, v flows.Value) text.Phrase {
	words := c.p.Matrix.Words(c.tx, f, v, c.Lang)
	if words == "" {
		return text.T("<i>празно</i>", "<i>empty</i>")
	}
	if strings.Contains(words, "\n") {
		words = "\n" + words
	}
	return text.Raw(words)
}

// filesOf are the files that the idea has.
func filesOf(i programme.Idea) []flows.FileID {
	var out []flows.FileID
	for _, a := range i.Answers {
		if a.Counts() {
			out = append(append(out, a.Value.Files...), a.Attach...)
		}
	}
	slices.Sort(out)
	return out
}

// ideaFiles sends what Telegram still has of them.
func (c *chat) ideaFiles(i programme.Idea) {
	sent := 0
	for _, id := range filesOf(i) {
		f, ok := c.tx.Files.Get(id)
		if !ok || f.Remote == "" {
			continue
		}
		sent++
		c.Do(flows.Say{To: c.Person, File: &flows.OutgoingFile{Remote: f.Remote, Kind: f.Kind, Name: f.Name}, Of: f.By})
	}
	if sent == 0 {
		c.note(text.T("Тези файлове вече ги няма.", "These files are gone."))
	}
	c.showIdea(i)
}

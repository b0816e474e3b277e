package participant

import (
	"slices"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// titleOf is what the idea is called, for people.
func (c *chat) titleOf(i programme.Idea) string {
	if title := c.p.Matrix.TitleOf(i); title != "" {
		return title
	}
	return text.T("без заглавие", "without a title").Plain(c.Lang)
}

// named is the idea by number and title: „идея 7 „Зелен център““.
func (c *chat) named(i programme.Idea) text.Phrase {
	return text.T("идея %d %s", "idea %d %s").With(int(i.ID), text.Quote(text.Clip(c.titleOf(i), 120)))
}

// onDay is a moment as a day where the programme is: „в четвъртък, 16 април“.
func (c *chat) onDay(t time.Time) text.Localised { return text.OnDay(t.In(c.p.Location), c.local()) }

// ideaLine says in a few words where the idea stands.
func (c *chat) ideaLine(i programme.Idea) text.Phrase {
	switch i.State {
	case programme.IdeaDraft:
		p := c.ideaProgress(i)
		return text.T("чернова, %d от %d", "draft, %d of %d").With(p.Done, p.All)
	case programme.IdeaSubmitted:
		return text.T("изпратена, разглежда се", "sent, being looked at")
	case programme.IdeaReturned:
		return text.T("върната за промени", "returned for changes")
	case programme.IdeaApproved:
		return text.T("одобрена", "approved")
	case programme.IdeaPresented:
		return text.T("представена на Областния съвет", "presented to the Council")
	}
	return text.T("оттеглена", "withdrawn")
}

func (c *chat) ideaProgress(i programme.Idea) flows.Progress {
	return flows.ProgressOf(c.p.Matrix.FormFor(i), i.Answers)
}

// ideaCard is the card of an idea: what it is, where it stands, who stands behind it,
// and what this person can do.
func (c *chat) ideaCard(i programme.Idea) flows.Screen {
	lines := []text.Phrase{text.T("<b>Идея %d · %s</b>", "<b>Idea %d · %s</b>").With(int(i.ID), text.Clip(c.titleOf(i), 150)), c.townsLine(i)}
	parts := []text.Phrase{text.Join("\n", lines...), c.stateText(i), c.peopleText(i), c.penLine(i), c.joiningText(i)}
	return flows.Screen{Text: text.Join("\n\n", parts...), Buttons: c.ideaRows(i), Name: ideasName}
}

func (c *chat) townsLine(i programme.Idea) text.Phrase {
	var names []text.Phrase
	for _, code := range c.p.Matrix.TownsOf(i) {
		names = append(names, text.T("%s", "%s").With(c.p.Town(code)))
	}
	return text.Join(", ", names...)
}

// stateText says where the idea stands, since when, and what was said of it.
func (c *chat) stateText(i programme.Idea) text.Phrase {
	lines := []text.Phrase{c.stateLineOf(i)}
	step, stepped := lastStep(i, i.State)
	switch {
	case i.State == programme.IdeaReturned && step.Reason != "":
		lines = append(lines, text.T("Какво да се промени: „%s“", "What to change: “%s”").With(step.Reason))
	case i.State == programme.IdeaApproved && step.Reason != "":
		lines = append(lines, text.T("Бележка: „%s“", "Remark: “%s”").With(step.Reason))
	case i.State == programme.IdeaWithdrawn && stepped && step.Reason != "":
		lines = append(lines, text.T("Причина: „%s“", "Reason: “%s”").With(step.Reason))
	}
	for _, s := range i.Sittings {
		line := text.T("Заседание: %s.", "Sitting: %s.").With(c.sittingDay(s.Date))
		if s.Word != "" {
			line = text.Join("\n", line, text.T("Думата на съвета: „%s“", "The council’s word: “%s”").With(s.Word))
		}
		lines = append(lines, line)
	}
	return text.Join("\n", lines...)
}

func (c *chat) stateLineOf(i programme.Idea) text.Phrase {
	step, _ := lastStep(i, i.State)
	switch i.State {
	case programme.IdeaDraft:
		p := c.ideaProgress(i)
		return text.T("Чернова: попълнени са %d от %d полета.", "A draft: %d of %d fields are filled in.").With(p.Done, p.All)
	case programme.IdeaSubmitted:
		return text.T("Изпратена %s. Координаторите я разглеждат.", "Sent %s. The coordinators are looking at it.").With(c.onDay(step.At))
	case programme.IdeaReturned:
		return text.T("Върната за промени %s.", "Returned for changes %s.").With(c.onDay(step.At))
	case programme.IdeaApproved:
		return text.T("Одобрена %s.", "Approved %s.").With(c.onDay(step.At))
	case programme.IdeaPresented:
		return text.T("Представена на Областния съвет за развитие.", "Presented to the Regional Development Council.")
	}
	return text.T("Оттеглена %s. Не се брои никъде.", "Withdrawn %s. It counts nowhere.").With(c.onDay(step.At))
}

// lastStep is the newest step that led to the state.
func lastStep(i programme.Idea, to programme.IdeaState) (programme.IdeaStep, bool) {
	for _, s := range slices.Backward(i.Steps) {
		if s.To == to && !s.Word {
			return s, true
		}
	}
	return programme.IdeaStep{}, false
}

// sittingDay is a local day of the records as people say it.
func (c *chat) sittingDay(date string) text.Localised {
	day, err := time.ParseInLocation(time.DateOnly, date, c.p.Location)
	if err != nil {
		return text.Pair{BG: date}
	}
	return text.Day(day, c.local())
}

// sittingOn is when the sitting was, within a sentence.
func (c *chat) sittingOn(date string) text.Localised {
	day, err := time.ParseInLocation(time.DateOnly, date, c.p.Location)
	if err != nil {
		return text.Pair{BG: date}
	}
	return text.OnDay(day, c.local())
}

// peopleText names authors and partners, with their signatures.
func (c *chat) peopleText(i programme.Idea) text.Phrase {
	lines := []text.Phrase{text.T("Автори: %s", "Authors: %s").With(c.authorsOf(i))}
	if g, ok := c.tx.Groups.Get(i.Group); ok {
		if e, there := c.tx.Events.Get(g.Event); there {
			lines = append(lines, text.T("Група %d на %s", "Group %d of %s").With(g.Number, text.Quote(eventTitle(e, c.Lang))))
		}
	}
	if len(i.Partners) > 0 {
		lines = append(lines, text.T("Партньори:", "Partners:"))
	}
	for _, p := range i.Partners {
		lines = append(lines, c.partnerLine(p))
	}
	return text.Join("\n", lines...)
}

func (c *chat) authorsOf(i programme.Idea) text.Phrase {
	var names []text.Phrase
	for _, id := range i.Authors {
		names = append(names, text.Raw(c.organisationName(id)))
	}
	return text.Join("; ", names...)
}

func (c *chat) partnerLine(p programme.Partner) text.Phrase {
	name := p.OrganisationName(c.tx)
	switch {
	case p.Signature == programme.Signed:
		return text.T("✍ %s – подписа %s", "✍ %s – signed %s").With(name, c.onDay(p.At))
	case p.Signature == programme.SignedOn:
		return text.T("✍ %s – подписа на хартия", "✍ %s – signed on paper").With(name)
	case p.Signature == programme.TakenBack:
		return text.T("↩ %s – оттегли подписа си: „%s“", "↩ %s – took the signature back: “%s”").With(name, p.Reason)
	case len(programme.RepresentativesOf(c.tx, p.Organisation)) == 0:
		return text.T("– %s – не е при нас, нужен е подпис на хартия", "– %s – is not with us, has to sign on paper").With(name)
	}
	return text.T("– %s – още няма подпис", "– %s – has not signed yet").With(name)
}

// penLine says who wrote last in an idea that is being written, and when.
func (c *chat) penLine(i programme.Idea) text.Phrase {
	a, at := newestAnswer(i)
	if !i.Writable() || a.At.IsZero() || !i.MayWrite(c.tx, c.Person) {
		return text.Phrase{}
	}
	field := text.Phrase{}
	if q, ok := c.p.Matrix.Form.Question(at); ok {
		field = text.T(" („%s“)", " (“%s”)").With(text.Clip(q.Text.In(c.Lang), 60))
	}
	ago := text.Ago(c.At.Sub(a.At))
	person, _ := c.tx.People.Get(a.By)
	switch {
	case a.By == c.Person:
		return text.T("Последно писахте Вие, %s%s.", "You wrote last, %s%s.").With(ago, field)
	case person.Name == "":
		return text.T("Последно е писано %s%s.", "It was last written in %s%s.").With(ago, field)
	case c.holdsPen(i, a):
		return text.T("Сега пише %s, %s%s.", "%s is writing, %s%s.").With(person.Name, ago, field)
	}
	return text.T("Последно писа %s, %s%s.", "%s wrote last, %s%s.").With(person.Name, ago, field)
}

// penHeld is how long after somebody's last word others read that they are writing.
const penHeld = 15 * time.Minute

// holdsPen reports whether who gave the answer, the newest one, is still at it.
func (c *chat) holdsPen(i programme.Idea, a flows.Answer) bool {
	form, subject := c.tx.Chats.Filling(a.By)
	return a.By != 0 && a.By != c.Person && c.At.Sub(a.At) < penHeld && form == ideaForm && subject == i.ID.String()
}

// newestAnswer is what was written last in the idea, finished or not, with the field.
func newestAnswer(i programme.Idea) (newest flows.Answer, field string) {
	for code, a := range i.Answers {
		if a.At.After(newest.At) || a.At.Equal(newest.At) && code < field {
			newest, field = a, code
		}
	}
	return newest, field
}

// ideaRows are the buttons of the card.
func (c *chat) ideaRows(i programme.Idea) [][]flows.Tap {
	id := i.ID.String()
	author := i.MayWrite(c.tx, c.Person)
	var rows [][]flows.Tap
	add := func(taps ...flows.Tap) { rows = append(rows, taps) }
	if author && i.Writable() {
		add(flows.Tap{Label: c.writeLabel(i), Data: flows.OpenButton(ideaForm, id)})
	}
	if author {
		rows = append(rows, c.joinRows(i)...)
	}
	rows = append(rows, c.signRows(i, true)...)
	switch {
	case author && i.Writable() && len(i.Answers) > 0:
		add(ideaTap(text.T("Виж как върви", "See how it goes"), ideaWatch, id))
	case len(i.Answers) > 0:
		add(ideaTap(labelFull, ideaText, id))
	}
	if len(i.Versions) > 1 && i.Counts() {
		add(ideaTap(text.T("Какво е променено", "What has changed"), ideaDiff, id))
	}
	if (author || len(i.PartnersOf(c.tx, c.Person)) > 0) && len(filesOf(i)) > 0 {
		add(ideaTap(text.T("Файлове: %d", "Files: %d").With(len(filesOf(i))), ideaFiles, id))
	}
	switch {
	case author && i.State == programme.IdeaWithdrawn:
		add(ideaTap(text.T("Върни като чернова", "Make it a draft again"), ideaBack, id))
	case author:
		add(ideaTap(text.T("Оттегли идеята", "Withdraw the idea"), ideaOff, id))
	case len(c.mayJoin(i)) > 0:
		add(ideaTap(text.T("Искаме да участваме", "We would like to take part"), ideaJoin, id))
	}
	return append(rows, []flows.Tap{ideaTap(labelIdeas, ideaList)}, flows.MenuRow())
}

// writeLabel says what it means to write on.
func (c *chat) writeLabel(i programme.Idea) text.Phrase {
	a, _ := newestAnswer(i)
	switch {
	case c.holdsPen(i, a):
		return text.T("Поемам писането", "I take over the writing")
	case i.State == programme.IdeaReturned:
		return text.T("Промени и изпрати пак", "Change it and send again")
	case len(i.Answers) == 0:
		return text.T("Започни да пишеш", "Begin to write")
	}
	if p := c.ideaProgress(i); p.Done == p.All {
		return text.T("Прегледай и изпрати", "Look it over and send")
	}
	return text.T("Продължи писането", "Go on writing")
}

var labelFull = text.T("Целият текст", "The whole text")

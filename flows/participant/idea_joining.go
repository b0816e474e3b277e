package participant

import (
	"slices"
	"strconv"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// mostAlike is how many ideas that are like one's own are shown.
const mostAlike = 3

// alikeScreen shows, before an idea is sent, those that are like it: one may share one
// of them instead.
func (c *chat) alikeScreen(i programme.Idea) flows.Screen {
	parts := []text.Phrase{text.T("Преди да изпратя %s, вижте: има и подобни.", "Before I send %s, please look: there are ideas like it.").With(c.named(i))}
	var rows [][]flows.Tap
	for _, other := range programme.SimilarIdeas(c.tx, c.p, i, mostAlike) {
		part := text.T("%d. <b>%s</b> – %s\nАвтори: %s", "%d. <b>%s</b> – %s\nAuthors: %s").With(int(other.ID), text.Clip(c.titleOf(other), 100), c.ideaLine(other), c.authorsOf(other))
		if problem := c.p.Matrix.Value(other, programme.RoleProblem).Text; problem != "" {
			part = text.Join("\n", part, text.Raw(text.Clip(inOneLine(problem), 250)))
		}
		parts = append(parts, part)
		if len(c.mayJoin(other)) > 0 {
			rows = append(rows, []flows.Tap{ideaTap(text.T("Да участваме в идея %d", "Take part in idea %d").With(int(other.ID)), ideaJoin, other.ID.String())})
		} else if other.MaySee(c.tx, c.Person) {
			rows = append(rows, []flows.Tap{ideaTap(text.T("Виж идея %d", "See idea %d").With(int(other.ID)), ideaShow, other.ID.String())})
		}
	}
	parts = append(parts, text.T("Може да се включите в някоя от тях: авторите ѝ решават. Или изпратете Вашата така.",
		"You may take part in one of them: its authors decide. Or send yours as it is."))
	rows = append(rows,
		[]flows.Tap{ideaTap(labelSendOurs, ideaSend, i.ID.String(), strconv.Itoa(len(i.Versions)))},
		[]flows.Tap{ideaTap(text.T("Назад към нашата идея", "Back to our idea"), ideaShow, i.ID.String())}, flows.MenuRow())
	return flows.Screen{Text: text.Join("\n\n", parts...), Buttons: rows, Name: ideasName}
}

var labelSendOurs = text.T("Изпрати нашата", "Send ours")

// mayJoin are the person's organisations that could share the idea: it is approved, or
// like one that they are writing.
func (c *chat) mayJoin(i programme.Idea) []programme.Organisation {
	if i.State == programme.IdeaWithdrawn || !c.takesPart() || !i.Approved() && !c.likeMine(i) {
		return nil
	}
	return slices.DeleteFunc(c.represents(), func(o programme.Organisation) bool {
		waits := slices.ContainsFunc(i.Joining, func(j programme.Joining) bool { return j.Organisation == o.ID })
		partner := slices.ContainsFunc(i.Partners, func(p programme.Partner) bool { return p.Organisation == o.ID })
		return waits || partner || slices.Contains(i.Authors, o.ID)
	})
}

// likeMine reports whether the idea is like one that the person is writing.
func (c *chat) likeMine(i programme.Idea) bool {
	for _, own := range c.tx.Ideas.All() {
		if own.Writable() && own.MayWrite(c.tx, c.Person) && slices.ContainsFunc(programme.SimilarIdeas(c.tx, c.p, own, mostAlike), func(s programme.Idea) bool { return s.ID == i.ID }) {
			return true
		}
	}
	return false
}

// askToJoin asks the authors of the idea whether the organisation may share it, or
// which of several is meant.
func (c *chat) askToJoin(i programme.Idea, of programme.OrganisationID) {
	can := c.mayJoin(i)
	if of == 0 && len(can) == 1 {
		of = can[0].ID
	}
	switch {
	case of == 0 && len(can) > 1:
		c.showIdeas(ideaJoin + ":" + i.ID.String())
	case !slices.ContainsFunc(can, func(o programme.Organisation) bool { return o.ID == of }):
		c.joinOver(i)
	default:
		i, _ = i.AskToJoin(c.tx, c.Turn, c.p, of)
		c.unpress()
		c.showIdeas(ideaList, text.T("✅ Попитах авторите на %s: %s. Щом решат, ще Ви пиша. Вашата чернова остава.",
			"✅ I have asked the authors of %s: %s. I will write to you when they have decided. Your draft stays.").With(c.named(i), c.authorsOf(i)))
	}
}

// joinScreen asks which of the person's organisations would share the idea.
func (c *chat) joinScreen(i programme.Idea) flows.Screen {
	lines := []text.Phrase{text.T("<b>Коя организация да се включи?</b>", "<b>Which organisation would take part?</b>")}
	var rows [][]flows.Tap
	for n, o := range c.mayJoin(i) {
		lines = append(lines, text.T("%d. %s", "%d. %s").With(n+1, o.Name))
		rows = append(rows, []flows.Tap{ideaTap(numbered(n, o.Name), ideaJoin, i.ID.String(), subjectOf(o.ID))})
	}
	return flows.Screen{Text: text.Join("\n", lines...), Buttons: append(rows, flows.MenuRow()), Name: ideasName}
}

// joinOver answers who asks, or decides, again.
func (c *chat) joinOver(i programme.Idea) {
	c.note(text.T("Това вече е направено или решено.", "This has been done or decided already."))
	c.unpress()
	if i.MaySee(c.tx, c.Person) {
		c.showIdea(i)
		return
	}
	c.showIdeas(ideaList)
}

var (
	labelLet  = text.T("Да, приемаме", "Yes, we accept")
	labelDeny = text.T("Не", "No")
)

// joinTaps are the two answers of an author.
func joinTaps(i programme.Idea, of programme.OrganisationID) []flows.Tap {
	return []flows.Tap{ideaTap(labelLet, ideaLet, i.ID.String(), subjectOf(of)), ideaTap(labelDeny, ideaDeny, i.ID.String(), subjectOf(of))}
}

// joinRows are those answers on the card: where several wait, with their names.
func (c *chat) joinRows(i programme.Idea) [][]flows.Tap {
	if len(i.Joining) == 1 {
		return [][]flows.Tap{joinTaps(i, i.Joining[0].Organisation)}
	}
	var rows [][]flows.Tap
	for _, j := range i.Joining {
		name, subject := c.organisationName(j.Organisation), subjectOf(j.Organisation)
		rows = append(rows,
			[]flows.Tap{ideaTap(text.T("Да: %s", "Yes: %s").With(text.Clip(name, 26)), ideaLet, i.ID.String(), subject)},
			[]flows.Tap{ideaTap(text.T("Не: %s", "No: %s").With(text.Clip(name, 26)), ideaDeny, i.ID.String(), subject)})
	}
	return rows
}

// joiningText names the organisations that wait for the authors, for those.
func (c *chat) joiningText(i programme.Idea) text.Phrase {
	if len(i.Joining) == 0 || !i.MayWrite(c.tx, c.Person) {
		return text.Phrase{}
	}
	var names []text.Phrase
	for _, j := range i.Joining {
		names = append(names, text.Raw(c.organisationName(j.Organisation)))
	}
	return text.T("Искат да участват: %s. Решавате Вие.", "Would like to take part: %s. You decide.").With(text.Join("; ", names...))
}

// decideJoin is the word of an author, the first one that comes.
func (c *chat) decideJoin(i programme.Idea, of programme.OrganisationID, yes bool) {
	if !i.MayWrite(c.tx, c.Person) {
		c.noIdea()
		return
	}
	i, done := i.LetJoin(c.tx, c.Turn, of, yes)
	if !done {
		c.joinOver(i)
		return
	}
	people := programme.RepresentativesOf(c.tx, of)
	said := text.T("Отказах на %s. Ще им го кажа любезно.", "%s is not taken in. I will tell them kindly.")
	if yes {
		said = text.T("✅ %s вече е автор заедно с Вас.", "✅ %s is an author together with you now.")
		people = i.AuthorPeople(c.tx)
	}
	i.TellOf(c.tx, c.Turn, c.p, programme.JoinDue, of, people)
	c.unpress()
	flows.Retire(c.Turn, joinNoticeName(i, of))
	c.showIdea(i, said.With(c.organisationName(of)))
}

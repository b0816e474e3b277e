package participant

import (
	"slices"
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Names of the notices about ideas. Those that ask something say what about, so that
// a typed answer finds it.
const (
	ideaNoticeName = "idea"
	signNoticeName = "signature"
	joinNotice     = "join/"
)

func joinNoticeName(i programme.Idea, of programme.OrganisationID) string {
	return joinNotice + i.ID.String() + "/" + subjectOf(of)
}

// ideaOfRef is the idea that a due row names, and what follows.
func (c *chat) ideaOfRef(ref string) (i programme.Idea, rest string, ok bool) {
	subject, rest, _ := strings.Cut(ref, "/")
	id, _ := programme.ParseIdeaID(subject)
	i, ok = c.tx.Ideas.Get(id)
	return i, rest, ok
}

// ideaDue tells somebody of what concerns an idea of theirs: of a step on its way, a
// signature, or an organisation that would share it. What is said is how it stands now.
func (c *chat) ideaDue(w flows.Due) {
	i, rest, ok := c.ideaOfRef(w.Ref)
	if _, known := c.tx.People.Get(w.Person); !ok || !known {
		return
	}
	of, _ := organisationOf(rest)
	c.beside(w.Person, func(other *chat) {
		switch w.Kind {
		case programme.IdeaDue:
			if n, err := strconv.Atoi(rest); err == nil && n >= 0 && n < len(i.Steps) {
				other.tellStep(i, n)
			}
		case programme.SignDue:
			other.tellSignature(i, of)
		case programme.JoinDue:
			other.tellJoining(i, of)
		}
	})
}

// notice shows what has become of the idea: beside where the person is, or in place of
// the screen of this idea, which is out of date.
func (c *chat) notice(i programme.Idea, name string, said text.Phrase, rows [][]flows.Tap) {
	verb, shown, _ := strings.Cut(c.Session.Consider, ":")
	here := c.Session.Place == placeIdeas && (shown == i.ID.String() || verb == ideaList || verb == ideaAll)
	c.Say(flows.Screen{Text: said, Buttons: rows, Name: name, Beside: !here})
}

// tellStep tells of a step on the idea's way.
func (c *chat) tellStep(i programme.Idea, step int) {
	s := i.Steps[step]
	author := i.MayWrite(c.tx, c.Person)
	own := i.PartnersOf(c.tx, c.Person)
	if !author && len(own) == 0 {
		c.tellLeftOut(i, step) // otherwise they are not concerned any more
		return
	}
	if s.To == programme.IdeaSubmitted && !author && slices.ContainsFunc(own, func(p programme.Partner) bool { return p.Asked.Equal(s.At) }) {
		return // is asked to sign instead
	}
	said := c.stepWords(i, s, author)
	rows := c.signRows(i, false)
	if author && i.Writable() && s.To == programme.IdeaReturned {
		rows = append(rows, []flows.Tap{{Label: c.writeLabel(i), Data: flows.OpenButton(ideaForm, i.ID.String())}})
	}
	if s.To == programme.IdeaSubmitted && len(i.Versions) > 1 {
		rows = append(rows, []flows.Tap{ideaTap(text.T("Какво е променено", "What has changed"), ideaDiff, i.ID.String())})
	}
	if i.MaySee(c.tx, c.Person) {
		rows = append(rows, []flows.Tap{ideaTap(labelToIdea, ideaShow, i.ID.String())})
	}
	c.notice(i, ideaNoticeName, said, append(rows, flows.MenuRow()))
}

// tellLeftOut tells who spoke for a partner that the authors do not name any more.
func (c *chat) tellLeftOut(i programme.Idea, step int) {
	var names []text.Phrase
	for _, id := range c.p.Matrix.LeftOut(c.tx, i, step, c.Person) {
		names = append(names, text.T("%s", "%s").With(text.Quote(c.organisationName(id))))
	}
	if len(names) == 0 {
		return
	}
	said := text.T("Авторите изпратиха пак %s и вече не посочват като партньор: %s. Ако сте подписали, подписът отпада.",
		"The authors have sent %s again and no longer name as a partner: %s. If you have signed, the signature lapses.").With(c.named(i), text.Join(", ", names...))
	c.notice(i, ideaNoticeName, said, [][]flows.Tap{flows.MenuRow()})
}

// stepWords is what people read of a step.
func (c *chat) stepWords(i programme.Idea, s programme.IdeaStep, author bool) text.Phrase {
	name := c.named(i)
	with := func(said, reason text.Phrase) text.Phrase {
		if s.Reason == "" {
			return said
		}
		return text.Join("\n", said, reason.With(s.Reason))
	}
	switch s.To {
	case programme.IdeaSubmitted:
		if !author {
			return text.T("Авторите изпратиха пак %s, в която сте партньор.", "The authors have sent %s again, in which you are a partner.").With(name)
		}
		return text.T("%s изпрати %s. Координаторите ще я прегледат.", "%s has sent %s. The coordinators will look at it.").With(c.actor(i, s.By), name)
	case programme.IdeaReturned:
		if !author {
			return text.T("Координаторите върнаха на авторите за промени %s, в която сте партньор.", "The coordinators have returned %s, in which you are a partner, to its authors for changes.").With(name)
		}
		return with(text.T("Координаторите върнаха %s за промени.", "The coordinators have returned %s for changes.").With(name), text.T("Какво да се промени: „%s“", "What to change: “%s”"))
	case programme.IdeaApproved:
		return with(text.T("🎉 Координаторите одобриха %s!", "🎉 The coordinators have approved %s!").With(name), text.T("Бележка: „%s“", "Remark: “%s”"))
	case programme.IdeaPresented:
		if s.Word {
			return text.T("Областният съвет за развитие каза думата си за %s:\n„%s“", "The Regional Development Council has given its word on %s:\n“%s”").With(name, wordOf(i, s.Reason))
		}
		return text.T("%s беше представена пред Областния съвет за развитие %s.", "%s was presented to the Regional Development Council %s.").With(c.namedFirst(i), c.sittingOn(s.Reason))
	case programme.IdeaDraft:
		return text.T("%s върна като чернова %s.", "%s has made %s a draft again.").With(c.actor(i, s.By), name)
	}
	return with(text.T("%s оттегли %s. Вече не се брои никъде.", "%s has withdrawn %s. It counts nowhere any more.").With(c.actor(i, s.By), name), text.T("Причина: „%s“", "Reason: “%s”"))
}

// wordOf is what the council said at the sitting on that day.
func wordOf(i programme.Idea, date string) string {
	for _, s := range i.Sittings {
		if s.Date == date {
			return s.Word
		}
	}
	return ""
}

// actor is who took a step: an author by name, else a coordinator.
func (c *chat) actor(i programme.Idea, by flows.PersonID) text.Phrase {
	person, known := c.tx.People.Get(by)
	switch {
	case by == 0:
		return text.T("Ваш колега", "A colleague")
	case known && person.Name != "" && i.MayWrite(c.tx, by):
		return text.Raw(person.Name)
	}
	return text.T("Координатор", "A coordinator")
}

// tellSignature asks a partner to sign, or tells the authors of a signature.
func (c *chat) tellSignature(i programme.Idea, of programme.OrganisationID) {
	at := slices.IndexFunc(i.Partners, func(p programme.Partner) bool { return p.Organisation == of && of != 0 })
	if at < 0 || !i.Counts() {
		return
	}
	p := i.Partners[at]
	name := c.organisationName(of)
	rows := [][]flows.Tap{{ideaTap(labelToIdea, ideaShow, i.ID.String())}, flows.MenuRow()}
	wait := unsigned(i.ToSign(c.tx, c.Person))
	switch {
	case len(wait) > 0 && wait[0].Organisation == of: // of several, the first speaks for all
		c.askToSign(i, wait)
	case p.Signature == programme.Unsigned:
	case !i.MayWrite(c.tx, c.Person):
	case p.SignedNow():
		c.notice(i, ideaNoticeName, text.T("✍ %s подписа %s.", "✍ %s has signed %s.").With(name, c.named(i)), rows)
	case p.Signature == programme.TakenBack:
		c.notice(i, ideaNoticeName, text.T("%s оттегли подписа си под %s.\nПричина: „%s“", "%s has taken back its signature under %s.\nReason: “%s”").With(name, c.named(i), p.Reason), rows)
	}
}

// askToSign asks for a signature, with what the idea is about. Several that wait are
// told together.
func (c *chat) askToSign(i programme.Idea, own []programme.Partner) {
	wait := c.ideasWhere(func(other programme.Idea) bool { return len(unsigned(other.ToSign(c.tx, c.Person))) > 0 })
	var names []text.Phrase
	for _, p := range own {
		names = append(names, text.T("%s", "%s").With(text.Quote(p.OrganisationName(c.tx))))
	}
	name := text.Pair{BG: "посочва", EN: "names"}
	if len(i.Authors) > 1 {
		name = text.Pair{BG: "посочват", EN: "name"}
	}
	parts := []text.Phrase{text.T("%s Ви %s като партньор: %s. Ще подпишете ли %s?", "%s %s you as a partner: %s. Would you sign %s?").
		With(c.authorsSay(i), name, text.Join(", ", names...), c.named(i))}
	if towns := c.townsLine(i); !towns.Empty() {
		parts = append(parts, towns)
	}
	m := &c.p.Matrix
	if problem := m.Value(i, programme.RoleProblem).Text; problem != "" {
		parts = append(parts, text.Raw(text.Clip(problem, 600)))
	}
	for _, f := range c.fieldsOf(i) {
		if (f.Code == m.Roles[programme.RoleLead] || f.Code == m.Roles[programme.RoleBudget]) && i.Answers[f.Code].Counts() {
			parts = append(parts, text.T("%s %s", "%s %s").With(f.Text, c.fieldWords(i, f)))
		}
	}
	rows := [][]flows.Tap{{ideaTap(text.T("Прочети цялата идея", "Read the whole idea"), ideaText, i.ID.String())}}
	rows = append(append(rows, c.signRows(i, false)...), []flows.Tap{ideaTap(labelSignLater, ideaLater, i.ID.String())})
	if len(wait) > 1 {
		parts = append(parts, text.T("Подпис от Вас чакат общо %s. Всички са в менюто, в „Идеи“.", "%s in all wait for your signature. They are in the menu, under “Ideas”.").
			With(text.Count(len(wait), "идея", "идеи", "idea", "ideas")))
		rows = append(rows, []flows.Tap{ideaTap(labelIdeas, ideaList)})
	}
	rows = append(rows, []flows.Tap{{Label: text.T("Питай човек", "Ask a person"), Data: flows.HelpButton}})
	c.notice(i, signNoticeName, text.Join("\n\n", parts...), rows)
}

// authorsSay are the authors as a sentence names them: „А, Б и В“.
func (c *chat) authorsSay(i programme.Idea) text.Phrase {
	var said text.Phrase
	for n, id := range i.Authors {
		name := c.organisationName(id)
		switch {
		case n == 0:
			said = text.Raw(name)
		case n < len(i.Authors)-1:
			said = text.T("%s, %s", "%s, %s").With(said, name)
		default:
			said = text.T("%s и %s", "%s and %s").With(said, name)
		}
	}
	return said
}

// unsigned are the partners that have not answered yet: who took a signature back has.
func unsigned(partners []programme.Partner) []programme.Partner {
	return slices.DeleteFunc(partners, func(p programme.Partner) bool { return p.Signature != programme.Unsigned })
}

// tellJoining asks an author about an organisation that would share the idea, or tells
// what was decided.
func (c *chat) tellJoining(i programme.Idea, of programme.OrganisationID) {
	author := i.MayWrite(c.tx, c.Person)
	theirs := slices.ContainsFunc(c.represents(), func(o programme.Organisation) bool { return o.ID == of })
	waits := slices.ContainsFunc(i.Joining, func(j programme.Joining) bool { return j.Organisation == of })
	joined := slices.Contains(i.Authors, of)
	rows := [][]flows.Tap{{ideaTap(labelToIdea, ideaShow, i.ID.String())}, flows.MenuRow()}
	said := text.Phrase{}
	name := ideaNoticeName
	switch {
	case waits && author:
		name = joinNoticeName(i, of)
		said = text.T("%s иска да участва в %s. Да стане ли автор заедно с Вас?", "%s would like to take part in %s. Shall it become an author together with you?").With(c.organisationName(of), c.named(i))
		rows = [][]flows.Tap{joinTaps(i, of), {ideaTap(labelToIdea, ideaShow, i.ID.String())}}
	case waits:
	case joined && theirs:
		said = text.T("🎉 Авторите Ви приеха: %s вече участва в %s. Може да пишете в нея. Ако сте започнали своя, може да я оттеглите.",
			"🎉 The authors have taken you in: %s takes part in %s now. You can write in it. If you have begun one of your own, you may withdraw it.").With(text.Quote(c.organisationName(of)), c.named(i))
	case joined && author:
		said = text.T("%s вече е автор заедно с Вас на %s.", "%s is an author of %s together with you now.").With(c.organisationName(of), c.named(i))
	case theirs:
		said = text.T("Авторите на %s решиха засега да продължат сами. Вашата идея остава при Вас – изпратете я, когато е готова.",
			"The authors of %s have decided to go on alone for now. Your own idea stays with you; send it when it is ready.").With(c.named(i))
		rows = [][]flows.Tap{{ideaTap(labelIdeas, ideaList)}, flows.MenuRow()}
	}
	if !said.Empty() {
		c.notice(i, name, said, rows)
	}
}

package coordinator

import (
	"slices"
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons of /fill: for which organisation, and what: its survey, a registration, an idea
// of its own or of a mixed group.
const (
	verbFillWhat   = "fillwhat"
	verbFillSurvey = "fillsurvey"
	verbFillSeats  = "fillseats"
	verbFillSeat   = "fillseat" // organisation, event
	verbUnname     = "unname"   // asks whether who answered on paper is to be named no more
	verbUnnamed    = "unnamed"

	verbFillNew   = "fillnew"
	verbFillGroup = "fillgroup"
	verbFill      = "fill"
)

var groupIsGone = text.T("Тази група вече я няма. Вижте групите с /groups.", "This group is no longer there. See the groups with /groups.")

// fill enters what stands on paper or is said on the phone: of the organisation that is
// named, or an idea that is begun, by its number.
func (g *group) fill(argument string) {
	argument = strings.Trim(argument, " №#.")
	if n, err := strconv.ParseUint(argument, 10, 64); err == nil {
		if i, ok := g.ideaAsked(argument, "fill"); ok && n > 0 {
			g.enter(i)
		}
		return
	}
	if argument == "" {
		g.tell(text.T("Напишете и за коя организация въвеждате, или номер на идея, например: /fill просвета или /fill 7", "Write for which organisation you enter something, or an idea’s number, for example: /fill prosveta or /fill 7"))
		return
	}
	argument = text.Clip(argument, longestQuery)
	var lines []text.Phrase
	var rows [][]flows.Tap
	var found []programme.Organisation
	for _, m := range programme.SearchOrganisations(g.tx.Organisations.All(), argument, organisationsFound) {
		if m.Organisation.Standing != programme.InForce {
			continue
		}
		found = append(found, m.Organisation)
		lines = append(lines, text.T("%d. <b>%s</b> (%s)", "%d. <b>%s</b> (%s)").With(len(lines)+1, m.Organisation.Name, g.facts(m.Organisation)))
		rows = append(rows, []flows.Tap{tap(text.T("%d. %s", "%d. %s").With(len(lines), text.Clip(m.Organisation.Name, 26)), verbFillWhat, refOf(m.ID))})
	}
	switch len(found) {
	case 1:
		s := g.fillScreen(found[0])
		s.ReplyTo = g.Message
		g.say(s)
		return
	case 0:
		g.tell(text.T("Не намирам организация, която прилича на %s. Опитайте с друга дума от името.", "I find no organisation like %s. Try another word of the name.").With(text.Quote(argument)))
		return
	}
	ask := text.T("За коя организация въвеждате?", "For which organisation do you enter something?")
	g.say(flows.Screen{Text: text.Join("\n", append([]text.Phrase{ask}, lines...)...), Buttons: rows, ReplyTo: g.Message})
}

// fillWhat shows in place what can be entered for the organisation.
func (g *group) fillWhat(refs []string) {
	if o, ok := g.organisationIn(refs); ok {
		g.change(g.fillScreen(o))
	}
}

func (g *group) fillScreen(o programme.Organisation) flows.Screen {
	ref := refOf(o.ID)
	lines := []text.Phrase{
		text.T("<b>%s</b> (%s)", "<b>%s</b> (%s)").With(o.Name, g.facts(o)),
		text.T("Какво ще въведете от хартия или по телефона? Отваря се в личния Ви разговор с мен.", "What will you enter, from paper or the phone? It opens in your private chat with me."),
	}
	var rows [][]flows.Tap
	if o.Kind == programme.NGO {
		lines = append(lines, g.surveyLine(o))
		if programme.SurveyClosed(g.tx, g.p) {
			lines = append(lines, text.T("Проучването е затворено: за да въведете отговори, първо го отворете със „Срок“ в /survey.", "The survey is closed: to enter answers, first open it with “Time” in /survey."))
		} else {
			rows = append(rows, []flows.Tap{tap(text.T("Проучване", "Survey"), verbFillSurvey, ref)})
		}
	}
	if r, _ := g.tx.Responses.Get(programme.ResponseKey{Survey: g.p.Survey.Name, Organisation: o.ID}); r.Respondent != "" {
		rows = append(rows, []flows.Tap{tap(text.T("Изтрий името на отговорилия", "Erase who answered"), verbUnname, ref)})
	}
	rows = append(rows, []flows.Tap{tap(text.T("Записване за събитие", "Registration for an event"), verbFillSeats, ref)})
	if len(g.p.Matrix.Form.Questions) > 0 {
		rows = append(rows, []flows.Tap{tap(text.T("Нова идея", "A new idea"), verbFillNew, ref)})
	}
	begun := programme.Ideas(g.tx).Where(func(i programme.Idea) bool { return i.Writable() && i.Authors[0] == o.ID })
	for _, i := range begun[:min(len(begun), ideasShown)] {
		rows = append(rows, []flows.Tap{tap(text.T("Идея %d: %s", "Idea %d: %s").With(int(i.ID), g.titleClipped(i, 18)), verbFill, i.ID.String())})
	}
	rows = append(rows, g.groupsOnPaper(o)...)
	rows = append(rows, []flows.Tap{tap(text.T("‹ Към организацията", "‹ To the organisation"), verbTurn, ref, "0")})
	return flows.Screen{Text: text.Join("\n", lines...), Buttons: rows}
}

// groupsOnPaper are the mixed groups in which the organisation sits and that have no idea
// yet.
func (g *group) groupsOnPaper(o programme.Organisation) [][]flows.Tap {
	var rows [][]flows.Tap
	for id, one := range g.tx.Groups.All() {
		sits := slices.ContainsFunc(one.Members, func(r programme.RegistrationID) bool {
			seat, _ := g.tx.Registrations.Get(r)
			return seat.Organisation == o.ID
		})
		if e, ok := g.tx.Events.Get(one.Event); ok && sits && one.Idea == 0 {
			rows = append(rows, []flows.Tap{tap(text.T("Чернова на група %d, %s", "Draft of group %d, %s").With(one.Number, text.ShortDay(e.Start.In(g.p))), verbFillGroup, id.String())})
		}
	}
	return rows
}

// fillNew begins an idea of the organisation and opens it. An empty one that the same
// coordinator has begun is taken again: the button may be pressed twice.
func (g *group) fillNew(refs []string) {
	o, ok := g.organisationIn(refs)
	if !ok {
		return
	}
	for _, i := range g.tx.Ideas.All() {
		if i.Typist == g.Person && len(i.Answers) == 0 && i.State == programme.IdeaDraft && i.Authors[0] == o.ID {
			g.enter(i)
			return
		}
	}
	if !g.privately(deskRef(deskFill, refOf(o.ID))) {
		return
	}
	g.enter(programme.BeginIdea(g.tx, 0, o.ID, 0))
}

// fillGroup begins the idea that a mixed group has written on paper, and opens it: so it
// is known from which meeting and group it comes, and it is all members'.
func (g *group) fillGroup(refs []string) {
	id, _ := programme.ParseGroupID(refs[0])
	one, ok := g.tx.Groups.Get(id)
	if !ok {
		g.toast(groupIsGone)
		return
	}
	if !g.privately(deskRef(deskOf, id.String())) {
		return
	}
	g.groupOnPaper(one)
	if e, ok := g.tx.Events.Get(one.Event); ok {
		g.change(g.mixedCard(e, one.Number))
	}
}

func (g *group) groupOnPaper(one programme.Group) {
	i, ok := programme.BeginPaperIdea(g.tx, g.Turn, g.p, one)
	switch {
	case ok:
		g.opened(i)
	case g.Private:
		g.Tell(groupIsGone)
	default:
		g.toast(groupIsGone)
	}
}

// fillIn opens the idea that a button names.
func (g *group) fillIn(refs []string) {
	if i, ok := g.ideaIn(refs); ok {
		g.enter(i)
	}
}

// enter opens the idea in the private chat of who asked.
func (g *group) enter(i programme.Idea) {
	if !g.privately(deskRef(deskIn, i.ID.String())) {
		return
	}
	g.opened(i)
}

func (g *group) opened(i programme.Idea) {
	i, ok := i.Fill(g.tx, g.Turn, g.Person)
	switch {
	case !ok:
		g.standsSo(i)
	case !g.Private:
		g.openedInPrivate(saidOpened)
	}
}

// fillInAsked opens the idea to who has opened the chat for it.
func (g *group) fillInAsked(ref string) {
	id, _ := programme.ParseIdeaID(ref)
	if i, ok := g.tx.Ideas.Get(id); ok {
		g.opened(i)
	}
}

// fillOfAsked does so with the idea of a mixed group.
func (g *group) fillOfAsked(ref string) {
	id, _ := programme.ParseGroupID(ref)
	if one, ok := g.tx.Groups.Get(id); ok {
		g.groupOnPaper(one)
	}
}

// fillAsked begins an idea of the organisation for who has opened the chat for it.
func (g *group) fillAsked(ref string) {
	o, ok := g.tx.Organisations.Get(organisationOf(ref))
	if ok && o.Standing == programme.InForce {
		g.opened(programme.BeginIdea(g.tx, 0, o.ID, 0))
	}
}

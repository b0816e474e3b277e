package coordinator

import (
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons that move a person from one organisation to another.
const (
	verbMovers    = "movers"    // organisation: who is to be moved
	verbMovePart  = "moveto"    // person and organisation: asks where to
	verbMoveWhere = "movewhere" // … and to which: asks whether
	verbMovedOver = "movedto"
)

// toldMoved begins what somebody is told who was moved; behind it stands from which
// organisation.
const toldMoved = "moved-"

// movers lists who can be moved, in place of the card.
func (g *group) movers(refs []string) {
	o, ok := g.organisationIn(refs)
	if !ok {
		return
	}
	people := programme.RepresentativesOf(g.tx, o.ID)
	var rows [][]flows.Tap
	for _, id := range people {
		name := text.Raw(text.Clip(g.memberName(id).Plain(language), 40))
		rows = append(rows, []flows.Tap{memberTap(name, verbMovePart, programme.MembershipKey{Person: id, Organisation: o.ID})})
	}
	said := text.T("Кого да преместя от %s в друга организация?", "Whom shall I move from %s to another organisation?").With(text.Quote(o.Name))
	if len(people) == 0 {
		said = text.T("Няма кого да преместя от %s.", "There is nobody to move from %s.").With(text.Quote(o.Name))
	}
	g.change(flows.Screen{Text: said, Among: people, Buttons: append(rows, []flows.Tap{tap(text.T("‹ Към организацията", "‹ To the organisation"), verbTurn, refOf(o.ID), "0")})})
}

// movable is the membership that a button names, if it is in force.
func (g *group) movable(refs []string) (programme.MembershipKey, bool) {
	key := memberOf(refs)
	m, ok := g.tx.Memberships.Get(key)
	if !ok || m.Standing != programme.InForce {
		g.partedBefore(key)
		return key, false
	}
	return key, true
}

// askMovePerson asks where to.
func (g *group) askMovePerson(refs []string) {
	if key, ok := g.movable(refs); ok {
		g.orgPrompt(verbMovePart, refs[0]+"-"+refs[1], flows.Screen{
			Text: text.T("В коя организация да преместя <b>%s</b>?\nОтговорете (Reply) на това съобщение с част от името ѝ или с ЕИК.",
				"To which organisation shall I move <b>%s</b>?\nReply to this message with a part of its name, or with its EIK.").With(g.memberName(key.Person)),
			Of: key.Person,
		})
	}
}

// repliedMovePerson looks for it.
func (g *group) repliedMovePerson(ref string) {
	person, organisation, _ := strings.Cut(ref, "-")
	typed, o, there := g.typedOf(organisation)
	if !there {
		return
	}
	key, ok := g.movable([]string{person, organisation})
	if !ok {
		return
	}
	var rows [][]flows.Tap
	for _, m := range g.findOrganisations(typed) {
		if m.ID != o.ID && m.Organisation.Standing == programme.InForce {
			rows = append(rows, []flows.Tap{tap(text.T("%s", "%s").With(text.Clip(m.Organisation.Name, 40)), verbMoveWhere, person, organisation, refOf(m.ID))})
		}
	}
	said := text.T("В коя от тези да преместя <b>%s</b>?", "To which of these shall I move <b>%s</b>?").With(g.memberName(key.Person))
	if len(rows) == 0 {
		said = text.T("Не намирам участваща организация, която прилича на %s. Отговорете пак.", "I find no organisation that takes part and is like %s. Reply again.").With(text.Quote(typed))
	}
	g.orgPrompt(verbMovePart, ref, flows.Screen{Text: said, Buttons: rows, Of: key.Person})
}

// askWhere shows what moving would mean, in place of the question.
func (g *group) askWhere(refs []string) {
	key, ok := g.movable(refs)
	to, there := g.tx.Organisations.Get(organisationOf(refs[2]))
	if !ok || !there {
		return
	}
	o, _ := g.tx.Organisations.Get(key.Organisation)
	lines := []text.Phrase{
		text.T("<b>%s</b>\nНапуска: %s\nПредставлява: <b>%s</b>", "<b>%s</b>\nLeaves: %s\nSpeaks for: <b>%s</b>").With(g.memberName(key.Person), o.Name, to.Name),
		text.T("Отговорите от проучването остават на %s.", "The answers of the survey stay with %s.").With(text.Quote(o.Name)),
	}
	if n := len(programme.SeatsIn(g.tx, key)); n > 0 {
		lines = append(lines, text.T("Мястото за %s също остава: поема го колега, а ако няма такъв, е в „За обаждане“.", "So does the seat at %s: it goes to a colleague, or, where there is none, onto the list of calls.").
			With(text.Count(n, "предстоящо събитие", "предстоящи събития", "event to come", "events to come")))
	}
	if len(programme.RepresentativesOf(g.tx, key.Organisation)) == 1 {
		lines = append(lines, text.T("След това никой няма да представлява %s.", "After that nobody represents %s.").With(text.Quote(o.Name)))
	}
	g.change(flows.Screen{
		Text: text.Join("\n", append(lines, text.T("Човекът ще научи.", "The person will be told."))...), Of: key.Person,
		Buttons: [][]flows.Tap{{tap(text.T("Да, премести", "Yes, move"), verbMovedOver, refs...), tap(text.T("Не", "No"), verbLeaveSo)}},
	})
}

// movePerson is the yes.
func (g *group) movePerson(refs []string) {
	key, ok := g.movable(refs)
	if !ok {
		return
	}
	to := organisationOf(refs[2])
	o, _ := g.tx.Organisations.Get(key.Organisation)
	other, _ := g.tx.Organisations.Get(to)
	if !programme.MovePerson(g.tx, g.Turn, g.p, key, to, g.decision()) {
		g.toast(text.T("Междувременно нещо се промени: организацията вече не участва. Вижте картата.", "Something has changed meanwhile: the organisation does not take part any more. See the card."))
		return
	}
	now := programme.MembershipKey{Person: key.Person, Organisation: to}
	g.Do(flows.Cancel{Key: decidedKey(key)})
	told := g.inform(now, toldMoved+refs[1])
	said := text.T("<b>%s</b> вече представлява <b>%s</b>, а не %s.", "<b>%s</b> now speaks for <b>%s</b>, and not for %s.").With(g.memberName(key.Person), other.Name, o.Name)
	first, _, _ := strings.Cut(g.Name, " ")
	g.change(flows.Screen{
		Text: text.Join("\n", said, text.T("%s, %s", "%s, %s").With(first, text.DayTime(g.local(g.At), g.local(g.At))), told), Of: key.Person,
		Buttons: [][]flows.Tap{{tap(text.T("Към организацията", "To the organisation"), verbOpen, refOf(to))}},
	})
	g.edit(endedCard(key, true, text.T("Вече не представлява %s: в друга организация е.", "No longer represents %s: is with another organisation.").With(text.Quote(o.Name))))
	g.edit(g.organisationCard(key.Organisation, 0))
}

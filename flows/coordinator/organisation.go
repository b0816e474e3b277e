package coordinator

import (
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons of an organisation's card. Each names the organisation.
const (
	verbOpen      = "show" // shows the card
	verbTurn      = "org"  // another page of its people, in place
	verbTakeIn    = "orgyes"
	verbTurnAway  = "orgno"
	verbTakeAfter = "orgagain"
	verbInvite    = "renew" // asks
	verbInvited   = "renewed"
	verbPhones    = "phones"
	verbLeaveSo   = "leave" // nothing is done
)

const (
	organisationsFound = 8
	longestQuery       = 200 // characters
	peopleShown        = 6   // on one page of a card
)

// organisation finds an organisation by a part of its name or by its EIK, whatever
// its standing.
func (g *group) organisation(query string) {
	if strings.TrimSpace(query) == "" {
		g.tell(text.T("Напишете и част от името или ЕИК, например: /organisation просвета", "Write a part of the name or the EIK, too, for example: /organisation prosveta"))
		return
	}
	query = text.Clip(query, longestQuery)
	found := g.findOrganisations(query)
	switch len(found) {
	case 0:
		g.tell(text.T("Не намирам организация, която прилича на %s. Опитайте с друга дума от името или с ЕИК.", "I find no organisation like %s. Try another word of the name, or the EIK.").With(text.Quote(query)))
		return
	case 1:
		g.say(g.organisationCard(found[0].ID, 0))
		return
	}
	lines := []text.Phrase{text.T("Коя от тези?", "Which of these?")}
	var rows [][]flows.Tap
	for i, m := range found {
		o := m.Organisation
		line := text.T("%d. <b>%s</b> (%s)", "%d. <b>%s</b> (%s)").With(i+1, o.Name, g.facts(o))
		if o.Standing != programme.InForce {
			line = text.Join(" – ", line, standingWords(o.Standing))
		}
		lines = append(lines, line)
		rows = append(rows, []flows.Tap{tap(text.T("%d. %s", "%d. %s").With(i+1, text.Clip(o.Name, 40)), verbOpen, refOf(o.ID))})
	}
	g.say(flows.Screen{Text: text.Join("\n", lines...), Buttons: rows})
}

// findOrganisations are those that the words may mean.
func (g *group) findOrganisations(query string) []programme.Match {
	query = text.Clip(query, longestQuery)
	if found := programme.OrganisationsOfEIK(g.tx.Organisations.All(), query); len(found) > 0 {
		return found
	}
	return programme.SearchOrganisations(g.tx.Organisations.All(), query, organisationsFound)
}

// showOrganisation shows the card that a button names.
func (g *group) showOrganisation(refs []string) {
	if o, ok := g.organisationIn(refs); ok {
		g.say(g.organisationCard(o.ID, 0))
	}
}

// turnOrganisation shows how the card stands now, in place.
func (g *group) turnOrganisation(refs []string) {
	page, _ := strconv.Atoi(refs[1])
	if o, ok := g.organisationIn(refs); ok {
		g.change(g.organisationCard(o.ID, page))
	}
}

// organisationIn is the organisation that a button names first, or the one with which it
// was put together; one that is gone is said to be.
func (g *group) organisationIn(refs []string) (programme.Organisation, bool) {
	o, ok := programme.OrganisationNow(g.tx, organisationOf(refs[0]))
	if !ok {
		g.toast(text.T("Тази организация вече я няма.", "This organisation is gone."))
		g.Do(flows.Edit{To: flows.Group, Message: g.Message})
	}
	return o, ok
}

// organisationCard shows how an organisation stands, who speaks for it and how
// they came, and its invitation. The lines below its facts say what has just been
// done.
func (g *group) organisationCard(id programme.OrganisationID, page int, below ...text.Phrase) flows.Screen {
	o, _ := g.tx.Organisations.Get(id)
	people := g.tx.Memberships.OfOrganisation(id)
	head := []text.Phrase{text.T("<b>%s</b>", "<b>%s</b>").With(o.Name), g.facts(o)}
	switch {
	case len(below) > 0:
		head = append(head, below...)
	case o.Standing == programme.Proposed:
		head = append(head, standingTitle(o.Standing), g.alike(o))
	case o.Standing == programme.Refused:
		head = append(head, g.decidedLine(o.Standing, o.Decided, ""), g.alike(o))
	}
	if o.Kind == programme.NGO {
		head = append(head, g.surveyLine(o))
	}
	v := viewOf(len(people), peopleShown, page)
	shown := people[v.from:v.to]
	lines := []text.Phrase{g.peopleTitle(len(people), v)}
	var rows [][]flows.Tap
	for _, key := range shown {
		m, _ := g.tx.Memberships.Get(key)
		lines = append(lines, g.personLine(key, o, m))
		rows = append(rows, []flows.Tap{g.personTap(key, m)})
	}
	return flows.Screen{
		Name:    programme.OrganisationCard(id),
		Text:    text.Join("\n\n", text.Join("\n", head...), text.Join("\n", lines...), g.lifeLine(id), g.invitationLine(o, people)),
		Buttons: append(rows, g.organisationButtons(o, people, v)...),
		Among:   peopleOf(shown),
	}
}

func peopleOf(keys []programme.MembershipKey) []flows.PersonID {
	var ids []flows.PersonID
	for _, key := range keys {
		ids = append(ids, key.Person)
	}
	return ids
}

// surveyLine says where the organisation's response stands.
func (g *group) surveyLine(o programme.Organisation) text.Phrase {
	r, begun := g.tx.Responses.Get(programme.ResponseKey{Survey: g.p.Survey.Name, Organisation: o.ID})
	p := flows.ProgressOf(&g.p.Survey, r.Answers)
	switch {
	case !begun:
		return text.T("Проучване: още не е започнато.", "Survey: not begun yet.")
	case r.Sent.IsZero() && r.Settled():
		return text.T("Проучване: %d от %d, прието от координатор %s.", "Survey: %d of %d, accepted by a coordinator %s.").With(p.Done, p.All, text.OnDay(g.local(r.Accepted.At), g.local(g.At)))
	case r.Sent.IsZero():
		return text.T("Проучване: %d от %d, не е изпратено.", "Survey: %d of %d, not sent.").With(p.Done, p.All)
	}
	return text.T("Проучване: изпратено %s.", "Survey: sent %s.").With(text.OnDay(g.local(r.Sent), g.local(g.At)))
}

// nobodySpeaks says „now“: people may have come, and left or been erased.
var nobodySpeaks = text.T("Сега никой не я представлява.", "Nobody represents it now.")

func (g *group) peopleTitle(n int, v view) text.Phrase {
	if n == 0 {
		return nobodySpeaks
	}
	return v.titled(text.T("<b>Представители: %s</b>", "<b>Representatives: %s</b>").With(text.People(n)))
}

// personLine says who speaks for the organisation, how they came, and since when.
func (g *group) personLine(key programme.MembershipKey, o programme.Organisation, m programme.Membership) text.Phrase {
	how := text.T("намерена по име", "found by name")
	switch {
	case m.Invitation != "" && m.Invitation == o.Invitation:
		how = text.T("с поканата", "by the invitation")
	case m.Invitation != "":
		how = text.T("с предишна покана", "by an earlier invitation")
	case o.ProposedBy == key.Person:
		how = text.T("добави организацията", "added the organisation")
	}
	line := text.T("• %s – %s, от %s", "• %s – %s, since %s").With(g.memberName(key.Person), how, text.Day(g.local(m.Since), g.local(g.At)))
	switch m.Standing {
	case programme.Proposed:
		line = text.Join(", ", line, text.T("<b>чака одобрение</b>", "<b>waits for approval</b>"))
	case programme.Refused:
		line = text.Join(", ", line, text.T("<b>отказано</b>", "<b>refused</b>"))
	}
	return line
}

func (g *group) personTap(key programme.MembershipKey, m programme.Membership) flows.Tap {
	name := text.Raw(text.Clip(g.memberName(key.Person).Plain(language), 30))
	if m.Standing != programme.InForce {
		return memberTap(text.T("Виж заявката: %s", "See the request: %s").With(name), verbMember, key)
	}
	return memberTap(text.T("Махни: %s", "Take off: %s").With(name), verbPart, key)
}

// invitationLine is since when the link in force is, and how many came by it. The link
// itself goes to the private chat, see sendLink.
func (g *group) invitationLine(o programme.Organisation, people []programme.MembershipKey) text.Phrase {
	inv, ok := g.tx.Invitations.Get(o.Invitation)
	if !ok {
		return text.Phrase{}
	}
	n := 0
	for _, key := range people {
		if m, _ := g.tx.Memberships.Get(key); m.Invitation == o.Invitation {
			n++
		}
	}
	came := text.T("С нея сега няма участници.", "There is nobody now who came by it.")
	if n > 0 {
		came = text.T("С нея: %s.", "By it: %s.").With(text.People(n))
	}
	return text.Join(" ", text.T("Покана от %s.", "Invitation of %s.").With(text.Day(g.local(inv.Created), g.local(g.At))), came)
}

func (g *group) organisationButtons(o programme.Organisation, people []programme.MembershipKey, v view) [][]flows.Tap {
	ref := refOf(o.ID)
	var rows [][]flows.Tap
	if v.pages > 1 {
		rows = append(rows, v.taps(func(label text.Phrase, page int) flows.Tap { return tap(label, verbTurn, ref, strconv.Itoa(page)) }))
	}
	phones := tap(text.T("Покажи телефоните", "Show the phone numbers"), verbPhones, ref)
	last := []flows.Tap{phones}
	switch {
	case o.Standing == programme.InForce:
		rows = append(rows, []flows.Tap{tap(text.T("Покана лично", "Invitation in private"), verbLink, ref), tap(text.T("QR код", "QR code"), verbLinkCode, ref)},
			[]flows.Tap{tap(text.T("Нова покана", "New invitation"), verbInvite, ref), tap(text.T("Въведи от хартия", "Enter from paper"), verbFillWhat, ref)})
		last = []flows.Tap{tap(text.T("Премести човек", "Move a person"), verbMovers, ref), phones}
	case len(people) > 0: // decided with them
	case o.Standing == programme.Proposed:
		rows = append(rows, []flows.Tap{tap(text.T("Одобри", "Approve"), verbTakeIn, ref), tap(text.T("Откажи", "Refuse"), verbTurnAway, ref)})
	default:
		rows = append(rows, []flows.Tap{tap(text.T("Все пак одобри", "Approve after all"), verbTakeAfter, ref)})
	}
	return append(rows, []flows.Tap{
		tap(text.T("Събития и идеи", "Events and ideas"), verbLife, ref, "0"), tap(text.T("История", "History"), verbHistory, ref, "0"),
	}, []flows.Tap{
		tap(text.T("Промени", "Change"), verbChange, ref), tap(text.T("Обедини", "Merge"), verbMerge, ref),
	}, last, []flows.Tap{tap(text.T("Обнови", "Refresh"), verbTurn, ref, strconv.Itoa(v.page))})
}

// takeIn approves an organisation for which nobody waits any more.
func (g *group) takeIn(refs []string) {
	g.decideOrganisation(refs, func(id programme.OrganisationID) programme.Verdict {
		return programme.ApproveOrganisation(g.tx, g.p, id, programme.Proposed, g.decision(), g.newCode())
	})
}

// turnAway refuses it.
func (g *group) turnAway(refs []string) {
	g.decideOrganisation(refs, func(id programme.OrganisationID) programme.Verdict {
		return programme.RefuseOrganisation(g.tx, id, g.decision())
	})
}

// takeInAfterAll approves one that was refused.
func (g *group) takeInAfterAll(refs []string) {
	g.decideOrganisation(refs, func(id programme.OrganisationID) programme.Verdict {
		return programme.ApproveOrganisation(g.tx, g.p, id, programme.Refused, g.decision(), g.newCode())
	})
}

func (g *group) decideOrganisation(refs []string, decide func(programme.OrganisationID) programme.Verdict) {
	before, ok := g.organisationIn(refs)
	if !ok {
		return
	}
	v := decide(before.ID)
	if v.Changed {
		g.auditOrganisation(before)
		g.update(g.organisationCard(before.ID, 0, g.decidedLine(v.Standing, v.Decided, g.Name)))
		return
	}
	g.late(v)
	if g.olderCopy(programme.OrganisationCard(before.ID)) {
		g.change(g.organisationCard(before.ID, 0))
	}
}

package coordinator

import (
	"fmt"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons that put two organisations together: the first named goes, the second stays.
const (
	verbMerge   = "merge"   // asks which one is the same
	verbMerging = "merging" // shows both side by side
	verbMerged  = "merged"  // … whose survey counts, and what was seen, as a sign of it
)

// Whose survey counts, where both were sent.
const (
	surveyStays = "into"
	surveyComes = "from"
)

// askMerge asks which organisation is the same: one that is alike, or by a part of its
// name in reply.
func (g *group) askMerge(refs []string) {
	o, ok := g.organisationIn(refs)
	if !ok {
		return
	}
	g.orgPrompt(verbMerge, refOf(o.ID), flows.Screen{
		Text: text.T("Коя организация е същата като <b>%s</b>?\nОтговорете (Reply) на това съобщение с част от името ѝ или с ЕИК. Ще покажа двете една до друга, преди да се промени нещо.",
			"Which organisation is the same as <b>%s</b>?\nReply to this message with a part of its name, or with its EIK. I will show both side by side before anything changes.").With(o.Name),
		Buttons: g.mergeTaps(o, programme.AlikeOrganisations(g.tx.Organisations.All(), o.Name, alikeShown+1)),
	})
}

func (g *group) mergeTaps(o programme.Organisation, found []programme.Match) (rows [][]flows.Tap) {
	for _, m := range found {
		if m.ID != o.ID {
			from, into := g.goesAndStays(o, m.Organisation)
			rows = append(rows, []flows.Tap{tap(text.T("%s", "%s").With(text.Clip(m.Organisation.Name, 40)), verbMerging, refOf(from), refOf(into))})
		}
	}
	return rows
}

// goesAndStays proposes which of two is to stay: the one that takes part, else the one
// with people, else the one that was there first.
func (g *group) goesAndStays(a, b programme.Organisation) (from, into programme.OrganisationID) {
	people := func(o programme.Organisation) int { return len(programme.RepresentativesOf(g.tx, o.ID)) }
	switch {
	case a.Standing != b.Standing && a.Standing == programme.InForce:
		return b.ID, a.ID
	case a.Standing != b.Standing && b.Standing == programme.InForce:
		return a.ID, b.ID
	case people(a) != people(b):
		if people(a) > people(b) {
			return b.ID, a.ID
		}
		return a.ID, b.ID
	}
	return max(a.ID, b.ID), min(a.ID, b.ID)
}

// repliedMerge looks for the other one.
func (g *group) repliedMerge(ref string) {
	typed, o, ok := g.typedOf(ref)
	if !ok {
		return
	}
	rows := g.mergeTaps(o, g.findOrganisations(typed))
	said := text.T("Коя от тези е същата като <b>%s</b>?", "Which of these is the same as <b>%s</b>?").With(o.Name)
	if len(rows) == 0 {
		said = text.T("Не намирам друга организация, която прилича на %s. Отговорете пак, с друга дума от името или с ЕИК.", "I find no other organisation like %s. Reply again, with another word of the name or the EIK.").With(text.Quote(typed))
	}
	g.orgPrompt(verbMerge, refOf(o.ID), flows.Screen{Text: said, Buttons: rows})
}

// showMerge shows both side by side, in place of the question.
func (g *group) showMerge(refs []string) {
	plan, refused := programme.PlanMerge(g.tx, g.p, organisationOf(refs[0]), organisationOf(refs[1]))
	switch refused {
	case programme.MergeGone:
		g.toast(text.T("Едната организация вече я няма: може да са обединени току-що.", "One of the organisations is gone: they may have been merged just now."))
		return
	case programme.MergeStanding:
		g.toast(text.T("Остава само организация, която участва. Първо одобрете едната.", "Only an organisation that takes part can stay. Approve one of them first."))
		return
	case programme.MergeKind:
		g.toast(text.T("Едната е %s, другата е %s. Първо поправете вида от „Промени“.", "One is: %s, the other: %s. First correct the kind with “Change”.").With(kindName(plan.From.Kind), kindName(plan.Into.Kind)))
		return
	}
	g.change(g.mergeScreen(plan))
}

// mergeScreen says what stays, what moves and what goes.
func (g *group) mergeScreen(m programme.MergePlan) flows.Screen {
	from, into, seen := refOf(m.From.ID), refOf(m.Into.ID), planSign(m)
	lines := []text.Phrase{
		text.T("1. Остава: <b>%s</b>\n%s", "1. Stays: <b>%s</b>\n%s").With(m.Into.Name, g.mergeSide(m.Into, m.SentInto, m.DoneInto)),
		text.T("2. Влиза в нея: <b>%s</b>\n%s", "2. Goes into it: <b>%s</b>\n%s").With(m.From.Name, g.mergeSide(m.From, m.SentFrom, m.DoneFrom)),
		g.mergeMoves(m), g.mergeSurvey(m),
		text.T("Не може да се върне. Хората ще научат през деня.", "It cannot be undone. The people will be told by day."),
	}
	yes := [][]flows.Tap{{tap(text.T("Да, обедини", "Yes, merge"), verbMerged, from, into, surveyStays, seen)}}
	if m.Chooses() {
		// By number: two names of the same organisation begin alike, and a phone shows no more.
		yes = [][]flows.Tap{
			{tap(text.T("Да, с отговорите на 1", "Yes, with the answers of 1"), verbMerged, from, into, surveyStays, seen)},
			{tap(text.T("Да, с отговорите на 2", "Yes, with the answers of 2"), verbMerged, from, into, surveyComes, seen)},
		}
	}
	if m.From.Standing == programme.InForce {
		yes = append(yes, []flows.Tap{tap(text.T("Наобратно: да остане другата", "The other way round"), verbMerging, into, from)})
	}
	return flows.Screen{Text: text.Join("\n\n", lines...), Buttons: append(yes, []flows.Tap{tap(text.T("Не", "No"), verbLeaveSo)})}
}

// mergeSide is one of the two.
func (g *group) mergeSide(o programme.Organisation, sent bool, done int) text.Phrase {
	facts := g.facts(o)
	if o.Standing != programme.InForce {
		facts = text.Join(" · ", facts, standingWords(o.Standing))
	}
	survey := text.T("проучване: не е започнато", "survey: not begun")
	switch {
	case sent:
		survey = text.T("проучване: изпратено, %s", "survey: sent, %s").With(text.Answers(done))
	case done > 0:
		survey = text.T("проучване: не е изпратено, %s", "survey: not sent, %s").With(text.Answers(done))
	}
	if o.Kind != programme.NGO {
		survey = text.Phrase{}
	}
	people := text.T("представители: %d", "representatives: %d").With(len(g.tx.Memberships.OfOrganisation(o.ID)))
	return text.Join("\n", facts, text.Join(" · ", people, survey))
}

// mergeMoves says what moves where, and what does not.
func (g *group) mergeMoves(m programme.MergePlan) text.Phrase {
	var moves []text.Phrase
	add := func(n int, words text.Phrase) {
		if n > 0 {
			moves = append(moves, words)
		}
	}
	add(m.People, text.T("представители: %d", "representatives: %d").With(m.People))
	add(m.Seats, text.T("записвания: %d (присъствия на събития: %d)", "registrations: %d (events attended: %d)").With(m.Seats, m.There))
	add(m.Ideas, text.T("идеи: %d", "ideas: %d").With(m.Ideas))
	add(m.Partners, text.T("партньорства в идеи: %d", "partnerships in ideas: %d").With(m.Partners))
	add(m.Threads, text.T("въпроси: %d", "questions: %d").With(m.Threads))
	add(m.Links, text.T("покани: %d, водят към тази, която остава", "invitations: %d, which lead to the one that stays").With(m.Links))
	lines := []text.Phrase{text.T("<b>Преминават</b>: %s.", "<b>What moves</b>: %s.").With(text.Join("; ", moves...))}
	if len(moves) == 0 {
		lines[0] = text.T("Няма какво да премине.", "There is nothing to move.")
	}
	if m.Both > 0 {
		lines = append(lines, text.T("Представляват и двете: %s.", "Speak for both: %s.").With(text.People(m.Both)))
	}
	if n := len(m.Twice); n > 0 {
		lines = append(lines, text.T("Един и същ човек има по две места: освобождавам %s.", "The same person has two seats: I free %s.").With(text.Count(n, "място", "места", "seat", "seats")))
	}
	lines = append(lines, text.T("Името %s вече няма да се вижда. По него ще я намира само файлът със списъка на Клуба.", "The name %s will no longer be seen. Only the Club’s register file still finds it by that name.").With(text.Quote(m.From.Name)))
	if m.Into.Contact != (programme.Contact{}) && m.From.Contact != (programme.Contact{}) && m.Into.Contact != m.From.Contact {
		lines = append(lines, text.T("Лицето за контакт на тази, която влиза, се губи. Ако Ви трябва, първо вижте телефоните ѝ.", "The contact of the one that goes is lost. If you need it, see its phone numbers first."))
	}
	if m.Into.EIK != "" && m.From.EIK != "" && m.Into.EIK != m.From.EIK {
		lines = append(lines, text.T("<b>Внимание:</b> имат различен ЕИК. Сигурно ли е, че са една?", "<b>Mind:</b> their EIKs differ. Is it certain that they are one?"))
	}
	return text.Join("\n", lines...)
}

// mergeSurvey says whose answers count.
func (g *group) mergeSurvey(m programme.MergePlan) text.Phrase {
	switch {
	case m.Into.Kind != programme.NGO || m.DoneFrom == 0 && !m.SentFrom:
		return text.Phrase{}
	case m.Chooses():
		return text.T("<b>Двете са изпратили проучването.</b> Изберете чии отговори важат; другите остават само в историята.", "<b>Both have sent the survey.</b> Choose whose answers count; the others stay in the history only.")
	case m.SentFrom && m.DoneInto > 0:
		return text.T("Важи изпратеното проучване; започнатото остава в историята.", "The survey that was sent counts; the one begun stays in the history.")
	case m.SentFrom:
		return text.T("Изпратеното проучване преминава.", "The survey that was sent moves.")
	case m.SentInto:
		return text.T("Важи изпратеното проучване; започнатото от другата остава в историята.", "The survey that was sent counts; what the other one began stays in the history.")
	case m.DoneInto > 0:
		return text.T("Двете са започнали проучването: отговорите се събират. Където са различни, важат на тази, която остава.", "Both have begun the survey: the answers are put together. Where they differ, those of the one that stays count.")
	}
	return text.T("Започнатото проучване преминава.", "The survey that was begun moves.")
}

// planSign is a sign of what was seen.
func planSign(m programme.MergePlan) string {
	return sign(fmt.Sprint(m.From.Name, m.Into.Name, m.People, m.Both, m.Seats, len(m.Twice), m.There, m.Ideas, m.Partners, m.SentFrom, m.SentInto))
}

// merge is the yes. What has changed since it was seen is shown again.
func (g *group) merge(refs []string) {
	from, into := organisationOf(refs[0]), organisationOf(refs[1])
	plan, refused := programme.PlanMerge(g.tx, g.p, from, into)
	if refused != programme.MergeGranted {
		g.showMerge(refs)
		return
	}
	if planSign(plan) != refs[3] {
		g.toast(text.T("Междувременно нещо се промени. Вижте новите числа и решете пак.", "Something has changed meanwhile. See the new numbers and decide again."))
		g.change(g.mergeScreen(plan))
		return
	}
	for _, key := range g.tx.Memberships.OfOrganisation(from) {
		g.Do(flows.Cancel{Key: decidedKey(key)}) // they hear of what has become of it
		if m, untold := g.tx.Missed.Get(untoldReport + "/" + memberRef(key)); untold {
			g.tx.Missed.Delete(untoldReport + "/" + memberRef(key))
			g.tx.Missed.Put(untoldReport+"/"+memberRef(programme.MembershipKey{Person: key.Person, Organisation: into}), m)
		}
	}
	programme.MergeOrganisations(g.tx, g.Turn, g.p, from, into, refs[2] == surveyComes)
	g.changedOrganisation(into, text.T("✔ <b>%s</b> влезе в <b>%s</b>. Преминаха: представители %d, записвания %d, идеи %d.", "✔ <b>%s</b> went into <b>%s</b>. What moved: representatives %d, registrations %d, ideas %d.").
		With(plan.From.Name, plan.Into.Name, plan.People+plan.Both, plan.Seats, plan.Ideas))
	g.edit(flows.Screen{
		Name: programme.OrganisationCard(from), Text: text.T("Обединена е с <b>%s</b>.", "It was merged with <b>%s</b>.").With(plan.Into.Name),
		Buttons: [][]flows.Tap{{tap(text.T("Виж организацията", "See the organisation"), verbOpen, refOf(into))}},
	})
}

package coordinator

import (
	"hash/crc32"
	"strconv"
	"strings"
	"unicode"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons that change an organisation; each names it. What has to be typed comes as a
// reply to the message that asks for it.
const (
	verbChange   = "orgchange" // shows what can be changed
	verbRename   = "orgname"   // asks
	verbRenamed  = "orgnamed"  // … from which name to which, as signs of them
	verbKinds    = "orgkinds"
	verbKind     = "orgkind" // … from which kind to which
	verbTowns    = "orgtowns"
	verbTown     = "orgtown" // … from which municipality, as a sign of it, to which
	verbEIK      = "orgeik"  // asks
	verbKeepSo   = "orgkeep" // none of it; what it was about, and of whom
	longestTitle = 200       // characters of a name
)

// sign is how buttons tell one text from another.
func sign(s string) string { return strconv.FormatUint(uint64(crc32.ChecksumIEEE([]byte(s))), 36) }

// orgPrompt asks for something to be typed in reply. Its first button tells what it is
// about while its number is not known.
func (g *group) orgPrompt(verb, ref string, s flows.Screen) {
	s.Name, s.ReplyTo = verb+"/"+ref, g.Message
	s.Buttons = append([][]flows.Tap{{tap(text.T("Отказ", "Cancel"), verbKeepSo, verb, ref)}}, s.Buttons...)
	g.say(s)
}

// keepSo is the no to such a question.
func (g *group) keepSo([]string) { g.leaveSo(nil) }

// typedOf is what an administrator has replied about an organisation that is still there.
func (g *group) typedOf(ref string) (typed string, o programme.Organisation, ok bool) {
	if !g.mayAct() {
		return "", o, false
	}
	w, _ := g.What.(flows.Text)
	if o, ok = programme.OrganisationNow(g.tx, organisationOf(ref)); !ok {
		g.respond(text.T("Тази организация вече я няма.", "This organisation is gone."))
	}
	return text.Clean(w.Text), o, ok
}

// changeOrganisation shows what can be changed, in place of the card.
func (g *group) changeOrganisation(refs []string) {
	o, ok := g.organisationIn(refs)
	if !ok {
		return
	}
	ref := refOf(o.ID)
	g.change(flows.Screen{
		Text: text.Join("\n", text.T("<b>%s</b>", "<b>%s</b>").With(o.Name), g.facts(o), text.T("Какво да променя?", "What shall I change?")),
		Buttons: [][]flows.Tap{
			{tap(text.T("Преименувай", "Rename"), verbRename, ref), tap(text.T("ЕИК", "EIK"), verbEIK, ref)},
			{tap(text.T("Вид", "Kind"), verbKinds, ref), tap(text.T("Община", "Municipality"), verbTowns, ref)},
			{tap(text.T("‹ Към организацията", "‹ To the organisation"), verbTurn, ref, "0")},
		},
	})
}

// askName asks for the new name.
func (g *group) askName(refs []string) {
	if o, ok := g.organisationIn(refs); ok {
		g.orgPrompt(verbRename, refOf(o.ID), flows.Screen{Text: text.T("Как да се казва %s?\nОтговорете (Reply) на това съобщение с новото име, както да стои в списъците и документите.",
			"What shall %s be called?\nReply to this message with the new name, as lists and documents shall have it.").With(text.Quote(o.Name))})
	}
}

// repliedName shows the old name and the new one, with what it touches, before it counts.
func (g *group) repliedName(ref string) {
	name, o, ok := g.typedOf(ref)
	again := func(why text.Phrase) { g.orgPrompt(verbRename, refOf(o.ID), flows.Screen{Text: why}) }
	switch {
	case !ok:
		return
	case !strings.ContainsFunc(name, unicode.IsLetter) || len([]rune(name)) > longestTitle || strings.Contains(name, "\n"):
		again(text.T("Напишете името с думи, на един ред, до %d знака. Отговорете пак.", "Write the name in words, on one line, up to %d characters. Reply again.").With(longestTitle))
		return
	case name == o.Name:
		again(text.T("Така се казва и сега. Ако искате друго име, отговорете пак.", "That is its name now. For another one, reply again."))
		return
	}
	o.NewName = name
	g.tx.Organisations.Put(o.ID, o)
	seats, ideas := g.takesPart(o.ID)
	lines := []text.Phrase{
		text.T("Беше: %s", "It was: %s").With(o.Name), text.T("Става: <b>%s</b>", "Now: <b>%s</b>").With(name),
		text.T("Новото име ще стои в списъците, поканата, %s и %s. Издадените удостоверения остават със старото.",
			"The new name will stand in the lists, the invitation, %s and %s. Certificates that were issued keep the old one.").
			With(text.Registrations(len(seats)), text.Count(len(ideas), "идея", "идеи", "idea", "ideas")),
	}
	for _, m := range programme.AlikeOrganisations(g.tx.Organisations.All(), name, 2) {
		if m.ID != o.ID {
			lines = append(lines, text.T("Внимание: има и <b>%s</b> (%s). Ако е същата, ги обединете.", "Mind: there is <b>%s</b> (%s), too. If it is the same, merge them.").With(m.Organisation.Name, g.facts(m.Organisation)))
			break
		}
	}
	g.orgPrompt(verbRename, refOf(o.ID), flows.Screen{
		Text: text.Join("\n", lines...), Buttons: [][]flows.Tap{{tap(text.T("Да, преименувай", "Yes, rename it"), verbRenamed, refOf(o.ID), sign(o.Name), sign(name))}},
	})
}

// rename is the yes. The button says which names were seen: another coordinator may have
// typed another one.
func (g *group) rename(refs []string) {
	o, ok := g.organisationIn(refs)
	if !ok {
		return
	}
	was := o.Name
	if sign(was) != refs[1] || sign(o.NewName) != refs[2] || !programme.Rename(g.tx, g.Turn, o.ID, o.NewName) {
		g.toast(text.T("Междувременно името се промени, или беше написано друго. Вижте картата.", "Meanwhile the name has changed, or another one was typed. See the card."))
		return
	}
	g.changedOrganisation(o.ID, text.T("✔ %s вече се казва <b>%s</b>.", "✔ %s is called <b>%s</b> now.").With(was, o.NewName))
}

// changedOrganisation says in the pressed message who changed it, and shows the card as it
// is now.
func (g *group) changedOrganisation(id programme.OrganisationID, said text.Phrase) {
	first, _, _ := strings.Cut(g.Name, " ")
	g.change(flows.Screen{
		Text:    text.Join("\n", said, text.T("%s, %s", "%s, %s").With(first, text.DayTime(g.local(g.At), g.local(g.At)))),
		Buttons: [][]flows.Tap{{tap(text.T("Към организацията", "To the organisation"), verbOpen, refOf(id))}},
	})
	if g.olderCopy(programme.OrganisationCard(id)) {
		g.edit(g.organisationCard(id, 0))
	}
}

// kinds offers the other kinds.
func (g *group) kinds(refs []string) {
	o, ok := g.organisationIn(refs)
	if !ok {
		return
	}
	ref := refOf(o.ID)
	var rows [][]flows.Tap
	for _, k := range []programme.OrganisationKind{programme.NGO, programme.Municipality, programme.Institution} {
		if k != o.Kind {
			rows = append(rows, []flows.Tap{tap(kindName(k), verbKind, ref, string(o.Kind), string(k))})
		}
	}
	lines := []text.Phrase{text.T("<b>%s</b> сега е: %s. Какво е наистина?", "<b>%s</b> now is: %s. What is it really?").With(o.Name, kindName(o.Kind))}
	if o.Kind == programme.NGO {
		lines = append(lines, text.T("Ако не е НПО, проучването ѝ се пази, но не се брои.", "If it is no NGO, its survey is kept, but does not count."))
	}
	g.change(flows.Screen{Text: text.Join("\n", lines...), Buttons: append(rows, []flows.Tap{tap(text.T("‹ Към организацията", "‹ To the organisation"), verbTurn, ref, "0")})})
}

// setKind changes the kind: not while the organisation has seats, which are apart.
func (g *group) setKind(refs []string) {
	o, ok := g.organisationIn(refs)
	if !ok {
		return
	}
	was, now := o, o
	was.Kind, now.Kind = programme.OrganisationKind(refs[1]), programme.OrganisationKind(refs[2])
	apart := programme.PoolOf(was) != programme.PoolOf(now)
	if n := len(programme.LiveAhead(g.tx, o.ID)); n > 0 && apart {
		g.toast(text.T("Има %s за предстоящи събития, а местата на НПО и на общините са отделни. Първо ги отменете.",
			"It has %s for events to come, and the seats of NGOs and municipalities are apart. Cancel them first.").With(text.Registrations(n)))
		return
	}
	g.alter(was, now)
}

// towns offers the municipalities of the programme.
func (g *group) towns(refs []string) {
	o, ok := g.organisationIn(refs)
	if !ok {
		return
	}
	ref := refOf(o.ID)
	var taps []flows.Tap
	for _, m := range g.p.Municipalities {
		if m.Code != o.Municipality {
			taps = append(taps, tap(text.T("%s", "%s").With(m.Name), verbTown, ref, sign(o.Municipality), m.Code))
		}
	}
	g.change(flows.Screen{
		Text:    text.T("<b>%s</b> сега е в община: %s. В коя е наистина?", "<b>%s</b> now is in the municipality: %s. In which is it really?").With(o.Name, g.p.Town(o.Municipality)),
		Buttons: append(inPairs(taps), []flows.Tap{tap(text.T("‹ Към организацията", "‹ To the organisation"), verbTurn, ref, "0")}),
	})
}

func inPairs(taps []flows.Tap) (rows [][]flows.Tap) {
	for ; len(taps) > 1; taps = taps[2:] {
		rows = append(rows, taps[:2])
	}
	return append(rows, taps)
}

// setTown changes the municipality.
func (g *group) setTown(refs []string) {
	o, ok := g.organisationIn(refs)
	if !ok {
		return
	}
	was, now := o, o
	if now.Municipality = refs[2]; sign(o.Municipality) != refs[1] {
		was.Municipality = refs[2] + "?" // what was seen has changed
	}
	if _, known := g.p.MunicipalityName(refs[2]); !known {
		g.toast(text.T("Този бутон вече не важи.", "This button is no longer valid."))
		return
	}
	g.alter(was, now)
}

func (g *group) alter(was, now programme.Organisation) {
	if !programme.Alter(g.tx, g.Turn, was, now) {
		g.toast(text.T("Междувременно това се промени. Вижте картата.", "This has changed meanwhile. See the card."))
		return
	}
	g.change(g.organisationCard(now.ID, 0, text.T("✔ Променено от %s.", "✔ Changed by %s.").With(g.Name)))
}

// askEIK asks for the EIK.
func (g *group) askEIK(refs []string) {
	if o, ok := g.organisationIn(refs); ok {
		g.orgPrompt(verbEIK, refOf(o.ID), flows.Screen{Text: text.T("Кой е ЕИК на %s?\nОтговорете (Reply) на това съобщение с числото.", "What is the EIK of %s?\nReply to this message with the number.").With(text.Quote(o.Name))})
	}
}

// repliedEIK checks it, and that no other organisation has it.
func (g *group) repliedEIK(ref string) {
	typed, o, ok := g.typedOf(ref)
	if !ok {
		return
	}
	eik, err := text.ReadEIK(typed)
	if err != nil {
		g.orgPrompt(verbEIK, refOf(o.ID), flows.Screen{Text: text.Join(" ", text.EIKMistake(err), text.T("Отговорете пак.", "Reply again."))})
		return
	}
	for _, m := range programme.OrganisationsOfEIK(g.tx.Organisations.All(), eik) {
		if m.ID != o.ID {
			g.respond(text.T("ЕИК %s вече има %s. Ако е същата организация, ги обединете.", "%[2]s has the EIK %[1]s already. If it is the same organisation, merge them.").With(eik, text.Quote(m.Organisation.Name)))
			return
		}
	}
	now := o
	now.EIK = eik
	programme.Alter(g.tx, g.Turn, o, now)
	g.say(g.organisationCard(o.ID, 0, text.T("✔ ЕИК е записан от %s.", "✔ The EIK was entered by %s.").With(g.Name)))
}

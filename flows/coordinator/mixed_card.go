package coordinator

import (
	"strconv"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// showMixed shows the card of one group, in place: each member can be moved, or be
// asked to write down.
func (g *group) showMixed(refs []string) {
	e, ok := g.eventIn(refs)
	if !ok {
		return
	}
	number, _ := strconv.Atoi(refs[1])
	g.change(g.mixedCard(e, number))
}

// mixedShown is how many members have buttons on the card.
const mixedShown = 30

// mixedCard is the card of the group of that number; 0: of those who sit in none.
func (g *group) mixedCard(e programme.Event, number int) flows.Screen {
	var one programme.Group
	for _, each := range programme.GroupsOf(g.tx, e.Code) {
		if each.Number == number {
			one = each
		}
	}
	if one.ID == 0 && number != 0 {
		return g.groupsScreen(e, 0)
	}
	head, members := text.T("<b>Без група</b>", "<b>In no group</b>"), programme.Unseated(g.tx, e.Code)
	if number != 0 {
		head, members = text.T("<b>Група %d</b>", "<b>Group %d</b>").With(number), programme.MembersOf(g.tx, one)
	}
	lines := []text.Phrase{text.T("<b>%s</b> · %s", "<b>%s</b> · %s").With(e.Title, head)}
	var rows [][]flows.Tap
	for i, l := range members {
		if i == mixedShown {
			lines = append(lines, text.T("и още %s", "and %s more").With(text.People(len(members)-i)))
			break
		}
		lines = append(lines, text.T("%d. %s", "%d. %s").With(i+1, g.seatLine(one, l)))
		row := []flows.Tap{tap(text.T("Премести %d. %s", "Move %d. %s").With(i+1, text.Clip(shortName(l), 16)), verbShift, l.ID.String())}
		if number != 0 && one.Scribe != l.ID {
			row = append(row, tap(text.T("Записва %d.", "%d. writes").With(i+1), verbScribe, l.ID.String()))
		}
		rows = append(rows, row)
	}
	if len(members) == 0 {
		lines = append(lines, text.T("Няма никого.", "There is nobody."))
	}
	if number != 0 {
		lines = append(lines, g.mixedIdea(one))
	}
	if i, begun := programme.IdeaOf(g.tx, one); begun {
		rows = append(rows, []flows.Tap{tap(text.T("Към идеята", "To the idea"), verbIdea, i.ID.String())})
	} else if number != 0 && len(members) > 0 && len(g.p.Matrix.Form.Questions) > 0 {
		rows = append(rows, []flows.Tap{tap(text.T("Въведи идеята от хартия", "Enter the idea from paper"), verbFillGroup, one.ID.String())})
	}
	rows = append(rows, []flows.Tap{
		tap(text.T("‹ Всички групи", "‹ All groups"), verbGroups, e.Code, "0"),
		tap(text.T("Обнови", "Refresh"), verbMixed, e.Code, strconv.Itoa(number)),
	})
	return flows.Screen{Text: text.Join("\n", lines...), Buttons: rows, Among: g.seatedAmong(members)}
}

// shortName is a member on a button: who comes, or else of which organisation.
func shortName(l programme.DoorLine) string {
	if l.Name != "" {
		return l.Name
	}
	return l.Of.Name
}

// seatIn is who a button names, with the meeting.
func (g *group) seatIn(refs []string) (r programme.Registration, e programme.Event, ok bool) {
	id, _ := programme.ParseRegistrationID(refs[0])
	r, there := g.tx.Registrations.Get(id)
	e, held := g.tx.Events.Get(r.Event)
	if !there || !held {
		g.toast(text.T("Този човек вече го няма в списъка.", "This person is not on the list any more."))
		return r, e, false
	}
	return r, e, true
}

// askShift asks to which group somebody moves.
func (g *group) askShift(refs []string) {
	r, e, ok := g.seatIn(refs)
	if !ok {
		return
	}
	groups := programme.GroupsOf(g.tx, e.Code)
	from, sits := programme.GroupWith(g.tx, r.ID)
	var rows [][]flows.Tap
	var row []flows.Tap
	for _, one := range groups {
		if one.Number == from.Number {
			continue
		}
		if row = append(row, tap(text.T("Група %d (%d)", "Group %d (%d)").With(one.Number, len(one.Members)), verbShifted, r.ID.String(), strconv.Itoa(one.Number))); len(row) == 3 {
			rows, row = append(rows, row), nil
		}
	}
	rows = append(rows, row)
	where := text.T("Сега е без група.", "They are in no group now.")
	if sits {
		where = text.T("Сега е в Група %d.", "They are in Group %d now.").With(from.Number)
		rows = append(rows, []flows.Tap{tap(text.T("Без група", "In no group"), verbShifted, r.ID.String(), "0")})
	}
	rows = append(rows, []flows.Tap{tap(text.T("‹ Остави", "‹ Leave it so"), verbMixed, e.Code, strconv.Itoa(from.Number))})
	lines := []text.Phrase{text.T("Къде да преместя <b>%s</b>? %s", "Where shall I move <b>%s</b>? %s").With(g.sitterName(r), where)}
	if i, begun := programme.IdeaOf(g.tx, from); begun && i.Writable() {
		lines = append(lines, text.T("Групата вече пише идея. Написаното остава в нея.", "The group is writing an idea already. What is written stays in it."))
	}
	g.change(flows.Screen{Text: text.Join("\n", lines...), Buttons: rows, Among: known([]flows.PersonID{r.By, programme.PersonIn(g.tx, r)})})
}

// sitterName is who comes, with the organisation.
func (g *group) sitterName(r programme.Registration) text.Phrase {
	o, _ := g.tx.Organisations.Get(r.Organisation)
	return lineName(programme.DoorLine{Registration: r, Of: o, Name: programme.AttendeeOf(g.tx, r)})
}

// shift moves somebody, who is told.
func (g *group) shift(refs []string) {
	r, e, ok := g.seatIn(refs)
	if !ok {
		return
	}
	from, _ := programme.GroupWith(g.tx, r.ID)
	number, _ := strconv.Atoi(refs[1])
	switch {
	case !programme.MoveTo(g.tx, g.Turn, g.p, e, r.ID, number):
		g.toast(text.T("Нищо не се промени: човекът вече седи там, или не е отбелязан, че е дошъл.", "Nothing has changed: they are there already, or not marked as here."))
	case programme.Hears(g.tx, r):
		g.toast(text.T("Готово. Пиша на човека в бота.", "Done. I tell them in the bot."))
	default:
		g.toast(text.T("Готово. Кажете го на човека: не е в бота.", "Done. Tell them yourself: they are not in the bot."))
	}
	g.change(g.mixedCard(e, from.Number))
}

// setScribe has a member write down.
func (g *group) setScribe(refs []string) {
	r, e, ok := g.seatIn(refs)
	if !ok {
		return
	}
	one, sits := programme.GroupWith(g.tx, r.ID)
	if !sits {
		g.toast(text.T("Вече не е в тази група.", "They are not in this group any more."))
		g.change(g.groupsScreen(e, 0))
		return
	}
	switch _, changed := programme.SetScribe(g.tx, g.Turn, g.p, one.ID, r.ID); {
	case !changed:
		g.toast(text.T("Вече записва.", "They write down already."))
	case programme.Hears(g.tx, r):
		g.toast(text.T("Готово. Пиша на човека в бота.", "Done. I tell them in the bot."))
	default:
		g.toast(text.T("Готово. Не е в бота: ще пише на хартия, докато друг от групата не поеме.", "Done. They are not in the bot: they write on paper, unless somebody else of the group takes over."))
	}
	g.change(g.mixedCard(e, one.Number))
}

// seatedNow says in which group somebody sits; empty where they sit in none, or groups
// were not announced yet.
func (g *group) seatedNow(id programme.RegistrationID) text.Phrase {
	one, ok := programme.GroupWith(g.tx, id)
	if !ok {
		return text.Phrase{}
	}
	return text.T("Група %d", "Group %d").With(one.Number)
}

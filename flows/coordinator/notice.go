package coordinator

import (
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// decidedDue is the kind of the due row that tells somebody in the morning what
// was decided in the evening; it also begins the report of such a notice.
const decidedDue = "decided"

func decidedKey(key programme.MembershipKey) string { return decidedDue + "/" + memberRef(key) }

// What somebody is told.
const (
	toldApproved = "approved" // had answered nothing
	toldAnswered = "answered" // approved, and had answered something
	toldGaveWay  = "gaveway"  // approved, and some answers gave way to those of a colleague
	toldUnsent   = "unsent"   // so, and the answers have to be sent again
	toldRefused  = "refused"
	toldParted   = "parted"
)

// inform tells a person what was decided, by day; it returns what the card says
// of that.
func (g *group) inform(key programme.MembershipKey, what string) text.Phrase {
	due := decidedKey(key)
	if !g.tx.Chats.Reachable(key.Person) {
		g.Do(flows.Cancel{Key: due})
		return text.T("Съобщението не може да стигне: човекът е спрял бота. Моля, обадете се.", "The notice cannot arrive: the person has stopped the bot. Please call them.")
	}
	if at := g.p.ByDay(g.At); at.After(g.At) {
		g.Do(flows.Schedule{Key: due, At: at, Kind: decidedDue, Ref: memberRef(key) + "/" + what, Person: key.Person})
		return text.T("Ще съобщя на човека по-късно: %s", "I will tell the person later: %s").With(text.DayTime(g.local(at), g.local(g.At)))
	}
	g.Do(flows.Cancel{Key: due})
	g.sendNotice(key, what)
	return text.T("Съобщих на човека.", "The person was told.")
}

// sendNotice sends the notice.
func (g *group) sendNotice(key programme.MembershipKey, what string) {
	s := g.notice(key, what)
	s.Of, s.Report = key.Person, decidedKey(key)
	g.notify(key.Person, s)
}

// notice is what the person reads.
func (g *group) notice(key programme.MembershipKey, what string) flows.Screen {
	o, _ := g.tx.Organisations.Get(key.Organisation)
	name := text.Quote(o.Name)
	menu := [][]flows.Tap{{{Label: text.T("Меню", "Menu"), Data: flows.MenuButton}}}
	if from, moved := strings.CutPrefix(what, toldMoved); moved {
		left, _ := programme.OrganisationNow(g.tx, organisationOf(from))
		return flows.Screen{Buttons: menu, Text: text.T("Координаторите отбелязаха, че вече представлявате %s, а не %s. Отговорите, които дадохте, остават на предишната организация. Ако е станало недоразумение, %s.",
			"The coordinators have noted that you now represent %s, and not %s. The answers that you gave stay with the earlier organisation. If that is a misunderstanding, %s.").With(name, text.Quote(left.Name), g.p.Contact.Call())}
	}
	switch what {
	case toldRefused:
		return flows.Screen{Buttons: menu, Text: text.T("Координаторите не потвърдиха, че представлявате %s. Ако е станало недоразумение, %s.",
			"The coordinators did not confirm that you represent %s. If that is a misunderstanding, %s.").With(name, g.p.Contact.Call())}
	case toldParted:
		return flows.Screen{Buttons: menu, Text: text.T("Координаторите отбелязаха, че вече не представлявате %s. Отговорите на организацията остават. Ако е станало недоразумение, %s.",
			"The coordinators have noted that you no longer represent %s. The organisation’s answers stay. If that is a misunderstanding, %s.").With(name, g.p.Contact.Call())}
	}
	line := text.T("✅ Координаторите потвърдиха, че представлявате %s. Радваме се, че сте с нас!", "✅ The coordinators have confirmed that you represent %s. We are glad to have you!").With(name)
	next := text.T("За срещите и идеите ще Ви пишем тук.", "We will write to you here about the meetings and ideas.")
	r, _ := g.tx.Responses.Get(programme.ResponseKey{Survey: g.p.Survey.Name, Organisation: o.ID})
	sent, begun := !r.Sent.IsZero(), flows.ProgressOf(&g.p.Survey, r.Answers).Done > 0
	switch {
	case o.Kind != programme.NGO:
	case what == toldUnsent:
		next = text.T("Ваш колега е отговорил другояче на част от въпросите. Моля, прегледайте отговорите от менюто и ги изпратете.",
			"A colleague of yours has answered some questions differently. Please look through the answers in the menu and send them.")
	case what == toldGaveWay:
		next = text.T("Ваш колега е отговорил другояче на част от въпросите; засега остават неговите отговори. Прегледайте ги от менюто.",
			"A colleague of yours has answered some questions differently; for now the colleague’s answers stay. Look through them in the menu.")
	case sent && what == toldApproved:
		next = text.T("Колегите Ви вече са изпратили проучването. Можете да го видите и да го промените от менюто.", "Your colleagues have sent the survey already. You can see and change it from the menu.")
	case sent:
		next = text.T("Отговорите на проучването вече се броят.", "The answers of the survey count now.")
	case begun && what == toldApproved:
		next = text.T("Колегите Ви вече са започнали проучването. Можете да го продължите от менюто.", "Your colleagues have begun the survey already. You can go on with it from the menu.")
	case begun:
		next = text.T("Отговорите Ви са запазени. Остава да довършите проучването от менюто и да го изпратите.", "Your answers are kept. It remains to finish the survey in the menu and to send it.")
	default:
		next = text.T("Сега Ви чака кратко проучване. Отваря се от менюто.", "A short survey awaits you now. It opens from the menu.")
	}
	return flows.Screen{Text: text.Join("\n", line, next), Buttons: menu}
}

// inTheMorning tells somebody what was decided in the evening, if it still is so.
func (g *group) inTheMorning(w flows.Due) {
	key, what := fromMemberRef(w.Ref)
	m, ok := g.tx.Memberships.Get(key)
	_, known := g.tx.People.Get(key.Person)
	still := ok && m.Standing == programme.InForce
	switch what {
	case toldRefused:
		still = ok && m.Standing == programme.Refused
	case toldParted:
		still = !ok && known
	}
	if !still {
		return
	}
	if !g.tx.Chats.Reachable(key.Person) {
		g.toldOf(memberRef(key), flows.Unreachable)
		return
	}
	g.sendNotice(key, what)
}

// toldOf says in the group that a notice did not arrive, below the card that it
// is about.
func (g *group) toldOf(ref string, r flows.Result) {
	key, _ := fromMemberRef(ref)
	_, known := g.tx.People.Get(key.Person)
	if r == flows.Sent {
		g.tx.Missed.Delete(untoldReport + "/" + ref) // of an earlier decision
	}
	if r == flows.Sent || !known {
		return
	}
	s := flows.Screen{
		Of: key.Person, Name: programme.MemberNote(key), Report: untoldReport + "/" + ref + "/" + string(r),
		Text: text.T("%s. Моля, обадете се.", "%s. Please call them.").With(g.untold(key, r)),
	}
	s.ReplyTo, _ = g.Messages.Newest(programme.MemberCard(key))
	g.say(s)
}

// untoldReport begins the report of that: what, who and for whom, why.
const untoldReport = "untold"

func (g *group) untold(key programme.MembershipKey, r flows.Result) text.Phrase {
	o, _ := g.tx.Organisations.Get(key.Organisation)
	why := text.T("Telegram не прие съобщението", "Telegram did not accept the message")
	switch r {
	case flows.Unreachable:
		why = text.T("човекът е спрял бота", "the person has stopped the bot")
	case flows.InDoubt:
		why = text.T("Telegram не потвърди съобщението", "Telegram has not confirmed the message")
	}
	return text.T("<b>%s</b> (%s) може да не знае какво е решено: %s", "<b>%s</b> (%s) may not know what was decided: %s").With(g.memberName(key.Person), o.Name, why)
}

package coordinator

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons that part a person from an organisation; each names both.
const (
	verbPart   = "part" // asks
	verbParted = "parted"
)

// askPart asks before a person is parted from an organisation.
func (g *group) askPart(refs []string) {
	key := memberOf(refs)
	o, _ := g.tx.Organisations.Get(key.Organisation)
	m, ok := g.tx.Memberships.Get(key)
	if !ok || m.Standing != programme.InForce {
		g.partedBefore(key)
		return
	}
	seats := text.Raw("")
	if n := len(programme.SeatsIn(g.tx, key)); n > 0 {
		seats = text.T(" Мястото за %s поема колега. Ако няма такъв, ще е в „За обаждане“.", " The seat at %s goes to a colleague. Where there is none, it is on the list of calls.").
			With(text.Count(n, "предстоящо събитие", "предстоящи събития", "event to come", "events to come"))
	}
	g.say(flows.Screen{
		Text: text.T("Да отбележа ли, че <b>%s</b> вече не представлява %s? Отговорите на организацията остават.%s Човекът ще научи.",
			"Shall I note that <b>%s</b> no longer represents %s? The organisation’s answers stay.%s The person will be told.").With(g.memberName(key.Person), text.Quote(o.Name), seats),
		Buttons: [][]flows.Tap{{memberTap(text.T("Да, махни", "Yes, take off"), verbParted, key), tap(text.T("Не", "No"), verbLeaveSo)}},
		ReplyTo: g.Message,
		Of:      key.Person,
	})
}

// part ends that somebody speaks for an organisation.
func (g *group) part(refs []string) {
	key := memberOf(refs)
	o, _ := g.tx.Organisations.Get(key.Organisation)
	if m, ok := g.tx.Memberships.Get(key); !ok || m.Standing != programme.InForce || !programme.Part(g.tx, g.Turn, g.p, key) {
		g.partedBefore(key)
		g.Do(flows.Edit{To: flows.Group, Message: g.Message})
		return
	}
	g.audit("membership parted", memberRef(key), standingCode(programme.InForce), "")
	told := g.inform(key, toldParted)
	// Without the name: what is no longer on record could not be taken back later.
	done := text.T("Вече не представлява %s.\nОтбеляза го: %s, %s", "No longer represents %s.\nParted by %s, %s").
		With(text.Quote(o.Name), g.Name, text.DayTime(g.local(g.At), g.local(g.At)))
	g.change(flows.Screen{Text: text.Join("\n", done, told)})
	g.edit(endedCard(key, true, done))
	g.edit(g.organisationCard(key.Organisation, 0))
}

func (g *group) partedBefore(key programme.MembershipKey) {
	if m, ok := g.tx.Memberships.Get(key); ok {
		g.late(programme.Verdict{Standing: m.Standing, Decided: m.Decided})
		return
	}
	g.toast(text.T("Този човек вече не представлява организацията.", "This person no longer represents the organisation."))
}

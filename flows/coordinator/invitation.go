package coordinator

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// askInvite asks before an invitation ends: its link may be printed somewhere.
// The button of the yes names the invitation, so that it ends that one only.
func (g *group) askInvite(refs []string) {
	o, ok := g.organisationIn(refs)
	if !ok {
		return
	}
	if o.Standing != programme.InForce {
		g.late(programme.Verdict{Standing: o.Standing, Decided: o.Decided})
		return
	}
	g.say(flows.Screen{
		Text: text.T("Да издам ли нова покана на %s? Старата връзка ще спре да работи веднага. Хората, които са дошли с нея, остават.",
			"Shall I issue a new invitation to %s? The old link stops working at once. The people who came by it stay.").With(text.Quote(o.Name)),
		Buttons: [][]flows.Tap{{
			tap(text.T("Да, издай нова", "Yes, a new one"), verbInvited, refs[0], o.Invitation),
			tap(text.T("Не", "No"), verbLeaveSo),
		}},
		ReplyTo: g.Message,
	})
}

// inviteAnew ends the invitation and issues a new one.
func (g *group) inviteAnew(refs []string) {
	o, ok := g.organisationIn(refs)
	if !ok {
		return
	}
	if !programme.Invite(g.tx, o.ID, refs[1], g.newCode()) {
		g.toast(text.T("Тази покана вече е сменена.", "This invitation has been replaced already."))
		g.Do(flows.Edit{To: flows.Group, Message: g.Message})
		return
	}
	g.auditOrganisation(o)
	o, _ = g.tx.Organisations.Get(o.ID)
	g.change(flows.Screen{
		Text: text.T("✔ Нова покана на %s. Старата вече не работи. Издаде я: %s.", "✔ A new invitation of %s. The old one no longer works. Issued by %s.").
			With(text.Quote(o.Name), g.Name),
		Buttons: [][]flows.Tap{{tap(text.T("Покана лично", "Invitation in private"), verbLink, refOf(o.ID)), tap(text.T("QR код", "QR code"), verbLinkCode, refOf(o.ID))}},
	})
	g.edit(g.organisationCard(o.ID, 0))
}

// leaveSo is the no to a question of the bot.
func (g *group) leaveSo([]string) {
	g.change(flows.Screen{Text: text.T("Оставих всичко, както си беше.", "I have left everything as it was.")})
}

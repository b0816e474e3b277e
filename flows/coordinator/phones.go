package coordinator

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// phones sends the phone numbers behind an organisation to who asked, in private.
func (g *group) phones(refs []string) {
	o, ok := g.organisationIn(refs)
	if !ok || !g.privately(deskRef(deskPhones, refs[0])) {
		return
	}
	g.sendPhones(o.ID, false)
	g.toast(text.T("Изпратих ги лично на Вас.", "I have sent them to you in private."))
}

// sendPhones writes each person's number in a message of its own, so that it goes
// with them when they are erased. Those of many organisations go at the pace of what
// nobody waits for: a chat takes one message a second.
func (g *group) sendPhones(id programme.OrganisationID, many bool) {
	o, ok := g.tx.Organisations.Get(id)
	if !ok {
		return
	}
	g.audit("phones shown", refOf(id), "", "")
	lang := g.tx.Chats.Language(g.Person)
	tell := func(s flows.Screen) { g.SayTo(g.Person, lang, s, many) }
	contact := text.Raw("")
	if c := o.Contact; c != (programme.Contact{}) {
		contact = text.Join(", ", text.Raw(c.Name), text.Raw(c.Phone), text.Raw(c.Email))
		contact = text.T("За контакт: %s", "Contact: %s").With(contact)
	}
	people := g.tx.Memberships.OfOrganisation(id)
	if len(people) == 0 {
		contact = text.Join("\n", contact, nobodySpeaks)
	}
	tell(flows.Screen{Text: text.Join("\n", text.T("<b>%s</b>", "<b>%s</b>").With(o.Name), contact), Among: programme.ContactsOf(g.tx, o)})
	for _, key := range people {
		p, _ := g.tx.People.Get(key.Person)
		phone := text.Raw(p.Phone)
		if p.Phone == "" {
			phone = text.T("няма записан телефон", "no phone number on record")
		}
		m, _ := g.tx.Memberships.Get(key)
		line := text.T("%s: %s", "%s: %s").With(g.memberName(key.Person), phone)
		if m.Standing != programme.InForce {
			line = text.Join(" – ", line, standingWords(m.Standing))
		}
		tell(flows.Screen{Text: line, Of: key.Person})
	}
}

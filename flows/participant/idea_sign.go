package participant

import (
	"slices"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

var (
	labelSign      = text.T("Подписваме", "We sign")
	labelUnsign    = text.T("Оттегли подписа", "Take the signature back")
	labelSignLater = text.T("Не сега", "Not now")
)

// signRows are the buttons with which the person can sign the idea for their
// organisations, or, where back says so, take a signature back.
func (c *chat) signRows(i programme.Idea, back bool) [][]flows.Tap {
	if !i.Counts() {
		return nil
	}
	own := i.PartnersOf(c.tx, c.Person)
	var rows [][]flows.Tap
	for _, p := range own {
		label, verb := labelSign, ideaSign
		switch {
		case p.SignedNow() && (i.Approved() || !back):
			continue
		case p.SignedNow():
			label, verb = labelUnsign, ideaUnsign
		}
		if len(own) > 1 {
			label = text.T("%s: %s", "%s: %s").With(label, text.Clip(c.organisationName(p.Organisation), 12))
		}
		rows = append(rows, []flows.Tap{ideaTap(label, verb, i.ID.String(), subjectOf(p.Organisation))})
	}
	return rows
}

// sign signs the idea for a partner. Where the signature cannot be taken back any
// more, that is said first.
func (c *chat) sign(i programme.Idea, of programme.OrganisationID, sure bool) {
	if !c.maySign(i, of) {
		c.signOver(i)
		return
	}
	if i.Approved() && !sure {
		c.unpress()
		c.showIdeas(strings.Join([]string{ideaSign, i.ID.String(), subjectOf(of)}, ":"))
		return
	}
	i, _ = i.Sign(c.tx, c.Turn, of)
	i.TellOf(c.tx, c.Turn, c.p, programme.SignDue, of, i.AuthorPeople(c.tx))
	c.unpress()
	flows.Retire(c.Turn, signNoticeName)
	said := text.T("✅ Подписахте %s от името на %s. Благодарим!", "✅ You have signed %s for %s. Thank you!").With(c.named(i), text.Quote(c.organisationName(of)))
	if !i.Approved() {
		said = text.Join("\n", said, text.T("До одобрението може да оттеглите подписа си от тук.", "Until it is approved you can take the signature back here."))
	}
	c.showIdea(i, said)
}

// maySign reports whether the idea waits for that signature, and the person can give it.
func (c *chat) maySign(i programme.Idea, of programme.OrganisationID) bool {
	return slices.ContainsFunc(i.ToSign(c.tx, c.Person), func(p programme.Partner) bool { return p.Organisation == of })
}

// signScreen asks before a signature that cannot be taken back.
func (c *chat) signScreen(i programme.Idea, of programme.OrganisationID) flows.Screen {
	return flows.Screen{
		Text: text.T("Да подпиша ли %s от името на %s? Идеята вече е одобрена и подписът не може да се оттегли.",
			"Shall I sign %s for %s? The idea is approved already, and the signature cannot be taken back.").With(c.named(i), text.Quote(c.organisationName(of))),
		Buttons: [][]flows.Tap{{
			ideaTap(text.T("Да, подписваме", "Yes, we sign"), ideaSigned, i.ID.String(), subjectOf(of)),
			ideaTap(text.T("Не", "No"), ideaShow, i.ID.String()),
		}, flows.MenuRow()},
		Name: ideasName,
	}
}

// signOver answers who signs again, or what takes no signature from them.
func (c *chat) signOver(i programme.Idea) {
	why := text.T("Тази идея не чака подпис от Вас.", "This idea does not wait for your signature.")
	for _, p := range i.PartnersOf(c.tx, c.Person) {
		if p.SignedNow() {
			why = text.T("Вече е подписана.", "It has been signed already.")
		}
	}
	c.note(why)
	c.unpress()
	if i.MaySee(c.tx, c.Person) {
		c.showIdea(i)
		return
	}
	c.showIdeas(ideaList)
}

// signLater leaves the signature for another time.
func (c *chat) signLater(i programme.Idea) {
	name := ""
	if _, pressed := c.What.(flows.Press); !pressed {
		name = signNoticeName
	}
	c.Change(name, flows.Screen{
		Text: text.T("Добре. %s остава без Вашия подпис засега. Ще я намерите в менюто, в „Идеи“.",
			"All right. %s stays without your signature for now. You will find it in the menu, under “Ideas”.").With(c.namedFirst(i)),
		Buttons: [][]flows.Tap{{menuTap()}},
	}, true)
}

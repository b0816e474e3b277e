package coordinator

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Idea implements participant.Desk.
func (c *Conversation) Idea(tx *programme.Tx, t *flows.Turn, id programme.IdeaID) {
	g := c.in(tx, t)
	i, ok := tx.Ideas.Get(id)
	if !ok {
		return
	}
	said := text.T("💡 <b>Идея %d</b> е изпратена: %s", "💡 <b>Idea %d</b> was sent: %s")
	switch {
	case i.State == programme.IdeaWithdrawn:
		said = text.T("<b>Идея %d</b> е оттеглена от авторите: %s", "<b>Idea %d</b> was withdrawn by its authors: %s")
	case len(i.Versions) > 1:
		said = text.T("💡 <b>Идея %d</b> е изпратена пак, с промени: %s", "💡 <b>Idea %d</b> was sent again, with changes: %s")
	}
	var authors []text.Phrase
	for _, of := range i.Authors {
		o, _ := tx.Organisations.Get(of)
		authors = append(authors, text.Raw(o.Name))
	}
	lines := []text.Phrase{said.With(int(i.ID), text.Quote(g.p.Matrix.TitleOf(i))), text.T("Автори: %s", "Authors: %s").With(text.Join("; ", authors...))}
	if i.State == programme.IdeaWithdrawn && len(i.Steps) > 0 && i.Steps[len(i.Steps)-1].Reason != "" {
		lines = append(lines, text.T("Причина: „%s“", "Reason: “%s”").With(i.Steps[len(i.Steps)-1].Reason))
	}
	g.say(flows.Screen{Text: text.Join("\n", append(lines, text.T("Вижте я с /idea %d", "See it with /idea %d").With(int(i.ID)))...)})
}

package participant

import (
	"time"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// recently is how long before the bot was away somebody has to have been at
// their form to be told of it.
const recently = 30 * time.Minute

// away tells who was in the middle of a form that a press may not have arrived,
// and asks again. At night nobody is told: in the morning the buttons work.
func (c *chat) away(w flows.Away) {
	if c.p.Quiet(c.At) {
		return
	}
	var there []flows.PersonID // sessions are not to be changed while they are gone through
	for id, s := range c.tx.Sessions.All() {
		if s.Form != "" && !s.At.Before(w.From.Add(-recently)) && c.tx.Chats.Reachable(id) {
			there = append(there, id)
		}
	}
	for _, id := range there {
		c.beside(id, func(other *chat) { other.missed(w) })
	}
}

// missed tells one of them. What was asked is shown again, unless it was asked
// since the bot is back; a reading that waits for a yes stays as it stands. Who has
// stopped reminders is told only as an answer to what they wrote.
func (c *chat) missed(w flows.Away) {
	f, open := c.openForm()
	person, known := c.person()
	wrote := c.Session.At.After(w.To)
	if !open || !known || !c.agreed(person) || person.Quiet && !wrote {
		return
	}
	lost := text.T("Ако междувременно сте натиснали бутон, може да не съм го получил.",
		"If you pressed a button meanwhile, I may not have received it.")
	if w.To.Sub(w.From) > 24*time.Hour { // Telegram keeps messages for so long
		lost = text.T("Ако междувременно сте писали или сте натиснали бутон, може да не съм го получил.",
			"If you wrote or pressed a button meanwhile, I may not have received it.")
	}
	says := []text.Phrase{c.between(w.From, w.To), lost}
	again := false
	switch {
	case wrote:
	case c.Session.Pending != nil:
		says = append(says, text.T("Моля, натиснете го пак.", "Please press it again."))
	default:
		says, again = append(says, text.T("Продължаваме оттук:", "We go on from here:")), true
	}
	c.Tell(text.Join(" ", says...))
	if again {
		flows.Continue(c.Turn, f)
		c.Session.Asked = 0 // they have seen it before: what they write meanwhile is the answer
	}
}

// between says when the bot was away.
func (c *chat) between(from, to time.Time) text.Phrase {
	from, to = from.In(c.p.Location), to.In(c.p.Location)
	if from.Format(time.DateOnly) == to.Format(time.DateOnly) {
		return text.T("От %s до %s ч. нямаше връзка с мен.", "I could not be reached from %s to %s.").With(from.Format("15:04"), to.Format("15:04"))
	}
	return text.T("Нямаше връзка с мен от %s до %s.", "I could not be reached from %s to %s.").With(text.DayTime(from, c.local()), text.DayTime(to, c.local()))
}

// beside lets the conversation write to somebody who did nothing just now: from
// where they stand, in their language, and paced.
func (c *chat) beside(id flows.PersonID, write func(*chat)) {
	s, _ := c.tx.Sessions.Get(id)
	in := c.Input
	in.Person, in.Private = id, true
	t := &flows.Turn{Input: in, Lang: c.tx.Chats.Language(id), Session: &s, Messages: c.tx.Sessions.Messages(id)}
	write(&chat{Turn: t, tx: c.tx, p: c.p, desk: c.desk})
	c.tx.Sessions.Put(id, s)
	for _, e := range t.Effects {
		switch e := e.(type) {
		case flows.Say:
			e.Paced = true
			c.Do(e)
		case flows.Edit:
			e.Paced = true
			c.Do(e)
		default:
			c.Do(e)
		}
	}
}

package coordinator

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// guessingReport is the report of the alarm.
const guessingReport = "guessing"

// Guessing implements participant.Desk. Nothing is known of who guesses that
// would help, and nothing of them may be kept.
func (c *Conversation) Guessing(tx *programme.Tx, t *flows.Turn) {
	g := c.in(tx, t)
	g.say(flows.Screen{Report: guessingReport, Text: text.T("Някой опита няколко грешни кода за покана подред (последния – %s). Следващите му опити ще чакат все по-дълго. "+
		"Ако Ви се обади човек, чиято покана не работи, вижте истинската с /organisation.",
		"Somebody has tried several wrong codes of invitations in a row (the last one: %s). Their next tries will wait longer and longer. "+
			"If somebody calls whose invitation does not work, see the right one with /organisation.").With(text.DayTime(g.local(g.At), g.local(g.At)))})
}

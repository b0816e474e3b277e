package participant

import (
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Words writes the text of a message that is sent once, at the moment it leaves: what
// it is about stands in its About, "kind/reference". False: there is nothing to say
// any more.
func (c *Conversation) Words(tx *programme.Tx, say flows.Say, lang text.Language) (html string, buttons [][]flows.Button, ok bool) {
	ch := &chat{
		Turn: &flows.Turn{Input: flows.Input{At: tx.Now, Person: say.To, Private: true}, Lang: lang, Session: &flows.Session{}},
		tx:   tx, p: c.programme, desk: c.desk,
	}
	what, ref, _ := strings.Cut(say.About, "/")
	write, known := onceWords()[what]
	if !known || what == remindAbout && programme.Overtaken(tx, say.Key, say.To) {
		return "", nil, false
	}
	s, ok := write(ch, ref)
	return s.Text.HTML(lang), flows.Render(s.Buttons, lang), ok
}

// Hears reports whether what became of a message with that report is for the
// participants' conversations: its kind is then one of reports.
func (c *Conversation) Hears(report string) bool {
	what, _, _ := strings.Cut(report, "/")
	_, ours := reports()[what]
	return ours
}

// reports are the messages of which they want to know what became, by the kind with
// which the report begins; what follows is the reference.
func reports() map[string]func(c *chat, ref string, r flows.Result) {
	return map[string]func(c *chat, ref string, r flows.Result){
		remindAbout:        heardOfEvents(programme.AboutReminder),
		movedAbout:         heardOfEvents(programme.AboutMoved),
		offAbout:           heardOfEvents(programme.AboutOff),
		placedAbout:        heardOfPlace,
		seatReport:         (*chat).heardOffer,
		programme.RoundDue: (*chat).heardRound,
	}
}

// heard brings what became of such a message.
func (c *chat) heard(w flows.Delivered) {
	what, ref, _ := strings.Cut(w.Report, "/")
	if hear := reports()[what]; hear != nil {
		hear(c, ref, w.Result)
	}
}

// onceWords are the messages that are sent once, by the kind in their About.
func onceWords() map[string]func(c *chat, ref string) (flows.Screen, bool) {
	return map[string]func(c *chat, ref string) (flows.Screen, bool){
		programme.NudgeDue: (*chat).nudgeWords,
		programme.TermDue:  (*chat).termWords,
		programme.RoundDue: (*chat).roundWords,
		remindAbout:        remindWords,
		afterAbout:         (*chat).afterWords,

		programme.AboutBroadcast: (*chat).broadcastWords,
	}
}

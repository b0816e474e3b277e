package coordinator

import (
	"strconv"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// What is said in the group and stands in no other record is kept while the bot
// cannot say it, and told on its return in one message. It is forgotten only when
// that has arrived.

// missedReport begins the report of that message; behind it stands until when it
// tells, in Unix seconds.
const missedReport = "missed"

// missed keeps what the group could not be told.
func (g *group) missed(w flows.Delivered) {
	if w.Result != flows.Unreachable {
		return
	}
	what, m := guessingReport, programme.Missed{}
	if rest, untold := strings.CutPrefix(w.Report, untoldReport+"/"); untold {
		key, result := fromMemberRef(rest)
		what, m.Person, m.Result = untoldReport+"/"+memberRef(key), key.Person, flows.Result(result)
	}
	m.At = g.At.Truncate(time.Second)
	g.tx.Missed.Put(what, m)
}

// tellMissed tells what was missed, as far as it is still so: who can be written to
// again sees how things stand by themselves.
func (g *group) tellMissed() {
	var lines []text.Phrase
	var of []flows.PersonID
	for what, m := range g.tx.Missed.All() {
		ref, untold := strings.CutPrefix(what, untoldReport+"/")
		if !untold {
			lines = append(lines, text.T("• Някой опитваше грешни кодове за покана (последно: %s). Ако Ви се обади човек, чиято покана не работи, вижте истинската с /organisation.",
				"• Somebody was trying wrong codes of invitations (the last time: %s). If somebody calls whose invitation does not work, see the right one with /organisation.").
				With(text.DayTime(g.local(m.At), g.local(g.At))))
			continue
		}
		key, _ := fromMemberRef(ref)
		if m.Result == flows.Unreachable && g.tx.Chats.Reachable(m.Person) {
			continue
		}
		of = append(of, m.Person)
		lines = append(lines, text.T("• %s. Моля, обадете се.", "• %s. Please call them.").With(g.untold(key, m.Result)))
	}
	if len(lines) == 0 {
		return
	}
	lines = append([]text.Phrase{text.T("<b>Докато не можех да пиша тук</b>", "<b>While I could not write here</b>")}, lines...)
	g.say(flows.Screen{Text: text.Join("\n", lines...), Among: of, Report: missedReport + "/" + strconv.FormatInt(g.At.Unix(), 10)})
}

// toldMissed forgets what was told.
func (g *group) toldMissed(until string, r flows.Result) {
	seconds, err := strconv.ParseInt(until, 10, 64)
	if err != nil || r == flows.Unreachable {
		return
	}
	var told []string
	for what, m := range g.tx.Missed.All() {
		if !m.At.After(time.Unix(seconds, 0)) {
			told = append(told, what)
		}
	}
	for _, what := range told {
		g.tx.Missed.Delete(what)
	}
}

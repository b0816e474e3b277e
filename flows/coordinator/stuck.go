package coordinator

import (
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Messages of which nobody knows whether they arrived, and those that Telegram did not
// take. Only a coordinator's decision sends one again.

const (
	verbStuck   = "stuck"  // which list, page
	verbResend  = "resend" // which list, page, to whom, row
	verbArrived = "arrive" // page, to whom, row
	verbDrop    = "drop"   // page, to whom, row
)

const (
	listUnconfirmed = "u"
	listRefused     = "r"
)

// stuckShown is how many stand on a page: each has two buttons.
const stuckShown = 6

// turnStuck shows a page of a list in place.
func (g *group) turnStuck(refs []string) {
	page, _ := strconv.Atoi(refs[1])
	g.change(g.stuckScreen(refs[0], page))
}

// stuckScreen is a page of such a list.
func (g *group) stuckScreen(which string, page int) flows.Screen {
	state, title := flows.Unconfirmed, text.T("<b>Може да не са стигнали</b>", "<b>May not have arrived</b>")
	below := text.T("Telegram не отговори дали ги е получил. „Прати пак“ може да ги повтори на човека, „Получено е“ ги маха оттук.",
		"Telegram did not answer whether it had them. “Send again” may repeat them to the person, “It arrived” takes them off this list.")
	if which == listRefused {
		state, title = flows.Dead, text.T("<b>Отказани от Telegram</b>", "<b>Refused by Telegram</b>")
		below = text.T("Те не са стигнали. Ако са важни, обадете се или ги пратете пак.", "They did not arrive. If they matter, call, or send them again.")
	}
	var list []flows.Row
	for _, r := range g.tx.Outbox.Stuck() {
		if r.State == state {
			list = append(list, r)
		}
	}
	v := viewOf(len(list), stuckShown, page)
	lines := []text.Phrase{v.titled(text.T("%s: %d", "%s: %d").With(title, len(list)))}
	if len(list) == 0 {
		lines, below = append(lines, text.T("Няма такива.", "There are none.")), text.Phrase{}
	}
	s := flows.Screen{}
	for i := v.from; i < v.to; i++ {
		r := list[i]
		if r.To() != flows.Group {
			s.Among = append(s.Among, r.To())
		}
		lines = append(lines, text.T("%d. %s – %s, %s%s", "%d. %s – %s, %s%s").With(i+1, g.recipient(r.To()), g.messageKind(r), text.Ago(g.At.Sub(r.Created)), refusal(r)))
		at, to, row := strconv.Itoa(v.page), refOf(r.To()), refOf(rowID(r.ID))
		again := tap(text.T("%d. Прати пак", "%d. Send again").With(i+1), verbResend, which, at, to, row)
		if which == listRefused {
			s.Buttons = append(s.Buttons, []flows.Tap{again, tap(text.T("%d. Махни", "%d. Take away").With(i+1), verbDrop, at, to, row)})
		} else {
			s.Buttons = append(s.Buttons, []flows.Tap{again, tap(text.T("%d. Получено е", "%d. It arrived").With(i+1), verbArrived, at, to, row)})
		}
	}
	s.Text = text.Join("\n\n", text.Join("\n", lines...), below)
	s.Buttons = append(s.Buttons, v.taps(func(label text.Phrase, page int) flows.Tap { return tap(label, verbStuck, which, strconv.Itoa(page)) }),
		[]flows.Tap{tap(text.T("‹ Как е ботът", "‹ How the bot is"), verbHealth)})
	return s
}

// rowID lets refOf write the number of a row.
type rowID uint64

func rowOf(to, row string) (flows.PersonID, uint64) {
	id, _ := strconv.ParseUint(row, 36, 64)
	return personOf(to), id
}

// recipient is to whom a message goes.
func (g *group) recipient(to flows.PersonID) text.Phrase {
	if to == flows.Group {
		return text.T("до тази група", "to this group")
	}
	return g.memberName(to)
}

// refusal are Telegram's words for a message that it did not take.
func refusal(r flows.Row) text.Phrase {
	if r.State != flows.Dead || r.Error == "" {
		return text.Raw("")
	}
	return text.T("\n    <i>Telegram: %s</i>", "\n    <i>Telegram: %s</i>").With(text.Clip(r.Error, 120))
}

// messageKind says what sort of message it is: not its words, which are the person's.
func (g *group) messageKind(r flows.Row) text.Phrase {
	if r.Say == nil {
		return text.T("промяна на съобщение", "a change of a message")
	}
	about, key := strings.Split(r.Say.About+"/", "/"), strings.Split(r.Say.Key+"/", "/")
	kind := about[0]
	if kind == "" {
		kind = key[0]
	}
	said, known := messageKinds()[kind]
	switch {
	case r.Say.File != nil:
		return text.T("файл", "a file")
	case !known:
		return text.T("отговор на бота", "an answer of the bot")
	}
	for _, code := range []string{about[1], key[1]} {
		if e, ok := g.tx.Events.Get(code); ok {
			return text.T("%s: %s", "%s: %s").With(said, e.Title.Quoted())
		}
	}
	return said
}

// messageKinds are the messages that the bot sends unasked, by how what they are about,
// or their key, begins.
func messageKinds() map[string]text.Phrase {
	return map[string]text.Phrase{
		"remind":           text.T("напомняне", "a reminder"),
		programme.NudgeDue: text.T("подсещане за проучването", "a nudge about the survey"),
		programme.RoundDue: text.T("подсещане, поискано от координатор", "a nudge that a coordinator asked for"),
		programme.TermDue:  text.T("новият срок на проучването", "the survey’s new time"),
		"after":            text.T("благодарност след събитие", "thanks after an event"),
		programme.MovedDue: text.T("преместено събитие", "an event that was moved"),
		programme.OffDue:   text.T("отменено събитие", "an event that was called off"),

		programme.AboutBroadcast: text.T("съобщение до участниците", "a message to the participants"),
	}
}

// resend sends a message again, because somebody has decided so.
func (g *group) resend(refs []string) {
	page, _ := strconv.Atoi(refs[1])
	to, row := rowOf(refs[2], refs[3])
	if to != flows.Group && g.p.Quiet(g.At) {
		g.toast(text.T("По това време не безпокоя хората. Натиснете пак след %s.", "I do not disturb people at this hour. Press again after %s.").With(text.DayTime(g.local(g.p.ByDay(g.At)), g.local(g.At))))
		return
	}
	what := g.tx.Outbox.Resend(to, row)
	switch what {
	case programme.ResentNow:
		g.toast(text.T("Изпращам го пак.", "I am sending it again."))
	case programme.ResentAway:
		g.toast(text.T("Човекът е спрял бота. Ще го получи, ако го пусне отново. По-добре се обадете.", "The person has stopped the bot. They get it if they start it again. Better call."))
	case programme.ResentLate:
		g.toast(text.T("Вече е късно за това съобщение. Махнах го от списъка.", "It is too late for this message. I have taken it off the list."))
	default:
		g.toast(text.T("За него вече е решено, или е стигнало.", "That one has been decided, or has arrived."))
	}
	if what != programme.ResentGone {
		g.audit("message sent again", refOf(to)+"/"+refs[3], "", string(what))
	}
	g.change(g.stuckScreen(refs[0], page))
}

// confirmed takes a message for received.
func (g *group) confirmed(refs []string) {
	to, row := rowOf(refs[1], refs[2])
	done := g.tx.Outbox.Confirm(to, row)
	if done {
		g.audit("message confirmed", refs[1]+"/"+refs[2], "", "")
	}
	g.settled(done, listUnconfirmed, refs[0])
}

// drop takes a refused message away.
func (g *group) drop(refs []string) {
	to, row := rowOf(refs[1], refs[2])
	done := g.tx.Outbox.Drop(to, row)
	if done {
		g.audit("message dropped", refs[1]+"/"+refs[2], "", "")
	}
	g.settled(done, listRefused, refs[0])
}

// settled says what came of a decision, and shows what is left.
func (g *group) settled(done bool, which, at string) {
	said := text.T("Отбелязано.", "Noted.")
	if !done {
		said = text.T("За него вече е решено, или е стигнало.", "That one has been decided, or has arrived.")
	}
	g.toast(said)
	page, _ := strconv.Atoi(at)
	g.change(g.stuckScreen(which, page))
}

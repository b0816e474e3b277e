package coordinator

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// answerReport begins the report of an answer: "answer/<thread>/<message in the
// group>"; of a further picture of an album "/more" follows.
const (
	answerReport = "answer/"
	moreOfAlbum  = "/more"
)

// replied takes a message of the group that replies to one of the bot's. A reply
// to a question is an answer to it; anything else that was not meant for the bot
// is the coordinators' own conversation.
func (g *group) replied() {
	if g.captioned() || g.ReplyTo == 0 {
		return
	}
	if take, ref, ours := g.repliedTo(); ours {
		take(g, ref)
		return
	}
	id, ok := g.repliedThread()
	switch _, edited := g.What.(flows.Edited); {
	case !ok && g.ToBot && !edited:
		g.respond(text.T("Това не отива при никого: съобщението, на което отговаряте, не е въпрос от участник. Отворените въпроси са в /questions.",
			"This goes to nobody: the message you reply to is no participant’s question. The open questions are in /questions."))
	case !ok:
	case edited:
		g.respond(text.T("Поправката остава само тук. Ако е важна за човека, отговорете още веднъж на въпроса му.",
			"The correction stays here only. If it matters to the person, reply to their question once more."))
	case g.Person == flows.Group:
		g.respond(text.T("Пишете от името на групата и човекът няма да знае кой му отговаря. Моля, отговорете от своя профил.",
			"You write in the group’s name, and the person would not know who answers. Please reply from your own account."))
	default:
		g.answer(id)
	}
}

// answer brings the message to the person who asked.
func (g *group) answer(id programme.ThreadID) {
	th, ok := g.tx.Threads.Get(id)
	if !ok {
		g.respond(saidGone)
		return
	}
	h, ok := flows.HeldOf(g.Input)
	if !ok {
		g.respond(text.T("Това не мога да го предам. Отговорете с думи, глас, снимка или файл.",
			"I cannot pass this on. Reply in words, or with a voice message, photo or file."))
		return
	}
	if g.answeredBefore(th) {
		g.Do(flows.Edit{To: th.Person, Name: flows.AnswerName(uint64(id)), Paced: true})
	}
	report, album := answerReport+id.String()+"/"+strconv.Itoa(g.Message), ""
	if w, ok := g.What.(flows.Attachment); ok && w.Album != "" {
		album = w.Album
		if slices.ContainsFunc(th.Messages, func(m programme.ThreadMessage) bool { return m.Album == album }) {
			report += moreOfAlbum
		}
	}
	first, _, _ := strings.Cut(g.Name, " ")
	g.send(parcel{
		to: th.Person, lang: g.tx.Chats.Language(th.Person),
		head:  text.T("<b>%s, %s</b>:", "<b>%s, %s</b>:").With(first, g.p.Club),
		words: h.Text, file: fileOf(h.Kind, h.Remote),
		buttons: g.answerButtons(th), name: func() string { return flows.AnswerName(uint64(id)) }, of: th.Person,
		replyTo: th.Last().Message, report: report,
	})
	m := programme.ThreadMessage{At: g.At, By: g.Person, Answer: true, Message: g.Message, Album: album}
	if _, known := g.tx.People.Get(th.Person); known {
		m.Text, m.Kind, m.Remote = h.Text, h.Kind, h.Remote
	}
	th.Messages, th.Answered = append(th.Messages, m), true
	g.tx.Threads.Put(id, th)
	g.audit("question answered", id.String(), "", "")
}

var saidGone = text.T("Този въпрос вече го няма: човекът е изтрил данните си или не се е записал. Отговорът не може да стигне до него.",
	"This question is gone: the person has erased their data, or did not register. The answer cannot reach them.")

func (g *group) answeredBefore(th programme.Thread) bool {
	for _, m := range th.Messages {
		if m.Answer {
			return true
		}
	}
	return false
}

// answerButtons stand under an answer: how to go on with the question, and with
// what the person was doing.
func (g *group) answerButtons(th programme.Thread) [][]flows.Tap {
	on := flows.Tap{Label: text.T("Меню", "Menu"), Data: flows.MenuButton}
	if form, subject := g.tx.Chats.Filling(th.Person); form != "" {
		on = flows.Tap{Label: text.T("Продължи", "Go on"), Data: flows.OpenButton(form, subject)}
	}
	return [][]flows.Tap{
		{
			{Label: text.T("Пиши пак", "Write again"), Data: flows.AskTap(flows.AskMore, uint64(th.ID))},
			{Label: text.T("Приключи", "Close"), Data: flows.AskTap(flows.AskEnd, uint64(th.ID))},
		},
		{on},
	}
}

// arrived tells the group what became of an answer; of an album once, unless one of
// its pictures fares worse than the first.
func (g *group) arrived(w flows.Delivered) {
	rest, ok := strings.CutPrefix(w.Report, answerReport)
	rest, more := strings.CutSuffix(rest, moreOfAlbum)
	number, message, _ := strings.Cut(rest, "/")
	n, err := strconv.ParseUint(number, 10, 64)
	if !ok || err != nil {
		return
	}
	to, _ := strconv.Atoi(message)
	th, there := g.tx.Threads.Get(programme.ThreadID(n))
	if more && (w.Result == flows.Sent || !th.Answered) {
		return
	}
	name := text.Raw(g.nameOf(th.Person))
	if name.Empty() {
		name = text.T("човека", "the person")
	}
	said := text.T("✔ Стигна до %s.", "✔ It reached %s.")
	switch w.Result {
	case flows.Sent:
	case flows.Unreachable:
		said = text.T("✘ Не стигна до %s: ботът е спрян там. Ако има телефон, обадете се.", "✘ It did not reach %s: the bot is stopped there. If there is a phone number, call.")
	case flows.InDoubt:
		said = text.T("Не е сигурно, че стигна до %s: Telegram не потвърди. Ако е важно, отговорете още веднъж.",
			"It is not certain that it reached %s: Telegram has not confirmed it. If it matters, reply once more.")
	default:
		said = text.T("✘ Не стигна до %s: Telegram не прие съобщението. Опитайте с други думи, или се обадете.",
			"✘ It did not reach %s: Telegram did not accept the message. Try other words, or call.")
	}
	screen := flows.Screen{Text: said.With(name), ReplyTo: to, Of: th.Person}
	if there {
		if w.Result != flows.Sent && w.Result != flows.InDoubt {
			th.Answered = false // still waits
			if !th.Closed.IsZero() {
				th.Closed, th.ClosedBy = time.Time{}, 0
				screen.Text = text.Join(" ", screen.Text, text.T("Въпросът пак е отворен.", "The question is open again."))
				g.showOpen(th)
			}
		}
		th.Sent++
		screen.Name = programme.ThreadCard(th.ID, th.Sent)
		g.tx.Threads.Put(th.ID, th)
	}
	g.say(screen)
}

// closeThread closes a question because a coordinator says so. Who was not
// answered learns of it by day.
func (g *group) closeThread(refs []string) {
	th, ok := g.threadOf(refs)
	if !ok {
		return
	}
	if !th.Closed.IsZero() {
		g.toast(text.T("Този въпрос вече е приключен.", "This question is closed already."))
		return
	}
	th.Closed, th.ClosedBy = g.At, g.Person
	g.tx.Threads.Put(th.ID, th)
	g.audit("question closed", th.ID.String(), "", "")
	if n, _ := g.Messages.Newest(programme.ThreadCard(th.ID, th.Card)); n != g.Message {
		g.Do(flows.Edit{To: flows.Group, Message: g.Message})
	}
	first, _, _ := strings.Cut(g.Name, " ")
	g.showClosed(th, text.T("✔ Приключен от %s", "✔ Closed by %s").With(first))
	if p, _ := g.tx.People.Get(th.Person); !th.Answered && !p.Quiet {
		g.Do(flows.Schedule{
			Key: flows.ClosedDue + "/" + th.ID.String(), At: g.p.ByDay(g.At), Kind: flows.ClosedDue, Ref: th.ID.String(), Person: th.Person,
		})
	}
}

// closedThread answers the line that stands under a closed question.
func (g *group) closedThread(refs []string) {
	th, ok := g.threadOf(refs)
	switch {
	case !ok:
	case th.Closed.IsZero():
		g.toast(text.T("Човекът е писал пак и въпросът е отворен. Вижте /questions.", "The person has written again, and the question is open. See /questions."))
	default:
		g.toast(text.T("Приключен е %s. С „Отговор“ (Reply) пак можете да пишете на човека.", "It was closed %s. By replying you can still write to the person.").
			With(text.Ago(g.At.Sub(th.Closed))))
	}
}

// threadOf is the question that a button names; one that is gone is said to be.
func (g *group) threadOf(refs []string) (programme.Thread, bool) {
	n, _ := strconv.ParseUint(refs[0], 10, 64)
	th, ok := g.tx.Threads.Get(programme.ThreadID(n))
	if !ok {
		g.toast(text.T("Този въпрос вече го няма: човекът е изтрил данните си или не се е записал.",
			"This question is gone: the person has erased their data, or did not register."))
		g.Do(flows.Edit{To: flows.Group, Message: g.Message})
	}
	return th, ok
}

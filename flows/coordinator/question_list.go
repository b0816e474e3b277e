package coordinator

import (
	"slices"
	"strconv"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// questionsShown is how many questions stand on one page of the list;
// questionsAnew, how many are shown by themselves when the bot comes back.
const (
	questionsShown = 8
	questionsAnew  = 10
)

// questions lists what is open.
func (g *group) questions(string) { g.say(g.questionPage(0)) }

// turnQuestions shows another page of the list in the same message.
func (g *group) turnQuestions(refs []string) {
	page, _ := strconv.Atoi(refs[0])
	g.change(g.questionPage(page))
}

// questionPage is a page of the open questions: who waits for an answer, the
// longest waiting first, then who has one.
func (g *group) questionPage(page int) flows.Screen {
	open, waiting := programme.OpenThreads(g.tx)
	v := viewOf(len(open), questionsShown, page)
	var lines []text.Phrase
	var rows [][]flows.Tap
	var askers []flows.PersonID
	if len(open) == 0 {
		lines = append(lines, text.T("Няма отворени въпроси.", "There are no open questions."))
	}
	for i := v.from; i < v.to; i++ {
		th := open[i]
		switch {
		case i == waiting:
			lines = append(lines, text.T("<b>Отговорени, още отворени</b>: %s", "<b>Answered, still open</b>: %s").With(text.Questions(len(open)-waiting)))
		case i == v.from && i < waiting:
			lines = append(lines, text.T("<b>Чакат отговор</b>: %s", "<b>Waiting for an answer</b>: %s").With(text.Questions(waiting)))
		case i == v.from:
			lines = append(lines, text.T("<b>Отговорени, още отворени</b>", "<b>Answered, still open</b>"))
		}
		lines = append(lines, g.questionLine(th))
		askers = append(askers, th.Person)
		label := text.T("Покажи № %s", "Show No. %s").With(th.ID.String())
		if n := len(rows); n > 0 && len(rows[n-1]) < 2 {
			rows[n-1] = append(rows[n-1], tap(label, "question", th.ID.String()))
		} else {
			rows = append(rows, []flows.Tap{tap(label, "question", th.ID.String())})
		}
	}
	lines = append(lines, v.words())
	rows = append(rows, v.taps(func(label text.Phrase, page int) flows.Tap { return tap(label, "questions", strconv.Itoa(page)) }))
	return flows.Screen{Text: text.Join("\n\n", lines...), Buttons: rows, Among: askers}
}

// questionLine is a question with its age and its beginning.
func (g *group) questionLine(th programme.Thread) text.Phrase {
	line := text.T("№ %s · %s · %s", "No. %s · %s · %s").With(th.ID.String(), text.Ago(g.At.Sub(th.Since())), g.asker(th))
	if words := th.Last().Text; words != "" {
		line = text.Join("\n", line, text.T("<i>%s</i>", "<i>%s</i>").With(text.Clip(words, 120)))
	}
	return line
}

// showQuestion shows a question again, so that it can be replied to.
func (g *group) showQuestion(refs []string) {
	if th, ok := g.threadOf(refs); ok {
		g.whole(th)
	}
}

// openQuestions shows what is open as cards of their own, after the bot has come
// into the group, or the group has another number: there is nothing else there by
// which to reply.
func (g *group) openQuestions() {
	open, _ := programme.OpenThreads(g.tx)
	for _, th := range open[:min(len(open), questionsAnew)] {
		g.whole(th)
	}
	if left := len(open) - questionsAnew; left > 0 {
		g.tell(text.T("Има още %s. Всички са в /questions.", "There are %s more. All of them are in /questions.").With(text.Questions(left)))
	}
}

// lettersShown is how much of a question's past one message shows.
const lettersShown = 3000

// whole shows the question with what followed, as far as it is kept, and after it
// the files that wait for an answer.
func (g *group) whole(th programme.Thread) {
	lines := []text.Phrase{g.fullHead(th)}
	if !th.Closed.IsZero() {
		lines = append(lines, text.T("Приключен %s.", "Closed %s.").With(text.Ago(g.At.Sub(th.Closed))))
	}
	var said []text.Phrase
	left := lettersShown
	for _, m := range slices.Backward(th.Messages) { // the newest matter most
		if left <= 0 {
			break
		}
		if m.Text == "" && m.Kind == "" {
			continue
		}
		words := text.Clip(m.Text, max(left, 2))
		left -= len([]rune(words)) + 30
		said = append(said, g.lineOf(m, words))
	}
	slices.Reverse(said)
	if len(said) == 0 {
		said = append(said, text.T("Думите на хора, които още не са дали съгласие, не се пазят. С „Отговор“ (Reply) можете да им пишете.",
			"The words of people who have not agreed yet are not kept. You can write to them by replying."))
	}
	g.card(th, text.Join("\n\n", append(lines, said...)...), "", nil)
	for i := firstWaiting(th); i < len(th.Messages); i++ {
		if m := th.Messages[i]; m.Remote != "" {
			th, _ = g.tx.Threads.Get(th.ID)
			g.card(th, g.shortHead(th), "", fileOf(m.Kind, m.Remote))
		}
	}
}

// lineOf is one message of a question's past.
func (g *group) lineOf(m programme.ThreadMessage, words string) text.Phrase {
	who := text.T("въпрос", "question")
	if m.Answer {
		who = text.T("отговор", "answer")
	}
	body := text.Raw(words)
	if m.Kind != "" {
		body = text.Join(" ", text.T("[%s]", "[%s]").With(flows.KindWords(string(m.Kind))), body)
	}
	return text.T("<i>%s, %s:</i> %s", "<i>%s, %s:</i> %s").With(who, text.Ago(g.At.Sub(m.At)), body)
}

// firstWaiting is the place of the first message that nobody has answered.
func firstWaiting(th programme.Thread) int {
	for i, m := range slices.Backward(th.Messages) {
		if m.Answer {
			return i + 1
		}
	}
	return 0
}

package coordinator

import (
	"slices"
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// A decision about an idea: its button asks, and says who will read it; the question's
// button decides without words, a reply to the question decides with them. What was
// asked names how often the idea had been sent: a decision is about what was read.

// Buttons that name the idea and the state to which it goes.
const (
	verbStep    = "istep"    // asks
	verbStepped = "istepped" // decides; names the version, too
)

// stepPrefix begins the name of the question: "istep/<idea>/<state>/<version>".
const stepPrefix = "istep"

const longestWords = 1500 // characters of a reason or of the council's word

// decisionWords are what the question says, what its button, and what is said afterwards.
type decisionWords struct{ ask, button, done text.Phrase }

func decisionsAbout(to programme.IdeaState) (decisionWords, bool) {
	switch to {
	case programme.IdeaApproved:
		return decisionWords{
			text.T("Да одобря ли %s? Ако искате да добавите нещо, отговорете (Reply) на това съобщение с думи: така я одобрявате с тях.",
				"Shall I approve %s? If you want to add something, reply to this message in words: that approves it with them."),
			text.T("Да, одобри", "Yes, approve"), text.T("✅ Одобрена е %s.", "✅ %s is approved."),
		}, true
	case programme.IdeaReturned:
		return decisionWords{
			text.T("Какво да се промени в %s? Отговорете (Reply) на това съобщение с думи: така я връщате с тях.",
				"What is to be changed in %s? Reply to this message in words: that returns it with them."),
			text.T("Върни без обяснение", "Return without words"), text.T("↩ Върната е за промени %s.", "↩ %s is returned for changes."),
		}, true
	case programme.IdeaWithdrawn:
		return decisionWords{
			text.T("Да оттегля ли %s? Тя няма да се брои никъде. Отговорете (Reply) на това съобщение с причината или натиснете бутона.",
				"Shall I withdraw %s? It will count nowhere. Reply to this message with the reason, or press the button."),
			text.T("Да, оттегли", "Yes, withdraw"), text.T("Оттеглена е %s.", "%s is withdrawn."),
		}, true
	}
	return decisionWords{}, false
}

var toldToAll = text.T("Авторите и партньорите ще го прочетат от бота.", "The authors and the partners will read it from the bot.")

// askStep asks before a decision.
func (g *group) askStep(refs []string) {
	i, ok := g.ideaIn(refs)
	to := programme.IdeaState(refs[1])
	words, known := decisionsAbout(to)
	switch {
	case !ok:
	case !known || !i.MayGo(to):
		g.standsSo(i)
	default:
		ref := []string{i.ID.String(), string(to), strconv.Itoa(len(i.Versions))}
		g.say(flows.Screen{
			Name: stepPrefix + "/" + strings.Join(ref, "/"), ReplyTo: g.Message,
			Text: text.Join("\n", words.ask.With(g.ideaNamed(i)), g.unsignedLine(i, to), toldToAll),
			Buttons: [][]flows.Tap{
				{tap(words.button, verbStepped, ref...)},
				{tap(text.T("Отказ", "Cancel"), verbLeaveSo)},
			},
		})
	}
}

// unsignedLine warns who approves an idea that not all partners have signed.
func (g *group) unsignedLine(i programme.Idea, to programme.IdeaState) text.Phrase {
	if signed, all := i.SignedBy(); to == programme.IdeaApproved && signed < all {
		return text.T("Подписали са %d от %s.", "%d of %s have signed.").With(signed, partners(all))
	}
	return text.Phrase{}
}

// stepped decides without words.
func (g *group) stepped(refs []string) {
	i, done := g.decideIdea(refs, "")
	if done.Empty() {
		g.Do(flows.Edit{To: flows.Group, Message: g.Message})
		return
	}
	g.change(flows.Screen{Text: done})
	g.edit(g.ideaCard(i))
}

// repliedStep decides with the words of the reply.
func (g *group) repliedStep(ref string) {
	refs := strings.Split(ref, "/")
	if len(refs) != 3 || !g.mayAct() {
		return
	}
	words, ok := g.wordsOf()
	if !ok {
		return
	}
	if yes, plain := plainAnswer(words); plain {
		switch {
		case !yes:
			g.leaveAsked(stepPrefix + "/" + ref)
			return
		case programme.IdeaState(refs[1]) == programme.IdeaReturned:
			g.respond(text.T("Напишете какво да се промени: авторите ще прочетат точно тези думи. Или натиснете „Върни без обяснение“.",
				"Write what is to be changed: the authors will read just these words. Or press “Return without words”."))
			return
		}
		words = "" // the yes is the decision, not a reason
	}
	i, done := g.decideIdea(refs, words)
	if done.Empty() {
		return
	}
	g.Do(flows.Edit{To: flows.Group, Name: stepPrefix + "/" + ref})
	g.respond(done)
	g.edit(g.ideaCard(i))
}

// plainAnswer understands a reply that is only a yes or a no to what was asked, and
// no words for anybody to read.
func plainAnswer(words string) (yes, plain bool) {
	switch text.Latin(words) {
	case text.Latin("отказ"), text.Latin("отказвам се"), "cancel":
		return false, true
	}
	return text.ReadYesNo(words)
}

// leaveAsked answers the no: the question loses its buttons, and nothing is done.
func (g *group) leaveAsked(name string) {
	g.Do(flows.Edit{To: flows.Group, Name: name})
	g.respond(text.T("Оставих всичко, както си беше.", "I have left everything as it was."))
}

// decideIdea takes the step, and says what to say of it; nothing where it said that
// already because it could not be taken.
func (g *group) decideIdea(refs []string, reason string) (programme.Idea, text.Phrase) {
	i, ok := g.ideaIn(refs)
	to := programme.IdeaState(refs[1])
	words, known := decisionsAbout(to)
	if !ok || !known {
		return i, text.Phrase{}
	}
	if !i.MayGo(to) {
		g.standsSo(i)
		return i, text.Phrase{}
	}
	if version, _ := strconv.Atoi(refs[2]); version != len(i.Versions) {
		g.refuse(text.T("Междувременно авторите изпратиха нова версия. Прочетете я и решете от картата ѝ: /idea %d", "The authors have sent a new version meanwhile. Read it, and decide from its card: /idea %d").With(int(i.ID)))
		return i, text.Phrase{}
	}
	i, _ = i.Step(g.tx, g.Turn, g.p, to, reason)
	return i, text.Join("\n",
		words.done.With(g.ideaNamed(i)),
		text.T("Реши: %s, %s", "Decided by %s, %s").With(g.Name, text.DayTime(g.local(g.At), g.local(g.At))),
		g.whoLearns(i))
}

// whoLearns says how those concerned learn of it.
func (g *group) whoLearns(i programme.Idea) text.Phrase {
	people, reached := i.People(g.tx), 0
	for _, who := range people {
		if g.tx.Chats.Reachable(who) {
			reached++
		}
	}
	if reached == 0 {
		return text.T("Няма на кого да пиша в Telegram: никой от авторите и партньорите не е там. Моля, обадете се.", "There is nobody to write to: none of the authors and partners is in Telegram. Please call them.")
	}
	line := text.T("Пиша на автори и партньори: %d от %s.", "I write to authors and partners: %d of %s.").With(reached, text.People(len(people)))
	if at := g.p.ByDay(g.At); at.After(g.At) {
		line = text.T("%s Ще го получат %s.", "%s They will get it %s.").With(line, text.DayTime(g.local(at), g.local(g.At)))
	}
	if !slices.ContainsFunc(i.AuthorPeople(g.tx), g.tx.Chats.Reachable) {
		line = text.Join("\n", line, text.T("Никой от авторите не е в Telegram. Моля, обадете им се.", "None of the authors is in Telegram. Please call them."))
	}
	return line
}

// standsSo says where the idea stands, to who wants to decide what is decided.
func (g *group) standsSo(i programme.Idea) {
	switch i.State {
	case programme.IdeaDraft:
		g.refuse(text.T("Идея %d още е чернова: авторите не са я изпратили.", "Idea %d is still a draft: its authors have not sent it.").With(int(i.ID)))
	case programme.IdeaWithdrawn:
		g.refuse(text.T("Идея %d е оттеглена.", "Idea %d is withdrawn.").With(int(i.ID)))
	default:
		g.refuse(text.T("Идея %d вече е %s.", "Idea %d is %s already.").With(int(i.ID), g.stateSince(i)))
	}
}

// wordsOf are the words of a reply that a question of the bot asked for; false: they
// are none, and that was said.
func (g *group) wordsOf() (string, bool) {
	if _, edited := g.What.(flows.Edited); edited {
		g.respond(text.T("Поправката остава само тук: вече съм я записал, както беше. Ако е важно, направете го още веднъж от картата на идеята.",
			"The correction stays here only: I have recorded it as it was. If it matters, do it once more from the idea’s card."))
		return "", false
	}
	w, typed := g.What.(flows.Text)
	words := ""
	if typed {
		words = text.Clean(w.Text)
	}
	switch n := len([]rune(words)); {
	case !text.HasWords(words):
		g.respond(text.T("Тук ми трябват думи. Отговорете пак, с текст.", "I need words here. Reply again, with a text."))
		return "", false
	case n > longestWords:
		g.respond(text.T("Това са %d знака, а мога да предам най-много %d. Отговорете пак, по-кратко.", "These are %d characters, and I can pass on at most %d. Reply again, more briefly.").With(n, longestWords))
		return "", false
	}
	return words, true
}

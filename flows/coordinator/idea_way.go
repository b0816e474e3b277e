package coordinator

import (
	"strconv"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// turnWay shows a page of an idea's way in place of its card; a negative one is the
// last.
func (g *group) turnWay(refs []string) {
	i, ok := g.ideaIn(refs)
	if !ok {
		return
	}
	lines := []text.Phrase{text.T("%s – започната", "%s – begun").With(g.stamp(i.Begun))}
	version := 0
	for _, s := range i.Steps {
		if s.To == programme.IdeaSubmitted {
			version++
		}
		lines = append(lines, text.T("%s – %s", "%s – %s").With(g.stamp(s.At), g.stepWords(s, version)))
	}
	page, _ := strconv.Atoi(refs[1])
	if page < 0 {
		page = len(lines) // the newest steps
	}
	v := viewOf(len(lines), stepsShown, page)
	title := text.T("<b>Идея %d</b> · %s", "<b>Idea %d</b> · %s").With(int(i.ID), g.titleClipped(i, titleShown))
	title = v.titled(title)
	id := i.ID.String()
	rows := [][]flows.Tap{v.taps(func(label text.Phrase, page int) flows.Tap { return tap(label, verbWay, id, strconv.Itoa(page)) })}
	if n := len(i.Versions); n > 1 {
		rows = append(rows, []flows.Tap{tap(text.T("Какво е променено", "What has changed"), verbDiff, id, strconv.Itoa(n-2), strconv.Itoa(n-1))})
	}
	g.change(flows.Screen{
		Text:    text.Join("\n\n", title, text.Join("\n", lines[v.from:v.to]...)),
		Buttons: append(rows, []flows.Tap{tap(text.T("‹ Към идеята", "‹ To the idea"), verbCard, id)}),
		Among:   known(actorsOf(i)),
	})
}

// stepWords is a step as a line of the way; the version is that which was newest then.
func (g *group) stepWords(s programme.IdeaStep, version int) text.Phrase {
	words := stateWords(s.To)
	switch {
	case s.Word:
		return text.T("въведена е думата на съвета от заседанието %s", "the council’s word at the sitting %s was entered").With(g.onDate(s.Reason))
	case s.To == programme.IdeaPresented:
		return text.T("представена на заседанието %s", "presented at the sitting %s").With(g.onDate(s.Reason))
	case s.To == programme.IdeaSubmitted:
		words = text.T("изпратена, версия %d", "sent, version %d").With(version)
	case s.To == programme.IdeaDraft:
		words = text.T("пак чернова", "a draft again")
	}
	if name := g.nameOf(s.By); name != "" && s.By != 0 {
		words = text.T("%s от %s", "%s by %s").With(words, name)
	}
	if s.Reason != "" {
		words = text.T("%s: <i>%s</i>", "%s: <i>%s</i>").With(words, text.Clip(s.Reason, reasonShown))
	}
	return words
}

func (g *group) stamp(t time.Time) text.Localised {
	return text.DayTime(g.local(t), g.local(g.At))
}

// onDate is a day as sittings have it: „в четвъртък, 10 юни“.
func (g *group) onDate(date string) text.Localised {
	day, err := time.ParseInLocation(time.DateOnly, date, g.p.Location)
	if err != nil {
		return text.Pair{BG: date}
	}
	return text.OnDay(day, g.local(g.At))
}

// steppedFar tells the group of a step that participants took: what was sent waits for
// a decision, what was withdrawn counts no more.
func (g *group) steppedFar(w flows.Due) {
	id, n, ok := programme.IdeaStepOf(w.Ref)
	i, there := g.tx.Ideas.Get(id)
	if !ok || !there || n != len(i.Steps)-1 { // it has gone on meanwhile: that is told by itself
		return
	}
	switch step := i.Steps[n]; step.To {
	case programme.IdeaSubmitted:
		g.say(g.ideaCard(i))
	case programme.IdeaWithdrawn:
		said := text.T("Авторите оттеглиха %s. Тя вече не се брои никъде.", "Its authors have withdrawn %s. It counts nowhere any more.").With(g.ideaNamed(i))
		if step.Reason != "" {
			said = text.T("%s\nПричина: <i>%s</i>", "%s\nReason: <i>%s</i>").With(said, text.Clip(step.Reason, reasonShown))
		}
		g.say(flows.Screen{Text: said, Of: step.By, Buttons: [][]flows.Tap{{tap(text.T("Към идеята", "To the idea"), verbIdea, i.ID.String())}}})
		g.edit(g.ideaCard(i))
	default:
		g.edit(g.ideaCard(i))
	}
}

// waitingIdeas says which ideas wait for a decision, when the bot comes back.
func (g *group) waitingIdeas() {
	if n := len(programme.Ideas(g.tx).Where(programme.InState(programme.IdeaSubmitted))); n > 0 {
		g.say(flows.Screen{
			Text:    text.T("Чакат решение: %s.", "Waiting for a decision: %s.").With(ideasWords(n)),
			Buttons: [][]flows.Tap{{tap(text.T("Виж ги", "See them"), verbIdeas, string(programme.IdeaSubmitted), allIdeas, "0")}},
		})
	}
}

func ideasWords(n int) text.Localised { return text.Count(n, "идея", "идеи", "idea", "ideas") }

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

// Sittings of the council: at which ideas were presented, and what the council said.
// A sitting is a date, as 2027-06-10; it exists once an idea was presented at it.

// Buttons of sittings.
const (
	verbSittings = "sittings" // a page of the list; a negative one: the last
	verbSitting  = "sitting"  // date, page: its ideas
	verbNewDay   = "newday"   // asks for the date of another one
	verbSitAdd   = "sitadd"   // date, page: what could be presented at it
	verbAtWhich  = "ipresent" // idea: asks at which
	verbAt       = "iat"      // idea, date: asks
	verbWas      = "iwas"     // idea, date: notes it
	verbWord     = "iword"    // idea, date: asks for the council's word
	verbWordNo   = "iwordno"  // idea, date: it is not entered
)

// How the questions are named to which a reply gives a date, or the council's word.
const (
	newDayName  = "newday/any"
	presentName = "ipresent/" // idea
	wordName    = "iword/"    // idea/date
)

const (
	sittingsShown = 8
	wordShown     = 150 // characters of the council's word in a list
	datesOffered  = 4
)

// sittings lists the sittings.
func (g *group) sittings(string) { g.say(g.sittingsPage(-1)) }

// turnSittings shows a page of the list in place.
func (g *group) turnSittings(refs []string) {
	page, _ := strconv.Atoi(refs[0])
	g.change(g.sittingsPage(page))
}

func (g *group) sittingsPage(page int) flows.Screen {
	days := programme.CouncilDays(g.tx)
	if page < 0 {
		page = len(days) // the last ones
	}
	v := viewOf(len(days), sittingsShown, page)
	title := text.T("<b>Заседания на съвета</b>", "<b>Sittings of the council</b>")
	title = v.titled(title)
	lines := []text.Phrase{title}
	if len(days) == 0 {
		lines = append(lines, text.T("Още няма идея, представена пред съвета.", "No idea has been presented to the council yet."))
	}
	var rows [][]flows.Tap
	for _, d := range days[v.from:v.to] {
		lines = append(lines, text.T("<b>%s</b>: %s, думата на съвета е въведена за %d от %d", "<b>%s</b>: %s, the council’s word is entered for %d of %d").
			With(g.day(d.Date), ideasWords(len(d.Ideas)), d.Words, len(d.Ideas)))
		rows = append(rows, []flows.Tap{tap(text.T("%s", "%s").With(g.day(d.Date)), verbSitting, d.Date, "0")})
	}
	rows = append(rows, v.taps(func(label text.Phrase, page int) flows.Tap { return tap(label, verbSittings, strconv.Itoa(page)) }))
	rows = append(rows, []flows.Tap{tap(text.T("Друго заседание", "Another sitting"), verbNewDay), tap(text.T("‹ Към идеите", "‹ To the ideas"), verbIdeas, allIdeas, allIdeas, "0")})
	return flows.Screen{Text: text.Join("\n\n", lines...), Buttons: rows}
}

// day is a day as sittings have it: „четвъртък, 10 юни“.
func (g *group) day(date string) text.Localised {
	day, err := time.ParseInLocation(time.DateOnly, date, g.p.Location)
	if err != nil {
		return text.Pair{BG: date}
	}
	return text.Day(day, g.local(g.At))
}

// sitting shows the ideas of a sitting in place.
func (g *group) sitting(refs []string) {
	page, _ := strconv.Atoi(refs[1])
	if _, err := time.Parse(time.DateOnly, refs[0]); err != nil {
		g.toast(text.T("Този бутон вече не важи.", "This button is no longer valid."))
		return
	}
	if refs[1] == asNew {
		g.say(g.sittingPage(refs[0], 0))
		return
	}
	g.change(g.sittingPage(refs[0], page))
}

func (g *group) sittingPage(date string, page int) flows.Screen {
	there := programme.CountedIdeas(g.tx).Where(programme.AtSitting(date))
	v := viewOf(len(there), ideasShown, page)
	title := text.T("<b>Заседание на съвета</b>, %s", "<b>Sitting of the council</b>, %s").With(g.day(date))
	title = v.titled(title)
	lines := []text.Phrase{title}
	if len(there) == 0 {
		lines = append(lines, text.T("На него още няма представени идеи.", "No ideas have been presented at it yet."))
	}
	var rows [][]flows.Tap
	for _, i := range there[v.from:v.to] {
		word := text.T("думата на съвета още я няма", "the council’s word is not there yet")
		if s := i.Sittings[i.SittingOn(date)]; s.Word != "" {
			word = text.T("<i>%s</i>", "<i>%s</i>").With(text.Clip(s.Word, wordShown))
		}
		lines = append(lines, text.T("<b>%d. %s</b>\n%s", "<b>%d. %s</b>\n%s").With(int(i.ID), g.titleClipped(i, titleShown), word))
		id := i.ID.String()
		rows = append(rows, []flows.Tap{
			tap(text.T("%d. Думата на съвета", "%d. The council’s word").With(int(i.ID)), verbWord, id, date),
			tap(text.T("%d. Картата", "%d. The card").With(int(i.ID)), verbIdea, id),
		})
	}
	rows = append(rows, v.taps(func(label text.Phrase, page int) flows.Tap { return tap(label, verbSitting, date, strconv.Itoa(page)) }))
	if len(g.presentable(date)) > 0 {
		rows = append(rows, []flows.Tap{tap(text.T("Добави представена идея", "Add an idea presented"), verbSitAdd, date, "0")})
	}
	return flows.Screen{
		Text: text.Join("\n\n", lines...),
		Buttons: append(rows, []flows.Tap{
			tap(text.T("‹ Всички заседания", "‹ All sittings"), verbSittings, "-1"), tap(text.T("Обнови", "Refresh"), verbSitting, date, strconv.Itoa(v.page)),
		}),
	}
}

// presentable are the ideas that may have been presented on that day.
func (g *group) presentable(date string) programme.IdeaList {
	return programme.Ideas(g.tx).Where(func(i programme.Idea) bool { return i.Approved() && i.SittingOn(date) < 0 })
}

// sitAdd shows what could have been presented at the sitting.
func (g *group) sitAdd(refs []string) {
	date := refs[0]
	page, _ := strconv.Atoi(refs[1])
	could := g.presentable(date)
	v := viewOf(len(could), ideasShown, page)
	lines := []text.Phrase{text.T("Коя идея беше представена %s? Тук са само одобрените.", "Which idea was presented %s? Only approved ones stand here.").With(g.onDate(date))}
	lines = append(lines, v.words())
	var rows [][]flows.Tap
	for _, i := range could[v.from:v.to] {
		rows = append(rows, []flows.Tap{tap(text.T("%d. %s", "%d. %s").With(int(i.ID), g.titleClipped(i, titleTap)), verbAt, i.ID.String(), date)})
	}
	rows = append(rows, v.taps(func(label text.Phrase, page int) flows.Tap { return tap(label, verbSitAdd, date, strconv.Itoa(page)) }))
	g.change(flows.Screen{Text: text.Join("\n", lines...), Buttons: append(rows, []flows.Tap{tap(text.T("‹ Към заседанието", "‹ To the sitting"), verbSitting, date, "0")})})
}

// today is the local day.
func (g *group) today() string { return g.local(g.At).Format(time.DateOnly) }

// askDay asks when a sitting was of which nothing is known yet.
func (g *group) askDay([]string) {
	g.say(flows.Screen{
		Name: newDayName, ReplyTo: g.Message,
		Text: text.T("Кога беше заседанието? Отговорете (Reply) на това съобщение с датата, например: 10.06.%d", "When was the sitting? Reply to this message with the date, for example: 10.06.%d").
			With(g.local(g.At).Year()),
		Buttons: [][]flows.Tap{{tap(text.T("Днес", "Today"), verbSitting, g.today(), "0")}},
	})
}

// repliedDay shows the sitting of the day that the reply says.
func (g *group) repliedDay(string) {
	if date, ok := g.dateOf(); ok {
		g.say(g.sittingPage(date, 0))
	}
}

// dateOf is the day of a sitting that a reply says; false: it is none, and that was
// said. A day without its year was the last such one.
func (g *group) dateOf() (string, bool) {
	words, ok := g.wordsOf()
	if !ok {
		return "", false
	}
	now := g.local(g.At)
	r, ok := text.ReadDate(words, now)
	if !ok {
		g.respond(text.T("Не разбирам тази дата. Напишете я така: 10.06.%d", "I do not understand this date. Write it like this: 10.06.%d").With(now.Year()))
		return "", false
	}
	date := r.Value.Format(time.DateOnly)
	if date > g.today() && !r.Sure {
		date = r.Value.AddDate(-1, 0, 0).Format(time.DateOnly)
	}
	if !g.wasHeld(date) {
		return "", false
	}
	return date, true
}

// wasHeld reports whether a sitting can have been on that day; if not, it says so.
func (g *group) wasHeld(date string) bool {
	if date <= g.today() {
		return true
	}
	g.refuse(text.T("%s още не е дошъл: заседанието се отбелязва, когато е минало.", "%s has not come yet: a sitting is noted once it was held.").With(g.day(date)))
	return false
}

// askPresent asks at which sitting the idea was presented.
func (g *group) askPresent(refs []string) {
	i, ok := g.ideaIn(refs)
	if !ok {
		return
	}
	if !i.Approved() {
		g.standsSo(i)
		return
	}
	dates := []string{g.today()}
	for _, d := range slices.Backward(programme.CouncilDays(g.tx)) {
		if i.SittingOn(d.Date) < 0 && !slices.Contains(dates, d.Date) && len(dates) < datesOffered {
			dates = append(dates, d.Date)
		}
	}
	var rows [][]flows.Tap
	for _, date := range dates {
		rows = append(rows, []flows.Tap{tap(text.T("%s", "%s").With(g.day(date)), verbAt, i.ID.String(), date)})
	}
	rows = append(rows, []flows.Tap{tap(text.T("Отказ", "Cancel"), verbLeaveSo)})
	g.say(flows.Screen{
		Name: presentName + i.ID.String(), ReplyTo: g.Message,
		Text: text.T("На кое заседание беше представена %s? Изберете го, или отговорете (Reply) на това съобщение с датата му, например: 10.06.%d",
			"At which sitting was %s presented? Choose it, or reply to this message with its date, for example: 10.06.%d").With(g.ideaNamed(i), g.local(g.At).Year()),
		Buttons: rows,
	})
}

// repliedPresent takes the date of a reply.
func (g *group) repliedPresent(ref string) {
	if !g.mayAct() {
		return
	}
	if date, ok := g.dateOf(); ok {
		g.askAt([]string{ref, date})
	}
}

// askAt asks before an idea is noted as presented: that cannot be taken back.
func (g *group) askAt(refs []string) {
	i, ok := g.ideaIn(refs)
	date := refs[1]
	if _, err := time.Parse(time.DateOnly, date); err != nil || !ok || !g.presents(i, date) {
		return
	}
	g.say(flows.Screen{
		ReplyTo: g.Message,
		Text:    text.Join("\n", text.T("Да отбележа ли, че %s беше представена пред съвета %s?", "Shall I note that %s was presented to the council %s?").With(g.ideaNamed(i), g.onDate(date)), toldToAll),
		Buttons: [][]flows.Tap{{tap(text.T("Да, отбележи", "Yes, note it"), verbWas, i.ID.String(), date), tap(text.T("Не", "No"), verbLeaveSo)}},
	})
}

// presents reports whether the idea can be noted as presented on that day; if not, it
// says why.
func (g *group) presents(i programme.Idea, date string) bool {
	switch {
	case !i.Approved():
		g.standsSo(i)
	case i.SittingOn(date) >= 0:
		g.refuse(text.T("Вече е отбелязано: идея %d беше представена %s.", "It is noted already: idea %d was presented %s.").With(int(i.ID), g.onDate(date)))
	default:
		return g.wasHeld(date)
	}
	return false
}

// presented notes it.
func (g *group) presented(refs []string) {
	i, ok := g.ideaIn(refs)
	date := refs[1]
	if _, err := time.Parse(time.DateOnly, date); err != nil || !ok || !g.presents(i, date) {
		return
	}
	i, _ = i.Present(g.tx, g.Turn, g.p, date)
	g.change(flows.Screen{
		Text: text.Join("\n",
			text.T("✅ Отбелязах: %s беше представена пред съвета %s.", "✅ Noted: %s was presented to the council %s.").With(g.ideaNamed(i), g.onDate(date)),
			g.whoLearns(i)),
		Buttons: [][]flows.Tap{{tap(text.T("Дума на съвета", "The council’s word"), verbWord, i.ID.String(), date), tap(text.T("Към заседанието", "To the sitting"), verbSitting, date, asNew)}},
	})
	g.edit(g.ideaCard(i))
}

// askWord asks for the council's word.
func (g *group) askWord(refs []string) {
	i, ok := g.ideaIn(refs)
	if !ok {
		return
	}
	date := refs[1]
	at := i.SittingOn(date)
	if at < 0 || i.State != programme.IdeaPresented {
		g.standsSo(i)
		return
	}
	had := text.Phrase{}
	if word := i.Sittings[at].Word; word != "" {
		had = text.T("Досега тук стои: <i>%s</i>", "So far it says: <i>%s</i>").With(text.Clip(word, longestWords))
	}
	g.say(flows.Screen{
		Name: wordName + i.ID.String() + "/" + date, ReplyTo: g.Message,
		Text: text.Join("\n",
			text.T("Какво каза съветът за %s %s? Отговорете (Reply) на това съобщение с неговите думи.", "What did the council say of %s %s? Reply to this message with its words.").With(g.ideaNamed(i), g.onDate(date)),
			had, toldToAll),
		Buttons: [][]flows.Tap{{tap(text.T("Отказ", "Cancel"), verbWordNo, i.ID.String(), date)}},
	})
}

// repliedWord enters the council's word.
func (g *group) repliedWord(ref string) {
	refs := strings.Split(ref, "/")
	if len(refs) != 2 || !g.mayAct() {
		return
	}
	words, ok := g.wordsOf()
	if !ok {
		return
	}
	if yes, plain := plainAnswer(words); plain && !yes {
		g.leaveAsked(wordName + ref)
		return
	} else if plain {
		g.respond(text.T("Напишете какво каза съветът, с едно изречение: авторите ще прочетат точно тези думи.",
			"Write what the council said, in a sentence: the authors will read just these words."))
		return
	}
	i, ok := g.ideaIn(refs)
	if !ok {
		return
	}
	if at := i.SittingOn(refs[1]); at >= 0 && i.Sittings[at].Word == words {
		g.respond(text.T("Точно това вече е записано.", "Exactly that is recorded already."))
		return
	}
	i, ok = i.SayWord(g.tx, g.Turn, g.p, refs[1], words)
	if !ok {
		g.standsSo(i)
		return
	}
	g.Do(flows.Edit{To: flows.Group, Name: wordName + ref})
	g.say(flows.Screen{
		ReplyTo: g.Message,
		Text:    text.Join("\n", text.T("✅ Записах думата на съвета за %s.", "✅ The council’s word of %s is recorded.").With(g.ideaNamed(i)), g.whoLearns(i)),
		Buttons: [][]flows.Tap{{tap(text.T("Към заседанието", "To the sitting"), verbSitting, refs[1], asNew), tap(text.T("Към идеята", "To the idea"), verbIdea, i.ID.String())}},
	})
	g.edit(g.ideaCard(i))
}

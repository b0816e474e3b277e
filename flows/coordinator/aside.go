package coordinator

import (
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// What could not be handled and was put aside, so that the rest went on.

const (
	verbAside     = "aside"  // page
	verbRetry     = "retry"  // page, number
	verbDropAside = "unside" // page, number
)

// asideShown is how many stand on a page.
const asideShown = 6

// turnAside shows a page in place.
func (g *group) turnAside(refs []string) {
	page, _ := strconv.Atoi(refs[0])
	g.change(g.asideScreen(page))
}

func (g *group) asideScreen(page int) flows.Screen {
	list := g.tx.Quarantine.All()
	v := viewOf(len(list), asideShown, page)
	lines := []text.Phrase{v.titled(text.T("<b>Оставени настрана</b>: %d", "<b>Put aside</b>: %d").With(len(list)))}
	below := text.T("Това е грешка на програмата, не на хората. Препратете съобщението на човека, който поддържа бота, и после го махнете оттук.",
		"This is the program’s mistake, not people’s. Pass this message on to whoever keeps the bot running, then take it off the list.")
	if len(list) == 0 {
		lines, below = append(lines, text.T("Няма такива.", "There are none.")), text.Phrase{}
	}
	s := flows.Screen{}
	for i := v.from; i < v.to; i++ {
		a := list[i]
		if a.Person != flows.Group {
			s.Among = append(s.Among, a.Person)
		}
		why, _, _ := strings.Cut(a.Why, "\n")
		lines = append(lines, text.T("%d. %s, %s. %s\n    <i>%s %s</i>", "%d. %s, %s. %s\n    <i>%s %s</i>").With(i+1, g.asideWhat(a), text.Ago(g.At.Sub(a.At)), asideHow(a), a.Kind, text.Clip(why, 120)))
		at, id := strconv.Itoa(v.page), refOf(rowID(a.ID))
		var row []flows.Tap
		if a.Again {
			row = append(row, tap(text.T("%d. Опитай пак", "%d. Try again").With(i+1), verbRetry, at, id))
		}
		s.Buttons = append(s.Buttons, append(row, tap(text.T("%d. Махни", "%d. Take away").With(i+1), verbDropAside, at, id)))
	}
	s.Text = text.Join("\n\n", text.Join("\n", lines...), below)
	s.Buttons = append(s.Buttons, v.taps(func(label text.Phrase, page int) flows.Tap { return tap(label, verbAside, strconv.Itoa(page)) }),
		[]flows.Tap{tap(text.T("‹ Как е ботът", "‹ How the bot is"), verbHealth)})
	return s
}

// asideWhat says what it was.
func (g *group) asideWhat(a programme.Aside) text.Phrase {
	of := text.Raw("")
	if a.Person != flows.Group {
		of = text.T(" (%s)", " (%s)").With(g.memberName(a.Person))
	}
	switch a.What {
	case programme.AsideJob:
		return text.T("Файл или друга бавна работа%s", "A file or other slow work%s").With(of)
	case programme.AsideDue:
		return text.T("Работа, на която ѝ беше дошъл часът%s", "Work whose time had come%s").With(of)
	}
	return text.T("Съобщение или бутон%s", "A message or a button%s").With(of)
}

// asideHow says how to go on.
func asideHow(a programme.Aside) text.Phrase {
	switch {
	case a.Again:
		return text.T("Нищо от нея не е свършено; може да се опита пак.", "Nothing of it was done; it can be tried again.")
	case a.What == programme.AsideJob:
		return text.T("Поискайте файла отново.", "Ask for the file again.")
	case a.Person == flows.Group:
		return text.T("Не знам от кого е.", "I do not know whose it is.")
	}
	return text.T("Помолих човека да опита пак.", "I asked the person to try again.")
}

// tryAgain puts a due row back on the due list.
func (g *group) tryAgain(refs []string) {
	g.decideAside(refs, "tried again", g.tx.Quarantine.Again, text.T("Опитвам пак. Ако пак не стане, ще го видите тук.", "I am trying again. If it fails again, you will see it here."))
}

// dropAside takes it away.
func (g *group) dropAside(refs []string) {
	g.decideAside(refs, "aside dropped", g.tx.Quarantine.Drop, text.T("Махнах го.", "I have taken it away."))
}

// decideAside does what was decided about one of them, unless it is gone, and shows the
// page as it is now.
func (g *group) decideAside(refs []string, what string, does func(uint64) bool, said text.Phrase) {
	page, _ := strconv.Atoi(refs[0])
	if _, id := rowOf("", refs[1]); does(id) {
		g.audit(what, refs[1], "", "")
		g.toast(said)
	} else {
		g.toast(text.T("Това вече го няма тук.", "That is not here any more."))
	}
	g.change(g.asideScreen(page))
}

package coordinator

import (
	"strconv"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons of charts. Members may look at them, too: they hold no names.
const (
	verbCharts   = "charts"   // the menu; replaces the card of numbers
	verbChartsOf = "chartsof" // the questions of the survey, by page
	verbChart    = "chart"    // makes one; its kind and what it is of, or ofAll
)

// ofAll stands where a chart is of no single thing.
const ofAll = "-"

// chartsShown is how many questions stand on one page: each has a button.
const chartsShown = 8

// shortLabel is how much of a longer name a button shows, in characters.
const shortLabel = 26

func (g *group) showCharts([]string) {
	lines := []text.Phrase{
		text.T("<b>Графики</b>", "<b>Charts</b>"),
		text.T("Изберете какво да покажа. Графиката идва тук, с числата под нея. Имена на хора в нея няма.",
			"Choose what to show. The chart comes here, with its numbers below. It holds no names of people."),
	}
	var rows [][]flows.Tap
	if _, ok := programme.NeedsQuestion(g.p); ok {
		rows = append(rows, []flows.Tap{chartTap(text.T("Нуждите по ред", "The needs, ranked"), programme.FigureNeeds, ofAll)})
	}
	rows = append(rows, []flows.Tap{
		chartTap(text.T("По общини", "By municipality"), programme.FigureTowns, ofAll),
		chartTap(text.T("Ден по ден", "Day by day"), programme.FigureTime, ofAll),
	})
	if len(g.charted()) > 0 {
		rows = append(rows, []flows.Tap{tap(text.T("Въпросите от проучването", "The survey’s questions"), verbChartsOf, "0")})
	}
	for _, e := range g.rated() {
		label := text.T("Преди и след: %s", "Before and after: %s").With(text.Clip(e.Title.In(language), shortLabel))
		if len(g.rated()) > 1 {
			label = text.T("Преди и след, %s", "Before and after, %s").With(text.ShortDay(e.Start.In(g.p)))
			lines = append(lines, text.T("Преди и след, %s: %s", "Before and after, %s: %s").With(text.ShortDay(e.Start.In(g.p)), text.Quote(e.Title.In(language))))
		}
		rows = append(rows, []flows.Tap{chartTap(label, programme.FigureRated, e.Code)})
	}
	rows = append(rows, []flows.Tap{tap(text.T("‹ Към числата", "‹ To the numbers"), verbStats)})
	g.change(flows.Screen{Text: text.Join("\n\n", lines...), Buttons: rows})
}

func chartTap(label text.Phrase, kind programme.FigureKind, ref string) flows.Tap {
	return tap(label, verbChart, string(kind), ref)
}

// rated are the trainings whose self-ratings can be compared.
func (g *group) rated() (out []programme.Event) {
	for _, e := range programme.Events(g.tx) {
		if len(g.p.FormBefore(e).Questions) > 0 && e.Cancelled.IsZero() {
			out = append(out, e)
		}
	}
	return out
}

// charted are the questions of the survey of which there are charts, each with the
// heading of its part.
func (g *group) charted() (out []flows.Question) {
	section := text.Pair{}
	for _, q := range g.p.Survey.Questions {
		if !q.Section.Empty() {
			section = q.Section
		}
		if q.Section = section; programme.Charted(q.Kind) {
			out = append(out, q)
		}
	}
	return out
}

// turnCharts shows a page of the survey's questions.
func (g *group) turnCharts(refs []string) {
	page, _ := strconv.Atoi(refs[0])
	all := g.charted()
	v := viewOf(len(all), chartsShown, page)
	lines := []text.Phrase{v.titled(text.T("<b>Графики по въпроси</b>", "<b>Charts by question</b>"))}
	var rows [][]flows.Tap
	section := text.Pair{}
	for i, q := range all[v.from:v.to] {
		if i == 0 || q.Section != section {
			section = q.Section
			lines = append(lines, text.T("\n<i>%s</i>", "\n<i>%s</i>").With(section))
		}
		n := v.from + i + 1
		lines = append(lines, text.T("%d. %s", "%d. %s").With(n, q.Text))
		rows = append(rows, []flows.Tap{chartTap(text.T("%d. %s", "%d. %s").With(n, text.Clip(q.Text.In(language), shortLabel)), programme.FigureQuestion, q.Code)})
	}
	rows = append(rows, v.taps(func(label text.Phrase, page int) flows.Tap { return tap(label, verbChartsOf, strconv.Itoa(page)) }))
	rows = append(rows, []flows.Tap{tap(text.T("‹ Към графиките", "‹ To the charts"), verbCharts)})
	g.change(flows.Screen{Text: fitting(lines), Buttons: rows})
}

package coordinator

import (
	"strings"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// ChartWords is what a figure shows, in words for below the picture: lines of HTML in the
// group's language.
func ChartWords(f programme.Figure) []string {
	lines := []text.Phrase{text.T("<b>%s</b>", "<b>%s</b>").With(f.Title), text.T("<i>%s</i>", "<i>%s</i>").With(f.Above)}
	lines = append(lines, f.Notes...)
	lines = append(lines, f.Empty)
	for _, b := range f.Bars {
		lines = append(lines, barWords(b))
	}
	for i, m := range f.Marks {
		label := m.Label
		if end := markMeans(f, i); !end.Empty() {
			label = text.Pair{BG: m.Label.In(language) + " (" + end.In(language) + ")"}
		}
		m.Label = label
		lines = append(lines, barWords(m))
	}
	for _, day := range sparse(f.Days) {
		total := text.T("%d", "%d").With(day.Total)
		if f.Goal > 0 {
			total = text.T("%d от %d", "%d of %d").With(day.Total, f.Goal)
		}
		lines = append(lines, text.T("• до %s: %s", "• by %s: %s").With(text.ShortDay(day.Day), total))
	}
	for _, p := range f.Pairs {
		lines = append(lines, pairWords(p))
	}
	var out []string
	for _, l := range lines {
		if html := l.HTML(language); html != "" {
			out = append(out, html)
		}
	}
	return out
}

func joined(lines []string) string { return strings.Join(lines, "\n") }

// barWords is „• Бюджет и отчети: 14 от 25 (56 %)“.
func barWords(b programme.FigureBar) text.Phrase {
	switch {
	case b.Share:
		return text.T("• %s: %d от %d (%d %%)", "• %s: %d of %d (%d%%)").With(b.Label, b.N, b.Of, b.Percent())
	case b.Of == 0:
		return text.T("• %s: няма НПО", "• %s: no NGO").With(b.Label)
	}
	return text.T("• %s: %d от %d", "• %s: %d of %d").With(b.Label, b.N, b.Of)
}

// markMeans is what the lowest or the highest mark means; empty for others.
func markMeans(f programme.Figure, i int) text.Pair {
	switch i {
	case 0:
		return f.Low
	case len(f.Marks) - 1:
		return f.High
	}
	return text.Pair{}
}

func pairWords(p programme.FigurePair) text.Phrase {
	if p.Hidden() {
		return text.T("• %s\n%s", "• %s\n%s").With(p.Label, p.Who())
	}
	return text.T("• %s\nпреди %s – след %s; %s", "• %s\nbefore %s – after %s; %s").With(p.Label, text.Number(p.Before), text.Number(p.After), p.Who())
}

// daysShown is how many days a caption goes through.
const daysShown = 12

// sparse are the days, or of many the last of each week, or of each month.
func sparse(days []programme.SentOn) []programme.SentOn {
	week := func(d programme.SentOn) int { y, w := d.Day.ISOWeek(); return 100*y + w }
	month := func(d programme.SentOn) int { return 100*d.Day.Year() + int(d.Day.Month()) }
	for _, of := range []func(programme.SentOn) int{week, month} {
		if len(days) <= daysShown {
			break
		}
		var last []programme.SentOn
		for i, d := range days {
			if i == len(days)-1 || of(d) != of(days[i+1]) {
				last = append(last, d)
			}
		}
		days = last
	}
	return days
}

package coordinator

import (
	"slices"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// The lists behind the numbers of trainings and meetings.
const (
	listTrained     = "trained"
	listHeld        = "held"
	listCovered     = "covered"
	listAuthorities = "powers"
)

// indicators are the numbers of trainings and meetings, of a programme with so many
// municipalities and institutions; nothing where it has neither.
func (g *group) indicators(partners int) (lines []text.Phrase) {
	n := programme.IndicatorsOf(g.tx)
	for _, t := range n.Trainings {
		lines = append(lines, text.T("Обучени на %s: %s", "Trained on %s: %s").With(text.ShortDay(t.Start.In(g.p)), g.trainedOf(t)))
	}
	if len(n.Meetings) > 0 {
		lines = append(lines,
			text.T("<b>Проведени срещи</b>: %s", "<b>Meetings held</b>: %s").With(g.standOfMeetings(n)),
			text.T("Общини с проведена среща: %d от %d", "Municipalities with a meeting held: %d of %d").With(len(n.Covered), len(g.p.Municipalities)))
		if partners > 0 {
			lines = append(lines, text.T("Общини и институции, дошли на срещите: %d от %d", "Municipalities and institutions that came: %d of %d").With(len(n.Authorities), partners))
		}
	}
	return lines
}

// indicatorTaps open the lists behind them.
func (g *group) indicatorTaps() (rows [][]flows.Tap) {
	n := programme.IndicatorsOf(g.tx)
	var taps []flows.Tap
	if len(n.Trainings) > 0 {
		taps = append(taps, tap(text.T("Обучени", "Who was trained"), verbList, listTrained, "0"))
	}
	if len(n.Meetings) > 0 {
		taps = append(taps, tap(text.T("Срещи", "Meetings"), verbList, listHeld, "0"))
		rows = append(rows,
			[]flows.Tap{tap(text.T("Срещи по общини", "Meetings by municipality"), verbList, listCovered, "0")},
			[]flows.Tap{tap(text.T("Институции на срещите", "Authorities that came"), verbList, listAuthorities, "0")})
	}
	if len(taps) > 0 {
		rows = append([][]flows.Tap{taps}, rows...)
	}
	return rows
}

// trainedOf is „0 от 35 организации, записани 13, липсват 22“.
func (g *group) trainedOf(t programme.Trained) text.Phrase {
	done, planned, target := len(t.Organisations), len(t.Registered), g.p.Targets.Trained
	said := []text.Phrase{ofTarget(done, target)}
	if planned > 0 {
		said = append(said, text.T("записани %d", "registered %d").With(planned))
	}
	return text.Join(", ", append(said, lacking(done+planned, target))...)
}

// standOfMeetings is „1 от 8, предстоят 6, липсва 1“.
func (g *group) standOfMeetings(n programme.Indicators) text.Phrase {
	said := []text.Phrase{g.ofMeetings(n)}
	if planned := len(n.Planned); planned > 0 {
		said = append(said, text.T("%s %d", "%s %d").With(text.Pair{BG: oneOrMore(planned, "предстои", "предстоят"), EN: "to come"}, planned))
	}
	return text.Join(", ", append(said, lacking(len(n.Held)+len(n.Planned), g.p.Targets.Meetings))...)
}

// ofMeetings is „3 от 8“: of as many as were promised, or else as are planned.
func (g *group) ofMeetings(n programme.Indicators) text.Phrase {
	all := g.p.Targets.Meetings
	if all == 0 {
		all = len(n.Meetings)
	}
	return text.T("%d от %d", "%d of %d").With(len(n.Held), all)
}

// shortTitle is what an event is called where many stand below each other: its title
// and its day.
func (g *group) shortTitle(e programme.Event) text.Phrase {
	return text.T("%s (%s)", "%s (%s)").With(text.Quote(text.Clip(e.Title.In(language), 60)), text.ShortDay(e.Start.In(g.p)))
}

// indicatorLines are the entries of such a list; false: it is another one.
func (g *group) indicatorLines(which string) (title text.Phrase, lines []line, ok bool) {
	n := programme.IndicatorsOf(g.tx)
	switch which {
	case listTrained:
		title = text.T("<b>Обучени организации</b>", "<b>Organisations trained</b>")
		for _, t := range n.Trainings {
			heading := text.T("<b>%s</b>: %s", "<b>%s</b>: %s").With(g.shortTitle(t.Event), g.trainedOf(t))
			for _, o := range t.Organisations {
				lines = append(lines, line{heading: heading, text: named(o)})
			}
			for _, o := range t.Registered {
				lines = append(lines, line{heading: heading, text: text.T("%s – записана", "%s – registered").With(named(o))})
			}
		}
	case listHeld:
		title = text.T("<b>Проведени срещи</b>: %s", "<b>Meetings held</b>: %s").With(g.ofMeetings(n))
		for _, e := range n.Meetings {
			lines = append(lines, line{text: g.meetingLine(e, n)})
		}
	case listCovered:
		title = text.T("<b>Общини с проведена среща</b>: %d от %d", "<b>Municipalities with a meeting held</b>: %d of %d").With(len(n.Covered), len(g.p.Municipalities))
		for _, m := range g.p.Municipalities {
			said := text.T("• %s – още не", "• %s – not yet").With(m.Name)
			if slices.Contains(n.Covered, m.Code) {
				said = text.T("• %s – проведена", "• %s – held").With(m.Name)
			}
			lines = append(lines, line{text: said})
		}
	case listAuthorities:
		partners := programme.Count(g.tx, g.p).Where(programme.IsPartner)
		title = text.T("<b>Общини и институции, дошли на срещите</b>: %d от %d", "<b>Municipalities and institutions that came to meetings</b>: %d of %d").With(len(n.Authorities), len(partners))
		for _, o := range n.Authorities {
			lines = append(lines, line{text: named(o)})
		}
	default:
		return title, nil, false
	}
	return title, lines, true
}

func named(o programme.Organisation) text.Phrase {
	return text.T("• %s", "• %s").With(text.Clip(o.Name, longestName))
}

// meetingLine says of a meeting whether it was held, and who came.
func (g *group) meetingLine(e programme.Event, n programme.Indicators) text.Phrase {
	day := text.Day(e.Start.In(g.p), g.local(g.At))
	held := slices.ContainsFunc(n.Held, func(h programme.Event) bool { return h.Code == e.Code })
	ngos, authorities := programme.PresentAt(g.tx, e.Code)
	switch {
	case held:
		return text.T("• <b>%s</b>, %s – НПО: %d, общини и институции: %d", "• <b>%s</b>, %s – NGOs: %d, municipalities and institutions: %d").With(e.Title, day, len(ngos), len(authorities))
	case e.State(g.At) == programme.EventOver:
		return text.T("• %s, %s – никой не е отбелязан", "• %s, %s – nobody is marked").With(e.Title, day)
	}
	return text.T("• %s, %s – предстои", "• %s, %s – to come").With(e.Title, day)
}

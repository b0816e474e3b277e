package coordinator

import (
	"slices"
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons of the list of ideas. A filter is a state and a municipality, each "-" for
// all.
const (
	verbIdeas     = "ideas"     // state, municipality, page
	verbIdeaTowns = "ideatowns" // state: choose the municipality
)

const (
	allIdeas   = "-"
	ideasShown = 8   // on one page
	titleShown = 120 // characters of a title in a text
	titleTap   = 34  // … on a button
)

// ideaFilters are the states that the list is divided by, as its buttons stand. What
// counts nowhere has no number.
var ideaFilters = [][]programme.IdeaState{
	{allIdeas},
	{programme.IdeaSubmitted, programme.IdeaReturned},
	{programme.IdeaApproved, programme.IdeaPresented},
	{programme.IdeaDraft, programme.IdeaWithdrawn},
}

// stateIn takes the word for a state from what was typed: „бяла одобрени“.
func stateIn(argument string) (state, rest string) {
	words := strings.Fields(argument)
	for n, word := range words {
		for _, states := range ideaFilters {
			for _, s := range states {
				for _, lang := range []text.Language{text.Bulgarian, text.English} {
					if text.Latin(word) == text.Latin(filterWords(s).Plain(lang)) {
						return string(s), strings.Join(slices.Delete(words, n, n+1), " ")
					}
				}
			}
		}
	}
	return allIdeas, argument
}

// ideas lists the ideas; of one municipality, or in one state, where it is named.
func (g *group) ideas(argument string) {
	town := allIdeas
	state, argument := stateIn(argument)
	if argument != "" {
		at := slices.IndexFunc(g.p.Municipalities, func(m programme.MunicipalityName) bool {
			return strings.HasPrefix(text.Latin(m.Name.BG), text.Latin(argument)) || strings.HasPrefix(text.Latin(m.Name.EN), text.Latin(argument))
		})
		if at < 0 {
			g.tell(text.T("Няма община, която започва с %s. Всички идеи са в /ideas.", "No municipality begins with %s. All ideas are in /ideas.").With(text.Quote(text.Clip(argument, longestQuery))))
			return
		}
		town = g.p.Municipalities[at].Code
	}
	g.say(g.ideaPage(state, town, 0))
}

// turnIdeas shows a page of the list in place.
func (g *group) turnIdeas(refs []string) {
	page, _ := strconv.Atoi(refs[2])
	g.change(g.ideaPage(refs[0], refs[1], page))
}

// ideaPage is a page of the ideas in the state and of the municipality.
func (g *group) ideaPage(state, town string, page int) flows.Screen {
	ofTown := programme.Ideas(g.tx)
	if town != allIdeas {
		ofTown = ofTown.Where(g.p.Matrix.About(town))
	}
	shown := inFilter(ofTown, programme.IdeaState(state))
	v := viewOf(len(shown), ideasShown, page)
	title := text.T("<b>Идеи за съвместни проекти</b>", "<b>Ideas for joint projects</b>")
	if town != allIdeas {
		title = text.T("%s · %s", "%s · %s").With(title, g.p.Town(town))
	}
	if state != allIdeas {
		title = text.T("%s · %s", "%s · %s").With(title, filterWords(programme.IdeaState(state)))
	}
	title = v.titled(title)
	lines := []text.Phrase{title}
	if len(shown) == 0 {
		lines = append(lines, text.T("Няма такива идеи.", "There are no such ideas."))
	}
	var rows [][]flows.Tap
	for _, i := range shown[v.from:v.to] {
		lines = append(lines, g.ideaLine(i))
		rows = append(rows, []flows.Tap{tap(text.T("%d. %s", "%d. %s").With(int(i.ID), g.titleClipped(i, titleTap)), verbIdea, i.ID.String())})
	}
	rows = append(rows, v.taps(func(label text.Phrase, page int) flows.Tap {
		return tap(label, verbIdeas, state, town, strconv.Itoa(page))
	}))
	return flows.Screen{Text: text.Join("\n\n", lines...), Buttons: append(rows, g.filterRows(ofTown, state, town)...)}
}

// inFilter are the ideas in the state; all that count for allIdeas. What was presented
// stays approved.
func inFilter(ideas programme.IdeaList, state programme.IdeaState) programme.IdeaList {
	switch state {
	case allIdeas:
		return ideas.Where(programme.Idea.Counts)
	case programme.IdeaApproved:
		return ideas.Where(programme.Idea.Approved)
	}
	return ideas.Where(programme.InState(state))
}

// filterRows are the buttons that show other states or another municipality.
func (g *group) filterRows(ofTown programme.IdeaList, state, town string) [][]flows.Tap {
	var rows [][]flows.Tap
	for _, states := range ideaFilters {
		var row []flows.Tap
		for _, s := range states {
			label := filterWords(s)
			if s != programme.IdeaDraft && s != programme.IdeaWithdrawn {
				label = text.T("%s: %d", "%s: %d").With(label, len(inFilter(ofTown, s)))
			}
			if string(s) == state {
				label = text.T("• %s", "• %s").With(label)
			}
			row = append(row, tap(label, verbIdeas, string(s), town, "0"))
		}
		rows = append(rows, row)
	}
	where := text.T("Община: всички", "Municipality: all")
	if town != allIdeas {
		where = text.T("Община: %s", "Municipality: %s").With(g.p.Town(town))
	}
	return append(rows,
		[]flows.Tap{tap(where, verbIdeaTowns, state), tap(text.T("Заседания", "Sittings"), verbSittings, "-1")},
		g.blankTaps(noMeeting),
		[]flows.Tap{tap(text.T("‹ Към числата", "‹ To the numbers"), verbStats)})
}

// filterWords is a state as a heading: of several ideas.
func filterWords(s programme.IdeaState) text.Phrase {
	switch s {
	case programme.IdeaDraft:
		return text.T("Чернови", "Drafts")
	case programme.IdeaSubmitted:
		return text.T("Изпратени", "Sent")
	case programme.IdeaReturned:
		return text.T("Върнати", "Returned")
	case programme.IdeaApproved:
		return text.T("Одобрени", "Approved")
	case programme.IdeaPresented:
		return text.T("Представени", "Presented")
	case programme.IdeaWithdrawn:
		return text.T("Оттеглени", "Withdrawn")
	}
	return text.T("Всички", "All")
}

// ideaTowns asks which municipality's ideas are to be shown.
func (g *group) ideaTowns(refs []string) {
	shown := inFilter(programme.Ideas(g.tx), programme.IdeaState(refs[0]))
	counts := refs[0] != string(programme.IdeaDraft) && refs[0] != string(programme.IdeaWithdrawn)
	rows := [][]flows.Tap{{tap(text.T("Всички общини", "All municipalities"), verbIdeas, refs[0], allIdeas, "0")}}
	for n, m := range g.p.Municipalities {
		label := text.T("%s", "%s").With(m.Name)
		if counts {
			label = text.T("%s: %d", "%s: %d").With(m.Name, len(shown.Where(g.p.Matrix.About(m.Code))))
		}
		if n%2 == 0 {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], tap(label, verbIdeas, refs[0], m.Code, "0"))
	}
	g.change(flows.Screen{
		Text:    text.T("Идеи на коя община да покажа? Идея за няколко общини е при всяка от тях.", "Which municipality’s ideas shall I show? An idea for several stands with each of them."),
		Buttons: rows,
	})
}

// ideaLine is an idea in the list.
func (g *group) ideaLine(i programme.Idea) text.Phrase {
	line := text.T("<b>%d. %s</b>\n%s · %s", "<b>%d. %s</b>\n%s · %s").
		With(int(i.ID), g.titleClipped(i, titleShown), g.townsOf(i), g.stateSince(i))
	if signed, all := i.SignedBy(); all > 0 && i.Counts() {
		line = text.T("%s · подписали %d от %s", "%s · signed %d of %s").With(line, signed, partners(all))
	}
	return line
}

func partners(n int) text.Localised {
	return text.Count(n, "партньор", "партньора", "partner", "partners")
}

// titleClipped is the idea's title, plain.
func (g *group) titleClipped(i programme.Idea, n int) string {
	if title := g.p.Matrix.TitleOf(i); title != "" {
		return text.Clip(title, n)
	}
	return text.T("без заглавие", "without a title").Plain(language)
}

// ideaNamed is „идея 7 „Заглавие““.
func (g *group) ideaNamed(i programme.Idea) text.Phrase {
	return text.T("идея %d %s", "idea %d %s").With(int(i.ID), text.Quote(g.titleClipped(i, titleShown)))
}

// townsOf are the municipalities that the idea is about.
func (g *group) townsOf(i programme.Idea) text.Phrase {
	var names []text.Phrase
	for _, code := range g.p.Matrix.TownsOf(i) {
		names = append(names, text.T("%s", "%s").With(g.p.Town(code)))
	}
	if len(names) == 0 {
		return text.T("община не е посочена", "no municipality given")
	}
	return text.Join(", ", names...)
}

// stateWords is where an idea stands: „идеята е …“.
func stateWords(s programme.IdeaState) text.Phrase {
	switch s {
	case programme.IdeaSubmitted:
		return text.T("изпратена", "sent")
	case programme.IdeaReturned:
		return text.T("върната за промени", "returned for changes")
	case programme.IdeaApproved:
		return text.T("одобрена", "approved")
	case programme.IdeaPresented:
		return text.T("представена пред съвета", "presented to the council")
	case programme.IdeaWithdrawn:
		return text.T("оттеглена", "withdrawn")
	}
	return text.T("чернова", "a draft")
}

// stateSince is where it stands, and since when.
func (g *group) stateSince(i programme.Idea) text.Phrase {
	if i.State == programme.IdeaDraft {
		return text.T("чернова, започната %s", "a draft, begun %s").With(text.Ago(g.At.Sub(i.Begun)))
	}
	if step, ok := lastStep(i); ok {
		return text.T("%s %s", "%s %s").With(stateWords(i.State), text.Ago(g.At.Sub(step.At)))
	}
	return stateWords(i.State)
}

// lastStep is the step that led to where the idea stands; the council's words are
// none.
func lastStep(i programme.Idea) (programme.IdeaStep, bool) {
	for _, s := range slices.Backward(i.Steps) {
		if !s.Word {
			return s, true
		}
	}
	return programme.IdeaStep{}, false
}

// ideaNumbers are the lines of /stats about ideas. Drafts and what was withdrawn count
// nowhere; the list behind each number is a button away in /ideas.
func (g *group) ideaNumbers() []text.Phrase {
	all := programme.CountedIdeas(g.tx)
	approved, presented := all.Where(programme.Idea.Approved), all.Where(programme.InState(programme.IdeaPresented))
	line := text.T("<b>Идеи одобрени</b>: %s", "<b>Ideas approved</b>: %s").With(g.standOfIdeas(len(approved), len(all.Where(programme.InState(programme.IdeaSubmitted)))))
	return []text.Phrase{line, bar(len(approved), g.p.Targets.Ideas),
		text.T("Изпратени: %s, представени пред съвета: %d", "Sent: %s, presented to the council: %d").With(ideasWords(len(all)), len(presented))}
}

// standOfIdeas is „2 от 16, чакат решение 3, липсват 11“.
func (g *group) standOfIdeas(approved, undecided int) text.Phrase {
	said := []text.Phrase{ofIdeas(approved, g.p.Targets.Ideas)}
	if undecided > 0 {
		said = append(said, text.T("%s решение %d", "%s %d").With(text.Pair{BG: oneOrMore(undecided, "чака", "чакат"), EN: "waiting for a decision"}, undecided))
	}
	return text.Join(", ", append(said, lacking(approved+undecided, g.p.Targets.Ideas))...)
}

// ofIdeas is „5 от 16“; where nothing was promised, „5 идеи“.
func ofIdeas(n, target int) text.Phrase {
	if target == 0 {
		return text.T("%s", "%s").With(ideasWords(n))
	}
	return text.T("%d от %d", "%d of %d").With(n, target)
}

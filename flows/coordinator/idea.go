package coordinator

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons of an idea's card. Each names the idea.
const (
	verbIdea   = "idea"   // shows the card
	verbCard   = "icard"  // … in place
	verbMatrix = "ifield" // all that is written
	verbWay    = "iway"   // a page of its way
	verbDiff   = "idiff"  // two versions, from 0: what differs
	verbPapers = "ifiles" // its photos and files, in private
)

// ideaName names the message that shows an idea's card.
func ideaName(id programme.IdeaID) string { return "idea/" + id.String() }

const (
	authorsShown = 10  // on the card
	problemShown = 300 // characters
	reasonShown  = 300
	stepsShown   = 8 // on a page
)

// idea shows the card of the idea with the number, or finds it by its title.
func (g *group) idea(argument string) {
	if i, ok := g.ideaAsked(argument, "idea"); ok {
		g.say(g.ideaCard(i))
	}
}

// ideaAsked is the idea that a command names, by its number or a part of its title;
// where that is not one idea it says so.
func (g *group) ideaAsked(argument, command string) (programme.Idea, bool) {
	argument = strings.Trim(argument, " №#.")
	if argument == "" {
		g.tell(text.T("Напишете и номера на идеята, например: /%s 7. Всички са в /ideas.", "Write the idea’s number, too, for example: /%s 7. All are in /ideas.").With(command))
		return programme.Idea{}, false
	}
	if n, err := strconv.ParseUint(argument, 10, 64); err == nil {
		i, ok := g.tx.Ideas.Get(programme.IdeaID(n))
		if !ok {
			g.tell(text.T("Няма идея с номер %s. Всички са в /ideas.", "There is no idea with the number %s. All are in /ideas.").With(argument))
		}
		return i, ok
	}
	key := programme.NameKey(text.Clip(argument, longestQuery))
	found := programme.Ideas(g.tx).Where(func(i programme.Idea) bool {
		return key != "" && strings.Contains(programme.NameKey(g.p.Matrix.TitleOf(i)), key)
	})
	switch len(found) {
	case 0:
		g.tell(text.T("Не намирам идея, в чието заглавие има %s. Всички са в /ideas.", "I find no idea whose title has %s. All are in /ideas.").With(text.Quote(text.Clip(argument, longestQuery))))
		return programme.Idea{}, false
	case 1:
		return found[0], true
	}
	lines := []text.Phrase{text.T("Коя от тези?", "Which of these?")}
	var rows [][]flows.Tap
	for _, i := range found[:min(len(found), ideasShown)] {
		lines = append(lines, g.ideaLine(i))
		rows = append(rows, []flows.Tap{tap(text.T("%d. %s", "%d. %s").With(int(i.ID), g.titleClipped(i, titleTap)), verbIdea, i.ID.String())})
	}
	g.say(flows.Screen{Text: text.Join("\n\n", lines...), Buttons: rows})
	return programme.Idea{}, false
}

// ideaIn is the idea that a button names first; one that is gone is said to be.
func (g *group) ideaIn(refs []string) (programme.Idea, bool) {
	id, _ := programme.ParseIdeaID(refs[0])
	i, ok := g.tx.Ideas.Get(id)
	if !ok {
		g.refuse(text.T("Тази идея вече я няма.", "This idea is gone."))
	}
	return i, ok
}

// showIdea shows the card as a message of its own.
func (g *group) showIdea(refs []string) {
	if i, ok := g.ideaIn(refs); ok {
		g.say(g.ideaCard(i))
	}
}

// turnIdea shows how the card stands now, in place.
func (g *group) turnIdea(refs []string) {
	if i, ok := g.ideaIn(refs); ok {
		g.change(g.ideaCard(i))
	}
}

// ideaCard is an idea as coordinators decide about it. It goes with who wrote in it.
func (g *group) ideaCard(i programme.Idea) flows.Screen {
	lines := []text.Phrase{
		text.T("<b>Идея %d</b> · %s", "<b>Idea %d</b> · %s").With(int(i.ID), g.stateSince(i)),
		text.T("<b>%s</b>", "<b>%s</b>").With(g.titleClipped(i, 2*titleShown)),
		g.townsOf(i),
	}
	if problem := g.p.Matrix.Value(i, programme.RoleProblem).Text; problem != "" {
		lines = append(lines, text.T("<i>%s</i>", "<i>%s</i>").With(text.Clip(problem, problemShown)))
	}
	facts := []text.Phrase{g.authorsLine(i), g.fieldLine(i, programme.RoleLead), g.fieldLine(i, programme.RoleBudget), g.originLine(i), g.partnersLine(i)}
	if n := len(i.Versions); n > 1 {
		facts = append(facts, text.T("Изпращана %d пъти; последно %s", "Sent %d times; last %s").With(n, text.OnDay(g.local(i.Versions[n-1].At), g.local(g.At))))
	}
	if step, ok := lastStep(i); ok && step.Reason != "" && step.To != programme.IdeaPresented {
		facts = append(facts, text.T("Думи към решението: <i>%s</i>", "Words with the decision: <i>%s</i>").With(text.Clip(step.Reason, reasonShown)))
	}
	for _, s := range i.Sittings[max(0, len(i.Sittings)-3):] {
		facts = append(facts, g.sittingLine(s, reasonShown))
	}
	return flows.Screen{
		Name: ideaName(i.ID), Among: known(append(i.Writers(), actorsOf(i)...)), Buttons: g.ideaButtons(i),
		Text: text.Join("\n\n", text.Join("\n", lines...), text.Join("\n", facts...)),
	}
}

// actorsOf are those whose words stand with the idea's steps.
func actorsOf(i programme.Idea) []flows.PersonID {
	var out []flows.PersonID
	for _, s := range i.Steps {
		if !slices.Contains(out, s.By) {
			out = append(out, s.By)
		}
	}
	return out
}

func (g *group) authorsLine(i programme.Idea) text.Phrase {
	var names []text.Phrase
	for _, id := range i.Authors[:min(len(i.Authors), authorsShown)] {
		o, _ := g.tx.Organisations.Get(id)
		names = append(names, text.Raw(text.Clip(o.Name, longestName)))
	}
	line := text.T("Автори: %s", "Authors: %s").With(text.Join("; ", names...))
	if more := len(i.Authors) - authorsShown; more > 0 {
		line = text.T("%s и още %d", "%s and %d more").With(line, more)
	}
	if len(i.Joining) > 0 {
		line = text.T("%s\nИскат да се присъединят: %s", "%s\nWant to join: %s").With(line, text.Organisations(len(i.Joining)))
	}
	return line
}

// fieldLine is what the field with the role says, in a line.
func (g *group) fieldLine(i programme.Idea, role string) text.Phrase {
	q, ok := g.p.Matrix.Field(role)
	v := g.p.Matrix.Value(i, role)
	if !ok || v.Empty() {
		return text.Phrase{}
	}
	words := text.Clip(g.p.Matrix.Words(g.tx, programme.MatrixField{Question: *q}, v, language), longestName)
	switch role {
	case programme.RoleLead:
		return text.T("Води: %s", "Lead: %s").With(words)
	case programme.RoleBudget:
		return text.T("Бюджет: %s", "Budget: %s").With(words)
	}
	return text.Raw(words)
}

// originLine is the meeting and the group in which the idea arose.
func (g *group) originLine(i programme.Idea) text.Phrase {
	if i.Group == 0 {
		return text.T("Започната извън среща", "Begun outside a meeting")
	}
	gr, _ := g.tx.Groups.Get(i.Group)
	e, ok := g.tx.Events.Get(gr.Event)
	if !ok {
		return text.T("Започната в група на среща, която вече я няма в програмата", "Begun in a group of a meeting that is not in the programme any more")
	}
	return text.T("Среща: %s, %s, група %d", "Meeting: %s, %s, group %d").With(e.Title, text.Day(e.Start.In(g.p), g.local(g.At)), gr.Number)
}

func (g *group) partnersLine(i programme.Idea) text.Phrase {
	signed, all := i.SignedBy()
	switch {
	case all > 0:
		return text.T("Подписали: %d от %s", "Signed: %d of %s").With(signed, partners(all))
	case i.Counts():
		return text.T("Партньори не са посочени", "No partners are named")
	}
	return text.Phrase{}
}

// sittingLine is a sitting with the council's word.
func (g *group) sittingLine(s programme.Sitting, shown int) text.Phrase {
	if s.Word == "" {
		return text.T("Представена %s; думата на съвета още я няма", "Presented %s; the council’s word is not there yet").With(g.onDate(s.Date))
	}
	return text.T("Представена %s; думата на съвета: <i>%s</i>", "Presented %s; the council’s word: <i>%s</i>").With(g.onDate(s.Date), text.Clip(s.Word, shown))
}

// ideaButtons are what can be done with the idea where it stands.
func (g *group) ideaButtons(i programme.Idea) [][]flows.Tap {
	id := i.ID.String()
	step := func(label text.Phrase, to programme.IdeaState) flows.Tap { return tap(label, verbStep, id, string(to)) }
	approve := step(text.T("Одобри", "Approve"), programme.IdeaApproved)
	back := step(text.T("Върни за промени", "Return for changes"), programme.IdeaReturned)
	present := tap(text.T("Представена на заседание", "Presented at a sitting"), verbAtWhich, id)
	var rows [][]flows.Tap
	switch i.State {
	case programme.IdeaSubmitted:
		rows = [][]flows.Tap{{approve, back}}
	case programme.IdeaApproved:
		rows = [][]flows.Tap{{present}, {back}}
	case programme.IdeaPresented:
		rows = [][]flows.Tap{{present}}
		if n := len(i.Sittings); n > 0 {
			rows = append(rows, []flows.Tap{tap(text.T("Дума на съвета", "The council’s word"), verbWord, id, i.Sittings[n-1].Date)})
		}
	}
	whole := []flows.Tap{tap(text.T("Цялата матрица", "The whole matrix"), verbMatrix, id)}
	if len(i.Partners) > 0 {
		whole = append(whole, tap(text.T("Подписи", "Signatures"), verbSigns, id, asNew))
	}
	rows = append(rows, whole,
		[]flows.Tap{tap(text.T("Път и версии", "Way and versions"), verbWay, id, "-1"), tap(text.T("Следа", "Trace"), verbTrace, id)})
	if n := len(i.Versions); n > 1 {
		rows = append(rows, []flows.Tap{tap(text.T("Какво е променено", "What has changed"), verbDiff, id, strconv.Itoa(n-2), strconv.Itoa(n-1))})
	}
	if g.hasPapers(i) {
		rows = append(rows, []flows.Tap{tap(text.T("Контакт и файлове (лично)", "Contact and files (private)"), verbPapers, id)})
	}
	if i.State != programme.IdeaWithdrawn && i.State != programme.IdeaDraft {
		rows = append(rows, []flows.Tap{step(text.T("Оттегли", "Withdraw"), programme.IdeaWithdrawn)})
	}
	return append(rows, []flows.Tap{tap(text.T("‹ Всички идеи", "‹ All ideas"), verbIdeas, allIdeas, allIdeas, "0"), tap(text.T("Обнови", "Refresh"), verbCard, id)})
}

// matrix shows everything that the idea says, in as many messages as it needs. The
// card stays.
func (g *group) matrix(refs []string) {
	i, ok := g.ideaIn(refs)
	if !ok {
		return
	}
	m := &g.p.Matrix
	paragraphs := []text.Phrase{text.T("<b>Идея %d</b> · %s", "<b>Idea %d</b> · %s").With(int(i.ID), stateWords(i.State))}
	values := i.Values()
	for _, f := range m.Fields(g.tx, values) {
		paragraphs = append(paragraphs, fieldTitle(f, g.fieldWords(f, values[f.Code])))
	}
	g.say(flows.Screen{
		Text: text.Join("\n\n", paragraphs...), Among: known(i.Writers()), ReplyTo: g.Message,
		Buttons: [][]flows.Tap{{tap(text.T("Към идеята", "To the idea"), verbIdea, i.ID.String())}},
	})
}

func fieldTitle(f programme.MatrixField, below text.Phrase) text.Phrase {
	title := text.T("<b>%s</b>", "<b>%s</b>").With(f.Text)
	if f.Gone {
		title = text.T("%s (отпаднало поле)", "%s (field no longer asked)").With(title)
	}
	return text.Join("\n", title, below)
}

// phoneIn is what looks like a phone number in a contact person's name.
var phoneIn = regexp.MustCompile(`\+?\d[\d\s()/.-]{4,}\d`)

// fieldWords is what a field says, „–“ where it says nothing. Phone numbers are no
// reading for the whole group.
func (g *group) fieldWords(f programme.MatrixField, v flows.Value) text.Phrase {
	words := g.p.Matrix.Words(g.tx, f, v, language)
	switch {
	case words == "":
		return text.T("–", "–")
	case f.Code == g.p.Matrix.Roles[programme.RoleContact]:
		words = phoneIn.ReplaceAllString(words, text.T("(телефонът – лично)", "(phone number in private)").Plain(language))
	}
	return text.Raw(words)
}

// diff shows what differs between two versions.
func (g *group) diff(refs []string) {
	i, ok := g.ideaIn(refs)
	if !ok {
		return
	}
	a, _ := strconv.Atoi(refs[1])
	b, _ := strconv.Atoi(refs[2])
	if a < 0 || a >= b || b >= len(i.Versions) {
		g.toast(text.T("Тези версии вече ги няма.", "These versions are gone."))
		return
	}
	before, after := i.Versions[a], i.Versions[b]
	paragraphs := []text.Phrase{text.T("<b>Идея %d</b> · от версия %d (%s) до версия %d (%s)", "<b>Idea %d</b> · from version %d (%s) to version %d (%s)").
		With(int(i.ID), a+1, text.Day(g.local(before.At), g.local(g.At)), b+1, text.Day(g.local(after.At), g.local(g.At)))}
	for _, c := range g.p.Matrix.Changes(g.tx, before.Values, after.Values) {
		paragraphs = append(paragraphs, fieldTitle(c.Field, text.Join("\n",
			text.T("Беше: %s", "Was: %s").With(g.fieldWords(c.Field, c.Before)),
			text.T("Стана: %s", "Is: %s").With(g.fieldWords(c.Field, c.After)))))
	}
	if len(paragraphs) == 1 {
		paragraphs = append(paragraphs, text.T("Няма разлика: изпратена е отново без промени.", "There is no difference: it was sent again unchanged."))
	}
	between := func(label text.Phrase, a, b int) flows.Tap {
		return tap(label, verbDiff, i.ID.String(), strconv.Itoa(a), strconv.Itoa(b))
	}
	var row []flows.Tap
	if a > 0 {
		row = append(row, between(text.T("‹ Версии %d и %d", "‹ Versions %d and %d").With(a, a+1), a-1, a))
	}
	if b < len(i.Versions)-1 {
		row = append(row, between(text.T("Версии %d и %d ›", "Versions %d and %d ›").With(b+1, b+2), b, b+1))
	}
	rows := [][]flows.Tap{row}
	if last := len(i.Versions) - 1; last > 1 && (a != 0 || b != last) {
		rows = append(rows, []flows.Tap{between(text.T("От първата до последната", "From the first to the last"), 0, last)})
	}
	rows = append(rows, []flows.Tap{tap(text.T("Към идеята", "To the idea"), verbIdea, i.ID.String())})
	g.say(flows.Screen{Text: text.Join("\n\n", paragraphs...), Buttons: rows, Among: known(i.Writers()), ReplyTo: g.Message})
}

package coordinator

import (
	"slices"
	"strconv"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// To whom a broadcast goes is put together with buttons, edited in place. What is pressed
// belongs to the last clause, and all of it must hold; „или“ begins another.

// Buttons of the private chat: broadcast, what, value. A value that is not needed is "-".
const (
	verbWho    = "cwho" // shows a list of values, or the whole
	verbChoose = "cset" // chooses a value, or no longer
	noValue    = "-"
)

// What can be chosen.
const (
	whoMain       = "main"
	whoKind       = "kind"
	whoTown       = "town"
	whoEvents     = "events"
	whoEvent      = "event" // the value is the event's code
	whoRegistered = "reg"   // … so here
	whoWaiting    = "wait"
	whoAbsent     = "abs"
	whoUnsent     = "unsent"
	whoAll        = "all"
	whoOr         = "or"
	whoClear      = "clear"
	whoOwn        = "own"
)

// farthestCast is how far ahead a broadcast can be scheduled.
const farthestCast = 92 * 24 * time.Hour

const castScreen = "cast/" // names the screen with which a broadcast is made ready; the broadcast follows

// whoTap is a button of the choice.
func whoTap(label text.Phrase, verb string, b programme.Broadcast, what, value string) flows.Tap {
	return tap(label, verb, b.ID.String(), what, value)
}

// showWho shows what can be chosen.
func (g *group) showWho(refs []string) {
	b, ok := g.draftIn(refs[0])
	if !ok {
		return
	}
	switch refs[1] {
	case whoOwn:
		g.openForm(castOwnForm, b.ID.String(), deskCast, func(d *programme.Draft) { g.presetOwn(d, b) })
		return
	case whoKind, whoTown, whoEvents, whoEvent:
		g.changeCast(g.valuesScreen(b, refs[1], refs[2]))
		return
	}
	g.changeCast(g.whoScreen(b))
}

// draftIn is the draft that a button of the private chat names; what is no draft any more
// is said to be.
func (g *group) draftIn(ref string) (programme.Broadcast, bool) {
	b, ok := g.castIn(ref)
	if !ok {
		g.Do(flows.Edit{To: g.Person, Message: g.Message})
		return b, false
	}
	if !g.stillDraft(b) {
		g.Do(flows.Edit{To: g.Person, Message: g.Message})
		return b, false
	}
	return b, true
}

// changeCast shows a screen in place of the pressed one, and takes the buttons off other
// copies.
func (g *group) changeCast(s flows.Screen) {
	if n, _ := g.Messages.Newest(s.Name); n == g.Message {
		g.Change("", s, true)
		return
	}
	g.Do(flows.Edit{To: g.Person, Message: g.Message})
	g.Say(s)
}

func (g *group) presetOwn(d *programme.Draft, b programme.Broadcast) {
	var items []flows.Item
	for i, id := range lastClause(b).Own {
		items = append(items, flows.Item{Number: i + 1, Ref: strconv.FormatUint(uint64(id), 10), By: g.Person})
	}
	if len(items) > 0 {
		d.Answers[castOwn] = flows.Answer{Draft: &flows.Value{Items: items}, By: g.Person, At: g.At}
	}
}

// lastClause is the one that is being put together; an empty one before the first, and
// after „или“.
func lastClause(b programme.Broadcast) programme.Clause {
	if n := len(b.Segment.Any); n > 0 && !b.Or {
		return b.Segment.Any[n-1]
	}
	return programme.Clause{}
}

// choose changes the last clause; one that says nothing any more goes.
func (g *group) choose(b *programme.Broadcast, change func(*programme.Clause)) {
	c := lastClause(*b)
	change(&c)
	all := slices.Clone(b.Segment.Any)
	if len(all) > 0 && !b.Or {
		all = all[:len(all)-1]
	}
	if b.Or = false; !c.Empty() {
		all = append(all, c)
	}
	b.Segment.Any = all
	b.Version++
	g.tx.Broadcasts.Put(b.ID, *b)
}

// chosen answers a button that chooses.
func (g *group) chosen(refs []string) {
	b, ok := g.draftIn(refs[0])
	if !ok {
		return
	}
	what, value := refs[1], refs[2]
	switch what {
	case whoOr:
		b.Or = len(b.Segment.Any) > 0
		g.tx.Broadcasts.Put(b.ID, b)
	case whoClear:
		g.choose(&b, func(c *programme.Clause) { *c = programme.Clause{} })
	case whoAll:
		g.choose(&b, func(c *programme.Clause) { *c = programme.Clause{All: true} })
	default:
		g.choose(&b, func(c *programme.Clause) { toggle(c, what, value) })
	}
	switch what {
	case whoKind, whoTown:
		g.changeCast(g.valuesScreen(b, what, noValue))
	case whoRegistered, whoWaiting, whoAbsent:
		g.changeCast(g.valuesScreen(b, whoEvent, value))
	default:
		g.changeCast(g.whoScreen(b))
	}
}

// toggle chooses the value, or no longer.
func toggle(c *programme.Clause, what, value string) {
	c.All = false
	switch what {
	case whoUnsent:
		c.Unsent = !c.Unsent
	case whoKind:
		c.Kinds = toggled(c.Kinds, programme.OrganisationKind(value))
	case whoTown:
		c.Towns = toggled(c.Towns, value)
	case whoRegistered:
		c.Registered = toggled(c.Registered, value)
	case whoWaiting:
		c.Waiting = toggled(c.Waiting, value)
	case whoAbsent:
		c.Absent = toggled(c.Absent, value)
	}
}

func toggled[V comparable](all []V, one V) []V {
	if at := slices.Index(all, one); at >= 0 {
		return slices.Delete(slices.Clone(all), at, at+1)
	}
	return append(slices.Clone(all), one)
}

// ticked is the label with its box.
func ticked(on bool, label text.Phrase) text.Phrase {
	if on {
		return text.T("☑ %s", "☑ %s").With(label)
	}
	return text.T("☐ %s", "☐ %s").With(label)
}

// whoScreen says whom the broadcast means so far, and what can be added.
func (g *group) whoScreen(b programme.Broadcast) flows.Screen {
	lines := []text.Phrase{text.T("<b>До кого да стигне съобщение № %d?</b>", "<b>Whom shall message No. %d reach?</b>").With(int(b.ID))}
	for i, c := range b.Segment.Any {
		line := text.T("• %s", "• %s").With(c.Words(g.tx, g.p))
		if i > 0 {
			line = text.T("• или %s", "• or %s").With(c.Words(g.tx, g.p))
		}
		lines = append(lines, line)
	}
	if b.Or {
		lines = append(lines, text.T("• или …", "• or …"))
	}
	found := b.Segment.Audience(g.tx, g.p)
	switch {
	case len(b.Segment.Any) == 0:
		lines = append(lines, text.T("Още не е избран никой. Изберете с бутоните: например вид и община заедно.", "Nobody is chosen yet. Choose with the buttons: a kind and a municipality together, for example."))
	case len(found.People) == 0:
		lines = append(lines, text.T("Така няма кой да го получи.", "So there is nobody to get it."))
	default:
		lines = append(lines, text.T("Получатели: %s от %s.", "Recipients: %s from %s.").With(text.People(len(found.People)), text.Organisations(len(found.Organisations))))
	}
	c := lastClause(b)
	rows := [][]flows.Tap{
		{
			whoTap(ticked(len(c.Kinds) > 0, text.T("Вид", "Kind")), verbWho, b, whoKind, noValue),
			whoTap(ticked(len(c.Towns) > 0, text.T("Община", "Municipality")), verbWho, b, whoTown, noValue),
		},
		{whoTap(ticked(c.Concerns(), text.T("Обучение или среща", "Training or meeting")), verbWho, b, whoEvents, noValue)},
		{whoTap(ticked(c.Unsent, text.T("Без изпратено проучване", "Survey not sent")), verbChoose, b, whoUnsent, noValue)},
		{whoTap(ticked(len(c.Own) > 0, text.T("Свой списък", "Own list")), verbWho, b, whoOwn, noValue)},
		{whoTap(ticked(c.All, text.T("Всички участници", "All participants")), verbChoose, b, whoAll, noValue)},
	}
	if !c.Empty() {
		rows = append(rows, []flows.Tap{
			whoTap(text.T("Добави „или“", "Add “or”"), verbChoose, b, whoOr, noValue),
			whoTap(text.T("Махни последното", "Take the last off"), verbChoose, b, whoClear, noValue),
		})
	}
	if len(found.People) > 0 {
		rows = append(rows, []flows.Tap{tap(text.T("Преглед ›", "Preview ›"), verbPreview, b.ID.String())})
	}
	rows = append(rows, g.castEdits(b))
	return flows.Screen{Name: castScreen + b.ID.String(), Text: text.Join("\n", lines...), Buttons: rows}
}

func kindLabel(k programme.OrganisationKind) text.Phrase {
	switch k {
	case programme.Municipality:
		return text.T("Общини", "Municipalities")
	case programme.Institution:
		return text.T("Институции", "Institutions")
	case programme.NGO:
	}
	return text.T("НПО", "NGOs")
}

// valuesScreen lists the values of one thing that can be chosen.
func (g *group) valuesScreen(b programme.Broadcast, what, value string) flows.Screen {
	c := lastClause(b)
	var rows [][]flows.Tap
	var ask text.Phrase
	back := whoTap(text.T("‹ Назад", "‹ Back"), verbWho, b, whoMain, noValue)
	switch what {
	case whoKind:
		ask = text.T("<b>Какви организации?</b> Може и няколко.", "<b>Which kinds of organisations?</b> Several will do.")
		for _, k := range programme.Kinds {
			rows = append(rows, []flows.Tap{whoTap(ticked(slices.Contains(c.Kinds, k), kindLabel(k)), verbChoose, b, whoKind, string(k))})
		}
	case whoTown:
		ask = text.T("<b>От кои общини?</b> Може и няколко.", "<b>From which municipalities?</b> Several will do.")
		for i, m := range g.p.Municipalities {
			t := whoTap(ticked(slices.Contains(c.Towns, m.Code), text.T("%s", "%s").With(m.Name)), verbChoose, b, whoTown, m.Code)
			if i%2 == 1 {
				rows[len(rows)-1] = append(rows[len(rows)-1], t)
			} else {
				rows = append(rows, []flows.Tap{t})
			}
		}
	case whoEvents:
		ask = text.T("<b>Заради кое обучение или среща?</b>", "<b>Because of which training or meeting?</b>")
		for _, e := range programme.Events(g.tx) {
			on := slices.Contains(c.Registered, e.Code) || slices.Contains(c.Waiting, e.Code) || slices.Contains(c.Absent, e.Code)
			label := text.T("%s, %s", "%s, %s").With(text.ShortDay(e.Start.In(g.p)), text.Clip(e.Title.In(g.Lang), 18))
			rows = append(rows, []flows.Tap{whoTap(ticked(on, label), verbWho, b, whoEvent, e.Code)})
		}
	case whoEvent:
		e, _ := g.tx.Events.Get(value)
		ask = text.T("<b>%s</b>, %s\nКои?", "<b>%s</b>, %s\nWho of it?").With(e.Title, text.Day(e.Start.In(g.p), g.local(g.At)))
		rows = [][]flows.Tap{
			{whoTap(ticked(slices.Contains(c.Registered, value), text.T("Записаните", "Who is registered")), verbChoose, b, whoRegistered, value)},
			{whoTap(ticked(slices.Contains(c.Waiting, value), text.T("Чакащите място", "Who waits for a seat")), verbChoose, b, whoWaiting, value)},
			{whoTap(ticked(slices.Contains(c.Absent, value), text.T("Отсъствалите", "Who was absent")), verbChoose, b, whoAbsent, value)},
		}
		rows = append(rows, []flows.Tap{whoTap(text.T("‹ Други събития", "‹ Other events"), verbWho, b, whoEvents, noValue)})
	}
	return flows.Screen{Name: castScreen + b.ID.String(), Text: ask, Buttons: append(rows, []flows.Tap{back})}
}

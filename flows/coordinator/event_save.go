package coordinator

import (
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// What the form of an event would change is shown first, old and new, where people are
// told of it, or another coordinator was at it, too.

// sureOfChange shows what would be changed and whom it touches.
func (g *group) sureOfChange(code string, d programme.Draft) (flows.LastWord, bool) {
	e, ok := g.tx.Events.Get(code)
	if !ok {
		return flows.LastWord{}, false
	}
	plan := g.planIn(e.Plan, d, changed)
	if lines, rows := g.amissIn(eventForm, code, plan, d); len(lines) > 0 {
		return flows.LastWord{Text: text.Join("\n", lines...), Buttons: rows}, true
	}
	told := g.toldOfChange(e, plan)
	both, meanwhile := g.meanwhile(e.Plan, d)
	old, rows := g.leftBehind(code, d)
	lines := append([]text.Phrase{text.T("<b>%s</b>", "<b>%s</b>").With(e.Title)}, g.changeLines(e.Plan, d, g.Lang)...)
	if len(told)+len(both)+len(meanwhile)+len(old) == 0 {
		return flows.LastWord{}, false
	}
	w := flows.LastWord{Yes: text.T("Да, запази", "Yes, save it")}
	if len(both) > 0 {
		lines = append(lines, text.T("⚠️ Междувременно друг координатор промени същото: %s. Ако запазите, остава Вашето.",
			"⚠️ Meanwhile another coordinator has changed the same: %s. If you save, yours stays.").With(text.Join(", ", both...)))
		rows = append(rows, []flows.Tap{tap(text.T("Остави на колегата", "Leave my colleague’s"), verbTheirs, code)})
	}
	if len(meanwhile) > 0 {
		lines = append(lines, text.T("Междувременно друг координатор промени и това, то остава: %s.", "Meanwhile another coordinator has changed this, too; it stays: %s.").With(text.Join("; ", meanwhile...)))
	}
	w.Text, w.Buttons = text.Join("\n", append(append(lines, old...), told...)...), rows
	return w, true
}

// leftBehind is what would stay old beside what is changed: the English text of a
// Bulgarian one, the point on the map of a place. Each has a button that changes it.
func (g *group) leftBehind(code string, d programme.Draft) (lines []text.Phrase, rows [][]flows.Tap) {
	var english []text.Phrase
	stays := func(question string) bool {
		a := d.Answers[question]
		return a.Counts() && !changed(a) && a.Value.None == ""
	}
	change := func(label text.Pair, question string) {
		rows = append(rows, []flows.Tap{{Label: text.T("%s", "%s").With(label), Data: flows.ChangeButton(eventForm, code, question)}})
	}
	for _, f := range g.fieldsOf(code, d) {
		if en := f.Code + "_en"; changed(d.Answers[f.Code]) && stays(en) {
			english = append(english, text.T("%s", "%s").With(f.Text))
			change(text.Pair{BG: f.Text.BG + " на английски", EN: f.Text.EN + " in English"}, en)
		}
	}
	if len(english) > 0 {
		lines = append(lines, text.T("⚠️ На английски остава старият текст: %s.", "⚠️ The English text stays the old one: %s.").With(text.Join(", ", english...)))
	}
	elsewhere := changed(d.Answers["place"]) || changed(d.Answers["address"]) || changed(d.Answers["town"])
	if elsewhere && stays("map") {
		lines = append(lines, text.T("⚠️ Точката на картата остава старата.", "⚠️ The point on the map stays the old one."))
		change(text.Pair{BG: "Точка на картата", EN: "Point on the map"}, "map")
	}
	return lines, rows
}

// changeLines are what the draft changes, from what is now.
func (g *group) changeLines(now programme.Plan, d programme.Draft, lang text.Language) []text.Phrase {
	var lines []text.Phrase
	for _, f := range g.changedFields(now.Code, d) {
		lines = append(lines, text.T("%s: %s → <b>%s</b>", "%s: %s → <b>%s</b>").With(f.Text, wordsOf(f, f.is(g.p, now), lang), wordsOf(f, d.Answers[f.Code].Value, lang)))
	}
	return lines
}

// wordsOf is a value of the form on one line.
func wordsOf(f eventField, v flows.Value, lang text.Language) string {
	return text.Clip(strings.Join(strings.Fields(f.Words(v, lang)), " "), 120)
}

// meanwhile is what has become another since the draft was begun: what it changes, too,
// and what it does not.
func (g *group) meanwhile(now programme.Plan, d programme.Draft) (both, others []text.Phrase) {
	for _, f := range g.fieldsOf(now.Code, d) {
		a, is := d.Answers[f.Code], f.is(g.p, now)
		switch {
		case !a.Counts() || is.Same(began(a)) || is.Same(a.Value):
		case changed(a):
			both = append(both, text.T("%s (беше %s)", "%s (it was %s)").With(f.Text, wordsOf(f, began(a), g.Lang)))
		default:
			others = append(others, text.T("%s: %s → %s", "%s: %s → %s").With(f.Text, wordsOf(f, a.Value, g.Lang), wordsOf(f, is, g.Lang)))
		}
	}
	return both, others
}

// toldOfChange says who would be written to, and about what; nothing where nobody is.
func (g *group) toldOfChange(e programme.Event, plan programme.Plan) []text.Phrase {
	var lines []text.Phrase
	moves := !plan.Start.At.Equal(e.Start.At) || !plan.End.At.Equal(e.End.At)
	placed := !plan.Site().Same(e.Site())
	switch {
	case moves && placed:
		lines = append(lines, text.T("Хората ще научат новото време и новото място и ще ги попитам отново дали идват.", "People will learn the new time and place, and I will ask them anew whether they come."))
	case moves:
		lines = append(lines, text.T("Хората ще научат новото време и ще ги попитам отново дали идват.", "People will learn the new time, and I will ask them anew whether they come."))
	case placed:
		lines = append(lines, text.T("Хората ще научат новото място. Казаното „Да, идвам“ остава.", "People will learn the new place. Where they have said that they come, it holds."))
	}
	if moves && !e.Closes.IsZero() && plan.Closes.Equal(e.Closes) {
		lines = append(lines, text.T("Краят на записването се мести със събитието.", "The end of registration moves with the event."))
	}
	if moves || placed {
		lines = append(lines, g.reaches(e, plan.Start))
	}
	for _, pool := range []programme.Pool{programme.PoolNGO, programme.PoolAuthority} {
		if n := (programme.Event{Plan: plan}).SeatsFor(pool); n != e.SeatsFor(pool) {
			lines = append(lines, resizeNote(programme.LineOf(g.tx, e, pool), n)...)
		}
	}
	return lines
}

// sendChange does what the draft changes. Nothing changed is nothing done.
func (g *group) sendChange(code string, d programme.Draft) bool {
	e, ok := g.tx.Events.Get(code)
	if !ok {
		return false
	}
	lines, group := g.changeLines(e.Plan, d, g.Lang), g.changeLines(e.Plan, d, language)
	if len(lines) == 0 {
		g.Tell(text.T("Нищо не е променено: всичко е, както беше.", "Nothing was changed: all of it is as it was."))
		return true
	}
	plan := g.planIn(e.Plan, d, changed)
	told := g.toldOfChange(e, plan)
	after, why := programme.ChangeEvent(g.tx, g.Turn, g.p, code, plan)
	if why != programme.MoveGranted {
		return false
	}
	g.Tell(text.Join("\n", append([]text.Phrase{text.T("✔ Записано: <b>%s</b>", "✔ Saved: <b>%s</b>").With(after.Title)}, lines...)...))
	said := append([]text.Phrase{text.T("✔ %s промени <b>%s</b>", "✔ %s has changed <b>%s</b>").With(g.firstName(), after.Title)}, group...)
	g.say(flows.Screen{Text: text.Join("\n", append(said, told...)...), Buttons: [][]flows.Tap{{tap(text.T("Към събитието", "To the event"), verbEvent, code)}}})
	g.edit(g.eventScreen(after))
	return true
}

// theirs leaves what another coordinator has changed meanwhile as it is now, and shows
// what remains.
func (g *group) theirs(refs []string) {
	key := programme.DraftKey{Person: g.Person, Form: eventForm, Subject: refs[0]}
	d, begun := g.tx.Drafts.Get(key)
	e, ok := g.tx.Events.Get(refs[0])
	if !begun || !ok {
		g.toast(text.T("Това вече е приключено.", "This is finished."))
		g.Change("", flows.Screen{}, false)
		return
	}
	for _, field := range g.fieldsOf(e.Code, d) {
		is := field.is(g.p, e.Plan)
		if a := d.Answers[field.Code]; changed(a) && !is.Same(began(a)) {
			d.Preset(field.Code, is, g.Person, g.At)
		}
	}
	g.preset(&d, e.Plan)
	g.tx.Drafts.Put(key, d)
	if f, open := g.c.Form(g.tx, g.Turn, key.Form, key.Subject); open {
		flows.Open(g.Turn, f)
	}
}

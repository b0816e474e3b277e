package participant

import (
	"slices"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// nudge reminds of the survey who speaks for organisations that have not sent it. A
// nudge that is late by more than its day lapses: there is another one, or none.
func (c *chat) nudge(w flows.Due) {
	step := w.Ref
	if w.Expired || !c.p.HasNudge(step) || c.p.Quiet(c.At) {
		return
	}
	for _, n := range programme.Nudges(c.tx, c.p) {
		c.beside(n.Person, func(other *chat) { other.nudged(n, step) })
	}
}

// nudgeName names the newest nudge of a chat.
const nudgeName = "nudge"

// nudged lets the nudge leave. It takes the menu's place, which offers the same; what is
// being asked stays open beside it.
func (c *chat) nudged(n programme.Nudge, step string) {
	c.Announce(nudgeName, !c.atMenu())
	c.Do(flows.Say{
		To: c.Person, Promise: flows.Once, Name: nudgeName, Key: programme.NudgeKey(c.p, n, step),
		About: programme.NudgeDue + "/" + step, Expires: programme.NudgeUntil(c.tx, c.p, c.At),
	})
	c.tx.Unasked.Put(c.Person, programme.Unasked{Day: step, What: "nudge"})
}

// atMenu reports whether the person is at the menu, or at a message that takes its place.
func (c *chat) atMenu() bool {
	return slices.Contains([]string{menuName, nudgeName, inviteName, ""}, c.Session.Live)
}

// nudgeWords says how far the survey is, for each organisation that has not sent it by
// now.
func (c *chat) nudgeWords(string) (flows.Screen, bool) {
	person, _ := c.person()
	unsent := programme.Unsent(c.tx, c.p, c.Person)
	if !programme.CanBeNudged(c.p, person) || len(unsent) == 0 {
		return flows.Screen{}, false
	}
	form := programme.SurveyForm(c.tx, c.p)
	head := text.T("Добър ден! Очакваме отговорите Ви: <b>%s</b>.", "Hello! We are looking forward to your answers: <b>%s</b>.").With(form.Title)
	if !form.Closes.IsZero() {
		head = text.Join(" ", head, text.T("Можете да ги изпратите до %s.", "You can send them until %s.").With(form.Until(c.local())))
	}
	return c.unsentScreen(form, head, unsent), true
}

// termDue tells somebody who has begun that the coordinators have given more time.
func (c *chat) termDue(w flows.Due) {
	if w.Expired || c.p.Quiet(c.At) {
		return
	}
	c.beside(w.Person, func(other *chat) {
		if !programme.TellTerm(other.tx, other.Turn, other.p, other.Person, w.Ref) {
			return
		}
		menu := other.Session.Live == menuName || other.Session.Live == nudgeName || other.Session.Live == ""
		other.Announce(nudgeName, !menu)
		other.Do(flows.Say{
			To: other.Person, Promise: flows.Once, Name: nudgeName, Key: "t/" + other.p.Survey.Name + "/" + w.Ref + "/" + other.Person.String(),
			About: programme.TermDue + "/" + w.Ref, Expires: programme.NudgeUntil(other.tx, other.p, other.At),
		})
	})
}

// termWords says until when there is time now, and how far the survey is.
func (c *chat) termWords(string) (flows.Screen, bool) {
	person, _ := c.person()
	unsent := programme.Unsent(c.tx, c.p, c.Person)
	form := programme.SurveyForm(c.tx, c.p)
	if !programme.CanBeNudged(c.p, person) || len(unsent) == 0 || form.Closes.IsZero() {
		return flows.Screen{}, false
	}
	return c.unsentScreen(form, text.T("Добър ден! Има още време за <b>%s</b>: отговори се приемат до %s.", "Hello! There is more time for <b>%s</b>: answers are taken until %s.").
		With(form.Title, form.Until(c.local())), unsent), true
}

// unsentScreen shows below the head how far each of the organisations is.
func (c *chat) unsentScreen(form *flows.Form, head text.Phrase, unsent []programme.OrganisationID) flows.Screen {
	lines := []text.Phrase{head}
	var rows [][]flows.Tap
	for i, o := range c.mine() {
		if !slices.Contains(unsent, o.ID) {
			continue
		}
		r, _ := c.tx.Responses.Get(programme.ResponseKey{Survey: form.Name, Organisation: o.ID})
		p := flows.ProgressOf(form, r.Answers)
		name, label := text.T("<b>%s</b>", "<b>%s</b>").With(o.Name), labelGoOn
		if p.Done == 0 {
			label = labelBegin
		}
		if len(unsent) > 1 { // the numbers are those of the menu: they can be typed
			name, label = text.T("%d. %s", "%d. %s").With(i+1, name), numbered(i, o.Name)
		}
		lines = append(lines, text.Join("\n", name, howFar(p)))
		rows = append(rows, []flows.Tap{{Label: label, Data: flows.OpenButton(form.Name, subjectOf(o.ID))}})
	}
	return flows.Screen{Text: text.Join("\n\n", lines...), Buttons: append(rows, flows.MenuRow())}
}

var (
	labelGoOn  = text.T("Продължи", "Go on")
	labelBegin = text.T("Започни", "Begin")
)

// atNudge reports whether a nudge stands there and somebody typed what its button says.
func (c *chat) atNudge(typed string) bool {
	stands := c.Session.Live == nudgeName || c.Session.Beside == nudgeName
	return stands && (says(typed, "Да", "Yes") || slices.ContainsFunc([]text.Phrase{labelGoOn, labelBegin}, func(l text.Phrase) bool {
		return says(typed, l.Plain(text.Bulgarian), l.Plain(text.English))
	}))
}

// howFar says how much of the survey there is and how much of it is left.
func howFar(p flows.Progress) text.Phrase {
	switch p.Done {
	case 0:
		return text.T("Още не е започнато. %s", "Not begun yet. %s").With(flows.Remaining(p))
	case p.All:
		return text.T("Отговорено е на всичко. Остава само да го изпратите.", "Everything is answered. It only has to be sent.")
	}
	return text.T("Отговорено е на %d от %s. %s", "%d of %s are answered. %s").With(p.Done, text.Questions(p.All), flows.Remaining(p))
}

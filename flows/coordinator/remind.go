package coordinator

import (
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Buttons that remind now. What is reminded of is named by what was not done and the
// event, „-“ for none.
const (
	verbUrges = "urges" // shows what can be reminded of
	verbUrge  = "urge"  // shows the number and a sample
	verbUrged = "urged"
	verbRound = "round" // … and the day: how the messages fare
)

const noEvent = "-"

// remind shows what can be reminded of now.
func (g *group) remind(string) { g.say(g.remindPage()) }

// turnRemind shows it in place.
func (g *group) turnRemind([]string) { g.change(g.remindPage()) }

func (g *group) remindPage() flows.Screen {
	lines := []text.Phrase{text.T("<b>Подсещане сега</b>", "<b>Reminding now</b>")}
	all := programme.EverythingUndone(g.tx, g.p)
	var rows [][]flows.Tap
	for i, u := range all {
		lines = append(lines, text.T("%d. %s: %s", "%d. %s: %s").With(i+1, g.undoneTitle(u), g.undoneCount(u)))
		rows = append(rows, []flows.Tap{tap(text.T("%d. %s", "%d. %s").With(i+1, text.Clip(g.undoneShort(u).Plain(language), 40)), verbUrge, string(u.What), eventRef(u.Event))})
	}
	if len(all) == 0 {
		lines = append(lines, text.T("Няма за какво да се подсеща: всички са го направили, или още никой не се е присъединил.", "There is nothing to remind of: everybody has done it, or nobody has joined yet."))
	}
	if at := g.p.ByDay(g.At); at.After(g.At) {
		lines = append(lines, text.T("Сега е нощ. Каквото изберете, ще тръгне сутринта: %s.", "It is night now. What you choose leaves in the morning: %s.").With(text.DayTime(g.local(at), g.local(g.At))))
	}
	return flows.Screen{Name: "card/remind", Text: text.Join("\n", lines...), Buttons: append(rows,
		[]flows.Tap{tap(text.T("Кои липсват", "Who is missing"), verbMissing, tabSurvey, "0"), tap(text.T("За обаждане", "To be called"), verbCalls, "0")},
		[]flows.Tap{tap(text.T("Обнови", "Refresh"), verbUrges)})}
}

func eventRef(code string) string {
	if code == "" {
		return noEvent
	}
	return code
}

// undoneTitle says what was not done.
func (g *group) undoneTitle(u programme.Undone) text.Phrase {
	e, _ := g.tx.Events.Get(u.Event)
	switch u.What {
	case programme.UndoneSurvey:
		return text.T("Неизпратено проучване", "The survey was not sent")
	case programme.UndoneRegister:
		return text.T("Никой не е записан за %s", "Nobody is registered for %s").With(g.shortTitle(e))
	}
	return text.T("Не са отговорили дали идват на %s", "Have not said whether they come to %s").With(g.shortTitle(e))
}

// undoneShort is the same on a button.
func (g *group) undoneShort(u programme.Undone) text.Phrase {
	e, _ := g.tx.Events.Get(u.Event)
	day := text.ShortDay(e.Start.In(g.p))
	switch u.What {
	case programme.UndoneSurvey:
		return text.T("Проучването", "The survey")
	case programme.UndoneRegister:
		return text.T("Записване, %s", "Registering, %s").With(day)
	}
	return text.T("Идвате ли, %s", "Are you coming, %s").With(day)
}

// undoneCount is „12 души; сега мога да пиша на 9“.
func (g *group) undoneCount(u programme.Undone) text.Phrase {
	if len(u.Now) == u.All() {
		return text.T("%s", "%s").With(text.People(u.All()))
	}
	return text.T("%s, сега мога да пиша на %d от тях", "%s, now I can write to %d of them").With(text.People(u.All()), len(u.Now))
}

// undoneIn is what a button names, as it stands when the messages would leave.
func (g *group) undoneIn(refs []string) (u programme.Undone, at time.Time) {
	code := strings.TrimPrefix(refs[1], noEvent)
	at = g.p.ByDay(g.At)
	then := *g.tx
	then.Now = at
	return programme.UndoneOf(&then, g.p, programme.UndoneWhat(refs[0]), code), at
}

// showUrge shows exactly who would get it, apart who would not and why, and a sample.
func (g *group) showUrge(refs []string) {
	u, at := g.undoneIn(refs)
	if u.All() == 0 {
		g.toast(text.T("Няма кого да подсетя: всички са го направили, или още не са се присъединили.", "There is nobody to remind: everybody has done it, or has not joined yet."))
		g.change(g.remindPage())
		return
	}
	back := []flows.Tap{tap(text.T("‹ Назад", "‹ Back"), verbUrges)}
	if u.Event != "" {
		back = append(back, tap(text.T("Към събитието", "To the event"), verbEvent, u.Event))
	}
	key := programme.RoundKey(g.p, u.What, u.Event, at)
	if _, done := g.tx.Rounds.Get(key); done {
		s := g.roundScreen(key)
		s.Name, s.Buttons = "", append(s.Buttons, back)
		g.change(s)
		return
	}
	s := flows.Screen{Text: text.Join("\n\n", text.T("<b>Подсещане</b>: %s", "<b>Reminding</b>: %s").With(g.undoneTitle(u)), g.whoGets(u, at))}
	if len(u.Now) > 0 {
		if sample := g.sample(key, u.Now[0], at); !sample.Empty() {
			s.Text, s.Among = text.Join("\n\n", s.Text, sample), []flows.PersonID{u.Now[0]}
		}
		send := text.T("Изпрати на %s", "Send to %s").With(text.People(len(u.Now)))
		s.Buttons = append(s.Buttons, []flows.Tap{tap(send, verbUrged, refs...)})
	}
	s.Buttons = append(s.Buttons, back)
	g.change(s)
}

// whoGets counts who is written to and when, and who is not.
func (g *group) whoGets(u programme.Undone, at time.Time) text.Phrase {
	lines := []text.Phrase{text.T("Ще го получат: %d от %s.", "Who gets it: %d of %s.").With(len(u.Now), text.People(u.All()))}
	if n := g.begunOf(u); u.What == programme.UndoneSurvey && len(u.Now) > 0 {
		lines = append(lines, text.T("Започнали са %d от тях, не са започнали %d.", "%d of them have begun, %d have not.").With(n, len(u.Now)-n))
	}
	if at.After(g.At) && len(u.Now) > 0 {
		lines = append(lines, text.T("Сега е нощ: ще тръгне сутринта, %s.", "It is night: it leaves in the morning, %s.").With(text.DayTime(g.local(at), g.local(g.At))))
	}
	if e, ok := g.tx.Events.Get(u.Event); ok && u.What == programme.UndoneRegister && programme.TurnoutOf(g.tx, e).Waiting > 0 {
		lines = append(lines, text.T("За това събитие вече се чака за място. Който се запише, също ще чака.", "There is a waiting list for this event. Who registers waits, too."))
	}
	for _, why := range programme.HeldReasons() {
		n := len(u.Held[why])
		if n == 0 {
			continue
		}
		lines = append(lines, heldWords(why, u.What, n))
	}
	if len(u.Now) > 0 {
		lines = append(lines, text.T("Който междувременно го направи, няма да получи нищо.", "Who does it meanwhile gets nothing."))
	}
	return text.Join("\n", lines...)
}

// begunOf is how many of those who are written to have begun a survey that was not sent.
func (g *group) begunOf(u programme.Undone) (n int) {
	for _, id := range u.Now {
		begun := false
		for _, of := range programme.Unsent(g.tx, g.p, id) {
			_, there := g.tx.Responses.Get(programme.ResponseKey{Survey: g.p.Survey.Name, Organisation: of})
			begun = begun || there
		}
		if begun {
			n++
		}
	}
	return n
}

// heldWords say of how many people why they are not written to, and when they can be.
func heldWords(why programme.Withheld, what programme.UndoneWhat, n int) text.Phrase {
	people, list := text.People(n), "/calls"
	if what == programme.UndoneRegister {
		list = "/missing"
	}
	switch why {
	case programme.HeldToday:
		return text.T("• Днес вече получават друго съобщение или са на събитие: %s. Утре може.", "• Get another message today, or are at an event: %s. Tomorrow they can.").With(people)
	case programme.HeldHere:
		return text.T("• Пишат с бота точно сега: %s. След час може.", "• Write with the bot just now: %s. In an hour they can.").With(people)
	case programme.HeldQuiet:
		return text.T("• Спрели са напомнянията: %s. Обадете се (%s).", "• Have stopped reminders: %s. Call them (%s).").With(people, list)
	case programme.HeldStopped:
		return text.T("• Спрели са бота: %s. Обадете се (%s).", "• Have stopped the bot: %s. Call them (%s).").With(people, list)
	}
	return text.T("• Не са приели новия текст за съгласие: %s. Обадете се (%s).", "• Have not agreed to the new text of the consent: %s. Call them (%s).").With(people, list)
}

// sample is the message as that person would see it, folded, in both languages.
func (g *group) sample(key string, who flows.PersonID, at time.Time) text.Phrase {
	if g.c.words == nil {
		return text.Phrase{}
	}
	then := *g.tx
	then.Now = at
	say := flows.Say{To: who, About: programme.RoundDue + "/" + key}
	folded := func(lang text.Language) text.Phrase {
		html, buttons, ok := g.c.words(&then, say, lang)
		if !ok {
			return text.Phrase{}
		}
		for _, row := range buttons {
			for _, b := range row {
				html += "\n[" + text.Escape(b.Text) + "]"
			}
		}
		return text.T("<blockquote expandable>%s</blockquote>", "<blockquote expandable>%s</blockquote>").With(text.T(html, html))
	}
	bg, en := folded(text.Bulgarian), folded(text.English)
	if bg.Empty() || en.Empty() {
		return text.Phrase{}
	}
	return text.Join("\n", text.T("Така ще изглежда при един от тях, на български и на английски:", "So it will look for one of them, in Bulgarian and in English:"), bg, en)
}

// urge is the yes: everybody who has not done it then is written to, once a day whatever is
// pressed.
func (g *group) urge(refs []string) {
	u, at := g.undoneIn(refs)
	if key := programme.RoundKey(g.p, u.What, u.Event, at); g.sentOff(key) {
		g.change(g.roundScreen(key))
		return
	}
	if len(u.Now) == 0 {
		g.toast(text.T("Вече няма на кого да пиша за това.", "There is nobody left to write to about this."))
		g.change(g.remindPage())
		return
	}
	key, _ := programme.BeginRound(g.tx, g.Turn, g.p, u.What, u.Event)
	first, _, _ := strings.Cut(g.Name, " ")
	g.change(flows.Screen{Text: text.T("✔ Пуснато от %s. %s. Ще го получат: %s.", "✔ Sent off by %s. %s. Who gets it: %s.").With(first, g.undoneTitle(u), text.People(len(u.Now)))})
	g.say(g.roundScreen(key))
}

// sentOff says so of a round that is there already.
func (g *group) sentOff(key string) bool {
	r, ok := g.tx.Rounds.Get(key)
	if ok {
		g.toast(text.T("За този ден вече е пуснато, %s.", "For that day it was sent off already, %s.").With(text.Ago(g.At.Sub(r.At))))
	}
	return ok
}

// showRound shows how the messages fare, in place.
func (g *group) showRound(refs []string) {
	key := strings.Join(refs, "/")
	if _, ok := g.tx.Rounds.Get(key); !ok {
		g.toast(text.T("Този бутон вече не важи.", "This button is no longer valid."))
		return
	}
	g.change(g.roundScreen(key))
}

// Round implements participant.Desk.
func (c *Conversation) Round(tx *programme.Tx, t *flows.Turn, key string) {
	g := c.in(tx, t)
	g.edit(g.roundScreen(key))
}

// roundSum shows how a round fares some time after it left.
func (g *group) roundSum(w flows.Due) { g.edit(g.roundScreen(w.Ref)) }

// roundScreen is the card of a round.
func (g *group) roundScreen(key string) flows.Screen {
	r, _ := g.tx.Rounds.Get(key)
	what, event, day, _ := programme.RoundOf(key)
	u := programme.Undone{What: what, Event: event}
	at := g.p.ByDay(r.At)
	lines := []text.Phrase{text.T("<b>Подсещане</b>: %s", "<b>Reminding</b>: %s").With(g.undoneTitle(u))}
	switch {
	case r.Begun.IsZero() && at.After(r.At):
		lines = append(lines, text.T("Ще тръгне сутринта: %s.", "It leaves in the morning: %s.").With(text.DayTime(g.local(at), g.local(g.At))))
	case r.Begun.IsZero():
		lines = append(lines, text.T("Тръгва сега.", "It leaves now."))
	case r.To == 0:
		lines = append(lines, text.T("Не тръгна до никого: междувременно всички са го направили, или ботът не е работел.", "It left to nobody: everybody has done it meanwhile, or the bot was not running."))
	default:
		lines = append(lines, text.T("Стигна до %d от %s.", "It reached %d of %s.").With(r.Sent, text.People(r.To)))
		for _, part := range []struct {
			n     int
			words text.Phrase
		}{
			{r.Needed, text.T("Междувременно са го направили: %d.", "Have done it meanwhile: %d.")},
			{r.Lost, text.T("Не стигна, ботът е спрян там: %d. Вижте /calls.", "Did not arrive, the bot is stopped there: %d. See /calls.")},
			{r.Doubt, text.T("Не е сигурно дали стигна: %d.", "Uncertain whether it arrived: %d.")},
			{r.Left(), text.T("Още пътуват: %d.", "Still on their way: %d.")},
		} {
			if part.n > 0 {
				lines = append(lines, part.words.With(part.n))
			}
		}
	}
	lines = append(lines, text.T("Пуснато: %s", "Sent off: %s").With(text.DayTime(g.local(r.At), g.local(g.At))))
	return flows.Screen{
		Name: "round/" + key, Text: text.Join("\n", lines...),
		Buttons: [][]flows.Tap{{tap(text.T("Обнови", "Refresh"), verbRound, string(what), eventRef(event), day)}},
	}
}

package coordinator

import (
	"strconv"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// askMove asks for the new time.
func (g *group) askMove(refs []string) {
	e, ok := g.changeable(refs[0])
	if !ok {
		return
	}
	g.say(flows.Screen{
		Name: changePrompt(verbMove, e.Code), ReplyTo: g.Message,
		Text: text.T("<b>%s</b> · кога да бъде?\nСега: %s\nОтговорете (Reply) на това съобщение с новата дата и час, например: <i>18.03 10:00–16:00</i>",
			"<b>%s</b> · when shall it be?\nNow: %s\nReply to this message with the new date and time, for example: <i>18.03 10:00–16:00</i>").With(e.Title, g.when(e)),
		Buttons: [][]flows.Tap{{keepTap(text.T("Отказ", "Cancel"), verbMove, e.Code)}},
	})
}

// repliedMove reads the new time and shows old and new, with whom it touches.
func (g *group) repliedMove(code string) {
	typed, e, ok := g.typedChange(code)
	if !ok {
		return
	}
	when, read := text.ReadWhen(typed, g.local(g.At))
	if !read {
		g.askAgain(verbMove, code, text.T("Не разбрах кога. Отговорете пак така: <i>18.03 10:00–16:00</i>", "I did not understand when. Reply again like this: <i>18.03 10:00–16:00</i>"))
		return
	}
	start, end := g.momentsOf(e, when)
	why := e.CanMove(g.At, start, end)
	if g.meantPast(when) {
		why = programme.MovePast
	}
	if why != programme.MoveGranted {
		g.askAgain(verbMove, code, moveRefusal(why))
		return
	}
	moved := e
	moved.Start, moved.End = start, end
	lines := []text.Phrase{
		text.T("<b>%s</b>", "<b>%s</b>").With(e.Title),
		text.T("Беше: %s", "It was: %s").With(g.when(e)),
		text.T("Става: <b>%s</b>", "Now: <b>%s</b>").With(g.when(moved)),
	}
	if when.From.Said && (start.In(g.p).Hour() != when.From.Hour || start.In(g.p).Minute() != when.From.Minute) {
		lines = append(lines, text.T("На тази дата часовникът се мести и този час го няма, затова е един час по-късно.",
			"On that day the clocks change and that hour does not exist, so it is one hour later."))
	}
	lines = append(lines, g.reaches(e, start))
	g.say(flows.Screen{
		Text: text.Join("\n", lines...), Name: changePrompt(verbMove, code), ReplyTo: g.Message,
		Buttons: [][]flows.Tap{{
			keepTap(text.T("Не", "No"), verbMove, code),
			tap(text.T("Да, премести", "Yes, move it"), verbMoved, code, minutes(start), minutes(end), strconv.Itoa(e.Revision)),
		}},
	})
}

// momentsOf is from when to when the event is to be: what was not said stays as it is,
// as long as it was.
func (g *group) momentsOf(e programme.Event, w text.When) (start, end programme.Moment) {
	from, to := e.Start.In(g.p), e.End.In(g.p)
	day, last := from, to.Sub(from)
	if !w.Day.IsZero() {
		day = w.Day
	}
	hour, minute := from.Hour(), from.Minute()
	if w.From.Said {
		hour, minute = w.From.Hour, w.From.Minute
	}
	start = programme.NewMoment(day.Year(), day.Month(), day.Day(), hour, minute, g.p.Location)
	switch {
	case w.To.Said:
		end = programme.NewMoment(day.Year(), day.Month(), day.Day(), w.To.Hour, w.To.Minute, g.p.Location)
	case w.From.Said: // as long as it was
		end = g.moment(start.At.Add(last))
	default: // at the same hours
		days := int(time.Date(to.Year(), to.Month(), to.Day(), 0, 0, 0, 0, time.UTC).Sub(time.Date(from.Year(), from.Month(), from.Day(), 0, 0, 0, 0, time.UTC)) / (24 * time.Hour))
		end = programme.NewMoment(day.Year(), day.Month(), day.Day()+days, to.Hour(), to.Minute(), g.p.Location)
	}
	return start, end
}

// moment is the instant as the clock on the wall shows it.
func (g *group) moment(at time.Time) programme.Moment {
	l := at.In(g.p.Location)
	return programme.Moment{At: at.UTC(), Wall: l.Format(programme.WallTime), Zone: g.p.Location.String()}
}

// justPast is how long ago a day without a year is still taken for the one that is
// over, and not for the one of next year.
const justPast = 180 * 24 * time.Hour

// meantPast reports whether a day was said without its year that has just been.
func (g *group) meantPast(w text.When) bool {
	if w.Year || w.Day.IsZero() {
		return false
	}
	before := w.Day.AddDate(-1, 0, 0)
	return before.Before(g.At) && g.At.Sub(before) < justPast
}

func moveRefusal(why programme.MoveRefusal) text.Phrase {
	switch why {
	case programme.MovePast:
		return text.T("Този ден и час вече минаха. Отговорете пак с дата, която предстои; ако е догодина, напишете и годината.",
			"That day and time are over. Reply again with a date that is ahead; if it is next year, add the year.")
	case programme.MoveBackwards:
		return text.T("Краят излиза преди началото. Отговорете пак така: <i>18.03 10:00–16:00</i>", "It would end before it begins. Reply again like this: <i>18.03 10:00–16:00</i>")
	case programme.MoveSame:
		return text.T("Точно тогава е и сега. Ако искате друго време, отговорете пак.", "That is when it is now. For another time, reply again.")
	case programme.MoveGranted, programme.MoveOver:
	}
	return text.T("Събитието вече започна и не може да се променя.", "The event has begun and cannot be changed.")
}

// minutes is how buttons carry a moment.
func minutes(m programme.Moment) string { return strconv.FormatInt(m.At.Unix()/60, 36) }

func (g *group) momentIn(ref string) (programme.Moment, bool) {
	n, err := strconv.ParseInt(ref, 36, 64)
	return g.moment(time.Unix(n*60, 0)), err == nil
}

// moveEvent is the yes.
func (g *group) moveEvent(refs []string) {
	e, ok := g.changeable(refs[0])
	start, from := g.momentIn(refs[1])
	end, to := g.momentIn(refs[2])
	switch {
	case !ok || !from || !to:
		return
	case strconv.Itoa(e.Revision) != refs[3]:
		g.toast(text.T("Междувременно събитието беше преместено. Вижте картата му и започнете отново.", "The event was moved meanwhile. See its card and begin anew."))
		return
	}
	told := g.reaches(e, start)
	e, why := programme.Move(g.tx, g.Turn, g.p, e.Code, start, end)
	if why != programme.MoveGranted {
		g.toast(moveRefusal(why))
		return
	}
	g.changedEvent(e, text.Join("\n",
		text.T("✔ Преместено: <b>%s</b>", "✔ Moved: <b>%s</b>").With(e.Title),
		text.T("Беше: %s", "It was: %s").With(text.DayTime(e.Was.In(g.p), g.local(g.At))),
		text.T("Става: %s", "Now: %s").With(g.when(e)), told,
		text.T("Питам отново кой идва и пращам новия файл за календара.", "I ask anew who comes, and send the new calendar file.")))
}

// askCallOff asks whether the event is to be called off, and why.
func (g *group) askCallOff(refs []string) {
	e, ok := g.changeable(refs[0])
	if !ok {
		return
	}
	g.say(flows.Screen{
		Name: changePrompt(verbCallOff, e.Code), ReplyTo: g.Message,
		Text: text.Join("\n",
			text.T("Да отменя ли <b>%s</b>, %s?", "Shall I call off <b>%s</b>, %s?").With(e.Title, g.when(e)), g.reaches(e, e.Start),
			text.T("Отговорете (Reply) на това съобщение с причината: хората ще я прочетат. Може и без нея. Отмененото не може да се върне.",
				"Reply to this message with the reason: people will read it. It can be left out. What is called off cannot be taken back.")),
		Buttons: [][]flows.Tap{{keepTap(text.T("Не отменяй", "Do not call it off"), verbCallOff, e.Code)}, {tap(text.T("Отмени без причина", "Call off without a reason"), verbOff, e.Code, "0")}},
	})
}

// longestWhy is how long the reason may be, in characters.
const longestWhy = 300

// repliedCallOff keeps the reason until the yes.
func (g *group) repliedCallOff(code string) {
	typed, e, ok := g.typedChange(code)
	if !ok {
		return
	}
	why := text.Clean(typed)
	if why == "" || len([]rune(why)) > longestWhy {
		g.askAgain(verbCallOff, code, text.T("Напишете причината с думи, до %d знака.", "Write the reason in words, up to %d characters.").With(longestWhy))
		return
	}
	e.Why = why
	g.tx.Events.Put(code, e)
	g.say(flows.Screen{
		Name: changePrompt(verbCallOff, code), ReplyTo: g.Message,
		Text: text.Join("\n", text.T("Да отменя ли <b>%s</b>, %s?", "Shall I call off <b>%s</b>, %s?").With(e.Title, g.when(e)),
			text.T("Хората ще прочетат: %s", "People will read: %s").With(why), g.reaches(e, e.Start)),
		Buttons: [][]flows.Tap{{keepTap(text.T("Не отменяй", "Do not call it off"), verbCallOff, code), tap(text.T("Да, отмени", "Yes, call it off"), verbOff, code, "1")}},
	})
}

// callOff is the yes.
func (g *group) callOff(refs []string) {
	e, ok := g.changeable(refs[0])
	if !ok {
		return
	}
	why := ""
	if refs[1] == "1" {
		why = e.Why
	}
	told := g.reaches(e, e.Start)
	if e, ok = programme.CallOff(g.tx, g.Turn, g.p, e.Code, why); !ok {
		return
	}
	said := []text.Phrase{text.T("✔ Отменено: <b>%s</b>", "✔ Called off: <b>%s</b>").With(e.Title)}
	if why != "" {
		said = append(said, text.T("Причина: %s", "Reason: %s").With(why))
	}
	g.changedEvent(e, text.Join("\n", append(said, told)...))
}

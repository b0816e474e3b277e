package coordinator

import (
	"strconv"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Until when the survey takes answers: closed now, opened again, or with another last
// day. What is decided here stands above the configuration, see programme.SurveyForm.

// Buttons of that; each names the decision that was seen, so that two coordinators do
// not overrule each other without knowing.
const (
	verbClose  = "svclose"  // asks
	verbTill   = "svtill"   // asks for the last day, by a reply
	verbTillNo = "svtillno" // … and nothing: leaves it
	verbSet    = "svset"    // when it closes, in minutes since 1970 or nowRef
)

// nowRef stands for the moment of the press.
const nowRef = "now"

// showTerm shows it in place.
func (g *group) showTerm([]string) { g.change(g.termScreen()) }

func (g *group) termScreen() flows.Screen {
	term, decided := g.tx.Terms.Get(g.p.Survey.Name)
	seen := strconv.Itoa(term.Number)
	lines := []text.Phrase{text.T("<b>Срок на проучването</b>", "<b>The survey’s time</b>"), g.closesLine()}
	if decided {
		plan := g.p.Survey
		planned := text.T("без краен срок", "without a last day")
		if !plan.Closes.IsZero() {
			plan.Closes = plan.Closes.In(g.p.Location)
			planned = text.T("до %s", "until %s").With(plan.Until(g.At))
		}
		lines = append(lines, text.T("Това е решено тук %s. В настройките е %s; важи решеното тук.", "That was decided here %s. The settings say %s; what is decided here holds.").
			With(text.OnDay(g.local(term.At), g.local(g.At)), planned))
	}
	lines = append(lines, g.stillOpen())
	rows := [][]flows.Tap{{tap(text.T("Затвори сега", "Close now"), verbClose, seen)}, {tap(text.T("Друг последен ден", "Another last day"), verbTill, seen)}}
	if programme.SurveyClosed(g.tx, g.p) {
		rows = [][]flows.Tap{{tap(text.T("Отвори отново", "Open again"), verbTill, seen)}}
	}
	return flows.Screen{Name: surveyCardName, Text: text.Join("\n", lines...), Buttons: append(rows, []flows.Tap{toSurvey()})}
}

// stillOpen says how many organisations have not sent it.
func (g *group) stillOpen() text.Phrase {
	ngos := programme.Count(g.tx, g.p).Where(programme.IsNGO)
	begun, sent := len(ngos.Where(programme.At(programme.Begun))), len(ngos.Where(programme.At(programme.Sent)))
	return text.T("Изпратили са %s. Започнали и неизпратили: %d.", "%s have sent it. Begun and not sent: %d.").With(ofNGOs(sent, len(ngos)), begun)
}

// seenTerm reports whether the decision that a button or reply names is the newest; if
// not, it says so.
func (g *group) seenTerm(ref string) (int, bool) {
	term, _ := g.tx.Terms.Get(g.p.Survey.Name)
	if strconv.Itoa(term.Number) != ref {
		g.refuse(text.T("Междувременно срокът беше сменен. Вижте го с /survey и започнете отново.", "The time was changed meanwhile. See it with /survey and begin anew."))
		return 0, false
	}
	return term.Number, true
}

// askClose asks before the survey is closed now.
func (g *group) askClose(refs []string) {
	if _, ok := g.seenTerm(refs[0]); !ok {
		return
	}
	if programme.SurveyClosed(g.tx, g.p) {
		g.toast(text.T("Проучването вече е затворено.", "The survey is closed already."))
		g.change(g.termScreen())
		return
	}
	g.say(flows.Screen{
		ReplyTo: g.Message,
		Text: text.Join("\n",
			text.T("Да затворя ли проучването сега? От този миг никой не може да отговаря и да променя.", "Shall I close the survey now? From then on nobody can answer or change anything."),
			g.stillOpen(),
			text.T("Отговорите се пазят. Проучването може да се отвори отново.", "The answers are kept. The survey can be opened again.")),
		Buttons: [][]flows.Tap{{tap(text.T("Да, затвори", "Yes, close it"), verbSet, nowRef, refs[0]), tap(text.T("Не", "No"), verbLeaveSo)}},
	})
}

// askTill asks for the last day.
func (g *group) askTill(refs []string) {
	if _, ok := g.seenTerm(refs[0]); !ok {
		return
	}
	g.say(flows.Screen{
		Name: verbTill + "/" + refs[0], ReplyTo: g.Message,
		Text: text.Join("\n", g.closesLine(),
			text.T("До кой ден да приема отговори? Отговорете (Reply) на това съобщение с датата, например: <i>%s</i>", "Until which day shall it take answers? Reply to this message with the date, for example: <i>%s</i>").
				With(g.sampleDay())),
		Buttons: [][]flows.Tap{{tap(text.T("Отказ", "Cancel"), verbTillNo, refs[0], "0")}},
	})
}

// repliedTill reads the last day, and shows what was and what will be.
func (g *group) repliedTill(ref string) {
	if !g.mayAct() {
		return
	}
	if _, ok := g.seenTerm(ref); !ok {
		return
	}
	w, _ := g.What.(flows.Text)
	again := func(why text.Phrase) {
		g.say(flows.Screen{Name: verbTill + "/" + ref, ReplyTo: g.Message, Text: why, Buttons: [][]flows.Tap{{tap(text.T("Отказ", "Cancel"), verbTillNo, ref, "0")}}})
	}
	day, read := text.ReadDate(strings.TrimSpace(w.Text), g.local(g.At))
	form := programme.SurveyForm(g.tx, g.p)
	closes := day.Value.AddDate(0, 0, 1) // to the end of that day
	switch {
	case !read:
		again(text.T("Не разбрах датата. Отговорете пак така: <i>%s</i>", "I did not understand the date. Reply again like this: <i>%s</i>").With(g.sampleDay()))
		return
	case !closes.After(g.At) || g.meantPast(text.When{Day: day.Value, Year: day.Sure}):
		again(text.T("Този ден вече мина. Отговорете пак с ден, който предстои; ако е догодина, напишете и годината.", "That day is over. Reply again with a day that is ahead; if it is next year, add the year."))
		return
	case closes.Equal(form.Closes):
		again(text.T("Точно до тогава е и сега. Ако искате друг ден, отговорете пак.", "That is when it closes now. For another day, reply again."))
		return
	}
	then := *form
	then.Closes = closes.In(g.p.Location)
	lines := []text.Phrase{g.closesLine(), text.T("Става: <b>до %s</b>.", "It will be: <b>until %s</b>.").With(then.Until(g.At))}
	if !g.p.Ends.IsZero() && !closes.Before(g.p.Ends) {
		lines = append(lines, text.T("Това е след края на програмата.", "That is after the programme’s end."))
	}
	if people := len(programme.HaveBegun(g.tx, g.p)); people > 0 && !form.Closes.IsZero() && closes.After(form.Closes) {
		lines = append(lines, g.toldLine(people))
	}
	g.say(flows.Screen{
		Name: verbTill + "/" + ref, ReplyTo: g.Message, Text: text.Join("\n", lines...),
		Buttons: [][]flows.Tap{{
			tap(text.T("Не", "No"), verbTillNo, ref, "0"),
			tap(text.T("Да, до този ден", "Yes, until then"), verbSet, strconv.FormatInt(closes.Unix()/60, 36), ref),
		}},
	})
}

// setTerm is the yes.
func (g *group) setTerm(refs []string) {
	seen, ok := g.seenTerm(refs[1])
	if !ok {
		return
	}
	closes := g.At
	if refs[0] != nowRef {
		n, err := strconv.ParseInt(refs[0], 36, 64)
		if closes = time.Unix(n*60, 0); err != nil || !closes.After(g.At) {
			g.toast(text.T("Този ден вече мина.", "That day is over."))
			return
		}
	}
	told, _ := programme.SetTerm(g.tx, g.Turn, g.p, closes, seen)
	lines := []text.Phrase{text.T("✔ Срокът на проучването е сменен.", "✔ The survey’s time was changed."), g.closesLine()}
	if refs[0] == nowRef {
		lines = []text.Phrase{text.T("✔ Проучването е затворено.", "✔ The survey is closed.")}
	}
	if told > 0 {
		lines = append(lines, g.toldLine(told))
	}
	g.change(flows.Screen{Text: g.doneBy(text.Join("\n", lines...))})
	g.edit(g.surveyCard())
}

// toldLine says whom I will write to of more time.
func (g *group) toldLine(people int) text.Phrase {
	return text.T("Ще пиша веднъж, през деня, на започналите, които не са изпратили: %s.", "I will write once, by day, to those who have begun and not sent: %s.").With(text.People(people))
}

// sampleDay is a day that somebody may mean: two weeks later than it closes now.
func (g *group) sampleDay() string {
	day := g.local(g.At)
	if closes := programme.SurveyForm(g.tx, g.p).Closes; closes.After(g.At) {
		day = g.local(closes.Add(-time.Second))
	}
	return day.AddDate(0, 0, 14).Format("02.01.2006")
}

// doneBy puts below what was done who did it, and when.
func (g *group) doneBy(done text.Phrase) text.Phrase {
	first, _, _ := strings.Cut(g.Name, " ")
	return text.Join("\n", done, text.T("%s, %s", "%s, %s").With(first, text.DayTime(g.local(g.At), g.local(g.At))))
}

package participant

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

const languageButton = "lang"

// menu shows what is open for the person and where it stands. It is reached
// from every state, and closes whatever was open; answers are kept.
func (c *chat) menu() {
	if !c.hasAgreed() {
		c.notYet()
		return
	}
	person, _ := c.person()
	if person.Joined.IsZero() {
		if c.Session.Form != personForm { // else what stands there is only asked again
			c.leaveForm()
		}
		c.finishJoining()
		return
	}
	c.leaveForm()
	c.Session.Place, c.Session.Consider = "", ""
	lines := []text.Phrase{text.T("<b>Меню</b> · %s", "<b>Menu</b> · %s").With(c.p.Name)}
	var rows [][]flows.Tap
	of := c.mine()
	if n := c.representing(); n > 1 {
		lines = append(lines, text.T("Представлявате %s. За коя ще продължим?", "You represent %s. With which one shall we go on?").With(text.Organisations(n)))
	}
	for i, o := range of {
		name, label := text.T("<b>%s</b>", "<b>%s</b>").With(o.Name), text.Phrase{}
		if len(of) > 1 {
			name, label = text.T("%d. %s", "%d. %s").With(i+1, name), numbered(i, o.Name)
		}
		line, row := c.organisationLine(o, label)
		lines, rows = append(lines, text.Join("\n", name, line)), append(rows, row)
	}
	if person.Adding != nil {
		lines, rows = append(lines, c.addingLine()), append(rows, []flows.Tap{c.addingTap()})
	}
	if line, row := c.upcomingLine(); row != nil {
		lines, rows = append(lines, line), append(rows, row)
	}
	if line, row := c.myGroupLine(); row != nil {
		lines, rows = append(lines, line), append(rows, row)
	}
	if line, row := c.ideasLine(); row != nil {
		lines, rows = append(lines, line), append(rows, row)
	}
	if len(of) == 0 && person.Adding == nil {
		lines = append(lines, askName())
		c.Session.Place = placeFind
	} else {
		rows = append(rows, []flows.Tap{organisationsTap()})
	}
	rows = append(rows,
		[]flows.Tap{c.dataTap()},
		[]flows.Tap{{Label: text.T("Език / Language", "Language / Език"), Data: languageButton}},
		helpRow())
	c.Say(flows.Screen{Text: text.Join("\n\n", lines...), Buttons: rows, Name: menuName})
}

const menuName = "menu"

// toMenu is the menu for who asks for it. Who has not told their name is told what
// comes first; the phone, which may be skipped, is.
func (c *chat) toMenu() {
	if c.leaveEntering() || c.leaveDesk() {
		return
	}
	person, _ := c.person()
	if c.hasAgreed() && person.Joined.IsZero() && c.Session.Form == personForm {
		if f, ok := c.personFilling(); ok && flows.PassOver(c.Turn, f) {
			return
		}
		c.Tell(text.T("Остават само името Ви и, ако желаете, телефонът. След това менюто ще е винаги под ръка.",
			"Only your name is left and, if you like, your phone. After that the menu is always at hand."))
	}
	c.menu()
}

// notYet answers who has no menu, since they have not agreed. What they were asked
// is asked again, or the invitation that they opened would be lost.
func (c *chat) notYet() {
	if c.undecided() {
		if _, why := c.lookUp(c.Session.Consider); why.Empty() {
			c.joinRepeat(text.T("Когато Ви е удобно, отговорете на този въпрос – бутоните важат и по-късно.",
				"Answer this question when it suits you; the buttons work later, too."))
			return
		}
		c.Session.Place, c.Session.Consider = "", ""
	}
	if _, known := c.person(); known {
		c.askConsent("")
	} else {
		c.stranger()
	}
}

// representing counts the organisations for which the person speaks or waits.
func (c *chat) representing() int {
	n := 0
	for _, o := range c.mine() {
		if m, _ := c.tx.Memberships.Get(c.membership(o.ID)); programme.StandingOf(o, m) != programme.Refused {
			n++
		}
	}
	return n
}

// organisationLine says where things stand for an organisation, with the button
// that goes on. The button has the label, or where it is empty says the same.
func (c *chat) organisationLine(o programme.Organisation, label text.Phrase) (text.Phrase, []flows.Tap) {
	m, _ := c.tx.Memberships.Get(c.membership(o.ID))
	waits := text.Phrase{}
	switch programme.StandingOf(o, m) {
	case programme.Refused:
		return text.T("Координатор не потвърди, че я представлявате. Ако е недоразумение, натиснете „Питай човек“.",
			"A coordinator did not confirm that you represent it. If that is a misunderstanding, press “Ask a person”."), nil
	case programme.Proposed:
		waits = text.T("Чака потвърждение от координатор.", "Waits for a coordinator’s approval.")
	}
	if o.Kind != programme.NGO && label.Empty() {
		return text.Join("\n", waits, c.without(o)), nil
	}
	if o.Kind != programme.NGO {
		return text.Join("\n", waits, text.T("Без проучване. За срещите и идеите ще Ви пишем тук.",
			"No survey. We will write to you here about meetings and ideas.")), nil
	}
	line, state := c.surveyLine(programme.AnswersOf(c.p.Survey.Name, o, c.Person, m))
	if label.Empty() {
		label = state
	}
	return text.Join("\n", waits, line), []flows.Tap{{Label: label, Data: flows.OpenButton(c.p.Survey.Name, subjectOf(o.ID))}}
}

// surveyLine says where a response stands, in a sentence and in a few words.
func (c *chat) surveyLine(key programme.ResponseKey) (line, state text.Phrase) {
	form := programme.SurveyForm(c.tx, c.p)
	r, _ := c.tx.Responses.Get(key)
	p := flows.ProgressOf(form, r.Answers)
	state = text.T("Проучване: %d от %d", "Survey: %d of %d").With(p.Done, p.All)
	line = state
	closed := !form.Closes.IsZero() && !c.At.Before(form.Closes)
	switch {
	case r.Sent.IsZero() && r.Settled() && closed:
		line = text.T("Проучването приключи. Координатор прие отговорите, които има: %d от %d.", "The survey is closed. A coordinator took the answers that there are: %d of %d.").With(p.Done, p.All)
	case closed && r.Sent.IsZero():
		line = text.T("Проучването приключи, без да е изпратено: %d от %d.", "The survey closed and was not sent: %d of %d.").With(p.Done, p.All)
	case closed:
		line = text.T("Проучването приключи. Изпратено %s.", "The survey is closed. Sent %s.").With(text.OnDay(r.Sent.In(c.p.Location), c.local()))
	case !r.Sent.IsZero() && p.Done == p.All:
		state = text.T("Проучване: изпратено", "Survey: sent")
		line = text.T("Проучване: изпратено %s. Можете да го промените.", "Survey: sent %s. You can change it.").
			With(text.OnDay(r.Sent.In(c.p.Location), c.local()))
	case !r.Sent.IsZero(): // the questions have changed since, or an answer has led to others
		state = text.T("Проучване: %s", "Survey: %s").With(text.NewQuestions(p.All - p.Done))
		line = text.T("Проучване: изпратено %s. Оттогава има %s.", "Survey: sent %s, with %s since.").
			With(text.OnDay(r.Sent.In(c.p.Location), c.local()), text.NewQuestions(p.All-p.Done))
	case p.Done == 0:
		line = text.T("Проучване: още не е започнато, %s.", "Survey: not begun yet, %s.").With(text.Questions(p.All))
	case p.Done == p.All:
		line = text.T("Проучване: %d от %d. Остава само да го изпратите.", "Survey: %d of %d. It only has to be sent.").With(p.Done, p.All)
	}
	return line, state
}

// addingLine says how far a new organisation is described.
func (c *chat) addingLine() text.Phrase {
	person, _ := c.person()
	f, ok := c.addingFilling(addingSubject(person.Adding))
	if !ok {
		return text.Phrase{}
	}
	p := flows.ProgressOf(f.Form(), f.Answers())
	return text.T("<b>Нова организация</b>\nЗапочната, още не е изпратена: %d от %d.", "<b>A new organisation</b>\nBegun, not sent yet: %d of %d.").With(p.Done, p.All)
}

// addingTap goes on with it.
func (c *chat) addingTap() flows.Tap {
	person, _ := c.person()
	return flows.Tap{Label: text.T("Продължи с новата", "Go on with the new one"), Data: flows.OpenButton(addingForm, addingSubject(person.Adding))}
}

// typedAtMenu does what was typed where no form is open: the words of a button, or
// an organisation's number or name. False for anything else.
func (c *chat) typedAtMenu(typed string) bool {
	if c.menuWord(typed) {
		return true
	}
	mine := c.mine()
	n, isNumber := text.ReadPositions(typed, len(mine))
	for i, o := range mine {
		same := programme.NameKey(typed) == programme.NameKey(o.Name) || isNumber && len(mine) > 1 && len(n) == 1 && n[0] == i+1
		if _, row := c.organisationLine(o, text.Phrase{}); len(mine) == 1 && len(row) > 0 {
			same = same || says(typed, "Проучване", "Survey", row[0].Label.Plain(text.Bulgarian), row[0].Label.Plain(text.English))
		}
		if !same {
			continue
		}
		if f, ok := c.surveyFilling(o.ID); ok {
			flows.Open(c.Turn, f)
		} else {
			c.menu()
		}
		return true
	}
	if !flows.SurveyWord(typed) && !c.atNudge(typed) {
		return false
	}
	if f, only := c.onlySurvey(); only {
		flows.Open(c.Turn, f)
	} else {
		c.menu()
	}
	return true
}

// onlySurvey is the survey of the person's organisation, where there is just one.
func (c *chat) onlySurvey() (only flows.Filling, ok bool) {
	for _, m := range c.tx.Memberships.OfPerson(c.Person) {
		f, open := c.surveyFilling(m.Organisation)
		if open && only != nil {
			return nil, false
		}
		if open {
			only = f
		}
	}
	return only, only != nil
}

// languageWord does what a button says that offers a language, typed.
func (c *chat) languageWord(typed string) bool {
	for _, l := range []text.Language{text.Bulgarian, text.English} {
		if says(typed, languageTap(l).Label.Plain(l)) && (c.Session.Form == "" || c.Session.Beside == languageName) {
			c.setLanguage(string(l))
			return true
		}
	}
	return false
}

// menuWord does what a button of the menu says, typed.
func (c *chat) menuWord(typed string) bool {
	person, _ := c.person()
	switch {
	case says(typed, "Език", "Language", "Език / Language", "Language / Език"):
		c.askLanguage()
	case person.Adding != nil && says(typed, "Продължи с новата", "Go on with the new one"):
		c.openAdding()
	default:
		return false
	}
	return true
}

// askLanguage offers the two languages.
func (c *chat) askLanguage() {
	c.Say(flows.Screen{
		Text:    text.T("На какъв език да Ви пиша?", "In which language shall I write to you?"),
		Buttons: [][]flows.Tap{{languageTap(text.Bulgarian), languageTap(text.English)}, flows.MenuRow()},
		Name:    languageName,
		Beside:  true,
	})
}

const languageName = "language"

func languageTap(l text.Language) flows.Tap {
	label := text.T("Български", "Български")
	if l == text.English {
		label = text.T("English", "English")
	}
	return flows.Tap{Label: label, Data: languageButton + ":" + string(l)}
}

// setLanguage changes the language and shows in it what was there before. The
// button without a language asks which.
func (c *chat) setLanguage(code string) {
	l := text.Language(code)
	if l != text.Bulgarian && l != text.English {
		c.askLanguage()
		return
	}
	c.tx.Chats.SetLanguage(c.Person, l)
	c.Lang = l
	c.Toast(text.T("Пиша Ви на български.", "I write to you in English."))
	c.again()
}

// again shows the screen the person is at.
func (c *chat) again() {
	if c.joinAgain() {
		return
	}
	if f, open := c.openForm(); open {
		flows.Continue(c.Turn, f)
		return
	}
	c.menu()
}

// callUs says how to reach the contact person of the configuration.
func (c *chat) callUs() text.Phrase { return c.p.Contact.Call() }

package flows

import (
	"strconv"
	"strings"

	"partnerbot/flows/text"
)

func reviewName(f Filling) string {
	return "review/" + f.Form().Name + "/" + f.Subject()
}

// review shows the summary: every question that is asked, with its answer,
// numbered, and a button to change each.
func review(t *Turn, f Filling) {
	leave(t, f, placeReview)
	s := t.Session
	s.Form, s.Subject, s.Place, s.Asked, s.Back, s.Tries = f.Form().Name, f.Subject(), placeReview, t.Batch, "", 0
	t.Say(reviewScreen(t, f))
}

func reviewScreen(t *Turn, f Filling) Screen {
	form, answers := f.Form(), f.Answers()
	qs := Asked(form, answers)
	named := othersWrote(t, answers)
	lines := []text.Phrase{text.T("<b>%s</b> · %s", "<b>%s</b> · %s").With(form.Title, f.Heading())}
	if f.Heading().In(t.Lang) == form.Title.In(t.Lang) {
		lines = []text.Phrase{text.T("<b>%s</b>", "<b>%s</b>").With(form.Title)}
	}
	typed := false
	for i, q := range qs {
		a := answers[q.Code]
		said := text.T("<b>%s</b>", "<b>%s</b>").With(text.Clip(strings.Join(strings.Fields(WordsOf(q, a, f, t.Lang)), " "), 90))
		if !a.Counts() {
			said = text.T("<i>още няма отговор</i>", "<i>no answer yet</i>")
		} else if a.Typist != 0 {
			said, typed = text.T("%s ✍", "%s ✍").With(said), true
		} else if name := f.Who(a.By); named && name != "" {
			said = text.T("%s (%s)", "%s (%s)").With(said, name)
		}
		lines = append(lines, text.T("%d. %s – %s", "%d. %s – %s").With(i+1, text.Clip(q.Text.In(t.Lang), 70), said))
	}
	if typed {
		lines = append(lines, text.T("\n✍ – записано от координатор", "\n✍ – written down by a coordinator"))
	}
	p := ProgressOf(form, answers)
	var rows [][]Tap
	switch {
	case closed(t, f):
		lines = append(lines, text.T("\nДо %s, се приемаха отговори.", "\nUntil %s answers were accepted.").With(form.Until(t.At)))
		return Screen{Text: text.Join("\n", lines...), Buttons: [][]Tap{MenuRow()}, Name: reviewName(f)}
	case p.Done < p.All && !f.Sent().IsZero():
		lines = append(lines, sentLine(t, f), Remaining(p))
		rows = append(rows, []Tap{button(f, "", labelGo, verbGo+"on")})
	case p.Done < p.All:
		lines = append(lines, text.Join("", text.Raw("\n"), Remaining(p)))
		rows = append(rows, []Tap{button(f, "", labelGo, verbGo+"on")})
	case f.Sent().IsZero():
		lines = append(lines, text.T("\nВсичко е попълнено. Прегледайте отговорите и натиснете „%s“.",
			"\nEverything is filled in. Look the answers over and press “%s”.").With(actOf(form)))
		rows = append(rows, []Tap{button(f, "", actOf(form), verbSend)})
	default:
		lines = append(lines, sentLine(t, f))
	}
	lines = append(lines, text.T("За промяна натиснете номера на въпроса.", "To change an answer, press the number of its question."))
	return Screen{Text: text.Join("\n", lines...), Buttons: append(append(append(rows, numberRows(f, qs)...), form.More...), MenuRow()), Name: reviewName(f)}
}

// actOf is what the button says that ends the summary.
func actOf(form *Form) text.Phrase {
	if form.Act.Empty() {
		return labelSend
	}
	return text.T("%s", "%s").With(form.Act)
}

func sentLine(t *Turn, f Filling) text.Phrase {
	if c := f.Form().Closes; !c.IsZero() {
		return text.T("\nИзпратено %s. До %s, можете да променяте. Всяка промяна се записва веднага.",
			"\nSent %s. You can make changes until %s; each one is saved at once.").
			With(sentOn(t, f), f.Form().Until(t.At))
	}
	return text.T("\nИзпратено %s. Всяка промяна се записва веднага.", "\nSent %s. Every change is saved at once.").With(sentOn(t, f))
}

// sentOn is the day on which the form was sent, where the programme is.
func sentOn(t *Turn, f Filling) text.Localised {
	sent := f.Sent()
	if c := f.Form().Closes; !c.IsZero() {
		sent = sent.In(c.Location())
	}
	return text.OnDay(sent, t.At)
}

// othersWrote reports whether an answer is somebody else's: then each says whose.
func othersWrote(t *Turn, answers map[string]Answer) bool {
	for _, a := range answers {
		if a.Counts() && a.By != t.Person {
			return true
		}
	}
	return false
}

// numberRows are the questions' numbers as buttons, six in a row.
func numberRows(f Filling, qs []*Question) [][]Tap {
	var rows [][]Tap
	for i, q := range qs {
		if i%6 == 0 {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], button(f, q.Code, text.Raw(strconv.Itoa(i+1)), verbOpen))
	}
	return rows
}

// typedAtReview opens the question whose number was typed: the summary is
// numbered, so a number means a position here.
func typedAtReview(t *Turn, f Filling, typed string) {
	qs := Asked(f.Form(), f.Answers())
	if n, ok := text.OnlyNumber(typed); ok && n == float64(int(n)) && n >= 1 && int(n) <= len(qs) {
		change(t, f, qs[int(n)-1])
		return
	}
	if yes, ok := text.ReadYesNo(typed); ok && yes || text.Latin(typed) == text.Latin(actOf(f.Form()).Plain(t.Lang)) {
		send(t, f)
		return
	}
	if talk := text.SmallTalkOf(typed); talk != text.NoTalk && talk != text.Confused {
		SmallTalk(t, talk)
		return
	}
	if SurveyWord(typed) {
		review(t, f)
		return
	}
	onward := text.T("Ако всичко е наред, напишете „%s“.", "If everything is right, write “%s”.").With(actOf(f.Form()))
	if !f.Sent().IsZero() {
		onward = text.T("Отговорите вече са изпратени.", "The answers have been sent already.")
	}
	t.Tell(text.Join(" ", text.T("Това не го разбрах. За да промените отговор, напишете номера му.",
		"I did not understand that. To change an answer, write its number."), onward))
}

// pressOpen opens a question from the summary.
func pressOpen(t *Turn, f Filling, q *Question) {
	if here(t, f) && t.Session.Place == q.Code && t.Session.Back == placeReview {
		below(t, f) // pressed twice
		return
	}
	change(t, f, q)
}

// change asks a question again and comes back to the summary after it.
func change(t *Turn, f Filling, q *Question) {
	ask(t, f, q)
	t.Session.Back, t.Session.Before = placeReview, ""
}

// pressScreen answers the buttons that belong to no question.
func pressScreen(t *Turn, f Filling, verb string) {
	switch verb {
	case verbGo:
		if _, asking := presentQuestion(t, f); here(t, f) && asking && t.At.Sub(t.Session.At) < pauseWorthTelling {
			Continue(t, f)
			return
		}
		Open(t, f)
	case verbGo + "on":
		if closed(t, f) {
			sayClosed(t, f)
			return
		}
		if _, asking := presentQuestion(t, f); here(t, f) && asking {
			below(t, f) // pressed twice
			return
		}
		proceed(t, f)
	case verbReview:
		review(t, f)
	case verbSend:
		send(t, f)
	default:
		if mark, ok := strings.CutPrefix(verb, verbSure); ok {
			surely(t, f, mark)
			return
		}
		t.Toast(text.T("Този бутон вече не важи.", "This button is no longer valid."))
		Open(t, f)
	}
}

// send sends the record, once; pressed again it says that it was sent.
func send(t *Turn, f Filling) {
	p := ProgressOf(f.Form(), f.Answers())
	switch {
	case closed(t, f):
		sayClosed(t, f)
	case p.Done < p.All:
		proceed(t, f)
	case !f.Sent().IsZero():
		if _, pressed := t.What.(Press); !pressed {
			t.Tell(text.T("Вече е изпратено.", "It has been sent already."))
			review(t, f)
			return
		}
		t.Toast(text.T("Вече е изпратено.", "It has been sent already."))
		t.strip()
		showPlace(t, f)
	default:
		if w, asks := lastWord(t, f); asks {
			askSure(t, f, w)
			return
		}
		finish(t, f)
	}
}

package flows

import (
	"time"

	"partnerbot/flows/text"
)

// Places of a session in a form that are not questions. Codes of questions
// have no tilde.
const (
	placeReview = "~review" // the summary
	placeResume = "~resume" // „Добре дошли отново!“
)

// pauseWorthTelling is how long somebody has to have been away to be told
// where they had stopped.
const pauseWorthTelling = 6 * time.Hour

// perQuestion is what one question takes, for „около 2 минути“. A guess, and
// said as one.
const perQuestion = 25 * time.Second

// Open opens the form where it stands: a new one at its first question, a begun
// one at the next question without an answer, a full one at its summary.
func Open(t *Turn, f Filling) {
	form, answers := f.Form(), f.Answers()
	p := ProgressOf(form, answers)
	newest, begun := last(answers)
	switch {
	case closed(t, f), !f.Sent().IsZero() && p.Done == p.All:
		review(t, f)
	case !begun:
		if !form.Intro.Empty() {
			t.Tell(text.T("<b>%s</b>\n%s\n\n%s", "<b>%s</b>\n%s\n\n%s").With(f.Heading(), form.Intro, Remaining(p)))
		}
		proceed(t, f)
	case form.Brief && p.Done == p.All && !f.Sent().IsZero():
		t.Session.leaveForm() // pressed again, long after it was finished
		f.Finish(t)
	case form.Brief:
		proceed(t, f)
	case p.Done == p.All:
		review(t, f)
	case t.At.Sub(newest.At) < pauseWorthTelling && newest.By == t.Person:
		proceed(t, f)
	default:
		resume(t, f, newest, p)
	}
}

// Interrupted reports whether the form was begun, is not finished, still takes
// answers, and was left some time ago.
func Interrupted(t *Turn, f Filling) bool {
	newest, begun := last(f.Answers())
	return begun && open(f.Form(), f.Answers()) != nil && !closed(t, f) && t.At.Sub(newest.At) >= pauseWorthTelling
}

// Remaining says how much there still is to do.
func Remaining(p Progress) text.Phrase {
	left := p.All - p.Done
	if p.Done == 0 {
		return text.T("Общо %s, %s.", "%s in all, %s.").
			With(text.Questions(left), text.Span(time.Duration(left)*perQuestion))
	}
	if left == 1 {
		return text.T("Остава 1 въпрос.", "1 question is left.")
	}
	return text.T("Остават %s, %s.", "%s left, %s.").With(text.Questions(left), text.Span(time.Duration(left)*perQuestion))
}

// resume tells who comes back where things stand, and offers ways to go on.
func resume(t *Turn, f Filling, newest Answer, p Progress) {
	leave(t, f, placeResume)
	next := open(f.Form(), f.Answers())
	n, all := place(f.Form(), f.Answers(), next.Code)
	ago := text.Ago(t.At.Sub(newest.At))
	line := text.T("Добре дошли отново! Спряхте %s на въпрос %d от %d.", "Welcome back! You stopped %s at question %d of %d.").With(ago, n, all)
	switch {
	case !f.Sent().IsZero():
		line = text.T("Отговорите са изпратени %s, но въпросите вече са повече.",
			"The answers were sent %s, but there are more questions now.").With(sentOn(t, f))
	case newest.By != t.Person:
		who := f.Who(newest.By)
		if who == "" {
			who = text.T("Ваш колега", "a colleague").Plain(t.Lang)
		}
		line = text.T("Има отговори на %d от %d въпроса. Последният е от %s, %s. Можете да продължите оттам.",
			"%d of %d questions have answers. The last was given by %s, %s. You can go on from there.").With(p.Done, p.All, who, ago)
	}
	s := t.Session
	s.Form, s.Subject, s.Place, s.Pending = f.Form().Name, f.Subject(), placeResume, nil
	t.Say(Screen{
		Text: text.Join("\n", text.T("<b>%s</b>", "<b>%s</b>").With(f.Heading()), line, Remaining(p)),
		Buttons: [][]Tap{
			{button(f, "", labelGo, verbGo+"on")},
			{button(f, "", labelReview, verbReview)},
			MenuRow(),
		},
		Name: resumeName(f),
	})
}

func resumeName(f Filling) string { return "resume/" + f.Form().Name + "/" + f.Subject() }

// proceed asks the next question without an answer; where there is none, the
// form has come to its end.
func proceed(t *Turn, f Filling) {
	if q := open(f.Form(), f.Answers()); q != nil {
		ask(t, f, q)
		return
	}
	if f.Form().Brief {
		finish(t, f)
		return
	}
	review(t, f)
}

// finish ends the form for this person.
func finish(t *Turn, f Filling) {
	f.Send()
	leave(t, f, "")
	t.Session.leaveForm()
	f.Finish(t)
}

// leaveForm empties the place, and keeps what does not belong to a form.
func (s *Session) leaveForm() {
	*s = Session{
		At: s.At, Consider: s.Consider, Live: s.Live, Beside: s.Beside, Keys: s.Keys, Pressed: s.Pressed, Ask: s.Ask, Declined: s.Declined,
		Guesses: s.Guesses, Guessed: s.Guessed, Searches: s.Searches, Searched: s.Searched, Reminder: s.Reminder, Doubt: s.Doubt,
	}
}

// Leave closes the open form: its answers are kept.
func Leave(t *Turn, f Filling) {
	leave(t, f, "")
	t.Session.leaveForm()
}

// closed reports whether the form takes no more changes.
func closed(t *Turn, f Filling) bool {
	c := f.Form().Closes
	return !c.IsZero() && !t.At.Before(c)
}

// sayClosed tells who comes too late, and lets them out of the form.
func sayClosed(t *Turn, f Filling) {
	if here(t, f) {
		Leave(t, f)
	}
	kept := text.T("Записаното дотогава се пази.", "What was recorded until then is kept.")
	if f.Sent().IsZero() {
		kept = text.T("Записаното дотогава се пази, макар и неизпратено.", "What was recorded until then is kept, although it was not sent.")
	}
	if _, pressed := t.What.(Press); !pressed {
		kept = text.Join(" ", text.T("Последното Ви съобщение не съм записал.", "I have not recorded your last message."), kept)
	}
	t.Say(Screen{
		Text: text.T("„%s“ приключи в %s, и вече не приема промени. %s",
			"“%s” closed at %s and takes no more changes. %s").With(f.Form().Title, f.Form().Until(t.At), kept),
		Buttons: [][]Tap{{button(f, "", labelReview, verbReview)}, MenuRow()},
	})
}

// Continue shows again what the person was asked, after something else came
// between: the question, or what waits for their word.
func Continue(t *Turn, f Filling) {
	q, ok := presentQuestion(t, f)
	if !ok || closed(t, f) {
		Open(t, f)
		return
	}
	if showPending(t, f) {
		return
	}
	back, before := t.Session.Back, t.Session.Before
	ask(t, f, q)
	t.Session.Back, t.Session.Before = back, before
}

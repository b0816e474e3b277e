package flows

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"partnerbot/flows/text"
)

// longLabel is the length of a label, in characters, from which on choices are
// numbered in the text: a phone shows about so many on one button.
const longLabel = 30

// numbered reports whether the choices stand numbered in the text. Only then
// a typed number means a position.
func numbered(q *Question) bool {
	for _, c := range q.Choices {
		if utf8.RuneCountInString(c.Label.BG) > longLabel || utf8.RuneCountInString(c.Label.EN) > longLabel {
			return true
		}
	}
	return false
}

// questionName names the message that asks a question, so that replies to it
// and edits of it find the way.
func questionName(f Filling, code string) string {
	return "q/" + f.Form().Name + "/" + f.Subject() + "/" + code
}

// ask shows the question and makes it the person's place.
func ask(t *Turn, f Filling, q *Question) {
	leave(t, f, q.Code)
	a := f.Answers()[q.Code]
	s := t.Session
	s.Form, s.Subject, s.Place = f.Form().Name, f.Subject(), q.Code
	s.Shown, s.Tries, s.Asked, s.Missed, s.Pending = a.Version, 0, t.Batch, 0, nil
	t.Say(questionScreen(t, f, q, a))
	if q.Kind == Phone && !s.Keys {
		s.Keys = true
		t.Say(Screen{
			Text: text.T("Можете и да натиснете бутона долу – тогава Telegram ще изпрати номера вместо Вас.",
				"You can also press the button below, and Telegram will send the number for you."),
			Keyboard: &Keyboard{Contact: labelContact.Plain(t.Lang)},
		})
	}
}

var labelContact = text.T("📱 Изпрати моя номер", "📱 Send my number")

// leave takes away what the present place has put on the screen, before
// another question is shown. Its buttons go when that gets its own.
func leave(t *Turn, f Filling, next string) {
	s := t.Session
	if s.Form != f.Form().Name || s.Subject != f.Subject() {
		return
	}
	if s.Keys && s.Place != next {
		takeKeyboard(t, f)
	}
	dropPending(t, f)
}

// takeKeyboard takes away the button that shares the phone number, with the
// line that fits how the question was left: what stands now is compared with
// what stood when it was asked.
func takeKeyboard(t *Turn, f Filling) {
	a := f.Answers()[t.Session.Place]
	line := text.T("Добре, без телефон засега.", "All right, no phone for now.")
	switch changed := a.Version != t.Session.Shown; {
	case !changed && a.Counts() && a.Value.Text != "":
		line = text.T("Телефонът остава същият.", "The phone stays the same.")
	case !changed:
		line = text.T("Добре, телефонът може и друг път.", "All right, the phone can wait.")
	case a.Counts() && a.Value.Text != "":
		line = text.T("Благодаря, записах телефона.", "Thank you, the phone is recorded.")
	}
	t.Session.Keys = false
	t.Say(Screen{Text: line, Keyboard: &Keyboard{Remove: true}})
}

// questionScreen is the question as people see it.
func questionScreen(t *Turn, f Filling, q *Question, a Answer) Screen {
	body := questionText(t, f, q)
	switch {
	case q.listed() && len(items(a)) > 0:
		body = text.Join("\n\n", body, itemLines(t, f, a))
	case a.Counts():
		words, who := text.Clip(WordsOf(q, a, f, t.Lang), clipShown), by(t, f, a)
		if f.Who(a.By) == words { // the question was their name
			who = text.Raw("")
		}
		body = text.Join("\n\n", body, text.T("Сегашен отговор: <b>%s</b>%s", "Present answer: <b>%s</b>%s").With(words, who))
	}
	return Screen{Text: body, Buttons: questionButtons(t, f, q, a), Name: questionName(f, q.Code)}
}

// by says who gave the answer, where it was somebody else.
func by(t *Turn, f Filling, a Answer) text.Phrase {
	if a.By == t.Person {
		return text.Raw("")
	}
	name := f.Who(a.By)
	if name == "" {
		return text.Raw("")
	}
	return text.T(" (%s)", " (%s)").With(name)
}

// questionText is number, section, question, hint and numbered choices.
func questionText(t *Turn, f Filling, q *Question) text.Phrase {
	var lines []text.Phrase
	if form := f.Form(); !form.Brief {
		n, all := place(form, f.Answers(), q.Code)
		head := text.T("Въпрос %d от %d", "Question %d of %d").With(n, all)
		if !q.Section.Empty() {
			head = text.T("%s · %s", "%s · %s").With(head, q.Section)
		}
		lines = append(lines, text.T("<i>%s</i>", "<i>%s</i>").With(head))
	}
	lines = append(lines, text.T("<b>%s</b>", "<b>%s</b>").With(q.Text))
	if numbered(q) {
		for i, c := range q.Choices {
			lines = append(lines, text.T("%d. %s", "%d. %s").With(i+1, c.Label))
		}
	}
	if q.Kind == Scale && !q.Low.Empty() && !q.High.Empty() {
		lines = append(lines, text.T("%s – %s, %s – %s", "%s – %s, %s – %s").
			With(text.Number(*q.Min), q.Low, text.Number(*q.Max), q.High))
	}
	if how := howTo(q); !how.Empty() {
		lines = append(lines, text.T("<i>%s</i>", "<i>%s</i>").With(how))
	}
	if !q.Hint.Empty() {
		lines = append(lines, text.T("<i>%s</i>", "<i>%s</i>").With(q.Hint))
	}
	return text.Join("\n", lines...)
}

// howTo says how a question is answered where the buttons do not say it.
func howTo(q *Question) text.Phrase {
	switch q.Kind {
	case Several:
		if q.MaxChoices > 0 {
			return text.T("Изберете до %s, после натиснете „Готово“.", "Choose up to %s, then press “Done”.").With(text.Answers(q.MaxChoices))
		}
		return text.T("Изберете едно или повече, после натиснете „Готово“.", "Choose one or more, then press “Done”.")
	case LongText:
		return text.T("Напишете със свои думи. Може и в няколко съобщения.", "Write in your own words, in several messages if you like.")
	case Organisation:
		return text.T("Напишете част от името.", "Write a part of the name.")
	case List:
		return text.T("Пишете ги едно по едно, всяко в отделно съобщение. Накрая натиснете „Готово“.", "Write them one by one, each in a message of its own. Then press “Done”.")
	case Organisations:
		return text.T("Напишете част от името, за всяка в отделно съобщение. Накрая натиснете „Готово“.", "Write a part of the name, each in a message of its own. Then press “Done”.")
	case FileAnswer:
		return text.T("Изпратете снимка или файл, после натиснете „Готово“.", "Send a photo or a file, then press “Done”.")
	}
	return text.Phrase{}
}

// questionButtons are the choices, then the ways not to answer, then the ways
// out, always in this order.
func questionButtons(t *Turn, f Filling, q *Question, a Answer) [][]Tap {
	rows := choiceRows(f, q, a)
	if p := f.Proposal(q); p != "" && !a.Counts() {
		rows = append(rows, []Tap{button(f, q.Code, text.Raw(text.Clip(p, 40)), verbPropose)})
	}
	var pass []Tap
	if a.Counts() {
		pass = append(pass, button(f, q.Code, labelKeep, verbKeep))
	}
	if q.DontKnow {
		pass = append(pass, button(f, q.Code, labelUnknown, verbUnknown))
	}
	if q.Skip {
		pass = append(pass, button(f, q.Code, labelSkip, verbSkip))
	}
	rows = append(rows, pass)
	if q.Refuse {
		rows = append(rows, []Tap{button(f, q.Code, labelRefuse, verbRefuse)})
	}
	var out []Tap
	if before(f, q.Code) != nil {
		out = append(out, button(f, q.Code, labelBack, verbBack))
	}
	return append(rows, append(out, MenuRow()...))
}

// before returns the question that is asked before the one with the code, or nil.
func before(f Filling, code string) *Question {
	var prev *Question
	for _, q := range Asked(f.Form(), f.Answers()) {
		if q.Code == code {
			return prev
		}
		prev = q
	}
	return nil
}

func choiceRows(f Filling, q *Question, a Answer) [][]Tap {
	var rows [][]Tap
	switch q.Kind {
	case Scale:
		var row []Tap
		for n := int(*q.Min); n <= int(*q.Max); n++ {
			row = append(row, button(f, q.Code, text.Raw(strconv.Itoa(n)), verbChoose+strconv.Itoa(n)))
			if len(row) == 6 {
				rows, row = append(rows, row), nil
			}
		}
		return append(rows, row)
	case Several:
		ticked := ticks(a)
		for i, c := range q.Choices {
			sign, verb, label := "☐ ", verbTick, choiceLabel(q, i)
			if slices.Contains(ticked, c.Code) {
				sign, verb = "☑ ", verbUntick
				if own := ownTicked(a); c.Free && own != "" {
					label = text.T("%s: %s", "%s: %s").With(label, text.Clip(own, max(5, longLabel-4-utf8.RuneCountInString(c.Label.BG))))
				}
			}
			rows = append(rows, []Tap{button(f, q.Code, text.Join("", text.Raw(sign), label), verb+c.Code)})
		}
		return append(rows, []Tap{button(f, q.Code, labelDone, verbDone)})
	case One, Municipality:
		for _, pair := range pairs(q) {
			var row []Tap
			for _, i := range pair {
				row = append(row, button(f, q.Code, choiceLabel(q, i), verbChoose+q.Choices[i].Code))
			}
			rows = append(rows, row)
		}
	case List, Organisations:
		rows = itemRows(f, q, a)
	case FileAnswer:
		if a.Draft != nil && len(a.Draft.Files) > 0 {
			rows = append(rows, []Tap{button(f, q.Code, labelDone, verbDone)})
		}
	}
	return rows
}

// pairs lays short choices two in a row, so that the list fits a phone's screen.
func pairs(q *Question) [][]int {
	short := func(i int) bool {
		return utf8.RuneCountInString(q.Choices[i].Label.BG) <= 14 && utf8.RuneCountInString(q.Choices[i].Label.EN) <= 14
	}
	var rows [][]int
	for i := 0; i < len(q.Choices); i++ {
		if !numbered(q) && i+1 < len(q.Choices) && short(i) && short(i+1) {
			rows = append(rows, []int{i, i + 1})
			i++
			continue
		}
		rows = append(rows, []int{i})
	}
	return rows
}

// choiceLabel is what stands on the button: the choice, or its number and
// first words where the choices stand numbered in the text.
func choiceLabel(q *Question, i int) text.Phrase {
	c := q.Choices[i]
	if !numbered(q) {
		return text.T("%s", "%s").With(c.Label)
	}
	n := strconv.Itoa(i+1) + ". "
	clip := func(s string) string { return n + text.Clip(s, longLabel-4) }
	return text.T("%s", "%s").With(text.Pair{BG: clip(c.Label.In(text.Bulgarian)), EN: clip(c.Label.In(text.English))})
}

// ticks are the choices that are ticked at the moment.
func ticks(a Answer) []string {
	if a.Draft != nil {
		return a.Draft.Choices
	}
	if a.Counts() {
		return a.Value.Choices
	}
	return nil
}

// ownTicked are the own words to a free choice that is ticked.
func ownTicked(a Answer) string {
	if a.Draft != nil {
		return a.Draft.Text
	}
	return a.Value.Text
}

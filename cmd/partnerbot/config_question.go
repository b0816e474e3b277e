package main

import (
	"slices"
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

const (
	questionsLimit = 100 // nobody answers more
	itemsLimit     = 50  // of a list: they stand in one message
	textLimit      = 1000
	hintLimit      = 500
	askedLimit     = 3500 // a question with all that stands in its message
)

// readQuestions reads the form's questions, which are tables of this one below the
// key. Codes are those that other questions whose answers are kept together have taken.
func (s *Settings) readQuestions(t *table, key string, f *flows.Form, codes map[string]bool) {
	label := "[[" + strings.Trim(t.label, "[]") + "." + key + "]]"
	questions := t.sections(key, label)
	switch {
	case t.n != nil && len(questions) == 0:
		t.wrong(t.n, text.T("няма нито един въпрос.", "there is not one question."),
			text.T("Добавете въпрос под ред %s.", "Add a question below a line %s.").With(label))
	case len(questions) > questionsLimit:
		t.wrong(t.n, text.T("въпросите са %d, а може да са най-много %d.", "there are %d questions; at most %d are possible.").With(len(questions), questionsLimit),
			text.T("Махнете някои.", "Take some out."))
	}
	r := questionReader{settings: s, form: f, codes: codes, places: map[string]int{}}
	for i, q := range questions {
		if n := q.n.fields["code"]; n != nil && n.scalar != "" {
			r.places[n.scalar] = max(r.places[n.scalar], i+1)
		}
	}
	for i, q := range questions {
		f.Questions = append(f.Questions, r.question(q, i+1))
	}
}

// questionReader reads the questions in their order.
type questionReader struct {
	settings *Settings
	form     *flows.Form
	codes    map[string]bool
	places   map[string]int // of all questions, from 1, also those not yet read
	section  text.Pair      // goes on until another is named
}

// kindKeys are the settings that only some kinds have.
var kindKeys = []struct {
	key   string
	kinds []flows.Kind
}{
	{"choices", []flows.Kind{flows.One, flows.Several}},
	{"max_choices", []flows.Kind{flows.Several}},
	{"low", []flows.Kind{flows.Scale}},
	{"high", []flows.Kind{flows.Scale}},
	{"min", []flows.Kind{flows.Scale, flows.NumberKind, flows.Money}},
	{"max", []flows.Kind{flows.Scale, flows.NumberKind, flows.Money}},
	{"unit", []flows.Kind{flows.NumberKind}},
	{"from", []flows.Kind{flows.Date}},
	{"to", []flows.Kind{flows.Date}},
	{"max_length", []flows.Kind{flows.ShortText, flows.LongText, flows.List, flows.Organisations}},
	{"max_items", []flows.Kind{flows.List, flows.Organisations}},
	{"max_files", []flows.Kind{flows.FileAnswer}},
}

func (r *questionReader) question(t *table, number int) flows.Question {
	defer t.done()
	label := t.label
	t.label = label + " № " + strconv.Itoa(number)
	var q flows.Question
	q.Code = t.code("code", flows.MaxQuestionCode, questionCode, r.codes)
	if q.Code != "" {
		t.label = label + " " + q.Code
	}
	q.Kind = t.kind()
	if r.form.Name == matrixForm {
		r.role(t, &q)
	}
	if t.has("section") {
		r.section = t.readPair("section", t.get("section"), nameLimit)
	}
	t.asked = append(t.asked, "section")
	q.Section = r.section
	q.Text = t.needPair("text", textLimit)
	q.Hint = t.pair("hint", hintLimit)
	q.Skip, q.DontKnow, q.Refuse = t.boolean("skip"), t.boolean("dont_know"), t.boolean("refuse")

	q.Choices = r.choices(t, q.Kind)
	q.Low, q.High, q.Unit = t.pair("low", nameLimit), t.pair("high", nameLimit), t.pair("unit", nameLimit)
	q.Min, q.Max = t.number("min", q.Kind == flows.Scale), t.number("max", q.Kind == flows.Scale)
	location := r.settings.Programme.Location
	q.From, q.To = t.date("from", t.get("from"), location), t.date("to", t.get("to"), location)
	q.MaxLength = t.count("max_length", 1, moreLimit)
	q.MaxChoices = t.count("max_choices", 1, flows.MaxChoices)
	q.MaxFiles = t.count("max_files", 1, 20)
	q.MaxItems = t.count("max_items", 1, itemsLimit)
	q.When = r.conditions(t, number)
	r.checkKeys(t, q.Kind)
	r.checkBounds(t, &q)
	if t.n.fields["text"] != nil {
		shown := r.atOnce(q)
		if n := max(messageLength(&shown, text.Bulgarian), messageLength(&shown, text.English)); n > askedLimit {
			t.wrong(t.n.fields["text"], text.T("въпросът с всичките си възможности е от %d знака, а едно съобщение побира %d.",
				"the question with all its choices has %d characters; one message holds %d.").With(n, askedLimit),
				text.T("Съкратете въпроса или отговорите.", "Shorten the question or its choices."))
		}
	}
	return q
}

func (t *table) kind() flows.Kind {
	n := t.need("kind", `"short"`)
	s, ok := t.string("kind", n)
	if !ok || slices.Contains(flows.Kinds, flows.Kind(s)) {
		return flows.Kind(s)
	}
	known := make([]string, len(flows.Kinds))
	for i, k := range flows.Kinds {
		known[i] = string(k)
	}
	mend := text.T("Видовете са: %s.", "The kinds are: %s.").With(strings.Join(known, ", "))
	if near := nearest(s, known); near != "" {
		mend = text.T("Имахте предвид „%s“?", "Did you mean “%s”?").With(near)
	}
	t.wrong(n, text.T("няма вид въпрос „%s“.", "there is no kind of question “%s”.").With(s), mend)
	return ""
}

// checkKeys reports settings that do not go with the question's kind.
func (r *questionReader) checkKeys(t *table, kind flows.Kind) {
	if kind == "" {
		return
	}
	for _, k := range kindKeys {
		if !t.has(k.key) || slices.Contains(k.kinds, kind) {
			continue
		}
		names := make([]string, len(k.kinds))
		for i, one := range k.kinds {
			names[i] = string(one)
		}
		t.wrong(t.n.fields[k.key], text.T("„%s“ не върви с въпрос от вид „%s“, а само с: %s.", "“%s” does not go with a question of the kind “%s”, only with: %s.").
			With(k.key, string(kind), strings.Join(names, ", ")),
			text.T("Махнете реда или сменете вида („kind“).", "Take the line out, or change the kind."))
	}
}

// checkBounds sets the usual scale and reports bounds that leave no answer.
func (r *questionReader) checkBounds(t *table, q *flows.Question) {
	if q.Kind == flows.Scale {
		one, five := 1.0, 5.0
		if q.Min == nil {
			q.Min = &one
		}
		if q.Max == nil {
			q.Max = &five
		}
		if steps := *q.Max - *q.Min; *q.Min < 0 || steps < 1 || steps > 10 {
			t.wrong(t.n, text.T("скалата е от %s до %s; тя може да има от 2 до 11 степени и започва най-малко от 0.",
				"the scale runs from %s to %s; it can have 2 to 11 steps and begins at 0 or above.").With(text.Number(*q.Min), text.Number(*q.Max)),
				text.T("Обикновено е така: min = 1, max = 5.", "Usually: min = 1, max = 5."))
		}
		if q.Low.Empty() != q.High.Empty() {
			t.wrong(t.n, text.T("„low“ и „high“ вървят заедно.", "“low” and “high” go together."),
				text.T("Напишете какво значат най-ниската и най-високата оценка.", "Write what the lowest and what the highest mark means."))
		}
		return
	}
	if q.Min != nil && q.Max != nil && *q.Min > *q.Max {
		t.wrong(t.n.fields["min"], text.T("„min“ е по-голямо от „max“.", "“min” is greater than “max”."),
			text.T("Разменете ги.", "Swap them."))
	}
	if !q.From.IsZero() && !q.To.IsZero() && q.To.Before(q.From) {
		t.wrong(t.n.fields["from"], text.T("„from“ е след „to“.", "“from” is after “to”."), text.T("Разменете ги.", "Swap them."))
	}
	if q.MaxChoices > len(q.Choices) && len(q.Choices) > 0 {
		t.wrong(t.n.fields["max_choices"], text.T("„max_choices“ е повече от отговорите.", "“max_choices” is more than there are choices."),
			text.T("Махнете реда: без него няма ограничение.", "Take the line out: without it there is no limit."))
	}
}

func messageLength(q *flows.Question, lang text.Language) int {
	n := 0
	for _, p := range []text.Pair{q.Section, q.Text, q.Hint, q.Low, q.High} {
		n += text.Length(text.Escape(p.In(lang)))
	}
	for _, c := range q.Choices {
		n += text.Length(text.Escape(c.Label.In(lang))) + len("30. \n")
	}
	return n
}

package main

import (
	"slices"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// conditions reads when the question is asked. They look back only: what was
// answered before decides what is asked.
func (r *questionReader) conditions(t *table, number int) []flows.Condition {
	var out []flows.Condition
	for _, row := range t.sections("when", t.label+" when") {
		out = append(out, r.condition(row, number))
		row.done()
	}
	return out
}

func (r *questionReader) condition(t *table, number int) flows.Condition {
	n := t.need("question", `"…"`)
	code, _ := t.string("question", n)
	is, not := t.strings("is"), t.strings("not")
	c := flows.Condition{
		Question: code,
		Is:       scalars(is),
		Not:      scalars(not),
		AtLeast:  t.number("at_least", false),
		AtMost:   t.number("at_most", false),
	}
	q, before := r.form.Question(code)
	switch place := r.places[code]; {
	case code == "":
	case place == 0:
		known := make([]string, 0, len(r.form.Questions))
		for _, earlier := range r.form.Questions {
			known = append(known, earlier.Code)
		}
		mend := text.T("Посочете кода на по-ранен въпрос.", "Name the code of an earlier question.")
		if near := nearest(code, known); near != "" {
			mend = text.T("Имахте предвид „%s“?", "Did you mean “%s”?").With(near)
		}
		t.wrong(n, text.T("няма въпрос с код „%s“.", "there is no question with the code “%s”.").With(code), mend)
	case !before && place == number:
		t.wrong(n, text.T("въпросът зависи сам от себе си.", "the question depends on itself."),
			text.T("Посочете кода на по-ранен въпрос.", "Name the code of an earlier question."))
	case !before:
		t.wrong(n, text.T("въпросът „%s“ идва по-късно.", "the question “%s” comes later.").With(code),
			text.T("Преместете го по-напред: условието гледа само назад.", "Move it up: a condition looks back only."))
	default:
		r.checkCondition(t, q, c, is, not)
	}
	return c
}

func (r *questionReader) checkCondition(t *table, q *flows.Question, c flows.Condition, is, not []*node) {
	chosen := q.Kind == flows.One || q.Kind == flows.Several || q.Kind == flows.Municipality
	counted := q.Kind == flows.Scale || q.Kind == flows.NumberKind
	refuse := func(key string) {
		if t.has(key) {
			t.wrong(t.n.fields[key], text.T("„%s“ не върви с „%s“, който е от вид „%s“.", "“%s” does not go with “%s”, which is of the kind “%s”.").
				With(key, q.Code, string(q.Kind)),
				text.T("С „is“ и „not“ се питат отговори за избор, с „at_least“ и „at_most“ – числа и скали.",
					"“is” and “not” ask for choices, “at_least” and “at_most” for numbers and scales."))
		}
	}
	if q.Kind != "" && !chosen {
		refuse("is")
		refuse("not")
	}
	if q.Kind != "" && !counted {
		refuse("at_least")
		refuse("at_most")
	}
	if chosen {
		r.checkChosen(t, q, slices.Concat(is, not))
	}
	switch {
	case len(is)+len(not) == 0 && c.AtLeast == nil && c.AtMost == nil:
		t.wrong(t.n, text.T("условието не казва какъв трябва да е отговорът.", "the condition does not say what the answer must be."),
			text.T("Добавете is = [\"код\"], not = [\"код\"], at_least = 3 или at_most = 3.", "Add is = [\"code\"], not = [\"code\"], at_least = 3 or at_most = 3."))
	case c.AtLeast != nil && c.AtMost != nil && *c.AtLeast > *c.AtMost:
		t.wrong(t.n.fields["at_least"], text.T("„at_least“ е по-голямо от „at_most“.", "“at_least” is greater than “at_most”."),
			text.T("Разменете ги.", "Swap them."))
	}
}

func (r *questionReader) checkChosen(t *table, q *flows.Question, codes []*node) {
	known := make([]string, len(q.Choices))
	for i, c := range q.Choices {
		known[i] = c.Code
	}
	for _, n := range codes {
		if slices.Contains(known, text.Clean(n.scalar)) {
			continue
		}
		mend := text.T("Посочете кода на отговор, не думите му.", "Name a choice's code, not its words.")
		if near := nearest(n.scalar, known); near != "" {
			mend = text.T("Имахте предвид „%s“?", "Did you mean “%s”?").With(near)
		}
		t.wrong(n, text.T("въпросът „%s“ няма отговор с код „%s“.", "the question “%s” has no choice with the code “%s”.").With(q.Code, n.scalar), mend)
	}
}

func scalars(nodes []*node) []string {
	var out []string
	for _, n := range nodes {
		out = append(out, text.Clean(n.scalar))
	}
	return out
}

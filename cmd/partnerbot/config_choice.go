package main

import (
	"partnerbot/flows"
	"partnerbot/flows/text"
)

// labelLimit is how long a choice may be. Those above 30 characters are
// numbered in the text, and their buttons show the first words.
const labelLimit = 120

// choices reads a question's choices; those of a municipality are the
// programme's.
func (r *questionReader) choices(t *table, kind flows.Kind) []flows.Choice {
	rows := t.sections("choices", t.label+" choices")
	if kind == flows.Municipality {
		return r.municipalities(t)
	}
	if elsewhere, ok := r.borrowed(t); ok {
		return elsewhere
	}
	var (
		out    []flows.Choice
		codes  = map[string]bool{}
		labels = map[string]bool{}
	)
	for _, row := range rows {
		c := flows.Choice{
			Code:  row.code("code", flows.MaxChoiceCode, choiceCode, codes),
			Label: row.languages(labelLimit),
			From:  row.number("from", false),
			To:    row.number("to", false),
			Free:  row.boolean("free"),
			Alone: row.boolean("alone"),
		}
		row.checkChoice(c, kind, labels)
		row.done()
		out = append(out, c)
	}
	checkQuantities(t, rows, out)
	if kind != flows.One && kind != flows.Several {
		return out
	}
	const key = "choices"
	switch n := t.n.fields[key]; {
	case n == nil:
		t.need(key, `[ { code = "…", bg = "…", en = "…" }, … ]`)
	case len(out) < 2:
		t.wrong(n, text.T("нужни са поне два отговора, от които да се избира.", "at least two choices are needed."),
			text.T("Добавете отговори или сменете вида („kind“).", "Add choices, or change the kind."))
	case len(out) > flows.MaxChoices:
		t.wrong(n, text.T("отговорите са %d, а може да са най-много %d.", "there are %d choices; at most %d are possible.").With(len(out), flows.MaxChoices),
			text.T("Обединете някои от тях.", "Join some of them."))
	}
	return out
}

func (r *questionReader) municipalities(t *table) []flows.Choice {
	all := r.settings.Programme.Municipalities
	if len(all) == 0 {
		t.wrong(t.n, text.T("въпросът е за община, а общини няма.", "the question asks for a municipality, and there are none."),
			text.T("Добавете ги под редове [[municipality]].", "Add them below lines [[municipality]]."))
	}
	var out []flows.Choice
	for _, m := range all {
		out = append(out, flows.Choice{Code: m.Code, Label: m.Name})
	}
	return out
}

func (t *table) checkChoice(c flows.Choice, kind flows.Kind, labels map[string]bool) {
	for _, label := range []string{"bg " + text.Fold(c.Label.BG), "en " + text.Fold(c.Label.EN)} {
		if len(label) > len("bg ") && labels[label] {
			t.wrong(t.n, text.T("има два еднакви отговора.", "two choices read alike."),
				text.T("Напишете ги така, че да се различават.", "Write them so that they differ."))
			break
		}
		labels[label] = true
	}
	if c.Alone && kind == flows.One {
		t.wrong(t.n.fields["alone"], text.T("„alone“ има смисъл само при kind = \"several\".", "“alone” has a meaning only with kind = \"several\"."),
			text.T("Махнете го.", "Take it out."))
	}
	if c.From != nil && c.To != nil && *c.From > *c.To {
		t.wrong(t.n.fields["from"], text.T("„from“ е по-голямо от „to“.", "“from” is greater than “to”."),
			text.T("Разменете ги.", "Swap them."))
	}
}

// checkQuantities reports choices that claim the same number: a typed number
// must mean one of them.
func checkQuantities(t *table, rows []*table, choices []flows.Choice) {
	for i, a := range choices {
		for _, b := range choices[:i] {
			if a.Quantity() && b.Quantity() && !below(a.To, b.From) && !below(b.To, a.From) {
				rows[i].wrong(rows[i].n, text.T("количествата на „%s“ и „%s“ се застъпват.", "the quantities of “%s” and “%s” overlap.").With(a.Label, b.Label),
					text.T("Поправете „from“ и „to“ така, че всяко число да е само в един отговор.", "Mend “from” and “to” so that each number is in one choice only."))
			}
		}
	}
}

// below reports whether the end lies before the start; nil is without end.
func below(to, from *float64) bool { return to != nil && from != nil && *to < *from }

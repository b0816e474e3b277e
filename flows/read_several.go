package flows

import (
	"strings"

	"partnerbot/flows/text"
)

// readSeveral understands a list: numbers where the choices stand numbered,
// otherwise words between commas. It is sure when every piece is.
func readSeveral(q *Question, typed string) reading {
	if numbered(q) {
		if positions, ok := text.ReadPositions(typed, len(q.Choices)); ok {
			var codes []string
			for _, n := range positions {
				codes = append(codes, q.Choices[n-1].Code)
			}
			return limited(q, sure(choose(inOrder(q, codes)...)))
		}
	}
	if r := readChoice(q, typed); r.ok && r.sure {
		return r
	}
	if c := noneOf(q, typed); c != nil {
		return exactly(c)
	}
	if all := everything(q, typed); len(all) > 0 {
		return limited(q, guess(choose(all...)))
	}
	out := sure(Value{})
	for _, piece := range strings.FieldsFunc(typed, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		if strings.TrimSpace(piece) == "" {
			continue
		}
		r := readChoice(q, piece)
		if near := mentioned(q, choiceKey(piece)); !r.ok && len(near) > 1 {
			r = guess(Value{}) // „общината и европейски програми“
			for _, c := range near {
				r.value.Choices = append(r.value.Choices, c.Code)
			}
		}
		if !r.ok {
			return reading{}
		}
		out.sure = out.sure && r.sure
		out.value.Choices = append(out.value.Choices, r.value.Choices...)
		if r.value.Text != "" {
			out.value.Text = r.value.Text
		}
	}
	if len(out.value.Choices) == 0 {
		return reading{}
	}
	out.value.Choices = inOrder(q, out.value.Choices)
	return limited(q, out)
}

// noneOf understands a plain no as the choice „Не, …“ that stands alone, or returns nil.
func noneOf(q *Question, typed string) *Choice {
	if yes, ok := text.ReadYesNo(typed); !ok || yes {
		return nil
	}
	var none *Choice
	for i := range q.Choices {
		c := &q.Choices[i]
		first, _, _ := strings.Cut(choiceKey(c.Label.BG), ",")
		if !c.Alone || text.Latin(first) != text.Latin("не") {
			continue
		}
		if none != nil {
			return nil
		}
		none = c
	}
	return none
}

// everything understands „всички“ as all choices that go together.
func everything(q *Question, typed string) []string {
	switch text.Latin(typed) {
	case text.Latin("всички"), text.Latin("всичко"), text.Latin("всичките"), text.Latin("всички изброени"), "al", text.Latin("everything"):
	default:
		return nil
	}
	var all []string
	for _, c := range q.Choices {
		if !c.Free && !c.Alone {
			all = append(all, c.Code)
		}
	}
	return all
}

// limited refuses more ticks than the question allows, and ticks beside a
// choice that stands alone.
func limited(q *Question, r reading) reading {
	if why := ticksAmiss(q, r.value.Choices); !why.Empty() {
		return amiss(why)
	}
	return r
}

// ticksAmiss says what is wrong with the ticks, or nothing.
func ticksAmiss(q *Question, codes []string) text.Phrase {
	if q.MaxChoices > 0 && len(codes) > q.MaxChoices {
		return text.T("Тук се избират най-много %s.", "At most %s can be chosen here.").With(text.Answers(q.MaxChoices))
	}
	for _, code := range codes {
		if c, ok := q.Choice(code); ok && c.Alone && len(codes) > 1 {
			return text.T("„%s“ не върви заедно с друг отговор.", "“%s” does not go with another answer.").With(c.Label)
		}
	}
	return text.Phrase{}
}

// inOrder puts codes into the question's order, each once.
func inOrder(q *Question, codes []string) []string {
	var out []string
	for _, c := range q.Choices {
		for _, code := range codes {
			if code == c.Code {
				out = append(out, code)
				break
			}
		}
	}
	return out
}

func free(q *Question) *Choice {
	for i := range q.Choices {
		if q.Choices[i].Free {
			return &q.Choices[i]
		}
	}
	return nil
}

func appendOnce(list []*Choice, c *Choice) []*Choice {
	for _, have := range list {
		if have == c {
			return list
		}
	}
	return append(list, c)
}

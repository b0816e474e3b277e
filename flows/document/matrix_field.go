package document

import (
	"cmp"
	"slices"
	"strconv"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// mostLines is how many entries of a list get a line: who has more writes them on the
// back.
const mostLines = 5

// field is a field of the matrix, under its number.
func (b *blank) field(number int, q *flows.Question) []block {
	short := b.short(q)
	blocks := []block{b.asked(number, q, short)}
	switch q.Kind {
	case flows.One, flows.Several, flows.Municipality:
		blocks = append(blocks, b.choices(q)...)
	case flows.Scale:
		blocks = append(blocks, b.scale(q))
	case flows.List, flows.Organisations:
		for n := range min(cmp.Or(q.MaxItems, mostLines), mostLines) {
			blocks = append(blocks, b.entry(n+1, q.Code == b.p.Matrix.Roles[programme.RolePartners]))
		}
	case flows.LongText:
		lines := 6
		if q.MaxLength > 0 && q.MaxLength <= 1000 {
			lines = 4
		}
		blocks = append(blocks, b.lines(lines)...)
	case flows.ShortText:
		lines := 2
		if q.Name || q.MaxLength > 0 && q.MaxLength <= 100 {
			lines = 1
		}
		blocks = append(blocks, b.lines(lines)...)
	case flows.FileAnswer:
		blocks = append(blocks, b.ticks([]tick{{label: b.say(text.T("Да, прилагаме:", "Yes, enclosed:")), line: true}})...)
	default:
		if short == 0 {
			blocks = append(blocks, b.lines(1)...)
		}
	}
	none := b.noAnswer(q)
	switch {
	case len(none) == 0, short > 0: // it has them beside it
	case len(q.Choices) > 0:
		blocks = append(blocks, b.ticks(none)...)
	default:
		blocks = append(blocks, block{high: 2, draw: func(float64) {}}) // clear of the line above
		blocks = append(blocks, b.ticks(none)...)
	}
	return blocks
}

// noAnswer are the boxes of who does not answer.
func (b *blank) noAnswer(q *flows.Question) []tick {
	var out []tick
	if q.DontKnow {
		out = append(out, tick{label: b.say(text.T("Не знаем", "We do not know"))})
	}
	if q.Refuse {
		out = append(out, tick{label: b.say(text.T("Не искаме да отговорим", "We would rather not say"))})
	}
	return out
}

// answerWidth is the line for a number beside its question.
const answerWidth = 38.0

// short is how much of the line beside the question its answer takes; 0: it stands
// below. The unit follows the line.
func (b *blank) short(q *flows.Question) float64 {
	switch q.Kind {
	case flows.NumberKind, flows.Money, flows.Date:
		b.write("", wordSize)
		wide := answerWidth + b.GetStringWidth(b.unit(q)) + 2
		for _, t := range b.noAnswer(q) {
			wide = max(wide, boxRoom+b.GetStringWidth(t.label))
		}
		return wide
	}
	return 0
}

// unit is what is counted.
func (b *blank) unit(q *flows.Question) string {
	switch q.Kind {
	case flows.Money:
		return b.say(text.T("евро", "euro"))
	case flows.NumberKind:
		return printed(q.Unit.In(b.lang))
	}
	return ""
}

// asked is the question with its hint and when it is to be answered, and beside it the
// line for a short answer.
func (b *blank) asked(number int, q *flows.Question, short float64) block {
	const indent = 8.5
	title := q.Text.In(b.lang)
	if q.Skip {
		title = text.T("%s (по желание)", "%s (optional)").With(title).Plain(b.lang)
	}
	room := b.width() - indent
	if short > 0 {
		room -= short + 4
	}
	b.write("B", askedSize)
	asked := b.SplitText(printed(title), room-1)
	noted := b.width() - indent
	var none []tick // below the line
	if short > 0 {
		if none = b.noAnswer(q); len(none) > 0 {
			noted = room
		}
	}
	b.write("", hintSize)
	var notes []string
	for _, note := range []string{q.Hint.In(b.lang), b.onlyIf(q), b.howMany(q)} {
		if note = printed(note); note != "" {
			notes = append(notes, b.SplitText(note, noted-1)...)
		}
	}
	high := float64(len(asked))*askedHigh + max(float64(len(notes))*hintHigh, float64(len(none))*wordHigh) + 1
	return block{high: high, draw: func(y float64) {
		b.write("B", askedSize)
		b.SetXY(margin, y)
		b.CellFormat(indent, askedHigh, strconv.Itoa(number)+".", "", 0, "L", false, 0, "")
		y = b.texts(margin+indent, y, room, askedHigh, asked)
		if short > 0 {
			b.write("", wordSize)
			x := margin + b.width() - short
			b.rule(x, y-0.5, answerWidth)
			b.SetXY(x+answerWidth+2, y-askedHigh)
			b.CellFormat(0, askedHigh, b.unit(q), "", 0, "L", false, 0, "")
		}
		for i, t := range none {
			x, top := margin+b.width()-short, y+0.5+float64(i)*wordHigh
			b.box(x, top)
			b.texts(x+boxRoom, top, short-boxRoom, wordHigh, []string{t.label})
		}
		b.write("", hintSize)
		b.SetTextColor(70, 70, 70)
		b.texts(margin+indent, y, noted, hintHigh, notes)
		b.SetTextColor(0, 0, 0)
	}}
}

// texts writes lines below each other, and returns where they end.
func (b *blank) texts(x, y, wide, high float64, lines []string) float64 {
	for _, line := range lines {
		b.SetXY(x, y)
		b.CellFormat(wide, high, line, "", 0, "L", false, 0, "")
		y += high
	}
	return y
}

// howMany says how many boxes may be ticked, where not any number.
func (b *blank) howMany(q *flows.Question) string {
	switch {
	case q.Kind == flows.One, q.Kind == flows.Municipality:
		return b.say(text.T("Отбележете едно.", "Tick one."))
	case q.Kind == flows.Several && q.MaxChoices > 0:
		return b.say(text.T("Отбележете най-много %d.", "Tick %d at most.").With(q.MaxChoices))
	}
	return ""
}

// onlyIf says when the field is to be answered at all.
func (b *blank) onlyIf(q *flows.Question) string {
	form := &b.p.Matrix.Form
	var all []text.Phrase
	for _, c := range q.When {
		at := slices.IndexFunc(form.Questions, func(one flows.Question) bool { return one.Code == c.Question })
		if at < 0 {
			continue
		}
		number, of := at+1, form.Questions[at].Choices
		if len(c.Is) > 0 {
			all = append(all, text.T("отговорът на %d. е %s", "the answer to %d is %s").With(number, text.Join(" / ", b.words(of, c.Is)...)))
		}
		if len(c.Not) > 0 {
			all = append(all, text.T("отговорът на %d. не е %s", "the answer to %d is not %s").With(number, text.Join(" / ", b.words(of, c.Not)...)))
		}
		if c.AtLeast != nil {
			all = append(all, text.T("в %d. е поне %v", "%d is %v or more").With(number, *c.AtLeast))
		}
		if c.AtMost != nil {
			all = append(all, text.T("в %d. е най-много %v", "%d is %v or less").With(number, *c.AtMost))
		}
	}
	if len(all) == 0 {
		return ""
	}
	return b.say(text.T("Попълва се само ако %s.", "Only if %s.").With(text.Join(text.T(" и ", " and ").Plain(b.lang), all...)))
}

// lines are lines to write on.
func (b *blank) lines(n int) []block {
	out := make([]block, n)
	for i := range out {
		out[i] = block{high: writeHigh, draw: func(y float64) { b.rule(margin, y+writeHigh, b.width()) }}
	}
	return out
}

// entry is a numbered line; a partner signs on it, too.
func (b *blank) entry(number int, signed bool) block {
	return block{high: writeHigh, draw: func(y float64) {
		b.write("", wordSize)
		b.SetXY(margin, y+writeHigh-wordHigh)
		b.CellFormat(8, wordHigh, strconv.Itoa(number)+")", "", 0, "L", false, 0, "")
		if !signed {
			b.rule(margin+8, y+writeHigh, b.width()-8)
			return
		}
		const sign = 46.0
		b.write("", hintSize)
		label := b.say(text.T("подпис", "signature"))
		b.rule(margin+8, y+writeHigh, b.width()-8-sign-b.GetStringWidth(label)-6)
		b.labelled(margin+b.width()-sign-b.GetStringWidth(label)-2, y+writeHigh, label, sign)
	}}
}

// scale is one box for each number, with what the ends mean.
func (b *blank) scale(q *flows.Question) block {
	return block{high: 8, draw: func(y float64) {
		b.write("", wordSize)
		x := margin
		word := func(s string) {
			if s != "" {
				w := b.GetStringWidth(s) + 4
				b.SetXY(x, y+1)
				b.CellFormat(w, wordHigh, s, "", 0, "L", false, 0, "")
				x += w
			}
		}
		word(printed(q.Low.In(b.lang)))
		for n := int(*q.Min); n <= int(*q.Max); n++ {
			b.box(x, y+1)
			x += boxRoom - 1
			word(strconv.Itoa(n))
		}
		word(printed(q.High.In(b.lang)))
	}}
}

// box is a box to tick.
func (b *blank) box(x, y float64) {
	b.SetLineWidth(0.3)
	b.Rect(x, y+(wordHigh-boxSide)/2, boxSide, boxSide, "D")
}

package document

import (
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// BlankMatrix is what is known of the sheet before anybody writes on it.
type BlankMatrix struct {
	Event programme.Event // the meeting; its code is empty where none is meant
	At    time.Time       // when it is made, UTC
}

// Sizes of the blank matrix: points for letters, millimetres for the rest. Those who
// fill it in are often over fifty, and write by hand.
const (
	askedSize  = 12.0
	hintSize   = 10.5
	wordSize   = 11.0 // of a choice
	askedHigh  = 6.0
	hintHigh   = 5.0
	wordHigh   = 5.4
	writeHigh  = 8.8 // from one line to write on to the next
	boxSide    = 4.0
	boxRoom    = 6.5 // a box with the gap after it
	fieldGap   = 5.0
	columnGap  = 6.0
	matrixFoot = 24.0 // the footer, to the edge of the page
)

// Matrix is the matrix of ideas as a sheet to print and to write on: a PDF, A4, every
// field as the configuration asks it.
func Matrix(p *programme.Programme, b BlankMatrix, lang text.Language) ([]byte, error) {
	form := &p.Matrix.Form
	d := newPage("P", printed(form.Title.In(lang)), b.At, lang)
	d.AliasNbPages("{pages}")
	d.SetAutoPageBreak(false, 0)
	d.SetCellMargin(0)
	s := &blank{page: d, p: p}
	d.SetFooterFunc(s.foot)
	d.AddPage()
	s.head(b)
	section := ""
	for i := range form.Questions {
		q := &form.Questions[i]
		var blocks []block
		if now := q.Section.In(lang); now != section && now != "" {
			blocks = append(blocks, s.section(now))
			section = now
		}
		s.put(append(blocks, s.field(i+1, q)...))
	}
	return d.bytes()
}

// blank is a sheet in the making.
type blank struct {
	*page
	p *programme.Programme
}

// block is a part of a field that is not torn apart between two pages.
type block struct {
	high float64
	draw func(y float64)
}

// put places a field: on one page where it is not longer than half of one, else torn
// between its blocks, never after the first.
func (b *blank) put(blocks []block) {
	_, end := b.GetPageSize()
	end -= matrixFoot
	all := 0.0
	for _, one := range blocks {
		all += one.high
	}
	first := blocks[0].high
	for _, one := range blocks[1:min(len(blocks), 3)] {
		first += one.high
	}
	if left := end - b.GetY(); all > left && (all < end/2 || first > left) {
		b.turn()
	}
	for _, one := range blocks {
		if b.GetY()+one.high > end {
			b.turn()
		}
		y := b.GetY()
		one.draw(y)
		b.SetXY(margin, y+one.high)
	}
	b.SetY(b.GetY() + fieldGap)
}

// turn begins another page, which says whose it is: loose sheets get mixed up.
func (b *blank) turn() {
	b.AddPage()
	b.write("", hintSize)
	y := b.GetY() + 6
	x := b.labelled(margin, y, b.say(text.T("Група №", "Group No.")), 18)
	idea := text.T("Идея:", "Idea:")
	b.labelled(x+4, y, b.say(idea), b.rest(x+4, idea))
	b.SetXY(margin, y+8)
}

// labelled draws a label with a line to write on after it, which ends at the x that it
// returns; y is where the line is.
func (b *blank) labelled(x, y float64, label string, long float64) float64 {
	w := b.GetStringWidth(label) + 2
	b.SetXY(x, y-hintHigh)
	b.CellFormat(w, hintHigh, label, "", 0, "L", false, 0, "")
	b.rule(x+w, y, long)
	return x + w + long
}

// rule is a line to write on.
func (b *blank) rule(x, y, long float64) {
	b.SetDrawColor(120, 120, 120)
	b.SetLineWidth(0.2)
	b.Line(x, y, x+long, y)
	b.SetDrawColor(0, 0, 0)
}

// head is whose sheet it is, and what the group fills in first.
func (b *blank) head(of BlankMatrix) {
	b.write("", 9)
	b.para(b.say(text.T("%s · %s", "%s · %s").With(b.p.Name, b.p.Club)), 4.5, "L")
	b.Ln(1)
	b.write("B", 18)
	b.para(b.p.Matrix.Form.Title.In(b.lang), 9, "L")
	b.write("", wordSize)
	b.para(b.say(text.T("Пишете четливо. Накрая снимайте всички страници: после идеята се въвежда в бота по същите полета.",
		"Please write legibly. Take photos of all pages at the end: the idea is entered in the bot afterwards, field by field.")), wordHigh, "L")
	place, day := text.T("Място:", "Place:"), text.T("Дата:", "Date:")
	if of.Event.Code != "" {
		b.Ln(1)
		b.write("B", wordSize)
		b.para(of.Event.Title.In(b.lang), wordHigh, "L")
		b.write("", wordSize)
		b.para(when(b.p, of.Event, b.lang), wordHigh, "L")
		b.para(b.say(of.Event.Where(b.p)), wordHigh, "L")
	}
	b.write("", wordSize)
	y := b.GetY() + writeHigh
	if of.Event.Code == "" {
		x := b.labelled(margin, y, b.say(place), 98)
		b.labelled(x+4, y, b.say(day), b.rest(x+4, day))
		y += writeHigh + 1
	}
	number, scribe := text.T("Група №", "Group No."), text.T("Записва:", "Written by:")
	x := b.labelled(margin, y, b.say(number), 22)
	b.labelled(x+4, y, b.say(scribe), b.rest(x+4, scribe))
	b.SetXY(margin, y+fieldGap+2)
}

// rest is how long a line after the label may be, from x to the margin.
func (b *blank) rest(x float64, label text.Phrase) float64 {
	return margin + b.width() - x - b.GetStringWidth(b.say(label)) - 2
}

// foot is the funder's line, and which page it is.
func (b *blank) foot() {
	_, end := b.GetPageSize()
	b.SetXY(margin, end-matrixFoot+3)
	b.write("", 8.5)
	b.para(b.p.Funder.In(b.lang), 3.9, "L")
	b.SetXY(margin, end-9)
	b.CellFormat(0, 4, b.say(text.T("Страница %d от {pages}", "Page %d of {pages}").With(b.PageNo())), "", 0, "L", false, 0, "")
}

// section is the heading of a part of the matrix.
func (b *blank) section(title string) block {
	return block{high: 11, draw: func(y float64) {
		b.write("B", 14)
		b.SetXY(margin, y)
		b.CellFormat(0, 8, printed(title), "B", 0, "L", false, 0, "")
	}}
}

// words are the choices' words that stand with their codes.
func (b *blank) words(of []flows.Choice, codes []string) []text.Phrase {
	var out []text.Phrase
	for _, code := range codes {
		for _, c := range of {
			if c.Code == code {
				out = append(out, text.T("%s", "%s").With(text.Quote(c.Label.In(b.lang))))
			}
		}
	}
	return out
}

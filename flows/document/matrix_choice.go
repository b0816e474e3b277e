package document

import (
	"slices"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// tick is a box with its words, and perhaps a line for one's own.
type tick struct {
	label string
	line  bool
}

// choices are the boxes of a question: priorities under their municipality.
func (b *blank) choices(q *flows.Question) []block {
	if q.Code != "" && q.Code == b.p.Matrix.Roles[programme.RolePriority] {
		return b.priorities(q)
	}
	return b.ticks(b.ticksOf(q.Choices))
}

func (b *blank) ticksOf(choices []flows.Choice) []tick {
	out := make([]tick, len(choices))
	for i, c := range choices {
		out[i] = tick{label: printed(c.Label.In(b.lang)), line: c.Free}
	}
	return out
}

// ticks are boxes in as many columns as their words allow, read from the left to the
// right; what has a line takes a row of its own.
func (b *blank) ticks(all []tick) []block {
	b.write("", wordSize)
	longest := 0.0
	for _, t := range all {
		if !t.line {
			longest = max(longest, b.GetStringWidth(t.label)+boxRoom+1)
		}
	}
	columns := 1
	for _, n := range []int{2, 3, 4} {
		if len(all) >= n && longest <= b.columnWidth(n) {
			columns = n
		}
	}
	if columns == 1 && len(all) > 6 {
		columns = 2 // its words are broken
	}
	var out []block
	var row []tick
	end := func() {
		if len(row) > 0 {
			out, row = append(out, b.tickRow(row, columns)), nil
		}
	}
	for _, t := range all {
		if t.line {
			end()
			out = append(out, b.tickRow([]tick{t}, 1))
			continue
		}
		if row = append(row, t); len(row) == columns {
			end()
		}
	}
	end()
	return out
}

// columnWidth is that of each of n columns.
func (b *blank) columnWidth(n int) float64 {
	return (b.width() - float64(n-1)*columnGap) / float64(n)
}

// tickRow is boxes beside each other, as high as the longest words need.
func (b *blank) tickRow(row []tick, columns int) block {
	b.write("", wordSize)
	wide := b.columnWidth(columns)
	broken := make([][]string, len(row))
	high := 0.0
	for i, t := range row {
		broken[i] = b.SplitText(t.label, wide-boxRoom-1)
		high = max(high, float64(len(broken[i]))*wordHigh+1.4)
		if t.line {
			high = max(high, writeHigh+1.5)
		}
	}
	return block{high: high, draw: func(y float64) {
		b.write("", wordSize)
		for i, t := range row {
			x, top := margin+float64(i)*(wide+columnGap), y
			if t.line {
				top = y + writeHigh - wordHigh
			}
			b.box(x, top)
			b.texts(x+boxRoom, top, wide-boxRoom, wordHigh, broken[i])
			if w := b.GetStringWidth(t.label) + boxRoom + 3; t.line && w < wide {
				b.rule(x+w, top+wordHigh, wide-w)
			}
		}
	}}
}

// priorities are those of each municipality under its name, two municipalities side by
// side; what belongs to none comes last.
func (b *blank) priorities(q *flows.Question) []block {
	of := map[string][]flows.Choice{}
	var rest []flows.Choice
	for _, c := range q.Choices {
		at := slices.IndexFunc(b.p.Matrix.Priorities, func(p programme.Priority) bool { return p.Code == c.Code })
		if at < 0 {
			rest = append(rest, c)
			continue
		}
		town := b.p.Matrix.Priorities[at].Municipality
		of[town] = append(of[town], c)
	}
	var columns []townBoxes
	for _, m := range b.p.Municipalities {
		if len(of[m.Code]) > 0 {
			columns = append(columns, b.townBoxes(printed(m.Name.In(b.lang)), b.ticksOf(of[m.Code])))
		}
	}
	var out []block
	for pair := range slices.Chunk(columns, 2) {
		high := 0.0
		for _, c := range pair {
			high = max(high, c.high)
		}
		out = append(out, block{high: high, draw: func(y float64) {
			for i, c := range pair {
				b.drawTown(c, margin+float64(i)*(b.columnWidth(2)+columnGap), y)
			}
		}})
	}
	return append(out, b.ticks(b.ticksOf(rest))...)
}

// townBoxes are boxes below each other under a municipality's name, half as wide as the page.
type townBoxes struct {
	title string
	ticks [][]string // the words of each, broken
	high  float64
}

func (b *blank) townBoxes(title string, ticks []tick) townBoxes {
	b.write("", wordSize)
	c := townBoxes{title: title, high: wordHigh + 2.5}
	for _, t := range ticks {
		lines := b.SplitText(t.label, b.columnWidth(2)-boxRoom-1)
		c.ticks = append(c.ticks, lines)
		c.high += float64(len(lines))*wordHigh + 0.8
	}
	return c
}

func (b *blank) drawTown(c townBoxes, x, y float64) {
	b.write("B", wordSize)
	y = b.texts(x, y, b.columnWidth(2), wordHigh, []string{c.title}) + 0.5
	b.write("", wordSize)
	for _, lines := range c.ticks {
		b.box(x, y)
		y = b.texts(x+boxRoom, y, b.columnWidth(2)-boxRoom, wordHigh, lines) + 0.8
	}
}

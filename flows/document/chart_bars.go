package document

import (
	"strconv"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

const (
	barHigh  = 44
	barGap   = 22 // between rows
	manyGap  = 14 // … of many, so that the picture stays on a screen
	manyBars = 12
	labelGap = 24 // between label, bar and number
)

// bars are the figure's bars below each other: label, bar, number. As many pixels to the
// left as the longest label needs, up to half of them or a little more.
func (c *chart) bars() {
	if len(c.f.Bars) == 0 {
		return
	}
	if b := c.f.Bars[0]; !b.Share && !b.Aside {
		c.legend(key{barDark, c.say(c.f.Done)}, key{barLight, c.say(c.f.Missing)})
	}
	gap := barGap
	if len(c.f.Bars) > manyBars {
		gap = manyGap
	}
	labels, left := c.labels(chartInner * 52 / 100)
	right := 0
	for _, b := range c.f.Bars {
		number, part := c.numbers(b)
		right = max(right, c.width(styleNumber, number)+c.width(styleLabel, part))
	}
	room := chartInner - left - right - 2*labelGap
	whole := c.whole()
	for i, b := range c.f.Bars {
		if b.Aside && i > 0 && !c.f.Bars[i-1].Aside {
			c.high += gap // apart from the answers
		}
		c.bar(b, labels[i], chartMargin+left+labelGap, room, whole)
		c.high += gap
	}
	c.high -= gap
}

// labels are the bars' labels in lines of at most so many pixels, and how wide they are.
func (c *chart) labels(most int) (lines [][]string, wide int) {
	for _, b := range c.f.Bars {
		label := c.wrap(styleLabel, b.Label.In(c.lang), most)
		for _, line := range label {
			wide = max(wide, c.width(styleLabel, line))
		}
		lines = append(lines, label)
	}
	return lines, wide
}

// whole is what the longest bar stands for.
func (c *chart) whole() int {
	whole := 1
	for _, b := range c.f.Bars {
		whole = max(whole, b.N)
		if !b.Share && !b.Aside {
			whole = max(whole, b.Of)
		}
	}
	return whole
}

// numbers are what stands behind a bar: in bold, and beside it.
func (c *chart) numbers(b programme.FigureBar) (number, part string) {
	number = strconv.Itoa(b.N)
	switch {
	case b.Aside:
		return number, ""
	case b.Share:
		return number, c.say(text.T(" (%d %%)", " (%d%%)").With(b.Percent()))
	}
	if b.Of == 0 {
		return "", c.say(text.T("няма НПО", "no NGO"))
	}
	return number, c.say(text.T(" от %d", " of %d").With(b.Of))
}

// bar is one row, of room pixels from x on for what whole stands for.
func (c *chart) bar(b programme.FigureBar, label []string, x, room, whole int) {
	words := len(label) * styleLabel.leading()
	row := max(words, barHigh)
	colour, ink := barDark, inkDark
	if b.Aside {
		colour, ink = barAside, inkSoft
	}
	for i, line := range label {
		middle := c.high + row/2 + (2*i+1-len(label))*styleLabel.leading()/2
		c.lineEnding(styleLabel, ink, x-labelGap, middle+styleLabel.middle(), line)
	}
	top, end := c.high+(row-barHigh)/2, x
	if !b.Share && !b.Aside {
		end = x + room*b.Of/whole
		c.rect(barLight, x, top, end-x, barHigh)
	}
	if b.N > 0 {
		long := max(4, room*b.N/whole)
		c.rect(colour, x, top, long, barHigh)
		end = max(end, x+long)
	}
	if end == x {
		c.rect(track, x, top, 4, barHigh) // where a bar would begin
		end += 4
	}
	number, part := c.numbers(b)
	on := top + barHigh/2 + styleNumber.middle()
	c.line(styleNumber, ink, end+labelGap, on, number)
	if part != "" {
		c.line(styleLabel, inkSoft, end+labelGap+c.width(styleNumber, number), on, part)
	}
	c.high += row
}

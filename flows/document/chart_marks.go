package document

import (
	"strconv"

	"partnerbot/flows/text"
)

const (
	marksHigh  = 380 // of the highest column
	columnWide = 150 // at most
	underMarks = 40  // where the mean points
)

// marks are the marks of a scale as columns beside each other, with the mean below them.
func (c *chart) marks() {
	n := len(c.f.Marks)
	if n == 0 {
		return
	}
	most := 1
	for _, m := range c.f.Marks {
		most = max(most, m.N)
	}
	each := chartInner / n
	wide := min(columnWide, each*2/3)
	c.high += styleNumber.leading()
	if n <= 7 {
		c.high += styleSmall.leading()
	}
	base := c.high + marksHigh
	for i, m := range c.f.Marks {
		middle := chartMargin + each*i + each/2
		long := marksHigh * m.N / most
		c.rect(barDark, middle-wide/2, base-long, wide, long)
		over := base - long - 16
		if n <= 7 { // else there is no room for it
			c.lineCentred(styleSmall, inkSoft, middle, over, c.say(text.T("%d %%", "%d%%").With(m.Percent())))
			over -= styleSmall.leading()
		}
		c.lineCentred(styleNumber, inkDark, middle, over, strconv.Itoa(m.N))
		c.lineCentred(styleNumber, inkDark, middle, base+underMarks+styleNumber.ascent(), printed(m.Label.In(c.lang)))
	}
	c.rect(inkSoft, chartMargin, base, chartInner, 3)
	c.mean(base, each)
	c.high = base + underMarks + styleNumber.leading() + 4
	c.ends(chartInner/2 - labelGap)
	c.high += 16
	c.pointer(chartMargin+17, c.high+styleNote.leading()/2-14)
	c.line(styleNote, inkDark, chartMargin+50, c.high+styleNote.leading()/2+styleNote.middle(), c.say(text.T("средно %s", "mean %s").With(text.Number(c.f.Mean))))
	c.high += styleNote.leading()
}

// mean points from below at the place of the mean on the line below the columns, each
// pixels wide.
func (c *chart) mean(base, each int) {
	if c.f.Mean < c.f.Least || c.f.Mean > c.f.Most {
		return // marks of an earlier scale are among them
	}
	c.pointer(chartMargin+int(float64(each)*(c.f.Mean-c.f.Least+0.5)), base+3)
}

// pointer points upwards at x.
func (c *chart) pointer(x, y int) {
	left, top := float64(x), float64(y)
	c.polygon(barMiddle, [2]float64{left, top}, [2]float64{left + 17, top + 28}, [2]float64{left - 17, top + 28})
}

// ends say what the lowest and the highest mark mean, each in so many pixels.
func (c *chart) ends(wide int) {
	low, high := c.wrap(styleNote, c.f.Low.In(c.lang), wide), c.wrap(styleNote, c.f.High.In(c.lang), wide)
	c.paragraph(styleNote, inkSoft, chartMargin, c.high, low)
	for i, line := range high {
		c.lineEnding(styleNote, inkSoft, chartWide-chartMargin, c.high+i*styleNote.leading()+styleNote.ascent(), line)
	}
	c.high += max(len(low), len(high)) * styleNote.leading()
}

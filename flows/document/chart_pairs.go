package document

import (
	"image/color"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

const (
	pairBar = 46
	pairGap = 10
)

// pairs are the questions asked before and after, each with two bars.
func (c *chart) pairs() {
	if len(c.f.Pairs) == 0 {
		return
	}
	before, after := c.say(text.T("преди", "before")), c.say(text.T("след", "after"))
	left := max(c.width(styleLabel, before), c.width(styleLabel, after)) + labelGap
	for i, p := range c.f.Pairs {
		if i > 0 {
			c.high += 40
		}
		c.para(styleNumber, inkDark, p.Label.In(c.lang))
		c.high += 4
		c.para(styleNote, inkSoft, c.say(p.Who()))
		c.high += 14
		if p.Hidden() {
			continue
		}
		c.rated(before, left, p, p.Before, barLight)
		c.rated(after, left, p, p.After, barDark)
		c.high -= pairGap
	}
}

// rated is one bar from nothing to the mean, on the length of the whole scale.
func (c *chart) rated(label string, left int, p programme.FigurePair, mean float64, colour color.RGBA) {
	number := text.Number(mean).In(c.lang)
	most := p.Most
	if most <= 0 {
		most = max(p.Before, p.After, 1)
	}
	x := chartMargin + left
	room := chartInner - left - labelGap - c.width(styleNumber, "0,00")
	long := min(room, int(float64(room)*mean/most))
	on := c.high + pairBar/2 + styleLabel.middle()
	c.line(styleLabel, inkDark, chartMargin, on, label)
	c.rect(track, x, c.high, room, pairBar)
	c.rect(colour, x, c.high, max(4, long), pairBar)
	c.lineEnding(styleNumber, inkDark, chartWide-chartMargin, on, number)
	c.high += pairBar + pairGap
}

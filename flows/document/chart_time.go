package document

import (
	"slices"
	"strconv"
	"time"

	"partnerbot/flows/text"
)

const (
	timeHigh  = 560 // of the plot
	lineWide  = 8
	dash      = 26
	dayTicks  = 4 // days named below the line, at most
	leastDays = 7 // that are shown
)

// overTime is a line that climbs with each day, to the goal.
func (c *chart) overTime() {
	if len(c.f.Days) == 0 {
		return
	}
	last := c.f.Days[len(c.f.Days)-1]
	each, top := ticks(max(c.f.Goal, last.Total))
	first := c.f.Days[0].Day
	plot := plot{c: c, top: c.high, each: each, most: top, from: first.AddDate(0, 0, -1), until: c.f.Until}
	if least := first.AddDate(0, 0, leastDays); plot.until.Before(least) {
		plot.until = least
	}
	plot.left = chartMargin + c.width(styleLabel, strconv.Itoa(top)) + labelGap
	plot.right = chartWide - chartMargin - c.width(styleNumber, strconv.Itoa(top)) - labelGap
	if c.f.Goal > 0 {
		c.legend(key{barDark, c.say(text.T("изпратили", "sent"))}, key{barMiddle, c.say(text.T("цел: %d", "target: %d").With(c.f.Goal))})
		c.high += labelGap
		plot.top = c.high
	}
	plot.grid()
	plot.goal()
	plot.climb()
	plot.days()
	c.high += timeHigh + 20 + styleLabel.leading()
}

// ticks are the distance of the numbers that are named beside the line, at most five of
// them, and the last one, which lies above n.
func ticks(n int) (each, most int) {
	each = 1
	for i := 0; n >= 5*each; i++ {
		each = each * []int{2, 5, 2}[i%3] / []int{1, 2, 1}[i%3] // 1, 2, 5, 10, 20 …
	}
	return each, (n/each + 1) * each
}

// plot is where the line goes.
type plot struct {
	c           *chart
	top         int // where most is
	left, right int
	each, most  int
	from, until time.Time
}

func (p plot) y(n int) int { return p.top + timeHigh - timeHigh*n/p.most }

// x is where a day ends.
func (p plot) x(day time.Time) int {
	return p.left + int(float64(p.right-p.left)*float64(day.Sub(p.from))/float64(p.until.Sub(p.from)))
}

// grid are the lines for numbers, from 0.
func (p plot) grid() {
	for n := 0; n <= p.most; n += p.each {
		p.c.rect(track, p.left, p.y(n)-1, p.right-p.left, 3)
		p.c.lineEnding(styleLabel, inkSoft, p.left-labelGap, p.y(n)+styleLabel.middle(), strconv.Itoa(n))
	}
}

// goal is a broken line.
func (p plot) goal() {
	for x := p.left; p.c.f.Goal > 0 && x < p.right; x += 2 * dash {
		p.c.rect(barMiddle, x, p.y(p.c.f.Goal)-3, min(dash, p.right-x), 6)
	}
}

// climb is the line: level until a day brings more.
func (p plot) climb() {
	x, n := p.left, 0
	step := func(toX, toN int) {
		p.c.rect(barDark, x-lineWide/2, p.y(n)-lineWide/2, toX-x+lineWide, lineWide)
		p.c.rect(barDark, toX-lineWide/2, p.y(toN)-lineWide/2, lineWide, p.y(n)-p.y(toN)+lineWide)
		x, n = toX, toN
	}
	for _, day := range p.c.f.Days {
		step(p.x(day.Day), day.Total)
	}
	step(p.x(p.c.f.Until), n)
	p.c.dot(barDark, float64(x), float64(p.y(n)), 14)
	p.c.line(styleNumber, inkDark, x+labelGap, p.y(n)+styleNumber.middle(), strconv.Itoa(n))
}

// days are named below the line: the first, the last, and as there is room some at about
// equal distances between them.
func (p plot) days() {
	first := p.c.f.Days[0].Day
	all := int(p.until.Sub(first).Hours()/24 + 0.5)
	on := p.top + timeHigh + 20 + styleLabel.ascent()
	type span struct{ from, to int }
	var taken []span
	for _, i := range []int{0, dayTicks - 1, 1, 2} {
		day := first.AddDate(0, 0, (all*i+(dayTicks-1)/2)/(dayTicks-1))
		words, x := text.ShortDay(day).In(p.c.lang), p.x(day)
		wide := p.c.width(styleLabel, words)
		from := min(max(x-wide/2, chartMargin), chartWide-chartMargin-wide)
		if slices.ContainsFunc(taken, func(s span) bool { return from < s.to+labelGap && s.from < from+wide+labelGap }) {
			continue
		}
		taken = append(taken, span{from, from + wide})
		p.c.rect(inkSoft, x-1, p.top+timeHigh, 3, 14)
		p.c.line(styleLabel, inkSoft, from, on, words)
	}
}

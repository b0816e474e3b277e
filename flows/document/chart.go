package document

import (
	"image/color"
	"time"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// A chart is a picture for a phone: letters are large, long words go on the next line,
// and it is as high as what it shows.
const (
	chartWide   = 1280 // pixels; Telegram shows pictures no wider
	chartMargin = 56
	chartInner  = chartWide - 2*chartMargin
)

// Colours that differ for the colour-blind, and in grey: one dark, one light, one between
// them.
var (
	inkDark   = color.RGBA{0x1B, 0x27, 0x33, 0xFF} // words
	inkSoft   = color.RGBA{0x52, 0x5E, 0x69, 0xFF} // words that matter less
	barDark   = color.RGBA{0x1F, 0x4E, 0x79, 0xFF}
	barMiddle = color.RGBA{0xD9, 0x82, 0x1E, 0xFF}
	barLight  = color.RGBA{0x9D, 0xB8, 0xD2, 0xFF}
	barAside  = color.RGBA{0xAE, 0xB4, 0xBA, 0xFF} // what is no answer
	track     = color.RGBA{0xE9, 0xED, 0xF1, 0xFF} // behind bars; lines
)

// chart is a drawing of a figure.
type chart struct {
	drawing
	f    programme.Figure
	lang text.Language
	now  time.Time // local
}

// Chart is the figure as a picture, PNG; at is the day that stands on it. The same
// numbers give the same bytes.
func Chart(p *programme.Programme, f programme.Figure, at time.Time, lang text.Language) ([]byte, error) {
	c, err := layOut(p, f, at, lang)
	if err != nil {
		return nil, err
	}
	return c.png(chartWide)
}

// layOut reckons where everything goes.
func layOut(p *programme.Programme, f programme.Figure, at time.Time, lang text.Language) (*chart, error) {
	faces, err := newTypefaces()
	if err != nil {
		return nil, err
	}
	c := &chart{drawing: drawing{faces: faces}, f: f, lang: lang, now: at.In(p.Location)}
	c.head()
	if !f.Empty.Empty() {
		c.nothing()
	}
	c.marks()
	c.bars()
	c.overTime()
	c.pairs()
	c.foot(p)
	return c, nil
}

func (c *chart) say(p text.Phrase) string { return printed(p.Plain(c.lang)) }

// para writes a paragraph over the whole width, and goes below it.
func (c *chart) para(s style, ink color.RGBA, words string) {
	c.high += c.paragraph(s, ink, chartMargin, c.high, c.wrap(s, words, chartInner))
}

// head is what the figure belongs to, its title, and of how many its numbers are.
func (c *chart) head() {
	c.high = chartMargin - 12
	c.para(styleSmall, inkSoft, c.say(c.f.Above))
	c.high += 6
	c.para(styleTitle, inkDark, c.say(c.f.Title))
	c.high += 12
	for _, note := range c.f.Notes {
		c.para(styleNote, inkSoft, c.say(note))
	}
	c.high += 36
}

// nothing says why there is nothing to show.
func (c *chart) nothing() {
	const room = 70
	lines := c.wrap(styleLabel, c.say(c.f.Empty), chartInner-160)
	high := len(lines)*styleLabel.leading() + 2*room
	c.rect(track, chartMargin, c.high, chartInner, high)
	for i, words := range lines {
		c.lineCentred(styleLabel, inkDark, chartWide/2, c.high+room+i*styleLabel.leading()+styleLabel.ascent(), words)
	}
	c.high += high
}

// key is what a colour means.
type key struct {
	colour color.RGBA
	words  string
}

// legend says what colours mean, beside each other.
func (c *chart) legend(keys ...key) {
	const square, space = 30, 14
	x, middle := chartMargin, c.high+styleNote.leading()/2
	for _, k := range keys {
		c.rect(k.colour, x, middle-square/2, square, square)
		c.line(styleNote, inkDark, x+square+space, middle+styleNote.middle(), k.words)
		x += square + space + c.width(styleNote, k.words) + 2*labelGap
	}
	c.high += styleNote.leading() + labelGap
}

// foot is the funder's line, who made it, and the day.
func (c *chart) foot(p *programme.Programme) {
	c.high += 44
	c.rect(track, chartMargin, c.high, chartInner, 3)
	c.high += 22
	day := text.T("%s %d г.", "%s %d").With(text.ShortDay(c.now), c.now.Year())
	c.para(styleSmall, inkSoft, c.say(text.T("%s · %s · %s", "%s · %s · %s").With(p.Name, p.Club, day)))
	if funder := printed(p.Funder.In(c.lang)); funder != "" {
		c.high += 6
		c.para(styleSmall, inkSoft, funder)
	}
	c.high += chartMargin - 16
}

package document

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// drawing is a picture in the making: what is to be painted, in pixels, from the top
// left. Where things go is reckoned first and painted last, so that its height can follow
// from what is in it.
type drawing struct {
	faces  typefaces
	high   int // how much of it is taken
	shapes []shape
	words  []written
}

// shape is a filled polygon; its points are pixels.
type shape struct {
	colour color.RGBA
	points [][2]float64
}

// written is one line of words.
type written struct {
	words  string
	style  style
	colour color.RGBA
	x, y   int // left end of the line the letters stand on
}

// box is what the words take up: letters, not the space between lines.
func (d *drawing) box(w written) image.Rectangle {
	return image.Rect(w.x, w.y-w.style.ascent(), w.x+d.width(w.style, w.words), w.y+w.style.descent())
}

// rect fills a rectangle.
func (d *drawing) rect(c color.RGBA, x, y, w, h int) {
	l, t, r, b := float64(x), float64(y), float64(x+w), float64(y+h)
	d.polygon(c, [2]float64{l, t}, [2]float64{r, t}, [2]float64{r, b}, [2]float64{l, b})
}

func (d *drawing) polygon(c color.RGBA, points ...[2]float64) {
	d.shapes = append(d.shapes, shape{c, points})
}

// dot fills a circle.
func (d *drawing) dot(c color.RGBA, x, y, radius float64) {
	const corners = 48
	points := make([][2]float64, corners)
	for i := range points {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		points[i] = [2]float64{x + radius*cos, y + radius*sin}
	}
	d.polygon(c, points...)
}

// line writes words whose letters stand on y, from x to the right.
func (d *drawing) line(s style, c color.RGBA, x, y int, words string) {
	d.words = append(d.words, written{words, s, c, x, y})
}

// lineEnding writes words that end at x; lineCentred, words with x in their middle.
func (d *drawing) lineEnding(s style, c color.RGBA, x, y int, words string) {
	d.line(s, c, x-d.width(s, words), y, words)
}

func (d *drawing) lineCentred(s style, c color.RGBA, x, y int, words string) {
	d.line(s, c, x-d.width(s, words)/2, y, words)
}

// paragraph writes lines below each other from the top on; it returns how high they are.
func (d *drawing) paragraph(s style, c color.RGBA, x, top int, lines []string) int {
	for i, words := range lines {
		d.line(s, c, x, top+i*s.leading()+s.ascent(), words)
	}
	return len(lines) * s.leading()
}

// png paints the drawing on white.
func (d *drawing) png(wide int) ([]byte, error) {
	img := image.NewRGBA(image.Rect(0, 0, wide, d.high))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	for _, s := range d.shapes {
		s.paint(img)
	}
	for _, w := range d.words {
		drawer := font.Drawer{Dst: img, Src: image.NewUniform(w.colour), Face: d.faces[w.style], Dot: fixed.P(w.x, w.y)}
		drawer.DrawString(w.words)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		return nil, fmt.Errorf("write the PNG: %w", err)
	}
	return out.Bytes(), nil
}

// paint fills the shape within its own bounds.
func (s shape) paint(img *image.RGBA) {
	l, t, r, b := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range s.points {
		l, t, r, b = min(l, p[0]), min(t, p[1]), max(r, p[0]), max(b, p[1])
	}
	within := image.Rect(int(math.Floor(l)), int(math.Floor(t)), int(math.Ceil(r)), int(math.Ceil(b))).Intersect(img.Bounds())
	if within.Empty() {
		return
	}
	z := vector.NewRasterizer(within.Dx(), within.Dy())
	at := func(p [2]float64) (x, y float32) {
		return float32(p[0] - float64(within.Min.X)), float32(p[1] - float64(within.Min.Y))
	}
	z.MoveTo(at(s.points[0]))
	for _, p := range s.points[1:] {
		z.LineTo(at(p))
	}
	z.ClosePath()
	z.Draw(img, within, image.NewUniform(s.colour), image.Point{})
}

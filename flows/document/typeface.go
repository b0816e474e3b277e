package document

import (
	"fmt"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
)

// style is how words of a chart are written. Its sizes are pixels of a picture 1280 wide:
// on a phone it is shown about a third as wide.
type style struct {
	bold bool
	size int
}

// The styles of charts.
var (
	styleTitle  = style{true, 50}
	styleNumber = style{true, 36}
	styleLabel  = style{false, 36}
	styleNote   = style{false, 34}
	styleSmall  = style{false, 30}
)

// ascent and descent are how far letters reach above and below the line they stand on,
// those with a breve or a tail; leading is from one line to the next.
func (s style) ascent() int  { return s.size * 84 / 100 }
func (s style) descent() int { return s.size * 24 / 100 }
func (s style) leading() int { return s.size * 126 / 100 }

// typefaces are the fonts of a drawing, by style.
type typefaces map[style]font.Face

func newTypefaces() (typefaces, error) {
	out := typefaces{}
	for _, s := range []style{styleTitle, styleNumber, styleLabel, styleNote, styleSmall} {
		from := regular
		if s.bold {
			from = bold
		}
		parsed, err := sfnt.Parse(from)
		if err != nil {
			return nil, fmt.Errorf("read the font: %w", err)
		}
		out[s], err = opentype.NewFace(parsed, &opentype.FaceOptions{Size: float64(s.size), DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			return nil, fmt.Errorf("use the font: %w", err)
		}
	}
	return out, nil
}

// middle is how far below the middle of what stands beside them words have to stand.
func (s style) middle() int { return s.size * 36 / 100 }

// width is that of the words, in pixels.
func (d *drawing) width(s style, words string) int {
	return font.MeasureString(d.faces[s], words).Ceil()
}

// wrap divides words into lines of at most so many pixels, between words; only a word
// that is wider than a line alone is cut.
func (d *drawing) wrap(s style, words string, wide int) []string {
	var lines []string
	line := ""
	for _, word := range strings.FieldsFunc(printed(words), func(r rune) bool { return r == ' ' || r == '\n' }) {
		longer := strings.TrimPrefix(line+" "+word, " ")
		if d.width(s, longer) <= wide {
			line = longer
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		pieces := d.pieces(s, word, wide)
		lines, line = append(lines, pieces[:len(pieces)-1]...), pieces[len(pieces)-1]
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// pieces cuts a word that is wider than a line, after a hyphen or slash where it has one.
func (d *drawing) pieces(s style, word string, wide int) []string {
	var out []string
	for d.width(s, word) > wide {
		runes := []rune(word)
		fits := 1
		for fits < len(runes) && d.width(s, string(runes[:fits+1])) <= wide {
			fits++
		}
		if i := strings.LastIndexAny(string(runes[:fits]), "-/–"); i > 0 {
			fits = len([]rune(string(runes[:fits])[:i])) + 1
		}
		out, word = append(out, string(runes[:fits])), string(runes[fits:])
	}
	return append(out, word)
}

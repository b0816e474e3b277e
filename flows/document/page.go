package document

import (
	"bytes"
	_ "embed" // the fonts
	"fmt"
	"strings"
	"time"
	"unicode"

	"codeberg.org/go-pdf/fpdf"

	"partnerbot/flows/text"
)

// Noto Sans, cut down to Latin and Cyrillic; its licence is fonts/OFL.txt. Made once of
// Debian's fonts-noto-core by fonttools:
//
//	pyftsubset /usr/share/fonts/truetype/noto/NotoSans-Regular.ttf --output-file=fonts/NotoSans-Regular.ttf \
//	  --unicodes='U+0020-007E,U+00A0-017F,U+0218-021B,U+0300,U+0301,U+0400-045F,U+0490,U+0491,U+2010-2015,U+2018-201F,U+2020-2022,U+2026,U+2030,U+2039,U+203A,U+20AC,U+2116,U+2122,U+2190-2193,U+2212' \
//	  --layout-features='' --no-hinting --desubroutinize --name-IDs='0,1,2,3,4,5,6,13,14'
var (
	//go:embed fonts/NotoSans-Regular.ttf
	regular []byte
	//go:embed fonts/NotoSans-Bold.ttf
	bold []byte
)

const fontName = "noto"

// margin is that of a page, in millimetres.
const margin = 15.0

// page is a PDF in the making: A4, millimetres, in one language.
type page struct {
	*fpdf.Fpdf
	lang text.Language
}

// newPage begins a document; orientation is P or L. The same records give the same
// bytes: its date is the programme's.
func newPage(orientation, title string, made time.Time, lang text.Language) *page {
	f := fpdf.New(orientation, "mm", "A4", "")
	f.AddUTF8FontFromBytes(fontName, "", regular)
	f.AddUTF8FontFromBytes(fontName, "B", bold)
	f.SetMargins(margin, margin, margin)
	f.SetTitle(title, true)
	f.SetLang(string(lang))
	f.SetCatalogSort(true)
	f.SetCreationDate(made)
	f.SetModificationDate(made)
	return &page{Fpdf: f, lang: lang}
}

// write sets the font: bold or not, in points.
func (p *page) write(style string, size float64) { p.SetFont(fontName, style, size) }

// say is the phrase in the document's language.
func (p *page) say(phrase text.Phrase) string { return printed(phrase.Plain(p.lang)) }

// printed are the words without what the fonts do not have: the library fails at an
// emoji.
func printed(words string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r >= 0x20 && r <= 0x7e, r >= 0xa0 && r <= 0x17f, r >= 0x400 && r <= 0x45f, r >= 0x2010 && r <= 0x2026, r == 0x490, r == 0x491, r == 0x2116, r == 0x20ac:
			return r
		case unicode.IsSpace(r):
			return ' '
		}
		return -1
	}, words)
}

// para writes a paragraph over the whole width, aligned L or C; high is the height of a
// line, in millimetres.
func (p *page) para(words string, high float64, align string) {
	if words = printed(words); words != "" {
		p.MultiCell(0, high, words, "", align, false)
	}
}

// width is that of the page between its margins, in millimetres.
func (p *page) width() float64 {
	w, _ := p.GetPageSize()
	return w - 2*margin
}

// bytes ends the document.
func (p *page) bytes() ([]byte, error) {
	var out bytes.Buffer
	if err := p.Output(&out); err != nil {
		return nil, fmt.Errorf("write the PDF: %w", err)
	}
	return out.Bytes(), nil
}

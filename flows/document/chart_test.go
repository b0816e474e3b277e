package document

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

var charted = &programme.Programme{
	Name: text.Pair{BG: "Партньорства 2020"}, Club: text.Pair{BG: "Клуб „Отворено общество“ – Русе"}, Location: time.UTC,
	Funder: text.Pair{BG: "Проектът се осъществява с финансовата подкрепа на фонда, който стои на всеки документ."},
}

var chartDay = time.Date(2027, 2, 20, 10, 0, 0, 0, time.UTC)

func bg(s string) text.Localised { return text.Pair{BG: s} }

// longFigure draws words of any length, also longer than a line.
func longFigure(t *rapid.T, label string, most int) string {
	word := rapid.StringOfN(rapid.RuneFrom([]rune("абвгдежзиюяЩЙйщфр-–„“")), 1, 14, -1)
	words := rapid.SliceOfN(word, 1, most).Draw(t, label)
	if rapid.IntRange(0, 9).Draw(t, "huge") == 0 {
		words = append(words, strings.Repeat("щастие", rapid.IntRange(2, 15).Draw(t, "times")))
	}
	return strings.Join(words, " ")
}

// anyFigure draws a figure of any kind.
func anyFigure(t *rapid.T) programme.Figure {
	f := programme.Figure{Above: text.Raw(longFigure(t, "above", 5)), Title: text.Raw(longFigure(t, "title", 25)), Notes: []text.Phrase{text.Raw(longFigure(t, "note", 25)), {}}}
	n := rapid.IntRange(0, 400)
	bar := func(label string) programme.FigureBar {
		return programme.FigureBar{Label: bg(label), N: n.Draw(t, "n"), Of: 400, Share: true}
	}
	switch rapid.SampledFrom([]string{"bars", "parts", "marks", "days", "pairs", "empty"}).Draw(t, "kind") {
	case "bars":
		for range rapid.IntRange(1, 30).Draw(t, "bars") {
			b := bar(longFigure(t, "label", 12))
			b.Aside = rapid.IntRange(0, 9).Draw(t, "aside") == 0
			f.Bars = append(f.Bars, b)
		}
	case "parts":
		f.Done, f.Missing = text.Raw("изпратили"), text.Raw("още не")
		for range rapid.IntRange(1, 12).Draw(t, "bars") {
			of := n.Draw(t, "of")
			f.Bars = append(f.Bars, programme.FigureBar{Label: bg(longFigure(t, "label", 3)), N: rapid.IntRange(0, of).Draw(t, "n"), Of: of})
		}
	case "marks":
		f.Least, f.Most = float64(rapid.IntRange(0, 1).Draw(t, "least")), float64(rapid.IntRange(2, 10).Draw(t, "most"))
		for m := f.Least; m <= f.Most; m++ {
			f.Marks = append(f.Marks, bar(fmt.Sprint(m)))
		}
		f.Mean = rapid.Float64Range(f.Least, f.Most).Draw(t, "mean")
		f.Low, f.High = text.Pair{BG: longFigure(t, "low", 8)}, text.Pair{BG: longFigure(t, "high", 8)}
	case "days":
		f.Goal = rapid.SampledFrom([]int{0, 2, 35, 400}).Draw(t, "goal")
		day, total := time.Date(2027, rapid.SampledFrom([]time.Month{2, 6, 9}).Draw(t, "month"), 1, 0, 0, 0, 0, time.UTC), 0
		for range rapid.IntRange(1, 20).Draw(t, "days") {
			day = day.AddDate(0, 0, rapid.IntRange(1, 40).Draw(t, "later"))
			total += rapid.IntRange(1, 20).Draw(t, "more")
			f.Days = append(f.Days, programme.SentOn{Day: day, Total: total})
		}
		f.Until = day.AddDate(0, 0, rapid.IntRange(0, 20).Draw(t, "since"))
	case "pairs":
		for range rapid.IntRange(1, 8).Draw(t, "pairs") {
			f.Pairs = append(f.Pairs, programme.FigurePair{Label: bg(longFigure(t, "label", 15)), People: n.Draw(t, "people"), Before: rapid.Float64Range(1, 5).Draw(t, "before"), After: 5, Least: 1, Most: 5})
		}
	case "empty":
		f.Empty = text.Raw(longFigure(t, "empty", 12))
	}
	return f
}

// Words of a chart never touch each other, stand within the picture, are large enough for a
// phone, and are all there.
func TestChartWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyFigure(t)
		c, err := layOut(charted, f, chartDay, text.Bulgarian)
		if err != nil {
			t.Fatal(err)
		}
		all := image.Rect(chartMargin-1, 0, chartWide-chartMargin+8, c.high-8)
		var boxes []image.Rectangle
		var written strings.Builder
		for i, w := range c.words {
			box := c.box(w)
			if !box.In(all) {
				t.Fatalf("%q at %v is not within %v", w.words, box, all)
			}
			for j, other := range boxes {
				if box.Overlaps(other) {
					t.Fatalf("%q at %v lies on %q at %v", w.words, box, c.words[j].words, other)
				}
			}
			if w.style.size < 28 {
				t.Fatalf("%q is written in %d pixels", w.words, w.style.size)
			}
			boxes = append(boxes, box)
			written.WriteString(strings.ReplaceAll(c.words[i].words, " ", ""))
		}
		var said []string
		for _, p := range append([]text.Phrase{f.Above, f.Title, f.Empty}, f.Notes...) {
			said = append(said, p.Plain(text.Bulgarian))
		}
		for _, b := range append(append([]programme.FigureBar(nil), f.Bars...), f.Marks...) {
			said = append(said, b.Label.In(text.Bulgarian))
			if b.Share || b.Of > 0 {
				said = append(said, fmt.Sprint(b.N))
			}
		}
		for _, p := range f.Pairs {
			said = append(said, p.Label.In(text.Bulgarian))
		}
		for _, words := range said {
			if !strings.Contains(written.String(), strings.ReplaceAll(words, " ", "")) {
				t.Fatalf("%q is not in the chart", words)
			}
		}
	})
}

// Words are divided between words; only one that is wider than a line is cut.
func TestWrapBetweenWords(t *testing.T) {
	faces, err := newTypefaces()
	if err != nil {
		t.Fatal(err)
	}
	d := drawing{faces: faces}
	rapid.Check(t, func(t *rapid.T) {
		words, wide := longFigure(t, "words", 20), rapid.IntRange(150, 1200).Draw(t, "wide")
		rest := strings.Fields(words)
		for _, line := range d.wrap(styleLabel, words, wide) {
			if d.width(styleLabel, line) > wide {
				t.Fatalf("%q is wider than %d", line, wide)
			}
			for _, piece := range strings.Fields(line) {
				switch {
				case piece == rest[0]:
					rest = rest[1:]
				case strings.HasPrefix(rest[0], piece) && d.width(styleLabel, rest[0]) > wide:
					rest[0] = strings.TrimPrefix(rest[0], piece)
				default:
					t.Fatalf("%q is cut although it fits", rest[0])
				}
			}
		}
		if len(rest) > 0 {
			t.Fatalf("%q is lost", rest)
		}
	})
}

// The picture is a PNG as wide as it has to be, as high as what it shows, no higher than
// Telegram takes, and the same each time.
func TestChartPicture(t *testing.T) {
	few, many := programme.Figure{Title: text.Raw("Две"), Bars: []programme.FigureBar{{Label: bg("Да"), N: 1, Of: 1, Share: true}}}, programme.Figure{Title: text.Raw("Много")}
	for i := range 30 {
		many.Bars = append(many.Bars, programme.FigureBar{Label: bg(strings.Repeat("Дълъг отговор на въпроса ", 4)), N: i, Of: 30, Share: true})
	}
	heights := []int{}
	for _, f := range []programme.Figure{few, many} {
		content, err := Chart(charted, f, chartDay, text.Bulgarian)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := Chart(charted, f, chartDay, text.Bulgarian)
		if !bytes.Equal(content, again) {
			t.Error("the same figure gives other bytes")
		}
		img, err := png.Decode(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		if w, h := img.Bounds().Dx(), img.Bounds().Dy(); w != 1280 || w+h > 10_000 {
			t.Errorf("the picture is %d × %d", w, h)
		}
		heights = append(heights, img.Bounds().Dy())
	}
	if heights[1] < 3*heights[0] {
		t.Errorf("heights %v do not follow from what is shown", heights)
	}
}

// Of few people nothing is shown but that they are few; of nobody that there is nobody.
func TestChartHidesFew(t *testing.T) {
	f := programme.Figure{Title: text.Raw("Обучение"), Pairs: []programme.FigurePair{
		{Label: bg("Първо"), People: 4, Before: 2.25, After: 3.75, Better: 3, Most: 5},
		{Label: bg("Второ"), People: 12, Before: 1.5, After: 4.5, Better: 2, Most: 5},
	}}
	c, err := layOut(charted, f, chartDay, text.Bulgarian)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, w := range c.words {
		lines = append(lines, w.words)
	}
	got := strings.Join(lines, "\n")
	for _, hidden := range []string{"2,25", "3,75", ": 4", ": 3", ": 2"} {
		if strings.Contains(got, hidden) {
			t.Errorf("%q stands in\n%s", hidden, got)
		}
	}
	for _, shown := range []string{"двата пъти: под 5", "1,5", "4,5", "двата пъти: 12", "това: под 5"} {
		if !strings.Contains(got, shown) {
			t.Errorf("%q is missing in\n%s", shown, got)
		}
	}
}

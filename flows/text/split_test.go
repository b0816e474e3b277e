package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// TestSplitKeepsWords: whatever is split, the parts fit, their tags are closed,
// and no word is cut that fits into a message.
func TestSplitKeepsWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.IntRange(20, 200).Draw(t, "limit")
		word := rapid.StringOfN(rapid.RuneFrom([]rune("абвxyz<>&\"'„“.?😀")), 1, limit/2, -1)
		var html strings.Builder
		var words []string
		for range rapid.IntRange(0, 60).Draw(t, "words") {
			w := word.Draw(t, "word")
			words = append(words, w)
			tag := rapid.SampledFrom([]string{"", "b", "i"}).Draw(t, "tag")
			escaped := Escape(w)
			if tag != "" {
				escaped = "<" + tag + ">" + escaped + "</" + tag + ">"
			}
			html.WriteString(escaped + rapid.SampledFrom([]string{" ", "\n", "\n\n", ". "}).Draw(t, "mark"))
		}
		var got []string
		for _, part := range Split(html.String(), limit) {
			if n := Length(part); n > limit {
				t.Fatalf("a part of %d units, the limit is %d: %q", n, limit, part)
			}
			for _, tag := range []string{"b", "i"} {
				if strings.Count(part, "<"+tag+">") != strings.Count(part, "</"+tag+">") {
					t.Fatalf("tags are open: %q", part)
				}
			}
			got = append(got, strings.Fields(StripTags(part))...)
		}
		for i := range words {
			if i >= len(got) || strings.TrimRight(got[i], ".") != strings.TrimRight(words[i], ".") {
				t.Fatalf("the words became %q, they were %q", got, words)
			}
		}
	})
}

func TestSplitPrefers(t *testing.T) {
	for _, c := range []struct {
		html  string
		limit int
		want  []string
	}{
		{"Кратко.", 10, []string{"Кратко."}},
		{"Едно две\n\nтри четири", 14, []string{"Едно две", "три четири"}},
		{"Едно две\nтри четири", 14, []string{"Едно две", "три четири"}},
		{"Едно две. Три четири", 14, []string{"Едно две.", "Три четири"}},
		{"<b>Едно две три</b>", 9, []string{"<b>Едно две</b>", "<b>три</b>"}},
		{"а дългадумакоятоеповечеотполовината", 34, []string{"а", "дългадумакоятоеповечеотполовината"}},
		{"а &lt;&lt;&lt;&lt;&lt;&lt;", 5, []string{"а", "&lt;&lt;&lt;&lt;&lt;", "&lt;"}},
		{"😀😀😀", 5, []string{"😀😀", "😀"}},
	} {
		got := Split(c.html, c.limit)
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("Split(%q, %d) = %q, want %q", c.html, c.limit, got, c.want)
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add(strings.Repeat("<b>Дълъг текст. </b>Още един ред\n\nи още &lt;един&gt; ", 20), 40)
	f.Add("😀😀😀😀😀😀😀😀😀😀", 5)
	f.Fuzz(func(t *testing.T, s string, limit int) {
		if limit < 5 || limit > 4096 || !utf8.ValidString(s) {
			t.Skip()
		}
		// Phrases make well-formed HTML: plain text, escaped, with some of it bold.
		html := ""
		for i, line := range strings.Split(s, "\n") {
			if i%2 == 1 {
				html += "<b>" + Escape(line) + "</b>\n"
			} else {
				html += Escape(line) + "\n"
			}
		}
		letters := func(s string) string { return strings.Join(strings.Fields(s), "") }
		whole := ""
		for _, part := range Split(html, limit) {
			if n := Length(part); n > limit {
				t.Fatalf("a part of %d units, the limit is %d", n, limit)
			}
			if strings.Count(part, "<b>") != strings.Count(part, "</b>") {
				t.Fatalf("tags are open: %q", part)
			}
			whole += StripTags(part)
		}
		if letters(whole) != letters(StripTags(html)) {
			t.Fatalf("split %q into %q", StripTags(html), whole)
		}
	})
}

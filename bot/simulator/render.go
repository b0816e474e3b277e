package simulator

import (
	"sort"
	"strings"
)

var htmlTags = map[string]string{
	"bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "spoiler": "tg-spoiler", "code": "code",
	"pre": "pre", "blockquote": "blockquote",
}

var escapeHTML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

func (e Entity) tags() (open, close string) {
	switch e.Type {
	case "text_link":
		return `<a href="` + escapeHTML.Replace(e.URL) + `">`, "</a>"
	case "expandable_blockquote":
		return "<blockquote expandable>", "</blockquote>"
	case "pre":
		if e.Language != "" {
			return `<pre><code class="language-` + escapeHTML.Replace(e.Language) + `">`, "</code></pre>"
		}
	}
	if t := htmlTags[e.Type]; t != "" {
		return "<" + t + ">", "</" + t + ">"
	}
	return "", ""
}

// renderHTML writes a text with its entities as HTML that Telegram would parse
// into the same again.
func renderHTML(text string, es []Entity) string {
	if len(es) == 0 {
		return escapeHTML.Replace(text)
	}
	es = append([]Entity(nil), es...)
	sortEntities(es)
	var b strings.Builder
	var open []Entity
	next, at := 0, 0
	step := func() {
		// Entities end in the order in which Telegram nests them: the one
		// opened last first.
		for len(open) > 0 {
			i := sort.Search(len(open), func(i int) bool { return open[i].Offset+open[i].Length <= at })
			if i == len(open) {
				break
			}
			_, end := open[len(open)-1].tags()
			b.WriteString(end)
			open = open[:len(open)-1]
		}
		for next < len(es) && es[next].Offset == at {
			start, _ := es[next].tags()
			b.WriteString(start)
			open = append(open, es[next])
			next++
		}
	}
	for _, r := range text {
		step()
		switch r {
		case '&':
			b.WriteString("&amp;")
		case '<':
			b.WriteString("&lt;")
		case '>':
			b.WriteString("&gt;")
		default:
			b.WriteRune(r)
		}
		at += utf16Width(r)
	}
	step()
	return b.String()
}

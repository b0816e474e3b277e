package simulator

import (
	"net/url"
	"reflect"
	"strings"
	"testing"
)

func TestHTMLErrors(t *testing.T) {
	w := newWorld(t, Options{})
	for _, c := range []struct{ text, want string }{
		{"<x>a</x>", `Unsupported start tag "x" at byte offset 0`},
		{"да <Уф>", `Unsupported start tag "уф" at byte offset 5`},
		{"a < b", `Unsupported start tag "" at byte offset 2`},
		{"<b", "Unclosed start tag at byte offset 0"},
		{"<b>a", `Can't find end tag corresponding to start tag "b"`},
		{"a</b>", "Unexpected end tag at byte offset 1"},
		{"<b>a</i>", `Unmatched end tag at byte offset 4, expected "</b>", found "</i>"`},
		{"<b>a</b", "Unclosed end tag at byte offset 4"},
		{"<b><i>a</b></i>", `Unmatched end tag at byte offset 7, expected "</i>", found "</b>"`},
		{`<a =x>a</a>`, `Empty attribute name in the tag "a" at byte offset 0`},
		{`<a href=x_y>a</a>`, "Unexpected end of name token at byte offset 8"},
		{`<a href="x>a</a>`, "Unclosed start tag at byte offset 0"},
		{`<a href`, `Unclosed start tag "a" at byte offset 0`},
		{`<span>a</span>`, `Tag "span" must have class "tg-spoiler" at byte offset 0`},
		{`<tg-emoji emoji-id="x">a</tg-emoji>`, "Invalid custom emoji identifier specified"},
	} {
		r := w.form("sendMessage", url.Values{"chat_id": {itoa(w.ana.ID())}, "parse_mode": {"HTML"}, "text": {c.text}})
		w.refused(r, 400, "Bad Request: can't parse entities: "+c.want)
	}
}

func TestHTML(t *testing.T) {
	for _, c := range []struct {
		html, text string
		want       []Entity
		again      string // rendered; the same as html when empty
	}{
		{html: "a &lt;b&gt; &amp; &quot;c&quot; &#65;&#x1F600; &nbsp; &", text: `a <b> & "c" A😀 &nbsp; &`,
			again: `a &lt;b&gt; &amp; &quot;c&quot; A😀 &amp;nbsp; &amp;`},
		{html: "😀<b>да</b>", text: "😀да", want: []Entity{{Type: "bold", Offset: 2, Length: 2}}},
		{html: "<b>a<i>b</i></b>", text: "ab", want: []Entity{{Type: "bold", Length: 2}, {Type: "italic", Offset: 1, Length: 1}}},
		{html: "<STRONG>a</><em>b</em>", text: "ab", again: "<b>a</b><i>b</i>",
			want: []Entity{{Type: "bold", Length: 1}, {Type: "italic", Offset: 1, Length: 1}}},
		{html: `<a href="https://t.me/x?a=1&amp;b=2">тук</a>`, text: "тук",
			want: []Entity{{Type: "text_link", Length: 3, URL: "https://t.me/x?a=1&b=2"}}},
		{html: `<a href="javascript:x">тук</a>`, text: "тук", again: "тук"},
		{html: `<pre><code class="language-go">x</code></pre>`, text: "x", want: []Entity{{Type: "pre", Length: 1, Language: "go"}}},
		{html: "<blockquote expandable>x</blockquote>", text: "x", want: []Entity{{Type: "expandable_blockquote", Length: 1}}},
		{html: "<b></b>x", text: "x", again: "x"},
		{html: `<span class="tg-spoiler">x</span>`, text: "x", want: []Entity{{Type: "spoiler", Length: 1}}, again: "<tg-spoiler>x</tg-spoiler>"},
		{html: " \n <b> x\ry\tz </b> ", text: "xy z", want: []Entity{{Type: "bold", Length: 4}}, again: "<b>xy z</b>"},
		{html: "a\u202eb\u2028<i>c</i>", text: "abc", want: []Entity{{Type: "italic", Offset: 2, Length: 1}}, again: "ab<i>c</i>"},
		{html: "/menu и /help@bot_name, a/b, //c, <code>/d</code>", text: "/menu и /help@bot_name, a/b, //c, /d",
			want: []Entity{{Type: "bot_command", Length: 5}, {Type: "bot_command", Offset: 8, Length: 14}, {Type: "code", Offset: 34, Length: 2}}},
	} {
		text, es, f := formatted(c.html, "HTML", "")
		if f != nil {
			t.Errorf("%q: %s", c.html, f.text)
			continue
		}
		if text != c.text || len(es)+len(c.want) > 0 && !reflect.DeepEqual(es, c.want) {
			t.Errorf("%q is\n%q %+v, want\n%q %+v", c.html, text, es, c.text, c.want)
		}
		want := c.again
		if want == "" {
			want = c.html
		}
		if got := renderHTML(text, es); got != want {
			t.Errorf("%q is rendered as %q, want %q", c.html, got, want)
		}
	}
}

func TestTextLimits(t *testing.T) {
	w := newWorld(t, Options{})
	for _, c := range []struct{ name, text, mode, want string }{
		{"nothing", "", "", "message text is empty"},
		{"white space", " \n\t ", "", "text must be non-empty"},
		{"empty tags", "<b> </b>", "HTML", "text must be non-empty"},
		{"4096", strings.Repeat("я", 4096), "", ""},
		{"4096 without tags", "<b>" + strings.Repeat("я", 4096) + "</b>", "HTML", ""},
		{"4097", strings.Repeat("я", 4097), "", "message is too long"},
		{"2049 of two units", strings.Repeat("😀", 2049), "", "message is too long"},
		{"raw bytes", strings.Repeat("&amp;", 6554), "HTML", "text is too long"},
		{"invalid UTF-8", "a\xff", "", "strings must be encoded in UTF-8"},
		{"unknown mode", "a", "rtf", "unsupported parse_mode"},
	} {
		r := w.form("sendMessage", url.Values{"chat_id": {itoa(w.ana.ID())}, "text": {c.text}, "parse_mode": {c.mode}})
		if c.want == "" {
			if !r.OK {
				t.Errorf("%s: %s", c.name, r.Description)
			}
			continue
		}
		w.refused(r, 400, "Bad Request: "+c.want)
	}
	r := w.upload("sendDocument", "document", "a.txt", []byte("x"), "chat_id", itoa(w.ana.ID()), "caption", strings.Repeat("я", 1025))
	w.refused(r, 400, "Bad Request: message caption is too long")
}

func FuzzHTML(f *testing.F) {
	for _, s := range []string{"<b>a</b>", "<a href='x'>a", "&#xd800;", "<pre><code class=language-go>x</code></pre>", "</", "<b\x00>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		text, es, refused := formatted(src, "HTML", "")
		if refused != nil {
			return
		}
		n := utf16Len(text)
		for _, e := range es {
			if e.Offset < 0 || e.Length <= 0 || e.Offset+e.Length > n {
				t.Fatalf("%q: %+v lies outside %q", src, e, text)
			}
		}
		_ = renderHTML(text, es)
	})
}

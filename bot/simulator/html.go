package simulator

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// openTag is a tag that waits for its end; offset is in UTF-16 units, at in
// bytes of the text parsed so far.
type openTag struct {
	name, argument string
	date           int64
	offset, at     int
}

// htmlParser follows parse_html of tdlib's MessageEntity.cpp step by step, so
// that errors have the same words and the same byte offsets.
type htmlParser struct {
	src      string
	i        int
	out      []byte
	offset   int // of what comes next, in UTF-16 units
	open     []openTag
	entities []Entity
}

// parseHTML returns the text without tags and its entities, sorted, or the
// words that follow "can't parse entities: ".
func parseHTML(src string) (string, []Entity, string) {
	if strings.IndexByte(src, '<') < 0 && strings.IndexByte(src, '&') < 0 {
		return src, nil, ""
	}
	p := &htmlParser{src: src, out: make([]byte, 0, len(src))}
	for p.i < len(src) {
		c := src[p.i]
		if c == '&' {
			if code, next := htmlEntity(src, p.i); code != 0 {
				p.i = next
				p.offset += utf16Width(code)
				p.out = utf8.AppendRune(p.out, code)
				continue
			}
		}
		if c != '<' {
			if utf8.RuneStart(c) {
				p.offset++
				if c >= 0xf0 {
					p.offset++
				}
			}
			p.out = append(p.out, c)
			p.i++
			continue
		}
		var wrong string
		if p.peek(1) == '/' {
			wrong = p.endTag()
		} else {
			wrong = p.startTag()
		}
		if wrong != "" {
			return "", nil, wrong
		}
	}
	if n := len(p.open); n > 0 {
		return "", nil, fmt.Sprintf("Can't find end tag corresponding to start tag \"%s\"", p.open[n-1].name)
	}
	sortEntities(p.entities)
	return string(p.out), p.entities, ""
}

// peek returns 0 at the end, like the C string that Telegram walks over.
func (p *htmlParser) peek(n int) byte {
	if p.i+n < len(p.src) {
		return p.src[p.i+n]
	}
	return 0
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0 || c == '\v'
}

func (p *htmlParser) skipSpace() {
	for p.i < len(p.src) && isSpace(p.src[p.i]) {
		p.i++
	}
}

func knownTag(name string) bool {
	switch name {
	case "a", "b", "strong", "i", "em", "s", "strike", "del", "u", "ins", "tg-spoiler", "tg-emoji", "tg-time", "span",
		"pre", "code", "blockquote":
		return true
	}
	return false
}

func (p *htmlParser) startTag() string {
	begin := p.i
	p.i++
	for !isSpace(p.peek(0)) && p.peek(0) != '>' {
		p.i++
	}
	if p.peek(0) == 0 {
		return fmt.Sprintf("Unclosed start tag at byte offset %d", begin)
	}
	t := openTag{name: strings.ToLower(p.src[begin+1 : p.i]), offset: p.offset, at: len(p.out)}
	if !knownTag(t.name) {
		return fmt.Sprintf("Unsupported start tag \"%s\" at byte offset %d", t.name, begin)
	}
	for p.peek(0) != '>' {
		p.skipSpace()
		if p.peek(0) == '>' {
			break
		}
		if wrong := p.attribute(&t, begin); wrong != "" {
			return wrong
		}
	}
	p.i++
	if t.name == "span" && t.argument != "spoiler" {
		return fmt.Sprintf("Tag \"span\" must have class \"tg-spoiler\" at byte offset %d", begin)
	}
	p.open = append(p.open, t)
	return ""
}

func (p *htmlParser) attribute(t *openTag, begin int) string {
	from := p.i
	for c := p.peek(0); !isSpace(c) && !strings.ContainsRune("=>/\"'", rune(c)); c = p.peek(0) {
		p.i++
	}
	name := p.src[from:p.i]
	if name == "" {
		return fmt.Sprintf("Empty attribute name in the tag \"%s\" at byte offset %d", t.name, begin)
	}
	p.skipSpace()
	if p.peek(0) != '=' {
		if p.peek(0) == 0 {
			return fmt.Sprintf("Unclosed start tag \"%s\" at byte offset %d", t.name, begin)
		}
		if t.name == "blockquote" && name == "expandable" {
			t.argument = "1"
		}
		return ""
	}
	p.i++
	p.skipSpace()
	if p.peek(0) == 0 {
		return fmt.Sprintf("Unclosed start tag \"%s\" at byte offset %d", t.name, begin)
	}
	value, wrong := p.value()
	if wrong != "" {
		return wrong
	}
	if p.peek(0) == 0 {
		return fmt.Sprintf("Unclosed start tag at byte offset %d", begin)
	}
	switch {
	case t.name == "a" && name == "href", t.name == "tg-emoji" && name == "emoji-id", t.name == "tg-time" && name == "format":
		t.argument = value
	case t.name == "code" && name == "class" && strings.HasPrefix(value, "language-"):
		t.argument = value[len("language-"):]
	case t.name == "span" && name == "class" && strings.HasPrefix(value, "tg-"):
		t.argument = value[len("tg-"):]
	case t.name == "blockquote" && name == "expandable":
		t.argument = "1"
	case t.name == "tg-time" && name == "unix":
		t.date, _ = strconv.ParseInt(value, 10, 32)
	}
	return ""
}

func (p *htmlParser) value() (value, wrong string) {
	quote := p.peek(0)
	if quote != '\'' && quote != '"' {
		from := p.i
		for c := p.peek(0); isAlnum(c) || c == '.' || c == '-'; c = p.peek(0) {
			p.i++
		}
		if !isSpace(p.peek(0)) && p.peek(0) != '>' {
			return "", fmt.Sprintf("Unexpected end of name token at byte offset %d", from)
		}
		return strings.ToLower(p.src[from:p.i]), ""
	}
	p.i++
	var v []byte
	for p.peek(0) != quote && p.peek(0) != 0 {
		if p.peek(0) == '&' {
			if code, next := htmlEntity(p.src, p.i); code != 0 {
				v = utf8.AppendRune(v, code)
				p.i = next
				continue
			}
		}
		v = append(v, p.src[p.i])
		p.i++
	}
	if p.peek(0) == quote {
		p.i++
	}
	return string(v), ""
}

func (p *htmlParser) endTag() string {
	begin := p.i
	if len(p.open) == 0 {
		return fmt.Sprintf("Unexpected end tag at byte offset %d", begin)
	}
	for !isSpace(p.peek(0)) && p.peek(0) != '>' {
		p.i++
	}
	name := strings.ToLower(p.src[begin+2 : p.i])
	p.skipSpace()
	if p.peek(0) != '>' {
		return fmt.Sprintf("Unclosed end tag at byte offset %d", begin)
	}
	p.i++
	t := p.open[len(p.open)-1]
	if name != "" && name != t.name {
		return fmt.Sprintf("Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"", begin, t.name, name)
	}
	p.open = p.open[:len(p.open)-1]
	if p.offset == t.offset {
		return ""
	}
	return p.close(t)
}

var plainTags = map[string]string{
	"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "s": "strikethrough", "strike": "strikethrough",
	"del": "strikethrough", "u": "underline", "ins": "underline", "tg-spoiler": "spoiler", "span": "spoiler",
}

func (p *htmlParser) close(t openTag) string {
	e := Entity{Type: plainTags[t.name], Offset: t.offset, Length: p.offset - t.offset}
	var last *Entity // of the same stretch
	if n := len(p.entities); n > 0 && p.entities[n-1].Offset == e.Offset && p.entities[n-1].Length == e.Length {
		last = &p.entities[n-1]
	}
	switch t.name {
	case "tg-emoji":
		if id, err := strconv.ParseInt(t.argument, 10, 64); err != nil || id == 0 {
			return "Invalid custom emoji identifier specified"
		}
		e.Type, e.EmojiID = "custom_emoji", t.argument
	case "tg-time":
		if t.date <= 0 {
			return ""
		}
		e.Type, e.UnixTime, e.Format = "date_time", t.date, t.argument
	case "a":
		url := t.argument
		if url == "" {
			url = string(p.out[t.at:])
		}
		if id, ok := strings.CutPrefix(url, "tg://user?id="); ok {
			e.Type = "text_mention"
			e.UserID, _ = strconv.ParseInt(id, 10, 64)
		} else if e.URL = checkedLink(url); e.URL == "" {
			return ""
		} else {
			e.Type = "text_link"
		}
	case "pre":
		if last != nil && last.Type == "code" && last.Language != "" {
			last.Type = "pre"
			return ""
		}
		e.Type = "pre"
	case "code":
		if last != nil && last.Type == "pre" && t.argument != "" {
			last.Language = t.argument
			return ""
		}
		e.Type, e.Language = "code", t.argument
	case "blockquote":
		e.Type = "blockquote"
		if t.argument != "" {
			e.Type = "expandable_blockquote"
		}
	}
	p.entities = append(p.entities, e)
	return ""
}

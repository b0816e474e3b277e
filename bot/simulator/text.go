package simulator

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// Limits of texts: raw ones in bytes, before parsing (Client.cpp,
// get_formatted_text); parsed ones in UTF-16 units, of which Telegram's own
// count is never larger.
const (
	maxRaw     = 1 << 15
	maxText    = 4096
	maxCaption = 1024
)

// formatted makes what people will see of a text that the bot sent with a
// parse_mode or with entities.
func formatted(text, mode, entities string) (string, []Entity, *refusal) {
	if len(text) > maxRaw {
		return "", nil, bad("text is too long")
	}
	var es []Entity
	switch strings.ToLower(mode) {
	case "html":
		var wrong string
		if text, es, wrong = parseHTML(text); wrong != "" {
			return "", nil, bad("can't parse entities: " + wrong)
		}
		if !utf8.ValidString(text) {
			return "", nil, bad("can't parse entities: Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units")
		}
	case "", "none":
		if entities != "" {
			if err := json.Unmarshal([]byte(entities), &es); err != nil {
				return "", nil, bad("can't parse entities JSON object")
			}
			sortEntities(es)
		}
	case "markdown", "markdownv2":
		// Telegram knows it; this program does not use it, and half of a parser would lie.
		return "", nil, bad("parse_mode " + mode + " is not simulated")
	default:
		return "", nil, bad("unsupported parse_mode")
	}
	text, es = clean(text, es)
	return text, commandEntities(text, es), nil
}

// clean follows clean_input_string and fix_formatted_text: control characters
// become spaces, some others go, white space at both ends goes, and entities
// move along.
func clean(text string, es []Entity) (string, []Entity) {
	if !isClean(text) {
		text, es = scrub(text, es)
	}
	left := strings.TrimLeft(text, " \n")
	if n := len(text) - len(left); n > 0 {
		es = cut(es, 0, n) // one byte each, so one unit each
	}
	out := strings.TrimRight(left, " \n")
	if len(out) < len(left) {
		end := utf16Len(out)
		es = cut(es, end, utf16Len(left)-end)
	}
	return out, es
}

func isClean(text string) bool {
	for _, r := range text {
		if dropped(r) || r < 32 && r != '\n' {
			return false
		}
	}
	return true
}

// dropped are characters that Telegram takes out: carriage returns, line and
// direction marks U+2028 to U+202E, and three that draw over their neighbours.
func dropped(r rune) bool {
	return r == '\r' || r >= 0x2028 && r <= 0x202e || r == 0x333 || r == 0x33f || r == 0x30a
}

func scrub(text string, es []Entity) (string, []Entity) {
	var b strings.Builder
	at := 0
	for _, r := range text {
		switch {
		case dropped(r):
			es = cut(es, at, 1)
			continue
		case r < 32 && r != '\n':
			r = ' '
		}
		b.WriteRune(r)
		at += utf16Width(r)
	}
	return b.String(), es
}

// cut takes n units at a place out from under the entities.
func cut(es []Entity, at, n int) []Entity {
	if len(es) == 0 {
		return es
	}
	kept := make([]Entity, 0, len(es))
	for _, e := range es {
		start, end := shift(e.Offset, at, n), shift(e.Offset+e.Length, at, n)
		if end > start {
			e.Offset, e.Length = start, end-start
			kept = append(kept, e)
		}
	}
	return kept
}

func shift(x, at, n int) int {
	if x <= at {
		return x
	}
	return max(at, x-n)
}

// messageText is formatted with the rules of a message of text.
func messageText(q *query) (string, []Entity, *refusal) {
	raw := q.text("text")
	if raw == "" {
		return "", nil, bad("message text is empty")
	}
	text, es, f := formatted(raw, q.text("parse_mode"), q.text("entities"))
	switch {
	case f != nil:
		return "", nil, f
	case text == "":
		return "", nil, bad("text must be non-empty")
	case utf16Len(text) > maxText:
		return "", nil, bad("message is too long")
	}
	return text, es, nil
}

// caption is formatted with the rules of what stands under a file.
func caption(q *query) (string, []Entity, *refusal) {
	text, es, f := formatted(q.text("caption"), q.text("parse_mode"), q.text("caption_entities"))
	if f == nil && utf16Len(text) > maxCaption {
		f = bad("message caption is too long")
	}
	return text, es, f
}

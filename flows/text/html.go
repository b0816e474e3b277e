package text

import (
	"html"
	"strings"
	"unicode/utf8"
)

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// Escape makes plain text safe within HTML.
func Escape(s string) string {
	if !strings.ContainsAny(s, `&<>"`) {
		return s
	}
	return escaper.Replace(s)
}

// StripTags is the text that people see of the HTML.
func StripTags(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	var out strings.Builder
	for rest := s; rest != ""; {
		before, after, found := strings.Cut(rest, "<")
		out.WriteString(before)
		if !found {
			break
		}
		_, rest, _ = strings.Cut(after, ">")
	}
	return html.UnescapeString(out.String())
}

// Length is how long Telegram takes the text of the HTML to be: UTF-16 units
// after parsing.
func Length(s string) int {
	n := 0
	for _, r := range StripTags(s) {
		n += units(r)
	}
	return n
}

func units(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// Clip is the first n characters of plain text, with … when more was cut off.
func Clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	runes := []rune(s)[:n-1]
	return strings.TrimRight(string(runes), " ,.;:–-\n") + "…"
}

// Split cuts HTML into messages of at most limit UTF-16 units of text each, at
// the end of a paragraph, line, sentence or word in this order of preference,
// never within a tag or an entity. Tags that are open at a cut are closed before
// it and opened again after it.
func Split(s string, limit int) []string {
	if len(s) <= limit || Length(s) <= limit {
		return []string{s}
	}
	var parts []string
	var open []string // tags open at the beginning of the part
	for s != "" {
		end, next, tags := cut(s, limit, open)
		var part strings.Builder
		for _, tag := range open {
			part.WriteString("<" + tag + ">")
		}
		part.WriteString(s[:end])
		for i := len(tags) - 1; i >= 0; i-- {
			name, _, _ := strings.Cut(tags[i], " ")
			part.WriteString("</" + name + ">")
		}
		if strings.TrimSpace(StripTags(part.String())) != "" {
			parts = append(parts, part.String())
		}
		s, open = s[next:], tags
	}
	return parts
}

// place is a possible cut: text up to end, the next part from next on, with the
// tags open there.
type place struct {
	end, next int
	tags      []string
}

// cut finds the best cut of s: the best place in the second half of the part,
// or where there is none the last one before it. Only a word that is longer than
// a message is cut itself.
func cut(s string, limit int, open []string) (end, next int, tags []string) {
	tags = append([]string(nil), open...)
	var best [5]*place
	var before *place
	n, halves := 0, limit/2
	for i := 0; i < len(s); {
		if s[i] == '<' {
			if j := strings.IndexByte(s[i:], '>'); j > 0 {
				tag := s[i+1 : i+j]
				if strings.HasPrefix(tag, "/") && len(tags) > 0 {
					tags = tags[:len(tags)-1]
				} else {
					tags = append(tags[:len(tags):len(tags)], tag)
				}
				i += j + 1
				continue
			}
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == '&' {
			if j := strings.IndexByte(s[i:], ';'); j > 0 && j < 10 {
				size = j + 1
			}
		}
		if n+units(r) > limit {
			if r == ' ' || r == '\n' {
				return i, i + blanks(s[i:]), tags
			}
			for rank := len(best) - 1; rank >= 0; rank-- {
				if best[rank] != nil {
					return best[rank].end, best[rank].next, best[rank].tags
				}
			}
			if before != nil {
				return before.end, before.next, before.tags
			}
			return i, i, tags
		}
		n += units(r)
		if rank := rankOf(s[i:], r); rank >= 0 {
			p := &place{end: i, tags: append([]string(nil), tags...)}
			if rank == 2 {
				p.end = i + size // the full stop stays with its sentence
			}
			p.next = p.end + blanks(s[p.end:])
			if n > halves {
				best[rank] = p
			} else {
				before = p
			}
		}
		i += size
	}
	return len(s), len(s), nil
}

// blanks is how many spaces and line breaks stand at the beginning.
func blanks(s string) int { return len(s) - len(strings.TrimLeft(s, " \n")) }

// rankOf says how good a cut is at r, with which rest begins; -1: none.
func rankOf(rest string, r rune) int {
	switch {
	case strings.HasPrefix(rest, "\n\n"):
		return 4
	case r == '\n':
		return 3
	case (r == '.' || r == '!' || r == '?') && strings.HasPrefix(rest[1:], " "):
		return 2
	case r == ' ':
		return 1
	}
	return -1
}

package text

import (
	"fmt"
	"strings"
)

// Phrase is a text of the interface in both languages, as HTML that Telegram
// understands (Bot API, "HTML style"). What a person typed enters it only as an
// argument, and is escaped on the way.
type Phrase struct{ is *phrase }

// phrase is what a Phrase says. It is behind a pointer, and the functions that make one
// are not inlined, because phrases are most of what this program is made of: handed about
// by value they made it 4 % larger.
type phrase struct {
	bg, en string
	args   []any
	parts  []Phrase // of a joined phrase; bg and en are the separator then
}

// T is a text in both languages, side by side where it is used.
//
//go:noinline
func T(bg, en string) Phrase { return Phrase{&phrase{bg: bg, en: en}} }

// With fills in the phrase's verbs, as package fmt has them. Strings and
// Localised are escaped, phrases enter as they are, everything else stays what
// it is.
//
//go:noinline
func (p Phrase) With(args ...any) Phrase {
	if p.is == nil {
		return p
	}
	filled := *p.is
	filled.args = args
	return Phrase{&filled}
}

// Join is the phrases that are not empty with sep, plain text, between them.
//
//go:noinline
func Join(sep string, phrases ...Phrase) Phrase {
	kept := make([]Phrase, 0, len(phrases))
	for _, p := range phrases {
		if !p.Empty() {
			kept = append(kept, p)
		}
	}
	return Phrase{&phrase{bg: sep, en: sep, parts: kept}}
}

// Raw is plain text that is the same in both languages; it is escaped.
//
//go:noinline
func Raw(plain string) Phrase {
	s := Escape(plain)
	return Phrase{&phrase{bg: s, en: s}}
}

// Empty reports whether the phrase says nothing.
//
//go:noinline
func (p Phrase) Empty() bool {
	if p.is == nil {
		return true
	}
	if p.is.parts != nil {
		return len(p.is.parts) == 0
	}
	return p.is.bg == "" && p.is.en == ""
}

// HTML is the phrase in the language, for a message.
func (p Phrase) HTML(l Language) string {
	if p.is == nil {
		return ""
	}
	format := p.is.bg
	if l == English {
		format = p.is.en
	}
	if p.is.parts != nil {
		out := make([]string, len(p.is.parts))
		for i, part := range p.is.parts {
			out[i] = part.HTML(l)
		}
		return strings.Join(out, Escape(format))
	}
	if len(p.is.args) == 0 {
		return format
	}
	args := make([]any, len(p.is.args))
	dotted := false
	for i, a := range p.is.args {
		switch a := a.(type) {
		case string:
			args[i] = Escape(a)
		case Phrase:
			args[i] = a.HTML(l)
		case Localised:
			s := Escape(a.In(l))
			if strings.HasSuffix(s, ".") {
				s, dotted = s+afterDot, true
			}
			args[i] = s
		default:
			args[i] = a
		}
	}
	s := fmt.Sprintf(format, args...)
	if dotted {
		s = oneDot.Replace(s)
	}
	return s
}

// A sentence that ends with „17:07 ч.“ or „2026 г.“ gets no second full stop.
const afterDot = "\x00" // no message can hold it

var oneDot = strings.NewReplacer(afterDot+".", "", afterDot, "")

// Plain is the phrase without markup, for buttons and short notices.
func (p Phrase) Plain(l Language) string { return StripTags(p.HTML(l)) }

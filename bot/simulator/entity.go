package simulator

import (
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Entity is a MessageEntity; Offset and Length are in UTF-16 code units.
type Entity struct {
	Type     string `json:"type"`
	Offset   int    `json:"offset"`
	Length   int    `json:"length"`
	URL      string `json:"url,omitempty"`
	UserID   int64  `json:"-"`
	Language string `json:"language,omitempty"`
	EmojiID  string `json:"custom_emoji_id,omitempty"`
	UnixTime int64  `json:"unix_time,omitempty"`
	Format   string `json:"date_time_format,omitempty"`
}

// utf16Len is the length in UTF-16 code units, in which Telegram counts.
func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		n += utf16Width(r)
	}
	return n
}

func utf16Width(r rune) int {
	if r > 0xffff {
		return 2
	}
	return 1
}

func sortEntities(es []Entity) {
	sort.SliceStable(es, func(i, j int) bool {
		if es[i].Offset != es[j].Offset {
			return es[i].Offset < es[j].Offset
		}
		return es[i].Length > es[j].Length
	})
}

// commandEntities finds bot commands as MessageEntity.cpp does:
// (?<!\b|[\/<>])\/([a-zA-Z0-9_]{1,64})(?:@([a-zA-Z0-9_]{3,32}))?(?!\B|[\/<>])
// Inside code, a command is none.
func commandEntities(text string, es []Entity) []Entity {
	if strings.IndexByte(text, '/') < 0 {
		return es
	}
	had := len(es)
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '/')
		if i < 0 {
			break
		}
		start := at + i
		at = start + 1
		if before, _ := utf8.DecodeLastRuneInString(text[:start]); start > 0 && blocksCommand(before) {
			continue
		}
		end := skipWord(text, at)
		if n := end - at; n < 1 || n > 64 {
			continue
		}
		at = end
		if end < len(text) && text[end] == '@' {
			name := skipWord(text, end+1)
			if n := name - end - 1; n < 3 || n > 32 {
				continue
			}
			end = name
			at = end
		}
		if after, _ := utf8.DecodeRuneInString(text[end:]); end < len(text) && blocksCommand(after) {
			continue
		}
		offset := utf16Len(text[:start])
		e := Entity{Type: "bot_command", Offset: offset, Length: end - start}
		if !insideCode(es[:had], e) {
			es = append(es, e)
		}
	}
	if len(es) > had && had > 0 {
		sortEntities(es)
	}
	return es
}

func insideCode(es []Entity, c Entity) bool {
	for _, e := range es {
		if (e.Type == "code" || e.Type == "pre") && e.Offset < c.Offset+c.Length && c.Offset < e.Offset+e.Length {
			return true
		}
	}
	return false
}

func blocksCommand(r rune) bool {
	return r == '/' || r == '<' || r == '>' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r)
}

func skipWord(s string, i int) int {
	for i < len(s) && (s[i] == '_' || isAlnum(s[i])) {
		i++
	}
	return i
}

func isAlnum(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func (s *Server) appendEntities(b []byte, es []Entity) []byte {
	b = append(b, '[')
	for i, e := range es {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, `{"offset":`...)
		b = strconv.AppendInt(b, int64(e.Offset), 10)
		b = append(b, `,"length":`...)
		b = strconv.AppendInt(b, int64(e.Length), 10)
		b = append(b, `,"type":`...)
		b = appendString(b, e.Type)
		b = appendText(b, "url", e.URL)
		b = appendText(b, "language", e.Language)
		b = appendText(b, "custom_emoji_id", e.EmojiID)
		if e.Type == "date_time" {
			b = append(b, `,"unix_time":`...)
			b = strconv.AppendInt(b, e.UnixTime, 10)
			b = appendText(b, "date_time_format", e.Format)
		}
		if p := s.people[e.UserID]; p != nil {
			b = append(b, `,"user":`...)
			b = append(b, p.json...)
		}
		b = append(b, '}')
	}
	return append(b, ']')
}

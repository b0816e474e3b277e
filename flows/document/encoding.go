package document

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decodeText is the text of a file in UTF-8 with or without mark, UTF-16 with
// one, or Windows-1251; false for what is no text.
func decodeText(data []byte) (string, bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		text, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		return string(text), err == nil
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return "", false
	}
	if utf8.Valid(data) {
		return string(data), true
	}
	text, err := charmap.Windows1251.NewDecoder().Bytes(data)
	if err != nil || !bulgarian(text) {
		return "", false
	}
	return string(text), true
}

// bulgarian reports whether a decoded text looks like one: mostly letters of
// Bulgarian, Latin letters and ordinary marks.
func bulgarian(text []byte) bool {
	good, all := 0, 0
	for _, r := range string(text) {
		all++
		switch {
		case r >= 'А' && r <= 'я', r >= ' ' && r < 0x7f, r == '\n', r == '\r', r == '\t', r == '„', r == '“', r == '”', r == '–', r == '№', r == '«', r == '»':
			good++
		}
	}
	return all > 0 && good*100 >= all*95
}

package simulator

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Button is a button as people see it: under a message, or in place of the
// letters of their keyboard.
type Button struct {
	Text            string
	Data            string // callback_data, 1 to 64 bytes
	URL             string
	CopyText        string
	RequestContact  bool
	RequestLocation bool
}

// Keyboard is a reply keyboard that a message brought.
type Keyboard struct {
	Rows        [][]Button
	OneTime     bool
	Placeholder string
}

// markup is a parsed reply_markup; inlineJSON is an inline keyboard in the form
// in which it is handed back.
type markup struct {
	inline     [][]Button
	inlineJSON string
	keyboard   *Keyboard
	remove     bool
	force      bool
}

// The structs below hold the fields that are simulated; a reply_markup with any
// other is a violation (see strict.go).

type wireMarkup struct {
	Inline      [][]wireInline `json:"inline_keyboard"`
	Rows        [][]wireKey    `json:"keyboard"`
	Persistent  bool           `json:"is_persistent"`
	Resize      bool           `json:"resize_keyboard"`
	OneTime     bool           `json:"one_time_keyboard"`
	Placeholder string         `json:"input_field_placeholder"`
	Selective   bool           `json:"selective"`
	Remove      bool           `json:"remove_keyboard"`
	Force       bool           `json:"force_reply"`
}

type wireInline struct {
	Text     string        `json:"text"`
	Style    string        `json:"style"`
	URL      string        `json:"url"`
	Data     string        `json:"callback_data"`
	CopyText *wireCopyText `json:"copy_text"`
}

type wireCopyText struct {
	Text string `json:"text"`
}

type wireKey struct {
	Text     string `json:"text"`
	Style    string `json:"style"`
	Contact  bool   `json:"request_contact"`
	Location bool   `json:"request_location"`
}

// UnmarshalJSON accepts a bare string, as Telegram does.
func (k *wireKey) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &k.Text)
	}
	type plain wireKey
	return json.Unmarshal(b, (*plain)(k))
}

// maxMarkup is what a keyboard may take as JSON, in bytes; undocumented, about
// what api.telegram.org refuses.
const maxMarkup = 10_000

// replyMarkup parses and judges reply_markup for a private chat or a group.
func replyMarkup(q *query, private bool) (markup, *refusal) {
	raw := q.text("reply_markup")
	if raw == "" {
		return markup{}, nil
	}
	var w wireMarkup
	switch {
	case q.strictJSON("reply_markup", raw, &w):
	case !json.Valid([]byte(raw)):
		return markup{}, bad("can't parse reply keyboard markup JSON object")
	case !strings.HasPrefix(strings.TrimSpace(raw), "{"):
		return markup{}, bad("object expected as reply markup")
	default:
		return markup{}, bad("can't parse reply keyboard markup JSON object")
	}
	if len(raw) > maxMarkup {
		return markup{}, bad("reply markup is too long")
	}
	var m markup
	var f *refusal
	switch {
	case len(w.Rows) > 0:
		m.keyboard = &Keyboard{OneTime: w.OneTime, Placeholder: w.Placeholder}
		if utf16Len(w.Placeholder) > 64 {
			return m, bad("input field placeholder is too long")
		}
		m.keyboard.Rows, f = keyRows(w.Rows, private)
	case len(w.Inline) > 0:
		if m.inline, f = inlineRows(w.Inline); f == nil {
			m.inlineJSON = inlineJSON(m.inline)
		}
	case w.Remove:
		m.remove = true
	case w.Force:
		m.force = true
	}
	return m, f
}

func keyRows(rows [][]wireKey, private bool) ([][]Button, *refusal) {
	var out [][]Button
	for _, row := range rows {
		var line []Button
		for _, k := range row {
			switch {
			case k.Text == "":
				return nil, bad("keyboard button text must be non-empty")
			case k.Contact && !private:
				return nil, bad("phone number can be requested in private chats only")
			case k.Location && !private:
				return nil, bad("location can be requested in private chats only")
			}
			line = append(line, Button{Text: k.Text, RequestContact: k.Contact, RequestLocation: k.Location})
		}
		out = appendRow(out, line)
	}
	return out, nil
}

func inlineRows(rows [][]wireInline) ([][]Button, *refusal) {
	var out [][]Button
	for _, row := range rows {
		var line []Button
		for _, k := range row {
			b := Button{Text: k.Text, Data: k.Data, URL: k.URL}
			switch {
			case strings.TrimSpace(k.Text) == "":
				return nil, bad("inline keyboard button text must be non-empty")
			case k.URL != "":
				b.Data = ""
				if !validButtonURL(k.URL) {
					return nil, bad(fmt.Sprintf("inline keyboard button URL '%s' is invalid: Wrong HTTP URL", k.URL))
				}
			case k.Data != "":
				if len(k.Data) > 64 {
					return nil, bad("BUTTON_DATA_INVALID")
				}
			case k.CopyText != nil:
				b.CopyText = k.CopyText.Text
				if n := utf16Len(b.CopyText); n < 1 || n > 256 {
					return nil, bad("BUTTON_COPY_TEXT_INVALID")
				}
			default:
				return nil, bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
			}
			line = append(line, b)
		}
		out = appendRow(out, line)
	}
	return out, nil
}

// appendRow drops what Telegram silently drops: buttons past 12 in a row or 300
// in all, and empty rows (ReplyMarkup.cpp).
func appendRow(rows [][]Button, line []Button) [][]Button {
	total := 0
	for _, r := range rows {
		total += len(r)
	}
	line = line[:min(len(line), 12, 300-total)]
	if len(line) == 0 {
		return rows
	}
	return append(rows, line)
}

// inlineJSON is the keyboard as Telegram returns it.
func inlineJSON(rows [][]Button) string {
	b := append([]byte(nil), `{"inline_keyboard":[`...)
	for i, row := range rows {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '[')
		for j, k := range row {
			if j > 0 {
				b = append(b, ',')
			}
			b = append(b, `{"text":`...)
			b = appendString(b, k.Text)
			b = appendText(b, "url", k.URL)
			b = appendText(b, "callback_data", k.Data)
			if k.CopyText != "" {
				b = append(b, `,"copy_text":{"text":`...)
				b = appendString(b, k.CopyText)
				b = append(b, '}')
			}
			b = append(b, '}')
		}
		b = append(b, ']')
	}
	return string(append(b, "]}"...))
}

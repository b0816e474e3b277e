package bot

import (
	"encoding/json"

	"partnerbot/flows"
)

// The keyboards of the Bot API, as far as they are used.
type (
	inlineKeyboard struct {
		Rows [][]inlineButton `json:"inline_keyboard"`
	}
	inlineButton struct {
		Text string `json:"text"`
		Data string `json:"callback_data,omitempty"`
		URL  string `json:"url,omitempty"`
	}
	replyKeyboard struct {
		Rows       [][]keyButton `json:"keyboard"`
		Resize     bool          `json:"resize_keyboard"`
		OneTime    bool          `json:"one_time_keyboard"`
		Persistent bool          `json:"is_persistent"`
	}
	keyButton struct {
		Text    string `json:"text"`
		Contact bool   `json:"request_contact,omitempty"`
	}
	noKeyboard struct {
		Remove bool `json:"remove_keyboard"`
	}
)

// markup is reply_markup: buttons under the message, or what happens to the
// keyboard; "" for neither.
func markup(rows [][]flows.Button, k *flows.Keyboard) string {
	var m any
	switch {
	case len(rows) > 0:
		inline := inlineKeyboard{Rows: make([][]inlineButton, len(rows))}
		for i, row := range rows {
			inline.Rows[i] = make([]inlineButton, len(row))
			for j, b := range row {
				inline.Rows[i][j] = inlineButton(b)
			}
		}
		m = inline
	case k != nil && k.Remove:
		m = noKeyboard{true}
	case k != nil && k.Contact != "":
		m = replyKeyboard{Rows: [][]keyButton{{{k.Contact, true}}}, Resize: true, OneTime: true}
	default:
		return ""
	}
	data, err := json.Marshal(m)
	if err != nil {
		return "" // strings and booleans can be written
	}
	return string(data)
}

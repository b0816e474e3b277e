package programme

import (
	"partnerbot/flows"
	"partnerbot/flows/text"
)

// Telegram's limits of a text and of the caption of a file, in UTF-16 units after
// parsing (Bot API, sendMessage and sendPhoto).
const (
	messageLimit = 4096
	captionLimit = 1024
)

// Screen is the broadcast as people see it, in the language: it fits one message. The
// button says of which broadcast it is, so that a press proves which one has arrived.
func (b Broadcast) Screen(p *Programme, lang text.Language) flows.Screen {
	return flows.Screen{
		Text: text.Join("\n\n", broadcastHead(p), text.Raw(b.Text.In(lang))),
		Buttons: [][]flows.Tap{{{
			Label: text.T("Питай човек", "Ask a person"), Data: flows.HelpButton + ":" + b.ID.String(),
		}}},
	}
}

// broadcastHead says who writes.
func broadcastHead(p *Programme) text.Phrase {
	return text.T("📣 <b>Съобщение от координаторите</b>\n%s", "📣 <b>A message from the coordinators</b>\n%s").With(p.Club)
}

// Room is how many UTF-16 units a text may have, in the language: less where it stands
// under a file.
func (b Broadcast) Room(p *Programme, lang text.Language) int {
	limit := messageLimit
	if b.File != nil {
		limit = captionLimit
	}
	return limit - text.Length(text.Join("\n\n", broadcastHead(p), text.Raw("x")).HTML(lang)) + 1
}

// TooLong is the first language in which the text does not fit a message, with how many
// units too long it is; 0: it fits in both.
func (b Broadcast) TooLong(p *Programme) (lang text.Language, over int) {
	for _, lang := range []text.Language{text.Bulgarian, text.English} {
		if over := text.Length(text.Escape(b.Text.In(lang))) - b.Room(p, lang); over > 0 {
			return lang, over
		}
	}
	return text.Bulgarian, 0
}

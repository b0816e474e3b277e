package bot

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

var errNothingToEdit = errors.New("the message was never sent")

// request makes the row's request, and returns the number of the message that
// it made, 0 for none.
func (s *sender) request(l *line, row flows.Row, chat int64) (int, error) {
	p := tgbotapi.Params{"chat_id": strconv.FormatInt(chat, 10)}
	if row.Edit != nil {
		return s.requestEdit(l, row.Edit, p)
	}
	say := row.Say
	if m := markup(say.Buttons, say.Keyboard); m != "" {
		p["reply_markup"] = m
	}
	if say.ReplyTo != 0 {
		p["reply_parameters"] = `{"message_id":` + strconv.Itoa(say.ReplyTo) + `,"allow_sending_without_reply":true}`
	}
	if say.Venue != nil {
		return s.sendVenue(say.Venue, p)
	}
	if say.File != nil && say.File.Remote != "" {
		return s.sendRemote(say, p)
	}
	if say.File != nil {
		return s.sendFile(say, p)
	}
	return s.send("sendMessage", p, say.HTML)
}

// send makes a request with a text; when Telegram does not understand its
// markup, once more as plain text.
func (s *sender) send(method string, p tgbotapi.Params, html string) (int, error) {
	p["text"], p["parse_mode"], p["disable_web_page_preview"] = html, "HTML", "true"
	raw, err := s.b.client.call(s.ctx, sendPatience, method, p)
	if s.misread(err) {
		delete(p, "parse_mode")
		p["text"] = text.StripTags(html)
		raw, err = s.b.client.call(s.ctx, sendPatience, method, p)
	}
	return messageNumber(raw), err
}

// misread reports, also to the operator, whether Telegram does not understand
// the markup of a text.
func (s *sender) misread(err error) bool {
	var f *failure
	if !errors.As(err, &f) || !f.misread() {
		return false
	}
	s.b.log.Error("Telegram does not understand the markup of a message; it goes as plain text", "error", f.description)
	return true
}

// messageNumber reads the number of the message that Telegram returns.
func messageNumber(raw json.RawMessage) int {
	var m struct {
		ID int `json:"message_id"`
	}
	_ = json.Unmarshal(raw, &m) // a bare true has none
	return m.ID
}

// requestEdit changes a message. The name of one is looked up only now, when
// the number is known. One that cannot be changed is sent anew if it is needed.
func (s *sender) requestEdit(l *line, e *flows.Edit, p tgbotapi.Params) (int, error) {
	n, err := s.messageOf(l, e)
	if err != nil {
		return 0, err
	}
	if m := markup(e.Buttons, nil); m != "" {
		p["reply_markup"] = m
	}
	if n != 0 {
		p["message_id"] = strconv.Itoa(n)
		if e.HTML == "" {
			_, err = s.b.client.call(s.ctx, sendPatience, "editMessageReplyMarkup", p)
		} else {
			err = s.editWords(p, e.HTML)
		}
		var f *failure
		if err == nil || !errors.As(err, &f) || !f.uneditable() {
			return 0, err
		}
		delete(p, "message_id")
	}
	if !e.Needed || e.HTML == "" {
		return 0, errNothingToEdit
	}
	return s.send("sendMessage", p, e.HTML)
}

// editWords changes the words of a message: of a file its caption; of a round video,
// which has none, only the buttons.
func (s *sender) editWords(p tgbotapi.Params, html string) error {
	_, err := s.send("editMessageText", p, html)
	if !wordless(err) {
		return err
	}
	delete(p, "text")
	delete(p, "disable_web_page_preview")
	p["caption"], p["parse_mode"] = html, "HTML"
	_, err = s.b.client.call(s.ctx, sendPatience, "editMessageCaption", p)
	if s.misread(err) {
		delete(p, "parse_mode")
		p["caption"] = text.StripTags(html)
		_, err = s.b.client.call(s.ctx, sendPatience, "editMessageCaption", p)
	}
	if !wordless(err) {
		return err
	}
	delete(p, "caption")
	delete(p, "parse_mode")
	_, err = s.b.client.call(s.ctx, sendPatience, "editMessageReplyMarkup", p)
	return err
}

// wordless reports whether Telegram says that the message has no text, or no
// caption, that could be edited (tdlib/telegram-bot-api).
func wordless(err error) bool {
	var f *failure
	if !errors.As(err, &f) || f.code != 400 {
		return false
	}
	words := strings.ToLower(f.description)
	return strings.Contains(words, "no text in the message to edit") || strings.Contains(words, "no caption in the message to edit")
}

func (s *sender) messageOf(l *line, e *flows.Edit) (int, error) {
	if e.Message != 0 {
		return e.Message, nil
	}
	s.mu.Lock()
	n := l.known[e.Name]
	s.mu.Unlock()
	if n != 0 {
		return n, nil
	}
	n, _, err := s.b.store.Newest(e.To, e.Name)
	return n, err
}

// fileMethods are how a file is sent, by its kind: the method and the name of the field
// (Bot API, "Sending files").
var fileMethods = map[flows.FileKind][2]string{
	flows.Photo: {"sendPhoto", "photo"}, flows.Document: {"sendDocument", "document"}, flows.Voice: {"sendVoice", "voice"},
	flows.Video: {"sendVideo", "video"}, flows.Audio: {"sendAudio", "audio"}, flows.VideoNote: {"sendVideoNote", "video_note"},
	flows.Animation: {"sendAnimation", "animation"},
}

// sendRemote sends a file that somebody sent to the bot, by Telegram's own name
// for it. A round video has no caption; who needs one says it in a message of its
// own.
func (s *sender) sendRemote(say *flows.Say, p tgbotapi.Params) (int, error) {
	how, ok := fileMethods[say.File.Kind]
	if !ok {
		return 0, fmt.Errorf("no way to send a file of the kind %q", say.File.Kind)
	}
	p[how[1]] = say.File.Remote
	return s.captioned(say, p, func() (json.RawMessage, error) { return s.b.client.call(s.ctx, sendPatience, how[0], p) })
}

// sendVenue sends a place that opens in the person's own map.
func (s *sender) sendVenue(v *flows.Venue, p tgbotapi.Params) (int, error) {
	degrees := func(f float64) string { return strconv.FormatFloat(f, 'f', 6, 64) }
	p["latitude"], p["longitude"], p["title"], p["address"] = degrees(v.Latitude), degrees(v.Longitude), v.Title, v.Address
	raw, err := s.b.client.call(s.ctx, sendPatience, "sendVenue", p)
	return messageNumber(raw), err
}

// sendFile sends a file that the program has made.
func (s *sender) sendFile(say *flows.Say, p tgbotapi.Params) (int, error) {
	how := fileMethods[flows.Document]
	if say.File.Kind == flows.Photo {
		how = fileMethods[flows.Photo]
	}
	data, err := s.file(say.File.ID)
	if err != nil {
		return 0, err
	}
	return s.captioned(say, p, func() (json.RawMessage, error) {
		return s.b.client.call(s.ctx, filePatience, how[0], p,
			tgbotapi.RequestFile{Name: how[1], Data: tgbotapi.FileBytes{Name: say.File.Name, Bytes: data}})
	})
}

// captioned sends a file with its caption; when Telegram does not understand the
// caption's markup, once more with plain text.
func (s *sender) captioned(say *flows.Say, p tgbotapi.Params, send func() (json.RawMessage, error)) (int, error) {
	if say.HTML != "" {
		p["caption"], p["parse_mode"] = say.HTML, "HTML"
	}
	raw, err := send()
	if s.misread(err) {
		delete(p, "parse_mode")
		p["caption"] = text.StripTags(say.HTML)
		raw, err = send()
	}
	return messageNumber(raw), err
}

func (s *sender) file(id flows.FileID) (data []byte, err error) {
	r, err := s.b.store.ReadFile(id)
	if err != nil {
		return nil, err
	}
	data, err = io.ReadAll(r)
	if err = errors.Join(err, r.Close()); err == nil && len(data) == 0 {
		err = fmt.Errorf("file %d: its bytes are gone", id)
	}
	return data, err
}

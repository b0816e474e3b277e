package bot

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// maxAttempts is how often a message goes out whose answer was lost.
const maxAttempts = 3

// deliver sends one row and reports what became of it. It returns a pause when
// the row is to be sent again after it; the row stays at its place then.
func (s *sender) deliver(l *line, row flows.Row) (pause time.Duration) {
	outcome := flows.Outcome{Row: row.ID, To: row.To()}
	done := func(r flows.Result) time.Duration {
		outcome.Result, outcome.At = r, s.b.o.Clock.Now()
		s.report(outcome)
		return 0
	}
	if row.Say != nil && !row.Say.Expires.IsZero() && !s.b.o.Clock.Now().Before(row.Say.Expires) {
		return done(flows.Skipped)
	}
	chat, ok, err := s.b.store.Chat(row.To())
	switch {
	case err != nil:
		s.stop(err)
		return time.Minute
	case !ok && row.To() == flows.Group:
		return time.Minute // there is no group yet: what is meant for it waits
	case !ok:
		return done(flows.Skipped)
	}
	if row.Once() {
		if row, ok, err = s.b.store.Depart(row.To(), row.ID, s.b.o.Clock.Now(), s.b.o.Words); err != nil {
			s.stop(err)
			return time.Minute
		}
		if !ok {
			return 0 // nothing left to say, or the person is away: the store has noted it
		}
	}
	if row.To() == flows.Group {
		if err := s.pace.group.Wait(s.ctx); err != nil {
			return time.Minute
		}
	}
	message, err := s.request(l, row, chat)
	if err == nil {
		outcome.Message = message
		s.note(l, row, message)
		return done(flows.Sent)
	}
	if errors.Is(err, errNothingToEdit) {
		return done(flows.Skipped)
	}
	var f *failure
	if !errors.As(err, &f) {
		outcome.Error = err.Error()
		return done(flows.Refused)
	}
	return s.failed(l, row, f, outcome)
}

// failed knows what each answer of Telegram means for a row (texts and codes
// as tdlib/telegram-bot-api has them).
func (s *sender) failed(l *line, row flows.Row, f *failure, outcome flows.Outcome) (pause time.Duration) {
	words := strings.ToLower(f.description)
	outcome.Error, outcome.At = f.Error(), s.b.o.Clock.Now()
	done := func(r flows.Result) time.Duration {
		outcome.Result = r
		s.report(outcome)
		return 0
	}
	again := func() time.Duration { // it has not been sent
		if row.Once() {
			outcome.Result = flows.Unsent
			s.report(outcome)
		}
		l.retries++
		return backoff(l.retries)
	}
	shaken := l.shaken
	l.shaken = f.code >= 500
	switch {
	case unauthorized(f):
		s.stop(ErrUnauthorized)
		return time.Minute
	case f.code == 429:
		if row.Once() && shaken && f.retryAfter <= 5*time.Second {
			return done(flows.InDoubt) // a server that is being restarted says so of messages that went out
		}
		pause = f.retryAfter + time.Second
		s.mu.Lock()
		s.pace.tooMany(row.To(), pause)
		s.mu.Unlock()
		if row.Once() {
			outcome.Result = flows.Unsent
			s.report(outcome)
		}
		s.b.log.Warn("Telegram asks for patience", "seconds", int(pause.Seconds()))
		return pause
	case f.migrateTo != 0:
		return s.migrated(row, f, again)
	case f.code == 403, strings.Contains(words, "chat not found"), strings.Contains(words, "user is deactivated"):
		return done(flows.Unreachable)
	case f.code == 400 && strings.Contains(words, "message is not modified"):
		return done(flows.Sent)
	case f.code == 400 && row.Edit != nil && (strings.Contains(words, "message to edit not found") || strings.Contains(words, "message can't be edited")):
		return done(flows.Skipped)
	case f.code >= 400 && f.code < 500 && f.description != "":
		s.b.log.Error("Telegram refused a message", "row", row.ID, "error", f.description)
		return done(flows.Refused)
	case !f.written:
		s.b.log.Warn("Telegram cannot be reached", "error", f.Error())
		return again()
	case row.Once():
		s.b.log.Warn("no answer to a message that may have arrived", "row", row.ID, "error", f.Error())
		return done(flows.InDoubt)
	}
	s.b.log.Warn("no answer to a message; it is sent again", "row", row.ID, "attempt", row.Attempts+1, "error", f.Error())
	done(flows.InDoubt)
	s.mu.Lock()
	for i := range l.answers {
		if l.answers[i].ID == row.ID {
			l.answers[i].Attempts++
		}
	}
	for i := range l.paced {
		if l.paced[i].ID == row.ID {
			l.paced[i].Attempts++
		}
	}
	s.mu.Unlock()
	if row.Attempts+1 >= maxAttempts {
		return 0
	}
	l.retries++
	return backoff(l.retries)
}

// migrated follows the group to its new number, in one transaction, and sends
// the row again.
func (s *sender) migrated(row flows.Row, f *failure, again func() time.Duration) time.Duration {
	old, _, err := s.b.store.Chat(row.To())
	if err == nil {
		move := flows.Update{Migrated: &flows.Migration{From: old, To: f.migrateTo}}
		_, err = s.b.apply(s.ctx, flows.Batch{Updates: []flows.Update{move}})
	}
	if err != nil {
		s.stop(err)
	}
	again()
	return time.Millisecond
}

// unauthorized reports whether the token is not valid (any more).
func unauthorized(f *failure) bool {
	return f.code == 401 || f.code == 404 && strings.EqualFold(f.description, "not found")
}

// backoff is the pause before try n: 1, 2, 4 … 60 seconds, each up to a fifth
// longer so that not all come back at once.
func backoff(n int) time.Duration {
	d := min(time.Second<<min(n-1, 6), time.Minute)
	return d + time.Duration(rand.Int64N(int64(d)/5+1))
}

// note keeps the number of a named message until its outcome is committed: an
// edit may come before that.
func (s *sender) note(l *line, row flows.Row, message int) {
	if row.Say == nil || row.Say.Name == "" || message == 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if l.known == nil {
		l.known = map[string]int{}
	}
	l.known[row.Say.Name] = message
}

// committed forgets numbers that the store has now.
func (s *sender) committed(outcomes []flows.Outcome) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, o := range outcomes {
		l := s.lines[o.To]
		if l == nil {
			continue
		}
		for name, n := range l.known {
			if n == o.Message {
				delete(l.known, name)
			}
		}
		s.forget(l)
	}
}

var errNothingToEdit = errors.New("the message was never sent")

// request makes the row's request, and returns the message's number.
func (s *sender) request(l *line, row flows.Row, chat int64) (int, error) {
	if row.Edit != nil {
		return s.requestEdit(l, row.Edit, chat)
	}
	say := row.Say
	p := tgbotapi.Params{"chat_id": strconv.FormatInt(chat, 10)}
	if markup := markup(say.Buttons, say.Keyboard); markup != "" {
		p["reply_markup"] = markup
	}
	if say.File != nil {
		return s.sendFile(say, p)
	}
	p["disable_web_page_preview"] = "true"
	return s.send("sendMessage", p, say.HTML)
}

// send makes a request with a text; when Telegram does not understand its
// markup, once more as plain text.
func (s *sender) send(method string, p tgbotapi.Params, html string) (int, error) {
	p["text"], p["parse_mode"] = html, "HTML"
	raw, err := s.b.client.call(s.ctx, sendPatience, method, p)
	var f *failure
	if errors.As(err, &f) && f.code == 400 && strings.Contains(strings.ToLower(f.description), "can't parse entities") {
		s.b.log.Error("Telegram does not understand the markup of a message", "error", f.description)
		delete(p, "parse_mode")
		p["text"] = text.StripTags(html)
		raw, err = s.b.client.call(s.ctx, sendPatience, method, p)
	}
	return messageNumber(raw), err
}

// messageNumber reads the number of the message that Telegram returns.
func messageNumber(raw json.RawMessage) int {
	var m struct {
		ID int `json:"message_id"`
	}
	_ = json.Unmarshal(raw, &m) // a bare true has none
	return m.ID
}

func (s *sender) requestEdit(l *line, e *flows.Edit, chat int64) (int, error) {
	n := e.Message
	if n == 0 {
		s.mu.Lock()
		n = l.known[e.Name]
		s.mu.Unlock()
	}
	if n == 0 {
		var err error
		if n, _, err = s.b.store.Newest(e.To, e.Name); err != nil {
			return 0, err
		}
	}
	p := tgbotapi.Params{"chat_id": strconv.FormatInt(chat, 10)}
	if m := markup(e.Buttons, nil); m != "" {
		p["reply_markup"] = m
	}
	if n != 0 {
		p["message_id"] = strconv.Itoa(n)
		var err error
		if e.HTML == "" {
			_, err = s.b.client.call(s.ctx, sendPatience, "editMessageReplyMarkup", p)
		} else {
			p["disable_web_page_preview"] = "true"
			_, err = s.send("editMessageText", p, e.HTML)
		}
		if err == nil || !e.Needed || !uneditable(err) {
			return 0, err
		}
		delete(p, "message_id")
	}
	if !e.Needed || e.HTML == "" {
		return 0, errNothingToEdit
	}
	p["disable_web_page_preview"] = "true"
	return s.send("sendMessage", p, e.HTML)
}

// uneditable reports whether the message cannot be edited, now or ever.
func uneditable(err error) bool {
	var f *failure
	if !errors.As(err, &f) || f.code != 400 {
		return false
	}
	words := strings.ToLower(f.description)
	return strings.Contains(words, "message to edit not found") || strings.Contains(words, "message can't be edited")
}

func (s *sender) sendFile(say *flows.Say, p tgbotapi.Params) (int, error) {
	r, err := s.b.store.ReadFile(say.File.ID)
	if err != nil {
		return 0, err
	}
	data, err := io.ReadAll(r)
	if err = errors.Join(err, r.Close()); err != nil {
		return 0, err
	}
	if say.HTML != "" {
		p["caption"], p["parse_mode"] = say.HTML, "HTML"
	}
	raw, err := s.b.client.call(s.ctx, filePatience, "sendDocument", p,
		tgbotapi.RequestFile{Name: "document", Data: tgbotapi.FileBytes{Name: say.File.Name, Bytes: data}})
	return messageNumber(raw), err
}

// answerPress acknowledges a press; an error only means that it came too late.
func (s *sender) answerPress(ctx context.Context, a flows.Acknowledgement) {
	p := tgbotapi.Params{"callback_query_id": a.Callback}
	if a.Toast.Text != "" {
		p["text"] = a.Toast.Text
	}
	if a.Toast.Alert {
		p["show_alert"] = "true"
	}
	_, err := s.b.client.call(ctx, sendPatience, "answerCallbackQuery", p)
	var f *failure
	if errors.As(err, &f) && unauthorized(f) {
		s.stop(ErrUnauthorized)
	}
}

// The keyboards of the Bot API.
type (
	inlineButton struct {
		Text string `json:"text"`
		Data string `json:"callback_data,omitempty"`
		URL  string `json:"url,omitempty"`
	}
	keyButton struct {
		Text    string `json:"text"`
		Contact bool   `json:"request_contact,omitempty"`
	}
)

// markup is reply_markup: buttons under the message, or what happens to the
// keyboard; "" for neither.
func markup(rows [][]flows.Button, k *flows.Keyboard) string {
	var m any
	switch {
	case len(rows) > 0:
		inline := make([][]inlineButton, len(rows))
		for i, row := range rows {
			for _, b := range row {
				inline[i] = append(inline[i], inlineButton{b.Text, b.Data, b.URL})
			}
		}
		m = map[string]any{"inline_keyboard": inline}
	case k != nil && k.Remove:
		m = map[string]bool{"remove_keyboard": true}
	case k != nil && k.Contact != "":
		m = map[string]any{"keyboard": [][]keyButton{{{k.Contact, true}}}, "resize_keyboard": true, "one_time_keyboard": true}
	default:
		return ""
	}
	data, err := json.Marshal(m)
	if err != nil {
		return ""
	}
	return string(data)
}

package bot

import (
	"errors"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"partnerbot/flows"
)

// acknowledge answers a press at once, beside everything else. Until then the
// button of the person who pressed shows a clock. Nobody waits for it, nothing
// is repeated, and an error mostly means that it came too late.
func (s *sender) acknowledge(a flows.Acknowledgement) {
	s.beside(func() {
		p := tgbotapi.Params{"callback_query_id": a.Callback}
		if a.Toast.Text != "" {
			p["text"] = a.Toast.Text
		}
		if a.Toast.Alert {
			p["show_alert"] = "true"
		}
		_, err := s.b.client.call(s.ctx, sendPatience, "answerCallbackQuery", p)
		var f *failure
		if errors.As(err, &f) && f.unauthorized() {
			s.stop(ErrUnauthorized)
		}
	})
}

// showWork has a chat show that the bot is at something that was asked for there: for
// five seconds, or until its next message (Bot API, sendChatAction). Nobody waits for it.
func (s *sender) showWork(to *flows.PersonID) {
	if to == nil {
		return
	}
	s.beside(func() {
		if chat, ok, err := s.b.store.Chat(*to); ok && err == nil {
			p := tgbotapi.Params{"chat_id": strconv.FormatInt(chat, 10), "action": "typing"}
			_, _ = s.b.client.call(s.ctx, sendPatience, "sendChatAction", p) // what matters is said when the work is done
		}
	})
}

// beside makes a request that nobody waits for, unless the program is about to end.
func (s *sender) beside(request func()) {
	s.mu.Lock()
	stopping := s.stopping
	if !stopping {
		s.active.Add(1)
	}
	s.mu.Unlock()
	if stopping {
		return
	}
	s.b.idle.add(1)
	go func() {
		defer s.active.Done()
		defer s.b.idle.add(-1)
		request()
	}()
}

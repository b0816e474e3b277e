package simulator

import (
	"strconv"
	"strings"
	"testing"
)

// The stream tells what changes, and only that.
func TestPageStream(t *testing.T) {
	b := newBrowser(t)
	ana := itoa(b.ana.ID())
	first := b.send(b.ana.ID(), "първо", "")
	s := b.open("chats=" + ana)
	defer s.close()
	chat := func(event, data string) bool { return event == "chat" }
	if got := s.until(func(e, _ string) bool { return e == "now" }); !strings.Contains(got, `"began":"`+b.page.began+`"`) || !strings.Contains(got, "първо") || !strings.Contains(got, "/start") {
		t.Errorf("at first: %s", got)
	}
	b.send(b.ana.ID(), "второ", "")
	if got := s.until(chat); !strings.Contains(got, "второ") || strings.Contains(got, "първо") || strings.Contains(got, "event: people") {
		t.Errorf("a new message: %s", got)
	}
	b.must("editMessageText", "chat_id="+ana+"&message_id="+strconv.Itoa(first)+"&text=поправено")
	if got := s.until(chat); !strings.Contains(got, `"edited":true`) || strings.Contains(got, "второ") {
		t.Errorf("an edited one: %s", got)
	}
	b.must("deleteMessage", "chat_id="+ana+"&message_id="+strconv.Itoa(first))
	if got := s.until(chat); !strings.Contains(got, `"deleted":true`) {
		t.Errorf("a deleted one: %s", got)
	}
	b.must("sendChatAction", "chat_id="+ana+"&action=typing")
	if got := s.until(chat); !strings.Contains(got, `"typing":`) {
		t.Errorf("typing: %s", got)
	}
	asked := b.send(b.ana.ID(), "Въпрос", `{"inline_keyboard":[[{"text":"Да","callback_data":"y"}]]}`)
	b.does(action{Who: b.ana.ID(), Do: "press", Message: asked, Text: "Да"})
	b.must("answerCallbackQuery", "callback_query_id=4000000000000000001&text=Записано&show_alert=true")
	if got := s.until(func(e, _ string) bool { return e == "toast" }); !strings.Contains(got, `"alert":true`) || !strings.Contains(got, "Записано") {
		t.Errorf("a toast: %s", got)
	}
	b.page.Progress(3, 9)
	s.until(func(e, data string) bool { return e == "now" && strings.Contains(data, `"done":3,"total":9`) })
	b.programme.mu.Lock()
	b.programme.trouble = Words{"спрян", "stopped"}
	b.programme.mu.Unlock()
	b.page.Changed()
	s.until(func(e, data string) bool { return e == "now" && strings.Contains(data, "спрян") })
}

// Of a long chat the newest messages come at first, and all when asked for.
func TestPageStreamEarlier(t *testing.T) {
	b := newBrowser(t)
	for range messagesShown {
		b.send(b.ana.ID(), "съобщение", "")
	}
	ana := itoa(b.ana.ID())
	short, long := b.firstNews("chats="+ana), b.firstNews("chats="+ana+"&all="+ana)
	if strings.Count(short, `"kind":"text"`) != messagesShown || !strings.Contains(short, `"earlier":true`) {
		t.Errorf("%d messages at first", strings.Count(short, `"kind":"text"`))
	}
	if strings.Count(long, `"kind":"text"`) != messagesShown+1 || strings.Contains(long, `"earlier":true`) {
		t.Errorf("%d messages of all", strings.Count(long, `"kind":"text"`))
	}
}

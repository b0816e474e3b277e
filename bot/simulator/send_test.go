package simulator

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"
)

const yes = `{"inline_keyboard":[[{"text":"Да","callback_data":"y"}]]}`

func TestWaysToGiveParameters(t *testing.T) {
	w := newWorld(t, Options{})
	id := itoa(w.ana.ID())
	r, _, err := w.post(t.Context(), "sendMessage", "application/json; charset=utf-8",
		strings.NewReader(`{"chat_id":`+id+`,"text":"JSON \"да\"","reply_markup":`+yes+`,"disable_notification":true}`))
	if err != nil || !r.OK {
		t.Fatal(err, r.Description)
	}
	m := w.ana.Last()
	if m.Text != `JSON "да"` || !m.HasButton("Да") || !m.Silent {
		t.Errorf("%+v", m)
	}
	if r := w.upload("sendMessage", "unused", "x", []byte("x"), "chat_id", id, "text", "multipart"); !r.OK {
		t.Error(r.Description)
	}
	if m := w.ana.Last(); m.Text != "multipart" {
		t.Errorf("%+v", m)
	}
	if v := w.Violations(); len(v) != 1 || v[0] != "sendMessage: no parameter unused" {
		t.Errorf("violations %q", v)
	}
	r, _, err = w.post(t.Context(), "sendMessage", "application/json", strings.NewReader(`{`))
	if err != nil {
		t.Fatal(err)
	}
	w.refused(r, 400, "Bad Request: can't parse request JSON object")
}

func TestViolations(t *testing.T) {
	w := newWorld(t, Options{})
	for i, c := range []struct{ method, params, want string }{
		{"sendMessage", "text=a&reply_markup=" + yes, ""},
		{"sendMessage", "text=a&disable_web_page_preview=true", ""},
		{"sendMessage", "text=a&colour=red", "sendMessage: no parameter colour"},
		{"sendMessage", "text=a&message_effect_id=5", "sendMessage: parameter message_effect_id is not simulated"},
		{"sendMessage", "text=a&protect_content=maybe", "sendMessage: parameter protect_content is no Boolean: maybe"},
		{"sendMessage", `text=a&link_preview_options={"big":true}`, `sendMessage: link_preview_options: json: unknown field "big"`},
		{"sendMessage", `text=a&reply_markup={"inline_keyboard":[[{"text":"a","callback_data":"b","colour":"c"}]]}`,
			`sendMessage: reply_markup: json: unknown field "colour"`},
		{"getChat", "text=a", "getChat: no parameter text"},
	} {
		before := len(w.Violations())
		w.must(c.method, "chat_id="+itoa(w.ana.ID())+"&"+c.params)
		got := strings.Join(w.Violations()[before:], "; ")
		if got != c.want {
			t.Errorf("%d: %q, want %q", i, got, c.want)
		}
	}
}

func TestWhoCanBeWrittenTo(t *testing.T) {
	w := newWorld(t, Options{})
	maria := w.Person(Profile{First: "Мария"})
	text := func(chat int64) reply { return w.call("sendMessage", "text=a&chat_id="+itoa(chat)) }
	w.refused(text(5), 400, "Bad Request: chat not found")
	w.refused(w.call("sendMessage", "text=a"), 400, "Bad Request: chat_id is empty")
	w.refused(text(maria.ID()), 403, "Forbidden: bot can't initiate conversation with a user")
	w.refused(text(w.BotID()), 403, "Forbidden: the bot can't send messages to the bot")
	w.refused(text(w.group.ID()), 400, "Bad Request: chat not found")
	if err := w.ana.Block(); err != nil {
		t.Fatal(err)
	}
	w.refused(text(w.ana.ID()), 403, "Forbidden: bot was blocked by the user")
	if _, err := w.ana.Say("a"); err == nil {
		t.Error("one who has blocked the bot writes to it")
	}
	taken(t)(w.ana.Open("CODE"))
	if r := text(w.ana.ID()); !r.OK {
		t.Error(r.Description)
	}
	w.ana.Deactivate()
	w.refused(text(w.ana.ID()), 403, "Forbidden: user is deactivated")
}

func TestMarkup(t *testing.T) {
	w := newWorld(t, Options{})
	if err := w.group.AddBot(w.ivan, ""); err != nil {
		t.Fatal(err)
	}
	button := func(b string) string { return `{"inline_keyboard":[[` + b + `]]}` }
	for _, c := range []struct {
		name, markup string
		group        bool
		want         string
	}{
		{name: "64 bytes", markup: button(`{"text":"a","callback_data":"` + strings.Repeat("я", 32) + `"}`)},
		{name: "65 bytes", markup: button(`{"text":"a","callback_data":"` + strings.Repeat("я", 32) + `x"}`), want: "BUTTON_DATA_INVALID"},
		{name: "no data", markup: button(`{"text":"a"}`), want: "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"},
		{name: "no text", markup: button(`{"text":" ","callback_data":"a"}`), want: "inline keyboard button text must be non-empty"},
		{name: "bad link", markup: button(`{"text":"a","url":"ftp://x"}`), want: "inline keyboard button URL 'ftp://x' is invalid: Wrong HTTP URL"},
		{name: "link", markup: button(`{"text":"a","url":"https://t.me/x?start=1"}`)},
		{name: "copy", markup: button(`{"text":"a","copy_text":{"text":"x"}}`)},
		{name: "copy nothing", markup: button(`{"text":"a","copy_text":{"text":""}}`), want: "BUTTON_COPY_TEXT_INVALID"},
		{name: "contact", markup: `{"keyboard":[[{"text":"a","request_contact":true}],["b"]]}`},
		{name: "contact in a group", markup: `{"keyboard":[[{"text":"a","request_contact":true}]]}`, group: true, want: "phone number can be requested in private chats only"},
		{name: "location in a group", markup: `{"keyboard":[[{"text":"a","request_location":true}]]}`, group: true, want: "location can be requested in private chats only"},
		{name: "empty key", markup: `{"keyboard":[[""]]}`, want: "keyboard button text must be non-empty"},
		{name: "no JSON", markup: `{`, want: "can't parse reply keyboard markup JSON object"},
		{name: "no object", markup: `[]`, want: "object expected as reply markup"},
		{name: "too long", markup: button(`{"text":"` + strings.Repeat("a", 10_000) + `","callback_data":"b"}`), want: "reply markup is too long"},
	} {
		chat := w.ana.ID()
		if c.group {
			chat = w.group.ID()
		}
		r := w.form("sendMessage", url.Values{"chat_id": {itoa(chat)}, "text": {c.name}, "reply_markup": {c.markup}})
		if c.want == "" {
			if !r.OK {
				t.Errorf("%s: %s", c.name, r.Description)
			}
			continue
		}
		w.refused(r, 400, "Bad Request: "+c.want)
	}
	row := strings.Repeat(`{"text":"a","callback_data":"b"},`, 13)
	id := w.send(w.ana.ID(), "13", button(row[:len(row)-1]))
	if m, _ := w.ana.Message(id); len(m.Buttons[0]) != 12 {
		t.Errorf("%d buttons in a row of 13, want 12", len(m.Buttons[0]))
	}
}

func TestReplyKeyboard(t *testing.T) {
	w := newWorld(t, Options{})
	w.send(w.ana.ID(), "телефон?", `{"keyboard":[[{"text":"Моят","request_contact":true}],[{"text":"Друг"}]],"one_time_keyboard":true}`)
	id := taken(t)(w.ana.Tap("Моят"))
	m, _ := w.ana.Message(id)
	if m.Contact == nil || m.Contact.UserID != w.ana.ID() || m.Contact.Phone != w.ana.Profile().Phone {
		t.Errorf("%+v", m.Contact)
	}
	if _, err := w.ana.Tap("Друг"); err == nil {
		t.Error("a keyboard for one time is there twice")
	}
	w.send(w.ana.ID(), "още?", `{"keyboard":[[{"text":"Друг"}]]}`)
	if m, _ := w.ana.Message(taken(t)(w.ana.Tap("Друг"))); m.Text != "Друг" {
		t.Errorf("%+v", m)
	}
	w.send(w.ana.ID(), "край", `{"remove_keyboard":true}`)
	if w.ana.Keyboard() != nil {
		t.Error("the keyboard is still there")
	}
}

func TestReplies(t *testing.T) {
	w := newWorld(t, Options{})
	said := taken(t)(w.ana.Say("a"))
	id := "chat_id=" + itoa(w.ana.ID()) + "&text=b&reply_parameters="
	w.must("sendMessage", id+fmt.Sprintf(`{"message_id":%d}`, said))
	if m := w.ana.Last(); m.ReplyTo != said {
		t.Errorf("%+v", m)
	}
	w.refused(w.call("sendMessage", id+`{"message_id":99}`), 400, "Bad Request: message to be replied not found")
	w.must("sendMessage", id+`{"message_id":99,"allow_sending_without_reply":true}`)
}

func TestEdits(t *testing.T) {
	w := newWorld(t, Options{})
	chat := "chat_id=" + itoa(w.ana.ID())
	edit := func(id int, params string) reply {
		return w.call("editMessageText", chat+"&message_id="+strconv.Itoa(id)+"&"+params)
	}
	id := w.send(w.ana.ID(), "a", yes)
	same := "Bad Request: " + notModified
	w.refused(edit(id, "text=a&reply_markup="+yes), 400, same)
	if r := edit(id, "text=b&reply_markup="+yes); !r.OK || !strings.Contains(string(r.Result), `"edit_date"`) {
		t.Error(r.Description, string(r.Result))
	}
	if r := edit(id, "text=<b>b</b>&parse_mode=HTML"); !r.OK {
		t.Error(r.Description)
	}
	if m, _ := w.ana.Message(id); m.HTML() != "<b>b</b>" || len(m.Buttons) != 0 || m.EditDate.IsZero() {
		t.Errorf("an edit without a keyboard leaves %+v", m)
	}
	w.refused(w.call("editMessageReplyMarkup", chat+"&message_id="+strconv.Itoa(id)), 400, same)
	if r := w.call("editMessageReplyMarkup", chat+"&message_id="+strconv.Itoa(id)+"&reply_markup="+yes); !r.OK {
		t.Error(r.Description)
	}
	w.refused(edit(9999, "text=b"), 400, "Bad Request: message to edit not found")
	w.refused(edit(taken(t)(w.ana.Say("x")), "text=b"), 400, "Bad Request: message can't be edited")
	keyed := w.send(w.ana.ID(), "k", `{"keyboard":[["a"]]}`)
	w.refused(edit(keyed, "text=b"), 400, "Bad Request: message can't be edited")
	w.refused(edit(id, `text=c&reply_markup={"keyboard":[["a"]]}`), 400, "Bad Request: inline keyboard expected")
	w.refused(edit(id, "text="), 400, "Bad Request: message text is empty")

	del := func(id int) reply { return w.call("deleteMessage", chat+"&message_id="+strconv.Itoa(id)) }
	if r := del(id); !r.OK {
		t.Error(r.Description)
	}
	w.refused(del(id), 400, "Bad Request: message to delete not found")
	w.refused(edit(id, "text=c"), 400, "Bad Request: message to edit not found")
	w.clock.add(49 * time.Hour)
	w.refused(del(keyed), 400, "Bad Request: message can't be deleted for everyone")
}

func TestPresses(t *testing.T) {
	w := newWorld(t, Options{})
	id := w.send(w.ana.ID(), "?", yes)
	w.updates(w.LastUpdate() + 1)
	if _, err := w.ana.Tap("Не"); err == nil || !strings.Contains(err.Error(), `"Да"`) {
		t.Errorf("the error %v does not tell what is there", err)
	}
	query := func() string {
		list := w.updates(w.LastUpdate())
		_, rest, _ := strings.Cut(string(list[len(list)-1]), `"callback_query":{"id":"`)
		q, _, _ := strings.Cut(rest, `"`)
		return "callback_query_id=" + q
	}
	taken(t)(w.ana.Tap("Да"))
	q := query()
	w.must("answerCallbackQuery", q+"&text=Записано&show_alert=true")
	w.must("answerCallbackQuery", q)
	if got := w.ana.Toasts(); len(got) != 1 || got[0] != (Toast{Message: id, Text: "Записано", Alert: true}) {
		t.Errorf("toasts %+v", got)
	}
	old := "Bad Request: query is too old and response timeout expired or query ID is invalid"
	w.refused(w.call("answerCallbackQuery", "callback_query_id=1"), 400, old)
	taken(t)(w.ana.TapOn(id, "Да"))
	q = query()
	w.refused(w.call("answerCallbackQuery", q+"&text="+strings.Repeat("я", 201)), 400, "Bad Request: MESSAGE_TOO_LONG")
	w.clock.add(16 * time.Second)
	w.refused(w.call("answerCallbackQuery", q), 400, old)

	link := `{"inline_keyboard":[[{"text":"Връзка","url":"https://t.me/` + w.Username() + `?start=ABC"}]]}`
	w.send(w.ana.ID(), "link", link)
	if m, _ := w.ana.Message(taken(t)(w.ana.Tap("Връзка"))); m.Text != "/start ABC" {
		t.Errorf("a link to the bot sends %q", m.Text)
	}
}

func TestPeopleWrite(t *testing.T) {
	w := newWorld(t, Options{})
	for _, wrong := range []string{"a b", "я", strings.Repeat("a", 65)} {
		if _, err := w.ana.Open(wrong); err == nil {
			t.Errorf("%q is taken for a start parameter", wrong)
		}
	}
	if _, err := w.ana.Say(" \n"); err == nil {
		t.Error("white space is sent")
	}
	before := len(w.ana.Messages())
	taken(t)(w.ana.Say(strings.Repeat("я", 5000)))
	all := w.ana.Messages()
	if len(all) != before+2 || len([]rune(all[before].Text)) != 4096 {
		t.Errorf("5000 letters went in %d messages", len(all)-before)
	}
	first := all[len(all)-1].ID
	if id := w.send(w.ana.ID(), "a", ""); id <= first {
		t.Errorf("message %d after %d", id, first)
	}
	if _, err := w.ana.Edit(w.ana.Last().ID, "x"); err == nil {
		t.Error("a person edits a message of the bot")
	}
}

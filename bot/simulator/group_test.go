package simulator

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// fresh returns the texts of the messages that the bot is told of since the
// last call.
func fresh(w *world) []string {
	w.Helper()
	var out []string
	for _, raw := range w.updates(0) {
		var u struct{ Message struct{ Text string } }
		if err := json.Unmarshal(raw, &u); err != nil {
			w.Fatal(err)
		}
		if u.Message.Text != "" {
			out = append(out, u.Message.Text)
		}
	}
	w.updates(w.LastUpdate() + 1)
	return out
}

func TestPrivacy(t *testing.T) {
	w := newWorld(t, Options{})
	fresh(w)
	if err := w.group.AddBot(w.ivan, "CODE"); err != nil {
		t.Fatal(err)
	}
	start := "/start@" + w.Username() + " CODE"
	if got := fresh(w); !slices.Equal(got, []string{start}) {
		t.Fatalf("%q, want %q", got, start)
	}
	say := func(text string) { taken(t)(w.ana.SayIn(w.group, text)) }
	say("/status")
	if got := fresh(w); got != nil {
		t.Errorf("%q before the bot wrote", got)
	}
	asked := w.send(w.group.ID(), "Здравейте", yes)
	say("/status")
	say("/status@other_bot")
	say("просто думи")
	taken(t)(w.ana.Reply(asked, "отговор"))
	if got := fresh(w); !slices.Equal(got, []string{"/status", "отговор"}) {
		t.Errorf("%q", got)
	}
	taken(t)(w.ana.ReplyPhoto(asked, picture(3, 3), "снимка"))
	taken(t)(w.ana.ReplyVoice(asked, []byte("ogg")))
	taken(t)(w.ana.ReplyFile(asked, "a.pdf", "application/pdf", []byte("pdf")))
	files := w.updates(0)
	if len(files) != 3 || !strings.Contains(string(files[0]), `"reply_to_message"`) || !strings.Contains(string(files[0]), `"id":`+itoa(w.group.ID())) {
		t.Errorf("replies with files: %s", files)
	}
	w.updates(w.LastUpdate() + 1)
	w.group.OtherBotSays("аз")
	say("/status")
	say("/help@" + strings.ToUpper(w.Username()))
	if got := fresh(w); len(got) != 1 || !strings.HasPrefix(got[0], "/help") {
		t.Errorf("after another bot: %q", got)
	}
	if err := w.group.BotAdmin(true); err != nil {
		t.Fatal(err)
	}
	say("просто думи")
	if got := fresh(w); !slices.Equal(got, []string{"просто думи"}) {
		t.Errorf("to an administrator: %q", got)
	}
	taken(t)(w.ana.TapIn(w.group, "Да"))
}

func TestMembers(t *testing.T) {
	w := newWorld(t, Options{})
	if err := w.group.AddBot(w.ivan, ""); err != nil {
		t.Fatal(err)
	}
	id := "chat_id=" + itoa(w.group.ID())
	admins := func() (n int) { return strings.Count(string(w.must("getChatAdministrators", id)), `"status"`) }
	if n := admins(); n != 1 {
		t.Errorf("%d administrators, want the creator", n)
	}
	if err := w.group.Promote(w.ana); err != nil {
		t.Fatal(err)
	}
	if n := admins(); n != 2 {
		t.Errorf("%d administrators", n)
	}
	if r := w.must("getChatMember", id+"&user_id="+itoa(w.ana.ID())); !strings.Contains(string(r), `"status":"administrator"`) {
		t.Errorf("%s", r)
	}
	if err := w.group.Anonymous(w.ana, true); err != nil {
		t.Fatal(err)
	}
	w.send(w.group.ID(), "a", "")
	taken(t)(w.ana.SayIn(w.group, "/status"))
	raw := string(w.updates(w.LastUpdate())[0])
	if !strings.Contains(raw, `"from":{"id":1087968824`) || !strings.Contains(raw, `"sender_chat":{"id":`+itoa(w.group.ID())) {
		t.Errorf("anonymous: %s", raw)
	}
	w.refused(w.call("getChatAdministrators", "chat_id="+itoa(w.ana.ID())), 400, "Bad Request: there are no administrators in the private chat")
	w.must("leaveChat", id)
	w.refused(w.call("sendMessage", id+"&text=a"), 403, "Forbidden: bot is not a member of the group chat")
	if err := w.group.AddBot(w.ivan, ""); err != nil {
		t.Fatal(err)
	}
	if err := w.group.RemoveBot(); err != nil {
		t.Fatal(err)
	}
	w.refused(w.call("sendMessage", id+"&text=a"), 403, "Forbidden: bot was kicked from the group chat")
}

// The bot is told of each change of its own standing, by whom, and of no other.
func TestStandingOfTheBot(t *testing.T) {
	w := newWorld(t, Options{})
	w.updates(w.LastUpdate() + 1)
	for _, err := range []error{
		w.group.AddBot(w.ana, ""), w.group.BotAdmin(true), w.group.Promote(w.ana), w.group.Demote(w.ana), w.group.BotAdmin(false),
		w.group.RemoveBot(), w.group.AddBot(w.ivan, ""),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	w.must("leaveChat", "chat_id="+itoa(w.group.ID()))
	var got []string
	for _, raw := range w.updates(0) {
		var u struct {
			Member *struct {
				Chat, From struct{ ID int64 }
				Old, New   struct{ Status string }
			} `json:"my_chat_member"`
		}
		raw = []byte(strings.NewReplacer(`"old_chat_member"`, `"old"`, `"new_chat_member"`, `"new"`).Replace(string(raw)))
		if err := json.Unmarshal(raw, &u); err != nil {
			t.Fatal(err)
		}
		if m := u.Member; m != nil {
			by := map[int64]string{w.ana.ID(): "ana", w.ivan.ID(): "ivan", w.BotID(): "bot"}[m.From.ID]
			got = append(got, by+": "+m.Old.Status+" "+m.New.Status)
			if m.Chat.ID != w.group.ID() {
				t.Errorf("told of chat %d", m.Chat.ID)
			}
		}
	}
	want := []string{
		"ana: left member", "ivan: member administrator", "ivan: administrator member", "ivan: member kicked", "ivan: kicked member", "bot: member left",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the bot is told %q, want %q", got, want)
	}
}

func TestMigration(t *testing.T) {
	w := newWorld(t, Options{})
	if err := w.group.AddBot(w.ivan, ""); err != nil {
		t.Fatal(err)
	}
	before := w.group.ID()
	if err := w.group.Migrate(); err != nil {
		t.Fatal(err)
	}
	after := w.group.ID()
	list := w.updates(w.LastUpdate() - 1)
	for i, want := range []string{`"migrate_to_chat_id":` + itoa(after), `"migrate_from_chat_id":` + itoa(before)} {
		if !strings.Contains(string(list[i]), want) {
			t.Errorf("%s lacks %s", list[i], want)
		}
	}
	r := w.call("sendMessage", "text=a&chat_id="+itoa(before))
	w.refused(r, 400, "Bad Request: group chat was upgraded to a supergroup chat")
	if r.Parameters.MigrateTo != after || after > -1_000_000_000_000 {
		t.Errorf("migrate to %d, want %d", r.Parameters.MigrateTo, after)
	}
	w.send(after, "a", "")
	if err := w.group.RemoveBot(); err != nil {
		t.Fatal(err)
	}
	w.refused(w.call("sendMessage", "text=a&chat_id="+itoa(after)), 403, "Forbidden: bot was kicked from the supergroup chat")
}

func TestCommandsAndDescriptions(t *testing.T) {
	w := newWorld(t, Options{})
	w.must("setMyCommands", `commands=[{"command":"menu","description":"Меню"}]&scope={"type":"all_private_chats"}&language_code=bg`)
	if got := w.Commands("all_private_chats", "bg"); len(got) != 1 || got[0].Description != "Меню" {
		t.Errorf("%+v", got)
	}
	if r := string(w.must("getMyCommands", "")); r != "[]" {
		t.Errorf("another scope has %s", r)
	}
	w.must("deleteMyCommands", `scope={"type":"all_private_chats"}&language_code=bg`)
	if got := w.Commands("all_private_chats", "bg"); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	for _, c := range []struct{ method, params, want string }{
		{"setMyCommands", `commands=[{"command":"Меню","description":"x"}]`, "BOT_COMMAND_INVALID"},
		{"setMyCommands", `commands=[{"command":"a","description":""}]`, "command description must be non-empty"},
		{"setMyCommands", `commands=[{"command":"` + strings.Repeat("a", 33) + `","description":"x"}]`, "command length must not exceed 32"},
		{"setMyCommands", `commands=[]&language_code=bul`, "invalid language code specified"},
		{"setMyCommands", `commands=[]&scope={"type":"x"}`, "can't parse BotCommandScope: Unsupported type specified"},
		{"setMyCommands", `commands=[]&scope={"type":"chat","chat_id":5}`, "chat not found"},
		{"setMyShortDescription", "short_description=" + strings.Repeat("я", 121), "bot short description is too long"},
	} {
		w.refused(w.call(c.method, c.params), 400, "Bad Request: "+c.want)
	}
	w.must("setMyDescription", "description=За програмата")
	if r := string(w.must("getMyDescription", "language_code=bg")); r != `{"description":"За програмата"}` {
		t.Error(r)
	}
	w.must("setMyShortDescription", "short_description=Кратко&language_code=bg")
	if w.ShortDescription("bg") != "Кратко" || w.Description("") != "За програмата" {
		t.Error("descriptions are not kept")
	}
}

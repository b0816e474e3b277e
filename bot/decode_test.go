package bot

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnerbot/flows"
)

const testGroup = -100777

func decodeOne(t testing.TB, raw string) flows.Update {
	t.Helper()
	return decoder{username: "partnerbot", group: testGroup, role: func(_ int64, private bool) flows.Role {
		if private {
			return flows.RoleNone
		}
		return flows.RoleMember
	}}.decode(json.RawMessage(raw))
}

const (
	ana     = `"from":{"id":5,"is_bot":false,"first_name":"Ана","last_name":"Иванова","language_code":"bg"}`
	private = `"chat":{"id":5,"type":"private"}`
	inGroup = `"chat":{"id":-100777,"type":"supergroup"}`
	foreign = `"chat":{"id":-9,"type":"group"}`
)

// message makes an update of the rest of a message.
func message(chat, rest string) string {
	return `{"update_id":7,"message":{"message_id":3,"date":1700000000,` + ana + `,` + chat + rest + `}}`
}

func TestDecodeWhat(t *testing.T) {
	file := flows.Attachment{Remote: "F", Unique: "U", Size: 9}
	kind := func(k flows.FileKind) flows.Attachment { f := file; f.Kind = k; return f }
	captioned := func(c, album string) flows.Attachment {
		f := kind(flows.Document)
		f.Caption, f.Album = c, album
		return f
	}
	const aFile = `{"file_id":"F","file_unique_id":"U","file_size":9}`
	for raw, want := range map[string]flows.What{
		message(private, `,"text":"Да"`):                                                                                                     flows.Text{Text: "Да"},
		message(private, `,"text":"x","forward_date":1`):                                                                                     flows.Text{Text: "x", Forwarded: true},
		message(private, `,"text":"x","forward_origin":{}`):                                                                                  flows.Text{Text: "x", Forwarded: true},
		message(private, `,"contact":{"phone_number":"+359","first_name":"А","user_id":5}`):                                                  flows.Contact{Phone: "+359", Name: "А", Own: true},
		message(private, `,"contact":{"phone_number":"+359","first_name":"Б","user_id":6}`):                                                  flows.Contact{Phone: "+359", Name: "Б"},
		message(private, `,"contact":{"phone_number":"+359","first_name":"Б"}`):                                                              flows.Contact{Phone: "+359", Name: "Б"},
		message(private, `,"photo":[{"file_id":"small"},`+aFile+`]`):                                                                         kind(flows.Photo),
		message(private, `,"document":`+aFile):                                                                                               kind(flows.Document),
		message(private, `,"voice":`+aFile):                                                                                                  kind(flows.Voice),
		message(private, `,"video":`+aFile):                                                                                                  kind(flows.Video),
		message(private, `,"video_note":`+aFile):                                                                                             kind(flows.VideoNote),
		message(private, `,"audio":`+aFile):                                                                                                  kind(flows.Audio),
		message(private, `,"animation":`+aFile+`,"document":`+aFile):                                                                         kind(flows.Animation),
		message(private, `,"sticker":{"emoji":"x"}`):                                                                                         flows.Other{Kind: "sticker"},
		message(private, `,"venue":{},"location":{}`):                                                                                        flows.Other{Kind: "venue"},
		message(private, `,"location":{}`):                                                                                                   flows.Other{Kind: "location"},
		message(private, `,"poll":{}`):                                                                                                       flows.Other{Kind: "poll"},
		message(private, `,"dice":{"value":3}`):                                                                                              flows.Other{Kind: "dice"},
		message(private, `,"pinned_message":{}`):                                                                                             nil,
		message(private, `,"something_new":{}`):                                                                                              flows.Other{Kind: "unknown"},
		message(private, `,"reply_to_message":{"message_id":2}`):                                                                             flows.Other{Kind: "unknown"},
		message(private, `,"something_new":{},"sticker":{}`):                                                                                 flows.Other{Kind: "sticker"},
		message(inGroup, `,"something_new":{}`):                                                                                              nil,
		message(private, `,"message_auto_delete_timer_changed":{"message_auto_delete_time":86400}`):                                          nil,
		message(private, `,"connected_website":"example.org"`):                                                                               nil,
		message(private, `,"chat_background_set":{"type":{}}`):                                                                               nil,
		message(inGroup, `,"text":"x"`):                                                                                                      flows.Text{Text: "x"},
		message(private, `,"text":"/start CODE","entities":[{"type":"bot_command","offset":0,"length":6}]`):                                  flows.Command{Name: "start", Argument: "CODE"},
		message(private, `,"text":"/Help—привет","entities":[{"type":"bot_command","offset":0,"length":5}]`):                                 flows.Command{Name: "help", Argument: "—привет"},
		message(private, `,"text":"/start@PartnerBot  x ","entities":[{"type":"bot_command","offset":0,"length":17}]`):                       flows.Command{Name: "start", Argument: "x"},
		message(private, `,"text":"/start@other x","entities":[{"type":"bot_command","offset":0,"length":12}]`):                              flows.Command{Name: "start", Argument: "x"},
		message(inGroup, `,"text":"/start@other x","entities":[{"type":"bot_command","offset":0,"length":12}]`):                              nil,
		message(inGroup, `,"text":"/start@PARTNERBOT","entities":[{"type":"bot_command","offset":0,"length":17}]`):                           flows.Command{Name: "start"},
		message(private, `,"text":"/start","entities":[{"type":"bot_command","offset":-1,"length":6},{"type":"new","offset":0,"length":6}]`): flows.Text{Text: "/start"},
		message(private, `,"caption":"/start","caption_entities":[{"type":"bot_command","offset":0,"length":6}],"document":`+aFile):          captioned("/start", ""),
		message(private, `,"caption":"две","media_group_id":"9","document":`+aFile):                                                          captioned("две", "9"),
		message(private, `,"media_group_id":"9","document":`+aFile):                                                                          captioned("", "9"),
		message(private, `,"text":"виж /start","entities":[{"type":"bot_command","offset":4,"length":6}]`):                                   flows.Text{Text: "виж /start"},
		message(private, `,"text":"/x","entities":[{"type":"bot_command","offset":0,"length":99}]`):                                          flows.Text{Text: "/x"},
		message(private, `,"text":"/x","entities":[{"type":"bot_command","offset":0,"length":-1}]`):                                          flows.Text{Text: "/x"},
		message(private, `,"text":"/start A","forward_date":1,"entities":[{"type":"bot_command","offset":0,"length":6}]`):                    flows.Text{Text: "/start A", Forwarded: true},
		strings.Replace(message(private, `,"text":"нов"`), `"message"`, `"edited_message"`, 1):                                               flows.Edited{Text: "нов"},
		strings.Replace(message(private, `,"caption":"нов","photo":[`+aFile+`]`), `"message"`, `"edited_message"`, 1):                        flows.Edited{Text: "нов"},
		strings.Replace(message(private, `,"location":{}`), `"message"`, `"edited_message"`, 1):                                              nil,
		`{"update_id":7,"callback_query":{"id":"c",` + ana + `,"data":"d","message":{"message_id":3,"date":1,"text":"Q",` + private + `}}}`:  flows.Press{Data: "d", Text: "Q"},
		`{"update_id":7,"callback_query":{"id":"c",` + ana + `,"data":"d","message":{"message_id":3,"date":0,` + private + `}}}`:             flows.Press{Data: "d"},
		`{"update_id":7,"callback_query":{"id":"c",` + ana + `,"data":"d"}}`:                                                                 flows.Press{Data: "d"},
		`{"update_id":7,"callback_query":{"id":"c",` + ana + `,"data":"d","message":{"message_id":3,"date":1,` + foreign + `}}}`:             nil,
		`{"update_id":7,"my_chat_member":{` + ana + `,` + private + `,"new_chat_member":{"status":"kicked"}}}`:                               flows.Blocked{},
		`{"update_id":7,"my_chat_member":{` + ana + `,` + private + `,"new_chat_member":{"status":"member"}}}`:                               flows.Unblocked{},
		`{"update_id":7,"my_chat_member":{` + ana + `,` + private + `,"new_chat_member":{"status":"left"}}}`:                                 nil,
		`{"update_id":7,"my_chat_member":{` + ana + `,` + private + `}}`:                                                                     nil,
		`{"update_id":7,"my_chat_member":{` + ana + `,` + inGroup + `,"new_chat_member":{"status":"kicked"}}}`:                               flows.GroupChanged{},
		`{"update_id":7,"my_chat_member":{` + ana + `,` + inGroup + `,"new_chat_member":{"status":"administrator"}}}`:                        flows.GroupChanged{Present: true, Administrator: true},
		`{"update_id":7,"my_chat_member":{` + ana + `,` + inGroup + `,"new_chat_member":{"status":"restricted","is_member":true}}}`:          flows.GroupChanged{Present: true},
		`{"update_id":7,"channel_post":{"message_id":3,"date":1,"text":"x","chat":{"id":-5,"type":"channel"}}}`:                              nil,
		`{"update_id":7,"guest_message":{"x":1}}`:                                                                                            nil,
		`{"update_id":7}`: nil,
	} {
		u := decodeOne(t, raw)
		if u.ID != 7 || u.Broken != "" || u.Ignore != (want == nil) {
			t.Errorf("%s: id %d, broken %q, ignored %v", raw, u.ID, u.Broken, u.Ignore)
		}
		if diff := cmp.Diff(want, u.Input.What); diff != "" {
			t.Errorf("%s: %s", raw, diff)
		}
	}
}

// Whatever the specification in the file named by BOTAPI_SPEC calls a service
// message is none of a person's.
func TestServiceMessages(t *testing.T) {
	b, err := os.ReadFile(os.Getenv("BOTAPI_SPEC"))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("BOTAPI_SPEC must name the specification of the Bot API: %v", err)
		}
		t.Skipf("skipped: BOTAPI_SPEC names no specification of the Bot API: %v", err)
	}
	var spec struct {
		Types map[string]struct {
			Fields []struct{ Name, Description string }
		}
	}
	if err := json.Unmarshal(b, &spec); err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, f := range spec.Types["Message"].Fields {
		if !strings.Contains(strings.ToLower(f.Description), "service message") {
			continue
		}
		checked++
		if u := decodeOne(t, message(private, `,"`+f.Name+`":{}`)); !u.Ignore || u.Broken != "" {
			t.Errorf("%s is taken for something that a person sent: %+v", f.Name, u.Input.What)
		}
	}
	if checked == 0 {
		t.Error("the specification knows no service messages")
	}
}

func TestDecodeWho(t *testing.T) {
	u := decodeOne(t, message(private, `,"text":"x","reply_to_message":{"message_id":2}`))
	in := u.Input
	if u.Chat != 5 || u.User != 5 || !in.Private || in.Name != "Ана Иванова" || in.Language != "bg" || in.Message != 3 || in.ReplyTo != 2 ||
		!in.Sent.Equal(time.Unix(1700000000, 0)) || in.Seed == [16]byte{} {
		t.Errorf("%+v", u)
	}
	const card = `,"text":"x","reply_to_message":{"message_id":2,"date":1600000000,"reply_markup":{"inline_keyboard":[[{"text":"1","callback_data":"a"},{"text":"2","callback_data":"b"}]]},"from":`
	for raw, ours := range map[string]bool{
		`{"id":9,"is_bot":true,"username":"partnerbot"}`: true, `{"id":9,"is_bot":true,"username":"otherbot"}`: false, `{"id":9,"username":"partnerbot"}`: false,
	} {
		in := decodeOne(t, message(inGroup, card+raw+`}`)).Input
		if in.ToBot != ours || (in.ReplyData == "a") != ours || in.ReplySent.Equal(time.Unix(1600000000, 0)) != ours {
			t.Errorf("a reply to %s is %+v", raw, in)
		}
	}
	for _, keys := range []string{`[]`, `[[]]`, `[[{"text":"x","url":"https://x"}]]`} {
		raw := strings.Replace(card+`{"id":9,"is_bot":true,"username":"partnerbot"}}`, `[[{"text":"1","callback_data":"a"},{"text":"2","callback_data":"b"}]]`, keys, 1)
		if u := decodeOne(t, message(inGroup, raw)); u.Broken != "" || u.Input.ReplyData != "" || !u.Input.ToBot {
			t.Errorf("a reply to what has the buttons %s: %+v", keys, u)
		}
	}
	for _, nobody := range []string{
		`"from":{"id":777000}`, `"from":{"id":136817688}`, `"from":{"id":8,"is_bot":true}`, `"x":1`, `"from":null`,
	} {
		if u := decodeOne(t, strings.Replace(message(inGroup, `,"text":"x"`), ana, nobody, 1)); !u.Ignore {
			t.Errorf("%s is taken for a person: %+v", nobody, u)
		}
	}
	anonymous := `"from":{"id":1087968824,"is_bot":true},"sender_chat":{"id":-100777}`
	if u := decodeOne(t, strings.Replace(message(inGroup, `,"text":"x"`), ana, anonymous, 1)); u.Ignore || u.User != 0 || u.Input.Role != flows.RoleMember {
		t.Errorf("an anonymous administrator is %+v", u)
	}
	if u := decodeOne(t, strings.Replace(message(private, `,"text":"x"`), ana, anonymous, 1)); !u.Ignore {
		t.Errorf("an anonymous administrator in a private chat: %+v", u)
	}
	for _, other := range []string{`"from":{"id":1087968824,"is_bot":true},"sender_chat":{"id":-5}`, `"from":{"id":1087968824,"is_bot":true}`} {
		if u := decodeOne(t, strings.Replace(message(inGroup, `,"text":"x"`), ana, other, 1)); !u.Ignore {
			t.Errorf("somebody in another name: %+v", u)
		}
	}
	// What Telegram shows to one member only has no number of its own.
	none := strings.Replace(message(inGroup, `,"text":"x"`), `"message_id":3`, `"message_id":0`, 1)
	if u := decodeOne(t, none); u.Ignore || u.Input.Message != 0 {
		t.Errorf("without a number: %+v", u)
	}
	// A press under a message that is not told of, or no longer shown.
	for raw, number := range map[string]int{
		`{"update_id":7,"callback_query":{"id":"c",` + ana + `,"data":"d"}}`:                                                     0,
		`{"update_id":7,"callback_query":{"id":"c",` + ana + `,"data":"d","message":{"message_id":3,"date":0,` + private + `}}}`: 3,
	} {
		if u := decodeOne(t, raw); u.Chat != 5 || !u.Input.Private || u.Callback != "c" || u.Input.Message != number {
			t.Errorf("%s: %+v", raw, u)
		}
	}
}

func TestDecodeMigration(t *testing.T) {
	for _, raw := range []string{
		`{"update_id":7,"message":{"message_id":3,"date":1,"chat":{"id":-777,"type":"group"},"migrate_to_chat_id":-100777}}`,
		`{"update_id":7,"message":{"message_id":3,"date":1,` + inGroup + `,"migrate_from_chat_id":-777}}`,
	} {
		u := decodeOne(t, raw)
		if diff := cmp.Diff(&flows.Migration{From: -777, To: -100777}, u.Migrated); diff != "" || u.Ignore {
			t.Errorf("%s: %s", raw, diff)
		}
	}
}

// A group that is not the coordinators' is left, unless the code of the link that
// made it theirs came with it.
func TestDecodeStrangers(t *testing.T) {
	command := func(text string, length int) string {
		return fmt.Sprintf(`,"text":%q,"entities":[{"type":"bot_command","offset":0,"length":%d}]`, text, length)
	}
	member := func(status string) string {
		return `{"update_id":7,"my_chat_member":{` + ana + `,` + foreign + `,"new_chat_member":{"status":"` + status + `"}}}`
	}
	anonymous := strings.Replace(message(foreign, command("/start@partnerbot CODE", 17)), ana, `"from":{"id":1087968824,"is_bot":true}`, 1)
	for raw, want := range map[string]flows.Stranger{
		message(foreign, `,"text":"x"`):                         {Chat: -9},
		message(foreign, command("/start@partnerbot CODE", 17)): {Chat: -9, Claim: "CODE"},
		message(foreign, command("/start@other CODE", 12)):      {Chat: -9},
		message(foreign, command("/help CODE", 5)):              {Chat: -9},
		anonymous:               {Chat: -9, Claim: "CODE"},
		member("member"):        {Chat: -9},
		member("administrator"): {Chat: -9, Administrator: true},
		member("kicked"):        {Chat: -9, Gone: true},
		member("left"):          {Chat: -9, Gone: true},
		`{"update_id":7,"my_chat_member":{` + ana + `,"chat":{"id":-5,"type":"channel"},"new_chat_member":{"status":"administrator"}}}`: {Chat: -5, Administrator: true},
	} {
		u := decodeOne(t, raw)
		if diff := cmp.Diff(&want, u.Stranger); diff != "" || u.Ignore || u.Input.What != nil {
			t.Errorf("%s: %+v %s", raw, u, diff)
		}
		if claimed := want.Claim != "" && raw != anonymous; (u.User != 0) != claimed {
			t.Errorf("%s: who claims the group is %d", raw, u.User)
		}
	}
}

func TestDecodeBroken(t *testing.T) {
	for _, raw := range []string{
		`{"update_id":7,"message":{"date":"yesterday"}}`, `{"update_id":7,"message":[]}`, `{"update_id":7,"callback_query":5}`,
	} {
		if u := decodeOne(t, raw); u.ID != 7 || u.Broken == "" || string(u.Raw) != raw {
			t.Errorf("%s: %+v", raw, u)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(message(private, `,"text":"/help—привет","entities":[{"type":"bot_command","offset":0,"length":5}]`))
	f.Add(`{"update_id":7,"message":{"date":"yesterday"}}`)
	f.Add(`{"update_id":7,"callback_query":{"id":"c","from":{"id":5},"data":"d"}}`)
	f.Fuzz(func(t *testing.T, raw string) {
		u := decodeOne(t, raw)
		if kinds := btoi(u.Ignore) + btoi(u.Broken != "") + btoi(u.Migrated != nil) + btoi(u.Stranger != nil) + btoi(u.Input.What != nil); kinds != 1 {
			t.Errorf("%q is %d things: %+v", raw, kinds, u)
		}
	})
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

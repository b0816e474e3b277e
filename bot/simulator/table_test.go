package simulator

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

type specified struct {
	Fields []struct {
		Name     string
		Types    []string
		Required bool
	}
}

// TestTableMatchesSpecification needs the specification of the Bot API as data
// in the file named by BOTAPI_SPEC.
func TestTableMatchesSpecification(t *testing.T) {
	b, err := os.ReadFile(os.Getenv("BOTAPI_SPEC"))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("BOTAPI_SPEC must name the specification of the Bot API: %v", err)
		}
		t.Skipf("skipped: BOTAPI_SPEC names no specification of the Bot API: %v", err)
	}
	var spec struct{ Methods, Types map[string]specified }
	if err := json.Unmarshal(b, &spec); err != nil {
		t.Fatal(err)
	}
	for _, m := range methodTable {
		there, ok := spec.Methods[m.name]
		if !ok {
			t.Errorf("the specification has no method %s", m.name)
			continue
		}
		compare(t, m, there)
		for _, f := range there.Fields {
			if m.field(f.Name) == nil {
				t.Errorf("%s: the table lacks %s", m.name, f.Name)
			}
		}
	}
	for _, ty := range typeTable {
		there, ok := spec.Types[ty.name]
		if !ok {
			t.Errorf("the specification has no type %s", ty.name)
			continue
		}
		compare(t, ty, there)
	}
}

func compare(t *testing.T, here spec, there specified) {
	t.Helper()
	for _, f := range here.fields {
		i := slices.IndexFunc(there.Fields, func(g struct {
			Name     string
			Types    []string
			Required bool
		}) bool {
			return g.Name == f.name
		})
		switch {
		case f.mark&old != 0:
			if i >= 0 {
				t.Errorf("%s.%s is marked as old but stands in the specification", here.name, f.name)
			}
		case i < 0:
			t.Errorf("%s.%s does not stand in the specification", here.name, f.name)
		case strings.Join(there.Fields[i].Types, "|") != f.types:
			t.Errorf("%s.%s is %v, not %s", here.name, f.name, there.Fields[i].Types, f.types)
		case there.Fields[i].Required != (f.mark&must != 0):
			t.Errorf("%s.%s: required is %v in the specification", here.name, f.name, there.Fields[i].Required)
		}
	}
}

func TestTableIsWhatIsServed(t *testing.T) {
	for name, e := range endpoints() {
		if e.serve == nil {
			t.Errorf("%s stands in the table and nothing answers it", name)
		}
	}
	types := map[string]spec{}
	for _, ty := range typeTable {
		types[ty.name] = ty
	}
	// What is read from JSON by reflection has the fields of the table.
	for _, c := range []struct {
		read  any
		names string
	}{
		{wireMarkup{}, "InlineKeyboardMarkup ReplyKeyboardMarkup ReplyKeyboardRemove ForceReply"},
		{wireInline{}, "InlineKeyboardButton"},
		{wireKey{}, "KeyboardButton"},
		{wireCopyText{}, "CopyTextButton"},
		{wireReply{}, "ReplyParameters"},
		{wirePreview{}, "LinkPreviewOptions"},
		{wireScope{}, "BotCommandScopeChatMember"},
		{Command{}, "BotCommand"},
		{Entity{}, "MessageEntity"},
	} {
		want := map[string]bool{}
		for _, n := range strings.Fields(c.names) {
			ty := types[n]
			for _, f := range ty.fields {
				want[f.name] = true
			}
		}
		typ := reflect.TypeOf(c.read)
		for i := range typ.NumField() {
			name, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			if name != "-" && !want[name] {
				t.Errorf("%s reads %s, which the table lacks in %s", typ, name, c.names)
			}
		}
	}
}

// TestAnswersHoldOnlyFieldsOfTheTable walks everything that the server writes
// in a session that touches every kind of message.
func TestAnswersHoldOnlyFieldsOfTheTable(t *testing.T) {
	w := newWorld(t, Options{})
	everyKind(w)
	types := map[string]spec{}
	for _, ty := range typeTable {
		types[ty.name] = ty
	}
	updates := w.updates(0)
	if len(updates) < 15 {
		t.Fatalf("%d updates, want one of every kind", len(updates))
	}
	for _, raw := range updates {
		walk(t, types, "Update", raw)
	}
	for _, c := range []struct{ method, params, result string }{
		{"getMe", "", "User"},
		{"getChat", "chat_id=" + itoa(w.ana.ID()), "ChatFullInfo"},
		{"getChatAdministrators", "chat_id=" + itoa(w.group.ID()), "Array of ChatMember"},
		{"getMyCommands", "", "Array of BotCommand"},
		{"getMyDescription", "", "BotDescription"},
		{"getMyShortDescription", "", "BotShortDescription"},
		{"getChatMember", "chat_id=" + itoa(w.group.ID()) + "&user_id=" + itoa(w.ana.ID()), "ChatMember"},
		{"copyMessage", "chat_id=" + itoa(w.ana.ID()) + "&from_chat_id=" + itoa(w.ana.ID()) + "&message_id=" + itoa(int64(w.ana.Messages()[0].ID)), "MessageId"},
	} {
		walk(t, types, c.result, w.must(c.method, c.params))
	}
}

func walk(t *testing.T, types map[string]spec, names string, raw json.RawMessage) {
	t.Helper()
	if el, ok := strings.CutPrefix(names, "Array of "); ok {
		var list []json.RawMessage
		if err := json.Unmarshal(raw, &list); err != nil {
			t.Fatalf("%s: %v in %s", names, err, raw)
		}
		for _, x := range list {
			walk(t, types, el, x)
		}
		return
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil {
		return // a scalar
	}
	ty, ok := types[concrete(names, fields)]
	if !ok {
		return
	}
	for name, value := range fields {
		f := ty.field(name)
		if f == nil {
			t.Errorf("%s is written with %s, which the table lacks", ty.name, name)
			continue
		}
		walk(t, types, f.types, value)
	}
	for _, f := range ty.fields {
		if _, ok := fields[f.name]; !ok && f.mark&must != 0 {
			t.Errorf("%s is written without %s, which is required: %s", ty.name, f.name, raw)
		}
	}
}

// concrete picks the type where the specification names a family.
func concrete(name string, fields map[string]json.RawMessage) string {
	switch name {
	case "MaybeInaccessibleMessage":
		if string(fields["date"]) == "0" {
			return "InaccessibleMessage"
		}
		return "Message"
	case "MessageOrigin":
		return "MessageOriginHiddenUser"
	case "ChatMember":
		return map[string]string{
			`"creator"`: "ChatMemberOwner", `"administrator"`: "ChatMemberAdministrator", `"member"`: "ChatMemberMember",
			`"left"`: "ChatMemberLeft", `"kicked"`: "ChatMemberBanned",
		}[string(fields["status"])]
	}
	return name
}

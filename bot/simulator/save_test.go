package simulator

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// What was saved is there again: chats as people see them, what waits for the
// bot, and what is known of the bot.
func TestSaveAndLoad(t *testing.T) {
	w := newWorld(t, Options{})
	everyKind(w)
	w.send(w.ana.ID(), "Избор", `{"inline_keyboard":[[{"text":"Да","callback_data":"y"}]]}`)
	w.send(w.ana.ID(), "Телефон?", `{"keyboard":[[{"text":"Изпрати","request_contact":true}]]}`)
	w.must("setMyCommands", `commands=[{"command":"menu","description":"Меню"}]&scope={"type":"all_private_chats"}`)
	w.must("setMyDescription", "description=Аз съм бот")
	w.Server.passed(3600e9)
	var file bytes.Buffer
	if err := w.Save(&file); err != nil {
		t.Fatal(err)
	}
	again := &world{T: t, Server: New(Options{Now: w.clock.Now}), clock: w.clock}
	if err := again.Load(bytes.NewReader(file.Bytes())); err != nil {
		t.Fatal(err)
	}
	if _, err := again.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(again.Close)
	again.ana, again.group = again.Person(Profile{ID: w.ana.ID()}), again.groups[w.group.ID()]
	if was, is := picturesOf(w), picturesOf(again); was != is {
		t.Error("people see something else: ", firstDifference(was, is))
	}
	if was, is := string(bytesOf(w.updates(0))), string(bytesOf(again.updates(0))); was != is {
		t.Error("something else waits: ", firstDifference(was, is))
	}
	before := w.lastID
	if id := again.send(again.ana.ID(), "след това", ""); id <= before {
		t.Errorf("message %d after %d", id, before)
	}
	taken(t)(again.ana.Tap("Да"))
	taken(t)(again.ana.Tap("Изпрати"))
	photo := again.ana.Messages()[4].File
	if photo == nil || len(photo.Data) == 0 || again.call("getFile", "file_id="+photo.ID).OK == false {
		t.Errorf("the photo is gone: %+v", again.ana.Messages()[4])
	}
	if err := again.Load(strings.NewReader("{")); err == nil {
		t.Error("half a file was read")
	}
}

// picturesOf is everything that a page shows.
func picturesOf(w *world) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	views := []any{w.peopleView(nil, nil), w.groupsView(), w.botView()}
	for _, c := range []*chat{w.ana.chat, w.group.chat, w.group.old} {
		views = append(views, w.chatSince(c, 0, allMessages))
	}
	w.mu.Unlock()
	said := w.Transcript(Transcript{People: []*Person{w.ana}, Group: w.group, Invitation: func(string) Invitation { return Invitation{} }})
	w.mu.Lock()
	return string(bytesOf(append(views, said)))
}

func bytesOf(v any) []byte {
	data, _ := json.MarshalIndent(v, "", " ")
	return data
}

func firstDifference(was, is string) string {
	a, b := strings.Split(was, "\n"), strings.Split(is, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return strings.Join(a[max(0, i-8):i+1], "\n") + "\nis now\n" + b[i]
		}
	}
	return "one is longer"
}

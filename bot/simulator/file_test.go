package simulator

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestFilesBothWays(t *testing.T) {
	w := newWorld(t, Options{})
	id := "chat_id"
	ana := itoa(w.ana.ID())
	data := []byte("a;b\n")
	r := w.upload("sendDocument", "document", "списък.csv", data, id, ana, "caption", "<b>Ето</b>", "parse_mode", "HTML")
	if !r.OK {
		t.Fatal(r.Description)
	}
	m := w.ana.Last()
	if m.File == nil || m.File.Name != "списък.csv" || !bytes.Equal(m.File.Data, data) || m.HTML() != "<b>Ето</b>" {
		t.Errorf("%+v", m)
	}
	if r := w.call("sendDocument", id+"="+ana+"&document="+m.File.ID); !r.OK {
		t.Error(r.Description)
	}
	if r := w.upload("sendPhoto", "p", "a.png", picture(20, 10), id, ana, "photo", "attach://p"); !r.OK {
		t.Error(r.Description)
	}
	if f := w.ana.Last().File; f == nil || f.Width != 20 || f.Height != 10 {
		t.Errorf("%+v", f)
	}
	for _, c := range []struct {
		got  reply
		want string
	}{
		{w.call("sendDocument", id+"="+ana), "there is no document in the request"},
		{w.call("sendDocument", id+"="+ana+"&document=http://x/y"), "failed to get HTTP URL content"},
		{w.call("sendDocument", id+"="+ana+"&document=xyz"), "wrong remote file identifier specified: Wrong character in the string"},
		{w.upload("sendDocument", "document", "a", nil, id, ana), "file must be non-empty"},
		{w.upload("sendPhoto", "photo", "a.png", data, id, ana), "IMAGE_PROCESS_FAILED"},
		{w.upload("sendPhoto", "photo", "a.png", picture(2, 100), id, ana), "PHOTO_INVALID_DIMENSIONS"},
	} {
		w.refused(c.got, 400, "Bad Request: "+c.want)
	}
	if r := w.upload("sendDocument", "document", "big", make([]byte, 50<<20+1), id, ana); r.ErrorCode != 413 {
		t.Errorf("51 MB: %+v", r)
	}
}

// A message with a file has a caption in place of a text.
func TestEditCaption(t *testing.T) {
	w := newWorld(t, Options{})
	chat := "chat_id=" + itoa(w.ana.ID())
	voice, _ := w.ana.Message(taken(t)(w.ana.SendVoice([]byte("OggS"))))
	round, _ := w.ana.Message(taken(t)(w.ana.SendVideoNote([]byte("mp4"))))
	r := w.call("sendVoice", chat+"&caption=a&voice="+voice.File.ID)
	if last := w.ana.Last(); !r.OK || last.Kind != KindVoice || last.Text != "a" {
		t.Errorf("%+v, %+v", r, last)
	}
	caption := "&message_id=" + itoa(int64(w.ana.Last().ID))
	w.refused(w.call("editMessageText", chat+caption+"&text=b"), 400, "Bad Request: there is no text in the message to edit")
	w.must("editMessageCaption", chat+caption+"&caption=b")
	if last := w.ana.Last(); last.Text != "b" {
		t.Errorf("the caption is %q", last.Text)
	}
	w.must("sendVideoNote", chat+"&video_note="+round.File.ID)
	w.refused(w.call("editMessageCaption", chat+"&caption=b&message_id="+itoa(int64(w.ana.Last().ID))), 400,
		"Bad Request: there is no caption in the message to edit")
}

// What a person sent can be sent on by its id, with a caption and buttons.
func TestFilesByID(t *testing.T) {
	w := newWorld(t, Options{})
	ana := "chat_id=" + itoa(w.ana.ID())
	data := []byte("bytes")
	ids := map[string]string{}
	for kind, sent := range map[string]int{
		KindDocument:  taken(t)(w.ana.SendFile("устав.pdf", "application/pdf", data)),
		KindPhoto:     taken(t)(w.ana.SendPhoto(picture(3, 3), "")),
		KindVoice:     taken(t)(w.ana.SendVoice(data)),
		KindAudio:     taken(t)(w.ana.SendAudio("песен.mp3", data)),
		KindVideo:     taken(t)(w.ana.SendVideo(data, "")),
		KindAnimation: taken(t)(w.ana.SendAnimation(data)),
		KindVideoNote: taken(t)(w.ana.SendVideoNote(data)),
	} {
		m, _ := w.ana.Message(sent)
		ids[kind] = m.File.ID
	}
	methods := map[string]string{
		KindDocument: "sendDocument", KindPhoto: "sendPhoto", KindVoice: "sendVoice", KindAudio: "sendAudio", KindVideo: "sendVideo",
		KindAnimation: "sendAnimation", KindVideoNote: "sendVideoNote",
	}
	for kind, method := range methods {
		params := ana + "&" + kind + "=" + ids[kind] + "&reply_markup=" + yes
		if kind != KindVideoNote {
			params += "&caption=<b>Ето</b>&parse_mode=HTML"
		}
		w.must(method, params)
		m := w.ana.Last()
		if m.Kind != kind || m.File.ID != ids[kind] || !m.HasButton("Да") || (m.HTML() == "<b>Ето</b>") != (kind != KindVideoNote) {
			t.Errorf("%s: %+v", method, m)
		}
		for other, id := range ids {
			r := w.call(method, ana+"&"+kind+"="+id)
			if refused := other != kind && (other == KindPhoto || kind == KindPhoto); refused {
				w.refused(r, 400, "Bad Request: can't use file of type "+fileTypes[other]+" as "+fileTypes[kind])
			} else if !r.OK {
				t.Errorf("%s of a %s: %s", method, other, r.Description)
			}
		}
	}
	if n, want := len(w.Violations()), 6*5; n != want {
		t.Errorf("%d files that change their kind are noticed, want %d", n, want)
	}
	w.must("sendVideoNote", ana+"&video_note="+ids[KindVideoNote]+"&caption=a")
	if v := w.Violations(); v[len(v)-1] != "sendVideoNote: no parameter caption" {
		t.Errorf("violations %q", v[len(v)-1])
	}
	if r := w.upload("sendVoice", "voice", "a.ogg", data, "chat_id", itoa(w.ana.ID())); !r.OK {
		t.Error(r.Description)
	}
}

func TestCopies(t *testing.T) {
	w := newWorld(t, Options{})
	if err := w.group.AddBot(w.ivan, ""); err != nil {
		t.Fatal(err)
	}
	service := w.group.Messages()[0].ID
	said := taken(t)(w.ana.Say("Въпрос /help"))
	photo := taken(t)(w.ana.SendPhoto(picture(3, 3), "снимка"))
	copied := func(from int64, id int, params string) reply {
		return w.call("copyMessage", "chat_id="+itoa(w.group.ID())+"&from_chat_id="+itoa(from)+"&message_id="+strconv.Itoa(id)+params)
	}
	if r := copied(w.ana.ID(), said, "&reply_markup="+yes); !r.OK || string(r.Result) != `{"message_id":`+strconv.Itoa(w.group.Last().ID)+"}" {
		t.Errorf("%+v", r)
	}
	if m := w.group.Last(); m.Text != "Въпрос /help" || !m.HasButton("Да") || !m.FromBot || m.From != w.BotID() {
		t.Errorf("the copy is %+v", m)
	}
	question := w.group.Last().ID
	copied(w.ana.ID(), photo, "&reply_to_message_id="+strconv.Itoa(question))
	if m := w.group.Last(); m.Kind != KindPhoto || m.Text != "снимка" || m.ReplyTo != question {
		t.Errorf("the copy is %+v", m)
	}
	copied(w.ana.ID(), photo, "&caption=<i>друго</i>&parse_mode=HTML")
	if m := w.group.Last(); m.HTML() != "<i>друго</i>" {
		t.Errorf("the copy is %+v", m)
	}
	w.refused(copied(w.ana.ID(), 9999, ""), 400, "Bad Request: message to copy not found")
	w.refused(copied(5, said, ""), 400, "Bad Request: chat not found")
	w.refused(copied(w.group.ID(), service, ""), 400, "Bad Request: message can't be copied")
	w.refused(copied(w.ana.ID(), said, "&caption="+strings.Repeat("я", 1025)), 400, "Bad Request: message caption is too long")
	if err := w.group.RemoveBot(); err != nil {
		t.Fatal(err)
	}
	w.refused(copied(w.ana.ID(), said, ""), 403, "Forbidden: bot was kicked from the group chat")
}

func TestDownloads(t *testing.T) {
	w := newWorld(t, Options{})
	get := func(path string) (int, []byte) {
		resp, err := http.Get(w.URL() + "/file/bot" + w.Token() + "/" + path)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		b, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, b
	}
	m, _ := w.ana.Message(taken(t)(w.ana.SendFile("устав.pdf", "application/pdf", []byte("%PDF"))))
	var f struct {
		Path string `json:"file_path"`
	}
	if err := json.Unmarshal(w.must("getFile", "file_id="+m.File.ID), &f); err != nil {
		t.Fatal(err)
	}
	if code, b := get(f.Path); code != 200 || string(b) != "%PDF" || !strings.HasPrefix(f.Path, "documents/file_") {
		t.Errorf("%s: %d %s", f.Path, code, b)
	}
	if code, _ := get("documents/other"); code != 404 {
		t.Errorf("an unknown path: %d", code)
	}
	w.clock.add(61 * time.Minute)
	if code, _ := get(f.Path); code != 404 {
		t.Errorf("an old path: %d", code)
	}
	for size, want := range map[int64]string{20 << 20: "", 20<<20 + 1: "Bad Request: file is too big"} {
		m, _ := w.ana.Message(taken(t)(w.ana.SendLargeFile("a.bin", "", size)))
		if r := w.call("getFile", "file_id="+m.File.ID); r.Description != want {
			t.Errorf("%d bytes: %q", size, r.Description)
		}
	}
	w.refused(w.call("getFile", "file_id=x"), 400, "Bad Request: invalid file_id")
}

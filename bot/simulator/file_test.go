package simulator

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
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

// A file that a person has sent is sent on by its id, as what it was.
func TestFilesSentOn(t *testing.T) {
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
	w.refused(w.call("sendPhoto", chat+"&photo="+voice.File.ID), 400, "Bad Request: can't use file of type voice as photo")
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

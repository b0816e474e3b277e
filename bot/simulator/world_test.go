package simulator

import (
	"bytes"
	"context"
	"encoding/json"
	"image"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// world is a server with some people, seen from the bot's end of the wire.
type world struct {
	*testing.T
	*Server
	ana   *Person
	ivan  *Person
	group *Group
	clock *clock
}

// clock is a time that tests move by hand.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func newWorld(t *testing.T, o Options) *world {
	t.Helper()
	c := &clock{now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	o.Now = c.Now
	s := New(o)
	if _, err := s.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	w := &world{T: t, Server: s, clock: c}
	w.ana = s.Person(Profile{First: "Ана", Last: "Петрова", LanguageCode: "bg"})
	w.ivan = s.Person(Profile{First: "Иван"})
	w.group = s.Group("Координатори", w.ivan, w.ana)
	if _, err := w.ana.Open(""); err != nil {
		t.Fatal(err)
	}
	return w
}

type reply struct {
	OK          bool
	Result      json.RawMessage
	ErrorCode   int `json:"error_code"`
	Description string
	Parameters  struct {
		RetryAfter int   `json:"retry_after"`
		MigrateTo  int64 `json:"migrate_to_chat_id"`
	}
}

func (w *world) post(ctx context.Context, method, contentType string, body io.Reader) (reply, http.Header, error) {
	w.Helper()
	var r reply
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.URL()+"/bot"+w.Token()+"/"+method, body)
	if err != nil {
		return r, nil, err
	}
	req.Header.Set("Content-Type", contentType)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return r, nil, err
	}
	defer resp.Body.Close()
	return r, resp.Header, json.NewDecoder(resp.Body).Decode(&r)
}

// call sends parameters as a form: a=1&b=2, not escaped.
func (w *world) call(method, params string) reply {
	w.Helper()
	v := url.Values{}
	for p := range strings.SplitSeq(params, "&") {
		if k, x, ok := strings.Cut(p, "="); ok {
			v.Set(k, x)
		}
	}
	return w.form(method, v)
}

func (w *world) form(method string, v url.Values) reply {
	w.Helper()
	r, _, err := w.post(w.Context(), method, "application/x-www-form-urlencoded", strings.NewReader(v.Encode()))
	if err != nil {
		w.Fatalf("%s: %v", method, err)
	}
	return r
}

func (w *world) must(method, params string) json.RawMessage {
	w.Helper()
	r := w.call(method, params)
	if !r.OK {
		w.Fatalf("%s %s: %s", method, params, r.Description)
	}
	return r.Result
}

// send makes the bot say something with a keyboard and returns the message's id.
func (w *world) send(chat int64, text, markup string) int {
	w.Helper()
	v := url.Values{"chat_id": {itoa(chat)}, "text": {text}}
	if markup != "" {
		v.Set("reply_markup", markup)
	}
	r := w.form("sendMessage", v)
	if !r.OK {
		w.Fatalf("sendMessage: %s", r.Description)
	}
	var m struct {
		ID int `json:"message_id"`
	}
	if err := json.Unmarshal(r.Result, &m); err != nil {
		w.Fatal(err)
	}
	return m.ID
}

// updates polls once from an offset, without the slowness that Telegram has for
// those who ask the same again.
func (w *world) updates(offset int) []json.RawMessage {
	w.Helper()
	w.mu.Lock()
	w.queue.lastStart = time.Time{}
	w.mu.Unlock()
	var list []json.RawMessage
	if err := json.Unmarshal(w.must("getUpdates", "offset="+strconv.Itoa(offset)), &list); err != nil {
		w.Fatal(err)
	}
	return list
}

func updateID(raw json.RawMessage) int {
	var u struct {
		ID int `json:"update_id"`
	}
	_ = json.Unmarshal(raw, &u)
	return u.ID
}

func (w *world) refused(r reply, code int, description string) {
	w.Helper()
	if r.OK || r.ErrorCode != code || r.Description != description {
		w.Errorf("answer is %v %d %q, want %d %q", r.OK, r.ErrorCode, r.Description, code, description)
	}
}

func (w *world) upload(method, field, name string, data []byte, params ...string) reply {
	w.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for i := 0; i < len(params); i += 2 {
		_ = m.WriteField(params[i], params[i+1])
	}
	part, _ := m.CreateFormFile(field, name)
	_, _ = part.Write(data)
	_ = m.Close()
	r, _, err := w.post(w.Context(), method, m.FormDataContentType(), &b)
	if err != nil {
		w.Fatal(err)
	}
	return r
}

// taken takes the answers of a person's methods.
func taken(t testing.TB) func(int, error) int {
	return func(id int, err error) int {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func picture(width, height int) []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height)))
	return b.Bytes()
}

// everyKind makes an update of every kind there is.
func everyKind(w *world) {
	ok := taken(w.T)
	id := ok(w.ana.Say("/menu и https://example.org"))
	ok(w.ana.Edit(id, "друго"))
	ok(w.ana.SendContact(true, ""))
	ok(w.ana.SendFile("a.pdf", "application/pdf", []byte("pdf")))
	ok(w.ana.SendPhoto(picture(3, 3), "снимка"))
	ok(w.ana.SendVoice([]byte("ogg")))
	ok(w.ana.SendVideo([]byte("mp4"), "видео"))
	ok(w.ana.SendVideoNote([]byte("mp4")))
	ok(w.ana.SendAudio("песен.mp3", []byte("mp3")))
	ok(w.ana.SendAnimation([]byte("mp4")))
	ok(w.ana.SendSticker())
	ok(w.ana.SendLocation(43.85, 25.95))
	ok(w.ana.Forward("чуждо"))
	ok(w.ana.SendAlbum("две", picture(3, 3), picture(3, 3)))
	asked := w.send(w.ana.ID(), "Въпрос", `{"inline_keyboard":[[{"text":"Да","callback_data":"y"}]]}`)
	ok(w.ana.Tap("Да"))
	ok(w.ana.Reply(asked, "отговор"))
	w.must("deleteMessage", "chat_id="+itoa(w.ana.ID())+"&message_id="+strconv.Itoa(asked))
	ok(w.ana.TapData(asked, "y"))
	if err := w.group.AddBot(w.ivan, "CODE"); err != nil {
		w.Fatal(err)
	}
	for _, err := range []error{
		w.group.Promote(w.ana), w.group.Anonymous(w.ana, true), w.group.BotAdmin(true), w.group.Migrate(),
	} {
		if err != nil {
			w.Fatal(err)
		}
	}
	ok(w.ana.SayIn(w.group, "здравейте"))
	for _, err := range []error{w.ana.Block(), w.ana.Unblock()} {
		if err != nil {
			w.Fatal(err)
		}
	}
}

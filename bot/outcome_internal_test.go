package bot

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

func TestJudge(t *testing.T) {
	bad := func(words string) *failure {
		return &failure{code: 400, description: "Bad Request: " + words, written: true}
	}
	restart := &failure{code: 429, description: "Too Many Requests: retry after 5", retryAfter: 5 * time.Second, written: true}
	for _, c := range []struct {
		err          error
		once, shaken bool
		want         meaning
	}{
		{nil, false, false, arrived},
		{bad("message is not modified: specified new message content …"), false, false, arrived},
		{bad("message to edit not found"), false, false, nothing},
		{bad("message can't be edited"), false, false, nothing},
		{bad("MESSAGE_ID_INVALID"), false, false, nothing},
		{bad("message is too long"), false, false, refused},
		{bad("CHAT_WRITE_FORBIDDEN"), false, false, away},
		{bad("not enough rights to send text messages to the chat"), false, false, away},
		{bad("chat not found"), false, false, away},
		{&failure{code: 403, description: "Forbidden: bot was blocked by the user", written: true}, true, false, away},
		{&failure{code: 400, description: "Bad Request: group chat was upgraded to a supergroup chat", migrateTo: -5, written: true}, false, false, moved},
		{restart, true, true, unknown},
		{restart, true, false, tooMany},
		{restart, false, true, tooMany},
		{&failure{code: 429, description: "x", retryAfter: time.Minute, written: true}, true, true, tooMany},
		{&failure{code: 401, description: "Unauthorized", written: true}, false, false, unknownToken},
		{&failure{code: 404, description: "Not Found", written: true}, false, false, unknownToken},
		{&failure{code: 404, description: "Not Found: method not found", written: true}, false, false, refused},
		{&failure{code: 404, written: true}, false, false, unknown}, // not Telegram's words: a proxy's
		{&failure{code: 401, written: true}, false, false, unknown},
		{&failure{code: 502, written: true}, false, false, unknown},
		{&failure{cause: context.DeadlineExceeded, written: true}, true, false, unknown},
		{&failure{cause: context.DeadlineExceeded}, true, false, unsent},
		{errors.New("the file is gone"), false, false, refused},
	} {
		if got := judge(c.err, c.once, c.shaken); got != c.want {
			t.Errorf("%v, once %v, shaken %v: %d, want %d", c.err, c.once, c.shaken, got, c.want)
		}
	}
}

const testToken = "1234567890:TESTtestTESTtestTESTtestTESTtestTES"

// What a request that goes wrong tells: whether it left, the status, Telegram's
// words; never the token.
func TestFailures(t *testing.T) {
	answer := func(status int, kind, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.WriteHeader(status)
			fmt.Fprint(w, body)
		}
	}
	for name, c := range map[string]struct {
		serve http.HandlerFunc
		want  failure
	}{
		"429": {
			answer(429, "application/json", `{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 7","parameters":{"retry_after":7}}`),
			failure{code: 429, retryAfter: 7 * time.Second, written: true, description: "Too Many Requests: retry after 7"},
		},
		"migrated": {
			answer(400, "application/json", `{"ok":false,"error_code":400,"description":"Bad Request: x","parameters":{"migrate_to_chat_id":-5}}`),
			failure{code: 400, migrateTo: -5, written: true, description: "Bad Request: x"},
		},
		"502 in HTML":      {answer(502, "text/html", "<html>"), failure{code: 502, written: true}},
		"200 in HTML":      {answer(200, "text/html; charset=utf-8", "<html>"), failure{code: 200, written: true}},
		"500 in JSON":      {answer(500, "application/json", `{"ok":false,"error_code":500}`), failure{code: 500, written: true}},
		"half an answer":   {answer(200, "application/json", `{"ok":tr`), failure{written: true}},
		"nothing":          {answer(200, "application/json", ``), failure{written: true}},
		"cut":              {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, failure{written: true}},
		"redirected":       {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/elsewhere", http.StatusFound) }, failure{code: 302, written: true}},
		"no time to reply": {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, failure{written: true}},
	} {
		for _, upload := range []bool{false, true} {
			t.Run(fmt.Sprint(name, " upload ", upload), func(t *testing.T) {
				// Not the request's own context: a server that has not read all that was
				// sent does not notice that its client has gone.
				ctx, end := context.WithCancel(t.Context())
				server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					_ = r.ParseMultipartForm(1 << 20)
					c.serve(w, r.WithContext(ctx))
				}))
				defer server.Close()
				defer end()
				got := failed(t, server.URL, upload)
				if got.code != c.want.code || got.written != c.want.written || got.retryAfter != c.want.retryAfter ||
					got.migrateTo != c.want.migrateTo || got.description != c.want.description {
					t.Errorf("%+v, want %+v", got, c.want)
				}
			})
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	for name, url := range map[string]string{
		"refused": "http://" + l.Addr().String(), "no such name": "http://nobody.invalid", "no address": "http://\x7f", "strange": "gopher://x",
	} {
		if got := failed(t, url, false); got.written || got.code != 0 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// failed makes a request that is bound to fail.
func failed(t *testing.T, url string, upload bool) *failure {
	t.Helper()
	c := newClient(testToken, url)
	defer c.close()
	var files []tgbotapi.RequestFile
	if upload {
		files = append(files, tgbotapi.RequestFile{Name: "document", Data: tgbotapi.FileBytes{Name: "a", Bytes: []byte("b")}})
	}
	_, err := c.call(t.Context(), time.Second, "sendMessage", tgbotapi.Params{"chat_id": "1"}, files...)
	var f *failure
	if !errors.As(err, &f) {
		t.Fatalf("the error is %v", err)
	}
	if strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, f.cause), testToken) {
		t.Errorf("the error holds the token: %v", err)
	}
	return f
}

func TestSecret(t *testing.T) {
	s := Secret(testToken)
	text, err := s.MarshalText()
	if got := fmt.Sprintf("%v %s %+v %#v %q %x %s", s, s, s, s, s, s, s.LogValue()) + string(text); strings.Contains(got, "TEST") || err != nil {
		t.Errorf("the secret is shown: %s", got)
	}
	if got := fmt.Sprintf("%+v %#v", struct{ T Secret }{s}, struct{ T Secret }{s}); strings.Contains(got, "TEST") {
		t.Errorf("the secret is shown: %s", got)
	}
}

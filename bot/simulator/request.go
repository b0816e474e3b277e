package simulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// maxUpload is Telegram's limit for files that bots send, in bytes.
const maxUpload = 50 << 20

// maxForm is what one request may hold beside its files, in bytes.
const maxForm = 1 << 20

type arg struct{ name, value string }

type upload struct {
	field, name, mime string
	data              []byte
}

// query is one request: its parameters in the order they came, all as text,
// which is how Telegram's server sees them too.
type query struct {
	*endpoint
	args   []arg
	files  []upload
	ctx    interface{ Done() <-chan struct{} }
	notes  []string // violations
	lost   bool     // the answer will not arrive
	buffer []byte   // of the answer, reused
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

var answers = sync.Pool{New: func() any { b := make([]byte, 0, 2048); return &b }}

func readQuery(w http.ResponseWriter, r *http.Request, e *endpoint) (*query, *refusal) {
	q := &query{endpoint: e, ctx: r.Context(), buffer: *answers.Get().(*[]byte)}
	q.addForm(r.URL.RawQuery)
	kind, params, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	var f *refusal
	switch strings.ToLower(strings.TrimSpace(kind)) {
	case "multipart/form-data":
		f = q.addMultipart(http.MaxBytesReader(w, r.Body, maxUpload+maxForm), kind+";"+params)
	case "application/json":
		var body string
		if body, f = q.readAll(w, r); f == nil {
			f = q.addJSON([]byte(body))
		}
	default:
		var body string
		if body, f = q.readAll(w, r); f == nil {
			q.addForm(body)
		}
	}
	if f != nil {
		return q, f
	}
	for _, a := range q.args {
		if !utf8.ValidString(a.value) {
			return q, bad("strings must be encoded in UTF-8")
		}
	}
	return q, nil
}

func (q *query) release(out []byte) {
	if cap(out) <= 64<<10 {
		out = out[:0]
		answers.Put(&out)
	}
}

func (q *query) readAll(w http.ResponseWriter, r *http.Request) (string, *refusal) {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	defer func() {
		if b.Cap() <= 64<<10 {
			buffers.Put(b)
		}
	}()
	if _, err := b.ReadFrom(http.MaxBytesReader(w, r.Body, maxForm)); err != nil {
		return "", readRefusal(err)
	}
	return b.String(), nil
}

func readRefusal(err error) *refusal {
	var big *http.MaxBytesError
	if errors.As(err, &big) {
		return &refusal{code: 413, text: "Request Entity Too Large"}
	}
	return bad("can't read the request")
}

func (q *query) addForm(s string) {
	for s != "" {
		var pair string
		pair, s, _ = strings.Cut(s, "&")
		k, v, _ := strings.Cut(pair, "=")
		k, err1 := url.QueryUnescape(k)
		v, err2 := url.QueryUnescape(v)
		if err1 == nil && err2 == nil && k != "" {
			q.args = append(q.args, arg{k, v})
		}
	}
}

func (q *query) addJSON(b []byte) *refusal {
	if len(bytes.TrimSpace(b)) == 0 {
		return nil
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(b, &fields); err != nil {
		return bad("can't parse request JSON object")
	}
	for k, raw := range fields {
		value := string(raw)
		if len(raw) > 0 && raw[0] == '"' {
			if err := json.Unmarshal(raw, &value); err != nil {
				return bad("can't parse request JSON object")
			}
		}
		q.args = append(q.args, arg{k, value})
	}
	return nil
}

func (q *query) addMultipart(body io.Reader, contentType string) *refusal {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return bad("can't parse multipart form data")
	}
	for m := multipart.NewReader(body, params["boundary"]); ; {
		part, err := m.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return readRefusal(err)
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return readRefusal(err)
		}
		if part.FileName() == "" {
			q.args = append(q.args, arg{part.FormName(), string(data)})
			continue
		}
		q.files = append(q.files, upload{part.FormName(), part.FileName(), part.Header.Get("Content-Type"), data})
	}
}

func (q *query) find(name string) (string, bool) {
	for i := range q.args {
		if q.args[i].name == name {
			return q.args[i].value, true
		}
	}
	return "", false
}

func (q *query) text(name string) string {
	v, _ := q.find(name)
	return v
}

// integer forgives what is not a number, as Telegram's get_integer_arg does.
func (q *query) integer(name string, otherwise, low, high int64) int64 {
	v, ok := q.find(name)
	if !ok {
		return otherwise
	}
	n, err := strconv.ParseInt(v, 10, 64)
	if err != nil {
		return otherwise
	}
	return min(max(n, low), high)
}

func (q *query) flag(name string) bool { return isTrue(q.text(name)) }

// isTrue follows to_bool of Telegram's server.
func isTrue(v string) bool {
	switch strings.ToLower(v) {
	case "true", "yes", "1":
		return true
	}
	return false
}

func (q *query) file(field string) *upload {
	for i := range q.files {
		if q.files[i].field == field {
			return &q.files[i]
		}
	}
	return nil
}

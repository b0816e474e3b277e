package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// Time-outs of requests. A long poll lasts as long as Telegram lets it (50 s at
// most, tdlib/telegram-bot-api) and then some.
const (
	pollTimeout   = 50 * time.Second
	pollPatience  = pollTimeout + 15*time.Second
	sendPatience  = 30 * time.Second
	filePatience  = 120 * time.Second
	maxDownload   = 20 << 20 // Bot API, getFile
	manyIdleConns = 512
)

// failure is a request that did not succeed.
type failure struct {
	method      string
	code        int    // Telegram's error_code, or the status of an answer that is not Telegram's; 0: no answer
	description string // Telegram's words
	retryAfter  time.Duration
	migrateTo   int64
	written     bool  // the request has left: what it asked for may have happened
	cause       error // without the token
}

// Error is for logs: Telegram's words or the network's, never the token.
func (f *failure) Error() string {
	switch {
	case f.description != "":
		return fmt.Sprintf("%s: %s", f.method, f.description)
	case f.code != 0:
		return fmt.Sprintf("%s: status %d", f.method, f.code)
	}
	return fmt.Sprintf("%s: %v", f.method, f.cause)
}

func (f *failure) Unwrap() error { return f.cause }

// client makes requests of the Bot API. It is safe for concurrent use.
type client struct {
	api       tgbotapi.BotAPI // copied for each request, so that each has its own context
	endpoint  string
	token     Secret
	transport *http.Transport
	shaken    atomic.Int64 // when Telegram's server last failed at any request, Unix nanoseconds
}

func newClient(token Secret, apiURL string) *client {
	t := http.DefaultTransport.(*http.Transport).Clone() // with the proxy of the environment
	t.MaxIdleConns, t.MaxIdleConnsPerHost = manyIdleConns, manyIdleConns
	// A connection that has been idle for long may have been closed at the other
	// end, and a request on it lost in a way that leaves it in doubt.
	t.IdleConnTimeout = 20 * time.Second
	// One connection for each request under way: the end of one connection must
	// not put all of them in doubt.
	t.Protocols = new(http.Protocols)
	t.Protocols.SetHTTP1(true)
	c := &client{endpoint: strings.TrimRight(apiURL, "/"), token: token, transport: t}
	c.api = tgbotapi.BotAPI{Token: string(token)}
	c.api.SetAPIEndpoint(c.endpoint + "/bot%s/%s")
	return c
}

// close ends connections that nobody uses.
func (c *client) close() { c.transport.CloseIdleConnections() }

// call makes a request and returns its result. The error is a *failure.
func (c *client) call(ctx context.Context, patience time.Duration, method string, params tgbotapi.Params, files ...tgbotapi.RequestFile) (json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	trip := &trip{ctx: ctx, client: c}
	api := c.api
	api.Client = trip
	var resp *tgbotapi.APIResponse
	var err error
	if len(files) > 0 {
		resp, err = api.UploadFiles(method, params, files)
	} else {
		resp, err = api.MakeRequest(method, params)
	}
	if err == nil {
		return resp.Result, nil
	}
	f := &failure{method: method, written: trip.written.Load(), cause: c.withoutToken(err)}
	var status *statusError
	var said *tgbotapi.Error
	switch {
	case errors.As(err, &status):
		f.code, f.cause = status.code, nil
		if status.code >= 500 {
			c.shaken.Store(time.Now().UnixNano())
		}
	case errors.As(err, &said) && resp != nil:
		// The code of the library's error is missing for uploads; the answer has it.
		f.code, f.description = resp.ErrorCode, strings.ReplaceAll(said.Message, string(c.token), hidden)
		f.retryAfter, f.migrateTo = time.Duration(said.RetryAfter)*time.Second, said.MigrateToChatID
		f.cause = nil
	}
	return nil, f
}

// restarting reports whether Telegram's server may be being restarted: then its
// refusals may concern messages that did go out.
func (c *client) restarting() bool {
	return time.Since(time.Unix(0, c.shaken.Load())) < restartTime
}

// trip is one request on its way: the library's HTTPClient.
type trip struct {
	ctx     context.Context
	client  *client
	written atomic.Bool
}

// statusError is an answer that is not Telegram's: of a proxy, of a server that
// is being restarted.
type statusError struct{ code int }

func (e *statusError) Error() string { return fmt.Sprintf("status %d", e.code) }

// maxAnswer is how many bytes of an answer are read: a batch of updates has
// about 4 MiB at most (tdlib/telegram-bot-api).
const maxAnswer = 16 << 20

// Do implements tgbotapi.HTTPClient. It notes whether the request has left,
// keeps the address with the token out of errors, reads the answer to its end so
// that the connection can be used again, and refuses what is not an answer of
// the Bot API. Redirections are not followed.
func (t *trip) Do(r *http.Request) (*http.Response, error) {
	trace := &httptrace.ClientTrace{
		// The transport takes another connection only if nothing was written to
		// the first.
		GetConn:      func(string) { t.written.Store(false) },
		WroteHeaders: func() { t.written.Store(true) },
	}
	resp, err := t.client.transport.RoundTrip(r.WithContext(httptrace.WithClientTrace(t.ctx, trace)))
	if err != nil {
		return nil, t.client.withoutToken(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode >= 500 || !isJSON(resp.Header.Get("Content-Type")) {
		_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10))
		return nil, &statusError{resp.StatusCode}
	}
	body := bytes.NewBuffer(make([]byte, 0, max(0, min(resp.ContentLength, 1<<20))+bytes.MinRead))
	if _, err := body.ReadFrom(io.LimitReader(resp.Body, maxAnswer)); err != nil {
		return nil, t.client.withoutToken(err)
	}
	resp.Body = io.NopCloser(body)
	return resp, nil
}

func isJSON(contentType string) bool {
	if contentType == "application/json" {
		return true
	}
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && kind == "application/json"
}

// withoutToken is the error without the address, which holds the token.
func (c *client) withoutToken(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	if strings.Contains(err.Error(), string(c.token)) {
		return errors.New(strings.ReplaceAll(err.Error(), string(c.token), hidden))
	}
	return err
}

// download fetches a file that a person sent. The library's File.Link is not
// used: it ignores the configured address. The error is a *failure, or that of
// to.
func (c *client) download(ctx context.Context, path string, to func(io.Reader) error) error {
	ctx, cancel := context.WithTimeout(ctx, filePatience)
	defer cancel()
	failed := func(code int, err error) error { return &failure{method: "download", code: code, cause: err} }
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.endpoint+"/file/bot"+string(c.token)+"/"+path, nil)
	if err != nil {
		return failed(http.StatusNotFound, nil)
	}
	resp, err := c.transport.RoundTrip(r)
	if err != nil {
		return failed(0, c.withoutToken(err))
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK {
		return &failure{method: "download", code: resp.StatusCode, written: true}
	}
	body := &noted{r: io.LimitReader(resp.Body, maxDownload+1)}
	err = to(body)
	if body.err != nil {
		return &failure{method: "download", written: true, cause: c.withoutToken(body.err)}
	}
	if body.n > maxDownload {
		return errTooBig
	}
	return err
}

// noted is a reader that remembers how it ended, so that an error of the
// network can be told from one of the store.
type noted struct {
	r   io.Reader
	n   int64
	err error
}

// Read implements io.Reader.
func (r *noted) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	r.n += int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		r.err = err
	}
	return n, err
}

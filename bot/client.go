package bot

import (
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
	manyIdleConns = 128
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
	api      tgbotapi.BotAPI // copied for each request, so that each has its own context
	endpoint string
	token    Secret
	http     *http.Client
}

func newClient(token Secret, apiURL string) *client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConns, transport.MaxIdleConnsPerHost = manyIdleConns, manyIdleConns
	c := &client{endpoint: strings.TrimRight(apiURL, "/"), token: token, http: &http.Client{Transport: transport}}
	c.api = tgbotapi.BotAPI{Token: string(token)}
	c.api.SetAPIEndpoint(c.endpoint + "/bot%s/%s")
	return c
}

// close ends connections that nobody uses.
func (c *client) close() { c.http.CloseIdleConnections() }

// call makes a request and returns its result. The error is a *failure.
func (c *client) call(ctx context.Context, patience time.Duration, method string, params tgbotapi.Params, files ...tgbotapi.RequestFile) (json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	trip := &trip{ctx: ctx, http: c.http}
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
	f := &failure{method: method, written: trip.written.Load(), cause: err}
	var status *statusError
	var said *tgbotapi.Error
	switch {
	case errors.As(err, &status):
		f.code = status.code
	case errors.As(err, &said) && resp != nil:
		// The code of the library's error is missing for uploads; the answer has it.
		f.code, f.description = resp.ErrorCode, said.Message
		f.retryAfter, f.migrateTo = time.Duration(said.RetryAfter)*time.Second, said.MigrateToChatID
		f.cause = nil
	}
	return nil, f
}

// trip is one request on its way: the library's HTTPClient.
type trip struct {
	ctx     context.Context
	http    *http.Client
	written atomic.Bool
}

// statusError is an answer that is not Telegram's: of a proxy, of a server that
// is being restarted.
type statusError struct{ code int }

func (e *statusError) Error() string { return fmt.Sprintf("status %d", e.code) }

// Do implements tgbotapi.HTTPClient. It notes whether the request has left,
// takes the address with the token out of errors, and refuses what is not an
// answer of the Bot API.
func (t *trip) Do(r *http.Request) (*http.Response, error) {
	trace := &httptrace.ClientTrace{WroteHeaders: func() { t.written.Store(true) }}
	resp, err := t.http.Do(r.WithContext(httptrace.WithClientTrace(t.ctx, trace)))
	if err != nil {
		return nil, withoutAddress(err)
	}
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	if resp.StatusCode >= 500 || kind != "application/json" {
		_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10))
		_ = resp.Body.Close()
		return nil, &statusError{resp.StatusCode}
	}
	return resp, nil
}

// withoutAddress is the error without the address, which holds the token.
func withoutAddress(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// download fetches a file that a person sent. The library's File.Link is not
// used: it ignores the configured address.
func (c *client) download(ctx context.Context, path string, to func(io.Reader) error) error {
	ctx, cancel := context.WithTimeout(ctx, filePatience)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.endpoint+"/file/bot"+string(c.token)+"/"+path, nil)
	if err != nil {
		return errors.New("the file's address is not usable")
	}
	resp, err := c.http.Do(r)
	if err != nil {
		return withoutAddress(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK {
		return &statusError{resp.StatusCode}
	}
	return to(io.LimitReader(resp.Body, maxDownload+1))
}

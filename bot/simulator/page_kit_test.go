package simulator

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// fakeProgramme is what a page drives, noted down.
type fakeProgramme struct {
	clock *clock

	mu      sync.Mutex
	steps   []time.Time
	due     []time.Time
	calls   []string
	trouble Words
	fails   error         // of each step
	holds   chan struct{} // each step waits for its end
}

func (f *fakeProgramme) note(call string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = append(f.calls, call)
}

func (f *fakeProgramme) Coming() []Coming {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []Coming
	for _, at := range f.due {
		if at.After(f.clock.Now()) {
			out = append(out, Coming{at, Words{"напомняне", "reminder"}, true})
		}
	}
	return out
}

func (f *fakeProgramme) Step(_ context.Context, until time.Time) error {
	if coming := f.Coming(); len(coming) > 0 && coming[0].At.Before(until) {
		until = coming[0].At
	}
	if f.holds != nil {
		<-f.holds
	}
	if f.fails != nil {
		return f.fails
	}
	f.clock.add(until.Sub(f.clock.Now()))
	f.mu.Lock()
	defer f.mu.Unlock()
	f.steps = append(f.steps, until)
	return nil
}

func (f *fakeProgramme) Restart(context.Context) error      { f.note("restart"); return nil }
func (f *fakeProgramme) RolesChanged(context.Context) error { f.note("roles"); return nil }

func (f *fakeProgramme) Trouble() Words {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.trouble
}

// browser is a browser without a screen.
type browser struct {
	*world
	page      *Page
	programme *fakeProgramme
	server    *httptest.Server
}

func newBrowser(t *testing.T) *browser {
	t.Helper()
	w := newWorld(t, Options{})
	f := &fakeProgramme{clock: w.clock}
	b := &browser{world: w, programme: f}
	b.page = NewPage(w.Server, PageOptions{
		Programme: f, Location: time.UTC, Title: Words{"Проба", "Trial"}, GroupCode: "CLAIM",
		Invitations: []Invitation{{Name: "Сдружение „Дунав“", Code: "DANUBE"}},
	})
	b.page.Describe(w.ana, Words{"за Ана", "of Ana"}, "DANUBE")
	b.page.Open(w.ana, nil)
	b.server = httptest.NewServer(b.page)
	t.Cleanup(b.server.Close)
	return b
}

// got is the head of an answer.
type got struct {
	StatusCode int
	Header     http.Header
}

// ask makes a request of the page itself; headers are pairs.
func (b *browser) ask(method, path, body string, headers ...string) (got, string) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Context(), 5*time.Second) // a stream that should have been refused does not end
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, b.server.URL+path, strings.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	if method == http.MethodPost {
		req.Header.Set("Origin", b.server.URL)
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
		if headers[i] == "Host" {
			req.Host = headers[i+1]
		}
		if headers[i+1] == "" {
			req.Header.Del(headers[i])
		}
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		b.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		b.Fatal(err)
	}
	return got{resp.StatusCode, resp.Header}, string(data)
}

// does has somebody do something on the page.
func (b *browser) does(a action) string {
	b.Helper()
	body, err := json.Marshal(a)
	if err != nil {
		b.Fatal(err)
	}
	resp, said := b.ask("POST", "/do", string(body))
	if resp.StatusCode != 200 {
		b.Errorf("%+v: %d %s", a, resp.StatusCode, said)
	}
	return said
}

// firstNews is what a browser gets when it opens the stream.
func (b *browser) firstNews(query ...string) string {
	b.Helper()
	s := b.open(strings.Join(query, "&"))
	defer s.close()
	return s.until(func(event, _ string) bool { return event == "now" })
}

// opened is a stream that is being read.
type opened struct {
	b     *browser
	lines *bufio.Scanner
	close func()
}

func (b *browser) open(query string) *opened {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Context(), 10*time.Second)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, b.server.URL+"/events?"+query, nil)
	if err != nil {
		b.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = resp.Body.Close() })
	lines := bufio.NewScanner(resp.Body)
	lines.Buffer(nil, 1<<20)
	return &opened{b, lines, cancel}
}

// until reads up to the event that fits, and returns all of it.
func (o *opened) until(fits func(event, data string) bool) string {
	o.b.Helper()
	var all strings.Builder
	event := ""
	for o.lines.Scan() {
		line := o.lines.Text()
		all.WriteString(line + "\n")
		if name, ok := strings.CutPrefix(line, "event: "); ok {
			event = name
		}
		if data, ok := strings.CutPrefix(line, "data: "); ok && fits(event, data) {
			return all.String()
		}
	}
	if err := o.lines.Err(); !errors.Is(err, context.Canceled) {
		o.b.Errorf("the stream ends: %v\n%s", err, all.String())
	}
	return all.String()
}

package simulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	chatsShown    = 24 // at most, in one stream
	messagesShown = 60 // of each chat at first, the newest
	allMessages   = 1 << 20
	together      = 20 * time.Millisecond // changes within it are told at once
	keepAlive     = 20 * time.Second
)

// stream tells a browser of everything, as server-sent events: a first picture,
// then what changes. chats=1,-2 are those that it shows; those in all are sent from
// their beginning. One stream serves all phones, since browsers allow six
// connections a host.
func (p *Page) stream(w http.ResponseWriter, r *http.Request) {
	v := &viewer{page: p, shown: map[int64]int{}, revs: map[int64]int{}, toasts: map[int64]int{}, sent: map[string][]byte{}}
	for _, id := range numbers(r.URL.Query().Get("chats")) {
		v.shown[id] = messagesShown
	}
	for _, id := range numbers(r.URL.Query().Get("all")) {
		v.shown[id] = allMessages
	}
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	rc := http.NewResponseController(w)
	fmt.Fprintf(w, "retry: 1000\nevent: hello\ndata: {\"real\":%d,\"began\":%q}\n\n", time.Now().UnixMilli(), p.began)
	alive := time.NewTicker(keepAlive)
	defer alive.Stop()
	for {
		p.s.mu.Lock()
		changed := p.s.anything.wait()
		p.s.mu.Unlock()
		if _, err := w.Write(v.news()); err != nil || rc.Flush() != nil {
			return
		}
		select {
		case <-changed:
			pause(together, r.Context().Done(), r.Context().Done())
		case <-alive.C:
			fmt.Fprint(w, ": alive\n\n")
		case <-r.Context().Done():
			return
		}
	}
}

func numbers(list string) []int64 {
	var out []int64
	for part := range strings.SplitSeq(list, ",") {
		if n, err := strconv.ParseInt(part, 10, 64); err == nil && len(out) < chatsShown {
			out = append(out, n)
		}
	}
	return out
}

// viewer is a browser, and what it has been told.
type viewer struct {
	page   *Page
	shown  map[int64]int // chats, and how many messages of each
	revs   map[int64]int
	toasts map[int64]int
	sent   map[string][]byte
	out    bytes.Buffer
}

// news is what the browser does not know yet.
func (v *viewer) news() []byte {
	v.out.Reset()
	p := v.page
	coming, trouble := p.coming(), p.o.Programme.Trouble()
	p.mu.Lock()
	about, invited := p.about, p.invited
	now := nowView{
		Weather: p.weather, Done: p.done, Total: p.total, Coming: coming, Trouble: trouble, Restarts: p.restarts, Moving: p.moving != nil, Stopped: p.stopped,
	}
	s := p.s
	s.mu.Lock()
	people := s.peopleView(about, invited)
	groups, bot := s.groupsView(), s.botView()
	now.Ahead = time.Until(s.opts.Now()).Round(time.Second).Milliseconds()
	now.Fetched = s.queue.head()
	v.tell("bot", bot)
	v.tell("people", map[string]any{"people": people, "groups": groups})
	v.chats()
	s.mu.Unlock()
	p.mu.Unlock()
	v.tell("now", now)
	return v.out.Bytes()
}

// nowView is how everything stands beside the chats.
type nowView struct {
	Ahead    int64        `json:"ahead"`   // of the programme's clock before the real one, milliseconds
	Fetched  int          `json:"fetched"` // updates below this one have reached the bot
	Weather  Weather      `json:"weather"`
	Done     int          `json:"done"` // of the past that is played
	Total    int          `json:"total"`
	Coming   []comingView `json:"coming"`
	Moving   bool         `json:"moving"`           // the clock is being moved
	Stopped  Words        `json:"stopped,omitzero"` // why the clock has
	Trouble  Words        `json:"trouble,omitzero"` // why the bot does not run
	Restarts int          `json:"restarts"`
}

type comingView struct {
	At     int64 `json:"at"`
	What   Words `json:"what"`
	People bool  `json:"people,omitempty"`
}

func (p *Page) coming() []comingView {
	out := []comingView{}
	for _, c := range p.o.Programme.Coming() {
		out = append(out, comingView{c.At.Unix(), c.What, c.People})
	}
	return out
}

// chats adds the chats that have changed and the answers to presses.
func (v *viewer) chats() {
	s := v.page.s
	for _, id := range slices.Sorted(maps.Keys(v.shown)) {
		c := s.chatOf(id)
		if c == nil {
			continue
		}
		rev, known := v.revs[id]
		if known && c.rev == rev {
			continue
		}
		v.event("chat", s.chatSince(c, rev, v.shown[id]))
		v.revs[id] = c.rev
	}
	for id, person := range s.people {
		for _, t := range person.toasts[min(v.toastsOf(id, person), len(person.toasts)):] {
			v.event("toast", map[string]any{"person": id, "message": t.Message, "text": t.Text, "alert": t.Alert})
		}
		v.toasts[id] = len(person.toasts)
	}
}

// toastsOf is how many answers to presses of that person are told or too old.
func (v *viewer) toastsOf(id int64, p *Person) int {
	if n, known := v.toasts[id]; known {
		return n
	}
	return len(p.toasts)
}

// tell adds an event where it says something new.
func (v *viewer) tell(name string, what any) {
	data, _ := json.Marshal(what) // of strings and numbers: it can be written
	if bytes.Equal(data, v.sent[name]) {
		return
	}
	v.sent[name] = data
	fmt.Fprintf(&v.out, "event: %s\ndata: %s\n\n", name, data)
}

func (v *viewer) event(name string, what any) {
	data, _ := json.Marshal(what)
	fmt.Fprintf(&v.out, "event: %s\ndata: %s\n\n", name, data)
}

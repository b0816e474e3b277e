package simulator

import (
	"context"
	"encoding/json"
	"mime"
	"net/http"
	"strings"
	"time"
)

// watched is how long the clock rests in a minute in which people were written
// to, so that it can be watched.
const watched = 700 * time.Millisecond

// move is the clock on its way forward.
type move struct{ stop context.CancelFunc }

// wish is what the page wants of the clock or the weather.
type wish struct {
	To      string  `json:"to"` // "next", "hour", "day", "stop", or a time like 2006-01-02T15:04
	Weather Weather `json:"weather"`
}

func readWish(w http.ResponseWriter, r *http.Request) (wish, bool) {
	var v wish
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxAction)).Decode(&v); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return v, false
	}
	return v, true
}

// clock sets the clock on its way, through each minute in which something is due.
func (p *Page) clock(w http.ResponseWriter, r *http.Request) {
	want, ok := readWish(w, r)
	if !ok {
		return
	}
	p.mu.Lock()
	before := p.moving
	p.mu.Unlock()
	if before != nil {
		before.stop()
	}
	now, to := p.s.opts.Now(), time.Time{}
	switch want.To {
	case "stop":
	case "next":
		if coming := p.o.Programme.Coming(); len(coming) > 0 {
			to = coming[0].At.Add(time.Minute)
		}
	case "hour":
		to = now.Add(time.Hour)
	case "day":
		to = now.Add(24 * time.Hour)
	default:
		at, err := time.ParseInLocation("2006-01-02T15:04", want.To, p.o.Location)
		if err != nil || !at.After(now) {
			answer(w, nil, errNotForward)
			return
		}
		to = at
	}
	if !to.IsZero() {
		p.forward(to, want.To == "next")
	}
	answer(w, nil, nil)
}

// forward moves the clock beside everything else.
func (p *Page) forward(to time.Time, once bool) {
	ctx, cancel := context.WithCancel(context.Background())
	m := &move{cancel}
	p.mu.Lock()
	p.moving, p.stopped = m, Words{}
	p.mu.Unlock()
	p.s.wake()
	go func() {
		defer cancel()
		for ctx.Err() == nil && p.s.opts.Now().Before(to) {
			from, told := p.s.opts.Now(), p.s.written()
			if err := p.o.Programme.Step(ctx, to); err != nil {
				p.haveStopped(ctx, err)
				break
			}
			p.s.passed(p.s.opts.Now().Sub(from))
			if once {
				break
			}
			if p.s.written() != told && p.s.opts.Now().Before(to) {
				pause(watched, ctx.Done(), ctx.Done())
			}
		}
		p.mu.Lock()
		if p.moving == m {
			p.moving = nil
		}
		p.mu.Unlock()
		p.s.wake()
	}()
}

// haveStopped keeps why the clock has stopped, unless that was wanted.
func (p *Page) haveStopped(ctx context.Context, err error) {
	if ctx.Err() != nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stopped = wordsOf(err)
}

// written is how many messages people have got.
func (s *Server) written() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.counts["sendMessage"] + s.counts["sendDocument"] + s.counts["sendPhoto"]
}

// passed notes in the journal that the clock was moved, and tells who watches.
func (s *Server) passed(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.note(act{verb: passes, passed: d.Round(time.Minute)})
	s.touch()
}

func (p *Page) setWeather(w http.ResponseWriter, r *http.Request) {
	want, ok := readWish(w, r)
	if !ok {
		return
	}
	err := p.s.SetWeather(want.Weather)
	if err == nil {
		p.mu.Lock()
		p.weather = want.Weather
		p.mu.Unlock()
	}
	p.s.wake()
	answer(w, nil, err)
}

// restart kills the bot and starts it again.
func (p *Page) restart(w http.ResponseWriter, r *http.Request) {
	err := p.o.Programme.Restart(r.Context())
	if err == nil {
		p.mu.Lock()
		p.restarts++
		p.stopped = Words{} // by the trouble that is over
		p.mu.Unlock()
		p.s.mu.Lock()
		p.s.note(act{verb: restarts})
		p.s.mu.Unlock()
	}
	p.s.wake()
	answer(w, nil, err)
}

// transcript saves chats as a conversation that can be tested.
func (p *Page) transcript(w http.ResponseWriter, r *http.Request) {
	t := Transcript{Name: p.invitation}
	for _, id := range numbers(r.URL.Query().Get("chats")) {
		p.s.mu.Lock()
		person, group := p.s.people[id], p.s.groups[id]
		p.s.mu.Unlock()
		switch {
		case person != nil:
			t.People = append(t.People, person)
		case group != nil:
			t.Group = group
		}
	}
	name := "transcript"
	if len(t.People) > 0 {
		name, _, _ = strings.Cut(t.People[0].fullName(), " ")
	}
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name + ".txt"}))
	_, _ = w.Write([]byte(p.s.Transcript(t)))
}

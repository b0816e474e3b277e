package simulator

import (
	"context"
	"encoding/json"
	"mime"
	"net/http"
	"slices"
	"strings"
	"time"
)

// watched is how long the clock rests in a minute in which people were written
// to, so that it can be watched.
const watched = 700 * time.Millisecond

// move is the clock on its way forward. Page.mu guards it.
type move struct {
	stop context.CancelFunc
	to   time.Time
}

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
// A clock that is on its way already goes that much further.
func (p *Page) clock(w http.ResponseWriter, r *http.Request) {
	want, ok := readWish(w, r)
	if !ok {
		return
	}
	coming := p.o.Programme.Coming()
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.s.opts.Now()
	from, to := now, time.Time{}
	if p.moving != nil && p.moving.to.After(now) {
		from = p.moving.to
	}
	switch want.To {
	case "stop":
		if p.moving != nil {
			p.moving.stop()
			p.moving = nil
		}
	case "next":
		to = nextSeen(coming, from)
	case "hour":
		to = from.Add(time.Hour)
	case "day":
		to = from.Add(24 * time.Hour)
	default:
		at, err := time.ParseInLocation("2006-01-02T15:04", want.To, p.o.Location)
		if err != nil || !at.After(now) {
			answer(w, nil, errNotForward)
			return
		}
		to = at
	}
	if !to.IsZero() {
		p.forward(to)
	}
	p.s.wake()
	answer(w, nil, nil)
}

// nextSeen is when the next thing becomes due that somebody sees; where there is
// none, the next at all. It is zero where nothing is due after that time.
func nextSeen(coming []Coming, after time.Time) time.Time {
	coming = slices.DeleteFunc(coming, func(c Coming) bool { return !c.At.After(after) })
	if i := slices.IndexFunc(coming, func(c Coming) bool { return c.People }); i > 0 {
		return coming[i].At
	}
	if len(coming) == 0 {
		return time.Time{}
	}
	return coming[0].At
}

// forward moves the clock beside everything else. It is called with the lock
// held.
func (p *Page) forward(to time.Time) {
	if p.moving != nil {
		p.moving.to = to
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	m := &move{cancel, to}
	p.moving, p.stopped = m, Words{}
	go func() {
		defer cancel()
		var err error
		for {
			to, more := p.goesOn(ctx, m, err)
			if !more {
				break
			}
			from, told := p.s.opts.Now(), p.s.written()
			if err = p.o.Programme.Step(ctx, to); err != nil {
				continue
			}
			p.s.passed(p.s.opts.Now().Sub(from))
			if p.s.written() != told && p.s.opts.Now().Before(to) {
				pause(watched, ctx.Done(), ctx.Done())
			}
		}
		p.s.wake()
	}()
}

// goesOn says how far the clock is to go; false at the end of the move, of which
// it keeps why, unless that was wanted.
func (p *Page) goesOn(ctx context.Context, m *move, err error) (time.Time, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if ctx.Err() == nil && err == nil && p.s.opts.Now().Before(m.to) {
		return m.to, true
	}
	if err != nil && ctx.Err() == nil {
		p.stopped = wordsOf(err)
	}
	if p.moving == m {
		p.moving = nil
	}
	return m.to, false
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
	t := Transcript{Invitation: p.invitation}
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

package simulator

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Words is a text of the page in its two languages.
type Words struct {
	BG string `json:"bg"`
	EN string `json:"en"`
}

// Error makes Words an error that can be shown.
func (w Words) Error() string { return w.EN }

// Programme is what the page drives beside Telegram: the programme's clock and
// the process of the bot. Its methods are safe for concurrent use.
type Programme interface {
	// Coming lists what becomes due next, soonest first.
	Coming() []Coming
	// Step moves the clock forward: to the next minute in which something is due,
	// at most to until. It returns when what can be sent has been sent.
	Step(ctx context.Context, until time.Time) error
	// Restart ends the bot's process as kill -9 does, and starts it again.
	Restart(ctx context.Context) error
	// RolesChanged lets the bot look up at once who is an administrator.
	RolesChanged(ctx context.Context) error
	// Trouble says why the bot does not run; empty while it does.
	Trouble() Words
}

// Coming is something that will become due.
type Coming struct {
	At     time.Time
	What   Words
	People bool // somebody may see something of it
}

// Invitation is a link that can be opened in a phone.
type Invitation struct {
	Name string `json:"name"`
	Town string `json:"-"` // where its organisation is, for transcripts; may be empty
	Code string `json:"code"`
}

// PageOptions say what the page shows. Those without a comment are needed.
type PageOptions struct {
	Programme   Programme
	Location    *time.Location // of the times shown
	Title       Words          // the programme's name
	Invitations []Invitation
	GroupCode   string // of the link that adds the bot to the group; "" where that is done
	Language    string // "bg" or "en": for browsers that ask for neither
	Host        string // the name under which the page is asked for, where that is not a number or localhost
}

// Page is the web page with phones: an http.Handler. What people type is only
// ever shown as text, and nothing comes from any other host.
type Page struct {
	s     *Server
	o     PageOptions
	serve http.Handler
	began string // changes with each run, so that browsers forget the one before

	mu       sync.Mutex // guards everything below; taken before s.mu
	about    map[int64]Words
	invited  map[int64]string // who has not pressed Start: the code of their invitation
	phones   []PagePhone
	scenes   []Scene
	links    []Link
	weather  Weather
	moving   *move
	stopped  Words // why the clock has
	done     int
	total    int
	restarts int
}

// PagePhone is a phone that the page opens at first: whose, and in which chat.
type PagePhone struct {
	Person int64 `json:"person"`
	Chat   int64 `json:"chat"`
}

// Scene is something that a visitor can try.
type Scene struct {
	Title  Words       `json:"title"`
	Steps  []Words     `json:"steps"`
	Phones []PagePhone `json:"phones"` // on which it is played; the page opens them
}

// Link is a link to the bot that can be opened in a phone beside the invitations.
type Link struct {
	Name Words  `json:"name"`
	Code string `json:"code"`
}

//go:embed page*.html page*.css page*.js page*.svg
var pageFiles embed.FS

// NewPage makes the page of a server.
func NewPage(s *Server, o PageOptions) *Page {
	p := &Page{
		s: s, o: o, about: map[int64]Words{}, invited: map[int64]string{}, weather: FairWeather,
		began: strconv.FormatInt(time.Now().UnixNano(), 36),
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", p.document)
	for _, name := range assets() {
		mux.HandleFunc("GET /"+name, asset(name))
	}
	mux.HandleFunc("GET /events", p.stream)
	mux.HandleFunc("GET /media/{id}", p.media)
	mux.HandleFunc("GET /transcript", p.transcript)
	mux.HandleFunc("POST /do", p.do)
	mux.HandleFunc("POST /upload", p.upload)
	mux.HandleFunc("POST /clock", p.clock)
	mux.HandleFunc("POST /weather", p.setWeather)
	mux.HandleFunc("POST /restart", p.restart)
	p.serve = mux
	return p
}

// Describe says who a person is, below their name; code is the invitation that
// waits in their empty chat, "" for none.
func (p *Page) Describe(who *Person, about Words, code string) {
	p.mu.Lock()
	p.about[who.ID()], p.invited[who.ID()] = about, code
	p.mu.Unlock()
	p.s.wake()
}

// Open puts a phone on the page: the person's private chat with the bot, or a
// group.
func (p *Page) Open(who *Person, in *Group) {
	chat := who.ID()
	if in != nil {
		chat = in.ID()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.phones = append(p.phones, PagePhone{who.ID(), chat})
}

// Suggest shows what can be tried.
func (p *Page) Suggest(scenes ...Scene) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.scenes = append(p.scenes, scenes...)
}

// Offer puts links on the list of those that can be opened in a phone.
func (p *Page) Offer(links ...Link) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.links = append(p.links, links...)
}

// PageNotes is what the page knows beside the server's own state.
type PageNotes struct {
	About   map[int64]Words
	Invited map[int64]string
	Phones  []PagePhone
	Scenes  []Scene
	Links   []Link
}

// Notes returns them, and TakeNotes takes them over from the run before.
func (p *Page) Notes() PageNotes {
	p.mu.Lock()
	defer p.mu.Unlock()
	return PageNotes{maps.Clone(p.about), maps.Clone(p.invited), slices.Clone(p.phones), slices.Clone(p.scenes), slices.Clone(p.links)}
}

// TakeNotes is the reverse of Notes.
func (p *Page) TakeNotes(n PageNotes) {
	p.mu.Lock()
	defer p.mu.Unlock()
	maps.Copy(p.about, n.About)
	maps.Copy(p.invited, n.Invited)
	p.phones, p.scenes, p.links = n.Phones, n.Scenes, n.Links
}

// Progress shows how much of the past has been played; equal numbers end it.
func (p *Page) Progress(done, total int) {
	p.mu.Lock()
	p.done, p.total = done, total
	p.mu.Unlock()
	p.s.wake()
}

// Changed shows what Programme says now.
func (p *Page) Changed() { p.s.wake() }

// wake tells those who wait for anything that something beside the server's own
// state has changed.
func (s *Server) wake() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.touch()
}

// answer writes JSON, or says why there is none.
func answer(w http.ResponseWriter, result any, err error) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if err != nil {
		w.WriteHeader(http.StatusConflict)
		result = map[string]Words{"error": wordsOf(err)}
	}
	if result == nil {
		result = struct{}{}
	}
	_ = json.NewEncoder(w).Encode(result)
}

// wordsOf is an error as the page shows it. What cannot happen by a mistake of
// who uses the page stays as it is.
func wordsOf(err error) Words {
	var w Words
	switch {
	case errors.As(err, &w):
		return w
	case errors.Is(err, errBlocked):
		return Words{"Първо отблокирайте бота.", "Unblock the bot first."}
	}
	said := strings.TrimPrefix(err.Error(), "simulator: ")
	return Words{said, said}
}

var (
	errUnknown    = Words{"Няма такъв човек или разговор.", "There is no such person or chat."}
	errNotForward = Words{"Часовникът върви само напред.", "The clock only goes forward."}
	errGone       = Words{"Бутонът вече го няма.", "The button has just gone."}
	errNoLink     = Words{"Тази връзка не е към бота.", "This link does not lead to the bot."}
	errNoName     = Words{"Напишете име.", "Write a name."}
	errNoGroup    = Words{"Този човек не е в група, в която ботът може да се добави.", "This person is in no group that the bot could be added to."}
	errFileSize   = Words{"Файлът е празен или е над 50 МБ.", "The file is empty or larger than 50 MB."}
)

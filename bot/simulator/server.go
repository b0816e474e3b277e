package simulator

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// DefaultToken is the token of a server that was given none.
const DefaultToken = "1234567890:TESTtestTESTtestTESTtestTESTtestTES"

// Options say what the simulated Telegram is like. The zero value is usable.
type Options struct {
	Token       string // the bot's token, "<id>:<secret>"; DefaultToken when empty
	BotUsername string // without "@"; "partnerbot" when empty
	BotName     string // "Partnerbot" when empty

	// Now is the time of the simulated world: dates of messages, the 24 hours
	// and 150 seconds that updates are kept, expired presses. It must be safe for
	// concurrent use and must not call the server. Default time.Now.
	Now func() time.Time

	// Limits turns on Telegram's rates: about 30 messages a second overall, one
	// a second in a chat after a short burst, 20 a minute in a group.
	Limits bool

	// AnswerWithin is how long after a press answerCallbackQuery is accepted.
	// Telegram does not document it; bots report 5 to 20 s. Default 15 s.
	AnswerWithin time.Duration
}

// Server is Telegram: one bot, its people and groups. Its methods are safe for
// concurrent use.
type Server struct {
	opts    Options
	botID   int64
	methods map[string]*endpoint // by lower-case name, as Telegram looks them up
	botUser []byte               // the bot as a JSON User

	mu         sync.Mutex // guards everything below
	anything   signal
	queue      queue
	people     map[int64]*Person
	groups     map[int64]*Group // by every id they had
	lastPerson int64
	lastGroup  int64
	lastID     int // of messages
	rev        int // of what people see; see revise
	presses    map[string]*press
	lastPress  int64
	files      map[string]*File
	paths      map[string]issuedPath
	lastFile   int
	profile    profile
	calls      []Call
	journal    []act
	refused    []Call
	counts     map[string]int
	violations []string
	faults     []*Fault
	released   chan struct{} // closed by ClearFaults: ends hanging requests
	down       bool
	revoked    bool
	limits     limits

	net   sync.Mutex // guards the listener
	http  *http.Server
	addr  string
	ended context.CancelFunc
}

// New makes a server that listens nowhere yet: call Start, or mount it as an
// http.Handler.
func New(o Options) *Server {
	if o.Token == "" {
		o.Token = DefaultToken
	}
	if o.BotUsername == "" {
		o.BotUsername = "partnerbot"
	}
	if o.BotName == "" {
		o.BotName = "Partnerbot"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.AnswerWithin == 0 {
		o.AnswerWithin = 15 * time.Second
	}
	id, _, _ := strings.Cut(o.Token, ":")
	s := &Server{
		opts: o, methods: endpoints(), released: make(chan struct{}),
		people: map[int64]*Person{}, groups: map[int64]*Group{}, presses: map[string]*press{},
		files: map[string]*File{}, paths: map[string]issuedPath{}, counts: map[string]int{},
		lastPerson: 200_000_000, lastGroup: 4_000_000_000, lastID: 0, queue: newQueue(100_000_001),
	}
	s.botID, _ = strconv.ParseInt(id, 10, 64)
	s.botUser = s.appendBot(nil)
	s.profile = newProfile()
	return s
}

// Start listens on a free port of 127.0.0.1 and returns the address to give to
// the bot as its api_url, without a slash at the end.
func (s *Server) Start() (url string, err error) { return s.StartAt("127.0.0.1:0") }

// StartAt is Start with an address of one's choice, "host:port".
func (s *Server) StartAt(addr string) (url string, err error) {
	s.net.Lock()
	defer s.net.Unlock()
	if s.http != nil {
		return "", errors.New("simulator: already started")
	}
	if err := s.listen(addr); err != nil {
		return "", err
	}
	return "http://" + s.addr, nil
}

// listen is called with s.net held.
func (s *Server) listen(addr string) error {
	ctx, cancel := context.WithCancel(context.Background())
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", addr)
	if err != nil {
		cancel()
		return fmt.Errorf("simulator: listen on %s: %w", addr, err)
	}
	s.addr = l.Addr().String()
	s.ended = cancel
	s.http = &http.Server{
		Handler:           s,
		ReadHeaderTimeout: time.Minute,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	go func(h *http.Server) { _ = h.Serve(l) }(s.http)
	return nil
}

// unlisten refuses connections and ends those that are open. It is called with
// s.net held.
func (s *Server) unlisten() {
	if s.http == nil {
		return
	}
	s.ended()
	_ = s.http.Close()
	s.http = nil
}

// Close stops listening and ends every request. What people saw, and the log,
// stay readable.
func (s *Server) Close() {
	s.net.Lock()
	defer s.net.Unlock()
	s.unlisten()
}

// Token returns the bot's token.
func (s *Server) Token() string { return s.opts.Token }

// URL returns the address given by Start, empty before it.
func (s *Server) URL() string {
	s.net.Lock()
	defer s.net.Unlock()
	if s.addr == "" {
		return ""
	}
	return "http://" + s.addr
}

// Username returns the bot's username without "@".
func (s *Server) Username() string { return s.opts.BotUsername }

// BotID returns the bot's user id, the number in front of its token.
func (s *Server) BotID() int64 { return s.botID }

// Revoke makes the token invalid, as BotFather does: every request is answered
// with 401. Revoke(false) makes it valid again.
func (s *Server) Revoke(yes bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.revoked = yes
}

// ServeHTTP answers one request to /bot<token>/<method> or
// /file/bot<token>/<path>.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	down := s.down
	s.mu.Unlock()
	if down {
		panic(http.ErrAbortHandler) // mounted in somebody else's server: the nearest thing to refusing
	}
	path, isFile := strings.CutPrefix(r.URL.Path, "/file/bot")
	if !isFile {
		var ok bool
		if path, ok = strings.CutPrefix(r.URL.Path, "/bot"); !ok {
			writeRefusal(w, &refusal{code: 404, text: "Not Found"})
			return
		}
	}
	token, rest, ok := strings.Cut(path, "/")
	if !ok {
		writeRefusal(w, &refusal{code: 404, text: "Not Found"})
		return
	}
	if f := s.checkToken(token); f != nil {
		writeRefusal(w, f)
		return
	}
	if isFile {
		s.serveFile(w, rest)
		return
	}
	s.serveMethod(w, r, strings.TrimRight(rest, "/"))
}

// checkToken follows ClientManager::send of Telegram's server for the form.
func (s *Server) checkToken(token string) *refusal {
	id, secret, ok := strings.Cut(token, ":")
	n, err := strconv.ParseInt(id, 10, 64)
	if !ok || err != nil || n <= 0 || id[0] == '0' || secret == "" || len(token) > 80 {
		return &refusal{code: 401, text: "Unauthorized: invalid token specified"}
	}
	if token != s.opts.Token {
		return &refusal{code: 404, text: "Not Found"}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.revoked {
		return &refusal{code: 401, text: "Unauthorized"}
	}
	return nil
}

func (s *Server) serveMethod(w http.ResponseWriter, r *http.Request, name string) {
	e := s.methods[strings.ToLower(name)]
	if e == nil {
		s.countUnknown(name)
		writeRefusal(w, &refusal{code: 404, text: "Not Found: method not found"})
		return
	}
	s.faultBeforeReading(r, e.name)
	q, f := readQuery(w, r, e)
	if f != nil {
		s.refuse(q, f)
		writeRefusal(w, f)
		return
	}
	fault, wait := s.faultBeforeAnswer(w, r, q)
	if fault == answered {
		return
	}
	s.judge(q)
	q.lost = fault == loseAnswer || fault == spoilAnswer
	out := append(q.buffer[:0], `{"ok":true,"result":`...)
	out, f = e.serve(s, q, out)
	s.keepNotes(q)
	switch {
	case f == gone:
		return
	case f != nil:
		s.refuse(q, f)
		if q.lost {
			break
		}
		writeRefusal(w, f)
		return
	}
	switch fault {
	case loseAnswer:
		panic(http.ErrAbortHandler)
	case spoilAnswer:
		writeHTML(w, http.StatusBadGateway)
		return
	case delayAnswer:
		wait()
	}
	out = append(out, '}')
	h := w.Header()
	h["Content-Type"] = jsonType
	h["Content-Length"] = []string{strconv.Itoa(len(out))}
	_, _ = w.Write(out)
	q.release(out)
}

// now is the time of the simulated world, in whole seconds as Telegram tells it.
func (s *Server) now() time.Time { return s.opts.Now().Truncate(time.Second) }

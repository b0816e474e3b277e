package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"unicode"

	"partnerbot/flows/text"
)

// logger writes the program's log to w: lines for reading, in the language of
// the command line, or JSON in English, for programs, where format is "json".
// Tokens are taken out beneath both, since any room may log an error that holds
// an address with one.
func logger(format string, w io.Writer, lang text.Language) *slog.Logger {
	w = redacting{w}
	if format == "json" {
		return slog.New(slog.NewJSONHandler(w, nil))
	}
	return slog.New(&readable{w: w, lock: &sync.Mutex{}, lang: lang})
}

// readable is a log for people at a terminal: the time of day, the level where
// it is not the usual one, the words for the message (log_words.go), then what
// else belongs to it.
//
//	16:40:07  Има връзка с Telegram: ботът е @partner_bot и работи.
//	16:41:12  ВНИМАНИЕ  Няма връзка с Telegram; опитвам пак след 4 секунди.  опит=3 подробности="…"
type readable struct {
	w      io.Writer
	lock   *sync.Mutex
	lang   text.Language
	prefix string // of groups: "outbox."
	fixed  string // attributes of With, ready
}

// Enabled implements slog.Handler.
func (h *readable) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelInfo }

// Handle implements slog.Handler: one line, one write.
func (h *readable) Handle(_ context.Context, r slog.Record) error {
	var line strings.Builder
	if !r.Time.IsZero() {
		line.WriteString(r.Time.Format("15:04:05") + "  ")
	}
	if r.Level != slog.LevelInfo {
		line.WriteString(h.level(r.Level) + "  ")
	}
	said, used := inWords(r, h.lang)
	line.WriteString(oneLine(said))
	attrs := h.fixed
	r.Attrs(func(a slog.Attr) bool {
		if !used[a.Key] {
			attrs += h.attr(h.prefix, a)
		}
		return true
	})
	if attrs != "" {
		line.WriteString(" " + attrs)
	}
	line.WriteByte('\n')
	h.lock.Lock()
	defer h.lock.Unlock()
	_, err := io.WriteString(h.w, line.String())
	return err
}

// WithAttrs implements slog.Handler.
func (h *readable) WithAttrs(attrs []slog.Attr) slog.Handler {
	next := *h
	for _, a := range attrs {
		next.fixed += h.attr(h.prefix, a)
	}
	return &next
}

// WithGroup implements slog.Handler.
func (h *readable) WithGroup(name string) slog.Handler {
	next := *h
	if name != "" {
		next.prefix += name + "."
	}
	return &next
}

func (h *readable) level(l slog.Level) string {
	if word, ok := logLevels[l]; ok && h.lang == text.Bulgarian {
		return word
	}
	return l.String()
}

// attr is " key=value", for a group one after the other.
func (h *readable) attr(prefix string, a slog.Attr) string {
	v := a.Value.Resolve()
	if v.Kind() == slog.KindGroup {
		if a.Key != "" {
			prefix += a.Key + "."
		}
		var out strings.Builder
		for _, member := range v.Group() {
			out.WriteString(h.attr(prefix, member))
		}
		return out.String()
	}
	if a.Equal(slog.Attr{}) {
		return ""
	}
	key, said := a.Key, v.String()
	if h.lang == text.Bulgarian {
		if name, ok := logNames[key]; ok {
			key = name
		}
		if v.Kind() == slog.KindBool {
			said = map[bool]string{true: "да", false: "не"}[v.Bool()]
		}
	}
	if said == "" || strings.ContainsFunc(said, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '"' || r == '=' }) {
		said = strconv.Quote(said)
	}
	return " " + prefix + key + "=" + said
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// tokenShape is a token's, as the configuration accepts it. It has no word
// boundary in front: in addresses the token follows „bot“ at once.
var tokenShape = regexp.MustCompile(`[0-9]+(?::|%3[Aa])[A-Za-z0-9_-]{20,}`)

// redacting replaces everything that looks like a token. A write must hold
// whole lines, as both log handlers do.
type redacting struct{ io.Writer }

// Write implements io.Writer.
func (r redacting) Write(p []byte) (int, error) {
	clean := p
	if tokenShape.Match(p) {
		clean = tokenShape.ReplaceAllLiteral(slices.Clone(p), []byte(hidden))
	}
	if _, err := r.Writer.Write(clean); err != nil {
		return 0, fmt.Errorf("write: %w", err)
	}
	return len(p), nil
}

// untilSignal is done at the first SIGINT or SIGTERM, once told has been called;
// a second one ends the process at once, for somebody who does not want to wait.
func untilSignal(parent context.Context, told func()) (ctx context.Context, stop context.CancelFunc) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	ctx, stop = context.WithCancel(parent)
	go func() {
		defer stop()
		select {
		case <-signals:
			signal.Stop(signals) // the next one does what signals do
			told()
		case <-ctx.Done():
			signal.Stop(signals)
		}
	}()
	return ctx, stop
}

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
)

// logger writes the program's log to w: lines for reading, or JSON where
// format is "json". Tokens are taken out beneath both, since any room may log
// an error that holds an address with one.
func logger(format string, w io.Writer) *slog.Logger {
	w = redacting{w}
	if format == "json" {
		return slog.New(slog.NewJSONHandler(w, nil))
	}
	return slog.New(&readable{w: w, lock: &sync.Mutex{}})
}

// readable is a log for people at a terminal: the time of day, the level where
// it is not the usual one, the message, then what belongs to it.
//
//	16:40:07  polling begins  bot=partner_bot
//	16:41:12  WARN  Telegram does not answer  error="…" pause=4s
type readable struct {
	w      io.Writer
	lock   *sync.Mutex
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
		line.WriteString(r.Level.String() + "  ")
	}
	line.WriteString(oneLine(r.Message))
	attrs := h.fixed
	r.Attrs(func(a slog.Attr) bool {
		attrs += attr(h.prefix, a)
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
		next.fixed += attr(h.prefix, a)
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

// attr is " key=value", for a group one after the other.
func attr(prefix string, a slog.Attr) string {
	v := a.Value.Resolve()
	if v.Kind() == slog.KindGroup {
		if a.Key != "" {
			prefix += a.Key + "."
		}
		var out strings.Builder
		for _, member := range v.Group() {
			out.WriteString(attr(prefix, member))
		}
		return out.String()
	}
	if a.Equal(slog.Attr{}) {
		return ""
	}
	said := v.String()
	if said == "" || strings.ContainsFunc(said, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '"' || r == '=' }) {
		said = strconv.Quote(said)
	}
	return " " + prefix + a.Key + "=" + said
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// tokenShape is a token's. It has no word boundary in front: in addresses the
// token follows „bot“ at once.
var tokenShape = regexp.MustCompile(`[0-9]{5,}(?::|%3A)[A-Za-z0-9_-]{30,}`)

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

// untilSignal is done at the first SIGINT or SIGTERM; a second one ends the
// process at once, for somebody who does not want to wait.
func untilSignal(parent context.Context) (ctx context.Context, stop context.CancelFunc) {
	ctx, stop = signal.NotifyContext(parent, os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/slogtest"
	"time"

	"partnerbot/flows/text"
)

const sampleToken = "1234567890:AAExampleExampleExampleExampleExam"

func TestLoggerText(t *testing.T) {
	var out strings.Builder
	log := logger("text", &out, text.English).With("bot", "partner_bot").WithGroup("outbox")
	log.Info("polling\nbegins", "waiting", 3)
	log.Warn("no words for this", "error", errors.New("no route"), "pause", 4*time.Second)
	log.Debug("not shown")
	got := out.String()
	for _, want := range []string{
		"  polling begins  bot=partner_bot outbox.waiting=3\n",
		"  WARN  no words for this  bot=partner_bot outbox.error=\"no route\" outbox.pause=4s\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("got\n%swant\n%s", got, want)
		}
	}
	if strings.Count(got, "\n") != 2 {
		t.Errorf("want two lines, got\n%s", got)
	}
}

// The handler keeps to the rules of log/slog.
func TestLoggerHandler(t *testing.T) {
	var out strings.Builder
	slogtest.Run(t, func(*testing.T) slog.Handler {
		out.Reset()
		return logger("text", &out, text.English).Handler()
	}, func(t *testing.T) map[string]any { return parsedLine(t, out.String()) })
}

// parsedLine turns a line back into what was logged.
func parsedLine(t *testing.T, line string) map[string]any {
	t.Helper()
	got := map[string]any{}
	rest := strings.TrimSuffix(line, "\n")
	if _, err := time.Parse("15:04:05", rest[:min(8, len(rest))]); err == nil {
		got["time"], rest = rest[:8], rest[10:]
	}
	got["level"] = "INFO"
	message, attrs, _ := strings.Cut(rest, "  ")
	got["msg"] = message
	for _, pair := range strings.Fields(attrs) {
		key, value, _ := strings.Cut(pair, "=")
		into := got
		for {
			group, inner, found := strings.Cut(key, ".")
			if !found {
				into[key] = value
				break
			}
			if into[group] == nil {
				into[group] = map[string]any{}
			}
			into, key = into[group].(map[string]any), inner
		}
	}
	return got
}

func TestLoggerHidesTokens(t *testing.T) {
	address := fmt.Errorf("Post %q: timeout", "https://api.telegram.org/bot"+sampleToken+"/getMe")
	for _, format := range []string{"text", "json"} {
		var out strings.Builder
		log := logger(format, &out, text.Bulgarian)
		log.Info("asked", "error", address, "token", secret(sampleToken))
		log.Info("asked " + sampleToken)
		if strings.Contains(out.String(), "Example") || strings.Count(out.String(), hidden) != 3 {
			t.Errorf("%s: %s", format, out.String())
		}
		if format == "json" && !json.Valid([]byte(strings.SplitN(out.String(), "\n", 2)[0])) {
			t.Errorf("not JSON: %s", out.String())
		}
	}
}

// An error without words of its own is reported to other programs all the same, and
// without the token.
func TestLogError(t *testing.T) {
	var out strings.Builder
	logError(logger("json", &out, text.English), fmt.Errorf("poll %s: no route", sampleToken))
	if got := out.String(); !strings.Contains(got, `"level":"ERROR","msg":"Error: poll (token): no route"`) || strings.Count(got, "\n") != 1 {
		t.Error(got)
	}
}

func TestSecret(t *testing.T) {
	s := secret(sampleToken)
	encoded, err := json.Marshal(map[string]any{"token": s})
	if err != nil {
		t.Fatal(err)
	}
	for _, shown := range []string{fmt.Sprint(s), fmt.Sprintf("%v %+v %#v %q", s, s, s, s), string(encoded), fmt.Sprintf("%+v", Settings{Token: s})} {
		if strings.Contains(shown, "Example") {
			t.Error(shown)
		}
	}
	if s.reveal() != sampleToken {
		t.Error("the secret is lost")
	}
}

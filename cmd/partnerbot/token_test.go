package main

import (
	"encoding/json"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"partnerbot/bot/simulator"
)

// The token stands in the address of each request, and so in the errors of the
// network, in redirections, and in what a proxy says. Nothing that the program
// prints holds it.
func TestTokenIsNeverShown(t *testing.T) {
	program := buildProgram(t)
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	server := func(h http.HandlerFunc) string {
		s := httptest.NewServer(h)
		t.Cleanup(s.Close)
		return s.URL
	}
	page := server(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusBadGateway)
		_, _ = w.Write([]byte("<p>no upstream for " + r.URL.Path))
	})
	echo := server(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"ok": false, "error_code": 400, "description": "Bad Request: " + r.URL.Path})
	})
	elsewhere := server(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://"+closed.Addr().String()+r.URL.Path, http.StatusFound)
	})
	cut := server(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	for name, address := range map[string]string{
		"nobody listens":      "http://" + closed.Addr().String(),
		"page of a proxy":     page,
		"echo":                echo,
		"redirection":         elsewhere,
		"cut":                 cut,
		"no TLS where wanted": strings.Replace(page, "http:", "https:", 1),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config := writeConfig(t, t.TempDir(), simulator.DefaultToken, address)
			cleanAtEnd(t, config)
			for format, says := range map[string]string{"text": "опитвам пак", "json": "trying again"} {
				p := startProcess(t, program, "run", "--config", config, "--log-format", format)
				p.says(says)
				_ = p.cmd.Process.Kill()
				<-p.ended
				p.keepsSilent(simulator.DefaultToken)
			}
			online := startProcess(t, program, "check", "--online", "--config", config)
			if code := online.ends(30 * time.Second); code != exitFailure {
				t.Errorf("check: exit code %d", code)
			}
			online.says("Telegram не отговаря")
			online.keepsSilent(simulator.DefaultToken)
		})
	}
}

// Mistakes in the line of the token are shown without it.
func TestTokenInABrokenConfiguration(t *testing.T) {
	program := buildProgram(t)
	good := `token = "` + simulator.DefaultToken + `"`
	for name, line := range map[string]string{
		"no end":        strings.TrimSuffix(good, `"`),
		"no quotes":     "token = " + simulator.DefaultToken,
		"more after it": good + " # " + simulator.DefaultToken + "\n" + good,
		"another name":  strings.Replace(good, "token", "tokn", 1),
		"another kind":  `token = ["` + simulator.DefaultToken + `"]`,
		"as a key":      `"` + simulator.DefaultToken + `" = "token"`,
		"with a space":  strings.Replace(good, ":", ": ", 1),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config := writeConfig(t, t.TempDir(), simulator.DefaultToken, "http://127.0.0.1:1")
			content, err := os.ReadFile(config)
			if err != nil {
				t.Fatal(err)
			}
			broken := strings.Replace(string(content), good, line, 1)
			if broken == string(content) {
				t.Fatal("the line of the token is not there")
			}
			if err := os.WriteFile(config, []byte(broken), 0o600); err != nil {
				t.Fatal(err)
			}
			for _, command := range []string{"check", "run"} {
				p := startProcess(t, program, command, "--config", config)
				if code := p.ends(10 * time.Second); code != exitFailure {
					t.Errorf("%s: exit code %d", command, code)
				}
				p.says("config.toml")
				p.keepsSilent(simulator.DefaultToken)
			}
		})
	}
}

// keepsSilent fails if the program has said the token, or its secret part.
func (p *process) keepsSilent(token string) {
	p.t.Helper()
	_, secret, _ := strings.Cut(token, ":")
	if strings.Contains(p.said(), secret) {
		p.t.Error("the token is shown")
	}
}

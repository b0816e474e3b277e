package main

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"partnerbot/bot/simulator"
)

// While Telegram is away the program says so, tries with growing pauses, and
// works as soon as it can.
func TestStartInTrouble(t *testing.T) {
	program := buildProgram(t)
	trouble := func(name string, prepare func(*testing.T, *simulator.Server), says []string, mend func(*testing.T, *simulator.Server)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newRig(t)
			prepare(t, s.telegram)
			p := startProcess(t, program, "run", "--config", s.config)
			p.says("Започвам: partnerbot ")
			p.says("данните са в " + filepath.Join(filepath.Dir(s.config), "partnerbot.db") + ". Ctrl+C спира бота.")
			for _, words := range says {
				p.says(words)
			}
			mend(t, s.telegram)
			p.says("Има връзка с Telegram: ботът е @partnerbot и работи.")
			s.answers()
		})
	}
	outage := func(on bool) func(*testing.T, *simulator.Server) {
		return func(t *testing.T, s *simulator.Server) {
			if err := s.Outage(on); err != nil {
				t.Fatal(err)
			}
		}
	}
	fails := func(f simulator.Fault) func(*testing.T, *simulator.Server) {
		f.Times = -1
		return func(_ *testing.T, s *simulator.Server) { s.Fail(f) }
	}
	mended := func(_ *testing.T, s *simulator.Server) { s.ClearFaults() }

	trouble("no connection", outage(true), []string{
		"ВНИМАНИЕ Няма връзка с Telegram; опитвам пак след 1 секунда. опит=1 подробности=",
		"ВНИМАНИЕ Няма връзка с Telegram; опитвам пак след 2 секунди. опит=2 подробности=",
	}, outage(false))
	trouble("502 in HTML", fails(simulator.Fault{Method: "*", Kind: simulator.ServerError}), []string{
		"Няма връзка с Telegram; опитвам пак след 1 секунда. опит=1 подробности=\"getMe: status 502\"",
		"Няма връзка с Telegram; опитвам пак след 2 секунди. опит=2",
	}, mended)
	trouble("502 for polls", fails(simulator.Fault{Method: "getUpdates", Kind: simulator.ServerError}), []string{
		"Няма връзка с Telegram; опитвам пак след 1 секунда. опит=1 подробности=\"getUpdates: status 502\"",
		"Няма връзка с Telegram; опитвам пак след 2 секунди. опит=2",
	}, mended)
	trouble("another program", fails(simulator.Fault{Method: "getUpdates", Kind: simulator.Refuse, Code: http.StatusConflict,
		Description: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"}), []string{
		"ВНИМАНИЕ Друга програма работи със същия ключ, може би предишното пускане на тази; опитвам пак след 1 секунда.",
		"опитвам пак след 2 секунди.",
	}, mended)
}

// A token that is nobody's ends the program: waiting would not help.
func TestStartWithAWrongToken(t *testing.T) {
	program := buildProgram(t)
	for _, refusal := range []simulator.Fault{
		{Code: http.StatusUnauthorized, Description: "Unauthorized"},
		{Code: http.StatusNotFound, Description: "Not Found"},
	} {
		t.Run(refusal.Description, func(t *testing.T) {
			t.Parallel()
			s := newRig(t)
			refusal.Method, refusal.Kind, refusal.Times = "*", simulator.Refuse, -1
			s.telegram.Fail(refusal)
			p := startProcess(t, program, "run", "--config", s.config)
			if code := p.ends(5 * time.Second); code != exitFailure {
				t.Errorf("exit code %d", code)
			}
			p.says("Telegram не познава този ключ")
			p.says("@BotFather")
		})
	}
	t.Run("taken back while the bot works", func(t *testing.T) {
		t.Parallel()
		s := newRig(t)
		p := startProcess(t, program, "run", "--config", s.config)
		s.polls()
		s.telegram.Revoke(true)
		if _, err := s.telegram.Person(simulator.Profile{First: "Ана"}).Say("Здравейте"); err != nil { // ends the poll
			t.Fatal(err)
		}
		if code := p.ends(10 * time.Second); code != exitFailure {
			t.Errorf("exit code %d", code)
		}
		p.says("Telegram не познава този ключ")
	})
}

// Two programs on one database: the second says so at once, and the first does
// not notice.
func TestStartTwice(t *testing.T) {
	program := buildProgram(t)
	s := newRig(t)
	first := startProcess(t, program, "run", "--config", s.config)
	s.polls()
	second := startProcess(t, program, "run", "--config", s.config)
	if code := second.ends(4 * time.Second); code != exitFailure {
		t.Errorf("exit code %d", code)
	}
	second.says("partnerbot.db е зает: ботът (или друга команда) работи в момента.")
	if strings.Contains(second.said(), "Започвам") {
		t.Error("the second program says that it begins")
	}
	s.answers()
	select {
	case <-first.ended:
		t.Error("the first program has ended")
	default:
	}
}

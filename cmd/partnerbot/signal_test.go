//go:build unix

package main

import (
	"os"
	"syscall"
	"testing"
	"time"

	"partnerbot/bot/simulator"
)

// Who stops the program stops it calmly, whatever it is doing; who does not want
// to wait asks twice.
func TestSignals(t *testing.T) {
	program := buildProgram(t)
	for name, sig := range map[string]os.Signal{"ctrl+c": os.Interrupt, "term": syscall.SIGTERM} {
		t.Run(name+" in a long poll", func(t *testing.T) {
			t.Parallel()
			s := newRig(t)
			p := startProcess(t, program, "run", "--config", s.config)
			s.polls()
			s.answers()
			p.signal(sig)
			if code := p.ends(5 * time.Second); code != 0 {
				t.Errorf("exit code %d", code)
			}
			p.says("Спирам:")
			p.says("Спрях. Всичко е записано.")
		})
		t.Run(name+" while Telegram is away", func(t *testing.T) {
			t.Parallel()
			s := newRig(t)
			if err := s.telegram.Outage(true); err != nil {
				t.Fatal(err)
			}
			p := startProcess(t, program, "run", "--config", s.config)
			p.says("опитвам пак след 2 секунди")
			p.signal(sig)
			if code := p.ends(5 * time.Second); code != 0 {
				t.Errorf("exit code %d", code)
			}
		})
	}
	t.Run("twice", func(t *testing.T) {
		t.Parallel()
		s := newRig(t)
		s.telegram.Fail(simulator.Fault{Method: "sendMessage", Kind: simulator.Hang})
		p := startProcess(t, program, "run", "--config", s.config)
		s.polls()
		if _, err := s.telegram.Person(simulator.Profile{First: "Ана"}).Say("Здравейте"); err != nil {
			t.Fatal(err)
		}
		if err := s.telegram.Wait(s.ctx, func() bool { return s.telegram.Faults() == 0 }); err != nil {
			t.Fatal(err)
		}
		p.signal(syscall.SIGTERM)
		p.says("Още едно Ctrl+C прекъсва веднага.") // the answer under way would be waited for 5 seconds
		p.signal(os.Interrupt)
		if code := p.ends(3 * time.Second); code != -1 {
			t.Errorf("exit code %d, want the end by the signal", code)
		}
		clean(t, s.config)
		s.telegram.ClearFaults()
		startProcess(t, program, "run", "--config", s.config)
		s.answers()
	})
}

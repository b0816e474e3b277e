package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"partnerbot/flows/programme"
	"partnerbot/storage"
)

// TestDriven drives the clock of the program as it is delivered, as the demo does:
// forward through what is due, never to before what the database has seen.
func TestDriven(t *testing.T) {
	program := buildProgram(t)
	telegram, config := startTelegram(t)
	defer telegram.Close()
	start := time.Date(2031, 5, 5, 9, 0, 0, 0, time.UTC)

	d := drive(t, program, config)
	s := d.order(order{Start: start})
	if ahead := s.Now.Sub(start); ahead < 0 || ahead > time.Minute {
		t.Errorf("the clock starts at %v", s.Now)
	}
	if err := telegram.WaitConfirmed(t.Context()); err != nil {
		t.Fatal(err)
	}
	s = d.order(order{Settle: true})
	if len(s.Next) != 3 || s.Next[0].Kind != backupKind || s.Next[0].People || s.Next[2].Kind != programme.DigestDue {
		t.Fatalf("what becomes due: %+v", s.Next)
	}
	night := s.Next[0].At
	if s = d.order(order{Advance: night}); s.Trouble != "" || s.Now.Before(night) {
		t.Errorf("%+v", s)
	}
	if copies, _ := filepath.Glob(filepath.Join(filepath.Dir(config), "backups", "*.db")); len(copies) != 1 {
		t.Errorf("%d copies of the database after the night", len(copies))
	}
	if s = d.order(order{Advance: start}); s.Now.Before(night) {
		t.Errorf("the clock went back to %v", s.Now)
	}
	if s = d.order(order{Roles: true}); s.Trouble != "" {
		t.Errorf("roles: %s", s.Trouble)
	}
	d.end(t)

	d = drive(t, program, config)
	if s = d.order(order{Start: start}); s.Now.Before(night.Truncate(time.Second)) {
		t.Errorf("the clock starts at %v, the database has seen %v", s.Now, night)
	}
	d.end(t)

	d = drive(t, program, config)
	_ = json.NewEncoder(d.in).Encode(order{Settle: true})
	if err := d.cmd.Wait(); err == nil || !strings.Contains(d.errors.String(), "first order") {
		t.Errorf("started without a clock: %v, %s", err, d.errors.String())
	}
}

// Without the flag the program reads nothing and writes nothing there.
func TestNotDriven(t *testing.T) {
	program := buildProgram(t)
	telegram, config := startTelegram(t)
	defer telegram.Close()
	cmd := exec.Command(program, "run", "--config", config)
	var out bytes.Buffer
	cmd.Stdin, cmd.Stdout = strings.NewReader(`{"start":"2031-05-05T09:00:00Z"}`+"\n"), &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if err := telegram.WaitConfirmed(t.Context()); err != nil { // it runs, though its input has ended
		t.Fatal(err)
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	if out.Len() > 0 {
		t.Errorf("it says %q", out.String())
	}
	store, err := storage.Open(filepath.Join(filepath.Dir(config), "partnerbot.db"), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if at, err := store.Latest(); err != nil || at.After(time.Now()) {
		t.Errorf("its time was %v (%v)", at, err)
	}
}

// driven is the program, driven.
type driven struct {
	t      *testing.T
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *json.Decoder
	errors bytes.Buffer
}

func drive(t *testing.T, program, config string) *driven {
	t.Helper()
	d := &driven{t: t, cmd: exec.Command(program, "run", "--driven", "--config", config)}
	var err error
	if d.in, err = d.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := d.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	d.out, d.cmd.Stderr = json.NewDecoder(out), &d.errors
	if err := d.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.cmd.Process.Kill() })
	return d
}

func (d *driven) order(o order) (s standing) {
	d.t.Helper()
	if err := json.NewEncoder(d.in).Encode(o); err != nil {
		d.t.Fatal(err)
	}
	if err := d.out.Decode(&s); err != nil {
		d.t.Fatalf("%v\n%s", err, d.errors.String())
	}
	return s
}

// end ends the orders, and with them the program, calmly.
func (d *driven) end(t *testing.T) {
	t.Helper()
	_ = d.in.Close()
	if err := d.cmd.Wait(); err != nil {
		t.Errorf("it ended with %v\n%s", err, d.errors.String())
	}
}

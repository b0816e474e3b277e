package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"partnerbot/bot/simulator"
	"partnerbot/storage"
)

// process is the real program at work, as somebody started it.
type process struct {
	t     *testing.T
	cmd   *exec.Cmd
	ended chan struct{} // closed when it has ended

	mu      sync.Mutex
	output  strings.Builder // both streams
	changed chan struct{}
}

// startProcess starts the program in Bulgarian. It is killed at the end of the
// test, if it has not ended by then.
func startProcess(t *testing.T, program string, args ...string) *process {
	t.Helper()
	p := &process{t: t, cmd: exec.Command(program, args...), ended: make(chan struct{}), changed: make(chan struct{})}
	p.cmd.Stdout, p.cmd.Stderr = p, p
	p.cmd.Env = append(os.Environ(), "LC_ALL=", "LC_MESSAGES=", "LANG=bg_BG.UTF-8", "PARTNERBOT_TOKEN=")
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		_ = p.cmd.Wait()
		close(p.ended)
	}()
	t.Cleanup(func() {
		_ = p.cmd.Process.Kill()
		<-p.ended
		if t.Failed() {
			t.Logf("partnerbot %s said:\n%s", strings.Join(args, " "), p.said())
		}
	})
	return p
}

// Write takes what the program says.
func (p *process) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	close(p.changed)
	p.changed = make(chan struct{})
	return p.output.Write(b)
}

// said is what the program has said so far, with each space and end of line as
// one space.
func (p *process) said() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return strings.Join(strings.Fields(p.output.String()), " ")
}

// says waits until the program has said the words.
func (p *process) says(words string) {
	p.t.Helper()
	late := time.After(30 * time.Second)
	for {
		p.mu.Lock()
		changed := p.changed
		p.mu.Unlock()
		over := false
		select {
		case <-p.ended:
			over = true
		default:
		}
		if strings.Contains(p.said(), words) {
			return
		}
		if over {
			p.t.Fatalf("the program ended and never said %q", words)
		}
		select {
		case <-changed:
		case <-p.ended:
		case <-late:
			p.t.Fatalf("the program never says %q", words)
		}
	}
}

// ends waits for the end and returns the exit code, -1 where a signal ended the
// program.
func (p *process) ends(within time.Duration) int {
	p.t.Helper()
	select {
	case <-p.ended:
	case <-time.After(within):
		p.t.Fatalf("the program has not ended within %v", within)
	}
	return p.cmd.ProcessState.ExitCode()
}

func (p *process) signal(s os.Signal) {
	p.t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
}

// rig is where the program can be started: a simulator, and a folder with the
// configuration for it, in which the database is checked at the end of the test.
type rig struct {
	t        *testing.T
	telegram *simulator.Server
	config   string
	ctx      context.Context
}

func newRig(t *testing.T) *rig {
	t.Helper()
	s := &rig{t: t, telegram: simulator.New(simulator.Options{})}
	url, err := s.telegram.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.telegram.Close)
	s.config = writeConfig(t, t.TempDir(), s.telegram.Token(), url)
	cleanAtEnd(t, s.config)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	s.ctx = ctx
	return s
}

// answers has a new person write to the bot and waits for the answer, and then
// until the program does nothing but wait for more.
func (s *rig) answers() {
	s.t.Helper()
	ana := s.telegram.Person(simulator.Profile{First: "Ана", LanguageCode: "bg"})
	if _, err := ana.Say("Здравейте"); err != nil {
		s.t.Fatal(err)
	}
	if _, err := ana.WaitMessage(s.ctx, func(simulator.Message) bool { return true }); err != nil {
		s.t.Fatalf("the bot does not answer: %v", err)
	}
	if err := s.telegram.WaitConfirmed(s.ctx); err != nil {
		s.t.Fatalf("the bot does not poll: %v", err)
	}
}

// polls waits until the program lies in a long poll: the first one only looks
// what is there.
func (s *rig) polls() {
	s.t.Helper()
	if err := s.telegram.Wait(s.ctx, func() bool { return s.telegram.Count("getUpdates") >= 2 }); err != nil {
		s.t.Fatalf("the bot does not poll: %v", err)
	}
}

// cleanAtEnd checks the database of the configuration when the test is over. The
// programs that were started meanwhile have ended by then.
func cleanAtEnd(t *testing.T, config string) {
	t.Helper()
	t.Cleanup(func() { clean(t, config) })
}

// clean checks the database of the configuration, which no program holds.
func clean(t *testing.T, config string) {
	t.Helper()
	for _, err := range storage.CheckAt(filepath.Join(filepath.Dir(config), "partnerbot.db")) {
		t.Errorf("the database: %v", err)
	}
}

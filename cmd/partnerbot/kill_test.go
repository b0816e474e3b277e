package main

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"partnerbot/bot/simulator"
	"partnerbot/flows/programme"
	"partnerbot/storage"
)

const (
	killPeople = 50
	killTimes  = 100
)

// TestKill lets fifty people join and answer the whole survey while the real
// program is killed (kill -9) a hundred times at random moments. At the end
// each organisation has exactly the answers that were given, each once.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("kills the program a hundred times; not with -short")
	}
	program := buildProgram(t)
	telegram, config := startTelegram(t)
	defer telegram.Close()
	codes := importRegister(t, program, config, killPeople)
	form := exampleProgramme(t).Survey

	k := &killer{t: t, program: program, config: config}
	k.start()
	ctx, cancel := context.WithTimeout(context.Background(), 4*time.Minute)
	defer cancel()
	people, errs := make([]*respondent, killPeople), make([]error, killPeople)
	var crowd sync.WaitGroup
	for i := range people {
		p := newRespondent(telegram, &form, codes[i], i)
		people[i] = p
		crowd.Add(1)
		go func() {
			defer crowd.Done()
			errs[i] = p.answerAll(ctx)
		}()
	}
	finished := make(chan struct{})
	go func() { crowd.Wait(); close(finished) }()
	kills := k.killAtRandom(finished, telegram)
	<-finished
	ended := telegram.WaitConfirmed(ctx)
	k.stop()
	if ended != nil {
		t.Fatal(ended)
	}
	t.Logf("%d people, %d kills, %d messages", killPeople, kills, telegram.Count("sendMessage"))
	if kills < killTimes {
		t.Errorf("the surveys were over after %d kills, want %d", kills, killTimes)
	}
	for i, err := range errs {
		if err != nil {
			t.Errorf("person %d: %v", i+1, err)
		}
	}
	compareAnswers(t, filepath.Join(filepath.Dir(config), "partnerbot.db"), people)
	for _, v := range telegram.Violations() {
		t.Error("Telegram would object: ", v)
	}
}

// killer starts the program again and again.
type killer struct {
	t               *testing.T
	program, config string
	cmd             *exec.Cmd
	output          bytes.Buffer
}

func (k *killer) start() {
	k.t.Helper()
	k.cmd = exec.Command(k.program, "run", "--config", k.config)
	k.cmd.Stdout, k.cmd.Stderr = &k.output, &k.output
	if err := k.cmd.Start(); err != nil {
		k.t.Fatal(err)
	}
}

func (k *killer) stop() {
	_ = k.cmd.Process.Kill()
	_ = k.cmd.Wait()
	if k.t.Failed() {
		k.t.Logf("what the program said:\n%s", k.output.String())
	}
}

// killAtRandom kills the program between any two of its requests: each time
// after a random number of them, so that a kill falls everywhere between poll,
// commit and delivery. People begin a new survey's worth of work only as fast
// as the program lives, so the kills are spread over all of it.
func (k *killer) killAtRandom(finished <-chan struct{}, telegram *simulator.Server) int {
	dice := rand.New(rand.NewPCG(11, 13))
	for n := 0; ; n++ {
		if n == killTimes {
			return n
		}
		target := telegram.Count("sendMessage") + telegram.Count("editMessageText") + 1 + dice.IntN(30)
		reached := make(chan error, 1)
		ctx, cancel := context.WithCancel(context.Background())
		go func() {
			reached <- telegram.Wait(ctx, func() bool {
				return telegram.Count("sendMessage")+telegram.Count("editMessageText") >= target
			})
		}()
		select {
		case <-finished:
			cancel()
			return n
		case <-reached:
		}
		cancel()
		time.Sleep(time.Duration(dice.IntN(4000)) * time.Microsecond) // the random moment, not a condition
		_ = k.cmd.Process.Kill()
		_ = k.cmd.Wait()
		k.start()
	}
}

// compareAnswers opens the database and compares what it holds with what was
// said.
func compareAnswers(t *testing.T, path string, people []*respondent) {
	t.Helper()
	for _, err := range storage.CheckAt(path) {
		t.Errorf("the database: %v", err)
	}
	store, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	err = store.View(func(tx *programme.Tx) error {
		for i, p := range people {
			inv, ok := tx.Invitations.Get(p.code)
			if !ok {
				t.Fatalf("invitation %s is gone", p.code)
			}
			r, ok := tx.Responses.Get(programme.ResponseKey{Survey: p.form.Name, Organisation: inv.Organisation})
			if !ok || r.Sent.IsZero() {
				t.Errorf("person %d: the response was not sent", i+1)
			}
			if len(r.Answers) != len(p.given) {
				t.Errorf("person %d: gave %d answers, %d are kept", i+1, len(p.given), len(r.Answers))
			}
			for code, want := range p.given {
				a := r.Answers[code]
				if !a.Value.Same(want) || a.Version != 1 || len(a.History) != 0 {
					t.Errorf("person %d, %s: said %+v, kept %+v", i+1, code, want, a)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

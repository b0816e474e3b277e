package main

import (
	"bytes"
	"context"
	"errors"
	"math"
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

// TestKill kills the real program (kill -9) at random moments: first while
// people join without an invitation, are approved, and ask the coordinators and are
// answered, then a hundred times while they and fifty who were invited answer the
// whole survey. At the end everybody has exactly the organisation, the question and
// the answers that they gave, each once.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("kills the program more than a hundred times; not with -short")
	}
	program := buildProgram(t)
	telegram, config := startTelegram(t)
	defer telegram.Close()
	codes := importRegister(t, program, config, killPeople)
	importNames(t, program, config, newcomerNames)
	form := exampleProgramme(t).Survey
	path := filepath.Join(filepath.Dir(config), "partnerbot.db")
	office := newKilledOffice(t, telegram, path, &form)

	k := &killer{t: t, program: program, config: config, telegram: telegram}
	k.start()
	ctx, cancel := context.WithTimeout(context.Background(), 4*time.Minute)
	defer cancel()
	joining, err := k.killAtRandom(sideBySide(office.everybody(ctx)), killing{often: math.MaxInt, within: 2, moment: 12 * time.Millisecond, count: office.steps})
	var people []*respondent
	var acts []func() error
	for _, c := range office.newcomers {
		people = append(people, c.respondent)
		acts = append(acts, func() error { return c.goOn(ctx, theEnd) })
	}
	for i, code := range codes {
		p := crowdMember(telegram, &form, code, i)
		people = append(people, p)
		acts = append(acts, func() error { return p.answerAll(ctx) })
	}
	kills := 0
	if err == nil {
		kills, err = k.killAtRandom(sideBySide(acts), killing{often: killTimes, within: 30, moment: 4 * time.Millisecond, count: func() int {
			return telegram.Count("sendMessage") + telegram.Count("editMessageText")
		}})
	}
	if err == nil {
		err = telegram.WaitConfirmed(ctx)
	}
	if err != nil {
		t.Error(err)
	}
	k.stop()
	t.Logf("%d people, %d and %d kills, %d messages", len(people), joining, kills, telegram.Count("sendMessage"))
	if err != nil {
		return
	}
	if joining < killJoining || kills < killTimes {
		t.Errorf("they had joined after %d kills and answered after %d, want %d and %d", joining, kills, killJoining, killTimes)
	}
	office.compare(t, path)
	compareAnswers(t, path, people)
	for _, v := range telegram.Violations() {
		t.Error("Telegram would object: ", v)
	}
}

// sideBySide has people act at the same time. The channel brings their errors when
// all have ended.
func sideBySide(acts []func() error) <-chan error {
	errs := make([]error, len(acts))
	var crowd sync.WaitGroup
	for i, act := range acts {
		crowd.Go(func() { errs[i] = act() })
	}
	finished := make(chan error, 1)
	go func() {
		crowd.Wait()
		finished <- errors.Join(errs...)
	}()
	return finished
}

// killer starts the program again and again.
type killer struct {
	t               *testing.T
	program, config string
	telegram        *simulator.Server
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

// killing says when: at most so often, each time when what is counted has grown by a
// random number up to within, after a random moment.
type killing struct {
	often, within int
	moment        time.Duration
	count         func() int
}

// killAtRandom kills the program between any two of its requests, so that a kill
// falls everywhere between poll, commit and delivery. People go on only as fast as
// the program lives, so the kills are spread over all that they do. It returns when
// they have finished, with the number of kills.
func (k *killer) killAtRandom(finished <-chan error, how killing) (kills int, err error) {
	dice := rand.New(rand.NewPCG(11, 13))
	for ; kills < how.often; kills++ {
		target := how.count() + 1 + dice.IntN(how.within)
		reached := make(chan error, 1)
		ctx, cancel := context.WithCancel(context.Background())
		go func() { reached <- k.telegram.Wait(ctx, func() bool { return how.count() >= target }) }()
		select {
		case err := <-finished:
			cancel()
			return kills, err
		case <-reached:
		}
		cancel()
		time.Sleep(time.Duration(dice.Int64N(int64(how.moment)))) // the random moment, not a condition
		_ = k.cmd.Process.Kill()
		_ = k.cmd.Wait()
		k.start()
	}
	return kills, <-finished
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

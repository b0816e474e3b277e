package main

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"partnerbot/storage"
)

// BenchmarkSurveyOverHTTP measures the whole path as people meet it: the real
// program, started as a process of its own with everything durable, against the
// simulator over HTTP, people and simulator beside it on the same machine. Each
// person answers as soon as the next question is there. Reported: updates a
// second, and how long a person waits for the next question (p50, p99).
//
//	go test -run '^$' -bench SurveyOverHTTP -benchtime 1x ./cmd/partnerbot
func BenchmarkSurveyOverHTTP(b *testing.B) {
	program := buildProgram(b)
	for _, people := range []int{100, 1000} {
		b.Run(fmt.Sprintf("people=%d", people), func(b *testing.B) {
			for range b.N {
				measureSurvey(b, program, people)
			}
		})
	}
}

func measureSurvey(b *testing.B, program string, people int) {
	telegram, config := startTelegram(b)
	defer telegram.Close()
	codes := importRegister(b, program, config, people)
	cmd := exec.Command(program, "run", "--config", config)
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	defer func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }()
	form := exampleProgramme(b).Survey
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()

	var crowd sync.WaitGroup
	var lock sync.Mutex
	var waits []time.Duration
	failed := make(chan error, people)
	began := time.Now()
	for i := range people {
		p := crowdMember(telegram, &form, codes[i], i)
		p.waited = func(d time.Duration) {
			lock.Lock()
			waits = append(waits, d)
			lock.Unlock()
		}
		crowd.Go(func() {
			if err := p.answerAll(ctx); err != nil {
				failed <- err
			}
		})
	}
	crowd.Wait()
	took := time.Since(began)
	select {
	case err := <-failed:
		b.Fatal(err)
	default:
	}
	slices.Sort(waits)
	b.ReportMetric(float64(len(waits))/took.Seconds(), "updates/s")
	b.ReportMetric(float64(waits[len(waits)/2].Milliseconds()), "p50-ms")
	b.ReportMetric(float64(waits[len(waits)*99/100].Milliseconds()), "p99-ms")
	b.ReportMetric(0, "ns/op")
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	for _, err := range storage.CheckAt(filepath.Join(filepath.Dir(config), "partnerbot.db")) {
		b.Error(err)
	}
}

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/storage"
)

// What a start may take with everybody in the database.
const (
	startTime   = 500 * time.Millisecond
	startMemory = 60 // MB
)

// BenchmarkStart starts the real program on a database of 10,000 people and
// 2,000 organisations, most of whom have answered the survey: how long until it
// asks Telegram for updates for the first time, how much memory it holds then
// and when it has answered each of 1,000 people (Linux tells).
//
//	go test -run '^$' -bench Start -benchtime 5x ./cmd/partnerbot
func BenchmarkStart(b *testing.B) {
	program := buildProgram(b)
	t := newTown(b, 10_000, 2000, 1000)
	b.Run("people=10000", func(b *testing.B) {
		var took time.Duration
		var first, later int
		for range b.N {
			d, one, two := measureStart(b, program, t)
			took, first, later = took+d, max(first, one), max(later, two)
		}
		took /= time.Duration(b.N)
		if took > startTime || first > startMemory || later > startMemory {
			b.Errorf("%s and %d MB at the start, %d MB after a while; the limits are %s and %d MB", took, first, later, startTime, startMemory)
		}
		b.ReportMetric(float64(took.Milliseconds()), "start-ms")
		b.ReportMetric(float64(first), "MB-at-start")
		b.ReportMetric(float64(later), "MB-later")
		b.ReportMetric(0, "ns/op")
	})
}

func measureStart(b *testing.B, program string, t *town) (took time.Duration, first, later int) {
	telegram, config := startTelegram(b)
	defer telegram.Close()
	path := filepath.Join(filepath.Dir(config), "partnerbot.db")
	copyFile(b, t.path, path)
	stoppedJustNow(b, path)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.Command(program, "run", "--config", config)
	var said strings.Builder
	cmd.Stderr = &said
	began := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		for _, err := range storage.CheckAt(path) {
			b.Error(err)
		}
	}()
	if err := telegram.Wait(ctx, func() bool { return telegram.Count("getUpdates") > 0 }); err != nil {
		b.Fatal(err, said.String())
	}
	took = time.Since(began)
	first = memoryOf(b, cmd.Process.Pid)
	for i := range 1000 {
		p := telegram.Person(simulator.Profile{First: fmt.Sprint("Нов ", i), LanguageCode: "bg"})
		if _, err := p.Open(invitationOf(i)); err != nil {
			b.Fatal(err)
		}
	}
	if err := telegram.Wait(ctx, func() bool { return telegram.Count("sendMessage") >= 1000 }); err != nil {
		b.Fatal(err, said.String())
	}
	return took, first, memoryOf(b, cmd.Process.Pid)
}

// stoppedJustNow makes it a short absence, of which nobody has to be told.
func stoppedJustNow(b *testing.B, path string) {
	store, err := storage.Open(path, storage.Options{})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := store.Apply(flows.Batch{Now: time.Now(), Polled: true}, nil); err != nil {
		b.Fatal(err)
	}
	if err := store.Close(); err != nil {
		b.Fatal(err)
	}
}

// memoryOf is how much of the machine's memory a process holds, in MB; 0 where
// the system does not say.
func memoryOf(b *testing.B, pid int) int {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	var kilobytes int
	if _, err := fmt.Sscan(rest, &kilobytes); err != nil {
		b.Fatal(err)
	}
	return kilobytes / 1024
}

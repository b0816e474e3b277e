package main

import (
	"runtime"
	"testing"
	"time"

	"partnerbot/flows/document"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
	"partnerbot/storage"
)

// BenchmarkExport measures what an export of everything costs with 2,000 organisations
// that have answered the survey: the longest reading transaction, and the most memory
// that was held at any time beside what the program holds anyway.
//
//	go test -run '^$' -bench Export -benchtime 3x ./cmd/partnerbot
func BenchmarkExport(b *testing.B) {
	c, _ := newTown(b, 2000, 2000, 0).open(b)
	defer func() { _ = c.store.Close() }()
	p := exampleProgramme(b)
	all, _ := programme.ExportPartOf(programme.AllParts)
	for _, format := range programme.ExportFormats() {
		b.Run(string(format), func(b *testing.B) {
			most := watchHeap()
			var longest time.Duration
			size := 0
			for b.Loop() {
				tables, err := takeOut(p, timed{c.store, &longest}, all, "", text.Bulgarian)
				if err != nil {
					b.Fatal(err)
				}
				file, err := document.ExportFile(p, document.Export{Tables: tables, At: worldStart}, format, text.Bulgarian)
				if err != nil {
					b.Fatal(err)
				}
				size = len(file)
			}
			b.ReportMetric(float64(longest.Milliseconds()), "longest-read-ms")
			b.ReportMetric(float64(most())/(1<<20), "MiB-held")
			b.ReportMetric(float64(size)/(1<<20), "MiB-file")
		})
	}
}

// timed notes how long the longest reading transaction took.
type timed struct {
	*storage.Store
	longest *time.Duration
}

func (t timed) View(f func(*programme.Tx) error) error {
	began := time.Now()
	err := t.Store.View(f)
	*t.longest = max(*t.longest, time.Since(began))
	return err
}

// watchHeap looks at the heap all the time; what it returns says how much it has grown at
// most, in bytes.
func watchHeap() func() uint64 {
	var now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&now)
	before, most := now.HeapAlloc, uint64(0)
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			case <-time.After(5 * time.Millisecond):
				runtime.ReadMemStats(&now)
				most = max(most, now.HeapAlloc)
			}
		}
	}()
	return func() uint64 {
		close(stop)
		<-stopped
		return most - min(most, before)
	}
}

package main

import (
	"io"
	"sync"
)

// backstage is the bot's log: kept back while the past is played, for which
// nobody waits.
type backstage struct {
	out io.Writer

	mu    sync.Mutex
	shown bool
	early []byte
}

// Write implements io.Writer.
func (b *backstage) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.shown {
		return b.out.Write(p)
	}
	b.early = append(b.early, p...)
	return len(p), nil
}

// open shows what comes from now on, and what was kept back if wanted.
func (b *backstage) open(early bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if early {
		_, _ = b.out.Write(b.early)
	}
	b.shown, b.early = true, nil
}

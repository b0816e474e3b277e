package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"partnerbot/bot/simulator"
	"partnerbot/flows/text"
)

// With --data the folder holds, beside what the bot keeps there, what Telegram
// and the page know: the next run goes on from both. It is written down at once
// when the clock has moved, within seconds of each other change, and at the end.

const (
	keptFile = "demo.json"
	keepEach = 2 * time.Second
)

// kept is what keptFile holds. While the past is being played it is only a mark
// that the folder is a demo's.
type kept struct {
	Now      time.Time           `json:"now,omitzero"` // the programme's time
	Page     simulator.PageNotes `json:"page"`
	Telegram json.RawMessage     `json:"telegram,omitempty"`
}

// resume reads what an earlier run has kept; false where there is none to go on
// from. A folder that is no demo's is refused: it may hold a real programme.
func (d *demo) resume() (k kept, ok bool, err error) {
	data, err := os.ReadFile(filepath.Join(d.dir, keptFile))
	if errors.Is(err, os.ErrNotExist) {
		for _, name := range []string{"config.toml", "partnerbot.db"} {
			if _, err := os.Stat(filepath.Join(d.dir, name)); err == nil {
				return k, false, fail(text.T("В папката %s има %s, който не е от demo, и нищо в нея не е променено.\nПосочете празна папка.",
					"The folder %s holds %s, which is not of a demo, and nothing in it was changed.\nName an empty folder.").With(d.dir, name), nil)
			}
		}
		return k, false, nil
	}
	if err == nil {
		err = json.Unmarshal(data, &k)
	}
	if err != nil {
		return k, false, fail(text.T("Файлът %s не може да се прочете. Посочете друга папка, за да започнете отначало.",
			"The file %s cannot be read. Name another folder to begin anew.").With(filepath.Join(d.dir, keptFile)), err)
	}
	return k, k.Telegram != nil, nil
}

// mark says that the folder is a demo's, and clears out what an unfinished
// beginning has left.
func (d *demo) mark() error {
	if d.Data == "" {
		return nil
	}
	for _, name := range []string{"config.toml", "partnerbot.db", "backups"} {
		if err := os.RemoveAll(filepath.Join(d.dir, name)); err != nil {
			return fmt.Errorf("clear out an unfinished beginning: %w", err)
		}
	}
	return d.write(kept{})
}

// keep writes everything down.
func (d *demo) keep() error {
	d.keeping.Lock()
	defer d.keeping.Unlock()
	var telegram bytes.Buffer
	if err := d.telegram.Save(&telegram); err != nil {
		return err
	}
	return d.write(kept{Now: d.clock.Now(), Page: d.page.Notes(), Telegram: telegram.Bytes()})
}

func (d *demo) write(k kept) error {
	data, err := json.Marshal(k)
	if err != nil {
		return fmt.Errorf("write down the demo: %w", err)
	}
	file := filepath.Join(d.dir, keptFile)
	if err := os.WriteFile(file+".new", data, 0o600); err != nil {
		return fail(text.T("Файлът %s не може да се запише.", "The file %s cannot be written.").With(file), err)
	}
	return os.Rename(file+".new", file)
}

// keepNow writes everything down on the way.
func (d *demo) keepNow() {
	if err := d.keep(); err != nil {
		printError(d.env.errors, err, d.env.lang)
	}
}

// keepOn writes everything down after each change, until ctx ends.
func (d *demo) keepOn(ctx context.Context) {
	for seen := d.telegram.Seen(); ; {
		if d.telegram.Wait(ctx, func() bool { return d.telegram.Seen() != seen }) != nil {
			return
		}
		seen = d.telegram.Seen()
		d.keepNow()
		select {
		case <-time.After(keepEach): // not for each of many changes
		case <-ctx.Done():
			return
		}
	}
}

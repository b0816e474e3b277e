package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"partnerbot/bot"
	"partnerbot/flows"
	"partnerbot/flows/coordinator"
	"partnerbot/flows/document"
	"partnerbot/flows/participant"
	"partnerbot/flows/programme"
	"partnerbot/storage"
)

// Work that belongs to no person: a copy of the database every night, and the
// removal of what has served its time. Both are rows of the due list, so that a
// machine that was off at that hour does them when it is on again.
const (
	backupKind = "backup"
	sweepKind  = "sweep"

	backupsKept = 7
)

// nightly are the hours, local time, at which they are due: outside the hour
// that a clock change skips or repeats (Europe/Sofia: 03:00 to 04:00).
var nightly = map[string]time.Duration{
	backupKind: 2*time.Hour + 10*time.Minute,
	sweepKind:  2*time.Hour + 40*time.Minute,
}

// housekeeping answers the due rows of the program itself; false for others.
func housekeeping(p *programme.Programme, tx *programme.Tx, t *flows.Turn) bool {
	switch w := t.What.(type) {
	case flows.Started:
		for _, form := range p.Forms() {
			programme.KeepWordings(tx, form)
		}
		programme.AddPlanned(tx, p, func(event string) string { return t.Code("check in "+event, programme.CheckInLength) })
		programme.PutNudges(t, p)
		programme.AwaitEnds(tx, t)
		programme.AwaitAlerts(tx, t, p)
		programme.PutDigest(t, p)
		for kind := range nightly {
			t.Do(nextNight(p, t.At, kind, true))
		}
		return true
	case flows.Due:
		if _, ours := nightly[w.Kind]; ours {
			t.Do(flows.Work{Kind: w.Kind})
			t.Do(nextNight(p, t.At, w.Kind, false))
			return true
		}
	case flows.Finished:
		_, ours := nightly[w.Kind]
		return ours || w.Kind == storage.CompactJob
	}
	return false
}

// nextNight is the due row for the next such hour. Keep leaves a row that is
// there: one that became due while the machine was off.
func nextNight(p *programme.Programme, now time.Time, kind string, keep bool) flows.Schedule {
	local := now.In(p.Location)
	at := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, p.Location).Add(nightly[kind])
	if !at.After(now) {
		at = time.Date(local.Year(), local.Month(), local.Day()+1, 0, 0, 0, 0, p.Location).Add(nightly[kind])
	}
	return flows.Schedule{Key: kind, At: at.UTC(), Kind: kind, Always: true, Keep: keep}
}

// workers are the jobs that need the database as a whole.
func workers(p *programme.Programme, store *storage.Store, log *slog.Logger, clock *bot.Clock) map[string]bot.Worker {
	return map[string]bot.Worker{
		backupKind: func(context.Context, flows.Job) (any, error) {
			now := clock.Now().In(p.Location)
			file, err := store.Backup(backupDir(store.Path()), now, backupsKept)
			if err == nil {
				err = store.NoteCopy(file, now)
			}
			if err != nil {
				log.Error("the daily copy of the database failed", "error", err)
				return nil, err
			}
			log.Info("copied the database", "file", file)
			return nil, nil
		},
		sweepKind: func(context.Context, flows.Job) (any, error) {
			deleted, err := store.Sweep(clock.Now())
			if err != nil || !deleted {
				return nil, err
			}
			return nil, store.Compact()
		},
		coordinator.ExportJob:      func(_ context.Context, job flows.Job) (any, error) { return export(p, store, clock, job) },
		coordinator.ChartJob:       func(_ context.Context, job flows.Job) (any, error) { return chart(p, store, clock, job) },
		participant.DataJob:        func(_ context.Context, job flows.Job) (any, error) { return ownData(p, store, clock, job) },
		programme.CalendarJob:      func(_ context.Context, job flows.Job) (any, error) { return calendar(p, store, clock, job) },
		participant.MaterialJob:    func(_ context.Context, job flows.Job) (any, error) { return material(store, job) },
		coordinator.ImportJob:      func(_ context.Context, job flows.Job) (any, error) { return readRegister(p, store, job) },
		coordinator.SheetJob:       func(_ context.Context, job flows.Job) (any, error) { return doorPaper(p, store, clock, job) },
		coordinator.LinkJob:        func(_ context.Context, job flows.Job) (any, error) { return linkPaper(store, job) },
		coordinator.QRJob:          func(_ context.Context, job flows.Job) (any, error) { return doorPaper(p, store, clock, job) },
		coordinator.MatrixJob:      func(_ context.Context, job flows.Job) (any, error) { return blankMatrix(p, store, clock, job) },
		participant.CertificateJob: func(_ context.Context, job flows.Job) (any, error) { return certificate(p, store, job) },
		programme.BroadcastJob:     func(_ context.Context, job flows.Job) (any, error) { return recipients(p, store, job) },
		storage.CompactJob:         func(context.Context, flows.Job) (any, error) { return nil, store.Compact() },
	}
}

// ownData makes the file of everything that is held of who asked, in their language.
func ownData(p *programme.Programme, store *storage.Store, clock *bot.Clock, job flows.Job) (any, error) {
	return fillFile(store, job, func(tx *programme.Tx) ([]byte, error) {
		return programme.DataFile(tx, p, job.Person, clock.Now(), tx.Chats.Language(job.Person))
	})
}

// calendar makes a calendar file of the events that the job names, in the language of
// who gets it.
func calendar(p *programme.Programme, store *storage.Store, clock *bot.Clock, job flows.Job) (any, error) {
	made := participant.Brought{}
	var codes []string
	if err := json.Unmarshal(job.Work.Input, &codes); err != nil {
		return nil, err
	}
	var err error
	made.Size, err = fillFile(store, job, func(tx *programme.Tx) ([]byte, error) {
		var events []programme.Event
		for _, code := range codes {
			if e, ok := tx.Events.Get(code); ok {
				events = append(events, e)
			}
		}
		_, file, ok := programme.FileOfJob(tx, job.Work.Ref)
		if !ok || len(events) == 0 {
			return nil, errors.New("the event, or who asked, is gone")
		}
		made.Title = participant.CalendarTitle(events)
		return document.Calendar(p, events, tx.Chats.Language(file.By), clock.Now()), nil
	})
	return made, err
}

// material brings a file of the machine that belongs to an event.
func material(store *storage.Store, job flows.Job) (any, error) {
	var of participant.MaterialOf
	if err := json.Unmarshal(job.Work.Input, &of); err != nil {
		return nil, err
	}
	made := participant.Brought{}
	var err error
	made.Size, err = fillFile(store, job, func(tx *programme.Tx) ([]byte, error) {
		m, ok := of.Find(tx)
		if !ok {
			return nil, fmt.Errorf("the event %s has no material %s", of.Event, of.Material)
		}
		made.Title = m.Title
		return os.ReadFile(m.Path)
	})
	return made, err
}

// fillFile puts what is made of the records into the database as the file that the job
// names; it returns the size in bytes.
func fillFile(store *storage.Store, job flows.Job, of func(*programme.Tx) ([]byte, error)) (int64, error) {
	id, err := flows.ParseFileID(job.Work.Ref)
	if err != nil {
		return 0, err
	}
	var content []byte
	if err := store.View(func(tx *programme.Tx) (err error) { content, err = of(tx); return err }); err != nil {
		return 0, err
	}
	return store.KeepFile(id, bytes.NewReader(content))
}

// backupDir is where the daily copies lie: beside the database.
func backupDir(path string) string { return filepath.Join(filepath.Dir(path), "backups") }

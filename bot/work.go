package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// maxCrashes is how many runs of a job may not end before it is put aside.
const maxCrashes = 3

// workJobs does slow work beside the loop, one job after the other.
func (b *Bot) workJobs(ctx context.Context) error {
	b.newWork.ring() // for what an earlier run has left
	for {
		select {
		case <-b.newWork.rung:
			err := b.workAll(ctx)
			b.newWork.answered()
			if err != nil {
				return err
			}
		case <-ctx.Done():
			return nil
		}
	}
}

// workAll does the jobs that can be done, oldest first, until there are none.
func (b *Bot) workAll(ctx context.Context) error {
	for ctx.Err() == nil {
		list, err := b.store.Jobs()
		if err != nil {
			return err
		}
		i := slices.IndexFunc(list, func(j flows.Job) bool { return j.Work.Kind != programme.FetchJob || b.polled.caughtUp() })
		if i < 0 {
			return nil
		}
		if err := b.workOne(ctx, list[i]); err != nil {
			return err
		}
	}
	return nil
}

// workOne runs a job; what it gives comes back as an input. A run is counted
// before it begins, so that one that takes the program down is counted too.
func (b *Bot) workOne(ctx context.Context, job flows.Job) error {
	crashes, err := b.store.Crashed(job.ID)
	if err != nil {
		return err
	}
	if crashes > maxCrashes {
		u := b.own(flows.Finished{Kind: job.Work.Kind, Ref: job.Work.Ref, Error: "fell over"})
		u.Job, u.Input.Person = job.ID, job.Person
		b.log.Error("a job fell over again and again and was put aside", "job", job.ID, "kind", job.Work.Kind)
		applied, err := b.store.Quarantine(u, fmt.Sprintf("fell over %d times", maxCrashes), b.o.Clock.Now(), b.o.Conversation)
		b.follow(applied)
		return err
	}
	b.sender.showWork(job.Work.Shown)
	done, how := b.run(ctx, job)
	switch how {
	case brokenOff:
		return b.store.Interrupted(job.ID)
	case fell:
		return nil
	}
	u := b.own(done)
	u.Job, u.Input.Person = job.ID, job.Person
	_, err = b.apply(ctx, flows.Batch{Updates: []flows.Update{u}})
	return err
}

// ending is how a run of a job ends.
type ending int

const (
	ended     ending = iota // well, or with an error that is its result
	fell                    // it fell over: counted, and run again
	brokenOff               // the program is told to stop, or Telegram cannot be reached: run another time
)

// errLater is a worker's word that its job has to wait for Telegram.
var errLater = errors.New("Telegram cannot be reached")

// run does the job.
func (b *Bot) run(ctx context.Context, job flows.Job) (done flows.Finished, how ending) {
	defer func() {
		if r := recover(); r != nil {
			b.log.Error("a job fell over", "job", job.ID, "kind", job.Work.Kind, "error", fmt.Sprint(r))
			how = fell
		}
	}()
	done = flows.Finished{Kind: job.Work.Kind, Ref: job.Work.Ref}
	work, ok := b.o.Workers[job.Work.Kind]
	switch {
	case job.Work.Kind == programme.FetchJob:
		work = b.fetch
	case !ok:
		work = func(context.Context, flows.Job) (any, error) { return nil, errors.New("nobody does such jobs") }
	}
	result, err := work(ctx, job)
	if ctx.Err() != nil || errors.Is(err, errLater) {
		return done, brokenOff
	}
	if err == nil && result != nil {
		done.Result, err = json.Marshal(result)
	}
	if err != nil {
		b.log.Error("a job failed", "job", job.ID, "kind", job.Work.Kind, "error", err)
		done.Error = err.Error()
	}
	return done, ended
}

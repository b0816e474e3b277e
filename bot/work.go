package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"partnerbot/flows"
)

// maxCrashes is how many runs of a job may not end before it is put aside.
const maxCrashes = 3

// FetchJob is the kind of the job that fetches a file that a person sent; Ref is
// its number.
const FetchJob = "fetch"

// workJobs does slow work beside the loop, one job after the other.
func (b *Bot) workJobs(ctx context.Context) error {
	for {
		if err := b.workAll(ctx); err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		select {
		case <-b.newWork:
			err := b.workAll(ctx)
			b.idle.add(-1)
			if err != nil && ctx.Err() == nil {
				return err
			}
		case <-ctx.Done():
			return nil
		}
	}
}

func (b *Bot) workAll(ctx context.Context) error {
	for ctx.Err() == nil {
		list, err := b.store.Jobs()
		if err != nil || len(list) == 0 {
			return err
		}
		for _, job := range list {
			if ctx.Err() != nil {
				return nil
			}
			if err := b.workOne(ctx, job); err != nil {
				return err
			}
		}
	}
	return nil
}

// workOne runs a job; what it gives comes back as an input. A run that does not
// end was counted before it began.
func (b *Bot) workOne(ctx context.Context, job flows.Job) error {
	crashes, err := b.store.Crashed(job.ID)
	if err != nil {
		return err
	}
	u := flows.Update{Job: job.ID, Input: flows.Input{Person: job.Person}}
	if crashes > maxCrashes {
		b.log.Error("a job fell over again and again and was put aside", "job", job.ID, "kind", job.Work.Kind)
		_, err := b.store.Quarantine(u, "fell over "+strconv.Itoa(maxCrashes)+" times", b.o.Clock.Now(), b.o.Conversation)
		return err
	}
	result, err := b.run(ctx, job)
	if ctx.Err() != nil {
		return nil // it runs again at the next start
	}
	done := flows.Finished{Kind: job.Work.Kind, Ref: job.Work.Ref}
	if err != nil {
		b.log.Error("a job failed", "job", job.ID, "kind", job.Work.Kind, "error", err)
		done.Error = err.Error()
	}
	if result != nil {
		if done.Result, err = json.Marshal(result); err != nil {
			done.Error = err.Error()
		}
	}
	u.Input.What = done
	_, err = b.apply(ctx, flows.Batch{Updates: []flows.Update{u}})
	return err
}

func (b *Bot) run(ctx context.Context, job flows.Job) (result any, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("fell over: %v", r)
		}
	}()
	if job.Work.Kind == FetchJob {
		return nil, b.fetch(ctx, job)
	}
	work, ok := b.o.Workers[job.Work.Kind]
	if !ok {
		return nil, fmt.Errorf("nobody does jobs of the kind %q", job.Work.Kind)
	}
	return work(ctx, job)
}

var errTooBig = errors.New("larger than 20 MB: Telegram does not let a bot fetch it")

// fetch brings a file that a person sent into the database. While Telegram
// cannot be reached it tries again; a file that Telegram no longer has is given
// up.
func (b *Bot) fetch(ctx context.Context, job flows.Job) error {
	n, err := strconv.ParseUint(job.Work.Ref, 10, 64)
	if err != nil {
		return err
	}
	file, ok, err := b.store.File(flows.FileID(n))
	if err != nil || !ok {
		return err
	}
	for tries := 1; ; tries++ {
		err = b.fetchOnce(ctx, flows.FileID(n), file.Remote)
		var f *failure
		var status *statusError
		retry := errors.As(err, &f) && (f.code == 0 || f.code == 429 || f.code >= 500) || errors.As(err, &status) && status.code >= 500
		if err == nil || !retry || tries == 5 || ctx.Err() != nil {
			return err
		}
		pause(ctx, backoff(tries))
	}
}

func (b *Bot) fetchOnce(ctx context.Context, id flows.FileID, remote string) error {
	raw, err := b.client.call(ctx, sendPatience, "getFile", tgbotapi.Params{"file_id": remote})
	if err != nil {
		return err
	}
	var at struct {
		Path string `json:"file_path"`
	}
	if err := json.Unmarshal(raw, &at); err != nil {
		return err
	}
	return b.client.download(ctx, at.Path, func(r io.Reader) error {
		size, err := b.store.KeepFile(id, r)
		if err == nil && size > maxDownload {
			return errTooBig
		}
		return err
	})
}

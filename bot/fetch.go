package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"partnerbot/flows"
)

var errTooBig = errors.New("too big: Telegram lets a bot fetch at most 20 MB")

// fetchTries is how often a file is asked for that Telegram's server does not
// give; while Telegram cannot be reached at all the job waits, and others are done.
const fetchTries = 5

// fetch is the Worker of programme.FetchJob: it brings a file that a person sent into the
// database. A file that Telegram no longer has is given up.
func (b *Bot) fetch(ctx context.Context, job flows.Job) (any, error) {
	id, err := flows.ParseFileID(job.Work.Ref)
	if err != nil {
		return nil, fmt.Errorf("no number of a file: %q", job.Work.Ref)
	}
	file, ok, err := b.store.File(id)
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return nil, nil // its person was forgotten meanwhile
	case file.Size > maxDownload:
		return nil, errTooBig
	}
	for tries, lost := 1, 0; ; tries++ {
		size, err := b.fetchOnce(ctx, id, file.Remote)
		if err == nil {
			return map[string]int64{"size": size}, nil
		}
		var f *failure
		errors.As(err, &f)
		if f == nil || f.final() || ctx.Err() != nil {
			return nil, err
		}
		if f.written {
			lost++
		}
		if lost == fetchTries {
			return nil, err
		}
		wait := max(backoff(tries), f.retryAfter)
		b.log.Warn("a file could not be fetched; trying again", "file", uint64(id), "pause", wait.String(), "error", err)
		pause(ctx, wait)
		if !b.polled.caughtUp() {
			return nil, errLater
		}
	}
}

// final reports whether the same request would be refused again.
func (f *failure) final() bool { return f.code >= 400 && f.code < 500 && f.code != 429 }

func (b *Bot) fetchOnce(ctx context.Context, id flows.FileID, remote string) (size int64, err error) {
	raw, err := b.client.call(ctx, sendPatience, "getFile", tgbotapi.Params{"file_id": remote})
	var f *failure
	if errors.As(err, &f) && strings.Contains(strings.ToLower(f.description), "file is too big") {
		return 0, errTooBig
	}
	if err != nil {
		return 0, err
	}
	var at struct {
		Path string `json:"file_path"`
		Size int64  `json:"file_size"`
	}
	if err := json.Unmarshal(raw, &at); err != nil {
		return 0, err
	}
	if at.Size > maxDownload {
		return 0, errTooBig
	}
	err = b.client.download(ctx, at.Path, func(r io.Reader) (err error) {
		size, err = b.store.KeepFile(id, r)
		return err
	})
	return size, err
}

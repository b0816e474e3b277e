package bot

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"sync"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"partnerbot/flows"
)

// allowed are the kinds of update that are asked for. The list is always sent:
// without one Telegram keeps the previous setting.
const allowed = `["message","edited_message","callback_query","my_chat_member"]`

// batchLimit is how many updates one poll brings at most (Bot API, getUpdates).
const batchLimit = 100

// conflictPatience is how long a second poller may be the echo of the last run.
const conflictPatience = 2 * time.Minute

// pollState is what the rest may know of polling.
type pollState struct {
	mu      sync.Mutex
	emptied bool // since the start a poll has brought all that was waiting
	failing bool // the last poll failed
}

// caughtUp reports whether what people did has been fetched, so that what is
// due may follow.
func (p *pollState) caughtUp() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.emptied && !p.failing
}

// note keeps how the last poll went; it reports whether this is the first time
// that everything has been fetched.
func (p *pollState) note(emptied, failing bool) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	before := p.emptied && !p.failing
	p.emptied = p.emptied || emptied
	p.failing = failing
	return !before && p.emptied && !p.failing
}

// poll fetches updates and has them applied, until ctx ends. The offset moves
// with the commit, so the next poll confirms only what is on the disk.
func (b *Bot) poll(ctx context.Context) error {
	offset, err := b.store.Offset()
	if err != nil {
		return err
	}
	group, _, err := b.store.Chat(flows.Group)
	if err != nil {
		return err
	}
	b.tellGap()
	d := decoder{username: strings.ToLower(b.username), group: group}
	tries, lastKept := 0, time.Time{}
	var conflict time.Time
	wait := time.Duration(0) // the first poll comes back at once: it says whether anything waits
	for ctx.Err() == nil {
		raws, err := b.getUpdates(ctx, offset, wait)
		if err != nil {
			if ctx.Err() != nil {
				break
			}
			var f *failure
			if errors.As(err, &f) && unauthorized(f) {
				return ErrUnauthorized
			}
			tries++
			b.polled.note(false, true)
			b.tellPollFailure(ctx, f, tries, &conflict)
			pause(ctx, pollPause(f, tries))
			continue
		}
		if tries > 0 {
			b.log.Info("Telegram answers again")
		}
		tries, conflict, wait = 0, time.Time{}, pollTimeout
		keepTime := time.Since(lastKept) > time.Minute
		if len(raws) > 0 || keepTime {
			batch := flows.Batch{Polled: true}
			for _, raw := range raws {
				u := d.decode(raw)
				if u.Migrated != nil && u.Migrated.From == d.group {
					d.group = u.Migrated.To
				}
				batch.Updates = append(batch.Updates, u)
				// Ids may begin anew after a quiet week (Bot API, Update), so the offset
				// follows what came, up or down.
				batch.Offset = u.ID + 1
			}
			if _, err := b.apply(context.WithoutCancel(ctx), batch); err != nil {
				return err
			}
			if batch.Offset != 0 {
				offset = batch.Offset
			}
			lastKept = time.Now()
		}
		if b.polled.note(len(raws) < batchLimit, false) {
			go func() { _ = b.Tick(ctx) }() // what is due has waited for this
		}
	}
	return nil
}

func (b *Bot) getUpdates(ctx context.Context, offset int64, wait time.Duration) ([]json.RawMessage, error) {
	p := tgbotapi.Params{
		"limit": strconv.Itoa(batchLimit), "timeout": strconv.Itoa(int(wait.Seconds())), "allowed_updates": allowed,
	}
	if offset > 0 {
		p["offset"] = strconv.FormatInt(offset, 10)
	}
	result, err := b.client.call(ctx, pollPatience, "getUpdates", p)
	if err != nil {
		return nil, err
	}
	var raws []json.RawMessage
	if err := json.Unmarshal(result, &raws); err != nil {
		return nil, &failure{method: "getUpdates", written: true, cause: err}
	}
	return raws, nil
}

// pollPause is how long to wait after a poll that failed: never under a second,
// since Telegram throttles a repeated offset (tdlib/telegram-bot-api).
func pollPause(f *failure, tries int) time.Duration {
	d := backoff(tries)
	if f != nil && f.retryAfter >= d {
		d = f.retryAfter + time.Second
	}
	return d
}

// tellPollFailure says in the log what is wrong, louder when a second program
// polls with the same token for long.
func (b *Bot) tellPollFailure(ctx context.Context, f *failure, tries int, conflict *time.Time) {
	if f == nil || f.code != 409 {
		*conflict = time.Time{}
		b.log.Warn("Telegram does not answer; trying again", "tries", tries, "error", errorOf(f))
		return
	}
	if strings.Contains(strings.ToLower(f.description), "webhook") {
		b.log.Warn("a webhook is set for this bot; taking it away")
		_, _ = b.client.call(ctx, sendPatience, "deleteWebhook", tgbotapi.Params{})
		return
	}
	if conflict.IsZero() {
		*conflict = time.Now()
	}
	if time.Since(*conflict) > conflictPatience {
		b.log.Error("another program has been using this bot's token for minutes: stop it, or nothing arrives reliably")
		return
	}
	b.log.Warn("another program polls with this token, perhaps the last run of this one; trying again", "tries", tries)
}

func errorOf(f *failure) string {
	if f == nil {
		return "unknown"
	}
	return f.Error()
}

// tellGap says what a long absence has lost: Telegram keeps updates for 24
// hours, presses for 150 seconds (tdlib/telegram-bot-api).
func (b *Bot) tellGap() {
	last, err := b.store.LastPoll()
	if err != nil || last.IsZero() {
		return
	}
	away := b.o.Clock.Now().Sub(last)
	switch {
	case away > 24*time.Hour:
		b.log.Warn("the bot was away for more than a day: what people wrote before the last 24 hours is lost", "away", away.Round(time.Minute).String())
	case away > 150*time.Second:
		b.log.Info("the bot was away: buttons pressed meanwhile are lost, people can press them again", "away", away.Round(time.Second).String())
	}
}

// pause waits for d or the end of ctx.
func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}
